package chalkgrad.algebra;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Writes expressions in the problem-file grammar, with no more parentheses than a reader needs.
 *
 * <p>{@code PlainText.of(e)} is {@code "-(t1-o1)*o1*(1-o1)*h1"}.
 *
 * <p>{@link ExprParser} reads it back as an expression of the same meaning; only a sum of sums, or a product of products and quotients,
 * may come back in another shape. What the grammar has no form for (pieces, relations, matrices, sums over an index) gets a readable text.
 */
public final class PlainText {
    /** How tightly a piece of text holds together. */
    private static final int RELATION = 0;

    private static final int SUM = 1;
    private static final int PRODUCT = 2;
    private static final int NEGATIVE = 3;
    private static final int POWER = 4;
    private static final int ATOM = 5;

    private final Function<? super Symbol, String> naming;

    private PlainText(Function<? super Symbol, String> naming) {
        this.naming = naming;
    }

    /** The text of an expression, symbols by their id. */
    public static String of(Expr expr) {
        return of(expr, Symbol::id);
    }

    /** The text of an expression, symbols by names of the caller's. */
    public static String of(Expr expr, Function<? super Symbol, String> naming) {
        return new PlainText(naming).write(expr).text;
    }

    private record Text(String text, int level) {
        boolean startsWithMinus() {
            return text.startsWith("-");
        }
    }

    private Text write(Expr expr) {
        if (expr instanceof Expr.Num e) {
            return number(e.value());
        } else if (expr instanceof Expr.Sym e) {
            return new Text(naming.apply(e.symbol()), ATOM);
        } else if (expr instanceof Expr.Neg e) {
            return negative(write(e.arg()));
        } else if (expr instanceof Expr.Add e) {
            return sum(e.terms());
        } else if (expr instanceof Expr.Mul e) {
            return product(e.factors());
        } else if (expr instanceof Expr.Div e) {
            return new Text(first(e.numerator()) + "/" + at(POWER, write(e.denominator())), PRODUCT);
        } else if (expr instanceof Expr.Pow e) {
            return new Text(at(ATOM, write(e.base())) + "^" + exponent(e.exponent()), POWER);
        } else if (expr instanceof Expr.Call e) {
            return call(e);
        } else if (expr instanceof Expr.MatMul e) {
            return new Text(first(e.left()) + "@" + at(POWER, write(e.right())), PRODUCT);
        } else if (expr instanceof Expr.Transpose e) {
            return new Text(at(ATOM, write(e.arg())) + "'", ATOM);
        } else if (expr instanceof Expr.Matrix e) {
            String rows =
                    e.rows().stream().map(row -> "[" + list(row, ",") + "]").collect(Collectors.joining(","));
            return new Text("[" + rows + "]", ATOM);
        } else if (expr instanceof Expr.Sigma e) {
            String range = naming.apply(e.index()) + "=" + plain(e.from()) + ".." + plain(e.to());
            return new Text("sum(" + range + ": " + plain(e.body()) + ")", ATOM);
        } else if (expr instanceof Expr.Cases e) {
            String guard = at(SUM, write(e.guard()));
            return new Text(
                    "{" + guard + ">0: " + plain(e.above()) + "; " + guard + "=0: " + plain(e.at()) + "; " + guard
                            + "<0: " + plain(e.below()) + "}",
                    ATOM);
        } else if (expr instanceof Expr.Relation e) {
            return relation(e);
        } else if (expr instanceof Expr.Marked e) {
            Text inside = write(e.arg());
            return e.mark() == Expr.Mark.GROUP && inside.level < ATOM
                    ? new Text("(" + inside.text + ")", ATOM)
                    : inside;
        }
        throw new AssertionError(expr);
    }

