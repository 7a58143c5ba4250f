package chalkgrad.write.pdf;

import chalkgrad.write.Page;
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
import chalkgrad.write.Picture;
import chalkgrad.write.Picture.Anchor;
import chalkgrad.write.Picture.Circle;
import chalkgrad.write.Picture.Curve;
import chalkgrad.write.Picture.Ink;
import chalkgrad.write.Picture.Label;
import chalkgrad.write.Picture.Line;
import chalkgrad.write.Picture.MathContent;
import chalkgrad.write.Picture.Point;
import chalkgrad.write.Picture.Shape;
import chalkgrad.write.Picture.TextContent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Pages as a worked solution has them. In the text of the helpers, {@code $…$} is a formula and {@code **…**} is strong. */
final class Samples {
    private Samples() {}

    static List<Run> runs(String text) {
        List<Run> runs = new ArrayList<>();
        boolean strong = false;
        for (int at = 0; at < text.length(); ) {
            if (text.startsWith("**", at)) {
                strong = !strong;
                at += 2;
            } else if (text.charAt(at) == '$') {
                int end = text.indexOf('$', at + 1);
                runs.add(new Inline(formula(text.substring(at + 1, end))));
                at = end + 1;
            } else {
                int end = at;
                while (end < text.length() && text.charAt(end) != '$' && !text.startsWith("**", end)) {
                    end++;
                }
                runs.add(strong ? new Strong(text.substring(at, end)) : new Text(text.substring(at, end)));
                at = end;
            }
        }
        return runs;
    }

    static Formula formula(String latex) {
        return new Formula(latex, latex.replaceAll("[\\\\{}]", ""));
    }

    static Paragraph p(String text) {
        return new Paragraph(runs(text));
    }

    static Heading h(int level, String text) {
        return new Heading(level, runs(text));
    }

    static Display display(String... rows) {
        return new Display(Arrays.stream(rows)
                .map(row -> row.split("&", -1))
                .map(sides -> sides.length == 1
                        ? new Row(Formula.EMPTY, formula(sides[0]))
                        : new Row(formula(sides[0]), formula(sides[1])))
                .toList());
    }

    static Note note(Tone tone, String label, String text) {
        return new Note(tone, runs(label), runs(text));
    }

    static Items items(String... items) {
        return new Items(Arrays.stream(items).map(Samples::runs).toList());
    }

    static Table table(List<Align> columns, String header, String... rows) {
        return new Table(
                columns, cells(header), Arrays.stream(rows).map(Samples::cells).toList());
    }

    private static List<List<Run>> cells(String row) {
        return Arrays.stream(row.split("\\|", -1))
                .map(String::strip)
                .map(Samples::runs)
                .toList();
    }

    static Picture network(boolean korean) {
        List<Shape> shapes = new ArrayList<>();
        double[] x = {30, 160, 290};
        double[] y = {85, 30};
        String[][] names = {{"x_1", "x_2"}, {"h_1", "h_2"}, {"o_1", "o_2"}};
        int weight = 1;
        for (int layer = 0; layer < 2; layer++) {
            for (int to = 0; to < 2; to++) {
                for (int from = 0; from < 2; from++) {
                    double dx = x[layer + 1] - x[layer];
                    double dy = y[to] - y[from];
                    double d = Math.hypot(dx, dy);
                    Ink ink = weight == 5 ? Ink.RED : Ink.BLACK;
                    shapes.add(new Line(
                            x[layer] + dx / d * 13,
                            y[from] + dy / d * 13,
                            x[layer + 1] - dx / d * 13,
                            y[to] - dy / d * 13,
                            0.5,
                            true,
                            ink));
                    shapes.add(new Label(
                            x[layer] + dx * .3,
                            y[from] + dy * .3,
                            Anchor.MIDDLE,
                            9,
                            true,
                            new MathContent(formula("w_" + weight)),
                            ink));
                    weight++;
                }
            }
        }
        for (int layer = 0; layer < 3; layer++) {
            for (int i = 0; i < 2; i++) {
                shapes.add(new Circle(x[layer], y[i], 13, Ink.BLACK));
                shapes.add(new Label(
                        x[layer],
                        y[i],
                        Anchor.MIDDLE,
                        11,
                        false,
                        new MathContent(formula(names[layer][i])),
                        Ink.BLACK));
            }
            String[] titles =
                    korean ? new String[] {"입력층", "은닉층", "출력층"} : new String[] {"inputs", "hidden", "outputs"};
            shapes.add(new Label(x[layer], 112, Anchor.MIDDLE, 9.5, false, new TextContent(titles[layer]), Ink.GREY));
        }
        return new Picture(320, 120, shapes);
    }

