package chalkgrad.batch;

import java.nio.file.Path;

/**
 * Somebody who is told how the work goes, by one thread, and who may end it.
 *
 * <p>{@code watcher.wrote(Path.of("out/exam/001-questions.pdf"))}, in the order of the seats, also of files that had been there.
 */
public interface Watcher {
    /** A file has its final name. */
    void wrote(Path file);

    /** A variant is left out. */
    void failed(Seat seat, String reason);

    /** What should be said about a variant. */
    void warned(Seat seat, String warning);

    /** One more seat has been dealt with. */
    void step();

    /** Whether the work is to stop as soon as it can. */
    boolean stopped();
}
