package chalkgrad.work;

import chalkgrad.work.Token.Kind;
import java.math.BigDecimal;

/**
 * Cuts numbers out of a text.
 *
 * <p>{@code 2.75E-2} is one number, and so is {@code 0,08} where decimal points are not in use; {@code 1,2,3} is three. {@code 1,234.5} and a
 * {@code 1 234} with a thin space have their thousands marked; {@code 6,663} by itself may be 6.663 or 6663, and is not read.
 */
final class NumberLexer {
    static final int MOST_DIGITS = 100;
    private static final int LARGEST_POWER = 400;
    /** So many digits stand between two marks of thousands. */
    private static final int GROUP = 3;
    /** Brackets farther away do not count. */
    private static final int FAR = 200;

    private static final String SIGNS = "+-−–﹣‐‑‒˗";

    private final LexerState ink;
    /** Whether a decimal point stands somewhere. */
    private final boolean points;
    /** Whether a comma stands somewhere that can only be a decimal one. */
    private final boolean commas;
    /** Whether a raised point, as in {@code 0·52}, stands somewhere as a decimal one. */
    private final boolean raisedPoints;
    /** The end of the line for which the next two hold. */
    private int lineEnd = -1;

    private boolean pointInLine;
    private boolean commaInLine;

    NumberLexer(LexerState ink) {
        this.ink = ink;
        boolean point = false;
        boolean comma = false;
        boolean raised = false;
        for (int i = ink.start; i < ink.end; i++) {
            if (LexerState.isDigit(ink.at(i - 1)) && LexerState.isDigit(ink.at(i + 1))) {
                point |= ink.text[i] == '.';
                comma |= ink.text[i] == ',' && isSurelyDecimal(i);
                raised |= isRaisedPoint(ink.text[i]) && isLoneZero(i - 1);
            }
        }
        this.points = point;
        this.commas = comma;
        this.raisedPoints = raised && !point;
    }

    /** Whether a comma between digits outside brackets cannot stand between thousands: too few or too many digits follow, or a zero is before it. */
    private boolean isSurelyDecimal(int comma) {
        return !beforeSecondComma(comma) && (isLoneZero(comma - 1) || run(comma + 1) != GROUP) && !isInBrackets(comma);
    }

    private boolean isInBrackets(int place) {
        int depth = 0;
        for (int i = place; i >= ink.start && ink.text[i] != '\n' && i > place - FAR; i--) {
            depth += ink.text[i] == '(' || ink.text[i] == '[' ? 1 : ink.text[i] == ')' || ink.text[i] == ']' ? -1 : 0;
        }
        return depth > 0;
    }

    private boolean isLoneZero(int place) {
        return ink.at(place) == '0' && !LexerState.isDigit(ink.at(place - 1)) && ink.at(place - 1) != '.';
    }

    private static boolean isRaisedPoint(int c) {
        return c == '·' || c == '⋅' || c == '∙' || c == '‧';
    }

    /** How many digits stand at a place. */
    private int run(int place) {
        int i = place;
        while (LexerState.isDigit(ink.at(i)) && i < place + MOST_DIGITS) {
            i++;
        }
        return i - place;
    }

    /** Reads the number here. */
    void number() {
        int from = ink.at;
        if (isArgument()) {
            ink.at++;
            ink.addNumber(ink.source(from, ink.at), BigDecimal.valueOf(ink.text[from] - '0'), from, ink.at);
            return;
        }
        var digits = new StringBuilder();
        int grouped = thousands();
        if (grouped < 0) {
            ink.at = -grouped;
            ink.strange(from, ink.at);
            return;
        }
        while (ink.at < grouped) {
            int c = ink.text[ink.at++];
            if (LexerState.isDigit(c)) {
                digits.append((char) c);
            }
        }
        if (digits.isEmpty()) {
            digits(digits);
        }
        int point = ink.at(ink.at);
        if (grouped > 0 && (point == '.' || point == ',') && LexerState.isDigit(ink.at(ink.at + 1))) {
            ink.at++;
            digits.append('.');
            digits(digits);
        } else if (isRaisedPoint(point) && isRaisedDecimal(from)) {
            ink.at++;
            digits.append('.');
            digits(digits);
        } else if (point == '.' && LexerState.isDigit(ink.at(ink.at + 1))) {
            ink.at++;
            digits.append('.');
            digits(digits);
        } else if (point == '{'
                && ink.at(ink.at + 1) == ','
                && ink.at(ink.at + 2) == '}'
                && LexerState.isDigit(ink.at(ink.at + 3))) {
            ink.at += 3;
            digits.append('.');
            digits(digits);
        } else if (point == ',' && LexerState.isDigit(ink.at(ink.at + 1)) && decimalComma(from)) {
            ink.at++;
            digits.append('.');
            digits(digits);
        }
        if (digits.indexOf(".") > 0) {
            groupsOfDecimals(digits);
        }
        int power = power();
        if (digits.length() > MOST_DIGITS || Math.abs(power) > LARGEST_POWER) {
            ink.strange(from, ink.at);
            return;
        }
        var value = new BigDecimal(digits.toString()).scaleByPowerOfTen(power);
        ink.addNumber(ink.source(from, ink.at), value, from, ink.at);
    }

