package chalkgrad.write.pdf;

import java.awt.Font;
import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.Map;
import org.scilab.forge.jlatexmath.CharFont;
import org.scilab.forge.jlatexmath.DefaultTeXFont;
import org.scilab.forge.jlatexmath.FontInfo;
import org.scilab.forge.jlatexmath.SymbolMappingNotFoundException;
import org.scilab.forge.jlatexmath.TeXConstants;
import org.scilab.forge.jlatexmath.TeXFormula;

/**
 * The fonts of formulas, without the font system of AWT.
 *
 * <p>JLaTeXMath would load its fonts through {@link Font#createFont}, which fails on a machine without fontconfig. So every entry of its
 * table gets a stand-in that carries nothing but the path of the font's file; what is drawn with it is looked up here.
 */
final class MathFonts {
    /** The size JLaTeXMath draws at: it scales by size/100 before each glyph. */
    static final double DESIGN_SIZE = 100;

    static final Font STAND_IN = new Font("none", Font.PLAIN, (int) DESIGN_SIZE);

    private static final String UNKNOWN = "\uFFFD";

    private final FontShelf shelf;
    private final Map<String, String> unicode;
    private final Map<String, Symbol> symbols = new HashMap<>();

    /** A glyph of a formula and what it stands for. */
    record Symbol(FontFile font, int glyph, String text) {}

    MathFonts(FontShelf shelf) {
        this.shelf = shelf;
        synchronized (Formulas.JLATEXMATH) {
            unicode = Library.UNICODE;
        }
    }

    /** The symbol behind a character of a font of JLaTeXMath. */
    Symbol symbol(String fontPath, char character) {
        return symbols.computeIfAbsent(fontPath + '\0' + character, key -> {
            FontFile font = shelf.math(fontPath);
            String text = unicode.getOrDefault(key, isPlain(character) ? String.valueOf(character) : UNKNOWN);
            return new Symbol(font, font.glyph(character), text);
        });
    }

    private static boolean isPlain(char c) {
        return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
    }

    /** Touched once, under the lock: puts the stand-ins in place and reads the names of the symbols. */
    private static final class Library {
        static final Map<String, String> UNICODE = prepare();

        private static Map<String, String> prepare() {
            try {
                new TeXFormula("x"); // loads the tables
                Map<Integer, String> paths = standIn();
                return names(paths);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("this is not the JLaTeXMath that was tried", e);
            }
        }

        private static Map<Integer, String> standIn() throws ReflectiveOperationException {
            Field fonts = open("fonts");
            Field font = open("font");
            Field path = open("path");
            Map<Integer, String> paths = new HashMap<>();
            for (Map.Entry<?, ?> entry : ((Map<?, ?>) fonts.get(null)).entrySet()) {
                FontInfo info = (FontInfo) entry.getValue();
                String file = (String) path.get(info);
                font.set(info, new Font(file, Font.PLAIN, (int) DESIGN_SIZE));
                paths.put(info.getId(), file);
            }
            return paths;
        }

        private static Field open(String name) throws NoSuchFieldException {
            Field field = FontInfo.class.getDeclaredField(name);
            field.setAccessible(true);
            return field;
        }

        /** JLaTeXMath knows a symbol's name for a Unicode character and a glyph for a name; this goes the way back. */
        private static Map<String, String> names(Map<Integer, String> paths) {
            Map<String, String> names = new HashMap<>();
            DefaultTeXFont font = new DefaultTeXFont(10);
            for (int c = TeXFormula.symbolMappings.length - 1; c > ' '; c--) {
                String name = TeXFormula.symbolMappings[c];
                if (name != null) {
                    try {
                        CharFont glyph = font.getChar(name, TeXConstants.STYLE_TEXT).getCharFont();
                        names.put(paths.get(glyph.fontId) + '\0' + glyph.c, String.valueOf((char) c));
                    } catch (SymbolMappingNotFoundException e) {
                        continue; // the name of a formula, not of a glyph
                    }
                }
            }
            return names;
        }
    }
}
