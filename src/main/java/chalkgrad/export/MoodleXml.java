package chalkgrad.export;

import chalkgrad.export.Entry.Choice;
import chalkgrad.export.Entry.Essay;
import chalkgrad.export.Entry.Field;
import chalkgrad.export.Entry.Numbers;
import chalkgrad.export.Entry.Option;
import chalkgrad.export.Entry.Ordering;
import chalkgrad.export.Entry.Range;
import chalkgrad.variant.Shares;
import chalkgrad.write.Page;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Moodle XML, for Moodle's question bank.
 *
 * <p>A number is {@code <question type="numerical">}; several numbers are a cloze; categories are {@code $course$/top/TITLE/001}.
 *
 * <p>Steps are ordered by matching them with their places: Moodle has a question type for ordering of its own only from 4.4 on, and reads a
 * file with a type that it does not know only in part. A formula is an essay with its key for the marker, as a short answer would have to be
 * written letter by letter.
 */
final class MoodleXml implements Exporter {
    /** What each wrong attempt costs where a quiz allows several: Moodle's own third. */
    private static final String PENALTY = "0.3333333";

    @Override
    public String name() {
        return "moodle";
    }

    @Override
    public String fileName() {
        return "moodle.xml";
    }

    @Override
    public Sink open(OutputStream out, Setting setting) throws IOException {
        return TextSink.begun(out, Xml.DECLARATION + "<quiz>\n", "</quiz>\n");
    }

