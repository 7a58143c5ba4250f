package chalkgrad;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.cli.Main;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A teacher's walk through the README, from an exam file to Moodle and to the points: each command is run, one after the other. */
class WalkTest {
    @TempDir
    Path folder;

    @Test
    void theCommandsDoWhatIsSaid() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String walk = readme.substring(readme.indexOf("## An exam for each student"), readme.indexOf("\n## Options\n"));
        List<String> commands = Pattern.compile("^\\./chalkgrad (.*)$", Pattern.MULTILINE)
                .matcher(walk)
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(commands).hasSize(3);
        for (String command : commands) {
            run(command);
        }
        List<String> named = Pattern.compile("`out/([^`]+)`")
                .matcher(walk)
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(named).isNotEmpty();
        for (String file : named) {
            assertThat(folder.resolve(file)).isNotEmptyFile();
        }
        assertThat(Files.readString(folder.resolve("graded/grades.csv")))
                .contains("20260001,20260001,Kim Mina,22.5,24");
        assertThat(Files.readString(folder.resolve("graded/mistakes.csv"))).contains("missing-derivative,20260003");
    }

    private void run(String command) {
        String[] arguments = command.replace(" out/", " " + folder + "/").split(" +", -1);
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int code = new Main()
                .run(
                        InputStream.nullInputStream(),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        arguments);
        assertThat(code)
                .as(command + "\n" + err.toString(StandardCharsets.UTF_8))
                .isZero();
    }
}
