package chalkgrad.batch;

/** The work cannot go on; the message says why and what to do, for a person. */
public final class Halt extends Exception {
    private static final long serialVersionUID = 1;

    /** Whether the reason is what was handed in, and not the writing of it. */
    private final boolean input;

    private Halt(String message, boolean input) {
        super(message);
        this.input = input;
    }

    /** What was handed in does not do. */
    public static Halt input(String message) {
        return new Halt(message, true);
    }

    /** An output cannot be made. */
    public static Halt output(String message) {
        return new Halt(message, false);
    }

    public boolean isInput() {
        return input;
    }
}
