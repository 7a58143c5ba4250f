package chalkgrad.work;

import chalkgrad.work.Token.Kind;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * A text that is being cut into tokens: where reading stands, and what has been found.
 *
 * <p>Of {@code w_5}, after two steps, {@code tokens} holds a word and an operator, and {@code at} is 2.
 */
final class LexerState {
    final int[] text;
    final int start;
    final int end;
    /** Whether the text is prose with formulas in it. */
    final boolean prose;
    /** Names of several letters that may occur. */
    final Set<String> words;

    final List<Token> tokens = new ArrayList<>();
    int at;
    /** Whether room has been passed since the last token. */
    boolean gap;
    /** How many round and square brackets are open. */
    int brackets;
    /** Before this place letters that stand together are one name. */
    int uprightUntil = -1;

    private final int[] closing;

    LexerState(int[] text, int from, int to, boolean prose, Set<String> words) {
        this.text = text;
        this.start = from;
        this.at = from;
        this.end = to;
        this.prose = prose;
        this.words = words;
        this.closing = matchBraces();
    }

    void add(Kind kind, String said, int from, int to) {
        tokens.add(Token.of(kind, said, from, to, gap));
        gap = false;
    }

    void addNumber(String said, BigDecimal value, int from, int to) {
        tokens.add(new Token(Kind.NUMBER, said, from, to, gap, value));
        gap = false;
    }

    /** Something without a meaning here. */
    void strange(int from, int to) {
        add(Kind.STRANGE, source(from, Math.min(to, from + 40)), from, to);
    }

    Token last() {
        return tokens.get(tokens.size() - 1);
    }

    boolean isLast(Kind kind) {
        return !tokens.isEmpty() && last().is(kind);
    }

    /** The character at a place; -1 outside. */
    int at(int index) {
        return index >= start && index < end ? text[index] : -1;
    }

    String source(int from, int to) {
        return new String(text, from, Math.max(0, to - from));
    }

    /** The text between two places, letters with their accents as one. */
    String composed(int from, int to) {
        String said = source(from, to);
        return Normalizer.isNormalized(said, Normalizer.Form.NFC)
                ? said
                : Normalizer.normalize(said, Normalizer.Form.NFC);
    }

    void skipBlank() {
        while (at < end && (isBlank(text[at]) || text[at] == '\n')) {
            at++;
        }
    }

    /**
     * Whether an argument in round brackets stands at a place, close enough to what is before it to belong to it: {@code (z)}, {@code '(z)},
     * {@code ^2(z)}, {@code \\left(z}; behind a brace also after the little room that LaTeX allows.
     */
    boolean isArgument(int place) {
        int i = place;
        while (at(i) == '\'' || at(i) == '′') {
            i++;
        }
        if (at(i) == '^' && (isDigit(at(i + 1)) || at(i + 1) == '{')) {
            int close = at(i + 1) == '{' ? closing(i + 1) : i + 1;
            i = close < 0 ? i : close + 1;
        }
        while (at(i) >= 0 && Lexer.RAISED.indexOf(at(i)) >= 0) {
            i++;
        }
        if (at(i) == '\\' && (at(i + 1) == '!' || at(i + 1) == ',')) {
            i += 2;
        }
        for (String size : List.of("\\left", "\\big", "\\bigl", "\\Big", "\\Bigl")) {
            if (source(i, Math.min(end, i + size.length())).equals(size) && at(i + size.length()) == '(') {
                i += size.length();
            }
        }
        return at(i) == '(' && at(i + 1) != ')';
    }

    /** The place of the brace that closes the one at which reading stands; -1 where there is none. */
    int closing() {
        return at(at) == '{' ? closing[at - start] : -1;
    }

    int closing(int open) {
        return closing[open - start];
    }

    /** For each brace that opens a group the place of the one that closes it, or -1. */
    private int[] matchBraces() {
        var match = new int[Math.max(0, end - start)];
        Arrays.fill(match, -1);
        var open = new ArrayDeque<Integer>();
        for (int i = start; i < end; i++) {
            if (text[i] == '\\') {
                i++;
            } else if (text[i] == '{') {
                open.push(i);
            } else if (text[i] == '}' && !open.isEmpty()) {
                match[open.pop() - start] = i;
            }
        }
        return match;
    }

    static boolean isBlank(int c) {
        return c == ' '
                || c == '\t'
                || c == '\r'
                || c != '\n' && c > 127 && (Character.isSpaceChar(c) || Character.isWhitespace(c));
    }

    static boolean isInvisible(int c) {
        return c >= 0x2060 && c <= 0x2064
                || c >= 0x200B && c <= 0x200F
                || c == 0xFEFF
                || c == 0xAD
                || c >= 0xFE00 && c <= 0xFE0F;
    }

    static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }
}
