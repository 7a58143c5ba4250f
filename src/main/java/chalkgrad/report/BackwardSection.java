package chalkgrad.report;

import chalkgrad.algebra.Expr;
import chalkgrad.model.Network;
import chalkgrad.model.Quantity;
import chalkgrad.model.Quantity.Delta;
import chalkgrad.model.Quantity.Net;
import chalkgrad.model.Quantity.Out;
import chalkgrad.model.Quantity.Param;
import chalkgrad.model.Quantity.Partial;
import chalkgrad.rules.Activation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The backward pass: the chain rule for every asked parameter, factor by factor, from the output layer to the first. */
final class BackwardSection {
    /** The deltas of so many units are written out; those of more go into a table. */
    private static final int SIDE_BY_SIDE = 4;

    private final Working working;
    private final Network network;
    private final Set<String> asked;
    private final Map<String, List<Place>> places;
    private final Factors factors;
    private final List<Block> blocks = new ArrayList<>();

    /** Where a parameter stands: the unit it feeds, and where its edge comes from (empty for a bias). */
    record Place(String unit, String source) {
        boolean isBias() {
            return source.isEmpty();
        }
    }

    BackwardSection(Working working) {
        this.working = working;
        this.network = working.network;
        this.places = places(network);
        this.asked = asked(network);
        this.factors = new Factors(working);
    }

    /** The parameters that are worked out in full. */
    static Set<String> asked(Network network) {
        List<String> all = List.copyOf(network.parameters().keySet());
        return new LinkedHashSet<>(network.askedParameters()
                .filter(names -> !names.isEmpty())
                .orElseGet(() -> all.size() <= NetworkReport.FULL ? all : firsts(network)));
    }

    /** Of a larger network, one weight into each layer's first unit stands for all. */
    private static List<String> firsts(Network network) {
        var firsts = new LinkedHashSet<String>();
        for (Network.Layer layer : network.layers()) {
            layer.units().stream()
                    .flatMap(unit -> unit.incoming().stream())
                    .findFirst()
                    .ifPresent(edge -> firsts.add(edge.weight()));
        }
        return List.copyOf(firsts);
    }

    private static Map<String, List<Place>> places(Network network) {
        var places = new HashMap<String, List<Place>>();
        for (Network.Layer layer : network.layers()) {
            for (Network.Unit unit : layer.units()) {
                unit.incoming()
                        .forEach(edge -> places.computeIfAbsent(edge.weight(), k -> new ArrayList<>())
                                .add(new Place(unit.name(), edge.source())));
                unit.bias()
                        .ifPresent(bias -> places.computeIfAbsent(bias, k -> new ArrayList<>())
                                .add(new Place(unit.name(), "")));
            }
        }
        return places;
    }

    /** @param lesson whether what holds for every network is said as well */
    List<Block> blocks(boolean lesson) {
        blocks.add(new Block.Heading(
                2,
                working.sample == 0
                        ? Message.of("backward.heading")
                        : Message.of("backward.heading.sample", Message.count(working.sample))));
        if (Coverage.REASONS.isIn(working.solution)) {
            blocks.add(new Block.Paragraph(Message.of(
                    Coverage.FACTORS.isIn(working.solution) ? "backward.intro" : "backward.intro.short",
                    Message.math(working.letter(new Partial(Quantity.LOSS, new Param(anyAsked())))),
                    Message.math(new Param(anyAsked()).expr()))));
        }
        if (Coverage.LOCAL_RULES.isIn(working.solution)) {
            blocks.addAll(RulesSection.of(working));
        }
        for (int l = network.layers().size() - 1; l >= 0; l--) {
            layer(l);
        }
        if (lesson) {
            blocks.addAll(RulesSection.general(network));
        }
        inputs();
        if (Coverage.EVERY_LINE.isIn(working.solution) || !ParameterTable.fits(network)) {
            rest();
        }
        return blocks;
    }

