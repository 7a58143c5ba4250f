package chalkgrad.check;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.PlainText;
import chalkgrad.check.Marking.Diagnosis;
import chalkgrad.derive.Cell;
import chalkgrad.model.Quantity;
import chalkgrad.work.Scribble;
import chalkgrad.work.Work.Chain;
import chalkgrad.work.Work.Side;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Judges one chain after the other, with what the writer has on paper from the chains before.
 *
 * <p>{@code dE/dw5 = 0.2094 * 0.238 * 0.52 = 0.0259} is judged side by side against the derivative by w5.
 */
final class Judge {
    private static final int LONGEST = 120;

    private final Ground ground;
    private final Paper paper;
    private final Resolver resolver;
    private final Worlds worlds;
    private final Equality equality;
    private final Numeric numeric;
    private final Diagnoser diagnoser;

    /** The pass that the writer is in. */
    private int pass;

    /** How many updates the problem asks for. */
    private final int steps;

    /** The sample that the writer is at. */
    private int sample;

    Judge(Ground ground, Resolver resolver, Worlds worlds, Equality equality, Slips slips) {
        this.ground = ground;
        this.resolver = resolver;
        this.worlds = worlds;
        this.equality = equality;
        this.paper = new Paper(ground);
        this.numeric = new Numeric(ground, paper);
        this.diagnoser = new Diagnoser(ground, paper, worlds, slips);
        this.steps = ground.course().steps();
        this.sample = ground.course().samples() > 1 ? 1 : 0;
    }

    /** What is said of one side. */
    private record Judged(
            Side side,
            Optional<Expr> reading,
            Verdict verdict,
            Optional<String> expected,
            Optional<String> written,
            List<Diagnosis> mistakes,
            List<Remark> remarks,
            List<Remark> reasons) {

        Judged because(List<Diagnosis> others) {
            return new Judged(side, reading, verdict, expected, written, others, List.of(), reasons);
        }

        boolean isNumber() {
            return Resolver.number(side.expr()).isPresent();
        }
    }

    /** A chain read in one way. */
    private record Attempt(
            Resolver.Place place,
            Optional<Cell> cell,
            List<Judged> sides,
            List<Runnable> effects,
            List<String> unknown) {
        Verdict verdict() {
            return sides.stream().map(Judged::verdict).reduce(Verdict.RIGHT, Verdict::and);
        }
    }

    /** Where the writer is. */
    Resolver.Place place() {
        return new Resolver.Place(pass, sample);
    }

    /** Judges a chain: a line for each line of the text that it stands on. */
    List<Marking.Line> chain(Chain chain) {
        Attempt best = best(chain);
        best.effects().forEach(Runnable::run);
        best.cell().ifPresent(cell -> moveTo(cell, best.place()));
        return lines(chain, best);
    }

    private void moveTo(Cell cell, Resolver.Place place) {
        if (cell.quantity() instanceof Quantity.Own) {
            return;
        }
        boolean loss = cell.quantity().equals(Quantity.LOSS);
        if (!loss) {
            pass = place.pass();
        }
        if (cell.sample() > 0) {
            sample = cell.sample();
        }
    }

    private Attempt best(Chain chain) {
        var attempts = new ArrayList<Attempt>();
        for (Resolver.Place place : places(chain)) {
            for (Attempt attempt : attempts(chain, place)) {
                if (attempt.cell().filter(cell -> !isThere(cell, place)).isPresent() && !attempts.isEmpty()) {
                    continue;
                }
                if (attempt.verdict().compareTo(Verdict.FOLLOWS) <= 0) {
                    return attempt;
                }
                attempts.add(attempt);
            }
        }
        Attempt first = attempts.get(0);
        var meanings = new LinkedHashSet<Cell>();
        attempts.stream()
                .filter(attempt -> attempt.place().pass() == first.place().pass())
                .forEach(attempt -> attempt.cell().ifPresent(meanings::add));
        return first.verdict() == Verdict.WRONG && meanings.size() > 1 ? ambiguous(first, meanings) : first;
    }

    /** Whether a person may be working out a quantity in a pass: after the last update nothing goes back any more. */
    private boolean isThere(Cell cell, Resolver.Place place) {
        boolean forward = cell.quantity() instanceof Quantity.Net
                || cell.quantity() instanceof Quantity.Out
                || cell.quantity() instanceof Quantity.UnitLoss
                || cell.quantity() instanceof Quantity.Loss
                || cell.quantity() instanceof Quantity.Exponential
                || cell.quantity() instanceof Quantity.Normalizer
                || cell.quantity() instanceof Quantity.Node;
        return place.pass() <= pass || forward || place.pass() < steps;
    }

