package chalkgrad.export;

import chalkgrad.export.Entry.Choice;
import chalkgrad.export.Entry.Essay;
import chalkgrad.export.Entry.Field;
import chalkgrad.export.Entry.Numbers;
import chalkgrad.export.Entry.Ordering;
import chalkgrad.variant.Student;
import chalkgrad.write.Csv;
import chalkgrad.write.Page;
import chalkgrad.write.PlainText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A table with a row for each question of each variant, for a spreadsheet or a system that reads nothing else.
 *
 * <p>{@code 001,,,3,number,"dE/dw5 =",0.0259,0.00005,0,2} with one number; of several, answers and so on are separated by {@code |}.
 */
final class QuestionsCsv implements Exporter {
    static final List<String> COLUMNS = List.of(
            "variant",
            "student",
            "name",
            "question",
            "kind",
            "points",
            "text",
            "prompts",
            "answer",
            "tolerance",
            "scale",
            "options",
            "worked");
    private static final String BETWEEN = " | ";

    @Override
    public String name() {
        return "csv";
    }

    @Override
    public String fileName() {
        return "questions.csv";
    }

    /** With a mark at the beginning by which spreadsheets know the encoding. */
    @Override
    public Sink open(OutputStream out, Setting setting) throws IOException {
        return TextSink.begun(out, "\uFEFF" + new String(Csv.of(List.of(COLUMNS)), StandardCharsets.UTF_8), "");
    }

    @Override
    public byte[] prepare(Booklet booklet, Setting setting) {
        var rows = new ArrayList<List<String>>();
        for (Entry entry : booklet.entries()) {
            List<Field> fields = entry.body() instanceof Numbers numbers ? numbers.fields() : List.of();
            rows.add(List.of(
                    PlainText.visible(booklet.id()),
                    PlainText.visible(booklet.student().map(Student::id).orElse("")),
                    PlainText.visible(booklet.student().map(Student::name).orElse("")),
                    Integer.toString(entry.number()),
                    entry.body().word(),
                    Plain.shortest(entry.points()),
                    text(entry.stem()),
                    joined(fields, field -> PlainText.of(field.prompt())),
                    fields.isEmpty() ? answer(entry.body()) : joined(fields, field -> Plain.number(field.value())),
                    joined(fields, field -> Plain.number(field.tolerance())),
                    joined(fields, field -> Integer.toString(field.scale())),
                    options(entry.body()),
                    text(entry.feedback())));
        }
        return Csv.of(rows);
    }

    private static <T> String joined(List<T> parts, Function<T, String> text) {
        return parts.stream().map(text).collect(Collectors.joining(BETWEEN));
    }

    /** Which option is right, where each step comes, or the key. */
    private static String answer(Entry.Body body) {
        if (body instanceof Choice choice) {
            return Integer.toString(choice.right() + 1);
        } else if (body instanceof Ordering ordering) {
            return IntStream.range(0, ordering.shown().size())
                    .mapToObj(step -> Integer.toString(ordering.place(step)))
                    .collect(Collectors.joining(BETWEEN));
        }
        return body instanceof Essay essay ? PlainText.of(essay.key()) : "";
    }

    private static String options(Entry.Body body) {
        if (body instanceof Choice choice) {
            return joined(choice.options(), option -> PlainText.of(option.text()));
        }
        return body instanceof Ordering ordering ? joined(ordering.shown(), PlainText::of) : "";
    }

    /** A page's words in one line. */
    private static String text(List<? extends Page.Element> elements) {
        return elements.stream()
                .map(QuestionsCsv::words)
                .map(words -> PlainText.visible(words).strip())
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining(BETWEEN));
    }

    private static String words(Page.Element element) {
        if (element instanceof Page.Heading e) {
            return PlainText.of(e.text());
        } else if (element instanceof Page.Paragraph e) {
            return PlainText.of(e.text());
        } else if (element instanceof Page.Note e) {
            return PlainText.of(e.text());
        } else if (element instanceof Page.Items e) {
            return joined(e.items(), PlainText::of);
        } else if (element instanceof Page.Display e) {
            return joined(e.rows(), row -> row.left().text() + " " + row.right().text());
        } else if (element instanceof Page.Table e) {
            return joined(e.header(), PlainText::of) + BETWEEN + joined(e.rows(), row -> joined(row, PlainText::of));
        } else if (element instanceof Page.Fields e) {
            return joined(e.labels(), PlainText::of);
        } else if (element instanceof Page.Jotting e) {
            return PlainText.of(e.text());
        }
        return element instanceof Page.Figure e ? e.description() : "";
    }
}
