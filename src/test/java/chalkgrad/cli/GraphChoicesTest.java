package chalkgrad.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is chosen by a number that is made of a whole array, as {@code norm} of a matrix at zero, stands on the page in every format. */
class GraphChoicesTest {
    private static final List<String> ARRAYS =
            List.of("[[-2.738]]", "[[-2, 1.5]]", "[[1, 2], [3, 4]]", "[-2.738]", "[1, 2]");
    private static final List<String> NUMBERS =
            List.of("norm(a)", "abs(sum(a))", "relu(mean(a))", "min(max(a), 3)", "max(norm(a), dot(v, v))");

    @TempDir
    Path home;

    @Test
    void everyArrayThroughEveryChoice() {
        var session = new Session(home);
        var files = new ArrayList<String>();
        for (String array : ARRAYS) {
            for (String number : NUMBERS) {
                String name = "g" + files.size() + ".yaml";
                session.file(name, "given: {a: " + array + ", v: [1, 2]}\nnodes: {f: \"" + number + "\"}\noutput: f\n");
                files.add(name);
            }
        }
        Session.Result result = session.solve(List.of("-f", "md,html,json"), files.toArray(String[]::new));
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.lines()).hasSizeGreaterThanOrEqualTo(3 * files.size());
    }
}
