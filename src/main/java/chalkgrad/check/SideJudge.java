package chalkgrad.check;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.PlainText;
import chalkgrad.check.Marking.Diagnosis;
import chalkgrad.derive.Occurrence;
import chalkgrad.work.Work.Side;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Judges what is written for a cell: a number, a formula, a calculation with numbers.
 *
 * <p>Nothing is put on paper here, and mistakes are looked for only where that is asked for.
 */
final class SideJudge {
    private static final int LONGEST = 120;

    /** A number of fewer significant digits decides nothing. */
    private static final int DECIDING = 2;

    /** So many units of the last digit decide nothing where nobody knows what a number is. */
    private static final double NEAR = 5;

    private final ReferenceSolution ground;
    private final StudentState paper;
    private final RandomInstances worlds;
    private final Equality equality;
    private final Numeric numeric;
    private final Diagnoser diagnoser;

    SideJudge(
            ReferenceSolution ground,
            StudentState paper,
            RandomInstances worlds,
            Equality equality,
            Slips slips,
            Effort effort) {
        this.ground = ground;
        this.paper = paper;
        this.worlds = worlds;
        this.equality = equality;
        this.numeric = new Numeric(ground, paper);
        this.diagnoser = new Diagnoser(ground, paper, worlds, slips, effort);
    }

    /** What is said of a number, what is to be put on paper for it, and what has been learnt of the writer. */
    record NumberJudged(Judged judged, Verdict onPaper, Optional<Double> meant, Diagnoser.Result found) {}

    /** So far, in units of the last digit, a number may be off without being another one than the right one. */
    private static final double NEXT = 1.5;

    /** Who writes more digits has them from a machine, and copies them as they are. */
    private static final int BY_HAND = 5;

    /** So many quantities that another is worked out from are looked at. */
    private static final int REGION = 40;

    /**
     * The right number, where a wrong one is off by a single unit of its last digit.
     *
     * @param before what stands before it
     */
    Optional<String> nextTo(Judged judged, Optional<Judged> before, List<Occurrence> cells) {
        Optional<Printed> number = judged.reading()
                .flatMap(Readings::number)
                .map(Printed::new)
                .filter(n -> n.significant() > Numeric.ENOUGH && n.significant() <= BY_HAND);
        var bands = new ArrayList<Band>();
        cells.forEach(cell -> bands.add(paper.worked(cell, true)));
        before.flatMap(Judged::reading)
                .filter(Readings::isNumeric)
                .ifPresent(calculation -> bands.add(numeric.calculated(calculation)));
        return number.flatMap(printed -> bands.stream()
                .filter(band -> band.isNumber() && printed.unitsFrom(band) <= NEXT)
                .map(band -> Numeric.rounded(BigDecimal.valueOf(band.point()), printed))
                .findFirst());
    }

    /** Whether some number in a calculation is one that the right one has, or that was written before. */
    boolean isOfThisPlace(Expr calculation, List<Occurrence> cells) {
        return Readings.hasNumber(calculation, number -> number.precision() > 1 && isKnown(number, cells));
    }

    private boolean isKnown(BigDecimal number, List<Occurrence> cells) {
        var printed = new Printed(number);
        return paper.written(number).isPresent()
                || ground.isGiven(number)
                || cells.stream()
                        .flatMap(cell -> paper.region(cell, REGION, true).stream())
                        .anyMatch(cell -> printed.isRoundingOf(paper.worked(cell, true)));
    }

    /** Whether a number is what the side before it gives. */
    private boolean holds(Judged previous, Printed printed) {
        return previous.reading()
                .filter(Readings::isNumeric)
                .filter(expr -> numeric.gives(expr, printed))
                .isPresent();
    }

