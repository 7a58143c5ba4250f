package chalkgrad.evaluate;

import chalkgrad.algebra.Symbol;
import chalkgrad.derive.GraphDerivation;
import chalkgrad.derive.Step;
import chalkgrad.evaluate.Branches.Branch;
import chalkgrad.model.Array;
import chalkgrad.model.Graph;
import chalkgrad.model.Quantity;
import chalkgrad.model.Quantity.Node;
import chalkgrad.model.Quantity.Partial;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A graph's output over all numbers that are given, entry by entry; an array is weighted with the upstream gradient and added up. */
final class GraphLandscape implements Landscape {
    private final GraphDerivation derivation;
    private final Graph graph;
    private final Scope scope;
    private final List<Entry> entries = new ArrayList<>();

    /** One number that is given. */
    private record Entry(Node node, int index) {}

    /** The choices to be made at kinks; null where each is made by its value. */
    private final @Nullable Map<Quantity, List<Branch>> held;

    GraphLandscape(GraphDerivation derivation, Scope scope) {
        this(derivation, scope, null);
    }

    private GraphLandscape(GraphDerivation derivation, Scope scope, @Nullable Map<Quantity, List<Branch>> held) {
        this.held = held;
        this.derivation = derivation;
        this.graph = derivation.graph();
        this.scope = scope;
        graph.given().forEach((name, array) -> {
            for (int i = 0; i < array.entries().size(); i++) {
                entries.add(new Entry(new Node(name), i));
            }
        });
    }

    @Override
    public int size() {
        return entries.size();
    }

    @Override
    public String name(int index) {
        Entry entry = entries.get(index);
        boolean scalar = Tensor.dims(scope.array(entry.node)).isScalar();
        return "d" + graph.objective().id() + "/d" + entry.node.name() + (scalar ? "" : "[" + (entry.index + 1) + "]");
    }

    @Override
    public Real slope(int index) {
        Entry entry = entries.get(index);
        Value gradient = scope.array(new Partial(graph.objective(), entry.node));
        return Tensor.entries(gradient).get(entry.index);
    }

    @Override
    public Real height() {
        return weighted(Arithmetic.pointwise(10), scope.array(new Node(graph.output())));
    }

    @Override
    public Real height(Arithmetic arithmetic, MathContext context, BigDecimal[] moves) {
        var evaluator = new TensorEvaluator(arithmetic);
        Map<Symbol, Value> moved = given(context, moves);
        for (Step step : derivation.forward()) {
            Branches branches = held == null
                    ? Branches.replaying(scope.kept(step.quantity()))
                    : Branches.holding(held.getOrDefault(step.quantity(), List.of()));
            moved.put(
                    step.quantity(),
                    evaluator.value(step.expression(), symbol -> seen(symbol, step.quantity(), moved), branches));
        }
        return weighted(arithmetic, Objects.requireNonNull(moved.get(new Node(graph.output()))));
    }

    /** What a node sees of another: where time is cut, that does not move. */
    private @Nullable Value seen(Symbol symbol, Quantity by, Map<Symbol, Value> moved) {
        return graph.isCut(symbol.id(), by.id()) ? scope.array((Quantity) symbol) : moved.get(symbol);
    }

    @Override
    public Landscape held(Arithmetic arithmetic, MathContext context) {
        var evaluator = new TensorEvaluator(arithmetic);
        var still = new BigDecimal[entries.size()];
        Arrays.fill(still, BigDecimal.ZERO);
        Map<Symbol, Value> values = given(context, still);
        var chosen = new HashMap<Quantity, List<Branch>>();
        for (Step step : derivation.forward()) {
            Branches branches = Branches.replaying(scope.kept(step.quantity()));
            values.put(step.quantity(), evaluator.value(step.expression(), values::get, branches));
            chosen.put(step.quantity(), branches.taken());
        }
        return new GraphLandscape(derivation, scope, chosen);
    }

    private Map<Symbol, Value> given(MathContext context, BigDecimal[] moves) {
        var moved = new HashMap<Symbol, Value>();
        int at = 0;
        for (String name : graph.given().keySet()) {
            Value value = scope.array(new Node(name));
            var shifted = new ArrayList<Real>();
            for (Real entry : Tensor.entries(value)) {
                shifted.add(Real.of(Landscape.moved(entry, moves[at++], context)));
            }
            moved.put(new Node(name), Tensor.of(Tensor.dims(value), shifted));
        }
        return moved;
    }

    private Real weighted(Arithmetic arithmetic, Value output) {
        @Nullable Array upstream = graph.upstream().orElse(null);
        if (upstream == null) {
            return (Real) output;
        }
        var products = new Products(arithmetic);
        return products.dot(
                Tensor.entries(output),
                upstream.entries().stream().map(Real::of).toList());
    }
}
