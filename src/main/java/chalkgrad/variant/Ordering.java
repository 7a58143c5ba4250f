package chalkgrad.variant;

import chalkgrad.derive.Occurrence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts the steps that lead to a quantity out of order.
 *
 * <p>They are a chain of which each is built on the one before, so that there is one right order only.
 */
final class Ordering {
    static final int FEWEST = 3;
    private static final int MOST = 7;

    private Ordering() {}

    static Optional<Asked.Unfit> unfit(List<Occurrence> steps) {
        return steps.size() < FEWEST
                ? Optional.of(new Asked.Unfit(Asked.Why.FEW_STEPS, List.of(Integer.toString(steps.size()))))
                : Optional.empty();
    }

    /**
     * The steps out of order.
     *
     * @param steps in the order of working, each built on the one before, the target last
     */
    static Asked of(Worked worked, Occurrence target, List<Occurrence> steps, Dice lots) {
        Optional<Asked.Unfit> unfit = unfit(steps);
        if (unfit.isPresent()) {
            return unfit.get();
        }
        List<Occurrence> right = steps.subList(Math.max(0, steps.size() - MOST), steps.size());
        List<Occurrence> shown = right;
        while (shown.equals(right)) {
            shown = lots.shuffled(right);
        }
        Working working = worked.working(target, Optional.empty());
        var order = new ArrayList<Integer>();
        for (Occurrence cell : right) {
            order.add(shown.indexOf(cell));
        }
        return new Asked.Fit(new Answer.Order(shown.stream().map(working::line).toList(), order));
    }
}
