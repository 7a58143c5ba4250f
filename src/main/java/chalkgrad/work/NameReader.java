package chalkgrad.work;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Symbol;
import chalkgrad.work.Token.Kind;
import java.util.Optional;

/**
 * Reads names with their accents, indices and marks.
 *
 * <p>{@code w_{11}^{(2)}} is the name w with 11 below and (2) above; of {@code o_1^2} only {@code o_1} is read.
 */
final class NameReader {
    /** The longest that an index and a mark may be together. */
    private static final int LONGEST = 100;

    private final Cursor in;
    private final boolean plainNames;

    NameReader(Cursor in, boolean plainNames) {
        this.in = in;
        this.plainNames = plainNames;
    }

    /** A name as an expression; a transposed one is the transpose of a name. */
    Expr symbol(WrittenName name) {
        String transposed = "," + Marks.TRANSPOSED;
        if (name.sup().endsWith(transposed)) {
            String sup = name.sup().substring(0, name.sup().length() - transposed.length());
            return new Expr.Transpose(
                    symbol(new WrittenName(name.base(), name.sub(), sup, name.pass(), name.sample())));
        }
        return Expr.sym(part(name));
    }

    /** A name as it stands in an expression. */
    Symbol part(WrittenName name) {
        return plainNames ? new Symbol.Name(plainName(name)) : name;
    }

    private static String plainName(WrittenName name) {
        boolean digits = !name.sub().isEmpty() && LexerState.isDigit(name.sub().charAt(0));
        return name.base().replace(' ', '_')
                + (name.sub().isEmpty() ? "" : (digits ? "" : "_") + name.sub())
                + (name.sup().isEmpty() ? "" : "^" + name.sup());
    }

    /** Whether a name begins here. */
    boolean starts() {
        Token next = in.peek();
        return next.isName() || next.is(Kind.ACCENT) || next.is(Kind.NABLA);
    }

    /** A name with whatever belongs to it; a superscript that is a power is left. */
    WrittenName read() {
        in.enter();
        WrittenName name = base();
        while (true) {
            Optional<WrittenName> more = script(name);
            if (more.isEmpty()) {
                in.leave();
                return name;
            }
            name = limited(more.get());
        }
    }

    private WrittenName limited(WrittenName name) {
        if (name.sub().length() + name.sup().length() > LONGEST) {
            throw in.unreadable(ParseExpectation.of(ParseExpectation.Kind.SHORTER_NAME));
        }
        return name;
    }

    /** A name that may be in parentheses or braces. */
    WrittenName wrapped() {
        if (in.peek().is(Kind.OPEN)) {
            in.enter();
            String open = in.next().text();
            WrittenName name = wrapped();
            in.close(open);
            in.leave();
            return scripts(name);
        }
        if (!starts()) {
            throw in.unreadable(ParseExpectation.of(ParseExpectation.Kind.NAME));
        }
        return read();
    }

    /** A name with what follows it. */
    WrittenName scripts(WrittenName name) {
        WrittenName all = name;
        for (Optional<WrittenName> more = script(all); more.isPresent(); more = script(all)) {
            all = limited(more.get());
        }
        return all;
    }

    /**
     * A name that is differentiated by, with the bare number above it: nobody differentiates by a square, so {@code z^3} is the z of a layer.
     */
    WrittenName layered(WrittenName name) {
        Token next = in.peek();
        int length = next.isOperator("^") ? 2 : 1;
        Token number = in.peek(length - 1);
        boolean bare = (number.is(Kind.RAISED) || next.isOperator("^") && number.is(Kind.NUMBER))
                && number.text().length() == 1
                && isWhole(number);
        if (plainNames || !bare || !name.sup().isEmpty()) {
            return name;
        }
        in.skip(length);
        WrittenName marked = name.marked("(" + number.text() + ")");
        if (!in.peek().isOperator("_") || !name.sub().isEmpty()) {
            return marked;
        }
        in.next();
        return new WrittenName(marked.base(), scriptText(), marked.sup(), marked.pass(), marked.sample());
    }

    private WrittenName base() {
        Token first = in.next();
        if (first.is(Kind.ACCENT)) {
            WrittenName name = wrapped();
            return new WrittenName(
                    first.text() + " " + name.base(), name.sub(), name.sup(), name.pass(), name.sample());
        } else if (first.is(Kind.NABLA)) {
            WrittenName name = wrapped();
            return new WrittenName("nabla " + name.base(), name.sub(), name.sup(), name.pass(), name.sample());
        } else if (first.is(Kind.NAME, "Delta")
                && (in.peek().isName()
                        || in.peek().is(Kind.OPEN, "{") && in.peek(1).isName())) {
            WrittenName name = wrapped();
            return new WrittenName("Delta " + name.base(), name.sub(), name.sup(), name.pass(), name.sample());
        } else if (!first.isName()) {
            throw new Unreadable(first, ParseExpectation.of(ParseExpectation.Kind.NAME));
        }
        return new WrittenName(first.text(), "", "");
    }

