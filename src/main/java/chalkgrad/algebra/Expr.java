package chalkgrad.algebra;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * An expression that keeps the shape in which it was written.
 *
 * <p>{@code Expr.mul(o, Expr.sub(Expr.ONE, o))} stays {@code o (1 - o)}; nothing is reordered, expanded or cancelled. A computer
 * algebra system normalises and thereby destroys the form that is being taught, so it is asked behind {@link Symja} only.
 *
 * <p>Expressions are immutable values. {@link Cases} and {@link Relation} stand at the outside only: a derivative by pieces, and a
 * line of working.
 */
public sealed interface Expr {

    Expr ZERO = num(0);
    Expr ONE = num(1);
    Expr TWO = num(2);

    /** A number exactly as it is to be written: the scale of {@code value} is the number of decimals shown. */
    record Num(BigDecimal value) implements Expr {}

    /** A letter. */
    record Sym(Symbol symbol) implements Expr {}

    /** The negative of {@code arg}; inside {@link Add} it reads as a subtraction. */
    record Neg(Expr arg) implements Expr {}

    /** A sum of two terms or more, in the order in which they are written. */
    record Add(List<Expr> terms) implements Expr {
        public Add {
            terms = List.copyOf(terms);
        }
    }

    /** An entrywise product of two factors or more, in the order in which they are written. */
    record Mul(List<Expr> factors) implements Expr {
        public Mul {
            factors = List.copyOf(factors);
        }
    }

    /** A quotient. */
    record Div(Expr numerator, Expr denominator) implements Expr {}

    /** A power. */
    record Pow(Expr base, Expr exponent) implements Expr {}

    /** A function by its name in the problem-file grammar: {@code exp}, {@code sigmoid}, {@code max}, {@code dot}. */
    record Call(String function, List<Expr> args) implements Expr {
        public Call {
            args = List.copyOf(args);
        }
    }

    /** The matrix product {@code left @ right}. */
    record MatMul(Expr left, Expr right) implements Expr {}

    /** The transpose {@code arg'}. */
    record Transpose(Expr arg) implements Expr {}

    /** A matrix written out, row by row; a column vector has rows of one entry. */
    record Matrix(List<List<Expr>> rows) implements Expr {
        public Matrix {
            rows = rows.stream().map(List::copyOf).toList();
        }
    }

    /** A sum over an index: {@code body} for {@code index} from {@code from} to {@code to}. */
    record Sigma(Symbol index, Expr from, Expr to, Expr body) implements Expr {}

    /**
     * A choice by the sign of {@code guard}: {@code above} where it is positive, {@code at} where it is zero, {@code below} where it is
     * negative.
     */
    record Cases(Expr guard, Expr above, Expr at, Expr below) implements Expr {}

    /** A line of working: sides joined by relations, {@code a = b = c}. There is one sign fewer than sides. */
    record Relation(List<Expr> sides, List<Sign> signs) implements Expr {
        public Relation {
            sides = List.copyOf(sides);
            signs = List.copyOf(signs);
        }
    }

    /** Something to be set apart in a line: the result, or a factor with its name beneath. */
    record Marked(Mark mark, Expr arg) implements Expr {}

    /** Something with a word of explanation beneath it, such as the shape of a matrix. */
    record Labelled(Expr arg, Expr below) implements Expr {}

    /** The relation between two sides of a line. */
    enum Sign {
        EQUAL,
        APPROXIMATELY,
        LESS,
        GREATER,
        NOT_EQUAL,
        ARROW,
        DEFINED_AS
    }

    /** Why a part of a line is set apart. */
    enum Mark {
        /** What the line was written for. */
        RESULT,
        /** Kept together, in parentheses even where precedence does not ask for them. */
        GROUP
    }

    static Num num(long value) {
        return new Num(BigDecimal.valueOf(value));
    }

    static Num num(String decimal) {
        return new Num(new BigDecimal(decimal));
    }

    static Num num(BigDecimal value) {
        return new Num(value);
    }

    static Sym sym(Symbol symbol) {
        return new Sym(symbol);
    }

    static Sym sym(String name) {
        return new Sym(new Symbol.Name(name));
    }

    static Expr neg(Expr arg) {
        return new Neg(arg);
    }

    /** The sum of {@code terms}; a single term is itself, none is zero. */
    static Expr add(List<? extends Expr> terms) {
        return switch (terms.size()) {
            case 0 -> ZERO;
            case 1 -> terms.get(0);
            default -> new Add(List.copyOf(terms));
        };
    }

    static Expr add(Expr... terms) {
        return add(Arrays.asList(terms));
    }

    static Expr sub(Expr left, Expr right) {
        return new Add(List.of(left, new Neg(right)));
    }

    /** The product of {@code factors}; a single factor is itself, none is one. */
    static Expr mul(List<? extends Expr> factors) {
        return switch (factors.size()) {
            case 0 -> ONE;
            case 1 -> factors.get(0);
            default -> new Mul(List.copyOf(factors));
        };
    }

