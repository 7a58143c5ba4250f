package chalkgrad.cli;

import chalkgrad.batch.Seat;
import chalkgrad.batch.Watcher;
import chalkgrad.problem.Words;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Tells a person how a long run goes: a bar on a terminal, a line now and then elsewhere, and lets Ctrl-C end it between two variants.
 *
 * <p>{@code try (var spectator = new ProgressReporter("variants", 200, columns, quiet, out, err)) {…}}
 */
final class ProgressReporter implements Watcher, AutoCloseable {
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final Duration LEAST_PAUSE = Duration.ofSeconds(1);
    private static final int PATIENCE = 60; // seconds
    private static final int TENTHS = 10;
    private static final int HUNDRED = 100;

    private final int seats;
    private final boolean quiet;
    private final PrintStream out;
    private final PrintStream err;
    private final Optional<Progress> bar;
    private final long begin = System.nanoTime();
    private final CountDownLatch finished = new CountDownLatch(1);
    private final Thread hook = new Thread(this::interrupt, "chalkgrad-stop");
    private volatile boolean stopped;
    private int done;
    private long said = begin;
    private int tenths;

    /**
     * A spectator.
     *
     * @param columns how wide the terminal is that {@code err} is; zero where it is none
     */
    ProgressReporter(String task, int seats, int columns, boolean quiet, PrintStream out, PrintStream err) {
        this.seats = seats;
        this.quiet = quiet;
        this.bar = columns > 0 && !quiet ? Optional.of(new Progress(task, seats, columns, err)) : Optional.empty();
        this.out = bar.map(progress -> progress.beside(out)).orElse(out);
        this.err = bar.map(progress -> progress.beside(err)).orElse(err);
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Ctrl-C, or the system that shuts down: what is under way is finished first, and nothing unfinished is left. */
    private void interrupt() {
        stopped = true;
        try {
            boolean inTime = finished.await(PATIENCE, TimeUnit.SECONDS);
            if (!inTime) {
                err.println("chalkgrad: stopped in the middle of a variant");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void wrote(Path file) {
        out.println(file);
    }

    @Override
    public void failed(Seat seat, String reason) {
        err.println("chalkgrad: variant " + seat.id() + named(seat) + ": " + reason);
    }

    private static String named(Seat seat) {
        return seat.student()
                .filter(student -> !student.id().equals(seat.id()))
                .map(student -> " (" + Words.printable(student.id()) + ")")
                .orElse("");
    }

    @Override
    public void warned(Seat seat, String warning) {
        if (!quiet) {
            err.println("warning: variant " + seat.id() + ": " + Words.printable(warning));
        }
    }

    @Override
    public void step() {
        done++;
        bar.ifPresent(Progress::step);
        long now = System.nanoTime();
        boolean due = now - said >= PAUSE.toNanos()
                || (done * (long) TENTHS / seats > tenths && now - said >= LEAST_PAUSE.toNanos());
        if (bar.isEmpty() && !quiet && due && done < seats) {
            said = now;
            tenths = (int) (done * (long) TENTHS / seats);
            double seconds = (now - begin) / 1e9;
            long left = Math.round(seconds / done * (seats - done));
            err.println(String.format(
                    java.util.Locale.ROOT,
                    "%d of %d (%d %%), %.1f a second, %s left",
                    done,
                    seats,
                    done * (long) HUNDRED / seats,
                    done / seconds,
                    duration(left)));
        }
    }

    private static String duration(long seconds) {
        return seconds < 3600
                ? String.format(java.util.Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
                : String.format(java.util.Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }

    /** How long it has been going on, {@code 1:05}. */
    String time() {
        return duration(Math.round((System.nanoTime() - begin) / 1e9));
    }

    @Override
    public boolean stopped() {
        return stopped;
    }

    /** Says something unless nothing is to be said. */
    void say(String line) {
        if (!quiet) {
            err.println(line);
        }
    }

    @Override
    public void close() {
        bar.ifPresent(Progress::close);
        finished.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return; // it is at it
        }
    }
}
