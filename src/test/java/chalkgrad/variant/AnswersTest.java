package chalkgrad.variant;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Numerals;
import chalkgrad.derive.Occurrence;
import chalkgrad.exam.ExamTask;
import chalkgrad.exam.Question;
import chalkgrad.model.Problem;
import chalkgrad.model.Problem.Precision;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The answers of variants over networks and graphs, with values drawn anew each time. */
class AnswersTest {
    private static final int STUDENTS = 5;
    private static final long SEED = 77;

    static List<String> exams() {
        return Exams.OTHERS;
    }

    private static List<Item> items(Variant variant) {
        return variant.parts().get(0).items();
    }

    private static Worked worked(Variant variant) {
        Problem problem = variant.parts().get(0).solution().problem();
        return new Worked(variant.parts().get(0).solution(), new Structure.Known(Exams.RULES).of(problem.task()));
    }

    @ParameterizedTest
    @MethodSource("exams")
    void everyDistractorIsWrongAndTheirDigitsDiffer(String exam) {
        for (Variant variant : Exams.variants(exam, SEED, STUDENTS)) {
            Worked worked = worked(variant);
            for (Item item : items(variant)) {
                if (item.answer() instanceof Answer.Choice choice) {
                    BigDecimal right = choice.options().get(choice.right()).value();
                    assertThat(right)
                            .as("seed %d, %s", SEED, variant.id())
                            .isEqualTo(worked.rounded(
                                    choice.cell(), item.question().precision()));
                    BigDecimal tolerance = Tolerances.of(
                            worked.figures,
                            choice.cell(),
                            right,
                            item.question().precision());
                    Set<BigDecimal> values = new HashSet<>();
                    for (int i = 0; i < choice.options().size(); i++) {
                        Answer.Option option = choice.options().get(i);
                        assertThat(values.add(option.value().stripTrailingZeros()))
                                .as("seed %d, %s: %s twice", SEED, variant.id(), option.value())
                                .isTrue();
                        assertThat(option.slips().isEmpty()).isEqualTo(i == choice.right());
                        if (i != choice.right()) {
                            assertThat(option.value().subtract(right).abs())
                                    .as("seed %d, %s: %s of %s", SEED, variant.id(), option, right)
                                    .isGreaterThan(tolerance);
                        }
                    }
                }
            }
        }
    }

    /** Everybody who rounds, or cuts, or does now this and now that, at the digits that are asked for. */
    @ParameterizedTest
    @MethodSource("exams")
    void whoeverRoundsHonestlyIsWithinTheTolerance(String exam) {
        var random = new SplittableRandom(SEED);
        int mixed = 0;
        int within = 0;
        for (Variant variant : Exams.variants(exam, SEED, STUDENTS)) {
            Worked worked = worked(variant);
            for (Item item : items(variant)) {
                if (!(item.answer() instanceof Answer.Numbers numbers)) {
                    continue;
                }
                Precision precision = item.question().precision();
                for (Answer.Value value : numbers.values()) {
                    for (RoundingMode mode : List.of(RoundingMode.HALF_UP, RoundingMode.DOWN)) {
                        double student =
                                worked.figures.carried(value.cell(), each -> Tolerances.cut(each, precision, mode));
                        assertThat(isAccepted(value, student))
                                .as("seed %d, %s: %s for %s, %s", SEED, variant.id(), student, value, mode)
                                .isTrue();
                    }
                    for (int n = 0; n < 20; n++) {
                        double student = worked.figures.carried(
                                value.cell(),
                                each -> random.nextInt(3) == 0
                                        ? each
                                        : Tolerances.cut(
                                                each,
                                                precision,
                                                random.nextBoolean() ? RoundingMode.HALF_UP : RoundingMode.DOWN));
                        mixed++;
                        within += isAccepted(value, student) ? 1 : 0;
                    }
                }
            }
        }
        // Only where a mistake is nearer than the worst of them may one be left out.
        assertThat(within).as("of %d", mixed).isGreaterThan(mixed * 95 / 100);
    }

