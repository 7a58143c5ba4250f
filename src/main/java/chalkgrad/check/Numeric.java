package chalkgrad.check;

import chalkgrad.algebra.Expr;
import chalkgrad.derive.Occurrence;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Judges a number that was written for a cell.
 *
 * <p>{@code numeric.judge(Occurrence.of(new Out("h1")), new Printed("0.5933"))} is right.
 */
final class Numeric {
    /** With fewer significant digits than this, a whole last digit is no slip of rounding. */
    static final int ENOUGH = 3;

    /** Nobody writes a number with so many zeros. */
    private static final int MANY_DECIMALS = 20;

    /** So many operands with a mistake behind them are tried with and without it. */
    private static final int MAX_MIXED = 4;

    private final ReferenceSolution ground;
    private final StudentState paper;

    /**
     * What is to be said of a number.
     *
     * @param verdict {@link Verdict#WRONG} where nothing excuses it; a mistake may still explain it
     * @param edge whether it is excused by rounding only at the edge of what is possible
     * @param line the line that it follows from; zero where that is none
     */
    record Finding(Verdict verdict, boolean edge, int line, Optional<Remark> remark) {
        static Finding of(Verdict verdict) {
            return new Finding(verdict, false, 0, Optional.empty());
        }

        static Finding of(Verdict verdict, Remark remark) {
            return new Finding(verdict, false, 0, Optional.of(remark));
        }
    }

    Numeric(ReferenceSolution ground, StudentState paper) {
        this.ground = ground;
        this.paper = paper;
    }

    Finding judge(Occurrence cell, Printed printed) {
        Optional<BigDecimal> known = ground.exact(cell);
        if (known.isEmpty()) {
            return Finding.of(Verdict.UNDECIDED);
        }
        BigDecimal exact = known.get();
        if (printed.significant() == 0 && exact.signum() != 0) {
            Optional<Finding> following = following(cell, printed);
            if (following.isPresent()) {
                return following.get();
            }
            // Truncated numbers that were carried on may have lost a unit before.
            return exact.abs()
                                    .compareTo(printed.number()
                                            .ulp()
                                            .add(printed.number().ulp()))
                            < 0
                    ? Finding.of(Verdict.UNDECIDED, Remark.of("check.zero"))
                    : Finding.of(Verdict.WRONG);
        } else if (printed.isRoundingOf(exact)) {
            return Finding.of(Verdict.RIGHT);
        }
        Band honest = honest(cell);
        if (printed.isRoundingOf(honest)) {
            boolean certain = printed.isRoundingOf(paper.worked(cell, false).point());
            return new Finding(Verdict.ROUNDING, !certain, 0, Optional.empty());
        }
        Optional<Finding> following = following(cell, printed);
        if (following.isPresent()) {
            return following.get();
        }
        if (printed.significant() >= ENOUGH && printed.unitsFrom(honest) <= 1 + 1e-6) {
            return Finding.of(Verdict.UNDECIDED, Remark.of("check.lastdigit", Remark.words(rounded(exact, printed))));
        }
        return Finding.of(Verdict.WRONG);
    }

    /** What may stand for a cell: worked out, or copied from where it was written before. */
    private Band honest(Occurrence cell) {
        Band worked = paper.worked(cell, false);
        return paper.entry(cell)
                .filter(StudentState.Entry::isSound)
                .map(entry -> worked.with(entry.honest()))
                .orElse(worked);
    }

    private Optional<Finding> following(Occurrence cell, Printed printed) {
        Optional<StudentState.Entry> earlier = paper.entry(cell);
        if (earlier.isPresent()
                && !earlier.get().isSound()
                && printed.isRoundingOf(earlier.get().follow())) {
            return Optional.of(new Finding(Verdict.FOLLOWS, false, earlier.get().line(), Optional.empty()));
        }
        if (paper.hasFormula(cell) && printed.isRoundingOf(paper.worked(cell, true))) {
            return Optional.of(Finding.of(Verdict.FOLLOWS));
        }
        return mixed(cell, operand -> followed(operand, printed))
                .filter(way -> printed.isRoundingOf(way.band()))
                .findFirst()
                .map(way -> followed(cell, printed, way.used()));
    }

