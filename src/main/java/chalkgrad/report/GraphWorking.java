package chalkgrad.report;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Numerals;
import chalkgrad.algebra.Symbol;
import chalkgrad.derive.GraphDerivation;
import chalkgrad.derive.GraphInstance;
import chalkgrad.derive.Step;
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
import chalkgrad.rules.OpenFunction;
import chalkgrad.rules.Shapes;
import chalkgrad.rules.Size;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lines of working about a graph in one pass: symbols, then numbers, then the value.
 *
 * <p>{@code working.line(q)} is q = x + y = (-2) + 5 = 3.
 */
final class GraphWorking {
    /** Arrays with more entries are not written out with their numbers. */
    static final int WRITTEN_ENTRIES = 36;

    /** So many columns of numbers fit side by side on a line. */
    private static final int WIDEST = 9;

    /** Formulas with more parts are not written out. */
    private static final int WRITTEN_PARTS = 400;

    final Solution solution;
    final GraphDerivation derivation;
    final Graph graph;
    final Scope scope;
    final Map<String, Dims> shapes;

    /** Whether something has no number, so that shapes stand beneath the letters. */
    final boolean open;

    private final Map<Symbol, Dims> bySymbol = new HashMap<>();
    private final Textbook textbook;
    /** The vectors that lie as rows. */
    final Set<String> rows;
    /** The nodes whose gradients are looked for, and those that these go through. */
    private final Set<String> wanted;

    GraphWorking(Solution solution, GraphDerivation derivation, Pass pass) {
        this.solution = solution;
        this.derivation = derivation;
        this.graph = derivation.graph();
        this.scope = pass.batch();
        this.shapes = graph.shapes();
        this.open = graph.isOpen();
        shapes.forEach((name, dims) -> bySymbol.put(new Node(name), dims));
        this.rows = Orientations.rows(graph, this::dims);
        this.textbook = new Textbook(this::dims, this::isRow, this::chosen);
        this.wanted = wanted();
    }

    private Set<String> wanted() {
        var all = new HashSet<>(graph.wrt());
        for (Graph.Node node : graph.nodes()) {
            if (letters(new Node(node.name())).stream().anyMatch(used -> all.contains(used.name()))) {
                all.add(node.name());
            }
        }
        return all;
    }

    /** Whether a node's gradient is looked for, or one that comes through it; others are nobody's concern. */
    boolean isWanted(Node node) {
        return wanted.contains(node.name()) || node.name().equals(graph.output());
    }

    /** Whether a vector lies as a row: by the first of its letters that is a vector. */
    private boolean isRow(Expr e) {
        if (e instanceof Expr.Sym s) {
            return s.symbol() instanceof Quantity quantity && isRow(quantity);
        }
        return e.parts().stream().anyMatch(part -> dims(part).isVector() && isRow(part))
                || e instanceof Expr.MatMul m
                        && dims(m.left()).isVector()
                        && dims(m.right()).isMatrix()
                        && isRowOf(m);
    }

    private boolean isRowOf(Expr.MatMul m) {
        return m.left() instanceof Expr.Sym s && s.symbol() instanceof Ones || isRow(m.left());
    }

    private boolean isRow(Quantity quantity) {
        Symbol node = quantity instanceof Partial p
                ? p.by()
                : quantity instanceof Flow f
                        ? f.to()
                        : quantity instanceof Quantity.Updated u ? new Node(u.name()) : quantity;
        return node instanceof Node name && rows.contains(name.name());
    }

    /** The printed value, lying as it is written. */
    Expr shown(Quantity quantity) {
        Expr shown = scope.shown(quantity);
        return shown instanceof Expr.Matrix m && m.rows().get(0).size() == 1 && isRow(quantity)
                ? new Expr.Matrix(
                        List.of(m.rows().stream().map(row -> row.get(0)).toList()))
                : shown;
    }

    /** The node's gradient as a letter. */
    Partial gradient(Node node) {
        return new Partial(graph.objective(), node);
    }

