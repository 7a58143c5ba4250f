package chalkgrad.problem;

import chalkgrad.algebra.Columns;
import chalkgrad.algebra.Expr;
import chalkgrad.algebra.ExprParser;
import chalkgrad.problem.Value.Scalar;
import chalkgrad.rules.Function;
import chalkgrad.rules.Functions;
import java.util.Optional;

/**
 * An expression of a file, with the place of each of its parts.
 *
 * <p>In {@code q: x + yy} of line 3 the name {@code yy} is at 3:8.
 */
record Written(Scalar scalar, Expr expr, Columns columns) {

    /**
     * Reads a scalar as an expression; empty where it is none, which is a finding.
     *
     * @param label what findings call it
     */
    static Optional<Written> read(Scalar scalar, String label, Findings findings) {
        var columns = new Columns();
        ExprParser.Result result = ExprParser.parse(scalar.text(), columns, Functions::nameOf);
        if (result instanceof ExprParser.Result.Failed failed) {
            findings.error(
                    place(scalar, failed.column()),
                    String.format(
                            "%s: the expression cannot be read: found %s; expected %s",
                            label,
                            failed.found().contains(" ") ? failed.found() : Words.quoted(failed.found()),
                            failed.expected()));
            return Optional.empty();
        }
        return Optional.of(new Written(scalar, ((ExprParser.Result.Parsed) result).expr(), columns));
    }

    /** The place of a part's name or operator. */
    Place at(Expr part) {
        return place(scalar, columns.of(part));
    }

    /** The place of the operator before one of a part's operands, counted from zero. */
    Place at(Expr part, int operand) {
        return place(scalar, columns.of(part, operand));
    }

    /** Why a call can be neither of numbers nor of arrays. */
    static Optional<String> fault(Expr.Call call) {
        String name = call.function();
        Optional<Function> function = Functions.find(name);
        if (function.isEmpty()) {
            return Optional.of("unknown function " + Words.quoted(name)
                    + Nearest.hint(Nearest.toFunction(name, Functions.names())));
        } else if (Functions.isFlat(name)) {
            return Optional.of(noGradient(name));
        }
        int fewest = function.get().fewest();
        int most = function.get().most();
        int found = call.args().size();
        if (found >= fewest && found <= most) {
            return Optional.empty();
        }
        String takes = fewest == most ? Words.count(most, "argument") : fewest + " to " + most + " arguments";
        return Optional.of(name + " takes " + takes + "; found " + found);
    }

    static String noGradient(String name) {
        return name + " has no gradient: it is flat on both sides of its jump, so nothing can be learned through it";
    }

    /** The place of a column of a text, counted from one, as exactly as the file's way of writing it allows. */
    private static Place place(Scalar scalar, int column) {
        return scalar.source().literal() ? scalar.at().plus(scalar.source().quotes() + column - 1) : scalar.at();
    }
}
