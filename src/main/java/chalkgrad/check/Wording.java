package chalkgrad.check;

/**
 * The keys of what is said about a line, and of how its verdict came about; the wording is in the messages files.
 *
 * <p>{@code Remark.of(Wording.EXPECTED, Remark.words("0.0259"))} is "Expected: 0.0259."
 */
public final class Wording {
    /** A name that nobody knows. */
    public static final String UNKNOWN = "check.quantity.unknown";
    /** The name, and what it may mean. */
    public static final String AMBIGUOUS = "check.quantity.ambiguous";
    /** An answer of 0, or without a significant digit, says nothing. */
    public static final String ZERO = "check.zero";
    /** Off by one in the last digit: what is expected. */
    public static final String LAST_DIGIT = "check.lastdigit";
    /** What is expected. */
    public static final String EXPECTED = "check.expected";
    /** What a line that follows from a mistake would be without it. */
    public static final String WOULD_BE = "check.wouldbe";
    /** Right on top of a wrong quantity, and its line. */
    public static final String FOLLOWS = "check.follows";
    /** The line of the mistake that shows here again. */
    public static final String AGAIN = "check.again";
    /** The wrong value that makes this trivial. */
    public static final String TRIVIAL = "check.trivial";
    /** A side that does not equal the one before it, and what that one gives. */
    public static final String LINK = "check.link";
    /** The result is right, but what stands before it gives something else. */
    public static final String SHOWN = "check.shown";
    /** The expression that was expected, and where the two differ. */
    public static final String SYMBOLIC = "check.symbolic";
    /** No mistake explains the number. */
    public static final String UNEXPLAINED = "check.unexplained";
    /** Right of any neuron or layer. */
    public static final String IN_GENERAL = "check.general";
    /** The effort for one work was spent. */
    public static final String EFFORT = "check.effort";
    /** The time was over. */
    public static final String TIMEOUT = "check.timeout";
    /** Which sample is meant? */
    public static final String SAMPLE = "check.sample";
    /** A name of the writer's own, and what for. */
    public static final String DEFINED = "check.defined";
    /** Several mistakes that explain the number alike. */
    public static final String EITHER = "check.either";
    /** A quantity, and what it is exactly. */
    public static final String REASON_EXACT = "reason.exact";
    /** The bounds that the numbers on paper give. */
    public static final String REASON_INTERVAL = "reason.interval";
    /** The value that the printed numbers give. */
    public static final String REASON_POINT = "reason.point";
    /** Two expressions that are the same. */
    public static final String REASON_EQUAL = "reason.symbolic.equal";
    /** Two expressions that are not, and where they differ. */
    public static final String REASON_DIFFERENT = "reason.symbolic.different";
    /** A mistake, and what it gives. */
    public static final String REASON_MISTAKE = "reason.mistake";
    /** A name, and what it was read as. */
    public static final String REASON_NAME = "reason.name";
    /** The name on the left was read as the value after the update. */
    public static final String REASON_UPDATE = "reason.update";
    /** A convention's name and value, under which a line was read. */
    public static final String REASON_CONVENTION = "reason.convention";
    /** A convention for which as much speaks as against it. */
    public static final String CONVENTION_OPEN = "check.convention.open";
    /** The number of which too few digits were written. */
    public static final String COARSE = "check.coarse";
    /** The same with the given values put in. */
    public static final String GIVENS = "check.givens";

    private Wording() {}
}