    /** Nothing is held against a writer whose name has several meanings. */
    private static Attempt ambiguous(Attempt attempt, Set<Cell> meanings) {
        List<Expr> all = meanings.stream().map(Cell::expr).toList();
        Remark remark = Remark.of(
                "check.quantity.ambiguous",
                Remark.words(attempt.sides().get(0).side().text()),
                Remark.maths(new Expr.Matrix(List.of(all))));
        var sides = new ArrayList<Judged>();
        for (Judged side : attempt.sides()) {
            boolean wrong = side.verdict() == Verdict.WRONG;
            sides.add(
                    wrong
                            ? new Judged(
                                    side.side(),
                                    side.reading(),
                                    Verdict.UNDECIDED,
                                    Optional.empty(),
                                    side.written(),
                                    List.of(),
                                    List.of(remark),
                                    side.reasons())
                            : side);
        }
        return new Attempt(attempt.place(), Optional.empty(), sides, List.of(), attempt.unknown());
    }

    /** Where a line may stand, the likeliest place first. */
    private List<Resolver.Place> places(Chain chain) {
        boolean updated = paper.entries().keySet().stream()
                .anyMatch(cell -> cell.quantity() instanceof Quantity.Updated && cell.pass() == pass);
        var passes = new ArrayList<>(List.of(pass));
        if (updated) {
            boolean again = chain.sides().get(0).expr() instanceof Expr.Sym sym
                    && sym.symbol() instanceof Scribble
                    && resolver.cells(sym.symbol(), new Resolver.Place(pass, sample)).stream()
                            .allMatch(cell -> paper.entry(cell).isPresent());
            passes.add(again ? 0 : 1, pass + 1);
        }
        if (pass > 0) {
            passes.add(pass - 1);
        }
        var places = new ArrayList<Resolver.Place>();
        int samples = ground.course().samples();
        for (int p : passes) {
            places.add(new Resolver.Place(p, sample));
            for (int s = 1; samples > 1 && s <= samples; s++) {
                if (s != sample) {
                    places.add(new Resolver.Place(p, s));
                }
            }
        }
        return places;
    }

    /** The chain read at one place, once for each cell that it may be about. */
    private List<Attempt> attempts(Chain chain, Resolver.Place place) {
        List<Resolver.Read> reads = chain.sides().stream()
                .map(side -> resolver.read(side.expr(), place))
                .toList();
        int about = -1;
        for (int i = 0; i < reads.size(); i++) {
            boolean symbolic = !reads.get(i).exprs().isEmpty()
                    && !Resolver.isNumeric(chain.sides().get(i).expr());
            boolean single = symbolic && reads.get(i).exprs().get(0) instanceof Expr.Sym;
            if (symbolic && (about < 0 || single && !(reads.get(about).exprs().get(0) instanceof Expr.Sym))) {
                about = i;
            }
        }
        if (about < 0) {
            return List.of(withoutNames(chain, place, reads));
        }
        var attempts = new ArrayList<Attempt>();
        for (Expr reading : reads.get(about).exprs()) {
            attempts.add(about(chain, place, reads, about, reading));
        }
        return attempts;
    }

    private Attempt about(Chain chain, Resolver.Place place, List<Resolver.Read> reads, int about, Expr reading) {
        if (reading instanceof Expr.Neg negative
                && negative.arg() instanceof Expr.Sym sym
                && sym.symbol() instanceof Cell) {
            // Who writes what -X is says what X is; a mistake in it is one at the step of X.
            Chain other = new Chain(chain.sides().stream()
                    .map(side -> new Side(side.line(), side.text(), side.sign(), negated(side.expr())))
                    .toList());
            List<Resolver.Read> others = reads.stream()
                    .map(read -> new Resolver.Read(
                            read.exprs().stream().map(Judge::negated).toList(), read.unknown()))
                    .toList();
            return negated(about(other, place, others, about, negative.arg()));
        }
        var effects = new ArrayList<Runnable>();
        Cell cell = cell(reading, place);
        Expr first = chain.sides().get(0).expr();
        if (about > 0
                && reads.get(0).exprs().isEmpty()
                && first instanceof Expr.Sym sym
                && sym.symbol() instanceof Scribble name) {
            effects.add(() -> resolver.define(name, cell));
        }
        var judged = new ArrayList<Judged>();
        Optional<Expr> before = Optional.empty();
        for (int i = 0; i < chain.sides().size(); i++) {
            Side side = chain.sides().get(i);
            Resolver.Read read = reads.get(i);
            if (i == about) {
                before = Optional.of(reading);
                continue;
            }
            boolean defining = i == 0 && !effects.isEmpty();
            if (!defining) {
                Optional<Judged> previous =
                        judged.isEmpty() ? Optional.empty() : Optional.of(judged.get(judged.size() - 1));
                judged.add(side(side, read, cell, before, previous, effects));
            }
            before = read.exprs().stream().findFirst();
        }
        return new Attempt(
                place,
                Optional.of(cell),
                shownOperands(judged, cell),
                effects,
                reads.stream().flatMap(read -> read.unknown().stream()).toList());
    }

