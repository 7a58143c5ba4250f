package chalkgrad.report;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Numerals;
import chalkgrad.algebra.Symbol;
import chalkgrad.derive.LossShortcut;
import chalkgrad.evaluate.Jacobian;
import chalkgrad.model.Graph;
import chalkgrad.model.Quantity;
import chalkgrad.model.Quantity.Flow;
import chalkgrad.model.Quantity.Local;
import chalkgrad.model.Quantity.Node;
import chalkgrad.model.Quantity.Partial;
import chalkgrad.rules.Dims;
import chalkgrad.rules.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The backward pass through a node of vectors or matrices. */
final class GraphMatrices {
    private static final Symbol I = new Symbol.Name("i");
    private static final Symbol J = new Symbol.Name("j");
    private static final Symbol K = new Symbol.Name("k");

    private final GraphWorking working;
    private boolean productDerived;

    GraphMatrices(GraphWorking working) {
        this.working = working;
    }

    List<Block> of(Graph.Node node, List<Node> inputs) {
        List<Block> taught = new GraphArrays(working, this::flow).of(node, inputs);
        if (!taught.isEmpty()) {
            return taught;
        }
        var name = new Node(node.name());
        var blocks = new ArrayList<Block>();
        var rest = new ArrayList<>(inputs);
        Optional<Expr.MatMul> product =
                product(node).filter(m -> inputs.contains(letter(m.left())) || inputs.contains(letter(m.right())));
        if (product.isPresent()) {
            Node left = (Node) ((Expr.Sym) product.get().left()).symbol();
            Node right = (Node) ((Expr.Sym) product.get().right()).symbol();
            blocks.addAll(product(node, name, left, right, inputs));
            rest.removeAll(List.of(left, right));
        }
        if (working.open) {
            blocks.addAll(softmax(name));
        }
        var through = new ArrayList<Expr>();
        boolean isNumber = node.dims().isScalar() && !Coverage.FACTORS.isIn(working.solution) && !isSpoken(name);
        if (isNumber && !rest.isEmpty()) {
            blocks.add(new Block.Paragraph(Message.of(
                    "graph.scalar",
                    Message.math(name.expr()),
                    Message.all(rest.stream().map(Node::expr).toList()))));
            blocks.add(new Block.Lines(
                    rest.stream().<Expr>map(input -> flow(name, input)).toList()));
            return blocks;
        }
        for (Node input : rest) {
            if (isPlain(name, input)) {
                through.add(flow(name, input));
            } else {
                blocks.addAll(input(node, name, input));
            }
        }
        if (!through.isEmpty()) {
            blocks.add(new Block.Paragraph(Message.of("graph.backward.through", Message.math(name.expr()))));
            blocks.add(new Block.Lines(through));
        }
        return blocks;
    }

    private static Node letter(Expr e) {
        return (Node) ((Expr.Sym) e).symbol();
    }

    /** What a softmax does by entries, and what it leaves together with its loss. */
    private List<Block> softmax(Node node) {
        var blocks = new ArrayList<Block>();
        boolean vector = working.dims(node).isVector();
        if (vector
                && working.derivation.step(node).expression() instanceof Expr.Call call
                && GateKinds.of(call) == GateKinds.SOFTMAX
                && call.args().get(0) instanceof Expr.Sym s
                && s.symbol() instanceof Node net) {
            Expr own = entry(node, I).expr();
            Expr other = entry(node, J).expr();
            blocks.add(new Block.Paragraph(Message.of("graph.softmax.entries")));
            blocks.add(new Block.Lines(
                    Expr.equal(
                            new Partial(entry(node, I), entry(net, I)).expr(), Expr.mul(own, Expr.sub(Expr.ONE, own))),
                    Expr.equal(new Partial(entry(node, I), entry(net, J)).expr(), Expr.neg(Expr.mul(own, other)))));
        }
        return blocks;
    }

