package chalkgrad.variant;

import java.util.List;

/**
 * What comes of putting a question to one variant: its answer, or why it cannot be asked there.
 *
 * <p>{@code new Unfit(Why.FEW_DISTRACTORS, List.of("3", "5"))} where five options are wanted and only three can be told apart.
 */
public sealed interface Asked {

    /** It can be asked. */
    record Fit(Answer answer) implements Asked {}

    /**
     * It cannot, with these values.
     *
     * @param details numbers or names that the reason is about
     */
    record Unfit(Why why, List<String> details) implements Asked {
        public Unfit {
            details = List.copyOf(details);
        }
    }

    /** Why a question cannot be asked. */
    enum Why {
        /** Too few wrong options can be told from the answer and from each other; how many there are, and how many are wanted. */
        FEW_DISTRACTORS,
        /** No mistake that may be planted shows; the ids that were tried, or none for any. */
        NO_MISTAKE,
        /** Fewer than three steps lead to the quantity; how many. */
        FEW_STEPS,
        /** The quantity has no value, or is given; its name. */
        NO_VALUE
    }
}
