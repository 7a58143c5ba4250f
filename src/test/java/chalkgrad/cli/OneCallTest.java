package chalkgrad.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bad file of a call leaves nothing behind for the good ones after it. */
class OneCallTest {
    @TempDir
    Path home;

    private static final Map<String, String> BAD = Map.ofEntries(
            Map.entry("zero", graph("{a: 3}", "{s: a*2, L: s/0}")),
            Map.entry("root", graph("{a: 3}", "{s: a*2, L: sqrt(-1-s^2)}")),
            Map.entry("log", graph("{a: 3}", "{s: a*2, L: ln(s-s)}")),
            Map.entry("power", graph("{a: -3}", "{s: a*2, L: s^0.5}")),
            Map.entry("large", graph("{a: 30}", "{s: exp(exp(a)), L: s*2}")),
            Map.entry("step", network("step")),
            Map.entry("own", network("z/0")),
            Map.entry("own-log", network("ln(-1-z^2)")),
            Map.entry("unknown", graph("{a: 3}", "{s: foo(a), L: s*2}")),
            Map.entry("constants", graph("{e: 3, pi: 2}", "{s: e*pi, L: s/0}")),
            Map.entry("broken", "given: {a: 3\nnodes: ["),
            Map.entry("empty", ""));

    private static String graph(String given, String nodes) {
        return "given: " + given + "\nnodes: " + nodes + "\noutput: L\n";
    }

    private static String network(String activation) {
        return "inputs: {x1: 0.5}\ntargets: {o1: 0.3}\nlayers:\n  - units: [o1]\n    activation: \"" + activation
                + "\"\n    weights: [[0.7]]\nloss: half_sse\n";
    }

    /** As the issue has it. */
    @Test
    void aDivisionByZeroIsNotRemembered() {
        var session = new Session(home)
                .file("bad.yaml", BAD.get("zero"))
                .file("good.yaml", graph("{x: 3, y: 2}", "{s: x*2, L: s/y}"));
        Session.Result result = session.solve(List.of("-f", "json"), "bad.yaml", "good.yaml");
        assertThat(result.code()).as(result.err()).isEqualTo(ExitCode.INPUT);
        assertThat(session.results()).containsExactly("good.json");
    }

    /** Every example after every bad input, in one call: each comes out as by itself. */
    @Test
    void everyExampleAfterEveryBadFile() throws IOException {
        List<Path> examples;
        try (Stream<Path> files = Files.list(Path.of("examples"))) {
            examples = files.filter(file -> file.toString().endsWith(".yaml"))
                    .filter(file -> !isLongOrNoProblem(file))
                    .sorted()
                    .toList();
        }
        var session = new Session(home);
        var files = new ArrayList<String>();
        BAD.forEach((name, text) -> {
            session.file("bad/" + name + ".yaml", text);
            files.add("bad/" + name + ".yaml");
        });
        for (Path example : examples) {
            session.file(example.getFileName().toString(), Files.readAllBytes(example));
            files.add(example.getFileName().toString());
        }
        Session.Result all = session.solve(List.of("-f", "md"), files.toArray(String[]::new));
        assertThat(all.code()).as(all.err()).isEqualTo(ExitCode.INPUT);
        assertThat(all.err()).doesNotContain("is not the taught one");
        for (Path example : examples) {
            String name = example.getFileName().toString().replace(".yaml", "");
            assertThat(session.results()).as(all.err()).contains(name + ".md");
        }
        assertThat(examples).hasSizeGreaterThan(8);
    }

    /** Takes long, or is an exam. */
    private static boolean isLongOrNoProblem(Path file) {
        String name = file.getFileName().toString();
        boolean large = List.of("mazur-10000", "wide-2883", "softmax-3432").contains(name.replace(".yaml", ""));
        return name.equals("exam.yaml") || large && !Boolean.getBoolean("thorough");
    }
}
