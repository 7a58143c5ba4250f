package chalkgrad.write;

import java.util.List;

/**
 * What TeX made of a document.
 *
 * <p>{@code new Failed("the LaTeX package cancel.sty is not installed", List.of("! LaTeX Error: File `cancel.sty' not found."))}.
 */
public sealed interface TexResult {

    /**
     * A document that was set.
     *
     * @param bytes the PDF file
     * @param warnings the lines of the log that mean a flaw on the page: overfull boxes, missing characters, undefined references
     */
    @SuppressWarnings("ArrayRecordComponent") // a file's content, handed on once; nobody compares two results
    record Pdf(byte[] bytes, List<String> warnings) implements TexResult {
        public Pdf {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * Why there is no document.
     *
     * @param reason in one line, for a person
     * @param logExcerpt the lines of the log that show where; may be empty
     */
    record Failed(String reason, List<String> logExcerpt) implements TexResult {
        public Failed {
            logExcerpt = List.copyOf(logExcerpt);
        }
    }
}
