package chalkgrad.write;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The wording of one language, by message key.
 *
 * <p>{@code Messages.of("ko").pattern("forward.heading")} is "순전파".
 *
 * <p>In a pattern {@code {0}} is the first argument, <code>{0:은/는}</code> is followed by the particle that fits its last sound, and
 * {@code *…*} is emphasis. A language is one file, {@code chalkgrad/messages_LANGUAGE.properties}.
 */
public final class Messages {
    /** The languages there are. */
    public static final List<String> LANGUAGES = List.of("en", "ko");

    private static final String BOARD = "board.";

    private final Properties patterns = new Properties();
    private final String language;
    private final Map<String, List<Wording>> wordings = new ConcurrentHashMap<>();

    private Messages(String language) {
        this.language = language;
        String file = "/chalkgrad/messages_" + language + ".properties";
        try (InputStream in = Messages.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalArgumentException("no messages for " + language);
            }
            patterns.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }

    /** The wording of a language, {@code "en"} or {@code "ko"}. */
    public static Messages of(String language) {
        return new Messages(language);
    }

    public String language() {
        return language;
    }

    /** The pattern of a key. */
    String pattern(String key) {
        String pattern = patterns.getProperty(key);
        if (pattern == null) {
            throw new IllegalArgumentException("no wording for " + key + " in " + language);
        }
        return pattern;
    }

    /** The words of a key that takes one argument at most, as plain text. */
    public String words(String key, String argument) {
        return pattern(key).replace("{0}", argument);
    }

    /** The pattern of a key in its parts. */
    List<Wording> wording(String key) {
        List<Wording> known = wordings.get(key);
        return known == null ? wordings.computeIfAbsent(key, k -> Wording.of(pattern(k))) : known;
    }

    /** What the buttons of a page that can be used say, by their keys without {@code board.}. */
    Map<String, String> board() {
        var words = new HashMap<String, String>();
        for (String key : keys()) {
            if (key.startsWith(BOARD)) {
                words.put(key.substring(BOARD.length()), pattern(key));
            }
        }
        return words;
    }

    Set<String> keys() {
        return patterns.stringPropertyNames();
    }
}
