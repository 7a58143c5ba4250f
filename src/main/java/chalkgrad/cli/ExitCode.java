package chalkgrad.cli;

/** What the program tells the shell. */
final class ExitCode {
    static final int DONE = 0;
    /** A derivation that was checked has a mistake. */
    static final int MISTAKES = 1;

    static final int USAGE = 2;
    static final int INPUT = 3;
    static final int OUTPUT = 4;

    private ExitCode() {}
}
