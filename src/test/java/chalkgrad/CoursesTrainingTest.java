package chalkgrad;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Update rules against PyTorch, and what courses have published. */
class CoursesTrainingTest {
    /** What doubles leave of 1e-12 where a parameter is far from one. */
    private static final BigDecimal CLOSE = new BigDecimal("1e-12");

    private final Pipeline pipeline = new Pipeline();

    @Test
    void fiveUpdatesOfEveryRuleAgreeWithPyTorch() throws IOException {
        var mapper = new ObjectMapper();
        JsonNode cases;
        try (InputStream in = CoursesTrainingTest.class.getResourceAsStream("/training/optimisers.json")) {
            cases = mapper.readTree(in);
        }
        assertThat(cases).hasSizeGreaterThanOrEqualTo(300);
        int compared = 0;
        for (JsonNode each : cases) {
            String text = mapper.writeValueAsString(each.get("problem"));
            JsonNode steps = pipeline.json(text).get("steps");
            for (int s = 0; s < each.get("updated").size(); s++) {
                JsonNode expected = each.get("updated").get(s);
                for (String name : names(expected)) {
                    compared += compare(
                            text + " " + name + "@" + (s + 1),
                            steps.get(s).get("updated").get(name),
                            expected.get(name));
                }
            }
        }
        assertThat(compared).isGreaterThan(5_000);
    }

    /** Mitchell's are recomputed, to six digits. */
    @ParameterizedTest
    @CsvSource({
        "mitchell-4-7, w_ca, 0.101617",
        "mitchell-4-7, w_cb, 0.098799",
        "mitchell-4-7, w_c0, 0.100416",
        "mitchell-4-7, w_dc, 0.113474",
        "mitchell-4-7, w_d0, 0.124522",
        "adam-first-step, w, 1.900000",
        "rates, w, 0.800000"
    })
    void publishedAnswers(String file, String parameter, String published) throws IOException {
        String text = Files.readString(Path.of("examples/courses/training", file + ".yaml"));
        JsonNode updated = pipeline.json(text).get("steps").get(0).get("updated");
        assertThat(new BigDecimal(updated.get(parameter).asText()).setScale(6, RoundingMode.HALF_UP))
                .isEqualTo(new BigDecimal(published));
    }

    @Test
    void theStateIsInTheResult() {
        JsonNode state = pipeline.json(
                        "{given: {w: 2}, nodes: {L: w^2}, output: L, learning_rate: 0.1, optimizer: adam}")
                .get("steps")
                .get(0)
                .get("state");
        assertThat(state.get("m").get("w").asText()).isEqualTo("0.4");
        assertThat(state.get("v").get("w").asText()).isEqualTo("0.016");
    }

    private static List<String> names(JsonNode node) {
        var names = new ArrayList<String>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

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
        assertThat(new BigDecimal(ours.asText()).subtract(expected).abs())
                .as(what)
                .isLessThanOrEqualTo(CLOSE.multiply(expected.abs().max(BigDecimal.ONE)));
        return 1;
    }
}
