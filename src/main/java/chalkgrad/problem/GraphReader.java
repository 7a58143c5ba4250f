package chalkgrad.problem;

import chalkgrad.algebra.Columns;
import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Symbol;
import chalkgrad.model.Array;
import chalkgrad.model.Descent;
import chalkgrad.model.Graph;
import chalkgrad.model.Quantity;
import chalkgrad.problem.Names.Bearer;
import chalkgrad.problem.Value.Entry;
import chalkgrad.problem.Value.Kind;
import chalkgrad.problem.Value.Mapping;
import chalkgrad.problem.Value.Scalar;
import chalkgrad.problem.Value.Sequence;
import chalkgrad.rules.ArrayFunctions;
import chalkgrad.rules.Dims;
import chalkgrad.rules.Functions;
import chalkgrad.rules.OpenFunction;
import chalkgrad.rules.Shapes;
import chalkgrad.rules.Size;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a computational graph from a map that has the right shape.
 *
 * <p>{@code f: q * z} and {@code q: x + y} become the nodes q and f, in this order; {@code q: x @ y} of two scalars is a finding at the @.
 */
final class GraphReader {
    /** Most entries that all values together may have. */
    private static final long MOST_ENTRIES = 1_000_000;

    /** The constants by their names, which are plain names where the file defines them. */
    private static final Map<String, Symbol> CONSTANTS = Map.of(
            Functions.E.id(), Functions.E,
            Functions.PI.id(), Functions.PI);

    private final Mapping root;
    private final Findings findings;
    private final Names names;
    private final ArrayReader arrays;

    /** Every name that the file gives, whether what it stands for could be read or not. */
    private final Set<String> known = new LinkedHashSet<>();

    /** The functions that nobody has chosen. */
    private final Set<String> functions = new LinkedHashSet<>();

    /** The letters for sizes, which are numbers in expressions. */
    private final Map<String, Size.Letter> letters = new LinkedHashMap<>();

    private final Map<String, Array> given = new LinkedHashMap<>();
    private final Map<String, Written> written = new LinkedHashMap<>();
    private final Map<String, Set<String>> uses = new LinkedHashMap<>();

    /** The nodes whose expressions are wrong, of which nothing more is said. */
    private final Set<String> unsound = new HashSet<>();

    private final Map<String, Dims> shapes = new HashMap<>();
    private long entries;

    private GraphReader(Mapping root, Findings findings) {
        this.root = root;
        this.findings = findings;
        this.names = new Names(findings);
        this.arrays = new ArrayReader(findings);
    }

    /** The graph; empty where the document has an error. */
    static Optional<Graph> read(Mapping root, Findings findings) {
        return new GraphReader(root, findings).read();
    }

    private Optional<Graph> read() {
        List<Entry> givenEntries = givenEntries();
        List<Entry> nodeEntries = entries("nodes");
        claim(givenEntries, Bearer.GIVEN);
        claim(nodeEntries, Bearer.NODE);
        readFunctions();
        givenEntries.forEach(this::readGiven);
        readExpressions(nodeEntries);
        var order = new GraphOrder(uses);
        order.circles().forEach(this::report);
        List<String> givenNames =
                givenEntries.stream().map(entry -> entry.key().text()).toList();
        List<Graph.Node> nodes =
                order.order().stream().map(this::node).flatMap(Optional::stream).toList();
        Optional<String> output = output();
        Optional<Array> upstream = root.get("upstream").flatMap(value -> arrays.read(value, "upstream"));
        upstream.ifPresent(
                array -> readLetters(array, root.get("upstream").orElseThrow().at()));
        output.ifPresent(name -> checkOutput(name, upstream));
        List<String> wrt = wrt(givenNames);
        Optional<List<String>> asked = NameList.read(
                root,
                "ask",
                known::contains,
                name -> "is no node and no given value" + expected(name, known),
                findings);
        Optional<BigDecimal> rate = TrainingReader.rate(root);
        var training = new TrainingReader(root, findings);
        int steps = training.steps(1);
        Descent descent = training.descent();
        if (findings.errors() > 0) {
            return Optional.empty();
        }
        warn(output.orElseThrow(), givenEntries, nodeEntries);
        return Optional.of(new Graph(given, nodes, output.orElseThrow(), upstream, wrt, rate, descent, steps, asked));
    }

    private List<Entry> entries(String key) {
        return root.get(key)
                .map(value -> value instanceof Mapping map ? map.entries() : List.<Entry>of())
                .orElse(List.of());
    }

    /** What is given; a list names numbers that nobody has chosen. */
    private List<Entry> givenEntries() {
        if (!(root.get("given").orElse(root) instanceof Sequence list)) {
            return entries("given");
        }
        return list.items().stream()
                .filter(Scalar.class::isInstance)
                .map(Scalar.class::cast)
                .map(name -> new Entry(name, new Scalar(name.at(), Kind.TEXT, Format.SCALAR, name.source())))
                .toList();
    }

