package chalkgrad.rules;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.ExprParser;
import chalkgrad.algebra.FunctionNotation;
import chalkgrad.rules.ArrayFunction.Definition;
import chalkgrad.rules.ArrayFunction.Gradient;
import chalkgrad.rules.ArrayFunction.Planner;
import chalkgrad.rules.ArrayFunction.ShapeRule;
import chalkgrad.rules.ArrayFunction.Value.Defined;
import chalkgrad.rules.ArrayFunction.Value.Planned;
import chalkgrad.rules.Function.Kind;
import chalkgrad.rules.Signature.Arguments;
import chalkgrad.rules.Signature.Unfit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The table of the functions of whole arrays.
 *
 * <p>{@code sum(X, axis=0)} adds up the columns; {@code sum(X)} is in the table of {@link Functions}, as all that needs no settings.
 *
 * <p>Names and conventions are NumPy's and PyTorch's, except that entries are counted from one.
 */
public final class ArrayFunctions {
    /** What comes back to the argument of a call: its number, what comes back to the call, the call. Not for users. */
    public static final String BACK = "backward";

    private static final int MANY = 64;
    private static final String REDUCTION = "x, axis?=, keepdims=0";
    private static final Expr KEPT = Expr.call("keepdims=", Expr.ONE);

    /** Every function. */
    public static final List<ArrayFunction> ALL = List.of(
            planned("sum", REDUCTION, ArrayFunctions::reduced, (a, d) -> reduction(a, d, false)),
            planned("mean", REDUCTION, ArrayFunctions::reduced, (a, d) -> reduction(a, d, true)),
            planned("max", REDUCTION, ArrayFunctions::reduced, (a, d) -> extremum(a, d, true)),
            planned("min", REDUCTION, ArrayFunctions::reduced, (a, d) -> extremum(a, d, false)),
            defined(
                    "var",
                    REDUCTION,
                    ArrayFunctions::reduced,
                    (a, d) -> Expr.call(
                            "mean",
                            Expr.pow(Expr.sub(x(a), centre(x(a), a, d)), 2),
                            axis(a, d),
                            a.flag("keepdims") ? KEPT : Expr.call("keepdims=", Expr.ZERO)),
                    (a, d, value, g) -> Expr.mul(
                            Expr.div(
                                    Expr.TWO,
                                    Axes.along(d.get(0), Axes.of(a, d.get(0))).countExpr()),
                            spread(g, a, d),
                            Expr.sub(x(a), centre(x(a), a, d)))),
            defined(
                    "std",
                    REDUCTION,
                    ArrayFunctions::reduced,
                    (a, d) -> Expr.call("sqrt", new Expr.Call("var", a.call().args())),
                    null),
            defined(
                    "softmax",
                    "x, axis=-1",
                    ArrayFunctions::same,
                    (a, d) -> Expr.div(
                            Expr.call("exp", x(a)), Expr.call("sum", Expr.call("exp", x(a)), axis(a, d), KEPT)),
                    (a, d, s, g) -> Expr.mul(s, Expr.sub(g, Expr.call("sum", Expr.mul(s, g), axis(a, d), KEPT)))),
            defined(
                    "log_softmax",
                    "x, axis=-1",
                    ArrayFunctions::same,
                    (a, d) -> Expr.sub(x(a), Expr.call("logsumexp", x(a), axis(a, d), KEPT)),
                    (a, d, value, g) -> Expr.sub(
                            g,
                            Expr.mul(Expr.call("softmax", x(a), axis(a, d)), Expr.call("sum", g, axis(a, d), KEPT)))),
            defined(
                    "logsumexp",
                    REDUCTION,
                    ArrayFunctions::reduced,
                    (a, d) -> Expr.call(
                            "ln", new Expr.Call("sum", List.of(Expr.call("exp", x(a)), axis(a, d), keepdims(a)))),
                    (a, d, value, g) -> Expr.mul(spread(g, a, d), Expr.call("softmax", x(a), axis(a, d)))),
            planned("reshape", "x, shape...", (a, d) -> reshaped(a, d.get(0)), ArrayFunctions::unmoved),
            planned("flatten", "x, start_dim=0", (a, d) -> flattened(a, d.get(0)), ArrayFunctions::unmoved),
            planned("expand_dims", "x, axis=", (a, d) -> expanded(a, d.get(0)), ArrayFunctions::unmoved, "unsqueeze"),
            planned("transpose", "x, axes?=", (a, d) -> turned(a, d.get(0)), ArrayFunctions::turn, "permute"),
            planned("concat", "x*, axis=0", ArrayFunctions::joined, ArrayFunctions::join, "concatenate", "cat"),
            planned("stack", "x*, axis=0", ArrayFunctions::stacked, ArrayFunctions::stack),
            planned(
                    ExprParser.INDEX,
                    "x, places...",
                    (a, d) -> Places.of(a, d.get(0)).dims(),
                    (a, d) -> moved(
                            Places.of(a, d.get(0)).dims(),
                            Places.of(a, d.get(0)).places())),
            planned("embedding", "x, index=", (a, d) -> picked(a, d.get(0)), ArrayFunctions::pick),
            planned(
                    "matmul",
                    "x, y",
                    (a, d) -> Shapes.productOf(d.get(0), d.get(1)),
                    (a, d) -> products(d.get(0), d.get(1))),
            defined("where", "condition, x, y", ArrayFunctions::together, (a, d) -> choice(a), null),
            defined(
                    "clip",
                    "x, low, high",
                    ArrayFunctions::together,
                    (a, d) -> Expr.call("min", Expr.call("max", x(a), a.number("low")), a.number("high")),
                    null,
                    "clamp"),
            convolution(1),
            convolution(2),
            pool("max_pool1d", 1, true),
            pool("max_pool2d", 2, true),
            pool("avg_pool1d", 1, false),
            pool("avg_pool2d", 2, false),
            global("global_avg_pool1d", "mean", 1),
            global("global_avg_pool2d", "mean", 2),
            global("global_max_pool1d", "max", 1),
            global("global_max_pool2d", "max", 2),
            defined(
                    "standardize",
                    "x, axis?=, eps=0.00001",
                    ArrayFunctions::same,
                    (a, d) -> Expr.div(Expr.sub(x(a), centre(x(a), a, d)), deviation(a, d)),
                    (a, d, value, g) -> Expr.div(
                            Expr.sub(Expr.sub(g, centre(g, a, d)), Expr.mul(value, centre(Expr.mul(g, value), a, d))),
                            deviation(a, d))),
            defined(
                    "rms_standardize",
                    "x, axis=-1, eps=0.00001",
                    ArrayFunctions::same,
                    (a, d) -> Expr.div(x(a), rootMeanSquare(a, d)),
                    (a, d, value, g) -> Expr.div(
                            Expr.sub(g, Expr.mul(value, centre(Expr.mul(g, value), a, d))), rootMeanSquare(a, d))),
            defined(
                    "batch_norm",
                    "x, gamma?, beta?, eps=0.00001, mean?, var?",
                    ArrayFunctions::normalised,
                    ArrayFunctions::batchNorm,
                    null),
            defined(
                    "layer_norm",
                    "x, gamma?, beta?, eps=0.00001",
                    ArrayFunctions::normalised,
                    (a, d) -> scaled(a, d, Expr.call("standardize", x(a), Axes.setting(List.of(-1)), eps(a)), 0),
                    null),
            defined(
                    "rms_norm",
                    "x, gamma?, eps=0.00001",
                    ArrayFunctions::normalised,
                    (a, d) -> scaled(a, d, Expr.call("rms_standardize", x(a), Axes.setting(List.of(-1)), eps(a)), 0),
                    null),
            defined(
                    "dropout",
                    "x, mask, p=0.5",
                    ArrayFunctions::together,
                    (a, d) -> Expr.div(Expr.mul(x(a), a.arrays().get(1)), Expr.sub(Expr.ONE, a.number("p"))),
                    null));