    /**
     * What may stand for an operand with a mistake behind it. Where nobody knows what was worked out, a result with more digits than the wrong
     * number has must have come from the number as it is printed.
     */
    private Band followed(Occurrence operand, Printed result) {
        Band band = paper.follow(operand);
        return paper.entry(operand)
                .filter(entry -> entry.verdict() == Verdict.WRONG && !entry.explained())
                .filter(entry ->
                        result.number().scale() > entry.printed().number().scale()
                                && result.significant() > entry.printed().significant())
                .map(entry -> Band.of(band.point()))
                .orElse(band);
    }

    private Finding followed(Occurrence cell, Printed printed, Set<Occurrence> used) {
        Optional<Occurrence> root = root(used);
        int line = root.flatMap(paper::entry).map(StudentState.Entry::line).orElse(0);
        if (root.isEmpty()) {
            // Behind it is a wrong formula, or else something that nobody could judge.
            return Finding.of(used.stream().anyMatch(paper::buildsOnFormula) ? Verdict.FOLLOWS : Verdict.UNDECIDED);
        }
        boolean trivial = printed.number().signum() == 0 && ground.value(cell) != 0
                || used.stream().anyMatch(operand -> paper.follow(operand).point() == 0 && ground.value(operand) != 0);
        if (trivial) {
            Remark remark = Remark.of(
                    "check.trivial",
                    Remark.words(root.flatMap(paper::entry)
                            .map(entry -> entry.printed().number().toPlainString())
                            .orElse("0")));
            return new Finding(Verdict.FOLLOWS, false, line, Optional.of(remark));
        }
        Optional<Remark> remark = root.flatMap(at -> paper.entry(at)
                .map(entry -> Remark.of(
                        "check.follows",
                        Remark.maths(
                                Expr.equal(at.expr(), Expr.num(entry.printed().number()))),
                        Remark.words(Integer.toString(entry.line())))));
        return new Finding(Verdict.FOLLOWS, false, line, remark);
    }

    /** The first wrong number behind some cells. */
    private Optional<Occurrence> root(Set<Occurrence> cells) {
        var seen = new HashSet<>(cells);
        var open = new ArrayList<>(cells);
        Optional<Occurrence> first = Optional.empty();
        for (int i = 0; i < open.size(); i++) {
            Occurrence cell = open.get(i);
            Optional<StudentState.Entry> entry = paper.entry(cell);
            if (entry.isPresent() && entry.get().verdict() == Verdict.WRONG) {
                int line = entry.get().line();
                if (first.isEmpty()
                        || line
                                < first.flatMap(paper::entry)
                                        .map(StudentState.Entry::line)
                                        .orElse(0)) {
                    first = Optional.of(cell);
                }
                continue;
            }
            ground.rule(cell).map(ReferenceSolution.Rule::operands).orElse(List.of()).stream()
                    .filter(operand -> paper.isTainted(operand) && seen.add(operand))
                    .forEach(open::add);
        }
        return first;
    }

    /** The exact value with as many digits as were written. */
    static String rounded(BigDecimal exact, Printed printed) {
        BigDecimal number = printed.isMachine() || !Printed.isWritten(exact)
                ? exact.round(new java.math.MathContext(16))
                : exact.setScale(printed.number().scale(), java.math.RoundingMode.HALF_UP);
        if (number.signum() == 0 && exact.signum() != 0) {
            number = exact.round(new java.math.MathContext(3));
        }
        return plain(number);
    }

    /** A number to be read by people: no zero with decimals that say nothing, no zeros without end before the first digit. */
    static String plain(BigDecimal number) {
        if (number.signum() == 0) {
            return number.scale() > MANY_DECIMALS ? "0" : number.toPlainString();
        }
        int zeros = number.scale() - number.precision();
        return Math.abs((long) zeros) > MANY_DECIMALS ? number.toString() : number.toPlainString();
    }

    /** The values that a calculation with written numbers may have, each number standing for what it may be a rounding of. */
    Band calculated(Expr expr) {
        Expr numbers = expr;
        var literals = new ArrayList<Occurrence>();
        var bands = new java.util.HashMap<Occurrence, Band>();
        Expr named = name(numbers, literals, bands);
        return StudentState.band(ReferenceSolution.Rule.of(named, Optional.empty()), bands::get);
    }

