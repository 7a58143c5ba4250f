package chalkgrad.export;

import chalkgrad.export.Entry.Choice;
import chalkgrad.export.Entry.Essay;
import chalkgrad.export.Entry.Field;
import chalkgrad.export.Entry.Numbers;
import chalkgrad.export.Entry.Option;
import chalkgrad.export.Entry.Ordering;
import chalkgrad.variant.Shares;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A question as an item of QTI 2.1.
 *
 * <p>{@code new QtiItem(html).of(entry, "en")} is the item's file; its outcome SCORE goes up to the points.
 *
 * <p>Formulas stand between {@code \(} and {@code \)}, which is plain text for QTI and a formula for MathJax.
 */
final class QtiItem {
    static final String NAMESPACE = "http://www.imsglobal.org/xsd/imsqti_v2p1";
    static final String SCHEMA = " xmlns=\"" + NAMESPACE + "\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
            + " xsi:schemaLocation=\"" + NAMESPACE + " " + NAMESPACE + ".xsd\"";
    private static final String WORKED = "WORKED";
    private static final int FIELD_LENGTH = 15;

    private final Html html;

    QtiItem(Html html) {
        this.html = html;
    }

    /** The parts in which kinds of questions differ. */
    private record Parts(String declarations, String body, String processing, String feedback) {}

    static String ident(Entry entry) {
        return "q-" + Ids.safe(entry.variant()) + "-" + entry.number();
    }

    String of(Entry entry, String language) {
        Parts parts = parts(entry);
        String points = Plain.shortest(entry.points());
        String worked = html.of(entry.feedback());
        return Xml.DECLARATION + "<assessmentItem" + SCHEMA + " identifier=\"" + ident(entry) + "\" title=\""
                + Xml.text(Category.name(entry)) + "\" xml:lang=\"" + language
                + "\" adaptive=\"false\" timeDependent=\"false\">\n" + parts.declarations
                + "<outcomeDeclaration identifier=\"SCORE\" cardinality=\"single\" baseType=\"float\" normalMaximum=\""
                + points
                + "\" normalMinimum=\"0\"><defaultValue><value>0</value></defaultValue></outcomeDeclaration>\n"
                + "<outcomeDeclaration identifier=\"MAXSCORE\" cardinality=\"single\" baseType=\"float\"><defaultValue><value>"
                + points
                + "</value></defaultValue></outcomeDeclaration>\n"
                + "<outcomeDeclaration identifier=\"FEEDBACK\" cardinality=\"multiple\" baseType=\"identifier\"/>\n<itemBody>"
                + html.of(entry.stem()) + parts.body + "</itemBody>\n<responseProcessing>\n" + parts.processing
                + "<setOutcomeValue identifier=\"FEEDBACK\"><multiple>" + feedbacks(entry.body())
                + identifier(WORKED) + "</multiple></setOutcomeValue>\n</responseProcessing>\n" + parts.feedback
                + (worked.isEmpty() ? "" : feedback(WORKED, worked)) + "</assessmentItem>\n";
    }

    private Parts parts(Entry entry) {
        if (entry.body() instanceof Numbers numbers) {
            return numbers(entry, numbers.fields());
        } else if (entry.body() instanceof Choice choice) {
            return choice(entry, choice);
        } else if (entry.body() instanceof Ordering ordering) {
            return ordering(entry, ordering);
        }
        return essay((Essay) entry.body());
    }

    /** What was chosen is itself the name of what is said about it. */
    private static String feedbacks(Entry.Body body) {
        return body instanceof Choice ? "<variable identifier=\"RESPONSE\"/>" : "";
    }

    private Parts numbers(Entry entry, List<Field> fields) {
        List<BigDecimal> shares = Shares.of(entry.points(), fields.size());
        var declarations = new StringBuilder();
        var body = new StringBuilder();
        var processing = new StringBuilder();
        for (int i = 0; i < fields.size(); i++) {
            Field field = fields.get(i);
            String name = fields.size() == 1 ? "RESPONSE" : "RESPONSE" + (i + 1);
            declarations.append(declaration(name, "single", "float", List.of(Plain.number(field.value()))));
            body.append(Html.paragraph(html.line(field.prompt()) + " <textEntryInteraction responseIdentifier=\"" + name
                    + "\" expectedLength=\"" + FIELD_LENGTH + "\"/>"));
            processing.append(condition(
                    near(name, field),
                    "<sum><variable identifier=\"SCORE\"/>" + "<baseValue baseType=\"float\">"
                            + Plain.shortest(shares.get(i)) + "</baseValue></sum>"));
        }
        return new Parts(declarations.toString(), body.toString(), processing.toString(), "");
    }

