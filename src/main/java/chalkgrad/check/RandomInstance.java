package chalkgrad.check;

import chalkgrad.algebra.Symbol;
import chalkgrad.derive.Occurrence;
import chalkgrad.evaluate.Arithmetic;
import chalkgrad.evaluate.Evaluator;
import chalkgrad.evaluate.Real;
import chalkgrad.rules.Functions;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * Every value of a computation whose given values are these: the problem's own, or others, to see whether two expressions are the same for any
 * network.
 *
 * <p>{@code new RandomInstance(ground, unrolled::given, Arithmetic.enclosing(40)).value(Occurrence.of(new Net("h1")))} encloses 0.08.
 */
final class RandomInstance {
    private final ReferenceSolution ground;
    private final Function<Occurrence, Optional<BigDecimal>> givens;
    private final Function<Occurrence, Optional<Real>> solved;
    private final Evaluator evaluator;
    private final Map<Occurrence, Real> values = new HashMap<>();

    RandomInstance(ReferenceSolution ground, Function<Occurrence, Optional<BigDecimal>> givens, Arithmetic arithmetic) {
        this(ground, givens, cell -> Optional.empty(), arithmetic);
    }

    /** @param solved values that are known already, so that nobody need work them out again from the first pass on */
    RandomInstance(
            ReferenceSolution ground,
            Function<Occurrence, Optional<BigDecimal>> givens,
            Function<Occurrence, Optional<Real>> solved,
            Arithmetic arithmetic) {
        this.ground = ground;
        this.givens = givens;
        this.solved = solved;
        this.evaluator = new Evaluator(arithmetic, Functions::expand);
    }

    /**
     * A cell's value.
     *
     * @throws chalkgrad.evaluate.NumericFault where a step on the way has none
     * @throws chalkgrad.evaluate.Undecided where more digits are needed to tell
     * @throws IllegalArgumentException for a cell that is neither given nor worked out
     */
    Real value(Occurrence root) {
        var open = new ArrayDeque<Occurrence>();
        open.push(root);
        while (!open.isEmpty()) {
            Occurrence cell = open.element();
            if (values.containsKey(cell)) {
                open.pop();
                continue;
            }
            Optional<BigDecimal> given = givens.apply(cell);
            if (given.isPresent()) {
                values.put(cell, Real.of(given.get()));
                continue;
            }
            Optional<Real> before = solved.apply(cell);
            if (before.isPresent()) {
                values.put(cell, before.get());
                continue;
            }
            ReferenceSolution.Rule rule =
                    ground.rule(cell).orElseThrow(() -> new IllegalArgumentException("no value for " + cell.id()));
            boolean ready = true;
            for (Occurrence operand : rule.operands()) {
                if (!values.containsKey(operand)) {
                    open.push(operand);
                    ready = false;
                }
            }
            if (ready) {
                values.put(cell, evaluator.value(rule.expr(), this::known));
            }
        }
        return Objects.requireNonNull(values.get(root));
    }

    private @org.jspecify.annotations.Nullable Real known(Symbol symbol) {
        return symbol instanceof Occurrence cell ? values.get(cell) : null;
    }
}
