package chalkgrad.cli;

import chalkgrad.batch.Halt;
import chalkgrad.batch.InOrder;
import chalkgrad.check.Checker;
import chalkgrad.check.Marking;
import chalkgrad.derive.GraphDerivation;
import chalkgrad.evaluate.Solution;
import chalkgrad.evaluate.Solver;
import chalkgrad.model.Problem;
import chalkgrad.model.Scheme;
import chalkgrad.problem.IoReasons;
import chalkgrad.problem.Reading;
import chalkgrad.problem.Words;
import chalkgrad.publish.Copies;
import chalkgrad.publish.Publisher;
import chalkgrad.publish.Publisher.Product;
import chalkgrad.report.MarkSummary;
import chalkgrad.report.Message;
import chalkgrad.rules.RuleBook;
import chalkgrad.source.Decoder;
import chalkgrad.work.Work;
import chalkgrad.work.WorkReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Marks every work that was handed in for a problem; one that cannot be marked does not stop the others. */
final class CheckCommand {
    private final Arguments arguments;
    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;
    private final Solving solving;
    private final RuleBook rules;
    private final int columns;
    private final Function<Solution, Judge> judges;

    /** Marks works of one problem. */
    @FunctionalInterface
    interface Judge {
        Marking mark(Work work);

        /** Names that a work may use. */
        default Set<String> words() {
            return Set.of();
        }

        /** One that another thread can work with at the same time. */
        default Judge another() {
            return this;
        }
    }

    /** The program's own judge. */
    private record Own(Checker checker) implements Judge {
        @Override
        public Marking mark(Work work) {
            return checker.mark(work);
        }

        @Override
        public Set<String> words() {
            return Checker.words(checker.solution().problem());
        }

        @Override
        public Judge another() {
            return new Own(new Checker(checker.solution()));
        }
    }

    /** What came of reading and judging a work: its marks, or why there are none. */
    private record Looked(
            Submission work,
            @Nullable Marking marking,
            String refusal,
            @Nullable Throwable fault) {}

    /** Fewer works are not worth another thread, which has to prepare the problem anew. */
    private static final int SEVERAL = 4;

    private static final int MOST_THREADS = 4;

    /**
     * Marks with the program's own judge.
     *
     * @param columns how wide the terminal is that {@code err} is; zero where it is none
     */
    CheckCommand(Arguments arguments, RuleBook rules, InputStream in, PrintStream out, PrintStream err, int columns) {
        this(arguments, rules, in, out, err, columns, solution -> new Own(new Checker(solution)));
    }

    /** With another judge, for tests. */
    CheckCommand(
            Arguments arguments,
            RuleBook rules,
            InputStream in,
            PrintStream out,
            PrintStream err,
            int columns,
            Function<Solution, Judge> judges) {
        this.arguments = arguments;
        this.rules = rules;
        this.columns = columns;
        this.in = in;
        this.out = out;
        this.err = err;
        this.judges = judges;
        this.solving = new Solving(arguments, rules, in, err);
    }

    int run() {
        String problem = arguments.operands().get(0);
        List<String> operands =
                arguments.operands().subList(1, arguments.operands().size());
        if (problem.equals("-") && operands.contains("-")) {
            return solving.failed(ExitCode.USAGE, "standard input is either the problem or a work, not both");
        }
        var apart = new HashSet<Path>(Set.of(Submission.real(arguments.out())));
        if (!problem.equals("-")) {
            apart.add(Submission.real(Path.of(problem)));
        }
        try {
            PublisherAhead publisher = PublisherAhead.of(arguments);
            Solution solution = solution(problem);
            List<Submission> works = Submissions.in(operands, apart, notes());
            if (works.isEmpty()) {
                return solving.failed(ExitCode.INPUT, "there is no work to be marked");
            }
            Copies copies = publisher.get().copies(solution, order());
            return mark(works, judges.apply(solution), copies);
        } catch (Stop stop) {
            return stop.code;
        } catch (Publisher.Failure failure) {
            return solving.failed(failure);
        }
    }

