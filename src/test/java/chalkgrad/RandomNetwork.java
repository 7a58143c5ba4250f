package chalkgrad;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/**
 * A small random network, as a problem file and as a forward pass over {@link Dual}s.
 *
 * <p>The same seed gives the same network.
 */
public final class RandomNetwork {
    private static final double SCALE = 1.0507009873554804934193349852946;
    private static final double ALPHA = 1.6732632423543772848170429916717;

    /** Activations of one net input. */
    static final Map<String, UnaryOperator<Dual>> ACTIVATIONS = new LinkedHashMap<>();

    /** Losses of one output, its target and the number of outputs. */
    static final Map<String, LossPart> LOSSES = new LinkedHashMap<>();

    /** One output's part of a loss. */
    interface LossPart {
        Dual of(Dual output, double target, int outputs);
    }

    static {
        ACTIVATIONS.put("identity", z -> z);
        ACTIVATIONS.put("sigmoid", RandomNetwork::sigmoid);
        ACTIVATIONS.put("tanh", Dual::tanh);
        ACTIVATIONS.put("relu", z -> z.sign() > 0 ? z : z.times(0));
        ACTIVATIONS.put("leaky_relu", z -> z.sign() > 0 ? z : z.times(z.sign() == 0 ? 0 : 0.01));
        ACTIVATIONS.put("elu", z -> z.sign() >= 0 ? z : z.exp().plus(-1));
        ACTIVATIONS.put(
                "selu",
                z -> z.sign() > 0
                        ? z.times(SCALE)
                        : z.sign() == 0 ? z.times(0) : z.exp().plus(-1).times(SCALE * ALPHA));
        ACTIVATIONS.put("softplus", z -> z.exp().plus(1).ln());
        ACTIVATIONS.put("silu", z -> z.times(sigmoid(z)));
        ACTIVATIONS.put(
                "gelu", z -> z.times(z.times(Math.sqrt(0.5)).erf().plus(1)).times(0.5));
        ACTIVATIONS.put("z/(1+abs(z))", z -> z.times(z.abs().plus(1).inverse()));
        ACTIVATIONS.put("max(0,z)", z -> z.sign() > 0 ? z : z.times(z.sign() == 0 ? 0.5 : 0));
        ACTIVATIONS.put("z^3/3", z -> z.times(z).times(z).times(1 / 3.0));
        ACTIVATIONS.put("softmax", z -> z);

        LOSSES.put("half_sse", (o, t, n) -> square(o.plus(-t)).times(0.5));
        LOSSES.put("sse", (o, t, n) -> square(o.plus(-t)));
        LOSSES.put("mse", (o, t, n) -> square(o.plus(-t)).times(1.0 / n));
        LOSSES.put("mae", (o, t, n) -> o.plus(-t).abs().times(1.0 / n));
        LOSSES.put(
                "huber",
                (o, t, n) -> Math.abs(o.value() - t) <= 1
                        ? square(o.plus(-t)).times(0.5)
                        : o.plus(-t).abs().plus(-0.5));
        LOSSES.put("bce", (o, t, n) -> crossEntropy(o, t).times(1.0 / n));
        LOSSES.put("bce_sum", (o, t, n) -> crossEntropy(o, t));
        LOSSES.put("cross_entropy", (o, t, n) -> o.ln().times(-t));
        LOSSES.put(
                "hinge",
                (o, t, n) -> Dual.sign(1 - t * o.value()) > 0 ? o.times(-t).plus(1) : o.times(0));
        LOSSES.put(
                "1/2*(t-o)^2+0.1*abs(t-o)",
                (o, t, n) -> square(o.plus(-t)).times(0.5).plus(o.plus(-t).abs().times(0.1)));
    }

    private record Layer(String activation, String[][] weights, String[] biases) {}

    private record Example(int[] inputs, int[] targets) {}

    final List<String> parameters = new ArrayList<>();
    private final Map<String, Double> start = new LinkedHashMap<>();
    private final List<Layer> layers = new ArrayList<>();
    private final List<Example> examples = new ArrayList<>();
    private final List<String> frozen = new ArrayList<>();
    private final String loss;
    final String batch;
    final int steps;
    private final double rate;
    private final boolean rounded;

