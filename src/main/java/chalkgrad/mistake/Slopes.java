package chalkgrad.mistake;

import chalkgrad.algebra.Expr;
import chalkgrad.derive.Occurrence;
import chalkgrad.derive.Step.Law;
import chalkgrad.model.Quantity;
import chalkgrad.model.Quantity.Delta;
import chalkgrad.model.Quantity.Local;
import chalkgrad.model.Quantity.Net;
import chalkgrad.model.Quantity.Node;
import chalkgrad.model.Quantity.Out;
import chalkgrad.model.Quantity.Partial;
import chalkgrad.rules.Activation;
import chalkgrad.rules.Activations;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The derivative of an activation: at something else, left out, or that of another function.
 *
 * <p>{@code net (1 - net)} for {@code out (1 - out)}; {@code 1 - out^2}, which is that of tanh.
 */
final class Slopes {
    private static final Set<Law> CHAINS = EnumSet.of(Law.PATH, Law.SUM_OVER_PATHS, Law.WEIGHT_GRADIENT);

    private Slopes() {}

    static List<Way> argument() {
        return List.of(
                place -> place.law() == Law.ACTIVATION_DERIVATIVE ? arguments(place) : Stream.empty(),
                place -> place.law() == Law.LOCAL_DERIVATIVE ? localArguments(place) : Stream.empty(),
                place -> place.law() == Law.CHAIN_RULE || place.law() == Law.WEIGHT_GRADIENT
                        ? twice(place)
                        : Stream.empty(),
                new Habit(EnumSet.of(Law.ACTIVATION_DERIVATIVE), Slopes::atTheOther),
                new Habit(EnumSet.of(Law.ACTIVATION_DERIVATIVE), Slopes::ofItself),
                new Habit(EnumSet.of(Law.ACTIVATION_DERIVATIVE), Slopes::ofActivated));
    }

    static List<Way> missing() {
        return List.of(
                place -> place.law() == Law.CHAIN_RULE ? withoutSlope(place) : Stream.empty(),
                place -> CHAINS.contains(place.law()) ? passedBy(place) : Stream.empty(),
                place -> place.law() == Law.FLOW ? withoutLocal(place) : Stream.empty(),
                new Habit(EnumSet.of(Law.CHAIN_RULE), Slopes::upstreamAlone),
                new Habit(
                        EnumSet.of(Law.CHAIN_RULE),
                        place -> upstreamAlone(place).filter(site -> isHidden(place))));
    }

    static List<Way> other() {
        var ways = new ArrayList<Way>();
        for (Activation activation : Activations.all()) {
            if (activation.kind() == Activation.Kind.ELEMENTWISE) {
                Set<Law> laws = EnumSet.of(Law.ACTIVATION_DERIVATIVE);
                Habit.Change change = place -> ofAnother(place, activation);
                ways.add(
                        FunctionMixups.COMMON.contains(activation.name())
                                ? new Habit(laws, change)
                                : Habit.once(laws, change));
                ways.add(place -> ofAnotherCall(place, activation));
            }
        }
        ways.add(place -> place.law() == Law.ACTIVATION_DERIVATIVE ? half(place) : Stream.empty());
        return ways;
    }

    private static Optional<Partial> slope(Quantity quantity) {
        return quantity instanceof Partial partial && partial.of() instanceof Out && partial.by() instanceof Net
                ? Optional.of(partial)
                : Optional.empty();
    }

    /** Everything at which somebody might take the derivative. */
    private static Stream<Edit> arguments(Place place) {
        var right = new LinkedHashSet<Occurrence>();
        Place.collect(place.expr(), right);
        String unit = ((Net) slope(place.quantity()).orElseThrow().by()).unit();
        var others = new ArrayList<Expr>();
        for (Quantity quantity : List.of(new Net(unit), new Out(unit), new Partial(Quantity.LOSS, new Out(unit)))) {
            others.add(place.sym(quantity));
        }
        place.wiring().target(unit).ifPresent(target -> others.add(place.sym(target)));
        place.wiring().beside(unit).forEach(beside -> others.add(place.sym(new Out(beside))));
        others.add(place.expr());
        return right.stream()
                .flatMap(cell -> others.stream()
                        .filter(other -> !other.equals(cell.expr()))
                        .map(other -> place.substituting(cell, other)));
    }

    /** A gate's derivative at its value for its input, and the other way round. */
    private static Stream<Edit> localArguments(Place place) {
        var local = (Local) place.quantity();
        return Stream.concat(
                Stream.of(place.substituting(place.cell(local.by()), place.sym(local.of()))),
                Stream.of(
                        place.substituting(place.cell(local.of()), place.sym(local.by())),
                        place.substituting(place.cell(local.of()), place.expr())));
    }

    /** A derivative that was multiplied in already, once more. */
    private static Stream<Edit> twice(Place place) {
        if (place.quantity() instanceof Delta delta) {
            return Stream.of(again(place, delta.unit()));
        }
        var deltas = new LinkedHashSet<Occurrence>();
        Place.collect(place.expr(), deltas);
        return deltas.stream()
                .filter(cell -> cell.quantity() instanceof Delta)
                .limit(1)
                .map(cell -> again(place, ((Delta) cell.quantity()).unit()));
    }

    private static Edit again(Place place, String unit) {
        Expr slope = place.sym(new Partial(new Out(unit), new Net(unit)));
        return place.whole(Expr.mul(place.expr(), slope));
    }

