package chalkgrad.evaluate;

import chalkgrad.evaluate.Real.Enclosure;
import chalkgrad.evaluate.Real.Exact;
import chalkgrad.evaluate.Real.Form;
import chalkgrad.evaluate.Real.Form.Beside;
import chalkgrad.evaluate.Real.Form.Scaled;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * Arithmetic on numbers whose {@link Form} is known, so that what is small beside something else is not lost.
 *
 * <p>{@code 1 + e^-3000} is kept as one and a tail; one less is the tail again, with all its digits. {@code e^3000 + 1} is kept as
 * {@code e^3000 (1 + e^-3000)}, and its logarithm is 3000 and a tail.
 *
 * <p>A form is kept only where two decimals would lose more than half of their digits; what is lost otherwise, more digits bring back. Each
 * method returns null where a form has nothing to add to ordinary arithmetic.
 */
final class Tails {
    private static final double LOG10_E = 0.4342944819032518;

    /** So many digits of a number that is added to another tell that it was. */
    private static final int SEEN = 10;

    /** Most factors that a whole power is multiplied out from. */
    private static final int FACTORS = 64;

    private final Arithmetic arithmetic;
    private final Accuracy accuracy;
    /** By so many powers of ten a number is smaller than another for being a tail. */
    private final double gap;

    Tails(Arithmetic arithmetic, Accuracy accuracy) {
        this.arithmetic = arithmetic;
        this.accuracy = accuracy;
        this.gap = Math.max(2, accuracy.digits / 2.0);
    }

    private static @Nullable Scaled scaled(Real x) {
        return x instanceof Enclosure e && e.form() instanceof Scaled form ? form : null;
    }

    private static @Nullable Beside beside(Real x) {
        return x instanceof Enclosure e && e.form() instanceof Beside form ? form : null;
    }

    /** The number without its form, for where its size alone counts. */
    private static Real bare(Real x) {
        return x instanceof Enclosure e ? new Enclosure(e.lo(), e.hi()) : x;
    }

    /** As {@link #beside(Real)}; a long decimal that begins as a short one is beside that. */
    private @Nullable Beside split(Real x) {
        BigDecimal decimal = x instanceof Exact exact ? exact.decimalOrNull() : null;
        if (decimal == null || decimal.precision() <= gap) {
            return beside(x);
        }
        BigDecimal near = decimal.round(accuracy.near).stripTrailingZeros();
        return near.precision() < gap / 2 && near.signum() != 0
                ? new Beside((Exact) Real.of(near), Real.of(decimal.subtract(near)))
                : null;
    }

    /** About the power of ten that the number has at the most; minus infinity for zero. */
    private double magnitude(Real x) {
        Scaled form = scaled(x);
        if (form != null) {
            return accuracy.hi(form.exponent()).doubleValue() * LOG10_E + magnitude(form.mantissa());
        }
        BigDecimal size = accuracy.lo(x).abs().max(accuracy.hi(x).abs());
        return size.signum() == 0 ? Double.NEGATIVE_INFINITY : Range.exponent(size);
    }

    /** Whether {@code tail} is lost beside {@code x}. */
    private boolean isLost(Real tail, Real x) {
        return magnitude(tail) < magnitude(x) - gap;
    }

    /** Whether nothing of {@code tail} is left in its sum with {@code x}, or not enough to tell. */
    boolean isBeyond(Real tail, Real x) {
        boolean mayBeZero = scaled(tail) == null
                && accuracy.lo(tail).signum() * accuracy.hi(tail).signum() <= 0;
        return !mayBeZero && magnitude(tail) < magnitude(x) - accuracy.digits + SEEN;
    }

    private static boolean isZero(Real x) {
        return x instanceof Exact exact && exact.isZero();
    }

    /** {@code anchor + offset}. */
    private Real beside(Exact anchor, Real offset) {
        if (isZero(offset)) {
            return accuracy.exact(anchor);
        } else if (anchor.isZero()) {
            return offset;
        }
        Enclosure sum = arithmetic.roughSum(anchor, offset);
        return anchor.fits() && isLost(offset, anchor)
                ? new Enclosure(sum.lo(), sum.hi(), new Beside(anchor, offset))
                : sum;
    }

