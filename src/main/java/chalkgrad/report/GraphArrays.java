package chalkgrad.report;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Numerals;
import chalkgrad.algebra.Symbol;
import chalkgrad.model.Graph;
import chalkgrad.model.Quantity;
import chalkgrad.model.Quantity.Node;
import chalkgrad.model.Quantity.Partial;
import chalkgrad.rules.ArrayFunction;
import chalkgrad.rules.ArrayFunctions;
import chalkgrad.rules.Dims;
import chalkgrad.rules.Plan;
import chalkgrad.rules.Signature;
import chalkgrad.rules.Sources;
import chalkgrad.rules.Windows;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The backward pass through a function of whole arrays, as it is taught: a convolution through one entry and as a correlation, a pool window by
 * window, a norm through what it has normalised.
 */
final class GraphArrays {
    /** Up to so many rows and columns are drawn. */
    private static final int DRAWN = 8;

    /** Up to so many windows have a row in a table. */
    private static final int WINDOWS = 16;

    /** Up to so many terms are written out. */
    private static final int TERMS = 12;

    private final GraphWorking working;
    private final BiFunction<Node, Node, Expr> flow;
    private final List<Block> blocks = new ArrayList<>();

    /** @param flow the line of what flows back from a node into one that it uses */
    GraphArrays(GraphWorking working, BiFunction<Node, Node, Expr> flow) {
        this.working = working;
        this.flow = flow;
    }

    /** Empty where there is nothing more to say than for any other node. */
    List<Block> of(Graph.Node node, List<Node> inputs) {
        if (!(node.expression() instanceof Expr.Call call)) {
            return List.of();
        }
        ArrayFunction function = ArrayFunctions.find(call).orElse(null);
        if (function == null) {
            return List.of();
        }
        Signature.Arguments args = function.signature().arguments(call);
        if (!args.arrays().stream().allMatch(arg -> arg instanceof Expr.Sym s && s.symbol() instanceof Node)) {
            return List.of();
        }
        var name = new Node(node.name());
        switch (GateKinds.of(call)) {
            case CONVOLUTION -> convolution(name, function, args, inputs);
            case EXTREMUM_POOL, AVERAGE_POOL -> pool(name, function, args, inputs);
            case NORM -> new GraphNorms(working, blocks).of(name, args);
            default -> {
                return List.of();
            }
        }
        return blocks;
    }

    private static Node node(Signature.Arguments args, int index) {
        return (Node) ((Expr.Sym) args.arrays().get(index)).symbol();
    }

    private void say(String key, Message.Arg... args) {
        blocks.add(new Block.Paragraph(Message.of(key, args)));
    }

    private void lines(Expr... lines) {
        blocks.add(new Block.Lines(lines));
    }

    private static Message.Arg math(Expr e) {
        return Message.math(e);
    }

    private static Message.Arg math(Quantity quantity) {
        return Message.math(quantity.expr());
    }

    /** An entry of an array by its place, {@code Y_{1,2}}. */
    private static Symbol entry(Node node, Dims dims, int index) {
        var name = new StringBuilder(node.name());
        dims.place(index).forEach(place -> name.append('_').append(place));
        return new Symbol.Name(name.toString());
    }

    private Expr partial(Symbol by) {
        return new Partial(working.graph.objective(), by).expr();
    }

