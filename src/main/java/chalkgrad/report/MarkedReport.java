package chalkgrad.report;

import chalkgrad.algebra.Expr;
import chalkgrad.check.Marking;
import chalkgrad.check.Remark;
import chalkgrad.check.Verdict;
import chalkgrad.derive.Occurrence;
import chalkgrad.derive.SchemeDerivation;
import chalkgrad.derive.Step;
import chalkgrad.derive.UnrolledComputation;
import chalkgrad.evaluate.Solution;
import chalkgrad.model.Quantity;
import chalkgrad.source.Place;
import chalkgrad.variant.Graded;
import chalkgrad.variant.Item;
import chalkgrad.variant.Variant;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A marked copy of a derivation: the writer's lines, each with its mark and what is to be said about it.
 *
 * <p>{@code MarkedReport.of(marking, solution, "en").solution()} begins with what came of it all.
 */
public final class MarkedReport {
    /** After so many lines the copy ends; its reader has seen enough, and the results as data have every line. */
    private static final int MOST_LINES = 1000;

    private final Marking marking;
    private final UnrolledComputation unrolled;
    private final WrittenLines written;
    private final Map<Integer, List<Marking.Line>> judged = new HashMap<>();
    private final List<Block> blocks = new ArrayList<>();

    private MarkedReport(Marking marking, Solution solution) {
        this.marking = marking;
        this.unrolled = new UnrolledComputation(solution.derivation());
        this.written = new WrittenLines(marking.work());
        marking.lines()
                .forEach(line -> judged.computeIfAbsent(line.line(), number -> new ArrayList<>())
                        .add(line));
    }

    /**
     * The exam that a work belongs to.
     *
     * @param part the task that it is marked against
     * @param graded all that the student has earned in the work
     */
    public record Returned(Variant variant, Variant.Part part, Graded graded) {}

    /** The copy; the solution is that of a problem with numbers. */
    public static Report of(Marking marking, Solution solution, String language) {
        return of(marking, solution, language, Optional.empty());
    }

    /** The copy to hand back: of an exam it has the exam's title, the student's name, and the points of each question. */
    public static Report of(Marking marking, Solution solution, String language, Optional<Returned> returned) {
        if (solution.derivation() instanceof SchemeDerivation) {
            throw new IllegalArgumentException("nothing can be compared with a problem without numbers");
        }
        var report = new MarkedReport(marking, solution);
        if (returned.isPresent()) {
            report.handBack(returned.get(), language);
        } else {
            report.result(
                    Message.of("check.copy.problem", new Message.Nested(Titles.of(solution, language))),
                    marking.points().map(points -> earned(points.earned(), points.possible())));
        }
        report.conventions();
        report.lines();
        Message.Arg about = new Message.Words(marking.work().name());
        if (returned.isPresent()) {
            report.questions(returned.get());
            about = new Message.Nested(
                    ExamSheets.named("exam.title", returned.get().variant(), language));
        } else {
            marking.points().ifPresent(report::points);
        }
        return new Report(Message.of("check.copy.title", about), List.of(), report.blocks);
    }

    private static Message earned(BigDecimal earned, BigDecimal possible) {
        return Message.of("check.copy.points", MarkSummary.number(earned), MarkSummary.number(possible));
    }

    /** Whose it is, and which file it was. */
    private void handBack(Returned returned, String language) {
        returned.variant().student().ifPresent(student -> blocks.add(ExamSheets.who(student)));
        Message.Arg file = new Message.Words(marking.work().name());
        int task = returned.variant().parts().indexOf(returned.part());
        result(
                returned.variant().parts().size() == 1
                        ? Message.of("check.copy.file", file)
                        : Message.of(
                                "check.copy.file.task",
                                file,
                                Message.count(task + 1L),
                                new Message.Nested(
                                        ExamSheets.title(returned.part().solution(), language))),
                Optional.of(earned(
                        returned.part().items().stream()
                                .map(item -> returned.graded().earned(item.number()))
                                .reduce(BigDecimal.ZERO, BigDecimal::add),
                        returned.part().items().stream()
                                .map(item -> item.question().points())
                                .reduce(BigDecimal.ZERO, BigDecimal::add))));
    }

