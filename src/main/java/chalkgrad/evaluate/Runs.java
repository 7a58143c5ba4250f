package chalkgrad.evaluate;

import chalkgrad.model.Quantity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What can be run, pass after pass, with one arithmetic after another until every digit is certain. */
interface Runs {
    /** How many passes there are, from the given values to the one after the last update. */
    int passes();

    /** How many updates follow one another. */
    int updates();

    /** How many steps a pass has. */
    int steps();

    /** Whether so many steps follow one another in a pass that proven bounds may grow out of all proportion. */
    boolean isLong();

    /**
     * A pass.
     *
     * @param updated the parameters that have changed by then, as they stand; the pass puts them where it leaves them
     */
    Pass pass(Arithmetic arithmetic, int index, Map<String, Value> updated);

    /** Every pass. */
    default List<Pass> run(Arithmetic arithmetic) {
        var updated = new HashMap<String, Value>();
        var all = new ArrayList<Pass>();
        for (int i = 0; i < passes(); i++) {
            all.add(pass(arithmetic, i, updated));
        }
        return all;
    }

    /** A step without a value. */
    final class Stuck extends RuntimeException {
        private static final long serialVersionUID = 1;
        final transient Quantity quantity;
        final int step;
        final int sample;
        final NumericFault fault;

        Stuck(Quantity quantity, int step, int sample, NumericFault fault) {
            super(quantity.id(), fault, false, false);
            this.quantity = quantity;
            this.step = step;
            this.sample = sample;
            this.fault = fault;
        }
    }
}