    /** What an activation and its loss leave together. */
    static List<Block> together(GraphWorking working, Node node) {
        return LossShortcut.at(working.derivation, node)
                .map(found -> List.<Block>of(
                        new Block.Paragraph(Message.of(
                                found.shares() ? "graph.together" : "graph.together.sigmoid",
                                Message.math(node.expr()),
                                Message.math(found.target()))),
                        new Block.Lines(working.textbook(found.line(working.graph.objective())))))
                .orElse(List.of());
    }

    /** The product of two different matrices that a node is, or to which it adds something. */
    private Optional<Expr.MatMul> product(Graph.Node node) {
        List<Expr> terms = node.expression() instanceof Expr.Add sum ? sum.terms() : List.of(node.expression());
        var products = new ArrayList<Expr.MatMul>();
        for (Expr term : terms) {
            if (term instanceof Expr.MatMul m
                    && isMatrix(m.left())
                    && (isMatrix(m.right()) || isOpenVector(m.right()))) {
                products.add(m);
            } else if (!(term instanceof Expr.Sym)) {
                return Optional.empty();
            }
        }
        if (products.size() != 1) {
            return Optional.empty();
        }
        Expr.MatMul only = products.get(0);
        boolean small = isOne(only.left(), 0) || isOne(only.left(), 1) || isOne(only.right(), 1);
        productDerived |= small; // a sum from 1 to 1 shows nobody how sums come about
        boolean again = only.left().equals(only.right()) || terms.contains(only.left()) || terms.contains(only.right());
        return again ? Optional.empty() : Optional.of(only);
    }

    /** Whether an axis has one entry, and is no letter. */
    private boolean isOne(Expr e, int axis) {
        Dims dims = working.dims(e);
        return axis < dims.axes().size() && dims.size(axis).equals(Size.of(1));
    }

    /** The gradient of a matrix times a vector is shown with its numbers; without any it is derived as that of a product is. */
    private boolean isOpenVector(Expr e) {
        return working.open && e instanceof Expr.Sym && working.dims(e).isVector();
    }

    private boolean isMatrix(Expr e) {
        return e instanceof Expr.Sym && working.dims(e).isMatrix();
    }

    /** Whether there is nothing to say about an edge but what it comes to. */
    private boolean isPlain(Node node, Node input) {
        return working.derivation.find(new Local(node, input)).isEmpty()
                && !isBroadcast(node, input)
                && !isSpoken(node)
                && jacobian(node, input).isEmpty();
    }

    /** The Jacobian of a column by a column; with rows it would have to be transposed. */
    private Optional<Expr.Matrix> jacobian(Node node, Node input) {
        return working.open || working.rows.contains(node.name()) || working.rows.contains(input.name())
                ? Optional.empty()
                : Jacobian.of(working.derivation, working.scope, node, input);
    }

    /** Whether a node is of a kind about which there is something to say whatever the sizes. */
    private boolean isSpoken(Node node) {
        GateKinds kind = GateKinds.of(working.derivation.step(node).expression());
        return kind == GateKinds.LARGEST
                || kind == GateKinds.SMALLEST
                || kind == GateKinds.SOFTMAX && working.dims(node).isMatrix();
    }

    private boolean isBroadcast(Node node, Node input) {
        Expr flow = working.derivation
                .step(new Flow(working.graph.objective(), input, node))
                .expression();
        return flow instanceof Expr.MatMul m && m.left() instanceof Expr.Sym s && s.symbol() instanceof Quantity.Ones;
    }

