package chalkgrad.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafeNamesTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"20261234", "A-12_b", "kim.mina", "김민아", "Łódź", "हिन्दी", "x1"})
    void whatCanBeANameIsOne(String id) {
        assertThat(new SafeNames().of(id)).isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "../../x | x-",
                "=cmd() | cmd-",
                "\\input{/etc/passwd} | input-etc-passwd-",
                "\u202Eabc | abc-",
                "a b | a-b-",
                "-rf | rf-",
                ".hidden | hidden-",
                "a@b.kr | a-b.kr-",
                "CON | student-",
                "nul.txt | student-",
                "Com1 | student-",
                "😀 | student-",
                "x. | x-",
                "a/b | a-b-",
                "C:\\x | C-x-",
            })
    void whatCannotGetsAMark(String id, String begin) {
        assertThat(new SafeNames().of(id)).matches("\\Q" + begin + "\\E[0-9a-f]{8}");
    }

    @Test
    void aLongIdIsCut() {
        for (String letter : List.of("x", "가", "𝒜")) {
            String name = new SafeNames().of(letter.repeat(300));
            assertThat((name + "-questions-1.svg").getBytes(StandardCharsets.UTF_8))
                    .hasSizeLessThan(255);
        }
        assertThat(new SafeNames().of("x".repeat(300))).isNotEqualTo(new SafeNames().of("x".repeat(301)));
    }

    @Test
    void idsThatDifferInCaseOnly() {
        var names = new SafeNames();
        assertThat(names.of("Kim")).isEqualTo("Kim");
        assertThat(names.of("kim")).matches("kim-[0-9a-f]{8}");
        assertThat(names.of("KIM")).matches("KIM-[0-9a-f]{8}");
        assertThat(names.of("ｋｉｍ")).as("full width").matches("ｋｉｍ-[0-9a-f]{8}");
    }

    /** Any ids at all: names that differ in more than case, and that are files of the folder and of no other. */
    @Test
    void anyIds() throws Exception {
        long seed = 77;
        var random = new Random(seed);
        String letters = "aAbB01.-_/\\ :*?\"<>|{}=+@'\u202E\u200B\u0301\u00e9가각\u1100\u1161😀\n\t~$%&;#CONnul";
        int[] points = letters.codePoints().toArray();
        var names = new SafeNames();
        var ids = new HashSet<String>();
        var seen = new HashSet<String>();
        for (int i = 0; i < 3000; i++) {
            var id = new StringBuilder();
            int length = 1 + random.nextInt(random.nextInt(40) == 0 ? 300 : 6);
            for (int k = 0; k < length; k++) {
                id.appendCodePoint(points[random.nextInt(points.length)]);
            }
            if (!ids.add(id.toString())) {
                continue;
            }
            String name = names.of(id.toString());
            assertThat(seen.add(name.toLowerCase(Locale.ROOT)))
                    .as("seed %s: %s for %s", seed, name, id)
                    .isTrue();
            Path file = folder.resolve(name + "-questions.pdf");
            Files.writeString(file, "");
            assertThat(file.toRealPath().getParent()).isEqualTo(folder.toRealPath());
            assertThat(name).doesNotStartWith("-").doesNotStartWith(".").doesNotContainAnyWhitespaces();
        }
    }
}
