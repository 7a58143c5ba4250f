package chalkgrad.graph;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.Pipeline;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Functions of whole arrays against PyTorch, and against central differences. */
class ArrayOracleTest {
    private static final BigDecimal CLOSE = new BigDecimal("1e-12");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static JsonNode cases() throws IOException {
        try (InputStream in = ArrayOracleTest.class.getResourceAsStream("/oracle/arrays.json")) {
            return MAPPER.readTree(in);
        }
    }

    @Test
    void everyValueAndGradientAgrees() throws IOException {
        JsonNode cases = cases();
        assertThat(cases).hasSizeGreaterThanOrEqualTo(150);
        var pipeline = new Pipeline();
        var wrong = new ArrayList<String>();
        for (JsonNode each : cases) {
            String text = MAPPER.writeValueAsString(each.get("problem"));
            JsonNode nodes;
            try {
                nodes = pipeline.json(text).get("steps").get(0).get("nodes");
            } catch (RuntimeException | AssertionError fault) {
                wrong.add(each.get("problem").get("nodes") + ": " + fault);
                continue;
            }
            each.get("nodes").properties().forEach(node -> {
                for (String what : List.of("value", "gradient")) {
                    JsonNode ours = nodes.get(node.getKey()).get(what);
                    if (!isClose(ours, node.getValue().get(what))) {
                        wrong.add(each.get("problem").get("nodes") + " " + what + " of " + node.getKey() + ": " + ours
                                + " " + node.getValue().get(what));
                    }
                }
            });
        }
        assertThat(wrong).isEmpty();
    }

    private static boolean isClose(JsonNode ours, JsonNode theirs) {
        if (theirs.isArray()) {
            boolean close = ours.isArray() && ours.size() == theirs.size();
            for (int i = 0; close && i < theirs.size(); i++) {
                close = isClose(ours.get(i), theirs.get(i));
            }
            return close;
        }
        BigDecimal expected = theirs.decimalValue();
        BigDecimal scale = expected.abs().max(BigDecimal.ONE);
        return !ours.isArray()
                && new BigDecimal(ours.asText()).subtract(expected).abs().compareTo(CLOSE.multiply(scale)) <= 0;
    }

    /** The slope of the weighted output along each of a few entries, from two values beside it. */
    @Test
    void everyGradientIsThatOfCentralDifferences() throws IOException {
        long seed = new Random().nextLong();
        var dice = new Random(seed);
        JsonNode cases = cases();
        var pipeline = new Pipeline();
        for (int i = 0; i < 25; i++) {
            JsonNode problem = cases.get(dice.nextInt(cases.size())).get("problem");
            var names = new ArrayList<String>();
            problem.get("given").fieldNames().forEachRemaining(names::add);
            String name = names.get(dice.nextInt(names.size()));
            JsonNode nodes = pipeline.json(MAPPER.writeValueAsString(problem))
                    .get("steps")
                    .get(0)
                    .get("nodes");
            List<Integer> place = place(problem.get("given").get(name), dice);
            BigDecimal slope = weighted(pipeline, problem, name, place, "1e-7")
                    .subtract(weighted(pipeline, problem, name, place, "-1e-7"))
                    .movePointRight(7)
                    .divide(BigDecimal.valueOf(2));
            BigDecimal gradient =
                    new BigDecimal(at(nodes.get(name).get("gradient"), place).asText());
            boolean mask = name.equals("m") && problem.get("nodes").toString().contains("where");
            if (!mask) {
                assertThat(slope.subtract(gradient).abs())
                        .as("seed %d: %s by %s%s", seed, problem, name, place)
                        .isLessThan(
                                new BigDecimal("1e-9").multiply(gradient.abs().max(BigDecimal.ONE)));
            }
        }
    }

    private static List<Integer> place(JsonNode array, Random dice) {
        var place = new ArrayList<Integer>();
        for (JsonNode part = array; part.isArray(); part = part.get(place.get(place.size() - 1))) {
            place.add(dice.nextInt(part.size()));
        }
        return place;
    }

    private static JsonNode at(JsonNode array, List<Integer> place) {
        JsonNode entry = array;
        for (int index : place) {
            entry = entry.get(index);
        }
        return entry;
    }

    private static BigDecimal weighted(
            Pipeline pipeline, JsonNode problem, String name, List<Integer> place, String move) throws IOException {
        JsonNode moved = problem.deepCopy();
        var given = (ObjectNode) moved.get("given");
        if (place.isEmpty()) {
            given.put(name, given.get(name).decimalValue().add(new BigDecimal(move)));
        } else {
            var row = (ArrayNode) at(given.get(name), place.subList(0, place.size() - 1));
            int last = place.get(place.size() - 1);
            row.set(
                    last,
                    MAPPER.getNodeFactory()
                            .numberNode(row.get(last).decimalValue().add(new BigDecimal(move))));
        }
        JsonNode nodes = pipeline.json(MAPPER.writeValueAsString(moved))
                .get("steps")
                .get(0)
                .get("nodes");
        return dot(nodes.get(problem.get("output").asText()).get("value"), problem.get("upstream"));
    }

    private static BigDecimal dot(JsonNode value, JsonNode weights) {
        if (!weights.isArray()) {
            return new BigDecimal(value.asText()).multiply(weights.decimalValue());
        }
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < weights.size(); i++) {
            sum = sum.add(dot(value.get(i), weights.get(i)));
        }
        return sum;
    }
}
