package chalkgrad.rules;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Symbol;

/**
 * The derivative of one rule by one of its variables: as the computer algebra system derives it, and as it is shown.
 *
 * <p>For the sigmoid, {@code derived} is {@code exp(-z)/(1+exp(-z))^2} and {@code shown} is {@code o*(1-o)}.
 *
 * @param definition the function
 * @param by the variable
 * @param derived Symja's result, piece by piece where the function has kinks
 * @param shown the form for the page: the taught one, or else the shortest that was found
 * @param proof how it is known that the two are the same
 */
public record LocalDerivative(Expr definition, Symbol by, Expr derived, Expr shown, Proof proof) {

    /** Whether {@code shown} is proved to be the derivative. */
    public boolean proved() {
        return proof == Proof.SYMBOLIC;
    }

    /** How two forms were compared. */
    public enum Proof {
        /** Their difference expands to zero, and no probe contradicts it. */
        SYMBOLIC,
        /** They agree at every point that was tried. */
        NUMERIC_ONLY,
        /** They differ somewhere, or nowhere could be compared. */
        FAILED
    }
}
