package chalkgrad.batch;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;

/**
 * A file that is made of all variants together.
 *
 * <p>{@code gathering.open(out).add(prepared)} for one variant after the other; the bytes were made by the {@link Maker}.
 */
public interface Gathering {
    /** {@code moodle.xml}. */
    String fileName();

    /** Begins the file; {@code out} is flushed in the end and not closed. */
    Sheaf open(OutputStream out) throws IOException;

    /** A file on its way, for one thread; memory does not grow with what is added. */
    interface Sheaf extends Closeable {
        void add(byte[] prepared) throws IOException;

        /** Writes what comes last; without it the file is not whole. */
        void finish() throws IOException;
    }
}
