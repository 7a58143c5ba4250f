package chalkgrad.derive;

import chalkgrad.algebra.Expr;
import chalkgrad.model.Network;
import chalkgrad.model.Quantity;
import chalkgrad.model.Quantity.Net;
import chalkgrad.model.Quantity.Out;
import chalkgrad.model.Quantity.Param;
import chalkgrad.model.Quantity.Partial;
import chalkgrad.rules.Activation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A gradient in inputs, targets and parameters alone, composed of the local derivatives that Symja found.
 *
 * <p>It grows as fast as the number of paths does, so that its size is counted before it is made.
 */
public final class ClosedForm {
    /** A closed form with more leaves than this is not made. */
    public static final long LIMIT = 100_000;

    private final NetworkDerivation derivation;
    private final Network network;
    private final Map<Quantity, Expr> forms = new HashMap<>();
    private final Map<Quantity, Long> sizes = new HashMap<>();
    private final Map<String, Activation> activations = new HashMap<>();

    public ClosedForm(NetworkDerivation derivation) {
        this.derivation = derivation;
        this.network = derivation.network();
        for (Network.Layer layer : network.layers()) {
            layer.units().forEach(unit -> activations.put(unit.name(), layer.activation(unit.name())));
        }
    }

    /**
     * The gradient by a parameter; empty where it would be too large.
     *
     * <p>With several samples it is the mean or the sum of theirs, and {@code x1(2)} is the input x1 of the second one; with an update after
     * each sample there is no one form.
     */
    public Optional<Expr> of(String parameter) {
        var gradient = new Partial(Quantity.LOSS, new Param(parameter));
        int samples = network.samples().size();
        boolean online = samples > 1 && network.batch() == Network.Batch.ONLINE;
        if (online || size(gradient) * samples > LIMIT) {
            return Optional.empty();
        }
        if (samples == 1) {
            return Optional.of(form(gradient));
        }
        var terms = new ArrayList<Expr>();
        for (int s = 1; s <= samples; s++) {
            terms.add(ofSample(form(gradient), s));
        }
        Expr sum = Expr.add(terms);
        return Optional.of(network.batch() == Network.Batch.SUM ? sum : Expr.div(sum, Expr.num(samples)));
    }

    private Expr ofSample(Expr form, int sample) {
        var varying = new HashSet<>(network.inputs());
        network.targets().values().forEach(target -> varying.add(target.name()));
        return form.substitute(
                symbol -> varying.contains(symbol.id()) ? Expr.call(symbol.id(), Expr.num(sample)) : null);
    }

    /** The number of leaves, up to just past the limit. */
    private long size(Quantity quantity) {
        Long known = sizes.get(quantity);
        if (known == null) {
            known = derivation.find(quantity).isPresent() ? size(definition(quantity)) : 1L;
            sizes.put(quantity, known);
        }
        return known;
    }

    private long size(Expr e) {
        if (e instanceof Expr.Sym s) {
            return s.symbol() instanceof Quantity quantity ? size(quantity) : 1;
        }
        long size = e instanceof Expr.Num ? 1 : 0;
        for (Expr part : e.parts()) {
            size = Math.min(size + size(part), LIMIT + 1);
        }
        return size;
    }

    private Expr form(Quantity quantity) {
        Expr known = forms.get(quantity);
        if (known == null) {
            known = derivation.find(quantity).isPresent()
                    ? definition(quantity).substitute(s -> s instanceof Quantity part ? form(part) : null)
                    : Expr.sym(quantity.id());
            forms.put(quantity, known);
        }
        return known;
    }

    /** A step's expression in the problem-file grammar: activations by name, choices by step functions. */
    private Expr definition(Quantity quantity) {
        if (quantity instanceof Out out) {
            Activation activation = Objects.requireNonNull(activations.get(out.unit()));
            if (activation.kind() == Activation.Kind.ELEMENTWISE
                    && activation.name().equals(activation.rule())) {
                return Expr.call(activation.name(), new Net(out.unit()).expr());
            }
        }
        return steps(derivation.step(quantity).expression());
    }

    /** {@code above*step(g) + below*step(-g) + at*(1-step(g)-step(-g))}. */
    private static Expr steps(Expr e) {
        if (e instanceof Expr.Cases c) {
            Expr up = Expr.call("step", steps(c.guard()));
            Expr down = Expr.call("step", Expr.neg(steps(c.guard())));
            var terms = new ArrayList<Expr>();
            add(steps(c.above()), up, terms);
            add(steps(c.below()), down, terms);
            add(steps(c.at()), Expr.add(Expr.ONE, Expr.neg(up), Expr.neg(down)), terms);
            return Expr.add(terms);
        }
        return e.mapParts(ClosedForm::steps);
    }

    private static void add(Expr value, Expr where, List<Expr> terms) {
        if (!value.equals(Expr.ZERO)) {
            terms.add(value.equals(Expr.ONE) ? where : Expr.mul(value, where));
        }
    }
}