    private static final Map<String, ArrayFunction> BY_NAME = byName();

    /** Convolutions with a bias. */
    private static final Map<String, ArrayFunction> BIASED =
            Map.of("conv1d", biased(named("conv1d"), 1), "conv2d", biased(named("conv2d"), 2));

    private ArrayFunctions() {}

    private static ArrayFunction named(String name) {
        return Objects.requireNonNull(BY_NAME.get(name));
    }

    private static Map<String, ArrayFunction> byName() {
        var all = new LinkedHashMap<String, ArrayFunction>();
        ALL.forEach(each -> all.put(each.name(), each));
        return all;
    }

    /** The function that a call is of; empty where {@link Functions} has it, which knows no settings. */
    public static Optional<ArrayFunction> find(Expr.Call call) {
        ArrayFunction found = BY_NAME.get(call.function());
        if (found == null) {
            return Optional.empty();
        }
        if (BIASED.containsKey(call.function())
                && found.signature().fault(call).isEmpty()
                && found.signature().arguments(call).find("bias").isPresent()) {
            return Optional.of(BIASED.get(call.function()));
        }
        boolean named = call.args().stream().anyMatch(Signature::isNamed);
        boolean settings = found.function().kind() == Kind.EXTREMUM
                ? named
                : named || call.args().size() > 1;
        return found.function().kind() == Kind.ARRAY || settings ? Optional.of(found) : Optional.empty();
    }

