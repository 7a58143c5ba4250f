package chalkgrad.cli;

import chalkgrad.publish.Publisher;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * A publisher that is made on a thread of its own, while the problem is read and solved: reading templates takes as long as that.
 *
 * <p>{@code PublisherAhead.of(arguments).get()} is {@link Publisher#create}, or the rest of it.
 */
final class PublisherAhead {
    private final FutureTask<Publisher> making;

    private PublisherAhead(FutureTask<Publisher> making) {
        this.making = making;
    }

    /** Begins with it. */
    static PublisherAhead of(Arguments arguments) {
        var making =
                new FutureTask<>(() -> Publisher.create(arguments.formats(), arguments.templates(), arguments.tex()));
        var thread = new Thread(making, "publisher");
        thread.setDaemon(true);
        thread.start();
        return new PublisherAhead(making);
    }

    /** The publisher, when it is made. */
    Publisher get() throws Publisher.Failure {
        try {
            return making.get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof Publisher.Failure failure) {
                throw failure;
            } else if (cause instanceof Error error) {
                throw error;
            }
            throw cause instanceof RuntimeException fault ? fault : new IllegalStateException(cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