    private void readFunctions() {
        if (!(root.get("functions").orElse(root) instanceof Sequence list)) {
            return;
        }
        for (Value item : list.items()) {
            if (item instanceof Scalar scalar) {
                names.claim(scalar.text(), Bearer.FUNCTION, scalar.at(), "functions");
                functions.add(scalar.text());
            }
        }
    }

    /** A size's letter is nobody else's name. */
    private void readLetters(Array array, Place at) {
        for (Size size : array.dims().axes()) {
            if (size instanceof Size.Letter letter && letters.putIfAbsent(letter.name(), letter) == null) {
                names.claim(letter.name(), Bearer.SIZE, at, "given");
            }
        }
    }

    private void claim(List<Entry> entries, Bearer bearer) {
        String label = bearer == Bearer.GIVEN ? "given" : "nodes";
        for (Entry entry : entries) {
            names.claim(entry.key().text(), bearer, entry.key().at(), label);
            known.add(entry.key().text());
        }
    }

    private void readGiven(Entry entry) {
        String name = entry.key().text();
        arrays.read(entry.value(), "given: " + Words.shortened(name)).ifPresent(array -> {
            given.put(name, array);
            shapes.put(name, array.dims());
            readLetters(array, entry.value().at());
            count(array.dims());
        });
    }

    private void readExpressions(List<Entry> nodes) {
        long length = 0;
        for (Entry entry : nodes) {
            String name = entry.key().text();
            if (!(entry.value() instanceof Scalar scalar)) {
                continue;
            }
            length += scalar.text().length();
            if (length > SourceText.MOST_BYTES) {
                findings.error(
                        scalar.at(),
                        "nodes: the expressions have more than " + SourceText.MOST_BYTES
                                + " characters once aliases are written out");
                return;
            }
            Optional<Written> expression = expression(scalar, label(name));
            // A name of both a given value and a node, which has been reported, is the given value.
            if (expression.isPresent() && !given.containsKey(name)) {
                var used = new LinkedHashSet<String>();
                int errors = findings.errors();
                check(expression.get().expr(), name, expression.get(), used);
                checkSize(expression.get(), name);
                if (errors < findings.errors()) {
                    unsound.add(name);
                }
                written.put(name, expression.get());
                uses.put(name, used);
            }
        }
    }

    private Optional<Written> expression(Scalar scalar, String label) {
        if (scalar.kind() == Kind.NUMBER) {
            // YAML knows numbers that expressions do not: +1, and 2 with a point.
            BigDecimal value = Numbers.value(scalar.text());
            Expr size = Expr.num(value.abs());
            return Optional.of(new Written(scalar, value.signum() < 0 ? Expr.neg(size) : size, new Columns()));
        }
        return Written.read(scalar, label, findings);
    }

    private void check(Expr expr, String node, Written whole, Set<String> used) {
        if (expr instanceof Expr.Sym sym) {
            String name = sym.symbol().id();
            if (known.contains(name)) {
                used.add(name);
            } else if (!CONSTANTS.containsKey(name) && !letters.containsKey(name)) {
                findings.error(whole.at(expr), () -> label(node) + ": unknown name " + Words.quoted(name) + hint(name));
            }
        } else if (expr instanceof Expr.Call call && functions.contains(call.function())) {
            if (call.args().size() != 1) {
                findings.error(
                        whole.at(expr),
                        label(node) + ": " + call.function() + " takes 1 argument; found "
                                + call.args().size());
            }
        } else if (expr instanceof Expr.Call call) {
            Optional<String> fault = CallArguments.fault(call);
            fault.ifPresent(text -> findings.error(whole.at(expr), label(node) + ": " + text));
            if (fault.isPresent() && ArrayFunctions.find(call).isPresent()) {
                return;
            }
            CallArguments.expressions(call).forEach(part -> check(part, node, whole, used));
            return;
        } else if (expr instanceof Expr.Matrix) {
            findings.error(whole.at(expr), label(node) + ": a list stands for a setting only, such as axis=(0, 1)");
            return;
        }
        expr.parts().forEach(part -> check(part, node, whole, used));
    }

    private void checkSize(Written whole, String node) {
        if (Functions.tooLarge(whole.expr())) {
            findings.error(
                    whole.scalar().at(),
                    label(node) + ": the expression is too large once its functions are written out; give parts of it"
                            + " nodes of their own");
        }
    }

    private String hint(String name) {
        return Functions.find(name).isPresent()
                ? "; it is a function and takes its arguments in parentheses"
                : expected(name, known);
    }

    private static String expected(String name, Set<String> valid) {
        return Nearest.hint(name, valid) + " (expected some of " + Words.list(valid) + ")";
    }

