package chalkgrad;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The questions of courses about recurrent networks and layers of other kinds. */
class CoursesRecurrentTest {
    private static final Path FOLDER = Path.of("examples", "courses", "recurrent");

    private final Pipeline pipeline = new Pipeline();

    private JsonNode first(String file, int number) throws IOException {
        String text = Files.readString(FOLDER.resolve(file + ".yaml")).split("(?m)^---$", -1)[number - 1];
        return pipeline.json(text).get("steps").get(0);
    }

    /** What PyTorch has found, to six decimals. */
    @ParameterizedTest
    @CsvSource({
        "lstm-numerical-example, 1, W_xg, -0.026716 -0.092201",
        "lstm-numerical-example, 1, W_hg, -0.010396",
        "lstm-numerical-example, 1, b_g, -0.036408",
        "lstm-numerical-example, 1, W_xi, -0.002204 -0.006639",
        "lstm-numerical-example, 1, W_hi, -0.000598",
        "lstm-numerical-example, 1, b_i, -0.002761",
        "lstm-numerical-example, 1, W_xf, -0.003153 -0.018920",
        "lstm-numerical-example, 1, W_hf, -0.003382",
        "lstm-numerical-example, 1, b_f, -0.006307",
        "lstm-numerical-example, 1, W_xo, -0.025924 -0.162604",
        "lstm-numerical-example, 1, W_ho, -0.029700",
        "lstm-numerical-example, 1, b_o, -0.053613",
        "bptt-three-steps, 1, W_xh, -0.529891",
        "bptt-three-steps, 1, W_hh, -0.144125",
        "bptt-three-steps, 1, W_hy, -3.174091",
        "characters, 1, W_xh, -0.118530 0.472259 0.000000 -0.404691 -0.049799 0.000000",
        "characters, 1, W_hh, 0.076361 0.079399 -0.026471 -0.050149",
        "characters, 1, b_h, 0.353730 -0.454490",
        "characters, 1, W_hy, 0.173862 0.304820 -0.265996 -0.317612 0.092134 0.012792",
        "characters, 1, b_y, 0.991215 -0.833019 -0.158196",
        "gru-one-unit, 1, W_xr, -0.000217",
        "gru-one-unit, 1, W_hr, -0.002554",
        "gru-one-unit, 1, b_r, -0.004625",
        "gru-one-unit, 1, W_xz, 0.015386",
        "gru-one-unit, 1, W_hz, -0.012243",
        "gru-one-unit, 1, b_z, -0.020545",
        "gru-one-unit, 1, W_xn, -0.007740",
        "gru-one-unit, 1, W_hn, -0.017807",
        "gru-one-unit, 1, b_n, -0.058215",
        "gru-one-unit, 2, W_xr, -0.000217",
        "gru-one-unit, 2, W_hr, -0.002554",
        "gru-one-unit, 2, b_r, -0.004625",
        "gru-one-unit, 2, W_xz, 0.015386",
        "gru-one-unit, 2, W_hz, -0.012243",
        "gru-one-unit, 2, b_z, -0.020545",
        "gru-one-unit, 2, W_xn, -0.007740",
        "gru-one-unit, 2, W_hn, -0.017807",
        "gru-one-unit, 2, b_n, -0.058215",
        "truncated, 1, W_xh, 0.479020",
        "truncated, 1, W_hh, -0.137088",
        "truncated, 1, b_h, 0.034094",
        "truncated, 1, W_hy, 0.487003",
        "truncated, 1, b_y, 0.155604"
    })
    void theGradientIsTheKnownOne(String file, int number, String name, String known) throws IOException {
        JsonNode node = first(file, number).get("nodes").get(name);
        assertThat(rounded(node.get("gradient"), 6)).isEqualTo(known);
    }

    /** The graph of the same network is among the arrays. */
    @ParameterizedTest
    @CsvSource({
        "convolutional-layers, K, -0.088828 0.000000 -0.044414 -0.133242",
        "convolutional-layers, W, -0.814260 0.814260",
        "convolutional-layers, c, -0.148047 0.148047",
        "normalised-layers, gamma, 0.050838 0.084730 0.508377 -0.050838",
        "normalised-layers, W, 0.169459 0.908395 -0.423648 -0.400018 -0.169459 -0.908395 0.423648 0.400018"
    })
    void layersAreTheirGraph(String file, String name, String known) throws IOException {
        assertThat(rounded(first(file, 1).get("nodes").get(name).get("gradient"), 6))
                .isEqualTo(known);
    }

    @Test
    void aGradientExplodesAndVanishesAsPowersDo() throws IOException {
        assertThat(rounded(first("exploding", 1).get("nodes").get("h_1").get("gradient"), 6))
                .isEqualTo(new BigDecimal("1.5")
                        .pow(8)
                        .setScale(6, RoundingMode.HALF_UP)
                        .toPlainString());
        assertThat(rounded(first("exploding", 2).get("nodes").get("h_1").get("gradient"), 6))
                .isEqualTo(new BigDecimal("0.5")
                        .pow(8)
                        .setScale(6, RoundingMode.HALF_UP)
                        .toPlainString());
    }

    @Test
    void everyFileIsReadAndSaysWhereItComesFrom() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(FOLDER)) {
            files = all.sorted().toList();
        }
        assertThat(files).hasSizeGreaterThanOrEqualTo(9);
        for (Path file : files) {
            String text = Files.readString(file);
            assertThat(text).as(file.toString()).contains("# Source: ");
            for (String one : text.split("(?m)^---$", -1)) {
                assertThat(pipeline.solution(one).passes()).as(file.toString()).isNotEmpty();
            }
        }
    }

    private static String rounded(JsonNode node, int places) {
        var text = new StringBuilder();
        collect(node, places, text);
        return text.toString().strip();
    }

    private static void collect(JsonNode node, int places, StringBuilder text) {
        if (node.isArray()) {
            node.forEach(each -> collect(each, places, text));
        } else {
            text.append(new BigDecimal(node.asText())
                            .setScale(places, RoundingMode.HALF_UP)
                            .toPlainString())
                    .append(' ');
        }
    }
}