    private void convolution(Node node, ArrayFunction function, Signature.Arguments args, List<Node> inputs) {
        Node image = node(args, 0);
        Node kernel = node(args, 1);
        List<Dims> arrays = List.of(working.dims(image), working.dims(kernel));
        Windows windows = Windows.of(function, args, arrays);
        Plan.Bilinear plan = plan(function, args, arrays);
        boolean plain = working.dims(image).axes().size() == windows.input().size()
                && working.dims(kernel).axes().size() == windows.input().size();
        boolean simple = windows.stride().stream().allMatch(each -> each == 1)
                && windows.dilation().stream().allMatch(each -> each == 1);
        window(node, image, Optional.of(kernel), windows);
        say("graph.conv.entry", math(node), math(entry(node, plan.dims(), 0).expr()), math(kernel));
        lines(entryLine(node, image, kernel, plan, 0));
        if (inputs.contains(kernel)) {
            say("graph.conv.kernel", math(kernel), math(node));
            lines(kernelLine(node, image, kernel, plan));
            say(plain && simple ? "graph.conv.correlation" : "graph.conv.correlation.each", math(kernel), math(image));
            blocks.add(new Block.Lines(flow.apply(node, kernel)));
        }
        if (inputs.contains(image)) {
            say("graph.conv.input", math(image));
            lines(inputLine(node, image, kernel, plan));
            say(plain && simple ? "graph.conv.full" : "graph.conv.full.each", math(kernel), math(image));
            if (plain && simple && windows.padding().stream().allMatch(each -> each == 0)) {
                full(node, kernel, windows);
            }
            blocks.add(new Block.Lines(flow.apply(node, image)));
        }
        for (Node input : inputs) {
            if (!input.equals(image) && !input.equals(kernel)) {
                say("graph.conv.bias", math(input), math(node));
                blocks.add(new Block.Lines(flow.apply(node, input)));
            }
        }
    }

    private static Plan.Bilinear plan(ArrayFunction function, Signature.Arguments args, List<Dims> arrays) {
        var call = new Expr.Call(
                args.call().function(),
                args.call().args().stream()
                        .filter(arg -> !(arg instanceof Expr.Call named
                                && named.function().equals("bias=")))
                        .toList());
        ArrayFunction plain = ArrayFunctions.plain(function);
        return (Plan.Bilinear) ((ArrayFunction.Value.Planned) plain.value())
                .plan()
                .of(new Signature.Arguments(call, args.arrays().subList(0, 2), args.values()), arrays);
    }

    /** One entry as the sum of the products that lie on each other. */
    private Expr entryLine(Node node, Node image, Node kernel, Plan.Bilinear plan, int entry) {
        var letters = new ArrayList<Expr>();
        var numbers = new ArrayList<Expr>();
        for (int k = 0; k < plan.left().count(entry); k++) {
            letters.add(product(
                    image, plan.left().at(entry, k), kernel, plan.right().at(entry, k), false));
            numbers.add(product(
                    image, plan.left().at(entry, k), kernel, plan.right().at(entry, k), true));
        }
        return line(entry(node, plan.dims(), entry).expr(), letters, numbers, convolved(node, plan, entry));
    }

    /** An entry without the bias, which is added to it afterwards. */
    private Expr convolved(Node node, Plan.Bilinear plan, int entry) {
        var call = (Expr.Call) working.derivation.step(node).expression();
        Signature.Arguments args =
                ArrayFunctions.find(call).orElseThrow().signature().arguments(call);
        var plain = new ArrayList<>(args.arrays().subList(0, 2));
        call.args().stream()
                .filter(arg ->
                        Signature.isNamed(arg) && !((Expr.Call) arg).function().equals("bias="))
                .forEach(plain::add);
        List<Expr> place =
                plan.dims().place(entry).stream().<Expr>map(Expr::num).toList();
        Expr index = Expr.call("index", new Expr.Call(call.function(), plain));
        var all = new ArrayList<>(((Expr.Call) index).args());
        all.addAll(place);
        return working.scope.shown(new Expr.Call("index", all)).orElseGet(() -> number(node, entry));
    }

    private Expr product(Node left, int i, Node right, int k, boolean numbers) {
        return numbers
                ? Expr.mul(number(left, i), number(right, k))
                : Expr.mul(
                        entry(left, working.dims(left), i).expr(),
                        entry(right, working.dims(right), k).expr());
    }

    private Expr number(Quantity quantity, int index) {
        return working.scope.printedEntry(quantity, index);
    }

    /** Where there are few numbers, their sum written out. */
    private Optional<Expr> sum(List<Expr> numbers) {
        return numbers.size() > TERMS ? Optional.empty() : Optional.of(Expr.add(numbers));
    }

    private Expr line(Expr letter, List<Expr> letters, List<Expr> numbers, Expr value) {
        var sides = new ArrayList<Expr>();
        sides.add(letter);
        sides.add(shortened(letters));
        sum(numbers).ifPresent(all -> sides.add(Numerals.plain(all)));
        sides.add(value);
        return Expr.equal(Working.withoutRepeats(sides));
    }

