package chalkgrad.write;

import chalkgrad.write.Page.Align;
import chalkgrad.write.Page.Display;
import chalkgrad.write.Page.Element;
import chalkgrad.write.Page.Figure;
import chalkgrad.write.Page.Formula;
import chalkgrad.write.Page.Heading;
import chalkgrad.write.Page.Inline;
import chalkgrad.write.Page.Items;
import chalkgrad.write.Page.Note;
import chalkgrad.write.Page.Paragraph;
import chalkgrad.write.Page.Row;
import chalkgrad.write.Page.Run;
import chalkgrad.write.Page.Strong;
import chalkgrad.write.Page.Table;
import chalkgrad.write.Page.Text;
import chalkgrad.write.Page.Tone;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Pages to try the writers on: every element there is, in Korean and in English. */
final class Samples {
    private Samples() {}

    static Page english() {
        return new Page(
                "The 2-2-2 network",
                "en",
                List.of(
                        heading(2, text("Forward pass")),
                        paragraph(
                                text("The net input of "),
                                math("h_1", "h₁"),
                                text(" is the weighted sum of its inputs; its output "),
                                math("o = \\sigma(z)", "o = σ(z)"),
                                text(" is what the sigmoid makes of it. We write "),
                                new Strong("delta"),
                                text(
                                        " for the derivative of the loss by a net input, and round only what is printed.")),
                        network(),
                        display(
                                row("z_{h_1}", "= w_1 x_1 + w_2 x_2"),
                                row("", "= 0.3 \\cdot 0.1 + 0.25 \\cdot 0.2"),
                                row("", "= \\result{0.08}")),
                        heading(2, text("Backward pass")),
                        heading(3, text("The weight "), math("w_5", "w₅")),
                        paragraph(
                                text("The chain rule follows the path from the loss back to the weight ("),
                                math("E \\to o_1 \\to z_{o_1} \\to w_5", "E → o₁ → z → w₅"),
                                text("):")),
                        display(
                                row(
                                        "\\pd{E}{w_5}",
                                        "= \\pd{E}{o_1} \\cdot \\pd{o_1}{z_{o_1}} \\cdot \\pd{z_{o_1}}{w_5}"),
                                row("", "= -(t_1 - o_1) \\cdot o_1 (1 - o_1) \\cdot h_1"),
                                row("", "= 0.20944 \\cdot 0.23836 \\cdot 0.51999 = \\result{0.025960}")),
                        note(
                                Tone.REMARK,
                                "Remark",
                                "A result that was rounded early carries its error on; here every digit is right."),
                        note(Tone.WARNING, "Warning", "At 0 the slope of relu is taken to be 0."),
                        note(Tone.CHECKED, "Checked", "A difference quotient agrees to 12 digits."),
                        new Items(List.of(
                                List.of(text("the loss "), math("E", "E"), text(" fell from 0.02397 to 0.02324,")),
                                List.of(text("no weight changed its sign.")))),
                        plot(),
                        new Table(
                                List.of(Align.LEFT, Align.RIGHT, Align.CENTER),
                                List.of(
                                        List.of(text("Weight")),
                                        List.of(text("Value")),
                                        List.of(math("\\pd{E}{w}", "∂E/∂w"))),
                                IntStream.rangeClosed(1, 8)
                                        .mapToObj(i -> List.<List<Run>>of(
                                                List.of(math("w_" + i, "w" + i)),
                                                List.of(text("0." + (29 + i) + "95562")),
                                                List.of(text("-0.000" + i))))
                                        .toList())));
    }

    static Page korean() {
        return new Page(
                "2-2-2 신경망의 역전파",
                "ko",
                List.of(
                        heading(1, text("2-2-2 신경망의 역전파")),
                        heading(2, text("순전파")),
                        paragraph(
                                text("은닉층의 첫째 뉴런 "),
                                math("h_1", "h₁"),
                                text("은 가중합 "),
                                math("z_{h_1}", "z"),
                                text("을 입력으로 받는다. 여기에 "),
                                new Strong("시그모이드(sigmoid)"),
                                text("를 적용하면 출력을 얻는다. 계산은 정확한 값으로 하고, 적을 때에만 반올림한다.")),
                        network(),
                        display(row("z_{h_1}", "= w_1 x_1 + w_2 x_2"), row("", "= \\result{0.08}")),
                        heading(2, text("역전파")),
                        heading(3, math("w_5", "w₅"), text("의 갱신")),
                        paragraph(text("손실에서 가중치까지 거슬러 올라가며 연쇄 법칙을 쓴다.")),
                        display(
                                row(
                                        "\\pd{E}{w_5}",
                                        "= \\pd{E}{o_1} \\cdot \\pd{o_1}{z_{o_1}} \\cdot \\pd{z_{o_1}}{w_5}"),
                                row("", "= \\result{0.025960}")),
                        note(Tone.REMARK, "참고", "중간에서 반올림하면 그 오차가 뒤로 이어진다."),
                        note(Tone.WARNING, "주의", "relu의 기울기는 0에서 0으로 둔다."),
                        new Items(List.of(List.of(text("손실이 줄었다.")), List.of(math("w_1", "w₁"), text("은 그대로이다.")))),
                        new Table(
                                List.of(Align.LEFT, Align.RIGHT),
                                List.of(List.of(text("가중치")), List.of(text("새 값"))),
                                List.of(
                                        List.of(List.of(math("w_1", "w₁")), List.of(text("0.29959556"))),
                                        List.of(List.of(math("w_2", "w₂")), List.of(text("0.24919112")))))));
    }

