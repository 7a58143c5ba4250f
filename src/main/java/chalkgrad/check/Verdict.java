package chalkgrad.check;

import java.util.Locale;

/** What is said of a line; from the best to the worst. */
public enum Verdict {
    /** Exact, or exact up to the digits that are printed. */
    RIGHT,
    /** Right, given how the writer rounded before. */
    ROUNDING,
    /** Wrong only because it builds on an earlier mistake. */
    FOLLOWS,
    /** Nothing decides. */
    UNDECIDED,
    /** It looks like a formula and could not be read. */
    UNREAD,
    /** Wrong. */
    WRONG;

    /** The name in the results, {@code right}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The worse of two. */
    public Verdict and(Verdict other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
