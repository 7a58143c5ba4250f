package chalkgrad.mistake;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Symbol;
import chalkgrad.derive.GraphDerivation;
import chalkgrad.derive.Occurrence;
import chalkgrad.derive.Step.Law;
import chalkgrad.model.Graph;
import chalkgrad.model.Quantity;
import chalkgrad.model.Quantity.Flow;
import chalkgrad.model.Quantity.Local;
import chalkgrad.model.Quantity.Node;
import chalkgrad.rules.ArrayFunction;
import chalkgrad.rules.ArrayFunctions;
import chalkgrad.rules.Dims;
import chalkgrad.rules.Signature;
import chalkgrad.rules.Windows;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Mistakes with functions of whole arrays, where these are written out entry by entry.
 *
 * <p>The gradient of a convolution's input with {@code K[1,1]} where the turned kernel has {@code K[2,2]}.
 */
final class ArrayMixups {
    private static final Set<Law> BACK = EnumSet.of(Law.LOCAL_DERIVATIVE, Law.FLOW);
    private static final Set<Law> ALL = EnumSet.of(Law.NODE, Law.LOCAL_DERIVATIVE, Law.FLOW);
    private static final Pattern ENTRY = Pattern.compile("(?<array>[^\\[]+)(?:\\[(?<place>[0-9,]+)\\])?");
    private static final Pattern PART = Pattern.compile("(?<node>.+)_\\d+");

    private ArrayMixups() {}

    static List<Way> kernel() {
        return List.of(new Habit(BACK, ArrayMixups::unturned));
    }

    static List<Way> stride() {
        return List.of(new Habit(ALL, ArrayMixups::withoutStride));
    }

    static List<Way> everyEntry() {
        return List.of(new Habit(BACK, ArrayMixups::toAll));
    }

    static List<Way> statistics() {
        return List.of(new Habit(BACK, ArrayMixups::heldConstant));
    }

    static List<Way> sampleVariance() {
        return List.of(new Habit(EnumSet.of(Law.NODE), ArrayMixups::lessOne));
    }

    static List<Way> axis() {
        return List.of(new Habit(EnumSet.of(Law.NODE), ArrayMixups::otherAxis));
    }

    /** An entry of an array in the graph of arrays, or of a part of a node that has a name of its own. */
    private record Entry(String array, List<Integer> place) {
        static Entry of(String name) {
            Matcher parts = ENTRY.matcher(name);
            if (!parts.matches()) {
                return new Entry(name, List.of());
            }
            var place = new ArrayList<Integer>();
            if (parts.group("place") != null) {
                for (String index : parts.group("place").split(",", -1)) {
                    place.add(Integer.valueOf(index));
                }
            }
            return new Entry(parts.group("array"), place);
        }

        Node node() {
            return new Node(array + Dims.suffix(place));
        }
    }

    /** A node of the graph of arrays that is a call, with its arguments. */
    private record Called(Graph graph, ArrayFunction function, Signature.Arguments args) {
        String name() {
            return function.name();
        }

        Dims dims(int argument) {
            return Objects.requireNonNull(graph.shapes().get(array(argument)));
        }

        /** The name of an argument; empty where it is an expression. */
        String array(int argument) {
            return args.arrays().size() > argument
                            && args.arrays().get(argument) instanceof Expr.Sym s
                            && s.symbol() instanceof Node node
                    ? node.name()
                    : "";
        }

        boolean isConvolution() {
            return name().startsWith("conv") && !array(0).isEmpty() && !array(1).isEmpty();
        }

        boolean isNorm() {
            return name().endsWith("_norm") || name().equals("standardize");
        }

        Windows windows() {
            List<Dims> arrays = name().startsWith("conv") ? List.of(dims(0), dims(1)) : List.of(dims(0));
            return Windows.of(function, args, arrays);
        }
    }

    /** What a node of scalars belongs to in the graph of arrays. */
    private static Optional<Called> called(Place place, String node) {
        if (!(place.unrolled().derivation() instanceof GraphDerivation derivation)) {
            return Optional.empty();
        }
        return derivation.graph().arrays().flatMap(graph -> {
            String array = Entry.of(node).array;
            return graph.nodes().stream()
                    .filter(each -> each.name().equals(array))
                    .findFirst()
                    .flatMap(each -> each.expression() instanceof Expr.Call call
                            ? ArrayFunctions.find(call)
                                    .map(function -> new Called(
                                            graph,
                                            function,
                                            function.signature().arguments(call)))
                            : Optional.empty());
        });
    }