    /** What each question of the task has earned. */
    private void questions(Returned returned) {
        blocks.add(new Block.Heading(2, Message.of("check.copy.heading.points")));
        var rows = new ArrayList<List<Message>>();
        BigDecimal earned = BigDecimal.ZERO;
        BigDecimal possible = BigDecimal.ZERO;
        for (Item item : returned.part().items()) {
            BigDecimal own = returned.graded().earned(item.number());
            earned = earned.add(own);
            possible = possible.add(item.question().points());
            String answer = returned.graded().marks().stream()
                    .filter(mark ->
                            mark.question() == item.number() && !mark.answer().isEmpty())
                    .map(Graded.Mark::answer)
                    .collect(Collectors.joining("; "));
            rows.add(List.of(
                    Message.of("", Message.count(item.number())),
                    Message.of(
                            "check.copy.question",
                            new Message.Nested(ExamReport.kind(item.question())),
                            Message.all(ExamReport.about(item.answer()))),
                    answer.isEmpty() ? Message.of("check.copy.missing") : Message.of("", new Message.Source(answer)),
                    ExamSheets.number(own),
                    ExamSheets.number(item.question().points())));
        }
        rows.add(List.of(
                Message.of("check.copy.total"),
                Message.words(""),
                Message.words(""),
                ExamSheets.number(earned),
                ExamSheets.number(possible)));
        blocks.add(new Block.Table(
                List.of(
                        Message.of("exam.table.question"),
                        Message.of("check.copy.quantity"),
                        Message.of("check.copy.answer"),
                        Message.of("check.copy.earned"),
                        Message.of("check.copy.possible")),
                rows));
    }

    private void result(Message about, Optional<Message> points) {
        blocks.add(new Block.Paragraph(about));
        var items = new ArrayList<Message>();
        items.add(MarkSummary.counts(marking));
        Optional<Marking.Line> first = MarkSummary.firstMistake(marking);
        items.add(first.map(this::mistake).orElseGet(() -> Message.of("check.copy.nomistake")));
        points.ifPresent(items::add);
        blocks.add(new Block.Items(items));
    }

    /** How the letters were read, where one might have read them otherwise. */
    private void conventions() {
        List<Message> notes = ConventionNotes.of(marking);
        if (!notes.isEmpty()) {
            blocks.add(new Block.Paragraph(Message.of("check.copy.conventions")));
            blocks.add(new Block.Items(notes));
        }
    }

    private Message mistake(Marking.Line line) {
        Message.Arg number = MarkSummary.where(marking, line.line());
        return line.quantity().flatMap(cell -> Handwriting.of(cell.expr())).isPresent()
                ? Message.of(
                        "check.copy.mistake.quantity",
                        number,
                        Message.math(
                                Handwriting.of(line.quantity().get().expr()).get()))
                : Message.of("check.copy.mistake", number);
    }

    private void lines() {
        blocks.add(new Block.Heading(2, Message.of("check.copy.heading.lines")));
        int shown = 0;
        Optional<Place> before = Optional.empty();
        int count = Math.max(
                marking.work().text().size(),
                marking.lines().stream().mapToInt(Marking.Line::line).max().orElse(0));
        for (int number = 1; number <= count; number++) {
            Optional<Block.Jotting> jotting = jotting(number);
            if (jotting.isPresent()) {
                if (shown == MOST_LINES) {
                    blocks.add(new Block.Note(Block.Tone.REMARK, Message.of("check.copy.cut", Message.count(number))));
                    return;
                }
                shown++;
                Optional<Place> place = marking.work().place(number);
                part(before, place).ifPresent(title -> blocks.add(new Block.Heading(3, title)));
                before = place;
                blocks.add(jotting.get());
            }
        }
    }

    /** The title of a part of a file, such as a cell or a page, where one begins. */
    private static Optional<Message> part(Optional<Place> before, Optional<Place> place) {
        boolean begins = place.isPresent()
                && place.get().unit() != Place.Unit.LINE
                && before.filter(place.get()::isBeside).isEmpty();
        boolean text = place.map(Place::unit).equals(Optional.of(Place.Unit.PARAGRAPH));
        boolean goesOn = text && before.map(Place::unit).orElse(Place.Unit.PARAGRAPH) == Place.Unit.PARAGRAPH;
        return begins && !goesOn
                ? Optional.of(Message.of(
                        "check.part." + place.get().unit().name().toLowerCase(Locale.ROOT),
                        Message.count(place.get().number())))
                : Optional.empty();
    }

