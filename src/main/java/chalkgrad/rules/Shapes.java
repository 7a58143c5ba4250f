package chalkgrad.rules;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.ExprParser;
import chalkgrad.algebra.Symbol;
import chalkgrad.rules.Function.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The shape of an expression, from the shapes of its names.
 *
 * <p>{@code of(x @ w, …)} is 2 x 4 where x is 2 x 3 and w is 3 x 4; where w is 2 x 4 it is a clash: "2 x 3 @ 2 x 4: the 3 columns of the
 * left must be the 2 rows of the right".
 */
public final class Shapes {
    /** Most entries of a value; a small file can ask for far more than any page or memory holds. */
    public static final int MOST_ENTRIES = 100_000;

    /** What an extremum's gradient goes through: 1 over the number of entries that tie for it, 0 elsewhere; not for users. */
    private static final Map<String, Function> INTERNAL = Map.of(
            "maxshare", new Function("maxshare", 1, 1, Kind.ENTRYWISE),
            "minshare", new Function("minshare", 1, 1, Kind.ENTRYWISE));

    /** What came of inferring a shape. */
    public sealed interface Result {
        /** The expression has this shape. */
        record Known(Dims dims) implements Result {}

        /** Nothing can be said, since the shape of this symbol is not known. */
        record Unknown(Symbol symbol) implements Result {}

        /**
         * The shapes do not go together.
         *
         * @param at the part of the expression whose own operation fails
         * @param part which of its parts does not go with those before it, counted from zero
         * @param message what is wrong, in English
         */
        record Clash(Expr at, int part, String message) implements Result {}
    }

    /** Whether a name is that of a function which only gradients use. */
    static boolean isInternal(String name) {
        return INTERNAL.containsKey(name);
    }

    /** Leaves the recursion; never seen outside. */
    private static final class Stop extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Result result;

