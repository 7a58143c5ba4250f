package chalkgrad.variant;

import chalkgrad.derive.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts the steps that lead to a quantity out of order.
 *
 * <p>They are a chain of which each uses the one before, so that there is one right order only.
 */
final class Ordering {
    private static final int FEWEST = 3;
    private static final int MOST = 7;

    private Ordering() {}

    static Optional<Asked.Unfit> unfit(Structure structure, Cell target) {
        int steps = structure.route(target).chain().size();
        return steps < FEWEST
                ? Optional.of(new Asked.Unfit(Asked.Why.FEW_STEPS, List.of(Integer.toString(steps))))
                : Optional.empty();
    }

    static Asked of(Worked worked, Cell target, Dice lots) {
        Optional<Asked.Unfit> unfit = unfit(worked.structure, target);
        if (unfit.isPresent()) {
            return unfit.get();
        }
        List<Cell> chain = worked.structure.route(target).chain();
        List<Cell> right = chain.subList(Math.max(0, chain.size() - MOST), chain.size());
        List<Cell> shown = right;
        while (shown.equals(right)) {
            shown = lots.shuffled(right);
        }
        Working working = worked.working(target, Optional.empty());
        var order = new ArrayList<Integer>();
        for (Cell cell : right) {
            order.add(shown.indexOf(cell));
        }
        return new Asked.Fit(new Answer.Order(shown.stream().map(working::line).toList(), order));
    }
}
