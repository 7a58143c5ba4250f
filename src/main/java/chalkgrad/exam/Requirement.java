package chalkgrad.exam;

import chalkgrad.algebra.Expr;
import chalkgrad.model.Problem.Precision;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * What a draw has to meet.
 *
 * <p>{@code abs(dE/dw1) >= 0.001} is a {@link Comparison}; its expression is in {@link chalkgrad.derive.Occurrence}s.
 */
public sealed interface Requirement {

    /** As the file has it, or would. */
    String text();

    /** How two values compare. */
    enum Relation {
        LESS("<"),
        AT_MOST("<="),
        GREATER(">"),
        AT_LEAST(">="),
        EQUAL("=="),
        NOT_EQUAL("!=");

        public final String sign;

        Relation(String sign) {
            this.sign = sign;
        }
    }

    /** Every step has a value, and every drawn value is a decimal: what every draw has to meet, whatever the file says. */
    record Solvable(String text) implements Requirement {}

    /** There are enough wrong options, mistakes and steps for every question: what every draw has to meet, too. */
    record Askable(String text) implements Requirement {}

    /** Two expressions in quantities of the solution. */
    record Comparison(String text, Expr left, Relation relation, Expr right) implements Requirement {}

    /** No unit with relu has a net input below or at zero for every sample, so that nothing could come back through it. */
    record NoDeadRelu(String text) implements Requirement {}

    /** No bounded activation is so far out that its slope is below {@code slope}. */
    record NoSaturation(String text, BigDecimal slope) implements Requirement {}

    /** Each update makes the loss smaller. */
    record LossFalls(String text) implements Requirement {}

    /** No two students have the same answer to a question, as far as these digits tell. */
    record DistinctAnswers(String text, Optional<Precision> precision) implements Requirement {}

    /** Each of these mistakes, or every one that can be made, gives an answer that is visibly another. */
    record MistakesDiffer(String text, Optional<List<String>> mistakes) implements Requirement {}

    /** Every answer keeps so many significant digits when it is worked out with the stated rounding at each step. */
    record Digits(String text, int count) implements Requirement {}
}
