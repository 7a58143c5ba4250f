package chalkgrad.typeset;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Expr.Mark;
import chalkgrad.algebra.Expr.Sign;
import chalkgrad.algebra.Symbol;
import chalkgrad.model.Descent;
import chalkgrad.model.Network;
import chalkgrad.model.Quantity;
import chalkgrad.rules.Activations;
import chalkgrad.rules.Losses;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** Every kind of expression in MathML Core: well-formed, with as many children as each element takes, and as it is taught. */
class MathMlTest {
    private static final Network NETWORK = new Network(
            List.of("x1"),
            List.of(new Network.Layer(
                    List.of(new Network.Unit("h1", List.of(new Network.Edge("x1", "w1")), Optional.of("b1"))),
                    Activations.find("sigmoid").orElseThrow())),
            Map.of("w1", new BigDecimal("0.3"), "b1", BigDecimal.ONE),
            Set.of("w1"),
            Losses.find("half_sse").orElseThrow(),
            List.of(new Network.Sample(Map.of("x1", BigDecimal.ONE), Map.of("h1", BigDecimal.ONE))),
            Network.Batch.MEAN,
            Optional.empty(),
            Descent.PLAIN,
            1,
            Set.of(),
            Optional.empty());
    private static final Notation NOTATION = Notation.of(Profile.ALL.get(0), Map.of(), NETWORK);
    private static final MathMl MATH = new MathMl(NOTATION);

    private static final Expr A = Expr.sym("a");
    private static final Expr B = Expr.sym("b");
    private static final String A_ = "<mrow data-q=\"a\"><mi>a</mi></mrow>";
    private static final String B_ = "<mrow data-q=\"b\"><mi>b</mi></mrow>";
    private static final String W1 = "<mrow data-q=\"w1\"><msub><mi>w</mi><mn>1</mn></msub></mrow>";
    private static final Quantity.Partial SLOPE = new Quantity.Partial(Quantity.LOSS, new Quantity.Param("w1"));
    private static final String LOSS = "<mrow data-q=\"E\"><msub><mi>E</mi><mi>total</mi></msub></mrow>";

    record Case(Expr expr, String mathMl) {
        @Override
        public String toString() {
            return new UnicodeText(NOTATION).of(expr);
        }
    }

