package chalkgrad.problem;

import chalkgrad.exam.Question;
import chalkgrad.problem.Type.AnyOf;
import chalkgrad.problem.Type.Choice;
import chalkgrad.problem.Type.Key;
import chalkgrad.problem.Type.ListOf;
import chalkgrad.problem.Type.Num;
import chalkgrad.problem.Type.Rec;
import chalkgrad.problem.Type.Text;
import chalkgrad.problem.Type.Whole;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What an exam file has besides what a problem file has, as data.
 *
 * <p>{@code vary: {x1: {uniform: [0.1, 0.9], step: 0.05}}} is a map of draws.
 */
final class ExamFormat {
    /** How many draws are tried for one student where the file does not say. */
    static final int TRIES = 1000;

    /** How many options a choice has where the file does not say, the right one included. */
    static final int OPTIONS = 5;

    /** Questions are kept short enough for a list to be read. */
    private static final int MANY = 1000;

    private static final Type NUMBER = new Num();
    private static final Type OPTION = new AnyOf(List.of(NUMBER, new Text("a rule's name or an expression")));

    private static final Type DRAW = new Rec(
            "a draw such as {uniform: [0.1, 0.9], step: 0.05}",
            List.of(
                    key(
                            "uniform",
                            pair("the least and the greatest value"),
                            "each value from the first to the last alike"),
                    key("normal", pair("the mean and the standard deviation"), "normally distributed"),
                    key(
                            "step",
                            NUMBER,
                            "what is drawn is a multiple of this, counted from the least value or from zero"),
                    key("least", NUMBER, "of normal: what lies below is drawn again"),
                    key("most", NUMBER, "of normal: what lies above is drawn again"),
                    key("choice", new ListOf("a list of values", "value", OPTION, 1, MANY), "one of these, each alike"),
                    key(
                            "shuffle",
                            new ListOf("a list of values", "value", OPTION, 1, MANY),
                            "these, dealt like cards: no two places get the same one")),
            Optional.empty(),
            List.of(List.of("uniform"), List.of("normal"), List.of("choice"), List.of("shuffle")));

    private static final Type PRECISION =
            new AnyOf(List.of(new Whole(1, 30), new Text("digits such as 6 decimals or 4 significant digits")));

    private static final Type MISTAKES =
            new ListOf("a list of mistakes", "mistake", new Text("a mistake's name"), 1, MANY);

    private static final Type REQUIREMENT = new AnyOf(List.of(
            new Text("a requirement such as abs(dE/dw1) >= 0.001 or no_dead_relu"),
            new Rec(
                    "a requirement with its number",
                    List.of(
                            key("no_saturation", NUMBER, "the least slope of a bounded activation"),
                            key("distinct_answers", PRECISION, "the digits by which answers differ"),
                            key("mistakes_differ", MISTAKES, "the mistakes that give another answer"),
                            key("digits", new Whole(1, 20), "the significant digits that every answer keeps"),
                            key("tries", new Whole(1, 1_000_000), "how many draws are tried for one student")),
                    Optional.empty(),
                    List.of(
                            List.of("no_saturation"),
                            List.of("distinct_answers"),
                            List.of("mistakes_differ"),
                            List.of("digits"),
                            List.of("tries")))));

    private static final Type QUANTITY = new Text("a quantity such as dE/dw5, w1+ or net(h1)");

    private static final Type QUESTION = new Rec(
            "a question such as {number: dE/dw5, points: 3}",
            List.of(
                    key("number", QUANTITY, "asks for the value of a quantity"),
                    key("formula", QUANTITY, "asks for the formula of a quantity"),
                    key("layer", new Whole(1, MANY), "asks for all of a layer, counted from one"),
                    key("blanks", QUANTITY, "the worked solution of a quantity with blanks"),
                    key("choice", QUANTITY, "one of several values of a quantity"),
                    key("mistake", QUANTITY, "a worked solution with one mistake, to be found"),
                    key("order", QUANTITY, "the steps to a quantity, to be put in order"),
                    key("of", new Choice(parts()), "of a layer: what is asked of each unit or parameter (default out)"),
                    key("options", new Whole(2, 12), "of choice: how many options (default " + OPTIONS + ")"),
                    key("mistakes", MISTAKES, "of mistake: those that may be planted"),
                    key("points", NUMBER, "what it is worth (default 1)"),
                    key("decimals", new Whole(0, 30), "digits after the point of the answer"),
                    key("significant", new Whole(1, 30), "significant digits of the answer"),
                    key(
                            "tolerance",
                            NUMBER,
                            "how far an answer may be off; left out: what honest rounding makes of it")),
            Optional.empty(),
            List.of(
                    List.of("number"),
                    List.of("formula"),
                    List.of("layer"),
                    List.of("blanks"),
                    List.of("choice"),
                    List.of("mistake"),
                    List.of("order")));

    /** The keys that make a problem file an exam file. */
    static final List<Key> KEYS = List.of(
            key(
                    "exam",
                    Format.texts("the title in this language"),
                    "for variants: the title of the exam, in its first task: one text, or a text per language"),
            key(
                    "vary",
                    new Rec(
                            "a map of what is drawn",
                            List.of(),
                            Optional.of(new AnyOf(List.of(DRAW, NUMBER, new Text("an expression in other draws")))),
                            List.of()),
                    "for variants: what is drawn anew for each student"),
            key(
                    "require",
                    new ListOf("a list of requirements", "requirement", REQUIREMENT, 0, MANY),
                    "for variants: what every draw has to meet"),
            key(
                    "questions",
                    new ListOf("a list of questions", "question", QUESTION, 1, MANY),
                    "for variants: what is asked"));

    private ExamFormat() {}

    private static List<String> parts() {
        return Arrays.stream(Question.Part.values())
                .map(part -> part.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    private static Type pair(String what) {
        return new ListOf("a list of two numbers, " + what, "number", NUMBER, 2, 2);
    }

    private static Key key(String name, Type type, String doc) {
        return new Key(name, type, false, Optional.empty(), doc);
    }
}
