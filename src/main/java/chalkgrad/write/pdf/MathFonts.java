package chalkgrad.write.pdf;

import java.awt.Font;
import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.scilab.forge.jlatexmath.Char;
import org.scilab.forge.jlatexmath.CharFont;
import org.scilab.forge.jlatexmath.DefaultTeXFont;
import org.scilab.forge.jlatexmath.FontInfo;
import org.scilab.forge.jlatexmath.MatrixAtom;
import org.scilab.forge.jlatexmath.SpaceAtom;
import org.scilab.forge.jlatexmath.SymbolMappingNotFoundException;
import org.scilab.forge.jlatexmath.TeXConstants;
import org.scilab.forge.jlatexmath.TeXFormula;

/**
 * The fonts of formulas, without the font system of AWT.
 *
 * <p>JLaTeXMath would load its fonts through {@link Font#createFont}, which fails on a machine without fontconfig. So
 * every entry of its table gets a stand-in that carries nothing but the path of the font's file; what is drawn with it
 * is looked up here.
 */
final class MathFonts {
    /** The size JLaTeXMath draws at: it scales by size/100 before each glyph. */
    static final double DESIGN_SIZE = 100;

    static final Font STAND_IN = new Font("none", Font.PLAIN, (int) DESIGN_SIZE);

    /** Between the rows of a matrix, in ex: as LaTeX sets them, a little wider than JLaTeXMath. */
    private static final float ROW_GAP = 1.5f;

    private static final String UNKNOWN = "\uFFFD";

    private final FontShelf shelf;
    private final Map<String, String> unicode;
    private final Map<String, Map<Character, Symbol>> symbols = new HashMap<>();
    private final Map<FontFile, @Nullable Symbol[]> digits = new IdentityHashMap<>();

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
        Map<Character, Symbol> ofFont = symbols.get(fontPath);
        if (ofFont == null) {
            ofFont = new HashMap<>();
            symbols.put(fontPath, ofFont);
        }
        Symbol known = ofFont.get(character);
        if (known == null) {
            FontFile font = shelf.math(fontPath);
            String text = isPlain(character)
                    ? String.valueOf(character)
                    : unicode.getOrDefault(fontPath + '\0' + character, UNKNOWN);
            known = new Symbol(font, font.glyph(character), text);
            ofFont.put(character, known);
        }
        return known;
    }

    /** A digit in the font of another. */
    Symbol digit(Symbol like, char digit) {
        Symbol[] all = digits.get(like.font);
        if (all == null) {
            all = new Symbol[10];
            digits.put(like.font, all);
        }
        Symbol known = all[digit - '0'];
        if (known == null) {
            known = new Symbol(like.font, like.font.glyph(digit), String.valueOf(digit));
            all[digit - '0'] = known;
        }
        return known;
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
                MatrixAtom.vsep_in = new SpaceAtom(TeXConstants.UNIT_EX, 0, ROW_GAP, 0);
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

        /**
         * JLaTeXMath knows a symbol's name or command for a Unicode character, and a glyph for a name; this goes the
         * way back. Larger forms of a glyph stand for the same character.
         */
        private static Map<String, String> names(Map<Integer, String> paths) {
            Map<String, String> names = new HashMap<>();
            DefaultTeXFont font = new DefaultTeXFont(10);
            for (int c = ' '; c < TeXFormula.symbolMappings.length; c++) {
                String name = TeXFormula.symbolMappings[c];
                String command = TeXFormula.symbolFormulaMappings[c];
                if (name == null && command != null && command.matches("\\\\[A-Za-z]+")) {
                    name = command.substring(1);
                }
                if (name != null) {
                    try {
                        Char glyph = font.getChar(name, TeXConstants.STYLE_TEXT);
                        names.putIfAbsent(key(paths, glyph), Character.toString(c));
                        while (font.hasNextLarger(glyph)) {
                            glyph = font.getNextLarger(glyph, TeXConstants.STYLE_TEXT);
                            names.putIfAbsent(key(paths, glyph), Character.toString(c));
                        }
                    } catch (SymbolMappingNotFoundException e) {
                        // a command for several glyphs names none of them
                    }
                }
            }
            return names;
        }

        private static String key(Map<Integer, String> paths, Char glyph) {
            CharFont place = glyph.getCharFont();
            return paths.get(place.fontId) + '\0' + place.c;
        }
    }
}
