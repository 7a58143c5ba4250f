package chalkgrad.cli;

import chalkgrad.algebra.Columns;
import chalkgrad.algebra.Expr;
import chalkgrad.algebra.ExprParser;
import chalkgrad.algebra.PlainText;
import chalkgrad.algebra.Symbol;
import chalkgrad.problem.Nearest;
import chalkgrad.rules.Activation;
import chalkgrad.rules.Function;
import chalkgrad.rules.Functions;
import chalkgrad.rules.Gates;
import chalkgrad.work.FormulaParser;
import chalkgrad.work.ParseExpectation;
import chalkgrad.write.Messages;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Reads an expression as it stands on a command line, in the grammar of problem files or as a formula of LaTeX or Unicode.
 *
 * <p>{@code read("o*(1-o)")} and {@code read("o(1-o)")} are the same; {@code read("o*(1-o")} is {@code Refused} at column 7.
 */
final class Expressions {
    /** What only formulas have. */
    private static final String SIGNS = "\\{}$×·÷−√∂∑ΣΠ∏²³⁻⁺₀₁₂₃₄₅₆₇₈₉∞≈′";

    /** What formulas call functions that have another name here. */
    private static final Map<String, String> FUNCTIONS = Map.of("sigma", "sigmoid");

    /** Names with fewer letters than this may well be factors before a parenthesis, and are no misspelt functions. */
    private static final int SHORTEST = 4;

    /** What a formula's reader can say of what it expected that is more than the next sign. */
    private static final Set<ParseExpectation.Kind> TELLING =
            Set.of(ParseExpectation.Kind.ONE_NUMBER, ParseExpectation.Kind.PARENTHESES, ParseExpectation.Kind.INVERSE);

