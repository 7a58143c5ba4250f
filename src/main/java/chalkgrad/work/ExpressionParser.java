package chalkgrad.work;

import chalkgrad.algebra.Expr;
import chalkgrad.model.Quantity;
import chalkgrad.work.Token.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes an expression of tokens, by recursive descent.
 *
 * <p>{@code o_1(1-o_1)} is a product, {@code net(h1)} a name, {@code \frac{dE}{dw_5}} a derivative.
 */
final class ExpressionParser {
    private static final int LONGEST_POWER = 12;

    private final Cursor in;
    private final NameReader names;
    private final FunctionParser functions;
    private final BracketParser brackets;
    private final DerivativeParser derivatives;
    private final ArgumentParser arguments;

    ExpressionParser(Cursor in, boolean plainNames) {
        this.in = in;
        this.names = new NameReader(in, plainNames);
        this.functions = new FunctionParser(in, this, names, plainNames);
        this.brackets = new BracketParser(in, this, names);
        this.derivatives = new DerivativeParser(in, this, names);
        this.arguments = new ArgumentParser(in, this, names, brackets, derivatives);
    }

    /** An expression, up to what can be no part of it. */
    Expr sum() {
        in.enter();
        var terms = new ArrayList<Expr>();
        terms.add(product());
        while (in.peek().isOperator("+") || in.peek().isOperator("-")) {
            boolean minus = in.next().isOperator("-");
            Expr term = product();
            terms.add(minus ? Expr.neg(term) : term);
        }
        in.leave();
        return Expr.add(terms);
    }

    Expr product() {
        var factors = new ArrayList<Expr>();
        factors.add(factor());
        while (true) {
            Token next = in.peek();
            if (next.isOperator("*") || next.isOperator("⊙")) {
                in.next();
                times(factors, factor());
            } else if (next.isOperator("/")) {
                in.next();
                Expr left = Expr.mul(factors);
                factors.clear();
                factors.add(Expr.div(left, factor()));
            } else if (next.isOperator("@")) {
                in.next();
                Expr left = Expr.mul(factors);
                factors.clear();
                factors.add(new Expr.MatMul(left, factor()));
            } else if (next.isOperator("|") && in.peek(1).isOperator("_") && brackets.opens("|")) {
                Expr left = Expr.mul(factors);
                factors.clear();
                in.skip(2);
                WrittenName where = new WrittenName(names.scriptText(), "", "");
                factors.add(Expr.call("at", left, names.symbol(where)));
            } else if (isAlong(factors.get(factors.size() - 1), next)) {
                in.next();
                Expr left = factors.remove(factors.size() - 1);
                factors.add(Expr.call("at", left, names.symbol(names.read())));
            } else if (followsAtOnce(next)) {
                factors.add(power());
            } else {
                return Expr.mul(factors);
            }
        }
    }

    /** Whether a derivative goes along one way, {@code dE/dout(h1)|o2}. */
    private boolean isAlong(Expr before, Token bar) {
        return bar.isOperator("|")
                && !bar.gap()
                && before instanceof Expr.Sym sym
                && sym.symbol() instanceof Quantity.Partial
                && in.peek(1).isName()
                && !in.peek(1).gap();
    }

    /** Another factor; a power of ten behind a number belongs to the number. */
    private static void times(List<Expr> factors, Expr factor) {
        Expr last = factors.get(factors.size() - 1);
        boolean negative = last instanceof Expr.Neg;
        Expr size = last instanceof Expr.Neg neg ? neg.arg() : last;
        if (size instanceof Expr.Num number && factor instanceof Expr.Pow power && isTen(power.base())) {
            Integer exponent = whole(power.exponent());
            if (exponent != null) {
                Expr scaled = Expr.num(number.value().scaleByPowerOfTen(exponent));
                factors.set(factors.size() - 1, negative ? Expr.neg(scaled) : scaled);
                return;
            }
        }
        factors.add(factor);
    }

    private static boolean isTen(Expr expr) {
        return expr instanceof Expr.Num n && n.value().scale() == 0 && n.value().compareTo(BigDecimal.TEN) == 0;
    }