    private static Expr negated(Expr expr) {
        return expr instanceof Expr.Neg negative
                ? negative.arg()
                : expr instanceof Expr.Num num ? Expr.num(num.value().negate()) : Expr.neg(expr);
    }

    /** What is said of the negated sides, said of the sides as they were written. */
    private static Attempt negated(Attempt attempt) {
        List<Judged> sides = attempt.sides().stream()
                .map(j -> new Judged(
                        j.side(),
                        j.reading(),
                        j.verdict(),
                        j.expected().map(Judge::negated),
                        j.written().map(Judge::negated),
                        j.mistakes(),
                        j.remarks(),
                        j.reasons()))
                .toList();
        return new Attempt(attempt.place(), attempt.cell(), sides, attempt.effects(), attempt.unknown());
    }

    private static String negated(String text) {
        boolean number = text.matches("-?[0-9.]+");
        return text.startsWith("-") ? text.substring(1) : number ? "-" + text : "-(" + text + ")";
    }

    /** What stands wrongly before a right result was only written wrongly. */
    private static List<Judged> shownOperands(List<Judged> sides, Cell cell) {
        var all = new ArrayList<>(sides);
        for (int i = 0; i + 1 < all.size(); i++) {
            Judged side = all.get(i);
            Judged next = all.get(i + 1);
            boolean shown = side.verdict() == Verdict.WRONG
                    && next.isNumber()
                    && next.verdict().compareTo(Verdict.ROUNDING) <= 0
                    && (side.mistakes().isEmpty()
                            || side.reading().filter(Resolver::isNumeric).isPresent());
            if (shown) {
                Remark done = Remark.of(
                        "mistake.shown-operand.done",
                        Remark.maths(side.reading().orElse(cell.expr())),
                        Remark.maths(cell.expr()),
                        Remark.maths(cell.expr()));
                all.set(i, side.because(List.of(new Diagnosis(List.of("shown-operand"), cell, done))));
            }
        }
        return all;
    }

    /** The cell that a reading is about: itself, one that is the same in every network, or a new one. */
    private Cell cell(Expr reading, Resolver.Place place) {
        if (reading instanceof Expr.Sym sym && sym.symbol() instanceof Cell cell) {
            // What comes back along one edge has a step of its own, whatever derivative it was written as.
            return cell.quantity() instanceof Quantity.Partial
                    ? ground.rule(cell)
                            .map(Ground.Rule::expr)
                            .filter(expr -> expr instanceof Expr.Sym other
                                    && other.symbol() instanceof Cell to
                                    && (to.quantity() instanceof Quantity.Path
                                            || to.quantity() instanceof Quantity.Flow))
                            .map(expr -> (Cell) ((Expr.Sym) expr).symbol())
                            .orElse(cell)
                    : cell;
        }
        return worlds.identify(reading, place).orElseGet(() -> {
            var own = new Cell(ground.newName(), place.pass(), place.sample());
            ground.define(own, reading);
            return own;
        });
    }

