package chalkgrad.rules;

import chalkgrad.algebra.ElementaryFunction;
import chalkgrad.algebra.Expr;
import chalkgrad.algebra.FunctionNotation;
import chalkgrad.algebra.PlainText;
import chalkgrad.rules.Activation.Kind;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * The table of activations.
 *
 * <p>{@code find("sigmoid")} has the definition {@code 1/(1+exp(-z))} and the taught derivative {@code o*(1-o)}.
 *
 * <p>At a kink the middle piece has the value there and, derived by itself, the slope that is agreed on there.
 */
public final class Activations {
    private static final String SCALE = "1.0507009873554804934193349852946";
    private static final String SCALED_ALPHA = SCALE + "*1.6732632423543772848170429916717";

    private static final FunctionNotation SIGMOID = new FunctionNotation(
            "sigmoid", List.of("logistic", "expit", "logsig", "sig", "sigm", "sgm"), "\\sigma", "<mi>σ</mi>");

    private static final List<Activation> ALL = List.of(
            row(FunctionNotation.of("identity"), "z", "1"),
            new Activation("step", Rows.cases("z", "1", "0", "0"), Optional.empty(), Kind.NO_GRADIENT),
            row(SIGMOID, "1/(1+exp(-z))", "o*(1-o)"),
            row(ElementaryFunction.TANH.notation(), "tanh(z)", "1-o^2"),
            row(
                    FunctionNotation.shown("relu", "ReLU", "rectifier"),
                    Rows.cases("z", "z", "0", "0"),
                    Rows.cases("z", "1", "0", "0")),
            row(
                    FunctionNotation.shown("leaky_relu", "LeakyReLU", "leakyrelu", "lrelu"),
                    Rows.cases("z", "z", "0", "0.01*z"),
                    Rows.cases("z", "1", "0", "0.01")),
            row(
                    FunctionNotation.shown("elu", "ELU"),
                    Rows.cases("z", "z", "z", "exp(z)-1"),
                    Rows.cases("z", "1", "1", "o+1")),
            row(
                    FunctionNotation.shown("selu", "SELU"),
                    Rows.cases("z", SCALE + "*z", "0", SCALED_ALPHA + "*(exp(z)-1)"),
                    Rows.cases("z", SCALE, "0", "o+" + SCALED_ALPHA)),
            row(FunctionNotation.of("softplus"), "ln(1+exp(z))", "1/(1+exp(-z))"),
            row(FunctionNotation.shown("silu", "SiLU", "swish"), "z/(1+exp(-z))", "o+sigmoid(z)*(1-o)"),
            row(
                    FunctionNotation.shown("gelu", "GELU"),
                    "1/2*z*(1+erf(z/sqrt(2)))",
                    "1/2*(1+erf(z/sqrt(2)))+z/sqrt(2*pi)*exp(-z^2/2)"),
            new Activation("softmax", Rows.read("exp(z)/(exp(z)+r)"), Optional.of(Rows.read("o*(1-o)")), Kind.SOFTMAX));

    /** An activation with a constant, by its row's name: the constant's name, and the function and the derivative as taught for a value. */
    private record Family(String constant, boolean kinked, String below, String slopeBelow) {}

    private static final Map<String, Family> FAMILIES = Map.of(
            "leaky_relu", new Family("slope", true, "a*z", "a"),
            "elu", new Family("alpha", false, "a*(exp(z)-1)", "o+a"));

    private Activations() {}

    /** The names of the activations that take a constant, with what the constant is called. */
    public static Map<String, String> constants() {
        var constants = new TreeMap<String, String>(Map.of("softmax", "temperature"));
        FAMILIES.forEach((name, family) -> constants.put(name, family.constant));
        return constants;
    }

    /**
     * An activation with its constant, {@code leaky_relu} with 0.1.
     *
     * @return empty where no activation of that name has a constant
     */
    public static Optional<Activation> with(String name, BigDecimal constant) {
        Expr value = Expr.num(constant);
        if (name.equals("softmax")) {
            return value.equals(Expr.ONE) ? find(name) : Optional.of(softmax(value, constant));
        }
        Optional<Activation> row = find(name);
        Family family = FAMILIES.get(name);
        if (row.isEmpty()
                || family == null
                || row.get()
                        .definition()
                        .equals(row(row.get().notation(), family, value).definition())) {
            return family == null ? Optional.empty() : row;
        }
        FunctionNotation plain = row.get().notation();
        return Optional.of(row(
                new FunctionNotation(
                        name + "(" + constant.toPlainString() + ")", List.of(), plain.latex(), plain.mathMl()),
                family,
                value));
    }

    /** A softmax of the net inputs over a temperature: the higher it is, the more alike the shares. */
    private static Activation softmax(Expr temperature, BigDecimal written) {
        UnaryOperator<Expr> cooled = e -> e.substitute(symbol -> symbol.id().equals("T") ? temperature : null);
        return new Activation(
                "softmax(" + written.toPlainString() + ")",
                cooled.apply(Rows.read("exp(z/T)/(exp(z/T)+r)")),
                Optional.of(cooled.apply(Rows.read("1/T*(o*(1-o))"))),
                Kind.SOFTMAX);
    }

    private static Activation row(FunctionNotation notation, Family family, Expr constant) {
        java.util.function.Function<String, Expr> read =
                text -> Rows.read(text).substitute(symbol -> symbol.id().equals("a") ? constant : null);
        boolean bent = family.kinked;
        return row(
                notation,
                Rows.cases("z", Rows.read("z"), bent ? Expr.ZERO : Rows.read("z"), read.apply(family.below)),
                Rows.cases("z", Expr.ONE, bent ? Expr.ZERO : Expr.ONE, read.apply(family.slopeBelow)));
    }

    /** Every activation, in the order of the page that lists them. */
    public static List<Activation> all() {
        return ALL;
    }

    /** The activation of a name. */
    public static Optional<Activation> find(String name) {
        return ALL.stream().filter(row -> row.name().equals(name)).findFirst();
    }

    /**
     * A user's own activation.
     *
     * @param inZ an expression in {@code z}, in which {@link Functions#misuse} finds nothing
     */
    public static Activation custom(Expr inZ) {
        Expr definition = Functions.expand(Functions.withConstants(inZ));
        return new Activation(PlainText.of(inZ), definition, Optional.empty(), Kind.CUSTOM);
    }

    private static Activation row(FunctionNotation notation, String definition, String taught) {
        return row(notation, Rows.read(definition), Rows.read(taught));
    }

    private static Activation row(FunctionNotation notation, Expr definition, Expr taught) {
        return new Activation(notation, definition, Optional.of(taught), Kind.ELEMENTWISE);
    }
}
