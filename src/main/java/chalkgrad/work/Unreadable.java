package chalkgrad.work;

/** Leaves the recursion of a parser; never seen outside. */
final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Token at;
    private final transient Clue expected;

    Unreadable(Token at, Clue expected) {
        super(null, null, false, false);
        this.at = at;
        this.expected = expected;
    }

    Token at() {
        return at;
    }

    Clue expected() {
        return expected;
    }

    /** What stands there. */
    Clue found() {
        return at.is(Token.Kind.OVER)
                ? Clue.of(Clue.Kind.END)
                : at.text().isBlank() ? Clue.of(Clue.Kind.NEW_LINE) : Clue.text(at.text());
    }
}
