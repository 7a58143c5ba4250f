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
import chalkgrad.write.Picture.Tag;
import chalkgrad.write.Picture.TextContent;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A picture as an SVG file that needs nothing else: no fonts to load, no style sheet, no script. Or as a part of a page in HTML.
 *
 * <p>{@code new SvgWriter().write(picture, "A network with two inputs")}.
 *
 * <p>A file lies on a sheet of its own, so that it can be read on a dark page too. A part of a page takes the page's colours, and
 * its shapes carry their tags: {@code data-nodes="h1"}, {@code data-edges="x1,h1,w1"}, several with spaces between them.
 */
public final class SvgWriter {
    private static final double MARGIN = 8;

    /** Where colours come from, and whether shapes carry their tags. */
    private record Look(String paper, Map<Ink, String> inks, boolean tagged) {}

    private static final Look FILE = new Look(
            "#ffffff",
            Map.of(Ink.BLACK, "#1a1a1a", Ink.GREY, "#767676", Ink.BLUE, "#1f5fa8", Ink.RED, "#b3261e"),
            false);
    private static final Look PAGE = new Look(
            "var(--paper)",
            Map.of(
                    Ink.BLACK, "var(--ink-black)",
                    Ink.GREY, "var(--ink-grey)",
                    Ink.BLUE, "var(--ink-blue)",
                    Ink.RED, "var(--ink-red)"),
            true);

    /** How wide a line can be pointed at. */
    private static final double REACH = 9;

    private static final Map<Anchor, String> ANCHORS =
            Map.of(Anchor.START, "start", Anchor.MIDDLE, "middle", Anchor.END, "end");

    private static final String LOWS = "₀₁₂₃₄₅₆₇₈₉₊₋₍₎";
    private static final String HIGHS = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾";
    private static final String PLAIN = "0123456789+−()";

    /** Indices as our plain text writes them: small digits, a sign with one character, or a sign with braces. */
    private static final Pattern PART = Pattern.compile(
            "(?<low>[" + LOWS + "]+)|(?<high>[" + HIGHS
                    + "]+)|(?<mark>[_^])(?:\\{(?<script>[^{}]*)\\}|(?<single>[\\p{L}\\p{N}+*]))|(?<letter>(?<![\\p{L}\\p{M}])\\p{L}\\p{M}*(?![\\p{L}]))|.");

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

    private final Look look;

    /** For files. */
    public SvgWriter() {
        this(FILE);
    }

    private SvgWriter(Look look) {
        this.look = look;
    }

    /** For parts of a page in HTML. */
    static SvgWriter forPages() {
        return new SvgWriter(PAGE);
    }

    /**
     * A part of a page.
     *
     * @param id the page's name for this picture, of letters, digits and hyphens
     */
    String part(Picture picture, String description, String id) {
        double width = picture.width() + 2 * MARGIN;
        double height = picture.height() + 2 * MARGIN;
        // A description, as a title would come up wherever the pointer rests.
        return """
                <svg class="picture" style="--width:%spx" width="%s" height="%s" viewBox="%s %s %s %s" role="img" aria-labelledby="%s">
                  <desc id="%s">%s</desc>
                  <g fill="none" stroke-linecap="round" stroke-linejoin="round">
                %s  </g>
                </svg>""".formatted(
                        number(width * 4 / 3),
                        number(width * 4 / 3),
                        number(height * 4 / 3),
                        number(-MARGIN),
                        number(-MARGIN),
                        number(width),
                        number(height),
                        id,
                        id,
                        escape(description),
                        body(picture));
    }

    private String body(Picture picture) {
        // SVG's y grows downwards; the page's upwards.
        Function<Shape, String> shapes = shapes(picture.height());
        return picture.shapes().stream()
                .map(shape -> "    " + tagged(shape, shapes.apply(shape), picture.height()) + "\n")
                .collect(Collectors.joining());
    }

    private String tagged(Shape shape, String drawn, double top) {
        Tag tag = shape.tag();
        if (!look.tagged || tag.nodes().isEmpty() && tag.edges().isEmpty()) {
            return drawn;
        }
        String nodes = String.join(" ", tag.nodes());
        String edges = tag.edges().stream()
                .map(edge -> edge.from() + "," + edge.to() + "," + edge.quantity())
                .collect(Collectors.joining(" "));
        String reach = shape instanceof Line line
                ? "<line class=\"reach\" stroke-width=\"" + number(REACH) + "\""
                        + ends(line.x1(), line.y1(), line.x2(), line.y2(), top) + "/>"
                : "";
        return "<g" + (nodes.isEmpty() ? "" : " data-nodes=\"" + escape(nodes) + "\"")
                + (edges.isEmpty() ? "" : " data-edges=\"" + escape(edges) + "\"") + ">" + reach + drawn + "</g>";
    }

