package chalkgrad.check;

import chalkgrad.Pipeline;
import chalkgrad.algebra.Expr;
import chalkgrad.algebra.ExprParser;
import chalkgrad.algebra.Symbol;
import chalkgrad.derive.Occurrence;
import chalkgrad.model.Quantity;
import chalkgrad.model.Quantity.Net;
import chalkgrad.model.Quantity.Out;
import chalkgrad.model.Quantity.Param;
import chalkgrad.model.Quantity.Partial;
import chalkgrad.model.Quantity.UnitLoss;
import chalkgrad.model.Quantity.Updated;
import chalkgrad.work.ParseExpectation;
import chalkgrad.work.Work;
import chalkgrad.work.WrittenName;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Markings made by hand, for what is done with a marking.
 *
 * <p>{@code new Hand("mina.md", text).right(9, new Net("h1"), "z_1 : z1", "w_1 x_1 : w1*x1", "0.08 : 0.08").marking()}.
 *
 * <p>A side is its source and, behind a colon between spaces, what it says in the problem-file grammar.
 */
public final class Hand {
    private static final Pattern NAME = Pattern.compile("(\\p{L}+)_?(\\w*)");
    private static final Pattern DERIVATIVE = Pattern.compile("d(\\w+)/d(\\w+)");

    private final String name;
    private final List<String> text;
    private final List<Work.Formula> formulas = new ArrayList<>();
    private final List<Marking.Line> lines = new ArrayList<>();
    private final List<Conventions.Held> conventions = new ArrayList<>();
    private Optional<Marking.Points> points = Optional.empty();

    public Hand(String name, String text) {
        this.name = name;
        this.text = text.lines().toList();
    }

    public Marking marking() {
        return new Marking(new Work(name, text, formulas), lines, points, conventions);
    }

    /** How a letter was read. */
    public Hand reads(String name, String value, boolean isUsual, Integer... lines) {
        conventions.add(new Conventions.Held(new Convention(name, value), List.of(lines), isUsual));
        return this;
    }

    public Hand right(int line, Quantity quantity, String... sides) {
        return formula(
                line,
                Verdict.RIGHT,
                Optional.of(Occurrence.of(quantity)),
                Optional.empty(),
                List.of(),
                List.of(),
                sides);
    }

    public Hand formula(
            int line,
            Verdict verdict,
            Optional<Occurrence> quantity,
            Optional<String> expected,
            List<Marking.Diagnosis> mistakes,
            List<Remark> remarks,
            String... sides) {
        var chain = new ArrayList<Work.Side>();
        for (String side : sides) {
            int colon = side.lastIndexOf(" : ");
            chain.add(new Work.Side(line, side.substring(0, colon), Expr.Sign.EQUAL, read(side.substring(colon + 3))));
        }
        formulas.add(new Work.Chain(chain));
        String last = chain.get(chain.size() - 1).text();
        return judged(
                line, text.get(line - 1).strip(), verdict, quantity, expected, Optional.of(last), mistakes, remarks);
    }

    public Hand judged(
            int line,
            String source,
            Verdict verdict,
            Optional<Occurrence> quantity,
            Optional<String> expected,
            Optional<String> written,
            List<Marking.Diagnosis> mistakes,
            List<Remark> remarks) {
        var reasons = List.of(Remark.of(
                Wording.REASON_EXACT,
                Remark.words(quantity.map(Occurrence::id).orElse("it")),
                Remark.words("0.0324068…")));
        lines.add(new Marking.Line(line, source, quantity, verdict, expected, written, mistakes, remarks, reasons));
        return this;
    }

    public Hand unread(int line, int column, String source) {
        formulas.add(new Work.Unread(
                line,
                column,
                source,
                new ParseExpectation(ParseExpectation.Kind.TEXT, "\"\\foo\""),
                new ParseExpectation(ParseExpectation.Kind.OPERAND, "")));
        return judged(
                line,
                source,
                Verdict.UNREAD,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of());
    }

    public Hand points(String quantity, String earned, String possible, int line) {
        var marks = new ArrayList<>(points.map(Marking.Points::marks).orElse(List.of()));
        marks.add(new Marking.Mark(
                Occurrence.of(new Partial(Quantity.LOSS, new Param(quantity))),
                new BigDecimal(earned),
                new BigDecimal(possible),
                line == 0 ? OptionalInt.empty() : OptionalInt.of(line)));
        points = Optional.of(new Marking.Points(marks));
        return this;
    }

