/**
 * Takes the text out of the files that are handed in: notebooks, Word files, web pages and PDFs become lines of Markdown, their formulas LaTeX,
 * and each line knows where it stood. Nothing here reads a formula or knows the problem. A file that is no such text, or a trap, is refused
 * with one sentence; what is there but cannot be taken out surely is said to be in doubt.
 */
@NullMarked
package chalkgrad.source;

import org.jspecify.annotations.NullMarked;
