package chalkgrad.report;

import chalkgrad.algebra.Expr;
import chalkgrad.model.Network;
import chalkgrad.model.Quantity;
import chalkgrad.model.Quantity.Delta;
import chalkgrad.model.Quantity.Net;
import chalkgrad.model.Quantity.Out;
import chalkgrad.model.Quantity.Param;
import chalkgrad.model.Quantity.Part;
import chalkgrad.model.Quantity.Partial;
import chalkgrad.model.Quantity.Whole;
import chalkgrad.rules.Activation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The same in matrix form: W, b, z, a and delta of each layer, with their shapes. */
final class MatrixSection {
    /** A matrix with more rows or columns than this is named, not written out. */
    private static final int WRITTEN = 6;

    private final Working working;
    private final Network network;

    private MatrixSection(Working working) {
        this.working = working;
        this.network = working.network;
    }

    static List<Block> of(Working working) {
        var section = new MatrixSection(working);
        var blocks = new ArrayList<Block>();
        blocks.add(new Block.Heading(2, Message.of("matrix.heading")));
        blocks.add(new Block.Paragraph(Message.of(
                "matrix.intro",
                Message.math(section.whole(Part.OUT, 0)),
                Message.math(section.whole(Part.WEIGHTS, 1)))));
        if (Coverage.SHAPES.isIn(working.solution)) {
            blocks.add(section.shapes());
        }
        blocks.add(new Block.Paragraph(Message.of("matrix.forward")));
        for (int l = 1; l <= section.network.layers().size(); l++) {
            blocks.add(new Block.Lines(section.forward(l)));
        }
        blocks.add(new Block.Paragraph(Message.of("matrix.backward")));
        for (int l = section.network.layers().size(); l >= 1; l--) {
            blocks.add(new Block.Lines(section.backward(l)));
        }
        return blocks;
    }

    private Expr whole(Part part, int layer) {
        return new Whole(part, layer).expr();
    }

    private List<String> units(int layer) {
        return layer == 0
                ? network.inputs()
                : network.layers().get(layer - 1).units().stream()
                        .map(Network.Unit::name)
                        .toList();
    }

    private boolean hasBiases(int layer) {
        return network.layers().get(layer - 1).units().stream()
                .anyMatch(unit -> unit.bias().isPresent());
    }

    private Block shapes() {
        var rows = new ArrayList<List<Message>>();
        for (int l = 1; l <= network.layers().size(); l++) {
            int n = units(l).size();
            int m = units(l - 1).size();
            rows.add(List.of(
                    ProblemSection.layerName(network, l - 1),
                    shape(whole(Part.WEIGHTS, l), n, m),
                    hasBiases(l) ? shape(whole(Part.BIASES, l), n, 1) : Message.words("–"),
                    Message.of(
                            "",
                            Message.all(List.of(whole(Part.NET, l), whole(Part.OUT, l), whole(Part.DELTA, l))),
                            new Message.Words(": " + n + "×1"))));
        }
        return new Block.Table(
                List.of(
                        Message.of("table.layer"),
                        Message.of("table.weights"),
                        Message.of("table.biases"),
                        Message.of("table.vectors")),
                rows);
    }

    private static Message shape(Expr letter, int rows, int columns) {
        return Message.of("", Message.math(letter), new Message.Words(": " + rows + "×" + columns));
    }

    private List<Expr> forward(int l) {
        var lines = new ArrayList<Expr>();
        Expr product = new Expr.MatMul(whole(Part.WEIGHTS, l), whole(Part.OUT, l - 1));
        Expr net = hasBiases(l) ? Expr.add(product, whole(Part.BIASES, l)) : product;
        var sides = new ArrayList<Expr>(List.of(whole(Part.NET, l), net));
        Optional<Expr> weights = weights(l, this::parameter);
        List<Expr> inputs = units(l - 1).stream()
                .<Expr>map(name -> working.number(working.source(name)))
                .toList();
        List<Expr> nets = units(l).stream()
                .<Expr>map(name -> working.number(new Net(name)))
                .toList();
        if (weights.isPresent() && units(l - 1).size() <= WRITTEN) {
            Expr numbers = new Expr.MatMul(weights.get(), column(inputs));
            sides.add(hasBiases(l) ? Expr.add(numbers, column(biases(l))) : numbers);
        }
        if (nets.size() <= WRITTEN) {
            sides.add(column(nets));
        }
        lines.add(Expr.equal(sides));
        var outs = new ArrayList<Expr>(List.of(whole(Part.OUT, l), Expr.call(functionName(l), whole(Part.NET, l))));
        if (nets.size() <= WRITTEN) {
            outs.add(column(units(l).stream()
                    .<Expr>map(name -> working.number(new Out(name)))
                    .toList()));
        }
        lines.add(Expr.equal(outs));
        return lines;
    }

