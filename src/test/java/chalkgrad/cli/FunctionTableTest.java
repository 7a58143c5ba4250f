package chalkgrad.cli;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.ExprParser;
import chalkgrad.algebra.PlainText;
import chalkgrad.algebra.Probe;
import chalkgrad.algebra.Symbol;
import chalkgrad.check.Compiled;
import chalkgrad.check.Equivalence;
import chalkgrad.evaluate.Arithmetic;
import chalkgrad.evaluate.Evaluator;
import chalkgrad.evaluate.Real;
import chalkgrad.model.Descent;
import chalkgrad.model.Network;
import chalkgrad.rules.Activation;
import chalkgrad.rules.Activations;
import chalkgrad.rules.Function;
import chalkgrad.rules.Functions;
import chalkgrad.rules.Gates;
import chalkgrad.rules.Losses;
import chalkgrad.typeset.Latex;
import chalkgrad.typeset.MathMl;
import chalkgrad.typeset.Notation;
import chalkgrad.typeset.Profile;
import chalkgrad.typeset.UnicodeText;
import chalkgrad.work.FormulaParser;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every row of the table of functions, through everybody who reads, prints, evaluates or derives one. */
class FunctionTableTest {
    private static final Network NEURON = new Network(
            List.of("x1"),
            List.of(new Network.Layer(
                    List.of(new Network.Unit("h1", List.of(new Network.Edge("x1", "w1")), Optional.of("b1"))),
                    Activations.find("sigmoid").orElseThrow())),
            Map.of("w1", BigDecimal.TEN, "b1", BigDecimal.ONE),
            Set.of("w1"),
            Losses.find("half_sse").orElseThrow(),
            List.of(new Network.Sample(Map.of("x1", BigDecimal.ONE), Map.of("h1", BigDecimal.ONE))),
            Network.Batch.MEAN,
            Optional.empty(),
            Descent.PLAIN,
            1,
            Set.of(),
            Optional.empty());

    private static final Symbol X = new Symbol.Name("x");

    /** Where most functions have a value. */
    private static final double INSIDE = 0.3;

    /** The only function that has none there. */
    private static final Map<String, Double> ELSEWHERE = Map.of("arcosh", 1.3);

    static Stream<String> names() {
        // An entry is written in brackets behind its array, and by no name.
        return Functions.names().stream().filter(name -> !name.equals(ExprParser.INDEX));
    }

    static Stream<String> ofOneNumber() {
        return Functions.all().stream()
                .filter(Function::hasOneNumber)
                .filter(function -> function.kind() == Function.Kind.ENTRYWISE)
                .map(Function::name);
    }

    static Stream<String> spellings() {
        return Functions.all().stream().flatMap(function -> function.notation().spellings().stream());
    }

    private static Function function(String name) {
        return Functions.find(name).orElseThrow();
    }

    /** A call with letters as arguments, {@code huber(a, b)}. */
    private static Expr.Call call(String name) {
        return new Expr.Call(
                name,
                IntStream.range(0, Math.max(1, function(name).fewest()))
                        .<Expr>mapToObj(i -> Expr.sym(String.valueOf((char) ('x' + i))))
                        .toList());
    }

    private static Expr formula(String text) {
        FormulaParser.Result result = FormulaParser.expression(text, FormulaParser.Names.PLAIN);
        assertThat(result).as(text).isInstanceOf(FormulaParser.Result.Parsed.class);
        return ((FormulaParser.Result.Parsed) result).expr();
    }

    private static Expr read(String text) {
        Expressions.Result result = Expressions.read(text);
        assertThat(result).as(text).isInstanceOf(Expressions.Result.Read.class);
        return ((Expressions.Result.Read) result).expr();
    }

    @ParameterizedTest
    @MethodSource("names")
    void problemFilesAndDerivationsAndEqualReadIt(String name) {
        String text = PlainText.of(call(name));
        assertThat(ExprParser.parse(text)).isEqualTo(new ExprParser.Result.Parsed(call(name)));
        assertThat(read(text)).isEqualTo(call(name));
        // In a derivation the sum of a unit is its net input.
        String written = name.equals("sum") ? "sum(x*x)" : text;
        assertThat(formula(written))
                .isInstanceOfSatisfying(
                        Expr.Call.class, call -> assertThat(call.function()).isEqualTo(name));
    }

