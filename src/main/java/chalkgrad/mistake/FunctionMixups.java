package chalkgrad.mistake;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Symbol;
import chalkgrad.derive.GraphDerivation;
import chalkgrad.derive.Occurrence;
import chalkgrad.derive.Step.Law;
import chalkgrad.model.Quantity;
import chalkgrad.model.Quantity.Delta;
import chalkgrad.model.Quantity.Exponential;
import chalkgrad.model.Quantity.Net;
import chalkgrad.model.Quantity.Node;
import chalkgrad.model.Quantity.Out;
import chalkgrad.model.Quantity.Partial;
import chalkgrad.model.Quantity.Target;
import chalkgrad.model.Quantity.UnitLoss;
import chalkgrad.rules.Activation;
import chalkgrad.rules.Activations;
import chalkgrad.rules.Loss;
import chalkgrad.rules.Losses;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Another function than the problem's: loss, activation, exponential; or another target.
 *
 * <p>{@code o - t} for the delta of a sigmoid output under squared error, which belongs to the cross-entropy.
 */
final class FunctionMixups {
    /** Losses that differ by a constant factor only, near the target at least; to take one for another of them is that mistake. */
    private static final List<Set<String>> FAMILIES =
            List.of(Set.of("half_sse", "sse", "mse", "huber"), Set.of("bce", "bce_sum"));

    /** Losses and activations that somebody may take for the problem's from the first step to the last. */
    static final Set<String> COMMON =
            Set.of("half_sse", "bce", "bce_sum", "cross_entropy", "identity", "sigmoid", "tanh", "relu");

    /** What may be taken for a function of one number. */
    private static final List<Expr> VALUES = values();

    private FunctionMixups() {}

    static List<Way> otherLoss() {
        var ways = new ArrayList<Way>();
        for (Loss loss : Losses.all()) {
            ways.add(way(Law.LOSS_PART, loss, Optional.of(loss.definition())));
            ways.add(way(Law.LOSS_DERIVATIVE, loss, loss.taught()));
        }
        ways.add(new Habit(EnumSet.of(Law.CHAIN_RULE), FunctionMixups::difference));
        ways.add(FunctionMixups::withoutComplement);
        return ways;
    }

    private static Way way(Law law, Loss loss, Optional<Expr> rule) {
        Habit.Change change = place -> loss(place, loss, rule);
        return COMMON.contains(loss.name()) ? new Habit(EnumSet.of(law), change) : Habit.once(EnumSet.of(law), change);
    }

    static List<Way> target() {
        return List.of(
                place -> place.law() == Law.LOSS_PART || place.law() == Law.LOSS_DERIVATIVE
                        ? targets(place)
                        : Stream.empty(),
                place -> place.law() == Law.CHAIN_RULE ? otherDifference(place) : Stream.empty(),
                new Habit(EnumSet.of(Law.LOSS_PART), FunctionMixups::swapped),
                new Habit(EnumSet.of(Law.LOSS_DERIVATIVE), FunctionMixups::swapped));
    }

    static List<Way> activation() {
        var ways = new ArrayList<Way>();
        for (Expr value : VALUES) {
            boolean isCommon = Activations.all().stream()
                    .anyMatch(rule ->
                            COMMON.contains(rule.name()) && rule.definition().equals(value));
            Habit.Change change = place -> valued(place, value);
            ways.add(
                    isCommon
                            ? new Habit(EnumSet.of(Law.ACTIVATION), change)
                            : Habit.once(EnumSet.of(Law.ACTIVATION), change));
        }
        ways.add(place ->
                place.law() == Law.ACTIVATION || place.law() == Law.NODE ? evaluatedOtherwise(place) : Stream.empty());
        ways.add(place -> place.law() == Law.LOSS_PART ? commonLogarithm(place) : Stream.empty());
        return ways;
    }

    static List<Way> softmax() {
        return List.of(
                new Habit(EnumSet.of(Law.ACTIVATION), FunctionMixups::withoutExponential),
                place -> place.quantity() instanceof Quantity.Normalizer ? sumOfNets(place) : Stream.empty(),
                place -> place.quantity() instanceof Out ? share(place) : Stream.empty(),
                place -> place.law() == Law.NODE ? withoutExponentials(place) : Stream.empty());
    }

    private static List<Expr> values() {
        Expr z = Activation.NET.expr();
        Expr negative = Expr.call("exp", Expr.neg(z));
        var values = new ArrayList<Expr>();
        Activations.all().stream()
                .filter(rule -> rule.kind() != Activation.Kind.SOFTMAX)
                .forEach(rule -> values.add(rule.definition()));
        values.addAll(List.of(
                negative,
                Expr.call("exp", z),
                Expr.add(Expr.ONE, negative),
                Expr.div(Expr.ONE, negative),
                Expr.sub(Expr.ONE, Expr.div(Expr.ONE, Expr.add(Expr.ONE, negative))),
                Expr.call("tan", z)));
        return List.copyOf(values);
    }

