package chalkgrad.derive;

import chalkgrad.algebra.Expr;
import chalkgrad.model.Array;
import chalkgrad.model.Descent;
import chalkgrad.model.Graph;
import chalkgrad.model.Quantity.Node;
import chalkgrad.model.Quantity.Ones;
import chalkgrad.model.Scheme;
import chalkgrad.rules.Activation;
import chalkgrad.rules.Dims;
import chalkgrad.rules.Loss;
import chalkgrad.rules.Size;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The matrix form of a network without numbers: a graph of W, b, Z and A, for one sample or for a batch.
 *
 * <p>Of two layers and a batch in rows it is {@code Z_1 = X @ W_1 + b_1}, {@code A_1 = f(Z_1)}, {@code Z_2 = A_1 @ W_2 + b_2} and so on.
 */
public final class SchemeGraph {
    private static final List<String> BATCH_LETTERS = List.of("N", "B", "S");

    private final Scheme scheme;
    private final Scheme.Samples samples;
    private final Size batch;
    private final Map<String, Array> given = new LinkedHashMap<>();
    private final List<Graph.Node> nodes = new ArrayList<>();
    private final List<String> parameters = new ArrayList<>();

    private SchemeGraph(Scheme scheme) {
        this.scheme = scheme;
        this.samples = scheme.samples();
        this.batch = new Size.Letter(BATCH_LETTERS.stream()
                .filter(letter -> !letter.equals(scheme.inputs())
                        && scheme.layers().stream()
                                .noneMatch(layer -> layer.units().equals(letter)))
                .findFirst()
                .orElse("N_0"));
    }

    /** The graph of a network without numbers. */
    public static Graph of(Scheme scheme) {
        return new SchemeGraph(scheme).graph();
    }

    private Graph graph() {
        Expr out = give(samples == Scheme.Samples.ONE ? "x" : "X", array(size(scheme.inputs())));
        Size before = size(scheme.inputs());
        for (int l = 1; l <= scheme.layers().size(); l++) {
            Scheme.Layer layer = scheme.layers().get(l - 1);
            Size units = size(layer.units());
            Expr net =
                    node(samples == Scheme.Samples.ONE ? "z" : "Z", l, net(layer, l, before, units, out), array(units));
            out = node(samples == Scheme.Samples.ONE ? "a" : "A", l, activated(layer, l, net), array(units));
            before = units;
        }
        Dims whole = array(before);
        String last = nodes.get(nodes.size() - 1).name();
        Optional<Expr> loss = scheme.loss().map(rule -> loss(rule, Expr.sym(new Node(last)), whole));
        loss.ifPresent(e -> nodes.add(new Graph.Node("E", e, Dims.SCALAR)));
        return new Graph(
                given,
                nodes,
                loss.isPresent() ? "E" : last,
                loss.isPresent() ? Optional.empty() : Optional.of(Array.open(whole)),
                parameters,
                scheme.learningRate()
                        .filter(text -> Character.isDigit(text.charAt(0)))
                        .map(BigDecimal::new),
                Descent.PLAIN,
                1,
                Optional.empty());
    }

    private Expr net(Scheme.Layer layer, int l, Size before, Size units, Expr in) {
        boolean rows = samples == Scheme.Samples.ROWS;
        Expr w = parameter("W_" + l, rows ? Dims.matrix(before, units) : Dims.matrix(units, before));
        Expr product = rows ? new Expr.MatMul(in, w) : new Expr.MatMul(w, in);
        if (!layer.biased()) {
            return product;
        }
        Expr b = parameter("b_" + l, Dims.vector(units));
        // In columns the bias stands in each of them.
        Expr bias = samples == Scheme.Samples.COLUMNS ? Expr.call("outer", b, new Ones(Dims.vector(batch)).expr()) : b;
        return Expr.add(product, bias);
    }

    private Expr activated(Scheme.Layer layer, int l, Expr net) {
        if (layer.activation().isEmpty()) {
            return Expr.call(SchemeDeriver.function(scheme, l), net);
        }
        Activation rule = layer.activation().get();
        if (rule.kind() == Activation.Kind.CUSTOM) {
            return rule.definition().substitute(symbol -> symbol.equals(Activation.NET) ? net : null);
        }
        boolean across = rule.kind() == Activation.Kind.SOFTMAX && samples == Scheme.Samples.COLUMNS;
        return across
                ? new Expr.Transpose(Expr.call(rule.name(), new Expr.Transpose(net)))
                : Expr.call(rule.name(), net);
    }

    /** The loss, which of a batch is the mean. */
    private Expr loss(Loss rule, Expr out, Dims whole) {
        Expr target = give(samples == Scheme.Samples.ONE ? "t" : "T", whole);
        boolean counted = mentions(rule.definition());
        Expr sum = rule.custom()
                ? Expr.call(
                        "sum",
                        rule.definition()
                                .substitute(symbol -> symbol.equals(Loss.OUTPUT)
                                        ? out
                                        : symbol.equals(Loss.TARGET)
                                                ? target
                                                : symbol.equals(Loss.COUNT) ? whole.countExpr() : null))
                : Expr.call(rule.name(), out, target);
        return samples == Scheme.Samples.ONE || counted ? sum : Expr.div(sum, batch.expr());
    }

    private static boolean mentions(Expr e) {
        return e instanceof Expr.Sym s && s.symbol().equals(Loss.COUNT)
                || e.parts().stream().anyMatch(SchemeGraph::mentions);
    }

    private Dims array(Size units) {
        return switch (samples) {
            case ONE -> Dims.vector(units);
            case ROWS -> Dims.matrix(batch, units);
            case COLUMNS -> Dims.matrix(units, batch);
        };
    }

    private static Size size(String text) {
        return Character.isDigit(text.charAt(0)) ? Size.of(Integer.parseInt(text)) : new Size.Letter(text);
    }

    private Expr parameter(String name, Dims dims) {
        parameters.add(name);
        return give(name, dims);
    }

    private Expr give(String name, Dims dims) {
        given.put(name, Array.open(dims));
        return new Node(name).expr();
    }

    private Expr node(String letter, int layer, Expr expression, Dims dims) {
        nodes.add(new Graph.Node(letter + "_" + layer, expression, dims));
        return new Node(letter + "_" + layer).expr();
    }
}
