package chalkgrad.rules;

import chalkgrad.algebra.Symbol;

/**
 * A symbol that carries its shape with it.
 *
 * <p>A vector of three ones answers {@code Dims.vector(3)}; nobody has to be asked what it is.
 */
public interface Sized extends Symbol {
    Dims dims();
}