    /** What flows back into a node that another uses: its whole gradient where that is its only use. */
    Quantity gradientOf(Node node, Node input) {
        return new Flow(graph.objective(), input, node);
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

    private OptionalInt chosen(Expr guard) {
        return GraphInstance.isClosed(guard, scope::has) ? OptionalInt.of(scope.sign(guard)) : OptionalInt.empty();
    }

    /** Whether a quantity's numbers are few enough to be written. */
    boolean isWritten(Quantity quantity) {
        return !scope.has(quantity) || dims(quantity.expr()).count() <= WRITTEN_ENTRIES;
    }

    /** The value as it is printed; empty where it is too large. */
    Optional<Expr> value(Quantity quantity) {
        return scope.has(quantity) && isWritten(quantity) ? Optional.of(shown(quantity)) : Optional.empty();
    }

    /** An expression as a textbook writes it. */
    Expr display(Expr e) {
        return textbook.of(Plainly.of(e));
    }

    /** With every letter replaced by its printed value; empty where one of them is too large. */
    Optional<Expr> numbers(Expr e) {
        boolean[] written = {true};
        Expr display = display(e).substitute(symbol -> {
            if (symbol instanceof Ones ones) {
                return ones.dims().isOpen() ? null : column(ones.dims());
            } else if (symbol instanceof Quantity quantity && (!open || scope.has(quantity))) {
                written[0] &= isWritten(quantity);
                return written[0] ? shown(quantity) : null;
            }
            return null;
        });
        return written[0] ? Optional.of(Numerals.plain(display)) : Optional.empty();
    }

    private static Expr column(Dims dims) {
        return Scope.arranged(dims, Collections.nCopies(dims.count(), Expr.ONE));
    }

    /** A line as a textbook writes it, with shapes. */
    Expr.Relation textbook(Expr.Relation line) {
        return new Expr.Relation(
                line.sides().stream().map(side -> shaped(display(side))).toList(), line.signs());
    }

    /** What flows back along an edge, as it is written: the output's own gradient, which is one, is left out. */
    Expr flow(Flow flow) {
        Expr expression = derivation.step(flow).expression();
        boolean output =
                flow.through().name().equals(graph.output()) && graph.upstream().isEmpty();
        return output ? withoutOne(expression, gradient(flow.through())) : expression;
    }

    static Expr withoutOne(Expr e, Quantity one) {
        Expr inner = e.mapParts(part -> withoutOne(part, one));
        return inner instanceof Expr.Mul m
                ? Expr.mul(m.factors().stream()
                        .filter(factor -> !factor.equals(Expr.ONE))
                        .toList())
                : inner.equals(one.expr()) ? Expr.ONE : inner;
    }

    /** A node's gradient with what comes back along its edges put in, and its number where there is one. */
    Expr.Relation result(Node node) {
        Quantity gradient = gradient(node);
        Expr whole = derivation.find(gradient).map(Step::expression).orElse(gradient.expr());
        return line(
                gradient.expr(), gradient, whole.substitute(symbol -> symbol instanceof Flow flow ? flow(flow) : null));
    }

    /** A step as a line: its letter, its expression, the same in numbers, its value. */
    Expr.Relation line(Quantity quantity) {
        return line(quantity.expr(), quantity, derivation.step(quantity).expression());
    }

    /** The same with another letter, or another form of the expression. */
    Expr.Relation line(Expr letter, Quantity quantity, Expr expression) {
        var sides = new ArrayList<Expr>();
        sides.add(shaped(letter));
        if (expression.nodes(WRITTEN_PARTS) < WRITTEN_PARTS) {
            sides.add(shaped(display(expression)));
            numbers(expression)
                    .filter(numbers -> !open || !numbers.equals(Numerals.plain(display(expression))))
                    .filter(numbers -> !(numbers instanceof Expr.Num) && columns(numbers) <= WIDEST)
                    .ifPresent(sides::add);
        }
        if (scope.has(quantity)) {
            sides.add(value(quantity).orElseGet(() -> size(dims(quantity.expr()))));
        }
        List<Expr> kept = Working.withoutRepeats(sides);
        return Expr.equal(kept);
    }

    /** How many columns of numbers stand side by side. */
    private static int columns(Expr e) {
        return e instanceof Expr.Matrix m
                ? m.rows().get(0).size()
                : e.parts().stream().mapToInt(GraphWorking::columns).sum();
    }

    /** With the shape of each vector and matrix beneath it, where there are no numbers to tell it. */
    Expr shaped(Expr e) {
        if (!open) {
            return e;
        } else if (e instanceof Expr.Transpose t && t.arg() instanceof Expr.Sym s && !isScalar(s)) {
            List<Expr> sides = sides(dims(s));
            return new Expr.Labelled(e, Expr.call("shape", sides.get(1), sides.get(0)));
        } else if (e instanceof Expr.Sym s && !isScalar(s)) {
            List<Expr> sides = sides(dims(s));
            return new Expr.Labelled(e, Expr.call("shape", sides.get(0), sides.get(1)));
        }
        return e.mapParts(this::shaped);
    }

    private boolean isScalar(Expr.Sym s) {
        return s.symbol() instanceof OpenFunction || dims(s).isScalar();
    }

    /** Rows and columns; a vector is a column. */
    private static List<Expr> sides(Dims dims) {
        Expr columns = dims.isMatrix() ? dims.size(1).expr() : Expr.ONE;
        return List.of(dims.size(0).expr(), columns);
    }

    /** {@code [20 x 30]}: what stands for an array too large to be written. */
    static Expr size(Dims dims) {
        List<Expr> sizes = dims.axes().stream().<Expr>map(Size::expr).toList();
        return Expr.call("array", sizes.toArray(Expr[]::new));
    }
}