    static Expr mul(Expr... factors) {
        return mul(Arrays.asList(factors));
    }

    static Expr div(Expr numerator, Expr denominator) {
        return new Div(numerator, denominator);
    }

    static Expr pow(Expr base, Expr exponent) {
        return new Pow(base, exponent);
    }

    static Expr pow(Expr base, long exponent) {
        return new Pow(base, num(exponent));
    }

    static Expr call(String function, Expr... args) {
        return new Call(function, List.of(args));
    }

    /** {@code first = second = …}. */
    static Relation equal(Expr... sides) {
        return equal(Arrays.asList(sides));
    }

    static Relation equal(List<? extends Expr> sides) {
        return new Relation(List.copyOf(sides), java.util.Collections.nCopies(sides.size() - 1, Sign.EQUAL));
    }

    /** The same expression with {@code change} applied to each direct part. */
    default Expr mapParts(Function<? super Expr, ? extends Expr> change) {
        if (this instanceof Num || this instanceof Sym) {
            return this;
        } else if (this instanceof Neg e) {
            return new Neg(change.apply(e.arg));
        } else if (this instanceof Add e) {
            return new Add(mapAll(e.terms, change));
        } else if (this instanceof Mul e) {
            return new Mul(mapAll(e.factors, change));
        } else if (this instanceof Div e) {
            return new Div(change.apply(e.numerator), change.apply(e.denominator));
        } else if (this instanceof Pow e) {
            return new Pow(change.apply(e.base), change.apply(e.exponent));
        } else if (this instanceof Call e) {
            return new Call(e.function, mapAll(e.args, change));
        } else if (this instanceof MatMul e) {
            return new MatMul(change.apply(e.left), change.apply(e.right));
        } else if (this instanceof Transpose e) {
            return new Transpose(change.apply(e.arg));
        } else if (this instanceof Matrix e) {
            return new Matrix(e.rows.stream().map(row -> mapAll(row, change)).toList());
        } else if (this instanceof Sigma e) {
            return new Sigma(e.index, change.apply(e.from), change.apply(e.to), change.apply(e.body));
        } else if (this instanceof Cases e) {
            return new Cases(change.apply(e.guard), change.apply(e.above), change.apply(e.at), change.apply(e.below));
        } else if (this instanceof Relation e) {
            return new Relation(mapAll(e.sides, change), e.signs);
        } else if (this instanceof Marked e) {
            return new Marked(e.mark, change.apply(e.arg));
        } else if (this instanceof Labelled e) {
            return new Labelled(change.apply(e.arg), change.apply(e.below));
        }
        throw new AssertionError(this);
    }

    /** The direct parts, in the order in which they are read. */
    default List<Expr> parts() {
        if (this instanceof Num || this instanceof Sym) {
            return List.of();
        } else if (this instanceof Add e) {
            return e.terms;
        } else if (this instanceof Mul e) {
            return e.factors;
        } else if (this instanceof Neg e) {
            return List.of(e.arg);
        } else if (this instanceof Div e) {
            return List.of(e.numerator, e.denominator);
        } else if (this instanceof Pow e) {
            return List.of(e.base, e.exponent);
        } else if (this instanceof Call e) {
            return e.args;
        } else if (this instanceof Relation e) {
            return e.sides;
        } else if (this instanceof Marked e) {
            return List.of(e.arg);
        }
        var parts = new java.util.ArrayList<Expr>();
        mapParts(part -> {
            parts.add(part);
            return part;
        });
        return parts;
    }

    /**
     * The same expression with symbols replaced, from the leaves up.
     *
     * @param replacement what takes a symbol's place, or null where the symbol stays
     */
    default Expr substitute(Function<Symbol, ? extends @org.jspecify.annotations.Nullable Expr> replacement) {
        if (this instanceof Sym s) {
            Expr other = replacement.apply(s.symbol);
            return other == null ? this : other;
        }
        return mapParts(part -> part.substitute(replacement));
    }

    /** The number of leaves, counted no further than {@code limit}. */
    default long leaves(long limit) {
        if (this instanceof Num || this instanceof Sym) {
            return 1;
        }
        long count = 0;
        for (Expr part : parts()) {
            count += part.leaves(limit - count);
            if (count >= limit) {
                return limit;
            }
        }
        return count;
    }

    /** The number of nodes, counted no further than {@code limit}: cheap even where parts are shared and the whole is too large to walk. */
    default int nodes(int limit) {
        int count = 1;
        for (Expr part : parts()) {
            if (count >= limit) {
                return limit;
            }
            count += part.nodes(limit - count);
        }
        return Math.min(count, limit);
    }

    private static List<Expr> mapAll(List<Expr> parts, Function<? super Expr, ? extends Expr> change) {
        Expr[] mapped = new Expr[parts.size()];
        for (int i = 0; i < mapped.length; i++) {
            mapped[i] = change.apply(parts.get(i));
        }
        return List.of(mapped);
    }
}