    /** A convolution without its bias; any other function as it is. */
    public static ArrayFunction plain(ArrayFunction function) {
        return BY_NAME.getOrDefault(function.name(), function);
    }

    /** The signature of a function with settings, whether it is called with some or not. */
    public static Optional<Signature> signature(String name) {
        return Optional.ofNullable(BY_NAME.get(name)).map(ArrayFunction::signature);
    }

    private static ArrayFunction planned(
            String name, String signature, ShapeRule shape, Planner plan, String... spellings) {
        return row(name, signature, shape, new Planned(plan), spellings);
    }

    private static ArrayFunction defined(
            String name,
            String signature,
            ShapeRule shape,
            Definition definition,
            @org.jspecify.annotations.Nullable Gradient gradient,
            String... spellings) {
        return row(name, signature, shape, new Defined(definition, Optional.ofNullable(gradient)), spellings);
    }

    private static ArrayFunction row(
            String name, String signature, ShapeRule shape, ArrayFunction.Value value, String... spellings) {
        Kind kind = switch (name) {
            case "sum", "mean" -> Kind.REDUCING;
            case "max", "min" -> Kind.EXTREMUM;
            case "softmax" -> Kind.ROWWISE;
            default -> Kind.ARRAY;
        };
        return new ArrayFunction(
                new Function(FunctionNotation.of(name, spellings), 1, MANY, kind),
                Signature.of(signature),
                shape,
                value);
    }

    private static Expr x(Arguments args) {
        return args.arrays().get(0);
    }

    private static Expr eps(Arguments args) {
        return Expr.call("eps=", args.number("eps"));
    }

    private static Expr keepdims(Arguments args) {
        return Expr.call("keepdims=", args.flag("keepdims") ? Expr.ONE : Expr.ZERO);
    }

    /** The axes as they are, counted from zero. */
    private static Expr axis(Arguments args, List<Dims> dims) {
        return Axes.setting(Axes.of(args, dims.get(0)));
    }

    /** The mean along the axes, with an entry left along each. */
    private static Expr centre(Expr e, Arguments args, List<Dims> dims) {
        return Expr.call("mean", e, axis(args, dims), KEPT);
    }

    private static Expr deviation(Arguments args, List<Dims> dims) {
        return Expr.call("sqrt", Expr.add(Expr.call("var", x(args), axis(args, dims), KEPT), args.number("eps")));
    }

    private static Expr rootMeanSquare(Arguments args, List<Dims> dims) {
        return Expr.call("sqrt", Expr.add(centre(Expr.pow(x(args), 2), args, dims), args.number("eps")));
    }

    /** What comes back to a reduction, with an entry along each axis that is gone, so that it meets what was reduced. */
    private static Expr spread(Expr g, Arguments args, List<Dims> dims) {
        Dims whole = dims.get(0);
        SortedSet<Integer> axes = Axes.of(args, whole);
        boolean meets = args.flag("keepdims") || axes.size() == whole.axes().size();
        return meets ? g : Expr.call("expand_dims", g, Axes.setting(axes));
    }

    private static Dims same(Arguments args, List<Dims> dims) {
        Axes.of(args, dims.get(0));
        if (dims.get(0).isScalar()) {
            throw new Unfit("takes an array; found a scalar");
        }
        return dims.get(0);
    }

    private static Dims reduced(Arguments args, List<Dims> dims) {
        Dims whole = dims.get(0);
        return Axes.reduced(whole, Axes.of(args, whole), args.flag("keepdims"));
    }

