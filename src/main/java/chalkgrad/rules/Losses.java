package chalkgrad.rules;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.PlainText;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;

/**
 * The table of losses, each by what one output adds.
 *
 * <p>{@code find("half_sse")} has the definition {@code 1/2*(t-o)^2} and the taught derivative {@code -(t-o)}.
 */
public final class Losses {
    /** A loss with a constant of its own: what the constant is called, what it is where the file says nothing, and the row for a value. */
    private record Family(String constant, Expr usual, BiFunction<String, Expr, Loss> row) {}

    private static final Map<String, Family> FAMILIES = Map.of(
            "huber", new Family("delta", Expr.ONE, Losses::huber),
            "focal", new Family("gamma", Expr.TWO, Losses::focal),
            "contrastive", new Family("margin", Expr.ONE, Losses::contrastive),
            "triplet", new Family("margin", Expr.ONE, Losses::triplet));

    private static final List<Loss> ALL = List.of(
            row("half_sse", "1/2*(t-o)^2", "-(t-o)"),
            row("sse", "(t-o)^2", "-(2*(t-o))"),
            row("mse", "1/n*(t-o)^2", "-(2/n)*(t-o)"),
            row("mae", Rows.cases("o-t", "1/n*(o-t)", "0", "1/n*(t-o)"), Rows.cases("o-t", "1/n", "0", "-(1/n)")),
            usual("huber"),
            row("bce", "-(1/n)*(t*ln(o)+(1-t)*ln(1-o))", "-(1/n)*(t/o-(1-t)/(1-o))"),
            row("bce_sum", "-(t*ln(o)+(1-t)*ln(1-o))", "-(t/o-(1-t)/(1-o))"),
            row("bce_logits", "1/n*(ln(1+exp(o))-t*o)", "1/n*(1/(1+exp(-o))-t)"),
            row("cross_entropy", "-(t*ln(o))", "-(t/o)"),
            row("kl", "t*ln(t/o)", "-(t/o)"),
            usual("focal"),
            row("hinge", Rows.cases("1-t*o", "1-t*o", "0", "0"), Rows.cases("1-t*o", "-t", "0", "0")),
            usual("contrastive"),
            usual("triplet"));

    /** No loss: the outputs themselves, whose derivatives are asked for. */
    private static final Loss OUTPUT = row("output", "o", "1");

    /** No loss: the outputs, each with the gradient that arrives at it, which stands in the place of a target. */
    private static final Loss UPSTREAM = row("upstream", "t*o", "t");

    /** Where the derivatives of the outputs themselves are asked for. */
    public static Loss output() {
        return OUTPUT;
    }

    /** Where the gradient that arrives at each output is given, in the place of its target. */
    public static Loss upstream() {
        return UPSTREAM;
    }

    private static Loss usual(String name) {
        Family family = Objects.requireNonNull(FAMILIES.get(name), name);
        return family.row.apply(name, family.usual);
    }

    /** Quadratic up to a distance of delta, linear beyond (P. J. Huber, 1964). */
    private static Loss huber(String name, Expr delta) {
        boolean one = delta.equals(Expr.ONE);
        Expr beyond = one ? Rows.read("o-t-1/2") : with("d", delta, "d*(o-t-d/2)");
        Expr below = one ? Rows.read("t-o-1/2") : with("d", delta, "d*(t-o-d/2)");
        Expr square = Rows.read("1/2*(t-o)^2");
        Expr slope = Rows.read("-(t-o)");
        Expr over = with("d", delta, "o-t-d");
        Expr under = with("d", delta, "o-t+d");
        return row(
                name,
                new Expr.Cases(over, beyond, square, new Expr.Cases(under, square, square, below)),
                new Expr.Cases(over, delta, slope, new Expr.Cases(under, slope, slope, Expr.neg(delta))));
    }

    /** Binary cross-entropy in which what is already right counts less (Lin et al., 2017), without a weight of the classes. */
    private static Loss focal(String name, Expr gamma) {
        boolean two = gamma.equals(Expr.TWO);
        return row(
                name,
                with("g", gamma, "-(t*(1-o)^g*ln(o)+(1-t)*o^g*ln(1-o))"),
                with(
                        "g",
                        gamma,
                        two
                                ? "t*(2*(1-o)*ln(o)-(1-o)^2/o)-(1-t)*(2*o*ln(1-o)-o^2/(1-o))"
                                : "t*(g*(1-o)^(g-1)*ln(o)-(1-o)^g/o)-(1-t)*(g*o^(g-1)*ln(1-o)-o^g/(1-o))"));
    }

    /** Of a distance o, with t = 1 for a pair of one kind and t = 0 for a pair of two (Hadsell, Chopra and LeCun, 2006). */
    private static Loss contrastive(String name, Expr margin) {
        return row(
                name,
                Expr.add(
                        Rows.read("1/2*t*o^2"),
                        new Expr.Cases(
                                with("m", margin, "m-o"),
                                with("m", margin, "1/2*(1-t)*(m-o)^2"),
                                Expr.ZERO,
                                Expr.ZERO)),
                Expr.add(
                        Rows.read("t*o"),
                        new Expr.Cases(
                                with("m", margin, "m-o"), with("m", margin, "-((1-t)*(m-o))"), Expr.ZERO, Expr.ZERO)));
    }

    /** Of the distance o to what is alike and the distance t to what is not (Schroff, Kalenichenko and Philbin, 2015). */
    private static Loss triplet(String name, Expr margin) {
        Expr excess = with("m", margin, "o-t+m");
        return row(
                name,
                new Expr.Cases(excess, excess, Expr.ZERO, Expr.ZERO),
                new Expr.Cases(excess, Expr.ONE, Expr.ZERO, Expr.ZERO));
    }

    private static Expr with(String letter, Expr value, String text) {
        return Rows.read(text).substitute(symbol -> symbol.id().equals(letter) ? value : null);
    }

    /** The names of the losses that take a constant, with what the constant is called. */
    public static Map<String, String> constants() {
        var constants = new TreeMap<String, String>();
        FAMILIES.forEach((name, family) -> constants.put(name, family.constant));
        return constants;
    }

    /**
     * A loss with its constant, {@code huber} with 1.5.
     *
     * @return empty where no loss of that name has a constant
     */
    public static Optional<Loss> with(String name, BigDecimal constant) {
        Expr value = Expr.num(constant);
        return Optional.ofNullable(FAMILIES.get(name))
                .map(family -> value.equals(family.usual)
                        ? usual(name)
                        : family.row.apply(name + "(" + constant.toPlainString() + ")", value));
    }

    private Losses() {}

    /** Every loss, in the order of the page that lists them. */
    public static List<Loss> all() {
        return ALL;
    }

    /** The loss of a name. */
    public static Optional<Loss> find(String name) {
        return ALL.stream().filter(row -> row.name().equals(name)).findFirst();
    }

    /**
     * A user's own loss.
     *
     * @param inOAndT what one output adds, in {@code o} and {@code t}; {@link Functions#misuse} finds nothing in it
     */
    public static Loss custom(Expr inOAndT) {
        Expr definition = Functions.expand(Functions.withConstants(inOAndT));
        return new Loss(PlainText.of(inOAndT), definition, Optional.empty(), true);
    }

    private static Loss row(String name, String definition, String taught) {
        return row(name, Rows.read(definition), Rows.read(taught));
    }

    private static Loss row(String name, Expr definition, Expr taught) {
        return new Loss(name, definition, Optional.of(taught), false);
    }
}
