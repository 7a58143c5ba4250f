package chalkgrad.check;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.Pipeline;
import chalkgrad.evaluate.Solution;
import chalkgrad.work.WorkReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Slips that many have copied since: each is found on its own line, by its own name. */
class FamousTest {
    private final Pipeline pipeline = new Pipeline();

    /** A line as it is written, what has to be said of it, and the mistake; empty where it is none. */
    private record Line(String text, Verdict verdict, String mistake) {}

    private static Line ok(String text) {
        return new Line(text, Verdict.RIGHT, "");
    }

    private static Line follows(String text) {
        return new Line(text, Verdict.FOLLOWS, "");
    }

    private static Line wrong(String text, String mistake) {
        return new Line(text, Verdict.WRONG, mistake);
    }

    private static Solution own(String name) {
        try {
            String text = Files.readString(Path.of("src", "test", "resources", "check", name));
            return new Pipeline().solution(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void assertMarked(Solution solution, List<Line> lines) {
        String text = String.join("\n\n", lines.stream().map(Line::text).toList());
        WorkReader.Result read =
                WorkReader.read(text.contains("$") ? "famous.md" : "famous.txt", text.getBytes(StandardCharsets.UTF_8));
        Marking marking = new Checker(solution).mark(((WorkReader.Result.Read) read).work());
        var faults = new ArrayList<String>();
        for (int i = 0; i < lines.size(); i++) {
            int number = 2 * i + 1;
            Line line = lines.get(i);
            List<Marking.Line> marked = marking.lines().stream()
                    .filter(some -> some.line() == number)
                    .toList();
            Verdict verdict = marked.stream().map(Marking.Line::verdict).reduce(Verdict.RIGHT, Verdict::and);
            List<String> ids = marked.stream()
                    .flatMap(some -> some.mistakes().stream())
                    .map(Marking.Diagnosis::id)
                    .toList();
            if (marked.isEmpty() || verdict != line.verdict || !line.mistake.isEmpty() && !ids.contains(line.mistake)) {
                faults.add(line + " is " + (marked.isEmpty() ? "not marked" : verdict + " " + ids));
            }
        }
        assertThat(faults).isEmpty();
    }

    /** The error after one step that is printed everywhere comes of weights that are already updated. */
    @Test
    void mazurAfterOneStep() {
        Solution mazur = pipeline.ofExample("mazur.yaml");
        assertMarked(mazur, List.of(ok("E = 0.298371109"), wrong("E+ = 0.291027924", "updated-weight")));
        assertMarked(mazur, List.of(wrong("$E_{total}^{+} = 0.291027924$", "updated-weight")));
        assertMarked(mazur, List.of(ok("E+ = 0.291027774")));
    }

    /** Who makes the mistake once makes it in every pass: it is named where it was made first, and what comes of it follows. */
    @Test
    void mazurPassAfterPass() {
        Solution mazur = pipeline.ofExample("mazur.yaml");
        assertMarked(
                mazur,
                List.of(
                        wrong("E+ = 0.2910279239", "updated-weight"),
                        follows("E+@2 = 0.2835473641"),
                        follows("E+@3 = 0.2759435235"),
                        follows("E+@9 = 0.2288071136")));
        // With both matrices of weights transposed, and in single precision.
        assertMarked(
                mazur,
                List.of(
                        wrong("E = 0.3036583066", "transposed"),
                        follows("E+ = 0.2963685989"),
                        follows("E+@2 = 0.2889351845")));
    }

    @Test
    void mazurInFull() {
        assertMarked(
                pipeline.ofExample("mazur.yaml"),
                List.of(
                        ok(
                                "$net_{h1} = w_1 * i_1 + w_2 * i_2 + b_1 * 1 = 0.15 * 0.05 + 0.2 * 0.1 + 0.35 * 1 = 0.3775$"),
                        ok("$out_{h1} = \\frac{1}{1+e^{-net_{h1}}} = \\frac{1}{1+e^{-0.3775}} = 0.593269992$"),
                        ok("$out_{h2} = 0.596884378$"),
                        ok("$out_{o1} = 0.75136507$"),
                        ok("$out_{o2} = 0.772928465$"),
                        ok(
                                "$E_{o1} = \\frac{1}{2}(target_{o1} - out_{o1})^{2} = \\frac{1}{2}(0.01 - 0.75136507)^{2} = 0.274811083$"),
                        ok("$E_{total} = E_{o1} + E_{o2} = 0.274811083 + 0.023560026 = 0.298371109$"),
                        ok(
                                "$\\frac{\\partial E_{total}}{\\partial out_{o1}} = -(target_{o1} - out_{o1}) = -(0.01 - 0.75136507) = 0.74136507$"),
                        ok(
                                "$\\frac{\\partial out_{o1}}{\\partial net_{o1}} = out_{o1}(1 - out_{o1}) = 0.75136507(1 - 0.75136507) = 0.186815602$"),
                        ok(
                                "$\\frac{\\partial E_{total}}{\\partial w_{5}} = 0.74136507 * 0.186815602 * 0.593269992 = 0.082167041$"),
                        ok(
                                "$w_5^{+} = w_5 - \\eta * \\frac{\\partial E_{total}}{\\partial w_{5}} = 0.4 - 0.5 * 0.082167041 = 0.35891648$"),
                        ok(
                                "$\\frac{\\partial E_{o1}}{\\partial out_{h1}} = \\frac{\\partial E_{o1}}{\\partial net_{o1}} * \\frac{\\partial net_{o1}}{\\partial out_{h1}} = 0.138498562 * 0.40 = 0.055399425$"),
                        wrong("$\\frac{\\partial E_{o2}}{\\partial out_{h1}} = -0.01904919$", ""),
                        ok(
                                "$\\frac{\\partial E_{total}}{\\partial out_{h1}} = 0.055399425 + -0.019049119 = 0.036350306$"),
                        ok(
                                "$\\frac{\\partial E_{total}}{\\partial w_{1}} = 0.036350306 * 0.241300709 * 0.05 = 0.000438568$"),
                        ok("$w_1^{+} = 0.149780716$"),
                        wrong("$E_{total}^{+} = 0.291027924$", "updated-weight")));
    }

    /** A ReLU network whose program has three slips, and its text one more: what is printed, against what was meant. */
    @Test
    void reluNetwork() {
        assertMarked(
                pipeline.ofExample("seed004-meant.yaml"),
                List.of(
                        ok("f1 = x1*w1 + x2*w2 = 0.7*0.436 + 0.3*0.420 = 0.4312"),
                        wrong("f2 = x1*w12 + x2*w2", "wrong-operand"),
                        ok("z1 = relu(f1) = 0.4312"),
                        wrong("f = z1*w11 + z2 + w22", "wrong-operator"),
                        wrong("CE = -(z*ln(z_hat) + (1 - z)*ln(z_hat))", "other-loss")));
        assertMarked(
                pipeline.ofExample("seed004-meant.yaml"),
                List.of(
                        ok("f1 = 0.4312"),
                        wrong("f2 = 0.511", "wrong-operand"),
                        follows("z2 = 0.511"),
                        wrong("f = 0.8522112", "wrong-operator"),
                        follows("z_hat = 0.7010307863243558"),
                        follows("CE = 0.35520347518814194"),
                        follows("w11+ = 0.09045776246846889"),
                        wrong("w11+ = 0.904", "decimal-point")));
        assertMarked(
                pipeline.ofExample("seed004-published.yaml"),
                List.of(
                        ok("z_hat = 0.7010307863243558"),
                        ok("CE = 0.35520347518814194"),
                        ok("w11+ = 0.09045776246846889"),
                        wrong("w11+ = 0.904", "decimal-point"),
                        ok("z_hat@2 = 0.7068233374476314"),
                        ok("w11+@2 = 0.15366665091475956")));
    }

    /** A derivation in indices, for units of a network: the bias that is added once for each input, and an index for another. */
    @Test
    void derivationInIndices() {
        assertMarked(
                own("delta.yaml"),
                List.of(
                        ok("$u_{k1} = y_{j1} w_{j1,k1} + y_{j2} w_{j2,k1} + d_1$"),
                        wrong("$u_{k1} = (y_{j1} w_{j1,k1} + d_1) + (y_{j2} w_{j2,k1} + d_1)$", "missing-path"),
                        ok("$\\frac{\\partial u_{k1}}{\\partial w_{j1,k1}} = y_{j1}$"),
                        ok(
                                "$\\delta_{k1} = \\frac{\\partial E}{\\partial y_{k1}} \\frac{\\partial y_{k1}}{\\partial u_{k1}}$"),
                        ok("$\\frac{\\partial E}{\\partial w_{j1,k1}} = y_{j1} \\delta_{k1}$"),
                        ok("$\\frac{\\partial E}{\\partial y_{j1}} = \\delta_{k1} w_{j1,k1} + \\delta_{k2} w_{j1,k2}$"),
                        wrong("$\\frac{\\partial E}{\\partial w_{i1,j1}} = i_1 \\delta_{j2}$", "wrong-operand"),
                        wrong(
                                "$\\delta_{j1} = \\frac{\\partial E}{\\partial y_{j2}} \\frac{\\partial y_{j2}}{\\partial u_{j2}}$",
                                "wrong-operand"),
                        wrong(
                                "$\\delta_{j1} = \\delta_{k1} w_{j1,k1} \\frac{\\partial y_{j1}}{\\partial u_{j1}}$",
                                "missing-path"),
                        wrong("$\\partial u_{k1} = y_{j1}$", "")));
    }
}