    public RandomNetwork(long seed, boolean rounded) {
        var random = new Random(seed);
        this.rounded = rounded;
        this.loss = pick(random, LOSSES.keySet());
        this.batch = pick(random, List.of("mean", "sum", "online"));
        this.steps = 1 + random.nextInt(3);
        this.rate = pick(random, List.of(0.01, 0.1, 0.5));
        int depth = 1 + random.nextInt(3);
        int inputs = 1 + random.nextInt(3);
        int before = inputs;
        for (int l = 0; l < depth; l++) {
            int units = 1 + random.nextInt(3);
            before = layer(random, l, before, units, l == depth - 1);
        }
        for (int s = 1 + random.nextInt(3); s > 0; s--) {
            var x = new int[inputs];
            var t = new int[before];
            java.util.Arrays.setAll(x, i -> random.nextInt(301) - 150);
            boolean sides = loss.equals("hinge");
            java.util.Arrays.setAll(t, i -> sides ? 200 * random.nextInt(2) - 100 : random.nextInt(101));
            if (loss.equals("cross_entropy")) {
                java.util.Arrays.fill(t, 0);
                t[random.nextInt(t.length)] = 100;
            }
            examples.add(new Example(x, t));
        }
        for (String name : parameters) {
            if (random.nextInt(8) == 0) {
                frozen.add(name);
            }
        }
    }

    private int layer(Random random, int l, int before, int units, boolean last) {
        String activation = pick(random, ACTIVATIONS.keySet());
        if (last && (loss.contains("bce") || loss.equals("cross_entropy")) && random.nextInt(6) > 0) {
            activation = units > 1 && random.nextBoolean() ? "softmax" : "sigmoid";
        }
        // Some of the weights share a name, and some of the edges are missing.
        boolean sparse = random.nextInt(4) == 0;
        boolean shared = random.nextInt(4) == 0;
        var weights = new String[units][before];
        for (int j = 0; j < units; j++) {
            for (int i = 0; i < before; i++) {
                // The first unit and the first source keep theirs, so that there is no unit without.
                if (sparse && i > 0 && j > 0 && random.nextInt(3) == 0) {
                    continue;
                }
                boolean again = shared && !parameters.isEmpty() && random.nextInt(3) == 0;
                weights[j][i] = again ? pick(random, parameters) : fresh(random, "w");
            }
        }
        String[] biases = null;
        int kind = random.nextInt(3);
        if (kind > 0) {
            biases = new String[units];
            String common = fresh(random, "b");
            for (int j = 0; j < units; j++) {
                biases[j] = kind == 1 || j == 0 ? common : fresh(random, "b");
            }
        }
        layers.add(new Layer(activation, weights, biases));
        return units;
    }

    private String fresh(Random random, String letter) {
        String name = letter + (parameters.size() + 1);
        parameters.add(name);
        start.put(name, (random.nextInt(201) - 100) / 100.0);
        return name;
    }

    private static <T> T pick(Random random, java.util.Collection<T> all) {
        return List.copyOf(all).get(random.nextInt(all.size()));
    }

    /** The problem file. */
    public String yaml() {
        var text = new StringBuilder();
        text.append("loss: ")
                .append(loss)
                .append("\nbatch: ")
                .append(batch)
                .append("\nsteps: ")
                .append(steps);
        text.append("\nlearning_rate: ").append(rate).append('\n');
        text.append("precision: {significant: 9}\ncarry: ")
                .append(rounded ? "rounded" : "exact")
                .append('\n');
        if (!frozen.isEmpty()) {
            text.append("freeze: [").append(String.join(", ", frozen)).append("]\n");
        }
        text.append("layers:\n");
        for (int l = 0; l < layers.size(); l++) {
            Layer layer = layers.get(l);
            var units = new ArrayList<String>();
            for (int j = 0; j < layer.weights.length; j++) {
                units.add(unit(l, j));
            }
            text.append("  - units: [").append(String.join(", ", units)).append("]\n");
            text.append("    activation: \"").append(layer.activation).append("\"\n    weights:\n");
            for (int i = 0; i < layer.weights[0].length; i++) {
                text.append("      ")
                        .append(l == 0 ? "x" + (i + 1) : unit(l - 1, i))
                        .append(": {");
                var to = new ArrayList<String>();
                for (int j = 0; j < layer.weights.length; j++) {
                    String name = layer.weights[j][i];
                    if (name != null) {
                        to.add(unit(l, j) + ": {" + name + ": " + start.get(name) + "}");
                    }
                }
                text.append(String.join(", ", to)).append("}\n");
            }
            if (layer.biases != null) {
                var names = new java.util.LinkedHashSet<>(List.of(layer.biases));
                var values = names.stream()
                        .map(name -> name + ": " + start.get(name))
                        .toList();
                text.append("    biases: {").append(String.join(", ", values)).append("}\n");
            }
        }
        text.append("samples:\n");
        for (Example example : examples) {
            text.append("  - inputs: ").append(map(example.inputs, i -> "x" + (i + 1)));
            text.append("\n    targets: ")
                    .append(map(example.targets, j -> unit(layers.size() - 1, j)))
                    .append('\n');
        }
        return text.toString();
    }

