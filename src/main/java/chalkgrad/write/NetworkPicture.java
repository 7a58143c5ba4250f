package chalkgrad.write;

import chalkgrad.algebra.Expr;
import chalkgrad.model.Network;
import chalkgrad.model.Quantity;
import chalkgrad.report.Block;
import chalkgrad.write.Picture.Anchor;
import chalkgrad.write.Picture.Circle;
import chalkgrad.write.Picture.Ink;
import chalkgrad.write.Picture.Label;
import chalkgrad.write.Picture.Line;
import chalkgrad.write.Picture.MathContent;
import chalkgrad.write.Picture.Shape;
import chalkgrad.write.Picture.Tag;
import chalkgrad.write.Picture.TextContent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * Lays out the picture of a network: units, edges, and each weight with its value.
 *
 * <p>While there is room a label stands beside its edge; in denser networks each edge ends at its label, before the unit, so that no
 * line crosses a label; past eight units a layer the picture shows whole layers.
 */
final class NetworkPicture {
    private static final double RADIUS = 15;
    private static final double NAME_SIZE = 11;
    private static final double TITLE_SIZE = 9;
    private static final double TITLE_ROOM = 20; // half the width of a layer's name
    private static final double LABEL_SIZE = 8;
    private static final double PORT_SIZE = 7.5;
    private static final double PORT_HEIGHT = 12;
    /** As close as labels can stand: where a layer has many, the page's height is what limits their size. */
    private static final double CLOSE_PORT_HEIGHT = 8.7;

    /** The same where they have a superscript over a subscript. */
    private static final double TALL_PORT_HEIGHT = 10.6;

    private static final int MANY_PORTS = 30;

    /** Between units and the labels of the next layer. */
    private static final double LEAST_GAP = 62;

    private static final double MOST_GAP = 170;
    /** The widest that layers of such labels are drawn apart for no other reason than to be read easily. */
    private static final double PORTS_WIDTH = 330;
    /** How much further apart than it needs a small layer beside a large one is drawn. */
    private static final double MOST_SPREAD = 1.6;

    private static final double THIN = 0.5;
    private static final double[] DISTANCES = {150, 185, 220};

    private final Network network;
    private final Map<String, BigDecimal> parameters;
    private final Function<Expr, Page.Formula> formulas;
    private final Messages messages;
    private final List<Shape> lines = new ArrayList<>();
    private final List<Shape> marks = new ArrayList<>();

    NetworkPicture(
            Network network,
            Map<String, BigDecimal> parameters,
            Function<Expr, Page.Formula> formulas,
            Messages messages) {
        this.network = network;
        this.parameters = parameters;
        this.formulas = formulas;
        this.messages = messages;
    }

    Picture picture() {
        if (network.widest() > Block.DRAWN_UNITS) {
            return new LayersPicture(network, formulas, messages).picture();
        }
        for (double distance : DISTANCES) {
            Optional<Picture> picture = beside(distance);
            if (picture.isPresent()) {
                return picture.get();
            }
        }
        return ports();
    }

    private List<String> units(int layer) {
        return layer == 0
                ? network.inputs()
                : network.layers().get(layer - 1).units().stream()
                        .map(Network.Unit::name)
                        .toList();
    }

    /** Labels beside their edges; empty where there is no room for all of them. */
    private Optional<Picture> beside(double distance) {
        lines.clear();
        marks.clear();
        int layers = network.layers().size() + 1;
        int most = network.widest();
        double spacing = 80;
        double height = (most - 1) * spacing + 2 * RADIUS + 50;
        double left = 60;
        var places = new HashMap<String, Picture.Point>();
        for (int l = 0; l < layers; l++) {
            List<String> names = units(l);
            double x = left + l * distance;
            double top = 26 + (height - 50) / 2 + (names.size() - 1) * spacing / 2 + 4;
            for (int i = 0; i < names.size(); i++) {
                places.put(names.get(i), new Picture.Point(x, top - i * spacing));
            }
            title(l, x, height);
        }
        var room = new LabelRoom();
        places.values().forEach(p -> room.block(p.x(), p.y(), RADIUS, RADIUS));
        marks.forEach(title -> room.block(((Label) title).x(), height - 6, TITLE_ROOM, TITLE_SIZE / 2));
        for (Network.Layer layer : network.layers()) {
            for (Network.Unit unit : layer.units()) {
                for (Network.Edge edge : unit.incoming()) {
                    Picture.Point from = at(places, edge.source());
                    Picture.Point to = at(places, unit.name());
                    Line line = between(from, to);
                    lines.add(line.tagged(tag(edge, unit)));
                    room.line(line);
                }
            }
        }
        for (Network.Layer layer : network.layers()) {
            for (Network.Unit unit : layer.units()) {
                for (Network.Edge edge : unit.incoming()) {
                    Page.Formula label = value(edge.weight());
                    Line line = between(at(places, edge.source()), at(places, unit.name()));
                    Optional<Picture.Point> place = room.beside(line, width(label, LABEL_SIZE), LABEL_SIZE + 1);
                    if (place.isEmpty()) {
                        return Optional.empty();
                    }
                    marks.add(label(place.get(), label, LABEL_SIZE).tagged(tag(edge, unit)));
                }
                if (unit.bias().isPresent()) {
                    Page.Formula label = value(unit.bias().get());
                    Optional<Picture.Point> place =
                            room.around(at(places, unit.name()), RADIUS, width(label, LABEL_SIZE), LABEL_SIZE + 1);
                    if (place.isEmpty()) {
                        return Optional.empty();
                    }
                    marks.add(label(place.get(), label, LABEL_SIZE).tagged(biasTag(unit)));
                }
            }
        }
        double right = left + (layers - 1) * distance;
        units(places);
        ends(places);
        return Optional.of(picture(right + 75, height));
    }

