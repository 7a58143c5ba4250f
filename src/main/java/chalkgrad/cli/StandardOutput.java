package chalkgrad.cli;

import chalkgrad.problem.IoReasons;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where answers go, as UTF-8 whatever the machine's locale is, with a memory for why it stopped to take them.
 *
 * <p>{@code output.fault()} is {@code No space left on device} where what was printed has been lost, and empty where all of it arrived, or where
 * nobody reads on.
 */
final class StandardOutput extends PrintStream {
    private final Memory memory;

    StandardOutput(OutputStream out) {
        this(new Memory(out));
    }

    private StandardOutput(Memory memory) {
        super(memory, true, StandardCharsets.UTF_8);
        this.memory = memory;
    }

    /** Whether nothing that is printed from now on will arrive. */
    boolean isGone() {
        return checkError();
    }

    /** Why something that was printed has not arrived; a reader who has gone away on purpose, as {@code head} does, is no fault. */
    Optional<String> fault() {
        if (!isGone()) {
            return Optional.empty();
        }
        IOException first = memory.first;
        boolean left = first != null
                && String.valueOf(first.getMessage()).toLowerCase(Locale.ROOT).contains("broken pipe");
        return left ? Optional.empty() : Optional.of(first == null ? "it is closed" : IoReasons.of(first));
    }

    /** What a {@link PrintStream} would forget. */
    private static final class Memory extends FilterOutputStream {
        private volatile @Nullable IOException first;

        Memory(OutputStream out) {
            super(out);
        }

        private interface Act {
            void run() throws IOException;
        }

        private void keep(Act act) throws IOException {
            try {
                act.run();
            } catch (IOException e) {
                if (first == null) {
                    first = e;
                }
                throw e;
            }
        }

        @Override
        public void write(int b) throws IOException {
            keep(() -> out.write(b));
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            keep(() -> out.write(bytes, from, count));
        }

        @Override
        public void flush() throws IOException {
            keep(out::flush);
        }
    }
}
