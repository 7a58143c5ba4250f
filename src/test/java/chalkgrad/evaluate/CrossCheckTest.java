package chalkgrad.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.ExprParser;
import chalkgrad.rules.Functions;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A wrong gradient is found, a right one never called wrong; where differences tell nothing, that is counted. */
class CrossCheckTest {
    /** A function of one number. */
    private record Curve(Expr function, Real at, Real slope, List<Branches.Branch> held) implements Landscape {
        @Override
        public int size() {
            return 1;
        }

        @Override
        public String name(int index) {
            return "x";
        }

        @Override
        public Real slope(int index) {
            return slope;
        }

        @Override
        public Real height() {
            return value(Arithmetic.enclosing(40), at, Branches.recording());
        }

        @Override
        public Real height(Arithmetic arithmetic, MathContext context, BigDecimal[] moves) {
            Real moved = Real.of(Landscape.moved(at, moves[0], context));
            return value(arithmetic, moved, Branches.holding(held));
        }

        @Override
        public Landscape held(Arithmetic arithmetic, MathContext context) {
            Branches branches = Branches.recording();
            value(arithmetic, at, branches);
            return new Curve(function, at, slope, branches.taken());
        }

        private Real value(Arithmetic arithmetic, Real x, Branches branches) {
            return new Evaluator(arithmetic, Functions::expand)
                    .value(function, symbol -> symbol.id().equals("x") ? x : null, branches);
        }
    }

    private static Expr parsed(String expression) {
        return ((ExprParser.Result.Parsed) ExprParser.parse(expression)).expr();
    }

    private static CrossCheck check(String function, String at, String slope) {
        return CrossCheck.of(List.of(new Curve(
                parsed(function),
                Real.of(new BigDecimal(at)),
                new Evaluator(Arithmetic.enclosing(900), Functions::expand).value(parsed(slope), symbol -> null),
                List.of())));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "x^2; 3; 6",
                "exp(x); 1; exp(1)",
                "exp(exp(x)); 8; exp(exp(8))*exp(8)",
                // bends within 10^-100
                "sin(10^100*x); 0.5; 10^100*cos(10^100*0.5)",
                // a kink nearer than any step
                "relu(x + 10^-50000)*3; 0; 3",
            })
    void right(String function, String at, String slope) {
        CrossCheck check = check(function, at, slope);
        assertThat(check.contradicted()).isEmpty();
        assertThat(check.untold()).isZero();
        assertThat(check.digits()).isGreaterThanOrEqualTo(18);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "x^2; 3; 5",
                "x^2; 3; 6 + 10^-12",
                "exp(exp(x)); 8; exp(exp(8))",
                "sin(10^100*x); 0.5; -10^100*cos(10^100*0.5)",
                "relu(x + 10^-50000)*3; 0; 0",
            })
    void wrong(String function, String at, String slope) {
        assertThat(check(function, at, slope).contradicted()).contains("x");
    }

    /** The digits of the one term are far behind those of the other; a kink that is no choice is nearer than any step. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"exp(exp(10)) + x; 2; 1", "abs(x - 10^-5000) + x; 0; 0"})
    void nothingIsTold(String function, String at, String slope) {
        CrossCheck check = check(function, at, slope);
        assertThat(check.contradicted()).isEmpty();
        assertThat(check.untold()).isOne();
    }
}