    /** Two comparisons with bounds as they are printed: an engine that works out value and tolerance in doubles may miss what lies on a bound. */
    private static String near(String name, Field field) {
        List<String> ranges = field.accepted().stream()
                .map(range ->
                        "<and>" + compared("gte", name, range.least()) + compared("lte", name, range.most()) + "</and>")
                .toList();
        return ranges.size() == 1 ? ranges.get(0) : "<or>" + String.join("", ranges) + "</or>";
    }

    private static String compared(String how, String name, BigDecimal bound) {
        return "<" + how + "><variable identifier=\"" + name + "\"/><baseValue baseType=\"float\">"
                + Plain.number(bound) + "</baseValue></" + how + ">";
    }

    private Parts choice(Entry entry, Choice choice) {
        var body = new StringBuilder("<choiceInteraction responseIdentifier=\"RESPONSE\" shuffle=\"" + choice.shuffled()
                + "\" maxChoices=\"1\">");
        var feedback = new StringBuilder();
        for (int i = 0; i < choice.options().size(); i++) {
            Option option = choice.options().get(i);
            body.append(simpleChoice("OPTION", i, html.line(option.text())));
            if (!option.feedback().isEmpty()) {
                feedback.append(feedback("OPTION" + (i + 1), Html.paragraph(html.line(option.feedback()))));
            }
        }
        return new Parts(
                declaration("RESPONSE", "single", "identifier", List.of("OPTION" + (choice.right() + 1))),
                body.append("</choiceInteraction>").toString(),
                condition(matched(), points(entry)),
                feedback.toString());
    }

    private Parts ordering(Entry entry, Ordering ordering) {
        var body = new StringBuilder("<orderInteraction responseIdentifier=\"RESPONSE\" shuffle=\"false\">");
        for (int i = 0; i < ordering.shown().size(); i++) {
            body.append(simpleChoice("STEP", i, html.line(ordering.shown().get(i))));
        }
        return new Parts(
                declaration(
                        "RESPONSE",
                        "ordered",
                        "identifier",
                        ordering.order().stream()
                                .map(step -> "STEP" + (step + 1))
                                .toList()),
                body.append("</orderInteraction>").toString(),
                condition(matched(), points(entry)),
                "");
    }

    private Parts essay(Essay essay) {
        return new Parts(
                declaration("RESPONSE", "single", "string", List.of()),
                "<extendedTextInteraction responseIdentifier=\"RESPONSE\" expectedLines=\"3\"/>"
                        + (essay.key().isEmpty()
                                ? ""
                                : "<rubricBlock view=\"scorer\">" + Html.paragraph(html.line(essay.key()))
                                        + "</rubricBlock>"),
                "",
                "");
    }

    private static String simpleChoice(String name, int index, String html) {
        return "<simpleChoice identifier=\"" + name + (index + 1) + "\">" + html + "</simpleChoice>";
    }

    private static String matched() {
        return "<match><variable identifier=\"RESPONSE\"/><correct identifier=\"RESPONSE\"/></match>";
    }

    private static String points(Entry entry) {
        return "<baseValue baseType=\"float\">" + Plain.shortest(entry.points()) + "</baseValue>";
    }

    private static String condition(String test, String score) {
        return "<responseCondition><responseIf>" + test + "<setOutcomeValue identifier=\"SCORE\">" + score
                + "</setOutcomeValue></responseIf></responseCondition>\n";
    }

    private static String identifier(String name) {
        return "<baseValue baseType=\"identifier\">" + name + "</baseValue>";
    }

    private static String declaration(String name, String cardinality, String type, List<String> right) {
        String start = "<responseDeclaration identifier=\"" + name + "\" cardinality=\"" + cardinality
                + "\" baseType=\"" + type + "\"";
        return right.isEmpty()
                ? start + "/>\n"
                : IntStream.range(0, right.size())
                        .mapToObj(i -> "<value>" + right.get(i) + "</value>")
                        .collect(Collectors.joining(
                                "", start + "><correctResponse>", "</correctResponse></responseDeclaration>\n"));
    }

    private static String feedback(String name, String html) {
        return "<modalFeedback outcomeIdentifier=\"FEEDBACK\" identifier=\"" + name + "\" showHide=\"show\">" + html
                + "</modalFeedback>\n";
    }
}
