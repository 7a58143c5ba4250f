package chalkgrad.rules;

import chalkgrad.algebra.ChainRule;
import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Probe;
import chalkgrad.algebra.Symbol;
import chalkgrad.algebra.Symja;
import chalkgrad.rules.LocalDerivative.Proof;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * Derives the rules of one run, each once.
 *
 * <p>{@code new LocalDerivatives().of(Question.of(sigmoid)).shown()} is {@code o*(1-o)}, proved.
 *
 * <p>An instance belongs to one thread.
 */
final class LocalDerivatives {
    /** Largest expression, and most guards, that are taken apart as a whole. */
    private static final int MAX_NODES = 150;

    private static final int MAX_GUARDS = 2;
    private static final int PROBES = 40;
    private static final int FEWEST_PROBES = 3;

    private final Symja symja;
    private final Pieces pieces;
    private final ChainRule chain;
    private final Map<Question, LocalDerivative> known = new HashMap<>();

    LocalDerivatives() {
        this(new Symja());
    }

    LocalDerivatives(Symja symja) {
        this.symja = symja;
        this.pieces = new Pieces(symja);
        this.chain = new ChainRule(new ByPieces());
    }

    /** Symja's derivative, and whether a form that is said to be the same is proved to be. */
    LocalDerivative of(Question question) {
        return known.computeIfAbsent(question, this::derive);
    }

    private LocalDerivative derive(Question question) {
        Expr definition = question.function();
        Symbol by = question.by();
        Expr derived = chain.derivative(definition, by);
        if (question.claim().isPresent()) {
            Question.Claim claim = question.claim().get();
            return new LocalDerivative(definition, by, derived, claim.taught(), compare(derived, claim.meant()));
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