    /** The gradients of the inputs that are asked about: what comes back along the edges that leave each. */
    private void inputs() {
        List<Expr> lines = network.askedInputs().stream()
                .<Expr>map(input -> working.line(new Partial(Quantity.LOSS, new Quantity.Input(input))))
                .toList();
        if (!lines.isEmpty()) {
            blocks.add(new Block.Heading(3, Message.of("backward.inputs")));
            blocks.add(new Block.Paragraph(Message.of("backward.inputs.intro")));
            blocks.add(new Block.Lines(lines));
        }
    }

    private String anyAsked() {
        return asked.stream()
                .findFirst()
                .orElseGet(() -> network.parameters().keySet().iterator().next());
    }

    private void layer(int l) {
        Network.Layer layer = network.layers().get(l);
        boolean output = l == network.layers().size() - 1;
        blocks.add(new Block.Heading(
                3, Message.of("backward.layer", new Message.Nested(ProblemSection.layerName(network, l)))));
        boolean softmax = layer.activation().kind() == Activation.Kind.SOFTMAX;
        if (softmax) {
            blocks.addAll(factors.softmax(layer, output));
        }
        if (!Coverage.FACTORS.isIn(working.solution)) {
            concise(layer, output, softmax);
            return;
        }
        var rest = new ArrayList<Network.Unit>();
        boolean first = true;
        for (Network.Unit unit : layer.units()) {
            List<String> parameters = parametersInto(unit);
            if (parameters.isEmpty()) {
                rest.add(unit);
            } else {
                unit(unit, parameters, output, softmax, first);
                first = false;
            }
        }
        if (first && !softmax) {
            firstDelta(rest.remove(0).name(), output);
            first = false;
        }
        if (!rest.isEmpty() && !softmax) {
            deltas(rest, !first);
        }
        shared(layer);
    }

    /** A layer as a textbook prints it: the chain of one weight, the deltas of the others in a table. */
    private void concise(Network.Layer layer, boolean output, boolean softmax) {
        if (softmax) {
            if (network.asked().isPresent()) {
                List<Expr> gradients = layer.units().stream()
                        .flatMap(unit -> parametersInto(unit).stream())
                        .<Expr>map(this::gradient)
                        .toList();
                if (!gradients.isEmpty()) {
                    blocks.add(new Block.Lines(gradients));
                }
            }
            sharedApart(layer);
            return;
        }
        var rest = new ArrayList<>(layer.units());
        if (!Coverage.CHAINS.isIn(working.solution)) {
            if (rest.size() <= SIDE_BY_SIDE) {
                blocks.add(new Block.Lines(rest.stream()
                        .<Expr>map(unit -> factors.deltaAtOnce(unit.name()))
                        .toList()));
            } else {
                deltas(rest, false);
            }
            return;
        }
        List<Network.Unit> chosen = chosen(layer);
        boolean first = true;
        for (Network.Unit unit : chosen) {
            chain(unit, parametersInto(unit).get(0), output, first);
            first = false;
        }
        rest.removeAll(chosen);
        if (chosen.isEmpty()) {
            firstDelta(rest.remove(0).name(), output);
        }
        if (!rest.isEmpty()) {
            deltas(rest, true);
        }
        sharedApart(layer);
    }

    /** What is used in several places, where no table of all parameters says it. */
    private void sharedApart(Network.Layer layer) {
        if (network.asked().isPresent() || !ParameterTable.fits(network)) {
            shared(layer);
        }
    }

    /** The units with a weight that was asked for by name; where none was, the first that has one stands for all. */
    private List<Network.Unit> chosen(Network.Layer layer) {
        List<Network.Unit> all = layer.units().stream()
                .filter(unit -> !parametersInto(unit).isEmpty())
                .toList();
        return network.asked().isPresent() ? all : all.stream().limit(1).toList();
    }