    private static Plan reduction(Arguments args, List<Dims> dims, boolean mean) {
        Dims whole = dims.get(0);
        SortedSet<Integer> axes = Axes.of(args, whole);
        Dims left = reduced(args, dims);
        return new Plan.Linear(
                left,
                Axes.along(whole, axes, left),
                mean ? Axes.along(whole, axes).count() : 1);
    }

    private static Plan extremum(Arguments args, List<Dims> dims, boolean largest) {
        Dims left = reduced(args, dims);
        return new Plan.Extremum(left, Axes.along(dims.get(0), Axes.of(args, dims.get(0)), left), largest);
    }

    /** All entries in their order. */
    private static Plan unmoved(Arguments args, List<Dims> dims) {
        int[] places = new int[dims.get(0).count()];
        Arrays.setAll(places, i -> i);
        Dims to = find(args.call()).orElseThrow().shape().of(args, dims);
        return moved(to, places);
    }

    private static Plan moved(Dims dims, int[] places) {
        return new Plan.Linear(dims, Sources.each(places), 1);
    }

    private static Dims reshaped(Arguments args, Dims dims) {
        int[] sizes = args.wholes("shape");
        int count = dims.count();
        int known = 1;
        int open = -1;
        for (int i = 0; i < sizes.length; i++) {
            if (sizes[i] == -1 && open < 0) {
                open = i;
            } else if (sizes[i] < 1) {
                throw new Unfit("sizes are 1 or more, one of them perhaps -1; found " + sizes[i]);
            } else {
                known = Math.multiplyExact(known, Math.min(sizes[i], Shapes.MOST_ENTRIES + 1));
            }
            if (known > Shapes.MOST_ENTRIES) {
                throw new Unfit("more than " + Shapes.MOST_ENTRIES + " entries");
            }
        }
        if (open >= 0 && count % known == 0) {
            sizes[open] = count / known;
            known = count;
        }
        if (known != count) {
            throw new Unfit("the " + count + " entries of " + dims + " do not make "
                    + Dims.of(Arrays.stream(sizes).boxed().toList()));
        }
        return rank(Dims.of(Arrays.stream(sizes).boxed().toList()));
    }

    private static Dims rank(Dims dims) {
        if (dims.axes().size() > Dims.MOST_AXES) {
            throw new Unfit("arrays have at most " + Dims.MOST_AXES + " axes");
        }
        return dims;
    }

    private static Dims flattened(Arguments args, Dims dims) {
        if (dims.isScalar()) {
            return Dims.vector(1);
        }
        int start = Axes.one(args.whole("start_dim"), dims.axes().size());
        var sizes = new ArrayList<>(dims.axes().subList(0, start));
        sizes.add(Size.of(new Dims(dims.axes().subList(start, dims.axes().size())).count()));
        return new Dims(sizes);
    }

    private static Dims expanded(Arguments args, Dims dims) {
        int[] wanted = args.wholes("axis");
        var axes = new TreeSet<Integer>();
        for (int axis : wanted) {
            axes.add(Axes.one(axis, dims.axes().size() + wanted.length));
        }
        var sizes = new ArrayList<>(dims.axes());
        axes.forEach(axis -> sizes.add(axis, Size.of(1)));
        return rank(new Dims(sizes));
    }

    private static int[] order(Arguments args, Dims dims) {
        int rank = dims.axes().size();
        int[] order = new int[rank];
        Arrays.setAll(order, i -> rank - 1 - i);
        if (args.find("axes").isPresent()) {
            int[] wanted = args.wholes("axes");
            var seen = new TreeSet<Integer>();
            for (int axis : wanted) {
                seen.add(Axes.one(axis, rank));
            }
            if (wanted.length != rank || seen.size() != rank) {
                throw new Unfit("axes names each of the " + rank + " axes once");
            }
            Arrays.setAll(order, i -> Axes.one(wanted[i], rank));
        }
        return order;
    }

    private static Dims turned(Arguments args, Dims dims) {
        if (dims.axes().size() < 2) {
            throw new Unfit("takes a matrix or an array of more axes; found " + Shapes.named(dims));
        }
        return new Dims(Arrays.stream(order(args, dims)).mapToObj(dims::size).toList());
    }