    private Judged side(
            Side side,
            Resolver.Read read,
            Cell cell,
            Optional<Expr> before,
            Optional<Judged> previous,
            List<Runnable> effects) {
        Optional<BigDecimal> number = Resolver.number(side.expr());
        if (number.isPresent()) {
            return number(side, new Printed(number.get()), cell, before, previous, effects);
        } else if (read.exprs().isEmpty()) {
            List<Remark> remarks = read.unknown().stream()
                    .map(name -> Remark.of("check.quantity.unknown", Remark.words(name)))
                    .toList();
            return new Judged(
                    side,
                    Optional.empty(),
                    Verdict.UNDECIDED,
                    Optional.empty(),
                    Optional.of(side.text()),
                    List.of(),
                    remarks,
                    List.of());
        }
        Optional<Judged> worst = Optional.empty();
        for (Expr reading : read.exprs()) {
            Judged judged = expression(side, reading, cell, before);
            if (judged.verdict().compareTo(Verdict.FOLLOWS) <= 0) {
                return judged;
            }
            worst = worst.isPresent() ? worst : Optional.of(judged);
        }
        return worst.orElseThrow();
    }

    /** Whether a number is what a wrong side before it gives. */
    private boolean follows(Judged previous, Printed printed) {
        return previous.verdict() == Verdict.WRONG
                && previous.reading().isPresent()
                && printed.isRoundingOf(numeric.calculated(previous.reading().get()));
    }

    private Judged number(
            Side side,
            Printed printed,
            Cell cell,
            Optional<Expr> before,
            Optional<Judged> previous,
            List<Runnable> effects) {
        Numeric.Finding finding = numeric.judge(cell, printed);
        var remarks = new ArrayList<Remark>();
        finding.remark().ifPresent(remarks::add);
        var reasons = new ArrayList<Remark>();
        ground.exact(cell)
                .ifPresent(exact -> reasons.add(Remark.of(
                        "reason.exact",
                        Remark.maths(cell.expr()),
                        Remark.words(exact.round(new java.math.MathContext(20)).toPlainString()))));
        Band band = paper.worked(cell, false);
        reasons.add(Remark.of(
                "reason.interval", Remark.words(Double.toString(band.lo())), Remark.words(Double.toString(band.hi()))));
        Verdict verdict = finding.verdict();
        List<Diagnosis> mistakes = List.of();
        boolean unexcused = verdict == Verdict.WRONG && finding.remark().isEmpty();
        boolean copied = unexcused && previous.isPresent() && follows(previous.get(), printed);
        Verdict onPaper = verdict;
        Optional<Double> meant = Optional.empty();
        if (copied) {
            verdict = Verdict.FOLLOWS;
        } else if (finding.edge()) {
            Diagnoser.Result result = diagnoser.number(cell, printed, before);
            if (result.isExact() && printed.significant() >= Numeric.ENOUGH) {
                reasons.addAll(result.reasons());
                verdict = Verdict.UNDECIDED;
                onPaper = verdict;
            }
        } else if (unexcused) {
            Diagnoser.Result result = diagnoser.number(cell, printed, before);
            reasons.addAll(result.reasons());
            mistakes = result.diagnoses();
            meant = result.value();
            effects.add(() -> diagnoser.learn(result));
            if (!result.isExact() && diagnoser.mayBeRounded(cell, printed)) {
                mistakes = List.of();
                verdict = Verdict.UNDECIDED;
                onPaper = verdict;
            }
        }
        if (verdict == Verdict.WRONG && mistakes.isEmpty() && finding.remark().isEmpty()) {
            remarks.add(Remark.of("check.unexplained"));
        }
        Verdict written = onPaper;
        Optional<Double> value = meant;
        effects.add(() -> paper.write(cell, side.line(), printed, written, value));
        return new Judged(
                side,
                Optional.of(side.expr()),
                verdict,
                ground.exact(cell).map(exact -> Numeric.rounded(exact, printed)),
                Optional.of(printed.number().toPlainString()),
                mistakes,
                remarks,
                reasons);
    }

    private Judged expression(Side side, Expr expr, Cell cell, Optional<Expr> before) {
        boolean numbers = Resolver.isNumeric(expr);
        var reasons = new ArrayList<Remark>();
        if (!numbers) {
            Equality.Result result = equality.of(expr, cell.expr());
            reasons.addAll(result.reasons());
            if (result.isEqual()) {
                return said(side, expr, Verdict.RIGHT, reasons);
            }
            boolean follows = before.isPresent()
                    && !before.get().equals(cell.expr())
                    && !Resolver.isNumeric(before.get())
                    && equality.of(expr, before.get()).isEqual();
            if (follows) {
                return said(side, expr, Verdict.FOLLOWS, reasons);
            }
            // A function in pieces is written for its piece: its side is known from the values.
            if (equality.hasPieces(cell) && isSameHere(expr, cell)) {
                return said(side, expr, Verdict.RIGHT, reasons);
            }
            if (result.isUndecided() || !hasNumbers(expr)) {
                return result.isUndecided()
                        ? said(side, expr, Verdict.UNDECIDED, reasons)
                        : symbolic(side, expr, cell, reasons);
            }
        }
        return calculation(side, expr, cell, reasons);
    }

