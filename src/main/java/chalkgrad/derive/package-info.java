/**
 * A derivation as data: every quantity of a network with the expression and the rule that give it, in the order in which they are worked out.
 *
 * <p>The report prints it, the evaluation computes it, and nothing derives anything a second time.
 */
@org.jspecify.annotations.NullMarked
package chalkgrad.derive;
