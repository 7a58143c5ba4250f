package chalkgrad.work;

import chalkgrad.work.Token.Kind;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a formula into tokens, whether it is written in LaTeX, in Unicode or in plain characters.
 *
 * <p>{@code \frac12\,w_5} is a fraction, a number, and so on; what is only for the eye is gone.
 */
final class Lexer {
    private static final int MOST_DIGITS = 100;
    private static final int LARGEST_POWER = 400;
    private static final String RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱᵀᵗˡᵏʲ";
    private static final String RAISED_PLAIN = "0123456789+-=()niTtlkj";
    private static final String LOWERED = "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ";
    private static final String LOWERED_PLAIN = "0123456789+-=()aehijklmnoprstuvx";
    private static final String VULGAR = "½⅓⅔¼¾⅕⅛";
    private static final String[] VULGAR_PLAIN = {"1/2", "1/3", "2/3", "1/4", "3/4", "1/5", "1/8"};
    private static final String INDEX_LETTERS = "ijklmnhopq";

    private final int[] text;
    private final int end;
    private final boolean plain;
    private final Set<String> words;
    private final int[] closing;
    private final int start;
    /** Whether a decimal point stands somewhere. */
    private final boolean points;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private boolean gap;
    private int uprightUntil = -1;
    /** The end of the line for which the next two hold. */
    private int lineEnd = -1;
    private boolean pointInLine;
    private boolean commaInLine;
    private int round;

    private Lexer(int[] text, int from, int to, boolean plain, Set<String> words) {
        this.text = text;
        this.start = from;
        this.at = from;
        this.end = to;
        this.plain = plain;
        this.words = words;
        this.closing = matchBraces();
        boolean found = false;
        for (int i = from; i < to && !found; i++) {
            found = text[i] == '.' && isDigit(at(i - 1)) && isDigit(at(i + 1));
        }
        this.points = found;
    }

    /**
     * The tokens of a part of a text; the last is {@link Kind#OVER}.
     *
     * @param plain whether the text is prose with formulas in it, not a formula
     * @param words names of more than one letter that may occur
     */
    static List<Token> tokens(int[] text, int from, int to, boolean plain, Set<String> words) {
        var lexer = new Lexer(text, from, to, plain, words);
        lexer.run();
        return lexer.tokens;
    }

    private void run() {
        while (at < end) {
            int before = at;
            step(fold(text[at]));
            if (at == before) {
                throw new AssertionError(before);
            }
        }
        add(Kind.OVER, "", end, end);
    }

    private void step(int c) {
        if (c == '\n') {
            if (plain) {
                add(Kind.ROW, "", at, at + 1);
            }
            at++;
            gap = true;
        } else if (isBlank(c)) {
            at++;
            gap = true;
        } else if (isInvisible(c) || c == '$' || c == '`') {
            gap |= c == '$' || c == '`';
            at++;
        } else if (isDigit(c) || c == '.' && isDigit(at(at + 1)) && !isDigit(at(at - 1))) {
            number();
        } else if (c == '.' && at(at + 1) == '.' || c == '?' || c == '_' && at(at + 1) == '_') {
            int from = at;
            while (at < end && (text[at] == c)) {
                at++;
            }
            add(Kind.DOTS, "…", from, at);
        } else if (c == '\\') {
            command();
        } else if (RAISED.indexOf(c) >= 0) {
            run(Kind.RAISED, RAISED, RAISED_PLAIN);
        } else if (LOWERED.indexOf(c) >= 0) {
            run(Kind.LOWERED, LOWERED, LOWERED_PLAIN);
        } else if (VULGAR.indexOf(c) >= 0) {
            vulgar(VULGAR_PLAIN[VULGAR.indexOf(c)]);
        } else if (symbol(c)) {
            return;
        } else if (Character.isLetter(c)) {
            word();
        } else {
            strange(at, at + 1);
            at++;
        }
    }

    private void strange(int from, int to) {
        add(Kind.STRANGE, source(from, Math.min(to, from + 40)), from, to);
    }

