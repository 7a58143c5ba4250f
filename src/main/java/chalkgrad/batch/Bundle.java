package chalkgrad.batch;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/**
 * A file that is bound of a file of each variant, such as all question sheets to be printed.
 *
 * <p>{@code bundle.part("001")} is {@code "001-questions.pdf"}.
 */
public interface Bundle {
    /** {@code print.pdf}. */
    String fileName();

    /** Which of a variant's files is bound. */
    String part(String id);

    /** Begins the file; {@code out} is flushed in the end and not closed. */
    Binding open(OutputStream out) throws IOException;

    /** A file on its way, for one thread; memory does not grow with what is added. */
    interface Binding extends Closeable {
        void add(Path part) throws IOException;

        /** Writes what comes last; without it the file is not whole. */
        void finish() throws IOException;
    }
}
