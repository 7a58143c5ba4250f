package chalkgrad.write.pdf;

import chalkgrad.write.Page.Formula;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.scilab.forge.jlatexmath.Atom;
import org.scilab.forge.jlatexmath.Box;
import org.scilab.forge.jlatexmath.DefaultTeXFont;
import org.scilab.forge.jlatexmath.TeXConstants;
import org.scilab.forge.jlatexmath.TeXEnvironment;
import org.scilab.forge.jlatexmath.TeXFormula;

/**
 * Makes boxes of formulas: {@code formulas.inline(new Formula("\\frac{1}{2}", "1/2"))}.
 *
 * <p>A formula without decimal numbers comes again in every document, and one with them comes again in its own, so the boxes of those
 * that were used last are kept; one that differs from another in its digits only is drawn like it. One that JLaTeXMath does not understand is set as plain text and remembered as a warning.
 */
final class Formulas {
    /** JLaTeXMath keeps its tables in static fields and fills some of them on the way: one thread at a time. */
    static final Object JLATEXMATH = new Object();

    private static final int KEPT = 4_000;
    /** A stencil costs as much as three formulas do. */
    private static final int FEW = 3;

    private static final float ANY_SIZE = 10; // boxes are in em whatever is said here

    private final Typeface typeface;
    private final MathFonts fonts;
    private final List<String> warnings = new ArrayList<>();
    private final Map<String, FormulaBox> kept = new Latest<>();
    /** By what formulas have in common that differ in their digits only; empty where there can be none. */
    private final Map<String, Optional<Stencil>> stencils = new Latest<>();

    private final Map<String, Integer> seen = new Latest<>();

    /** What was used last. */
    private static final class Latest<T> extends LinkedHashMap<String, T> {
        private static final long serialVersionUID = 1;

        Latest() {
            super(256, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
            return size() > KEPT;
        }
    }

    Formulas(FontShelf shelf, Typeface typeface) {
        this.typeface = typeface;
        synchronized (JLATEXMATH) {
            Macros.register();
        }
        fonts = new MathFonts(shelf);
    }

    FormulaBox inline(Formula formula) {
        return box(formula, TeXConstants.STYLE_TEXT);
    }

    FormulaBox display(Formula formula) {
        return box(formula, TeXConstants.STYLE_DISPLAY);
    }

    /** The warnings since the last call. */
    List<String> takeWarnings() {
        List<String> taken = List.copyOf(warnings);
        warnings.clear();
        return taken;
    }

    Atom words(String text, boolean bold) {
        return new Words(typeface.shape(text, bold));
    }

    private FormulaBox box(Formula formula, int style) {
        String key = style + formula.latex();
        FormulaBox known = kept.get(key);
        if (known != null) {
            return known;
        }
        FormulaBox made;
        try {
            made = new FormulaBox(drawing(formula.latex(), style), formula.latex());
        } catch (RuntimeException | StackOverflowError e) {
            warnings.add("formula set as plain text: " + formula.latex());
            String plain = formula.text().isBlank() ? formula.latex() : formula.text();
            return new FormulaBox(new Drawing(Words.box(typeface.shape(plain, false)), fonts), plain);
        }
        kept.put(key, made);
        return made;
    }

    /** Once there have been a few formulas that differ in their digits only, they have a stencil made. */
    private Drawing drawing(String latex, int style) {
        String key = style + Stencil.key(latex);
        Optional<Stencil> stencil = stencils.get(key);
        if (stencil == null) {
            Drawing first = layOut(latex, style);
            if (seen.merge(key, 1, Integer::sum) > FEW) {
                stencils.put(key, Stencil.of(latex, like -> layOut(like, style)));
            }
            return first;
        }
        return stencil.isPresent() ? stencil.get().drawing(latex) : layOut(latex, style);
    }

    /** What a formula draws in a style of TeX's, laid out anew. */
    Drawing layOut(String latex, int style) {
        return new Drawing(boxes(latex, style), fonts);
    }

    private Box boxes(String latex, int style) {
        String prepared = LatexText.rewrite(latex);
        synchronized (JLATEXMATH) {
            Macros.begin(this);
            try {
                Atom root = new TeXFormula(prepared.isBlank() ? "{}" : prepared).root;
                return root.createBox(new TeXEnvironment(style, new DefaultTeXFont(ANY_SIZE)));
            } finally {
                Macros.end();
            }
        }
    }
}