    /** An expression in the names of a writer. */
    public static Expr read(String text) {
        Matcher derivative = DERIVATIVE.matcher(text);
        if (derivative.matches()) {
            return new Partial(scribble(derivative.group(1)), scribble(derivative.group(2))).expr();
        }
        ExprParser.Result read = ExprParser.parse(text);
        return ((ExprParser.Result.Parsed) read)
                .expr()
                .substitute(symbol -> scribble(symbol.id()).expr());
    }

    private static Symbol scribble(String name) {
        boolean plus = name.endsWith("plus");
        Matcher parts = NAME.matcher(plus ? name.substring(0, name.length() - 4) : name);
        return parts.matches()
                ? new WrittenName(parts.group(1), parts.group(2), plus ? "+" : "")
                : new Symbol.Name(name);
    }

    private static Partial loss(Quantity by) {
        return new Partial(Quantity.LOSS, by);
    }

    /** The example of the README, as it is to be marked. */
    public static Hand mina() {
        var diagnosis = new Marking.Diagnosis(
                List.of("updated-weight"),
                Occurrence.of(loss(new Out("h1"))),
                Remark.of(
                        "mistake.updated-weight.done",
                        Remark.maths(new Updated("w5").expr()),
                        Remark.maths(new Param("w5").expr()),
                        Remark.maths(loss(new Out("h1")).expr())));
        return new Hand("wikidocs-mina.md", Pipeline.example("wikidocs-mina.md"))
                .right(
                        9,
                        new Net("h1"),
                        "z_1 : z1",
                        "w_1 x_1 + w_2 x_2 : w1*x1+w2*x2",
                        "0.3 \\cdot 0.1 + 0.25 \\cdot 0.2 : 0.3*0.1+0.25*0.2",
                        "0.08 : 0.08")
                .right(
                        10,
                        new Net("h2"),
                        "z_2 : z2",
                        "w_3 x_1 + w_4 x_2 : w3*x1+w4*x2",
                        "0.4 \\cdot 0.1 + 0.35 \\cdot 0.2 : 0.4*0.1+0.35*0.2",
                        "0.11 : 0.11")
                .right(12, new Out("h1"), "h_1 : h1", "\\sigma(z_1) : sigmoid(z1)", "0.519989 : 0.519989")
                .right(12, new Out("h2"), "h_2 : h2", "0.527472 : 0.527472")
                .right(
                        16,
                        new Net("o1"),
                        "z_3 : z3",
                        "w_5 h_1 + w_6 h_2 : w5*h1+w6*h2",
                        "0.45 \\cdot 0.519989 + 0.4 \\cdot 0.527472 : 0.45*0.519989+0.4*0.527472",
                        "0.444984 : 0.444984")
                .right(17, new Net("o2"), "z_4 : z4", "w_7 h_1 + w_8 h_2 : w7*h1+w8*h2", "0.680476 : 0.680476")
                .right(21, new Out("o1"), "o_1 : o1", "\\frac{1}{1 + e^{-z_3}} : 1/(1+exp(-z3))", "0.609446 : 0.609446")
                .right(21, new Out("o2"), "o_2 : o2", "0.663845 : 0.663845")
                .right(
                        23,
                        Quantity.LOSS,
                        "E : E_total",
                        "\\frac{1}{2}(0.4 - 0.609446)^2 + \\frac{1}{2}(0.6 - 0.663845)^2 : 1/2*(0.4-0.609446)^2+1/2*(0.6-0.663845)^2",
                        "0.023972 : 0.023972")
                .right(
                        27,
                        loss(new Net("o1")),
                        "\\frac{\\partial E}{\\partial z_3} : dE/dz3",
                        "-(t_1 - o_1) \\cdot o_1 (1 - o_1) : -(t1-o1)*o1*(1-o1)",
                        "0.049853 : 0.049853")
                .right(
                        28,
                        loss(new Net("o2")),
                        "\\frac{\\partial E}{\\partial z_4} : dE/dz4",
                        "-(t_2 - o_2) \\cdot o_2 (1 - o_2) : -(t2-o2)*o2*(1-o2)",
                        "0.014247 : 0.014247")
                .right(
                        30,
                        loss(new Param("w5")),
                        "dE/dw5 : dE/dw5",
                        "0.049853 * 0.519989 : 0.049853*0.519989",
                        "0.025923 : 0.025923")
                .formula(
                        31,
                        Verdict.ROUNDING,
                        Optional.of(Occurrence.of(loss(new Param("w7")))),
                        Optional.of("0.007408"),
                        List.of(),
                        List.of(),
                        "dE/dw7 : dE/dw7",
                        "0.014247 * 0.519989 : 0.014247*0.519989",
                        "0.007408 : 0.007408")
                .right(
                        33,
                        new Updated("w5"),
                        "w_5^+ : w5plus",
                        "0.45 - 0.5 \\cdot 0.025923 : 0.45-0.5*0.025923",
                        "0.437039 : 0.437039")
                .right(34, new Updated("w7"), "w_7^+ : w7plus", "0.696296 : 0.696296")
                .formula(
                        38,
                        Verdict.WRONG,
                        Optional.of(Occurrence.of(loss(new Out("h1")))),
                        Optional.of("0.032407"),
                        List.of(diagnosis),
                        List.of(),
                        "\\frac{\\partial E}{\\partial h_1} : dE/dh1",
                        "0.049853 \\cdot 0.437039 + 0.014247 \\cdot 0.696296 : 0.049853*0.437039+0.014247*0.696296",
                        "0.031708 : 0.031708")
                .formula(
                        39,
                        Verdict.FOLLOWS,
                        Optional.of(Occurrence.of(loss(new Param("w1")))),
                        Optional.of("0.00080888"),
                        List.of(),
                        List.of(Remark.of(
                                Wording.FOLLOWS,
                                Remark.maths(loss(new Out("h1")).expr()),
                                Remark.words("38"))),
                        "\\frac{\\partial E}{\\partial w_1} : dE/dw1",
                        "0.031708 \\cdot h_1 (1 - h_1) \\cdot x_1 : 0.031708*h1*(1-h1)*x1",
                        "0.00079143 : 0.00079143")
                .formula(
                        40,
                        Verdict.FOLLOWS,
                        Optional.of(Occurrence.of(new Updated("w1"))),
                        Optional.of("0.29959556"),
                        List.of(),
                        List.of(Remark.of(
                                Wording.FOLLOWS,
                                Remark.maths(loss(new Param("w1")).expr()),
                                Remark.words("39"))),
                        "w_1^+ : w1plus",
                        "0.3 - 0.5 \\cdot 0.00079143 : 0.3-0.5*0.00079143",
                        "0.29960429 : 0.29960429");
    }

