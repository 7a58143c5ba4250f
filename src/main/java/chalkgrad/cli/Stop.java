package chalkgrad.cli;

/** An error that ends the work on a problem or a file; it has been said. */
final class Stop extends Exception {
    private static final long serialVersionUID = 1;

    /** What the program will tell the shell. */
    final int code;

    Stop(int code) {
        this.code = code;
    }
}
