package chalkgrad.cli;

import chalkgrad.algebra.Columns;
import chalkgrad.algebra.Expr;
import chalkgrad.algebra.ExprParser;
import chalkgrad.problem.Nearest;
import chalkgrad.rules.Function;
import chalkgrad.rules.Functions;
import java.util.Optional;

/**
 * Reads an expression as it stands on a command line.
 *
 * <p>{@code read("o*(1-o)")} is {@code Read}; {@code read("o*(1-o")} is {@code Refused} at column 7.
 */
final class Expressions {
    private Expressions() {}

    /** What came of reading. */
    sealed interface Result {
        /** It is an expression. */
        record Read(Expr expr) implements Result {}

        /**
         * It is none.
         *
         * @param column where, counted in code points from one
         * @param message what was found there and what is expected
         */
        record Refused(int column, String message) implements Result {}
    }

    static Result read(String text) {
        return grammar(text);
    }

    /** In the grammar of problem files. */
    private static Result grammar(String text) {
        var columns = new Columns();
        ExprParser.Result result = ExprParser.parse(text, columns);
        if (result instanceof ExprParser.Result.Failed failed) {
            return new Result.Refused(failed.column(), found(failed.found(), failed.expected()));
        }
        Expr expr = ((ExprParser.Result.Parsed) result).expr();
        return fault(expr, columns).orElseGet(() -> new Result.Read(expr));
    }

    private static String found(String found, String expected) {
        return "found " + (found.contains(" ") ? found : "“" + found + "”") + "; expected " + expected;
    }

    /** The first call that no function answers. */
    private static Optional<Result> fault(Expr expr, Columns columns) {
        if (expr instanceof Expr.Call call) {
            Optional<String> fault = fault(call);
            if (fault.isPresent()) {
                return Optional.of(new Result.Refused(columns.of(expr), fault.get()));
            }
        }
        for (Expr part : expr.parts()) {
            Optional<Result> inside = fault(part, columns);
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
                : Optional.of("found " + name + " with " + count + " argument" + (count == 1 ? "" : "s")
                        + "; expected " + (fewest == most ? "" + most : fewest + " to " + most));
    }
}
