package chalkgrad.work;

import chalkgrad.work.Token.Kind;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

/**
 * Cuts a formula into tokens, whether it is written in LaTeX, in Unicode or in plain characters.
 *
 * <p>{@code \\frac12\\,w_5} is a fraction, two numbers, a word, and so on; what is only for the eye is gone.
 */
final class Lexer {
    static final String RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱᵀᵗˡᵏʲᵃᵇᶜᵈᵉᶠᵍʰᵐᵒᵖʳˢᵘᵛʷˣʸᶻ˙";
    private static final String RAISED_PLAIN = "0123456789+-=()niTtlkjabcdefghmoprsuvwxyz.";
    static final String LOWERED = "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ";
    private static final String LOWERED_PLAIN = "0123456789+-=()aehijklmnoprstuvx";
    private static final String VULGAR = "½⅓⅔¼¾⅕⅛";
    private static final String[] VULGAR_PLAIN = {"1/2", "1/3", "2/3", "1/4", "3/4", "1/5", "1/8"};

    /** Signs that may be the first of two. */
    private static final String PAIRS = ":=~<>-!*";

    private final LexerState ink;
    private final NumberLexer numbers;
    private final WordLexer words;
    private final CommandLexer commands;

    private Lexer(LexerState ink) {
        this.ink = ink;
        this.numbers = new NumberLexer(ink);
        this.words = new WordLexer(ink, numbers);
        this.commands = new CommandLexer(ink, this);
    }

    /**
     * The tokens of a part of a text; the last is {@link Kind#OVER}.
     *
     * @param text may be changed where the words under a brace stand
     * @param prose whether the text is prose with formulas in it, not a formula
     * @param words names of more than one letter that may occur
     */
    static List<Token> tokens(int[] text, int from, int to, boolean prose, Set<String> words) {
        var ink = new LexerState(text, from, to, prose, words);
        var lexer = new Lexer(ink);
        while (ink.at < ink.end) {
            lexer.step();
        }
        ink.add(Kind.OVER, "", ink.end, ink.end);
        return PlainFractions.ahead(ink.tokens);
    }

    /** Reads the next token or passes over a character. */
    void step() {
        int c = ink.text[ink.at];
        if (c == '\n') {
            if (ink.prose) {
                ink.add(Kind.ROW, "", ink.at, ink.at + 1);
            }
            ink.at++;
            ink.gap = true;
        } else if (LexerState.isBlank(c)) {
            room();
        } else if (LexerState.isInvisible(c) || c == '$' || c == '`') {
            ink.gap |= c == '$' || c == '`';
            ink.at++;
        } else if (LexerState.isDigit(c)
                || c == '.' && LexerState.isDigit(ink.at(ink.at + 1)) && !LexerState.isDigit(ink.at(ink.at - 1))) {
            numbers.number();
        } else if (c == '.' && ink.at(ink.at + 1) == '.' || c == '?' || c == '_' && ink.at(ink.at + 1) == '_') {
            int from = ink.at;
            while (ink.at < ink.end && ink.text[ink.at] == c) {
                ink.at++;
            }
            ink.add(Kind.DOTS, "…", from, ink.at);
        } else if (c == '.' && attribute("T") || c == '.' && attribute("grad")) {
            return;
        } else if (c == '{' && scriptInBraces()) {
            ink.at++;
        } else if (c == '\\') {
            commands.command();
        } else if (RAISED.indexOf(c) >= 0) {
            run(Kind.RAISED, RAISED, RAISED_PLAIN);
        } else if (LOWERED.indexOf(c) >= 0) {
            run(Kind.LOWERED, LOWERED, LOWERED_PLAIN);
        } else if (VULGAR.indexOf(c) >= 0) {
            vulgar(VULGAR_PLAIN[VULGAR.indexOf(c)]);
        } else if (symbol(c)) {
            return;
        } else if (Character.isLetter(c)) {
            words.word();
        } else {
            ink.strange(ink.at, ink.at + 1);
            ink.at++;
        }
    }

    /** Whether braces around a script and its sign stand behind a name, {@code \\delta{_2}}: they are taken away. */
    private boolean scriptInBraces() {
        int next = ink.at(ink.at + 1);
        int close = ink.closing();
        boolean script = close > 0
                && (next == '_' || next == '^')
                && !ink.gap
                && !ink.tokens.isEmpty()
                && (ink.last().isName() || ink.isLast(Kind.CLOSE));
        if (script) {
            ink.text[close] = Page.NOTHING;
        }
        return script;
    }

    /** {@code W2.T} and {@code w5.grad} as programs have them: what stands behind the point is a mark of the name. */
    private boolean attribute(String name) {
        int end = ink.at + 1 + name.length();
        boolean follows = !ink.gap
                && !ink.tokens.isEmpty()
                && (ink.last().isName()
                        || ink.isLast(Kind.NUMBER)
                        || ink.isLast(Kind.CLOSE)
                        || ink.isLast(Kind.LOWERED))
                && ink.source(ink.at + 1, Math.min(end, ink.end)).equals(name)
                && !Character.isLetterOrDigit(Math.max(0, ink.at(end)));
        if (follows) {
            ink.add(Kind.RAISED, name, ink.at, end);
            ink.at = end;
        }
        return follows;
    }