    private static Plan turn(Arguments args, List<Dims> dims) {
        return turn(dims.get(0), order(args, dims.get(0)));
    }

    /** The axes in another order. */
    static Plan turn(Dims dims, int[] order) {
        int[] sizes = Axes.sizes(dims);
        int[] to = new int[order.length];
        Arrays.setAll(to, i -> sizes[order[i]]);
        int[] place = new int[order.length];
        int[] from = new int[order.length];
        int[] places = new int[dims.count()];
        for (int i = 0; i < places.length; i++) {
            for (int axis = 0; axis < order.length; axis++) {
                from[order[axis]] = place[axis];
            }
            places[i] = Axes.flat(from, sizes);
            Axes.step(place, to);
        }
        return moved(Dims.of(Arrays.stream(to).boxed().toList()), places);
    }

    /** Equal shapes but for one axis, whose lengths add up. */
    private static Dims joined(Arguments args, List<Dims> dims) {
        Dims first = dims.get(0);
        int axis = Axes.one(args.whole("axis"), first.axes().size());
        int length = 0;
        for (Dims each : dims) {
            boolean fits = each.axes().size() == first.axes().size();
            for (int i = 0; fits && i < first.axes().size(); i++) {
                fits = i == axis || each.size(i).equals(first.size(i));
            }
            if (!fits) {
                throw new Unfit(
                        Shapes.named(first) + " and " + Shapes.named(each) + " do not go together along axis " + axis);
            }
            length = Math.addExact(length, each.size(axis).value());
        }
        var sizes = new ArrayList<>(first.axes());
        sizes.set(axis, Size.of(length));
        return new Dims(sizes);
    }

    private static Plan join(Arguments args, List<Dims> dims) {
        Dims whole = joined(args, dims);
        int axis = Axes.one(args.whole("axis"), whole.axes().size());
        return side(whole, axis, dims);
    }

    /** Arrays one behind the other along an axis. */
    private static Plan side(Dims whole, int axis, List<Dims> parts) {
        int[] sizes = Axes.sizes(whole);
        int[] place = new int[sizes.length];
        int[] places = new int[whole.count()];
        for (int i = 0; i < places.length; i++) {
            int along = place[axis];
            int before = 0;
            for (Dims part : parts) {
                int length = part.size(axis).value();
                if (along < length) {
                    int[] from = place.clone();
                    from[axis] = along;
                    places[i] = before + Axes.flat(from, Axes.sizes(part));
                    break;
                }
                along -= length;
                before += part.count();
            }
            Axes.step(place, sizes);
        }
        return moved(whole, places);
    }

    private static Dims stacked(Arguments args, List<Dims> dims) {
        Dims first = dims.get(0);
        for (Dims each : dims) {
            if (!each.equals(first)) {
                throw new Unfit(Shapes.named(first) + " and " + Shapes.named(each) + " must have the same shape");
            }
        }
        var sizes = new ArrayList<>(first.axes());
        sizes.add(Axes.one(args.whole("axis"), first.axes().size() + 1), Size.of(dims.size()));
        return rank(new Dims(sizes));
    }

    private static Plan stack(Arguments args, List<Dims> dims) {
        Dims whole = stacked(args, dims);
        int axis = Axes.one(args.whole("axis"), whole.axes().size());
        var single = new ArrayList<>(dims.get(0).axes());
        single.add(axis, Size.of(1));
        return side(whole, axis, java.util.Collections.nCopies(dims.size(), new Dims(single)));
    }

    private static int[] rows(Arguments args, Dims table) {
        if (!table.isMatrix()) {
            throw new Unfit("takes a matrix with a row for each; found " + Shapes.named(table));
        }
        int[] rows = args.wholes("index");
        for (int row : rows) {
            Places.require(row, table.size(0).value());
        }
        return rows;
    }

    private static Dims picked(Arguments args, Dims table) {
        int[] rows = rows(args, table);
        boolean one = !(args.number("index") instanceof Expr.Matrix);
        return one ? Dims.vector(table.size(1)) : Dims.matrix(Size.of(rows.length), table.size(1));
    }

    private static Plan pick(Arguments args, List<Dims> dims) {
        Dims table = dims.get(0);
        int[] rows = rows(args, table);
        int columns = table.columns();
        int[] places = new int[rows.length * columns];
        Arrays.setAll(places, i -> (rows[i / columns] - 1) * columns + i % columns);
        return moved(picked(args, table), places);
    }