    @Override
    public byte[] prepare(Booklet booklet, Setting setting) {
        var drawings = new Drawings();
        var out = new StringBuilder();
        String before = "";
        for (Entry entry : booklet.entries()) {
            String category = Category.of(entry, setting).path();
            if (!category.equals(before)) {
                out.append(" <question type=\"category\">\n  <category><text>")
                        .append(Xml.text(category))
                        .append("</text></category>\n </question>\n");
                before = category;
            }
            out.append(new Question(drawings).of(entry));
        }
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Moodle adds up the whole marks of a cloze, whatever the question is worth, and a random question of a quiz counts one. */
    @Override
    public List<String> byHand(Booklet booklet, Setting setting) {
        if (setting.grouping() == Grouping.BY_QUESTION) {
            return List.of("moodle: a random question of a quiz counts 1 until it is set otherwise; set there: "
                    + booklet.entries().stream()
                            .map(entry -> Category.number(entry.number()) + ": " + Plain.shortest(entry.points()))
                            .collect(Collectors.joining(", ")));
        }
        var notes = new ArrayList<String>();
        for (Entry entry : booklet.entries()) {
            if (entry.body() instanceof Numbers numbers && numbers.fields().size() > 1) {
                int fields = numbers.fields().size();
                int sum = Shares.whole(entry.points(), fields).stream()
                        .mapToInt(each -> each)
                        .sum();
                if (entry.points().compareTo(BigDecimal.valueOf(sum)) != 0) {
                    notes.add("moodle: question " + entry.number() + " counts " + sum
                            + " there, as each of its " + fields + " numbers counts a whole mark, and "
                            + Plain.shortest(entry.points()) + " on paper; set its maximum mark to "
                            + Plain.shortest(entry.points()) + " in the quiz, or make it worth " + sum + " points");
                }
            }
        }
        return notes;
    }

    /** One question. */
    private static final class Question {
        private final Drawings drawings;
        private final StringBuilder out = new StringBuilder();

        Question(Drawings drawings) {
            this.drawings = drawings;
        }

        String of(Entry entry) {
            if (entry.body() instanceof Numbers numbers) {
                if (numbers.fields().size() == 1) {
                    number(entry, numbers.fields().get(0));
                } else {
                    cloze(entry, numbers.fields());
                }
            } else if (entry.body() instanceof Choice choice) {
                choice(entry, choice);
            } else if (entry.body() instanceof Ordering ordering) {
                ordering(entry, ordering);
            } else if (entry.body() instanceof Essay essay) {
                essay(entry, essay);
            }
            return out.append(" </question>\n").toString();
        }

        private void number(Entry entry, Field field) {
            begin("numerical", entry, List.of(new Page.Paragraph(field.prompt())), "");
            for (Range right : field.accepted()) {
                out.append("  <answer fraction=\"100\" format=\"moodle_auto_format\"><text>")
                        .append(Plain.number(right.value()))
                        .append("</text><feedback format=\"html\"><text></text></feedback><tolerance>")
                        .append(Plain.number(right.tolerance()))
                        .append("</tolerance></answer>\n");
            }
            out.append("  <unitgradingtype>0</unitgradingtype>\n  <unitpenalty>0.1</unitpenalty>\n")
                    .append("  <showunits>3</showunits>\n  <unitsleft>0</unitsleft>\n");
        }

        /** Moodle adds the weights up to the question's grade; they are whole. */
        private void cloze(Entry entry, List<Field> fields) {
            List<Integer> weights = Shares.whole(entry.points(), fields.size());
            var lines = new StringBuilder();
            for (int i = 0; i < fields.size(); i++) {
                Field field = fields.get(i);
                String prompt = new Html(Html.Look.MOODLE, figure -> "").line(field.prompt());
                String right = field.accepted().stream()
                        .map(range -> "=" + Plain.number(range.value()) + ":" + Plain.number(range.tolerance()))
                        .collect(Collectors.joining("~"));
                lines.append(Html.paragraph(prompt + " {" + weights.get(i) + ":NUMERICAL:" + right + "}"));
            }
            begin("cloze", entry, List.of(), lines.toString());
        }

        private void choice(Entry entry, Choice choice) {
            begin("multichoice", entry, List.of(), "");
            out.append("  <single>true</single>\n  <shuffleanswers>")
                    .append(choice.shuffled())
                    .append("</shuffleanswers>\n  <answernumbering>")
                    .append(choice.shuffled() ? "abc" : "123")
                    .append("</answernumbering>\n  <showstandardinstruction>0</showstandardinstruction>\n");
            for (int i = 0; i < choice.options().size(); i++) {
                Option option = choice.options().get(i);
                out.append("  <answer fraction=\"")
                        .append(i == choice.right() ? "100" : "0")
                        .append("\" format=\"html\">");
                text(List.of(new Page.Paragraph(option.text())), "");
                out.append("<feedback format=\"html\">");
                text(option.feedback().isEmpty() ? List.of() : List.of(new Page.Paragraph(option.feedback())), "");
                out.append("</feedback></answer>\n");
            }
        }

        private void ordering(Entry entry, Ordering ordering) {
            begin("matching", entry, List.of(), "");
            out.append("  <shuffleanswers>true</shuffleanswers>\n");
            for (int i = 0; i < ordering.shown().size(); i++) {
                out.append("  <subquestion format=\"html\">");
                text(List.of(new Page.Paragraph(ordering.shown().get(i))), "");
                out.append("<answer><text>").append(ordering.place(i)).append("</text></answer></subquestion>\n");
            }
        }

        private void essay(Entry entry, Essay essay) {
            begin("essay", entry, List.of(), "");
            out.append("  <responseformat>editor</responseformat>\n  <responserequired>1</responserequired>\n")
                    .append("  <responsefieldlines>5</responsefieldlines>\n  <attachments>0</attachments>\n")
                    .append("  <attachmentsrequired>0</attachmentsrequired>\n  <graderinfo format=\"html\">");
            text(List.of(new Page.Paragraph(essay.key())), "");
            out.append("</graderinfo>\n  <responsetemplate format=\"html\"><text></text></responsetemplate>\n");
        }

        /** What all types have. */
        private void begin(String type, Entry entry, List<Page.Element> prompt, String html) {
            out.append(" <question type=\"").append(type).append("\">\n  <name><text>");
            out.append(Xml.text(Category.name(entry))).append("</text></name>\n  <questiontext format=\"html\">");
            var stem = new ArrayList<>(entry.stem());
            stem.addAll(prompt);
            text(stem, html);
            out.append("</questiontext>\n  <generalfeedback format=\"html\">");
            text(entry.feedback(), "");
            out.append("</generalfeedback>\n  <defaultgrade>")
                    .append(Plain.shortest(entry.points()))
                    .append("</defaultgrade>\n  <penalty>" + PENALTY + "</penalty>\n  <hidden>0</hidden>\n  <idnumber>")
                    .append(Ids.safe(entry.variant()))
                    .append('-')
                    .append(entry.number())
                    .append("</idnumber>\n");
        }

        /** A text and the files that it shows. */
        private void text(List<? extends Page.Element> elements, String html) {
            var shown = new TreeSet<Integer>();
            var writer = new Html(Html.Look.MOODLE, figure -> {
                int number = drawings.number(figure);
                shown.add(number);
                return "@@PLUGINFILE@@/figure-" + number + ".svg";
            });
            out.append("<text>").append(Xml.cdata(writer.of(elements) + html)).append("</text>");
            for (int number : shown) {
                out.append("<file name=\"figure-").append(number).append(".svg\" path=\"/\" encoding=\"base64\">");
                out.append(Base64.getEncoder().encodeToString(drawings.file(number)))
                        .append("</file>");
            }
        }
    }
}
