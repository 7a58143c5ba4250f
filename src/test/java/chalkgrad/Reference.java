package chalkgrad;

import ch.obermuhlner.math.big.BigDecimalMath;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Gradient descent as a textbook writes it down, layer by layer with arrays, in 60-digit arithmetic and with derivatives found by hand.
 *
 * <p>It knows nothing of the program, so that agreement means something.
 *
 * @param weights by layer, unit and unit before
 * @param biases by layer and unit; null in a layer without
 */
record Reference(
        List<String> activations,
        List<BigDecimal[][]> weights,
        List<BigDecimal[]> biases,
        String loss,
        List<Example> examples,
        BigDecimal learningRate) {
    private static final MathContext CONTEXT = new MathContext(60);
    private static final BigDecimal ZERO = BigDecimal.ZERO;
    private static final BigDecimal ONE = BigDecimal.ONE;
    private static final BigDecimal TWO = BigDecimal.valueOf(2);
    private static final BigDecimal LEAK = new BigDecimal("0.01");

    /** What goes in and what should come out. */
    record Example(BigDecimal[] inputs, BigDecimal[] targets) {}

    /** One example's way through the network and back. */
    record Trip(List<BigDecimal[]> net, List<BigDecimal[]> out, BigDecimal loss, List<BigDecimal[]> deltas) {}

    /** One step, and the network after it. */
    record Turn(
            List<Trip> trips,
            BigDecimal loss,
            List<BigDecimal[][]> weightGradients,
            List<BigDecimal[]> biasGradients,
            Reference next) {}

    /** A step of gradient descent with the mean of the examples' losses. */
    Turn turn() {
        var trips = new ArrayList<Trip>();
        BigDecimal loss = ZERO;
        for (Example example : examples) {
            Trip trip = trip(example);
            trips.add(trip);
            loss = plus(loss, trip.loss);
        }
        var weightGradients = new ArrayList<BigDecimal[][]>();
        var biasGradients = new ArrayList<BigDecimal[]>();
        var newWeights = new ArrayList<BigDecimal[][]>();
        var newBiases = new ArrayList<BigDecimal[]>();
        for (int l = 0; l < weights.size(); l++) {
            BigDecimal[][] w = weights.get(l);
            var gradient = new BigDecimal[w.length][w[0].length];
            var moved = new BigDecimal[w.length][w[0].length];
            for (int j = 0; j < w.length; j++) {
                for (int i = 0; i < w[j].length; i++) {
                    BigDecimal sum = ZERO;
                    for (int s = 0; s < trips.size(); s++) {
                        BigDecimal before = l == 0
                                ? examples.get(s).inputs[i]
                                : trips.get(s).out.get(l - 1)[i];
                        sum = plus(sum, times(trips.get(s).deltas.get(l)[j], before));
                    }
                    gradient[j][i] = sum;
                    moved[j][i] = minus(w[j][i], times(learningRate, sum));
                }
            }
            weightGradients.add(gradient);
            newWeights.add(moved);
            BigDecimal[] b = biases.get(l);
            var biasGradient = new BigDecimal[w.length];
            var movedBias = b == null ? null : new BigDecimal[w.length];
            for (int j = 0; b != null && j < w.length; j++) {
                biasGradient[j] = ZERO;
                for (Trip trip : trips) {
                    biasGradient[j] = plus(biasGradient[j], trip.deltas.get(l)[j]);
                }
                movedBias[j] = minus(b[j], times(learningRate, biasGradient[j]));
            }
            biasGradients.add(biasGradient);
            newBiases.add(movedBias);
        }
        return new Turn(
                trips,
                over(loss, BigDecimal.valueOf(trips.size())),
                weightGradients,
                biasGradients,
                new Reference(activations, newWeights, newBiases, this.loss, examples, learningRate));
    }

    private Trip trip(Example example) {
        var nets = new ArrayList<BigDecimal[]>();
        var outs = new ArrayList<BigDecimal[]>();
        BigDecimal[] before = example.inputs;
        for (int l = 0; l < weights.size(); l++) {
            BigDecimal[][] w = weights.get(l);
            var net = new BigDecimal[w.length];
            for (int j = 0; j < w.length; j++) {
                net[j] = biases.get(l) == null ? ZERO : biases.get(l)[j];
                for (int i = 0; i < before.length; i++) {
                    net[j] = plus(net[j], times(w[j][i], before[i]));
                }
            }
            nets.add(net);
            before = activate(activations.get(l), net);
            outs.add(before);
        }
        var deltas = new ArrayList<BigDecimal[]>();
        BigDecimal[] upstream = lossSlopes(before, example.targets);
        for (int l = weights.size() - 1; l >= 0; l--) {
            BigDecimal[] delta = through(activations.get(l), nets.get(l), outs.get(l), upstream);
            deltas.add(0, delta);
            BigDecimal[][] w = weights.get(l);
            upstream = new BigDecimal[w[0].length];
            for (int i = 0; i < upstream.length; i++) {
                upstream[i] = ZERO;
                for (int j = 0; j < w.length; j++) {
                    upstream[i] = plus(upstream[i], times(w[j][i], delta[j]));
                }
            }
        }
        return new Trip(nets, outs, lossOf(before, example.targets), deltas);
    }

    private static BigDecimal[] activate(String name, BigDecimal[] z) {
        var a = new BigDecimal[z.length];
        BigDecimal sum = ZERO;
        for (BigDecimal each : z) {
            sum = plus(sum, exp(each));
        }
        for (int j = 0; j < z.length; j++) {
            a[j] = name.equals("softmax") ? over(exp(z[j]), sum) : activate(name, z[j]);
        }
        return a;
    }

    private static BigDecimal activate(String name, BigDecimal z) {
        boolean positive = z.signum() > 0;
        return switch (name) {
            case "identity" -> z;
            case "sigmoid" -> sigmoid(z);
            case "tanh" -> BigDecimalMath.tanh(z, CONTEXT);
            case "relu" -> positive ? z : ZERO;
            case "leaky_relu" -> positive ? z : times(LEAK, z);
            case "elu" -> positive ? z : minus(exp(z), ONE);
            case "softplus" -> BigDecimalMath.log(plus(ONE, exp(z)), CONTEXT);
            case "silu" -> times(z, sigmoid(z));
            case "gelu" -> times(z, normal(z));
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static BigDecimal slope(String name, BigDecimal z) {
        boolean positive = z.signum() > 0;
        BigDecimal s = sigmoid(z);
        return switch (name) {
            case "identity" -> ONE;
            case "sigmoid" -> times(s, minus(ONE, s));
            case "tanh" -> over(ONE, times(BigDecimalMath.cosh(z, CONTEXT), BigDecimalMath.cosh(z, CONTEXT)));
            case "relu" -> positive ? ONE : ZERO;
            case "leaky_relu" -> positive ? ONE : LEAK;
            case "elu" -> positive ? ONE : exp(z);
            case "softplus" -> s;
            case "silu" -> times(s, plus(ONE, times(z, minus(ONE, s))));
            case "gelu" -> plus(normal(z), times(z, density(z)));
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static BigDecimal[] through(String name, BigDecimal[] z, BigDecimal[] a, BigDecimal[] upstream) {
        var delta = new BigDecimal[z.length];
        BigDecimal mean = ZERO;
        for (int j = 0; j < z.length; j++) {
            mean = plus(mean, times(a[j], upstream[j]));
        }
        for (int j = 0; j < z.length; j++) {
            delta[j] = name.equals("softmax")
                    ? times(a[j], minus(upstream[j], mean))
                    : times(upstream[j], slope(name, z[j]));
        }
        return delta;
    }

    private BigDecimal lossOf(BigDecimal[] o, BigDecimal[] t) {
        BigDecimal sum = ZERO;
        for (int k = 0; k < o.length; k++) {
            BigDecimal off = minus(t[k], o[k]);
            sum = plus(
                    sum,
                    switch (loss) {
                        case "half_sse" -> over(times(off, off), TWO);
                        case "sse" -> times(off, off);
                        case "mse" -> over(times(off, off), BigDecimal.valueOf(o.length));
                        case "bce" ->
                            over(
                                            plus(
                                                    times(t[k], BigDecimalMath.log(o[k], CONTEXT)),
                                                    times(
                                                            minus(ONE, t[k]),
                                                            BigDecimalMath.log(minus(ONE, o[k]), CONTEXT))),
                                            BigDecimal.valueOf(o.length))
                                    .negate();
                        case "cross_entropy" ->
                            times(t[k], BigDecimalMath.log(o[k], CONTEXT)).negate();
                        default -> throw new IllegalArgumentException(loss);
                    });
        }
        return sum;
    }

    /** By the outputs, of the mean over the examples. */
    private BigDecimal[] lossSlopes(BigDecimal[] o, BigDecimal[] t) {
        BigDecimal outputs = BigDecimal.valueOf(o.length);
        BigDecimal count = BigDecimal.valueOf(examples.size());
        var slopes = new BigDecimal[o.length];
        for (int k = 0; k < o.length; k++) {
            BigDecimal off = minus(o[k], t[k]);
            slopes[k] = over(
                    switch (loss) {
                        case "half_sse" -> off;
                        case "sse" -> times(TWO, off);
                        case "mse" -> over(times(TWO, off), outputs);
                        case "bce" -> over(over(off, times(o[k], minus(ONE, o[k]))), outputs);
                        case "cross_entropy" -> over(t[k], o[k]).negate();
                        default -> throw new IllegalArgumentException(loss);
                    },
                    count);
        }
        return slopes;
    }

    private static BigDecimal sigmoid(BigDecimal z) {
        return over(ONE, plus(ONE, exp(z.negate())));
    }

    private static BigDecimal density(BigDecimal z) {
        BigDecimal root = BigDecimalMath.sqrt(times(TWO, BigDecimalMath.pi(CONTEXT)), CONTEXT);
        return over(exp(over(times(z, z), TWO).negate()), root);
    }

    /** The normal distribution by its series, {@code 1/2 + density(z) * (z + z^3/3 + z^5/(3*5) + …)}. */
    private static BigDecimal normal(BigDecimal z) {
        BigDecimal term = z;
        BigDecimal sum = ZERO;
        for (int n = 3; term.abs().compareTo(new BigDecimal("1e-62")) > 0; n += 2) {
            sum = plus(sum, term);
            term = over(times(term, times(z, z)), BigDecimal.valueOf(n));
        }
        return plus(over(ONE, TWO), times(density(z), sum));
    }

    private static BigDecimal exp(BigDecimal x) {
        return BigDecimalMath.exp(x, CONTEXT);
    }

    private static BigDecimal plus(BigDecimal a, BigDecimal b) {
        return a.add(b, CONTEXT);
    }

    private static BigDecimal minus(BigDecimal a, BigDecimal b) {
        return a.subtract(b, CONTEXT);
    }

    private static BigDecimal times(BigDecimal a, BigDecimal b) {
        return a.multiply(b, CONTEXT);
    }

    private static BigDecimal over(BigDecimal a, BigDecimal b) {
        return a.divide(b, CONTEXT);
    }

    /** Every value of a turn by the name that the test gives it. */
    static Map<String, BigDecimal> named(Turn turn, boolean complete) {
        var values = new HashMap<String, BigDecimal>();
        values.put("loss", turn.loss);
        for (int s = 0; s < turn.trips.size(); s++) {
            Trip trip = turn.trips.get(s);
            values.put("loss[" + s + "]", trip.loss);
            for (int l = 0; l < trip.net.size(); l++) {
                for (int j = 0; j < trip.net.get(l).length; j++) {
                    String place = "[" + s + "][" + l + "][" + j + "]";
                    values.put("z" + place, trip.net.get(l)[j]);
                    values.put("a" + place, trip.out.get(l)[j]);
                    if (complete) {
                        values.put("dz" + place, trip.deltas.get(l)[j]);
                    }
                }
            }
        }
        for (int l = 0; complete && l < turn.weightGradients.size(); l++) {
            BigDecimal[] bias = turn.next.biases.get(l);
            for (int j = 0; j < turn.weightGradients.get(l).length; j++) {
                for (int i = 0; i < turn.weightGradients.get(l)[j].length; i++) {
                    String place = "[" + l + "][" + j + "][" + i + "]";
                    values.put("dW" + place, turn.weightGradients.get(l)[j][i]);
                    values.put("W" + place, turn.next.weights.get(l)[j][i]);
                }
                if (bias != null) {
                    values.put("db[" + l + "][" + j + "]", turn.biasGradients.get(l)[j]);
                    values.put("b[" + l + "][" + j + "]", bias[j]);
                }
            }
        }
        return values;
    }
}
