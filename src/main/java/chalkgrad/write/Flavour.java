package chalkgrad.write;

import chalkgrad.typeset.Latex;

/**
 * What a page's formulas are written in: formats of one flavour share a page.
 *
 * <p>{@code Flavour.MACROS} is for the LaTeX template, which defines the commands.
 */
public enum Flavour {
    /** LaTeX as Markdown and the embedded PDF understand it. */
    PLAIN(Latex.Flavour.PLAIN, false),
    /** LaTeX with the macros of its template. */
    MACROS(Latex.Flavour.MACROS, false),
    /** MathML, beside LaTeX to be copied; and words for a page that can be used, not only read. */
    MATHML(Latex.Flavour.PLAIN, true);

    private final Latex.Flavour latex;
    private final boolean interactive;

    Flavour(Latex.Flavour latex, boolean interactive) {
        this.latex = latex;
        this.interactive = interactive;
    }

    Latex.Flavour latex() {
        return latex;
    }

    boolean isInteractive() {
        return interactive;
    }
}
