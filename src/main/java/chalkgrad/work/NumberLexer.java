package chalkgrad.work;

import chalkgrad.work.Token.Kind;
import java.math.BigDecimal;

/**
 * Cuts numbers out of a text.
 *
 * <p>{@code 2.75E-2} is one number, and so is {@code 0,08} where decimal points are not in use; {@code 1,2,3} is three.
 */
final class NumberLexer {
    static final int MOST_DIGITS = 100;
    private static final int LARGEST_POWER = 400;

    private final Ink ink;
    /** Whether a decimal point stands somewhere. */
    private final boolean points;
    /** The end of the line for which the next two hold. */
    private int lineEnd = -1;

    private boolean pointInLine;
    private boolean commaInLine;

    NumberLexer(Ink ink) {
        this.ink = ink;
        boolean found = false;
        for (int i = ink.start; i < ink.end && !found; i++) {
            found = ink.text[i] == '.' && Ink.isDigit(ink.at(i - 1)) && Ink.isDigit(ink.at(i + 1));
        }
        this.points = found;
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
        digits(digits);
        int point = ink.at(ink.at);
        if (point == '.' && Ink.isDigit(ink.at(ink.at + 1))) {
            ink.at++;
            digits.append('.');
            digits(digits);
        } else if (point == '{'
                && ink.at(ink.at + 1) == ','
                && ink.at(ink.at + 2) == '}'
                && Ink.isDigit(ink.at(ink.at + 3))) {
            ink.at += 3;
            digits.append('.');
            digits(digits);
        } else if (point == ',' && Ink.isDigit(ink.at(ink.at + 1)) && decimalComma(from)) {
            ink.at++;
            digits.append('.');
            digits(digits);
        }
        int power = power();
        if (digits.length() > MOST_DIGITS || Math.abs(power) > LARGEST_POWER) {
            ink.strange(from, ink.at);
            return;
        }
        var value = new BigDecimal(digits.toString()).scaleByPowerOfTen(power);
        ink.addNumber(ink.source(from, ink.at), value, from, ink.at);
    }

    /** Whether TeX would take the next digit alone, as in {@code \\frac12}. */
    private boolean isArgument() {
        int size = ink.tokens.size();
        if (size == 0 || !Ink.isDigit(ink.text[ink.at])) {
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
        while (ink.at < ink.end && Ink.isDigit(ink.text[ink.at])) {
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
        boolean zero = ink.at(ink.at - 1) == '0' && !Ink.isDigit(ink.at(ink.at - 2));
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
            if ((c == '.' || c == ',') && Ink.isDigit(ink.at(i - 1)) && Ink.isDigit(ink.at(i + 1))) {
                pointInLine |= c == '.';
                commaInLine |= c == ',' && (depth <= 0 || zeroBefore(i)) && !beforeSecondComma(i);
            }
        }
        lineEnd = i;
    }

    /** Whether a comma stands between a lonely zero and two digits or more. */
    private boolean zeroBefore(int comma) {
        return ink.at(comma - 1) == '0'
                && !Ink.isDigit(ink.at(comma - 2))
                && Ink.isDigit(ink.at(comma + 1))
                && Ink.isDigit(ink.at(comma + 2));
    }

    /** Whether the digits behind a comma have a comma and a digit behind them. */
    private boolean beforeSecondComma(int comma) {
        int i = comma + 1;
        while (Ink.isDigit(ink.at(i)) && i < comma + MOST_DIGITS) {
            i++;
        }
        return ink.at(i) == ',' && Ink.isDigit(ink.at(i + 1));
    }

    /** The power of ten behind a number; that of a capital E needs its sign, as E1 is a loss. */
    private int power() {
        int letter = ink.at(ink.at);
        int i = ink.at + 1;
        boolean signed = "-+−–﹣".indexOf(ink.at(i)) >= 0;
        if (letter != 'e' && letter != 'E' || !signed && (letter == 'E' || !Ink.isDigit(ink.at(i)))) {
            return 0;
        }
        boolean negative = signed && ink.at(i) != '+';
        i += signed ? 1 : 0;
        int first = i;
        int value = 0;
        while (Ink.isDigit(ink.at(i))) {
            value = Math.min(value * 10 + ink.at(i) - '0', LARGEST_POWER + 1);
            i++;
        }
        if (i == first || ink.at(i) == '.' && Ink.isDigit(ink.at(i + 1)) || i - first > 4) {
            return 0;
        }
        ink.at = i;
        return negative ? -value : value;
    }
}