    private String unit(int layer, int place) {
        return (layer == layers.size() - 1 ? "o" : "h" + (char) ('a' + layer)) + (place + 1);
    }

    private static String map(int[] hundredths, java.util.function.IntFunction<String> name) {
        var entries = new ArrayList<String>();
        for (int i = 0; i < hundredths.length; i++) {
            entries.add(name.apply(i) + ": " + hundredths[i] / 100.0);
        }
        return "{" + String.join(", ", entries) + "}";
    }

    /** One pass: the loss before it, each gradient, and the parameters after it; with online updates, after all of them. */
    record Pass(double loss, Map<String, Double> gradients, Map<String, Double> updated) {}

    /** Every pass, and the forward pass after the last; up to where a number stops being one. */
    List<Pass> passes() {
        var passes = new ArrayList<Pass>();
        var now = new HashMap<>(start);
        for (int step = 0; step <= steps; step++) {
            boolean complete = step < steps;
            var gradients = new LinkedHashMap<String, Double>();
            parameters.forEach(name -> gradients.put(name, 0.0));
            double total = 0;
            var before = Map.copyOf(now);
            double share = batch.equals("mean") ? 1.0 / examples.size() : 1;
            for (Example example : examples) {
                Dual loss = loss(example, now).times(share);
                total += loss(example, before).times(share).value();
                for (int p = 0; p < parameters.size(); p++) {
                    gradients.merge(parameters.get(p), loss.slopes()[p], Double::sum);
                    if (complete && batch.equals("online")) {
                        descend(now, p, loss.slopes()[p]);
                    }
                }
            }
            for (int p = 0; complete && !batch.equals("online") && p < parameters.size(); p++) {
                descend(now, p, gradients.get(parameters.get(p)));
            }
            passes.add(new Pass(total, gradients, Map.copyOf(now)));
        }
        return passes;
    }

    private void descend(Map<String, Double> now, int parameter, double gradient) {
        String name = parameters.get(parameter);
        if (!frozen.contains(name)) {
            now.merge(name, -rate * gradient, Double::sum);
        }
    }

    private Dual loss(Example example, Map<String, Double> now) {
        int count = parameters.size();
        var at = new HashMap<String, Dual>();
        for (int p = 0; p < count; p++) {
            at.put(parameters.get(p), Dual.parameter(now.get(parameters.get(p)), p, count));
        }
        var values = new ArrayList<Dual>();
        for (int x : example.inputs) {
            values.add(Dual.of(x / 100.0, count));
        }
        BinaryOperator<Dual> plus = Dual::plus;
        for (Layer layer : layers) {
            var nets = new ArrayList<Dual>();
            for (int j = 0; j < layer.weights.length; j++) {
                Dual net = layer.biases == null ? Dual.of(0, count) : at.get(layer.biases[j]);
                for (int i = 0; i < values.size(); i++) {
                    if (layer.weights[j][i] != null) {
                        net = net.plus(at.get(layer.weights[j][i]).times(values.get(i)));
                    }
                }
                nets.add(net);
            }
            values.clear();
            Dual exponentials = nets.stream().map(Dual::exp).reduce(plus).orElseThrow();
            for (Dual net : nets) {
                values.add(
                        layer.activation.equals("softmax")
                                ? net.exp().times(exponentials.inverse())
                                : ACTIVATIONS.get(layer.activation).apply(net));
            }
        }
        Dual total = Dual.of(0, count);
        for (int k = 0; k < values.size(); k++) {
            total = total.plus(LOSSES.get(loss).of(values.get(k), example.targets[k] / 100.0, values.size()));
        }
        return total;
    }

    private static Dual sigmoid(Dual z) {
        return z.times(-1).exp().plus(1).inverse();
    }

    private static Dual square(Dual x) {
        return x.times(x);
    }

    private static Dual crossEntropy(Dual o, double t) {
        return o.ln().times(t).plus(o.times(-1).plus(1).ln().times(1 - t)).times(-1);
    }
}
