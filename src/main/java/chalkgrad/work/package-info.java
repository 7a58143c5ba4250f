/**
 * Reads what somebody wrote by hand: Markdown, LaTeX, plain text and answer sheets become lines, their formulas chains of expressions in the
 * writer's own names. Nothing here knows the problem, and nothing is computed.
 *
 * <p>The words of which people build names, in many languages, are the rows of {@code lexicon.txt}: a language or a word more is a row more.
 */
@NullMarked
package chalkgrad.work;

import org.jspecify.annotations.NullMarked;
