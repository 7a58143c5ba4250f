package chalkgrad.cli;

import chalkgrad.batch.AnswerTable;
import chalkgrad.batch.Halt;
import chalkgrad.batch.IssuedExam;
import chalkgrad.batch.RunFingerprint;
import chalkgrad.batch.Seat;
import chalkgrad.problem.Words;
import chalkgrad.publish.Publisher;
import chalkgrad.rules.RuleBook;
import chalkgrad.variant.Drawn;
import chalkgrad.variant.Graded;
import chalkgrad.variant.Grader;
import chalkgrad.variant.Variant;
import chalkgrad.variant.Variants;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Gives points for what students have answered, each against the student's own variant. */
final class GradeCommand {
    private static final int NAMED = 5;
    /** How a place in a table with a column for each question is called. */
    private static final String COLUMN = ", column ";

    private final Arguments arguments;
    private final RuleBook rules;
    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;
    private final int columns;
    private final Solving solving;
    private final Map<Seat, Rows> answers = new LinkedHashMap<>();
    private final Map<Seat, List<Submission>> works = new LinkedHashMap<>();
    private final FeedbackFolder feedback = new FeedbackFolder();
    private final Map<String, Place> places = new LinkedHashMap<>();
    private int code = ExitCode.DONE;

    /** What a table says of a student. */
    private record Rows(String where, Map<String, String> answers) {}