    private void run(Kind kind, String signs, String plainSigns) {
        int from = at;
        var said = new StringBuilder();
        while (at < end && signs.indexOf(text[at]) >= 0) {
            said.append(plainSigns.charAt(signs.indexOf(text[at++])));
        }
        add(kind, said.toString(), from, at);
    }

    private void vulgar(String fraction) {
        int from = at++;
        add(Kind.OPEN, "(", from, at);
        addNumber(fraction.substring(0, 1), from);
        add(Kind.OPERATOR, "/", from, at);
        addNumber(fraction.substring(2), from);
        add(Kind.CLOSE, ")", from, at);
    }

    private void addNumber(String digits, int from) {
        tokens.add(new Token(Kind.NUMBER, digits, from, from + 1, false, new BigDecimal(digits)));
    }

    /** Signs of one character or of several that stand together. */
    private boolean symbol(int c) {
        int next = fold(at(at + 1));
        String two = c < 128 && next < 128 && next > 0 ? (char) c + "" + (char) next : "";
        switch (two) {
            case ":=" -> {
                return sign(Kind.RELATION, ":", 2);
            }
            case "==" -> {
                int n = 2;
                while (at(at + n) == '=') {
                    n++;
                }
                return n > 2 ? sign(Kind.BORDER, "→", n) : sign(Kind.RELATION, "=", 2);
            }
            case "~=", "=~" -> {
                return sign(Kind.RELATION, "~", 2);
            }
            case "<-" -> {
                return sign(Kind.RELATION, ":", 2);
            }
            case "=>", "->" -> {
                return sign(Kind.BORDER, "→", 2);
            }
            case "<=", ">=", "!=", "=<" -> {
                return sign(Kind.INEQUALITY, "<", 2);
            }
            case "**" -> {
                return sign(Kind.OPERATOR, "^", 2);
            }
            case "--" -> {
                if (at(at + 2) == '-' || at(at + 2) == '>') {
                    int n = 2;
                    while (at(at + n) == '-' || at(at + n) == '>') {
                        n++;
                    }
                    return sign(Kind.BORDER, "→", n);
                }
            }
            default -> {}
        }
        if (c == '~') {
            boolean relation = plain && !tokens.isEmpty() && !last().is(Kind.RELATION);
            return relation ? sign(Kind.RELATION, "~", 1) : blank();
        } else if (plain && (c == '"' || c == '“' || c == '”')) {
            return sign(Kind.BORDER, "\"", 1);
        }
        Commands.Sign known = Commands.SIGNS.get(Character.toString(c));
        if (known == null) {
            return false;
        }
        if (known.text().equals("[") || known.text().equals("(")) {
            round++;
        } else if (known.text().equals("]") || known.text().equals(")")) {
            round = Math.max(0, round - 1);
        }
        return sign(known.kind(), known.text(), 1);
    }

    private boolean sign(Kind kind, String said, int length) {
        add(kind, said, at, at + length);
        at += length;
        return true;
    }

    private boolean blank() {
        at++;
        gap = true;
        return true;
    }

    // Numbers

    private void number() {
        int from = at;
        if (isArgument()) {
            at++;
            addNumber(source(from, at), from);
            return;
        }
        var digits = new StringBuilder();
        digits(digits);
        int point = at(at);
        if (point == '.' && isDigit(at(at + 1))) {
            at++;
            digits.append('.');
            digits(digits);
        } else if (point == '{' && at(at + 1) == ',' && at(at + 2) == '}' && isDigit(at(at + 3))) {
            at += 3;
            digits.append('.');
            digits(digits);
        } else if (point == ',' && isDigit(at(at + 1)) && decimalComma(from)) {
            at++;
            digits.append('.');
            digits(digits);
        }
        int power = power();
        if (digits.length() > MOST_DIGITS || Math.abs(power) > LARGEST_POWER) {
            strange(from, at);
            return;
        }
        var value = new BigDecimal(digits.toString()).scaleByPowerOfTen(power);
        tokens.add(new Token(Kind.NUMBER, source(from, at), from, at, gap, value));
        gap = false;
    }

