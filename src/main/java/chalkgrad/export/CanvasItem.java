package chalkgrad.export;

import chalkgrad.export.Entry.Choice;
import chalkgrad.export.Entry.Essay;
import chalkgrad.export.Entry.Field;
import chalkgrad.export.Entry.Numbers;
import chalkgrad.export.Entry.Option;
import chalkgrad.export.Entry.Ordering;
import chalkgrad.variant.Shares;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A question as an item of QTI 1.2, the way Canvas itself writes them.
 *
 * <p>{@code new CanvasItem(html).of(entry)} has an item for each field of a question with several numbers: Canvas compares blanks letter by
 * letter, and only a numerical question has a tolerance.
 */
final class CanvasItem {
    /** Canvas wants its answers numbered. */
    private static final int FIRST_ID = 1001;

    /** So many decimals are left of what is entered. */
    private static final int DECIMALS = 4;

    private final Html html;

    CanvasItem(Html html) {
        this.html = html;
    }

    /** An item and its points. */
    record Item(String xml, BigDecimal points) {}

    List<Item> of(Entry entry) {
        if (entry.body() instanceof Numbers numbers) {
            var items = new ArrayList<Item>();
            List<Field> fields = numbers.fields();
            List<BigDecimal> points = Shares.of(entry.points(), fields.size());
            for (int i = 0; i < fields.size(); i++) {
                items.add(number(entry, fields.get(i), fields.size() == 1 ? "" : "." + (i + 1), points.get(i)));
            }
            return items;
        } else if (entry.body() instanceof Choice choice) {
            return List.of(choice(entry, choice));
        } else if (entry.body() instanceof Ordering ordering) {
            return List.of(ordering(entry, ordering));
        }
        return List.of(essay(entry, (Essay) entry.body()));
    }

    private Item number(Entry entry, Field field, String part, BigDecimal points) {
        var right = new Entry.Range(field.value(), field.tolerance());
        var conditions = new StringBuilder(accepted(
                field.value(),
                " margintype=\"absolute\" margin=\"" + Plain.number(field.tolerance()) + "\"",
                "vargte",
                right));
        if (field.value().scale() > DECIMALS) {
            BigDecimal half = field.value().ulp().divide(BigDecimal.valueOf(2));
            conditions.append(accepted(
                    field.value(),
                    " precisiontype=\"decimals\" precision=\"" + field.value().scale() + "\"",
                    "vargt",
                    new Entry.Range(field.value(), half)));
        }
        return item(
                entry,
                part,
                "numerical_question",
                points,
                1 + (field.value().scale() > DECIMALS ? 1 : 0),
                Html.paragraph(html.line(field.prompt())),
                "<response_str ident=\"response1\" rcardinality=\"Single\"><render_fib fibtype=\"Decimal\">"
                        + "<response_label ident=\"answer1\"/></render_fib></response_str>",
                conditions.toString(),
                "");
    }

    /**
     * An answer as Canvas writes it itself: with {@code vargte} one with a margin, with {@code vargt} a precise one, to so many digits.
     *
     * <p>The page of a quiz rounds what is entered to four decimals before it is marked, unless an answer is precise.
     */
    private static String accepted(BigDecimal value, String how, String above, Entry.Range range) {
        return "<respcondition continue=\"No\"><conditionvar><or><varequal respident=\"response1\"" + how + ">"
                + Plain.number(value) + "</varequal><and><" + above + " respident=\"response1\">"
                + Plain.number(range.least()) + "</" + above + "><varlte respident=\"response1\">"
                + Plain.number(range.most()) + "</varlte></and></or></conditionvar>" + score("Set", "100")
                + "</respcondition>";
    }

    private Item choice(Entry entry, Choice choice) {
        var labels = new StringBuilder();
        var conditions = new StringBuilder();
        var feedback = new StringBuilder();
        for (int i = 0; i < choice.options().size(); i++) {
            Option option = choice.options().get(i);
            int id = FIRST_ID + i;
            labels.append("<response_label ident=\"").append(id).append("\">");
            labels.append(material(html.line(option.text()))).append("</response_label>");
            if (!option.feedback().isEmpty()) {
                conditions.append("<respcondition continue=\"Yes\"><conditionvar>" + equal("response1", "" + id)
                        + "</conditionvar>" + shown(id + "_fb") + "</respcondition>");
                feedback.append(feedback(id + "_fb", html.line(option.feedback())));
            }
        }
        conditions.append(
                "<respcondition continue=\"No\"><conditionvar>" + equal("response1", "" + (FIRST_ID + choice.right()))
                        + "</conditionvar>" + score("Set", "100") + "</respcondition>");
        return item(
                entry,
                "",
                "multiple_choice_question",
                entry.points(),
                choice.options().size(),
                "",
                "<response_lid ident=\"response1\" rcardinality=\"Single\"><render_choice>" + labels
                        + "</render_choice></response_lid>",
                conditions.toString(),
                feedback.toString());
    }

