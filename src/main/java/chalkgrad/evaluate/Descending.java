package chalkgrad.evaluate;

import chalkgrad.derive.Derivation;
import chalkgrad.evaluate.Solution.Kink;
import chalkgrad.evaluate.Solution.Unsure;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Passes that have been gone through once, from the first to the last.
 *
 * <p>A hundred thousand of them do not fit into memory: of a long run the parameters are kept at every 256th pass, and what is between is
 * worked out again when somebody looks at it. It comes out the same.
 *
 * @param passes all passes
 * @param kinks where derivatives were taken at a kink
 * @param unsure of which numbers the digits are not known
 */
record Descending(List<Pass> passes, List<Kink> kinks, List<Unsure> unsure) {
    /** So many passes are worked out at once. */
    private static final int SEGMENT = 256;

    /** Up to so many numbers of all passes are kept. */
    private static final int KEPT = 400_000;

    /** With so many digits, where no more are needed; those of the first pass and the last two, which are verified, with all. */
    private static final int KEPT_DIGITS = 60;

    /** Numbers below 10 to minus this part of the working digits are small, and a descent goes on without their digits. */
    private static final int SMALL = 3;

    /** Leaves a run at the first pass of which more digits are needed. */
    static final class Uncertain extends RuntimeException {
        private static final long serialVersionUID = 1L;

        /** The number of passes before it. */
        final int passes;
        /** Whether it is more than the digits of small numbers that is not known. */
        final boolean lost;

        Uncertain(int passes, boolean lost) {
            super(null, null, false, false);
            this.passes = passes;
            this.lost = lost;
        }
    }

    /** How passes are worked out: with proven bounds, or twice with bounds from the difference. */
    sealed interface Way {
        /** The passes {@code from} to {@code to}, from the parameters that {@code states} has for each run; it is left as they leave them. */
        List<Pass> passes(Runs runs, List<Map<String, Value>> states, int from, int to);

        int digits();

        boolean last();
    }

    /** With proven bounds. */
    record Enclosed(Arithmetic arithmetic, int digits) implements Way {
        @Override
        public List<Pass> passes(Runs runs, List<Map<String, Value>> states, int from, int to) {
            return run(runs, arithmetic, states.get(0), from, to);
        }

        @Override
        public boolean last() {
            return arithmetic.last();
        }
    }

    /** Twice, both runs at once, as neither needs anything of the other. */
    record Twice(Arithmetic coarse, Arithmetic fine, int digits) implements Way {
        private static final int MORE = 15;

        static Twice of(int digits, boolean last) {
            Arithmetic fine = Arithmetic.pointwise(digits + MORE);
            return new Twice(Arithmetic.pointwise(digits), last ? fine.asLast() : fine, digits);
        }

        @Override
        public List<Pass> passes(Runs runs, List<Map<String, Value>> states, int from, int to) {
            CompletableFuture<List<Pass>> other =
                    CompletableFuture.supplyAsync(() -> run(runs, coarse, states.get(0), from, to));
            List<Pass> passes = run(runs, fine, states.get(1), from, to);
            try {
                List<Pass> others = other.join();
                for (int i = 0; i < passes.size(); i++) {
                    Descent.widen(others.get(i), passes.get(i), digits);
                }
                return passes;
            } catch (CompletionException e) {
                throw e.getCause() instanceof RuntimeException cause ? cause : e;
            }
        }

        @Override
        public boolean last() {
            return fine.last();
        }
    }

    private static List<Pass> run(Runs runs, Arithmetic arithmetic, Map<String, Value> state, int from, int to) {
        var passes = new ArrayList<Pass>(to - from);
        for (int i = from; i < to; i++) {
            passes.add(runs.pass(arithmetic, i, state));
        }
        return passes;
    }

