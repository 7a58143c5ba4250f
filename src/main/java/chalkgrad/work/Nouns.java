package chalkgrad.work;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Words that by themselves name a quantity, in the languages in which people hand in.
 *
 * <p>{@code Nouns.find("total loss")} and {@code Nouns.find("손실")} are the name {@code loss}.
 */
final class Nouns {
    private Nouns() {}

    private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}\\p{M}]+");

    /** Longer texts say more than a name. */
    private static final int MOST_WORDS = 5;

    /** Longest text without room between its words in which one of them is looked for. */
    static final int LONGEST_WITHOUT_ROOM = 12;

    /** The quantity that a text of a few words names. */
    static Optional<WrittenName> find(String text) {
        String[] words = NO_LETTERS.split(text.toLowerCase(Locale.ROOT).strip(), -1);
        for (int length = Lexicon.LONGEST_PHRASE; length > 1; length--) {
            for (int i = 0; i + length <= words.length; i++) {
                Optional<WrittenName> phrase =
                        of(String.join("_", List.of(words).subList(i, i + length)));
                if (phrase.isPresent()) {
                    return phrase;
                }
            }
        }
        for (String word : words) {
            Optional<WrittenName> name = of(word);
            if (name.isPresent() && words.length <= MOST_WORDS) {
                return name;
            }
        }
        if (text.length() > LONGEST_WITHOUT_ROOM || !hasIdeographs(text)) {
            return Optional.empty();
        }
        return Lexicon.all().keySet().stream()
                .filter(word -> isIdeographic(word) && text.contains(word) && of(word).isPresent())
                .max(Comparator.<String>comparingInt(String::length).thenComparing(Comparator.naturalOrder()))
                .flatMap(Nouns::of);
    }

    static boolean hasIdeographs(String text) {
        return text.codePoints().anyMatch(Character::isIdeographic);
    }

    /** Whether a word is of a script that has no room between words. */
    static boolean isIdeographic(String word) {
        return word.length() > 1 && Character.isIdeographic(word.codePointAt(0));
    }

    /** The quantity that is called by one word, and no other is; an error may be a loss or a delta. */
    static Optional<WrittenName> plain(String word) {
        return of(word).filter(name -> !name.base().equals("error"));
    }

    /** The quantity that is called by one word, or by a phrase joined by underscores. */
    static Optional<WrittenName> of(String word) {
        return Lexicon.exactly(word).stream()
                .flatMap(sense -> sense.noun().stream())
                .findFirst()
                .map(noun -> new WrittenName(noun, "", ""));
    }
}
