package chalkgrad.report;

import chalkgrad.algebra.Expr;
import chalkgrad.evaluate.Solution;

/**
 * What is not known of a solution's numbers.
 *
 * <p>"L is positive and below 4.3E-868588964: it is not zero, though it is written so."
 */
final class UnsureNote {
    private UnsureNote() {}

    static Message of(Solution.Unsure unsure) {
        Message.Arg what =
                unsure.place().isEmpty() ? Message.math(unsure.quantity().expr()) : new Message.Words(unsure.id());
        Message.Arg above = Message.math(Expr.num(unsure.above()));
        Message.Arg below = Message.math(Expr.num(unsure.below()));
        if (unsure.sign() != 0) {
            return unsure.sign() > 0
                    ? Message.of("warning.positive", what, below)
                    : Message.of("warning.negative", what, above);
        }
        return unsure.step() == 0
                ? Message.of("warning.unsure", what, above, below)
                : Message.of("warning.unsure.from", what, above, Message.count(unsure.step()), below);
    }

    /** That fewer updates are shown than were asked for. */
    static Message ofUpdates(int asked, Solution solution) {
        int shown = solution.passes().size() - 1;
        return Message.of("warning.asked", Message.count(asked), Message.count(shown));
    }
}
