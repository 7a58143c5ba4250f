package chalkgrad.rules;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The table of update rules.
 *
 * <p>{@code UpdateRules.find("momentum")} has the lines {@code v = beta*v+eta*g} and {@code w = w-v}.
 *
 * <p>In a line {@code w} is the parameter, {@code g} its gradient, {@code eta} the learning rate and {@code t} the number of the update.
 */
public final class UpdateRules {
    /** Other names of constants, in PyTorch and in textbooks. */
    static final Map<String, List<String>> SPELLINGS = Map.of(
            "epsilon", List.of("eps"),
            "momentum", List.of("beta"),
            "alpha", List.of("beta"),
            "rho", List.of("beta"),
            "gamma", List.of("beta"),
            "mu", List.of("beta"),
            "lambda", List.of("weight_decay"));

    private static final String ADAM = "Kingma and Ba, Adam: a method for stochastic optimization, ICLR 2015";

    private static final List<UpdateRule> ALL = List.of(
            row("sgd", "", "", "w: w-eta*g", "Cauchy 1847; Robbins and Monro, Ann. Math. Statist. 22 (1951)"),
            row(
                    "momentum",
                    "beta 0.9",
                    "v",
                    "v: beta*v+eta*g; w: w-v",
                    "Polyak, USSR Comp. Math. Math. Phys. 4 (1964); Rumelhart, Hinton and Williams, Nature 323 (1986)"),
            row(
                    "nesterov",
                    "beta 0.9",
                    "v",
                    "v: beta*v+eta*g; w: w-(beta*v+eta*g)",
                    "Nesterov, Soviet Math. Dokl. 27 (1983), as Sutskever et al., ICML 2013, and PyTorch write it"),
            row(
                    "adagrad",
                    "eps 1e-8",
                    "s",
                    "s: s+g^2; w: w-eta*g/(sqrt(s)+eps)",
                    "Duchi, Hazan and Singer, JMLR 12 (2011)"),
            row(
                    "rmsprop",
                    "beta 0.9, eps 1e-8",
                    "s",
                    "s: beta*s+(1-beta)*g^2; w: w-eta*g/(sqrt(s)+eps)",
                    "Tieleman and Hinton, Neural Networks for Machine Learning, lecture 6.5 (2012)"),
            row(
                    "adam",
                    "beta1 0.9, beta2 0.999, eps 1e-8",
                    "m v",
                    "m: beta1*m+(1-beta1)*g; v: beta2*v+(1-beta2)*g^2; m_hat: m/(1-beta1^t); v_hat: v/(1-beta2^t); "
                            + "w: w-eta*m_hat/(sqrt(v_hat)+eps)",
                    ADAM),
            row(
                    "adamw",
                    "beta1 0.9, beta2 0.999, eps 1e-8, weight_decay 0.01",
                    "m v",
                    "m: beta1*m+(1-beta1)*g; v: beta2*v+(1-beta2)*g^2; m_hat: m/(1-beta1^t); v_hat: v/(1-beta2^t); "
                            + "w: w-eta*(m_hat/(sqrt(v_hat)+eps)+weight_decay*w)",
                    "Loshchilov and Hutter, Decoupled weight decay regularization, ICLR 2019"));

    private UpdateRules() {}

    /** Every rule, gradient descent first. */
    public static List<UpdateRule> all() {
        return ALL;
    }

    /** The rule of a name. */
    public static Optional<UpdateRule> find(String name) {
        return ALL.stream().filter(row -> row.name().equals(name)).findFirst();
    }

    /** Gradient descent, {@code w - eta g}. */
    public static UpdateRule plain() {
        return ALL.get(0);
    }

    private static UpdateRule row(String name, String constants, String state, String lines, String source) {
        var defaults = new LinkedHashMap<String, String>();
        for (String constant : split(constants, ", ")) {
            List<String> parts = split(constant, " ");
            defaults.put(parts.get(0), parts.get(1));
        }
        List<UpdateRule.Line> read = split(lines, "; ").stream()
                .map(line -> split(line, ": "))
                .map(parts -> new UpdateRule.Line(parts.get(0), Rows.read(parts.get(1))))
                .toList();
        return new UpdateRule(name, defaults, split(state, " "), read, source);
    }

    private static List<String> split(String text, String by) {
        return text.isEmpty() ? List.of() : List.of(text.split(by, -1));
    }
}
