package chalkgrad.evaluate;

/**
 * What was asked cannot be told from an enclosure this wide; it may be from a narrower one.
 *
 * <p>The sign of {@code [-1e-50, 1e-40]}; {@link Precise#raising} then computes with more digits.
 */
public final class Undecided extends RuntimeException {
    public Undecided(String question) {
        super(question, null, false, false);
    }
}
