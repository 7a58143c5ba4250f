package chalkgrad.report;

import chalkgrad.algebra.Expr;
import chalkgrad.derive.Step;
import chalkgrad.model.Graph;
import chalkgrad.model.Quantity;
import chalkgrad.model.Quantity.Flow;
import chalkgrad.model.Quantity.Local;
import chalkgrad.model.Quantity.Node;
import chalkgrad.model.Recurrence;
import chalkgrad.model.Recurrence.Chain;
import chalkgrad.model.Recurrence.Moment;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The backward pass of a graph that was unrolled: step by step from the last time step to the first, then what each shared weight gathers on the
 * way, then how fast it fades or grows.
 *
 * <p>Of a step there is one line for each node: its gradient, as the sum of what comes back from the nodes that use it.
 */
final class BackThroughTime {
    /** So many time steps are written out: of a longer sequence the last ones. */
    private static final int WRITTEN = 6;

    /** So many columns of a table fit beside each other. */
    private static final int COLUMNS = 6;

    /** Arrays with more entries do not fit a table's cell. */
    private static final int ENTRIES = 9;

    private final GraphWorking working;
    private final Graph graph;
    private final Recurrence recurrence;
    private final Map<String, Moment> momentOf = new HashMap<>();
    private final List<Block> blocks = new ArrayList<>();

    private BackThroughTime(GraphWorking working, Recurrence recurrence) {
        this.working = working;
        this.graph = working.graph;
        this.recurrence = recurrence;
        recurrence.moments().forEach(moment -> moment.nodes().forEach(node -> momentOf.put(node, moment)));
    }

    static List<Block> of(GraphWorking working) {
        var section = new BackThroughTime(working, working.graph.recurrence().orElseThrow());
        section.write();
        return section.blocks;
    }

    private void write() {
        blocks.add(new Block.Heading(2, Message.of("recurrent.heading")));
        Message.Arg objective = Message.math(graph.objective().expr());
        if (Coverage.REASONS.isIn(working.solution)) {
            blocks.add(new Block.Paragraph(Message.of("recurrent.intro", objective)));
        }
        List<Moment> moments = new ArrayList<>(recurrence.moments());
        Collections.reverse(moments);
        int shown = moments.size() <= WRITTEN ? moments.size() : WRITTEN / 2;
        moments.subList(0, shown).forEach(this::moment);
        if (shown < moments.size()) {
            blocks.add(new Block.Paragraph(Message.of(
                    "recurrent.rest", Message.count(moments.get(shown).time()))));
        }
        contributions();
        factors();
    }

    // ---- one time step

    private void moment(Moment moment) {
        blocks.add(new Block.Heading(3, Message.of("recurrent.step", Message.count(moment.time()))));
        List<Expr> cut = recurrence.cuts().stream()
                .map(Recurrence.Cut::to)
                .filter(moment.nodes()::contains)
                .distinct()
                .sorted()
                .<Expr>map(name -> new Node(name).expr())
                .toList();
        if (!cut.isEmpty()) {
            blocks.add(new Block.Paragraph(
                    Message.of("recurrent.cut", Message.all(cut), Message.count(moment.time() + 1))));
        }
        var lines = new ArrayList<Expr>();
        List<String> nodes = new ArrayList<>(moment.nodes());
        Collections.reverse(nodes);
        for (String name : nodes) {
            var node = new Node(name);
            if (isReached(node) && working.isWanted(node) && !isOne(node)) {
                lines.add(line(node));
            }
        }
        for (String name : graph.wrt()) {
            var node = new Node(name);
            List<Node> through = consumers(node);
            if (graph.given().containsKey(name)
                    && !through.isEmpty()
                    && through.stream().allMatch(each -> moment.equals(momentOf.get(each.name())))) {
                lines.add(line(node));
            }
        }
        blocks.add(
                lines.isEmpty()
                        ? new Block.Paragraph(Message.of("recurrent.nothing", Message.count(moment.time())))
                        : new Block.Lines(lines));
    }

    /** Whether a node is the output, or a summand of it, so that its gradient is one. */
    private boolean isOne(Node node) {
        if (node.name().equals(graph.output())) {
            return graph.upstream().isEmpty();
        }
        return working.derivation.find(working.gradient(node)).isPresent()
                && put(working.derivation.step(working.gradient(node)).expression())
                        .equals(Expr.ONE);
    }

    private boolean isReached(Node node) {
        return node.name().equals(graph.output()) || !consumers(node).isEmpty();
    }

    private List<Node> consumers(Node node) {
        return working.derivation.consumers().getOrDefault(node, List.of());
    }

    /** A node's gradient: for each node that uses it the gradient of that, times its slope. */
    private Expr line(Node node) {
        Quantity gradient = working.gradient(node);
        Expr whole = put(working.derivation.step(gradient).expression());
        for (Node through : consumers(node)) {
            if (isOne(through)) {
                whole = GraphWorking.withoutOne(whole, working.gradient(through));
            }
        }
        return working.line(gradient.expr(), gradient, flat(whole));
    }