    /** Whoever keeps a few more digits on the way, as the sheet says, and rounds what comes out once more: 0.60944978, 0.60945, 0.6095. */
    @ParameterizedTest
    @MethodSource("exams")
    void anHonestAnswerRoundedTwiceIsInside(String exam) {
        for (Variant variant : Exams.variants(exam, SEED, 4 * STUDENTS)) {
            Worked worked = worked(variant);
            for (Item item : items(variant)) {
                if (!(item.answer() instanceof Answer.Numbers numbers)
                        || !(item.question().precision() instanceof Precision.Decimals asked)) {
                    continue;
                }
                for (Answer.Value value : numbers.values()) {
                    for (int more = 1; more <= 3; more++) {
                        var kept = new Precision.Decimals(asked.count() + more);
                        double student = worked.figures.carried(
                                value.cell(), each -> Tolerances.cut(each, kept, RoundingMode.HALF_UP));
                        BigDecimal again = new BigDecimal(student)
                                .setScale(kept.count(), RoundingMode.HALF_EVEN)
                                .setScale(asked.count(), RoundingMode.HALF_UP);
                        assertThat(again.subtract(value.value()).abs())
                                .as("seed %d, %s: %s, then %s for %s", SEED, variant.id(), student, again, value)
                                .isLessThanOrEqualTo(value.tolerance());
                    }
                }
            }
        }
    }

    private static boolean isAccepted(Answer.Value value, double student) {
        return Math.abs(student - value.value().doubleValue())
                <= value.tolerance().doubleValue() + 1e-12;
    }

    /** A mistake whose result can be seen at the digits that are asked for is not let through. */
    @ParameterizedTest
    @MethodSource("exams")
    void noVisibleMistakeIsWithinTheTolerance(String exam) {
        int outside = 0;
        int all = 0;
        for (Variant variant : Exams.variants(exam, SEED, STUDENTS)) {
            Worked worked = worked(variant);
            for (Item item : items(variant)) {
                if (item.answer() instanceof Answer.Numbers numbers) {
                    for (Answer.Value value : numbers.values()) {
                        double unit = Tolerances.unit(
                                        value.value(), item.question().precision())
                                .doubleValue();
                        double honest =
                                honest(worked, value.cell(), item.question().precision());
                        for (var each : worked.figures.of(value.cell())) {
                            double off = Math.abs(each.value() - value.value().doubleValue());
                            if (off > 3 * unit && off > 2 * honest) {
                                all++;
                                outside += off > value.tolerance().doubleValue() ? 1 : 0;
                            }
                        }
                    }
                }
            }
        }
        assertThat(all).isGreaterThan(300);
        assertThat(outside).isEqualTo(all);
    }

    private static double honest(Worked worked, Occurrence cell, Precision precision) {
        double exact = worked.figures.value(cell);
        double most = 0;
        for (RoundingMode mode : List.of(RoundingMode.HALF_UP, RoundingMode.DOWN)) {
            most = Math.max(
                    most,
                    Math.abs(worked.figures.carried(cell, each -> Tolerances.cut(each, precision, mode)) - exact));
        }
        return most;
    }

    /** Filled in, every line is the line of the worked solution. */
    @ParameterizedTest
    @MethodSource("exams")
    void whatIsFilledInMakesTheWorkedSolution(String exam) {
        for (Variant variant : Exams.variants(exam, SEED, STUDENTS)) {
            Worked worked = worked(variant);
            for (Item item : items(variant)) {
                if (item.answer() instanceof Answer.Blanks blanks) {
                    Occurrence target =
                            blanks.lines().get(blanks.lines().size() - 1).cell();
                    Working working = worked.working(target, java.util.Optional.empty());
                    assertThat(blanks.gaps())
                            .hasSizeGreaterThanOrEqualTo(blanks.lines().size());
                    for (Answer.Line line : blanks.lines()) {
                        Answer.Line whole = working.line(line.cell());
                        assertThat(filled(line.numbers(), blanks.gaps())).isEqualTo(whole.numbers());
                        assertThat(filled(line.value(), blanks.gaps())).isEqualTo(whole.value());
                        assertThat(gaps(line.numbers()) + gaps(line.value())).isPositive();
                    }
                }
            }
        }
    }

