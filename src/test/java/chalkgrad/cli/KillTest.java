package chalkgrad.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed, at moments that are drawn, over and over: {@code -Dkills=20} for more of them. */
class KillTest {
    private static final int COUNT = 60;
    private static final int LINES = COUNT * 3 + 4;

    @TempDir
    Path home;

    @Test
    void aKilledRunGoesOnWhereItStopped() throws Exception {
        long seed = Long.getLong("seed", 20261121);
        int kills = Integer.getInteger("kills", 4);
        var random = new Random(seed);
        Path exam = Files.writeString(home.resolve("small.yaml"), Exams.SMALL);
        Path whole = home.resolve("whole");
        var session = new Session(home);
        assertThat(session.run(words(exam, whole)).code()).isEqualTo(ExitCode.DONE);
        Map<String, String> expected = Exams.files(whole);

        Path out = home.resolve("out");
        int last = 0;
        for (int kill = 0; kill < kills; kill++) {
            // Ever later, so that each has something new to spoil.
            last += random.nextInt(Math.max(1, LINES / kills));
            boolean done = runAndKill(exam, out, last);
            assertThat(done)
                    .as("seed %s, kill %s after line %s", seed, kill, last)
                    .isFalse();
            Map<String, String> left = Exams.files(out);
            left.keySet().removeIf(name -> name.startsWith(".chalkgrad-"));
            assertThat(expected).as("seed %s, kill %s", seed, kill).containsAllEntriesOf(left);
        }
        assertThat(session.run(words(exam, out)).code()).isEqualTo(ExitCode.DONE);
        assertThat(Exams.files(out)).as("seed %s", seed).isEqualTo(expected);
    }

    private static String[] words(Path exam, Path out) {
        return new String[] {
            "variants",
            exam.toString(),
            "--count",
            Integer.toString(COUNT),
            "-f",
            "md,moodle",
            "-q",
            "-o",
            out.toString()
        };
    }

    /** Kills a run once it has named so many files; answers whether it was done before. */
    private boolean runAndKill(Path exam, Path out, int lines) throws IOException, InterruptedException {
        var command = new ArrayList<String>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "chalkgrad.cli.Main"));
        command.addAll(List.of(words(exam, out)));
        Process process = new ProcessBuilder(command)
                .redirectError(home.resolve("err").toFile())
                .start();
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (int line = 0; line < lines; line++) {
                if (reader.readLine() == null) {
                    break;
                }
            }
            process.destroyForcibly();
        }
        assertThat(home.resolve("err")).isEmptyFile();
        return process.waitFor() == 0;
    }
}