    /** Products of matrices, one for each place along the axes before the last two. */
    private static Plan products(Dims left, Dims right) {
        Dims to = Shapes.productOf(left, right);
        int a = left.axes().size();
        int b = right.axes().size();
        Dims ofLeft = new Dims(left.axes().subList(0, Math.max(0, a - 2)));
        Dims ofRight = new Dims(right.axes().subList(0, Math.max(0, b - 2)));
        Dims lead = Axes.joined(ofLeft, ofRight).orElseThrow();
        int rows = a > 1 ? left.size(a - 2).value() : 1;
        int inner = left.size(a - 1).value();
        int columns = b > 1 ? right.size(b - 1).value() : 1;
        var factors = new Sources.Builder();
        var others = new Sources.Builder();
        for (int n = 0; n < lead.count(); n++) {
            int first = ofLeft.meeting(lead, n) * rows * inner;
            int second = ofRight.meeting(lead, n) * inner * columns;
            for (int i = 0; i < rows * columns; i++) {
                for (int k = 0; k < inner; k++) {
                    factors.add(first + i / columns * inner + k);
                    others.add(second + k * columns + i % columns);
                }
                factors.next();
                others.next();
            }
        }
        return new Plan.Bilinear(to, factors.done(), others.done());
    }

    /** The axes of an array the other way round. */
    public static Plan transposed(Dims dims) {
        int rank = dims.axes().size();
        int[] order = new int[rank];
        Arrays.setAll(order, i -> rank - 1 - i);
        return turn(dims, order);
    }

    private static Dims together(Arguments args, List<Dims> dims) {
        Dims common = Dims.SCALAR;
        for (Dims each : dims) {
            Dims before = common;
            common = Axes.joined(common, each)
                    .orElseThrow(() ->
                            new Unfit(Shapes.named(before) + " and " + Shapes.named(each) + " do not go together"));
        }
        return common;
    }

    /** By a comparison, or by a mask, which chooses the first where it is not zero. */
    private static Expr choice(Arguments args) {
        Expr condition = args.arrays().get(0);
        Expr yes = args.number("x");
        Expr no = args.number("y");
        if (!(condition instanceof Expr.Call call && ExprParser.COMPARISONS.contains(call.function()))) {
            return new Expr.Cases(condition, yes, no, yes);
        }
        Expr left = call.args().get(0);
        Expr right = call.args().get(1);
        Expr guard = right.equals(Expr.ZERO) ? left : Expr.sub(left, right);
        String sign = call.function();
        boolean above = sign.equals("!=") || sign.startsWith(">");
        boolean at = sign.endsWith("=") && !sign.equals("!=");
        boolean below = sign.equals("!=") || sign.startsWith("<");
        return new Expr.Cases(guard, above ? yes : no, at ? yes : no, below ? yes : no);
    }

    private static ArrayFunction convolution(int moving) {
        String name = "conv" + moving + "d";
        return row(
                name,
                "x, kernel, bias?, stride=1, padding=0, dilation=1",
                (a, d) -> {
                    Dims dims = Windows.convolved(moving, a, d.get(0), d.get(1));
                    if (d.size() > 2) {
                        Windows.Channels channels = Windows.channels(moving, d.get(0), d.get(1));
                        Dims bias = channels.filters() ? Dims.vector(channels.kernels()) : Dims.SCALAR;
                        if (!d.get(2).equals(bias)) {
                            throw new Unfit("the bias is " + Shapes.named(bias) + ", one for each kernel; found "
                                    + Shapes.named(d.get(2)));
                        }
                    }
                    return dims;
                },
                new Planned((a, d) -> Windows.convolve(moving, a, d.get(0), d.get(1))));
    }

    /** With a bias it is a sum. */
    private static ArrayFunction biased(ArrayFunction plain, int moving) {
        return new ArrayFunction(
                plain.function(),
                plain.signature(),
                plain.shape(),
                new Defined((a, d) -> withBias(a, d, moving), Optional.empty()));
    }

