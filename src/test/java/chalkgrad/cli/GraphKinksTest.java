package chalkgrad.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A gradient exactly at a kink is a convention: its value, and that the user is told where. */
class GraphKinksTest {
    @TempDir
    Path home;

    /** {@code x} is 0 in decimals, as 0.3 - 3 * 0.1 would not be in doubles; {@code y} is 2. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "relu(x), 0, df/dx, 0",
                "abs(x), 0, df/dx, 0",
                "leaky_relu(x), 0, df/dx, 0",
                "selu(x), 0, df/dx, 0",
                "-3*abs(x), 0, df/dx, 0",
                "2*abs(x) + 3*x, 3, df/dx, 3",
                "exp(relu(x)) * y, 0, df/dx, 0",
                "relu(2*x), 0, df/dx, 0",
                "norm(x), 0, df/dx|f, 0",
                "\"max(x, 0)\", 0.5, df/dx, 0.5",
                "\"max(0, x)\", 0.5, df/dx, 0.5",
                "\"min(x, 2*x)\", 1.5, df/dx, 1.5",
                "\"min(x, 0)*y\", 1, df/dx, 1",
                "\"max(x, 0, -1)\", 0.5, df/dx, 0.5",
                "\"6*min(x, 0, y, 4*x)\", 10, df/dx, 10",
                "\"mae(x, 0)\", 0, df/dx|f, 0",
                "\"hinge(x + 1, 1)\", 0, df/dx|f, 0",
                "sigmoid(relu(x) + y), 0, df/dx, 0",
            })
    void scalars(String node, String gradient, String place, String slope) throws IOException {
        Session.Result result = solve("{a: 0.3, b: 0.1, y: 2}", "x: a - 3*b\n  f: " + quoted(node), "f");
        assertThat(value("x", "gradient").asText()).isEqualTo(gradient);
        assertThat(result.lines()).hasSize(1);
        assertThat(warnings(result)).containsExactly(warning(place, slope));
    }

    /** Both sides have the same slope, or those that tie are beaten by another. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "elu(x), 1",
                "\"max(x, 0, y)\", 0",
                "\"max(x, y, 0)\", 0",
                "\"min(x, 0, -y)\", 0",
                "\"max(max(x, 0, y), y - 1)\", 0",
                "\"max(x, x)\", 1",
                "\"huber(x + 1, 0)\", 1",
                "relu(x + y), 1",
            })
    void noKink(String node, String gradient) throws IOException {
        Session.Result result = solve("{a: 0.3, b: 0.1, y: 2}", "x: a - 3*b\n  f: " + quoted(node), "f");
        assertThat(value("x", "gradient").asText()).isEqualTo(gradient);
        assertThat(warnings(result)).isEmpty();
    }

    /** {@code v} is (0, -1, 2, 2, 0), and what comes back to each node is 1 in every entry. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            delimiter = ';',
            value = {
                "relu(v); [0, 0, 1, 1, 0]; dg/dv[1] 0, dg/dv[5] 0",
                "abs(v); [0, -1, 1, 1, 0]; dg/dv[1] 0, dg/dv[5] 0",
                "max(0, v); [0.5, 0, 1, 1, 0.5]; dg/dv[1] 0.5, dg/dv[5] 0.5",
                "min(v, 2, 0); [0.5, 1, 0, 0, 0.5]; dg/dv[1] 0.5, dg/dv[5] 0.5",
                "max(v); [0, 0, 0.5, 0.5, 0]; E/dv|g[3] 0.5, E/dv|g[4] 0.5",
                "min(v); [0, 1, 0, 0, 0]; ",
                "3*max(v); [0, 0, 1.5, 1.5, 0]; E/dv|g[3] 1.5, E/dv|g[4] 1.5",
                "exp(0*max(v)) + min(v); [0, 1, 0, 0, 0]; E/dv|g[3] 0, E/dv|g[4] 0",
                "norm(0*v); [0, 0, 0, 0, 0]; E/dv|g[1] 0, E/dv|g[2] 0, E/dv|g[3] 0, E/dv|g[4] 0, E/dv|g[5] 0",
                "sum(relu(v)^2); [0, 0, 4, 4, 0]; E/dv|g[1] 0, E/dv|g[5] 0",
                "mean(5*leaky_relu(v)); [0, 0.01, 1, 1, 0]; E/dv|g[1] 0, E/dv|g[5] 0",
                "outer(relu(v), w); [0, 0, 3, 3, 0]; E/dv|g[1] 0, E/dv|g[5] 0",
                "elu(v)*0 + v; [1, 1, 1, 1, 1]; ",
            })
    void vectors(String node, String gradient, String places) throws IOException {
        Session.Result result = solve("{v: [0, -1, 2, 2, 0], w: [1, 2]}", "g: " + quoted(node) + "\n  f: sum(g)", "f");
        assertThat(value("v", "gradient").toString().replace("\"", "").replace(",", ", "))
                .isEqualTo(gradient);
        assertThat(warnings(result)).hasSameElementsAs(all(places));
    }

    /** {@code m} is [0 1; -2 0], {@code u} is (0, 1). */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            delimiter = ';',
            value = {
                "relu(m); [[0, 1], [0, 0]]; dg/dm[1,1] 0, dg/dm[2,2] 0",
                "abs(m'); [[0, 1], [-1, 0]]; E/dm|g[1,1] 0, E/dm|g[2,2] 0",
                "max(m, u); [[0.5, 0.5], [0, 0]]; dg/dm[1,1] 0.5, dg/dm[1,2] 0.5, dg/du[1,1] 0.5, dg/du[1,2] 0.5",
                "max(0, m); [[0.5, 1], [0, 0.5]]; dg/dm[1,1] 0.5, dg/dm[2,2] 0.5",
                "max(m - 1, -1, u*0 - 1); [[0.33333333333333333333, 1], [0, 0.33333333333333333333]]; dg/dm[1,1] 0.33333333333333333333, dg/dm[2,2] 0.33333333333333333333, dg/du[1,1] 0, dg/du[2,1] 0, dg/du[2,2] 0",
                "max(m*m - 4*m); [[0, 0], [-8, 0]]; ",
                "min(m*m); [[0, 0], [0, 0]]; E/dm|g[1,1] 0, E/dm|g[2,2] 0",
                "relu(m @ u); [[0, 1], [0, 0]]; E/dm|g[2] 0, E/du|g[2] 0",
                "norm(m*0); [[0, 0], [0, 0]]; E/dm|g[1,1] 0, E/dm|g[1,2] 0, E/dm|g[2,1] 0, E/dm|g[2,2] 0",
            })
    void matrices(String node, String gradient, String places) throws IOException {
        Session.Result result = solve("{m: [[0, 1], [-2, 0]], u: [0, 1]}", "g: " + quoted(node) + "\n  f: sum(g)", "f");
        assertThat(value("m", "gradient").toString().replace("\"", "").replace(",", ", "))
                .isEqualTo(gradient);
        assertThat(warnings(result)).hasSameElementsAs(all(places));
    }

    private static List<String> all(String places) {
        return places == null
                ? List.of()
                : java.util.Arrays.stream(places.split(", "))
                        .map(place -> warning(place.replace("E/d", "df/d").split(" ")[0], place.split(" ")[1]))
                        .toList();
    }

    private static String quoted(String node) {
        return "\"" + node + "\"";
    }

    private static String warning(String place, String slope) {
        return place + " is taken exactly at a kink (step 1, sample 1); by convention it is " + slope;
    }

    private Session.Result solve(String given, String nodes, String output) {
        String text = "given: " + given + "\nnodes:\n  " + nodes + "\noutput: " + output + "\n";
        Session.Result result = new Session(home).file("k.yaml", text).solve(List.of("-f", "json"), "k.yaml");
        assertThat(result.code()).as(result.err()).isZero();
        return result;
    }

    private static List<String> warnings(Session.Result result) {
        return result.err()
                .lines()
                .filter(line -> line.contains("kink"))
                .map(line -> line.substring(line.indexOf("warning: ") + "warning: ".length()))
                .toList();
    }

    private JsonNode value(String node, String what) throws IOException {
        return new ObjectMapper().readTree(new Session(home).bytes("k.json")).at("/steps/0/nodes/" + node + "/" + what);
    }
}