    private List<Block> input(Graph.Node node, Node name, Node input) {
        var blocks = new ArrayList<Block>();
        var local = new Local(name, input);
        boolean entrywise = working.derivation.find(local).isPresent();
        Optional<Expr.Matrix> jacobian = jacobian(name, input);
        Dims from = node.dims();
        Dims to = working.dims(input);
        GateKinds kind = GateKinds.of(node.expression());
        if (kind == GateKinds.SOFTMAX && from.isMatrix()) {
            return softmaxByRows(name, input);
        } else if (kind == GateKinds.LARGEST || kind == GateKinds.SMALLEST) {
            blocks.add(new Block.Paragraph(Message.of("graph.extreme", Message.math(input.expr()))));
            blocks.add(new Block.Lines(Expr.equal(
                    letter(input, new Flow(working.graph.objective(), input, name)),
                    working.value(new Flow(working.graph.objective(), input, name))
                            .orElseGet(() -> GraphWorking.size(to)))));
            return blocks;
        } else if (jacobian.isPresent() && !Coverage.FACTORS.isIn(working.solution) && entrywise && from.equals(to)) {
            blocks.add(new Block.Paragraph(
                    Message.of("graph.entrywise.flow", Message.math(name.expr()), Message.math(input.expr()))));
            blocks.add(new Block.Lines(entryLine(local), flow(name, input)));
            return blocks;
        }
        if (jacobian.isPresent()) {
            blocks.add(new Block.Paragraph(Message.of(
                    "graph.jacobian." + structure(node.expression(), entrywise, from, to),
                    Message.math(name.expr()),
                    Message.math(input.expr()))));
            blocks.add(new Block.Lines(jacobianLines(name, local, entrywise, jacobian.get())));
            blocks.add(new Block.Paragraph(Message.of("graph.jacobian.product")));
            blocks.add(new Block.Lines(jacobianProduct(name, input, jacobian.get())));
            if (entrywise && from.equals(to) && !from.isScalar()) {
                blocks.add(new Block.Paragraph(Message.of("graph.jacobian.entrywise")));
                blocks.add(new Block.Lines(flow(name, input)));
            }
            return blocks;
        }
        if (entrywise) {
            blocks.add(new Block.Paragraph(
                    Message.of("graph.entrywise", Message.math(name.expr()), Message.math(input.expr()))));
            blocks.add(new Block.Lines(working.line(local)));
        }
        if (isBroadcast(name, input)) {
            blocks.add(new Block.Paragraph(Message.of(
                    "graph.broadcast",
                    Message.math(input.expr()),
                    Message.math(name.expr()),
                    Message.math(from.size(0).expr()))));
            boolean several = from.isOpen() || from.rows() > 1;
            if (several && Coverage.FACTORS.isIn(working.solution)) {
                blocks.add(new Block.Lines(broadcastEntry(name, input)));
            }
        } else if (to.isScalar() && !from.isScalar() && entrywise) {
            blocks.add(new Block.Paragraph(
                    Message.of("graph.broadcast.scalar", Message.math(input.expr()), Message.math(name.expr()))));
        }
        blocks.add(new Block.Lines(flow(name, input)));
        return blocks;
    }

    /** What is special about a Jacobian, by the key of its wording. */
    private static String structure(Expr e, boolean entrywise, Dims from, Dims to) {
        if (entrywise && from.equals(to) && !from.isScalar()) {
            return "diagonal";
        } else if (entrywise && to.isScalar() && !from.isScalar()) {
            return "column";
        }
        return switch (GateKinds.of(e)) {
            case LARGEST, SMALLEST -> "onehot";
            case SOFTMAX -> "softmax";
            case SUM, MEAN -> "row";
            case MATRIX_PRODUCT -> from.isScalar() ? "row" : "matrix";
            default -> "general";
        };
    }

    private List<Expr> jacobianLines(Node node, Local local, boolean entrywise, Expr.Matrix jacobian) {
        var lines = new ArrayList<Expr>();
        if (entrywise && !working.dims(local.expr()).isScalar()) {
            lines.add(entryLine(local));
        }
        sides(node, local, jacobian, lines);
        return lines;
    }

    /** The derivative of one entry by the entry in the same place, or by the number that goes into all. */
    private Expr entryLine(Local local) {
        return Expr.equal(
                new Partial(
                                entry(local.of(), I),
                                working.dims(local.by().expr()).isScalar() ? local.by() : entry(local.by(), I))
                        .expr(),
                Plainly.of(working.derivation.step(local).expression()).substitute(this::entry));
    }

