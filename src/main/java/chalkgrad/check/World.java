package chalkgrad.check;

import chalkgrad.algebra.Symbol;
import chalkgrad.derive.Cell;
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
 * <p>{@code new World(ground, course::given, Arithmetic.enclosing(40)).value(Cell.of(new Net("h1")))} encloses 0.08.
 */
final class World {
    private final Ground ground;
    private final Function<Cell, Optional<BigDecimal>> givens;
    private final Function<Cell, Optional<Real>> solved;
    private final Evaluator evaluator;
    private final Map<Cell, Real> values = new HashMap<>();

    World(Ground ground, Function<Cell, Optional<BigDecimal>> givens, Arithmetic arithmetic) {
        this(ground, givens, cell -> Optional.empty(), arithmetic);
    }

    /** @param solved values that are known already, so that nobody need work them out again from the first pass on */
    World(
            Ground ground,
            Function<Cell, Optional<BigDecimal>> givens,
            Function<Cell, Optional<Real>> solved,
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
    Real value(Cell root) {
        var open = new ArrayDeque<Cell>();
        open.push(root);
        while (!open.isEmpty()) {
            Cell cell = open.element();
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
            Ground.Rule rule =
                    ground.rule(cell).orElseThrow(() -> new IllegalArgumentException("no value for " + cell.id()));
            boolean ready = true;
            for (Cell operand : rule.operands()) {
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
        return symbol instanceof Cell cell ? values.get(cell) : null;
    }
}