    private boolean isSameHere(Expr expr, Cell cell) {
        Compiled written = Compiled.of(expr);
        double here = written.value(symbol -> symbol instanceof Cell c ? ground.value(c) : Double.NaN);
        double right = ground.value(cell);
        if (Worlds.isNear(here, right) || here == right) {
            return true;
        }
        double onPaper = written.value(
                symbol -> symbol instanceof Cell c ? paper.follow(c).point() : Double.NaN);
        return Worlds.isNear(onPaper, paper.worked(cell, true).point());
    }

    private static Judged said(Side side, Expr expr, Verdict verdict, List<Remark> reasons) {
        return new Judged(
                side,
                Optional.of(expr),
                verdict,
                Optional.empty(),
                Optional.of(text(expr)),
                List.of(),
                List.of(),
                reasons);
    }

    /** A wrong expression. */
    private Judged symbolic(Side side, Expr expr, Cell cell, List<Remark> reasons) {
        Diagnoser.Result result = diagnoser.expression(cell, expr);
        reasons.addAll(result.reasons());
        List<Remark> remarks =
                result.diagnoses().isEmpty() ? List.of(Remark.of("check.unexplained")) : List.<Remark>of();
        return new Judged(
                side,
                Optional.of(expr),
                Verdict.WRONG,
                expected(cell),
                Optional.of(text(expr)),
                result.diagnoses(),
                remarks,
                reasons);
    }

    private Optional<String> expected(Cell cell) {
        return ground.rule(cell).map(rule -> text(rule.expr()));
    }

    /** Numbers in the place of names. */
    private Judged calculation(Side side, Expr expr, Cell cell, List<Remark> reasons) {
        Band band = numeric.calculated(expr);
        Band honest = paper.worked(cell, false);
        Optional<Band> copied = paper.entry(cell).map(Paper.Entry::follow);
        Verdict verdict;
        if (!band.isNumber() || !honest.isNumber()) {
            verdict = Verdict.UNDECIDED;
        } else if (band.meets(honest)) {
            verdict = Verdict.RIGHT;
        } else if (band.meets(paper.worked(cell, true)) || copied.isPresent() && band.meets(copied.get())) {
            verdict = Verdict.FOLLOWS;
        } else {
            verdict = Verdict.WRONG;
        }
        reasons.add(Remark.of(
                "reason.interval", Remark.words(Double.toString(band.lo())), Remark.words(Double.toString(band.hi()))));
        List<Diagnosis> mistakes = List.of();
        if (verdict == Verdict.WRONG) {
            Diagnoser.Result result = diagnoser.calculation(cell, expr, band);
            mistakes = result.diagnoses();
            reasons.addAll(result.reasons());
        }
        List<Remark> remarks = verdict == Verdict.WRONG && mistakes.isEmpty()
                ? List.of(
                        Remark.of("check.link", Remark.maths(cell.expr()), Remark.words(Double.toString(band.point()))))
                : List.<Remark>of();
        return new Judged(
                side, Optional.of(expr), verdict, expected(cell), Optional.of(text(expr)), mistakes, remarks, reasons);
    }

    private static boolean hasNumbers(Expr expr) {
        return expr instanceof Expr.Num num
                ? num.value().stripTrailingZeros().scale() > 0
                : expr.parts().stream().anyMatch(Judge::hasNumbers);
    }

