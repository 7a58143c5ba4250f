package chalkgrad.rules;

import chalkgrad.algebra.ChainRule;
import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Probe;
import chalkgrad.algebra.Symbol;
import chalkgrad.algebra.Symja;
import chalkgrad.rules.LocalDerivative.Proof;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * Derives the rules of one run, each once.
 *
 * <p>{@code new LocalDerivatives().of(sigmoid).shown()} is {@code o*(1-o)}, proved.
 *
 * <p>An instance belongs to one thread.
 */
final class LocalDerivatives {
    /** In softmax, the net input of another unit of the layer, {@code z_j}. */
    static final Symbol OTHER_NET = new Symbol.Name("z_j");

    /** In softmax, the output of another unit of the layer, {@code o_j}. */
    static final Symbol OTHER_OUTPUT = new Symbol.Name("o_j");

    /** Largest expression, and most guards, that are taken apart as a whole. */
    private static final int MAX_NODES = 150;

    private static final int MAX_GUARDS = 2;
    private static final int PROBES = 40;
    private static final int FEWEST_PROBES = 3;

    private final Symja symja;
    private final Pieces pieces;
    private final ChainRule chain;
    private final Map<Key, LocalDerivative> known = new HashMap<>();

    private record Key(Object rule, Symbol by) {}

    LocalDerivatives() {
        this(new Symja());
    }

    LocalDerivatives(Symja symja) {
        this.symja = symja;
        this.pieces = new Pieces(symja);
        this.chain = new ChainRule(new ByPieces());
    }

    /**
     * The derivative of an activation by {@link Activation#NET}.
     *
     * <p>For softmax that is the derivative of an output by its own net input; {@link #acrossSoftmax} is the other.
     */
    LocalDerivative of(Activation activation) {
        return known.computeIfAbsent(
                new Key(activation, Activation.NET),
                key -> derive(
                        activation.definition(),
                        Activation.NET,
                        activation.taught(),
                        Map.of(Activation.OUTPUT, activation.definition())));
    }

    /** The derivative of a softmax output {@code o} by the net input {@code z_j} of another unit: {@code -o*o_j}. */
    LocalDerivative acrossSoftmax() {
        return known.computeIfAbsent(new Key("softmax", OTHER_NET), key -> {
            Expr sum = Rows.read("exp(z)+exp(z_j)+r");
            Expr own = Expr.div(Rows.read("exp(z)"), sum);
            Expr other = Expr.div(Rows.read("exp(z_j)"), sum);
            return derive(
                    own,
                    OTHER_NET,
                    Optional.of(Rows.read("-(o*o_j)")),
                    Map.of(Activation.OUTPUT, own, OTHER_OUTPUT, other));
        });
    }

    /** The derivative of one output's part of a loss by {@link Loss#OUTPUT}. */
    LocalDerivative of(Loss loss) {
        return known.computeIfAbsent(
                new Key(loss, Loss.OUTPUT), key -> derive(loss.definition(), Loss.OUTPUT, loss.taught(), Map.of()));
    }

    /** The derivative of one output's part of a loss by the output's net input, in a form that has been worked out. */
    LocalDerivative of(Activation activation, Loss loss, Expr form) {
        return known.computeIfAbsent(new Key(List.of(activation, loss, form), Activation.NET), key -> {
            Map<Symbol, Expr> meanings = Map.of(Loss.OUTPUT, activation.definition());
            Expr whole = loss.definition().substitute(meanings::get);
            return derive(whole, Activation.NET, Optional.of(form), meanings);
        });
    }

    /** The derivative of an expression of scalars in which {@link Functions#misuse} finds nothing. */
    LocalDerivative of(Expr expr, Symbol by) {
        return known.computeIfAbsent(new Key(expr, by), key -> derive(expr, by, Optional.empty(), Map.of()));
    }

    /** The same with a form in which it is taught, where {@link Activation#OUTPUT} stands for the expression's own value. */
    LocalDerivative of(Expr expr, Symbol by, Expr taught) {
        return known.computeIfAbsent(
                new Key(expr, by),
                key -> derive(expr, by, Optional.of(taught), Map.of(Activation.OUTPUT, Functions.expand(expr))));
    }