    /** Much of everything: many rows, many columns, long rows, wide figures. */
    static Page large() {
        List<Element> elements = new ArrayList<>();
        elements.add(heading(2, text("Rows over several pages")));
        elements.add(new Display(IntStream.range(0, 60)
                .mapToObj(i -> row(i == 0 ? "z" : "", "= \\pd{E}{w_{" + i + "}} + " + i))
                .toList()));
        elements.add(display(row("E", "= " + "w_1 x_1 + ".repeat(18) + "b")));
        elements.add(display(row("E", "= " + "w_1 x_1 + ".repeat(60) + "b")));
        elements.add(table(3, 90, "0.12345678"));
        elements.add(table(9, 6, "0.12345678"));
        elements.add(table(4, 6, "a cell with many words that say what happened in this step, and why it did"));
        elements.add(new Figure(
                new Picture(700, 60, List.of(new Line(0, 10, 700, 50, 1, true, Ink.BLUE))),
                "a line wider than the page"));
        elements.add(note(Tone.REMARK, "Remark", "A long remark. ".repeat(40)));
        return new Page("Large", "en", elements);
    }

    static Figure network() {
        List<Shape> shapes = new ArrayList<>();
        double[] ys = {70, 20};
        for (double from : ys) {
            for (double to : ys) {
                shapes.add(edge(20, from, 110, to, Ink.GREY));
                shapes.add(edge(110, from, 200, to, from == to ? Ink.BLUE : Ink.GREY));
            }
        }
        String[][] names = {{"x_1", "x_2"}, {"h_1", "h_2"}, {"o_1", "o_2"}};
        for (int layer = 0; layer < 3; layer++) {
            for (int unit = 0; unit < 2; unit++) {
                double x = 20 + 90 * layer;
                shapes.add(new Circle(x, ys[unit], 12, Ink.BLACK));
                shapes.add(label(x, ys[unit], Anchor.MIDDLE, names[layer][unit]));
            }
        }
        shapes.add(new RoundedBox(110, 45, 34, 18, 7, Ink.BLACK));
        shapes.add(new Label(65, 70, Anchor.MIDDLE, 8, true, formula("w_1"), Ink.BLUE));
        shapes.add(label(218, 70, Anchor.START, "t_1"));
        shapes.add(new Label(65, 2, Anchor.MIDDLE, 8, false, new TextContent("100 % of the inputs"), Ink.RED));
        return new Figure(new Picture(240, 90, shapes), "A network: x1, x2 lead to h1, h2, and these to o1, o2.");
    }

    static Figure plot() {
        List<Point> points = IntStream.rangeClosed(-20, 20)
                .mapToObj(i -> new Point(80 + 4 * i, 10 + 50 / (1 + Math.exp(-i / 4.0))))
                .toList();
        return new Figure(
                new Picture(
                        180,
                        80,
                        List.of(
                                new Line(0, 10, 170, 10, 0.5, true, Ink.BLACK),
                                new Line(80, 5, 80, 75, 0.5, true, Ink.BLACK),
                                new Curve(points, 1.2, Ink.RED),
                                label(176, 10, Anchor.MIDDLE, "z"),
                                new Label(
                                        84,
                                        72,
                                        Anchor.START,
                                        9,
                                        true,
                                        new MathContent(new Formula("\\sigma(z)", "σ(z)")),
                                        Ink.BLACK))),
                "The sigmoid, from 0 to 1.");
    }

    static Line edge(double x1, double y1, double x2, double y2, Ink ink) {
        double distance = Math.hypot(x2 - x1, y2 - y1);
        double cut = 13 / distance;
        return new Line(
                x1 + cut * (x2 - x1), y1 + cut * (y2 - y1), x2 - cut * (x2 - x1), y2 - cut * (y2 - y1), 0.6, true, ink);
    }

    static Label label(double x, double y, Anchor anchor, String latex) {
        return new Label(x, y, anchor, 9, false, formula(latex), Ink.BLACK);
    }

    private static Content formula(String latex) {
        Map<String, String> digits = Map.of("_1", "₁", "_2", "₂");
        String plain =
                digits.entrySet().stream().reduce(latex, (s, e) -> s.replace(e.getKey(), e.getValue()), (a, b) -> b);
        return new MathContent(new Formula(latex, plain));
    }

    private static Table table(int columns, int rows, String cell) {
        List<List<Run>> row =
                IntStream.range(0, columns).mapToObj(i -> List.of(text(cell))).toList();
        List<List<Run>> header = IntStream.range(0, columns)
                .mapToObj(i -> List.of(text("head " + i)))
                .toList();
        return new Table(
                IntStream.range(0, columns).mapToObj(i -> Align.LEFT).toList(),
                header,
                IntStream.range(0, rows).mapToObj(i -> row).toList());
    }

    static Heading heading(int level, Run... text) {
        return new Heading(level, List.of(text));
    }

    static Paragraph paragraph(Run... text) {
        return new Paragraph(List.of(text));
    }

    static Note note(Tone tone, String label, String text) {
        return new Note(tone, List.of(text(label)), List.of(text(text)));
    }

    static Display display(Row... rows) {
        return new Display(List.of(rows));
    }

    static Row row(String left, String right) {
        return new Row(new Formula(left, left), new Formula(right, right));
    }

    static Run text(String text) {
        return new Text(text);
    }

    static Run math(String latex, String text) {
        return new Inline(new Formula(latex, text));
    }
}
