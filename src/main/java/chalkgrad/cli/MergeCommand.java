package chalkgrad.cli;

import chalkgrad.batch.Bundle;
import chalkgrad.batch.Gathering;
import chalkgrad.batch.Halt;
import chalkgrad.batch.Merge;
import chalkgrad.batch.RunFingerprint;
import chalkgrad.exam.Exam;
import chalkgrad.export.Exporter;
import chalkgrad.export.Exporters;
import chalkgrad.export.Grouping;
import chalkgrad.problem.ExamReader;
import chalkgrad.problem.Words;
import java.io.PrintStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Joins the parts of a run. */
final class MergeCommand {
    private final Arguments arguments;
    private final PrintStream out;
    private final PrintStream err;
    private final int columns;

    /**
     * The command.
     *
     * @param columns how wide the terminal is that {@code err} is; zero where it is none
     */
    MergeCommand(Arguments arguments, PrintStream out, PrintStream err, int columns) {
        this.arguments = arguments;
        this.out = out;
        this.err = err;
        this.columns = columns;
    }

    int run() {
        var folders = new ArrayList<Path>();
        try {
            for (String operand : arguments.operands()) {
                folders.add(Path.of(operand));
            }
            Merge merge = Merge.of(folders, arguments.out());
            requireSameBuild(merge.terms());
            List<Gathering> gatherings = gatherings(merge);
            try (var spectator = new ProgressReporter("merge", merge.seats(), columns, arguments.quiet(), out, err)) {
                return Ending.of(
                        merge.run(gatherings, printed(merge), arguments.bulk().jobs(), spectator),
                        spectator,
                        arguments.out());
            }
        } catch (InvalidPathException e) {
            return failed(ExitCode.INPUT, "“" + e.getInput() + "” cannot be a folder");
        } catch (Halt e) {
            return failed(e.isInput() ? ExitCode.INPUT : ExitCode.OUTPUT, String.valueOf(e.getMessage()));
        }
    }

    /** What is made of all parts would else be of two kinds. */
    private static void requireSameBuild(RunFingerprint terms) throws Halt {
        String there = terms.get(RunFingerprint.BUILD);
        if (!there.equals(Build.digest())) {
            throw Halt.input("another build of the program made the parts (" + terms.get("program") + ", build " + there
                    + "; this is build " + Build.digest() + "); merge them with that one, or make them again");
        }
    }

    private static Optional<Bundle> printed(Merge merge) {
        RunFingerprint terms = merge.terms();
        return Printed.of(terms.get("exam"), List.of(terms.get("formats").split(",", -1)));
    }

    private int failed(int code, String message) {
        err.println("chalkgrad: " + Words.printable(message));
        return code;
    }

    /** The files of all variants that the parts were made for. */
    private static List<Gathering> gatherings(Merge merge) throws Halt {
        RunFingerprint terms = merge.terms();
        var exporters = new ArrayList<Exporter>();
        for (String name : terms.get("formats").split(",", -1)) {
            Exporters.named(name).ifPresent(exporters::add);
        }
        if (exporters.isEmpty()) {
            return List.of();
        }
        Exam exam = ExamReader.read(terms.get("exam") + ".yaml", merge.exam())
                .exam()
                .orElseThrow(() -> Halt.input("the copy of the exam has been changed since the parts were made"));
        Optional<String> language = Optional.of(terms.get("language")).filter(code -> !code.isEmpty());
        boolean byQuestion = terms.get("grouping").toUpperCase(Locale.ROOT).equals("QUESTION");
        Grouping grouping = byQuestion ? Grouping.BY_QUESTION : Grouping.BY_VARIANT;
        return new Exports(exam, language, grouping, exporters).gatherings();
    }
}
