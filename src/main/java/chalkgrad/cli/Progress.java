package chalkgrad.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * A bar on a terminal that grows with what has been done; what is printed meanwhile stands above it.
 *
 * <p>{@code new Progress("check", 40, 80, err)}; the class is loaded only where there is a terminal.
 */
final class Progress implements AutoCloseable {
    private static final int INTERVAL = 100; // milliseconds

    private final PrintStream terminal;
    private final int columns;
    private final ProgressBar bar;
    private boolean drawn;
    private boolean inLine;

    Progress(String task, int pieces, int columns, PrintStream terminal) {
        this.terminal = terminal;
        this.columns = columns - 1;
        this.bar = new ProgressBarBuilder()
                .setInitialMax(pieces)
                .setTaskName(task)
                .showSpeed()
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(INTERVAL)
                .setConsumer(new DelegatingProgressBarConsumer(this::draw, this.columns))
                .build();
    }

    void step() {
        bar.step();
    }

    /** A stream to print to while there is a bar. */
    PrintStream beside(PrintStream stream) {
        return new PrintStream(new Beside(stream), true, StandardCharsets.UTF_8);
    }

    private synchronized void draw(String line) {
        if (!inLine) {
            terminal.print("\r" + line);
            terminal.flush();
            drawn = true;
        }
    }

    private synchronized void clear() {
        if (drawn) {
            terminal.print("\r" + " ".repeat(columns) + "\r");
            terminal.flush();
            drawn = false;
        }
    }

    @Override
    public void close() {
        bar.close();
        clear();
    }

    /** Takes the bar away before anything is printed. */
    private final class Beside extends FilterOutputStream {
        Beside(OutputStream stream) {
            super(stream);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            synchronized (Progress.this) {
                clear();
                out.write(bytes, from, count);
                out.flush();
                inLine = count > 0 && bytes[from + count - 1] != '\n';
            }
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }
    }
}