    /** {@code e^exponent mantissa}, worked out. */
    private Real scaled(Real exponent, Real mantissa) {
        Scaled inner = scaled(mantissa);
        if (isZero(exponent) || isZero(mantissa)) {
            return mantissa;
        } else if (inner != null) {
            return scaled(arithmetic.add(exponent, inner.exponent()), inner.mantissa());
        }
        Real power = arithmetic.exp(exponent);
        return scaled(power) == null
                ? arithmetic.mul(power, mantissa)
                : labelled(arithmetic.roughProduct(power, mantissa), exponent, mantissa);
    }

    private static Enclosure labelled(Enclosure bounds, Real exponent, Real mantissa) {
        return new Enclosure(bounds.lo(), bounds.hi(), new Scaled(exponent, mantissa));
    }

    @Nullable
    Real sum(Real a, Real b) {
        Scaled s = scaled(a);
        Scaled t = scaled(b);
        if (s != null || t != null) {
            double difference = magnitude(a) - magnitude(b);
            if (s != null && (t == null ? difference > -gap && arithmetic.hasInverse(s.exponent()) : difference >= 0)) {
                return factored(s, b, t);
            } else if (t != null && (s != null || difference < gap && arithmetic.hasInverse(t.exponent()))) {
                return factored(t, a, s);
            }
        }
        Beside x = beside(a);
        Beside y = beside(b);
        if (x != null && y != null) {
            return beside(x.anchor().plus(y.anchor()), arithmetic.add(x.offset(), y.offset()));
        } else if (x != null) {
            return b instanceof Exact exact
                    ? beside(x.anchor().plus(exact), x.offset())
                    : nextTo(x.anchor(), arithmetic.add(x.offset(), b));
        } else if (y != null) {
            return sum(b, a);
        } else if (a instanceof Exact exact && isLost(b, a)) {
            return beside(exact, b);
        }
        return b instanceof Exact exact && isLost(a, b) ? beside(exact, a) : null;
    }

    /** Another offset from an anchor, where it is still one. */
    private @Nullable Real nextTo(Exact anchor, Real offset) {
        return isLost(offset, anchor) ? beside(anchor, offset) : null;
    }

    /** {@code e^L m + x = e^L (m + x/e^L)}, for an {@code x} that is not much larger; null where a factor is out of range. */
    private @Nullable Real factored(Scaled larger, Real x, @Nullable Scaled other) {
        try {
            return factoredOut(larger, x, other);
        } catch (Undecided | NumericFault outOfRange) {
            return null;
        }
    }

    private Real factoredOut(Scaled larger, Real x, @Nullable Scaled other) {
        Real back = other == null ? x : other.mantissa();
        Real exponent =
                other == null ? arithmetic.neg(larger.exponent()) : arithmetic.sub(other.exponent(), larger.exponent());
        Real rest = isZero(exponent) ? back : arithmetic.mul(arithmetic.exp(exponent), back);
        Real mantissa = larger.mantissa();
        // Of two numbers of a common size neither is a factor of the other again.
        return scaled(larger.exponent(), arithmetic.add(mantissa, isLost(rest, mantissa) ? rest : bare(rest)));
    }

    @Nullable
    Real product(Real a, Real b) {
        Scaled s = scaled(a);
        Scaled t = scaled(b);
        if (s != null && t != null) {
            Real exponent = arithmetic.add(s.exponent(), t.exponent());
            Real mantissa = arithmetic.mul(s.mantissa(), t.mantissa());
            try {
                return scaled(exponent, mantissa);
            } catch (Undecided undecided) {
                return labelled(arithmetic.roughProduct(a, b), exponent, mantissa);
            }
        } else if (s != null) {
            return labelled(arithmetic.roughProduct(a, b), s.exponent(), arithmetic.mul(s.mantissa(), b));
        } else if (t != null) {
            return product(b, a);
        }
        Beside x = beside(a);
        Beside y = beside(b);
        if (x != null && y != null) {
            Real cross = arithmetic.add(arithmetic.mul(x.anchor(), y.offset()), arithmetic.mul(x.offset(), bare(b)));
            return beside(x.anchor().times(y.anchor()), cross);
        } else if (x != null && b instanceof Exact exact) {
            return beside(x.anchor().times(exact), arithmetic.mul(x.offset(), exact));
        }
        return y != null && a instanceof Exact ? product(b, a) : null;
    }