    private static Expr filled(Expr e, List<Answer.Value> gaps) {
        return Numerals.plain(e.substitute(symbol -> symbol instanceof Answer.Gap gap
                ? Expr.num(gaps.get(gap.number() - 1).value())
                : null));
    }

    private static int gaps(Expr e) {
        return e instanceof Expr.Sym s && s.symbol() instanceof Answer.Gap
                ? 1
                : e.parts().stream().mapToInt(AnswersTest::gaps).sum();
    }

    /** The right order is the only one in which every step comes after what it uses. */
    @ParameterizedTest
    @MethodSource("exams")
    void stepsHaveOneOrderAndAreNotShownInIt(String exam) {
        for (Variant variant : Exams.variants(exam, SEED, STUDENTS)) {
            Structure structure = worked(variant).structure;
            for (Item item : items(variant)) {
                if (item.answer() instanceof Answer.Order order) {
                    var sorted = new ArrayList<>(order.order());
                    sorted.sort(null);
                    assertThat(order.order()).isNotEqualTo(sorted).hasSizeGreaterThanOrEqualTo(3);
                    for (int i = 1; i < order.order().size(); i++) {
                        Answer.Line before = order.shown().get(order.order().get(i - 1));
                        Answer.Line line = order.shown().get(order.order().get(i));
                        assertThat(structure.consequences.buildsOn(line.cell(), before.cell()))
                                .as("seed %d, %s: %s before %s", SEED, variant.id(), before.cell(), line.cell())
                                .isTrue();
                    }
                }
            }
        }
    }

    /** Made twice, in another order, and by several threads. */
    @Test
    void aVariantFollowsFromTheSeedAndItsKeyAlone() {
        String exam = Exams.OTHERS.get(0);
        List<Variant> all = Exams.variants(exam, SEED, 6);
        var exam2 = Exams.read(exam);
        var variants = new Variants(exam2, Exams.RULES, SEED);
        List<List<Problem>> problems = all.stream()
                .map(variant -> variant.parts().stream()
                        .map(part -> part.solution().problem())
                        .toList())
                .toList();
        List<Variant> again = java.util.stream.IntStream.range(0, all.size())
                .map(i -> all.size() - 1 - i)
                .parallel()
                .mapToObj(i -> variants.of(
                        all.get(i).id(),
                        java.util.Optional.empty(),
                        new Drawn.Taken(all.get(i).id(), 1, problems.get(i))))
                .toList();
        for (int i = 0; i < all.size(); i++) {
            assertThat(said(again.get(all.size() - 1 - i))).isEqualTo(said(all.get(i)));
        }
        assertThat(said(all.get(0))).isNotEqualTo(said(all.get(1)));
    }

    private static List<String> said(Variant variant) {
        return items(variant).stream()
                .map(item -> item.answer() instanceof Answer.Choice choice
                        ? choice.options().stream()
                                .map(option -> option.value().toPlainString())
                                .toList()
                                .toString()
                        : item.answer().toString())
                .toList();
    }

    /** Doubles alone tell what cannot be asked; and then it is refused with a reason. */
    @Test
    void whatCannotBeAskedIsRefusedWithAReason() {
        ExamTask task = Exams.read(Exams.OTHERS.get(0)).tasks().get(0);
        Structure structure = new Structure.Known(Exams.RULES).of(task.problem().task());
        var figures = Asking.figures(structure, task.problem());
        var reasons = new ArrayList<Asked.Why>();
        for (int place = 0; place < task.questions().size(); place++) {
            Question each = task.questions().get(place);
            Question question = each.kind() instanceof Question.Choice choice
                    ? new Question(
                            new Question.Choice(choice.quantity(), 4000),
                            each.points(),
                            each.precision(),
                            each.tolerance())
                    : each;
            var questions = new ArrayList<>(task.questions());
            questions.set(place, question);
            Asking.unfit(structure, task.problem(), figures, questions, place, Dice.ofQuestion(SEED, "1", 0, 1))
                    .ifPresent(unfit -> reasons.add(unfit.why()));
        }
        assertThat(reasons).containsExactly(Asked.Why.FEW_DISTRACTORS, Asked.Why.FEW_DISTRACTORS);
    }
}
