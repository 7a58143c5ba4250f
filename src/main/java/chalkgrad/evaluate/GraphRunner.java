package chalkgrad.evaluate;

import chalkgrad.derive.GraphDerivation;
import chalkgrad.derive.GraphInstance;
import chalkgrad.derive.Step;
import chalkgrad.model.Graph;
import chalkgrad.model.Problem;
import chalkgrad.model.Quantity;
import chalkgrad.model.Quantity.Node;
import chalkgrad.model.Quantity.Partial;
import chalkgrad.rules.Dims;
import java.util.List;
import java.util.Map;

/**
 * Runs the steps of a graph's derivation, pass after pass; the pass after the last update has its gradients too.
 *
 * <p>A step that needs what has no number is passed over, so that of a graph with letters there is every number that can be had.
 */
final class GraphRunner implements Runs {
    /** Where every node of a chain uses the last two, bounds may grow by half at each, however small the values stay. */
    private static final int LONG = 100;

    private final Problem problem;
    private final GraphDerivation derivation;
    private final Graph graph;
    private final TrainingState state;

    GraphRunner(Problem problem, GraphDerivation derivation) {
        this.problem = problem;
        this.derivation = derivation;
        this.graph = derivation.graph();
        Map<String, Dims> shapes = graph.shapes();
        this.state = new TrainingState(
                derivation.updates(),
                graph.descent(),
                graph.learningRate(),
                name -> shapes.getOrDefault(name, Dims.SCALAR));
    }

    @Override
    public int updates() {
        return graph.steps();
    }

    @Override
    public boolean isLong() {
        return graph.nodes().size() > LONG;
    }

    @Override
    public int passes() {
        return last() + 1;
    }

    @Override
    public int steps() {
        return derivation.forward().size()
                + derivation.backward().size()
                + derivation.updates().size();
    }

    private int last() {
        return graph.learningRate().isPresent() && !graph.isOpen() ? graph.steps() : 0;
    }

    @Override
    public Pass pass(Arithmetic arithmetic, int step, Map<String, Value> updated) {
        var evaluator = new TensorEvaluator(arithmetic);
        var scope = new Scope(arithmetic, problem);
        given(scope, step, updated);
        work(evaluator, scope, derivation.forward(), step);
        work(evaluator, scope, derivation.backward(), step);
        if (step < last()) {
            work(evaluator, scope, derivation.updates(), step);
            state.keep(scope, updated);
        }
        return new Pass(step, List.of(scope), scope, step < last() || last() == 0);
    }

    private void given(Scope scope, int step, Map<String, Value> updated) {
        graph.given().forEach((name, array) -> {
            Value now = updated.get(name);
            if (now == null && array.isOpen()) {
                return;
            } else if (now == null) {
                scope.give(new Node(name), array);
            } else {
                scope.put(new Node(name), now);
            }
        });
        state.begin(scope, step + 1, updated);
        graph.upstream()
                .filter(array -> !array.isOpen())
                .ifPresent(array -> scope.give(new Partial(Quantity.LOSS, new Node(graph.output())), array));
    }

    private void work(TensorEvaluator evaluator, Scope scope, List<Step> steps, int step) {
        boolean open = graph.isOpen();
        for (Step each : steps) {
            if (open && !GraphInstance.isClosed(each.expression(), scope::has)) {
                continue;
            }
            Branches branches = Branches.recording();
            Value value;
            try {
                value = evaluator.value(each.expression(), scope::look, branches);
                Range.requireResult(value, problem.precision());
            } catch (NumericFault fault) {
                throw new Stuck(each.quantity(), step, 1, fault);
            }
            if (problem.carry() == Problem.Carry.ROUNDED) {
                scope.write(each.quantity(), value);
            } else {
                scope.put(each.quantity(), value);
            }
            scope.keep(each.quantity(), branches.taken());
        }
    }
}
