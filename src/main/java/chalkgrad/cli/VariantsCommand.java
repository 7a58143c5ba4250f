package chalkgrad.cli;

import chalkgrad.batch.Bundle;
import chalkgrad.batch.Gathering;
import chalkgrad.batch.Halt;
import chalkgrad.batch.Roster;
import chalkgrad.batch.RunFingerprint;
import chalkgrad.batch.Seats;
import chalkgrad.batch.Tally;
import chalkgrad.batch.VariantRun;
import chalkgrad.exam.Exam;
import chalkgrad.export.Booklets;
import chalkgrad.export.Exporters;
import chalkgrad.export.Grouping;
import chalkgrad.model.Problem;
import chalkgrad.problem.ExamReader;
import chalkgrad.problem.ExamReading;
import chalkgrad.problem.Finding;
import chalkgrad.problem.Words;
import chalkgrad.publish.Publisher;
import chalkgrad.rules.RuleBook;
import chalkgrad.variant.Draws;
import chalkgrad.variant.Soundness;
import chalkgrad.variant.Stress;
import chalkgrad.variant.Variants;
import chalkgrad.write.Format;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes every student an exam of their own. */
final class VariantsCommand {
    private final Arguments arguments;
    private final String version;
    private final RuleBook rules;
    private final PrintStream out;
    private final PrintStream err;
    private final int columns;
    private final Solving solving;

    /**
     * The command.
     *
     * @param columns how wide the terminal is that {@code err} is; zero where it is none
     */
    VariantsCommand(
            Arguments arguments,
            String version,
            RuleBook rules,
            InputStream in,
            PrintStream out,
            PrintStream err,
            int columns) {
        this.arguments = arguments;
        this.version = version;
        this.rules = rules;
        this.out = out;
        this.err = err;
        this.columns = columns;
        this.solving = new Solving(arguments, rules, in, err);
    }

    int run() {
        Bulk bulk = arguments.bulk();
        String file = arguments.operands().get(0);
        if (file.equals("-") && bulk.roster().equals(Optional.of("-"))) {
            return solving.failed(ExitCode.USAGE, "standard input is either the exam or the roster, not both");
        }
        try {
            byte[] content = solving.content(file, "exam file");
            Exam exam = exam(file, content);
            List<String> several =
                    bulk.grouping() == Grouping.BY_QUESTION && bulk.exporters().contains(Exporters.CANVAS)
                            ? Soundness.ofSeveralNumbers(exam, rules)
                            : List.of();
            if (!several.isEmpty()) {
                return solving.failed(
                        ExitCode.USAGE,
                        "--grouping question -f canvas: Canvas draws each number by itself, so that the numbers of "
                                + String.join(", ", several)
                                + " would be of different variants; leave out --grouping question, "
                                + "ask for these numbers one by one, or write -f qti");
            }
            if (bulk.stress().isPresent()) {
                return stress(exam, bulk.stress().getAsInt());
            }
            Optional<byte[]> roster = Optional.empty();
            if (bulk.roster().isPresent()) {
                roster = Optional.of(solving.content(bulk.roster().get(), "table of students"));
            }
            Seats seats = roster.isPresent()
                    ? students(bulk.roster().get(), roster.get())
                    : Seats.numbered(bulk.count().orElseThrow());
            roster = roster.map(Roster::copy);
            var exports = new Exports(exam, arguments.language(), bulk.grouping(), bulk.exporters());
            var order = new VariantRun.Order(
                    arguments.out(),
                    terms(exam, content, seats),
                    content,
                    roster,
                    seats,
                    bulk.shard(),
                    exam.tasks().stream()
                            .mapToInt(task -> task.questions().size())
                            .sum(),
                    bulk.jobs());
            var variants = new Variants(exam, rules, bulk.seed());
            VariantMaker maker = maker(exam, variants, exports, seats.count());
            return make(exam, variants.draws(), order, maker, exports.gatherings());
        } catch (Stop stop) {
            return stop.code;
        } catch (Publisher.Failure e) {
            return solving.failed(e);
        }
    }

    /** Makes nothing but a report on how the draws come out. */
    private int stress(Exam exam, int students) throws Publisher.Failure, Stop {
        Publisher publisher = Publisher.create(arguments.formats(), arguments.templates(), arguments.tex());
        Stress stress = Stress.of(
                exam, rules, arguments.bulk().seed(), students, arguments.bulk().jobs());
        for (Publisher.Product product : publisher.publishStress(exam, stress, order())) {
            try {
                out.println(Outputs.write(arguments.out(), product.fileName(), product.content()));
            } catch (IOException e) {
                throw solving.stop(ExitCode.OUTPUT, Outputs.fault(arguments.out(), e));
            }
        }
        return stress.refused() == 0 ? ExitCode.DONE : ExitCode.INPUT;
    }