    private void sides(Node node, Local local, Expr.Matrix jacobian, List<Expr> lines) {
        var sides = new ArrayList<Expr>();
        sides.add(local.expr());
        if (working.graph.nodes().stream()
                .anyMatch(n -> n.name().equals(node.name()) && GateKinds.of(n.expression()) == GateKinds.SOFTMAX)) {
            Expr s = node.expr();
            sides.add(Expr.sub(Expr.call("diag", s), new Expr.MatMul(s, new Expr.Transpose(s))));
        }
        sides.add(jacobian);
        lines.add(Expr.equal(sides));
    }

    /** A softmax of each row: the sum over a row for its first entries, then all of them. */
    private List<Block> softmaxByRows(Node node, Node input) {
        var flow = new Flow(working.graph.objective(), input, node);
        Quantity upstream = working.gradient(node);
        Optional<Expr> outs = working.value(node);
        Optional<Expr> ups = working.value(upstream);
        Optional<Expr> downs = working.value(flow);
        var blocks = new ArrayList<Block>();
        blocks.add(new Block.Paragraph(
                Message.of("graph.softmax.rows", Message.math(node.expr()), Message.math(input.expr()))));
        Expr out = entry(node, I, J).expr();
        Expr outK = entry(node, I, K).expr();
        blocks.add(new Block.Lines(Expr.equal(
                partial(entry(input, I, J)),
                Expr.mul(
                        out,
                        Expr.sub(
                                partial(entry(node, I, J)),
                                sum(K, working.dims(node).size(1), Expr.mul(partial(entry(node, I, K)), outK)))))));
        if (outs.isPresent() && ups.isPresent() && downs.isPresent()) {
            List<Expr> p = ((Expr.Matrix) outs.get()).rows().get(0);
            List<Expr> g = ((Expr.Matrix) ups.get()).rows().get(0);
            List<Expr> d = ((Expr.Matrix) downs.get()).rows().get(0);
            if (p.size() <= ROW) {
                var products = new ArrayList<Expr>();
                for (int j = 0; j < p.size(); j++) {
                    products.add(Expr.mul(g.get(j), p.get(j)));
                }
                var lines = new ArrayList<Expr>();
                for (int j = 0; j < p.size(); j++) {
                    lines.add(Expr.equal(
                            partial(new Symbol.Name(input.name() + "_1" + (j + 1))),
                            Numerals.plain(Expr.mul(p.get(j), Expr.sub(g.get(j), Expr.add(products)))),
                            d.get(j)));
                }
                blocks.add(new Block.Paragraph(Message.of("graph.softmax.row")));
                blocks.add(new Block.Lines(lines));
            }
            blocks.add(new Block.Paragraph(Message.of("graph.softmax.all")));
            blocks.add(new Block.Lines(Expr.equal(letter(input, flow), downs.get())));
        }
        return blocks;
    }

    /** So many entries of a row are worked out one by one. */
    private static final int ROW = 4;

    /** dL/dx = J^T dL/dz in symbols and numbers. */
    private Expr jacobianProduct(Node node, Node input, Expr.Matrix jacobian) {
        var flow = new Flow(working.graph.objective(), input, node);
        Quantity upstream = working.gradient(node);
        var sides = new ArrayList<Expr>();
        sides.add(letter(input, flow));
        sides.add(new Expr.MatMul(
                new Expr.Transpose(new Expr.Marked(Expr.Mark.GROUP, new Local(node, input).expr())), upstream.expr()));
        sides.add(new Expr.MatMul(new Expr.Transpose(jacobian), working.shown(upstream)));
        sides.add(working.shown(flow));
        return Expr.equal(sides);
    }

