package chalkgrad.variant;

import chalkgrad.algebra.Expr;
import chalkgrad.check.Consequences.Consequence;
import chalkgrad.derive.Occurrence;
import chalkgrad.exam.Question;
import chalkgrad.mistake.Slip;
import chalkgrad.rules.RuleBook;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a person who marks a question by hand wants to know: the steps that lead to it, and what the frequent mistakes give.
 *
 * <p>{@code Frequent.of(part, item).mistakes().get(0).value()} is the answer of those who leave out the activation's derivative.
 *
 * @param lines the last steps, in the order of working; none where the question is not about working
 * @param mistakes the likeliest first
 */
public record Frequent(List<Answer.Line> lines, List<Looks> mistakes) {
    private static final int LINES = 6;
    private static final int MISTAKES = 6;

    public Frequent {
        lines = List.copyOf(lines);
        mistakes = List.copyOf(mistakes);
    }

    /**
     * How a mistake shows.
     *
     * @param written what stands in place of the right step
     * @param cell what it is to give
     * @param value what it gives instead, with the digits that are asked for
     */
    public record Looks(Slip slip, Expr written, Occurrence cell, BigDecimal value) {}

    /** Of a question to a variant. */
    public static Frequent of(Variant.Part part, Item item) {
        Question.Kind kind = item.question().kind();
        boolean isNumeric = kind instanceof Question.Number || kind instanceof Question.Layer;
        boolean isAboutWorking = isNumeric || kind instanceof Question.Formula;
        if (!isAboutWorking) {
            return new Frequent(List.of(), List.of());
        }
        RuleBook rules = part.solution().derivation().rules();
        Structure structure =
                new Structure.Known(rules).of(part.solution().problem().task());
        var worked = new Worked(part.solution(), structure);
        List<Occurrence> cells = structure.cells(
                Asking.quantities(kind, part.solution().problem().task()).get(0));
        Occurrence cell = cells.get(0);
        Working working = worked.working(cell, Optional.empty());
        // No step is worth less than half a point.
        int most = item.question()
                .points()
                .multiply(BigDecimal.valueOf(2))
                .min(BigDecimal.valueOf(LINES))
                .intValue();
        List<Answer.Line> lines = structure.route(cell).last(Math.max(1, most)).stream()
                .map(working::line)
                .toList();
        List<Looks> mistakes = mistakes(worked, cell, item.question());
        return isNumeric
                ? new Frequent(lines, mistakes)
                // A formula has no other steps than its own.
                : new Frequent(
                        List.of(),
                        mistakes.stream()
                                .filter(looks -> looks.slip().at().equals(cell))
                                .toList());
    }

    private static List<Looks> mistakes(Worked worked, Occurrence cell, Question question) {
        var looks = new ArrayList<Looks>();
        for (Consequence each : new Choosing(worked.figures, cell, question.precision()).picked(MISTAKES)) {
            Slip slip = each.mishap().slips().get(0);
            looks.add(new Looks(
                    slip,
                    Objects.requireNonNull(
                            slip.instead().get(slip.at()), slip.at().id()),
                    cell,
                    worked.rounded(cell, each.mishap(), question.precision())));
        }
        return looks;
    }

    /** Points shared out over so many steps: as evenly as halves allow, what is left over to the last steps. */
    public static List<BigDecimal> shares(BigDecimal points, int steps) {
        BigDecimal half = new BigDecimal("0.5");
        int halves = points.divide(half, 0, RoundingMode.DOWN).intValue();
        var shares = new ArrayList<BigDecimal>();
        for (int i = 0; i < steps; i++) {
            int own = halves / steps + (i >= steps - halves % steps ? 1 : 0);
            shares.add(half.multiply(BigDecimal.valueOf(own)));
        }
        BigDecimal rest = points.subtract(half.multiply(BigDecimal.valueOf(halves)));
        shares.set(steps - 1, shares.get(steps - 1).add(rest));
        return shares;
    }
}
