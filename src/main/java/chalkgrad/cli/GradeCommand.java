package chalkgrad.cli;

import chalkgrad.batch.AnswerTable;
import chalkgrad.batch.Halt;
import chalkgrad.batch.Seat;
import chalkgrad.batch.Sitting;
import chalkgrad.check.Checker;
import chalkgrad.check.Marking;
import chalkgrad.check.Verdict;
import chalkgrad.evaluate.Solution;
import chalkgrad.problem.Words;
import chalkgrad.publish.Copies;
import chalkgrad.publish.Publisher;
import chalkgrad.rules.RuleBook;
import chalkgrad.variant.Drawn;
import chalkgrad.variant.Graded;
import chalkgrad.variant.Grader;
import chalkgrad.variant.Student;
import chalkgrad.variant.Variant;
import chalkgrad.variant.Variants;
import chalkgrad.work.WorkReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Gives points for what students have answered, each against the student's own variant. */
final class GradeCommand {
    /** A larger file is no derivation. */
    private static final int LARGEST = 16 << 20;

    private final Arguments arguments;
    private final RuleBook rules;
    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;
    private final int columns;
    private final Solving solving;
    private final Map<Seat, Map<String, String>> answers = new LinkedHashMap<>();
    private final Map<Seat, List<Handed>> works = new LinkedHashMap<>();
    private int code = ExitCode.DONE;

    /**
     * The command.
     *
     * @param columns how wide the terminal is that {@code err} is; zero where it is none
     */
    GradeCommand(Arguments arguments, RuleBook rules, InputStream in, PrintStream out, PrintStream err, int columns) {
        this.arguments = arguments;
        this.rules = rules;
        this.in = in;
        this.out = out;
        this.err = err;
        this.columns = columns;
        this.solving = new Solving(arguments, rules, in, err);
    }

    int run() {
        try {
            Path folder = Path.of(arguments.operands().get(0));
            Sitting sitting = Sitting.open(folder);
            for (String operand :
                    arguments.operands().subList(1, arguments.operands().size())) {
                read(operand, sitting);
            }
            if (answers.isEmpty() && works.isEmpty()) {
                return fault(ExitCode.INPUT, "there is no answer of any student of “" + folder + "”");
            }
            Publisher publisher = Publisher.create(arguments.formats(), arguments.templates(), arguments.tex());
            Results results = grade(sitting, publisher);
            write("grades.csv", results.grades());
            write("mistakes.csv", results.mistakes());
            write("grades.json", results.json());
            return code;
        } catch (InvalidPathException e) {
            return fault(ExitCode.INPUT, "“" + e.getInput() + "” cannot be a folder");
        } catch (Halt e) {
            return fault(e.isInput() ? ExitCode.INPUT : ExitCode.OUTPUT, String.valueOf(e.getMessage()));
        } catch (Publisher.Failure e) {
            return fault(ExitCode.OUTPUT, String.valueOf(e.getMessage()));
        } catch (Stop e) {
            return Math.max(code, e.code);
        }
    }

    private int fault(int worse, String message) {
        code = Math.max(code, solving.failed(worse, message));
        return code;
    }

