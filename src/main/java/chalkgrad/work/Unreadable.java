package chalkgrad.work;

/** Leaves the recursion of a parser; never seen outside. */
final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Token at;
    private final transient ParseExpectation expected;

    Unreadable(Token at, ParseExpectation expected) {
        super(null, null, false, false);
        this.at = at;
        this.expected = expected;
    }

    Token at() {
        return at;
    }

    ParseExpectation expected() {
        return expected;
    }

    /** What stands there. */
    ParseExpectation found() {
        return at.is(Token.Kind.OVER)
                ? ParseExpectation.of(ParseExpectation.Kind.END)
                : at.text().isBlank()
                        ? ParseExpectation.of(ParseExpectation.Kind.NEW_LINE)
                        : ParseExpectation.text(at.text());
    }
}
