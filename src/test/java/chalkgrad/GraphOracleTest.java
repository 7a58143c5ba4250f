package chalkgrad;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Random graphs of scalars, vectors and matrices that PyTorch has worked out. */
class GraphOracleTest {
    private static final BigDecimal CLOSE = new BigDecimal("1e-11");

    @Test
    void everyValueGradientAndUpdateAgrees() throws IOException {
        var mapper = new ObjectMapper();
        JsonNode graphs;
        try (InputStream in = GraphOracleTest.class.getResourceAsStream("/oracle/graphs.json")) {
            graphs = mapper.readTree(in);
        }
        assertThat(graphs).hasSizeGreaterThanOrEqualTo(80);
        var pipeline = new Pipeline();
        int compared = 0;
        for (JsonNode graph : graphs) {
            String text = mapper.writeValueAsString(graph.get("problem"));
            JsonNode steps = pipeline.json(text).get("steps");
            assertThat(steps).hasSameSizeAs(graph.get("steps"));
            for (int s = 0; s < steps.size(); s++) {
                JsonNode expected = graph.get("steps").get(s);
                for (String name : names(expected.get("nodes"))) {
                    JsonNode node = steps.get(s).get("nodes").get(name);
                    JsonNode known = expected.get("nodes").get(name);
                    compared += compare(text + " value " + name, node.get("value"), known.get("value"));
                    compared += compare(text + " gradient " + name, node.get("gradient"), known.get("gradient"));
                }
                if (expected.has("updated")) {
                    assertThat(names(steps.get(s).get("updated")))
                            .containsExactlyInAnyOrderElementsOf(names(expected.get("updated")));
                    for (String name : names(expected.get("updated"))) {
                        compared += compare(
                                text + " updated " + name,
                                steps.get(s).get("updated").get(name),
                                expected.get("updated").get(name));
                    }
                }
            }
        }
        assertThat(compared).isGreaterThan(10_000);
    }

    private static List<String> names(JsonNode node) {
        var names = new ArrayList<String>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** Compares entry by entry; the number of entries. */
    private static int compare(String what, JsonNode ours, JsonNode theirs) {
        if (theirs.isArray()) {
            assertThat(ours).as(what).hasSameSizeAs(theirs);
            int count = 0;
            for (int i = 0; i < theirs.size(); i++) {
                count += compare(what, ours.get(i), theirs.get(i));
            }
            return count;
        }
        BigDecimal expected = theirs.decimalValue();
        BigDecimal scale = expected.abs().max(new BigDecimal("1e-3"));
        assertThat(new BigDecimal(ours.asText()).subtract(expected).abs())
                .as(what)
                .isLessThanOrEqualTo(CLOSE.multiply(scale).max(new BigDecimal("1e-14")));
        return 1;
    }
}