    /** A chain in which nobody knows a name: only its arithmetic can be judged. */
    private Attempt withoutNames(Chain chain, Resolver.Place place, List<Resolver.Read> reads) {
        List<String> unknown = reads.stream()
                .flatMap(read -> read.unknown().stream())
                .distinct()
                .toList();
        var judged = new ArrayList<Judged>();
        Optional<Expr> before = Optional.empty();
        for (int i = 0; i < chain.sides().size(); i++) {
            Side side = chain.sides().get(i);
            if (reads.get(i).exprs().isEmpty()) {
                continue;
            }
            Expr expr = side.expr();
            if (before.isPresent()) {
                judged.add(arithmetic(side, before.get(), expr, unknown));
            } else if (i > 0) {
                judged.add(new Judged(
                        side,
                        Optional.of(expr),
                        Verdict.UNDECIDED,
                        Optional.empty(),
                        Resolver.number(expr).map(BigDecimal::toPlainString),
                        List.of(),
                        unknown(unknown),
                        List.of()));
            }
            before = Optional.of(expr);
        }
        if (judged.isEmpty()) {
            Side last = chain.sides().get(chain.sides().size() - 1);
            judged.add(new Judged(
                    last,
                    Optional.empty(),
                    Verdict.UNDECIDED,
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    unknown(unknown),
                    List.of()));
        }
        return new Attempt(place, Optional.empty(), judged, List.of(), unknown);
    }

    private static List<Remark> unknown(List<String> names) {
        return names.stream()
                .map(name -> Remark.of("check.quantity.unknown", Remark.words(name)))
                .toList();
    }

    private Judged arithmetic(Side side, Expr before, Expr expr, List<String> unknown) {
        Band left = numeric.calculated(before);
        Optional<BigDecimal> number = Resolver.number(expr);
        boolean holds = number.isPresent()
                ? new Printed(number.get()).isRoundingOf(left)
                : numeric.calculated(expr).meets(left);
        boolean undecided = !left.isNumber() || holds && !unknown.isEmpty();
        Verdict verdict = undecided ? Verdict.UNDECIDED : holds ? Verdict.RIGHT : Verdict.WRONG;
        List<Diagnosis> mistakes = verdict == Verdict.WRONG
                ? List.of(new Diagnosis(
                        List.of("arithmetic"),
                        Cell.of(Quantity.LOSS),
                        Remark.of("check.link", Remark.maths(before), Remark.words(Double.toString(left.point())))))
                : List.of();
        return new Judged(
                side,
                Optional.of(expr),
                verdict,
                number.map(n -> Numeric.rounded(BigDecimal.valueOf(left.point()), new Printed(n))),
                number.map(BigDecimal::toPlainString),
                mistakes,
                unknown(unknown),
                List.of());
    }

    private List<Marking.Line> lines(Chain chain, Attempt attempt) {
        var lines = new ArrayList<Marking.Line>();
        var numbers = new LinkedHashSet<Integer>();
        attempt.sides().forEach(side -> numbers.add(side.side().line()));
        for (int number : numbers) {
            List<Judged> here = attempt.sides().stream()
                    .filter(j -> j.side().line() == number)
                    .toList();
            // The first of the worst: what is said of the line is said of it.
            Judged worst = here.stream()
                    .reduce((a, b) -> b.verdict().compareTo(a.verdict()) > 0 ? b : a)
                    .orElseThrow();
            if (worst.verdict().compareTo(Verdict.FOLLOWS) <= 0) {
                worst = here.get(here.size() - 1);
            }
            Verdict verdict = here.stream().map(Judged::verdict).reduce(Verdict.RIGHT, Verdict::and);
            Judged shown = here.stream()
                    .filter(j -> j.isNumber() && j.verdict().compareTo(Verdict.ROUNDING) > 0)
                    .reduce((a, b) -> b)
                    .orElse(worst);
            lines.add(new Marking.Line(
                    number,
                    source(chain, number),
                    attempt.cell().filter(cell -> !(cell.quantity() instanceof Quantity.Own)),
                    verdict,
                    shown.expected(),
                    shown.written(),
                    worst.mistakes(),
                    worst.remarks(),
                    here.stream().flatMap(j -> j.reasons().stream()).toList()));
        }
        return lines;
    }

    /** What stands on a line of the text, its relations as plain signs. */
    private static String source(Chain chain, int line) {
        var text = new StringBuilder();
        for (int i = 0; i < chain.sides().size(); i++) {
            Side side = chain.sides().get(i);
            if (side.line() == line) {
                boolean first = i == 0;
                text.append(first ? "" : text.isEmpty() ? sign(side) + " " : " " + sign(side) + " ")
                        .append(side.text());
            }
        }
        return text.toString();
    }

    private static String sign(Side side) {
        return switch (side.sign()) {
            case APPROXIMATELY -> "≈";
            case DEFINED_AS -> ":=";
            case ARROW -> "←";
            default -> "=";
        };
    }

    private static String text(Expr expr) {
        String text = PlainText.of(expr);
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
