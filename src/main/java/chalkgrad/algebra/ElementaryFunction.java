package chalkgrad.algebra;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hipparchus.special.Erf;

/**
 * The functions of one number that are given, not defined by others: everything that evaluates, derives or proves knows each of them.
 *
 * <p>{@code ElementaryFunction.SQRT} has the value 3 at 9, and its derivative is taught as {@code 1/(2*o)}.
 *
 * <p>What can be written with them is a row of the table of functions with a definition, as the secant is.
 */
public enum ElementaryFunction {
    EXP(FunctionNotation.command("exp"), StrictMath::exp, "exp(x)"),
    LN(FunctionNotation.command("ln"), StrictMath::log, "1/x"),
    LOG10(
            new FunctionNotation("log10", List.of("lg"), "\\log_{10}", "<msub><mi>log</mi><mn>10</mn></msub>"),
            StrictMath::log10,
            "1/(x*ln(10))"),
    LOG2(
            new FunctionNotation("log2", List.of("lb"), "\\log_{2}", "<msub><mi>log</mi><mn>2</mn></msub>"),
            x -> StrictMath.log(x) / StrictMath.log(2),
            "1/(x*ln(2))"),
    SQRT(FunctionNotation.of("sqrt"), StrictMath::sqrt, "1/(2*o)"),
    SIN(FunctionNotation.command("sin"), StrictMath::sin, "cos(x)"),
    COS(FunctionNotation.command("cos"), StrictMath::cos, "-sin(x)"),
    TAN(FunctionNotation.command("tan", "tg"), StrictMath::tan, "1+o^2"),
    SINH(FunctionNotation.command("sinh"), StrictMath::sinh, "cosh(x)"),
    COSH(FunctionNotation.command("cosh"), StrictMath::cosh, "sinh(x)"),
    TANH(FunctionNotation.command("tanh", "tansig"), StrictMath::tanh, "1-o^2"),
    ARCSIN(FunctionNotation.command("arcsin", "asin"), StrictMath::asin, "1/sqrt(1-x^2)"),
    ARCCOS(FunctionNotation.command("arccos", "acos"), StrictMath::acos, "-(1/sqrt(1-x^2))"),
    ARCTAN(FunctionNotation.command("arctan", "atan", "arctg"), StrictMath::atan, "1/(1+x^2)"),
    ERF(FunctionNotation.of("erf"), Erf::erf, "2/sqrt(pi)*exp(-x^2)");

    private static final Map<String, ElementaryFunction> BY_NAME = Arrays.stream(values())
            .collect(Collectors.toUnmodifiableMap(each -> each.notation.name(), Function.identity()));

    private final FunctionNotation notation;
    private final DoubleUnaryOperator value;
    private final String taught;

    ElementaryFunction(FunctionNotation notation, DoubleUnaryOperator value, String taught) {
        this.notation = notation;
        this.value = value;
        this.taught = taught;
    }

    /** The function of a name in the problem-file grammar. */
    public static Optional<ElementaryFunction> find(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** The function that a call is of; empty for any other, and for a wrong number of arguments. */
    public static Optional<ElementaryFunction> of(Expr.Call call) {
        return call.args().size() == 1 ? find(call.function()) : Optional.empty();
    }

    /** How it is called. */
    public FunctionNotation notation() {
        return notation;
    }

    /** The value in binary floating point; not a number where there is none. */
    public double value(double x) {
        return value.applyAsDouble(x);
    }

    /** The derivative as it is taught, in the problem-file grammar, of the argument {@code x} and the value {@code o}. */
    public String taught() {
        return taught;
    }
}