    @ParameterizedTest
    @MethodSource("spellings")
    void everySpellingIsRead(String spelling) {
        Expr meant = new Expr.Call(Functions.meant(spelling).orElseThrow().name(), List.of(Expr.sym("x")));
        assertThat(formula(spelling + "(x)")).isEqualTo(meant);
        assertThat(formula("\\operatorname{" + spelling + "}(x)")).isEqualTo(meant);
        assertThat(read(spelling + "(x)")).isEqualTo(meant);
    }

    /** What a page shows can be read back. */
    @ParameterizedTest
    @MethodSource("ofOneNumber")
    void printersShowItAsItIsRead(String name) {
        var notation = Notation.of(Profile.ALL.get(0), Map.of(), NEURON);
        String latex = new Latex(notation, Latex.Flavour.PLAIN).of(call(name));
        String unicode = new UnicodeText(notation).of(call(name));
        String mathMl = new MathMl(notation).of(call(name));
        for (String text : List.of(latex, unicode)) {
            Expr back = read(text);
            boolean same = new Equivalence(true).of(back, call(name)) instanceof Equivalence.Verdict.Equal;
            assertThat(same).as("%s is read as %s", text, PlainText.of(back)).isTrue();
        }
        assertThat(mathMl).contains("x").doesNotContain("_");
        if (!List.of("exp", "sqrt", "abs").contains(name)) {
            assertThat(latex).startsWith(function(name).notation().latex());
            assertThat(mathMl).startsWith(function(name).notation().mathMl());
        }
    }

    /** In doubles, by two evaluators, and proved: all agree, and the slope that is taught is that of the values. */
    @ParameterizedTest
    @MethodSource("ofOneNumber")
    void evaluatorsAndDerivativesAgree(String name) {
        double at = ELSEWHERE.getOrDefault(name, INSIDE);
        double value = proved(call(name), at);
        assertThat(Compiled.of(call(name)).value(symbol -> at)).as("doubles").isCloseTo(value, Offset.offset(1e-14));
        assertThat(Probe.value(Functions.expand(call(name)), symbol -> at))
                .as("probe")
                .isCloseTo(value, Offset.offset(1e-14));

        double h = 1e-5;
        double slope = (proved(call(name), at + h) - proved(call(name), at - h)) / (2 * h);
        Gates.taught(call(name), X).ifPresent(taught -> {
            Expr whole = taught.substitute(symbol -> symbol.equals(Activation.OUTPUT) ? call(name) : null);
            assertThat(proved(whole, at))
                    .as("slope")
                    .isCloseTo(slope, Offset.offset(1e-8 * Math.max(1, Math.abs(slope))));
        });
        assertThat(Gates.taught(call(name), X).isPresent() || name.equals("step"))
                .as("a derivative is taught")
                .isTrue();
    }

    private static double proved(Expr expr, double at) {
        Real value = new Evaluator(Arithmetic.enclosing(40), Functions::expand)
                .value(Functions.withConstants(expr), symbol -> symbol.equals(X) ? Real.of(String.valueOf(at)) : null);
        return Real.near(value, 20).doubleValue();
    }

    /** Names before their argument in formulas of every kind. */
    @ParameterizedTest
    @MethodSource("ofOneNumber")
    void itNeedsNoParentheses(String name) {
        if (List.of("identity", "step", "sign").contains(name)) {
            return;
        }
        Expr call = call(name);
        var texts = new ArrayList<>(List.of(name + " x", name + "{x}", name + "²x", name + "^{2}(x)"));
        if (!name.equals("exp")) {
            texts.add(name + "^2 x");
        }
        assertThat(formula(name + " -x")).isEqualTo(new Expr.Call(name, List.of(Expr.neg(Expr.sym("x")))));
        for (String text : texts) {
            Expr wanted = text.contains("2") && text.matches(".*[\\^].*") ? Expr.pow(call, Expr.num(2)) : call;
            wanted = text.contains("²") ? Expr.pow(call, Expr.num(2)) : wanted;
            assertThat(formula(text)).as(text).isEqualTo(wanted);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"squash(z)", "squash z", "squash'(z)", "\\mathrm{squash}(z)", "2squash^2(z)", "my_squash(z)"})
    void whatNobodyKnowsIsNamedAndNotTakenApart(String text) {
        assertThat(PlainText.of(formula(text))).contains("squash").doesNotContain("s*q");
        assertThat(Expressions.read(text))
                .isInstanceOfSatisfying(
                        Expressions.Result.Refused.class,
                        refused -> assertThat(refused.message()).contains("squash”, which there is not"));
    }
}
