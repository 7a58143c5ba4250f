package chalkgrad.check;

import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * How long one piece of work may take, in time that it was worked on: while others have the processor, it does not run.
 *
 * <p>{@code new Allowance(Duration.ofSeconds(8)).isUsedUp()} is false.
 *
 * <p>An instance belongs to the thread that does the work.
 */
final class Allowance {
    /** As long as this the clock on the wall does; what asks for more is not there when the program starts. */
    private static final long BRIEF = Duration.ofSeconds(1).toNanos();

    /** On the wall it may take so many times as long, and no more. */
    private static final int PATIENCE = 4;

    private final long limit;
    private final long start = System.nanoTime();
    private long base;
    private long before = -1;

    Allowance(Duration limit) {
        this.limit = limit.toNanos();
    }

    boolean isUsedUp() {
        long passed = System.nanoTime() - start;
        if (passed >= BRIEF && before < 0) {
            // Until now all of it counts.
            before = passed;
            base = worked(passed);
        }
        return passed > limit && (before < 0 || passed / PATIENCE > limit || before + worked(passed) - base > limit);
    }

    private static long worked(long passed) {
        long time = ManagementFactory.getThreadMXBean().isCurrentThreadCpuTimeSupported()
                ? ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime()
                : -1;
        return time < 0 ? passed : time;
    }
}
