package chalkgrad.work;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads a derivation in Markdown, LaTeX, plain text or as an answer sheet.
 *
 * <p>{@code WorkReader.read("mina.md", bytes)} is a {@link Work}, or says why the bytes are no text.
 */
public final class WorkReader {
    private WorkReader() {}

    /** What came of reading. */
    public sealed interface Result {
        /** It is a text. */
        record Read(Work work) implements Result {}

        /** It is none; the message says why, for a person, in English. */
        record Refused(String message) implements Result {}
    }

    /** Reads a file's content; the name's ending tells an answer sheet from a text. */
    public static Result read(String name, byte[] content) {
        return read(name, content, Set.of());
    }

    /**
     * Reads a file's content.
     *
     * @param words names of several letters that are to be read as one where they stand without any sign of it, {@code margin}
     */
    public static Result read(String name, byte[] content, Set<String> words) {
        Decoder.Result decoded = Decoder.decode(content);
        if (decoded instanceof Decoder.Result.None none) {
            return new Result.Refused(none.message());
        }
        String text = ((Decoder.Result.Text) decoded).text();
        int[] points = text.codePoints().toArray();
        var lines = new Lines(points);
        if (ending(name, ".yaml") || ending(name, ".yml") || ending(name, ".json")) {
            return new Result.Read(new Work(name, all(lines), SheetReader.read(name, text, lines, words)));
        }
        var collector = new Collector(words);
        boolean latex = ending(name, ".tex") || text.contains("\\documentclass") || text.contains("\\begin{document}");
        new DocumentScanner(points, lines, collector, words, latex).run();
        return new Result.Read(new Work(name, all(lines), collector.formulas()));
    }

    private static boolean ending(String name, String ending) {
        return name.toLowerCase(Locale.ROOT).endsWith(ending);
    }

    private static List<String> all(Lines lines) {
        var all = new ArrayList<String>();
        for (int i = 0; i < lines.count(); i++) {
            all.add(lines.line(i));
        }
        return all;
    }
}
