package chalkgrad.report;

import chalkgrad.algebra.Expr;
import chalkgrad.check.Marking;
import chalkgrad.check.Remark;
import chalkgrad.check.Verdict;
import chalkgrad.derive.Cell;
import chalkgrad.derive.Course;
import chalkgrad.derive.SchemeDerivation;
import chalkgrad.derive.Step;
import chalkgrad.evaluate.Solution;
import chalkgrad.model.Quantity;
import chalkgrad.source.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A marked copy of a derivation: the writer's lines, each with its mark and what is to be said about it.
 *
 * <p>{@code MarkedReport.of(marking, solution, "en").solution()} begins with what came of it all.
 */
public final class MarkedReport {
    /** After so many lines the copy ends; its reader has seen enough, and the results as data have every line. */
    private static final int MOST_LINES = 1000;

    private final Marking marking;
    private final Course course;
    private final WrittenLines written;
    private final Map<Integer, List<Marking.Line>> judged = new HashMap<>();
    private final List<Block> blocks = new ArrayList<>();

    private MarkedReport(Marking marking, Solution solution) {
        this.marking = marking;
        this.course = new Course(solution.derivation());
        this.written = new WrittenLines(marking.work());
        marking.lines()
                .forEach(line -> judged.computeIfAbsent(line.line(), number -> new ArrayList<>())
                        .add(line));
    }

    /** The copy; the solution is that of a problem with numbers. */
    public static Report of(Marking marking, Solution solution, String language) {
        if (solution.derivation() instanceof SchemeDerivation) {
            throw new IllegalArgumentException("nothing can be compared with a problem without numbers");
        }
        var report = new MarkedReport(marking, solution);
        report.result(Titles.of(solution, language));
        report.conventions();
        report.lines();
        marking.points().ifPresent(report::points);
        Message title =
                Message.of("check.copy.title", new Message.Words(marking.work().name()));
        return new Report(title, List.of(), report.blocks);
    }

    private void result(Message problem) {
        blocks.add(new Block.Paragraph(Message.of("check.copy.problem", new Message.Nested(problem))));
        var items = new ArrayList<Message>();
        items.add(MarkSummary.counts(marking));
        Optional<Marking.Line> first = MarkSummary.firstMistake(marking);
        items.add(first.map(this::mistake).orElseGet(() -> Message.of("check.copy.nomistake")));
        marking.points()
                .ifPresent(points -> items.add(Message.of(
                        "check.copy.points",
                        MarkSummary.number(points.earned()),
                        MarkSummary.number(points.possible()))));
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

    private static List<Message> about(Cell quantity, List<Message> said) {
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

    private Optional<Message> step(Cell cell) {
        Optional<Step> step = course.step(cell);
        // What a parameter is after an update is what the update gave.
        if (step.isPresent() && step.get().expression() instanceof Expr.Sym s && s.symbol() instanceof Cell before) {
            return step(before);
        }
        return step.flatMap(found -> Handwriting.of(Expr.equal(cell.expr(), taken(found.expression()))))
                .map(line -> Message.of("check.copy.step", Message.nested(section(cell)), Message.math(line)));
    }

    /** An expression with local derivatives worked out: w5 for the net input's derivative by h1. */
    private Expr taken(Expr e) {
        return e.substitute(symbol -> symbol instanceof Cell cell && isLocal(cell.quantity())
                ? course.step(cell).map(step -> taken(step.expression())).orElse(null)
                : null);
    }

    private static boolean isLocal(Quantity quantity) {
        return quantity instanceof Quantity.Path
                || (quantity instanceof Quantity.Partial partial
                        && !partial.of().equals(Quantity.LOSS));
    }

    /** The heading under which the worked solution has a quantity. */
    private static String section(Cell cell) {
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
