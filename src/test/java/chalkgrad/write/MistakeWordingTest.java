package chalkgrad.write;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.mistake.Mistake;
import chalkgrad.mistake.Mistakes;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each mistake of the table is put into words: its name, what was done, why it is wrong, and what to write instead. */
class MistakeWordingTest {
    private static final List<String> PARTS = List.of("name", "done", "why", "instead");

    @Test
    void everyMistakeHasItsWords() {
        Stream<String> wanted = Mistakes.ALL.stream()
                .map(Mistake::id)
                .flatMap(id -> PARTS.stream().map(part -> "mistake." + id + "." + part));
        var expected = new TreeSet<>(wanted.toList());
        expected.add("mistake.pair");
        for (String language : Messages.LANGUAGES) {
            Messages messages = Messages.of(language);
            var found = new TreeSet<>(messages.keys());
            found.removeIf(key -> !key.startsWith("mistake."));
            assertThat(found).as(language).isEqualTo(expected);
            assertThat(found).allSatisfy(key -> assertThat(messages.pattern(key)).isNotBlank());
        }
    }
}
