package chalkgrad.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Standard output that takes no more, and files that are none: each command says so, and none waits. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OutsideWorldTest {
    private static final String PROBLEM = "given: {x: 2, y: 3}\nnodes: {f: x*y}\noutput: f\n";

    @TempDir
    Path home;

    /** Takes so many bytes. */
    private static final class Full extends OutputStream {
        private final String reason;
        private int room;

        Full(String reason, int room) {
            this.reason = reason;
            this.room = room;
        }

        @Override
        public void write(int b) throws IOException {
            if (--room < 0) {
                throw new IOException(reason);
            }
        }
    }

    private record Result(int code, String err) {}

    private static Result run(InputStream in, OutputStream out, String... words) {
        var said = new ByteArrayOutputStream();
        int code = new Main().run(in, out, new PrintStream(said, true, StandardCharsets.UTF_8), words);
        return new Result(code, said.toString(StandardCharsets.UTF_8));
    }

    private String[] words(String line) throws IOException {
        Files.writeString(home.resolve("p.yaml"), PROBLEM);
        Files.writeString(home.resolve("w.md"), "f = 6\n");
        return Arrays.stream(line.split(" "))
                .map(word -> word.replace("~", home.toString()))
                .toArray(String[]::new);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--version",
                "--help",
                "rules",
                "equal x x",
                "equal -",
                "solve ~/p.yaml -f json -o ~/out",
                "check ~/p.yaml ~/w.md -f json -o ~/out"
            })
    void whatCannotBePrintedIsAnErrorUnlessNobodyReadsOn(String line) throws IOException {
        byte[] pairs = "x\tx\n".repeat(3000).getBytes(StandardCharsets.UTF_8);
        for (int room : new int[] {0, 3}) {
            Result full = run(
                    new ByteArrayInputStream(pairs), new Full("No space left on device", room), words(line));
            assertThat(full)
                    .as("room for %s", room)
                    .isEqualTo(new Result(
                            ExitCode.OUTPUT,
                            "chalkgrad: standard output cannot be written to: No space left on device\n"));
            assertThat(run(new ByteArrayInputStream(pairs), new Full("Broken pipe", room), words(line)))
                    .as("room for %s", room)
                    .isEqualTo(new Result(ExitCode.DONE, ""));
        }
    }

    /** Pairs without end. */
    private static final class Endless extends InputStream {
        private static final byte[] PAIR = "x\tx\n".getBytes(StandardCharsets.UTF_8);
        private int at;

        @Override
        public int read() {
            return PAIR[at++ % PAIR.length];
        }
    }

    @Test
    void answersEndWhenNobodyReadsOn() throws IOException {
        assertThat(run(new Endless(), new Full("Broken pipe", 100), words("equal -")))
                .isEqualTo(new Result(ExitCode.DONE, ""));
    }

    /** A pipe that nobody writes to, in the place of each file that a command reads. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "solve ~/pipe -o ~/out | 3 | chalkgrad: ~/pipe: is a pipe; only regular files are read, and - for standard input",
                "check ~/pipe ~/w.md -o ~/out | 3 | chalkgrad: ~/pipe: is a pipe; only regular files are read, and - for standard input",
                "check ~/p.yaml ~/pipe -q -o ~/out | 3 | chalkgrad: ~/pipe: is a pipe; only regular files are read, and - for standard input",
                "variants ~/pipe --count 2 -o ~/out | 3 | chalkgrad: ~/pipe: is a pipe; only regular files are read, and - for standard input",
                "variants ~/e.yaml --roster ~/pipe -o ~/out | 3 | chalkgrad: ~/pipe: is a pipe; only regular files are read, and - for standard input",
                "grade ~/exam ~/pipe.csv -o ~/out | 3 | chalkgrad: ~/pipe.csv: is a pipe; only regular files are read, and - for standard input",
                "grade ~/exam ~/works -o ~/out -q | 3 | chalkgrad: ~/works/1.md: is a pipe; only regular files are read, and - for standard input",
                "grade ~/run ~/w.csv -o ~/out | 3 | chalkgrad: “~/run/run.json” is a pipe; only regular files are read, and - for standard input",
                "merge ~/run | 3 | chalkgrad: “~/run” cannot be read: is a pipe; only regular files are read, and - for standard input",
                "solve ~/p.yaml -f tex --templates ~/own -o ~/out | 4 | chalkgrad: ~/own/tex/document.ftl: The template could not be read: is a pipe; only regular files are read, and - for standard input",
            })
    void aPipeIsNeverWaitedFor(String line, int code, String message) throws Exception {
        Files.writeString(home.resolve("e.yaml"), Exams.SMALL);
        for (String pipe : new String[] {"pipe", "pipe.csv", "works/1.md", "run/run.json", "own/tex/document.ftl"}) {
            Files.createDirectories(home.resolve(pipe).getParent());
            boolean made;
            try {
                made = new ProcessBuilder("mkfifo", home.resolve(pipe).toString())
                                .start()
                                .waitFor()
                        == 0;
            } catch (IOException e) {
                made = false;
            }
            assumeTrue(made, "mkfifo is not installed: pipes are not tried");
        }
        Files.writeString(home.resolve("run/manifest.json"), "{}");
        if (line.contains("~/exam")) {
            assertThat(run(
                                    InputStream.nullInputStream(),
                                    OutputStream.nullOutputStream(),
                                    words("variants ~/e.yaml --count 2 -f md -q -o ~/exam"))
                            .code())
                    .isZero();
        }
        Result result = run(InputStream.nullInputStream(), OutputStream.nullOutputStream(), words(line));
        assertThat(result.err().lines().findFirst()).contains(message.replace("~", home.toString()));
        assertThat(result.code()).isEqualTo(code);
    }

    @Test
    void theRosterIsKeptWithoutFormulas() throws Exception {
        String roster = "\uFEFFid;name;note\r\n7;=cmd|' /c calc'!A1;\"a;b\"\r\n@8;+1\r\n";
        Files.write(home.resolve("r.csv"), roster.getBytes(StandardCharsets.UTF_16LE));
        Files.writeString(home.resolve("e.yaml"), Exams.SMALL);
        String[] words = words("variants ~/e.yaml --roster ~/r.csv -f md -q -o ~/exam");
        Result result = run(InputStream.nullInputStream(), OutputStream.nullOutputStream(), words);
        assertThat(result).isEqualTo(new Result(ExitCode.DONE, ""));
        assertThat(home.resolve("exam/roster.csv"))
                .hasContent("id,name,note\r\n7,\"'=cmd|' /c calc'!A1\",\"a;b\"\r\n\"'@8\",\"'+1\"\r\n");
        assertThat(run(InputStream.nullInputStream(), OutputStream.nullOutputStream(), words))
                .as("again, with the same roster")
                .isEqualTo(new Result(ExitCode.DONE, ""));
    }
}