    private static Optional<Site> loss(Place place, Loss other, Optional<Expr> rule) {
        return place.wiring()
                .network()
                .filter(network -> !network.loss().name().equals(other.name()))
                .filter(network -> FAMILIES.stream()
                        .noneMatch(family -> family.contains(other.name())
                                && family.contains(network.loss().name())))
                .flatMap(network -> rule)
                .map(form -> Habit.whole(place, ofOutput(place, form, outputUnit(place))));
    }

    private static String outputUnit(Place place) {
        return place.quantity() instanceof UnitLoss part
                ? part.unit()
                : place.quantity() instanceof Delta delta
                        ? delta.unit()
                        : ((Out) ((Partial) place.quantity()).by()).unit();
    }

    private static Expr ofOutput(Place place, Expr form, String unit) {
        Map<Symbol, Expr> values = Map.of(
                Loss.OUTPUT,
                place.sym(new Out(unit)),
                Loss.TARGET,
                place.sym(place.wiring().target(unit).orElseThrow()),
                Loss.COUNT,
                Expr.num(place.wiring().targets().size()));
        return form.substitute(values::get);
    }

    /** Where that is the derivative of the loss itself, what is left out is the activation's, and so it is called. */
    private static Optional<Site> difference(Place place) {
        if (!(place.quantity() instanceof Delta delta)
                || place.wiring().target(delta.unit()).isEmpty()) {
            return Optional.empty();
        }
        Expr difference = ofOutput(place, Expr.sub(Loss.OUTPUT.expr(), Loss.TARGET.expr()), delta.unit());
        Occurrence upstream = place.cell(new Partial(Quantity.LOSS, new Out(delta.unit())));
        boolean left = place.unrolled()
                .step(upstream)
                .filter(step -> Generic.differ(step.expression(), difference))
                .isEmpty();
        return left || isDifference(place, delta.unit(), difference)
                ? Optional.empty()
                : Optional.of(Habit.whole(place, difference));
    }

    /** Whether the delta is the difference of output and target, as it is with the losses made for it. */
    private static boolean isDifference(Place place, String unit, Expr difference) {
        Activation activation = place.wiring().layer(unit).orElseThrow().activation();
        String loss = place.wiring().network().orElseThrow().loss().name();
        return activation.kind() == Activation.Kind.SOFTMAX && loss.equals("cross_entropy")
                || !Generic.differ(unfolded(place), difference);
    }

    /** The delta's step with the steps of its two factors put in. */
    private static Expr unfolded(Place place) {
        return place.expr()
                .substitute(symbol -> symbol instanceof Occurrence cell && cell.quantity() instanceof Partial
                        ? place.unrolled()
                                .step(cell)
                                .map(step -> step.expression())
                                .orElse(null)
                        : null);
    }

    private static Stream<Edit> targets(Place place) {
        Target right = place.wiring().target(outputUnit(place)).orElseThrow();
        Occurrence cell = place.cell(right);
        Stream<Expr> others = Near.others(
                        place.wiring().targets(), place.wiring().targets().indexOf(right))
                .stream()
                .map(place::sym);
        Stream<Expr> ofSamples = java.util.stream.IntStream.rangeClosed(
                        1, place.unrolled().samples())
                .filter(sample ->
                        cell.sample() != 0 && sample != cell.sample() && Math.abs(sample - cell.sample()) <= 4)
                .mapToObj(sample -> new Occurrence(right, cell.pass(), sample).expr());
        return Stream.concat(others, ofSamples).map(other -> place.substituting(cell, other));
    }

    /** {@code o1 - t2} for a delta that is the difference of output and target. */
    private static Stream<Edit> otherDifference(Place place) {
        if (!(place.quantity() instanceof Delta delta)
                || place.wiring().target(delta.unit()).isEmpty()) {
            return Stream.empty();
        }
        Target right = place.wiring().target(delta.unit()).orElseThrow();
        Expr difference = ofOutput(place, Expr.sub(Loss.OUTPUT.expr(), Loss.TARGET.expr()), delta.unit());
        return isDifference(place, delta.unit(), difference)
                ? Near.others(place.wiring().targets(), place.wiring().targets().indexOf(right)).stream()
                        .map(other -> place.whole(Expr.sub(place.sym(new Out(delta.unit())), place.sym(other))))
                : Stream.empty();
    }

    /** {@code t ln o + (1 - t) ln o}, which is no loss at all. */
    private static Stream<Edit> withoutComplement(Place place) {
        boolean isLoss = place.law() == Law.LOSS_PART
                || place.law() == Law.NODE
                        && place.unrolled().derivation() instanceof GraphDerivation derivation
                        && place.quantity().equals(derivation.graph().objective());
        return isLoss
                ? Site.all(
                                place.expr(),
                                e -> e instanceof Expr.Call call
                                                && call.function().equals("ln")
                                        ? complement(call.args().get(0)).map(arg -> Expr.call("ln", arg)).stream()
                                        : Stream.empty())
                        .map(place::edit)
                : Stream.empty();
    }

