package chalkgrad.report;

import chalkgrad.algebra.Expr;
import chalkgrad.derive.SchemeDerivation;
import chalkgrad.derive.SchemeDerivation.Part;
import chalkgrad.derive.SchemeDerivation.Reason;
import chalkgrad.derive.SchemeDerivation.Statement;
import chalkgrad.derive.SchemeDeriver;
import chalkgrad.derive.Step;
import chalkgrad.evaluate.Pass;
import chalkgrad.evaluate.Solution;
import chalkgrad.model.Index;
import chalkgrad.model.Network;
import chalkgrad.model.Problem;
import chalkgrad.model.Quantity;
import chalkgrad.model.Quantity.InFull;
import chalkgrad.model.Quantity.Link;
import chalkgrad.model.Quantity.Param;
import chalkgrad.model.Quantity.Partial;
import chalkgrad.model.Quantity.Updated;
import chalkgrad.model.Scheme;
import chalkgrad.rules.Activation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The derivation for all units at once, in index notation; where there is a network with numbers, each line with an example.
 *
 * <p>{@code GeneralReport.of(solution, general, style, "en").solution()} begins with the layers and ends with the update rules.
 */
public final class GeneralReport {
    /** Lines whose factors are worked out further on. */
    private static final Set<Reason> LATER =
            EnumSet.of(Reason.DELTA, Reason.DELTA_SOFTMAX, Reason.DELTA_HIDDEN, Reason.DELTA_HIDDEN_SOFTMAX);

    /** Lines that hold where the targets add up to one. */
    private static final Set<Reason> OF_SHARES =
            EnumSet.of(Reason.SOFTMAX_TARGETS, Reason.SOFTMAX_LOGARITHM, Reason.SOFTMAX_DIRECT);

    private final Problem problem;
    private final SchemeDerivation general;
    private final Style style;
    private final Optional<Solution> solved;
    private final Optional<IndexedExample> instance;
    private final List<Block> blocks = new ArrayList<>();

    /**
     * How the notation writes what this report is about.
     *
     * @param abbreviated whether the loss's derivative by w is written as ∂w
     * @param sourceFirst whether what comes through an edge stands before its weight
     */
    public record Style(boolean abbreviated, boolean sourceFirst) {}

    private GeneralReport(Solution solution, SchemeDerivation general, Style style) {
        this.problem = solution.problem();
        this.general = general;
        this.style = style;
        this.solved = problem.task() instanceof Network ? Optional.of(solution) : Optional.empty();
        this.instance = solved.map(numbers -> new IndexedExample(lead(numbers), general.scheme()));
    }

    private static Working lead(Solution solution) {
        Pass first = solution.passes().get(0);
        int sample = solution.ofNetwork().network().samples().size() > 1 ? 1 : 0;
        return new Working(solution, first.samples().get(0), sample);
    }

    /**
     * The layers, and the derivation.
     *
     * @param solution that of the scheme itself, or of a network with numbers whose scheme it is
     * @param language the language of the title
     */
    public static Report of(Solution solution, SchemeDerivation general, Style style, String language) {
        return new GeneralReport(solution, general, style).report(language);
    }

    /** Every line, as data: those of the report, without examples. */
    public static List<Expr.Relation> lines(SchemeDerivation general, Style style) {
        return general.statements().stream()
                .flatMap(statement -> statement.lines().stream())
                .map(line -> arranged(line, style))
                .toList();
    }

    private Report report(String language) {
        Scheme scheme = general.scheme();
        Message title = problem.titleIn(language)
                .map(Message::words)
                .orElseGet(() -> Message.of("scheme.title", new Message.Words(scheme.sizes())));
        blocks.add(new Block.Heading(2, Message.of("scheme.heading")));
        introduction(scheme);
        List<Block> question = List.copyOf(blocks.subList(1, blocks.size()));
        Part part = null;
        for (Statement statement : general.statements()) {
            Part next = statement.reason().part();
            if (part == null || next.compareTo(part) > 0) {
                part = next;
                blocks.add(new Block.Heading(2, heading(part)));
            }
            statement(statement);
        }
        solved.ifPresent(solution -> blocks.add(new Block.Note(Block.Tone.CHECKED, CheckLine.of(solution))));
        return new Report(title, question, blocks);
    }