    /** The chain rule for one weight, a line for each factor. */
    private void chain(Network.Unit unit, String lead, boolean output, boolean first) {
        Place place = places(lead).get(0);
        blocks.add(new Block.Paragraph(
                first
                        ? factors.reach(lead, unit.name(), output)
                        : Message.of(
                                output ? "backward.next.output" : "backward.next.hidden",
                                Message.math(new Param(lead).expr()),
                                Message.math(new Out(unit.name()).expr()))));
        blocks.add(new Block.Lines(factors.chain(lead, place)));
        var lines = new ArrayList<Expr>();
        lines.addAll(output ? List.of(factors.lossLine(unit.name())) : factors.upstreamLines(unit.name()));
        lines.addAll(factors.slopeLines(unit.name()));
        lines.add(factors.thirdLine(lead, place));
        blocks.add(new Block.Paragraph(Message.of("backward.factors")));
        factors.side(unit.name()).ifPresent(side -> blocks.add(new Block.Paragraph(side)));
        blocks.add(new Block.Lines(lines));
        blocks.add(
                new Block.Paragraph(Message.of("backward.delta.short", Message.math(new Delta(unit.name()).expr()))));
        blocks.add(new Block.Lines(factors.delta(unit.name()), Factors.result(gradient(lead))));
    }

    /** Where no parameter into the layer is asked for by itself, one delta still shows how all of them come about. */
    private void firstDelta(String unit, boolean output) {
        blocks.add(new Block.Paragraph(Message.of("backward.delta.first", Message.math(new Out(unit).expr()))));
        blocks.addAll(output ? factors.first(unit) : factors.upstream(unit));
        blocks.addAll(factors.second(unit));
        blocks.add(new Block.Lines(factors.delta(unit)));
    }

    /** The asked parameters that stand in this unit and nowhere else. */
    private List<String> parametersInto(Network.Unit unit) {
        var all = new ArrayList<String>();
        unit.incoming().forEach(edge -> all.add(edge.weight()));
        unit.bias().ifPresent(all::add);
        return all.stream()
                .filter(name -> asked.contains(name) && places(name).size() == 1)
                .toList();
    }

    private List<Place> places(String parameter) {
        return places.getOrDefault(parameter, List.of());
    }

    private void unit(Network.Unit unit, List<String> parameters, boolean output, boolean softmax, boolean first) {
        String lead = parameters.get(0);
        Place place = places(lead).get(0);
        if (softmax) {
            if (first) {
                blocks.add(new Block.Paragraph(Message.of("softmax.gradients")));
            }
            blocks.add(new Block.Lines(
                    parameters.stream().<Expr>map(this::gradient).toList()));
            return;
        }
        Expr chain = factors.chain(lead, place);
        if (first) {
            blocks.add(new Block.Paragraph(factors.reach(lead, unit.name(), output)));
            blocks.add(new Block.Lines(chain));
            blocks.addAll(output ? factors.first(unit.name()) : factors.upstream(unit.name()));
            blocks.addAll(factors.second(unit.name()));
            blocks.addAll(factors.third(lead, place));
            blocks.add(new Block.Paragraph(Message.of(
                    "backward.delta",
                    Message.math(new Delta(unit.name()).expr()),
                    Message.math(new Net(unit.name()).expr()))));
            blocks.add(new Block.Lines(factors.delta(unit.name())));
            blocks.add(new Block.Paragraph(Message.of("backward.product")));
            blocks.add(new Block.Lines(factors.product(lead, place)));
        } else {
            blocks.add(new Block.Paragraph(Message.of(
                    output ? "backward.next.output" : "backward.next.hidden",
                    Message.math(new Param(lead).expr()),
                    Message.math(new Out(unit.name()).expr()))));
            var lines = new ArrayList<Expr>();
            lines.add(chain);
            lines.addAll(output ? List.of(factors.lossLine(unit.name())) : factors.upstreamLines(unit.name()));
            lines.addAll(factors.slopeLines(unit.name()));
            lines.add(factors.delta(unit.name()));
            lines.add(gradient(lead));
            factors.side(unit.name()).ifPresent(side -> blocks.add(new Block.Paragraph(side)));
            blocks.add(new Block.Lines(lines));
        }
        if (parameters.size() > 1) {
            blocks.add(
                    new Block.Paragraph(Message.of("backward.same.unit", Message.math(new Delta(unit.name()).expr()))));
            blocks.add(new Block.Lines(
                    parameters.stream().skip(1).<Expr>map(this::gradient).toList()));
        }
    }

