package chalkgrad.variant;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What people write who have found the line with the mistake: its number, and perhaps what should stand there.
 *
 * <p>{@code LineAnswer.read("line 5, -0.0031")} is line 5 with {@code -0.0031}; {@code 5}, {@code line = 5; dE/dnet(o1) = -0.0031} and
 * {@code 5번 줄} are read as well.
 *
 * @param line as it is written
 * @param instead what should stand there; empty text where that is not said
 */
record LineAnswer(String line, String instead) {
    private static final Pattern LINE = Pattern.compile(
            "\\s*[(\\[]?\\s*(?:the\\s+)?(?:line|row|step|zeile|줄|행)?\\s*(?:no\\.?|nr\\.?|#)?\\s*[=:]?\\s*[(\\[]?\\s*([0-9]{1,3})\\s*[)\\]]?"
                    + "\\s*(?:번째|번)?\\s*(?:줄|행)?(?:\\s*[,;:]\\s*|\\s+|$)(.*)",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** The number of a line and what follows; empty where no number of a line stands first. */
    static Optional<LineAnswer> read(String answer) {
        Matcher parts = LINE.matcher(Cut.plain(answer));
        if (!parts.matches()) {
            return Optional.empty();
        }
        String rest = parts.group(2).strip();
        int equal = rest.lastIndexOf('=');
        return Optional.of(new LineAnswer(
                parts.group(1), equal < 0 ? rest : rest.substring(equal + 1).strip()));
    }
}
