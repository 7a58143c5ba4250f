package chalkgrad.write.pdf;

import chalkgrad.write.Page.Formula;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
 * that were used last are kept. One that JLaTeXMath does not understand is set as plain text and remembered as a warning.
 */
final class Formulas {
    /** JLaTeXMath keeps its tables in static fields and fills some of them on the way: one thread at a time. */
    static final Object JLATEXMATH = new Object();

    private static final int KEPT = 4_000;
    private static final float ANY_SIZE = 10; // boxes are in em whatever is said here

    private final Typeface typeface;
    private final MathFonts fonts;
    private final List<String> warnings = new ArrayList<>();
    private final Map<String, FormulaBox> kept = new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, FormulaBox> eldest) {
            return size() > KEPT;
        }
    };

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
            made = new FormulaBox(new Drawing(layOut(formula.latex(), style), fonts), formula.latex());
        } catch (RuntimeException | StackOverflowError e) {
            warnings.add("formula set as plain text: " + formula.latex());
            String plain = formula.text().isBlank() ? formula.latex() : formula.text();
            return new FormulaBox(new Drawing(Words.box(typeface.shape(plain, false)), fonts), plain);
        }
        kept.put(key, made);
        return made;
    }

    private Box layOut(String latex, int style) {
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