    /** Classic quizzes cannot order: each step is matched with its place. */
    private Item ordering(Entry entry, Ordering ordering) {
        int steps = ordering.shown().size();
        List<BigDecimal> shares = Shares.of(new BigDecimal("100"), steps);
        String places = IntStream.rangeClosed(1, steps)
                .mapToObj(place -> "<response_label ident=\"" + (2 * FIRST_ID + place) + "\"><material><mattext>"
                        + place + "</mattext></material></response_label>")
                .collect(Collectors.joining("", "<render_choice>", "</render_choice>"));
        var presented = new StringBuilder();
        var conditions = new StringBuilder();
        for (int i = 0; i < steps; i++) {
            String ident = "response_" + (FIRST_ID + i);
            presented.append("<response_lid ident=\"").append(ident).append("\">");
            presented
                    .append(material(html.line(ordering.shown().get(i))))
                    .append(places)
                    .append("</response_lid>");
            conditions.append("<respcondition><conditionvar>" + equal(ident, "" + (2 * FIRST_ID + ordering.place(i)))
                    + "</conditionvar>" + score("Add", Plain.shortest(shares.get(i))) + "</respcondition>");
        }
        return item(
                entry,
                "",
                "matching_question",
                entry.points(),
                steps,
                "",
                presented.toString(),
                conditions.toString(),
                "");
    }

    private Item essay(Entry entry, Essay essay) {
        return item(
                entry,
                "",
                "essay_question",
                entry.points(),
                0,
                "",
                "<response_str ident=\"response1\" rcardinality=\"Single\"><render_fib><response_label ident=\"answer1\" rshuffle=\"No\"/>"
                        + "</render_fib></response_str>",
                "<respcondition continue=\"No\"><conditionvar><other/></conditionvar></respcondition>",
                // There is no place for a key but what is shown after the quiz.
                essay.key().isEmpty() ? "" : feedback("correct_fb", html.line(essay.key())));
    }

    private Item item(
            Entry entry,
            String part,
            String type,
            BigDecimal points,
            int answers,
            String prompt,
            String presented,
            String conditions,
            String feedback) {
        String ids = IntStream.range(FIRST_ID, FIRST_ID + answers)
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(","));
        String worked = html.of(entry.feedback());
        return new Item(
                "<item ident=\"" + ident(entry) + part + "\" title=\"" + Xml.text(Category.name(entry) + part)
                        + "\"><itemmetadata><qtimetadata>" + field("question_type", type)
                        + field("points_possible", Plain.shortest(points)) + field("original_answer_ids", ids)
                        + "</qtimetadata></itemmetadata><presentation>"
                        + material("<div>" + html.of(entry.stem()) + prompt + "</div>")
                        + presented
                        + "</presentation><resprocessing><outcomes><decvar maxvalue=\"100\" minvalue=\"0\" varname=\"SCORE\""
                        + " vartype=\"Decimal\"/></outcomes><respcondition continue=\"Yes\"><conditionvar><other/></conditionvar>"
                        + shown("general_fb") + "</respcondition>" + conditions + "</resprocessing>"
                        + feedback("general_fb", worked)
                        + feedback + "</item>\n",
                points);
    }

    private static String ident(Entry entry) {
        return "q-" + Ids.safe(entry.variant()) + "-" + entry.number();
    }

    static String field(String label, String entry) {
        return "<qtimetadatafield><fieldlabel>" + label + "</fieldlabel><fieldentry>" + entry
                + "</fieldentry></qtimetadatafield>";
    }

    private static String material(String html) {
        return "<material><mattext texttype=\"text/html\">" + Xml.markup(html) + "</mattext></material>";
    }

    private static String feedback(String ident, String html) {
        return "<itemfeedback ident=\"" + ident + "\"><flow_mat>" + material(html) + "</flow_mat></itemfeedback>";
    }

    private static String shown(String feedback) {
        return "<displayfeedback feedbacktype=\"Response\" linkrefid=\"" + feedback + "\"/>";
    }

    private static String equal(String response, String value) {
        return "<varequal respident=\"" + response + "\">" + value + "</varequal>";
    }

    private static String score(String action, String value) {
        return "<setvar action=\"" + action + "\" varname=\"SCORE\">" + value + "</setvar>";
    }
}
