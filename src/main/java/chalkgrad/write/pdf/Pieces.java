package chalkgrad.write.pdf;

import chalkgrad.write.Page;
import chalkgrad.write.Page.Formula;
import chalkgrad.write.Page.Run;
import chalkgrad.write.pdf.Piece.After;
import chalkgrad.write.pdf.Piece.FormulaContent;
import chalkgrad.write.pdf.Piece.FormulaOwner;
import chalkgrad.write.pdf.Piece.TextContent;
import java.util.ArrayList;
import java.util.List;

/** Cuts running text into pieces between which a line may end. */
final class Pieces {
    /** An inline formula wider than this part of the line may be divided at its relations. */
    private static final double LONG = 0.3;

    /** White space kept between a tall formula and the next line, in points. */
    private static final double FORMULA_MARGIN = 1.2;

    private final Typeface typeface;
    private final Formulas formulas;

    Pieces(Typeface typeface, Formulas formulas) {
        this.typeface = typeface;
        this.formulas = formulas;
    }

    /** No piece is wider than {@code measure}. */
    List<Piece> of(List<Run> runs, Type type, double measure) {
        List<Piece> pieces = new ArrayList<>();
        for (Run run : runs) {
            if (run instanceof Page.Text text) {
                addText(pieces, text.text(), type, measure);
            } else if (run instanceof Page.Strong strong) {
                addText(pieces, strong.text(), type.bolder(), measure);
            } else if (run instanceof Page.Typed typed) {
                addText(pieces, typed.text(), type, measure);
            } else if (run instanceof Page.Inline inline) {
                addFormula(pieces, inline.formula(), type, measure);
            }
        }
        divideChains(pieces, measure);
        return pieces;
    }

    /** Where pieces that touch are wider together than a line, a line may end between any two of them. */
    private static void divideChains(List<Piece> pieces, double measure) {
        int start = 0;
        double width = 0;
        for (int i = 0; i < pieces.size(); i++) {
            width += pieces.get(i).width();
            if (width > measure) {
                for (int j = start; j < i; j++) {
                    pieces.set(j, pieces.get(j).followedBy(After.EMERGENCY));
                }
                start = i;
                width = pieces.get(i).width();
            }
            if (pieces.get(i).mayEndLine()) {
                start = i + 1;
                width = 0;
            }
        }
    }

    private void addText(List<Piece> pieces, String text, Type type, double measure) {
        String clean = Typeface.clean(text);
        StringBuilder word = new StringBuilder();
        for (int at = 0; at < clean.length(); ) {
            int c = clean.codePointAt(at);
            at += Character.charCount(c);
            if (c == ' ') {
                addWord(pieces, word, After.SPACE, type, measure);
                continue;
            }
            word.appendCodePoint(c);
            if (at < clean.length()) {
                int next = clean.codePointAt(at);
                if (isSyllable(c) && isSyllable(next)) {
                    addWord(pieces, word, After.SYLLABLE, type, measure);
                } else if ("-/–—".indexOf(c) >= 0 && Character.isLetter(next) && word.length() > 2) {
                    addWord(pieces, word, After.HYPHEN, type, measure);
                }
            }
        }
        addWord(pieces, word, After.NOTHING, type, measure);
    }

    private static boolean isSyllable(int c) {
        return c >= 0x1100
                && (Character.isIdeographic(c) || Character.UnicodeScript.of(c) == Character.UnicodeScript.HANGUL);
    }

    private void addWord(List<Piece> pieces, StringBuilder word, After after, Type type, double measure) {
        if (word.isEmpty()) {
            if (after == After.SPACE && !pieces.isEmpty()) {
                pieces.add(pieces.remove(pieces.size() - 1).followedBy(After.SPACE));
            }
            return;
        }
        List<Glyphs> glyphs = typeface.shape(word.toString(), type.bold());
        if (Typeface.width(glyphs) * type.size() > measure) {
            word.codePoints().forEach(c -> {
                List<Glyphs> one = typeface.shape(Character.toString(c), type.bold());
                pieces.add(text(one, type, After.EMERGENCY));
            });
            if (!pieces.isEmpty()) {
                pieces.add(pieces.remove(pieces.size() - 1).followedBy(after));
            }
        } else {
            pieces.add(text(glyphs, type, after));
        }
        word.setLength(0);
    }

    private static Piece text(List<Glyphs> glyphs, Type type, After after) {
        return new Piece(new TextContent(glyphs), Typeface.width(glyphs) * type.size(), 0, 0, after);
    }

    private void addFormula(List<Piece> pieces, Formula formula, Type type, double measure) {
        FormulaBox whole = formulas.inline(formula);
        FormulaOwner owner = new FormulaOwner(formula.latex());
        if (whole.width() * type.size() <= LONG * measure) {
            pieces.add(formula(whole, type, owner, measure, After.NOTHING));
            return;
        }
        List<String> parts = atRelations(formula.latex());
        for (int i = 0; i < parts.size(); i++) {
            FormulaBox part = parts.size() == 1 ? whole : formulas.inline(new Formula(parts.get(i), formula.text()));
            After after = i + 1 < parts.size() ? After.RELATION : After.NOTHING;
            pieces.add(formula(part, type, owner, measure, after));
        }
    }

    /** The parts of a formula, each but the last ending with its relation, as is the custom in running text. */
    private static List<String> atRelations(String latex) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        for (LatexBreaks.Break place : LatexBreaks.of(latex)) {
            if (place.rank() == LatexBreaks.Rank.RELATION) {
                int at = place.index();
                int end = latex.charAt(at) == '\\' ? LatexText.endOfCommand(latex, at) : at + 1;
                parts.add(latex.substring(start, end));
                start = end;
            }
        }
        parts.add(latex.substring(start));
        return parts;
    }

    private static Piece formula(FormulaBox box, Type type, FormulaOwner owner, double measure, After after) {
        double high = (Sheet.TEXT_HEIGHT - 2 * type.leading()) / Math.max(box.height() + box.depth(), 1e-6);
        double size = Math.min(type.size(), Math.min(high, measure / Math.max(box.width(), 1e-6)));
        FormulaContent content = new FormulaContent(box, size, owner);
        double ascent = box.height() * size + FORMULA_MARGIN;
        double descent = box.depth() * size + FORMULA_MARGIN;
        return new Piece(content, box.width() * size, ascent, descent, after);
    }
}
