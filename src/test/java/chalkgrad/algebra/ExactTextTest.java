package chalkgrad.algebra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Expressions come back in the shape that they had. */
class ExactTextTest {
    private static final Expr X = Expr.sym("x");

    @Test
    void anyShapeComesBack() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            Expr expr = random(random, 5);
            String text = ExactText.of(expr).orElseThrow();
            assertThat(ExactText.read(text)).as(text + ", seed " + seed).contains(expr);
        }
    }

    @Test
    void whatTheGrammarHasNoFormForHasNoText() {
        assertThat(ExactText.of(Expr.num("-3"))).isEmpty();
        assertThat(ExactText.of(Expr.add(X, new Expr.Marked(Expr.Mark.RESULT, X))))
                .isEmpty();
        assertThat(ExactText.of(Expr.call("_cases", X))).isEmpty();
        assertThat(ExactText.of(new Expr.Transpose(X))).isEmpty();
        assertThat(ExactText.read("x +")).isEmpty();
    }

    private static Expr random(Random random, int depth) {
        int kind = random.nextInt(depth == 0 ? 3 : 11);
        return switch (kind) {
            case 0 ->
                Expr.num(List.of("0", "1", "2.50", "1E-12", "1E+3", "0.000").get(random.nextInt(6)));
            case 1 -> X;
            case 2 -> Expr.sym("y1");
            case 3 -> Expr.neg(random(random, depth - 1));
            case 4, 5 -> new Expr.Add(some(random, depth, 2 + random.nextInt(2)));
            case 6, 7 -> new Expr.Mul(some(random, depth, 2 + random.nextInt(2)));
            case 8 -> Expr.div(random(random, depth - 1), random(random, depth - 1));
            case 9 -> Expr.pow(random(random, depth - 1), random(random, depth - 1));
            default ->
                random.nextBoolean()
                        ? new Expr.Call("max", some(random, depth, 2))
                        : new Expr.Cases(
                                X, random(random, depth - 1), random(random, depth - 1), random(random, depth - 1));
        };
    }

    private static List<Expr> some(Random random, int depth, int count) {
        return java.util.stream.Stream.generate(() -> random(random, depth - 1))
                .limit(count)
                .toList();
    }
}