    private void introduction(Scheme scheme) {
        blocks.add(new Block.Paragraph(Message.of("scheme.task", Message.math(Quantity.LOSS.expr()))));
        solved.ifPresent(solution -> {
            Network network = solution.ofNetwork().network();
            blocks.add(new Block.NetworkFigure(
                    network,
                    network.parameters(),
                    Message.of("problem.figure", new Message.Words(NetworkReport.sizes(network)))));
        });
        blocks.addAll(NetworkReport.table(
                List.of(
                        Message.of("table.layer"),
                        Message.of("scheme.table.index"),
                        Message.of("scheme.table.units"),
                        Message.of("scheme.table.activation")),
                layers(scheme)));
        int depth = scheme.layers().size();
        var k = new Index("k", Integer.toString(depth), Index.Side.OUTPUT);
        var j = new Index("j", Integer.toString(depth - 1), depth == 1 ? Index.Side.INPUT : Index.Side.HIDDEN);
        var w = new Link(j, k);
        var b = new Quantity.Indexed(Quantity.What.BIAS, k);
        var y = new Quantity.Indexed(Quantity.What.OUT, k);
        blocks.add(new Block.Paragraph(Message.of(
                scheme.layers().get(depth - 1).biased() ? "scheme.symbols" : "scheme.symbols.unbiased",
                Message.math(w.expr()),
                Message.math(new Quantity.Indexed(Quantity.What.NET, k).expr()),
                Message.math(y.expr()),
                Message.math(b.expr()),
                Message.math(Expr.sym("j")),
                Message.math(Expr.sym("k")))));
        if (style.abbreviated) {
            blocks.add(new Block.Paragraph(
                    Message.of("scheme.short", Message.all(List.of(inFull(w), inFull(b), inFull(y))))));
        }
        instance.ifPresent(example -> blocks.add(new Block.Paragraph(Message.of(
                "scheme.examples",
                Message.all(List.of(Expr.equal(
                        Expr.sym("k"), new Quantity.Unit(example.unitAt("k").orElseThrow()).expr())))))));
    }

    private static Expr inFull(Quantity by) {
        var partial = new Partial(Quantity.LOSS, by);
        return Expr.equal(partial.expr(), new InFull(partial).expr());
    }

    /** A row for each layer; hidden layers in a row that are alike share one, unless they have an index. */
    private List<List<Message>> layers(Scheme scheme) {
        int depth = scheme.layers().size();
        var rows = new ArrayList<List<Message>>();
        rows.add(row(Message.of("layer.input"), depth, scheme.inputs(), 0, Message.of("scheme.none")));
        for (int l = 1; l <= depth; l++) {
            Scheme.Layer layer = scheme.layers().get(l - 1);
            int last = l;
            while (last < depth - 2 && scheme.layers().get(last).equals(layer) && l <= depth - 3) {
                last++;
            }
            last = Math.min(last, Math.max(l, depth - 3));
            Message name = last > l
                    ? Message.of("layer.hidden.range", Message.count(l), Message.count(last))
                    : layerName(l, depth);
            rows.add(row(name, depth - l, layer.units(), l, activation(scheme, l)));
            l = last;
        }
        return rows;
    }

    private static Message layerName(int number, int depth) {
        if (number == depth) {
            return Message.of("layer.output");
        }
        return depth == 2 ? Message.of("layer.hidden") : Message.of("layer.hidden.numbered", Message.count(number));
    }

    private List<Message> row(Message name, int fromEnd, String size, int layer, Message activation) {
        String letter = fromEnd < 3 ? "kji".substring(fromEnd, fromEnd + 1) : "";
        Expr units = sized(size, layer);
        return List.of(
                name,
                letter.isEmpty() ? Message.of("scheme.none") : Message.of(Expr.sym(letter)),
                Message.of(units),
                activation);
    }