    /** Whether TeX would take the next digit alone, as in {@code \\frac12}. */
    private boolean isArgument() {
        int size = tokens.size();
        if (size == 0 || !isDigit(text[at])) {
            return false;
        }
        Token last = last();
        boolean first = (last.is(Kind.FRACTION) || last.is(Kind.ROOT)) && text[last.from()] == '\\';
        return first || last.is(Kind.NUMBER) && last.text().length() == 1 && size > 1 && tokens.get(size - 2).is(Kind.FRACTION);
    }

    private void digits(StringBuilder into) {
        while (at < end && isDigit(fold(text[at]))) {
            into.append((char) fold(text[at++]));
        }
    }

    /** Whether the comma that reading stands at is a decimal one; in {@code (1,2)} it is not, in {@code 0,08} it is. */
    private boolean decimalComma(int from) {
        if (at >= lineEnd) {
            survey();
        }
        if (pointInLine || beforeSecondComma(at) || at(from - 1) == ',') {
            return false;
        }
        boolean zero = at(at - 1) == '0' && !isDigit(at(at - 2));
        return round == 0 ? zero || !points : commaInLine || zeroBefore(at);
    }

    /** Finds out how numbers are written in the line. */
    private void survey() {
        pointInLine = false;
        commaInLine = false;
        int depth = 0;
        int i = at;
        while (i > start && text[i - 1] != '\n') {
            i--;
        }
        for (; i < end && text[i] != '\n'; i++) {
            int c = text[i];
            depth += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
            if ((c == '.' || c == ',') && isDigit(at(i - 1)) && isDigit(at(i + 1))) {
                pointInLine |= c == '.';
                commaInLine |= c == ',' && (depth <= 0 || zeroBefore(i)) && !beforeSecondComma(i);
            }
        }
        lineEnd = i;
    }

    /** Whether a comma stands between a lonely zero and two digits or more. */
    private boolean zeroBefore(int comma) {
        return at(comma - 1) == '0' && !isDigit(at(comma - 2)) && isDigit(at(comma + 1)) && isDigit(at(comma + 2));
    }

    /** Whether the digits behind a comma have a comma and a digit behind them. */
    private boolean beforeSecondComma(int comma) {
        int i = comma + 1;
        while (isDigit(at(i)) && i < comma + MOST_DIGITS) {
            i++;
        }
        return at(i) == ',' && isDigit(at(i + 1));
    }

    /** The power of ten behind a number; that of a capital E needs its sign, as E1 is a loss. */
    private int power() {
        int letter = at(at);
        int i = at + 1;
        boolean signed = at(i) == '-' || at(i) == '+' || at(i) == '−';
        if (letter != 'e' && letter != 'E' || !signed && (letter == 'E' || !isDigit(at(i)))) {
            return 0;
        }
        boolean negative = signed && at(i) != '+';
        i += signed ? 1 : 0;
        int first = i;
        int value = 0;
        while (isDigit(at(i))) {
            value = Math.min(value * 10 + at(i) - '0', LARGEST_POWER + 1);
            i++;
        }
        if (i == first || at(i) == '.' && isDigit(at(i + 1)) || i - first > 4) {
            return 0;
        }
        at = i;
        return negative ? -value : value;
    }

    // Words

    private void word() {
        int from = at;
        int to = wordEnd(at);
        at = to;
        if (Character.isLetter(text[from]) && to - from == 1) {
            single(from);
            return;
        }
        String run = folded(from, to);
        boolean script = !tokens.isEmpty() && !gap && (last().isOperator("_") || last().isOperator("^"));
        if (to - from == 2 && accent(text[from + 1]) != null) {
            add(Kind.ACCENT, String.valueOf(accent(text[from + 1])), from, from);
            add(Kind.WORD, run.substring(0, 1), from, to);
        } else if (script) {
            script(run, from);
        } else if (from < uprightUntil) {
            upright(run, from);
        } else if (plain) {
            plainWord(run, from);
        } else {
            mathWord(run, from);
        }
    }

