package chalkgrad.derive;

import chalkgrad.algebra.Expr;
import chalkgrad.model.Graph;
import chalkgrad.model.Network;
import chalkgrad.model.Quantity;
import chalkgrad.model.Quantity.Param;
import chalkgrad.model.Quantity.Partial;
import chalkgrad.model.Quantity.SampleLoss;
import chalkgrad.model.Quantity.Updated;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A derivation laid out over all passes and samples: each number with the step that gives it, in cells.
 *
 * <p>{@code course.step(Cell.of(new Net("h1")))} is {@code net(h1) = w1 x1 + w2 x2}, in the first pass.
 *
 * <p>Whoever changes a step changes what is built on it, along every path. A graph has to be one of scalars.
 */
public final class Course {
    private final Derivation derivation;
    private final int samples;
    private final boolean online;
    private final Map<Quantity, BigDecimal> parameters = new HashMap<>();
    private final List<Map<Quantity, BigDecimal>> inputs = new ArrayList<>();
    private final Map<Quantity, Step> batch = new HashMap<>();
    private final Set<Quantity> changing = new HashSet<>();
    private final Optional<BigDecimal> rate;

    public Course(Derivation derivation) {
        this.derivation = derivation;
        if (derivation instanceof NetworkDerivation network) {
            Network task = network.network();
            samples = task.samples().size();
            online = samples > 1 && task.batch() == Network.Batch.ONLINE;
            rate = task.learningRate();
            task.parameters().forEach((name, value) -> parameters.put(new Param(name), value));
            for (Network.Sample sample : task.samples()) {
                var values = new HashMap<Quantity, BigDecimal>();
                sample.inputs().forEach((name, value) -> values.put(new Quantity.Input(name), value));
                task.targets().forEach((unit, target) -> {
                    BigDecimal value = sample.targets().get(unit);
                    if (value != null) {
                        values.put(target, value);
                    }
                });
                inputs.add(values);
            }
            network.batch().forEach(step -> batch.put(step.quantity(), step));
        } else {
            Graph graph = ((GraphDerivation) derivation).graph();
            samples = 1;
            online = false;
            rate = graph.learningRate();
            graph.given()
                    .forEach((name, array) -> parameters.put(
                            new Quantity.Node(name), array.entries().get(0)));
            inputs.add(Map.of());
        }
        derivation.updates().forEach(step -> changing.add(parameter(((Updated) step.quantity()).name())));
    }

    public Derivation derivation() {
        return derivation;
    }

    /** The number of samples. */
    public int samples() {
        return samples;
    }

    /** The number that a cell is given as; empty where it is worked out. */
    public Optional<BigDecimal> given(Cell cell) {
        if (cell.quantity().equals(Quantity.RATE)) {
            return rate;
        }
        BigDecimal parameter = parameters.get(cell.quantity());
        if (parameter != null) {
            return isFirst(cell) || !changing.contains(cell.quantity()) ? Optional.of(parameter) : Optional.empty();
        }
        int sample = Math.max(1, cell.sample());
        return Optional.ofNullable(
                inputs.get(Math.min(sample, inputs.size()) - 1).get(cell.quantity()));
    }

    private boolean isFirst(Cell cell) {
        return cell.pass() == 0 && (!online || cell.sample() <= 1);
    }

    /** The step that gives a cell, its expression in cells; empty for what is given, and for what this computation does not have. */
    public Optional<Step> step(Cell cell) {
        Quantity quantity = cell.quantity();
        if (given(cell).isPresent()) {
            return Optional.empty();
        } else if (parameters.containsKey(quantity)) {
            Expr from = before(cell).expr();
            return Optional.of(new Step(quantity, from, Step.Law.UPDATE));
        } else if (samples > 1 && cell.sample() == 0) {
            return ofAll(cell);
        }
        return derivation.find(quantity).map(step -> at(step, cell));
    }

    /** The updated value that a parameter has in a later pass. */
    private Cell before(Cell parameter) {
        var updated = new Updated(parameter.quantity().id());
        if (!online) {
            return new Cell(updated, parameter.pass() - 1, 0);
        }
        return parameter.sample() > 1
                ? new Cell(updated, parameter.pass(), parameter.sample() - 1)
                : new Cell(updated, parameter.pass() - 1, samples);
    }

    private Optional<Step> ofAll(Cell cell) {
        if (online && cell.quantity() instanceof Updated) {
            Cell last = new Cell(cell.quantity(), cell.pass(), samples);
            return Optional.of(new Step(cell.quantity(), last.expr(), Step.Law.UPDATE));
        }
        Step step = batch.get(cell.quantity());
        if (step == null) {
            step = cell.quantity() instanceof Updated ? derivation.index().get(cell.quantity()) : null;
        }
        return Optional.ofNullable(step).map(found -> at(found, cell));
    }

    private Step at(Step step, Cell cell) {
        Expr expression = step.expression()
                .substitute(symbol -> symbol instanceof Quantity quantity
                        ? place(quantity, cell).expr()
                        : null);
        return new Step(step.quantity(), expression, step.law());
    }

    /** Where a quantity stands that a step of {@code cell} uses. */
    public Cell place(Quantity quantity, Cell cell) {
        if (quantity instanceof SampleLoss loss) {
            return new Cell(Quantity.LOSS, cell.pass(), loss.number());
        } else if (quantity instanceof Partial partial && partial.of() instanceof SampleLoss loss) {
            return new Cell(new Partial(Quantity.LOSS, partial.by()), cell.pass(), loss.number());
        } else if (quantity.equals(Quantity.RATE)) {
            return Cell.of(quantity);
        } else if (!online && parameters.containsKey(quantity)) {
            return new Cell(quantity, cell.pass(), 0);
        }
        return cell.with(quantity);
    }

    private Quantity parameter(String name) {
        Quantity parameter = new Param(name);
        return parameters.containsKey(parameter) ? parameter : new Quantity.Node(name);
    }

    /** Every cell of a pass that has a step, in the order of computation: sample by sample, then what belongs to all. */
    public List<Cell> cells(int pass) {
        var cells = new ArrayList<Cell>();
        for (int sample = samples == 1 ? 0 : 1; sample <= (samples == 1 ? 0 : samples); sample++) {
            for (List<Step> part : List.of(derivation.forward(), derivation.backward())) {
                for (Step step : part) {
                    cells.add(new Cell(step.quantity(), pass, sample));
                }
            }
            if (online) {
                for (Step step : derivation.updates()) {
                    cells.add(new Cell(step.quantity(), pass, sample));
                }
            }
        }
        if (samples > 1) {
            batch.keySet().forEach(quantity -> cells.add(new Cell(quantity, pass, 0)));
        }
        derivation.updates().forEach(step -> cells.add(new Cell(step.quantity(), pass, 0)));
        return cells;
    }
}
