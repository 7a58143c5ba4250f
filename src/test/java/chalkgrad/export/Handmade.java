package chalkgrad.export;

import chalkgrad.export.Entry.Choice;
import chalkgrad.export.Entry.Essay;
import chalkgrad.export.Entry.Field;
import chalkgrad.export.Entry.Numbers;
import chalkgrad.export.Entry.Option;
import chalkgrad.export.Entry.Ordering;
import chalkgrad.variant.Student;
import chalkgrad.write.Page;
import chalkgrad.write.Page.Align;
import chalkgrad.write.Page.Element;
import chalkgrad.write.Page.Figure;
import chalkgrad.write.Page.Formula;
import chalkgrad.write.Page.Inline;
import chalkgrad.write.Page.Paragraph;
import chalkgrad.write.Page.Run;
import chalkgrad.write.Page.Strong;
import chalkgrad.write.Page.Text;
import chalkgrad.write.Page.Typed;
import chalkgrad.write.Picture;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Booklets with every kind of question, and with a text of one's choice wherever a user's text may stand. */
final class Handmade {
    static final Setting MIDTERM = new Setting("midterm", "Midterm: backpropagation", Grouping.BY_VARIANT);

    private Handmade() {}

    static Setting setting(Grouping grouping) {
        return new Setting(MIDTERM.name(), MIDTERM.title(), grouping);
    }

    static List<Booklet> booklets(int count, String text) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> booklet(String.format("%03d", i), i, text))
                .toList();
    }

    static Booklet booklet(String id, int seed, String text) {
        var figure = figure(seed, text);
        var other = figure(1000 + seed, text);
        var entries = new ArrayList<Entry>();
        List<Entry.Body> bodies = bodies(seed, text);
        List<String> points = List.of("3", "1", "0.5", "4", "2.5", "2", "2", "3", "1");
        for (int i = 0; i < bodies.size(); i++) {
            List<Element> worked = i % 2 == 0
                    ? worked(text)
                    : List.of(new Figure(other.picture(), text), worked(text).get(0));
            entries.add(new Entry(
                    id,
                    i + 1,
                    "Midterm " + text,
                    stem(figure, text),
                    bodies.get(i),
                    worked,
                    new BigDecimal(points.get(i))));
        }
        return new Booklet(id, Optional.of(new Student(id, text)), seed % 2 == 0 ? "en" : "ko", entries);
    }

    /** One of each kind, some of several shapes. */
    private static List<Entry.Body> bodies(int seed, String text) {
        var option = new Option(List.of(math("0.0259"), new Text(text)), List.of(new Text("not so: " + text)));
        return List.of(
                new Numbers(List.of(field("E", "0.0" + (2000 + seed) + "0", "0.00005", 0))),
                new Numbers(List.of(field("E \\times 10^{3}", "-0.0512", "0.000005", 3))),
                new Numbers(List.of(field("E", "-7", "0", 0))),
                new Numbers(List.of(
                        field("o_1", "0.5" + seed, "0.005", 0),
                        field("o_2", "12.40", "0.05", 0),
                        field("o_3 \\times 10^{6}", "9", "0.5", 6))),
                new Numbers(List.of(field("o_1", "1.0", "0.05", 0), field("o_2", "-2.0", "0.05", 0))),
                new Choice(List.of(option, new Option(List.of(math("0.5 < 0.6 \\& x")), List.of()), option), 1, true),
                new Choice(
                        List.of(
                                new Option(List.of(math("z = 1"), new Strong(text)), List.of()),
                                new Option(List.of(math("o = 2")), List.of(new Text("yes")))),
                        0,
                        false),
                new Ordering(
                        List.of(
                                List.of(math("c = 3")),
                                List.of(math("a = 1"), new Typed(text)),
                                List.of(math("b = 2"))),
                        List.of(1, 2, 0)),
                new Essay(List.of(math("\\frac{\\partial E}{\\partial w_5} = -(t_1 - o_1) h_1"), new Text(text))));
    }

    private static Field field(String letter, String value, String tolerance, int scale) {
        return new Field(List.of(math(letter + " =")), new BigDecimal(value), new BigDecimal(tolerance), scale);
    }

    private static List<Element> stem(Figure figure, String text) {
        return List.of(
                new Page.Heading(2, List.of(new Text("Task: " + text))),
                new Paragraph(List.of(new Text(text), math("x < 1"), new Strong(text), new Typed(text))),
                figure,
                new Page.Items(List.of(List.of(new Text(text)), List.of(math("w_1")))),
                new Page.Table(
                        List.of(Align.LEFT, Align.RIGHT),
                        List.of(List.of(new Text(text)), List.of(math("o"))),
                        List.of(List.of(List.of(new Text("a")), List.of(math("1"))))),
                new Page.Display(List.of(
                        new Page.Row(formula("z"), formula("= w_1 x_1")),
                        new Page.Row(Formula.EMPTY, formula("= 0.08 \\text{ if } z < 1")))),
                new Page.Note(Page.Tone.REMARK, List.of(new Text("Note")), List.of(new Text(text))));
    }

    private static List<Element> worked(String text) {
        return List.of(new Paragraph(List.of(math("E = 1"), new Text(" because " + text))));
    }

    private static Figure figure(int seed, String text) {
        var label = new Picture.TextContent(text + seed);
        return new Figure(
                new Picture(
                        40,
                        30,
                        List.of(
                                new Picture.Circle(9, 9, 5, Picture.Ink.BLACK),
                                new Picture.Label(20, 10, Picture.Anchor.MIDDLE, 10, false, label, Picture.Ink.BLUE))),
                text);
    }

    static Run math(String latex) {
        return new Inline(formula(latex));
    }

    static Formula formula(String latex) {
        return new Formula(latex, latex);
    }
}