    private Text call(Expr.Call call) {
        List<Expr> args = call.args();
        if (ExprParser.COMPARISONS.contains(call.function())) {
            return new Text(at(SUM, write(args.get(0))) + call.function() + at(SUM, write(args.get(1))), RELATION);
        } else if (call.function().endsWith("=")) {
            return new Text(call.function() + plain(args.get(0)), RELATION);
        } else if (call.function().equals(ExprParser.INDEX)) {
            return new Text(at(ATOM, write(args.get(0))) + "[" + list(args.subList(1, args.size()), ",") + "]", ATOM);
        } else if (call.function().equals(ExprParser.RANGE)) {
            return new Text(args.isEmpty() ? ":" : list(args, ":"), ATOM);
        }
        String inside = args.stream().map(this::plain).collect(Collectors.joining(","));
        return new Text(call.function() + "(" + inside + ")", ATOM);
    }

    private String plain(Expr expr) {
        return write(expr).text;
    }

    private String list(List<Expr> parts, String between) {
        return parts.stream().map(part -> at(SUM, write(part))).collect(Collectors.joining(between));
    }

    private static String at(int level, Text text) {
        return text.level >= level ? text.text : "(" + text.text + ")";
    }

    private static Text number(BigDecimal value) {
        BigDecimal size = value.abs();
        String digits = size.scale() >= 0 && size.scale() <= 40
                ? size.toPlainString()
                : size.toString().replace("E+", "e").replace('E', 'e');
        return value.signum() < 0 ? new Text("-" + digits, NEGATIVE) : new Text(digits, ATOM);
    }

    private static Text negative(Text arg) {
        boolean bare = arg.level >= PRODUCT && !arg.startsWithMinus();
        String inside = bare ? arg.text : "(" + arg.text + ")";
        return new Text("-" + inside, bare ? Math.min(arg.level, NEGATIVE) : NEGATIVE);
    }

    private Text sum(List<Expr> terms) {
        if (terms.isEmpty()) {
            return number(BigDecimal.ZERO);
        }
        var text = new StringBuilder();
        for (Expr term : terms) {
            String next = at(SUM, write(term));
            text.append(text.isEmpty() || next.startsWith("-") ? "" : "+").append(next);
        }
        return new Text(text.toString(), SUM);
    }

    private Text product(List<Expr> factors) {
        if (factors.isEmpty()) {
            return number(BigDecimal.ONE);
        }
        var text = new StringBuilder(first(factors.get(0)));
        for (Expr factor : factors.subList(1, factors.size())) {
            // A quotient or product may follow a product as it is, a matrix product may not: x*(A@B) is not (x*A)@B.
            Text next = write(factor);
            boolean bare = next.level >= POWER || next.level == PRODUCT && !next.startsWithMinus() && entrywise(factor);
            text.append('*').append(bare ? next.text : "(" + next.text + ")");
        }
        return new Text(text.toString(), PRODUCT);
    }

    /** Whether a product or quotient is written without a matrix product outside parentheses. */
    private static boolean entrywise(Expr expr) {
        if (expr instanceof Expr.Marked e) {
            return entrywise(e.arg());
        } else if (expr instanceof Expr.Mul e) {
            return e.factors().stream().allMatch(PlainText::entrywise);
        } else if (expr instanceof Expr.Div e) {
            return entrywise(e.numerator());
        }
        return !(expr instanceof Expr.MatMul);
    }

    /** The text of what stands first in a product or quotient, where a minus needs no parentheses. */
    private String first(Expr expr) {
        return at(PRODUCT, write(expr));
    }

    private String exponent(Expr expr) {
        Text text = write(expr);
        boolean bare = text.level >= POWER || text.level == NEGATIVE;
        return bare ? text.text : "(" + text.text + ")";
    }

    private Text relation(Expr.Relation relation) {
        var text = new StringBuilder();
        for (int i = 0; i < relation.sides().size(); i++) {
            text.append(i == 0 ? "" : sign(relation.signs().get(i - 1)));
            text.append(at(SUM, write(relation.sides().get(i))));
        }
        return new Text(text.toString(), RELATION);
    }

    private static String sign(Expr.Sign sign) {
        return switch (sign) {
            case EQUAL -> "=";
            case APPROXIMATELY -> "~";
            case LESS -> "<";
            case GREATER -> ">";
            case NOT_EQUAL -> "!=";
            case ARROW -> "->";
            case DEFINED_AS -> ":=";
        };
    }
}
