package chalkgrad.cli;

import chalkgrad.problem.Words;
import chalkgrad.rules.RuleBook;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The program.
 *
 * <p>{@code new Main().run(System.in, System.out, System.err, "solve", "examples/wikidocs.yaml")} answers the exit code 0.
 */
public final class Main {
    private static final String VERSION = "0.1.0";

    /** A narrower terminal has no room for a bar. */
    private static final int NARROWEST = 40;

    private final int columns;

    /** The program where there is no terminal. */
    public Main() {
        this(0);
    }

    /**
     * The program.
     *
     * @param columns how wide the terminal is that errors go to; zero where it is none
     */
    Main(int columns) {
        this.columns = columns >= NARROWEST ? columns : 0;
    }

    public static void main(String[] args) {
        var out = new FileOutputStream(FileDescriptor.out);
        var err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        System.exit(new Main(Integer.getInteger("chalkgrad.columns", 0)).run(System.in, out, err, args));
    }

    /**
     * Does what the arguments say and answers the exit code; whatever happens, a user sees a sentence and no stack trace.
     *
     * @param out where answers go, in UTF-8; what cannot be written there is an error, unless it is a pipe that nobody reads any more
     */
    public int run(InputStream in, OutputStream out, PrintStream err, String... args) {
        var output = new StandardOutput(out);
        int code = carryOut(in, output, err, args);
        Optional<String> fault = output.fault();
        if (fault.isPresent()) {
            err.println("chalkgrad: standard output cannot be written to: " + fault.get());
            return Math.max(code, ExitCode.OUTPUT);
        }
        return code;
    }

    private int carryOut(InputStream in, StandardOutput out, PrintStream err, String... args) {
        try {
            Arguments.Parsed parsed = Arguments.parse(args);
            if (parsed instanceof Arguments.Help help) {
                Help.print(help.command(), out);
                return ExitCode.DONE;
            } else if (parsed instanceof Arguments.Version) {
                out.println("chalkgrad " + VERSION);
                return ExitCode.DONE;
            }
            return command(((Arguments.Run) parsed).arguments(), in, out, err);
        } catch (Arguments.Misuse misuse) {
            err.println("chalkgrad: " + Words.printable(String.valueOf(misuse.getMessage())));
            err.println(Arguments.Misuse.advice(args));
            return ExitCode.USAGE;
        } catch (StackOverflowError | OutOfMemoryError e) {
            err.println("chalkgrad: " + Faults.ofProgram(e));
            return ExitCode.OUTPUT;
        } catch (RuntimeException e) {
            err.println("chalkgrad: " + Words.printable(Faults.ofProgram(e)));
            err.println("Nothing was written. Please report this line with the problem file.");
            if (System.getenv("CHALKGRAD_DEBUG") != null) {
                e.printStackTrace(err);
            }
            return ExitCode.OUTPUT;
        }
    }

    private int command(Arguments arguments, InputStream in, StandardOutput out, PrintStream err) {
        return switch (arguments.command()) {
            // Symja starts with the book of rules, on the second core while files are read.
            case SOLVE -> new SolveCommand(arguments, new RuleBook(), in, out, err).run();
            case CHECK -> new CheckCommand(arguments, new RuleBook(), in, out, err, columns).run();
            case VARIANTS -> new VariantsCommand(arguments, VERSION, new RuleBook(), in, out, err, columns).run();
            case GRADE -> new GradeCommand(arguments, new RuleBook(), in, out, err, columns).run();
            case MERGE -> new MergeCommand(arguments, out, err, columns).run();
            case EQUAL -> new EqualCommand(arguments, in, out, err).run();
            case RULES -> RulesCommand.run(new RuleBook(), out);
        };
    }
}
