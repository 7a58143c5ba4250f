package chalkgrad.cli;

import chalkgrad.cli.Solving.Batch;
import chalkgrad.cli.Solving.Solved;
import chalkgrad.evaluate.Solution;
import chalkgrad.publish.Publisher;
import chalkgrad.publish.Publisher.Binding;
import chalkgrad.publish.Publisher.Product;
import chalkgrad.rules.RuleBook;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;

/** Solves every problem of every file; a bad one does not stop the others. */
final class SolveCommand {
    private final Arguments arguments;
    private final PrintStream out;
    private final PrintStream err;
    private final Solving solving;
    private final Set<String> written = new HashSet<>();

    SolveCommand(Arguments arguments, RuleBook rules, InputStream in, PrintStream out, PrintStream err) {
        this(arguments, out, err, new Solving(arguments, rules, in, err));
    }

    /** With another solver, for tests. */
    SolveCommand(Arguments arguments, PrintStream out, PrintStream err, Solving solving) {
        this.arguments = arguments;
        this.out = out;
        this.err = err;
        this.solving = solving;
    }

    int run() {
        PublisherAhead publisher = PublisherAhead.of(arguments);
        try {
            return arguments.sheet().isPresent() ? oneSheet(arguments.sheet().get(), publisher) : fileByFile(publisher);
        } catch (Publisher.Failure failure) {
            return solving.failed(failure);
        }
    }

    /** Every problem of every file in one document. */
    private int oneSheet(String title, PublisherAhead publisher) throws Publisher.Failure {
        int code = ExitCode.DONE;
        var all = new ArrayList<Solved>();
        for (String file : arguments.operands()) {
            Batch batch = solving.solve(file);
            code = Math.max(code, batch.code());
            all.addAll(batch.solved());
        }
        var binding = new Binding(Slug.of(title), Optional.of(title));
        return Math.max(code, together("--sheet", all, binding, publisher.get()));
    }

    /** A document for each file; a file of several problems is a sheet. */
    private int fileByFile(PublisherAhead publisher) throws Publisher.Failure {
        int code = ExitCode.DONE;
        for (String file : arguments.operands()) {
            Batch batch = solving.solve(file);
            code = Math.max(code, batch.code());
            if (batch.isSheet()) {
                var binding = new Binding(batch.name(), Optional.empty());
                code = Math.max(code, together(file, batch.solved(), binding, publisher.get()));
            } else {
                for (Solved one : batch.solved()) {
                    code = Math.max(code, alone(one, publisher.get()));
                }
            }
        }
        return code;
    }

    private int alone(Solved one, Publisher publisher) {
        try {
            List<Product> products = publisher.publish(one.solution(), order());
            // Symja may still be at it while the pages are made.
            solving.requireProof(one);
            write(one.label(), products);
            return ExitCode.DONE;
        } catch (Stop stop) {
            return stop.code;
        } catch (Publisher.Failure failure) {
            return solving.failed(failure);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            return solving.faulty(one.label(), e);
        }
    }

    /** One document of several problems; one without a proof, or one that no page can be made of, is left out. */
    private int together(String label, List<Solved> all, Binding binding, Publisher publisher) {
        int code = ExitCode.DONE;
        var proved = new ArrayList<Solved>();
        for (Solved one : all) {
            try {
                solving.requireProof(one);
                proved.add(one);
            } catch (Stop stop) {
                code = Math.max(code, stop.code);
            }
        }
        if (proved.isEmpty()) {
            return code;
        }
        try {
            write(label, publisher.publish(solutions(proved), Optional.of(binding), order()));
            return code;
        } catch (Stop stop) {
            return Math.max(code, stop.code);
        } catch (Publisher.Failure failure) {
            return Math.max(code, withoutTheFaulty(label, proved, binding, publisher, () -> solving.failed(failure)));
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            return Math.max(code, withoutTheFaulty(label, proved, binding, publisher, () -> solving.faulty(label, e)));
        }
    }

    private static List<Solution> solutions(List<Solved> all) {
        return all.stream().map(Solved::solution).toList();
    }

    /**
     * Which of several problems no page can be made of is seen when each is tried alone.
     *
     * @param otherwise says what went wrong where that is not so
     */
    private int withoutTheFaulty(
            String label, List<Solved> all, Binding binding, Publisher publisher, IntSupplier otherwise) {
        int code = ExitCode.DONE;
        var good = new ArrayList<Solved>();
        for (Solved one : all) {
            try {
                publisher.publish(one.solution(), order()); // thrown away: it is the sheet that is written
                good.add(one);
            } catch (Publisher.Failure failure) {
                code = Math.max(code, solving.failed(failure));
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
                code = Math.max(code, solving.faulty(one.label(), e));
            }
        }
        if (good.isEmpty() || good.size() == all.size()) {
            return Math.max(code, otherwise.getAsInt());
        }
        return Math.max(code, together(label, good, binding, publisher));
    }

    private void write(String label, List<Product> products) throws Stop {
        products.stream()
                .flatMap(p -> p.warnings().stream())
                .filter(w -> !arguments.quiet())
                .forEach(w -> err.println("warning: " + w));
        for (Product product : products) {
            if (!written.add(product.fileName())) {
                throw solving.stop(
                        ExitCode.OUTPUT,
                        label + ": “" + product.fileName()
                                + "” was already written for another problem of this call; "
                                + "solve it by itself, with another --out");
            }
        }
        try {
            for (Product product : products) {
                out.println(Outputs.write(arguments.out(), product.fileName(), product::writeTo));
            }
        } catch (IOException e) {
            throw solving.stop(ExitCode.OUTPUT, Outputs.fault(arguments.out(), e));
        }
    }

    private Publisher.Order order() {
        return new Publisher.Order(
                arguments.language(),
                arguments.notation(),
                arguments.matrix(),
                arguments.general(),
                arguments.closed(),
                arguments.separate());
    }
}