    /** dE/dw6 = delta(o1) * h2 = numbers = value. */
    Expr.Relation gradient(String parameter) {
        var gradient = new Partial(Quantity.LOSS, new Param(parameter));
        List<Place> where = places(parameter);
        var forms = new ArrayList<Expr>();
        if (where.size() == 1 && !where.get(0).isBias()) {
            Place place = where.get(0);
            forms.add(Expr.mul(
                    new Delta(place.unit()).expr(), new Partial(new Net(place.unit()), new Param(parameter)).expr()));
        }
        Expr step = working.derivation.step(gradient).expression();
        forms.add(step);
        return working.line(gradient, forms, step);
    }

    private void shared(Network.Layer layer) {
        var names = new LinkedHashSet<String>();
        for (Network.Unit unit : layer.units()) {
            unit.incoming().forEach(edge -> names.add(edge.weight()));
            unit.bias().ifPresent(names::add);
        }
        // A parameter that also stands in an earlier layer is finished there, once all its deltas are known.
        names.removeIf(name -> !asked.contains(name) || places(name).size() < 2 || !isFirstLayerOf(name, layer));
        if (!names.isEmpty()) {
            blocks.add(new Block.Paragraph(Message.of(
                    "backward.shared",
                    Message.all(
                            names.stream().map(name -> new Param(name).expr()).toList()))));
            blocks.add(new Block.Lines(names.stream().<Expr>map(this::gradient).toList()));
        }
    }

    private boolean isFirstLayerOf(String parameter, Network.Layer layer) {
        String unit = places(parameter).get(0).unit();
        return layer.units().stream().anyMatch(u -> u.name().equals(unit));
    }

    private void deltas(List<Network.Unit> units, boolean afterOthers) {
        blocks.add(new Block.Paragraph(Message.of(afterOthers ? "backward.deltas.rest" : "backward.deltas.all")));
        var rows = new ArrayList<List<Message>>();
        for (Network.Unit unit : units) {
            var upstream = new Partial(Quantity.LOSS, new Out(unit.name()));
            var slope = new Partial(new Out(unit.name()), new Net(unit.name()));
            rows.add(List.of(
                    Message.of(new Out(unit.name()).expr()), Message.of(working.number(upstream)),
                    Message.of(working.number(slope)), Message.of(working.number(new Delta(unit.name())))));
        }
        String any = units.get(0).name();
        blocks.add(new Block.Table(
                List.of(
                        Message.of("table.unit"),
                        Message.of("table.upstream"),
                        Message.of("table.slope"),
                        Message.of("table.delta")),
                rows));
        if (units.size() == 1) {
            factors.side(any).ifPresent(side -> blocks.add(new Block.Paragraph(side)));
        } else {
            List<Expr> sides = units.stream()
                    .flatMap(unit -> working
                            .side(working.derivation
                                    .step(new Partial(new Out(unit.name()), new Net(unit.name())))
                                    .expression())
                            .stream())
                    .toList();
            if (!sides.isEmpty()) {
                blocks.add(new Block.Paragraph(Message.of("factor.sides", Message.all(sides))));
            }
        }
    }

    private void rest() {
        boolean full = Coverage.FACTORS.isIn(working.solution);
        List<String> names = network.parameters().keySet().stream()
                .filter(name -> !full || !asked.contains(name))
                .toList();
        if (names.isEmpty()) {
            return;
        }
        blocks.add(new Block.Heading(3, Message.of(full ? "backward.rest.heading" : "parameters.heading")));
        blocks.add(new Block.Paragraph(Message.of("backward.rest")));
        blocks.addAll(gradients(working, names));
    }

    /** Gradients in a table: the formula, the same in numbers, the value. */
    static List<Block> gradients(Working working, Iterable<String> names) {
        var rows = new ArrayList<List<Message>>();
        for (String name : names) {
            var gradient = new Partial(Quantity.LOSS, new Param(name));
            Expr step = working.derivation.step(gradient).expression();
            rows.add(List.of(
                    Message.of(new Param(name).expr()),
                    Message.of(step),
                    Message.of(working.numbers(step)),
                    Message.of(working.number(gradient))));
        }
        return NetworkReport.table(
                List.of(
                        Message.of("table.parameter"),
                        Message.of("table.product"),
                        Message.of("table.numbers"),
                        Message.of("table.gradient")),
                rows);
    }
}