    static Picture plot() {
        List<Shape> shapes = new ArrayList<>();
        shapes.add(new Line(10, 15, 210, 15, 0.5, true, Ink.GREY));
        shapes.add(new Line(110, 5, 110, 110, 0.5, true, Ink.GREY));
        List<Point> points = new ArrayList<>();
        for (int i = -90; i <= 90; i++) {
            points.add(new Point(110 + i, 15 + 80 / (1 + Math.exp(-i / 15.0))));
        }
        shapes.add(new Curve(points, 0.9, Ink.BLUE));
        shapes.add(new Label(200, 102, Anchor.END, 10, false, new MathContent(formula("\\sigma(z)")), Ink.BLUE));
        shapes.add(new Label(213, 15, Anchor.START, 10, false, new MathContent(formula("z")), Ink.BLACK));
        shapes.add(new Label(106, 95, Anchor.END, 9, true, new MathContent(formula("1")), Ink.BLACK));
        return new Picture(230, 115, shapes);
    }

    private static List<Element> derivation(boolean ko) {
        return List.of(
                display(
                        "\\frac{\\partial E}{\\partial w_5}&= \\underbrace{\\frac{\\partial E}{\\partial o_1}}_{\\text{"
                                + (ko ? "오차" : "error")
                                + "}}\\cdot\\underbrace{\\frac{\\partial o_1}{\\partial z_3}}_{\\text{"
                                + (ko ? "시그모이드 함수" : "the sigmoid's slope")
                                + "}}\\cdot\\underbrace{\\frac{\\partial z_3}{\\partial w_5}}_{\\text{"
                                + (ko ? "입력" : "its input") + "}}",
                        "&= \\delta_1 h_1"),
                p(ko ? "각 인수를 계산한다." : "We compute the factors one by one."),
                display(
                        "\\frac{\\partial E}{\\partial o_1}&= -(t_1-o_1) = -(0.4-0.60944600) = 0.20944600",
                        "\\frac{\\partial o_1}{\\partial z_3}&= o_1(1-o_1) = 0.60944600\\,(1-0.60944600) = 0.23802157",
                        "\\frac{\\partial z_3}{\\partial w_5}&= h_1 = 0.51998934",
                        "\\frac{\\partial E}{\\partial w_5}&= 0.20944600\\cdot 0.23802157\\cdot 0.51998934 = \\boxed{0.02592286}"));
    }

