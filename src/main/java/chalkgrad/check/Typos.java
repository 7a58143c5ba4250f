package chalkgrad.check;

import chalkgrad.algebra.Expr;
import chalkgrad.check.Marking.Diagnosis;
import chalkgrad.derive.Occurrence;
import chalkgrad.derive.Step;
import chalkgrad.mistake.DigitTypo;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Numbers of which only the digits are wrong.
 *
 * <p>0.0295 for 0.0259 is a typing slip, 0.259 a decimal point in the wrong place.
 */
final class Typos {
    /** From so many digits on two slips in one number are told from any other number. */
    private static final int TELLING_DIGITS = 5;

    private final ReferenceSolution ground;
    private final StudentState paper;

    Typos(ReferenceSolution ground, StudentState paper) {
        this.ground = ground;
        this.paper = paper;
    }

    /** What slip of the pen, or of the calculator, explains a number; empty where none does. */
    Optional<Diagnosis> of(Occurrence cell, Printed printed, Optional<Expr> before) {
        var expected = new ArrayList<Double>();
        ground.exact(cell).map(BigDecimal::doubleValue).ifPresent(expected::add);
        expected.add(paper.worked(cell, false).point());
        if (!paper.taintedOperands(cell).isEmpty()) {
            expected.add(paper.worked(cell, true).point());
        }
        // What was written before, of this pass or of another, may have been copied wrongly.
        paper.entries().forEach((other, entry) -> {
            if (other.quantity().equals(cell.quantity())) {
                expected.add(entry.printed().value());
            }
        });
        // The calculation that stands before it, at face value.
        before.filter(Readings::isNumeric)
                .map(expr -> Compiled.of(expr).value(symbol -> Double.NaN))
                .ifPresent(expected::add);
        expected.removeIf(value -> !Double.isFinite(value));
        for (double value : expected) {
            for (int shift : List.of(-2, -1, 1, 2)) {
                if (isNearly(printed, value * Math.pow(10, shift))) {
                    BigDecimal right = BigDecimal.valueOf(value).round(new MathContext(6));
                    return Optional.of(shifted(cell, printed, Remark.words(right.toPlainString())));
                }
            }
            for (int more = 0; more <= 1; more++) {
                for (RoundingMode mode : List.of(RoundingMode.HALF_UP, RoundingMode.DOWN)) {
                    BigDecimal right =
                            BigDecimal.valueOf(value).setScale(printed.number().scale() + more, mode);
                    if (DigitTypo.explains(right, printed.number())) {
                        return Optional.of(new Diagnosis(
                                List.of("digit-typo"),
                                cell,
                                Remark.of(
                                        "mistake.digit-typo.done",
                                        shown(printed.number()),
                                        shown(right),
                                        Remark.maths(cell.expr()))));
                    }
                }
            }
        }
        Optional<Diagnosis> both = shiftedTypo(cell, printed, expected);
        if (both.isPresent()) {
            return both;
        }
        boolean activation = ground.rule(cell)
                .filter(rule ->
                        rule.law().filter(law -> law == Step.Law.ACTIVATION).isPresent())
                // Of what was not written down nobody knows that it was right.
                .filter(rule -> rule.operands().stream()
                        .allMatch(operand -> ground.rule(operand).isEmpty()
                                || paper.entry(operand)
                                        .filter(StudentState.Entry::isSound)
                                        .isPresent()))
                .isPresent();
        if (activation) {
            Remark done = Remark.of(
                    "mistake.activation-value.done",
                    shown(printed.number()),
                    ground.rule(cell).map(rule -> Remark.maths(rule.expr())).orElseThrow(),
                    Remark.maths(cell.expr()));
            return Optional.of(new Diagnosis(List.of("activation-value"), cell, done));
        }
        boolean calculated = before.isPresent() && Readings.isNumeric(before.get());
        return calculated
                ? Optional.of(new Diagnosis(
                        List.of("arithmetic"),
                        cell,
                        Remark.of(
                                "mistake.arithmetic.done",
                                shown(printed.number()),
                                Remark.words(Numeric.rounded(ground.exact(cell).orElse(BigDecimal.ZERO), printed)),
                                Remark.maths(cell.expr()))))
                : Optional.empty();
    }

    /** Whether a number is another, or was rounded by a unit of its last digit besides. */
    private static boolean isNearly(Printed printed, double value) {
        return printed.isRoundingOf(value)
                || printed.significant() >= Numeric.ENOUGH && printed.unitsFrom(Band.of(value)) <= 1;
    }

    /** The decimal point in the wrong place, and a slip of the pen besides; with few digits that could be anything. */
    private static Optional<Diagnosis> shiftedTypo(Occurrence cell, Printed printed, List<Double> expected) {
        if (printed.significant() < TELLING_DIGITS) {
            return Optional.empty();
        }
        for (double value : expected) {
            for (int shift : List.of(-1, 1)) {
                BigDecimal right = BigDecimal.valueOf(value)
                        .scaleByPowerOfTen(shift)
                        .setScale(printed.number().scale(), RoundingMode.HALF_UP);
                if (DigitTypo.explains(right, printed.number())) {
                    return Optional.of(shifted(cell, printed, shown(right.scaleByPowerOfTen(-shift))));
                }
            }
        }
        return Optional.empty();
    }

    private static Diagnosis shifted(Occurrence cell, Printed printed, Remark.Part right) {
        Remark done =
                Remark.of("mistake.decimal-point.done", shown(printed.number()), right, Remark.maths(cell.expr()));
        return new Diagnosis(List.of("decimal-point"), cell, done);
    }

    private static Remark.Part shown(BigDecimal number) {
        return Remark.maths(Expr.num(number));
    }
}
