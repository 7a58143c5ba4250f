package chalkgrad.report;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Numerals;
import chalkgrad.algebra.Symbol;
import chalkgrad.derive.GraphDerivation;
import chalkgrad.evaluate.Pass;
import chalkgrad.evaluate.Scope;
import chalkgrad.evaluate.Solution;
import chalkgrad.model.Graph;
import chalkgrad.model.Quantity;
import chalkgrad.model.Quantity.Flow;
import chalkgrad.model.Quantity.Node;
import chalkgrad.model.Quantity.Ones;
import chalkgrad.model.Quantity.Partial;
import chalkgrad.rules.Dims;
import chalkgrad.rules.Shapes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lines of working about a graph in one pass: symbols, then numbers, then the value.
 *
 * <p>{@code working.line(q)} is q = x + y = (-2) + 5 = 3.
 */
final class GraphWorking {
    /** Arrays with more entries are not written out with their numbers. */
    private static final int WRITTEN_ENTRIES = 36;

    /** So many columns of numbers fit side by side on a line. */
    private static final int WIDEST = 9;

    /** Formulas with more parts are not written out. */
    private static final int WRITTEN_PARTS = 400;

    final Solution solution;
    final GraphDerivation derivation;
    final Graph graph;
    final Scope scope;
    final Map<String, Dims> shapes;
    private final Map<Symbol, Dims> bySymbol = new HashMap<>();
    private final Textbook textbook;

    GraphWorking(Solution solution, GraphDerivation derivation, Pass pass) {
        this.solution = solution;
        this.derivation = derivation;
        this.graph = derivation.graph();
        this.scope = pass.batch();
        this.shapes = graph.shapes();
        shapes.forEach((name, dims) -> bySymbol.put(new Node(name), dims));
        this.textbook = new Textbook(this::dims, this::chosen);
    }

    /** The node's gradient as a letter. */
    Partial gradient(Node node) {
        return new Partial(graph.objective(), node);
    }

    /** The nodes that a node uses, in the order in which its expression names them. */
    List<Node> letters(Node node) {
        var letters = new ArrayList<Node>();
        collect(derivation.step(node).expression(), letters);
        return letters;
    }

    private static void collect(Expr e, List<Node> letters) {
        if (e instanceof Expr.Sym s && s.symbol() instanceof Node node) {
            letters.add(node);
        }
        e.parts().forEach(part -> collect(part, letters));
    }

    Dims dims(Node node) {
        return bySymbol.getOrDefault(node, Dims.SCALAR);
    }

    /** The shape of an expression in nodes, gradients and local derivatives. */
    Dims dims(Expr e) {
        return Shapes.dims(e, this::shape);
    }

    private @Nullable Dims shape(Symbol symbol) {
        if (symbol instanceof Partial gradient) {
            return bySymbol.get(gradient.by());
        } else if (symbol instanceof Flow flow) {
            return bySymbol.get(flow.to());
        } else if (symbol instanceof Quantity.Updated updated) {
            return shape(Quantity.State.find(updated.name())
                    .<Symbol>map(state -> state)
                    .orElseGet(() -> new Node(updated.name())));
        } else if (symbol instanceof Quantity.State state) {
            return bySymbol.get(new Node(state.parameter()));
        } else if (symbol instanceof Quantity.Local local) {
            return dims(derivation.step(local).expression());
        }
        return bySymbol.getOrDefault(symbol, Dims.SCALAR);
    }

    private int chosen(Expr guard) {
        return scope.sign(guard);
    }

    /** Whether a quantity's numbers are few enough to be written. */
    boolean isWritten(Quantity quantity) {
        return !scope.has(quantity) || dims(quantity.expr()).count() <= WRITTEN_ENTRIES;
    }

    /** The value as it is printed; empty where it is too large. */
    Optional<Expr> value(Quantity quantity) {
        return isWritten(quantity) ? Optional.of(scope.shown(quantity)) : Optional.empty();
    }

    /** An expression as a textbook writes it. */
    Expr display(Expr e) {
        return textbook.of(e);
    }

    /** With every letter replaced by its printed value; empty where one of them is too large. */
    Optional<Expr> numbers(Expr e) {
        boolean[] written = {true};
        Expr display = display(e).substitute(symbol -> {
            if (symbol instanceof Ones ones) {
                return column(ones.dims());
            } else if (symbol instanceof Quantity quantity) {
                written[0] &= isWritten(quantity);
                return written[0] ? scope.shown(quantity) : null;
            }
            return null;
        });
        return written[0] ? Optional.of(Numerals.plain(display)) : Optional.empty();
    }

    private static Expr column(Dims dims) {
        int columns = dims.isMatrix() ? dims.columns() : 1;
        return new Expr.Matrix(Collections.nCopies(dims.rows(), Collections.<Expr>nCopies(columns, Expr.ONE)));
    }

    /** What flows back along an edge, as it is written: the output's own gradient, which is one, is left out. */
    Expr flow(Flow flow) {
        Expr expression = derivation.step(flow).expression();
        boolean output =
                flow.through().name().equals(graph.output()) && graph.upstream().isEmpty();
        return output ? withoutOne(expression, gradient(flow.through())) : expression;
    }

    private static Expr withoutOne(Expr e, Quantity one) {
        Expr inner = e.mapParts(part -> withoutOne(part, one));
        return inner instanceof Expr.Mul m
                ? Expr.mul(m.factors().stream()
                        .filter(factor -> !factor.equals(Expr.ONE))
                        .toList())
                : inner.equals(one.expr()) ? Expr.ONE : inner;
    }

    /** A step as a line: its letter, its expression, the same in numbers, its value. */
    Expr.Relation line(Quantity quantity) {
        return line(quantity.expr(), quantity, derivation.step(quantity).expression());
    }

    /** The same with another letter, or another form of the expression. */
    Expr.Relation line(Expr letter, Quantity quantity, Expr expression) {
        var sides = new ArrayList<Expr>();
        sides.add(letter);
        if (expression.nodes(WRITTEN_PARTS) < WRITTEN_PARTS) {
            sides.add(display(expression));
            numbers(expression)
                    .filter(numbers -> !(numbers instanceof Expr.Num) && columns(numbers) <= WIDEST)
                    .ifPresent(sides::add);
        }
        sides.add(value(quantity).orElseGet(() -> size(dims(quantity.expr()))));
        List<Expr> kept = Working.withoutRepeats(sides);
        return Expr.equal(kept);
    }

    /** How many columns of numbers stand side by side. */
    private static int columns(Expr e) {
        return e instanceof Expr.Matrix m
                ? m.rows().get(0).size()
                : e.parts().stream().mapToInt(GraphWorking::columns).sum();
    }

    /** {@code [20 x 30]}: what stands for an array too large to be written. */
    static Expr size(Dims dims) {
        List<Expr> sizes = dims.sizes().stream().<Expr>map(Expr::num).toList();
        return Expr.call("array", sizes.toArray(Expr[]::new));
    }
}
