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
        int code = ExitCode.DONE;
        for (String file : arguments.operands()) {
            code = Math.max(code, file(file, publisher));
        }
        return code;
    }

    private int failed(int code, @Nullable String message) {
        err.println("chalkgrad: " + Words.printable(String.valueOf(message)));
        return code;
    }

    private int file(String file, Publisher publisher) {
        byte[] content;
        try {
            content = read(file);
        } catch (NoSuchFileException | InvalidPathException e) {
            return failed(ExitCode.INPUT, file + ": there is no such file");
        } catch (FileSystemException e) {
            return failed(ExitCode.INPUT, file + ": " + (e.getReason() == null ? "cannot be read" : e.getReason()));
        } catch (IOException e) {
            return failed(ExitCode.INPUT, file + ": cannot be read: " + e.getMessage());
        }
        Reading reading = ProblemReader.read(file, content);
        for (Finding finding : reading.findings()) {
            if (finding.severity() == Finding.Severity.ERROR || !arguments.quiet()) {
                err.println(finding);
            }
        }
        boolean bad = reading.findings().stream().anyMatch(f -> f.severity() == Finding.Severity.ERROR);
        int code = bad ? ExitCode.INPUT : ExitCode.DONE;
        for (Problem problem : reading.problems()) {
            boolean only = reading.problems().size() == 1;
            code = Math.max(code, problem(only ? file : file + ": " + problem.name(), problem, publisher));
        }
        return code;
    }

    private byte[] read(String file) throws IOException {
        if (file.equals("-")) {
            return in.readNBytes((int) LARGEST);
        }
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

    /**
     * Solves one problem.
     *
     * @param label how messages call it
     */
    private int problem(String label, Problem read, Publisher publisher) {
        Problem problem = arguments.digits().isPresent()
                ? read.withPrecision(
                        new Problem.Precision.Significant(arguments.digits().get()))
                : read;
        Solution.Outcome outcome = outcome(problem);
        if (outcome instanceof Solution.Impossible impossible) {
            return failed(ExitCode.INPUT, label + ": " + Faults.explain(problem, impossible));
        } else if (outcome instanceof Solution.Disagreement d) {
            return failed(
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
        try {
            List<Product> products = publisher.publish(solution, order());
            List<String> unproved = solution.derivation().unproved();
            if (!unproved.isEmpty()) {
                return failed(
                        ExitCode.OUTPUT,
                        label + ": Symja's derivative of " + String.join(", ", unproved)
                                + " is not the taught one. Nothing was written; please report this.");
            }
            products.stream()
                    .flatMap(p -> p.warnings().stream())
                    .filter(w -> !arguments.quiet())
                    .forEach(w -> err.println("warning: " + w));
            for (Product product : products) {
                if (!written.add(product.fileName())) {
                    return failed(
                            ExitCode.OUTPUT,
                            label + ": “" + product.fileName()
                                    + "” was already written for another problem of this call; "
                                    + "solve it by itself, with another --out");
                }
            }
            for (Product product : products) {
                out.println(Outputs.write(arguments.out(), product.fileName(), product.content()));
            }
            return ExitCode.DONE;
        } catch (Publisher.Failure failure) {
            return failed(ExitCode.OUTPUT, failure.getMessage());
        } catch (IOException e) {
            String reason = e instanceof FileSystemException f && f.getReason() != null
                    ? f.getReason()
                    : e.getClass().getSimpleName();
            return failed(
                    ExitCode.OUTPUT,
                    "cannot write into “" + arguments.out() + "”: " + reason + "; choose another folder with --out");
        }
    }

    private Solution.Outcome outcome(Problem problem) {
        if (problem.task() instanceof Scheme scheme) {
            return new Solution.Solved(Solution.inGeneral(problem, new SchemeDeriver(rules, scheme).derive()));
        }
        var deriver = new Deriver(rules);
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
                language, arguments.notation(), arguments.matrix(), arguments.general(), arguments.closed());
    }
}