    /**
     * Goes through all passes.
     *
     * @throws Uncertain at the first pass of which not every digit is certain; with the last digits that are to be had, where more than the
     *     digits of small numbers is lost
     */
    static Descending through(Derivation derivation, Runs runs, Way way, DescentListener listener) {
        return through(derivation, runs, way, listener, KEPT);
    }

    /** The same, keeping up to so many numbers. */
    static Descending through(Derivation derivation, Runs runs, Way way, DescentListener listener, int most) {
        int all = runs.passes();
        var states = new ArrayList<Map<String, Value>>(List.of(new HashMap<>(), new HashMap<>()));
        var checkpoints = new ArrayList<List<Map<String, Value>>>();
        var passes = new ArrayList<Pass>();
        var kinks = new ArrayList<Kink>();
        var unsure = new UnsureNumbers();
        boolean kept = (long) all * runs.steps() <= most;
        for (int from = 0; from < all; from += SEGMENT) {
            checkpoints.add(copied(states));
            List<Pass> segment = passes(runs, way, states, from, Math.min(from + SEGMENT, all));
            for (Pass pass : segment) {
                require(pass, way);
                kinks.addAll(Kinks.in(derivation, List.of(pass)));
                unsure.add(pass, way.last());
                if (kept && pass.step() > 0 && pass.step() < all - 2) {
                    pass.scopes().forEach(scope -> scope.shorten(KEPT_DIGITS));
                }
            }
            if (kept) {
                passes.addAll(segment);
            }
            listener.passed(Math.min(from + SEGMENT, all), all);
        }
        List<Pass> list = kept ? passes : new Recomputed(runs, way, checkpoints, all);
        return new Descending(list, kinks, unsure.all());
    }

    private static List<Pass> passes(Runs runs, Way way, List<Map<String, Value>> states, int from, int to) {
        try {
            return way.passes(runs, states, from, to);
        } catch (Undecided undecided) {
            throw new Uncertain(from, true);
        }
    }

    private static List<Map<String, Value>> copied(List<Map<String, Value>> states) {
        return List.copyOf(states.stream().map(Map::copyOf).toList());
    }

    /** That every number can be rounded; with the last digits, that none is lost. */
    private static void require(Pass pass, Way way) {
        for (Scope scope : pass.scopes()) {
            try {
                scope.certain();
            } catch (Undecided undecided) {
                throw new Uncertain(pass.step(), isLost(pass, way));
            }
        }
        if (way.last() && way instanceof Twice && isLost(pass, way)) {
            throw new Uncertain(pass.step(), true);
        }
    }

    private static boolean isLost(Pass pass, Way way) {
        int small = -way.digits() / SMALL;
        boolean[] lost = {false};
        pass.scopes()
                .forEach(scope -> scope.forEachResult((quantity, index, entry) -> lost[0] |= !Digits.isCertain(entry)
                        && entry instanceof Real.Enclosure e
                        && Range.exponent(e.lo().abs().max(e.hi().abs())) > small));
        return lost[0];
    }

    /** The passes of a long run, of which only the parameters at the beginning of each segment are kept. */
    private static final class Recomputed extends AbstractList<Pass> {
        private final Runs runs;
        private final Way way;
        private final List<List<Map<String, Value>>> checkpoints;
        private final int size;
        private int current = -1;
        private List<Pass> segment = List.of();

        Recomputed(Runs runs, Way way, List<List<Map<String, Value>>> checkpoints, int size) {
            this.runs = runs;
            this.way = way;
            this.checkpoints = checkpoints;
            this.size = size;
        }

        @Override
        public synchronized Pass get(int index) {
            int wanted = index / SEGMENT;
            if (wanted != current) {
                var states = new ArrayList<Map<String, Value>>();
                checkpoints.get(wanted).forEach(state -> states.add(new HashMap<>(state)));
                int from = wanted * SEGMENT;
                segment = way.passes(runs, states, from, Math.min(from + SEGMENT, size));
                current = wanted;
            }
            return segment.get(index % SEGMENT);
        }

        @Override
        public int size() {
            return size;
        }
    }
}
