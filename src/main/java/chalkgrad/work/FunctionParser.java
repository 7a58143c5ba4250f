package chalkgrad.work;

import chalkgrad.algebra.Expr;
import chalkgrad.work.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads functions with their arguments.
 *
 * <p>{@code \\sigma'(z)} is a call of {@code sigma'}; {@code \\ln o_1} needs no parentheses, {@code net(h1)} is none.
 */
final class FunctionParser {
    private final Cursor in;
    private final ExpressionParser outer;
    private final NameReader names;

    FunctionParser(Cursor in, ExpressionParser outer, NameReader names) {
        this.in = in;
        this.outer = outer;
        this.names = names;
    }

    /** A function before its parenthesis; empty where the name is none. */
    Optional<Expr> call() {
        Token first = in.peek();
        String function = Vocabulary.FUNCTIONS.get(first.text());
        if (function == null || function.length() == 1 && !Vocabulary.LETTER_FUNCTIONS.contains(function)) {
            return unknown(first);
        }
        int start = in.position();
        in.next();
        if (function.equals("log")
                && in.peek().is(Kind.NUMBER, "10")
                && !in.peek().gap()) {
            in.next();
            function = "log10";
        }
        String primes = primes();
        Expr power = functionPower();
        if (in.peek().is(Kind.OPEN, "(") || in.peek().is(Kind.OPEN, "[")) {
            boolean index =
                    primes.isEmpty() && power == Expr.ONE && Vocabulary.HEADS.contains(first.text()) && isOneName();
            if (!index) {
                Expr call = new Expr.Call(function + primes, arguments());
                return Optional.of(power == Expr.ONE ? call : Expr.pow(call, power));
            }
        }
        in.back(start);
        return Optional.empty();
    }

    /** A name with several arguments is a function, whatever its name. */
    private Optional<Expr> unknown(Token first) {
        Token open = in.peek(1);
        int close = open.is(Kind.OPEN, "(") && !open.gap() ? in.closing(1) : -1;
        if (close < 0 || !in.hasComma(1, close)) {
            return Optional.empty();
        }
        in.next();
        return Optional.of(new Expr.Call(first.text(), arguments()));
    }

    private boolean isOneName() {
        int close = in.closing(0);
        return close == 2 && in.peek(1).isName()
                || close == 3 && in.peek(1).isName() && in.peek(2).is(Kind.NUMBER)
                || close == 4 && in.peek(1).isName() && in.peek(2).isOperator("_");
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

    /** The power between a function and its argument, {@code \tanh^2 z}. */
    private Expr functionPower() {
        int start = in.position();
        if (in.peek().isOperator("^")) {
            in.next();
            boolean braces = in.peek().is(Kind.OPEN, "{") && in.closing(0) == 2;
            in.skip(braces ? 1 : 0);
            if (in.peek().is(Kind.NUMBER)) {
                Expr power = Expr.num(in.next().number());
                in.skip(braces ? 1 : 0);
                return power;
            }
            in.back(start);
        } else if (in.peek().is(Kind.RAISED, "2") || in.peek().is(Kind.RAISED, "3")) {
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
            args.add(outer.sum());
        }
        in.close(open);
        in.leave();
        return args;
    }

    /** A function that needs no parentheses. */
    Expr function() {
        Token first = in.next();
        String function = first.text();
        if (function.equals("log") && in.peek().isOperator("_")) {
            in.next();
            String base = names.scriptText();
            if (!base.equals("10") && !base.equals("e")) {
                throw new Unreadable(first, Clue.of(Clue.Kind.LOGARITHM));
            }
            function = base.equals("e") ? "ln" : "log10";
        } else if (in.peek().isOperator("_")) {
            in.next();
            names.scriptText();
        }
        if (function.equals("exp") && in.peek().isOperator("^")) {
            in.next();
            return Expr.call("exp", outer.exponent());
        }
        String primes = primes();
        Expr power = functionPower();
        List<Expr> args;
        in.enter();
        if (in.peek().is(Kind.OPEN)) {
            args = in.peek().is(Kind.OPEN, "{") ? List.of(outer.group()) : arguments();
        } else if (in.peek().isOperator("-")) {
            args = List.of(outer.factor());
        } else {
            args = List.of(argumentWithout());
        }
        in.leave();
        Expr call = new Expr.Call(function + primes, args);
        return power == Expr.ONE ? call : Expr.pow(call, power);
    }

    /** The argument of a function without parentheses; a number takes the name behind it along. */
    private Expr argumentWithout() {
        boolean number = in.peek().is(Kind.NUMBER);
        Expr first = outer.power();
        return number && names.starts() && !in.peek().gap() ? Expr.mul(first, outer.power()) : first;
    }
}
