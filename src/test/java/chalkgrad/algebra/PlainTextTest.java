package chalkgrad.algebra;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.algebra.ExprParser.Result;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {
    private static final Expr A = Expr.sym("a");
    private static final Expr B = Expr.sym("b");
    private static final Expr C = Expr.sym("c");

    private record Case(Expr expr, String expected) {}

    static List<Case> texts() {
        Expr error = Expr.neg(Expr.sub(Expr.sym("t1"), Expr.sym("o1")));
        Expr slope = Expr.sub(Expr.ONE, Expr.sym("o1"));
        return List.of(
                new Case(Expr.mul(error, Expr.sym("o1"), slope, Expr.sym("h1")), "-(t1-o1)*o1*(1-o1)*h1"),
                new Case(Expr.neg(Expr.mul(A, B)), "-a*b"),
                new Case(Expr.sub(A, Expr.num(-2)), "a-(-2)"),
                new Case(Expr.add(A, Expr.num(-2)), "a-2"),
                new Case(Expr.mul(A, Expr.num(-2)), "a*(-2)"),
                new Case(Expr.pow(Expr.num(-2), 2), "(-2)^2"),
                new Case(Expr.pow(A, Expr.num(-2)), "a^-2"),
                new Case(Expr.pow(Expr.pow(A, B), C), "(a^b)^c"),
                new Case(Expr.pow(A, Expr.pow(B, C)), "a^b^c"),
                new Case(Expr.pow(A, Expr.neg(Expr.mul(B, C))), "a^(-b*c)"),
                new Case(Expr.div(A, Expr.mul(B, C)), "a/(b*c)"),
                new Case(Expr.div(Expr.div(A, B), C), "a/b/c"),
                new Case(Expr.div(A, Expr.div(B, C)), "a/(b/c)"),
                new Case(Expr.neg(Expr.neg(A)), "-(-a)"),
                new Case(Expr.neg(Expr.add(A, B)), "-(a+b)"),
                new Case(new Expr.MatMul(A, new Expr.MatMul(B, C)), "a@(b@c)"),
                new Case(Expr.mul(A, new Expr.MatMul(B, C)), "a*(b@c)"),
                new Case(new Expr.Transpose(Expr.add(A, B)), "(a+b)'"),
                new Case(Expr.num("1.50"), "1.50"),
                new Case(Expr.num("1E-7"), "0.0000001"),
                new Case(Expr.num("1E+400"), "1e400"),
                new Case(Expr.mul(A, new Expr.Marked(Expr.Mark.GROUP, Expr.mul(B, C))), "a*(b*c)"),
                new Case(Expr.equal(A, B, C), "a=b=c"),
                new Case(
                        new Expr.Matrix(List.of(List.of(Expr.ONE, Expr.TWO), List.of(Expr.num(3), Expr.num(4)))),
                        "[[1,2],[3,4]]"),
                new Case(new Expr.Cases(A, Expr.ONE, Expr.ZERO, Expr.ZERO), "{a>0: 1; a=0: 0; a<0: 0}"),
                new Case(
                        new Expr.Sigma(new Symbol.Name("i"), Expr.ONE, Expr.sym("n"), Expr.mul(A, B)),
                        "sum(i=1..n: a*b)"));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void writesWhatPeopleWrite(Case c) {
        assertThat(PlainText.of(c.expr)).isEqualTo(c.expected);
    }

    @Test
    void symbolsMayBeNamedByTheCaller() {
        assertThat(PlainText.of(Expr.add(A, B), symbol -> symbol.id() + "_1")).isEqualTo("a_1+b_1");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 20_261_120})
    void whatIsWrittenIsReadWithTheSameMeaning(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 3_000; i++) {
            Expr expr = random(random, 5);
            String text = PlainText.of(expr);
            assertThat(ExprParser.parse(text))
                    .as("seed %d, tree %d: %s", seed, i, text)
                    .isInstanceOf(Result.Parsed.class);
            Expr again = ((Result.Parsed) ExprParser.parse(text)).expr();
            var values = new Random(seed + i);
            double[][] letters = {
                values.doubles(4, 0.5, 2).toArray(),
                values.doubles(4, 0.5, 2).toArray(),
                values.doubles(4, 0.5, 2).toArray()
            };
            double[] expected = value(expr, letters);
            double[] actual = value(again, letters);
            for (int k = 0; k < 4; k++) {
                assertThat(close(expected[k], actual[k]))
                        .as("seed %d, tree %d: %s is %s, but %s", seed, i, text, expected[k], actual[k])
                        .isTrue();
            }
        }
    }

    private static boolean close(double a, double b) {
        boolean comparable = Double.isFinite(a) && Double.isFinite(b) && Math.abs(a) < 1e9 && Math.abs(a) > 1e-9;
        return !comparable || Math.abs(a - b) <= 1e-6 * Math.abs(a);
    }

    /** The value as a matrix of two rows and columns; a number has it in every entry. */
    private static double[] value(Expr expr, double[][] letters) {
        if (expr instanceof Expr.Sym e) {
            return letters[e.symbol().id().charAt(0) - 'a'];
        }
        List<double[]> v =
                expr.parts().stream().map(part -> value(part, letters)).toList();
        if (expr instanceof Expr.MatMul) {
            double[] a = v.get(0);
            double[] b = v.get(1);
            return new double[] {
                a[0] * b[0] + a[1] * b[2],
                a[0] * b[1] + a[1] * b[3],
                a[2] * b[0] + a[3] * b[2],
                a[2] * b[1] + a[3] * b[3]
            };
        } else if (expr instanceof Expr.Transpose) {
            double[] a = v.get(0);
            return new double[] {a[0], a[2], a[1], a[3]};
        }
        var next = new int[1];
        Expr open = expr.mapParts(part -> Expr.sym("p" + next[0]++));
        var result = new double[4];
        for (int i = 0; i < 4; i++) {
            int entry = i;
            result[i] = Probe.value(
                    open, symbol -> v.get(Integer.parseInt(symbol.id().substring(1)))[entry]);
        }
        return result;
    }

    private static Expr random(Random random, int depth) {
        int kind = depth == 0 ? random.nextInt(2) : random.nextInt(10);
        return switch (kind) {
            case 0 -> Expr.sym(String.valueOf((char) ('a' + random.nextInt(3))));
            case 1 -> Expr.num(BigDecimal.valueOf(random.nextInt(-9, 30), random.nextInt(3)));
            case 2 -> Expr.neg(random(random, depth - 1));
            case 3 -> Expr.add(several(random, depth));
            case 4 -> Expr.mul(several(random, depth));
            case 5 -> Expr.div(random(random, depth - 1), random(random, depth - 1));
            case 6 -> Expr.pow(random(random, depth - 1), random(random, depth - 1));
            case 7 -> Expr.call("tanh", random(random, depth - 1));
            case 8 -> new Expr.MatMul(random(random, depth - 1), random(random, depth - 1));
            default -> new Expr.Transpose(random(random, depth - 1));
        };
    }

    private static List<Expr> several(Random random, int depth) {
        var parts = new ArrayList<Expr>();
        int count = random.nextInt(2, 4);
        for (int i = 0; i < count; i++) {
            parts.add(random(random, depth - 1));
        }
        return parts;
    }
}