    private void single(int from) {
        if ((text[from] == 'x' || text[from] == 'X') && isTimes(from)) {
            add(Kind.OPERATOR, "*", from, at);
            return;
        }
        String decomposed = Normalizer.normalize(Character.toString(fold(text[from])), Normalizer.Form.NFD);
        String mark = decomposed.length() == 2 ? accent(decomposed.charAt(1)) : null;
        if (mark != null) {
            add(Kind.ACCENT, mark, from, from);
        }
        boolean hangul = Character.UnicodeScript.of(text[from]) == Character.UnicodeScript.HANGUL;
        add(plain && hangul ? Kind.TEXT : hangul ? Kind.NAME : Kind.WORD, mark != null ? decomposed.substring(0, 1) : folded(from, at), from, at);
    }

    /** Whether an x stands for the sign between two numbers, {@code 0.3 x 0.1}. */
    private boolean isTimes(int from) {
        if (tokens.isEmpty() || !last().is(Kind.NUMBER) && !last().is(Kind.CLOSE)) {
            return false;
        }
        int next = from + 1;
        while (next < end && isBlank(text[next])) {
            next++;
        }
        boolean room = gap && next > from + 1;
        int digits = next;
        while (isDigit(at(digits)) && digits < next + MOST_DIGITS) {
            digits++;
        }
        boolean decimal = digits > next && at(digits) == '.' && isDigit(at(digits + 1));
        return room && (digits > next || at(next) == '(' || at(next) == '-') || decimal && last().is(Kind.NUMBER);
    }

    private static @Nullable String accent(int mark) {
        return switch (mark) {
            case 0x302 -> "hat";
            case 0x304, 0x305 -> "bar";
            case 0x303 -> "tilde";
            default -> null;
        };
    }

    private void script(String run, int from) {
        boolean whole = plain
                || run.length() == 1
                || isKnown(run)
                || Vocabulary.MARKS.containsKey(run)
                || accents(run)
                || run.startsWith("d") && (run.length() == 2 || isKnown(run.substring(1)))
                || run.codePointAt(0) > 127
                || at(at) != '_' && run.chars().allMatch(c -> INDEX_LETTERS.indexOf(c) >= 0);
        if (!whole) {
            at = from + 1;
        }
        add(Kind.NAME, folded(from, at), from, at);
    }

    private static boolean accents(String run) {
        return run.equals("hat") || run.equals("bar") || run.equals("tilde");
    }

    private void upright(String run, int from) {
        if (run.startsWith("d") && run.length() == 2) {
            add(Kind.WORD, "d", from, from + 1);
            add(Kind.WORD, run.substring(1), from + 1, at);
        } else {
            add(Kind.NAME, run, from, at);
        }
    }

    private boolean isKnown(String run) {
        return Vocabulary.WORDS.contains(run) || words.contains(run) || Vocabulary.FUNCTIONS.containsKey(run);
    }

    private boolean identifier(int from) {
        int to = from;
        while (to < end && (Character.isLetterOrDigit(text[to]) && text[to] < 128 || text[to] == '_') && to < from + 40) {
            to++;
        }
        String whole = source(from, to);
        if (to > at && (Vocabulary.FUNCTIONS.containsKey(whole) || words.contains(whole))) {
            at = to;
            add(Kind.NAME, whole, from, to);
            return true;
        }
        return false;
    }

    private void plainWord(String run, int from) {
        int next = at(at);
        boolean more = next == '_' || isDigit(next) || LOWERED.indexOf(next) >= 0;
        if (identifier(from) || library(run)) {
            return;
        }
        boolean common = Vocabulary.CONNECTIVES.contains(run) || Vocabulary.SHORT_WORDS.contains(run) || Vocabulary.MARKS.containsKey(run);
        boolean mark = Vocabulary.MARKS.containsKey(run) && !tokens.isEmpty() && last().is(Kind.NUMBER) && !gap;
        if (mark || words.contains(run) || (more || next == '(' || !common) && isKnown(run) && !isLabel(run)) {
            add(Kind.NAME, run, from, at);
        } else if (differential(run, from, common && !more && next != '/') || glued(run, from)) {
            return;
        } else if (run.codePointAt(0) > 127 || common && !more) {
            add(Kind.TEXT, run, from, at);
        } else if (run.length() == 2 && run.chars().allMatch(c -> c < 128)) {
            letters(from);
        } else {
            add(more && run.length() < 20 ? Kind.NAME : Kind.TEXT, run, from, at);
        }
    }