    /** At the net input for the output; where the formula is one in the net input, at the output. */
    private static Optional<Site> atTheOther(Place place) {
        String unit = ((Net) slope(place.quantity()).orElseThrow().by()).unit();
        Occurrence out = place.cell(new Out(unit));
        Occurrence net = place.cell(new Net(unit));
        Occurrence from = place.uses(out) ? out : net;
        Expr to = from.equals(out) ? net.expr() : out.expr();
        return Optional.of(new Site(place.substituted(from, to), from.expr(), to));
    }

    private static Optional<Site> ofItself(Place place) {
        Occurrence out = place.cell((Out) slope(place.quantity()).orElseThrow().of());
        return Optional.of(new Site(place.substituted(out, place.expr()), out.expr(), place.expr()));
    }

    /** {@code sigma(out) (1 - sigma(out))}: the output taken for the net input. */
    private static Optional<Site> ofActivated(Place place) {
        Occurrence out = place.cell((Out) slope(place.quantity()).orElseThrow().of());
        String unit = ((Net) slope(place.quantity()).orElseThrow().by()).unit();
        return place.wiring()
                .layer(unit)
                .filter(layer -> layer.activation().kind() == Activation.Kind.ELEMENTWISE && place.uses(out))
                .map(layer -> layer.activation()
                        .definition()
                        .substitute(symbol -> symbol.equals(Activation.NET) ? out.expr() : null))
                .map(again -> new Site(place.substituted(out, again), out.expr(), again));
    }

    private static boolean isHidden(Place place) {
        return place.quantity() instanceof Delta delta
                && place.wiring().level(delta.unit()).orElse(0) < place.wiring().depth();
    }

    /** Upstream without local. */
    private static Optional<Site> upstreamAlone(Place place) {
        if (place.law() != Law.CHAIN_RULE || !(place.quantity() instanceof Delta delta)) {
            return Optional.empty();
        }
        Expr upstream = Factors.upstream(place.at(), delta.unit());
        Expr slope = place.sym(new Partial(new Out(delta.unit()), new Net(delta.unit())));
        return Optional.of(new Site(upstream, slope, upstream));
    }

    private static Stream<Edit> withoutSlope(Place place) {
        return upstreamAlone(place).map(place::edit).stream();
    }

    /** {@code dE/dout(o1)} for {@code delta(o1)}, where the writer passes the unit by. */
    private static Stream<Edit> passedBy(Place place) {
        return place.replacing(cell -> cell.quantity() instanceof Delta delta
                ? Stream.of(Factors.upstream(cell, delta.unit()))
                : Stream.empty());
    }

    private static Stream<Edit> withoutLocal(Place place) {
        return Site.all(
                        place.expr(),
                        e -> e instanceof Expr.Mul product
                                        && product.factors().stream().anyMatch(factor -> Place.is(factor, Local.class))
                                ? Stream.of(Expr.mul(product.factors().stream()
                                        .filter(factor -> !Place.is(factor, Local.class))
                                        .toList()))
                                : Stream.empty())
                .map(place::edit);
    }

    /** In a softmax, that of a unit by its own net input for the one by another's. */
    private static Optional<Site> ofAnother(Place place, Activation activation) {
        Partial partial = slope(place.quantity()).orElseThrow();
        String unit = ((Net) partial.by()).unit();
        if (place.wiring()
                .layer(unit)
                .filter(layer -> layer.activation().equals(activation))
                .isPresent()) {
            return Optional.empty();
        }
        return activation.taught().map(taught -> Habit.whole(place, at(place, taught, (Out) partial.of(), unit)));
    }

    private static Expr at(Place place, Expr taught, Quantity out, String unit) {
        return taught.substitute(symbol -> symbol.equals(Activation.NET)
                ? place.sym(new Net(unit))
                : symbol.equals(Activation.OUTPUT) ? place.sym(out) : null);
    }

    /** In a graph, where a node is an activation of another. */
    private static Stream<Edit> ofAnotherCall(Place place, Activation activation) {
        if (!(place.quantity() instanceof Local local)) {
            return Stream.empty();
        }
        Optional<Expr.Call> call = place.unrolled()
                .step(place.at().with(local.of()))
                .map(step -> step.expression())
                .filter(e -> e instanceof Expr.Call c
                        && Activations.find(c.function()).isPresent())
                .map(e -> (Expr.Call) e);
        return call
                .filter(c -> !c.function().equals(activation.name()))
                .flatMap(c -> activation
                        .taught()
                        .map(taught -> place.whole(taught.substitute(symbol -> symbol.equals(Activation.NET)
                                ? c.args().get(0)
                                : symbol.equals(Activation.OUTPUT)
                                        ? place.sym(new Node(local.of().name()))
                                        : null))))
                .stream();
    }

    /** Half of a formula: {@code o} or {@code 1 - o} alone; and one for anything. */
    private static Stream<Edit> half(Place place) {
        Stream<Edit> parts = Site.all(
                        place.expr(),
                        e -> e instanceof Expr.Mul product
                                ? product.factors().stream()
                                : e instanceof Expr.Cases cases
                                        ? Stream.of(cases.above(), cases.below())
                                        : Stream.empty())
                .map(place::edit);
        return Stream.concat(parts, Stream.of(place.whole(Expr.ZERO)));
    }
}
