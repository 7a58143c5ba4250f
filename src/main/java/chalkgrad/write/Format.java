package chalkgrad.write;

/**
 * A format that a worked solution can be had in.
 *
 * <p>{@code new Format("tex", ".tex", Maker.TEMPLATE, Flavour.MACROS)}.
 *
 * @param name what a user calls it; for {@link Maker#TEMPLATE} also its folder in {@code templates/}
 * @param fileEnding with its dot
 * @param maker what makes it
 * @param flavour what the formulas of its page are written in
 */
public record Format(String name, String fileEnding, Maker maker, Flavour flavour) {

    /** The part of the program that makes a format. */
    public enum Maker {
        /** {@link TemplateWriter}, from a folder of templates. */
        TEMPLATE,
        /** The writer of PDF pages, or the TeX that is installed. */
        PDF,
        /** The writer of the results as data. */
        DATA
    }
}
