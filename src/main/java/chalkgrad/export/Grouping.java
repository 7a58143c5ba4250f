package chalkgrad.export;

/**
 * What a system finds together.
 *
 * <p>{@code BY_QUESTION} puts every variant of question 3 where a quiz can draw one at random.
 */
public enum Grouping {
    /** A student's questions. Moodle: a category each; Canvas: a quiz each; QTI 2.1: a section each, one of which is drawn. */
    BY_VARIANT,
    /** A question in all its variants. Moodle: a category each; Canvas and QTI 2.1: a group each, of which one question is drawn. */
    BY_QUESTION
}