    /** The x of {@code 1 - x}. */
    private static Optional<Expr> complement(Expr e) {
        return e instanceof Expr.Add sum
                        && sum.terms().size() == 2
                        && sum.terms().get(0).equals(Expr.ONE)
                        && sum.terms().get(1) instanceof Expr.Neg minus
                ? Optional.of(minus.arg())
                : Optional.empty();
    }

    /** Both targets for one another. */
    private static Optional<Site> swapped(Place place) {
        List<Target> targets = place.wiring().targets();
        if (targets.size() != 2) {
            return Optional.empty();
        }
        Target right = place.wiring().target(outputUnit(place)).orElseThrow();
        Expr other = place.sym(targets.get(1 - targets.indexOf(right)));
        return Optional.of(new Site(place.substituted(place.cell(right), other), place.sym(right), other));
    }

    private static Optional<Site> valued(Place place, Expr value) {
        if (!(place.quantity() instanceof Out out)
                || place.wiring()
                        .layer(out.unit())
                        .filter(layer -> layer.activation().kind() != Activation.Kind.SOFTMAX)
                        .isEmpty()) {
            return Optional.empty();
        }
        Expr net = place.sym(new Net(out.unit()));
        return Optional.of(Habit.whole(place, value.substitute(symbol -> symbol.equals(Activation.NET) ? net : null)))
                .filter(site -> !isSignLost(place, site.whole()));
    }

    /** {@code 1/(1 + e^z)} has a name of its own. */
    private static boolean isSignLost(Place place, Expr other) {
        return Signs.lost(place)
                .anyMatch(edit -> edit.instead().values().stream().noneMatch(sign -> Generic.differ(sign, other)));
    }

    /** The exponential of a softmax, or a node's function, as another function of the same. */
    private static Stream<Edit> evaluatedOtherwise(Place place) {
        if (place.quantity() instanceof Exponential exponential) {
            Expr net = place.sym(new Net(exponential.unit()));
            return Stream.of(Expr.call("exp", Expr.neg(net)), Expr.pow(net, 2), Expr.pow(Expr.TWO, net))
                    .map(place::whole);
        } else if (place.quantity() instanceof Node) {
            return Site.all(
                            place.expr(),
                            e -> e instanceof Expr.Call call && call.args().size() == 1
                                    ? Stream.concat(
                                                    VALUES.stream(),
                                                    Stream.of(Expr.call("log10", Activation.NET.expr())))
                                            .map(value -> value.substitute(symbol -> symbol.equals(Activation.NET)
                                                    ? call.args().get(0)
                                                    : null))
                                    : Stream.empty())
                    .map(place::edit);
        }
        return Stream.empty();
    }

    /** The key next to it on a calculator. */
    private static Stream<Edit> commonLogarithm(Place place) {
        Expr other = log10(place.expr());
        return other.equals(place.expr()) ? Stream.empty() : Stream.of(place.whole(other));
    }

    private static Expr log10(Expr e) {
        Expr inside = e.mapParts(FunctionMixups::log10);
        return inside instanceof Expr.Call call && call.function().equals("ln")
                ? new Expr.Call("log10", call.args())
                : inside;
    }

    private static Optional<Site> withoutExponential(Place place) {
        return place.quantity() instanceof Exponential exponential
                ? Optional.of(Habit.whole(place, place.sym(new Net(exponential.unit()))))
                : Optional.empty();
    }

    private static Stream<Edit> sumOfNets(Place place) {
        return Stream.of(place.whole(nets(place.expr())));
    }

    /** Each exponential with what it is the exponential of in its place. */
    private static Expr nets(Expr e) {
        return e.substitute(symbol -> symbol instanceof Occurrence cell && cell.quantity() instanceof Exponential part
                ? cell.with(new Net(part.unit())).expr()
                : null);
    }

    /** An output as the share of its net input, or of one exponential in the sum of the net inputs. */
    private static Stream<Edit> share(Place place) {
        if (!(place.expr() instanceof Expr.Div quotient) || !Place.is(quotient.numerator(), Exponential.class)) {
            return Stream.empty();
        }
        return Place.cellOf(quotient.denominator())
                .flatMap(place.unrolled()::step)
                .map(step -> nets(step.expression()))
                .map(sum -> Stream.of(
                        place.whole(Expr.div(nets(quotient.numerator()), sum)),
                        place.whole(Expr.div(quotient.numerator(), sum))))
                .orElseGet(Stream::empty);
    }

    /** The same where a graph writes it out: {@code exp(a)/(exp(a) + exp(b))}. */
    private static Stream<Edit> withoutExponentials(Place place) {
        Expr other = bare(place.expr());
        return hasQuotient(place.expr()) && !other.equals(place.expr())
                ? Stream.of(place.whole(other))
                : Stream.empty();
    }

    private static Expr bare(Expr e) {
        return e instanceof Expr.Call call && call.function().equals("exp")
                ? call.args().get(0)
                : e.mapParts(FunctionMixups::bare);
    }

    private static boolean hasQuotient(Expr e) {
        return e instanceof Expr.Div || e.parts().stream().anyMatch(FunctionMixups::hasQuotient);
    }
}
