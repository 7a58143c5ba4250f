package chalkgrad;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.Reference.Example;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The kept networks: as PyTorch computes them, and digit by digit as {@link Reference} does. */
class OracleTest {
    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    static final JsonNode ORACLE = oracle();
    private static final Pipeline PIPELINE = new Pipeline();

    private static JsonNode oracle() {
        try (InputStream in = Objects.requireNonNull(OracleTest.class.getResourceAsStream("/oracle/networks.json"))) {
            return MAPPER.readTree(in);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static IntStream numbers() {
        return IntStream.range(0, ORACLE.size());
    }

    @Test
    void thereAreAllKinds() {
        assertThat(ORACLE).hasSize(120);
        assertThat(stream(ORACLE).map(n -> n.at("/problem/loss").asText()).distinct())
                .containsExactlyInAnyOrder("half_sse", "sse", "mse", "bce", "cross_entropy");
        assertThat(stream(ORACLE)
                        .flatMap(n -> stream(n.at("/problem/layers")))
                        .map(l -> l.get("activation").asText())
                        .distinct())
                .hasSize(10);
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void agrees(int number) {
        JsonNode problem = ORACLE.get(number).get("problem");
        JsonNode trace = ORACLE.get(number).get("trace");
        boolean named = isNamed(number);
        JsonNode result = PIPELINE.json(text(number));
        Reference reference = reference(problem);
        int steps = problem.get("steps").asInt();
        assertThat(result.get("steps")).hasSize(steps + 1).hasSameSizeAs(trace);
        for (int step = 0; step <= steps; step++) {
            boolean complete = step < steps;
            Map<String, String> ours = ours(result.get("steps").get(step), problem, named, complete);
            Map<String, BigDecimal> torch = torch(trace.get(step));
            Reference.Turn turn = reference.turn();
            Map<String, BigDecimal> own = Reference.named(turn, complete);
            assertThat(ours.keySet())
                    .as("step " + step)
                    .isEqualTo(torch.keySet())
                    .isEqualTo(own.keySet());
            for (String name : ours.keySet()) {
                String text = ours.get(name);
                near(new BigDecimal(text), torch.get(name), name + " of step " + step);
                assertThat(Pipeline.isCorrectlyRounded(text, own.get(name)))
                        .as("%s of step %d: %s for %s", name, step, text, own.get(name))
                        .isTrue();
            }
            reference = turn.next();
        }
    }

    /** Every other one as YAML with a name for each parameter, the others as JSON without. */
    static String text(int number) {
        JsonNode problem = ORACLE.get(number).get("problem");
        return isNamed(number) ? yaml(problem) : json(problem);
    }

    private static boolean isNamed(int number) {
        return number % 2 == 0;
    }

    private static void near(BigDecimal ours, BigDecimal torch, String what) {
        BigDecimal allowed = new BigDecimal("1e-12").multiply(torch.abs().max(BigDecimal.ONE));
        assertThat(ours).as(what).isCloseTo(torch, org.assertj.core.data.Offset.offset(allowed));
    }

    @Test
    void theComparisonOfDigitsBites() {
        BigDecimal third = BigDecimal.ONE.divide(BigDecimal.valueOf(3), new MathContext(60));
        assertThat(Pipeline.isCorrectlyRounded("0.33333333333333333333", third)).isTrue();
        assertThat(Pipeline.isCorrectlyRounded("0.33333333333333333334", third)).isFalse();
        assertThat(Pipeline.isCorrectlyRounded("0.3333333333333333333", third)).isFalse();
        assertThat(Pipeline.isCorrectlyRounded("0.333333333333333333333", third))
                .isFalse();
        assertThat(Pipeline.isCorrectlyRounded("0.25", new BigDecimal("0.25"))).isTrue();
        assertThat(Pipeline.isCorrectlyRounded("0", new BigDecimal("1e-30"))).isFalse();
    }

    private static Map<String, String> ours(JsonNode step, JsonNode problem, boolean named, boolean complete) {
        var values = new HashMap<String, String>();
        values.put("loss", step.get("loss").asText());
        for (int s = 0; s < step.get("samples").size(); s++) {
            JsonNode sample = step.get("samples").get(s);
            values.put("loss[" + s + "]", sample.get("loss").asText());
            for (int l = 0; l < sample.get("layers").size(); l++) {
                JsonNode layer = sample.get("layers").get(l);
                for (int j = 0; j < layer.get("units").size(); j++) {
                    String place = "[" + s + "][" + l + "][" + j + "]";
                    values.put("z" + place, layer.get("net").get(j).asText());
                    values.put("a" + place, layer.get("out").get(j).asText());
                    if (complete) {
                        values.put("dz" + place, layer.get("delta").get(j).asText());
                    }
                }
            }
        }
        assertThat(step.has("gradients")).isEqualTo(complete);
        assertThat(step.has("updated")).isEqualTo(complete);
        if (complete) {
            parameters(step.get("gradients"), problem, named, "d")
                    .forEach((name, node) -> values.put(name, node.get("value").asText()));
            parameters(step.get("updated"), problem, named, "")
                    .forEach((name, node) -> values.put(name, node.asText()));
        }
        return values;
    }

    /** The results by place; their order is layer by layer, a layer's weights before its biases. */
    private static Map<String, JsonNode> parameters(JsonNode results, JsonNode problem, boolean named, String prefix) {
        var values = new LinkedHashMap<String, JsonNode>();
        Iterator<Map.Entry<String, JsonNode>> all = results.properties().iterator();
        for (int l = 0; l < problem.get("layers").size(); l++) {
            JsonNode layer = problem.get("layers").get(l);
            for (int j = 0; j < layer.get("W").size(); j++) {
                for (int i = 0; i < layer.get("W").get(j).size(); i++) {
                    Map.Entry<String, JsonNode> next = all.next();
                    assertThat(!named || next.getKey().equals(weight(l, j, i)))
                            .as(next.getKey())
                            .isTrue();
                    values.put(prefix + "W[" + l + "][" + j + "][" + i + "]", next.getValue());
                }
            }
            for (int j = 0; j < layer.get("b").size(); j++) {
                Map.Entry<String, JsonNode> next = all.next();
                assertThat(!named || next.getKey().equals(bias(l, j)))
                        .as(next.getKey())
                        .isTrue();
                values.put(prefix + "b[" + l + "][" + j + "]", next.getValue());
            }
        }
        assertThat(all.hasNext()).isFalse();
        return values;
    }

    private static Map<String, BigDecimal> torch(JsonNode step) {
        var values = new HashMap<String, BigDecimal>();
        values.put("loss", step.get("loss").decimalValue());
        for (int s = 0; s < step.get("forward").size(); s++) {
            JsonNode forward = step.get("forward").get(s);
            values.put("loss[" + s + "]", forward.get("loss").decimalValue());
            flatten("z[" + s + "]", forward.get("z"), values);
            flatten("a[" + s + "]", forward.get("a"), values);
        }
        for (String name : List.of("dz", "dW", "db", "W", "b")) {
            if (step.has(name)) {
                flatten(name, step.get(name), values);
            }
        }
        return values;
    }

    private static void flatten(String name, JsonNode node, Map<String, BigDecimal> into) {
        if (node.isNumber()) {
            into.put(name, node.decimalValue());
        }
        for (int i = 0; i < node.size(); i++) {
            flatten(name + "[" + i + "]", node.get(i), into);
        }
    }

    private static String weight(int layer, int unit, int before) {
        return "w_" + layer + "_" + unit + "_" + before;
    }

    private static String bias(int layer, int unit) {
        return "b_" + layer + "_" + unit;
    }

    private static String yaml(JsonNode problem) {
        var text = new StringBuilder();
        for (String key : List.of("loss", "batch", "learning_rate", "steps")) {
            text.append(key).append(": ").append(problem.get(key).asText()).append('\n');
        }
        text.append("layers:\n");
        for (int l = 0; l < problem.get("layers").size(); l++) {
            JsonNode layer = problem.get("layers").get(l);
            int number = l;
            text.append("  - units: ").append(layer.get("W").size()).append('\n');
            text.append("    activation: ")
                    .append(layer.get("activation").asText())
                    .append('\n');
            text.append("    weights:\n");
            for (int j = 0; j < layer.get("W").size(); j++) {
                int unit = j;
                text.append("      - ")
                        .append(map(layer.get("W").get(j), i -> weight(number, unit, i)))
                        .append('\n');
            }
            if (!layer.get("b").isNull()) {
                text.append("    biases: ")
                        .append(map(layer.get("b"), j -> bias(number, j)))
                        .append('\n');
            }
        }
        text.append("samples:\n");
        for (JsonNode sample : problem.get("samples")) {
            text.append("  - inputs: ")
                    .append(map(sample.get("x"), i -> "x" + (i + 1)))
                    .append('\n');
            text.append("    targets: ")
                    .append(map(sample.get("t"), i -> "o" + (i + 1)))
                    .append('\n');
        }
        return text.toString();
    }

    private static String map(JsonNode numbers, java.util.function.IntFunction<String> name) {
        var entries = new ArrayList<String>();
        for (int i = 0; i < numbers.size(); i++) {
            entries.add(name.apply(i) + ": " + numbers.get(i).asText());
        }
        return "{" + String.join(", ", entries) + "}";
    }

    private static String json(JsonNode problem) {
        var root = MAPPER.createObjectNode();
        for (String key : List.of("loss", "batch", "learning_rate", "steps")) {
            root.set(key, problem.get(key));
        }
        var layers = root.putArray("layers");
        for (JsonNode layer : problem.get("layers")) {
            var each = layers.addObject();
            each.put("units", layer.get("W").size());
            each.set("activation", layer.get("activation"));
            each.set("weights", layer.get("W"));
            if (!layer.get("b").isNull()) {
                each.set("biases", layer.get("b"));
            }
        }
        var samples = root.putArray("samples");
        for (JsonNode sample : problem.get("samples")) {
            var each = samples.addObject();
            var inputs = each.putObject("inputs");
            var targets = each.putObject("targets");
            for (int i = 0; i < sample.get("x").size(); i++) {
                inputs.set("x" + (i + 1), sample.get("x").get(i));
            }
            for (int i = 0; i < sample.get("t").size(); i++) {
                targets.set("o" + (i + 1), sample.get("t").get(i));
            }
        }
        return root.toPrettyString();
    }

    private static Reference reference(JsonNode problem) {
        var activations = new ArrayList<String>();
        var weights = new ArrayList<BigDecimal[][]>();
        var biases = new ArrayList<BigDecimal[]>();
        for (JsonNode layer : problem.get("layers")) {
            activations.add(layer.get("activation").asText());
            weights.add(stream(layer.get("W")).map(OracleTest::vector).toArray(BigDecimal[][]::new));
            biases.add(layer.get("b").isNull() ? null : vector(layer.get("b")));
        }
        List<Example> examples = stream(problem.get("samples"))
                .map(sample -> new Example(vector(sample.get("x")), vector(sample.get("t"))))
                .toList();
        BigDecimal rate = problem.get("learning_rate").decimalValue();
        return new Reference(activations, weights, biases, problem.get("loss").asText(), examples, rate);
    }

    private static BigDecimal[] vector(JsonNode numbers) {
        return stream(numbers).map(JsonNode::decimalValue).toArray(BigDecimal[]::new);
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
