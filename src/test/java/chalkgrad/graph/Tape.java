package chalkgrad.graph;

import ch.obermuhlner.math.big.BigDecimalMath;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Numbers of 70 digits that remember how they came about, so that derivatives can be read off backwards.
 *
 * <p>Scalar by scalar, with the derivatives of nine elementary operations and no others; what the program knows of vectors, of matrices, and
 * of the rules for functions made of these is not used.
 */
final class Tape implements Numbers<Tape.Var> {
    private static final MathContext CONTEXT = new MathContext(70);
    private static final BigDecimal ONE = BigDecimal.ONE;
    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    private final List<Var> all = new ArrayList<>();

    /** A number, what it was made of, and its derivatives by these. */
    static final class Var {
        final BigDecimal value;
        private final @Nullable Var a;
        private final @Nullable Var b;
        private final BigDecimal byA;
        private final BigDecimal byB;
        /** The derivative of what {@link Tape#back} was asked about by this. */
        BigDecimal gradient = BigDecimal.ZERO;

        Var(BigDecimal value, @Nullable Var a, BigDecimal byA, @Nullable Var b, BigDecimal byB) {
            this.value = value;
            this.a = a;
            this.b = b;
            this.byA = byA;
            this.byB = byB;
        }
    }

    private Var add(BigDecimal value, @Nullable Var a, BigDecimal byA, @Nullable Var b, BigDecimal byB) {
        var made = new Var(value, a, byA, b, byB);
        all.add(made);
        return made;
    }

    private Var add(BigDecimal value, Var a, BigDecimal slope) {
        return add(value, a, slope, null, ONE);
    }

    /** Works out the derivatives of a weighted sum by everything before. */
    void back(List<Var> of, List<BigDecimal> weights) {
        for (int i = 0; i < of.size(); i++) {
            of.get(i).gradient = of.get(i).gradient.add(weights.get(i));
        }
        for (int i = all.size() - 1; i >= 0; i--) {
            Var v = all.get(i);
            if (v.gradient.signum() != 0) {
                pass(v.a, v.gradient, v.byA);
                pass(v.b, v.gradient, v.byB);
            }
        }
    }

    private static void pass(@Nullable Var to, BigDecimal gradient, BigDecimal slope) {
        if (to != null) {
            to.gradient = to.gradient.add(gradient.multiply(slope, CONTEXT), CONTEXT);
        }
    }

    @Override
    public Var of(BigDecimal value) {
        return add(value, null, ONE, null, ONE);
    }

    @Override
    public Var pi() {
        return of(BigDecimalMath.pi(CONTEXT));
    }

    /** The same number as another one, {@code value}, with a gradient of its own. */
    Var as(Var a, BigDecimal value) {
        return add(value, a, ONE);
    }

    @Override
    public Var plus(Var a, Var b) {
        return add(a.value.add(b.value, CONTEXT), a, ONE, b, ONE);
    }

    @Override
    public Var times(Var a, Var b) {
        return add(a.value.multiply(b.value, CONTEXT), a, b.value, b, a.value);
    }

    @Override
    public Var inverse(Var a) {
        BigDecimal inverse = ONE.divide(a.value, CONTEXT);
        return add(inverse, a, inverse.multiply(inverse, CONTEXT).negate());
    }

    @Override
    public Var exp(Var a) {
        BigDecimal exp = BigDecimalMath.exp(a.value, CONTEXT);
        return add(exp, a, exp);
    }

    @Override
    public Var ln(Var a) {
        return add(BigDecimalMath.log(a.value, CONTEXT), a, ONE.divide(a.value, CONTEXT));
    }

    @Override
    public Var sqrt(Var a) {
        BigDecimal root = BigDecimalMath.sqrt(a.value, CONTEXT);
        return add(root, a, ONE.divide(root.multiply(TWO), CONTEXT));
    }

    @Override
    public Var sin(Var a) {
        return add(BigDecimalMath.sin(a.value, CONTEXT), a, BigDecimalMath.cos(a.value, CONTEXT));
    }

    @Override
    public Var cos(Var a) {
        BigDecimal sine = BigDecimalMath.sin(a.value, CONTEXT);
        return add(BigDecimalMath.cos(a.value, CONTEXT), a, sine.negate());
    }

    /** By the series {@code 2/sqrt(pi) * exp(-x^2) * (x + 2x^3/3 + 4x^5/15 + …)}. */
    @Override
    public Var erf(Var a) {
        BigDecimal square = a.value.multiply(a.value, CONTEXT);
        BigDecimal slope = TWO.divide(BigDecimalMath.sqrt(BigDecimalMath.pi(CONTEXT), CONTEXT), CONTEXT)
                .multiply(BigDecimalMath.exp(square.negate(), CONTEXT), CONTEXT);
        BigDecimal term = a.value;
        BigDecimal sum = BigDecimal.ZERO;
        for (int n = 1; term.abs().compareTo(new BigDecimal("1e-75")) > 0; n++) {
            sum = sum.add(term, CONTEXT);
            term = term.multiply(square, CONTEXT).multiply(TWO).divide(BigDecimal.valueOf(2L * n + 1), CONTEXT);
        }
        return add(slope.multiply(sum, CONTEXT), a, slope);
    }

    @Override
    public int compare(Var a, Var b) {
        return a.value.compareTo(b.value);
    }

    @Override
    public int side(Var a) {
        return a.value.signum();
    }
}
