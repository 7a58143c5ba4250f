package chalkgrad;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Expected texts that are kept in files under {@code src/test/resources} and reviewed in {@code git diff}.
 *
 * <p>{@code Golden.check("write/sample-en.tex", text)}; {@code mvn test -Dgolden.accept} rewrites what differs.
 */
public final class Golden {
    private static final Path ROOT = Path.of("src", "test", "resources");

    private Golden() {}

    /** Compares with the file of that name, or writes it if {@code golden.accept} is set. */
    public static void check(String name, String actual) {
        check(ROOT.resolve(name), actual);
    }

    /** The same for a file anywhere in the repository. */
    public static void check(Path file, String actual) {
        try {
            if (System.getProperty("golden.accept") != null) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, actual);
            }
            assertThat(file).as("run with -Dgolden.accept to write it").exists();
            assertThat(actual).as(file.toString()).isEqualTo(Files.readString(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