    static List<Case> cases() {
        return List.of(
                new Case(Expr.num("0.30"), "<mn>0.30</mn>"),
                new Case(Expr.num("-2"), "<mo form=\"prefix\">−</mo><mn>2</mn>"),
                new Case(
                        Expr.num("1.5E-9"),
                        "<mn>1.5</mn><mo>×</mo><msup><mn>10</mn><mrow><mo form=\"prefix\">−</mo><mn>9</mn></mrow></msup>"),
                new Case(new Quantity.Param("w1").expr(), W1),
                new Case(Expr.neg(A), "<mo form=\"prefix\">−</mo>" + A_),
                new Case(Expr.sub(A, B), A_ + "<mo>−</mo>" + B_),
                new Case(
                        Expr.mul(A, Expr.sub(Expr.ONE, B)),
                        A_
                                + "<mo rspace=\"0.17em\">&#x2062;</mo><mrow><mo stretchy=\"false\">(</mo><mn>1</mn><mo>−</mo>"
                                + B_ + "<mo stretchy=\"false\">)</mo></mrow>"),
                new Case(Expr.mul(Expr.num("0.3"), Expr.num("2")), "<mn>0.3</mn><mo>×</mo><mn>2</mn>"),
                new Case(
                        Expr.div(A, Expr.add(A, B)),
                        "<mfrac><mrow>" + A_ + "</mrow><mrow>" + A_ + "<mo>+</mo>" + B_ + "</mrow></mfrac>"),
                new Case(Expr.pow(A, 2), "<msup><mrow>" + A_ + "</mrow><mn>2</mn></msup>"),
                new Case(
                        Expr.pow(new Quantity.Param("w1").expr(), 2),
                        "<mrow data-q=\"w1\"><msubsup><mi>w</mi><mn>1</mn><mn>2</mn></msubsup></mrow>"),
                new Case(
                        SLOPE.expr(),
                        "<mrow data-q=\"dE/dw1\" data-of=\"E\" data-by=\"w1\"><mfrac><mrow><mi>∂</mi>" + LOSS
                                + "</mrow><mrow><mi>∂</mi>" + W1 + "</mrow></mfrac></mrow>"),
                new Case(
                        new Quantity.Updated("w1").expr(),
                        "<mrow data-q=\"w1+\"><msubsup><mi>w</mi><mn>1</mn>"
                                + "<mo lspace=\"0\" rspace=\"0\" stretchy=\"false\">+</mo></msubsup></mrow>"),
                new Case(
                        new Quantity.Exponential("h1").expr(),
                        "<mrow data-q=\"exp(net(h1))\"><msup><mi>e</mi><mrow><mrow data-q=\"net(h1)\"><msub><mi>z</mi><mn>1</mn>"
                                + "</msub></mrow></mrow></msup></mrow>"),
                new Case(
                        new Quantity.Whole(Quantity.Part.WEIGHTS, 1).expr(),
                        "<mrow data-q=\"WEIGHTS[1]\"><msup><mi>𝐖</mi><mrow><mo lspace=\"0\" rspace=\"0\" stretchy=\"false\">(</mo>"
                                + "<mn>1</mn><mo lspace=\"0\" rspace=\"0\" stretchy=\"false\">)</mo></mrow></msup></mrow>"),
                new Case(
                        Expr.sym("z_hat"),
                        "<mrow data-q=\"z_hat\"><mover accent=\"true\"><mi>z</mi><mo stretchy=\"false\">^</mo></mover></mrow>"),
                new Case(Expr.sym("Delta"), "<mrow data-q=\"Delta\"><mi mathvariant=\"normal\">Δ</mi></mrow>"),
                new Case(Expr.sym("한글"), "<mrow data-q=\"한글\"><mtext>한글</mtext></mrow>"),
                new Case(Expr.call("exp", A), "<msup><mi>e</mi><mrow>" + A_ + "</mrow></msup>"),
                new Case(Expr.call("sqrt", A), "<msqrt>" + A_ + "</msqrt>"),
                new Case(
                        Expr.call("abs", A),
                        "<mrow><mo form=\"prefix\" stretchy=\"true\">|</mo>" + A_
                                + "<mo form=\"postfix\" stretchy=\"true\">|</mo></mrow>"),
                new Case(
                        Expr.call("max", A, B),
                        "<mi>max</mi><mo>&#x2061;</mo><mrow><mo stretchy=\"false\">(</mo>" + A_ + "<mo>,</mo>" + B_
                                + "<mo stretchy=\"false\">)</mo></mrow>"),
                new Case(
                        Expr.call("sigmoid'", A),
                        "<mi>σ</mi><mo lspace=\"0\" rspace=\"0\">′</mo><mo>&#x2061;</mo><mrow><mo stretchy=\"false\">(</mo>"
                                + A_ + "<mo stretchy=\"false\">)</mo></mrow>"),
                new Case(Expr.call("hadamard", A, B), A_ + "<mo>⊙</mo>" + B_),
                new Case(new Expr.MatMul(A, B), A_ + "<mo rspace=\"0.17em\">&#x2062;</mo>" + B_),
                new Case(new Expr.Transpose(A), "<msup><mrow>" + A_ + "</mrow><mi>⊤</mi></msup>"),
                new Case(
                        new Expr.Matrix(List.of(List.of(A), List.of(B))),
                        "<mrow><mo>(</mo><mtable><mtr><mtd>" + A_ + "</mtd></mtr><mtr><mtd>" + B_
                                + "</mtd></mtr></mtable><mo>)</mo></mrow>"),
                new Case(
                        new Expr.Sigma(new Symbol.Name("a"), Expr.ONE, B, A),
                        "<munderover><mo>∑</mo><mrow>" + A_ + "<mo>=</mo><mn>1</mn></mrow><mrow>" + B_
                                + "</mrow></munderover>" + A_),
                new Case(
                        new Expr.Cases(A, A, Expr.ZERO, Expr.ZERO),
                        "<mrow><mo>{</mo><mtable class=\"cases\"><mtr><mtd>" + A_ + "</mtd><mtd>" + A_
                                + "<mo>&gt;</mo><mn>0</mn></mtd></mtr><mtr><mtd><mn>0</mn></mtd><mtd>" + A_
                                + "<mo>≤</mo><mn>0</mn></mtd></mtr></mtable></mrow>"),
                new Case(
                        new Expr.Relation(List.of(A, B, Expr.ONE), List.of(Sign.EQUAL, Sign.LESS)),
                        A_ + "<mo>=</mo>" + B_ + "<mo>&lt;</mo><mn>1</mn>"),
                new Case(new Expr.Labelled(A, B), "<munder><mrow>" + A_ + "</mrow><mrow>" + B_ + "</mrow></munder>"),
                new Case(new Expr.Marked(Mark.RESULT, Expr.ONE), "<mrow class=\"result\"><mn>1</mn></mrow>"),
                new Case(
                        new Expr.Marked(Mark.GROUP, A),
                        "<mrow><mo stretchy=\"false\">(</mo>" + A_ + "<mo stretchy=\"false\">)</mo></mrow>"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isWrittenSo(Case c) throws Exception {
        assertThat(MATH.of(c.expr)).isEqualTo(c.mathMl);
        assertSound(c.mathMl);
        assertSound(MATH.inline().of(c.expr));
    }

    @Test
    void everyKindOfExpressionIsInTheTable() {
        Set<Class<?>> shown = cases().stream().map(c -> c.expr.getClass()).collect(Collectors.toSet());
        assertThat(shown).isEqualTo(Set.of(Expr.class.getPermittedSubclasses()));
    }

    @Test
    void inRunningTextADerivativeHasASlashAndAFractionItsSize() {
        assertThat(MATH.inline().of(SLOPE.expr())).contains(">/</mo>").doesNotContain("<mfrac");
        assertThat(MATH.inline().of(Expr.div(A, B))).startsWith("<mfrac><mrow>");
        assertThat(MATH.inline().of(Expr.div(A, Expr.add(A, B)))).startsWith("<mfrac displaystyle=\"true\">");
    }

    @Test
    void whatGoesOnInTheNextRowBeginsWithASignBetweenTerms() {
        assertThat(MATH.continued(Expr.sub(A, B), Lines.Join.SUM))
                .isEqualTo("<mo form=\"infix\">+</mo>" + A_ + "<mo>−</mo>" + B_);
        assertThat(MATH.continued(B, Lines.Join.PRODUCT)).isEqualTo("<mo form=\"infix\">×</mo>" + B_);
    }

    @Test
    void aNameThatIsMarkupStaysAName() throws Exception {
        String name = "<b a=\"1\">&amp;'";

        String mathMl = MATH.of(new Symbol.Name(name).expr()) + MATH.of(Expr.call(name, A));

        NodeList rows = parse(mathMl).getElementsByTagName("mrow");
        assertThat(((Element) rows.item(0)).getAttribute("data-q")).isEqualTo(name);
        assertThat(parse(mathMl).getElementsByTagName("b").getLength()).isZero();
    }

    /** MathML Core fixes how many children these take; a browser sets the rest of them in a row and calls it invalid. */
    private static final Map<String, Integer> CHILDREN =
            Map.of("mfrac", 2, "msub", 2, "msup", 2, "msubsup", 3, "munder", 2, "mover", 2, "munderover", 3);

    private static void assertSound(String mathMl) throws Exception {
        NodeList all = parse(mathMl).getElementsByTagName("*");
        for (int i = 0; i < all.getLength(); i++) {
            Element element = (Element) all.item(i);
            Integer wanted = CHILDREN.get(element.getTagName());
            if (wanted != null) {
                assertThat(element.getChildNodes().getLength()).as(mathMl).isEqualTo(wanted);
            }
        }
    }

    private static Document parse(String mathMl) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader("<math>" + mathMl + "</math>")));
    }
}