    /** The name with one script more, or empty where none follows. */
    private Optional<WrittenName> script(WrittenName name) {
        Token next = in.peek();
        boolean glued = !next.gap();
        if (next.is(Kind.NUMBER) && glued && name.sub().isEmpty() && name.sup().isEmpty() && isWhole(next)) {
            in.next();
            return Optional.of(name.indexed(next.text()));
        } else if (glued && isUnitOfDelta(name, next)) {
            in.skip(2);
            return Optional.of(name.indexed(next.text() + in.peek(-1).text()));
        } else if (next.is(Kind.LOWERED)) {
            in.next();
            return Optional.of(name.indexed(next.text()));
        } else if (next.is(Kind.RAISED)) {
            return raised(name, next);
        } else if (next.isOperator("_")) {
            in.next();
            return Optional.of(below(name, scriptText()));
        } else if (next.isOperator("^")) {
            return above(name);
        } else if (next.isOperator("'") || next.isOperator("''")) {
            in.next();
            return Optional.of(primed(name, next.text()));
        } else if (glued && isMark(next)) {
            in.next();
            return Optional.of(name.marked(next.text()));
        } else if (next.isOperator("@")
                && glued
                && in.peek(1).is(Kind.NUMBER)
                && !in.peek(1).gap()
                && isWhole(in.peek(1))) {
            return Optional.of(numbered(name, true));
        } else if (next.isOperator("#") && glued && in.peek(1).is(Kind.NUMBER) && isWhole(in.peek(1))) {
            return Optional.of(numbered(name, false));
        } else if (next.is(Kind.OPEN, "(")) {
            return inParentheses(name);
        } else if (next.is(Kind.OPEN, "[") && glued && isEntry()) {
            int close = in.closing(0);
            String index = in.text(0, close + 1);
            in.skip(close + 1);
            return Optional.of(name.indexed(index));
        } else if (next.is(Kind.NAME) && glued && !name.sub().isEmpty() && Vocabulary.MARKS.containsKey(next.text())) {
            in.next();
            return Optional.of(name.marked(Marks.word(next.text())));
        }
        return Optional.empty();
    }

    /** Whether a sign at a name joins it to nothing, as in {@code w5+} and {@code w1+ * x1}. */
    private boolean isMark(Token sign) {
        if (!sign.isOperator("+") && !sign.isOperator("*")) {
            return false;
        }
        Token after = in.peek(1);
        boolean binary = after.isOperator("*")
                || after.isOperator("/")
                || after.isOperator("⊙")
                || after.isOperator("+") && after.gap()
                || after.isOperator("-") && after.gap() && in.peek(2).gap();
        return in.endsAfter(1) || sign.isOperator("+") && binary;
    }

    /** {@code δo1}, which is no product. */
    private boolean isUnitOfDelta(WrittenName name, Token next) {
        Token digits = in.peek(1);
        return name.base().equals("delta")
                && name.sub().isEmpty()
                && (next.is(Kind.WORD, "o") || next.is(Kind.WORD, "h"))
                && digits.is(Kind.NUMBER)
                && !digits.gap()
                && isWhole(digits);
    }

    private static WrittenName primed(WrittenName name, String primes) {
        return name.sup().endsWith("'")
                ? new WrittenName(name.base(), name.sub(), name.sup() + primes, name.pass(), name.sample())
                : name.marked(primes);
    }

    private WrittenName numbered(WrittenName name, boolean pass) {
        in.next();
        Token digits = in.next();
        int number = digits.text().length() > 6 ? 999_999 : Integer.parseInt(digits.text());
        return new WrittenName(
                name.base(), name.sub(), name.sup(), pass ? number : name.pass(), pass ? name.sample() : number);
    }

    /** An index in parentheses, {@code net(h1)}, or a mark, {@code w5(new)}. */
    private Optional<WrittenName> inParentheses(WrittenName name) {
        int close = in.closing(0);
        if (close < 0 || close > 8) {
            return Optional.empty();
        }
        String inside = in.text(1, close);
        if (Marks.isWord(inside)) {
            in.skip(close + 1);
            return Optional.of(name.marked(Marks.word(inside)));
        }
        // Y₁(in) is what goes into a unit.
        boolean flow = Vocabulary.FLOWS.contains(inside)
                && close == 2
                && name.sup().isEmpty()
                && !in.peek().gap();
        if (flow) {
            in.skip(3);
            String kind = inside.equals("out") || inside.equals("output") ? "out" : "net";
            return Optional.of(new WrittenName(kind, name.base() + name.sub(), "", name.pass(), name.sample()));
        }
        boolean head = Vocabulary.HEADS.contains(name.base())
                && name.sub().isEmpty()
                && name.sup().isEmpty();
        if (!head || in.peek().gap() && name.base().length() == 1) {
            return Optional.empty();
        }
        Token first = in.peek(1);
        if (first.is(Kind.NUMBER) && close == 2 && isWhole(first)) {
            in.skip(3);
            return Optional.of(name.indexed(first.text()));
        } else if (!first.isName() || !isIndex(close)) {
            return Optional.empty();
        }
        in.skip(close + 1);
        boolean all = Vocabulary.LOSSES.contains(name.base()) && Vocabulary.PARAMETERS.contains(inside);
        return Optional.of(all ? name : name.indexed(inside));
    }

