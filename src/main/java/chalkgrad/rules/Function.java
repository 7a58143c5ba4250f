package chalkgrad.rules;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.FunctionNotation;

/**
 * A function that an expression may call.
 *
 * <p>{@code Functions.find("huber")} takes 2 arguments, output and target.
 *
 * @param notation how it is called
 * @param fewest the smallest number of arguments
 * @param most the largest number of arguments
 * @param kind what it does with vectors and matrices
 */
public record Function(FunctionNotation notation, int fewest, int most, Kind kind) {
    /** A function that is printed by its name. */
    Function(String name, int fewest, int most, Kind kind) {
        this(FunctionNotation.of(name), fewest, most, kind);
    }

    /** Its name in the problem-file grammar. */
    public String name() {
        return notation.name();
    }

    /** Whether a call of it works entry by entry. */
    public boolean isEntrywise(Expr.Call call) {
        return kind == Kind.ENTRYWISE
                || kind == Kind.EXTREMUM
                        && call.args().size() > 1
                        && call.args().stream().noneMatch(Signature::isNamed);
    }

    /** Whether it is a function of one number: elementary, defined by such, or an activation. */
    public boolean hasOneNumber() {
        return (kind == Kind.ENTRYWISE || kind == Kind.ROWWISE) && most == 1;
    }

    /** What a function does with vectors and matrices; of scalars, each but softmax gives a scalar. */
    public enum Kind {
        /** It works entry by entry. */
        ENTRYWISE,
        /** It goes over all entries of its one argument. */
        REDUCING,
        /** Of one argument it goes over all entries; of several it works entry by entry. */
        EXTREMUM,
        /** A loss: it adds up what the outputs' entries, with the targets', contribute. */
        LOSS,
        /** A vector from a vector, or from each row of a matrix: softmax. */
        ROWWISE,
        /** A product of two vectors. */
        PRODUCT,
        /** A function of whole arrays, with settings: it has a row in {@link ArrayFunctions}. */
        ARRAY
    }
}
