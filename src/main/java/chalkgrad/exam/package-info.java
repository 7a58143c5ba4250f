/**
 * An exam file as data: the problems, what is drawn anew for each student, what a draw has to meet, and what is asked.
 *
 * <p>Nothing is drawn here, and nothing is worked out.
 */
@org.jspecify.annotations.NullMarked
package chalkgrad.exam;
