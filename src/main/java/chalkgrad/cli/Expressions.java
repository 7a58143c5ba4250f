package chalkgrad.cli;

import chalkgrad.algebra.Columns;
import chalkgrad.algebra.Expr;
import chalkgrad.algebra.ExprParser;
import chalkgrad.algebra.Symbol;
import chalkgrad.problem.Nearest;
import chalkgrad.rules.Function;
import chalkgrad.rules.Functions;
import chalkgrad.work.Clue;
import chalkgrad.work.FormulaParser;
import chalkgrad.write.Messages;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;

/**
 * Reads an expression as it stands on a command line, in the grammar of problem files or as a formula of LaTeX or Unicode.
 *
 * <p>{@code read("o*(1-o)")} and {@code read("o(1-o)")} are the same; {@code read("o*(1-o")} is {@code Refused} at column 7.
 */
final class Expressions {
    /** What only formulas have. */
    private static final String SIGNS = "\\{}$×·÷−√∂∑ΣΠ∏²³⁻⁺₀₁₂₃₄₅₆₇₈₉∞≈′";

    /** What formulas call functions that have another name here. */
    private static final Map<String, String> FUNCTIONS = Map.of("sigma", "sigmoid", "swish", "silu");

    /** Names with fewer letters than this may well be factors before a parenthesis, and are no misspelt functions. */
    private static final int SHORTEST = 4;

    private Expressions() {}

    /** What came of reading. */
    sealed interface Result {
        /**
         * It is an expression.
         *
         * @param formula whether it was read as a formula, whose {@code x_1} is {@code x1}
         */
        record Read(Expr expr, boolean formula) implements Result {}

        /**
         * It is none.
         *
         * @param column where, counted in code points from one
         * @param message what was found there and what is expected
         */
        record Refused(int column, String message) implements Result {}
    }

    static Result read(String text) {
        if (isFormula(text)) {
            Result formula = formula(text);
            return formula instanceof Result.Read || !(grammar(text) instanceof Result.Read read) ? formula : read;
        }
        Result result = grammar(text);
        return result instanceof Result.Refused && !isMisspelt(text) && formula(text) instanceof Result.Read read
                ? read
                : result;
    }

    /** The same expressions with the same names, where some were read as formulas and {@code x_1} is {@code x1} in them. */
    static UnaryOperator<Expr> naming(List<Result.Read> all) {
        var names = new HashMap<String, Symbol>();
        for (Result.Read each : all) {
            if (each.formula) {
                collect(each.expr, names);
            }
        }
        return names.isEmpty()
                ? expr -> expr
                : expr -> expr.substitute(symbol -> {
                    Symbol other = symbol instanceof Symbol.Name ? names.get(key(symbol)) : null;
                    return other == null ? null : other.expr();
                });
    }

    private static void collect(Expr expr, Map<String, Symbol> names) {
        if (expr instanceof Expr.Sym s) {
            names.putIfAbsent(key(s.symbol()), s.symbol());
        }
        expr.parts().forEach(part -> collect(part, names));
    }

    private static String key(Symbol symbol) {
        return symbol.id().replace("_", "");
    }

    private static boolean isFormula(String text) {
        return text.codePoints()
                .anyMatch(c -> SIGNS.indexOf(c) >= 0 || Character.UnicodeScript.of(c) == Character.UnicodeScript.GREEK);
    }

    /** Whether the first thing that is wrong is probably a misspelt function. */
    private static boolean isMisspelt(String text) {
        return ExprParser.parse(text) instanceof ExprParser.Result.Parsed parsed
                && unknown(parsed.expr())
                        .filter(call -> call.function().length() >= SHORTEST)
                        .flatMap(call -> Nearest.to(call.function(), Functions.names()))
                        .filter(near -> near.length() >= SHORTEST)
                        .isPresent();
    }

    private static Optional<Expr.Call> unknown(Expr expr) {
        if (expr instanceof Expr.Call call && Functions.find(call.function()).isEmpty()) {
            return Optional.of(call);
        }
        return expr.parts().stream()
                .map(Expressions::unknown)
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** As a formula. */
    private static Result formula(String text) {
        FormulaParser.Result result = FormulaParser.expression(text, FormulaParser.Names.PLAIN);
        if (result instanceof FormulaParser.Result.Failed failed) {
            var english = Messages.of("en");
            return new Result.Refused(
                    failed.column(), found(words(english, failed.found()), words(english, failed.expected())));
        }
        Expr expr = named(((FormulaParser.Result.Parsed) result).expr());
        return fault(expr, call -> place(call.function(), text)).orElseGet(() -> new Result.Read(expr, true));
    }

    /** Where a word first stands, counted in code points from one; the beginning where it is written otherwise. */
    private static int place(String word, String text) {
        return text.codePointCount(0, Math.max(0, text.indexOf(word))) + 1;
    }

    private static Expr named(Expr expr) {
        Expr inside = expr.mapParts(Expressions::named);
        return inside instanceof Expr.Call call
                ? new Expr.Call(FUNCTIONS.getOrDefault(call.function(), call.function()), call.args())
                : inside;
    }

    /** In the grammar of problem files. */
    private static Result grammar(String text) {
        var columns = new Columns();
        ExprParser.Result result = ExprParser.parse(text, columns);
        if (result instanceof ExprParser.Result.Failed failed) {
            return new Result.Refused(failed.column(), found(failed.found(), failed.expected()));
        }
        Expr expr = ((ExprParser.Result.Parsed) result).expr();
        return fault(expr, columns::of).orElseGet(() -> new Result.Read(expr, false));
    }

    private static String words(Messages messages, Clue clue) {
        return messages.words(clue.key(), clue.detail());
    }

    private static String found(String found, String expected) {
        return "found " + (found.contains(" ") ? found : "“" + found + "”") + "; expected " + expected;
    }

    /** The first call that no function answers. */
    private static Optional<Result> fault(Expr expr, ToIntFunction<Expr.Call> column) {
        if (expr instanceof Expr.Call call) {
            Optional<String> fault = fault(call);
            if (fault.isPresent()) {
                return Optional.of(new Result.Refused(column.applyAsInt(call), fault.get()));
            }
        }
        for (Expr part : expr.parts()) {
            Optional<Result> inside = fault(part, column);
            if (inside.isPresent()) {
                return inside;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> fault(Expr.Call call) {
        String name = call.function();
        Optional<Function> function = Functions.find(name);
        if (function.isEmpty()) {
            return Optional.of("found the function “" + name + "”, which there is not"
                    + Nearest.to(name, Functions.names())
                            .map(near -> "; did you mean " + near + "?")
                            .orElse(""));
        }
        int fewest = function.get().fewest();
        int most = function.get().most();
        int count = call.args().size();
        return count >= fewest && count <= most
                ? Optional.empty()
                : Optional.of("found " + name + " with " + count + " argument" + (count == 1 ? "" : "s") + "; expected "
                        + (fewest == most ? "" + most : fewest + " to " + most));
    }
}