    private void report(GraphOrder.Circle circle) {
        Written last = Objects.requireNonNull(written.get(circle.last()));
        findings.error(
                last.at(find(last.expr(), circle.first().get(0)).orElse(last.expr())),
                () -> label(circle.last()) + ": nodes cannot use each other in a circle: " + circle);
    }

    private static Optional<Expr> find(Expr expr, String name) {
        return expr instanceof Expr.Sym sym && sym.symbol().id().equals(name)
                ? Optional.of(expr)
                : expr.parts().stream()
                        .map(part -> find(part, name))
                        .flatMap(Optional::stream)
                        .findFirst();
    }

    /** A node with its shape; called for one node after the other, in the order of computation. */
    private Optional<Graph.Node> node(String name) {
        if (unsound.contains(name)) {
            return Optional.empty();
        }
        Written whole = Objects.requireNonNull(written.get(name));
        Shapes.Result result = Shapes.of(whole.expr(), this::shape);
        if (result instanceof Shapes.Result.Clash clash) {
            findings.error(whole.at(clash.at(), clash.part()), () -> label(name) + ": " + clash.message());
        }
        if (!(result instanceof Shapes.Result.Known found)) {
            return Optional.empty();
        }
        boolean room = entries <= MOST_ENTRIES;
        count(found.dims());
        if (room && entries > MOST_ENTRIES) {
            findings.error(
                    whole.scalar().at(),
                    label(name) + ": the values up to here have more than " + MOST_ENTRIES + " entries");
        }
        shapes.put(name, found.dims());
        Expr expression = CallArguments.plain(whole.expr()).substitute(symbol -> Expr.sym(resolved(symbol.id())));
        return Optional.of(new Graph.Node(name, expression, found.dims()));
    }

    /** An array without numbers takes no room. */
    private void count(Dims dims) {
        entries += dims.isOpen() ? 0 : dims.count();
    }

    private @Nullable Dims shape(Symbol symbol) {
        String name = symbol.id();
        if (symbol instanceof OpenFunction) {
            return functions.contains(name) ? Dims.SCALAR : null;
        } else if (letters.containsKey(name)) {
            return Dims.SCALAR;
        }
        return !known.contains(name) && CONSTANTS.containsKey(name) ? Dims.SCALAR : shapes.get(name);
    }

    private Symbol resolved(String name) {
        Size.Letter letter = letters.get(name);
        if (letter != null) {
            return letter;
        }
        return known.contains(name) ? new Quantity.Node(name) : CONSTANTS.getOrDefault(name, new Quantity.Node(name));
    }

    private Optional<String> output() {
        if (!(root.get("output").orElse(root) instanceof Scalar scalar)) {
            return Optional.empty();
        } else if (!known.contains(scalar.text())) {
            findings.error(
                    scalar.at(),
                    "output: " + Words.quoted(scalar.text()) + " is no node" + expected(scalar.text(), known));
            return Optional.empty();
        }
        return Optional.of(scalar.text());
    }

    private void checkOutput(String output, Optional<Array> upstream) {
        Dims dims = shapes.get(output);
        if (dims == null) {
            return;
        }
        if (upstream.isPresent() && !upstream.get().dims().equals(dims)) {
            findings.error(
                    root.get("upstream").orElseThrow().at(),
                    "upstream: expected " + named(dims) + ", as " + Words.shortened(output) + " is; found "
                            + named(upstream.get().dims()));
        } else if (!root.has("upstream") && !dims.isScalar()) {
            findings.error(
                    root.get("output").orElseThrow().at(),
                    "output: " + Words.shortened(output) + " is " + named(dims)
                            + "; expected a scalar, or the gradient that arrives at it as upstream");
        }
    }

    private static String named(Dims dims) {
        return dims.isScalar()
                ? "a scalar"
                : dims.isVector() ? "a vector of " + dims : "a " + dims + (dims.isMatrix() ? " matrix" : " array");
    }

    private List<String> wrt(List<String> givenNames) {
        return NameList.read(
                        root,
                        "wrt",
                        known::contains,
                        name -> "is no node and no given value" + expected(name, known),
                        findings)
                .orElse(givenNames);
    }

    private void warn(String output, List<Entry> givenEntries, List<Entry> nodeEntries) {
        Set<String> reached = GraphOrder.reach(output, uses);
        var all = new ArrayList<>(givenEntries);
        all.addAll(nodeEntries);
        var values = new HashSet<>(given.keySet());
        for (Entry entry : all) {
            String name = entry.key().text();
            if (!reached.contains(name)) {
                String key = values.contains(name) ? "given" : "nodes";
                findings.warning(
                        entry.key().at(),
                        key + ": " + Words.shortened(output) + " does not depend on " + Words.shortened(name)
                                + ", whose gradient is 0");
            }
        }
    }

    private static String label(String node) {
        return "nodes: " + Words.shortened(node);
    }
}