    static Page english() {
        List<Element> e = new ArrayList<>();
        e.add(h(1, "Backpropagation in a 2–2–2 network"));
        e.add(p(
                "**Problem.** In the network below the inputs are $x_1=0.1$ and $x_2=0.2$, the targets $t_1=0.4$ and $t_2=0.6$."
                        + " Every neuron uses the sigmoid $\\sigma(z)=\\dfrac{1}{1+e^{-z}}$ and there are no biases. The learning rate is"
                        + " $\\eta=0.5$. Take one step of gradient descent and find the new value of every weight."));
        e.add(new Figure(network(false), "A network of two inputs, two hidden neurons and two outputs."));
        e.add(h(2, "Forward pass"));
        e.add(p("The weighted sums of the hidden layer, and what the activation $\\sigma$ makes of them, are"));
        e.add(display(
                "z_1&= w_1x_1+w_2x_2 = 0.3\\cdot 0.1+0.25\\cdot 0.2 = 0.08",
                "h_1&= \\sigma(z_1) = \\frac{1}{1+e^{-0.08}} = 0.51998934",
                "z_2&= w_3x_1+w_4x_2 = 0.4\\cdot 0.1+0.35\\cdot 0.2 = 0.11",
                "h_2&= \\sigma(z_2) = \\frac{1}{1+e^{-0.11}} = 0.52747230"));
        e.add(p("With matrices the same reads"));
        e.add(new Display(List.of(new Row(
                formula("\\mathbf{h}"),
                formula(
                        "= \\sigma\\left(\\begin{pmatrix} w_1&w_2\\\\ w_3&w_4\\end{pmatrix}\\begin{pmatrix}x_1\\\\x_2\\end{pmatrix}\\right)"
                                + " = \\begin{pmatrix}0.51998934\\\\0.52747230\\end{pmatrix}")))));
        e.add(note(
                Tone.REMARK,
                "Why the outputs are halved",
                "The factor $\\frac12$ in the error is there so that the"
                        + " derivative of the square brings no factor of two with it; the minimum does not move."));
        e.add(h(2, "Backward pass: the gradient of $w_5$"));
        e.add(p("By the chain rule, differentiating along the only path" + " from $w_5$ to $E$, we have"));
        e.addAll(derivation(false));
        e.add(
                note(
                        Tone.WARNING,
                        "A common mistake",
                        "The derivative of the sigmoid is $o_1(1-o_1)$, not $\\sigma(1-\\sigma)$"
                                + " evaluated at the output once more. Whoever writes $\\sigma(o_1)(1-\\sigma(o_1))$ has applied $\\sigma$ twice."));
        e.add(h(3, "What was used"));
        e.add(items(
                "the chain rule, $\\dfrac{\\mathrm{d}y}{\\mathrm{d}x} = \\dfrac{\\mathrm{d}y}{\\mathrm{d}u}\\cdot\\dfrac{\\mathrm{d}u}{\\mathrm{d}x}$;",
                "the sum over all paths that lead from a weight to the error, which for a weight of the hidden layer are as"
                        + " many as there are outputs;",
                "$\\sigma'(z)=\\sigma(z)\\,(1-\\sigma(z))$."));
        e.add(h(2, "All weights"));
        e.add(p("The table lists the gradients and the new values."));
        e.add(weights("Weight", "Value $w$", "Gradient $\\frac{\\partial E}{\\partial w}$", "New value $w^{+}$"));
        e.add(note(
                Tone.CHECKED,
                "Checked",
                "A forward pass with the new weights gives $E=0.02323634 < 0.02397190$; every"
                        + " gradient agrees with a central difference to nine digits."));
        e.add(h(2, "The sigmoid"));
        e.add(new Figure(plot(), "The curve of the sigmoid function, rising from 0 to 1."));
        e.add(p("The error of the second path is found in the same manner."));
        e.add(long1());
        return new Page("Backpropagation in a 2–2–2 network", "en", e);
    }

    static Display long1() {
        return display(
                "E&= \\tfrac12(t_1-o_1)^2+\\tfrac12(t_2-o_2)^2 = \\tfrac12(0.4-0.60944600)^2+\\tfrac12(0.6-0.66384491)^2"
                        + " = 0.02193381+0.00203809 = 0.02397190",
                "S&= a_1b_1c_1+a_2b_2c_2+a_3b_3c_3+a_4b_4c_4+a_5b_5c_5+a_6b_6c_6+a_7b_7c_7+a_8b_8c_8+a_9b_9c_9+a_{10}b_{10}c_{10}"
                        + "+a_{11}b_{11}c_{11}",
                "\\mathrm{ReLU}(z)&= \\max(0, z)");
    }

    private static Table weights(String... header) {
        String[] rows = {
            "$w_1$|$0.30$|$0.00080888$|$0.29959556$", "$w_2$|$0.25$|$0.00161776$|$0.24919112$",
            "$w_3$|$0.40$|$0.00071008$|$0.39964496$", "$w_4$|$0.35$|$0.00142017$|$0.34928992$",
            "$w_5$|$0.45$|$0.02592286$|$0.43703857$", "$w_6$|$0.40$|$0.02629591$|$0.38685205$",
            "$w_7$|$0.70$|$0.00740844$|$0.69629578$", "$w_8$|$0.60$|$0.00751505$|$0.59624247$",
        };
        return table(List.of(Align.CENTER, Align.RIGHT, Align.RIGHT, Align.RIGHT), String.join("|", header), rows);
    }

