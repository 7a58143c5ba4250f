package chalkgrad.derive;

import chalkgrad.algebra.Expr;
import chalkgrad.model.Network;
import chalkgrad.model.Quantity;
import chalkgrad.model.Quantity.Delta;
import chalkgrad.model.Quantity.Net;
import chalkgrad.model.Quantity.Out;
import chalkgrad.model.Quantity.Param;
import chalkgrad.model.Quantity.Partial;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A gradient in the names of units and deltas, as the JSON results have it: its size does not grow with the depth.
 *
 * <p>For w1 of the 2-2-2 network {@code delta(h1)*x1}; for w5, in the last layer, {@code -(t1-o1)*o1*(1-o1)*h1}.
 */
public final class GradientExpression {
    private final NetworkDerivation derivation;
    private final Network network;
    private final Map<String, Expr> explicit = new HashMap<>();

    public GradientExpression(NetworkDerivation derivation) {
        this.derivation = derivation;
        this.network = derivation.network();
        // With several samples a delta is one sample's, and is not spelled out.
        if (network.samples().size() == 1) {
            for (Network.Unit unit : network.outputLayer().units()) {
                var upstream = new Partial(Quantity.LOSS, new Out(unit.name()));
                var slope = new Partial(new Out(unit.name()), new Net(unit.name()));
                Expr delta = derivation.step(new Delta(unit.name())).expression();
                if (delta.equals(Expr.mul(upstream.expr(), slope.expr()))) {
                    explicit.put(
                            unit.name(),
                            flat(List.of(
                                    derivation.step(upstream).expression(),
                                    derivation.step(slope).expression())));
                }
            }
        }
    }

    /** The gradient by a parameter, in quantities. */
    public Expr of(String parameter) {
        Expr step = derivation
                .step(new Partial(Quantity.LOSS, new Param(parameter)))
                .expression();
        List<Expr> terms = step instanceof Expr.Add sum ? sum.terms() : List.of(step);
        if (network.samples().size() == 1) {
            return Expr.add(terms.stream().map(this::spelledOut).toList());
        }
        var all = new ArrayList<Expr>();
        for (int s = 1; s <= network.samples().size(); s++) {
            int sample = s;
            terms.forEach(term -> all.add(ofSample(term, sample)));
        }
        return Expr.add(all);
    }

    /** {@code delta(h1)*x1} with the names of the file: a unit's output is called as the unit. */
    public static Expr named(Expr e) {
        return e.substitute(symbol -> {
            if (symbol instanceof Out out) {
                return Expr.sym(out.unit());
            } else if (symbol instanceof Delta delta) {
                return Expr.call("delta", Expr.sym(delta.unit()));
            } else if (symbol instanceof Net net) {
                return Expr.call("net", Expr.sym(net.unit()));
            }
            return symbol instanceof Quantity ? Expr.sym(symbol.id()) : null;
        });
    }

    private Expr spelledOut(Expr term) {
        List<Expr> factors = term instanceof Expr.Mul m ? m.factors() : List.of(term);
        if (factors.get(0) instanceof Expr.Sym s && s.symbol() instanceof Delta delta) {
            Expr whole = explicit.get(delta.unit());
            if (whole != null) {
                var all = new ArrayList<Expr>();
                all.add(whole);
                all.addAll(factors.subList(1, factors.size()));
                return flat(all);
            }
        }
        return term;
    }

    /** One sample's part, with the sample's number behind each name: {@code delta(h1,2)*x1(2)}. */
    private static Expr ofSample(Expr term, int sample) {
        Expr number = Expr.num(sample);
        return term.substitute(symbol -> {
            if (symbol instanceof Delta delta) {
                return Expr.call("delta", Expr.sym(delta.unit()), number);
            }
            String name = symbol instanceof Out out ? out.unit() : symbol.id();
            return Expr.call(name, number);
        });
    }

    private static Expr flat(List<Expr> factors) {
        var all = new ArrayList<Expr>();
        for (Expr factor : factors) {
            if (factor instanceof Expr.Mul m) {
                all.addAll(m.factors());
            } else {
                all.add(factor);
            }
        }
        return Expr.mul(all);
    }
}