    private static @Nullable Integer whole(Expr expr) {
        if (expr instanceof Expr.Neg neg) {
            Integer size = whole(neg.arg());
            return size == null ? null : Integer.valueOf(-size);
        }
        boolean small = expr instanceof Expr.Num n
                && n.value().scale() == 0
                && n.value().precision() <= 3;
        return small ? Integer.valueOf(((Expr.Num) expr).value().intValue()) : null;
    }

    /** Whether a factor follows without a sign between. */
    private boolean followsAtOnce(Token next) {
        return switch (next.kind()) {
            case WORD, NAME, FUNCTION, FRACTION, DERIVATIVE, ROOT, ACCENT, PARTIAL, SUM, BEGIN, NABLA -> true;
            case OPEN -> true;
            case OPERATOR -> brackets.opens(next.text());
            default -> false;
        };
    }

    Expr factor() {
        Token next = in.peek();
        if (next.isOperator("-") || next.isOperator("+")) {
            in.enter();
            in.next();
            Expr arg = factor();
            in.leave();
            return next.isOperator("-") ? Expr.neg(arg) : arg;
        }
        return power();
    }

    Expr power() {
        Expr base = postfix(primary());
        Token next = in.peek();
        if (next.is(Kind.RAISED)) {
            in.next();
            return postfix(raised(base, next));
        } else if (next.isOperator("^")) {
            in.enter();
            in.next();
            Expr exponent = exponent();
            in.leave();
            return postfix(Expr.pow(base, exponent));
        }
        return base;
    }

    Expr exponent() {
        Token next = in.peek();
        if (next.isOperator("-") || next.isOperator("+")) {
            in.enter();
            in.next();
            Expr arg = exponent();
            in.leave();
            return next.isOperator("-") ? Expr.neg(arg) : arg;
        } else if (next.is(Kind.OPEN, "{")) {
            return group();
        }
        return power();
    }

    private Expr raised(Expr base, Token raised) {
        String text = raised.text();
        if (text.equals("T")) {
            return new Expr.Transpose(base);
        }
        boolean minus = text.startsWith("-");
        String digits = minus ? text.substring(1) : text;
        if (digits.isEmpty() || digits.length() > LONGEST_POWER) {
            throw new Unreadable(raised, ParseExpectation.of(ParseExpectation.Kind.POWER));
        } else if (digits.matches("[0-9]+(\\.[0-9]+)?")) {
            Expr size = Expr.num(digits);
            return Expr.pow(base, minus ? Expr.neg(size) : size);
        } else if (digits.length() == 1 && Character.isLetter(digits.charAt(0))) {
            Expr size = names.symbol(new WrittenName(digits, "", ""));
            return Expr.pow(base, minus ? Expr.neg(size) : size);
        }
        throw new Unreadable(raised, ParseExpectation.of(ParseExpectation.Kind.POWER));
    }

    /** Transposes. */
    private Expr postfix(Expr arg) {
        Expr all = arg;
        while (true) {
            int start = in.position();
            Token next = in.peek();
            if (next.isOperator("'") && !(all instanceof Expr.Num)) {
                in.next();
                all = new Expr.Transpose(all);
            } else if (next.is(Kind.RAISED, "T")) {
                in.next();
                all = new Expr.Transpose(all);
            } else if (next.isOperator("^") && transposes()) {
                all = new Expr.Transpose(all);
            } else if (next.isOperator("_") && isRemark()) {
                in.skip(in.closing(1) + 1);
            } else {
                in.back(start);
                return all;
            }
        }
    }

    /** Whether a script below has nothing in it but words, {@code (\\ldots)_{\\text{tensor contraction}}}. */
    private boolean isRemark() {
        int close = in.peek(1).is(Kind.OPEN, "{") ? in.closing(1) : -1;
        for (int i = 2; i < close; i++) {
            if (!in.peek(i).is(Kind.TEXT)) {
                return false;
            }
        }
        return close > 2;
    }

    private boolean transposes() {
        in.next();
        Token next = in.peek();
        if (next.is(Kind.OPEN, "{")) {
            int close = in.closing(0);
            if (close > 0 && close < 6 && Marks.isTransposed(in.text(1, close))) {
                in.skip(close + 1);
                return true;
            }
            return false;
        }
        return next.isName() && Marks.isTransposed(in.next().text());
    }

