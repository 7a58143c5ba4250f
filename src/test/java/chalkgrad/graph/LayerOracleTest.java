package chalkgrad.graph;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.Pipeline;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** Layers of every kind, recurrent ones unrolled, against PyTorch. */
class LayerOracleTest {
    private static final BigDecimal CLOSE = new BigDecimal("1e-12");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Test
    void everyLossAndGradientAgrees() throws IOException {
        JsonNode cases;
        try (InputStream in = LayerOracleTest.class.getResourceAsStream("/oracle/layers.json")) {
            cases = MAPPER.readTree(in);
        }
        assertThat(cases).hasSizeGreaterThanOrEqualTo(100);
        var pipeline = new Pipeline();
        var wrong = new ArrayList<String>();
        for (JsonNode each : cases) {
            String text = MAPPER.writeValueAsString(each.get("problem"));
            JsonNode nodes;
            try {
                nodes = pipeline.json(text).get("steps").get(0).get("nodes");
            } catch (RuntimeException | AssertionError fault) {
                wrong.add(text + ": " + fault);
                continue;
            }
            if (!isClose(nodes.get("L").get("value"), each.get("loss"))) {
                wrong.add(text + ": loss " + nodes.get("L").get("value") + " " + each.get("loss"));
            }
            each.get("gradients").properties().forEach(gradient -> {
                JsonNode ours = nodes.get(gradient.getKey());
                if (ours == null || !isClose(ours.get("gradient"), gradient.getValue())) {
                    wrong.add(text + ": gradient of " + gradient.getKey() + ": " + ours + " " + gradient.getValue());
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
}