    static Page korean() {
        List<Element> e = new ArrayList<>();
        e.add(h(1, "2–2–2 신경망의 역전파 풀이"));
        e.add(p("**문제.** 아래 신경망에서 입력은 $x_1=0.1$, $x_2=0.2$이고 목표값은 $t_1=0.4$, $t_2=0.6$이다. 모든 뉴런의 활성화 함수는"
                + " 시그모이드 $\\sigma(z)=\\dfrac{1}{1+e^{-z}}$이며 편향은 없다. 학습률은 $\\eta=0.5$이다. 경사 하강법(gradient descent)을"
                + " 한 번 적용하여 모든 가중치를 갱신하시오."));
        e.add(new Figure(network(true), "입력 두 개, 은닉 뉴런 두 개, 출력 두 개로 된 신경망"));
        e.add(h(2, "1. 순전파 (forward pass)"));
        e.add(p("은닉층의 가중합과 출력은 다음과 같다."));
        e.add(display(
                "z_1&= w_1x_1+w_2x_2 = 0.3\\cdot 0.1+0.25\\cdot 0.2 = 0.08",
                "h_1&= \\sigma(z_1) = \\frac{1}{1+e^{-0.08}} = 0.51998934",
                "z_2&= w_3x_1+w_4x_2 = 0.4\\cdot 0.1+0.35\\cdot 0.2 = 0.11",
                "h_2&= \\sigma(z_2) = \\frac{1}{1+e^{-0.11}} = 0.52747230"));
        e.add(p("행렬로 쓰면 은닉층은"));
        e.add(new Display(List.of(new Row(
                formula("\\mathbf{h}"),
                formula(
                        "= \\sigma\\left(\\begin{pmatrix} w_1&w_2\\\\ w_3&w_4\\end{pmatrix}\\begin{pmatrix}x_1\\\\x_2\\end{pmatrix}\\right)"
                                + " = \\begin{pmatrix}0.51998934\\\\0.52747230\\end{pmatrix}")))));
        e.add(p("이다. ReLU라면 다음과 같이 경우를 나눈다."));
        e.add(new Display(List.of(new Row(
                formula("f(z)"),
                formula("= \\begin{cases} z & \\text{$z>0$일 때} \\\\ 0 & \\text{그 밖의 경우} \\end{cases}"
                        .replace("$z>0$일", "양수일"))))));
        e.add(h(2, "2. 출력층 가중치의 기울기 $\\partial E/\\partial w_5$"));
        e.add(p("연쇄 법칙에 의해 다음이 성립한다. 가중치 $w_5$가 오차 $E$에 영향을 주는 길은 $z_3$과 $o_1$을 거치는 하나뿐이므로 세 인수의" + " 곱이 된다."));
        e.addAll(derivation(true));
        e.add(note(
                Tone.REMARK,
                "참고",
                "$\\delta_1=\\frac{\\partial E}{\\partial z_3}$는 $w_5$와 $w_6$의 기울기에 모두 쓰이므로 한 번만 계산해"
                        + " 두면 된다. 이것이 역전파가 빠른 까닭이다."));
        e.add(note(Tone.WARNING, "자주 하는 실수", "부호를 빠뜨려 $t_1-o_1$로 쓰면 가중치가 반대 방향으로 움직인다."));
        e.add(h(3, "쓰인 규칙"));
        e.add(items(
                "연쇄 법칙: $\\dfrac{\\mathrm{d}y}{\\mathrm{d}x} = \\dfrac{\\mathrm{d}y}{\\mathrm{d}u}\\cdot\\dfrac{\\mathrm{d}u}{\\mathrm{d}x}$",
                "은닉층의 가중치에서 오차로 가는 모든 길에 대하여 더한다. 은닉층의 가중치라면 출력의 개수만큼 길이 있고, 각각의 길을 따라 국소"
                        + " 미분을 곱한 값을 모두 더하면 기울기가 된다.",
                "시그모이드의 미분: $\\sigma'(z)=\\sigma(z)\\,(1-\\sigma(z))$"));
        e.add(h(2, "3. 가중치 갱신표"));
        e.add(p("모든 기울기와 새 값은 다음 표와 같다."));
        e.add(weights("가중치", "현재값 $w$", "기울기 $\\frac{\\partial E}{\\partial w}$", "새 값 $w^{+}$"));
        e.add(note(Tone.CHECKED, "검산", "갱신된 가중치로 순전파를 다시 계산하면 $E$가 $0.02397190$에서 $0.02323634$로 감소한다."));
        e.add(long1());
        e.add(p(
                "따라서 $w_5^{+}=w_5-\\eta\\,\\dfrac{\\partial E}{\\partial w_5}=0.45-0.5\\cdot 0.02592286=0.43703857$이다. 나머지 가중치도 같은"
                        + " 방법으로 구한다."));
        return new Page("2–2–2 신경망의 역전파 풀이", "ko", e);
    }

    /** A contents list of several pages, and what it leads to. */
    static Page sheet() {
        List<Page.Entry> entries = new ArrayList<>();
        List<Element> body = new ArrayList<>();
        for (int i = 1; i <= 100; i++) {
            String title = "Problem " + i + ". "
                    + (i % 10 == 0
                            ? "A title of many words ".repeat(12)
                            : i % 7 == 0 ? "w".repeat(200) : "신경망 $w_" + i % 9 + "$");
            entries.add(new Page.Entry(runs(title), "problem-" + i));
            body.add(new Heading(2, runs(title), "problem-" + i));
            body.add(h(3, "The problem"));
            body.add(h(4, "Deeper"));
            body.add(p("What is given, and what is asked."));
        }
        List<Element> e = new ArrayList<>();
        e.add(h(1, "A sheet"));
        e.add(new Page.Contents(runs("Contents"), entries));
        e.addAll(body);
        return new Page("A sheet", "en", e);
    }

