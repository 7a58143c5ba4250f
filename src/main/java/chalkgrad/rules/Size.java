package chalkgrad.rules;

import chalkgrad.algebra.Expr;

/**
 * How long an axis is: a number, or a letter for a number that nobody has chosen.
 *
 * <p>{@code W: [m, n]} has the sizes m and n; two axes fit only where both are the same number or the same letter.
 */
public sealed interface Size {
    /** So many. */
    record Count(int value) implements Size {
        @Override
        public Expr expr() {
            return Expr.num(value);
        }

        @Override
        public String toString() {
            return Integer.toString(value);
        }
    }

    /** As many as a letter says; in an expression the letter is a number. */
    record Letter(String name) implements Size, Sized {
        @Override
        public String id() {
            return name;
        }

        @Override
        public Expr expr() {
            return Expr.sym(this);
        }

        @Override
        public Dims dims() {
            return Dims.SCALAR;
        }

        @Override
        public boolean isConstant() {
            return true;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Size of(int value) {
        return new Count(value);
    }

    /** The size as an expression. */
    Expr expr();

    /**
     * The size as a number.
     *
     * @throws OpenSize where it is a letter
     */
    default int value() {
        if (this instanceof Count count) {
            return count.value;
        }
        throw new OpenSize((Letter) this);
    }

    /** A number was needed where the size is a letter. */
    final class OpenSize extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Letter letter;

        OpenSize(Letter letter) {
            super("the size " + letter + " is a letter", null, false, false);
            this.letter = letter;
        }

        public Letter letter() {
            return letter;
        }
    }
}