    private static Expr shortened(List<Expr> terms) {
        if (terms.size() <= TERMS) {
            return Expr.add(terms);
        }
        var some = new ArrayList<>(terms.subList(0, 3));
        some.add(Expr.sym("…"));
        some.add(terms.get(terms.size() - 1));
        return Expr.add(some);
    }

    /** A weight goes into every entry of the output, each time with another pixel. */
    private Expr kernelLine(Node node, Node image, Node kernel, Plan.Bilinear plan) {
        return backLine(node, kernel, image, plan, plan.right(), plan.left());
    }

    /** A pixel goes into every entry whose window covers it, each time with another weight. */
    private Expr inputLine(Node node, Node image, Node kernel, Plan.Bilinear plan) {
        return backLine(node, image, kernel, plan, plan.left(), plan.right());
    }

    private Expr backLine(Node node, Node to, Node beside, Plan.Bilinear plan, Sources own, Sources other) {
        int index = busiest(own, working.dims(to).count());
        Quantity gradient = working.gradient(node);
        var letters = new ArrayList<Expr>();
        var numbers = new ArrayList<Expr>();
        for (int i = 0; i < own.size(); i++) {
            for (int k = 0; k < own.count(i); k++) {
                if (own.at(i, k) == index) {
                    letters.add(Expr.mul(
                            partial(entry(node, plan.dims(), i)),
                            entry(beside, working.dims(beside), other.at(i, k)).expr()));
                    numbers.add(Expr.mul(number(gradient, i), number(beside, other.at(i, k))));
                }
            }
        }
        return line(
                partial(entry(to, working.dims(to), index)),
                letters,
                numbers,
                number(working.gradientOf(node, to), index));
    }

    /** The first entry that goes into the most results. */
    private static int busiest(Sources own, int count) {
        int[] uses = new int[count];
        for (int i = 0; i < own.size(); i++) {
            own.forEach(i, place -> uses[place]++);
        }
        int best = 0;
        for (int i = 1; i < count; i++) {
            best = uses[i] > uses[best] ? i : best;
        }
        return best;
    }

    /** The full convolution: the upstream gradient with zeros around it, under the turned kernel. */
    private void full(Node node, Node kernel, Windows windows) {
        Dims out = working.dims(node);
        Dims of = working.dims(kernel);
        if (out.axes().size() != 2 || out.rows() > DRAWN || out.columns() > DRAWN) {
            return;
        }
        var turned = new ArrayList<List<Expr>>();
        for (int i = of.rows() - 1; i >= 0; i--) {
            var row = new ArrayList<Expr>();
            for (int j = of.columns() - 1; j >= 0; j--) {
                row.add(number(kernel, i * of.columns() + j));
            }
            turned.add(row);
        }
        Quantity gradient = working.gradient(node);
        blocks.add(new Block.WindowFigure(
                new Block.Cells(
                        gradient.expr(),
                        rows(gradient, out.rows(), out.columns(), 0),
                        List.of(of.rows() - 1, of.columns() - 1),
                        rectangle(0, 0, of.rows(), of.columns(), 1)),
                Optional.of(new Block.Cells(Expr.call("rotated", kernel.expr()), turned, List.of(0, 0), List.of())),
                new Block.Cells(
                        partial(input(node)),
                        rows(
                                working.gradientOf(node, input(node)),
                                windows.input().get(0),
                                windows.input().get(1),
                                0),
                        List.of(0, 0),
                        List.of(List.of(0, 0))),
                Message.of("graph.conv.full.figure")));
    }

    private Node input(Node node) {
        return working.letters(node).get(0);
    }

    /** Rows and columns of numbers from an array's entry on. */
    private List<List<Expr>> rows(Quantity quantity, int rows, int columns, int from) {
        var all = new ArrayList<List<Expr>>();
        for (int i = 0; i < rows; i++) {
            var row = new ArrayList<Expr>();
            for (int j = 0; j < columns; j++) {
                row.add(number(quantity, from + i * columns + j));
            }
            all.add(row);
        }
        return all;
    }

