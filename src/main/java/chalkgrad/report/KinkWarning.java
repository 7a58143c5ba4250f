package chalkgrad.report;

import chalkgrad.algebra.Expr;
import chalkgrad.evaluate.Digits;
import chalkgrad.evaluate.Solution;

/** That a derivative was taken exactly at a kink, and by which convention. */
final class KinkWarning {
    private KinkWarning() {}

    static Message of(Solution.Kink kink) {
        Expr derivative = kink.derivative().expr();
        return Message.of(
                "warning.kink",
                Message.math(derivative),
                Message.count(kink.step() + 1L),
                Message.count(kink.sample()),
                new Message.Words(Digits.json(kink.value(), true)));
    }
}
