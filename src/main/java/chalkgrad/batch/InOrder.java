package chalkgrad.batch;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Work done by several threads, with the results in the order of what came in.
 *
 * <p>{@code InOrder.each(words, 2, () -> false, String::length, sum::add)}; no more than a few pieces are ever under way.
 */
public final class InOrder {
    /** So many pieces a thread are under way: enough that a slow one does not leave the others idle. */
    static final int AHEAD = 4;

    private static final int PATIENCE = 60; // seconds

    private InOrder() {}

    /** Takes what was made. */
    @FunctionalInterface
    public interface Taker<O> {
        void take(O made) throws java.io.IOException, Halt;
    }

    /** Works on every piece, with {@link #AHEAD} for each thread under way. */
    public static <I, O> boolean each(
            Iterator<I> pieces,
            int threads,
            BooleanSupplier stopped,
            Function<? super I, ? extends O> work,
            Taker<? super O> taker)
            throws java.io.IOException, Halt {
        return each(pieces, threads, threads * AHEAD, stopped, work, taker);
    }

    /**
     * Works on every piece.
     *
     * @param ahead so many pieces are under way
     * @param stopped asked before each piece; once it says yes, no other is begun, and those that are under way are let go
     * @return whether every piece was taken
     */
    static <I, O> boolean each(
            Iterator<I> pieces,
            int threads,
            int ahead,
            BooleanSupplier stopped,
            Function<? super I, ? extends O> work,
            Taker<? super O> taker)
            throws java.io.IOException, Halt {
        ExecutorService workers = Executors.newFixedThreadPool(threads, task -> {
            var thread = new Thread(task, "chalkgrad-worker");
            thread.setDaemon(true);
            return thread;
        });
        var pending = new ArrayDeque<Future<O>>();
        try {
            while (!stopped.getAsBoolean()) {
                while (pending.size() < ahead && pieces.hasNext() && !stopped.getAsBoolean()) {
                    I piece = pieces.next();
                    pending.add(workers.submit(() -> work.apply(piece)));
                }
                if (pending.isEmpty()) {
                    return true;
                }
                taker.take(result(pending.remove()));
            }
            return pending.isEmpty() && !pieces.hasNext();
        } finally {
            pending.forEach(future -> future.cancel(false));
            workers.shutdown();
            await(workers);
        }
    }

    private static <O> O result(Future<O> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof RuntimeException fault ? fault : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Nothing may be written any more when the folder is left to others. */
    private static void await(ExecutorService workers) {
        try {
            boolean done = workers.awaitTermination(PATIENCE, TimeUnit.SECONDS);
            if (!done) {
                workers.shutdownNow();
            }
        } catch (InterruptedException e) {
            workers.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
