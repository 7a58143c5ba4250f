package chalkgrad.batch;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the variants of one part bring to a file of all, kept until the parts are merged.
 *
 * <p>{@code Spool.feed(path, sheaf)} adds what a {@link Keeping} has kept, piece by piece.
 */
final class Spool {
    static final String ENDING = ".spool";

    private Spool() {}

    /** Keeps what is added. */
    static final class Keeping implements Gathering.Sheaf {
        private final DataOutputStream out;

        Keeping(OutputStream out) {
            this.out = new DataOutputStream(out);
        }

        @Override
        public void add(byte[] prepared) throws IOException {
            out.writeInt(prepared.length);
            out.write(prepared);
        }

        @Override
        public void finish() throws IOException {
            out.flush();
        }

        @Override
        public void close() {
            // Nothing but the stream is held, and that is the caller's.
        }
    }

    /** Adds all that a file holds. */
    static void feed(Path file, Gathering.Sheaf sheaf) throws IOException {
        long left = Files.size(file);
        try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(Folder.regular(file))))) {
            while (left > 0) {
                int length = in.readInt();
                left -= Integer.BYTES + (long) length;
                if (length < 0 || left < 0) {
                    throw new IOException(file + " has been cut or changed");
                }
                sheaf.add(in.readNBytes(length));
            }
        }
    }
}