    private Expr letter(Node input, Flow flow) {
        boolean only =
                working.derivation.consumers().getOrDefault(input, List.of()).size() == 1;
        return only ? working.gradient(input).expr() : flow.expr();
    }

    private Expr flow(Node node, Node input) {
        var flow = new Flow(working.graph.objective(), input, node);
        return working.line(letter(input, flow), flow, working.flow(flow));
    }

    /** An entry of a node, {@code w_kj}. */
    private static Symbol entry(Node node, Symbol... indices) {
        var name = new StringBuilder(node.name()).append('_');
        for (Symbol index : indices) {
            name.append(index.id());
        }
        return new Symbol.Name(name.toString());
    }

    /** The entry i of an array; a number is what it is. */
    private @Nullable Expr entry(Symbol symbol) {
        return symbol instanceof Node node && !working.dims(node).isScalar()
                ? entry(node, I).expr()
                : null;
    }

    private Expr sum(Symbol index, Size to, Expr body) {
        return new Expr.Sigma(index, Expr.ONE, to.expr(), body);
    }

    private Expr partial(Symbol by) {
        return new Partial(working.graph.objective(), by).expr();
    }

    /** dL/db_j = sum over the rows i of dL/dY_ij. */
    private Expr broadcastEntry(Node node, Node input) {
        return Expr.equal(partial(entry(input, J)), sum(I, working.dims(node).size(0), partial(entry(node, I, J))));
    }

    /** The product of two matrices, first through one entry and then as a whole. */
    private List<Block> product(Graph.Node whole, Node node, Node left, Node right, List<Node> inputs) {
        var blocks = new ArrayList<Block>();
        if (!productDerived) {
            productDerived = true;
            blocks.addAll(entries(whole, node, left, right));
        } else {
            blocks.add(new Block.Paragraph(Message.of("graph.product.again", Message.math(node.expr()))));
        }
        if (working.open) {
            blocks.add(new Block.Lines(flow(node, left), flow(node, right)));
            return blocks;
        }
        Expr g = working.gradient(node).expr();
        Expr byLeft = new Expr.MatMul(shaped(g, node), new Expr.Transpose(right.expr()));
        Expr byRight = new Expr.MatMul(new Expr.Transpose(left.expr()), shaped(g, node));
        var symbols = new ArrayList<Expr>();
        var numbers = new ArrayList<Expr>();
        if (inputs.contains(left)) {
            symbols.add(Expr.equal(shaped(gradientOf(node, left), left), labelledTransposed(byLeft, right, false)));
            numbers.add(flow(node, left));
        }
        if (inputs.contains(right)) {
            symbols.add(Expr.equal(shaped(gradientOf(node, right), right), labelledTransposed(byRight, left, true)));
            numbers.add(flow(node, right));
        }
        blocks.add(new Block.Lines(symbols));
        blocks.add(new Block.Paragraph(Message.of("graph.product.numbers")));
        blocks.add(new Block.Lines(numbers));
        return blocks;
    }

    private Expr gradientOf(Node node, Node input) {
        return letter(input, new Flow(working.graph.objective(), input, node));
    }

    private Expr labelledTransposed(Expr product, Node transposed, boolean left) {
        Dims dims = working.dims(transposed);
        Expr label = times(dims.size(1), dims.size(0));
        var m = (Expr.MatMul) product;
        return left
                ? new Expr.MatMul(new Expr.Labelled(m.left(), label), m.right())
                : new Expr.MatMul(m.left(), new Expr.Labelled(m.right(), label));
    }

    private Expr shaped(Expr e, Node node) {
        Dims dims = working.dims(node);
        return new Expr.Labelled(e, times(dims.size(0), dims.size(1)));
    }

    private static Expr times(Size rows, Size columns) {
        return Expr.call("shape", rows.expr(), columns.expr());
    }

