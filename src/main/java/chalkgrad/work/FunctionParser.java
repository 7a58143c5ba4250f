package chalkgrad.work;

import chalkgrad.algebra.Expr;
import chalkgrad.rules.Functions;
import chalkgrad.work.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads functions with their arguments.
 *
 * <p>{@code \\sigma'(z)} is a call of {@code sigma'}; {@code \\ln o_1} and {@code tanh²z} need no parentheses, {@code net(h1)} is none.
 *
 * <p>A name that nobody knows is a function where it stands before its argument: {@code squash(z)} is a call of {@code squash}, and what that is
 * does not matter here.
 */
final class FunctionParser {
    private static final Expr INVERSE = Expr.neg(Expr.ONE);

    /** The number or letter of a layer as it stands above a function, with primes behind it or without. */
    private static final Pattern LAYER = Pattern.compile("[(\\[](?:\\w|ell|[a-z]?[+-]1)[)\\]],?\\^?('*)");

    /** More tokens the number of a layer does not have. */
    private static final int MOST_LAYER = 12;

    private final Cursor in;
    private final ExpressionParser outer;
    private final NameReader names;
    private final boolean certain;

    /**
     * A parser of the functions of an expression.
     *
     * @param certain whether what may be meant in two ways is refused, as {@code sin a b} is
     */
    FunctionParser(Cursor in, ExpressionParser outer, NameReader names, boolean certain) {
        this.in = in;
        this.outer = outer;
        this.names = names;
        this.certain = certain;
    }

    /** What stands between a function's name and its argument, and what it makes of the function. */
    private record Head(
            String function,
            String primes,
            Expr power,
            @Nullable Expr base) {
        Head primed(String more) {
            return new Head(function, primes + more, power, base);
        }

        Expr of(List<Expr> args, Token at) {
            if (power.equals(INVERSE)) {
                return new Expr.Call(inverse(at) + primes, args);
            }
            Expr call = new Expr.Call(function + primes, args);
            Expr value = base == null ? call : Expr.div(call, Expr.call("ln", base));
            return power == Expr.ONE ? value : Expr.pow(value, power);
        }

        /** {@code arcsin} for the sine, {@code artanh} for the hyperbolic tangent; of others the power -1 may be the reciprocal. */
        private String inverse(Token at) {
            for (String prefix : List.of("arc", "ar")) {
                if (Functions.find(prefix + function).isPresent()) {
                    return prefix + function;
                }
            }
            throw new Unreadable(at, ParseExpectation.of(ParseExpectation.Kind.INVERSE));
        }
    }

    /** A function before its argument; empty where the name is none. */
    Optional<Expr> call() {
        Token first = in.peek();
        String function = Vocabulary.function(first.text()).orElse("");
        if (function.isEmpty() || function.length() == 1 && !Vocabulary.LETTER_FUNCTIONS.contains(function)) {
            return unknown(first);
        }
        int start = in.position();
        in.next();
        boolean without = Vocabulary.appliesWithout(function);
        if (function.equals("log")
                && in.peek().is(Kind.NUMBER, "10")
                && !in.peek().gap()) {
            in.next();
            function = "log10";
        }
        // Some tell the activations of the layers apart, \\sigma_h(z); which one is in use shows where it stands.
        boolean primed = in.peek().isOperator("'") && in.peek(1).isOperator("_");
        if (Vocabulary.LETTER_FUNCTIONS.contains(function) && (in.peek().isOperator("_") || primed)) {
            in.skip(primed ? 2 : 1);
            names.scriptText();
            if (!in.peek().is(Kind.OPEN, "(") && !in.peek().isOperator("'")) {
                in.back(start);
                return Optional.empty();
            }
        }
        String layerPrimes = primed ? "'" : Vocabulary.LETTER_FUNCTIONS.contains(function) ? layer() : "";
        Head head = head(function, without).primed(layerPrimes);
        boolean bracket = in.peek().is(Kind.OPEN, "(") || in.peek().is(Kind.OPEN, "[");
        boolean index = bracket
                && head.primes.isEmpty()
                && head.power == Expr.ONE
                && Vocabulary.HEADS.contains(first.text())
                && isOneName();
        if (bracket && !index) {
            return Optional.of(head.of(arguments(), first));
        } else if (without && function.equals("exp") && exponentFollows(start)) {
            return Optional.of(exponential());
        } else if (without && startsArgument()) {
            return Optional.of(head.of(argument(), first));
        }
        in.back(start);
        return Optional.empty();
    }