    @Nullable
    Real quotient(Real a, Real b) {
        Scaled s = scaled(a);
        Scaled t = scaled(b);
        if (t != null) {
            Real exponent = s == null ? arithmetic.neg(t.exponent()) : arithmetic.sub(s.exponent(), t.exponent());
            return scaled(exponent, arithmetic.div(s == null ? a : s.mantissa(), t.mantissa()));
        } else if (s != null) {
            return labelled(arithmetic.roughQuotient(a, b), s.exponent(), arithmetic.div(s.mantissa(), b));
        }
        Beside x = beside(a);
        Beside y = beside(b);
        if (y != null && (x != null || a instanceof Exact)) {
            // a/b = c/d + (o d - c p)/(d b) for a = c + o, b = d + p
            Exact c = x == null ? (Exact) a : x.anchor();
            Real above = arithmetic.sub(
                    arithmetic.mul(x == null ? Exact.ZERO : x.offset(), y.anchor()), arithmetic.mul(c, y.offset()));
            return beside(c.over(y.anchor()), arithmetic.div(above, arithmetic.mul(y.anchor(), bare(b))));
        }
        return x != null && b instanceof Exact exact
                ? beside(x.anchor().over(exact), arithmetic.div(x.offset(), exact))
                : null;
    }

    /** The number in its form with the other sign; {@code bounds} are those of the result. */
    Enclosure negated(Enclosure x, Enclosure bounds) {
        if (x.form() instanceof Beside form) {
            return new Enclosure(
                    bounds.lo(), bounds.hi(), new Beside(form.anchor().negate(), arithmetic.neg(form.offset())));
        } else if (x.form() instanceof Scaled form) {
            return labelled(bounds, form.exponent(), arithmetic.neg(form.mantissa()));
        }
        return bounds;
    }

    @Nullable
    Real power(Real x, BigInteger n) {
        Scaled s = scaled(x);
        if (s != null) {
            Real exponent = arithmetic.mul(s.exponent(), Real.of(new BigDecimal(n)));
            return scaled(exponent, arithmetic.pow(s.mantissa(), Real.of(new BigDecimal(n))));
        } else if (beside(x) == null || n.abs().bitLength() > 31 || n.abs().intValue() > FACTORS) {
            return null;
        }
        Real power = x;
        int exponent = n.abs().intValue();
        for (int bit = 30 - Integer.numberOfLeadingZeros(exponent); bit >= 0; bit--) {
            power = arithmetic.mul(power, power);
            if ((exponent >> bit & 1) != 0) {
                power = arithmetic.mul(power, x);
            }
        }
        return n.signum() < 0 ? arithmetic.div(Exact.ONE, power) : power;
    }

    @Nullable
    Real squareRoot(Real x) {
        Scaled s = scaled(x);
        if (s != null) {
            return scaled(arithmetic.div(s.exponent(), Real.of(2)), arithmetic.sqrt(s.mantissa()));
        }
        Beside form = split(x);
        Exact root = form == null ? null : form.anchor().squareRoot().orElse(null);
        if (form == null || root == null) {
            return null;
        }
        // sqrt(c + o) = r + o/(r + sqrt(c + o)) for r^2 = c
        Real whole = arithmetic.roughSquareRoot(x);
        return beside(root, arithmetic.div(form.offset(), arithmetic.add(root, whole)));
    }

    @Nullable
    Real logarithm(Real x) {
        Scaled s = scaled(x);
        if (s != null) {
            return arithmetic.add(s.exponent(), arithmetic.ln(s.mantissa()));
        }
        Beside form = split(x);
        return form != null && form.anchor().isOne() ? logarithmBesideOne(form.offset()) : null;
    }