    /**
     * The end of the whole part of a number whose thousands are marked: by commas, points, apostrophes or narrow spaces; zero where none are, and
     * the negative of the end where the mark may as well be the decimal one.
     */
    private int thousands() {
        int first = run(ink.at);
        if (first == 0 || first > GROUP || ink.text[ink.at] == '0') {
            return 0;
        }
        int end = ink.at + first;
        int width = separator(end);
        if (width == 0) {
            return 0;
        }
        String mark = ink.source(end, end + width);
        int groups = 0;
        while (ink.source(end, Math.min(ink.end, end + width)).equals(mark) && run(end + width) == GROUP) {
            end += width + GROUP;
            groups++;
        }
        if (groups == 0 || ink.source(end, Math.min(ink.end, end + width)).equals(mark) && run(end + width) > 0) {
            return 0;
        } else if (mark.equals(",")) {
            return commas(end, groups);
        } else if (mark.equals(".")) {
            int decimals = run(end + 1);
            boolean comma =
                    ink.at(end) == ',' && decimals > 0 && ink.at(end + 1 + decimals) != '.' && ink.brackets == 0;
            return groups > 1 || comma ? end : 0;
        }
        return end;
    }

    /** What commas before groups of three digits are. */
    private int commas(int end, int groups) {
        boolean fraction = ink.at(end) == '.' && run(end + 1) > 0;
        if (fraction && (ink.brackets == 0 || groups == 1 && !commaInLine)) {
            return end;
        } else if (ink.brackets > 0) {
            return 0;
        } else if (groups > 1) {
            return commas ? 0 : end;
        }
        return commas ? 0 : -end;
    }

    /** How wide a mark between thousands is that stands at a place, before a digit; 0 where there is none. */
    private int separator(int place) {
        int c = ink.at(place);
        boolean latex = c == '\\' && ink.at(place + 1) == ',';
        boolean mark = ",.'’".indexOf(c) >= 0 || isNarrow(c);
        int width = latex ? 2 : mark && c > 0 ? 1 : 0;
        return width > 0 && LexerState.isDigit(ink.at(place + width)) ? width : 0;
    }

    /** Spaces that do not part two numbers: those that cannot be broken at, and those narrower than a blank. */
    private static boolean isNarrow(int c) {
        return c == 0xA0 || c == 0x202F || c >= 0x2006 && c <= 0x200A;
    }

    /** Takes groups of three decimals along, {@code 0.519 989 34} with narrow spaces. */
    private void groupsOfDecimals(StringBuilder digits) {
        int decimals = digits.length() - digits.indexOf(".") - 1;
        while (decimals % GROUP == 0) {
            boolean latex = ink.at(ink.at) == '\\' && ink.at(ink.at + 1) == ',';
            int width = latex ? 2 : isNarrow(ink.at(ink.at)) ? 1 : 0;
            int more = width > 0 ? run(ink.at + width) : 0;
            int after = ink.at(ink.at + width + more);
            if (more == 0 || more > GROUP || after == '.' || after == ',') {
                return;
            }
            ink.at += width;
            digits(digits);
            decimals += more;
        }
    }

    /** Whether the raised point that reading stands at is a decimal one: behind a lone zero, or where others are, and before no power of ten. */
    private boolean isRaisedDecimal(int from) {
        boolean digit = LexerState.isDigit(ink.at(ink.at + 1));
        boolean whole = ink.at(from - 1) != '.' && !isRaisedPoint(ink.at(from - 1));
        return digit && raisedPoints && whole && !isPowerOfTen(ink.at + 1);
    }

