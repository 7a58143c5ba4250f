package chalkgrad.export;

import java.io.Closeable;
import java.io.IOException;

/**
 * A file in the making, for one thread.
 *
 * <p>{@code sink.add(exporter.prepare(booklet, setting))} for each variant in order, then {@code sink.finish()}.
 *
 * <p>Memory does not grow with what is added; lists that come last wait in temporary files, which {@link #close} removes.
 */
public interface Sink extends Closeable {
    /** The next variant. */
    void add(byte[] prepared) throws IOException;

    /** Writes what comes last; without it the file is not whole. */
    void finish() throws IOException;

    /** Lets go of temporary files; writes nothing. */
    @Override
    void close() throws IOException;
}
