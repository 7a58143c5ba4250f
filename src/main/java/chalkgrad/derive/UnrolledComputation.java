package chalkgrad.derive;

import chalkgrad.algebra.Expr;
import chalkgrad.model.Descent;
import chalkgrad.model.Graph;
import chalkgrad.model.Network;
import chalkgrad.model.Quantity;
import chalkgrad.model.Quantity.BatchDelta;
import chalkgrad.model.Quantity.Param;
import chalkgrad.model.Quantity.Partial;
import chalkgrad.model.Quantity.SampleLoss;
import chalkgrad.model.Quantity.State;
import chalkgrad.model.Quantity.Updated;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * A derivation laid out over all passes and samples: each number with the step that gives it, in cells.
 *
 * <p>{@code unrolled.step(Occurrence.of(new Net("h1")))} is {@code net(h1) = w1 x1 + w2 x2}, in the first pass.
 *
 * <p>Whoever changes a step changes what is built on it, along every path. A graph has to be one of scalars.
 */
public final class UnrolledComputation {
    /** So many passes beyond the last one somebody may go on by himself. */
    private static final int BEYOND = 10;

    private final Derivation derivation;
    private final int samples;
    private final boolean online;
    private final Optional<Network.Batch> combined;

    /** The pass after the last update. */
    private final int last;

    private final Map<Quantity, BigDecimal> parameters;
    private final List<Map<Quantity, BigDecimal>> inputs;
    private final Map<Quantity, Step> batch;
    private final Set<Quantity> changing;
    private final Optional<BigDecimal> rate;
    private final Descent descent;
    private final Map<Occurrence, Expr> instead;
    private final Map<Class<?>, Object> views;
    private final UnrolledComputation right;

    /** A course in which some steps are written otherwise; all else is shared. */
    private UnrolledComputation(UnrolledComputation whole, Map<Occurrence, Expr> instead) {
        this.derivation = whole.derivation;
        this.samples = whole.samples;
        this.online = whole.online;
        this.combined = whole.combined;
        this.last = whole.last;
        this.rate = whole.rate;
        this.descent = whole.descent;
        this.parameters = whole.parameters;
        this.inputs = whole.inputs;
        this.batch = whole.batch;
        this.changing = whole.changing;
        this.instead = instead;
        this.views = whole.views;
        this.right = whole.right;
    }

    public UnrolledComputation(Derivation derivation) {
        this.derivation = derivation;
        this.instead = Map.of();
        this.views = new ConcurrentHashMap<>();
        this.right = this;
        this.parameters = new LinkedHashMap<>();
        this.inputs = new ArrayList<>();
        this.batch = new LinkedHashMap<>();
        this.changing = new LinkedHashSet<>();
        int steps;
        if (derivation instanceof NetworkDerivation network) {
            Network task = network.network();
            samples = task.samples().size();
            combined = samples > 1 ? Optional.of(task.batch()) : Optional.empty();
            rate = task.learningRate();
            descent = task.descent();
            steps = task.steps();
            task.parameters().forEach((name, value) -> parameters.put(new Param(name), value));
            task.samples().forEach(sample -> inputs.add(values(task, sample)));
            network.batch().forEach(step -> batch.put(step.quantity(), step));
        } else {
            Graph graph = ((GraphDerivation) derivation).graph();
            samples = 1;
            combined = Optional.empty();
            rate = graph.learningRate();
            descent = graph.descent();
            steps = graph.steps();
            graph.given()
                    .forEach((name, array) -> parameters.put(
                            new Quantity.Node(name), array.entries().get(0)));
            var upstream = new Partial(Quantity.LOSS, new Quantity.Node(graph.output()));
            inputs.add(graph.upstream()
                    .map(array -> Map.<Quantity, BigDecimal>of(
                            upstream, array.entries().get(0)))
                    .orElse(Map.of()));
        }
        derivation.updates().stream()
                .map(Step::quantity)
                .filter(Updated.class::isInstance)
                .flatMap(updated -> State.find(((Updated) updated).name()).stream())
                .forEach(state -> parameters.put(state, BigDecimal.ZERO));
        online = combined.equals(Optional.of(Network.Batch.ONLINE));
        last = rate.isPresent() ? steps : 0;
        for (Step step : derivation.updates()) {
            if (step.quantity() instanceof Updated updated) {
                changing.add(parameter(updated.name()));
            }
        }
    }

