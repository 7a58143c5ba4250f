package chalkgrad.typeset;

import chalkgrad.algebra.Symbol;

/**
 * A name as somebody wrote it, to be set just so: no notation changes it.
 *
 * <p>{@code new Penned(Letter.written("net", "", "h1", "").orElseThrow())} is net with the subscript h1, also where the problem writes z.
 */
public record Penned(Letter letter) implements Symbol {
    @Override
    public String id() {
        return letter.base() + (letter.sub().isEmpty() ? "" : "_" + letter.sub());
    }
}
