/**
 * Expressions as LaTeX and as plain text, under a notation.
 *
 * <p>A {@link chalkgrad.typeset.Notation} knows how each quantity is written, and nothing else does.
 */
@org.jspecify.annotations.NullMarked
package chalkgrad.typeset;