    /**
     * Judges a number.
     *
     * @param before what stands before it, where it is a formula or a calculation
     * @param previous what was said of that
     * @param thorough whether mistakes are looked for
     */
    NumberJudged number(
            Side side,
            Expr reading,
            Occurrence cell,
            Optional<Expr> before,
            Optional<Judged> previous,
            boolean thorough) {
        var printed = new Printed(Readings.number(reading).orElseThrow());
        Numeric.Finding finding = numeric.judge(cell, printed);
        var remarks = new ArrayList<Remark>();
        finding.remark().ifPresent(remarks::add);
        var reasons = new ArrayList<Remark>();
        Optional<BigDecimal> known = ground.exact(cell);
        known.ifPresent(exact -> reasons.add(Remark.of(
                "reason.exact",
                Remark.maths(cell.expr()),
                Remark.words(Numeric.plain(exact.round(new java.math.MathContext(20)))))));
        Band band = paper.worked(cell, false);
        reasons.add(Remark.of("reason.interval", band.least(), band.most()));
        Verdict verdict = finding.verdict();
        List<Diagnosis> mistakes = List.of();
        Optional<Double> meant = Optional.empty();
        boolean linked = previous.isPresent() && holds(previous.get(), printed);
        boolean unexcused = verdict == Verdict.WRONG && finding.remark().isEmpty();
        boolean loose = finding.edge() || unexcused;
        Verdict onPaper = verdict;
        Diagnoser.Result found = Diagnoser.Result.NONE;
        if (linked && verdict.compareTo(Verdict.FOLLOWS) > 0) {
            // Numbers on paper are believed: the link holds, whatever was wrong came in before it.
            Verdict source = previous.orElseThrow().verdict();
            verdict = source == Verdict.RIGHT ? Verdict.ROUNDING : source == Verdict.WRONG ? Verdict.FOLLOWS : source;
            onPaper = source == Verdict.WRONG ? Verdict.WRONG : verdict;
            remarks.clear();
            loose = false;
        } else if (thorough && finding.edge()) {
            Diagnoser.Result result = diagnoser.number(cell, printed, before, false);
            if (result.isExact() && printed.significant() >= Numeric.ENOUGH && !linked) {
                reasons.addAll(result.reasons());
                verdict = Verdict.UNDECIDED;
                onPaper = verdict;
            }
        } else if (thorough && unexcused) {
            boolean shownRight = previous.filter(Judged::isGood)
                    .flatMap(Judged::reading)
                    .filter(Readings::isNumeric)
                    .isPresent();
            found = diagnoser.number(cell, printed, before, shownRight);
            reasons.addAll(found.reasons());
            mistakes = found.diagnoses();
            meant = found.value();
            Optional<Integer> madeBefore =
                    printed.significant() >= Numeric.ENOUGH ? diagnoser.madeBefore(found, cell) : Optional.empty();
            if (madeBefore.isPresent()) {
                mistakes = List.of();
                verdict = Verdict.FOLLOWS;
                remarks.add(Remark.of(Wording.AGAIN, Remark.words(Integer.toString(madeBefore.get()))));
            } else if (!found.isExact() && diagnoser.mayBeRounded(cell, printed)) {
                mistakes = List.of();
                verdict = Verdict.UNDECIDED;
                onPaper = verdict;
            }
        }
        if (verdict.compareTo(Verdict.FOLLOWS) <= 0 && decidesNothing(printed, known, previous)) {
            verdict = Verdict.UNDECIDED;
            remarks.add(Remark.of("check.coarse", Remark.words(printed.number().toPlainString())));
        }
        if (thorough
                && verdict == Verdict.WRONG
                && mistakes.isEmpty()
                && finding.remark().isEmpty()) {
            remarks.add(Remark.of("check.unexplained"));
        }
        var judged = new Judged(
                side,
                Optional.of(reading),
                verdict,
                known.map(exact -> Numeric.rounded(exact, printed)),
                Optional.of(printed.number().toPlainString()),
                mistakes,
                remarks,
                reasons,
                loose);
        return new NumberJudged(judged, onPaper, meant, found);
    }

    /** Whether so few digits were written that nearly every value would be rounded to them. */
    private static boolean decidesNothing(Printed printed, Optional<BigDecimal> exact, Optional<Judged> previous) {
        boolean isExact =
                exact.filter(value -> value.compareTo(printed.number()) == 0).isPresent();
        boolean worked = previous.filter(judged -> judged.isGood()
                        && judged.reading().filter(Readings::isNumeric).isPresent())
                .isPresent();
        return printed.significant() < DECIDING && printed.number().signum() != 0 && !isExact && !worked;
    }

