package chalkgrad.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Expected text in a file; {@code -Dgolden.accept} writes it anew, to be reviewed as a diff. */
final class Golden {
    private Golden() {}

    static void check(Path file, String actual) throws IOException {
        if (System.getProperty("golden.accept") != null) {
            Files.writeString(file, actual);
        }
        assertThat(actual).as(file.toString()).isEqualTo(Files.readString(file));
    }
}