    /** Passes over blanks; behind a number, much room before a letter stands between two formulas. */
    private void room() {
        int from = ink.at;
        boolean wide = false;
        while (ink.at < ink.end && LexerState.isBlank(ink.text[ink.at])) {
            wide |= ink.text[ink.at] == '\t' || ink.text[ink.at] == 0x3000 || ink.at > from;
            ink.at++;
        }
        int next = ink.at(ink.at);
        boolean times = (next == 'x' || next == 'X') && LexerState.isBlank(ink.at(ink.at + 1));
        boolean begins = next == '∂' || next == '\\' || next > 0 && Character.isLetter(next) && !times;
        if (wide && ink.prose && begins && ink.isLast(Kind.NUMBER)) {
            ink.add(Kind.QUAD, "\\quad", from, ink.at);
        }
        ink.gap = true;
    }

    private void run(Kind kind, String signs, String plainSigns) {
        int from = ink.at;
        var said = new StringBuilder();
        while (ink.at < ink.end && signs.indexOf(ink.text[ink.at]) >= 0) {
            said.append(plainSigns.charAt(signs.indexOf(ink.text[ink.at++])));
        }
        ink.add(kind, said.toString(), from, ink.at);
    }

    private void vulgar(String fraction) {
        int from = ink.at++;
        ink.add(Kind.OPEN, "(", from, ink.at);
        digit(fraction.substring(0, 1), from);
        ink.add(Kind.OPERATOR, "/", from, ink.at);
        digit(fraction.substring(2), from);
        ink.add(Kind.CLOSE, ")", from, ink.at);
    }

    private void digit(String digit, int from) {
        ink.addNumber(digit, new BigDecimal(digit), from, from + 1);
    }

    /** Signs of one character or of several that stand together. */
    private boolean symbol(int c) {
        int next = ink.at(ink.at + 1);
        String two = next > 0 && next < 128 && PAIRS.indexOf(c) >= 0 ? (char) c + "" + (char) next : "";
        switch (two) {
            case ":=" -> {
                return sign(Kind.RELATION, ":", 2);
            }
            case "==" -> {
                int n = 2;
                while (ink.at(ink.at + n) == '=') {
                    n++;
                }
                return n > 2 ? sign(Kind.BORDER, "→", n) : sign(Kind.RELATION, "=", 2);
            }
            case "~=", "=~" -> {
                return sign(Kind.RELATION, "~", 2);
            }
            case "<-" -> {
                // A longer arrow points at what is remarked upon.
                return ink.at(ink.at + 2) == '-' ? sign(Kind.BORDER, "→", 3) : sign(Kind.RELATION, ":", 2);
            }
            case "=>", "->" -> {
                return sign(Kind.BORDER, "→", 2);
            }
            case "<=", ">=", "!=", "=<" -> {
                return sign(Kind.INEQUALITY, two.startsWith(">") ? "≥" : two.startsWith("!") ? "≠" : "≤", 2);
            }
            case "**" -> {
                return sign(Kind.OPERATOR, "^", 2);
            }
            case "--" -> {
                if (ink.at(ink.at + 2) == '-' || ink.at(ink.at + 2) == '>') {
                    int n = 2;
                    while (ink.at(ink.at + n) == '-' || ink.at(ink.at + n) == '>') {
                        n++;
                    }
                    return sign(Kind.BORDER, "→", n);
                }
            }
            default -> {}
        }
        if (c == '~' && LexerState.isDigit(ink.at(ink.at - 1)) && LexerState.isDigit(ink.at(ink.at + 1))) {
            // From one number to another.
            return sign(Kind.BORDER, "…", 1);
        } else if (c == '~') {
            boolean relation = ink.prose && !ink.tokens.isEmpty() && !ink.last().is(Kind.RELATION);
            return relation ? sign(Kind.RELATION, "~", 1) : blank();
        } else if (ink.prose && (c == '"' || c == '“' || c == '”')) {
            return sign(Kind.BORDER, "\"", 1);
        }
        Commands.Sign known = Commands.SIGNS.get(Character.toString(c));
        if (known == null) {
            return false;
        }
        if (known.text().equals("[") || known.text().equals("(")) {
            ink.brackets++;
        } else if (known.text().equals("]") || known.text().equals(")")) {
            ink.brackets = Math.max(0, ink.brackets - 1);
        }
        return sign(known.kind(), known.text(), 1);
    }

    private boolean sign(Kind kind, String said, int length) {
        ink.add(kind, said, ink.at, ink.at + length);
        ink.at += length;
        return true;
    }

    private boolean blank() {
        ink.at++;
        ink.gap = true;
        return true;
    }
}