    /** The exponential of what is far from zero keeps its argument; that of what is near is one and a tail. */
    @Nullable
    Real exponential(Real x) {
        if (Math.abs(magnitudeOfPower(x)) > gap) {
            Enclosure bounds = arithmetic.roughExponential(x);
            return labelled(bounds, x, Exact.ONE);
        }
        return magnitude(x) < -gap ? beside(Exact.ONE, exponentialLessOne(x)) : null;
    }

    private double magnitudeOfPower(Real x) {
        return accuracy.middle(x).doubleValue() * LOG10_E;
    }

    /** {@code x (1 + x/2 + x^2/6 + r)}, |r| < |x|^3/12 */
    private Real exponentialLessOne(Real x) {
        return nearly(x, Real.of(2), Real.of(6), 1);
    }

    /** {@code ln(1 + x) = x (1 - x/2 + x^2/3 + r)}, |r| < |x|^3 */
    private Real logarithmBesideOne(Real x) {
        return nearly(x, Real.of(-2), Real.of(3), 1);
    }

    /** {@code cos x = 1 - x^2/2 (1 - x^2/12 + x^4/360 + r)}, |r| < x^6; {@code cosh} has no minus signs. */
    @Nullable
    Real cosine(Real x, boolean hyperbolic) {
        if (magnitude(x) >= -gap / 2) {
            return null;
        }
        Real square = arithmetic.mul(x, x);
        Real offset = arithmetic.div(square, Real.of(hyperbolic ? 2 : -2));
        Real factor = besideOne(square, Real.of(hyperbolic ? 12 : -12), Real.of(360), 1);
        return beside(Exact.ONE, arithmetic.mul(offset, factor));
    }

    private Real nearly(Real x, Real second, Real third, int error) {
        return arithmetic.mul(x, besideOne(x, second, third, error));
    }

    /** {@code 1 + x/second + x^2/third}, and an error below {@code error |x|^3}. */
    private Real besideOne(Real x, Real second, Real third, int error) {
        Real tail = arithmetic.add(arithmetic.div(x, second), arithmetic.div(arithmetic.mul(x, x), third));
        Real sum = arithmetic.add(Exact.ONE, tail);
        if (accuracy.collapsing) {
            return sum;
        }
        double cubed = Math.max(3 * (magnitude(x) + 1), -Range.EXPONENT + 1);
        BigDecimal bound = BigDecimal.valueOf(error).scaleByPowerOfTen((int) Math.ceil(cubed));
        return arithmetic.roughSum(sum, new Enclosure(bound.negate(), bound));
    }

    /** {@code 1 - 2/(1 + e^2x)}, or its negative. */
    @Nullable
    Real tanh(Real x) {
        if (Math.abs(magnitudeOfPower(x)) * 2 <= gap) {
            return null;
        }
        boolean negative = arithmetic.sign(x) < 0;
        Real size = negative ? arithmetic.neg(x) : x;
        // e^-2x, as e^2x may be out of range
        Real power = arithmetic.exp(arithmetic.mul(Real.of(-2), size));
        Real rest = arithmetic.div(arithmetic.mul(Real.of(2), power), arithmetic.add(Exact.ONE, power));
        return beside(negative ? Exact.MINUS_ONE : Exact.ONE, negative ? rest : arithmetic.neg(rest));
    }

    /** {@code 1 - erfc(x)}, or its negative. */
    @Nullable
    Real erf(Real x) {
        double middle = accuracy.middle(x).doubleValue();
        if (middle * middle * LOG10_E <= gap) {
            return null;
        }
        boolean negative = arithmetic.sign(x) < 0;
        Real size = negative ? arithmetic.neg(x) : x;
        Real power = arithmetic.exp(arithmetic.neg(arithmetic.mul(size, size)));
        Real rest = arithmetic.mul(power, arithmetic.scaledComplement(size));
        return beside(negative ? Exact.MINUS_ONE : Exact.ONE, negative ? rest : arithmetic.neg(rest));
    }
}
