package chalkgrad.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A network that students work on: as {@code make_oracle.py} draws them, with one sample and one step.
 *
 * <p>{@code net.yaml()} is its problem file; weights are numbered through as {@code w1}, {@code w2}, …, biases as {@code b1}, ….
 */
record Net(List<Layer> layers, String loss, List<BigDecimal> inputs, List<BigDecimal> targets, BigDecimal rate) {

    private static final List<String> LOSSES = List.of("half_sse", "mse", "sse", "bce", "cross_entropy");
    private static final List<String> HIDDEN =
            List.of("sigmoid", "tanh", "relu", "leaky_relu", "elu", "softplus", "silu", "gelu", "identity");

    /** A layer: a row of weights for each unit; no bias or one for each. */
    record Layer(String activation, List<List<BigDecimal>> weights, List<BigDecimal> biases) {
        int size() {
            return weights.size();
        }
    }

    static Net of(JsonNode problem) {
        var layers = new ArrayList<Layer>();
        for (JsonNode layer : problem.get("layers")) {
            var rows = new ArrayList<List<BigDecimal>>();
            layer.get("W").forEach(row -> rows.add(numbers(row)));
            layers.add(new Layer(layer.get("activation").asText(), rows, numbers(layer.get("b"))));
        }
        JsonNode sample = problem.get("samples").get(0);
        BigDecimal rate = problem.get("learning_rate").decimalValue();
        return new Net(layers, problem.get("loss").asText(), numbers(sample.get("x")), numbers(sample.get("t")), rate);
    }

    private static List<BigDecimal> numbers(JsonNode list) {
        var numbers = new ArrayList<BigDecimal>();
        list.forEach(number -> numbers.add(number.decimalValue().stripTrailingZeros()));
        return List.copyOf(numbers);
    }

    static Net random(Random random) {
        int depth = pick(random, List.of(0, 1, 1, 1, 2));
        var sizes = new ArrayList<Integer>();
        for (int i = 0; i < depth + 2; i++) {
            sizes.add(1 + random.nextInt(3));
        }
        String loss = pick(random, LOSSES);
        String last = pick(random, List.of("sigmoid", "tanh", "identity", "relu", "sigmoid"));
        if (loss.equals("cross_entropy")) {
            sizes.set(depth + 1, 2 + random.nextInt(2));
            last = "softmax";
        } else if (loss.equals("bce")) {
            last = "sigmoid";
        }
        boolean biased = random.nextInt(10) < 6;
        var layers = new ArrayList<Layer>();
        for (int l = 0; l <= depth; l++) {
            var rows = new ArrayList<List<BigDecimal>>();
            for (int j = 0; j < sizes.get(l + 1); j++) {
                rows.add(draw(random, sizes.get(l), -100, 100));
            }
            layers.add(new Layer(
                    l == depth ? last : pick(random, HIDDEN),
                    rows,
                    biased ? draw(random, sizes.get(l + 1), -50, 50) : List.of()));
        }
        int outputs = sizes.get(depth + 1);
        List<BigDecimal> targets = draw(random, outputs, 0, 100);
        if (loss.equals("cross_entropy")) {
            int one = random.nextInt(outputs);
            targets = java.util.stream.IntStream.range(0, outputs)
                    .mapToObj(i -> BigDecimal.valueOf(i == one ? 1 : 0))
                    .toList();
        } else if (loss.equals("bce")) {
            targets = targets.stream()
                    .map(t -> BigDecimal.valueOf(random.nextInt(2)))
                    .toList();
        }
        BigDecimal rate = new BigDecimal(pick(random, List.of("0.1", "0.5", "1", "0.01", "0.2")));
        return new Net(layers, loss, draw(random, sizes.get(0), -100, 100), targets, rate);
    }

    /** Numbers of hundredths, none of them zero. */
    private static List<BigDecimal> draw(Random random, int count, int from, int to) {
        var numbers = new ArrayList<BigDecimal>();
        while (numbers.size() < count) {
            int hundredths = from + random.nextInt(to - from + 1);
            if (hundredths != 0) {
                numbers.add(BigDecimal.valueOf(hundredths, 2).stripTrailingZeros());
            }
        }
        return List.copyOf(numbers);
    }

    static <T> T pick(Random random, List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    /** The name of a unit; layer 0 is the input. */
    String unit(int layer, int place) {
        if (layer == 0) {
            return "x" + (place + 1);
        }
        boolean last = layer == layers.size();
        // The only hidden layer has h; a second one g, a third one k.
        return (last ? "o" : List.of("h", "g", "k", "m").get(layer - 1)) + (place + 1);
    }

    /** The number of units; layer 0 is the input. */
    int size(int layer) {
        return layer == 0 ? inputs.size() : layers.get(layer - 1).size();
    }

    /** The name of the weight into a unit of a layer, which is counted from one. */
    String weight(int layer, int unit, int source) {
        int before = 0;
        for (int l = 1; l < layer; l++) {
            before += size(l) * size(l - 1);
        }
        return "w" + (before + unit * size(layer - 1) + source + 1);
    }

    /** The name of a unit's bias. */
    String bias(int layer, int unit) {
        int before = 0;
        for (int l = 1; l < layer; l++) {
            before += size(l);
        }
        return "b" + (before + unit + 1);
    }

    Layer layer(int number) {
        return layers.get(number - 1);
    }

    boolean isBiased(int layer) {
        return !layer(layer).biases().isEmpty();
    }

    /** Whether the derivative by an output unit's net input is written down at once, as everybody does it for softmax. */
    boolean isSoftmax(int layer) {
        return layer(layer).activation().equals("softmax");
    }

    /** The problem file. */
    String yaml() {
        var text = new StringBuilder();
        text.append("loss: ").append(loss).append("\nlearning_rate: ").append(rate.toPlainString());
        text.append("\ninputs: {").append(list(inputs, i -> unit(0, i)));
        text.append("}\ntargets: {").append(list(targets, i -> unit(layers.size(), i)));
        text.append("}\nlayers:\n");
        for (int l = 1; l <= layers.size(); l++) {
            int layer = l;
            var names = new ArrayList<String>();
            for (int j = 0; j < size(l); j++) {
                names.add(unit(l, j));
            }
            text.append("  - units: [").append(String.join(", ", names));
            text.append("]\n    activation: ").append(layer(l).activation()).append("\n    weights:\n");
            for (int j = 0; j < size(l); j++) {
                int row = j;
                text.append("      - {")
                        .append(list(layer(l).weights().get(j), i -> weight(layer, row, i)))
                        .append("}\n");
            }
            if (isBiased(l)) {
                // Twice the same name would be one shared bias; each of these is its own.
                text.append("    biases: {")
                        .append(list(layer(l).biases(), j -> bias(layer, j)))
                        .append("}\n");
            }
        }
        return text.toString();
    }

    private static String list(List<BigDecimal> values, java.util.function.IntFunction<String> name) {
        var entries = new ArrayList<String>();
        for (int i = 0; i < values.size(); i++) {
            entries.add(name.apply(i) + ": " + values.get(i).toPlainString());
        }
        return String.join(", ", entries);
    }
}
