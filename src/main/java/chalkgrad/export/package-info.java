/**
 * Exams for learning-management systems: Moodle, Canvas, QTI 2.1, GIFT, and a table of all questions.
 *
 * <p>A variant becomes a format-neutral {@link chalkgrad.export.Booklet}; each format prepares it by itself, on any thread, and appends what was
 * prepared to a stream in order, so that memory does not grow with the number of variants.
 */
@org.jspecify.annotations.NullMarked
package chalkgrad.export;