    /** Whether a word only says what the name behind it is, as in {@code the error E}. */
    private boolean isLabel(String run) {
        int next = at;
        while (next < end && (text[next] == ' ' || text[next] == '$' || text[next] == '`')) {
            next++;
        }
        int c = at(next);
        boolean operand = c == '\\' || c > 0 && Character.isLetter(c) || c == '∂';
        return Vocabulary.LABELS.contains(run) && next > at && operand;
    }

    private void mathWord(String run, int from) {
        if (identifier(from) || library(run)) {
            return;
        } else if (isKnown(run) || run.codePointAt(0) > 127) {
            add(Kind.NAME, run, from, at);
        } else if (Vocabulary.MARKS.containsKey(run)) {
            add(Kind.NAME, run, from, at);
        } else if (!differential(run, from, false) && !glued(run, from)) {
            letters(from);
        }
    }

    /** Passes over the np. of np.exp. */
    private boolean library(String run) {
        if (at(at) == '.' && Character.isLetter(at(at + 1)) && Set.of("np", "math", "Math", "torch", "numpy", "tf").contains(run)) {
            at++;
            return true;
        }
        return false;
    }

    /** {@code dE}, {@code dnet}: the d is a token of its own. */
    private boolean differential(String run, int from, boolean common) {
        String rest = run.substring(1);
        boolean known = rest.length() == 1 || isKnown(rest) && !Vocabulary.FUNCTIONS.containsKey(rest) || rest.equals("sum")
                || gluedHead(rest) > 0;
        if (common || !run.startsWith("d") || !known) {
            return false;
        }
        add(Kind.WORD, "d", from, from + 1);
        if (rest.length() == 1) {
            add(Kind.WORD, rest, from + 1, at);
        } else if (!glued(rest, from + 1)) {
            add(Kind.NAME, rest, from + 1, at);
        }
        return true;
    }

    /** The length of the head of a name with its index behind it at once, {@code neth} before a digit or {@code Etotal}; or 0. */
    private int gluedHead(String run) {
        for (String head : Vocabulary.GLUED_HEADS) {
            if (run.startsWith(head) && run.length() > head.length()) {
                String rest = run.substring(head.length());
                if (rest.equals("total") || rest.equals("tot") || rest.length() == 1 && isDigit(at(at)) && "hoxiyz".contains(rest)) {
                    return head.length();
                }
            }
        }
        return 0;
    }

    private boolean glued(String run, int from) {
        int head = gluedHead(run);
        if (head == 0) {
            return false;
        }
        add(Kind.NAME, run.substring(0, head), from, from + head);
        while (isDigit(at(at))) {
            at++;
        }
        add(Kind.LOWERED, source(from + head, at), from + head, at);
        return true;
    }

    private void letters(int from) {
        for (int i = from; i < at; i++) {
            if (Character.isLetter(text[i])) {
                add(Kind.WORD, Character.toString(fold(text[i])), i, i + 1);
            }
        }
    }

    private int wordEnd(int from) {
        int to = from + 1;
        while (to < end) {
            int c = fold(text[to]);
            int type = Character.getType(c);
            boolean more = type == Character.NON_SPACING_MARK
                    || type == Character.COMBINING_SPACING_MARK
                    || Character.isLetter(c) && !Commands.SIGNS.containsKey(Character.toString(c))
                            && RAISED.indexOf(c) < 0
                            && LOWERED.indexOf(c) < 0;
            if (!more) {
                break;
            }
            to++;
        }
        return to;
    }

    // Commands