    /** Each edge ends at its label, and the labels of a unit stand before it like the pins of a chip. */
    private Picture ports() {
        lines.clear();
        marks.clear();
        int layers = network.layers().size() + 1;
        double widest = parameters.keySet().stream()
                .mapToDouble(name -> LabelSize.of(value(name).text()).width() * PORT_SIZE)
                .max()
                .orElse(0);
        // Where the page is wide enough, edges are less steep and easier to follow.
        double narrow = LEAST_GAP + widest + 22 + 2 * RADIUS;
        double spare = (PORTS_WIDTH - (layers - 1) * narrow) / (layers - 1);
        double step = narrow + Math.max(0, Math.min(MOST_GAP - LEAST_GAP, spare));
        double height = 0;
        for (int l = 0; l < layers; l++) {
            height = Math.max(height, heights(l).stream().mapToDouble(h -> h).sum());
        }
        double full = height + 26;
        var places = new HashMap<String, Picture.Point>();
        double left = 60;
        for (int l = 0; l < layers; l++) {
            List<Double> heights = heights(l);
            double total = heights.stream().mapToDouble(h -> h).sum();
            double spread = Math.min(MOST_SPREAD, height / total);
            double y = (height + total * spread) / 2;
            double x = left + l * step;
            List<String> names = units(l);
            for (int i = 0; i < names.size(); i++) {
                places.put(names.get(i), new Picture.Point(x, y - spread * heights.get(i) / 2));
                y -= spread * heights.get(i);
            }
            title(l, x, full);
        }
        for (Network.Layer layer : network.layers()) {
            for (Network.Unit unit : layer.units()) {
                pins(unit, places, widest);
            }
        }
        units(places);
        ends(places);
        return picture(left + (layers - 1) * step + 75, full);
    }

    private void pins(Network.Unit unit, Map<String, Picture.Point> places, double widest) {
        Picture.Point centre = at(places, unit.name());
        int pins = ports(unit);
        double portHeight = portHeight();
        double bar = centre.x() - RADIUS - 10;
        double start = bar - 4 - widest;
        double y = centre.y() + (pins - 1) * portHeight / 2;
        lines.add(new Line(
                bar,
                y + portHeight / 2 - 1,
                bar,
                y - (pins - 0.5) * portHeight + 1,
                THIN,
                false,
                Ink.BLACK,
                Tag.node(unit.name())));
        lines.add(new Line(
                bar, centre.y(), centre.x() - RADIUS, centre.y(), THIN, true, Ink.BLACK, Tag.node(unit.name())));
        for (Network.Edge edge : unit.incoming()) {
            Picture.Point from = at(places, edge.source());
            double dx = start - 3 - from.x();
            double length = Math.hypot(dx, y - from.y());
            lines.add(new Line(
                    from.x() + RADIUS * dx / length,
                    from.y() + RADIUS * (y - from.y()) / length,
                    start - 3,
                    y,
                    0.35,
                    true,
                    Ink.GREY,
                    tag(edge, unit)));
            marks.add(new Label(
                    start,
                    y,
                    Anchor.START,
                    PORT_SIZE,
                    false,
                    new MathContent(value(edge.weight())),
                    Ink.BLACK,
                    tag(edge, unit)));
            y -= portHeight;
        }
        if (unit.bias().isPresent()) {
            marks.add(new Label(
                    start,
                    y,
                    Anchor.START,
                    PORT_SIZE,
                    false,
                    new MathContent(value(unit.bias().get())),
                    Ink.BLUE,
                    biasTag(unit)));
        }
    }

    /** The height of one label before a unit. */
    private double portHeight() {
        int most = 0;
        for (Network.Layer layer : network.layers()) {
            int ports = 0;
            for (Network.Unit unit : layer.units()) {
                ports += ports(unit);
            }
            most = Math.max(most, ports);
        }
        boolean tall = parameters.keySet().stream()
                .anyMatch(name -> value(name).latex().contains("^"));
        return most <= MANY_PORTS ? PORT_HEIGHT : tall ? TALL_PORT_HEIGHT : CLOSE_PORT_HEIGHT;
    }

    private static int ports(Network.Unit unit) {
        return unit.incoming().size() + (unit.bias().isPresent() ? 1 : 0);
    }

