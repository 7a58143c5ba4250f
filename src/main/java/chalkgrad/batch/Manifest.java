package chalkgrad.batch;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;

/**
 * The list of all variants on its way to its file, a line for each; memory does not grow with it.
 *
 * <p>{@code manifest.add(entry)} for one after the other, then {@code manifest.finish(digests)}; until then it is an unfinished file of its folder.
 */
final class Manifest {
    static final String NAME = "manifest";
    static final String ENDING = ".json";

    private final String name;
    private final Folder.Draft out;
    /** Those that failed come behind all others, and wait here. */
    private final Folder.Draft failures;

    private boolean any;
    private boolean anyFailure;

    Manifest(Folder folder, RunFingerprint terms, Shard shard) throws IOException {
        this.name = shard.file(NAME, ENDING);
        this.out = folder.draft(name);
        this.failures = folder.draft(NAME + ".failed");
        text("{\"exam\":" + quoted(terms.get("exam")) + ",\"seed\":" + terms.get("seed") + ",\"program\":"
                + quoted(terms.get("program")) + ",\"count\":" + terms.get("count") + ",\"run\":" + quoted(terms.id()));
        if (!shard.equals(Shard.WHOLE)) {
            text(",\"shard\":" + quoted(shard.number() + "/" + shard.of()));
        }
        text(",\"variants\":[");
    }

    void add(byte[] entry) throws IOException {
        text(any ? ",\n" : "\n");
        any = true;
        out.write(entry);
    }

    void fail(byte[] entry) throws IOException {
        failures.write((anyFailure ? ",\n" : "\n").getBytes(StandardCharsets.UTF_8));
        anyFailure = true;
        failures.write(entry);
    }

    /**
     * Gives the file its name, and answers it.
     *
     * @param files the files that are made of all variants, with their digests
     */
    String finish(Map<String, String> files) throws IOException {
        text("\n],\"failed\":[");
        try (InputStream waiting = Files.newInputStream(failures.flushed())) {
            waiting.transferTo(out);
        }
        text("\n],\"files\":{");
        String separator = "\n";
        for (Map.Entry<String, String> file : files.entrySet()) {
            text(separator + quoted(file.getKey()) + ":" + quoted(file.getValue()));
            separator = ",\n";
        }
        text("\n}}\n");
        failures.close();
        out.commit();
        out.close();
        return name;
    }

    private void text(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String quoted(String text) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }
}
