package chalkgrad.algebra;

import java.util.List;

/**
 * How a function is called, by whoever types it and on a page.
 *
 * <p>{@code FunctionNotation.command("arctan", "atan", "arctg")} is typed in three ways and printed as {@code \arctan}.
 *
 * @param name its name in the problem-file grammar
 * @param spellings what else people write for it, in the case in which they do
 * @param latex its name in LaTeX, which its argument may follow
 * @param mathMl its name in MathML, one element
 */
public record FunctionNotation(String name, List<String> spellings, String latex, String mathMl) {
    public FunctionNotation {
        spellings = List.copyOf(spellings);
    }

    /** A function that is printed by its own name, upright. */
    public static FunctionNotation of(String name, String... spellings) {
        return new FunctionNotation(name, List.of(spellings), latexOf(name), mathMlOf(name));
    }

    /** One for which LaTeX has a command of that name. */
    public static FunctionNotation command(String name, String... spellings) {
        return new FunctionNotation(name, List.of(spellings), "\\" + name, mathMlOf(name));
    }

    /** One that is printed otherwise than it is typed, as {@code ReLU}. */
    public static FunctionNotation shown(String name, String shown, String... spellings) {
        return new FunctionNotation(name, List.of(spellings), latexOf(shown), mathMlOf(shown));
    }

    private static String latexOf(String name) {
        return name.length() == 1 ? name : "\\mathrm{" + name.replace("_", "\\text{-}") + "}";
    }

    private static String mathMlOf(String name) {
        return "<mi>" + name.replace('_', '-').replace("&", "&amp;").replace("<", "&lt;") + "</mi>";
    }
}