    private void command() {
        int from = at;
        int c = at(++at);
        if (c < 0) {
            strange(from, at);
            return;
        }
        if (!isAsciiLetter(c)) {
            at++;
            special(c, from);
            return;
        }
        while (isAsciiLetter(at(at))) {
            at++;
        }
        if (at(at) == '*') {
            at++;
        }
        String name = source(from + 1, at);
        if (name.endsWith("*") && !Commands.DROPPED.containsKey(name) && !Commands.UPRIGHT.contains(name)) {
            at--;
            name = name.substring(0, name.length() - 1);
        }
        named(name, from);
    }

    private void special(int c, int from) {
        switch (c) {
            case '\\' -> {
                if (at(at) == '*') {
                    at++;
                }
                if (at(at) == '[' && (isDigit(at(at + 1)) || at(at + 1) == '-' || at(at + 1) == '.')) {
                    skipTo(']');
                }
                add(Kind.ROW, "", from, at);
                gap = true;
            }
            case ',', ';', ':', '!', ' ', '/', '-', '\n', '>' -> gap = true;
            case '(', ')', '[', ']' -> gap = true;
            default -> {
                Commands.Sign sign = Commands.SIGNS.get("\\" + Character.toString(c));
                if (sign == null) {
                    strange(from, at);
                } else {
                    add(sign.kind(), sign.text(), from, at);
                }
            }
        }
    }

    private void named(String name, int from) {
        Commands.Sign sign = Commands.SIGNS.get("\\" + name);
        if (Commands.TEXTS.contains(name)) {
            textGroup(from);
        } else if (Commands.UPRIGHT.contains(name)) {
            uprightGroup();
        } else if (name.equals("begin") || name.equals("end")) {
            environment(name, from);
        } else if (Commands.DROPPED.containsKey(name)) {
            dropped(name);
        } else if (sign != null) {
            if (sign.kind() == Kind.DERIVATIVE && name.equals("dd") && at(at) != '{') {
                strange(from, at);
            } else {
                add(sign.kind(), sign.text(), from, at);
            }
        } else {
            strange(from, at);
        }
    }

    private void dropped(String name) {
        if (name.startsWith("left") || name.startsWith("right") || name.startsWith("big") || name.startsWith("Big") || name.equals("middle")) {
            skipBlank();
            if (at(at) == '.') {
                at++;
            }
        }
        for (int n = Commands.DROPPED.get(name); n > 0; n--) {
            skipBlank();
            if (at(at) == '[') {
                skipTo(']');
            }
            skipArgument();
        }
        boolean letter = name.startsWith("math") || name.startsWith("bold") || name.equals("bm") || name.equals("vec") || name.equals("pmb");
        if (letter) {
            skipBlank();
            int close = at(at) == '{' ? closing(at) : -1;
            if (close == at + 2) {
                at++;
                step(fold(text[at]));
                at = close + 1;
            }
        } else if (name.equals("underbrace") || name.equals("overbrace")) {
            brace();
        } else if (name.equals("stackrel") || name.equals("overset") || name.equals("underset")) {
            skipBlank();
            int close = at(at) == '{' ? closing(at) : -1;
            int first = at + 1;
            while (first < close && isBlank(text[first])) {
                first++;
            }
            Commands.Sign sign = close > 0 ? Commands.SIGNS.get(source(first, close).strip()) : null;
            if (sign != null && sign.kind() == Kind.RELATION) {
                add(Kind.RELATION, sign.text(), first, close);
                at = close + 1;
            }
        }
        gap |= !letter;
    }

    /** The words under a brace are not part of the formula. */
    private void brace() {
        skipBlank();
        int close = at(at) == '{' ? closing(at) : -1;
        if (close < 0) {
            return;
        }
        int i = close + 1;
        while (isBlank(at(i))) {
            i++;
        }
        if (at(i) == '_' || at(i) == '^') {
            int mark = i++;
            while (isBlank(at(i))) {
                i++;
            }
            int last = at(i) == '{' ? closing(i) : i;
            if (last > 0 && last < end) {
                Arrays.fill(text, mark, last + 1, ' ');
            }
        }
    }

