package chalkgrad.cli;

import chalkgrad.derive.Chain;
import chalkgrad.derive.Deriver;
import chalkgrad.derive.SchemeDeriver;
import chalkgrad.derive.SchemeGraph;
import chalkgrad.evaluate.DescentListener;
import chalkgrad.evaluate.Digits;
import chalkgrad.evaluate.Solution;
import chalkgrad.evaluate.Solver;
import chalkgrad.model.Graph;
import chalkgrad.model.Network;
import chalkgrad.model.Problem;
import chalkgrad.model.Scheme;
import chalkgrad.model.Task;
import chalkgrad.problem.Finding;
import chalkgrad.problem.InputFile;
import chalkgrad.problem.IoReasons;
import chalkgrad.problem.ProblemReader;
import chalkgrad.problem.Reading;
import chalkgrad.problem.Words;
import chalkgrad.publish.Publisher;
import chalkgrad.rules.RuleBook;
import chalkgrad.typeset.Profile;
import chalkgrad.write.Format;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads problem files and solves what they hold, for the commands that build on solutions; says what is wrong with them.
 *
 * <p>{@code new Solving(arguments, rules, in, err).solve("examples/wikidocs.yaml").solved()} has one solution.
 */
final class Solving {
    /** Larger files are no problem files, and are not read into memory. */
    private static final int LARGEST = 64 << 20;

    private static final String PROBLEM = "problem file";

    private static final Duration PAUSE = Duration.ofSeconds(3);

    private final Arguments arguments;
    private final RuleBook rules;
    private final InputStream in;
    private final PrintStream err;
    private final Function<Problem, Solution.Outcome> solver;

    Solving(Arguments arguments, RuleBook rules, InputStream in, PrintStream err) {
        this.arguments = arguments;
        this.rules = rules;
        this.in = in;
        this.err = err;
        this.solver = this::solve;
    }

    /** With another solver, for tests. */
    Solving(
            Arguments arguments,
            RuleBook rules,
            InputStream in,
            PrintStream err,
            Function<Problem, Solution.Outcome> solver) {
        this.arguments = arguments;
        this.rules = rules;
        this.in = in;
        this.err = err;
        this.solver = solver;
    }

    /** What came of a file. */
    record Batch(String name, boolean isSheet, List<Solved> solved, int code) {}

    /** A problem that has been solved, and how messages call it. */
    record Solved(String label, Solution solution) {}

    /** Says what went wrong and answers the exit code. */
    int failed(int code, @Nullable String message) {
        err.println("chalkgrad: " + Words.printable(String.valueOf(message)));
        return code;
    }

    /** Says what could not be made, with what there is to say of that below it, and answers the exit code. */
    int failed(Publisher.Failure failure) {
        failed(ExitCode.OUTPUT, failure.getMessage());
        failure.details().forEach(line -> err.println("  " + Words.printable(line)));
        return ExitCode.OUTPUT;
    }

    /** Says that a problem has met a fault of the program's, which costs this one and no other, and answers the exit code. */
    int faulty(String label, Throwable fault) {
        if (System.getenv("CHALKGRAD_DEBUG") != null) {
            fault.printStackTrace(err);
        }
        return failed(
                ExitCode.OUTPUT,
                label + ": " + Faults.ofProgram(fault)
                        + ". Nothing was written for this problem; please report this line with the problem file");
    }

    /** Says what went wrong. */
    Stop stop(int code, @Nullable String message) {
        return new Stop(failed(code, message));
    }

    /** Solves every problem of a file. */
    Batch solve(String file) {
        byte[] content;
        try {
            content = content(file);
        } catch (Stop stop) {
            return new Batch(file, false, List.of(), stop.code);
        }
        Reading reading = reading(file, content);
        int code = reading.complete() ? ExitCode.DONE : ExitCode.INPUT;
        var solved = new ArrayList<Solved>();
        for (Problem problem : reading.problems()) {
            boolean only = reading.problems().size() == 1;
            String label = only ? file : file + ": " + problem.name();
            try {
                solved.add(new Solved(label, compared(file, label, printed(problem))));
            } catch (Stop stop) {
                code = Math.max(code, stop.code);
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
                code = Math.max(code, faulty(label, e));
            }
        }
        return new Batch(reading.name(), reading.documents() > 1, solved, code);
    }

    /** The problems of a file; what is wrong with it is said. */
    Reading reading(String file, byte[] content) {
        Reading reading = ProblemReader.read(file, content);
        for (Finding finding : reading.findings()) {
            if (finding.severity() == Finding.Severity.ERROR || !arguments.quiet()) {
                err.println(finding);
            }
        }
        return reading;
    }

    /** The bytes of a problem file. */
    byte[] content(String file) throws Stop {
        return content(file, PROBLEM);
    }