    Expr primary() {
        Token next = in.peek();
        switch (next.kind()) {
            case NUMBER -> {
                in.next();
                return Expr.num(next.number());
            }
            case OPEN -> {
                return in.peek(1).is(Kind.NABLA) && in.peek(2).isOperator("_") && in.closing(0) > 0
                        ? derivatives.gradientInBraces()
                        : brackets.bracket();
            }
            case FUNCTION -> {
                return functions.function();
            }
            case FRACTION -> {
                in.next();
                return arguments.fraction();
            }
            case DERIVATIVE -> {
                in.next();
                return derivatives.named(arguments.argument(), arguments.argument());
            }
            case ROOT -> {
                return arguments.root();
            }
            case SUM -> {
                return arguments.sigma();
            }
            case PARTIAL -> {
                return derivatives.partial();
            }
            case BEGIN -> {
                return brackets.matrix();
            }
            case DOTS -> {
                in.next();
                return names.symbol(new WrittenName("…", "", ""));
            }
            case OPERATOR -> {
                if (next.text().equals("|") || next.text().equals("‖")) {
                    return brackets.bars(next.text());
                }
            }
            case WORD, NAME, ACCENT, NABLA -> {
                return name();
            }
            default -> {}
        }
        boolean number = next.is(Kind.STRANGE) && LexerState.isDigit(next.text().codePointAt(0));
        throw in.unreadable(
                ParseExpectation.of(number ? ParseExpectation.Kind.ONE_NUMBER : ParseExpectation.Kind.OPERAND));
    }

    private Expr name() {
        Token first = in.peek();
        if (first.is(Kind.NABLA) && in.peek(1).isOperator("_")) {
            return derivatives.gradient();
        } else if (first.is(Kind.WORD, "d")
                || first.is(Kind.NAME, "delta") && in.peek(1).isName()) {
            Optional<Expr> derivative = derivatives.differential();
            if (derivative.isPresent()) {
                return derivative.get();
            }
        } else if (first.is(Kind.WORD, "e")
                && (in.peek(1).isOperator("^") || in.peek(1).is(Kind.RAISED))) {
            return exponential();
        }
        Optional<Expr> call = first.isName() ? functions.call() : Optional.empty();
        return call.isPresent() ? call.get() : scripted(names.read());
    }

    /** A name that is followed by a power, and by a subscript behind the power. */
    Expr scripted(WrittenName name) {
        if (!in.peek().isOperator("^")) {
            return names.symbol(name);
        }
        int start = in.position();
        in.next();
        Expr exponent = in.peek().is(Kind.OPEN) || in.peek().is(Kind.NUMBER) ? exponentOf() : Expr.ONE;
        if (in.peek().isOperator("_")) {
            return Expr.pow(names.symbol(names.scripts(name)), exponent);
        }
        in.back(start);
        return names.symbol(name);
    }

    private Expr exponentOf() {
        if (in.peek().is(Kind.NUMBER)) {
            return Expr.num(in.next().number());
        }
        int close = in.closing(0);
        if (close < 0 || !in.peek(close + 1).isOperator("_")) {
            return Expr.ONE;
        }
        return group();
    }

    private Expr exponential() {
        in.next();
        Token raised = in.peek();
        if (raised.is(Kind.RAISED)) {
            in.next();
            if (raised(Expr.ONE, raised) instanceof Expr.Pow power) {
                return Expr.call("exp", power.exponent());
            }
            throw new Unreadable(raised, ParseExpectation.of(ParseExpectation.Kind.POWER));
        }
        in.enter();
        in.next();
        Expr exponent = exponent();
        in.leave();
        return Expr.call("exp", exponent);
    }

    /** A sum, or a setting as programs have them, {@code stride=1}. */
    Expr sumOrSetting() {
        Token name = in.peek();
        if (!name.isName() || !in.peek(1).is(Kind.RELATION, "=")) {
            return sum();
        }
        in.skip(2);
        return new Expr.Relation(List.of(Expr.sym(name.text()), sum()), List.of(Expr.Sign.EQUAL));
    }

    /** What stands in braces. */
    Expr group() {
        in.enter();
        in.next();
        Expr inside = sum();
        in.close("{");
        in.leave();
        return inside;
    }
}