    private int make(Exam exam, Draws draws, VariantRun.Order order, VariantMaker maker, List<Gathering> gatherings) {
        int seats = order.shard().size(order.seats().count(), maker.bundle());
        try (var spectator = new ProgressReporter("variants", seats, columns, arguments.quiet(), out, err)) {
            var series = new VariantRun(order, maker, gatherings, printed(exam), spectator);
            Tally tally = series.run(keys -> draws.of(keys, order.threads()));
            return Ending.of(tally, spectator, order.out());
        } catch (Halt e) {
            return solving.failed(e.isInput() ? ExitCode.INPUT : ExitCode.OUTPUT, e.getMessage());
        }
    }

    private Optional<Bundle> printed(Exam exam) {
        return Printed.of(
                exam.name(), arguments.formats().stream().map(Format::name).toList());
    }

    private Exam exam(String file, byte[] content) throws Stop {
        ExamReading reading = ExamReader.read(file, content);
        for (Finding finding : reading.findings()) {
            if (finding.severity() == Finding.Severity.ERROR || !arguments.quiet()) {
                err.println(finding);
            }
        }
        Exam exam = reading.exam().orElseThrow(() -> new Stop(ExitCode.INPUT));
        List<String> faults = Soundness.faults(exam, rules);
        if (!faults.isEmpty()) {
            faults.forEach(fault -> solving.failed(ExitCode.INPUT, file + ": " + fault));
            throw new Stop(ExitCode.INPUT);
        }
        return arguments.detail().map(exam::withDetail).orElse(exam);
    }

    private Seats students(String file, byte[] content) throws Stop {
        Roster roster = Roster.read(file, content);
        if (roster instanceof Roster.Refused refused) {
            refused.messages().forEach(message -> solving.failed(ExitCode.INPUT, message));
            throw new Stop(ExitCode.INPUT);
        }
        return Seats.of(((Roster.Students) roster).all());
    }

    private VariantMaker maker(Exam exam, Variants variants, Exports exports, int count) throws Publisher.Failure {
        List<Format> formats = arguments.formats();
        List<Format> cheap = formats.stream()
                .filter(format -> format.maker() != Format.Maker.PDF)
                .toList();
        Publisher all = Publisher.create(formats, arguments.templates(), arguments.tex());
        Optional<Publisher> rest = cheap.size() == formats.size()
                ? Optional.empty()
                : Optional.of(Publisher.create(cheap, arguments.templates(), false));
        return new VariantMaker(
                exam,
                variants,
                new VariantMaker.Publishing(all, rest, order(), all.together(count)),
                new Booklets(
                        arguments.language(),
                        arguments.notation(),
                        arguments.bulk().grouping()),
                arguments.bulk().exporters(),
                exports.setting(),
                note -> {
                    if (!arguments.quiet()) {
                        err.println("warning: " + Words.printable(note));
                    }
                });
    }

    private Publisher.Order order() {
        return new Publisher.Order(arguments.language(), arguments.notation(), false, false, false, true);
    }

    /** All that the bytes of the files follow from. */
    private RunFingerprint terms(Exam exam, byte[] content, Seats seats) throws Stop {
        Bulk bulk = arguments.bulk();
        var rows = new LinkedHashMap<String, String>();
        rows.put("program", "chalkgrad " + version);
        rows.put(RunFingerprint.BUILD, Build.digest());
        rows.put("exam", exam.name());
        rows.put("exam_sha256", RunFingerprint.digest(content));
        rows.put("seed", Long.toString(bulk.seed()));
        rows.put("count", Integer.toString(seats.count()));
        rows.put("roster_sha256", seats.roster());
        rows.put(
                "formats",
                Stream.concat(
                                arguments.formats().stream().map(Format::name),
                                bulk.exporters().stream().map(exporter -> exporter.name()))
                        .collect(Collectors.joining(",")));
        rows.put("language", arguments.language().orElse(""));
        rows.put("notation", arguments.notation().map(profile -> profile.name()).orElse(""));
        rows.put("detail", arguments.detail().map(Problem.Detail::name).orElse(""));
        rows.put("grouping", bulk.groupingWord());
        rows.put("pdf_engine", arguments.tex() ? "tex" : "embedded");
        if (arguments.templates().isPresent()) {
            try {
                rows.put(
                        "templates_sha256",
                        RunFingerprint.digest(arguments.templates().get()));
            } catch (IOException e) {
                throw solving.stop(ExitCode.INPUT, arguments.templates().get() + ": " + Solving.reason(e));
            }
        }
        return new RunFingerprint(rows);
    }
}
