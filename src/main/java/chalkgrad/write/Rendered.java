package chalkgrad.write;

import java.util.List;

/**
 * A page that has been written in a format.
 *
 * <p>{@code new Rendered("# Title\n", List.of())}.
 *
 * @param text the document
 * @param sidecars the files it refers to, in the order of their first mention
 */
public record Rendered(String text, List<Sidecar> sidecars) {
    public Rendered {
        sidecars = List.copyOf(sidecars);
    }
}
