package chalkgrad.rules;

import chalkgrad.algebra.ElementaryFunction;
import chalkgrad.algebra.Expr;
import chalkgrad.algebra.FunctionNotation;
import chalkgrad.algebra.PlainText;
import chalkgrad.rules.Activation.Kind;
import java.util.List;
import java.util.Optional;

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

    private Activations() {}

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
