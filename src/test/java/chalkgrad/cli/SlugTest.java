package chalkgrad.cli;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.batch.FileNames;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlugTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Midterm: XOR, 2nd try | midterm-xor-2nd-try",
                "중간고사 (2026) | 중간고사-2026",
                "../../etc/passwd | etc-passwd",
                "\\input{/etc/passwd} | input-etc-passwd",
                "<script>alert(1)</script> | script-alert-1-script",
                "-f pdf | f-pdf",
                ". | sheet",
                "... | sheet",
                "!?* | sheet",
                "NUL | nul-sheet",
                "nul.pdf | nul-pdf",
                "Été à Łódź | été-à-łódź",
                "हिन्दी | हिन्दी",
                "مسألة | مسألة",
                "a\u202Eb\u2066c | abc",
                "a\u0000b\u0007 \u001B[31mc | ab-31mc",
                "e\u0301 | é",
            })
    void aTitleBecomesAFilesName(String title, String slug) {
        assertThat(Slug.of(title)).isEqualTo(slug);
    }

    @Test
    void aLongTitleIsCut() {
        assertThat(Slug.of("word ".repeat(2000))).hasSize(49).endsWith("word");
        assertThat(Slug.of("𝒜".repeat(10_000)).getBytes(StandardCharsets.UTF_8).length)
                .isLessThanOrEqualTo(200);
    }

    @Test
    void whatIsNotSeenIsNoTitle() {
        assertThat(FileNames.isSeen("")).isFalse();
        assertThat(FileNames.isSeen(" \t\n\u00A0\u2028\u202E\u0000\uD800\uFEFF"))
                .isFalse();
        assertThat(FileNames.isSeen("?")).isTrue();
    }
}