    private String functionName(int l) {
        return FunctionLetters.of(network, network.layers().get(l - 1).activation());
    }

    private List<Expr> backward(int l) {
        var lines = new ArrayList<Expr>();
        boolean output = l == network.layers().size();
        Expr slope = Expr.call(functionName(l) + "'", whole(Part.NET, l));
        Expr upstream = output
                ? new Partial(Quantity.LOSS, new Whole(Part.OUT, l)).expr()
                : new Expr.MatMul(new Expr.Transpose(whole(Part.WEIGHTS, l + 1)), whole(Part.DELTA, l + 1));
        boolean softmax = network.layers().get(l - 1).activation().kind() == Activation.Kind.SOFTMAX;
        Expr form = softmax
                ? new Expr.MatMul(
                        new Expr.Transpose(new Partial(new Whole(Part.OUT, l), new Whole(Part.NET, l)).expr()),
                        upstream)
                : Expr.call("hadamard", upstream, slope);
        var delta = new ArrayList<Expr>(List.of(whole(Part.DELTA, l), working.scoped(form)));
        if (units(l).size() <= WRITTEN) {
            delta.add(column(units(l).stream()
                    .<Expr>map(name -> working.number(new Delta(name)))
                    .toList()));
        }
        lines.add(Expr.equal(delta));
        var gradient = new ArrayList<Expr>(List.of(
                working.scoped(new Partial(Quantity.LOSS, new Whole(Part.WEIGHTS, l)).expr()),
                new Expr.MatMul(whole(Part.DELTA, l), new Expr.Transpose(whole(Part.OUT, l - 1)))));
        // A shared weight has one gradient for all its places, which is not an entry of this product.
        if (!isShared(l)) {
            weights(l, name -> working.number(new Partial(Quantity.LOSS, new Param(name))))
                    .ifPresent(gradient::add);
        }
        lines.add(Expr.equal(gradient));
        if (hasBiases(l)) {
            lines.add(Expr.equal(
                    working.scoped(new Partial(Quantity.LOSS, new Whole(Part.BIASES, l)).expr()),
                    whole(Part.DELTA, l)));
        }
        return lines;
    }

    private boolean isShared(int l) {
        List<String> all = network.layers().stream()
                .flatMap(layer -> layer.units().stream())
                .flatMap(unit -> unit.incoming().stream())
                .map(Network.Edge::weight)
                .toList();
        return network.layers().get(l - 1).units().stream()
                .flatMap(unit -> unit.incoming().stream())
                .anyMatch(edge -> Collections.frequency(all, edge.weight()) > 1);
    }

    private Expr parameter(String name) {
        return working.number(new Param(name));
    }

    private List<Expr> biases(int l) {
        return network.layers().get(l - 1).units().stream()
                .map(unit -> unit.bias().map(this::parameter).orElse(Expr.ZERO))
                .toList();
    }

    /** The weight matrix, or that of their gradients; a missing edge is a zero. */
    private Optional<Expr> weights(int l, Function<String, Expr> entry) {
        List<String> sources = units(l - 1);
        if (sources.size() > WRITTEN || units(l).size() > WRITTEN) {
            return Optional.empty();
        }
        var rows = new ArrayList<List<Expr>>();
        for (Network.Unit unit : network.layers().get(l - 1).units()) {
            rows.add(sources.stream()
                    .map(source -> unit.incoming().stream()
                            .filter(edge -> edge.source().equals(source))
                            .findFirst()
                            .map(edge -> entry.apply(edge.weight()))
                            .orElse(Expr.ZERO))
                    .toList());
        }
        return Optional.of(new Expr.Matrix(rows));
    }

    private static Expr column(List<? extends Expr> entries) {
        return new Expr.Matrix(
                entries.stream().map(entry -> List.<Expr>of(entry)).toList());
    }
}
