/**
 * Expressions as people write them, the parser that reads them, and the one door to the computer algebra system.
 *
 * <p>{@link chalkgrad.algebra.Expr} keeps the shape on the page; {@link chalkgrad.algebra.Symja} derives and decides.
 */
@org.jspecify.annotations.NullMarked
package chalkgrad.algebra;