    /** Whether a bracket behind a name has nothing in it but whole numbers, {@code W1[0][1]}. */
    private boolean isEntry() {
        int close = in.closing(0);
        for (int i = 1; i < close; i++) {
            boolean number = in.peek(i).is(Kind.NUMBER) && isWhole(in.peek(i));
            if (!number && !in.peek(i).isOperator(",")) {
                return false;
            }
        }
        return close > 1 && close < 5;
    }

    /** Whether a parenthesis has one name in it, of letters, digits and subscripts. */
    private boolean isIndex(int close) {
        for (int i = 1; i < close; i++) {
            Token token = in.peek(i);
            boolean part = token.isName()
                            && (i == 1
                                    || in.peek(i - 1).isOperator("_")
                                    || in.peek(i - 1).is(Kind.OPEN, "{"))
                    || token.is(Kind.NUMBER) && isWhole(token)
                    || token.is(Kind.LOWERED)
                    || token.isOperator("_")
                    || token.is(Kind.OPEN, "{")
                    || token.is(Kind.CLOSE, "}");
            if (!part) {
                return false;
            }
        }
        return true;
    }

    private static WrittenName below(WrittenName name, String script) {
        WrittenName all = name;
        for (String part : script.split(",", -1)) {
            if (part.equals("hat") || part.equals("bar") || part.equals("tilde")) {
                all = new WrittenName(part + " " + all.base(), all.sub(), all.sup(), all.pass(), all.sample());
            } else if (Marks.isWord(part)) {
                all = all.marked(Marks.word(part));
            } else if (!part.isEmpty()) {
                String bare = part.endsWith("+") && part.length() > 1 ? part.substring(0, part.length() - 1) : part;
                all = all.indexed(bare);
                all = bare.equals(part) ? all : all.marked("+");
            }
        }
        return all;
    }

    private Optional<WrittenName> raised(WrittenName name, Token raised) {
        String mark = Marks.of(raised.text(), plainNames);
        if (mark == null) {
            return Optional.empty();
        }
        in.next();
        return Optional.of(name.marked(mark));
    }

    private Optional<WrittenName> above(WrittenName name) {
        int start = in.position();
        in.next();
        if (in.peek().is(Kind.OVER) || in.peek().is(Kind.CLOSE)) {
            in.back(start);
            return Optional.empty();
        }
        if (in.peek().is(Kind.OPEN) && in.closing(0) > LONGEST) {
            in.back(start);
            return Optional.empty();
        }
        String script = scriptText();
        if (Marks.isTransposed(script)) {
            in.back(start);
            return Optional.empty();
        }
        String mark =
                script.chars().allMatch(c -> c == '\'') && !script.isEmpty() ? script : Marks.of(script, plainNames);
        if (mark == null) {
            in.back(start);
            return Optional.empty();
        }
        return Optional.of(mark.startsWith("'") ? primed(name, mark) : name.marked(mark));
    }

    /** A script as text without braces: {@code {h_{1}}} is {@code h1}. */
    String scriptText() {
        Token first = in.peek();
        if (first.is(Kind.OPEN)) {
            int close = in.closing(0);
            if (close < 0) {
                throw in.unreadable(ParseExpectation.of(ParseExpectation.Kind.BRACE));
            }
            boolean braces = first.is(Kind.OPEN, "{");
            if (close > LONGEST) {
                throw in.unreadable(ParseExpectation.of(ParseExpectation.Kind.SHORTER_NAME));
            }
            String inside = in.text(braces ? 1 : 0, braces ? close : close + 1);
            in.skip(close + 1);
            return inside;
        }
        var said = new StringBuilder();
        if (first.isOperator("-")
                || first.isOperator("+")
                || first.isOperator("*")
                || first.isOperator("'")
                || first.isOperator("''")) {
            in.next();
            said.append(first.text());
            while (in.peek().isOperator("'")) {
                said.append(in.next().text());
            }
            boolean sign = first.isOperator("-") || first.isOperator("+");
            if (!sign
                    || !(in.peek().is(Kind.NUMBER) || in.peek().isName())
                    || in.peek().gap()) {
                return said.toString();
            }
        }
        Token atom = in.peek();
        if (atom.isName()) {
            in.next();
            said.append(atom.text());
            Token digits = in.peek();
            if (digits.is(Kind.NUMBER) && !digits.gap() && isWhole(digits)) {
                said.append(in.next().text());
            }
        } else if (atom.is(Kind.NUMBER)) {
            in.next();
            said.append(atom.text());
        } else if (atom.is(Kind.RAISED) || atom.is(Kind.LOWERED)) {
            said.append(in.next().text());
        } else {
            throw in.unreadable(ParseExpectation.of(ParseExpectation.Kind.SCRIPT));
        }
        return said.toString();
    }

    private static boolean isWhole(Token number) {
        return number.text().chars().allMatch(LexerState::isDigit);
    }
}
