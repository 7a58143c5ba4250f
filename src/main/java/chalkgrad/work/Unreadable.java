package chalkgrad.work;

/** Leaves the recursion of a parser; never seen outside. */
final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Token at;
    private final String expected;

    Unreadable(Token at, String expected) {
        super(null, null, false, false);
        this.at = at;
        this.expected = expected;
    }

    Token at() {
        return at;
    }

    String expected() {
        return expected;
    }

    /** What stands there, in words. */
    String found() {
        return at.is(Token.Kind.OVER) ? "the end" : at.text().isBlank() ? "a new line" : at.text();
    }
}
