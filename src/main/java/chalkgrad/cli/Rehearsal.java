package chalkgrad.cli;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Does once what people do most, so that the JVM can keep what it has loaded for it.
 *
 * <p>{@code java -XX:ArchiveClassesAtExit=… -cp chalkgrad.jar chalkgrad.cli.Rehearsal examples out}; the launcher does so after each build.
 */
public final class Rehearsal {
    private Rehearsal() {}

    /**
     * The rehearsal.
     *
     * @param args the folder of the examples, and one for what comes of them
     */
    public static void main(String[] args) {
        String examples = args[0];
        String out = args[1];
        var nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        String[][] runs = {
            {"solve", examples + "/wikidocs.yaml", "-f", "pdf,tex,md,html,json", "-o", out},
            {"check", examples + "/wikidocs.yaml", examples + "/wikidocs-mina.md", "-o", out},
            {"variants", examples + "/exam.yaml", "--count", "2", "-f", "pdf,tex,moodle,canvas", "-o", out + "/exam"},
            {"equal", "o-o^2", "o*(1-o)", "--where", "o=sigmoid(z)"},
            // Of these expressions nobody has proved anything: Symja starts.
            {"solve", examples + "/features.yaml", "-f", "json", "-o", out},
        };
        for (String[] run : runs) {
            new Main().run(InputStream.nullInputStream(), nowhere, nowhere, run);
        }
    }
}