    void learn(Diagnoser.Result found, int line) {
        diagnoser.learn(found, line);
    }

    /** Judges a formula or a calculation. */
    Judged expression(Side side, Expr expr, Occurrence cell, Optional<Expr> before, boolean thorough) {
        boolean numbers = Readings.isNumeric(expr);
        var reasons = new ArrayList<Remark>();
        if (!numbers) {
            Equality.Result result = equal(expr, cell.expr(), thorough);
            reasons.addAll(result.reasons());
            if (result.isEqual()) {
                return said(side, expr, Verdict.RIGHT, List.of(), reasons, !thorough);
            }
            boolean follows = before.isPresent()
                    && !before.get().equals(cell.expr())
                    && !Readings.isNumeric(before.get())
                    && equal(expr, before.get(), thorough).isEqual();
            if (follows || followsFormula(expr, cell)) {
                return said(side, expr, Verdict.FOLLOWS, List.of(), reasons);
            }
            // A function in pieces is written for its piece: its side is known from the values.
            if (equality.hasPieces(cell) && isSameHere(expr, cell)) {
                return said(side, expr, Verdict.RIGHT, List.of(), reasons);
            }
            if (isSameWithGivens(expr, cell)) {
                return said(side, expr, Verdict.RIGHT, List.of(Remark.of("check.givens")), reasons);
            }
            // A number in the place of one factor, as in -6 x.
            if (hasValues(expr) && isSameHere(expr, cell)) {
                return said(side, expr, Verdict.RIGHT, List.of(Remark.of("check.givens")), reasons);
            }
            if (result.isUndecided() || !hasNumbers(expr)) {
                return result.isUndecided()
                        ? said(side, expr, Verdict.UNDECIDED, List.of(), reasons)
                        : symbolic(side, expr, cell, reasons, thorough);
            }
        }
        return calculation(side, expr, cell, reasons, thorough);
    }

    /** Whether a formula is right with the wrong ones that were written before. */
    private boolean followsFormula(Expr expr, Occurrence cell) {
        var formulas = paper.formulas();
        // What was written for the cell itself is no excuse for writing it again: that would be a new line of the same
        // kind.
        return !formulas.isEmpty() && worlds.isSame(expr, cell, formulas);
    }

    /** Whether two expressions are the same: proved, or else as far as some networks in binary floating point tell. */
    private Equality.Result equal(Expr left, Expr right, boolean thorough) {
        return thorough ? equality.of(left, right) : new Equality.Result(worlds.isSame(left, right), false, List.of());
    }

    /** Whether both are the same in every network with these inputs and targets: a given value was put in for its letter. */
    private boolean isSameWithGivens(Expr expr, Occurrence cell) {
        if (ground.unrolled().given(cell).isPresent()) {
            return isSameHere(expr, cell);
        }
        return worlds.isSameWithGivens(expr, cell.expr());
    }

    private boolean isSameHere(Expr expr, Occurrence cell) {
        Compiled written = Compiled.of(expr);
        double here = written.value(symbol -> symbol instanceof Occurrence c ? ground.value(c) : Double.NaN);
        double right = ground.value(cell);
        if (RandomInstances.isNear(here, right) || here == right) {
            return true;
        }
        double onPaper = written.value(
                symbol -> symbol instanceof Occurrence c ? paper.follow(c).point() : Double.NaN);
        return RandomInstances.isNear(onPaper, paper.worked(cell, true).point());
    }

    private static Judged said(Side side, Expr expr, Verdict verdict, List<Remark> remarks, List<Remark> reasons) {
        return said(side, expr, verdict, remarks, reasons, false);
    }

    private static Judged said(
            Side side, Expr expr, Verdict verdict, List<Remark> remarks, List<Remark> reasons, boolean loose) {
        return new Judged(
                side,
                Optional.of(expr),
                verdict,
                Optional.empty(),
                Optional.of(text(expr)),
                List.of(),
                remarks,
                reasons,
                loose);
    }