    private LocalDerivative derive(Expr definition, Symbol by, Optional<Expr> taught, Map<Symbol, Expr> meanings) {
        Expr derived = chain.derivative(definition, by);
        if (taught.isPresent()) {
            Expr meant = Functions.expand(taught.get().substitute(meanings::get));
            return new LocalDerivative(definition, by, derived, taught.get(), compare(derived, meant));
        }
        Expr shown = simplify(derived, by);
        Proof proof = shown.equals(derived) ? Proof.SYMBOLIC : compare(derived, shown);
        return proof == Proof.SYMBOLIC
                ? new LocalDerivative(definition, by, derived, shown, proof)
                : new LocalDerivative(definition, by, derived, derived, Proof.SYMBOLIC);
    }

    private Expr simplify(Expr expr, Symbol by) {
        if (expr instanceof Expr.Cases cases) {
            Expr above = simplify(cases.above(), by);
            Expr below = simplify(cases.below(), by);
            Expr at = cases.at().equals(cases.above())
                    ? above
                    : cases.at().equals(cases.below()) ? below : atZero(cases.guard(), simplify(cases.at(), by), by);
            return new Expr.Cases(cases.guard(), above, at, below);
        }
        return symja.simplify(expr);
    }

    /** The number that the middle piece comes to, where its guard is the variable itself; else the piece. */
    private Expr atZero(Expr guard, Expr piece, Symbol by) {
        if (guard.equals(Expr.sym(by))) {
            Expr value = symja.simplify(piece.substitute(symbol -> symbol.equals(by) ? Expr.ZERO : null));
            return value instanceof Expr.Num ? value : piece;
        }
        return piece;
    }

    private final class ByPieces implements ChainRule.Whole {
        @Override
        public boolean takes(Expr expr) {
            if (expr.nodes(MAX_NODES) >= MAX_NODES) {
                return false;
            }
            Expr expanded = Functions.expand(expr);
            return expanded.nodes(MAX_NODES) < MAX_NODES
                    && Pieces.guards(expanded).size() <= MAX_GUARDS;
        }

        @Override
        public Optional<Expr> derivative(Expr expr, Symbol by) {
            if (expr instanceof Expr.Call call && call.args().size() > 2) {
                return Functions.extremumShare(call, call.args().indexOf(Expr.sym(by)));
            }
            return Optional.of(pieces.map(Functions.expand(expr), piece -> symja.derivative(piece, by)));
        }
    }

    private Proof compare(Expr left, Expr right) {
        Proof probed = probe(left, right);
        if (probed == Proof.FAILED) {
            return probed;
        }
        // With many guards there are too many pieces; they are then compared as they stand.
        boolean few = Pieces.guards(left).size() + Pieces.guards(right).size() <= 2 * MAX_GUARDS;
        boolean proved = few ? pieces.allMatch(left, right, symja::provesEqual) : symja.provesEqual(left, right);
        return proved ? Proof.SYMBOLIC : probed;
    }

    /** A second opinion at points that are always the same. */
    private static Proof probe(Expr left, Expr right) {
        Set<Symbol> symbols = new LinkedHashSet<>();
        collect(left, symbols);
        collect(right, symbols);
        var random = new Random(20_240_229);
        int compared = 0;
        for (int i = 0; i < PROBES; i++) {
            // Half of the points within (0, 1), where a probability is, half of them wider.
            var values = new HashMap<Symbol, Double>();
            for (Symbol symbol : symbols) {
                double unit = random.nextDouble();
                values.put(symbol, i % 2 == 0 ? unit : 6 * unit - 3);
            }
            double a = Probe.value(left, symbol -> values.getOrDefault(symbol, Double.NaN));
            double b = Probe.value(right, symbol -> values.getOrDefault(symbol, Double.NaN));
            if (Double.isFinite(a) && Double.isFinite(b)) {
                compared++;
                if (Math.abs(a - b) > 1e-9 * Math.max(1, Math.max(Math.abs(a), Math.abs(b)))) {
                    return Proof.FAILED;
                }
            }
        }
        return compared >= FEWEST_PROBES || symbols.isEmpty() && compared > 0 ? Proof.NUMERIC_ONLY : Proof.FAILED;
    }

    private static void collect(Expr expr, Set<Symbol> symbols) {
        if (expr instanceof Expr.Sym s) {
            symbols.add(s.symbol());
        }
        expr.parts().forEach(part -> collect(part, symbols));
    }
}
