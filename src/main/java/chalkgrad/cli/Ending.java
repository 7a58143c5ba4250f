package chalkgrad.cli;

import chalkgrad.batch.Tally;
import java.nio.file.Path;

/** Says how a long run ended. */
final class Ending {
    private Ending() {}

    /** The exit code, after a line for a person. */
    static int of(Tally tally, ProgressReporter spectator, Path folder) {
        int left = tally.refused() + tally.failed();
        if (!tally.whole()) {
            spectator.say("chalkgrad: stopped after " + (tally.made() + left) + " of " + tally.seats()
                    + "; what is finished stays in “" + folder + "”, and the same command goes on from there");
            return ExitCode.OUTPUT;
        }
        spectator.say(tally.made() + (tally.made() == 1 ? " variant" : " variants") + " in “" + folder + "”, "
                + spectator.time() + (left == 0 ? "" : "; " + left + " left out, see “failed” in the manifest"));
        return tally.failed() > 0 ? ExitCode.OUTPUT : tally.refused() > 0 ? ExitCode.INPUT : ExitCode.DONE;
    }
}
