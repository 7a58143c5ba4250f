package chalkgrad.work;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The words of which people build names, in many languages: the one table of them, read from {@code lexicon.txt}.
 *
 * <p>{@code Lexicon.senses("sortie")} is {@code [OUTPUT]}, {@code Lexicon.function("sigmoïde")} is {@code sigmoid}.
 */
final class Lexicon {
    private Lexicon() {}

    private static final String FILE = "lexicon.txt";
    private static final String FUNCTION = "()";

    /** Most words of one phrase. */
    static final int LONGEST_PHRASE = 5;

    /** Shorter words without accents may be others' words, or two letters. */
    private static final int SHORTEST_PLAIN = 3;

    private static final Map<String, List<Sense>> SENSES = new LinkedHashMap<>();

    /** The words as they are written without their accents, where that is no word of its own. */
    private static final Map<String, List<Sense>> PLAIN = new HashMap<>();

    private static final Map<String, String> FUNCTIONS = new HashMap<>();

    static {
        try (InputStream in = Lexicon.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("no " + FILE);
            }
            read(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(FILE, e);
        }
    }

    private static void read(BufferedReader lines) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] parts = line.split("\\s*\\|\\s*", -1);
            for (String word : parts[2].strip().split("\\s+", -1)) {
                put(parts[0], small(word));
            }
        }
        SENSES.forEach((word, senses) -> {
            String bare = withoutAccents(word);
            if (bare.length() >= SHORTEST_PLAIN && !SENSES.containsKey(bare)) {
                PLAIN.merge(
                        bare,
                        senses,
                        (some, more) -> Stream.concat(some.stream(), more.stream())
                                .distinct()
                                .toList());
            }
        });
        Map.copyOf(FUNCTIONS).forEach((word, function) -> FUNCTIONS.putIfAbsent(withoutAccents(word), function));
    }

    private static void put(String what, String word) {
        if (what.endsWith(FUNCTION)) {
            FUNCTIONS.putIfAbsent(word, what.substring(0, what.length() - FUNCTION.length()));
            return;
        }
        List<Sense> senses = SENSES.computeIfAbsent(word, key -> new ArrayList<>());
        Sense sense = Sense.valueOf(what.toUpperCase(Locale.ROOT));
        if (!senses.contains(sense)) {
            senses.add(sense);
        }
    }

    private static String small(String word) {
        return Normalizer.normalize(word, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }

    /** A word in Latin letters as it is written without accents. */
    private static String withoutAccents(String word) {
        if (word.codePoints().noneMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.LATIN)) {
            return word;
        }
        return Normalizer.normalize(word, Normalizer.Form.NFD)
                .replaceAll("\\p{Mn}+", "")
                .replace('ł', 'l')
                .replace('đ', 'd')
                .replace('ø', 'o')
                .replace('ı', 'i')
                .replace("ß", "ss")
                .replace("œ", "oe")
                .replace("æ", "ae");
    }

    /** What a word, or a phrase joined by underscores, may say, the likelier first; in whatever case, with its accents. */
    static List<Sense> exactly(String word) {
        return Collections.unmodifiableList(SENSES.getOrDefault(small(word), List.of()));
    }

    /** What a word of a name, or a phrase joined by underscores, may say, the likelier first; in whatever case, with accents or without. */
    static List<Sense> senses(String word) {
        List<Sense> exact = exactly(word);
        return exact.isEmpty() ? PLAIN.getOrDefault(withoutAccents(small(word)), List.of()) : exact;
    }

    static boolean says(String word, Sense sense) {
        return senses(word).contains(sense);
    }

    /** The function of the table that a word is. */
    static Optional<String> function(String word) {
        String small = small(word);
        String exact = FUNCTIONS.get(small);
        return Optional.ofNullable(exact != null ? exact : FUNCTIONS.get(withoutAccents(small)));
    }

    /** The mark of a value after an update, {@code new}, or before one, {@code old}, that a word at a name is. */
    static Optional<String> mark(String word) {
        return exactly(word).stream().flatMap(sense -> sense.mark().stream()).findFirst();
    }

    /** Every word and phrase, in small letters, with what it may say. */
    static Map<String, List<Sense>> all() {
        return Collections.unmodifiableMap(SENSES);
    }
}
