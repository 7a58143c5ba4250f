package chalkgrad.write;

import chalkgrad.write.Picture.Anchor;
import chalkgrad.write.Picture.Circle;
import chalkgrad.write.Picture.Content;
import chalkgrad.write.Picture.Curve;
import chalkgrad.write.Picture.Ink;
import chalkgrad.write.Picture.Label;
import chalkgrad.write.Picture.Line;
import chalkgrad.write.Picture.MathContent;
import chalkgrad.write.Picture.Point;
import chalkgrad.write.Picture.RoundedBox;
import chalkgrad.write.Picture.Shape;
import chalkgrad.write.Picture.TextContent;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A picture as an SVG file that needs nothing else: no fonts to load, no style sheet, no script.
 *
 * <p>{@code new SvgWriter().write(picture, "A network with two inputs")}.
 *
 * <p>It lies on a sheet of its own, so that it can be read on a dark page too.
 */
final class SvgWriter {
    private static final double MARGIN = 8;
    private static final String PAPER = "#ffffff";
    private static final Map<Ink, String> INKS =
            Map.of(Ink.BLACK, "#1a1a1a", Ink.GREY, "#767676", Ink.BLUE, "#1f5fa8", Ink.RED, "#b3261e");
    private static final Map<Anchor, String> ANCHORS =
            Map.of(Anchor.START, "start", Anchor.MIDDLE, "middle", Anchor.END, "end");

    private static final String LOWS = "₀₁₂₃₄₅₆₇₈₉₊₋";
    private static final String HIGHS = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻";
    private static final String PLAIN = "0123456789+−";
    private static final Pattern PART =
            Pattern.compile("(?<low>[" + LOWS + "]+)|(?<high>[" + HIGHS + "]+)|[^" + LOWS + HIGHS + "]+");

    /** An index's size and place, in parts of the label's size. */
    private static final double INDEX = 0.7;

    private static final double LOW = 0.2;
    private static final double HIGH = -0.35;

    /** How far below a label's middle its base line lies, in parts of its size: half of a letter between x and capital height. */
    private static final double DROP = 0.31;

    /** What a label looks like, and how wide its characters are on average, in parts of its size. */
    private record Words(String style, String text, double advance) {}

    private final Function<Content, Words> contents = Cases.<Content, Words>over(Content.class, Words.class)
            .on(MathContent.class, math -> math(math.formula().text()))
            .on(TextContent.class, words -> new Words("words", words.text(), 0.52))
            .complete();

    /** Numbers stand upright, letters are in italics. */
    private static Words math(String text) {
        return new Words(PlainText.any(text, Character::isLetter) ? "math" : "words", text, 0.5);
    }

    /** The file's text; {@code description} is what a screen reader reads. */
    String write(Picture picture, String description) {
        double width = picture.width() + 2 * MARGIN;
        double height = picture.height() + 2 * MARGIN;
        // SVG's y grows downwards; the page's upwards.
        Function<Shape, String> shapes = shapes(picture.height());
        String body = picture.shapes().stream()
                .map(shape -> "    " + shapes.apply(shape) + "\n")
                .collect(Collectors.joining());
        return """
                <svg xmlns="http://www.w3.org/2000/svg" width="%s" height="%s" viewBox="%s %s %s %s" role="img" aria-labelledby="d">
                  <title id="d">%s</title>
                  <style>
                    .math { font: italic 10px "Latin Modern Math", "STIX Two Text", "Times New Roman", "Nanum Myeongjo", serif }
                    .words { font: 10px "Latin Modern Roman", "STIX Two Text", "Times New Roman", "Nanum Myeongjo", serif }
                  </style>
                  <rect x="%s" y="%s" width="%s" height="%s" rx="6" fill="%s"/>
                  <g fill="none" stroke-linecap="round" stroke-linejoin="round">
                %s  </g>
                </svg>
                """.formatted(
                        number(width * 4 / 3),
                        number(height * 4 / 3),
                        number(-MARGIN),
                        number(-MARGIN),
                        number(width),
                        number(height),
                        escape(description),
                        number(-MARGIN),
                        number(-MARGIN),
                        number(width),
                        number(height),
                        PAPER,
                        body);
    }

    private Function<Shape, String> shapes(double top) {
        return Cases.<Shape, String>over(Shape.class, String.class)
                .on(Circle.class, circle -> circle(circle, top))
                .on(RoundedBox.class, box -> box(box, top))
                .on(Line.class, line -> line(line, top))
                .on(
                        Curve.class,
                        curve -> "<polyline points=\"" + points(curve.points(), top) + "\""
                                + pen(curve.ink(), curve.width()) + "/>")
                .on(Label.class, label -> label(label, top))
                .complete();
    }

