package chalkgrad.work;

import java.util.List;

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
        return new Result.Read(new Work(name, List.of(), List.of()));
    }
}
