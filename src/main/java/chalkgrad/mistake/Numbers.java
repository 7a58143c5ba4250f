package chalkgrad.mistake;

import chalkgrad.algebra.Expr;
import chalkgrad.derive.Occurrence;
import chalkgrad.derive.Step.Law;
import chalkgrad.model.Quantity;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A number that is not the one to be put in: an old one, a given one misread, another constant.
 *
 * <p>{@code sigmoid(w3 x1 + w4 x2 + 0.35)} where the bias is 0.3.
 */
final class Numbers {
    /** No more of the numbers of a step are doubted. */
    private static final int MOST = 16;

    private Numbers() {}

    static List<Way> given() {
        return List.of(Numbers::misread, Numbers::misreadForGood);
    }

    static List<Way> constant() {
        return List.of(Numbers::constants, new Habit(EnumSet.of(Law.UPDATE), Numbers::otherRate));
    }

    static List<Way> stale() {
        return List.of(Numbers::copied, Numbers::oldOperand, Numbers::otherSample);
    }

    private static Stream<Edit> misread(Place place) {
        var given = new LinkedHashSet<Occurrence>();
        collect(place, place.expr(), given);
        return given.stream()
                .filter(cell -> !cell.quantity().equals(Quantity.RATE))
                .map(cell -> place.substituting(cell, Slip.UNKNOWN.expr()));
    }

    /** The given number itself, wherever it is used. */
    private static Stream<Edit> misreadForGood(Place place) {
        var given = new LinkedHashSet<Occurrence>();
        collect(place, place.expr(), given);
        return given.stream()
                .filter(cell -> !cell.quantity().equals(Quantity.RATE))
                .map(cell -> new Edit(place.at(), Map.of(cell, Slip.UNKNOWN.expr()), cell.expr(), Slip.UNKNOWN.expr()));
    }

    private static void collect(Place place, Expr e, Set<Occurrence> given) {
        if (given.size() >= MOST) {
            return;
        }
        Place.cellOf(e).filter(cell -> place.unrolled().given(cell).isPresent()).ifPresent(given::add);
        e.parts().forEach(part -> collect(place, part, given));
    }

    /** A number of the formula, but not the one of 1 - o, which nobody takes for another. */
    private static Stream<Edit> constants(Place place) {
        Stream<Edit> rates = otherRate(place).map(place::edit).stream();
        boolean isOwn = place.law() == Law.NODE || place.law() == Law.ACTIVATION || place.law() == Law.LOSS_PART;
        return isOwn
                ? Stream.concat(
                        rates,
                        Site.all(
                                        place.expr(),
                                        e -> e instanceof Expr.Num n && isConstant(place, n)
                                                ? Stream.of(Slip.UNKNOWN.expr())
                                                : Stream.empty())
                                .limit(MOST)
                                .map(place::edit))
                : rates;
    }

    private static boolean isConstant(Place place, Expr.Num number) {
        boolean isWhole = number.value().stripTrailingZeros().scale() <= 0;
        return !isWhole || place.law() == Law.NODE;
    }

    private static Optional<Site> otherRate(Place place) {
        Occurrence rate = Occurrence.of(Quantity.RATE);
        return place.uses(rate)
                ? Optional.of(new Site(place.substituted(rate, Slip.UNKNOWN.expr()), rate.expr(), Slip.UNKNOWN.expr()))
                : Optional.empty();
    }

    /** The result of a neighbour, written down once more. */
    private static Stream<Edit> copied(Place place) {
        return Operands.kin(place.wiring(), place.quantity())
                .map(place::cell)
                .filter(cell -> !cell.equals(place.at()) && Operands.isFree(place, cell) && place.exists(cell))
                .map(cell -> place.whole(cell.expr()));
    }

    /** One operand as it was in the pass before. */
    private static Stream<Edit> oldOperand(Place place) {
        if (place.at().pass() == 0 || place.unrolled().online()) {
            return Stream.empty();
        }
        return place.replacing(cell -> {
            var earlier = new Occurrence(cell.quantity(), cell.pass() - 1, cell.sample());
            return place.unrolled().given(cell).isEmpty() && cell.pass() > 0 && place.exists(earlier)
                    ? Stream.of(earlier.expr())
                    : Stream.empty();
        });
    }

    /** The same quantity, or one operand, of the sample before or after. */
    private static Stream<Edit> otherSample(Place place) {
        int samples = place.unrolled().samples();
        if (samples == 1 || place.unrolled().online() || place.at().sample() == 0) {
            return Stream.empty();
        }
        var others = new ArrayList<Edit>();
        for (int step : List.of(-1, 1)) {
            int sample = place.at().sample() + step;
            if (sample >= 1 && sample <= samples) {
                others.add(
                        place.whole(new Occurrence(place.quantity(), place.at().pass(), sample).expr()));
                place.replacing(cell -> cell.sample() == 0
                                ? Stream.empty()
                                : Stream.of(new Occurrence(cell.quantity(), cell.pass(), sample).expr()))
                        .forEach(others::add);
            }
        }
        return others.stream();
    }
}