    /** How much height each unit of a layer takes. */
    private List<Double> heights(int layer) {
        double portHeight = portHeight();
        if (layer == 0) {
            return network.inputs().stream().map(input -> 2 * RADIUS + 14).toList();
        }
        return network.layers().get(layer - 1).units().stream()
                .map(unit -> Math.max(2 * RADIUS + 12, ports(unit) * portHeight + portHeight / 2 + 1))
                .toList();
    }

    private void title(int layer, double x, double height) {
        int last = network.layers().size();
        String key = layer == 0 ? "figure.input" : layer == last ? "figure.output" : "figure.hidden";
        String title = messages.pattern(key) + (key.endsWith("hidden") && last > 2 ? " " + layer : "");
        marks.add(new Label(x, height - 6, Anchor.MIDDLE, TITLE_SIZE, false, new TextContent(title), Ink.GREY));
    }

    /** The circles, each with its unit's name. */
    private void units(Map<String, Picture.Point> places) {
        places.forEach((name, p) -> lines.add(new Circle(p.x(), p.y(), RADIUS, Ink.BLACK, Tag.node(name))));
        places.forEach((name, p) -> {
            Page.Formula letter = letter(name);
            double size = Math.min(NAME_SIZE, NAME_SIZE * 1.7 * RADIUS / Math.max(1, width(letter, NAME_SIZE)));
            marks.add(label(p, letter, size).tagged(Tag.node(name)));
        });
    }

    /** A unit's output as the text writes it, where that is short enough to stand in a circle; else its name. */
    private Page.Formula letter(String name) {
        boolean input = network.inputs().contains(name);
        Page.Formula output = formulas.apply((input ? new Quantity.Input(name) : new Quantity.Out(name)).expr());
        return output.latex().startsWith("\\mathrm") ? formulas.apply(Expr.sym(name)) : output;
    }

    /** What goes in at the left and is wanted at the right, where there is one sample. */
    private void ends(Map<String, Picture.Point> places) {
        if (network.samples().size() > 1) {
            return;
        }
        Network.Sample sample = network.samples().get(0);
        sample.inputs().forEach((name, value) -> {
            Picture.Point p = at(places, name);
            marks.add(new Label(
                    p.x() - RADIUS - 5,
                    p.y(),
                    Anchor.END,
                    LABEL_SIZE + 1,
                    false,
                    new MathContent(formulas.apply(Expr.num(value))),
                    Ink.BLUE,
                    Tag.node(name)));
        });
        network.targets().forEach((unit, target) -> {
            Picture.Point p = at(places, unit);
            BigDecimal value = sample.targets().get(unit);
            if (value != null) {
                marks.add(new Label(
                        p.x() + RADIUS + 6,
                        p.y(),
                        Anchor.START,
                        LABEL_SIZE + 1,
                        false,
                        new MathContent(formulas.apply(Expr.equal(target.expr(), Expr.num(value)))),
                        Ink.BLUE,
                        Tag.node(unit)));
            }
        });
    }

    private Picture picture(double width, double height) {
        var shapes = new ArrayList<>(lines);
        shapes.addAll(marks);
        return new Picture(width, height, shapes).trimmed();
    }

    private Page.Formula value(String parameter) {
        BigDecimal value = Objects.requireNonNull(parameters.get(parameter), parameter);
        return formulas.apply(Expr.equal(new Quantity.Param(parameter).expr(), Expr.num(value)));
    }

    /** How wide a label is, near enough. */
    static double width(Page.Formula formula, double size) {
        double em = formula.text()
                .codePoints()
                .mapToDouble(c -> c >= 0x1100 && c < 0x2000 || c > 0x3000
                        ? 1.0
                        : "₀₁₂₃₄₅₆₇₈₉₍₎⁽⁾⁺_{}, ".indexOf(c) >= 0 ? 0.36 : 0.56)
                .sum();
        return em * size;
    }

    private static Label label(Picture.Point p, Page.Formula formula, double size) {
        return new Label(p.x(), p.y(), Anchor.MIDDLE, size, false, new MathContent(formula), Ink.BLACK);
    }

    private static Picture.Point at(Map<String, Picture.Point> places, String name) {
        return Objects.requireNonNull(places.get(name), name);
    }

    private static Tag tag(Network.Edge edge, Network.Unit unit) {
        return Tag.edge(edge.source(), unit.name(), edge.weight());
    }

    private static Tag biasTag(Network.Unit unit) {
        return Tag.edge("", unit.name(), unit.bias().orElse(""));
    }

    /** An arrow from rim to rim. */
    private static Line between(Picture.Point from, Picture.Point to) {
        double length = Math.hypot(to.x() - from.x(), to.y() - from.y());
        double ux = (to.x() - from.x()) / length;
        double uy = (to.y() - from.y()) / length;
        return new Line(
                from.x() + RADIUS * ux,
                from.y() + RADIUS * uy,
                to.x() - RADIUS * ux,
                to.y() - RADIUS * uy,
                THIN,
                true,
                Ink.BLACK);
    }
}
