package chalkgrad.derive;

import chalkgrad.algebra.Expr;
import chalkgrad.model.Graph;
import chalkgrad.model.Quantity;
import chalkgrad.model.Quantity.Node;
import chalkgrad.model.Quantity.Partial;
import chalkgrad.rules.Activation;
import chalkgrad.rules.Activations;
import chalkgrad.rules.Dims;
import chalkgrad.rules.Loss;
import chalkgrad.rules.Losses;
import chalkgrad.rules.Shortcut;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * An activation and a loss of a graph whose derivatives cancel in their product.
 *
 * <p>Of {@code p = softmax(a)} and {@code L = cross_entropy(p, y)} it is {@code dL/da = p*sum(y) - y}, which is {@code p - y} where the
 * entries of {@code y} add up to one.
 *
 * @param net what the activation is applied to
 * @param output its value
 * @param target what the loss compares it with
 * @param exact the error signal, whatever the target is; empty where only the other is short
 * @param taught the error signal as it is taught
 * @param shares whether that holds only where the target's entries add up to one, those of each row of a matrix
 */
public record LossShortcut(Node net, Node output, Expr target, Optional<Expr> exact, Expr taught, boolean shares) {

    /** The shortcut at a node that is an activation; empty where there is none. */
    public static Optional<LossShortcut> at(GraphDerivation derivation, Node output) {
        Graph graph = derivation.graph();
        List<Node> uses = derivation.consumers().getOrDefault(output, List.of());
        if (uses.size() != 1
                || !(derivation.step(output).expression() instanceof Expr.Call activation)
                || activation.args().size() != 1
                || !(activation.args().get(0) instanceof Expr.Sym net)
                || !(net.symbol() instanceof Node into)
                || !(derivation.step(uses.get(0)).expression() instanceof Expr.Call loss)
                || loss.args().size() != 2
                || !loss.args().get(0).equals(output.expr())) {
            return Optional.empty();
        }
        Node through = uses.get(0);
        Expr target = loss.args().get(1);
        Dims dims = Objects.requireNonNull(graph.shapes().get(output.name()));
        boolean last = through.name().equals(graph.output()) && graph.upstream().isEmpty();
        Expr upstream = last ? Expr.ONE : new Partial(graph.objective(), through).expr();
        if (activation.function().equals("softmax") && loss.function().equals("cross_entropy")) {
            Optional<Expr> exact = Optional.<Expr>of(Adjoints.times(
                            upstream, Expr.sub(Expr.mul(Expr.call("sum", target), output.expr()), target)))
                    .filter(e -> dims.isVector());
            Expr taught = Adjoints.times(upstream, Expr.sub(output.expr(), target));
            return Optional.of(new LossShortcut(into, output, target, exact, taught, true));
        }
        return Activations.find(activation.function())
                .flatMap(first ->
                        Losses.find(loss.function()).flatMap(second -> delta(first, second, dims, output, target)))
                .map(delta -> new LossShortcut(
                        into, output, target, Optional.empty(), Adjoints.times(upstream, delta), false));
    }

    private static Optional<Expr> delta(Activation activation, Loss loss, Dims dims, Node output, Expr target) {
        return Shortcut.find(activation, loss)
                .map(row -> Simpler.product(row.delta()
                        .substitute(symbol -> symbol.equals(Loss.OUTPUT)
                                ? output.expr()
                                : symbol.equals(Loss.TARGET)
                                        ? target
                                        : symbol.equals(Loss.COUNT) ? dims.countExpr() : null)));
    }

    /** The line of the error signal: its letter, and its forms. */
    public Expr.Relation line(Quantity objective) {
        Expr letter = new Partial(objective, net).expr();
        return exact.map(e -> Expr.equal(letter, e, taught)).orElseGet(() -> Expr.equal(letter, taught));
    }
}
