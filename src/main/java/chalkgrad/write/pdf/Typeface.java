package chalkgrad.write.pdf;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Chooses a font for every character: {@code shape("시그모이드 ReLU", false)} gives a Hangul stretch and a Latin one.
 *
 * <p>Latin letters come from Computer Modern, to be of one colour with the formulas, and everything else from
 * NanumMyeongjo. What neither has becomes an empty square: no text, however hostile, fails here. The result has no
 * control characters.
 */
final class Typeface {
    private static final int EMPTY_SQUARE = 0x25A1;
    private static final String[][] FILES = {
        {"cmunrm.ttf", "NanumMyeongjo.ttf"}, {"cmunbx.ttf", "NanumMyeongjoBold.ttf"},
    };
    private static final String[] LIGATURES = {"ffi", "ffl", "ff", "fi", "fl"};
    private static final int[] LIGATURE_CODES = {0xFB03, 0xFB04, 0xFB00, 0xFB01, 0xFB02};

    private static final int KEPT = 4_000;
    private static final int LONGEST_KEPT = 40;

    private final FontShelf shelf;
    /** Regular Latin, regular Korean, bold Latin, bold Korean. */
    private final @Nullable FontFile[] fonts = new FontFile[4];

    /** Words come again and again. */
    private final Map<Word, List<Glyphs>> kept = new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Word, List<Glyphs>> eldest) {
            return size() > KEPT;
        }
    };

    private record Word(String text, boolean bold) {
        @Override
        public int hashCode() {
            return text.hashCode() * 2 + (bold ? 1 : 0);
        }

        /** By hand, as this is asked for each word on each page. */
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Word word && bold == word.bold && text.equals(word.text);
        }
    }

    Typeface(FontShelf shelf) {
        this.shelf = shelf;
    }

    /** Composes letters, turns every kind of white space into a space and drops what has no shape. */
    static String clean(String text) {
        if (isClean(text)) {
            return text;
        }
        StringBuilder clean = new StringBuilder(text.length());
        Normalizer.normalize(text, Normalizer.Form.NFC).codePoints().forEach(c -> {
            int type = Character.getType(c);
            if (Character.isWhitespace(c)) {
                clean.append(' ');
            } else if (type != Character.CONTROL
                    && type != Character.FORMAT
                    && type != Character.SURROGATE
                    && (c & 0xFFFE) != 0xFFFE
                    && !isVariationSelector(c)) {
                clean.appendCodePoint(type == Character.SPACE_SEPARATOR ? 0xA0 : c);
            }
        });
        return clean.toString();
    }

    /** Printable ASCII and syllables of Hangul: nothing to be composed or dropped. */
    private static boolean isClean(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!(c >= ' ' && c < 0x7F || c >= 0xAC00 && c <= 0xD7A3)) {
                return false;
            }
        }
        return true;
    }

    List<Glyphs> shape(String text, boolean bold) {
        if (text.length() > LONGEST_KEPT) {
            return shaped(text, bold);
        }
        Word word = new Word(text, bold);
        List<Glyphs> known = kept.get(word);
        if (known == null) {
            known = List.copyOf(shaped(text, bold));
            kept.put(word, known);
        }
        return known;
    }

    private List<Glyphs> shaped(String text, boolean bold) {
        List<Glyphs> shaped = new ArrayList<>();
        String clean = clean(text);
        Stretch stretch = new Stretch();
        for (int at = 0; at < clean.length(); ) {
            int ligature = ligature(clean, at);
            int codePoint = ligature < 0 ? clean.codePointAt(at) : LIGATURE_CODES[ligature];
            String stands = ligature < 0 ? Character.toString(codePoint) : LIGATURES[ligature];
            at += stands.length();
            if (codePoint == 0xA0) {
                codePoint = ' ';
                stands = " ";
            }
            FontFile font = fontFor(codePoint, bold);
            if (font.glyph(codePoint) == 0) {
                codePoint = EMPTY_SQUARE;
            }
            if (font != stretch.font) {
                stretch.finish(shaped);
                stretch = new Stretch();
            }
            stretch.add(font, font.glyph(codePoint), stands);
        }
        stretch.finish(shaped);
        return shaped;
    }

    private static boolean isVariationSelector(int c) {
        return c >= 0xFE00 && c <= 0xFE0F || c >= 0xE0100 && c <= 0xE01EF;
    }

    static double width(List<Glyphs> shaped) {
        double width = 0;
        for (Glyphs stretch : shaped) {
            width += stretch.width();
        }
        return width;
    }

    private static int ligature(String text, int at) {
        if (text.charAt(at) == 'f') {
            for (int i = 0; i < LIGATURES.length; i++) {
                if (text.startsWith(LIGATURES[i], at)) {
                    return i;
                }
            }
        }
        return -1;
    }

    private FontFile fontFor(int codePoint, boolean bold) {
        // The Korean font is not even opened for text that Computer Modern has.
        FontFile latin = font(bold ? 2 : 0);
        return latin.glyph(codePoint) != 0 ? latin : font(bold ? 3 : 1);
    }

    private FontFile font(int index) {
        FontFile known = fonts[index];
        if (known == null) {
            known = shelf.text(FILES[index / 2][index % 2]);
            fonts[index] = known;
        }
        return known;
    }

    /** Glyphs of one font as they are collected. */
    private static final class Stretch {
        private @Nullable FontFile font;
        private final List<Integer> glyphs = new ArrayList<>();
        private final List<String> text = new ArrayList<>();

        void add(FontFile of, int glyph, String stands) {
            font = of;
            glyphs.add(glyph);
            text.add(stands);
        }

        void finish(List<Glyphs> shaped) {
            if (font == null) {
                return;
            }
            int n = glyphs.size();
            double[] advances = new double[n];
            double width = 0;
            for (int i = 0; i < n; i++) {
                double kern = i + 1 < n ? font.kern(glyphs.get(i), glyphs.get(i + 1)) : 0;
                advances[i] = font.advance(glyphs.get(i)) + kern;
                width += advances[i];
            }
            int[] ids = glyphs.stream().mapToInt(Integer::intValue).toArray();
            shaped.add(new Glyphs(font, ids, text.toArray(String[]::new), advances, width));
        }
    }
}
