package chalkgrad.derive;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.ExprParser;
import chalkgrad.algebra.Symbol;
import chalkgrad.model.Array;
import chalkgrad.model.Graph;
import chalkgrad.model.Quantity;
import chalkgrad.model.Quantity.Ones;
import chalkgrad.rules.Dims;
import chalkgrad.rules.Functions;
import chalkgrad.rules.OpenFunction;
import chalkgrad.rules.Size;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A derivation without numbers with sizes, values and functions put in: the same steps, which can then be computed and verified.
 *
 * <p>Of {@code z = phi(W @ x)} with W of m x n it may be {@code z = sin(W @ x)} with W of 3 x 2, whose entries are drawn.
 */
public final class GraphInstance {
    /** What a function that nobody has chosen may be, and its derivative; each is smooth, and its own by its order in the file. */
    private static final List<List<Expr>> FUNCTIONS = List.of(
            pair("sin(x) + x/3", "cos(x) + 1/3"),
            pair("x/2 + x^3/9", "1/2 + x^2/3"),
            pair("exp(x/3)", "exp(x/3)/3"),
            pair("tanh(x) - x/5", "1 - tanh(x)^2 - 1/5"),
            pair("ln(1 + x^2)", "2*x/(1 + x^2)"));

    private static final Symbol X = new Symbol.Name("x");
    private static final int SMALLEST = 2;
    private static final int SIZES = 3;

    /** Values have three decimals. */
    private static final int STEPS = 1000;

    private final Map<Size.Letter, Integer> sizes = new HashMap<>();
    private final Map<String, List<Expr>> functions = new HashMap<>();
    private final Random random;
    private final boolean positive;

    /** What is given and stands as the target of a cross-entropy, where its entries are to add up to one. */
    private final Set<String> shares = new HashSet<>();

    private GraphInstance(Random random, boolean positive) {
        this.random = random;
        this.positive = positive;
    }

    /**
     * An instance of a derivation; what has numbers keeps them.
     *
     * @param positive whether values are between 0 and 1, where logarithms and roots have values, rather than between -1.5 and 1.5
     */
    public static GraphDerivation of(GraphDerivation derivation, Random random, boolean positive) {
        return new GraphInstance(random, positive).of(derivation);
    }

    /** The same in which the targets of each cross-entropy add up to one, as works take for granted. */
    public static GraphDerivation withShares(GraphDerivation derivation, Random random, boolean positive) {
        var instance = new GraphInstance(random, positive);
        derivation.graph().nodes().forEach(node -> instance.findShares(node.expression()));
        return instance.of(derivation);
    }

    private void findShares(Expr e) {
        if (e instanceof Expr.Call call
                && call.function().equals("cross_entropy")
                && call.args().get(1) instanceof Expr.Sym target) {
            shares.add(target.symbol().id());
        }
        e.parts().forEach(this::findShares);
    }

    private static List<Expr> pair(String function, String derivative) {
        return List.of(parsed(function), parsed(derivative));
    }

    private static Expr parsed(String text) {
        return ((ExprParser.Result.Parsed) ExprParser.parse(text)).expr();
    }

    private GraphDerivation of(GraphDerivation derivation) {
        Graph graph = derivation.graph();
        int offset = random.nextInt(FUNCTIONS.size());
        for (String name : graph.functions()) {
            functions.put(name, FUNCTIONS.get((offset + functions.size()) % FUNCTIONS.size()));
        }
        var given = new LinkedHashMap<String, Array>();
        graph.given()
                .forEach((name, array) ->
                        given.put(name, array.isOpen() && shares.contains(name) ? parts(array) : drawn(array)));
        List<Graph.Node> nodes = graph.nodes().stream()
                .map(node -> new Graph.Node(node.name(), put(node.expression()), sized(node.dims())))
                .toList();
        var instance = new Graph(
                given,
                nodes,
                graph.output(),
                graph.upstream().map(this::drawn),
                graph.wrt(),
                graph.learningRate(),
                graph.descent(),
                graph.steps(),
                Optional.empty());
        return GraphDerivation.of(
                instance,
                derivation.rules(),
                put(derivation.forward()),
                put(derivation.backward()),
                put(derivation.updates()),
                derivation.consumers(),
                derivation.composed());
    }

    private List<Step> put(List<Step> steps) {
        return steps.stream()
                .map(step -> new Step(step.quantity(), put(step.expression()), step.law()))
                .toList();
    }

    /** Positive entries of which those of each row add up to one. */
    private Array parts(Array array) {
        Dims dims = sized(array.dims());
        int columns = dims.isScalar() ? 1 : dims.size(dims.axes().size() - 1).value();
        var entries = new ArrayList<BigDecimal>();
        for (int row = 0; row < dims.count() / columns; row++) {
            int left = STEPS;
            for (int i = columns - 1; i > 0; i--) {
                int part = 1 + random.nextInt(left / (i + 1));
                left -= part;
                entries.add(BigDecimal.valueOf(part, 3));
            }
            entries.add(BigDecimal.valueOf(left, 3));
        }
        return new Array(dims, entries);
    }

    private Array drawn(Array array) {
        if (!array.isOpen()) {
            return array;
        }
        Dims dims = sized(array.dims());
        var entries = new ArrayList<BigDecimal>();
        for (int i = 0; i < dims.count(); i++) {
            int drawn = 1 + random.nextInt(STEPS - 1);
            int value = positive ? drawn : (random.nextBoolean() ? 1 : -1) * (drawn + STEPS / 2);
            entries.add(BigDecimal.valueOf(value, 3));
        }
        return new Array(dims, entries);
    }

    private Dims sized(Dims dims) {
        return dims.at(this::size);
    }

    private int size(Size.Letter letter) {
        return sizes.computeIfAbsent(letter, l -> SMALLEST + random.nextInt(SIZES));
    }

    private Expr put(Expr e) {
        Expr inner = e.mapParts(this::put);
        if (inner instanceof Expr.Sym s) {
            return s.symbol() instanceof Size.Letter letter
                    ? Expr.num(size(letter))
                    : s.symbol() instanceof Ones ones ? new Ones(sized(ones.dims())).expr() : inner;
        } else if (OpenFunction.isCall(inner)) {
            var call = (Expr.Call) inner;
            List<Expr> chosen = functions.get(call.function());
            Expr body = chosen != null
                    ? chosen.get(0)
                    : Objects.requireNonNull(functions.get(call.function().replace("'", "")))
                            .get(1);
            return body.substitute(symbol -> argument(symbol, call));
        }
        return inner;
    }

    private static @Nullable Expr argument(Symbol symbol, Expr.Call call) {
        return symbol.equals(X) ? call.args().get(0) : null;
    }

    /** Whether every letter of an expression is a quantity that has a value, so that the expression has one. */
    public static boolean isClosed(Expr e, java.util.function.Predicate<Quantity> known) {
        if (e instanceof Expr.Sym s) {
            return s.symbol() instanceof Ones ones
                    ? !ones.dims().isOpen()
                    : s.symbol() instanceof Quantity quantity
                            ? known.test(quantity)
                            : s.symbol().equals(Functions.E) || s.symbol().equals(Functions.PI);
        }
        return !OpenFunction.isCall(e) && e.parts().stream().allMatch(part -> isClosed(part, known));
    }
}
