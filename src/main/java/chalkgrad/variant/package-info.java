/**
 * From an exam and a seed to each student's own variant: values that meet the requirements, the solution, the questions with their answers.
 *
 * <p>Everything follows from the seed and the student's key, whatever the order or the number of threads.
 */
@org.jspecify.annotations.NullMarked
package chalkgrad.variant;