    /** Passes over the number of a layer above a function, {@code f^{(2)'}(z)}; the primes that stand with it. */
    private String layer() {
        int start = in.position();
        if (in.peek().isOperator("^") && in.peek(1).is(Kind.OPEN)) {
            in.next();
            if (in.closing(0) < 0 || in.closing(0) > MOST_LAYER) {
                in.back(start);
                return "";
            }
            Matcher script = LAYER.matcher(names.scriptText());
            boolean applied = in.peek().is(Kind.OPEN, "(") || in.peek().isOperator("'");
            if (applied && script.matches()) {
                return script.group(1).replace("^", "");
            }
        }
        in.back(start);
        return "";
    }

    /** A name with several arguments is a function, whatever its name. */
    private Optional<Expr> unknown(Token first) {
        Token open = in.peek(1);
        int close = open.is(Kind.OPEN, "(") && !open.gap() ? in.closing(1) : -1;
        if (close < 0 || !in.hasComma(1, close)) {
            return Optional.empty();
        }
        in.next();
        List<Expr> args = arguments();
        if (args.size() == 2
                && Vocabulary.WEIGHTS.contains(first.text())
                && args.stream().allMatch(FunctionParser::isUnit)) {
            return Optional.of(
                    names.symbol(new WrittenName(first.text(), unit(args.get(0)) + "," + unit(args.get(1)), "")));
        }
        boolean loss =
                Vocabulary.LOSSES.contains(first.text()) && args.stream().allMatch(arg -> arg instanceof Expr.Sym);
        // The loss is a function of all the parameters, and is called the same without them.
        return Optional.of(
                loss ? names.symbol(new WrittenName(first.text(), "", "")) : new Expr.Call(first.text(), args));
    }

    private static boolean isUnit(Expr expr) {
        return expr instanceof Expr.Sym sym
                && sym.symbol() instanceof WrittenName name
                && name.sup().isEmpty();
    }

    private static String unit(Expr expr) {
        var name = (WrittenName) ((Expr.Sym) expr).symbol();
        return name.base() + name.sub();
    }

    private boolean isOneName() {
        int close = in.closing(0);
        return close == 2 && in.peek(1).isName()
                || close == 3 && in.peek(1).isName() && in.peek(2).is(Kind.NUMBER)
                || close == 4 && in.peek(1).isName() && in.peek(2).isOperator("_");
    }

    /** A function's marks: the base of a logarithm, primes, a power as in {@code \tanh^2 z}. */
    private Head head(String name, boolean scripted) {
        String function = name;
        Expr base = null;
        if (function.equals("log") && (in.peek().isOperator("_") || in.peek().is(Kind.LOWERED))) {
            String text = subscript();
            Optional<String> known = Functions.find(function + text).map(row -> row.name());
            boolean natural = text.equals("e");
            base = natural || known.isPresent() ? null : base(text);
            function = known.orElse("ln");
        } else if (scripted && in.peek().isOperator("_")) {
            subscript();
        }
        String primes = primes();
        return new Head(function, primes, functionPower(scripted), base);
    }

    private String subscript() {
        if (in.peek().is(Kind.LOWERED)) {
            return in.next().text();
        }
        in.next();
        return names.scriptText();
    }

    private Expr base(String text) {
        return text.chars().allMatch(LexerState::isDigit) && !text.isEmpty()
                ? Expr.num(text)
                : names.symbol(new WrittenName(text, "", ""));
    }

    private String primes() {
        var primes = new StringBuilder();
        while (in.peek().isOperator("'") || in.peek().isOperator("''")) {
            primes.append(in.next().text());
        }
        if (in.peek().isOperator("^")) {
            int start = in.position();
            in.next();
            boolean group = in.peek().is(Kind.OPEN, "{") && in.closing(0) > 0 && in.closing(0) < 6;
            String script = group || in.peek().isOperator("'") || in.peek().isOperator("''") ? names.scriptText() : "";
            if (!script.isEmpty() && script.chars().allMatch(c -> c == '\'')) {
                return script;
            }
            in.back(start);
        }
        return primes.toString();
    }