    private static Expr withBias(Arguments args, List<Dims> dims, int moving) {
        var rest = new ArrayList<Expr>();
        rest.add(x(args));
        rest.add(args.arrays().get(1));
        for (String setting : List.of("stride", "padding", "dilation")) {
            rest.add(Expr.call(setting + "=", args.number(setting)));
        }
        Expr bias = args.arrays().get(2);
        int[] behind = new int[moving];
        Arrays.setAll(behind, i -> i + 1);
        Expr spread = dims.get(2).isVector()
                ? Expr.call(
                        "expand_dims",
                        bias,
                        Axes.setting(Arrays.stream(behind).boxed().toList()))
                : bias;
        return Expr.add(new Expr.Call(args.call().function(), rest), spread);
    }

    private static ArrayFunction pool(String name, int moving, boolean largest) {
        return planned(name, "x, size=, stride?=, padding=0", (a, d) -> Windows.pooled(moving, a, d.get(0)), (a, d) -> {
            Dims to = Windows.pooled(moving, a, d.get(0));
            Sources covered = Windows.covered(moving, a, d.get(0));
            int area = Windows.product(Windows.pool(moving, a, d.get(0)).window);
            return largest ? new Plan.Extremum(to, covered, true) : new Plan.Linear(to, covered, area);
        });
    }

    /** Over the whole of each channel. */
    private static ArrayFunction global(String name, String reduction, int moving) {
        var axes = new ArrayList<Integer>();
        for (int i = moving; i > 0; i--) {
            axes.add(-i);
        }
        return defined(
                name,
                "x",
                (a, d) -> {
                    if (d.get(0).axes().size() < moving) {
                        throw new Unfit("expected " + moving + " axes or more; found " + Shapes.named(d.get(0)));
                    }
                    return new Dims(d.get(0).axes().subList(0, d.get(0).axes().size() - moving));
                },
                (a, d) -> Expr.call(reduction, x(a), Axes.setting(axes)),
                null);
    }

    private static Dims normalised(Arguments args, List<Dims> dims) {
        Dims x = dims.get(0);
        if (x.isScalar()) {
            throw new Unfit("takes an array; found a scalar");
        }
        boolean batch = args.call().function().equals("batch_norm");
        boolean images = batch && x.axes().size() > 2;
        Size features = x.size(images ? 1 : x.axes().size() - 1);
        for (Dims each : dims.subList(1, dims.size())) {
            boolean fits = each.isScalar()
                    || each.isVector()
                            && each.size(0).equals(features)
                            && (!batch || x.axes().size() > 1);
            if (!fits) {
                throw new Unfit("expected a scalar, or a vector of " + features + "; found " + Shapes.named(each));
            }
        }
        if (args.find("mean").isPresent() != args.find("var").isPresent()) {
            throw new Unfit("mean and var come together");
        }
        return x;
    }

    private static Expr batchNorm(Arguments args, List<Dims> dims) {
        int rank = dims.get(0).axes().size();
        var axes = new ArrayList<Integer>(List.of(0));
        for (int i = 2; i < rank; i++) {
            axes.add(i);
        }
        int behind = Math.max(0, rank - 2);
        Expr standard = args.find("mean")
                .<Expr>map(mean -> Expr.div(
                        Expr.sub(x(args), column(args, dims, "mean", behind)),
                        Expr.call("sqrt", Expr.add(column(args, dims, "var", behind), args.number("eps")))))
                .orElseGet(() -> Expr.call("standardize", x(args), Axes.setting(axes), eps(args)));
        return scaled(args, dims, standard, behind);
    }

    /** A value for each channel, with an axis of one entry for each that comes behind the channels. */
    private static Expr column(Arguments args, List<Dims> dims, String name, int behind) {
        Expr value = args.number(name);
        boolean vector = dims.get(args.arrays().indexOf(value)).isVector();
        var axes = new ArrayList<Integer>();
        for (int i = 1; i <= behind; i++) {
            axes.add(i);
        }
        return vector && behind > 0 ? Expr.call("expand_dims", value, Axes.setting(axes)) : value;
    }

    private static Expr scaled(Arguments args, List<Dims> dims, Expr standard, int behind) {
        Expr scaled =
                args.find("gamma").isPresent() ? Expr.mul(column(args, dims, "gamma", behind), standard) : standard;
        return args.find("beta").isPresent() ? Expr.add(scaled, column(args, dims, "beta", behind)) : scaled;
    }
}