    private Optional<Block.Jotting> jotting(int number) {
        List<Marking.Line> here = judged.getOrDefault(number, List.of());
        boolean inText = number <= marking.work().text().size();
        Optional<Message> text = inText ? written.line(number) : Optional.empty();
        if (here.isEmpty()) {
            return text.map(words -> new Block.Jotting(number, words, Block.Stamp.NONE, List.of()));
        }
        Verdict worst = here.stream().map(Marking.Line::verdict).reduce(Verdict.RIGHT, Verdict::and);
        var remarks = new ArrayList<Message>();
        for (Marking.Line line : here) {
            List<Message> said = remarks(line);
            // Of several formulas on a line it is said which one is meant.
            boolean which =
                    here.size() > 1 && !said.isEmpty() && line.quantity().isPresent();
            remarks.addAll(which ? about(line.quantity().get(), said) : said);
        }
        return Optional.of(new Block.Jotting(
                number,
                text.orElseGet(() -> WrittenLines.source(here.get(0).text())),
                Block.Stamp.valueOf(worst.name()),
                remarks.stream().distinct().toList()));
    }

    private static List<Message> about(Occurrence quantity, List<Message> said) {
        var all = new ArrayList<>(said);
        Message.Arg name = Handwriting.of(quantity.expr())
                .<Message.Arg>map(Message::math)
                .orElseGet(() -> new Message.Words(quantity.id()));
        all.set(0, Message.of("check.copy.about", name, new Message.Nested(said.get(0))));
        return all;
    }

    /** What is said about a line, and of a wrong one what the worked solution has there. */
    private List<Message> remarks(Marking.Line line) {
        var remarks = new ArrayList<>(Remarks.of(marking, line));
        if (line.verdict() == Verdict.WRONG) {
            line.quantity().flatMap(this::step).ifPresent(remarks::add);
        }
        return remarks;
    }

    private Optional<Message> step(Occurrence cell) {
        Optional<Step> step = unrolled.step(cell);
        // What a parameter is after an update is what the update gave.
        if (step.isPresent()
                && step.get().expression() instanceof Expr.Sym s
                && s.symbol() instanceof Occurrence before) {
            return step(before);
        }
        return step.flatMap(found -> Handwriting.of(Expr.equal(cell.expr(), taken(found.expression()))))
                .map(line -> Message.of("check.copy.step", Message.nested(section(cell)), Message.math(line)));
    }

    /** An expression with local derivatives worked out: w5 for the net input's derivative by h1. */
    private Expr taken(Expr e) {
        return e.substitute(symbol -> symbol instanceof Occurrence cell && isLocal(cell.quantity())
                ? unrolled.step(cell).map(step -> taken(step.expression())).orElse(null)
                : null);
    }

    private static boolean isLocal(Quantity quantity) {
        return quantity instanceof Quantity.Path
                || (quantity instanceof Quantity.Partial partial
                        && !partial.of().equals(Quantity.LOSS));
    }

    /** The heading under which the worked solution has a quantity. */
    private static String section(Occurrence cell) {
        Quantity what = cell.quantity();
        if (cell.pass() > 0) {
            return "after.heading";
        } else if (what instanceof Quantity.Updated) {
            return "update.heading";
        }
        boolean back =
                what instanceof Quantity.Partial || what instanceof Quantity.Delta || what instanceof Quantity.Path;
        return back ? "backward.heading" : "forward.heading";
    }

    private void points(Marking.Points points) {
        blocks.add(new Block.Heading(2, Message.of("check.copy.heading.points")));
        var rows = new ArrayList<List<Message>>();
        for (Marking.Mark mark : points.marks()) {
            rows.add(List.of(
                    Remarks.of(
                            new Remark("", List.of(Remark.maths(mark.quantity().expr())))),
                    mark.line().isPresent()
                            ? Message.of(
                                    "check.copy.line",
                                    MarkSummary.where(marking, mark.line().getAsInt()))
                            : Message.of("check.copy.missing"),
                    Message.of(Expr.num(mark.earned())),
                    Message.of(Expr.num(mark.possible()))));
        }
        rows.add(List.of(
                Message.of("check.copy.total"),
                Message.words(""),
                Message.of(Expr.num(points.earned())),
                Message.of(Expr.num(points.possible()))));
        blocks.add(new Block.Table(
                List.of(
                        Message.of("check.copy.quantity"),
                        Message.of("check.copy.where"),
                        Message.of("check.copy.earned"),
                        Message.of("check.copy.possible")),
                rows));
    }
}