    private static String circle(Circle circle, double top) {
        return "<circle cx=\"" + number(circle.x()) + "\" cy=\"" + number(top - circle.y()) + "\" r=\""
                + number(circle.radius()) + "\" fill=\"" + PAPER + "\"" + pen(circle.ink(), 0.8) + "/>";
    }

    private static String box(RoundedBox box, double top) {
        return "<rect x=\"" + number(box.x() - box.width() / 2) + "\" y=\"" + number(top - box.y() - box.height() / 2)
                + "\" width=\"" + number(box.width()) + "\" height=\"" + number(box.height()) + "\" rx=\""
                + number(box.radius()) + "\" fill=\"" + PAPER + "\"" + pen(box.ink(), 0.8) + "/>";
    }

    private static String line(Line line, double top) {
        if (!line.arrow()) {
            return shaft(line, new Point(line.x2(), line.y2()), top);
        }
        ArrowHead head = ArrowHead.of(line);
        return shaft(line, head.base(), top) + "<polygon points=\"" + points(head.corners(), top) + "\" fill=\""
                + INKS.get(line.ink()) + "\"/>";
    }

    private static String shaft(Line line, Point end, double top) {
        return "<line x1=\"" + number(line.x1()) + "\" y1=\"" + number(top - line.y1()) + "\" x2=\"" + number(end.x())
                + "\" y2=\"" + number(top - end.y()) + "\"" + pen(line.ink(), line.width()) + "/>";
    }

    private String label(Label label, double top) {
        Words words = contents.apply(label.content());
        double middle = top - label.y();
        String text = "<text class=\"" + words.style() + "\" x=\"" + number(label.x()) + "\" y=\""
                + number(middle + DROP * label.size()) + "\" text-anchor=\"" + ANCHORS.get(label.anchor())
                + "\" style=\"font-size:" + number(label.size()) + "px\" fill=\"" + INKS.get(label.ink()) + "\">"
                + indices(escape(words.text()), label.size()) + "</text>";
        return label.clear() ? clearing(label, words, middle) + text : text;
    }

    /** The paper behind a label: an estimate, as nobody measures an SVG's fonts before they are used. */
    private static String clearing(Label label, Words words, double middle) {
        double width = TextWidth.of(PlainText.visible(words.text())) / 0.5 * words.advance() * label.size() + 2;
        double height = 1.1 * label.size();
        double left = label.x() - width / 2;
        return "<rect x=\""
                + number(
                        label.anchor() == Anchor.START
                                ? left - 1 + width / 2
                                : label.anchor() == Anchor.END ? left + 1 - width / 2 : left)
                + "\" y=\"" + number(middle - height / 2) + "\" width=\"" + number(width) + "\" height=\""
                + number(height) + "\" fill=\"" + PAPER + "\"/>";
    }

    /** Unicode's small digits as digits that are set low or high: few fonts have the small ones, and none in their italics. */
    private static String indices(String escaped, double size) {
        StringBuilder out = new StringBuilder();
        double shift = 0;
        Matcher part = PART.matcher(escaped);
        while (part.find()) {
            String text = part.group();
            double wanted = size * (part.group("low") != null ? LOW : part.group("high") != null ? HIGH : 0);
            boolean index = wanted != 0;
            out.append(
                    wanted == shift && !index
                            ? text
                            : "<tspan dy=\"" + number(wanted - shift) + "\""
                                    + (index
                                            ? " style=\"font-size:" + number(INDEX * size) + "px;font-style:normal\""
                                            : "")
                                    + ">"
                                    + (index ? ordinary(text) : text) + "</tspan>");
            shift = wanted;
        }
        return out.toString();
    }

    private static String ordinary(String index) {
        return index.codePoints()
                .mapToObj(c -> PLAIN.substring(Math.floorMod((LOWS + HIGHS).indexOf(c), PLAIN.length()))
                        .substring(0, 1))
                .collect(Collectors.joining());
    }

    private static String pen(Ink ink, double width) {
        return " stroke=\"" + INKS.get(ink) + "\" stroke-width=\"" + number(width) + "\"";
    }

    private static String points(List<Point> points, double top) {
        return points.stream()
                .map(point -> number(point.x()) + "," + number(top - point.y()))
                .collect(Collectors.joining(" "));
    }

    private static String number(double value) {
        return Numbers.short2(value);
    }

    private static String escape(String text) {
        return PlainText.visible(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
