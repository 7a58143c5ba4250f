package chalkgrad.write.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A machine without fonts, fontconfig and screen is enough. */
class BareMachineTest {

    /** What the other Java runs. */
    static final class Child {
        public static void main(String[] args) throws IOException {
            PdfWriter writer = new PdfWriter();
            for (var page : List.of(Samples.english(), Samples.korean(), Samples.hostile())) {
                PdfResult result = writer.write(page);
                System.out.println(
                        result.warnings() + " " + new String(result.bytes(), 0, 5, StandardCharsets.US_ASCII));
            }
        }
    }

    @Test
    void noClassOfTheFontSystemIsLoaded(@TempDir Path directory) throws Exception {
        Path log = directory.resolve("classes.log");
        Path out = directory.resolve("out.txt");
        ProcessBuilder child = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.awt.headless=true",
                "-Dsun.awt.fontconfig=/nonexistent",
                "-Xlog:class+load:file=" + log,
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName());
        child.environment().put("FONTCONFIG_FILE", "/nonexistent");
        child.environment().put("FONTCONFIG_PATH", "/nonexistent");
        child.environment().put("JAVA_FONTS", "/nonexistent");
        child.environment().remove("DISPLAY");
        child.redirectErrorStream(true).redirectOutput(out.toFile());
        Process process = child.start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(out)).isZero();
        assertThat(Files.readString(out)).contains("[] %PDF-\n[] %PDF-\n[] %PDF-\n");
        List<String> loaded = Files.readAllLines(log);
        assertThat(loaded).anyMatch(line -> line.contains("org.scilab.forge.jlatexmath.TeXFormula "));
        for (String name : List.of(
                "sun.font.FontManager",
                "sun.font.FontUtilities",
                "sun.awt.FontConfiguration",
                "sun.awt.X11",
                "sun.font.Font2D",
                "sun.java2d.SunGraphicsEnvironment",
                "java.awt.font.TextLayout")) {
            assertThat(loaded.stream().filter(line -> line.contains(name)))
                    .as(name)
                    .isEmpty();
        }
    }
}
