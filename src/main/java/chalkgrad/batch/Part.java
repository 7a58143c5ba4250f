package chalkgrad.batch;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A part of a run, and the folder that it is in.
 *
 * <p>{@code new Part(Path.of("out"), new Shard(1, 4)).manifest()} is {@code out/manifest.1-of-4.json}.
 */
record Part(Path folder, Shard shard) {
    Path manifest() {
        return folder.resolve(shard.file(Manifest.NAME, Manifest.ENDING));
    }

    private Path key() {
        return folder.resolve(shard.file(Volumes.KEY, Volumes.KEY_ENDING));
    }

    /** Whether it is in that folder. */
    boolean isIn(Folder other) throws IOException {
        return folder.toRealPath().equals(other.path().toRealPath());
    }

    /** The key's first line. */
    byte[] header() throws IOException {
        try (InputStream key = Files.newInputStream(Folder.regular(key()))) {
            return header(key);
        }
    }

    /** Up to the first line's end, which no cell of it contains. */
    private static byte[] header(InputStream key) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int b = key.read(); b >= 0; b = key.read()) {
            line.write(b);
            if (b == '\n') {
                break;
            }
        }
        return line.toByteArray();
    }

    /** Hands on the key's other lines. */
    void rows(Volumes volumes) throws IOException {
        byte[] buffer = new byte[1 << 16];
        try (InputStream key = new BufferedInputStream(Files.newInputStream(Folder.regular(key())))) {
            header(key);
            for (int count = key.read(buffer); count > 0; count = key.read(buffer)) {
                volumes.rows(buffer, count);
            }
        }
    }

    /**
     * The files of the whole exam that it has made of its first variant.
     *
     * @param files the names of its files of all variants
     */
    List<Maker.Piece> examples(Map<String, String> files) throws IOException {
        String ending = Volumes.name("", shard);
        var examples = new ArrayList<Maker.Piece>();
        for (String name : files.keySet()) {
            if (name.endsWith(ending) && !shard.equals(Shard.WHOLE)) {
                byte[] content = Folder.content(folder.resolve(name));
                examples.add(new Maker.Piece(name.substring(0, name.length() - ending.length()), Optional.of(content)));
            }
        }
        return examples;
    }

    /** Deletes what it kept for the whole. */
    void remove() throws IOException {
        try (DirectoryStream<Path> kept = Files.newDirectoryStream(folder, "*" + Volumes.name("", shard))) {
            for (Path file : kept) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(key());
        Files.deleteIfExists(manifest());
    }
}
