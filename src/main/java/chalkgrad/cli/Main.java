package chalkgrad.cli;

import java.io.InputStream;
import java.io.PrintStream;

/**
 * The program.
 *
 * <p>{@code new Main().run(System.in, System.out, System.err, "--version")} prints the version and answers the exit code 0.
 */
public final class Main {

    public static void main(String[] args) {
        System.exit(new Main().run(System.in, System.out, System.err, args));
    }

    /** Does what the arguments say and answers the exit code. */
    public int run(InputStream in, PrintStream out, PrintStream err, String... args) {
        out.println("chalkgrad");
        return 0;
    }
}
