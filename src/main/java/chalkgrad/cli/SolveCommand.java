package chalkgrad.cli;

import chalkgrad.derive.Chain;
import chalkgrad.derive.Deriver;
import chalkgrad.derive.SchemeDeriver;
import chalkgrad.evaluate.Digits;
import chalkgrad.evaluate.Solution;
import chalkgrad.evaluate.Solver;
import chalkgrad.model.Network;
import chalkgrad.model.Problem;
import chalkgrad.model.Scheme;
import chalkgrad.problem.Finding;
import chalkgrad.problem.ProblemReader;
import chalkgrad.problem.Reading;
import chalkgrad.problem.Words;
import chalkgrad.publish.Publisher;
import chalkgrad.publish.Publisher.Binding;
import chalkgrad.publish.Publisher.Product;
import chalkgrad.rules.RuleBook;
import chalkgrad.write.Format;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Solves every problem of every file; a bad one does not stop the others. */
final class SolveCommand {
    /** Larger files are no problem files, and are not read into memory. */
    private static final long LARGEST = 64L << 20;

    private final Arguments arguments;
    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;
    private final RuleBook rules;
    private final Set<String> written = new HashSet<>();

    SolveCommand(Arguments arguments, RuleBook rules, InputStream in, PrintStream out, PrintStream err) {
        this.arguments = arguments;
        this.rules = rules;
        this.in = in;
        this.out = out;
        this.err = err;
    }

    int run() {
        Publisher publisher;
        try {
            publisher = Publisher.create(arguments.formats(), arguments.templates(), arguments.tex());
        } catch (Publisher.Failure failure) {
            return failed(ExitCode.OUTPUT, failure.getMessage());
        }
        return arguments.sheet().isPresent() ? oneSheet(arguments.sheet().get(), publisher) : fileByFile(publisher);
    }

    /** Every problem of every file in one document. */
    private int oneSheet(String title, Publisher publisher) {
        int code = ExitCode.DONE;
        var all = new ArrayList<Solved>();
        for (String file : arguments.operands()) {
            Batch batch = solve(file);
            code = Math.max(code, batch.code());
            all.addAll(batch.solved());
        }
        var binding = new Binding(Slug.of(title), Optional.of(title));
        return Math.max(code, together("--sheet", all, binding, publisher));
    }

    /** A document for each file; a file of several problems is a sheet. */
    private int fileByFile(Publisher publisher) {
        int code = ExitCode.DONE;
        for (String file : arguments.operands()) {
            Batch batch = solve(file);
            code = Math.max(code, batch.code());
            if (batch.isSheet()) {
                var binding = new Binding(batch.name(), Optional.empty());
                code = Math.max(code, together(file, batch.solved(), binding, publisher));
            } else {
                for (Solved one : batch.solved()) {
                    code = Math.max(code, alone(one, publisher));
                }
            }
        }
        return code;
    }

    /** What came of a file. */
    private record Batch(String name, boolean isSheet, List<Solved> solved, int code) {}

    /** A problem that has been solved, and how messages call it. */
    private record Solved(String label, Solution solution) {}

    /** An error that ends the work on a problem or a file; it has been said. */
    private static final class Stop extends Exception {
        private static final long serialVersionUID = 1;
        private final int code;

        Stop(int code) {
            this.code = code;
        }
    }

    private int failed(int code, @Nullable String message) {
        err.println("chalkgrad: " + Words.printable(String.valueOf(message)));
        return code;
    }

    private Stop stop(int code, @Nullable String message) {
        return new Stop(failed(code, message));
    }

