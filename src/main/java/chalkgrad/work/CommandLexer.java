package chalkgrad.work;

import chalkgrad.work.Token.Kind;
import java.util.Arrays;

/**
 * Reads the commands of LaTeX: those with a meaning become tokens, those for the eye alone are passed over.
 *
 * <p>{@code \\left} is nothing, {@code \\mathrm{net}} a name, {@code \\foo} something strange.
 */
final class CommandLexer {
    private final LexerState ink;
    private final Lexer lexer;

    CommandLexer(LexerState ink, Lexer lexer) {
        this.ink = ink;
        this.lexer = lexer;
    }

    /** Reads the command here. */
    void command() {
        int from = ink.at;
        int c = ink.at(++ink.at);
        if (c < 0) {
            ink.strange(from, ink.at);
            return;
        }
        if (!isAsciiLetter(c)) {
            ink.at++;
            special(c, from);
            return;
        }
        while (isAsciiLetter(ink.at(ink.at))) {
            ink.at++;
        }
        if (ink.at(ink.at) == '*') {
            ink.at++;
        }
        String name = ink.source(from + 1, ink.at);
        if (name.endsWith("*") && !Commands.DROPPED.containsKey(name) && !Commands.UPRIGHT.contains(name)) {
            ink.at--;
            name = name.substring(0, name.length() - 1);
        }
        named(name, from);
    }

    private void special(int c, int from) {
        switch (c) {
            case '\\' -> {
                if (ink.at(ink.at) == '*') {
                    ink.at++;
                }
                if (ink.at(ink.at) == '['
                        && (LexerState.isDigit(ink.at(ink.at + 1))
                                || ink.at(ink.at + 1) == '-'
                                || ink.at(ink.at + 1) == '.')) {
                    skipTo(']');
                }
                ink.add(Kind.ROW, "", from, ink.at);
                ink.gap = true;
            }
            case ',', ';', ':', '!', ' ', '/', '-', '\n', '>' -> ink.gap = true;
            case '(', ')', '[', ']' -> ink.gap = true;
            default -> {
                Commands.Sign sign = Commands.SIGNS.get("\\" + Character.toString(c));
                if (sign == null) {
                    ink.strange(from, ink.at);
                } else {
                    ink.add(sign.kind(), sign.text(), from, ink.at);
                }
            }
        }
    }

    private void named(String name, int from) {
        Commands.Sign sign = Commands.SIGNS.get("\\" + name);
        if (Commands.TEXTS.contains(name)) {
            textGroup(from);
        } else if (Commands.UPRIGHT.contains(name)) {
            uprightGroup(from);
        } else if (name.equals("begin") || name.equals("end")) {
            environment(name, from);
        } else if (Commands.DROPPED.containsKey(name)) {
            dropped(name, from);
        } else if (sign != null) {
            if (sign.kind() == Kind.DERIVATIVE && name.equals("dd") && ink.at(ink.at) != '{') {
                ink.strange(from, ink.at);
            } else {
                ink.add(sign.kind(), sign.text(), from, ink.at);
            }
        } else {
            ink.strange(from, ink.at);
        }
    }

    private void dropped(String name, int from) {
        if (name.startsWith("left")
                || name.startsWith("right")
                || name.startsWith("big")
                || name.startsWith("Big")
                || name.equals("middle")) {
            ink.skipBlank();
            if (ink.at(ink.at) == '.') {
                ink.at++;
            }
        }
        for (int n = Commands.DROPPED.getOrDefault(name, 0); n > 0; n--) {
            ink.skipBlank();
            if (ink.at(ink.at) == '[') {
                skipTo(']');
            }
            skipArgument();
        }
        boolean letter = name.startsWith("math")
                || name.startsWith("bold")
                || name.equals("bm")
                || name.equals("vec")
                || name.equals("pmb");
        if (letter) {
            ink.skipBlank();
            int close = ink.at(ink.at) == '{' ? ink.closing(ink.at) : -1;
            boolean one = close == ink.at + 2;
            if (one && LexerState.isDigit(ink.text[ink.at + 1])) {
                // A bold number is a vector of it.
                ink.add(Kind.NAME, ink.source(ink.at + 1, close), from, close + 1);
                ink.at = close + 1;
            } else if (one) {
                inside(close, from);
            }
        } else if (name.equals("underbrace") || name.equals("overbrace")) {
            brace();
        } else if (name.equals("stackrel") || name.equals("overset") || name.equals("underset")) {
            ink.skipBlank();
            int close = ink.at(ink.at) == '{' ? ink.closing(ink.at) : -1;
            int first = ink.at + 1;
            while (first < close && LexerState.isBlank(ink.text[first])) {
                first++;
            }
            Commands.Sign sign =
                    close > 0 ? Commands.SIGNS.get(ink.source(first, close).strip()) : null;
            if (sign != null && sign.kind() == Kind.RELATION) {
                ink.add(Kind.RELATION, sign.text(), first, close);
                ink.at = close + 1;
            }
        }
        ink.gap |= !letter;
    }

    /** The words under a brace are not part of the formula. */
    private void brace() {
        ink.skipBlank();
        int close = ink.at(ink.at) == '{' ? ink.closing(ink.at) : -1;
        if (close < 0) {
            return;
        }
        int i = close + 1;
        while (LexerState.isBlank(ink.at(i))) {
            i++;
        }
        if (ink.at(i) == '_' || ink.at(i) == '^') {
            int mark = i++;
            while (LexerState.isBlank(ink.at(i))) {
                i++;
            }
            int last = ink.at(i) == '{' ? ink.closing(i) : i;
            if (last > 0 && last < ink.end) {
                Arrays.fill(ink.text, mark, last + 1, ' ');
            }
        }
    }