    /** The power between a function and its argument: a number, or -1 where that may be the inverse function. */
    private Expr functionPower(boolean inverse) {
        int start = in.position();
        if (in.peek().isOperator("^")) {
            in.next();
            boolean braces = in.peek().is(Kind.OPEN, "{");
            in.skip(braces ? 1 : 0);
            boolean minus = in.peek().isOperator("-");
            in.skip(minus ? 1 : 0);
            boolean number = in.peek().is(Kind.NUMBER)
                    && (!minus || inverse && in.peek().text().equals("1"))
                    && (!braces || in.peek(1).is(Kind.CLOSE, "}"));
            if (number) {
                Expr power = Expr.num(in.next().number());
                in.skip(braces ? 1 : 0);
                return minus ? INVERSE : power;
            }
            in.back(start);
        } else if (inverse && in.peek().is(Kind.RAISED, "-1")) {
            in.next();
            return INVERSE;
        } else if (in.peek().is(Kind.RAISED) && in.peek().text().chars().allMatch(LexerState::isDigit)) {
            return Expr.num(in.next().text());
        }
        return Expr.ONE;
    }

    private List<Expr> arguments() {
        in.enter();
        String open = in.next().text();
        var args = new ArrayList<Expr>();
        args.add(outer.sum());
        while (in.peek().isOperator(",") || in.peek().isOperator(";")) {
            in.next();
            args.add(outer.sumOrSetting());
        }
        in.close(open);
        in.leave();
        return args;
    }

    /** A function that needs no parentheses, or one that nobody knows before its argument. */
    Expr function() {
        int start = in.position();
        Token first = in.next();
        Head head = head(Vocabulary.function(first.text()).orElse(first.text()), true);
        boolean exponential = head.function.equals("exp") && !in.peek().is(Kind.OPEN);
        return exponential && exponentFollows(start) ? exponential() : head.of(argument(), first);
    }

    /** Whether an {@code exp} is written with its argument above it, {@code exp^{-z}}; reading then stands before the sign. */
    private boolean exponentFollows(int start) {
        int after = in.position();
        in.back(start + 1);
        if (in.peek().isOperator("^")) {
            return true;
        }
        in.back(after);
        return false;
    }

    private Expr exponential() {
        in.next();
        in.enter();
        Expr exponent = outer.exponent();
        in.leave();
        return Expr.call("exp", exponent);
    }

    /** Whether something follows that a function can be applied to without parentheses. */
    private boolean startsArgument() {
        Token next = in.peek();
        return switch (next.kind()) {
            case NUMBER, WORD, NAME, FUNCTION, FRACTION, ROOT, ACCENT, PARTIAL, SUM -> true;
            case OPEN -> next.text().equals("{");
            case OPERATOR -> next.isOperator("-") || next.isOperator("|");
            default -> false;
        };
    }

    /** The argument of a function, with parentheses or without. */
    private List<Expr> argument() {
        in.enter();
        List<Expr> args;
        if (in.peek().is(Kind.OPEN)) {
            args = in.peek().is(Kind.OPEN, "{") ? List.of(outer.group()) : arguments();
        } else {
            args = List.of(in.peek().isOperator("-") ? outer.factor() : argumentWithout());
            boolean more =
                    startsArgument() && !in.peek().isOperator("-") || in.peek().is(Kind.OPEN);
            if (certain && more && !startsFunction()) {
                throw in.unreadable(ParseExpectation.of(ParseExpectation.Kind.PARENTHESES));
            }
        }
        in.leave();
        return args;
    }

    private boolean startsFunction() {
        Token next = in.peek();
        return next.is(Kind.FUNCTION)
                || next.isName() && Vocabulary.function(next.text()).isPresent();
    }

    /** The argument of a function without parentheses; a number takes the name behind it along. */
    private Expr argumentWithout() {
        boolean number = in.peek().is(Kind.NUMBER);
        Expr first = outer.power();
        return number && names.starts() && !in.peek().gap() ? Expr.mul(first, outer.power()) : first;
    }
}