    /** With what comes back along each edge, and each slope, put in. */
    private Expr put(Expr e) {
        return e.substitute(symbol -> symbol instanceof Flow flow ? working.flow(flow) : null)
                .substitute(symbol -> symbol instanceof Local local ? slope(local) : null);
    }

    /** A product of products as one product. */
    private static Expr flat(Expr e) {
        Expr inner = e.mapParts(BackThroughTime::flat);
        return inner instanceof Expr.Mul product
                ? Expr.mul(product.factors().stream()
                        .flatMap(
                                factor -> factor instanceof Expr.Mul more ? more.factors().stream() : Stream.of(factor))
                        .filter(factor -> !factor.equals(Expr.ONE))
                        .toList())
                : inner;
    }

    private Expr slope(Local local) {
        return working.derivation.find(local).map(Step::expression).orElse(local.expr());
    }

    // ---- what a shared weight gathers

    /** In one table: for each time step what it contributes to the gradient of each weight, and the sums. */
    private void contributions() {
        List<String> shared = recurrence.shared().stream()
                .filter(graph.wrt()::contains)
                .filter(name -> times(name).size() > 1)
                .toList();
        if (shared.isEmpty()) {
            return;
        }
        blocks.add(new Block.Heading(2, Message.of("recurrent.shared.heading")));
        blocks.add(new Block.Paragraph(Message.of(
                shared.size() == 1 ? "recurrent.shared.one" : "recurrent.shared",
                Message.all(
                        shared.stream().<Expr>map(name -> new Node(name).expr()).toList()))));
        List<String> small = shared.stream().filter(this::isSmall).toList();
        int times = recurrence.moments().size();
        if (small.size() > COLUMNS && times <= COLUMNS) {
            blocks.addAll(byWeight(small));
        } else {
            for (int from = 0; from < small.size(); from += COLUMNS) {
                blocks.addAll(byTime(small.subList(from, Math.min(small.size(), from + COLUMNS))));
            }
        }
        List<Expr> large = shared.stream()
                .filter(name -> !isSmall(name))
                .<Expr>map(name -> working.gradient(new Node(name)).expr())
                .toList();
        if (!large.isEmpty()) {
            blocks.add(new Block.Paragraph(Message.of("recurrent.shared.large", Message.all(large))));
        }
    }

    private boolean isSmall(String name) {
        return working.dims(new Node(name)).count() <= ENTRIES;
    }

    private Set<Moment> times(String name) {
        var times = new LinkedHashSet<Moment>();
        for (Node through : consumers(new Node(name))) {
            Moment moment = momentOf.get(through.name());
            if (moment != null) {
                times.add(moment);
            }
        }
        return times;
    }

    private List<Block> byTime(List<String> names) {
        var header = new ArrayList<Message>();
        header.add(Message.of("recurrent.table.time"));
        names.forEach(
                name -> header.add(Message.of(working.gradient(new Node(name)).expr())));
        var rows = new ArrayList<List<Message>>();
        for (Moment moment : recurrence.moments()) {
            var row = new ArrayList<Message>();
            row.add(Message.of("", Message.count(moment.time())));
            names.forEach(name -> row.add(contribution(name, moment)));
            rows.add(row);
        }
        var sums = new ArrayList<Message>();
        sums.add(Message.of("recurrent.table.sum"));
        names.forEach(name -> sums.add(sum(name)));
        rows.add(sums);
        return List.of(new Block.Table(header, rows));
    }

    private List<Block> byWeight(List<String> names) {
        var header = new ArrayList<Message>();
        header.add(Message.of("recurrent.table.weight"));
        recurrence
                .moments()
                .forEach(moment -> header.add(Message.of("recurrent.table.at", Message.count(moment.time()))));
        header.add(Message.of("recurrent.table.sum"));
        var rows = new ArrayList<List<Message>>();
        for (String name : names) {
            var row = new ArrayList<Message>();
            row.add(Message.of(working.gradient(new Node(name)).expr()));
            recurrence.moments().forEach(moment -> row.add(contribution(name, moment)));
            row.add(sum(name));
            rows.add(row);
        }
        return List.of(new Block.Table(header, rows));
    }

    private Message contribution(String name, Moment moment) {
        var node = new Node(name);
        List<Expr> flows = consumers(node).stream()
                .filter(through -> moment.nodes().contains(through.name()))
                .<Expr>map(through -> new Flow(graph.objective(), node, through).expr())
                .toList();
        return flows.isEmpty()
                ? Message.of(Expr.ZERO)
                : working.scope.shown(Expr.add(flows)).map(Message::of).orElseGet(() -> Message.words(""));
    }

    private Message sum(String name) {
        return working.value(working.gradient(new Node(name)))
                .map(value -> Message.of(new Expr.Marked(Expr.Mark.RESULT, value)))
                .orElseGet(() -> Message.words(""));
    }

    // ---- how fast it fades or grows

    private void factors() {
        int layers = recurrence.moments().get(0).chains().size();
        if (recurrence.moments().size() < 2 || layers == 0) {
            return;
        }
        blocks.add(new Block.Heading(2, Message.of("recurrent.factors.heading")));
        for (int layer = 0; layer < layers; layer++) {
            factors(layer);
        }
    }