    /**
     * The bytes of a file.
     *
     * @param what what is expected in it, such as {@code table of students}
     */
    byte[] content(String file, String what) throws Stop {
        try {
            return file.equals("-") ? InputFile.read(in, LARGEST, what) : InputFile.read(Path.of(file), LARGEST, what);
        } catch (IOException | InvalidPathException e) {
            throw stop(ExitCode.INPUT, file + ": " + reason(e));
        }
    }

    /** The problem, printed with the digits and the detail that were asked for. */
    Problem printed(Problem read) {
        Problem said = arguments.detail().map(read::withDetail).orElse(read);
        return arguments.digits().isPresent()
                ? said.withPrecision(
                        new Problem.Precision.Significant(arguments.digits().get()))
                : said;
    }

    /** The solution, together with that of the problem that it asks to be compared with. */
    private Solution compared(String file, String label, Problem problem) throws Stop {
        boolean layers = arguments.general() || arguments.matrix();
        if (layers && problem.task() instanceof Network network && !network.isUniform()) {
            throw stop(
                    ExitCode.INPUT,
                    label + ": " + (arguments.general() ? "--general" : "--matrix")
                            + " writes a whole layer at once, and here units of one layer have activations of their own, or edges pass over a layer;"
                            + " leave the option out");
        }
        Optional<String> name = problem.compareWith();
        // A derivation for all units at once has no place for a comparison of numbers.
        boolean general = arguments.general() && problem.task() instanceof Network;
        if (name.isEmpty() || general) {
            return solution(label, problem, outcome(problem));
        } else if (problem.task() instanceof Scheme || isOpen(problem)) {
            throw stop(ExitCode.INPUT, label + ": compare_with: only problems with numbers can be compared");
        }
        Problem other = other(beside(file, name.get()), label).printedAs(problem);
        Solution theirs = solution(
                label + ": compare_with: " + name.get(),
                other,
                Solver.solve(other, new Deriver(rules).derive(other.task())));
        return solution(label, problem, outcome(problem)).comparedWith(theirs);
    }

    /** Whether it is a graph in which something has no number. */
    static boolean isOpen(Problem problem) {
        return problem.task() instanceof Graph graph && graph.isOpen();
    }

    /** A file in the folder of another, or below; what comes from standard input is at home in the working directory. */
    private static String beside(String file, String name) {
        Path folder = file.equals("-") ? null : Path.of(file).getParent();
        try {
            return folder == null ? name : folder.resolve(name).toString();
        } catch (InvalidPathException e) {
            // No file can have that name, and reading it will say so.
            return name;
        }
    }

    /** The first problem of a file that another is compared with. */
    private Problem other(String file, String label) throws Stop {
        byte[] content;
        try {
            content = InputFile.read(Path.of(file), LARGEST, PROBLEM);
        } catch (IOException | InvalidPathException e) {
            throw stop(ExitCode.INPUT, label + ": compare_with: " + file + ": " + reason(e));
        }
        Reading reading = reading(file, content);
        if (!reading.complete()) {
            throw stop(
                    ExitCode.INPUT,
                    label + ": compare_with: " + file + " has errors; nothing was written for this problem");
        }
        Problem first = reading.problems().get(0);
        if (first.task() instanceof Scheme || isOpen(first)) {
            throw stop(
                    ExitCode.INPUT,
                    label + ": compare_with: " + file + " has no numbers; only problems with numbers can be compared");
        }
        return printed(first);
    }

    /** Why a file could not be read. */
    static String reason(Exception e) {
        return e instanceof IOException io ? IoReasons.of(io) : "there is no such file"; // no file can have that name
    }

    /** The solution, or a word on why there is none. */
    Solution solution(String label, Problem problem, Solution.Outcome outcome) throws Stop {
        if (outcome instanceof Solution.Impossible impossible) {
            throw stop(ExitCode.INPUT, label + ": " + Faults.explain(problem, impossible));
        } else if (outcome instanceof Solution.Disagreement d) {
            throw stop(
                    ExitCode.OUTPUT,
                    label + ": the cross-check by central differences contradicts the derivation of " + d.what()
                            + ". Nothing was written; please report this with the problem file.");
        }
        if (outcome instanceof Solution.Unprovable) {
            throw stop(
                    ExitCode.OUTPUT,
                    label
                            + ": its digits cannot be proved, even with the most that are worked with: a sign on which the result"
                            + " depends, or every digit of a number, is lost. Change the given values a little.");
        }
        Solution solution = ((Solution.Solved) outcome).solution();
        if (!arguments.quiet()) {
            int untold = solution.check().untold();
            if (untold > 0) {
                err.println(
                        label + ": warning: " + untold + " of "
                                + solution.check().compared()
                                + " comparisons of gradients with central differences tell nothing: the loss is too large there, or bends too sharply");
            }
            solution.asked()
                    .ifPresent(asked -> err.println(label + ": warning: of " + asked
                            + " updates the first " + updates(solution.problem().task())
                            + " are given: after those, digits are lost that cannot be proved in a reasonable time"));
            solution.unsure()
                    .forEach(unsure -> err.println(label + ": warning: " + unsure.id() + where(unsure) + " is "
                            + (unsure.sign() > 0
                                    ? "positive, below " + unsure.below()
                                    : unsure.sign() < 0
                                            ? "negative, above " + unsure.above()
                                            : "between " + unsure.above() + " and " + unsure.below())
                            + "; no more is known of it"));
            solution.warnings()
                    .forEach(kink -> err.println(label + ": warning: "
                            + kink.id()
                            + " is taken exactly at a kink (step " + (kink.step() + 1) + ", sample " + kink.sample()
                            + "); by convention it is " + Digits.json(kink.value(), true)));
        }
        return solution;
    }

