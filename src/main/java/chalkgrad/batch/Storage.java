package chalkgrad.batch;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Where bytes go: a disk, or in tests one that is full.
 *
 * <p>{@code Storage.DISK.create(path)} is a new file; what was written is on the disk itself once it has been closed.
 */
interface Storage {
    Storage DISK = Flushed::new;

    /** A new file; closing it waits until it would outlast a power cut. */
    OutputStream create(Path file) throws IOException;

    /** A file that is forced to the disk before it is closed. */
    final class Flushed extends OutputStream {
        private final FileChannel channel;
        private final OutputStream out;

        Flushed(Path file) throws IOException {
            this.channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            this.out = Channels.newOutputStream(channel);
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            out.write(bytes, from, count);
        }

        @Override
        public void close() throws IOException {
            if (channel.isOpen()) {
                try {
                    channel.force(true);
                } finally {
                    channel.close();
                }
            }
        }
    }
}
