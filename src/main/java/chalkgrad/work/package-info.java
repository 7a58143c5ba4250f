/**
 * Reads what somebody wrote by hand: Markdown, LaTeX, plain text and answer sheets become lines, their formulas chains of expressions in the
 * writer's own names. Nothing here knows the problem, and nothing is computed.
 */
@NullMarked
package chalkgrad.work;

import org.jspecify.annotations.NullMarked;