    /** A wrong expression. */
    private Judged symbolic(Side side, Expr expr, Occurrence cell, List<Remark> reasons, boolean thorough) {
        Diagnoser.Result result = thorough ? diagnoser.expression(cell, expr) : Diagnoser.Result.NONE;
        reasons.addAll(result.reasons());
        List<Remark> remarks =
                thorough && result.diagnoses().isEmpty() ? List.of(Remark.of("check.unexplained")) : List.<Remark>of();
        return new Judged(
                side,
                Optional.of(expr),
                Verdict.WRONG,
                expected(cell),
                Optional.of(text(expr)),
                result.diagnoses(),
                remarks,
                reasons,
                true);
    }

    private Optional<String> expected(Occurrence cell) {
        return ground.rule(cell).map(rule -> text(rule.expr()));
    }

    /** Numbers in the place of names. */
    private Judged calculation(Side side, Expr expr, Occurrence cell, List<Remark> reasons, boolean thorough) {
        Band band = numeric.calculated(expr);
        Verdict verdict = numeric.judge(cell, band);
        reasons.add(Remark.of("reason.interval", band.least(), band.most()));
        List<Diagnosis> mistakes = List.of();
        if (thorough && verdict == Verdict.WRONG) {
            Diagnoser.Result result = diagnoser.calculation(cell, expr, band);
            mistakes = result.diagnoses();
            reasons.addAll(result.reasons());
        }
        List<Remark> remarks = thorough && verdict == Verdict.WRONG && mistakes.isEmpty()
                ? List.of(Remark.of("check.link", Remark.maths(cell.expr()), band.shown()))
                : List.<Remark>of();
        return new Judged(
                side,
                Optional.of(expr),
                verdict,
                expected(cell),
                Optional.of(text(expr)),
                mistakes,
                remarks,
                reasons,
                verdict == Verdict.WRONG);
    }

    private static boolean hasNumbers(Expr expr) {
        return Readings.hasNumber(expr, number -> number.stripTrailingZeros().scale() > 0);
    }

    /** Whether a number stands in an expression that is none of those that formulas have, or one that is given. */
    private boolean hasValues(Expr expr) {
        return Readings.hasNumber(
                expr,
                number -> number.abs().compareTo(BigDecimal.valueOf(2)) > 0
                        || number.abs().compareTo(BigDecimal.ONE) > 0 && ground.isGiven(number));
    }

    /** Judges a link between two sides of which nobody knows what they are about: only its arithmetic. */
    Judged arithmetic(Side side, Expr before, Expr expr, List<String> unknown) {
        Band left = numeric.calculated(before);
        Optional<BigDecimal> number = Readings.number(expr);
        boolean holds = number.isPresent()
                ? numeric.gives(before, new Printed(number.get()))
                : numeric.calculated(expr).meets(left);
        boolean undecided = !left.isNumber()
                || number.isEmpty() && !numeric.calculated(expr).isNumber()
                || holds && !unknown.isEmpty();
        // What is off by a few units of a last digit only may have been worked out with more digits than are shown.
        boolean near = number.isPresent()
                && left.isNumber()
                && new Printed(number.get()).significant() >= Numeric.ENOUGH
                && new Printed(number.get()).unitsFrom(left) <= NEAR;
        Verdict verdict = undecided || near && !holds ? Verdict.UNDECIDED : holds ? Verdict.RIGHT : Verdict.WRONG;
        List<Diagnosis> mistakes = verdict == Verdict.WRONG
                ? List.of(new Diagnosis(
                        List.of("arithmetic"),
                        Occurrence.of(chalkgrad.model.Quantity.LOSS),
                        Remark.of("check.link", Remark.maths(before), left.shown())))
                : List.of();
        return new Judged(
                side,
                Optional.of(expr),
                verdict,
                left.isNumber()
                        ? number.map(n -> Numeric.rounded(BigDecimal.valueOf(left.point()), new Printed(n)))
                        : Optional.empty(),
                number.map(BigDecimal::toPlainString),
                mistakes,
                unknown(unknown),
                List.of(),
                false);
    }

    static List<Remark> unknown(List<String> names) {
        return names.stream()
                .distinct()
                .map(name -> Remark.of("check.quantity.unknown", Remark.words(name)))
                .toList();
    }

    static String text(Expr expr) {
        String text = PlainText.of(expr);
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
