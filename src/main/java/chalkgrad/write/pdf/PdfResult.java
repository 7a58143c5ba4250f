package chalkgrad.write.pdf;

import java.util.List;

/**
 * A finished document.
 *
 * <p>{@code Files.write(path, writer.write(page).bytes())}.
 *
 * @param bytes the file's content
 * @param warnings what could not be set as it was meant, in English, for a developer: a formula that was set as plain
 *     text. Empty for every page made by our own typesetter.
 */
@SuppressWarnings("ArrayRecordComponent") // a hand-over, never compared
public record PdfResult(byte[] bytes, List<String> warnings) {

    public PdfResult {
        warnings = List.copyOf(warnings);
    }
}
