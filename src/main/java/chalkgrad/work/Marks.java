package chalkgrad.work;

import org.jspecify.annotations.Nullable;

/**
 * Tells marks above a name from powers.
 *
 * <p>{@code +}, {@code (2)}, {@code t+1} and {@code new} are marks, {@code 2} and {@code -z} are none.
 */
final class Marks {
    /** The mark of a transposed name. */
    static final String TRANSPOSED = "T";

    private Marks() {}

    /** Whether a superscript says that something is transposed. */
    static boolean isTransposed(String script) {
        return script.equals("T") || script.equals("top");
    }

    /** What a superscript says where it marks the name, or null where it is a power. */
    static @Nullable String of(String script, boolean plainNames) {
        if (script.equals("+") || script.equals("*") || script.equals("'") || script.equals("++")) {
            return script;
        } else if (isWord(script)) {
            return word(script);
        } else if (plainNames) {
            return null;
        }
        int comma = script.indexOf(',');
        if (script.length() > 30) {
            return null;
        } else if (comma > 0) {
            String first = of(script.substring(0, comma), plainNames);
            String rest = of(script.substring(comma + 1), plainNames);
            return first == null || rest == null ? null : first + "," + rest;
        }
        char head = script.isEmpty() ? ' ' : script.charAt(0);
        int close = head == '(' ? script.indexOf(')') : head == '[' ? script.indexOf(']') : -1;
        if (close > 0) {
            return bracketed(script, close);
        }
        return isCounter(script) ? script : null;
    }

    private static @Nullable String bracketed(String script, int close) {
        String inside = script.substring(1, close);
        String rest = script.substring(close + 1);
        if (isWord(inside) && rest.isEmpty()) {
            return word(inside);
        }
        boolean index = isNumber(inside) || isCounter(inside) || isIndex(inside);
        if (!index) {
            return null;
        } else if (rest.isEmpty()) {
            return isCounter(inside) && inside.length() > 1 && inside.startsWith("t") ? inside : script;
        }
        String more = isTransposed(rest) ? TRANSPOSED : of(rest, false);
        return more == null ? null : script.substring(0, close + 1) + "," + more;
    }

    /** A letter but the e of powers, alone or with a whole number added or taken away: {@code n}, {@code lambda-1}. */
    private static boolean isIndex(String inside) {
        int end = 0;
        while (end < inside.length() && Character.isLetter(inside.charAt(end))) {
            end++;
        }
        String letter = inside.substring(0, end);
        boolean one = letter.length() == 1 && !letter.equals("e") || Vocabulary.LETTERS.containsValue(letter);
        boolean sign = end < inside.length() && (inside.charAt(end) == '-' || inside.charAt(end) == '+');
        return one && (end == inside.length() || sign && isNumber(inside.substring(end + 1)));
    }

    /** Letters that count steps, layers or units, alone or next to another: {@code t+1}, {@code l-1}; words too. */
    private static boolean isCounter(String script) {
        if (script.isEmpty()) {
            return false;
        }
        int first = script.codePointAt(0);
        if (script.length() == 1) {
            return "tlLkij".indexOf(first) >= 0;
        } else if (script.length() > 2 && script.codePoints().allMatch(Character::isLetter)) {
            return true;
        }
        return script.length() == 3
                && "tlLk".indexOf(first) >= 0
                && (script.charAt(1) == '+' || script.charAt(1) == '-')
                && script.charAt(2) == '1';
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.length() < 9 && text.chars().allMatch(LexerState::isDigit);
    }

    /** Whether a word in a script, or in parentheses behind a name, marks it as new or old. */
    static boolean isWord(String word) {
        return Vocabulary.MARKS.containsKey(word) || Lexicon.mark(word).isPresent();
    }

    /** What a word that marks a name says, in one form. */
    static String word(String word) {
        String known = Vocabulary.MARKS.get(word);
        return known != null ? known : Lexicon.mark(word).orElse(word);
    }
}