    private static Map<Quantity, BigDecimal> values(Network task, Network.Sample sample) {
        var values = new LinkedHashMap<Quantity, BigDecimal>();
        sample.inputs().forEach((name, value) -> values.put(new Quantity.Input(name), value));
        task.targets().forEach((unit, target) -> {
            BigDecimal value = sample.targets().get(unit);
            if (value != null) {
                values.put(target, value);
            }
        });
        return values;
    }

    public Derivation derivation() {
        return derivation;
    }

    /**
     * The same course with some steps written otherwise.
     *
     * @param changes what stands there instead of the right expressions, in cells; a step that is changed twice is as the later change has it
     */
    public UnrolledComputation with(Map<Occurrence, Expr> changes) {
        var all = new HashMap<>(instead);
        all.putAll(changes);
        return new UnrolledComputation(this, Map.copyOf(all));
    }

    /** This course without the steps that are written otherwise. */
    public UnrolledComputation unchanged() {
        return right;
    }

    /** The steps that are written otherwise than is right, and how. */
    public Map<Occurrence, Expr> changes() {
        return instead;
    }

    /** What somebody works out once of what all courses over this derivation share: neither of steps that are {@link #with changed}. */
    public <T> T once(Class<T> what, Function<UnrolledComputation, T> make) {
        Object known = views.get(what);
        if (known == null) {
            known = make.apply(right);
            views.put(what, known);
        }
        return what.cast(known);
    }

    /** Whether each sample has its own update. */
    public boolean online() {
        return online;
    }

    /** The number of samples. */
    public int samples() {
        return samples;
    }

    /** The number that a cell is given as; empty where it is worked out. */
    public Optional<BigDecimal> given(Occurrence cell) {
        Quantity quantity = cell.quantity();
        if (quantity.equals(Quantity.RATE)) {
            return descent.rate(number(cell), rate);
        } else if (quantity.equals(Quantity.TIME)) {
            return Optional.of(BigDecimal.valueOf(number(cell)));
        }
        BigDecimal parameter = parameters.get(quantity);
        if (parameter != null) {
            return isFirst(cell) || !changing.contains(quantity) ? Optional.of(parameter) : Optional.empty();
        }
        return isHere(cell) && !isOfAll(cell)
                ? Optional.ofNullable(inputs.get(inputsOf(cell.sample())).get(quantity))
                : Optional.empty();
    }

    /** The number of the update that a cell belongs to, counted from one. */
    private int number(Occurrence cell) {
        return online ? cell.pass() * samples + Math.max(1, cell.sample()) : cell.pass() + 1;
    }

    /** Whether a quantity is worked out where parameters are updated. */
    private static boolean isOfUpdate(Quantity quantity) {
        return quantity instanceof Updated || quantity instanceof State;
    }

    /** How many updates the problem asks for; none without a learning rate. */
    public int steps() {
        return last;
    }

    private int inputsOf(int sample) {
        return samples == 1 ? 0 : (sample - 1) % samples;
    }

    /** Whether the computation has such a pass, and such a sample in it. */
    boolean isHere(Occurrence cell) {
        int passes = last == 0 || online ? last : last + BEYOND;
        int most = samples == 1 ? 0 : online ? 2 * samples : samples;
        return cell.pass() >= 0 && cell.pass() <= passes && cell.sample() >= 0 && cell.sample() <= most;
    }

    boolean isOfAll(Occurrence cell) {
        return samples > 1 && cell.sample() == 0;
    }

    /** Every given number, as it is written in the problem. */
    public List<BigDecimal> givenValues() {
        var all = new ArrayList<>(parameters.values());
        inputs.forEach(sample -> all.addAll(sample.values()));
        rate.ifPresent(all::add);
        all.addAll(descent.rates());
        return all;
    }

