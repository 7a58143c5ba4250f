/** Numbers with a proof of every digit: exact rationals and enclosures, the evaluation of a derivation, and its independent cross-check. */
@org.jspecify.annotations.NullMarked
package chalkgrad.evaluate;
