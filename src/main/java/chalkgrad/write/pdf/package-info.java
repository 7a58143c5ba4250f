/**
 * The embedded PDF: a page set without a TeX installation.
 *
 * <p>JLaTeXMath makes the boxes of a formula; everything else is ours. An element of a page becomes {@link
 * chalkgrad.write.pdf.VerticalBox}s (a line of text, a row of a display), the paginator stacks them on sheets, and what they
 * draw goes through {@link chalkgrad.write.pdf.Canvas}, which keeps text, drawing and the structure tree for readers
 * who cannot see the page in step.
 */
@org.jspecify.annotations.NullMarked
package chalkgrad.write.pdf;