    private boolean isFirst(Occurrence cell) {
        return cell.pass() == 0 && (!online || cell.sample() <= 1);
    }

    /** The step that gives a cell, its expression in cells; empty for what is given, and for what this computation does not have. */
    public Optional<Step> step(Occurrence cell) {
        Expr changed = instead.get(cell);
        return changed == null ? right(cell) : right(cell).map(step -> new Step(step.quantity(), changed, step.law()));
    }

    private Optional<Step> right(Occurrence cell) {
        Quantity quantity = cell.quantity();
        if (!isHere(cell) || given(cell).isPresent()) {
            return Optional.empty();
        } else if (parameters.containsKey(quantity)) {
            return Optional.of(new Step(quantity, before(cell).expr(), Step.Law.UPDATE));
        } else if (isOfAll(cell)) {
            return ofAll(cell);
        } else if (quantity instanceof BatchDelta delta) {
            return isMean() ? Optional.of(at(share(delta), cell)) : Optional.empty();
        } else if (isOfUpdate(quantity) && samples > 1 && !isUpdatedAt(cell)) {
            return Optional.empty();
        }
        return derivation.find(quantity).or(() -> between(quantity)).map(step -> at(step, cell));
    }

    boolean isMean() {
        return combined.equals(Optional.of(Network.Batch.MEAN));
    }

    /** Whether a sample has an update of its own here. */
    private boolean isUpdatedAt(Occurrence cell) {
        return online && cell.pass() < last && cell.sample() <= samples;
    }

    private Step share(BatchDelta delta) {
        Expr share = Expr.div(new Quantity.Delta(delta.unit()).expr(), Expr.num(samples));
        return new Step(delta, share, Step.Law.BATCH);
    }

    /** A derivative that the derivation itself has no need of. */
    private Optional<Step> between(Quantity quantity) {
        return quantity instanceof Partial partial
                        && partial.of() instanceof Quantity of
                        && partial.by() instanceof Quantity by
                ? derivatives().of(of, by).map(found -> new Step(quantity, found, law(found)))
                : Optional.empty();
    }

    private static Step.Law law(Expr derivative) {
        return derivative instanceof Expr.Add ? Step.Law.SUM_OVER_PATHS : Step.Law.CHAIN_RULE;
    }

    private Derivatives derivatives() {
        return once(Derivatives.class, unrolled -> new Derivatives(unrolled.derivation));
    }

    /** The updated value that a parameter has in a later pass. */
    Occurrence before(Occurrence parameter) {
        var updated = new Updated(parameter.quantity().id());
        if (!online) {
            return new Occurrence(updated, parameter.pass() - 1, 0);
        }
        return parameter.sample() > 1 && isUpdatedAt(parameter)
                ? new Occurrence(updated, parameter.pass(), parameter.sample() - 1)
                : new Occurrence(updated, parameter.pass() - 1, samples);
    }

    private Optional<Step> ofAll(Occurrence cell) {
        Quantity quantity = cell.quantity();
        if (isOfUpdate(quantity) && online) {
            boolean here = cell.pass() < last && derivation.index().containsKey(quantity);
            Occurrence after = new Occurrence(quantity, cell.pass(), samples);
            return here ? Optional.of(new Step(quantity, after.expr(), Step.Law.UPDATE)) : Optional.empty();
        }
        Step step = isOfUpdate(quantity) ? derivation.index().get(quantity) : batch.get(quantity);
        return Optional.ofNullable(step).map(found -> at(found, cell));
    }

    /**
     * The derivative of a forward quantity by an earlier one, or by what is given, along all paths through the computation of one pass.
     *
     * <p>That of {@code net(o1)} by {@code w1} is {@code w5 * dout(h1)/dnet(h1) * x1}; of the loss by {@code w1} it is the cell
     * {@code dE/dw1}. A cell in it that is a {@link Partial} of no step of the derivation has its {@link #step} all the same, which is
     * this derivative.
     *
     * @param by an updated parameter stands for the parameter of the pass after
     * @return one where both are the same, and zero where there is no path; empty for a derivative by a loss, or of or by anything backward
     */
    public Optional<Expr> derivative(Occurrence of, Occurrence by) {
        return new OccurrenceDerivatives(this, derivatives()).of(of, by);
    }