    private Expr sized(String size, int layer) {
        boolean number = Character.isDigit(size.charAt(0));
        if (number || solved.isEmpty()) {
            return number ? Expr.num(size) : Expr.sym(size);
        }
        Network network = solved.get().ofNetwork().network();
        int count = layer == 0
                ? network.inputs().size()
                : network.layers().get(layer - 1).units().size();
        return Expr.equal(Expr.sym(size), Expr.num(count));
    }

    private static Message activation(Scheme scheme, int number) {
        return scheme.layers()
                .get(number - 1)
                .activation()
                .map(rule -> rule.kind() == Activation.Kind.CUSTOM
                        ? Message.of(ProblemSection.definition(rule))
                        : Message.of("name." + ProblemSection.activationKey(rule)))
                .orElseGet(
                        () -> Message.of("scheme.any", Message.math(Expr.sym(SchemeDeriver.function(scheme, number)))));
    }

    private Message heading(Part part) {
        boolean single = general.scheme().layers().size() == 2;
        return Message.of(
                switch (part) {
                    case FORWARD -> "forward.heading";
                    case OUTPUT -> "scheme.output.heading";
                    case HIDDEN -> single ? "scheme.hidden.heading" : "scheme.hidden.last.heading";
                    case FURTHER -> "scheme.further.heading";
                    case UPDATE -> "update.heading";
                });
    }

    private void statement(Statement statement) {
        Reason reason = statement.reason();
        List<Message.Arg> about = statement.about().stream()
                .map(e -> Message.math(arranged(e, style)))
                .toList();
        boolean single = statement.about().contains(Expr.ONE) && OF_ONE.contains(reason);
        blocks.add(new Block.Paragraph(new Message(key(reason) + (single ? ".one" : ""), about)));
        List<Expr.Relation> lines =
                statement.lines().stream().map(line -> arranged(line, style)).toList();
        if (!lines.isEmpty()) {
            blocks.add(new Block.Lines(lines.stream().map(GeneralReport::ofOne).toList()));
        }
        if (reason == Reason.UPDATE) {
            rate();
        }
        instance.ifPresent(example -> examples(reason, lines, example));
    }

    /** What is said otherwise of a layer of one unit. */
    private static final Set<Reason> OF_ONE = EnumSet.of(Reason.NET, Reason.NET_UNBIASED, Reason.BACK);

    /** A sum from 1 to 1 is its only term. */
    private static Expr ofOne(Expr e) {
        Expr inner = e.mapParts(GeneralReport::ofOne);
        return inner instanceof Expr.Sigma sum
                        && sum.from().equals(Expr.ONE)
                        && sum.to().equals(Expr.ONE)
                ? sum.body()
                : inner;
    }

    private String key(Reason reason) {
        String key = "scheme." + reason.name().toLowerCase(Locale.ROOT).replace('_', '.');
        return reason == Reason.UPDATE
                ? "update.intro"
                : reason == Reason.STEP && general.scheme().layers().size() == 2 ? key + ".none" : key;
    }

    /** The learning rate, where the problem has a number for it. */
    private void rate() {
        Optional<Expr> rate = solved.isPresent()
                ? solved.get().ofNetwork().network().learningRate().map(Expr::num)
                : general.scheme()
                        .learningRate()
                        .filter(text -> Character.isDigit(text.charAt(0)) || text.startsWith("-"))
                        .map(text -> Expr.num(new BigDecimal(text)));
        rate.ifPresent(number -> blocks.add(new Block.Paragraph(
                Message.of("scheme.rate", Message.math(Expr.equal(Quantity.RATE.expr(), number))))));
        blocks.add(new Block.Paragraph(Message.of("scheme.update.order")));
    }