    /** A table of answers, or a derivation, or a folder of them. */
    private void read(String operand, Sitting sitting) throws Stop {
        Map<String, Seat> seats = seats(sitting);
        String lower = operand.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".csv") || lower.endsWith(".tsv") || operand.equals("-")) {
            AnswerTable table = AnswerTable.read(operand, solving.content(operand));
            table.faults().forEach(each -> fault(ExitCode.INPUT, each));
            table.answers().forEach((id, row) -> {
                Seat seat = seat(id, seats);
                if (seat == null) {
                    fault(ExitCode.INPUT, operand + ": there is no variant for “" + id + "”");
                } else if (answers.putIfAbsent(seat, row) != null) {
                    fault(ExitCode.INPUT, operand + ": there are answers of “" + id + "” already");
                }
            });
            return;
        }
        Set<Path> apart = new HashSet<>(Set.of(Handed.real(arguments.out())));
        for (Handed work : Handed.in(List.of(operand), apart, err)) {
            Seat seat = owner(work.name(), seats);
            if (seat == null) {
                fault(
                        ExitCode.INPUT,
                        work.label()
                                + ": whose is it? Expected a name that begins with the id of a variant or of a student, "
                                + "such as 001.md");
            } else {
                works.computeIfAbsent(seat, key -> new ArrayList<>()).add(work);
            }
        }
    }

    private static Map<String, Seat> seats(Sitting sitting) {
        var seats = new HashMap<String, Seat>();
        for (Seat seat : sitting.seats()) {
            seats.putIfAbsent(folded(seat.id()), seat);
        }
        // A student's own id comes first: that of a variant may look like it.
        sitting.seats().forEach(seat -> seat.student().map(Student::id).ifPresent(id -> seats.put(folded(id), seat)));
        return seats;
    }

    private static String folded(String id) {
        return Normalizer.normalize(id, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }

    private static @org.jspecify.annotations.Nullable Seat seat(String id, Map<String, Seat> seats) {
        Seat found = seats.get(folded(id));
        // Spreadsheets take 007 for a number.
        for (int digits = id.length() + 1; found == null && digits <= 10 && id.matches("[0-9]+"); digits++) {
            found = seats.get("0".repeat(digits - id.length()) + id);
        }
        return found;
    }

    /** Whose a file is: its name is the id, or begins with it. */
    private static @org.jspecify.annotations.Nullable Seat owner(String file, Map<String, Seat> seats) {
        int ending = file.lastIndexOf('.');
        String name = folded(ending > 0 ? file.substring(0, ending) : file);
        Seat found = seats.get(name);
        for (int end = name.length() - 1; found == null && end > 0; end--) {
            if (!Character.isLetterOrDigit(name.charAt(end))) {
                found = seats.get(name.substring(0, end));
            }
        }
        return found;
    }

    private Results grade(Sitting sitting, Publisher publisher) throws Stop, Publisher.Failure {
        var results = new Results(sitting.exam());
        var variants = new Variants(sitting.exam(), rules, sitting.seed());
        Iterator<Drawn> draws = sitting.draws(rules, 1);
        int count = answers.size() + works.size();
        var progress = columns > 0 && count > 1
                ? Optional.of(new Progress("grade", count, columns, err))
                : Optional.<Progress>empty();
        try {
            for (Seat seat : sitting.seats()) {
                Drawn drawn = draws.next();
                if (!answers.containsKey(seat) && !works.containsKey(seat)) {
                    continue;
                }
                if (!(drawn instanceof Drawn.Taken taken) || !sitting.isAsPrinted(seat, taken)) {
                    throw solving.stop(
                            ExitCode.INPUT,
                            "the variant " + seat.id()
                                    + " was drawn by another version of the program, or its exam has been changed; "
                                    + "grade it with the version that made it");
                }
                Variant variant = variants.of(seat.id(), seat.student(), taken);
                results.add(seat, graded(seat, variant, publisher));
                progress.ifPresent(Progress::step);
            }
        } finally {
            progress.ifPresent(Progress::close);
        }
        return results;
    }

    private Graded graded(Seat seat, Variant variant, Publisher publisher) throws Stop, Publisher.Failure {
        var marks = new ArrayList<Graded.Mark>();
        Map<String, String> row = answers.get(seat);
        if (row != null) {
            marks.addAll(new Grader(variant).grade(row).marks());
        }
        for (Handed work : works.getOrDefault(seat, List.of())) {
            derivation(work, variant, publisher).ifPresent(graded -> better(marks, graded.marks()));
        }
        Graded graded = new Graded(variant.id(), marks);
        if (!arguments.quiet()) {
            out.println(Words.printable(
                    seat.id() + ": " + graded.earned().stripTrailingZeros().toPlainString() + " / "
                            + variant.parts().stream()
                                    .flatMap(part -> part.items().stream())
                                    .map(item -> item.question().points())
                                    .reduce(java.math.BigDecimal.ZERO, java.math.BigDecimal::add)
                                    .toPlainString()));
        }
        return graded;
    }

    /** What is in a derivation as well as in a table counts once, as it is better. */
    private static void better(List<Graded.Mark> marks, List<Graded.Mark> more) {
        for (Graded.Mark mark : more) {
            Optional<Graded.Mark> before = marks.stream()
                    .filter(each -> each.ask().equals(mark.ask()) && each.question() == mark.question())
                    .findFirst();
            if (before.isEmpty()) {
                marks.add(mark);
            } else if (before.get().earned().compareTo(mark.earned()) < 0) {
                marks.set(marks.indexOf(before.get()), mark);
            }
        }
    }

    /** Marks a derivation against the task that it fits best. */
    private Optional<Graded> derivation(Handed work, Variant variant, Publisher publisher)
            throws Stop, Publisher.Failure {
        byte[] content;
        try (InputStream file =
                work.path().isPresent() ? Files.newInputStream(work.path().get()) : in) {
            content = file.readNBytes(LARGEST + 1);
        } catch (IOException e) {
            fault(ExitCode.INPUT, work.label() + ": " + Solving.reason(e));
            return Optional.empty();
        }
        if (content.length > LARGEST) {
            fault(ExitCode.INPUT, work.label() + ": has more than 16 MB; no derivation is that long");
            return Optional.empty();
        }
        Optional<Marking> best = Optional.empty();
        Optional<Variant.Part> task = Optional.empty();
        Optional<Solution> solution = Optional.empty();
        for (Variant.Part part : variant.parts()) {
            Solution scheme = Grader.scheme(part);
            WorkReader.Result read = WorkReader.read(work.name(), content, Checker.words(scheme.problem()));
            if (read instanceof WorkReader.Result.Refused refused) {
                fault(ExitCode.INPUT, work.label() + ": " + refused.message());
                return Optional.empty();
            }
            Marking marking = new Checker(scheme).mark(((WorkReader.Result.Read) read).work());
            if (best.isEmpty() || understood(marking) > understood(best.get())) {
                best = Optional.of(marking);
                task = Optional.of(part);
                solution = Optional.of(scheme);
            }
        }
        Copies copies = publisher.copies(
                solution.orElseThrow(),
                new Publisher.Order(arguments.language(), arguments.notation(), false, false, false, false));
        int ending = work.name().lastIndexOf('.');
        String name = Slug.of(ending > 0 ? work.name().substring(0, ending) : work.name());
        String file = name.startsWith(variant.id()) ? name : variant.id() + "-" + name;
        for (Publisher.Product product : copies.of(best.orElseThrow(), file)) {
            write(product.fileName(), product.content());
        }
        return Optional.of(Grader.graded(variant.id(), task.orElseThrow(), best.get()));
    }

    private static long understood(Marking marking) {
        return marking.lines().stream()
                .filter(line -> line.verdict() == Verdict.RIGHT
                        || line.verdict() == Verdict.ROUNDING
                        || line.verdict() == Verdict.FOLLOWS)
                .count();
    }

    private void write(String name, byte[] content) throws Stop {
        try {
            out.println(Outputs.write(arguments.out(), name, content));
        } catch (IOException e) {
            throw solving.stop(ExitCode.OUTPUT, Outputs.fault(arguments.out(), e));
        }
    }
}
