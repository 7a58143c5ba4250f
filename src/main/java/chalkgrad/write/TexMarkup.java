package chalkgrad.write;

import chalkgrad.write.Page.Formula;
import chalkgrad.write.Page.Inline;
import chalkgrad.write.Page.Run;
import chalkgrad.write.Page.Strong;
import chalkgrad.write.Page.Text;
import chalkgrad.write.Page.Typed;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * LaTeX: every character of a text prints as itself, in XeLaTeX, LuaLaTeX and pdfLaTeX, and none starts a command or a ligature.
 *
 * <p>{@code text("50 % -- x_1")} is {@code 50 \% -\nolig{}- x\_1}.
 */
final class TexMarkup implements Markup {
    /** Characters that mean something to TeX, or that its fonts would join with a neighbour. */
    private static final Map<Integer, String> ESCAPES = Map.ofEntries(
            Map.entry((int) '\\', "\\textbackslash{}"),
            Map.entry((int) '{', "\\{"),
            Map.entry((int) '}', "\\}"),
            Map.entry((int) '[', "{[}"), // behind a line's end or an item, it would start an option
            Map.entry((int) ']', "{]}"),
            Map.entry((int) '*', "{*}"),
            Map.entry((int) '$', "\\$"),
            Map.entry((int) '&', "\\&"),
            Map.entry((int) '#', "\\#"),
            Map.entry((int) '%', "\\%"),
            Map.entry((int) '_', "\\_"),
            Map.entry((int) '^', "\\textasciicircum{}"),
            Map.entry((int) '~', "\\textasciitilde{}"),
            Map.entry((int) '<', "\\textless{}"),
            Map.entry((int) '>', "\\textgreater{}"),
            Map.entry((int) '|', "\\textbar{}"),
            Map.entry((int) '"', "\\textquotedbl{}"),
            Map.entry((int) '\'', "\\textquotesingle{}"),
            Map.entry((int) '`', "\\textasciigrave{}"),
            Map.entry(0xA0, "~"));

    /** A word longer than this may be broken anywhere, so that it does not run into the margin. */
    static final int LONG_WORD = 24;

    private static final int STRIDE = 4;

    /** What prints as itself, signs where they stand alone. */
    private static final BitSet ITSELF =
            set(" .,:;()=+/!?-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /** Two of these in a row would become a dash, a quotation mark or a turned question mark. */
    private static final BitSet JOINED = set("-,<>'`?!");

    private final Function<Run, String> runs = Cases.<Run, String>over(Run.class, String.class)
            .on(Text.class, run -> text(run.text()))
            .on(Strong.class, run -> run.text().isBlank() ? text(run.text()) : "\\textbf{" + text(run.text()) + "}")
            .on(Typed.class, run -> run.text().isBlank() ? text(run.text()) : "\\texttt{" + text(run.text()) + "}")
            .on(
                    Inline.class,
                    run -> run.formula().isEmpty() ? "" : "$" + run.formula().latex() + "$")
            .complete();

    private final PictureTex pictures = new PictureTex(this);

    private static BitSet set(String characters) {
        return characters.chars().collect(BitSet::new, BitSet::set, BitSet::or);
    }

    @Override
    public String text(String plain) {
        String visible = PlainText.visible(plain);
        if (isHarmless(visible)) {
            return visible;
        }
        int[] points = visible.codePoints().toArray();
        StringBuilder out = new StringBuilder(points.length + 16);
        int inWord = 0;
        for (int i = 0; i < points.length; i++) {
            int c = points[i];
            inWord = c == ' ' ? 0 : inWord + 1;
            if (inWord == 1 && wordLength(points, i) <= LONG_WORD) {
                inWord = Integer.MIN_VALUE; // short: never broken
            }
            if (inWord > 1 && inWord % STRIDE == 1) {
                out.append("\\anywhere{}");
            }
            out.append(character(c));
            if (JOINED.get(c) && i + 1 < points.length && JOINED.get(points[i + 1])) {
                out.append("\\nolig{}"); // an empty group does not keep LuaTeX from joining them
            }
        }
        return out.toString();
    }

    /** Whether a text is its own markup: short words of letters, digits and single signs that TeX prints as they are. */
    private static boolean isHarmless(String visible) {
        int inWord = 0;
        for (int i = 0; i < visible.length(); i++) {
            char c = visible.charAt(i);
            boolean itself = c < 0x80 ? ITSELF.get(c) : c >= 0xAC00 && c <= 0xD7A3;
            boolean joins = JOINED.get(c) && i > 0 && JOINED.get(visible.charAt(i - 1));
            inWord = c == ' ' || c >= 0x80 ? 0 : inWord + 1;
            if (!itself || joins || inWord > LONG_WORD) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String formula(Formula formula) {
        return formula.latex();
    }

    @Override
    public String line(List<Run> line) {
        StringBuilder out = new StringBuilder();
        for (Run run : PlainText.joined(line)) {
            out.append(runs.apply(run));
        }
        return out.toString();
    }

    @Override
    public Placed place(Picture picture, String description, String stem, int number) {
        return new Placed(pictures.draw(picture), List.of());
    }

    private static String character(int c) {
        String escape = ESCAPES.get(c);
        if (escape != null) {
            return escape;
        }
        String itself = Character.toString(c);
        if (c < 0x80 || TexSymbols.inKoreanFont(c)) {
            return itself;
        }
        String symbol = TexSymbols.NAMES.get(c);
        if (symbol != null) {
            return "\\mathsymbol{" + symbol + "}{" + itself + "}";
        }
        if (TexSymbols.inTextFont(c)) {
            return itself;
        }
        int type = Character.getType(c);
        boolean joins = type == Character.FORMAT || c >= 0xFE00 && c <= 0xFE0F;
        return joins ? "" : String.format("\\otherchar{%04X}{%s}", c, itself);
    }

    private static int wordLength(int[] points, int start) {
        int end = start;
        while (end < points.length && points[end] != ' ' && !TexSymbols.inKoreanFont(points[end])) {
            end++;
        }
        return end - start;
    }
}