    /** Whether a power of ten stands at a place, {@code 10^-3}, {@code 10**2} or {@code 10⁻³}. */
    boolean isPowerOfTen(int place) {
        int next = ink.at(place + 2);
        return ink.at(place) == '1'
                && ink.at(place + 1) == '0'
                && (next == '^'
                        || next == '*' && ink.at(place + 3) == '*'
                        || next > 0 && Lexer.RAISED.indexOf(next) >= 0);
    }

    /** Whether TeX would take the next digit alone, as in {@code \\frac12}. */
    private boolean isArgument() {
        int size = ink.tokens.size();
        if (size == 0 || !LexerState.isDigit(ink.text[ink.at])) {
            return false;
        }
        Token last = ink.last();
        boolean first = (last.is(Kind.FRACTION) || last.is(Kind.ROOT)) && ink.text[last.from()] == '\\';
        return first
                || last.is(Kind.NUMBER)
                        && last.text().length() == 1
                        && size > 1
                        && ink.tokens.get(size - 2).is(Kind.FRACTION);
    }

    private void digits(StringBuilder into) {
        while (ink.at < ink.end && LexerState.isDigit(ink.text[ink.at])) {
            into.append((char) ink.text[ink.at++]);
        }
    }

    /** Whether the comma that reading stands at is a decimal one; in {@code (1,2)} it is not, in {@code 0,08} it is. */
    private boolean decimalComma(int from) {
        if (ink.at >= lineEnd) {
            survey();
        }
        if (pointInLine || beforeSecondComma(ink.at) || ink.at(from - 1) == ',') {
            return false;
        }
        boolean zero = ink.at(ink.at - 1) == '0' && !LexerState.isDigit(ink.at(ink.at - 2));
        return ink.brackets == 0 ? zero || !points : commaInLine || zeroBefore(ink.at);
    }

    /** Finds out how numbers are written in the line. */
    private void survey() {
        pointInLine = false;
        commaInLine = false;
        int depth = 0;
        int i = ink.at;
        while (i > ink.start && ink.text[i - 1] != '\n') {
            i--;
        }
        for (; i < ink.end && ink.text[i] != '\n'; i++) {
            int c = ink.text[i];
            depth += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
            if ((c == '.' || c == ',') && LexerState.isDigit(ink.at(i - 1)) && LexerState.isDigit(ink.at(i + 1))) {
                pointInLine |= c == '.';
                commaInLine |= c == ',' && (depth <= 0 || zeroBefore(i)) && !beforeSecondComma(i);
            }
        }
        lineEnd = i;
    }

    /** Whether a comma stands between a lonely zero and two digits or more. */
    private boolean zeroBefore(int comma) {
        return ink.at(comma - 1) == '0'
                && !LexerState.isDigit(ink.at(comma - 2))
                && LexerState.isDigit(ink.at(comma + 1))
                && LexerState.isDigit(ink.at(comma + 2));
    }

    /** Whether the digits behind a comma have a comma and a digit behind them. */
    private boolean beforeSecondComma(int comma) {
        int i = comma + 1;
        while (LexerState.isDigit(ink.at(i)) && i < comma + MOST_DIGITS) {
            i++;
        }
        return ink.at(i) == ',' && LexerState.isDigit(ink.at(i + 1));
    }

    /** The power of ten behind a number; that of a capital E needs its sign, as E1 is a loss. */
    private int power() {
        int letter = ink.at(ink.at);
        int i = ink.at + 1;
        boolean signed = ink.at(i) >= 0 && SIGNS.indexOf(ink.at(i)) >= 0;
        if (letter != 'e' && letter != 'E' || !signed && (letter == 'E' || !LexerState.isDigit(ink.at(i)))) {
            return 0;
        }
        boolean negative = signed && ink.at(i) != '+';
        i += signed ? 1 : 0;
        int first = i;
        int value = 0;
        while (LexerState.isDigit(ink.at(i))) {
            value = Math.min(value * 10 + ink.at(i) - '0', LARGEST_POWER + 1);
            i++;
        }
        if (i == first || ink.at(i) == '.' && LexerState.isDigit(ink.at(i + 1))) {
            return 0;
        }
        ink.at = i;
        return negative ? -value : value;
    }
}