    /** The node at which a step of the way back is, or of which a step is. */
    private static Optional<String> node(Quantity quantity) {
        if (quantity instanceof Local local) {
            return Optional.of(local.of().name());
        } else if (quantity instanceof Flow flow) {
            return Optional.of(flow.through().name());
        }
        return quantity instanceof Node node ? Optional.of(node.name()) : Optional.empty();
    }

    private static Optional<String> by(Quantity quantity) {
        if (quantity instanceof Local local) {
            return Optional.of(local.by().name());
        }
        return quantity instanceof Flow flow ? Optional.of(flow.to().name()) : Optional.empty();
    }

    private interface Other {
        @Nullable
        Expr of(Entry entry);
    }

    /** The step with other entries of an array. */
    private static Site with(Place place, String array, Other other) {
        Expr changed = place.expr()
                .substitute(symbol -> entryOf(symbol, array)
                        .map(entry -> {
                            Expr instead = other.of(entry);
                            return instead == null ? symbol.expr() : instead;
                        })
                        .orElse(null));
        return new Site(changed, place.expr(), changed);
    }

    private static Optional<Entry> entryOf(Symbol symbol, String array) {
        return symbol instanceof Occurrence cell && cell.quantity() instanceof Node node
                ? Optional.of(Entry.of(node.name())).filter(entry -> entry.array.equals(array))
                : Optional.empty();
    }

    /** The weight in the turned place, which is the one that a kernel that is not turned has there. */
    private static Optional<Site> unturned(Place place) {
        Optional<Called> found = node(place.quantity()).flatMap(name -> called(place, name));
        if (found.isEmpty() || !found.get().isConvolution()) {
            return Optional.empty();
        }
        Called called = found.get();
        boolean image = by(place.quantity())
                .filter(name -> Entry.of(name).array.equals(called.array(0)))
                .isPresent();
        if (!image) {
            return Optional.empty();
        }
        List<Integer> window = called.windows().window();
        return Optional.of(with(place, called.array(1), entry -> {
            var turned = new ArrayList<>(entry.place);
            int lead = turned.size() - window.size();
            for (int i = 0; i < window.size(); i++) {
                turned.set(lead + i, window.get(i) + 1 - turned.get(lead + i));
            }
            return place.sym(new Entry(entry.array, turned).node());
        }));
    }

    /** The windows side by side, one place apart. */
    private static Optional<Site> withoutStride(Place place) {
        Optional<String> name = node(place.quantity());
        Optional<Called> found = name.flatMap(each -> called(place, each));
        boolean moves = found.filter(
                        each -> (each.isConvolution() || each.name().contains("_pool"))
                                && !each.name().startsWith("global")
                                && !each.array(0).isEmpty())
                .isPresent();
        if (!moves
                || by(place.quantity())
                        .filter(each -> Entry.of(each).array.equals(found.get().array(0)))
                        .isPresent()) {
            return Optional.empty();
        }
        Called called = found.get();
        List<Integer> stride = called.windows().stride();
        List<Integer> at = Entry.of(name.get()).place;
        if (stride.stream().allMatch(each -> each == 1) || at.size() < stride.size()) {
            return Optional.empty();
        }
        return Optional.of(with(place, called.array(0), entry -> {
            var moved = new ArrayList<>(entry.place);
            int lead = moved.size() - stride.size();
            int leadAt = at.size() - stride.size();
            for (int i = 0; i < stride.size(); i++) {
                moved.set(lead + i, moved.get(lead + i) - (stride.get(i) - 1) * (at.get(leadAt + i) - 1));
                if (moved.get(lead + i) < 1) {
                    return Expr.ZERO;
                }
            }
            return place.sym(new Entry(entry.array, moved).node());
        }));
    }

    /** The whole upstream gradient for every entry, whether it leads or not. */
    private static Optional<Site> toAll(Place place) {
        if (!(place.quantity() instanceof Local local)) {
            return Optional.empty();
        }
        return place.unrolled()
                .step(place.at().with(local.of()))
                .filter(step -> step.expression() instanceof Expr.Call call
                        && (call.function().equals("max") || call.function().equals("min"))
                        && call.args().size() > 1
                        && call.args().stream().noneMatch(Expr.Num.class::isInstance))
                .map(step -> Habit.whole(place, Expr.ONE));
    }

