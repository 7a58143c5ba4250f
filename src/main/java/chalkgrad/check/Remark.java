package chalkgrad.check;

import chalkgrad.algebra.Expr;
import java.util.List;

/**
 * Something to be said about a line, by the key of its wording and what it is said about.
 *
 * <p>{@code Remark.of("check.rounded", Remark.maths(expr))}; a report gives it its words.
 */
public record Remark(String key, List<Part> parts) {
    public Remark {
        parts = List.copyOf(parts);
    }

    /** What a remark is about. */
    public sealed interface Part {}

    /** A formula, in cells and quantities. */
    public record Maths(Expr expr) implements Part {}

    /** Somebody's own words, a name or a number; never markup. */
    public record Words(String text) implements Part {}

    public static Remark of(String key, Part... parts) {
        return new Remark(key, List.of(parts));
    }

    public static Part maths(Expr expr) {
        return new Maths(expr);
    }

    public static Part words(String text) {
        return new Words(text);
    }
}
