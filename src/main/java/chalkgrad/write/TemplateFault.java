package chalkgrad.write;

/**
 * A template that could not be used, as its author needs to know it: where, and what is wrong.
 *
 * <p>{@code mine/tex/document.ftl:12:5: The following has evaluated to null or missing: page.titel}.
 */
public final class TemplateFault extends Exception {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final int line;
    private final int column;

    TemplateFault(String file, int line, int column, String sentence) {
        super(
                line > 0 ? file + ":" + line + ":" + column + ": " + sentence : file + ": " + sentence,
                null,
                false,
                false);
        this.file = file;
        this.line = line;
        this.column = column;
    }

    /** The template's file: a path for a user's own, a name such as {@code tex/document.ftl} for a built-in one. */
    public String file() {
        return file;
    }

    /** The line, from 1; 0 if the fault has no place. */
    public int line() {
        return line;
    }

    /** The column, from 1; 0 if the fault has no place. */
    public int column() {
        return column;
    }
}