    /** The entry i, j of a node: the sum for the product, and what is added to it. */
    private Expr entryOf(Expr e, Expr product) {
        if (!(e instanceof Expr.Add sum)) {
            return product;
        }
        return Expr.add(sum.terms().stream()
                .map(term -> term instanceof Expr.Sym s && s.symbol() instanceof Node added ? entryOf(added) : product)
                .toList());
    }

    /** The entry of what is added to the entry i, j: a vector is added to every row. */
    private Expr entryOf(Node added) {
        Dims dims = working.dims(added);
        if (dims.isScalar()) {
            return added.expr();
        }
        return dims.isVector() ? entry(added, J).expr() : entry(added, I, J).expr();
    }

    /** One entry of a matrix times a vector, and what comes back to it. */
    private List<Block> vectorEntries(Graph.Node whole, Node node, Node left, Node right) {
        Symbol y = entry(node, I);
        Symbol w = entry(left, I, K);
        Symbol x = entry(right, K);
        Expr sum = sum(K, working.dims(left).size(1), Expr.mul(w.expr(), x.expr()));
        Expr all = whole.expression() instanceof Expr.Add add
                ? Expr.add(add.terms().stream()
                        .map(term -> term instanceof Expr.Sym s && s.symbol() instanceof Node added
                                ? working.dims(added).isScalar()
                                        ? added.expr()
                                        : entry(added, I).expr()
                                : sum)
                        .toList())
                : sum;
        Expr back = sum(I, working.dims(left).size(0), Expr.mul(partial(y), new Partial(y, x).expr()));
        return List.of(
                new Block.Paragraph(Message.of(
                        "graph.product.vector",
                        Message.math(node.expr()),
                        Message.math(w.expr()),
                        Message.math(x.expr()))),
                new Block.Lines(
                        Expr.equal(y.expr(), all),
                        Expr.equal(
                                partial(w),
                                Expr.mul(partial(y), new Partial(y, w).expr()),
                                Expr.mul(partial(y), x.expr())),
                        Expr.equal(
                                partial(x), back, sum(I, working.dims(left).size(0), Expr.mul(w.expr(), partial(y))))),
                new Block.Paragraph(Message.of("graph.product.vector.matrices", Message.math(w.expr()))));
    }

    private List<Block> entries(Graph.Node whole, Node node, Node left, Node right) {
        if (working.dims(right).isVector()) {
            return vectorEntries(whole, node, left, right);
        }
        Size inner = working.dims(left).size(1);
        Size rows = working.dims(node).size(0);
        Size columns = working.dims(node).size(1);
        Symbol y = entry(node, I, J);
        Symbol x = entry(left, I, K);
        Symbol w = entry(right, K, J);
        var blocks = new ArrayList<Block>();
        blocks.add(new Block.Paragraph(Message.of(
                "graph.product.entries",
                Message.math(node.expr()),
                Message.math(y.expr()),
                Message.math(x.expr()),
                Message.math(w.expr()))));
        blocks.add(new Block.Lines(
                Expr.equal(y.expr(), entryOf(whole.expression(), sum(K, inner, Expr.mul(x.expr(), w.expr())))),
                Expr.equal(new Partial(y, x).expr(), w.expr()),
                Expr.equal(new Partial(y, w).expr(), x.expr())));
        blocks.add(new Block.Paragraph(Message.of(
                "graph.product.chain",
                Message.math(x.expr()),
                Message.math(w.expr()),
                Message.math(Expr.sym(I)),
                Message.math(Expr.sym(J)))));
        blocks.add(new Block.Lines(
                Expr.equal(
                        partial(x),
                        sum(J, columns, Expr.mul(partial(y), new Partial(y, x).expr())),
                        sum(J, columns, Expr.mul(partial(y), w.expr()))),
                Expr.equal(
                        partial(w),
                        sum(I, rows, Expr.mul(partial(y), new Partial(y, w).expr())),
                        sum(I, rows, Expr.mul(x.expr(), partial(y))))));
        blocks.add(new Block.Paragraph(Message.of("graph.product.matrices")));
        return blocks;
    }
}