    private void textGroup(int from) {
        skipBlank();
        int close = at(at) == '{' ? closing(at) : -1;
        if (close < 0) {
            strange(from, at);
            return;
        }
        String said = source(at + 1, close).strip();
        boolean one = !said.isEmpty() && said.codePoints().noneMatch(Character::isWhitespace);
        if (one && !Vocabulary.CONNECTIVES.contains(said)) {
            uprightGroup();
            return;
        }
        int inside = at + 1;
        at = close + 1;
        if (!said.isEmpty()) {
            add(Kind.TEXT, said, inside, close);
        }
        gap = true;
    }

    private void uprightGroup() {
        skipBlank();
        int close = at(at) == '{' ? closing(at) : -1;
        if (close < 0) {
            return;
        }
        uprightUntil = Math.max(uprightUntil, close);
        String said = source(at + 1, close).strip();
        if (said.codePoints().allMatch(Character::isLetterOrDigit)) {
            at++;
            while (at < close) {
                step(fold(text[at]));
            }
            at = close + 1;
        }
    }

    private void environment(String name, int from) {
        skipBlank();
        int close = at(at) == '{' ? closing(at) : -1;
        if (close < 0) {
            strange(from, at);
            return;
        }
        String kind = source(at + 1, close).strip();
        at = close + 1;
        String plainKind = kind.endsWith("*") ? kind.substring(0, kind.length() - 1) : kind;
        boolean begin = name.equals("begin");
        if (begin && at(at) == '[') {
            skipTo(']');
        }
        if (begin && (plainKind.equals("array") || plainKind.equals("alignedat") || plainKind.equals("alignat"))) {
            skipArgument();
        }
        if (Vocabulary.MATRICES.contains(plainKind)) {
            add(begin ? Kind.BEGIN : Kind.END, plainKind, from, at);
        }
        gap = true;
    }

    private void skipArgument() {
        skipBlank();
        int close = at(at) == '{' ? closing(at) : -1;
        at = close > 0 ? close + 1 : Math.min(end, at + 1);
    }

    private void skipTo(int c) {
        int i = at;
        while (i < end && i < at + 100 && text[i] != c) {
            i++;
        }
        if (i < end && text[i] == c) {
            at = i + 1;
        } else {
            at = Math.min(end, at + 1);
        }
    }

    private void skipBlank() {
        while (at < end && (isBlank(text[at]) || text[at] == '\n')) {
            at++;
        }
    }

    // Characters

    private void add(Kind kind, String said, int from, int to) {
        tokens.add(Token.of(kind, said, from, to, gap));
        gap = false;
    }

    private Token last() {
        return tokens.get(tokens.size() - 1);
    }

    private int at(int index) {
        return index >= start && index < end ? text[index] : -1;
    }

    private String source(int from, int to) {
        return new String(text, from, Math.max(0, to - from));
    }

    private String folded(int from, int to) {
        var out = new StringBuilder();
        for (int i = from; i < to; i++) {
            out.appendCodePoint(fold(text[i]));
        }
        return Normalizer.normalize(out, Normalizer.Form.NFC);
    }

    private int closing(int open) {
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

    /** Full-width forms and the slanted letters of word processors as plain ones. */
    private static int fold(int c) {
        boolean styled = c >= 0xFF01 && c <= 0xFF5E || c >= 0x1D400 && c <= 0x1D7FF || c >= 0x210A && c <= 0x2134;
        if (!styled) {
            return c;
        }
        String plain = Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKC);
        return plain.codePointCount(0, plain.length()) == 1 ? plain.codePointAt(0) : c;
    }

    private static boolean isBlank(int c) {
        return c == ' ' || c == '\t' || c == '\r' || c != '\n' && c > 127 && (Character.isSpaceChar(c) || Character.isWhitespace(c));
    }

    private static boolean isInvisible(int c) {
        return c >= 0x2060 && c <= 0x2064 || c >= 0x200B && c <= 0x200F || c == 0xFEFF || c == 0xAD || c >= 0xFE00 && c <= 0xFE0F;
    }

    static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isAsciiLetter(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }
}
