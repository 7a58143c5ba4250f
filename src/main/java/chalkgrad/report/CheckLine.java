package chalkgrad.report;

import chalkgrad.evaluate.CrossCheck;
import chalkgrad.evaluate.Solution;
import java.util.List;

/** How the gradients were verified, in one line. */
final class CheckLine {
    private CheckLine() {}

    /** A remark, where the pages have room for it. */
    static List<Block> note(Solution solution) {
        return Coverage.CHECK.isIn(solution) ? List.of(new Block.Note(Block.Tone.CHECKED, of(solution))) : List.of();
    }

    static Message of(Solution solution) {
        CrossCheck check = solution.check();
        if (check.untold() > 0) {
            return Message.of(
                    "check.partly",
                    Message.count(check.compared()),
                    Message.count(check.compared() - check.untold()),
                    Message.count(check.untold()));
        }
        return check.directions() == 0
                ? Message.of(
                        "check.each",
                        Message.count(check.gradients()),
                        Message.count(check.digits()),
                        Message.count(check.forward()))
                : Message.of(
                        "check.directions",
                        Message.count(check.gradients()),
                        Message.count(check.directions()),
                        Message.count(check.digits()),
                        Message.count(check.forward()));
    }
}