    private Batch solve(String file) {
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
            }
        }
        return new Batch(reading.name(), reading.documents() > 1, solved, code);
    }

    private Reading reading(String file, byte[] content) {
        Reading reading = ProblemReader.read(file, content);
        for (Finding finding : reading.findings()) {
            if (finding.severity() == Finding.Severity.ERROR || !arguments.quiet()) {
                err.println(finding);
            }
        }
        return reading;
    }

    private byte[] content(String file) throws Stop {
        try {
            return file.equals("-") ? in.readNBytes((int) LARGEST) : read(file);
        } catch (IOException | InvalidPathException e) {
            throw stop(ExitCode.INPUT, file + ": " + reason(e));
        }
    }

    private byte[] read(String file) throws IOException {
        Path path = Path.of(file);
        if (Files.isDirectory(path)) {
            throw new FileSystemException(file, null, "is a folder; expected a problem file");
        }
        if (Files.exists(path) && Files.size(path) > LARGEST) {
            throw new FileSystemException(file, null, "has more than 64 MB; no problem file is that large");
        }
        try (InputStream content = Files.newInputStream(path)) {
            // Not all of it: a device has no size and no end.
            return content.readNBytes((int) LARGEST);
        }
    }

    private Problem printed(Problem read) {
        return arguments.digits().isPresent()
                ? read.withPrecision(
                        new Problem.Precision.Significant(arguments.digits().get()))
                : read;
    }

    /** The solution, together with that of the problem that it asks to be compared with. */
    private Solution compared(String file, String label, Problem problem) throws Stop {
        Optional<String> name = problem.compareWith();
        // A derivation for all units at once has no place for a comparison of numbers.
        boolean general = arguments.general() && problem.task() instanceof Network;
        if (name.isEmpty() || general) {
            return solution(label, problem, outcome(problem));
        } else if (problem.task() instanceof Scheme) {
            throw stop(ExitCode.INPUT, label + ": compare_with: only problems with numbers can be compared");
        }
        Problem other = other(beside(file, name.get()), label).printedAs(problem);
        Solution theirs = solution(
                label + ": compare_with: " + name.get(),
                other,
                Solver.solve(other, new Deriver(rules).derive(other.task())));
        return solution(label, problem, outcome(problem)).comparedWith(theirs);
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
            content = read(file);
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
        if (first.task() instanceof Scheme) {
            throw stop(
                    ExitCode.INPUT,
                    label + ": compare_with: " + file + " has no numbers; only problems with numbers can be compared");
        }
        return printed(first);
    }

    /** Why a file could not be read. */
    private static String reason(Exception e) {
        if (e instanceof NoSuchFileException || e instanceof InvalidPathException) {
            return "there is no such file";
        }
        return e instanceof FileSystemException f
                ? f.getReason() == null ? "cannot be read" : f.getReason()
                : "cannot be read: " + e.getMessage();
    }

    private Solution solution(String label, Problem problem, Solution.Outcome outcome) throws Stop {
        if (outcome instanceof Solution.Impossible impossible) {
            throw stop(ExitCode.INPUT, label + ": " + Faults.explain(problem, impossible));
        } else if (outcome instanceof Solution.Disagreement d) {
            throw stop(
                    ExitCode.OUTPUT,
                    label + ": the cross-check by central differences contradicts the derivation of " + d.what()
                            + ". Nothing was written; please report this with the problem file.");
        }
        Solution solution = ((Solution.Solved) outcome).solution();
        if (!arguments.quiet()) {
            solution.warnings()
                    .forEach(kink -> err.println(label + ": warning: "
                            + kink.id()
                            + " is taken exactly at a kink (step " + (kink.step() + 1) + ", sample " + kink.sample()
                            + "); by convention it is " + Digits.json(kink.value())));
        }
        return solution;
    }

    private int alone(Solved one, Publisher publisher) {
        try {
            List<Product> products = publisher.publish(one.solution(), order());
            // Symja may still be at it while the pages are made.
            requireProof(one);
            write(one.label(), products);
            return ExitCode.DONE;
        } catch (Stop stop) {
            return stop.code;
        } catch (Publisher.Failure failure) {
            return failed(ExitCode.OUTPUT, failure.getMessage());
        }
    }

    /** One document of several problems; one without a proof is left out. */
    private int together(String label, List<Solved> all, Binding binding, Publisher publisher) {
        int code = ExitCode.DONE;
        var proved = new ArrayList<Solution>();
        for (Solved one : all) {
            try {
                requireProof(one);
                proved.add(one.solution());
            } catch (Stop stop) {
                code = Math.max(code, stop.code);
            }
        }
        if (proved.isEmpty()) {
            return code;
        }
        try {
            write(label, publisher.publish(proved, Optional.of(binding), order()));
            return code;
        } catch (Stop stop) {
            return Math.max(code, stop.code);
        } catch (Publisher.Failure failure) {
            return failed(ExitCode.OUTPUT, failure.getMessage());
        }
    }

    private void requireProof(Solved one) throws Stop {
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

    private void write(String label, List<Product> products) throws Stop {
        products.stream()
                .flatMap(p -> p.warnings().stream())
                .filter(w -> !arguments.quiet())
                .forEach(w -> err.println("warning: " + w));
        for (Product product : products) {
            if (!written.add(product.fileName())) {
                throw stop(
                        ExitCode.OUTPUT,
                        label + ": “" + product.fileName()
                                + "” was already written for another problem of this call; "
                                + "solve it by itself, with another --out");
            }
        }
        try {
            for (Product product : products) {
                out.println(Outputs.write(arguments.out(), product.fileName(), product.content()));
            }
        } catch (IOException e) {
            String reason = e instanceof FileSystemException f && f.getReason() != null
                    ? f.getReason()
                    : e.getClass().getSimpleName();
            throw stop(
                    ExitCode.OUTPUT,
                    "cannot write into “" + arguments.out() + "”: " + reason + "; choose another folder with --out");
        }
    }

    private Solution.Outcome outcome(Problem problem) {
        if (problem.task() instanceof Scheme scheme) {
            return new Solution.Solved(Solution.inGeneral(problem, new SchemeDeriver(rules, scheme).derive()));
        }
        var deriver = new Deriver(rules, arguments.expand());
        boolean examples = arguments.general()
                && problem.task() instanceof Network
                && arguments.formats().stream().noneMatch(format -> format.maker() == Format.Maker.DATA);
        if (!examples) {
            return Solver.solve(problem, deriver.derive(problem.task()));
        }
        // Examples need the first pass only, and of a single sample only the gradients that they show.
        Network once = ((Network) problem.task()).once();
        return Solver.solve(
                problem.withTask(once),
                once.samples().size() > 1
                        ? deriver.derive(once)
                        : deriver.derive(once, Chain.of(once).parameters(once)));
    }

    private Publisher.Order order() {
        Optional<String> language = arguments.language();
        return new Publisher.Order(
                language,
                arguments.notation(),
                arguments.matrix(),
                arguments.general(),
                arguments.closed(),
                arguments.separate());
    }
}