    private static List<List<Integer>> rectangle(int row, int column, int rows, int columns, int step) {
        return rectangle(row, column, rows, columns, step, step);
    }

    private static List<List<Integer>> rectangle(int row, int column, int rows, int columns, int down, int across) {
        var cells = new ArrayList<List<Integer>>();
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                cells.add(List.of(row + i * down, column + j * across));
            }
        }
        return cells;
    }

    /** The window at its first place; of an array of channels, on the first one. */
    private void window(Node node, Node image, Optional<Node> kernel, Windows windows) {
        List<Integer> in = windows.input();
        boolean flat = in.size() == 1;
        int rows = flat ? 1 : in.get(0);
        int columns = in.get(in.size() - 1);
        int high = flat ? 1 : windows.window().get(0);
        int wide = windows.window().get(in.size() - 1);
        int outRows = flat ? 1 : windows.output().get(0);
        int outColumns = windows.output().get(in.size() - 1);
        int above = flat ? 0 : windows.padding().get(0);
        int beside = windows.padding().get(in.size() - 1);
        if (Math.max(rows + 2 * above, columns + 2 * beside) > DRAWN) {
            return;
        }
        int down = flat ? 1 : windows.dilation().get(0);
        int across = windows.dilation().get(in.size() - 1);
        blocks.add(new Block.WindowFigure(
                new Block.Cells(
                        first(image, in.size()),
                        rows(image, rows, columns, 0),
                        List.of(above, beside),
                        rectangle(0, 0, high, wide, down, across)),
                kernel.map(each ->
                        new Block.Cells(first(each, in.size()), rows(each, high, wide, 0), List.of(0, 0), List.of())),
                new Block.Cells(
                        first(node, in.size()),
                        rows(node, outRows, outColumns, 0),
                        List.of(0, 0),
                        List.of(List.of(0, 0))),
                Message.of("graph.window.figure", math(image), Message.count(high), Message.count(wide))));
    }

    /** The letter of an array, or of its first channel. */
    private Expr first(Node node, int axes) {
        int lead = working.dims(node).axes().size() - axes;
        return lead == 0 ? node.expr() : new Symbol.Name(node.name() + "_1".repeat(lead)).expr();
    }

    private void pool(Node node, ArrayFunction function, Signature.Arguments args, List<Node> inputs) {
        Node image = node(args, 0);
        List<Dims> arrays = List.of(working.dims(image));
        if (function.value() instanceof ArrayFunction.Value.Planned planned) {
            Windows windows = Windows.of(function, args, arrays);
            window(node, image, Optional.empty(), windows);
            Plan plan = planned.plan().of(args, arrays);
            if (plan instanceof Plan.Extremum extremum && plan.dims().count() <= WINDOWS) {
                routing(node, image, extremum);
            }
        }
        if (inputs.contains(image)) {
            say("graph.pool.back", math(image), math(node));
            blocks.add(new Block.Lines(flow.apply(node, image)));
        }
    }

    /** Which entry of each window was the largest, and what it receives. */
    private void routing(Node node, Node image, Plan.Extremum plan) {
        Dims dims = working.dims(image);
        Quantity gradient = working.gradient(node);
        var rows = new ArrayList<List<Message>>();
        for (int i = 0; i < plan.from().size(); i++) {
            var under = new ArrayList<Expr>();
            var leaders = new ArrayList<Expr>();
            for (int k = 0; k < plan.from().count(i); k++) {
                int place = plan.from().at(i, k);
                under.add(number(image, place));
                if (working.scope.isSame(image, place, node, i)) {
                    leaders.add(entry(image, dims, place).expr());
                }
            }
            rows.add(List.of(
                    Message.of(entry(node, plan.dims(), i).expr()),
                    Message.of("", Message.all(under)),
                    Message.of(number(node, i)),
                    Message.of("", Message.all(leaders)),
                    Message.of(number(gradient, i))));
        }
        say("graph.pool.routing", math(node));
        blocks.add(new Block.Table(
                List.of(
                        Message.of("table.node"),
                        Message.of("table.window"),
                        Message.of("table.largest"),
                        Message.of("table.winner"),
                        Message.of("table.upstream.gradient")),
                rows));
    }
}
