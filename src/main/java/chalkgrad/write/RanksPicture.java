package chalkgrad.write;

import chalkgrad.algebra.Expr;
import chalkgrad.report.Block;
import chalkgrad.report.Block.Vertex;
import chalkgrad.write.Picture.Anchor;
import chalkgrad.write.Picture.Ink;
import chalkgrad.write.Picture.Label;
import chalkgrad.write.Picture.Line;
import chalkgrad.write.Picture.MathContent;
import chalkgrad.write.Picture.RoundedBox;
import chalkgrad.write.Picture.Shape;
import chalkgrad.write.Picture.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * The picture of a graph that is too large to draw node by node: a box for each rank, or for several where there are many, with how many
 * nodes it has and the letters of a few of them.
 */
final class RanksPicture {
    private static final int BOXES = 7;
    private static final double GAP = 18;
    private static final double NARROWEST = 44;
    private static final double WIDEST = 60;
    private static final double ROW = 13;
    private static final double LETTER_SIZE = 9;
    private static final double WORD_SIZE = 7.5;
    private static final int LETTERS = 3;

    private final Block.GraphFigure figure;
    private final Map<String, Integer> ranks;
    private final Function<Expr, Page.Formula> formulas;
    private final Messages messages;

    RanksPicture(
            Block.GraphFigure figure,
            Map<String, Integer> ranks,
            Function<Expr, Page.Formula> formulas,
            Messages messages) {
        this.figure = figure;
        this.ranks = ranks;
        this.formulas = formulas;
        this.messages = messages;
    }

    /** The nodes of some ranks. */
    private record Group(int first, int last, List<Vertex> vertices) {}

    Picture picture() {
        List<Group> groups = groups();
        var shapes = new ArrayList<Shape>();
        double high = ROW * (LETTERS + 1) + 8;
        double middle = high / 2;
        double x = 1;
        for (Group group : groups) {
            double wide = width(group);
            if (x > 1) {
                shapes.add(new Line(x + 2, middle, x + GAP - 2, middle, 0.6, true, Ink.BLACK));
                x += GAP;
            }
            box(group, x, wide, high, shapes);
            x += wide;
        }
        return new Picture(x + 1, high + 14, shapes);
    }

    /** The given values, then the ranks, several in a box where there are many; the last rank, which ends in the output, has its own. */
    private List<Group> groups() {
        int last = ranks.values().stream().mapToInt(r -> r).max().orElse(0);
        int boxes = Math.min(BOXES - 2, last - 1);
        var groups = new ArrayList<Group>();
        groups.add(group(0, 0));
        for (int i = 0; i < boxes; i++) {
            groups.add(group(1 + i * (last - 1) / boxes, (i + 1) * (last - 1) / boxes));
        }
        if (last > 0) {
            groups.add(group(last, last));
        }
        return groups;
    }

    private Group group(int first, int last) {
        return new Group(
                first,
                last,
                figure.vertices().stream()
                        .filter(vertex -> {
                            int rank = Objects.requireNonNull(ranks.get(vertex.name()));
                            return rank >= first && rank <= last;
                        })
                        .toList());
    }

    private double width(Group group) {
        double most = Math.max(NARROWEST, TextWidth.of(count(group)) * WORD_SIZE + 6);
        for (Page.Formula letter : letters(group)) {
            most = Math.max(most, LabelSize.of(letter.text()).width() * LETTER_SIZE + 8);
        }
        return most;
    }

    /** The first few letters, each short enough for a box, and dots for others. */
    private List<Page.Formula> letters(Group group) {
        var letters = new ArrayList<Page.Formula>();
        for (Vertex vertex : group.vertices) {
            Page.Formula letter = formulas.apply(vertex.letter());
            boolean fits = LabelSize.of(letter.text()).width() * LETTER_SIZE <= WIDEST;
            boolean room = letters.size() < LETTERS - 1 || group.vertices.size() <= LETTERS;
            if (!fits || !room) {
                letters.add(new Page.Formula("\\cdots", "⋯"));
                break;
            }
            letters.add(letter);
        }
        return letters;
    }

    private String count(Group group) {
        int count = group.vertices.size();
        return count == 1
                ? messages.pattern("figure.node")
                : messages.pattern("figure.nodes").replace("{0}", Integer.toString(count));
    }

    private void box(Group group, double x, double wide, double high, List<Shape> shapes) {
        var tag = new Tag(group.vertices.stream().map(Vertex::name).toList(), List.of());
        double centre = x + wide / 2;
        shapes.add(new RoundedBox(centre, high / 2, wide, high, 6, Ink.BLACK, tag));
        String title = group.first == 0
                ? messages.pattern("figure.given")
                : messages.pattern(group.first == group.last ? "figure.rank" : "figure.ranks")
                        .replace("{0}", Integer.toString(group.first))
                        .replace("{1}", Integer.toString(group.last));
        shapes.add(words(centre, high + 8, title, Ink.GREY));
        double y = high - 4 - ROW / 2;
        shapes.add(words(centre, y, count(group), Ink.BLACK));
        for (Page.Formula letter : letters(group)) {
            y -= ROW;
            shapes.add(new Label(
                    centre, y, Anchor.MIDDLE, LETTER_SIZE, false, new MathContent(letter), Ink.BLACK, Tag.NONE));
        }
        Optional<Vertex> only = group.vertices.size() == 1 ? Optional.of(group.vertices.get(0)) : Optional.empty();
        if (only.isPresent()) {
            y -= ROW;
            Page.Formula value = formulas.apply(only.get().value());
            if (LabelSize.of(only.get().value(), value).width() * WORD_SIZE <= wide - 4) {
                shapes.add(new Label(
                        centre, y, Anchor.MIDDLE, WORD_SIZE, false, new MathContent(value), Ink.BLUE, Tag.NONE));
            }
        }
    }

    private static Label words(double x, double y, String text, Ink ink) {
        return new Label(x, y, Anchor.MIDDLE, WORD_SIZE, false, new Picture.TextContent(text), ink);
    }
}
