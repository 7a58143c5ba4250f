package chalkgrad.evaluate;

import chalkgrad.model.Quantity;
import java.util.List;

/** What can be run with one arithmetic after another until every digit is certain. */
interface Runs {
    /** Every pass, from the given values to the forward pass after the last update. */
    List<Pass> run(Arithmetic arithmetic);

    /** How many updates follow one another. */
    int updates();

    /** Whether so many steps follow one another in a pass that proven bounds may grow out of all proportion. */
    boolean isLong();

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