    private void factors(int layer) {
        List<Chain> chains = recurrence.moments().stream()
                .map(moment -> moment.chains().get(layer))
                .toList();
        Chain last = chains.get(chains.size() - 1);
        boolean direct = last.nodes().size() == 2;
        blocks.add(new Block.Paragraph(Message.of(
                direct ? "recurrent.factors.direct" : "recurrent.factors.intro",
                Message.math(new Node(last.state()).expr()),
                Message.math(new Node(last.before()).expr()))));
        var lines = new ArrayList<Expr>();
        for (Chain chain : chains.subList(Math.max(1, chains.size() - WRITTEN), chains.size())) {
            lines.add(factor(chain));
        }
        blocks.add(new Block.Lines(lines));
        boolean array = !working.dims(new Node(last.state())).isScalar();
        if (array) {
            blocks.add(new Block.Paragraph(Message.of("recurrent.factors.norm")));
        }
        products(chains, last, array);
    }

    private Expr factor(Chain chain) {
        var sides = new ArrayList<Expr>();
        sides.add(new Local(new Node(chain.state()), new Node(chain.before())).expr());
        Expr slopes = slopes(chain);
        if (working.dims(slopes).isScalar()) {
            sides.add(working.display(slopes));
            working.numbers(slopes).ifPresent(sides::add);
        } else {
            Expr diagonal = Expr.call("diag", working.display(slopes));
            sides.add(
                    chain.weight().isPresent()
                            ? new Expr.MatMul(diagonal, new Node(chain.weight().get()).expr())
                            : diagonal);
        }
        Expr whole = whole(chain);
        if (working.dims(whole).count() <= GraphWorking.WRITTEN_ENTRIES) {
            working.scope
                    .shown(whole)
                    .map(value ->
                            chain.weight().isEmpty() && !working.dims(whole).isScalar()
                                    ? Expr.call("diag", value)
                                    : value)
                    .ifPresent(sides::add);
        }
        return Expr.equal(Working.withoutRepeats(sides));
    }

    /** The product of the slopes on the way, entry by entry. */
    private Expr slopes(Chain chain) {
        var slopes = new ArrayList<Expr>();
        List<String> way = chain.nodes();
        int end = chain.weight().isPresent() ? way.size() - 2 : way.size() - 1;
        for (int i = 0; i < end; i++) {
            slopes.add(slope(new Local(new Node(way.get(i)), new Node(way.get(i + 1)))));
        }
        return slopes.size() == 1 ? slopes.get(0) : Expr.mul(slopes);
    }

    /** The factor as a number or a matrix; a diagonal matrix as its diagonal. */
    private Expr whole(Chain chain) {
        Expr slopes = slopes(chain);
        return chain.weight()
                .<Expr>map(weight -> Expr.mul(
                        Expr.call("expand_dims", slopes, Expr.call("axis=", Expr.ONE)), new Node(weight).expr()))
                .orElse(slopes);
    }

    private void products(List<Chain> chains, Chain last, boolean array) {
        var state = new Node(last.state());
        var rows = new ArrayList<List<Message>>();
        Expr product = Expr.ONE;
        Optional<Expr> reached = Optional.empty();
        for (int t = chains.size() - 1; t > 0; t--) {
            Chain chain = chains.get(t);
            Expr factor = whole(chain);
            product = product.equals(Expr.ONE)
                    ? factor
                    : chain.weight().isPresent() ? new Expr.MatMul(product, factor) : Expr.mul(product, factor);
            Optional<Expr> size = size(product, array);
            if (size.isEmpty()) {
                break;
            }
            reached = size;
            var before = new Node(chain.before());
            rows.add(List.of(
                    Message.of(new Local(state, before).expr()),
                    size(factor, array).map(Message::of).orElseGet(() -> Message.words("")),
                    Message.of(size.get())));
        }
        blocks.add(new Block.Table(
                List.of(
                        Message.of("recurrent.table.derivative"),
                        Message.of(array ? "recurrent.table.factor.norm" : "recurrent.table.factor"),
                        Message.of(array ? "recurrent.table.product.norm" : "recurrent.table.product")),
                rows));
        reached.ifPresent(value -> verdict(value, chains));
    }

    /** The absolute value of a number, the norm of an array, which is that of the matrix it is the diagonal of. */
    private Optional<Expr> size(Expr e, boolean array) {
        return array
                ? working.scope.shown(Expr.call("norm", e))
                : working.scope.printed(e).map(number -> number);
    }

    private void verdict(Expr value, List<Chain> chains) {
        int side = value instanceof Expr.Num number ? number.value().abs().compareTo(BigDecimal.ONE) : 0;
        String key = side < 0 ? "recurrent.vanishing" : side > 0 ? "recurrent.exploding" : "recurrent.even";
        blocks.add(new Block.Paragraph(Message.of(
                key,
                Message.math(new Node(chains.get(chains.size() - 1).state()).expr()),
                Message.math(value),
                Message.math(new Node(chains.get(1).before()).expr()))));
    }
}