    private void examples(Reason reason, List<Expr.Relation> lines, IndexedExample example) {
        if (reason == Reason.UPDATE) {
            updates(example);
            return;
        }
        var shown = new ArrayList<Expr>();
        var named = new ArrayList<Expr>();
        var sides = new ArrayList<Message>();
        boolean shared = false;
        for (Expr.Relation line : lines) {
            if (!holds(reason, line, example)) {
                continue;
            }
            Optional<Expr.Relation> found = example.of(line, !LATER.contains(reason));
            if (found.isPresent()) {
                shown.add(found.get());
                shared |= example.isShared(found.get());
                example.side(line).ifPresent(sides::add);
                example.named(line).stream().filter(e -> !named.contains(e)).forEach(named::add);
            }
        }
        if (shown.isEmpty()) {
            return;
        }
        blocks.add(new Block.Paragraph(
                named.isEmpty()
                        ? Message.of("scheme.example.whole")
                        : Message.of("scheme.example", Message.all(named))));
        sides.forEach(side -> blocks.add(new Block.Paragraph(side)));
        blocks.add(new Block.Lines(shown));
        if (shared) {
            blocks.add(new Block.Note(Block.Tone.REMARK, Message.of("scheme.shared")));
        }
    }

    /** Whether the line is true of the network with these numbers. */
    private boolean holds(Reason reason, Expr.Relation line, IndexedExample example) {
        Network network = solved.orElseThrow().ofNetwork().network();
        if (OF_SHARES.contains(reason)) {
            BigDecimal sum =
                    network.samples().get(0).targets().values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
            return sum.compareTo(BigDecimal.ONE) == 0;
        }
        boolean one = example.unitAt("k").equals(example.unitAt("r"));
        if (reason == Reason.JACOBIAN && one
                || reason == Reason.JACOBIAN_HIDDEN && example.unitAt("j").equals(example.unitAt("q"))) {
            return line.sides().get(0) instanceof Expr.Sym s
                    && s.symbol() instanceof Partial p
                    && p.of() instanceof Quantity.Indexed of
                    && p.by() instanceof Quantity.Indexed by
                    && of.at().equals(by.at());
        }
        int before = network.layers().size() - 3;
        boolean softmax =
                before >= 0 && network.layers().get(before).activation().kind() == Activation.Kind.SOFTMAX;
        boolean delta = line.sides().get(0) instanceof Expr.Sym s
                && s.symbol() instanceof Quantity.Indexed q
                && q.what() == Quantity.What.DELTA;
        return switch (reason) {
            case STEP -> before >= 0 && !(delta && softmax);
            case STEP_SOFTMAX -> softmax;
            case SLOPES -> false;
            default -> true;
        };
    }

    private void updates(IndexedExample example) {
        Solution solution = solved.orElseThrow();
        Network network = solution.ofNetwork().network();
        if (network.learningRate().isEmpty()
                || network.batch() == Network.Batch.ONLINE && network.samples().size() > 1) {
            return;
        }
        var working = new Working(solution, solution.passes().get(0).batch(), 0);
        var lines = new ArrayList<Expr>();
        String unit = example.unitAt("k").orElseThrow();
        for (Network.Unit each : network.outputLayer().units()) {
            if (each.name().equals(unit)) {
                each.incoming().stream()
                        .filter(edge -> Optional.of(edge.source()).equals(example.unitAt("j")))
                        .map(Network.Edge::weight)
                        .forEach(name -> update(working, name).ifPresent(lines::add));
                each.bias().flatMap(name -> update(working, name)).ifPresent(lines::add);
            }
        }
        if (!lines.isEmpty()) {
            blocks.add(new Block.Paragraph(Message.of("scheme.example.whole")));
            blocks.add(new Block.Lines(lines));
        }
    }

    private static Optional<Expr> update(Working working, String name) {
        Optional<Step> step = working.derivation.find(new Updated(name));
        boolean known = working.scope.has(new Partial(Quantity.LOSS, new Param(name)));
        return step.filter(s -> known).map(s -> UpdateSection.line(working, s));
    }

    /** With a weight before what it is multiplied by, where the notation has it so. */
    private static Expr.Relation arranged(Expr.Relation line, Style style) {
        return new Expr.Relation(
                line.sides().stream().map(side -> arranged(side, style)).toList(), line.signs());
    }

    private static Expr arranged(Expr e, Style style) {
        if (style.sourceFirst) {
            return e;
        }
        return e instanceof Expr.Mul m
                        && m.factors().size() == 2
                        && m.factors().get(1) instanceof Expr.Sym s
                        && s.symbol() instanceof Link
                ? Expr.mul(m.factors().get(1), m.factors().get(0))
                : e.mapParts(part -> arranged(part, style));
    }
}