    private static String where(Solution.Unsure unsure) {
        return (unsure.step() == 0 ? "" : unsure.passes() == 1 ? " at step " : " from step " + unsure.step() + " on")
                + (unsure.step() > 0 && unsure.passes() == 1 ? unsure.step() : "")
                + (unsure.sample() == 0 ? "" : ", sample " + unsure.sample() + ",");
    }

    private static int updates(Task task) {
        return task instanceof Network network ? network.steps() : ((Graph) task).steps();
    }

    /** What comes of a problem; where the digits of so many updates cannot be proved, of as many as can. */
    Solution.Outcome outcome(Problem problem) {
        Solution.Outcome outcome = attempt(problem);
        if (!(outcome instanceof Solution.Unprovable unprovable) || unprovable.updates() == 0) {
            return outcome;
        }
        Task fewer = problem.task() instanceof Network network
                ? network.withSteps(unprovable.updates())
                : ((Graph) problem.task()).withSteps(unprovable.updates());
        Solution.Outcome proved = attempt(problem.withTask(fewer));
        return proved instanceof Solution.Solved solved
                ? new Solution.Solved(solved.solution().shortOf(updates(problem.task())))
                : proved;
    }

    private Solution.Outcome attempt(Problem problem) {
        return solver.apply(problem);
    }

    /** Whether the matrix form is asked for, by the option or by the notation. */
    private boolean isInMatrices(Problem problem) {
        return arguments.matrix()
                || arguments
                        .notation()
                        .or(() -> problem.notation().profile().flatMap(Profile::find))
                        .filter(Profile::matrices)
                        .isPresent();
    }

    private Solution.Outcome solve(Problem problem) {
        RuleBook used = rules.forOneProblem();
        if (problem.task() instanceof Scheme scheme && isInMatrices(problem)) {
            Problem matrices = problem.withTask(SchemeGraph.of(scheme));
            return Solver.solve(matrices, new Deriver(used).derive(matrices.task()));
        } else if (problem.task() instanceof Scheme scheme) {
            return new Solution.Solved(Solution.inGeneral(problem, new SchemeDeriver(used, scheme).derive()));
        }
        var deriver = new Deriver(used, arguments.expand());
        boolean examples = arguments.general()
                && problem.task() instanceof Network
                && arguments.formats().stream().noneMatch(format -> format.maker() == Format.Maker.DATA);
        if (!examples) {
            return Solver.solve(problem, deriver.derive(problem.task()), listener());
        }
        // Examples need the first pass only, and of a single sample only the gradients that they show.
        Network once = ((Network) problem.task()).once();
        return Solver.solve(
                problem.withTask(once),
                once.samples().size() > 1
                        ? deriver.derive(once)
                        : deriver.derive(once, Chain.of(once).parameters(once)));
    }

    /** A line now and then, for whoever waits for a long descent; Ctrl-C ends it, and nothing has been written by then. */
    private DescentListener listener() {
        long[] said = {System.nanoTime()};
        return (done, all) -> {
            if (!arguments.quiet() && all > 1 && System.nanoTime() - said[0] > PAUSE.toNanos()) {
                said[0] = System.nanoTime();
                err.println("update " + Math.min(done, all - 1) + " of " + (all - 1));
            }
        };
    }

    /** Whether Symja has proved every rule that was used; it may still be at it, and is waited for. */
    void requireProof(Solved one) throws Stop {
        var unproved = new ArrayList<String>(one.solution().derivation().unproved());
        one.solution()
                .other()
                .ifPresent(other -> unproved.addAll(other.derivation().unproved()));
        if (!unproved.isEmpty()) {
            throw stop(
                    ExitCode.OUTPUT,
                    one.label() + ": Symja's derivative of " + String.join(", ", unproved)
                            + " is not the taught one. Nothing was written; please report this.");
        }
    }
}