        Stop(Result result) {
            super(null, null, false, false);
            this.result = result;
        }
    }

    private final java.util.function.Function<? super Symbol, ? extends @Nullable Dims> known;

    private Shapes(java.util.function.Function<? super Symbol, ? extends @Nullable Dims> known) {
        this.known = known;
    }

    /**
     * The shape of an expression, or why it has none.
     *
     * @param known the shape of a symbol, or null where it has none; not asked for constants and {@link Sized} symbols
     */
    public static Result of(Expr expr, java.util.function.Function<? super Symbol, ? extends @Nullable Dims> known) {
        try {
            return new Result.Known(new Shapes(known).dims(expr));
        } catch (Stop stop) {
            return stop.result;
        } catch (Size.OpenSize open) {
            String letter = open.letter().name();
            return new Result.Clash(expr, 0, "this needs sizes that are numbers; found the letter " + letter);
        }
    }

    /**
     * The shape of an expression that is known to have one.
     *
     * @throws IllegalArgumentException where it has none after all
     */
    public static Dims dims(Expr expr, java.util.function.Function<? super Symbol, ? extends @Nullable Dims> known) {
        Result result = of(expr, known);
        if (result instanceof Result.Known found) {
            return found.dims;
        }
        throw new IllegalArgumentException(result.toString());
    }

    private Dims dims(Expr expr) {
        if (expr instanceof Expr.Num) {
            return Dims.SCALAR;
        } else if (expr instanceof Expr.Sym sym) {
            return symbol(sym.symbol());
        } else if (expr instanceof Expr.Neg neg) {
            return dims(neg.arg());
        } else if (expr instanceof Expr.Add add) {
            return together(expr, add.terms());
        } else if (expr instanceof Expr.Mul mul) {
            return together(expr, mul.factors());
        } else if (expr instanceof Expr.Div div) {
            return together(expr, List.of(div.numerator(), div.denominator()));
        } else if (expr instanceof Expr.Pow pow) {
            return together(expr, List.of(pow.base(), pow.exponent()));
        } else if (expr instanceof Expr.Cases cases) {
            return together(expr, List.of(cases.guard(), cases.above(), cases.at(), cases.below()));
        } else if (expr instanceof Expr.MatMul product) {
            return product(product);
        } else if (expr instanceof Expr.Transpose transpose) {
            return transposed(transpose);
        } else if (expr instanceof Expr.Call call) {
            return call(call);
        } else if (expr instanceof Expr.Marked marked) {
            return dims(marked.arg());
        } else if (expr instanceof Expr.Labelled labelled) {
            return dims(labelled.arg());
        }
        throw clash(expr, 0, "this has no shape");
    }

    private Dims symbol(Symbol symbol) {
        if (symbol instanceof Sized sized) {
            return sized.dims();
        } else if (symbol instanceof Symbol.Constant) {
            return Dims.SCALAR;
        }
        Dims dims = known.apply(symbol);
        if (dims == null) {
            throw new Stop(new Result.Unknown(symbol));
        }
        return dims;
    }

    /** The common shape of parts that are worked out entry by entry. */
    private Dims together(Expr whole, List<Expr> parts) {
        Dims common = dims(parts.get(0));
        for (int i = 1; i < parts.size(); i++) {
            Dims next = dims(parts.get(i));
            Optional<Dims> joined = Axes.joined(common, next);
            if (joined.isEmpty()) {
                throw clash(whole, i, pair(whole, i, common, next) + ": " + mismatch(common, next));
            }
            common = joined.get();
        }
        if (!common.isOpen() && common.axes().size() > 1 && common.entries() > MOST_ENTRIES) {
            throw clash(whole, 1, "a " + common + " array has more than " + MOST_ENTRIES + " entries");
        }
        return common;
    }

    private static String mismatch(Dims left, Dims right) {
        if (left.isVector() && right.isVector()) {
            return "the vectors must have equally many entries";
        } else if (left.isMatrix() && right.isMatrix()) {
            return "the matrices must have the same shape";
        } else if (!left.isMatrix() && !right.isMatrix()
                || left.axes().size() == right.axes().size()) {
            return "axes are aligned at the last and must be equally long, or one of them 1";
        }
        Dims matrix = left.isMatrix() ? left : right;
        if (left.axes().size() > 2 || right.axes().size() > 2) {
            return "axes are aligned at the last and must be equally long, or one of them 1";
        }
        return "the vector goes with every row and must have " + count(matrix.size(1), "entry", "entries")
                + ", one for each column";
    }

    /** The shape of a matrix product; {@link Signature.Unfit} where there is none. */
    static Dims productOf(Dims left, Dims right) {
        try {
            Symbol a = new Symbol.Name("a");
            Symbol b = new Symbol.Name("b");
            return new Shapes(symbol -> symbol.equals(a) ? left : right).product(new Expr.MatMul(a.expr(), b.expr()));
        } catch (Stop stop) {
            throw new Signature.Unfit(((Result.Clash) stop.result).message());
        }
    }

    /** More than two axes: the first ones are those of a list of matrices. */
    private static Dims ofLists(Expr.MatMul product, Dims left, Dims right, String shapes) {
        int a = left.axes().size();
        int b = right.axes().size();
        if (a < 2 || b < 2 || !left.size(a - 1).equals(right.size(b - 2))) {
            throw clash(
                    product, 1, shapes + "the last axis of the left must be as long as the last but one of the right");
        }
        Optional<Dims> lead = Axes.joined(
                new Dims(left.axes().subList(0, a - 2)), new Dims(right.axes().subList(0, b - 2)));
        if (lead.isEmpty()) {
            throw clash(product, 1, shapes + "the axes before the last two must be equally long, or one of them 1");
        }
        var sizes = new java.util.ArrayList<>(lead.get().axes());
        sizes.add(left.size(a - 2));
        sizes.add(right.size(b - 1));
        return new Dims(sizes);
    }

    private Dims product(Expr.MatMul product) {
        Dims left = dims(product.left());
        Dims right = dims(product.right());
        String shapes = named(left) + " @ " + named(right) + ": ";
        if (left.isScalar() || right.isScalar()) {
            throw clash(product, 1, shapes + "@ takes vectors and matrices; write * for a scalar factor");
        }
        if (left.axes().size() > 2 || right.axes().size() > 2) {
            return ofLists(product, left, right, shapes);
        }
        Size inner = left.size(left.isMatrix() ? 1 : 0);
        if (!inner.equals(right.size(0))) {
            String ofLeft = left.isMatrix() ? count(inner, "column", "columns") : count(inner, "entry", "entries");
            String ofRight =
                    right.isMatrix() ? count(right.size(0), "row", "rows") : count(right.size(0), "entry", "entries");
            throw clash(product, 1, shapes + "the " + ofLeft + " of the left must be the " + ofRight + " of the right");
        }
        if (left.isMatrix() && right.isMatrix()) {
            return matrix(product, left.size(0), right.size(1));
        } else if (left.isMatrix()) {
            return Dims.vector(left.size(0));
        }
        return right.isMatrix() ? Dims.vector(right.size(1)) : Dims.SCALAR;
    }

    private Dims transposed(Expr.Transpose transpose) {
        Dims dims = dims(transpose.arg());
        if (dims.isVector()) {
            throw clash(
                    transpose,
                    0,
                    "' takes a matrix; found a " + named(dims)
                            + ", which is neither a row nor a column: write dot(a, b) or outer(a, b) for a'b or ab'");
        } else if (dims.isScalar()) {
            throw clash(transpose, 0, "' takes a matrix; found a scalar");
        }
        var sizes = new java.util.ArrayList<>(dims.axes());
        java.util.Collections.reverse(sizes);
        return new Dims(sizes);
    }

    private Dims call(Expr.Call call) {
        Function function = Functions.find(call.function()).orElseGet(() -> INTERNAL.get(call.function()));
        List<Expr> args = call.args();
        Optional<ArrayFunction> settings = ArrayFunctions.find(call);
        if (settings.isPresent()) {
            return withSettings(call, settings.get());
        } else if (call.function().equals(ArrayFunctions.BACK)) {
            return sentBack(call);
        } else if (ExprParser.COMPARISONS.contains(call.function())) {
            return together(call, args);
        } else if (OpenFunction.isCall(call) && known.apply(OpenFunction.of(call)) != null) {
            return dims(args.get(0));
        }
        if (function == null || args.size() < function.fewest() || args.size() > function.most()) {
            throw clash(
                    call,
                    0,
                    "there is no function " + call.function() + " of " + count(args.size(), "argument", "arguments"));
        }
        return switch (function.kind()) {
            case ENTRYWISE -> dims(args.get(0));
            case REDUCING -> reduced(args.get(0));
            case EXTREMUM -> args.size() == 1 ? reduced(args.get(0)) : together(call, args);
            case LOSS -> loss(call);
            case ROWWISE -> rowwise(call);
            case PRODUCT -> ofVectors(call);
            case ARRAY -> throw clash(call, 0, "this has no shape");
        };
    }

    private Dims withSettings(Expr.Call call, ArrayFunction function) {
        Optional<Signature.Fault> fault = function.signature().fault(call);
        if (fault.isPresent()) {
            throw clash(call, 0, function.name() + ": " + fault.get());
        }
        Signature.Arguments args = function.signature().arguments(call);
        List<Dims> arrays = args.arrays().stream().map(this::dims).toList();
        try {
            Dims dims = function.shape().of(args, arrays);
            if (!dims.isOpen() && dims.entries() > MOST_ENTRIES) {
                throw clash(call, 0, function.name() + ": more than " + MOST_ENTRIES + " entries");
            }
            return dims;
        } catch (Signature.Unfit unfit) {
            throw clash(call, 0, function.name() + ": " + unfit.getMessage());
        } catch (ArithmeticException tooLarge) {
            throw clash(call, 0, function.name() + ": more than " + MOST_ENTRIES + " entries");
        }
    }

    /** What comes back to an argument has its shape. */
    private Dims sentBack(Expr.Call back) {
        var call = (Expr.Call) back.args().get(2);
        int arg = ((Expr.Num) back.args().get(0)).value().intValueExact();
        ArrayFunction function = ArrayFunctions.find(call).orElseThrow();
        return dims(function.signature().arguments(call).arrays().get(arg));
    }

    private Dims reduced(Expr arg) {
        Dims whole = dims(arg);
        assert whole.isOpen() || whole.count() > 0 : "an entry at least";
        return Dims.SCALAR;
    }

    private Dims loss(Expr.Call call) {
        Dims output = dims(call.args().get(0));
        Dims target = dims(call.args().get(1));
        if (!output.equals(target)) {
            throw clash(call, 1, pair(call, 1, output, target) + ": output and target must have the same shape");
        }
        return Dims.SCALAR;
    }

    private Dims rowwise(Expr.Call call) {
        Dims dims = dims(call.args().get(0));
        if (dims.isScalar()) {
            throw clash(call, 0, call.function() + " takes a vector, or a matrix row by row; found a scalar");
        }
        return dims;
    }

    private Dims ofVectors(Expr.Call call) {
        Dims left = dims(call.args().get(0));
        Dims right = dims(call.args().get(1));
        String shapes = pair(call, 1, left, right);
        if (!left.isVector() || !right.isVector()) {
            String instead = left.isScalar() || right.isScalar() ? "*" : "@";
            throw clash(
                    call, 1, shapes + ": " + call.function() + " takes two vectors; write " + instead + " for these");
        } else if (call.function().equals("outer")) {
            return matrix(call, left.size(0), right.size(0));
        } else if (!left.equals(right)) {
            throw clash(call, 1, shapes + ": " + mismatch(left, right));
        }
        return Dims.SCALAR;
    }

    /** The only results that can be larger than what they are made of. */
    private static Dims matrix(Expr expr, Size rows, Size columns) {
        if (rows instanceof Size.Count n
                && columns instanceof Size.Count m
                && (long) n.value() * m.value() > MOST_ENTRIES) {
            throw clash(expr, 1, "a " + rows + " x " + columns + " matrix has more than " + MOST_ENTRIES + " entries");
        }
        return Dims.matrix(rows, columns);
    }

    private static Stop clash(Expr at, int part, String message) {
        return new Stop(new Result.Clash(at, part, message));
    }

    /** Two shapes with what stands between them: {@code 2 x 3 + vector of 2}, {@code max(scalar, 2 x 2)}. */
    private static String pair(Expr whole, int part, Dims left, Dims right) {
        if (whole instanceof Expr.Call call) {
            return call.function() + "(" + named(left) + ", " + named(right) + ")";
        }
        return named(left) + " " + operator(whole, part) + " " + named(right);
    }

    private static String operator(Expr whole, int part) {
        if (whole instanceof Expr.Add add) {
            return add.terms().get(part) instanceof Expr.Neg ? "-" : "+";
        } else if (whole instanceof Expr.Mul) {
            return "*";
        } else if (whole instanceof Expr.Div) {
            return "/";
        }
        return whole instanceof Expr.Pow ? "^" : "with";
    }

    static String named(Dims dims) {
        return dims.isVector() ? "vector of " + dims : dims.toString();
    }

    private static String count(Size size, String one, String many) {
        return size instanceof Size.Count number ? count(number.value(), one, many) : size + " " + many;
    }

    private static String count(int count, String one, String many) {
        return count + " " + (count == 1 ? one : many);
    }
}
