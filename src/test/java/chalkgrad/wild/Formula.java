package chalkgrad.wild;

import ch.obermuhlner.math.big.BigDecimalMath;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Computes a formula of a record, which is written as in Python with NumPy.
 *
 * <p>{@code new Formula("2*a**2", names).value()} is 18 where {@code names} knows {@code a} as 3.
 */
final class Formula {
    static final MathContext DIGITS = new MathContext(40);

    private static final Pattern TOKEN =
            Pattern.compile("\\s*(\\d+\\.?\\d*(?:e[-+]?\\d+)?|[A-Za-z_]\\w*|\\*\\*|[-+*/()\\[\\],:])");
    private static final BigDecimal ONE = BigDecimal.ONE;

    private static final Map<String, Function<List<Figure>, Figure>> FUNCTIONS = Map.of(
            "sig", of(Formula::sigmoid),
            "ds", of(a -> a.multiply(ONE.subtract(a))),
            "exp", of(z -> BigDecimalMath.exp(z, DIGITS)),
            "log", of(z -> BigDecimalMath.log(z, DIGITS)),
            "absv", of(BigDecimal::abs),
            "sumv", args -> args.get(0).sum(),
            "arr", Figure.Many::new,
            "outer",
                    args -> new Figure.Many(args.get(0).items().stream()
                            .map(entry -> entry.times(args.get(1)))
                            .toList()));

    private final List<String> tokens = new ArrayList<>();
    private final Function<String, Figure> names;
    private int at;

    /** @param names the value of a name; throws where there is none */
    Formula(String text, Function<String, Figure> names) {
        this.names = names;
        Matcher matcher = TOKEN.matcher(text);
        int end = 0;
        while (matcher.find() && matcher.start() == end) {
            tokens.add(matcher.group(1));
            end = matcher.end();
        }
        if (end < text.stripTrailing().length()) {
            throw new IllegalArgumentException(text.substring(end) + " in " + text);
        }
    }

    Figure value() {
        Figure value = sum();
        if (at < tokens.size()) {
            throw new IllegalArgumentException(tokens.get(at) + " in " + tokens);
        }
        return value;
    }

    private Figure sum() {
        Figure left = product();
        while (next("+") || next("-")) {
            boolean plus = tokens.get(at++).equals("+");
            Figure right = product();
            left = plus ? left.plus(right) : left.with(right, BigDecimal::subtract);
        }
        return left;
    }

    private Figure product() {
        Figure left = unary();
        while (next("*") || next("/")) {
            boolean times = tokens.get(at++).equals("*");
            Figure right = unary();
            left = times ? left.times(right) : left.with(right, (a, b) -> a.divide(b, DIGITS));
        }
        return left;
    }

    private Figure unary() {
        if (!next("-")) {
            return power();
        }
        at++;
        return unary().map(BigDecimal::negate);
    }

    private Figure power() {
        Figure base = indexed();
        if (!next("**")) {
            return base;
        }
        at++;
        int exponent = unary().number().intValueExact();
        return base.map(value -> value.pow(exponent));
    }

    private Figure indexed() {
        Figure value = atom();
        while (next("[")) {
            at++;
            if (next(":")) {
                take(":");
                take(",");
                value = value.column(index());
            } else {
                value = value.items().get(index());
                if (next(",")) {
                    at++;
                    value = value.items().get(index());
                }
            }
            take("]");
        }
        return value;
    }

    private int index() {
        return Integer.parseInt(tokens.get(at++));
    }

    private Figure atom() {
        String token = tokens.get(at++);
        if (token.equals("(")) {
            Figure inside = sum();
            take(")");
            return inside;
        } else if (Character.isDigit(token.charAt(0))) {
            return Figure.of(token);
        } else if (!next("(")) {
            return names.apply(token);
        }
        take("(");
        var args = new ArrayList<Figure>();
        args.add(sum());
        while (next(",")) {
            at++;
            args.add(sum());
        }
        take(")");
        Function<List<Figure>, Figure> function = FUNCTIONS.get(token);
        if (function == null) {
            throw new IllegalArgumentException("unknown function " + token);
        }
        return function.apply(args);
    }

    private boolean next(String token) {
        return at < tokens.size() && tokens.get(at).equals(token);
    }

    private void take(String token) {
        if (!next(token)) {
            throw new IllegalArgumentException("no " + token + " at " + at + " in " + tokens);
        }
        at++;
    }

    private static Function<List<Figure>, Figure> of(java.util.function.UnaryOperator<BigDecimal> function) {
        return args -> args.get(0).map(function);
    }

    private static BigDecimal sigmoid(BigDecimal z) {
        return ONE.divide(ONE.add(BigDecimalMath.exp(z.negate(), DIGITS)), DIGITS);
    }
}
