package chalkgrad.batch;

/**
 * How a run ended.
 *
 * <p>{@code tally.whole()} is false where it was stopped.
 *
 * @param seats how many it had to deal with
 * @param made how many variants are there now
 * @param refused for how many no draw met the requirements
 * @param failed how many could not be made
 */
public record Tally(boolean whole, int seats, int made, int refused, int failed) {}
