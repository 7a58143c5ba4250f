package chalkgrad.cli;

import chalkgrad.batch.Bundle;
import chalkgrad.write.pdf.PrintBundle;
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
        var bundle = new PrintBundle(out);
        return new Binding() {
            @Override
            public void add(Path part) throws IOException {
                bundle.add(part);
            }

            @Override
            public void finish() throws IOException {
                bundle.finish();
                out.flush();
            }

            /** To close the bundle would be to finish it. */
            @Override
            public void close() {}
        };
    }
}
