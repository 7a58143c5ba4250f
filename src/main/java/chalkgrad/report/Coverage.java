package chalkgrad.report;

import chalkgrad.evaluate.Solution;
import chalkgrad.model.Problem;
import chalkgrad.model.Problem.Detail;

/**
 * What a solution says at which level of detail: a row for each thing that may be left out, and nowhere else a decision about it.
 *
 * <p>{@code Coverage.GENERAL_PATTERN.isIn(solution)} is true of a problem with {@code detail: full} alone.
 *
 * <p>To give a new part of a report its level, add a row and ask it.
 */
enum Coverage {
    /** Sentences that say why a step is taken. */
    REASONS(Detail.STANDARD),
    /** The derivatives of the activations and of the loss, as they are taught. */
    LOCAL_RULES(Detail.STANDARD),
    /** The chain rule of one weight of each layer, factor by factor in lines. */
    CHAINS(Detail.STANDARD),
    /** What a net input, an output and a delta are. */
    SYMBOLS(Detail.STANDARD),
    /** How the gradients were verified. */
    CHECK(Detail.STANDARD),
    /** The matrices of a notation that has them, with numbers. */
    MATRICES(Detail.STANDARD),
    /** The picture of a graph with every number, after the picture with what is given. */
    SECOND_FIGURE(Detail.STANDARD),
    /** Each factor of the chain rule by itself, with the rule that gives it. */
    FACTORS(Detail.FULL),
    /** What holds for every network. */
    GENERAL_PATTERN(Detail.FULL),
    /** A line for each update, and one for each step of the second forward pass; otherwise there is a table. */
    EVERY_LINE(Detail.FULL),
    /** Each gate of a graph once more in a table. */
    GATE_TABLE(Detail.FULL),
    /** The shapes of a layer's matrices in a table. */
    SHAPES(Detail.FULL);

    private final Detail least;

    Coverage(Detail least) {
        this.least = least;
    }

    boolean isIn(Problem problem) {
        return problem.pages().detail().compareTo(least) >= 0;
    }

    boolean isIn(Solution solution) {
        return isIn(solution.problem());
    }
}
