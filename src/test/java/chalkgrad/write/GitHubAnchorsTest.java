package chalkgrad.write;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.write.Page.Heading;
import chalkgrad.write.Page.Text;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Headings and their addresses as GitHub shows them. */
class GitHubAnchorsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Problem 2. XOR (again) | problem-2-xor-again",
                "문제 1. 소프트맥스와 교차 엔트로피 | 문제-1-소프트맥스와-교차-엔트로피",
                "The 2-2-2 network – questions | the-2-2-2-network--questions",
                "a_b & c/d | a_b--cd",
                "<script>alert(1)</script> | scriptalert1script",
                "\\input{/etc/passwd} [x](y) | inputetcpasswd-xy",
                "ÉTÉ Ω | été-ω",
                "a\u202Eb\u0007c | abc",
                "1 + 1 = 2 ✓ | 1--1--2-",
                "हिन्दी | हिन्दी",
            })
    void wordsBecomeAnAddress(String words, String address) {
        assertThat(GitHubAnchors.of(List.of(heading(words, "here")))).containsEntry("here", address);
    }

    /** The address is the heading's, whatever stands before it. */
    @Test
    void theSameWordsAgainHaveANumber() {
        assertThat(GitHubAnchors.of(List.of(
                        heading("Problem 1. A", ""),
                        heading("Problem 1. A", "first"),
                        heading("Other", ""),
                        heading("Problem 1, a!", "second"))))
                .containsEntry("first", "problem-1-a-1")
                .containsEntry("second", "problem-1-a-2");
    }

    private static Heading heading(String words, String anchor) {
        return new Heading(2, List.of(new Text(words)), anchor);
    }
}
