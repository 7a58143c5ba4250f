package chalkgrad.graph;

import java.math.BigDecimal;

/** Doubles that keep away from kinks, poles and large numbers: what a random graph may contain. */
final class Doubles implements Numbers<Double> {
    private static final double NEAR = 1e-3;
    private static final double LARGE = 1000;
    private static final double SMALL = 0.02;

    /** The numbers do not suit; another graph will. */
    static final class Unfit extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unfit() {
            super(null, null, false, false);
        }
    }

    private static double fit(double value) {
        if (!(Math.abs(value) <= LARGE)) {
            throw new Unfit();
        }
        return value;
    }

    private static double atLeast(double least, double value) {
        if (value < least) {
            throw new Unfit();
        }
        return value;
    }

    @Override
    public Double of(BigDecimal value) {
        return value.doubleValue();
    }

    @Override
    public Double pi() {
        return Math.PI;
    }

    @Override
    public Double plus(Double a, Double b) {
        return fit(a + b);
    }

    @Override
    public Double times(Double a, Double b) {
        return fit(a * b);
    }

    @Override
    public Double inverse(Double a) {
        atLeast(SMALL, Math.abs(a));
        return 1 / a;
    }

    @Override
    public Double exp(Double a) {
        atLeast(-12, a);
        return fit(Math.exp(a));
    }

    @Override
    public Double ln(Double a) {
        return Math.log(atLeast(SMALL, a));
    }

    @Override
    public Double sqrt(Double a) {
        return Math.sqrt(atLeast(SMALL, a));
    }

    @Override
    public Double sin(Double a) {
        return Math.sin(a);
    }

    @Override
    public Double cos(Double a) {
        return Math.cos(a);
    }

    @Override
    public Double erf(Double a) {
        atLeast(-3, -Math.abs(a));
        double term = a;
        double sum = 0;
        for (int n = 1; Math.abs(term) > 1e-17; n++) {
            sum += term;
            term *= 2 * a * a / (2 * n + 1);
        }
        return 2 / Math.sqrt(Math.PI) * Math.exp(-a * a) * sum;
    }

    @Override
    public int compare(Double a, Double b) {
        return Double.compare(a, b);
    }

    @Override
    public int side(Double a) {
        atLeast(NEAR, Math.abs(a));
        return a > 0 ? 1 : -1;
    }
}
