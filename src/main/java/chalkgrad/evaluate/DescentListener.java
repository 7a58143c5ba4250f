package chalkgrad.evaluate;

/**
 * Told from time to time how far a descent is.
 *
 * <p>{@code (done, all) -> err.println(done + " of " + all)}.
 */
public interface DescentListener {
    /** Nobody listens. */
    DescentListener NONE = (done, all) -> {};

    /** So many passes of {@code all} are worked out; with more digits it may begin anew. */
    void passed(int done, int all);
}