    /** Where a table names a question, and whether any variant has it. */
    private record Place(String where, List<Integer> questions) {}

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
            IssuedExam sitting = IssuedExam.open(folder);
            var owners = new Owners(
                    sitting.seats().stream().filter(sitting::hasVariant).toList());
            for (String operand :
                    arguments.operands().subList(1, arguments.operands().size())) {
                if (isTable(operand)) {
                    table(operand, owners);
                } else {
                    works(operand, folder, owners);
                }
            }
            if (answers.isEmpty() && works.isEmpty()) {
                return code != ExitCode.DONE
                        ? code
                        : fault(ExitCode.INPUT, "there is no answer of any student of “" + folder + "”");
            }
            Publisher publisher = Publisher.create(arguments.formats(), arguments.templates(), arguments.tex());
            var order = new Publisher.Order(arguments.language(), arguments.notation(), false, false, false, false);
            Results results = grade(sitting, new Derivations(publisher, order, rules, in), publisher, order);
            SortedSet<Integer> missing = missing(sitting);
            // Whoever has handed in a derivation could answer there.
            Set<Seat> inTablesAlone = new HashSet<>(answers.keySet());
            inTablesAlone.removeAll(works.keySet());
            results.leaveOpen(missing, inTablesAlone);
            if (!arguments.quiet()) {
                if (!missing.isEmpty()) {
                    sayMissing(missing);
                }
                unknown(sitting);
                absent(sitting);
            }
            write("grades.csv", results.grades());
            write("mistakes.csv", results.mistakes());
            write("grades.json", results.json());
            if (!feedback.isEmpty()) {
                write(FeedbackFolder.NAME, feedback.zip());
            }
            return code;
        } catch (InvalidPathException e) {
            return fault(ExitCode.INPUT, "“" + e.getInput() + "” cannot be a folder");
        } catch (Halt e) {
            return fault(e.isInput() ? ExitCode.INPUT : ExitCode.OUTPUT, String.valueOf(e.getMessage()));
        } catch (Publisher.Failure e) {
            return Math.max(code, solving.failed(e));
        } catch (Stop e) {
            return Math.max(code, e.code);
        }
    }

    private int fault(int worse, String message) {
        code = Math.max(code, solving.failed(worse, message));
        return code;
    }

    /** Whether it is a table of answers, by its name. */
    static boolean isTable(String operand) {
        String lower = operand.toLowerCase(Locale.ROOT);
        return lower.endsWith(".csv") || lower.endsWith(".tsv") || operand.equals("-");
    }

    private void table(String file, Owners owners) throws Stop {
        AnswerTable table = AnswerTable.read(file, solving.content(file, "table of answers"));
        table.faults().forEach(each -> fault(ExitCode.INPUT, each));
        table.places().forEach((name, where) -> places.putIfAbsent(name, new Place(file + ", " + where, List.of())));
        for (AnswerTable.Answers row : table.rows()) {
            String where = file + ", line " + row.line();
            Map<Seat, String> found = new LinkedHashMap<>();
            row.ids().forEach(id -> owners.of(id).ifPresent(seat -> found.putIfAbsent(seat, id)));
            if (found.isEmpty()) {
                fault(
                        ExitCode.INPUT,
                        where + ": there is no variant for “" + shown(row.ids().get(0))
                                + "”; expected the id of a variant or of a student, as in key.csv");
                continue;
            } else if (found.size() > 1) {
                String whose = found.entrySet().stream()
                        .map(each -> "“" + shown(each.getValue()) + "” has the variant "
                                + each.getKey().id())
                        .collect(Collectors.joining(", "));
                fault(ExitCode.INPUT, where + ": whose answers are they? " + whose);
                continue;
            }
            Seat seat = found.keySet().iterator().next();
            Rows before = answers.putIfAbsent(seat, new Rows(where, row.answers()));
            if (before != null) {
                fault(
                        ExitCode.INPUT,
                        where + ": the answers of the variant " + seat.id() + " stand in " + before.where()
                                + " already");
            }
        }
    }

    private static String shown(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }

    /** A derivation, or a folder of them. */
    private void works(String operand, Path folder, Owners owners) {
        Path exam = Submission.real(folder);
        if (Submission.pathOf(operand)
                .map(Submission::real)
                .filter(exam::equals)
                .isPresent()) {
            fault(ExitCode.INPUT, "“" + operand + "” is the exam itself; expected what the students have handed in");
            return;
        }
        Set<Path> apart = new HashSet<>(Set.of(Submission.real(arguments.out()), exam));
        for (Submission work : Submissions.fit(List.of(operand), apart, err)) {
            Optional<Seat> seat = work.names().stream()
                    .map(owners::ofFile)
                    .flatMap(Optional::stream)
                    .findFirst();
            if (seat.isPresent()) {
                works.computeIfAbsent(seat.get(), key -> new ArrayList<>()).add(work);
            } else {
                fault(
                        ExitCode.INPUT,
                        work.label()
                                + ": whose is it? Expected a derivation in a file, or in a folder, whose name begins with "
                                + "the id of a variant or of a student, such as 001.md, or a table of answers in .csv or "
                                + ".tsv");
            }
        }
    }

    private Results grade(IssuedExam sitting, Derivations derivations, Publisher publisher, Publisher.Order order)
            throws Stop, Publisher.Failure {
        var results = new Results(sitting.exam());
        var variants = new Variants(sitting.exam(), rules, sitting.seed());
        Iterator<Drawn> draws = sitting.draws(rules, arguments.bulk().jobs());
        Set<Seat> left = new HashSet<>(answers.keySet());
        left.addAll(works.keySet());
        var progress = columns > 0 && left.size() > 1
                ? Optional.of(new Progress("grade", left.size(), columns, err))
                : Optional.<Progress>empty();
        try {
            for (Iterator<Seat> seats = sitting.seats().iterator(); seats.hasNext() && !left.isEmpty(); ) {
                Seat seat = seats.next();
                Drawn drawn = draws.next();
                if (!left.remove(seat)) {
                    continue;
                }
                Optional<String> difference = sitting.difference(seat, drawn);
                if (difference.isPresent() || !(drawn instanceof Drawn.Taken taken)) {
                    throw solving.stop(
                            ExitCode.INPUT,
                            "the variant " + seat.id() + " in “"
                                    + arguments.operands().get(0) + "” is another one than this program draws: "
                                    + difference.orElse("here is none")
                                    + ". Its manifest has been changed, or another build of the program made it ("
                                    + sitting.terms().get("program") + ", build "
                                    + sitting.terms().get(RunFingerprint.BUILD) + "; this is build " + Build.digest()
                                    + "); grade it with that one");
                }
                Variant variant = variants.of(seat.id(), seat.student(), taken);
                Judgement judgement = graded(seat, variant, derivations, results);
                for (Publisher.Product page :
                        publisher.publishFeedback(variant, judgement.graded(), judgement.open(), order)) {
                    write(page.fileName(), page.content());
                    feedback.add(seat, works.getOrDefault(seat, List.of()), page.fileName(), page.content());
                }
                progress.ifPresent(Progress::step);
            }
        } finally {
            progress.ifPresent(Progress::close);
        }
        return results;
    }

    private static int questions(IssuedExam sitting) {
        return sitting.exam().tasks().stream()
                .mapToInt(task -> task.questions().size())
                .sum();
    }

    /** The questions for which a table with a column for each question has none: that nobody has answered them is not the students' fault. */
    private SortedSet<Integer> missing(IssuedExam sitting) {
        var missing = new TreeSet<Integer>();
        if (places.values().stream().anyMatch(place -> place.where().contains(COLUMN))) {
            for (int question = 1; question <= questions(sitting); question++) {
                missing.add(question);
            }
            places.values().stream()
                    .map(Place::questions)
                    .filter(found -> found.size() == 1)
                    .forEach(missing::removeAll);
        }
        return missing;
    }

    private void sayMissing(SortedSet<Integer> missing) {
        String questions = missing.stream().map(String::valueOf).collect(Collectors.joining(", "));
        err.println("warning: no table has a column for question " + questions
                + "; their points are left open. Expected a column for each question, such as " + missing.first()
                + ", or what only it asks for, dE/dw1");
    }

    /** Says which columns no question belongs to, or more than one. */
    private void unknown(IssuedExam sitting) {
        int questions = questions(sitting);
        places.forEach((name, place) -> {
            if (place.questions().size() == 1) {
                return;
            }
            String what = place.questions().isEmpty()
                    ? "is no question of this exam"
                    : "is asked for by the questions "
                            + place.questions().stream().map(String::valueOf).collect(Collectors.joining(", "));
            err.println(Words.printable("warning: " + place.where() + ": “" + shown(name) + "” " + what
                    + "; passed over. Expected the number of a question, 1 to " + questions
                    + ", of a part of one, 1.2, or what only one asks for, dE/dw1"));
        });
    }

    /** Says who has handed in nothing. */
    private void absent(IssuedExam sitting) {
        List<String> ids = sitting.seats().stream()
                .filter(seat -> sitting.hasVariant(seat) && !answers.containsKey(seat) && !works.containsKey(seat))
                .map(Seat::id)
                .toList();
        if (!ids.isEmpty()) {
            err.println(Words.printable("nothing from " + ids.size() + " of "
                    + sitting.values().size() + ": "
                    + String.join(", ", ids.subList(0, Math.min(NAMED, ids.size())))
                    + (ids.size() > NAMED ? ", …" : "")));
        }
    }

    /** What a student has earned, and how much a person has to look at. */
    private record Judgement(Graded graded, int open) {}

    private Judgement graded(Seat seat, Variant variant, Derivations derivations, Results results)
            throws Stop, Publisher.Failure {
        var marks = new ArrayList<Graded.Mark>();
        var open = new ArrayList<Derivations.Open>();
        Rows row = answers.get(seat);
        if (row != null) {
            var grader = new Grader(variant);
            Judged judged = judged(row, grader);
            for (int i = 0; i < judged.open(); i++) {
                open.add(new Derivations.Open(row.where(), 0, ""));
            }
            marks.addAll(judged.marks());
            row.answers()
                    .keySet()
                    .forEach(name -> places.computeIfPresent(
                            name,
                            (same, place) -> place.questions().size() == 1
                                    ? place
                                    : new Place(place.where(), grader.questions(name))));
        }
        for (Submission work : works.getOrDefault(seat, List.of())) {
            Optional<Derivations.Marked> found = derivation(work, variant, derivations);
            if (found.isPresent()) {
                Graded.better(marks, found.get().graded().marks());
                open.addAll(found.get().open());
            } else {
                open.add(new Derivations.Open(work.label(), 0, ""));
            }
        }
        Graded graded = new Graded(variant.id(), marks);
        results.add(seat, graded, open);
        if (!arguments.quiet()) {
            out.println(Words.printable(
                    seat.id() + ": " + Results.plain(graded.earned()) + " / " + Results.plain(results.possible())));
        }
        return new Judgement(graded, open.size());
    }

    /** What became of a student's answers, and how many of them stay open. */
    private record Judged(List<Graded.Mark> marks, int open) {}

    /** An answer that the program itself cannot cope with stays open; the student's others, and everybody else's, are judged. */
    private Judged judged(Rows row, Grader grader) {
        try {
            return new Judged(grader.grade(row.answers()).marks(), 0);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            var good = new LinkedHashMap<String, String>();
            row.answers().forEach((name, answer) -> {
                try {
                    grader.grade(Map.of(name, answer));
                    good.put(name, answer);
                } catch (RuntimeException | StackOverflowError | OutOfMemoryError fault) {
                    open(row.where() + ": “" + shown(answer) + "” for “" + shown(name) + "”", fault);
                }
            });
            int left = row.answers().size() - good.size();
            if (left == 0) {
                open(row.where(), e); // it is the answers together
                return new Judged(List.of(), row.answers().size());
            }
            return new Judged(grader.grade(good).marks(), left);
        }
    }

    private void open(String what, Throwable fault) {
        fault(
                ExitCode.OUTPUT,
                what + ": could not be judged, by " + Faults.ofProgram(fault)
                        + "; it is left open, please report this line with the exam");
    }

    private Optional<Derivations.Marked> derivation(Submission work, Variant variant, Derivations derivations)
            throws Stop, Publisher.Failure {
        Derivations.Result result;
        try {
            result = derivations.mark(work, variant);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            open(work.label(), e);
            return Optional.empty();
        }
        if (result instanceof Derivations.Refused refused) {
            fault(ExitCode.INPUT, work.label() + ": " + refused.message());
            return Optional.empty();
        }
        var marked = (Derivations.Marked) result;
        for (Publisher.Product product : marked.pages()) {
            write(product.fileName(), product.content());
        }
        return Optional.of(marked);
    }

    private void write(String name, byte[] content) throws Stop {
        try {
            out.println(Outputs.write(arguments.out(), name, content));
        } catch (IOException e) {
            throw solving.stop(ExitCode.OUTPUT, Outputs.fault(arguments.out(), e));
        }
    }
}