    /** Everything that a malicious or careless author might write. */
    static Page hostile() {
        String word = "supercalifragilisticexpialidocious".repeat(8);
        String odd =
                "emoji 😀🏳️‍🌈, עברית, العربية, \u202Eright to left\u202C, zero\u200Bwidth, tab\there, bell\u0007, nul\u0000, "
                        + "lone \uD800 surrogate, combining e\u0301 a\u0323\u0302, 漢字 かな, ﷽, \uFFFF, \\alpha {%s} & <b> ]]> $5";
        List<Element> e = new ArrayList<>();
        e.add(new Heading(1, List.of(new Text("<script>&\"' \\title " + word + " 긴제목".repeat(60)))));
        e.add(new Heading(3, List.of(new Text(odd))));
        e.add(new Paragraph(List.of(new Text(odd), new Strong(word + word + word), new Text("가".repeat(300)))));
        e.add(new Paragraph(List.of()));
        e.add(new Items(List.of(List.of(new Text(word + word)), List.of(), List.of(new Text(odd)))));
        e.add(new Note(Tone.WARNING, List.of(new Text(word + word)), List.of(new Text(odd))));
        e.add(new Table(
                List.of(Align.LEFT),
                List.of(List.of(new Text(odd))),
                List.of(List.of(
                        List.of(new Text(word)),
                        List.of(new Text(word + word + word)),
                        List.of(new Text(odd)),
                        List.of(new Strong("나".repeat(90)))))));
        e.add(new Display(List.of(
                new Row(formula("a_{" + "x".repeat(200) + "}"), formula("= b_{" + "y".repeat(300) + "}")),
                new Row(formula("\\text{" + "아주 긴 왼쪽 변 ".repeat(6) + "}"), formula("= 1")))));
        e.add(p("Inline $x_{" + "z".repeat(300)
                + "}$ and $a = b = c + d = e + f = g + h = i + j = k + l = m + n = o + p = q + r = s + t$."));
        e.add(new Display(List.of()));
        e.add(new Table(List.of(), List.of(), List.of()));
        e.add(new Figure(
                new Picture(
                        3000,
                        2000,
                        List.of(
                                new Circle(1500, 1000, 900, Ink.BLUE),
                                new Label(1500, 1000, Anchor.MIDDLE, 90, true, new TextContent("크다 😀"), Ink.RED),
                                new Curve(List.of(), 1, Ink.GREY))),
                odd));
        return new Page("<&>\"' " + odd + word, "ko", e);
    }

    /** Tables of every shape: long, wide, very wide, with tall cells. */
    static Page tables() {
        List<Element> e = new ArrayList<>();
        e.add(h(1, "Tables"));
        String[] rows = new String[60];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = "$w_{" + i + "}$|$\\dfrac{\\partial E}{\\partial w_{" + i + "}}$|$0.1234567" + (10 + i) + "$";
        }
        e.add(p("A long table with tall cells."));
        e.add(table(List.of(Align.LEFT, Align.CENTER, Align.RIGHT), "Weight|Gradient|Value", rows));
        e.add(p("A table with prose."));
        e.add(table(
                List.of(Align.LEFT, Align.LEFT, Align.LEFT),
                "Mistake|What it looks like|How to put it right",
                "sign|The factor $t_1-o_1$ stands where $o_1-t_1$ belongs, so that every weight moves the wrong way.|Differentiate"
                        + " the square from the outside inwards, and do not forget the inner derivative $-1$.",
                "sum|The paths through the second output are missing, so that the gradient of a hidden weight is too small.|Write"
                        + " down every path from the weight to the error before the first derivative is taken."));
        for (int columns : new int[] {9, 14, 40}) {
            StringBuilder row = new StringBuilder("x");
            for (int c = 1; c < columns; c++) {
                row.append("|$0.").append(12345678 + c).append('$');
            }
            e.add(h(2, columns + " columns"));
            e.add(table(List.of(), row.toString(), row.toString(), row.toString()));
        }
        return new Page("Tables", "en", e);
    }
}