    /** The cell of a name as answer sheets have it: {@code net(h1)@2}, {@code w5+}, {@code E+}, {@code dE/dw5#2}; empty where there is none. */
    public Optional<Occurrence> find(String id) {
        return once(OccurrenceNames.class, OccurrenceNames::new).find(this, id);
    }

    private Step at(Step step, Occurrence cell) {
        return new Step(step.quantity(), placed(step.expression(), cell), step.law());
    }

    Expr placed(Expr expression, Occurrence cell) {
        return expression.substitute(symbol ->
                symbol instanceof Quantity quantity ? place(quantity, cell).expr() : null);
    }

    /**
     * Where a quantity stands that a step of {@code cell} uses.
     *
     * <p>Where each sample has its own update, the loss of a pass is that of all samples before the first of them. What these losses are
     * worked out from has a sample number that is larger by the number of samples.
     */
    public Occurrence place(Quantity quantity, Occurrence cell) {
        if (quantity instanceof SampleLoss loss) {
            return new Occurrence(Quantity.LOSS, cell.pass(), untouched(cell.pass(), loss.number()));
        } else if (quantity instanceof Partial partial && partial.of() instanceof SampleLoss loss) {
            return new Occurrence(new Partial(Quantity.LOSS, partial.by()), cell.pass(), loss.number());
        } else if (quantity.equals(Quantity.RATE) && !descent.isScheduled()) {
            return Occurrence.of(quantity);
        } else if (quantity.equals(Quantity.RATE) || quantity.equals(Quantity.TIME)) {
            return new Occurrence(quantity, cell.pass(), online ? cell.sample() : 0);
        } else if (parameters.containsKey(quantity)) {
            return new Occurrence(quantity, cell.pass(), changing.contains(quantity) ? parametersOf(cell) : 0);
        } else if (cell.sample() > samples && inputs.get(0).containsKey(quantity)) {
            return new Occurrence(quantity, cell.pass(), cell.sample() - samples);
        }
        return cell.with(quantity);
    }

    /** The first sample meets the parameters as the pass begins, and after the last update there is no other. */
    private int untouched(int pass, int sample) {
        return online && sample > 1 && pass < last ? samples + sample : sample;
    }

    private int parametersOf(Occurrence cell) {
        boolean own = cell.pass() < last && cell.sample() <= samples;
        return !online ? 0 : own ? Math.max(1, cell.sample()) : 1;
    }

    Quantity parameter(String name) {
        Optional<State> state = State.find(name);
        if (state.isPresent()) {
            return state.get();
        }
        Quantity parameter = new Param(name);
        return parameters.containsKey(parameter) ? parameter : new Quantity.Node(name);
    }

    /**
     * Every cell of a pass that the solution works out, each after those that it uses: sample by sample, then what belongs to all. The pass
     * after a network's last update has only what leads to the loss.
     */
    public List<Occurrence> cells(int pass) {
        return new OccurrenceOrder(this).cells(pass);
    }

    /** The number of the pass after the last update; zero where there is none. */
    public int last() {
        return last;
    }

    /** The parameters that are updated. */
    Set<Quantity> changing() {
        return changing;
    }

    /** Whether a quantity is a parameter, or a given value of a graph. */
    boolean isParameter(Quantity quantity) {
        return parameters.containsKey(quantity);
    }

    /** Every parameter, input and target. */
    List<Quantity> givens() {
        var all = new ArrayList<>(parameters.keySet());
        inputs.forEach(sample -> all.addAll(sample.keySet()));
        return all;
    }

    /** The steps over all samples. */
    Collection<Step> batch() {
        return batch.values();
    }
}
