package chalkgrad.rules;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.PlainText;
import java.util.List;
import java.util.Optional;

/**
 * The table of losses, each by what one output adds.
 *
 * <p>{@code find("half_sse")} has the definition {@code 1/2*(t-o)^2} and the taught derivative {@code -(t-o)}.
 */
public final class Losses {
    private static final List<Loss> ALL = List.of(
            row("half_sse", "1/2*(t-o)^2", "-(t-o)"),
            row("sse", "(t-o)^2", "-(2*(t-o))"),
            row("mse", "1/n*(t-o)^2", "-(2/n)*(t-o)"),
            row("mae", Rows.cases("o-t", "1/n*(o-t)", "0", "1/n*(t-o)"), Rows.cases("o-t", "1/n", "0", "-(1/n)")),
            row(
                    "huber",
                    Rows.cases(
                            "o-t-1",
                            Rows.read("o-t-1/2"),
                            Rows.read("1/2*(t-o)^2"),
                            Rows.cases("o-t+1", "1/2*(t-o)^2", "1/2*(t-o)^2", "t-o-1/2")),
                    Rows.cases(
                            "o-t-1",
                            Rows.read("1"),
                            Rows.read("-(t-o)"),
                            Rows.cases("o-t+1", "-(t-o)", "-(t-o)", "-1"))),
            row("bce", "-(1/n)*(t*ln(o)+(1-t)*ln(1-o))", "-(1/n)*(t/o-(1-t)/(1-o))"),
            row("bce_sum", "-(t*ln(o)+(1-t)*ln(1-o))", "-(t/o-(1-t)/(1-o))"),
            row("cross_entropy", "-(t*ln(o))", "-(t/o)"),
            row("hinge", Rows.cases("1-t*o", "1-t*o", "0", "0"), Rows.cases("1-t*o", "-t", "0", "0")));

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
