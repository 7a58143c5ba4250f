package chalkgrad.variant;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Symbol;
import chalkgrad.evaluate.Arithmetic;
import chalkgrad.evaluate.Attempt;
import chalkgrad.evaluate.Evaluator;
import chalkgrad.evaluate.Real;
import chalkgrad.rules.Functions;
import chalkgrad.work.FormulaParser;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number as people type it, which may be more than one: {@code 6,663} is 6.663 or 6663.
 *
 * <p>{@code TypedNumber.read("2.5 × 10⁻³")} has the one reading 0.0025, and {@code calculated("(1/2)*0.05")} is 0.025.
 *
 * @param readings every number that it may be, the likeliest first
 */
record TypedNumber(List<BigDecimal> readings) {
    /** A longer text is no number, and no calculation. */
    private static final int LONGEST = 400;
    /** Digits to which a calculation is worked out, and beyond which nothing is asked. */
    private static final int DIGITS = 40;

    private static final int MOST_NODES = 500;

    private static final String MINUS = "-\u2212\u2010\u2011\u2012\u2013\uFE63\u02D7";
    private static final String RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    /** The first part of a number: digits with marks between them. */
    private static final Pattern DIGITS_AND_MARKS = Pattern.compile(
            "\\s*([≈=~]?\\s*)([-+]?)\\s*([0-9]*(?:[.,'’·⋅_ ](?!10\\s*(?:\\^|\\*\\*))[0-9]+)*[.,]?)\\s*(.*?)\\s*", Pattern.DOTALL);

    /** The power of ten behind it. */
    private static final Pattern POWER = Pattern.compile(
            "(?:[eE]|(?:\\*|x|X|×|·|⋅|\\\\times|\\\\cdot)\\s*10\\s*(?:\\^|\\*\\*)\\s*)[({]?\\s*([-+]?[0-9]{1,3})\\s*[)}]?");

    private static final Pattern GROUPED = Pattern.compile("[1-9][0-9]{0,2}(?:([.,'’_ ])[0-9]{3})(?:\\1[0-9]{3})*");

    private static final Pattern GROUPED_FRACTION = Pattern.compile("[0-9]{3}([ '’_])(?:[0-9]{3}\\1)*[0-9]{1,3}");

    TypedNumber {
        readings = List.copyOf(readings);
    }

    /** The number that a text is; empty where it is none. */
    static Optional<TypedNumber> read(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        Matcher parts = DIGITS_AND_MARKS.matcher(plain(text));
        if (!parts.matches() || parts.group(3).chars().noneMatch(Character::isDigit)) {
            return Optional.empty();
        }
        Matcher power = POWER.matcher(parts.group(4));
        if (!parts.group(4).isEmpty() && !power.matches()) {
            return Optional.empty();
        }
        int exponent = parts.group(4).isEmpty() ? 0 : Integer.parseInt(power.group(1));
        boolean negative = parts.group(2).equals("-");
        Set<BigDecimal> readings = new LinkedHashSet<>();
        for (BigDecimal size : sizes(parts.group(3))) {
            BigDecimal value = size.scaleByPowerOfTen(exponent);
            readings.add(negative ? value.negate() : value);
        }
        return readings.isEmpty() ? Optional.empty() : Optional.of(new TypedNumber(List.copyOf(readings)));
    }

    /** The value of a text that is a calculation with numbers alone, to 40 digits; empty where it is none, or has no value. */
    static Optional<BigDecimal> calculated(String text) {
        if (text.length() > LONGEST
                || !(FormulaParser.expression(text, FormulaParser.Names.PLAIN)
                        instanceof FormulaParser.Result.Parsed parsed)) {
            return Optional.empty();
        }
        Expr expr = Functions.withConstants(Functions.canonical(parsed.expr()));
        if (!isNumeric(expr) || expr.nodes(MOST_NODES) >= MOST_NODES || Functions.misuse(expr).isPresent()) {
            return Optional.empty();
        }
        Attempt attempt = new Evaluator(Arithmetic.enclosing(DIGITS), Functions::expand).attempt(expr, symbol -> null);
        return attempt instanceof Attempt.Valued valued
                ? Optional.of(Real.near(valued.value(), DIGITS))
                : Optional.empty();
    }

    /** Whether an expression is arithmetic and functions of numbers. */
    private static boolean isNumeric(Expr expr) {
        boolean calculates = expr instanceof Expr.Num
                || expr instanceof Expr.Neg
                || expr instanceof Expr.Add
                || expr instanceof Expr.Mul
                || expr instanceof Expr.Div
                || expr instanceof Expr.Pow
                || expr instanceof Expr.Call
                || expr instanceof Expr.Marked;
        return expr instanceof Expr.Sym sym
                ? sym.symbol() instanceof Symbol.Constant
                : calculates && expr.parts().stream().allMatch(TypedNumber::isNumeric);
    }

    /** Signs that only look different made the same, and a raised power of ten written in line. */
    private static String plain(String text) {
        var plain = new StringBuilder();
        boolean raised = false;
        for (int c : text.codePoints().toArray()) {
            boolean high = RAISED.indexOf(c) >= 0 || c == '⁻' || c == '⁺';
            plain.append(high && !raised ? "^" : "");
            raised = high;
            if (MINUS.indexOf(c) >= 0 || c == '⁻') {
                plain.append('-');
            } else if (c == '⁺') {
                plain.append('+');
            } else if (high) {
                plain.append(RAISED.indexOf(c));
            } else {
                plain.appendCodePoint(c);
            }
        }
        return plain.toString();
    }

    /** What digits with marks between them may be. */
    private static List<BigDecimal> sizes(String digits) {
        int last = Math.max(digits.lastIndexOf(','), digits.lastIndexOf('.'));
        String whole = last < 0 ? digits : digits.substring(0, last);
        String fraction = last < 0 ? "" : digits.substring(last + 1);
        boolean plainFraction = isDigits(fraction) || GROUPED_FRACTION.matcher(fraction).matches();
        var sizes = new ArrayList<BigDecimal>();
        boolean grouped = isGrouped(whole) && (last < 0 || whole.indexOf(digits.charAt(last)) < 0);
        if (plainFraction && (isDigits(whole) || grouped)) {
            sizes.add(decimal(bare(whole), bare(fraction)));
        }
        // A point is a decimal point wherever it can be one.
        if (isGrouped(digits) && (sizes.isEmpty() || digits.indexOf('.') < 0)) {
            sizes.add(decimal(bare(digits), ""));
        }
        String[] halves = digits.split("[·⋅]", -1);
        if (halves.length == 2 && isDigits(halves[0]) && isDigits(halves[1])) {
            sizes.add(decimal(halves[0], halves[1]));
        }
        return sizes;
    }

    private static boolean isDigits(String text) {
        return text.chars().allMatch(Character::isDigit);
    }

    private static boolean isGrouped(String digits) {
        return GROUPED.matcher(digits).matches();
    }

    private static String bare(String digits) {
        return digits.replaceAll("[^0-9]", "");
    }

    private static BigDecimal decimal(String whole, String fraction) {
        return new BigDecimal((whole.isEmpty() ? "0" : whole) + (fraction.isEmpty() ? "" : "." + fraction));
    }
}
