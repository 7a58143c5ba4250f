package chalkgrad.cli;

import chalkgrad.batch.Bundle;
import chalkgrad.write.pdf.PrintBundle;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;

/**
 * All question sheets in one file, to be printed on both sides.
 *
 * <p>{@code Printed.of("exam", List.of("pdf", "md"))} makes {@code exam-print.pdf}.
 */
record Printed(String fileName) implements Bundle {

    /** The file of an exam; empty where its sheets are no PDF. */
    static Optional<Bundle> of(String exam, Collection<String> formats) {
        return formats.contains("pdf") ? Optional.of(new Printed(exam + "-print.pdf")) : Optional.empty();
    }

    @Override
    public String part(String id) {
        return id + "-questions.pdf";
    }

    @Override
    public Binding open(OutputStream out) throws IOException {
        // To close the bundle is what flushes it; the stream is the caller's.
        var bundle = new PrintBundle(new FilterOutputStream(out) {
            @Override
            public void write(byte[] bytes, int from, int count) throws IOException {
                out.write(bytes, from, count);
            }

            @Override
            public void close() throws IOException {
                flush();
            }
        });
        return new Binding() {
            @Override
            public void add(Path part) throws IOException {
                bundle.add(part);
            }

            @Override
            public void finish() throws IOException {
                bundle.close();
            }

            /** What is not finished is thrown away. */
            @Override
            public void close() {}
        };
    }
}