    /** The file's text; {@code description} is what a screen reader reads. */
    public String write(Picture picture, String description) {
        double width = picture.width() + 2 * MARGIN;
        double height = picture.height() + 2 * MARGIN;
        return """
                <svg xmlns="http://www.w3.org/2000/svg" width="%s" height="%s" viewBox="%s %s %s %s" role="img" aria-labelledby="d">
                  <title id="d">%s</title>
                  <style>
                    .math { font: 10px "Latin Modern Math", "STIX Two Text", "Times New Roman", "Nanum Myeongjo", serif }
                    .letter { font-style: italic }
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
                        look.paper,
                        body(picture));
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

    private String circle(Circle circle, double top) {
        return "<circle cx=\"" + number(circle.x()) + "\" cy=\"" + number(top - circle.y()) + "\" r=\""
                + number(circle.radius()) + "\" fill=\"" + look.paper + "\"" + pen(circle.ink(), 0.8) + "/>";
    }

    private String box(RoundedBox box, double top) {
        return "<rect x=\"" + number(box.x() - box.width() / 2) + "\" y=\"" + number(top - box.y() - box.height() / 2)
                + "\" width=\"" + number(box.width()) + "\" height=\"" + number(box.height()) + "\" rx=\""
                + number(box.radius()) + "\" fill=\"" + look.paper + "\"" + pen(box.ink(), 0.8) + "/>";
    }

    private String line(Line line, double top) {
        if (!line.arrow()) {
            return shaft(line, new Point(line.x2(), line.y2()), top);
        }
        ArrowHead head = ArrowHead.of(line);
        return shaft(line, head.base(), top) + "<polygon points=\"" + points(head.corners(), top) + "\" fill=\""
                + look.inks.get(line.ink()) + "\"/>";
    }

    private String shaft(Line line, Point end, double top) {
        return "<line" + ends(line.x1(), line.y1(), end.x(), end.y(), top) + pen(line.ink(), line.width()) + "/>";
    }

    private static String ends(double x1, double y1, double x2, double y2, double top) {
        return " x1=\"" + number(x1) + "\" y1=\"" + number(top - y1) + "\" x2=\"" + number(x2) + "\" y2=\""
                + number(top - y2) + "\"";
    }

    private String label(Label label, double top) {
        Words words = contents.apply(label.content());
        double middle = top - label.y();
        String text = "<text class=\"" + words.style() + "\" x=\"" + number(label.x()) + "\" y=\""
                + number(middle + DROP * label.size()) + "\" text-anchor=\"" + ANCHORS.get(label.anchor())
                + "\" style=\"font-size:" + number(label.size()) + "px\" fill=\"" + look.inks.get(label.ink()) + "\">"
                + spans(words, label.size()) + "</text>";
        return label.clear() ? clearing(label, words, middle) + text : text;
    }

    /** The paper behind a label: an estimate, as nobody measures an SVG's fonts before they are used. */
    private String clearing(Label label, Words words, double middle) {
        double width = TextWidth.of(PlainText.visible(words.text())) / 0.5 * words.advance() * label.size() + 2;
        double height = 1.1 * label.size();
        double left = label.x() - width / 2;
        return "<rect x=\""
                + number(
                        label.anchor() == Anchor.START
                                ? left - 1 + width / 2
                                : label.anchor() == Anchor.END ? left + 1 - width / 2 : left)
                + "\" y=\"" + number(middle - height / 2) + "\" width=\"" + number(width) + "\" height=\""
                + number(height) + "\" fill=\"" + look.paper + "\"/>";
    }

    /**
     * Unicode's small digits as digits that are set low or high: few fonts have the small ones. In a formula single letters are in
     * italics, and words, digits and signs are not.
     */
    private static String spans(Words words, double size) {
        boolean math = words.style.equals("math");
        StringBuilder out = new StringBuilder();
        StringBuilder run = new StringBuilder();
        Style style = Style.ORDINARY;
        double shift = 0;
        Matcher part = PART.matcher(PlainText.visible(words.text()));
        while (part.find()) {
            Style next = style(part, math);
            if (next != style || next.size < 1) {
                shift = flush(run, style, shift, size, out);
                style = next;
            }
            run.append(written(part, next));
        }
        flush(run, style, shift, size, out);
        return out.toString();
    }

    /** How a stretch of a label is set, in parts of the label's size: shift is how far down. */
    private enum Style {
        ORDINARY(0, 1),
        LETTER(0, 1),
        BELOW(LOW, INDEX),
        ABOVE(HIGH, INDEX);

        private final double shift;
        private final double size;

        Style(double shift, double size) {
            this.shift = shift;
            this.size = size;
        }
    }

    private static Style style(Matcher part, boolean math) {
        String mark = math ? part.group("mark") : null;
        if (part.group("low") != null || "_".equals(mark)) {
            return Style.BELOW;
        } else if (part.group("high") != null || "^".equals(mark)) {
            return Style.ABOVE;
        }
        return math && part.group("letter") != null ? Style.LETTER : Style.ORDINARY;
    }

    private static String written(Matcher part, Style style) {
        if (style.size == 1) {
            return part.group();
        } else if (part.group("mark") == null) {
            return ordinary(part.group());
        }
        return part.group("script") == null ? part.group("single") : part.group("script");
    }

    /** Writes a stretch, and tells how far down it was set. */
    private static double flush(StringBuilder run, Style style, double before, double size, StringBuilder out) {
        if (run.isEmpty()) {
            return before;
        }
        double shift = style.shift * size;
        String text = escape(run.toString());
        run.setLength(0);
        String attributes = (shift == before ? "" : " dy=\"" + number(shift - before) + "\"")
                + (style.size == 1 ? "" : " style=\"font-size:" + number(style.size * size) + "px\"")
                + (style == Style.LETTER ? " class=\"letter\"" : "");
        out.append(attributes.isEmpty() ? text : "<tspan" + attributes + ">" + text + "</tspan>");
        return shift;
    }

    private static String ordinary(String index) {
        return index.codePoints()
                .mapToObj(c -> PLAIN.substring(Math.floorMod((LOWS + HIGHS).indexOf(c), PLAIN.length()))
                        .substring(0, 1))
                .collect(Collectors.joining());
    }

    private String pen(Ink ink, double width) {
        return " stroke=\"" + look.inks.get(ink) + "\" stroke-width=\"" + number(width) + "\"";
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
