package chalkgrad.export;

import chalkgrad.export.Entry.Choice;
import chalkgrad.export.Entry.Essay;
import chalkgrad.export.Entry.Numbers;
import chalkgrad.export.Entry.Ordering;
import chalkgrad.variant.Shares;
import chalkgrad.write.Page;
import chalkgrad.write.PlainText;
import chalkgrad.write.SvgWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A question as it came out of a file, or should: in words and digits only.
 *
 * @param answers {@code 0.0259±0.00005}, the right option's text, the step for each place, or the key
 * @param options what there is to choose or to order, each with what is said to those who choose it
 * @param pictures the drawings of the question's text, as files
 */
record Recovered(
        String id,
        String kind,
        String points,
        List<String> answers,
        List<String> options,
        String text,
        String feedback,
        List<String> pictures) {

    /** What is not seen, and only keeps a formula and what follows it in a row, is no part of a text. */
    Recovered {
        answers = answers.stream().map(Recovered::seen).toList();
        options = options.stream().map(Recovered::seen).toList();
        text = seen(text);
        feedback = seen(feedback);
    }

    private static String seen(String text) {
        return text.replace("\u2060", "");
    }

    /** How a format cuts up a question with several numbers, and what it keeps. */
    record Habits(boolean split, boolean hasPoints, boolean hasPictureFiles) {}

    /** What should come out. */
    static List<Recovered> of(Booklet booklet, Habits habits) {
        var all = new ArrayList<Recovered>();
        for (Entry entry : booklet.entries()) {
            if (entry.body() instanceof Numbers numbers) {
                int count = numbers.fields().size();
                boolean split = habits.split() && count > 1;
                List<String> answers = numbers.fields().stream()
                        .map(field -> number(
                                field.value().toPlainString(), field.tolerance().toPlainString()))
                        .toList();
                List<String> prompts = numbers.fields().stream()
                        .map(field -> line(field.prompt()))
                        .toList();
                for (int part = 0; part < (split ? count : 1); part++) {
                    all.add(new Recovered(
                            entry.id() + (split ? "." + (part + 1) : ""),
                            "number",
                            habits.hasPoints()
                                    ? Plain.shortest(
                                            split
                                                    ? Shares.of(entry.points(), count)
                                                            .get(part)
                                                    : entry.points())
                                    : "",
                            split ? List.of(answers.get(part)) : answers,
                            List.of(),
                            page(entry.stem()) + (split ? prompts.get(part) : String.join("", prompts)),
                            page(entry.feedback()),
                            pictures(entry, habits)));
                }
                continue;
            }
            List<String> options = List.of();
            List<String> answers = List.of();
            String kind = entry.body().word();
            if (entry.body() instanceof Choice choice) {
                options = choice.options().stream()
                        .map(option -> line(option.text()) + "→" + line(option.feedback()))
                        .toList();
                answers = List.of(line(choice.options().get(choice.right()).text()));
            } else if (entry.body() instanceof Ordering ordering) {
                options = ordering.shown().stream().map(Recovered::line).toList();
                answers = ordering.order().stream()
                        .map(ordering.shown()::get)
                        .map(Recovered::line)
                        .toList();
            } else if (entry.body() instanceof Essay essay) {
                answers = List.of(line(essay.key()));
            }
            all.add(new Recovered(
                    entry.id(),
                    kind,
                    habits.hasPoints() ? Plain.shortest(entry.points()) : "",
                    answers,
                    options,
                    page(entry.stem()),
                    page(entry.feedback()),
                    pictures(entry, habits)));
        }
        return all;
    }

    /** What is kept as a distance, or between bounds, loses its last zeros. */
    static Recovered withShortTolerances(Recovered r) {
        return r.kind().equals("number")
                ? new Recovered(
                        r.id(),
                        r.kind(),
                        r.points(),
                        r.answers().stream()
                                .map(answer -> answer.replaceFirst("(\\.\\d*?)0+$", "$1"))
                                .toList(),
                        r.options(),
                        r.text(),
                        r.feedback(),
                        r.pictures())
                : r;
    }

    static String number(String value, String tolerance) {
        return value + "±" + tolerance;
    }

    private static List<String> pictures(Entry entry, Habits habits) {
        return habits.hasPictureFiles()
                ? entry.stem().stream()
                        .filter(Page.Figure.class::isInstance)
                        .map(Page.Figure.class::cast)
                        .map(figure -> new SvgWriter().write(figure.picture(), figure.description()))
                        .toList()
                : List.of();
    }

    /** A page's words and formulas, without its blocks' borders. */
    private static String page(List<Page.Element> elements) {
        return elements.stream().map(Recovered::element).collect(Collectors.joining());
    }

    private static String element(Page.Element element) {
        if (element instanceof Page.Heading e) {
            return line(e.text());
        } else if (element instanceof Page.Paragraph e) {
            return line(e.text());
        } else if (element instanceof Page.Items e) {
            return e.items().stream().map(Recovered::line).collect(Collectors.joining());
        } else if (element instanceof Page.Table e) {
            return e.header().stream().map(Recovered::line).collect(Collectors.joining())
                    + e.rows().stream()
                            .flatMap(List::stream)
                            .map(Recovered::line)
                            .collect(Collectors.joining());
        } else if (element instanceof Page.Note e) {
            return line(e.label()) + " " + line(e.text());
        } else if (element instanceof Page.Display e) {
            return "\\[\\begin{aligned}"
                    + IntStream.range(0, e.rows().size())
                            .mapToObj(i -> e.rows().get(i).left().latex() + " & "
                                    + e.rows().get(i).right().latex())
                            .collect(Collectors.joining(" \\\\ "))
                    + "\\end{aligned}\\]";
        }
        return "";
    }

    private static String line(List<Page.Run> runs) {
        return runs.stream()
                .map(run -> run instanceof Page.Inline i
                        ? "\\(" + i.formula().latex() + "\\)"
                        : PlainText.visible(PlainText.of(List.of(run))))
                .collect(Collectors.joining());
    }
}
