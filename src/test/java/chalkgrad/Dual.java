package chalkgrad;

import java.util.function.DoubleUnaryOperator;

/**
 * A double with its derivatives by some parameters, by forward accumulation.
 *
 * <p>{@code x.times(x)} of the parameter 3 is 9 with the slope 6.
 *
 * @param slopes one per parameter
 */
record Dual(double value, double[] slopes) {
    /** What rounding makes of zero is zero: a kink must not be missed by it. */
    private static final double NOTHING = 1e-12;

    static Dual of(double value, int parameters) {
        return new Dual(value, new double[parameters]);
    }

    static Dual parameter(double value, int which, int parameters) {
        Dual dual = of(value, parameters);
        dual.slopes[which] = 1;
        return dual;
    }

    /** A function and its slope. */
    Dual map(DoubleUnaryOperator function, DoubleUnaryOperator slope) {
        double factor = slope.applyAsDouble(value);
        var mapped = new double[slopes.length];
        for (int i = 0; i < mapped.length; i++) {
            mapped[i] = slopes[i] == 0 ? 0 : factor * slopes[i];
        }
        return new Dual(function.applyAsDouble(value), mapped);
    }

    Dual plus(Dual that) {
        var sum = slopes.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += that.slopes[i];
        }
        return new Dual(value + that.value, sum);
    }

    Dual minus(Dual that) {
        return plus(that.times(-1));
    }

    Dual times(Dual that) {
        var product = new double[slopes.length];
        for (int i = 0; i < product.length; i++) {
            product[i] = value * that.slopes[i] + slopes[i] * that.value;
        }
        return new Dual(value * that.value, product);
    }

    Dual times(double factor) {
        return map(v -> factor * v, v -> factor);
    }

    Dual plus(double summand) {
        return map(v -> v + summand, v -> 1);
    }

    Dual inverse() {
        return map(v -> 1 / v, v -> -1 / (v * v));
    }

    Dual exp() {
        return map(Math::exp, Math::exp);
    }

    Dual ln() {
        return map(v -> v > 0 ? Math.log(v) : Double.NaN, v -> 1 / v);
    }

    Dual tanh() {
        return map(Math::tanh, v -> 1 - Math.tanh(v) * Math.tanh(v));
    }

    Dual abs() {
        return map(Math::abs, v -> sign(v));
    }

    /** Zero at zero, and beside it. */
    static int sign(double value) {
        return value > NOTHING ? 1 : value < -NOTHING ? -1 : 0;
    }

    int sign() {
        return sign(value);
    }

    /** The error function, by its series. */
    Dual erf() {
        return map(Dual::erf, v -> 2 / Math.sqrt(Math.PI) * Math.exp(-v * v));
    }

    private static double erf(double x) {
        double term = x;
        double sum = 0;
        for (int n = 1; Math.abs(term) > 1e-20 && n < 2000; n++) {
            sum += term;
            term *= 2 * x * x / (2 * n + 1);
        }
        return 2 / Math.sqrt(Math.PI) * Math.exp(-x * x) * sum;
    }
}
