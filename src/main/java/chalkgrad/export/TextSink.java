package chalkgrad.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A text with a beginning, the variants, and an end.
 *
 * <p>{@code TextSink.begun(out, "<quiz>", "</quiz>")}.
 */
final class TextSink implements Sink {
    private final OutputStream out;
    private final String end;

    private TextSink(OutputStream out, String end) {
        this.out = out;
        this.end = end;
    }

    static TextSink begun(OutputStream out, String beginning, String end) throws IOException {
        out.write(beginning.getBytes(StandardCharsets.UTF_8));
        return new TextSink(out, end);
    }

    @Override
    public void add(byte[] prepared) throws IOException {
        out.write(prepared);
    }

    @Override
    public void finish() throws IOException {
        out.write(end.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    @Override
    public void close() {}
}