    /** The mean and the variance of a norm as if they did not depend on the input. */
    private static Optional<Site> heldConstant(Place place) {
        return node(place.quantity())
                .filter(name -> place.quantity() instanceof Local || place.quantity() instanceof Flow)
                .filter(name -> norm(place, name).isPresent() && isMean(place, name))
                .map(name -> Habit.whole(place, Expr.ZERO));
    }

    /** Whether a node is a part of a norm. */
    private static Optional<Called> norm(Place place, String name) {
        Matcher part = PART.matcher(Entry.of(name).array);
        return part.matches() ? called(place, part.group("node")).filter(Called::isNorm) : Optional.empty();
    }

    private static boolean isMean(Place place, String name) {
        return place.unrolled()
                .step(place.at().with(new Node(name)))
                .filter(step -> mean(step.expression()).isPresent())
                .isPresent();
    }

    /** The mean in an expression, such as the one of a standard deviation. */
    private static Optional<Expr.Div> mean(Expr e) {
        return e instanceof Expr.Div d && d.numerator() instanceof Expr.Add && d.denominator() instanceof Expr.Num
                ? Optional.of(d)
                : e.parts().stream().flatMap(part -> mean(part).stream()).findFirst();
    }

    /** The variance divided by one less than the number of entries. */
    private static Optional<Site> lessOne(Place place) {
        String name = node(place.quantity()).orElse("");
        boolean variance = norm(place, name).isPresent()
                || called(place, name)
                        .filter(each -> each.name().equals("var") || each.name().equals("std"))
                        .isPresent();
        return variance
                ? mean(place.expr())
                        .filter(mean -> ((Expr.Add) mean.numerator())
                                .terms().stream().allMatch(term -> term instanceof Expr.Pow || isSquare(place, term)))
                        .map(mean -> Habit.whole(
                                place,
                                replaced(
                                        place.expr(),
                                        mean,
                                        Expr.div(
                                                mean.numerator(),
                                                Expr.num(((Expr.Add) mean.numerator())
                                                                .terms()
                                                                .size()
                                                        - 1L)))))
                : Optional.empty();
    }

    private static Expr replaced(Expr e, Expr part, Expr instead) {
        return e.equals(part) ? instead : e.mapParts(each -> replaced(each, part, instead));
    }

    private static boolean isSquare(Place place, Expr term) {
        return Place.cellOf(term)
                .flatMap(cell -> place.unrolled().step(cell))
                .filter(step -> step.expression() instanceof Expr.Pow)
                .isPresent();
    }

    /** A softmax of a matrix down the columns for one along the rows, and the other way round. */
    private static Optional<Site> otherAxis(Place place) {
        String name = node(place.quantity()).orElse("");
        Entry entry = Entry.of(name);
        Optional<Graph> graph = place.unrolled().derivation() instanceof GraphDerivation derivation
                ? derivation.graph().arrays()
                : Optional.empty();
        Optional<Expr.Call> call = graph.flatMap(whole -> whole.nodes().stream()
                .filter(node -> node.name().equals(entry.array) && node.dims().isMatrix())
                .findFirst()
                .filter(node -> node.expression() instanceof Expr.Call c
                        && c.function().equals("softmax")
                        && c.args().get(0) instanceof Expr.Sym)
                .map(node -> (Expr.Call) node.expression()));
        if (call.isEmpty()) {
            return Optional.empty();
        }
        String z = ((Expr.Sym) call.get().args().get(0)).symbol().id();
        Dims dims = Objects.requireNonNull(graph.get().shapes().get(z));
        int along = ArrayFunctions.find(call.get())
                .map(function ->
                        Math.floorMod(function.signature().arguments(call.get()).whole("axis"), 2))
                .orElse(1);
        int other = 1 - along;
        var terms = new ArrayList<Expr>();
        for (int i = 1; i <= dims.size(other).value(); i++) {
            var at = new ArrayList<>(entry.place);
            at.set(other, i);
            terms.add(Expr.call("exp", place.sym(new Entry(z, at).node())));
        }
        Expr own = Expr.call("exp", place.sym(new Entry(z, entry.place).node()));
        return Optional.of(Habit.whole(place, Expr.div(own, Expr.add(terms))));
    }
}
