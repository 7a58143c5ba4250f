package chalkgrad.write;

import chalkgrad.algebra.Expr;
import chalkgrad.model.Network;
import chalkgrad.model.Quantity;
import chalkgrad.write.Picture.Anchor;
import chalkgrad.write.Picture.Ink;
import chalkgrad.write.Picture.Label;
import chalkgrad.write.Picture.Line;
import chalkgrad.write.Picture.Shape;
import chalkgrad.write.Picture.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The picture of a network that is too large to draw unit by unit: a box for each layer, the weight matrices between them. */
final class LayersPicture {
    private static final double BOX = 62;
    private static final double GAP = 58;
    private static final double HEIGHT = 96;

    private final Network network;
    private final Function<Expr, Page.Formula> formulas;
    private final Messages messages;

    LayersPicture(Network network, Function<Expr, Page.Formula> formulas, Messages messages) {
        this.network = network;
        this.formulas = formulas;
        this.messages = messages;
    }

    Picture picture() {
        var shapes = new ArrayList<Shape>();
        int count = network.layers().size() + 1;
        double middle = HEIGHT / 2 - 6;
        for (int l = 0; l < count; l++) {
            double x = 4 + l * (BOX + GAP);
            List<String> names = names(l);
            int units = names.size();
            var layer = new Tag(names, List.of());
            box(x, middle - 24, BOX, 48, layer, shapes);
            Page.Formula letter = formulas.apply(new Quantity.Whole(Quantity.Part.OUT, l).expr());
            shapes.add(new Label(
                    x + BOX / 2,
                    middle + 9,
                    Anchor.MIDDLE,
                    12,
                    false,
                    new Picture.MathContent(letter),
                    Ink.BLACK,
                    layer));
            shapes.add(words(x + BOX / 2, middle - 11, units + " " + messages.pattern("figure.units"), Ink.BLACK));
            String key = l == 0 ? "figure.input" : l == count - 1 ? "figure.output" : "figure.hidden";
            shapes.add(words(x + BOX / 2, HEIGHT - 6, messages.pattern(key), Ink.GREY));
            if (l > 0) {
                int before = names(l - 1).size();
                double start = x - GAP;
                shapes.add(new Line(start + 3, middle, x - 2, middle, 0.6, true, Ink.BLACK, edges(l)));
                Page.Formula weights = formulas.apply(new Quantity.Whole(Quantity.Part.WEIGHTS, l).expr());
                shapes.add(new Label(
                        start + GAP / 2,
                        middle + 11,
                        Anchor.MIDDLE,
                        10,
                        false,
                        new Picture.MathContent(weights),
                        Ink.BLACK));
                shapes.add(words(start + GAP / 2, middle - 10, units + "×" + before, Ink.GREY));
            }
        }
        return new Picture(8 + count * BOX + (count - 1) * GAP, HEIGHT, shapes);
    }

    private List<String> names(int layer) {
        return layer == 0
                ? network.inputs()
                : network.layers().get(layer - 1).units().stream()
                        .map(Network.Unit::name)
                        .toList();
    }

    /** One arrow stands for all edges into a layer, and the biases. */
    private Tag edges(int layer) {
        var edges = new ArrayList<Picture.Edge>();
        for (Network.Unit unit : network.layers().get(layer - 1).units()) {
            unit.incoming().forEach(edge -> edges.add(new Picture.Edge(edge.source(), unit.name(), edge.weight())));
            unit.bias().ifPresent(bias -> edges.add(new Picture.Edge("", unit.name(), bias)));
        }
        return new Tag(List.of(), edges);
    }

    private static Label words(double x, double y, String text, Ink ink) {
        return new Label(x, y, Anchor.MIDDLE, 8.5, false, new Picture.TextContent(text), ink);
    }

    private static void box(double x, double y, double width, double height, Tag tag, List<Shape> shapes) {
        shapes.add(new Picture.Curve(
                List.of(
                        new Picture.Point(x, y),
                        new Picture.Point(x + width, y),
                        new Picture.Point(x + width, y + height),
                        new Picture.Point(x, y + height),
                        new Picture.Point(x, y)),
                0.7,
                Ink.BLACK,
                tag));
    }
}
