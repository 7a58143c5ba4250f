package chalkgrad.algebra;

/**
 * What a letter in an expression stands for.
 *
 * <p>{@code new Name("z").id()} is {@code "z"}; a quantity of a network answers {@code net(h1)} or {@code dE/dw5}.
 *
 * <p>Two symbols are the same when they are equal as values. The algebra never looks inside one: how it is written on the page
 * is a notation's affair.
 */
public interface Symbol {

    /** The symbol's name in files and in JSON, in the problem-file grammar where it is a plain name. */
    String id();

    /** Whether it is a number of its own, by which nobody takes a derivative. */
    default boolean isConstant() {
        return false;
    }

    /** This symbol as a letter in an expression. */
    default Expr expr() {
        return Expr.sym(this);
    }

    /** A plain name, such as the {@code z} of an activation's definition. */
    record Name(String id) implements Symbol {
        @Override
        public String toString() {
            return id;
        }
    }

    /**
     * A number that has a letter. The parser reads {@code e} and {@code pi} as plain names, since a file may define them as its own; whoever
     * knows the file's names puts the constant in their place.
     */
    enum Constant implements Symbol {
        E("e"),
        PI("pi");

        private final String id;

        Constant(String id) {
            this.id = id;
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public boolean isConstant() {
            return true;
        }
    }
}