    /** Whether a calculation gives a number, each number in it at face value or within its own last digits. */
    boolean gives(Expr calculation, Printed printed) {
        double face = Compiled.of(calculation).value(symbol -> Double.NaN);
        return printed.isRoundingOf(face) || printed.isRoundingOf(calculated(calculation));
    }

    /** What is to be said of a calculation that stands for a cell. */
    Verdict judge(Occurrence cell, Band calculated) {
        Band honest = honest(cell);
        if (!calculated.isNumber() || !honest.isNumber()) {
            return Verdict.UNDECIDED;
        } else if (calculated.meets(honest)) {
            return Verdict.RIGHT;
        }
        Optional<Band> copied = paper.entry(cell).map(StudentState.Entry::follow);
        boolean follows = calculated.meets(paper.worked(cell, true))
                || copied.isPresent() && calculated.meets(copied.get())
                || mixed(cell, operand -> paper.follow(operand)).anyMatch(way -> calculated.meets(way.band()));
        return follows ? Verdict.FOLLOWS : Verdict.WRONG;
    }

    /** A way to work out a cell: the operands taken with the mistakes behind them, and what comes of it. */
    private record Way(Set<Occurrence> used, Band band) {}

    /** Every way to take some of the operands with the mistakes behind them, and others without; most of them first. */
    private Stream<Way> mixed(Occurrence cell, Function<Occurrence, Band> followed) {
        List<Occurrence> tainted = paper.taintedOperands(cell);
        int count = Math.min(tainted.size(), MAX_MIXED);
        Optional<ReferenceSolution.Rule> rule = ground.rule(cell);
        return rule.isEmpty() || tainted.isEmpty()
                ? Stream.empty()
                : IntStream.range(1, 1 << count).map(set -> (1 << count) - set).mapToObj(set -> {
                    var used = new HashSet<>(tainted.subList(count, tainted.size()));
                    for (int i = 0; i < count; i++) {
                        if ((set >> i & 1) != 0) {
                            used.add(tainted.get(i));
                        }
                    }
                    return new Way(
                            used,
                            StudentState.band(
                                    rule.get(),
                                    operand ->
                                            used.contains(operand) ? followed.apply(operand) : paper.honest(operand)));
                });
    }

    private Expr name(Expr expr, List<Occurrence> literals, java.util.Map<Occurrence, Band> bands) {
        if (expr instanceof Expr.Num num) {
            var cell = Occurrence.of(new chalkgrad.model.Quantity.Own("number " + literals.size()));
            literals.add(cell);
            var printed = new Printed(num.value());
            bands.put(
                    cell,
                    isExact(num.value())
                            ? Band.of(printed.value())
                            : paper.meant(printed).orElseGet(printed::band));
            return cell.expr();
        } else if (expr instanceof Expr.Pow pow) {
            return new Expr.Pow(name(pow.base(), literals, bands), exponent(pow.exponent(), bands));
        } else if (expr instanceof Expr.Sym sym
                && sym.symbol() instanceof Occurrence cell
                && !bands.containsKey(cell)) {
            bands.put(cell, paper.isTainted(cell) ? paper.follow(cell) : paper.honest(cell));
            return expr;
        }
        return expr.mapParts(part -> name(part, literals, bands));
    }

    /** An exponent: its numbers are meant as they stand, its quantities have bands as elsewhere. */
    private Expr exponent(Expr expr, java.util.Map<Occurrence, Band> bands) {
        return expr instanceof Expr.Num
                ? expr
                : expr instanceof Expr.Sym
                        ? name(expr, new ArrayList<>(), bands)
                        : expr.mapParts(part -> exponent(part, bands));
    }

    /** Whether a number in a calculation stands for itself: a whole one, a half, or one that was given and not written as a result. */
    private boolean isExact(BigDecimal number) {
        return number.scale() <= 0
                || number.signum() != 0 && number.stripTrailingZeros().scale() <= 0
                || number.compareTo(new BigDecimal("0.5")) == 0
                || ground.isGiven(number) && paper.written(number).isEmpty();
    }
}
