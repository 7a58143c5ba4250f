package chalkgrad.work;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Symbol;
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
    private static final String OPERAND = "a number, a name, \"(\" or \"-\"";

    private final Cursor in;
    private final NameReader names;
    private final boolean plainNames;

    ExpressionParser(Cursor in, boolean plainNames) {
        this.in = in;
        this.plainNames = plainNames;
        this.names = new NameReader(in, plainNames);
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

    private Expr product() {
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
            } else if (followsAtOnce(next)) {
                factors.add(power());
            } else {
                return Expr.mul(factors);
            }
        }
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
        boolean small = expr instanceof Expr.Num n && n.value().scale() == 0 && n.value().precision() <= 3;
        return small ? Integer.valueOf(((Expr.Num) expr).value().intValue()) : null;
    }

    /** Whether a factor follows without a sign between. */
    private boolean followsAtOnce(Token next) {
        return switch (next.kind()) {
            case WORD, NAME, FUNCTION, FRACTION, DERIVATIVE, ROOT, ACCENT, PARTIAL, SUM, BEGIN, NABLA -> true;
            case OPEN -> true;
            case OPERATOR -> next.text().equals("|") && bars == 0 || next.text().equals("‖") && norms == 0;
            default -> false;
        };
    }

    private int bars;
    private int norms;

    private Expr factor() {
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

    private Expr power() {
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

    private Expr exponent() {
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
        if (digits.isEmpty() || digits.length() > 6) {
            throw new Unreadable(raised, "a power");
        } else if (digits.chars().allMatch(Lexer::isDigit)) {
            Expr size = Expr.num(digits);
            return Expr.pow(base, minus ? Expr.neg(size) : size);
        } else if (digits.length() == 1 && Character.isLetter(digits.charAt(0))) {
            Expr size = symbol(new Scribble(digits, "", ""));
            return Expr.pow(base, minus ? Expr.neg(size) : size);
        }
        throw new Unreadable(raised, "a power");
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
            } else {
                in.back(start);
                return all;
            }
        }
    }

    private boolean transposes() {
        in.next();
        Token next = in.peek();
        if (next.is(Kind.OPEN, "{")) {
            int close = in.closing(0);
            if (close > 0 && close < 6 && NameReader.isTransposed(in.text(1, close))) {
                in.skip(close + 1);
                return true;
            }
            return false;
        }
        return next.isName() && NameReader.isTransposed(in.next().text());
    }

    private Expr primary() {
        Token next = in.peek();
        switch (next.kind()) {
            case NUMBER -> {
                in.next();
                return Expr.num(next.number());
            }
            case OPEN -> {
                return bracket();
            }
            case FUNCTION -> {
                return function();
            }
            case FRACTION -> {
                in.next();
                return fraction();
            }
            case DERIVATIVE -> {
                in.next();
                return named(argument(), argument());
            }
            case ROOT -> {
                return root();
            }
            case SUM -> {
                return sigma();
            }
            case PARTIAL -> {
                return partial();
            }
            case BEGIN -> {
                return matrix();
            }
            case DOTS -> {
                in.next();
                return symbol(new Scribble("…", "", ""));
            }
            case OPERATOR -> {
                if (next.text().equals("|") || next.text().equals("‖")) {
                    return bars(next.text());
                }
            }
            case WORD, NAME, ACCENT, NABLA -> {
                return name();
            }
            default -> {}
        }
        throw in.unreadable(OPERAND);
    }

    // Names and functions

    private Expr name() {
        Token first = in.peek();
        if (first.is(Kind.NABLA) && (in.peek(1).isOperator("_"))) {
            return gradient();
        } else if (first.is(Kind.WORD, "d")) {
            Optional<Expr> derivative = differential();
            if (derivative.isPresent()) {
                return derivative.get();
            }
        } else if (first.is(Kind.WORD, "e") && (in.peek(1).isOperator("^") || in.peek(1).is(Kind.RAISED))) {
            return exponential();
        }
        Optional<Expr> call = first.isName() ? call() : Optional.empty();
        return call.isPresent() ? call.get() : scripted(names.read());
    }

    /** A name that is followed by a power, and by a subscript behind the power. */
    private Expr scripted(Scribble name) {
        if (!in.peek().isOperator("^")) {
            return symbol(name);
        }
        int start = in.position();
        in.next();
        Expr exponent = in.peek().is(Kind.OPEN) || in.peek().is(Kind.NUMBER) ? exponentOf() : Expr.ONE;
        if (in.peek().isOperator("_")) {
            return Expr.pow(symbol(names.scripts(name)), exponent);
        }
        in.back(start);
        return symbol(name);
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

    Expr symbol(Symbol symbol) {
        if (plainNames && symbol instanceof Scribble s) {
            return Expr.sym(new Symbol.Name(plainName(s)));
        }
        return Expr.sym(symbol);
    }

    static String plainName(Scribble s) {
        boolean digits = !s.sub().isEmpty() && Lexer.isDigit(s.sub().charAt(0));
        return s.base().replace(' ', '_') + (s.sub().isEmpty() ? "" : (digits ? "" : "_") + s.sub()) + (s.sup().isEmpty() ? "" : "^" + s.sup());
    }

    private Symbol part(Scribble s) {
        return plainNames ? new Symbol.Name(plainName(s)) : s;
    }

    private Expr partialOf(Scribble of, Scribble by) {
        return Expr.sym(new Quantity.Partial(part(of), part(by)));
    }

    private Expr exponential() {
        in.next();
        Token raised = in.peek();
        if (raised.is(Kind.RAISED)) {
            in.next();
            if (raised(Expr.ONE, raised) instanceof Expr.Pow power) {
                return Expr.call("exp", power.exponent());
            }
            throw new Unreadable(raised, "a power");
        }
        in.enter();
        in.next();
        Expr exponent = exponent();
        in.leave();
        return Expr.call("exp", exponent);
    }

    /** A function before its parenthesis; empty where the name is none. */
    private Optional<Expr> call() {
        Token first = in.peek();
        String function = Vocabulary.FUNCTIONS.get(first.text());
        if (function == null || function.length() == 1 && !Vocabulary.LETTER_FUNCTIONS.contains(function)) {
            return Optional.empty();
        }
        int start = in.position();
        in.next();
        if (function.equals("log") && in.peek().is(Kind.NUMBER, "10") && !in.peek().gap()) {
            in.next();
            function = "log10";
        }
        String primes = primes();
        Expr power = functionPower();
        if (in.peek().is(Kind.OPEN, "(") || in.peek().is(Kind.OPEN, "[")) {
            boolean index = primes.isEmpty() && power == Expr.ONE && Vocabulary.HEADS.contains(first.text()) && isOneName();
            if (!index) {
                Expr call = new Expr.Call(function + primes, arguments());
                return Optional.of(power == Expr.ONE ? call : Expr.pow(call, power));
            }
        }
        in.back(start);
        return Optional.empty();
    }

    private boolean isOneName() {
        int close = in.closing(0);
        return close == 2 && in.peek(1).isName() || close == 3 && in.peek(1).isName() && in.peek(2).is(Kind.NUMBER)
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
        args.add(sum());
        while (in.peek().isOperator(",") || in.peek().isOperator(";")) {
            in.next();
            args.add(sum());
        }
        in.close(open);
        in.leave();
        return args;
    }

    /** A function that needs no parentheses. */
    private Expr function() {
        Token first = in.next();
        String function = first.text();
        if (function.equals("log") && in.peek().isOperator("_")) {
            in.next();
            String base = names.scriptText();
            if (!base.equals("10") && !base.equals("e")) {
                throw new Unreadable(first, "a logarithm to the base e or 10");
            }
            function = base.equals("e") ? "ln" : "log10";
        } else if (in.peek().isOperator("_")) {
            in.next();
            names.scriptText();
        }
        if (function.equals("exp") && in.peek().isOperator("^")) {
            in.next();
            return Expr.call("exp", exponent());
        }
        String primes = primes();
        Expr power = functionPower();
        List<Expr> args;
        in.enter();
        if (in.peek().is(Kind.OPEN)) {
            args = in.peek().is(Kind.OPEN, "{") ? List.of(group()) : arguments();
        } else if (in.peek().isOperator("-")) {
            args = List.of(factor());
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
        Expr first = power();
        return number && names.starts() && !in.peek().gap() ? Expr.mul(first, power()) : first;
    }

    // Brackets

    private Expr group() {
        in.enter();
        in.next();
        Expr inside = sum();
        in.close("{");
        in.leave();
        return inside;
    }

    private Expr bracket() {
        Token open = in.peek();
        if (open.is(Kind.OPEN, "{")) {
            Expr inside = group();
            if (inside instanceof Expr.Sym s && s.symbol() instanceof Scribble name) {
                return scripted(names.scripts(name));
            }
            return inside;
        } else if (open.is(Kind.OPEN, "[") && in.peek(1).is(Kind.OPEN, "[")) {
            return nested();
        }
        in.enter();
        int outerBars = bars;
        int outerNorms = norms;
        bars = 0;
        norms = 0;
        in.next();
        Expr inside = list(open.text());
        in.close(open.text());
        bars = outerBars;
        norms = outerNorms;
        in.leave();
        return inside;
    }

    /** What stands in brackets: one expression, or several as a row, or rows with semicolons between. */
    private Expr list(String open) {
        Expr first = sum();
        if (!in.peek().isOperator(",") && !in.peek().isOperator(";") && !(open.equals("[") && in.peek().is(Kind.NUMBER))) {
            return first;
        }
        var rows = new ArrayList<List<Expr>>();
        var row = new ArrayList<Expr>(List.of(first));
        while (true) {
            if (in.peek().isOperator(",")) {
                in.next();
                row.add(sum());
            } else if (in.peek().isOperator(";")) {
                in.next();
                rows.add(row);
                row = new ArrayList<>(List.of(sum()));
            } else if (open.equals("[") && in.peek().is(Kind.NUMBER)) {
                row.add(sum());
            } else {
                rows.add(row);
                return even(rows);
            }
        }
    }

    private Expr nested() {
        in.enter();
        in.next();
        var rows = new ArrayList<List<Expr>>();
        while (true) {
            Token open = in.peek();
            if (!open.is(Kind.OPEN, "[")) {
                throw in.unreadable("\"[\"");
            }
            in.next();
            var row = new ArrayList<Expr>(List.of(sum()));
            while (in.peek().isOperator(",") || in.peek().is(Kind.NUMBER)) {
                if (in.peek().isOperator(",")) {
                    in.next();
                }
                row.add(sum());
            }
            in.close("[");
            rows.add(row);
            if (in.peek().isOperator(",")) {
                in.next();
            } else if (!in.peek().is(Kind.OPEN, "[")) {
                break;
            }
        }
        in.close("[");
        in.leave();
        return even(rows);
    }

    private Expr even(List<? extends List<Expr>> rows) {
        for (List<Expr> row : rows) {
            if (row.size() != rows.get(0).size()) {
                throw in.unreadable("rows of one length");
            }
        }
        return new Expr.Matrix(List.copyOf(rows));
    }

    private Expr bars(String sign) {
        in.enter();
        in.next();
        boolean norm = sign.equals("‖");
        bars += norm ? 0 : 1;
        norms += norm ? 1 : 0;
        Expr inside = sum();
        if (!in.peek().isOperator(sign)) {
            throw in.unreadable("\"" + sign + "\" or an operator");
        }
        in.next();
        bars -= norm ? 0 : 1;
        norms -= norm ? 1 : 0;
        in.leave();
        return Expr.call(norm ? "norm" : "abs", inside);
    }

    private Expr matrix() {
        Token begin = in.next();
        if (begin.text().equals("cases")) {
            throw new Unreadable(begin, "one formula, not pieces");
        }
        in.enter();
        var rows = new ArrayList<List<Expr>>();
        var row = new ArrayList<Expr>();
        while (true) {
            if (in.peek().is(Kind.END)) {
                in.next();
                break;
            } else if (in.peek().is(Kind.ROW)) {
                in.next();
                if (!in.peek().is(Kind.END)) {
                    rows.add(row);
                    row = new ArrayList<>();
                }
                continue;
            } else if (in.peek().is(Kind.ALIGN)) {
                in.next();
            }
            row.add(sum());
            if (!in.peek().is(Kind.ALIGN) && !in.peek().is(Kind.ROW) && !in.peek().is(Kind.END)) {
                throw in.unreadable("\"&\", \"\\\\\" or the end of the matrix");
            }
        }
        rows.add(row);
        in.leave();
        return begin.text().equals("vmatrix") ? determinant(begin) : even(rows);
    }

    private static Expr determinant(Token begin) {
        throw new Unreadable(begin, "a matrix in brackets or parentheses");
    }

    // Fractions, roots and sums

    /** Where an argument of a command stands: a group, or one sign. */
    private record Span(int from, int to) {}

    private Span argument() {
        Token next = in.peek();
        int start = in.position();
        if (next.is(Kind.OPEN, "{")) {
            int close = in.closing(0);
            if (close < 0) {
                throw in.unreadable("\"}\" somewhere behind it");
            }
            in.skip(close + 1);
            return new Span(start + 1, start + close);
        } else if (next.is(Kind.OVER)) {
            throw in.unreadable("an argument in braces");
        }
        in.next();
        return new Span(start, start + 1);
    }

    private Expr fraction() {
        Span above = argument();
        Span below = argument();
        Optional<Expr> derivative = derivative(above, below);
        if (derivative.isPresent()) {
            return derivative.get();
        }
        int end = in.position();
        Expr numerator = whole(above);
        Expr denominator = whole(below);
        in.back(end);
        return Expr.div(numerator, denominator);
    }

    private Expr whole(Span span) {
        in.back(span.from);
        int outer = in.narrow(span.to);
        Expr all = sum();
        if (!in.isOver()) {
            throw in.unreadable("an operator or \"}\"");
        }
        in.widen(outer);
        return all;
    }

    /** A fraction of differentials; empty where it is none. */
    private Optional<Expr> derivative(Span above, Span below) {
        int end = in.position();
        in.back(below.from);
        boolean both = isDifferential();
        in.back(above.from);
        both &= isDifferential();
        in.back(end);
        return both ? Optional.of(quotient(above, below, true)) : Optional.empty();
    }

    private boolean isDifferential() {
        Token next = in.peek();
        return next.is(Kind.PARTIAL)
                || next.is(Kind.WORD, "d") && !in.peek(1).isOperator("_") && !in.peek(1).is(Kind.NUMBER) && !in.peek(1).is(Kind.LOWERED);
    }

    private Expr named(Span above, Span below) {
        return quotient(above, below, false);
    }

    private Expr quotient(Span above, Span below, boolean signs) {
        int end = in.position();
        in.back(below.from);
        int outer = in.narrow(below.to);
        if (signs) {
            in.next();
        }
        Scribble by = names.wrapped();
        if (!in.isOver()) {
            throw in.unreadable("one name");
        }
        in.widen(outer);
        in.back(above.from);
        outer = in.narrow(above.to);
        if (signs) {
            in.next();
        }
        boolean operator = in.isOver();
        Expr of = operator ? Expr.ONE : sum();
        if (!in.isOver()) {
            throw in.unreadable("an operator or \"}\"");
        }
        in.widen(outer);
        in.back(end);
        return operator ? differentiated(by) : derivative(of, by);
    }

    /** The sign d/dby before what is differentiated. */
    private Expr differentiated(Scribble by) {
        in.enter();
        Expr of = power();
        in.leave();
        return derivative(of, by);
    }

    private Expr derivative(Expr of, Scribble by) {
        return of instanceof Expr.Sym s
                ? Expr.sym(new Quantity.Partial(s.symbol(), part(by)))
                : Expr.call("diff", of, symbol(by));
    }

    /** {@code ∂E/∂w5}. */
    private Expr partial() {
        Token sign = in.next();
        if (in.peek().isOperator("^") || in.peek().is(Kind.RAISED)) {
            throw in.unreadable("a first derivative");
        } else if (in.peek().isOperator("/")) {
            in.next();
            return differentiated(differentialName());
        } else if (in.peek().isOperator("_")) {
            in.next();
            Scribble by = new Scribble(names.scriptText(), "", "");
            return differentiated(by);
        }
        boolean name = names.starts() || in.peek().is(Kind.OPEN, "{");
        in.enter();
        Expr of = name ? symbolOf(names.wrapped()) : primary();
        in.leave();
        if (!in.peek().isOperator("/") || !(in.peek(1).is(Kind.PARTIAL) || in.peek(1).is(Kind.WORD, "d"))) {
            if (of instanceof Expr.Sym s && s.symbol() instanceof Scribble only) {
                return symbol(new Scribble("d" + only.base(), only.sub(), only.sup(), only.pass(), only.sample()));
            }
            throw new Unreadable(sign, "a derivative");
        }
        in.next();
        Scribble by = differentialName();
        return of instanceof Expr.Sym s && s.symbol() instanceof Scribble only ? partialOf(only, by) : derivative(of, by);
    }

    private static Expr symbolOf(Scribble name) {
        return Expr.sym(name);
    }

    /** The name behind a d or ∂. */
    private Scribble differentialName() {
        if (!in.peek().is(Kind.PARTIAL) && !in.peek().is(Kind.WORD, "d")) {
            throw in.unreadable("\"∂\" or \"d\"");
        }
        in.next();
        return names.wrapped();
    }

    /** {@code dE/dw5}, {@code d/dw5 E}, {@code dE_dw5}, {@code dw5}; empty where the d is a letter of its own. */
    private Optional<Expr> differential() {
        int start = in.position();
        in.next();
        Token next = in.peek();
        if (next.isOperator("/") && (in.peek(1).is(Kind.WORD, "d") || in.peek(1).is(Kind.PARTIAL))) {
            in.next();
            return Optional.of(differentiated(differentialName()));
        }
        int close = next.is(Kind.OPEN, "(") ? in.closing(0) : -1;
        boolean wrapped = close > 0 && close < 8 && in.peek(close + 1).isOperator("/") && (in.peek(close + 2).is(Kind.WORD, "d"));
        if (!wrapped && !names.starts()) {
            in.back(start);
            return Optional.empty();
        }
        Scribble of = names.wrapped();
        Optional<Expr> coded = coded(of);
        if (coded.isPresent()) {
            return coded;
        } else if (in.peek().isOperator("/") && (in.peek(1).is(Kind.WORD, "d") || in.peek(1).is(Kind.PARTIAL))) {
            in.next();
            return Optional.of(partialOf(of, differentialName()));
        } else if (!next.gap() && !wrapped) {
            return Optional.of(symbol(new Scribble("d" + of.base(), of.sub(), of.sup(), of.pass(), of.sample())));
        }
        in.back(start);
        return Optional.empty();
    }

    /** {@code dE_dw5} as it is written in programs. */
    private Optional<Expr> coded(Scribble of) {
        int comma = of.sub().lastIndexOf(',');
        String last = of.sub().substring(comma + 1);
        if (last.length() < 2 || last.charAt(0) != 'd' || !Character.isLetter(last.charAt(1)) || Vocabulary.WORDS.contains(last)) {
            return Optional.empty();
        }
        String rest = last.substring(1);
        int digits = rest.length();
        while (digits > 1 && Lexer.isDigit(rest.charAt(digits - 1))) {
            digits--;
        }
        var name = new Scribble(of.base(), comma < 0 ? "" : of.sub().substring(0, comma), "");
        return Optional.of(partialOf(name, new Scribble(rest.substring(0, digits), rest.substring(digits), of.sup(), of.pass(), of.sample())));
    }

    private Expr gradient() {
        in.next();
        in.next();
        int close = in.peek().is(Kind.OPEN, "{") ? in.closing(0) : -1;
        Scribble by;
        if (close > 0) {
            by = names.wrapped();
        } else {
            by = names.read();
        }
        return differentiated(by);
    }

    private Expr root() {
        in.next();
        if (in.peek().is(Kind.OPEN, "[")) {
            throw in.unreadable("a square root");
        }
        in.enter();
        Expr arg;
        if (in.peek().is(Kind.OPEN, "{")) {
            arg = group();
        } else if (in.peek().is(Kind.OPEN)) {
            arg = bracket();
        } else {
            arg = primary();
        }
        in.leave();
        return Expr.call("sqrt", arg);
    }

    private Expr sigma() {
        in.next();
        Symbol index = new Symbol.Name("");
        Expr from = Expr.sym("");
        Expr to = Expr.sym("");
        while (in.peek().isOperator("_") || in.peek().isOperator("^") || in.peek().is(Kind.LOWERED) || in.peek().is(Kind.RAISED)) {
            Token mark = in.next();
            if (mark.is(Kind.LOWERED) || mark.is(Kind.RAISED)) {
                boolean low = mark.is(Kind.LOWERED);
                index = low ? part(new Scribble(mark.text(), "", "")) : index;
                to = low ? to : symbol(new Scribble(mark.text(), "", ""));
                continue;
            }
            Span span = argument();
            int end = in.position();
            if (mark.isOperator("^")) {
                to = whole(span);
            } else {
                in.back(span.from);
                int outer = in.narrow(span.to);
                index = names.starts() ? part(names.read()) : index;
                if (in.peek().is(Kind.RELATION)) {
                    in.next();
                    from = sum();
                }
                in.widen(outer);
            }
            in.back(end);
        }
        in.enter();
        Expr body = product();
        in.leave();
        return new Expr.Sigma(index, from, to, body);
    }
}
