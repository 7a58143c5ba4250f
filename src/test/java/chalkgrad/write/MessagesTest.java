package chalkgrad.write;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.work.ParseExpectation;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The languages say the same things, and Korean particles fit. */
class MessagesTest {
    private static final Pattern PLACE = Pattern.compile("\\{(\\d+)");

    @Test
    void everyLanguageHasTheSameKeysAndArguments() {
        Messages first = Messages.of(Messages.LANGUAGES.get(0));
        for (String language : Messages.LANGUAGES) {
            Messages other = Messages.of(language);
            assertThat(other.keys()).as(language).isEqualTo(first.keys());
            for (String key : first.keys()) {
                assertThat(places(other.pattern(key))).as(language + " " + key).isEqualTo(places(first.pattern(key)));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whereReadingStoppedIsSaidInEveryLanguage(ParseExpectation.Kind kind) {
        ParseExpectation clue = new ParseExpectation(kind, "7");
        for (String language : Messages.LANGUAGES) {
            assertThat(Messages.of(language).words(clue.key(), clue.detail()))
                    .isNotBlank()
                    .doesNotContain("{");
        }
    }

    private static TreeSet<String> places(String pattern) {
        return PLACE.matcher(pattern).results().map(r -> r.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @CsvSource({
        "w₅, 은/는, 는",
        "w₆, 은/는, 은",
        "h₁, 이/가, 이",
        "o₂, 을/를, 를",
        "z₃, 을/를, 을",
        "x₁, 으로/로, 로",
        "w₆, 으로/로, 으로",
        "손실, 을/를, 을",
        "배치, 은/는, 는",
        "0.02323634, 으로/로, 로",
        "w₅⁺, 이/가, 가",
    })
    void particlesFollowTheSoundBeforeThem(String word, String pair, String particle) {
        assertThat(Particles.choose(word, pair)).isEqualTo(particle);
    }
}