    private void textGroup(int from) {
        ink.skipBlank();
        int close = ink.at(ink.at) == '{' ? ink.closing(ink.at) : -1;
        if (close < 0) {
            ink.strange(from, ink.at);
            return;
        }
        String said = ink.source(ink.at + 1, close).strip();
        if (said.equals("=")) {
            ink.at = close + 1;
            ink.add(Kind.RELATION, said, from, ink.at);
            return;
        }
        if (isOfScript(said) || isGreekWord(said, close)) {
            ink.at = close + 1;
            ink.add(Kind.NAME, said.replaceAll("\\s+", "_"), from, ink.at);
            return;
        }
        boolean one = !said.isEmpty() && said.codePoints().noneMatch(Character::isWhitespace);
        if (one && !Vocabulary.CONNECTIVES.contains(said) && !isRemark(said, close)) {
            uprightGroup(from);
            return;
        }
        int inside = ink.at + 1;
        ink.at = close + 1;
        if (!said.isEmpty()) {
            ink.add(Kind.TEXT, said, inside, close);
        }
        ink.gap = true;
    }

    /** Whether a text in an index is made of words that say what is named, {@code y_{\text{valeur cible}}}. */
    private boolean isOfScript(String said) {
        boolean brace = ink.isLast(Kind.OPEN) && ink.last().text().equals("{");
        int script = ink.tokens.size() - (brace ? 2 : 1);
        boolean below = script >= 0
                && (ink.tokens.get(script).isOperator("_")
                        || ink.tokens.get(script).isOperator("^"));
        return below && NameWords.areWords(said.replaceAll("\\s+", "_"));
    }

    /** Whether a text is a word in Greek letters, of which each by itself would be a name. */
    private boolean isGreekWord(String said, int close) {
        return said.codePoints().anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.GREEK)
                && NameWords.areWords(said)
                && !isRemark(said, close);
    }

    /** Whether a word says something about the number before it, {@code 0.52 \text{(rounded)}}, or is in parentheses by itself. */
    private boolean isRemark(String said, int close) {
        int next = ink.at(close + 1);
        boolean named = next == '_' || next == '^' || next == '(' || Vocabulary.WORDS.contains(said);
        return said.startsWith("(") || ink.isLast(Kind.NUMBER) && !named && Character.isLetter(said.codePointAt(0));
    }

    private void uprightGroup(int from) {
        ink.skipBlank();
        int close = ink.at(ink.at) == '{' ? ink.closing(ink.at) : -1;
        if (close < 0) {
            return;
        }
        ink.uprightUntil = Math.max(ink.uprightUntil, close);
        String said = ink.source(ink.at + 1, close).strip();
        if (said.codePoints().allMatch(Character::isLetterOrDigit)) {
            inside(close, from);
            return;
        }
        String joined = said.replace("\\text{-}", "_").replace("\\_", "_").replace('-', '_');
        if (joined.codePoints().allMatch(c -> Character.isLetter(c) || c == '_')) {
            ink.at = close + 1;
            boolean unknown =
                    Vocabulary.function(joined).isEmpty() && !ink.words.contains(joined) && ink.isArgument(ink.at);
            ink.add(unknown ? Kind.FUNCTION : Kind.NAME, joined, from, ink.at);
        }
    }

    /** Reads the tokens of a group, and says that the first begins with the command and the last ends with the brace. */
    private void inside(int close, int from) {
        int first = ink.tokens.size();
        ink.at++;
        while (ink.at < close) {
            lexer.step();
        }
        ink.at = close + 1;
        int last = ink.tokens.size() - 1;
        if (last >= first) {
            ink.tokens.set(
                    first,
                    ink.tokens.get(first).between(from, ink.tokens.get(first).to()));
            ink.tokens.set(
                    last, ink.tokens.get(last).between(ink.tokens.get(last).from(), close + 1));
        }
    }

    private void environment(String name, int from) {
        ink.skipBlank();
        int close = ink.at(ink.at) == '{' ? ink.closing(ink.at) : -1;
        if (close < 0) {
            ink.strange(from, ink.at);
            return;
        }
        String kind = ink.source(ink.at + 1, close).strip();
        ink.at = close + 1;
        String plainKind = kind.endsWith("*") ? kind.substring(0, kind.length() - 1) : kind;
        boolean begin = name.equals("begin");
        if (begin && ink.at(ink.at) == '[') {
            skipTo(']');
        }
        if (begin && (plainKind.equals("array") || plainKind.equals("alignedat") || plainKind.equals("alignat"))) {
            skipArgument();
        }
        if (Vocabulary.MATRICES.contains(plainKind)) {
            ink.add(begin ? Kind.BEGIN : Kind.END, plainKind, from, ink.at);
        }
        ink.gap = true;
    }

    private void skipArgument() {
        ink.skipBlank();
        int close = ink.at(ink.at) == '{' ? ink.closing(ink.at) : -1;
        ink.at = close > 0 ? close + 1 : Math.min(ink.end, ink.at + 1);
    }

    private void skipTo(int c) {
        int i = ink.at;
        while (i < ink.end && i < ink.at + 100 && ink.text[i] != c) {
            i++;
        }
        if (i < ink.end && ink.text[i] == c) {
            ink.at = i + 1;
        } else {
            ink.at = Math.min(ink.end, ink.at + 1);
        }
    }

    private static boolean isAsciiLetter(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }
}