    private PrintStream notes() {
        return arguments.quiet() ? new PrintStream(OutputStream.nullOutputStream()) : err;
    }

    /** The solution of the only problem of a file. */
    private Solution solution(String file) throws Stop {
        Reading reading = solving.reading(file, solving.content(file));
        if (!reading.complete()) {
            throw new Stop(ExitCode.INPUT);
        }
        if (reading.documents() > 1) {
            throw solving.stop(
                    ExitCode.INPUT,
                    file + ": this sheet has " + reading.documents()
                            + " problems; check marks works of one, so put the problem (what stands between two lines ---) "
                            + "into a file of its own");
        }
        Problem problem = solving.printed(reading.problems().get(0));
        if (problem.task() instanceof Scheme) {
            throw solving.stop(
                    ExitCode.INPUT,
                    file + ": this problem has no numbers; check needs inputs, weights and targets to compare with");
        }
        Solution solution = solving.solution(file, problem, solving.outcome(problem));
        solving.requireProof(new Solving.Solved(file, solution));
        if (!Solving.isOpen(problem)) {
            return solution;
        }
        return Solver.atRandom(problem, (GraphDerivation) solution.derivation())
                .orElseThrow(
                        () -> solving.stop(
                                ExitCode.INPUT,
                                file
                                        + ": this problem has no values at any random numbers, by which a work without numbers could be judged"));
    }

    private int mark(List<Submission> works, Judge judge, Copies copies) {
        if (columns == 0 || works.size() == 1) {
            return mark(works, judge, copies, () -> {});
        }
        try (var progress = new Progress("check", works.size(), columns, err)) {
            var beside = new CheckCommand(arguments, rules, in, progress.beside(out), progress.beside(err), 0, judges);
            return beside.mark(works, judge, copies, progress::step);
        }
    }

    private int mark(List<Submission> works, Judge judge, Copies copies, Runnable step) {
        Map<Submission, String> names = Submission.names(works);
        Set<Path> inputs = new HashSet<>();
        works.forEach(work -> work.path().map(Submission::real).ifPresent(inputs::add));
        var outcomes = new ArrayList<Outcome>();
        int threads = works.size() < SEVERAL
                ? 1
                : Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
        ThreadLocal<Judge> own = ThreadLocal.withInitial(threads == 1 ? () -> judge : judge::another);
        InOrder.Taker<Looked> taker = looked -> {
            Submission work = looked.work();
            String label = label(work, works);
            outcomes.add(one(looked, label, names.getOrDefault(work, label), copies, inputs)
                    .by(work.student().orElse("")));
            step.run();
        };
        try {
            if (threads == 1) {
                for (Submission work : works) {
                    taker.take(look(work, judge));
                }
            } else {
                InOrder.each(works.iterator(), threads, () -> false, work -> look(work, own.get()), taker);
            }
        } catch (IOException | Halt impossible) {
            throw new IllegalStateException(impossible);
        }
        int code = outcomes.stream().mapToInt(Outcome::code).max().orElse(ExitCode.DONE);
        boolean several = arguments.operands().stream().skip(1).anyMatch(Submissions::isCollection);
        if (works.size() > 1 || several) {
            try {
                out.println(Outputs.write(arguments.out(), "summary.csv", Outcome.table(outcomes)));
            } catch (IOException e) {
                code = Math.max(code, solving.failed(ExitCode.OUTPUT, Outputs.fault(arguments.out(), e)));
            }
        }
        return code;
    }

    /** A file's name, or its whole path where another has the same name. */
    private static String label(Submission work, List<Submission> works) {
        boolean only =
                works.stream().filter(other -> other.name().equals(work.name())).count() == 1;
        return Words.printable(only ? work.name() : work.label());
    }