    /** Every verdict, and everything that can be said. */
    public static Hand all() {
        String text = "# 여러 가지\n\n"
                + "z_1 = 0.08\n"
                + "h_1 = 0.52\n"
                + "w5+ = 0.4\n"
                + "E(o1) = 0\n"
                + "$\\foo{x} = 3$ 이라고 하자.\n"
                + "<b>a_b</b> $x$ ^^ %  \\input{x} `code` | # =1+1\n"
                + "E = 0.5\n";
        return new Hand("all <b>&.md", text)
                .reads("delta", "minus", false, 3, 4, 5)
                .reads("y", "target", false, 3, 4, 5, 6, 7, 8)
                .reads("hat y_i", "output, from 0", false, 9)
                .reads("w_ij^l", "to, from, layers from 0", false)
                .reads("z_layer", "net", false, 3)
                .reads("index", "from 0", false, 3)
                .reads("samples", "in rows", false, 3)
                .reads("z_i", "net by unit", true, 3)
                .right(3, new Net("h1"), "z_1 : z1", "0.08 : 0.08")
                .formula(
                        4,
                        Verdict.ROUNDING,
                        Optional.of(Occurrence.of(new Out("h1"))),
                        Optional.of("0.52"),
                        List.of(),
                        List.of(),
                        "h_1 : h1",
                        "0.52 : 0.52")
                .formula(
                        5,
                        Verdict.WRONG,
                        Optional.of(new Occurrence(new Param("w5"), 1, 0)),
                        Optional.of("0.43703857"),
                        List.of(),
                        List.of(Remark.of(Wording.UNEXPLAINED)),
                        "w5+ : w5plus",
                        "0.4 : 0.4")
                .formula(
                        6,
                        Verdict.UNDECIDED,
                        Optional.of(Occurrence.of(new UnitLoss("o1"))),
                        Optional.empty(),
                        List.of(),
                        List.of(
                                Remark.of(Wording.ZERO),
                                Remark.of(
                                        Wording.AMBIGUOUS,
                                        Remark.words("E(o1) <script>"),
                                        Remark.maths(new UnitLoss("o1").expr()))),
                        "E(o1) : Eo_1",
                        "0 : 0")
                .unread(7, 2, "\\foo{x} = 3")
                .formula(
                        9,
                        Verdict.FOLLOWS,
                        Optional.of(new Occurrence(Quantity.LOSS, 1, 0)),
                        Optional.empty(),
                        List.of(),
                        List.of(Remark.of(Wording.TRIVIAL, Remark.words("w5"))),
                        "E : E",
                        "0.5 : 0.5")
                .points("w5", "0", "3", 5)
                .points("w1", "2.5", "2.5", 9)
                .points("w2", "0", "1", 0);
    }
}
