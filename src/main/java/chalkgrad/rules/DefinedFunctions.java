package chalkgrad.rules;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.FunctionNotation;
import java.util.List;

/**
 * Functions of one number that are written with the elementary ones, and are no activations.
 *
 * <p>The secant is {@code 1/cos(x)}, and its derivative is taught as {@code o*tan(x)}.
 */
final class DefinedFunctions {
    private DefinedFunctions() {}

    /**
     * One of them.
     *
     * @param definition the function of {@link Gate#X}
     * @param taught its derivative, in {@link Gate#X} and the function's own value {@link Activation#OUTPUT}
     */
    record Row(FunctionNotation notation, Expr definition, Expr taught) {
        String name() {
            return notation.name();
        }
    }

    static final List<Row> ALL = List.of(
            row(new FunctionNotation("log", List.of(), "\\ln", "<mi>ln</mi>"), "ln(x)", "1/x"),
            new Row(FunctionNotation.of("abs"), Rows.cases("x", "x", "0", "-x"), Rows.cases("x", "1", "0", "-1")),
            new Row(FunctionNotation.of("sign", "sgn", "signum"), Rows.cases("x", "1", "0", "-1"), Expr.ZERO),
            row(FunctionNotation.command("sec"), "1/cos(x)", "o*tan(x)"),
            row(FunctionNotation.command("csc", "cosec"), "1/sin(x)", "-(o*cot(x))"),
            row(FunctionNotation.command("cot", "ctg", "cotg"), "cos(x)/sin(x)", "-(1+o^2)"),
            row(FunctionNotation.of("sech"), "1/cosh(x)", "-(o*tanh(x))"),
            row(FunctionNotation.of("csch", "cosech"), "1/sinh(x)", "-(o*coth(x))"),
            row(FunctionNotation.command("coth"), "cosh(x)/sinh(x)", "1-o^2"),
            row(FunctionNotation.of("arsinh", "asinh", "arcsinh"), "ln(x+sqrt(x^2+1))", "1/sqrt(x^2+1)"),
            row(
                    FunctionNotation.of("arcosh", "acosh", "arccosh"),
                    "ln(x+sqrt(x-1)*sqrt(x+1))",
                    "1/(sqrt(x-1)*sqrt(x+1))"),
            row(FunctionNotation.of("artanh", "atanh", "arctanh"), "1/2*ln((1+x)/(1-x))", "1/(1-x^2)"));

    private static Row row(FunctionNotation notation, String definition, String taught) {
        return new Row(notation, Rows.read(definition), Rows.read(taught));
    }
}