    /** Reads and judges a work; nothing is said or written. */
    private Looked look(Submission work, Judge judge) {
        try {
            byte[] content = work.content(in);
            if (!work.unfit().isEmpty() && Decoder.kind(content).isEmpty()) {
                return new Looked(work, null, work.unfit(), null);
            }
            WorkReader.Result read = WorkReader.read(work.name(), content, judge.words());
            return read instanceof WorkReader.Result.Refused refused
                    ? new Looked(work, null, refused.message(), null)
                    : new Looked(work, judge.mark(((WorkReader.Result.Read) read).work()), "", null);
        } catch (FileSystemException e) {
            return new Looked(work, null, IoReasons.of(e), null);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            return new Looked(work, null, "", e);
        }
    }

    private Outcome one(Looked looked, String label, String name, Copies copies, Set<Path> inputs) {
        Submission work = looked.work();
        Marking marking = looked.marking();
        if (looked.fault() != null) {
            return broken(work, label, looked.fault(), copies);
        } else if (marking == null) {
            return refused(work, label, looked.refusal(), copies);
        }
        try {
            write(copies.of(marking, name), inputs);
            say(copies, label, MarkSummary.of(marking));
            arguments
                    .explain()
                    .ifPresent(spot -> MarkSummary.explanation(marking, spot)
                            .forEach(message -> out.println(Words.printable(copies.say(message)))));
            int code = marking.firstMistake().isPresent() ? ExitCode.MISTAKES : ExitCode.DONE;
            return Outcome.marked(label, marking, code);
        } catch (Publisher.Failure e) {
            return failed(work, label, String.valueOf(e.getMessage()), copies);
        } catch (Stop stop) {
            say(copies, label, Message.of("check.line.refused"));
            return Outcome.unmarked(label, Outcome.State.FAILED, "its results could not be written", ExitCode.OUTPUT);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            return broken(work, label, e, copies);
        }
    }

    private Outcome broken(Submission work, String label, Throwable fault, Copies copies) {
        return failed(
                work,
                label,
                "could not be marked: " + Faults.ofProgram(fault)
                        + "; please report this line with the problem and the work",
                copies);
    }

    private Outcome refused(Submission work, String label, String why, Copies copies) {
        return unmarked(work, label, Outcome.State.REFUSED, ExitCode.INPUT, why, copies);
    }

    private Outcome failed(Submission work, String label, String why, Copies copies) {
        return unmarked(work, label, Outcome.State.FAILED, ExitCode.OUTPUT, why, copies);
    }

    private Outcome unmarked(Submission work, String label, Outcome.State state, int code, String why, Copies copies) {
        solving.failed(code, work.label() + ": " + why);
        say(copies, label, Message.of("check.line.refused"));
        return Outcome.unmarked(label, state, Words.printable(why), code);
    }

    private void say(Copies copies, String label, Message message) {
        if (!arguments.quiet()) {
            out.println(Words.printable(label + ": " + copies.say(message)));
        }
    }

    /** A result that would take the place of a work is not written. */
    private void write(List<Product> products, Set<Path> inputs) throws Stop {
        for (Product product : products) {
            Path target = arguments.out().resolve(product.fileName());
            if (inputs.contains(Submission.real(target))) {
                throw solving.stop(
                        ExitCode.OUTPUT,
                        "“" + target + "” is a work and would be overwritten; choose another folder with --out");
            }
            if (!arguments.quiet()) {
                product.warnings().forEach(warning -> err.println("warning: " + warning));
            }
        }
        try {
            for (Product product : products) {
                out.println(Outputs.write(arguments.out(), product.fileName(), product.content()));
            }
        } catch (IOException e) {
            throw solving.stop(ExitCode.OUTPUT, Outputs.fault(arguments.out(), e));
        }
    }

    private Publisher.Order order() {
        return new Publisher.Order(arguments.language(), arguments.notation(), false, false, false, false);
    }
}
