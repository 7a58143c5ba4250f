package chalkgrad.cli;

import chalkgrad.problem.Words;
import chalkgrad.rules.ProofCache;
import chalkgrad.rules.RuleBook;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;

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
    private final Supplier<RuleBook> rules;

    /** The program where there is no terminal, and where nothing is kept from run to run. */
    public Main() {
        this(0);
    }

    /** The same where there is a terminal so wide. */
    Main(int columns) {
        this(columns, Optional::empty);
    }

    /**
     * The program.
     *
     * @param columns how wide the terminal is that errors go to; zero where it is none
     * @param cache where proofs of a user's own expressions are kept from run to run
     */
    Main(int columns, Supplier<Optional<ProofCache>> cache) {
        this.columns = columns >= NARROWEST ? columns : 0;
        this.rules = () -> new RuleBook(cache.get());
    }

    public static void main(String[] args) {
        var out = new FileOutputStream(FileDescriptor.out);
        var err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        System.exit(new Main(Integer.getInteger("chalkgrad.columns", 0), Main::cache).run(System.in, out, err, args));
    }

    private static Optional<ProofCache> cache() {
        Optional<String> jar =
                Optional.ofNullable(System.getProperty("java.class.path")).filter(path -> path.endsWith(".jar"));
        return ProofCache.of(
                Optional.ofNullable(System.getenv("XDG_CACHE_HOME")),
                Optional.ofNullable(System.getProperty("user.home")),
                jar.filter(path -> new File(path).isFile()));
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
            case SOLVE -> new SolveCommand(arguments, rules.get(), in, out, err).run();
            case CHECK -> new CheckCommand(arguments, rules.get(), in, out, err, columns).run();
            case VARIANTS -> new VariantsCommand(arguments, VERSION, rules.get(), in, out, err, columns).run();
            case GRADE -> new GradeCommand(arguments, rules.get(), in, out, err, columns).run();
            case MERGE -> new MergeCommand(arguments, out, err, columns).run();
            case EQUAL -> new EqualCommand(arguments, in, out, err).run();
            case RULES -> RulesCommand.run(rules.get(), arguments.prove(), out);
        };
    }
}