    /** What stands between a letter and its number. */
    private static final Pattern INDEX = Pattern.compile("(?<=\\p{L})_(?=\\p{N})");

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
         * @param telling whether the message says what is wrong, and not only where reading came to an end
         */
        record Refused(int column, String message, boolean telling) implements Result {}
    }

    static Result read(String text) {
        Result grammar = isFormula(text) ? new Result.Refused(0, "", false) : grammar(text);
        if (grammar instanceof Result.Read || isMisspelt(text)) {
            return grammar;
        }
        Result formula = formula(text);
        if (formula instanceof Result.Read) {
            return formula;
        }
        Result other = isFormula(text) ? grammar(text) : grammar;
        return other instanceof Result.Refused refused && saysMore((Result.Refused) formula, refused) ? formula : other;
    }

    /** Whether a reading that failed says more than another: what is wrong, or else got farther. */
    private static boolean saysMore(Result.Refused refused, Result.Refused other) {
        return refused.telling == other.telling ? refused.column > other.column : refused.telling;
    }

    /**
     * The same expressions with one spelling of each name: {@code w_1} is {@code w1}, letters with accents are the same however they are composed,
     * and where one is a formula no underscore counts, since there it only begins an index.
     */
    static UnaryOperator<Expr> naming(List<Result.Read> all) {
        boolean formula = all.stream().anyMatch(Result.Read::formula);
        var names = new HashMap<String, Symbol>();
        all.forEach(each -> collect(each.expr, formula, names));
        return expr -> expr.substitute(symbol -> {
            Symbol other = symbol instanceof Symbol.Name ? names.get(key(symbol, formula)) : null;
            return other == null || other.equals(symbol) ? null : other.expr();
        });
    }

    private static void collect(Expr expr, boolean formula, Map<String, Symbol> names) {
        if (expr instanceof Expr.Sym s && s.symbol() instanceof Symbol.Name) {
            names.putIfAbsent(key(s.symbol(), formula), s.symbol());
        }
        expr.parts().forEach(part -> collect(part, formula, names));
    }

    private static String key(Symbol symbol, boolean formula) {
        String id = Normalizer.normalize(symbol.id(), Normalizer.Form.NFKC);
        return formula ? id.replace("_", "") : INDEX.matcher(id).replaceAll("");
    }

    private static boolean isFormula(String text) {
        return text.codePoints()
                .anyMatch(c -> SIGNS.indexOf(c) >= 0 || Character.UnicodeScript.of(c) == Character.UnicodeScript.GREEK);
    }

    /** Whether the first thing that is wrong is probably a misspelt function. */
    private static boolean isMisspelt(String text) {
        return ExprParser.parse(text) instanceof ExprParser.Result.Parsed parsed
                && unknown(Functions.canonical(parsed.expr()))
                        .filter(call -> call.function().length() >= SHORTEST)
                        .flatMap(call -> Nearest.toFunction(call.function(), Functions.names()))
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
                    failed.column(),
                    found(words(english, failed.found()), words(english, failed.expected())),
                    TELLING.contains(failed.expected().kind()));
        }
        Expr expr = Functions.canonical(named(((FormulaParser.Result.Parsed) result).expr()));
        Optional<Expr> variable = function(expr);
        if (variable.isPresent()) {
            String name = PlainText.of(variable.get());
            return new Result.Refused(place(name, text), withoutArgument(name), true);
        }
        return fault(expr, call -> place(call.function(), text)).orElseGet(() -> new Result.Read(expr, true));
    }

    /** Where a word first stands, counted in code points from one; the beginning where it is written otherwise. */
    private static int place(String word, String text) {
        return text.codePointCount(0, Math.max(0, text.indexOf(word))) + 1;
    }

    private static Expr named(Expr expr) {
        Expr inside = expr.mapParts(Expressions::named);
        if (!(inside instanceof Expr.Call call)) {
            return inside;
        }
        Expr named = new Expr.Call(FUNCTIONS.getOrDefault(call.function(), call.function()), call.args());
        return call.function().endsWith("'") ? derivative(call).orElse(named) : named;
    }

    /** {@code σ'(z)} as it is taught, {@code σ(z)(1-σ(z))}; empty where the function has no derivative in the tables. */
    private static Optional<Expr> derivative(Expr.Call call) {
        String written = call.function().substring(0, call.function().length() - 1);
        String name = FUNCTIONS.getOrDefault(written, written);
        return call.args().size() != 1
                ? Optional.empty()
                : Functions.meant(name).flatMap(function -> {
                    Expr argument = call.args().get(0);
                    Expr value = Expr.call(function.name(), argument);
                    return Gates.taught(Expr.call(function.name(), Activation.NET.expr()), Activation.NET)
                            .map(taught -> taught.substitute(symbol -> symbol.equals(Activation.NET)
                                    ? argument
                                    : symbol.equals(Activation.OUTPUT) ? value : null));
                });
    }

    /** In the grammar of problem files. */
    private static Result grammar(String text) {
        var columns = new Columns();
        ExprParser.Result result = ExprParser.parse(text, columns);
        if (result instanceof ExprParser.Result.Failed failed) {
            return new Result.Refused(failed.column(), found(failed.found(), failed.expected()), false);
        }
        Expr written = ((ExprParser.Result.Parsed) result).expr();
        Optional<Expr> variable = function(written);
        if (variable.isPresent()) {
            return new Result.Refused(columns.of(variable.get()), withoutArgument(PlainText.of(variable.get())), true);
        }
        return fault(written, columns::of).orElseGet(() -> new Result.Read(Functions.canonical(written), false));
    }

    /** The first name that is one of a function and stands for a number: a name before an argument is never a variable. */
    private static Optional<Expr> function(Expr expr) {
        return expr instanceof Expr.Sym sym
                ? Optional.of(expr)
                        .filter(name -> sym.symbol() instanceof Symbol.Name
                                && Functions.find(sym.symbol().id()).isPresent())
                : expr.parts().stream()
                        .map(Expressions::function)
                        .flatMap(Optional::stream)
                        .findFirst();
    }

    private static String withoutArgument(String name) {
        return "found the function “" + name + "” without its argument; expected " + name + "(…)";
    }

    private static String words(Messages messages, ParseExpectation clue) {
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
                return Optional.of(new Result.Refused(column.applyAsInt(call), fault.get(), true));
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
        Optional<Function> function = Functions.meant(name);
        if (function.isEmpty()
                && name.endsWith("'")
                && Functions.meant(name.replace("'", "")).isPresent()) {
            return Optional.of("found the derivative “" + name + "”, which is in no table");
        } else if (function.isEmpty()) {
            return Optional.of("found the function “" + name.replace("'", "") + "”, which there is not"
                    + Nearest.toFunction(name, Functions.names())
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
