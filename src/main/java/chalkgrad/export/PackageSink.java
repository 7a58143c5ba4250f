package chalkgrad.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A zip package: the variants' files as they come, and at the end those that are made of everybody's pieces.
 *
 * <p>{@code new PackageSink(out, closing)}; {@code closing} gets the pieces by the name of what they are pieces of.
 */
final class PackageSink implements Sink {
    /** Writes the files that come last. */
    @FunctionalInterface
    interface Closing {
        void write(Pieces pieces, ZipStream zip) throws IOException;
    }

    /** Everybody's pieces. */
    static final class Pieces {
        private final Map<String, Spool> spools = new TreeMap<>();

        /** A number so that names sort as numbers do. */
        static String place(int number) {
            return String.format(Locale.ROOT, "%06d", number);
        }

        /** In their order; empty where there are none. */
        Spool of(String name) {
            return spools.computeIfAbsent(name, n -> new Spool());
        }

        /** Those whose names begin so, in the order of their names. */
        Map<String, Spool> starting(String start) {
            var found = new TreeMap<String, Spool>();
            spools.forEach((name, spool) -> {
                if (name.startsWith(start)) {
                    found.put(name, spool);
                }
            });
            return found;
        }
    }

    private final ZipStream zip;
    private final Pieces pieces = new Pieces();
    private final Closing closing;

    PackageSink(OutputStream out, Closing closing) {
        this.zip = new ZipStream(out);
        this.closing = closing;
    }

    @Override
    public void add(byte[] prepared) throws IOException {
        Parcel parcel = Parcel.of(prepared);
        for (ZipFileEntry file : parcel.files()) {
            zip.add(file);
        }
        for (Parcel.Piece piece : parcel.pieces()) {
            pieces.of(piece.of()).add(piece.text());
        }
    }

    @Override
    public void finish() throws IOException {
        closing.write(pieces, zip);
        zip.finish();
    }

    @Override
    public void close() throws IOException {
        try {
            zip.close();
        } finally {
            for (Spool spool : pieces.spools.values()) {
                spool.close();
            }
        }
    }
}
