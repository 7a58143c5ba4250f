package chalkgrad.write;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A page that has been written in a format.
 *
 * <p>{@code new Rendered("# Title\n".getBytes(UTF_8), List.of())}.
 *
 * @param content the document, in UTF-8
 * @param sidecars the files it refers to, in the order of their first mention
 */
public record Rendered(byte[] content, List<Sidecar> sidecars) {
    public Rendered {
        sidecars = List.copyOf(sidecars);
    }

    /** The document as text. */
    public String text() {
        return new String(content, StandardCharsets.UTF_8);
    }
}
