package chalkgrad.work;

import chalkgrad.work.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts the tokens of a region into pieces, each of which may be a formula.
 *
 * <p>{@code a = 1, and b = 2} is two pieces; a remark in parentheses is none, but what is in it may be.
 */
final class Cutter {
    private final List<Token> tokens;
    private final int[] partner;
    private final boolean prose;
    /** The brackets that stand around words, and so belong to no formula. */
    private final boolean[] remark;

    private final List<Piece> pieces = new ArrayList<>();
    private int from;
    private boolean atRow = true;
    private int words;
    private boolean comma;
    private int column;

    private Cutter(List<Token> tokens, int[] partner, boolean prose) {
        this.tokens = tokens;
        this.partner = partner;
        this.prose = prose;
        this.remark = remarks();
    }

    /**
     * The pieces, in order.
     *
     * @param tokens a colon that stands for an equals sign becomes one
     * @param prose whether the formulas stand in prose
     */
    static List<Piece> pieces(List<Token> tokens, int[] partner, boolean prose) {
        var cutter = new Cutter(tokens, partner, prose);
        cutter.cut();
        return cutter.pieces;
    }

    private void cut() {
        for (int i = 0; i < tokens.size(); i++) {
            if (partner[i] > i && !remark[i]) {
                i = partner[i];
            } else if (tokens.get(i).isOperator(":") && isAnswer(i)) {
                Token colon = tokens.get(i);
                tokens.set(i, Token.of(Kind.RELATION, "=", colon.from(), colon.to(), colon.gap()));
                if (isSaidOfName(i)) {
                    border(partner[i - 1]);
                    from = i;
                }
            } else if (isLostSpace(i)) {
                Token comma = tokens.get(i);
                tokens.set(i, Token.of(Kind.OPERATOR, "*", comma.from(), comma.to(), comma.gap()));
            } else if (isBorder(i)) {
                border(i);
            }
        }
    }

    private void border(int i) {
        Token token = tokens.get(i);
        from = Math.min(i, from + label(i));
        boolean empty = from == i;
        if (!empty) {
            pieces.add(new Piece(from, i, atRow, Math.min(words, from), comma, column));
        }
        boolean joins = token.is(Kind.TEXT) && Vocabulary.CONNECTIVES.contains(token.text());
        boolean text = token.is(Kind.TEXT) && !joins;
        boolean nextColumn = token.is(Kind.BORDER, "&");
        column = token.is(Kind.ROW) ? 0 : column + (nextColumn ? 1 : 0);
        words = !text ? i + 1 : empty ? words : i;
        atRow = token.is(Kind.ROW) || nextColumn || atRow && empty && !text || token.is(Kind.CLOSE);
        comma = token.isOperator(",");
        from = i + 1;
    }

    /** The length of a number in parentheses at the beginning of a piece of prose, {@code (2) dE/dw1 = …}. */
    private int label(int end) {
        boolean number = prose
                && from + 3 < end
                && tokens.get(from).is(Kind.OPEN, "(")
                && partner[from] == from + 2
                && tokens.get(from + 1).text().length() == 1
                && tokens.get(from + 3).gap();
        Token next = tokens.get(Math.min(end, from + 3));
        return number && !next.is(Kind.OPERATOR) && !next.is(Kind.RELATION) && !next.is(Kind.OPEN) ? 3 : 0;
    }

    /** Finds brackets that have words in them, or a formula of their own. */
    private boolean[] remarks() {
        var found = new boolean[tokens.size()];
        for (int i = 0; i < found.length; i++) {
            Token token = tokens.get(i);
            if (partner[i] > i && token.is(Kind.OPEN) && !token.is(Kind.OPEN, "{")) {
                found[i] = hasWords(i);
                found[partner[i]] = found[i];
                i = found[i] ? i : partner[i];
            }
        }
        return found;
    }

    private boolean hasWords(int open) {
        boolean apart = open == 0 || isEdge(tokens.get(open - 1));
        for (int i = open + 1; i < partner[open]; i++) {
            Token token = tokens.get(i);
            if (prose && token.is(Kind.TEXT) && !isMark(open) || apart && token.is(Kind.RELATION)) {
                return true;
            } else if (partner[i] > i && !prose) {
                i = partner[i];
            }
        }
        return false;
    }

    /** Whether a bracket has nothing in it but a word that marks the name before it, {@code w5 (new)}. */
    private boolean isMark(int open) {
        return partner[open] == open + 2
                && open > 0
                && !tokens.get(open - 1).is(Kind.TEXT)
                && Vocabulary.MARKS.containsKey(tokens.get(open + 1).text());
    }

    private static boolean isEdge(Token token) {
        return token.is(Kind.TEXT)
                || token.is(Kind.BORDER)
                || token.is(Kind.ROW)
                || token.is(Kind.OVER)
                || token.is(Kind.NUMBER)
                || token.is(Kind.OPERATOR) && ",;:".contains(token.text());
    }

    /** Whether a comma was a thin space between two factors whose backslash has been lost, {@code = (\\hat y - y) , \\hat y (1 - \\hat y)}. */
    private boolean isLostSpace(int i) {
        Token next = tokens.get(i + 1 < tokens.size() ? i + 1 : i);
        boolean apart = !prose
                && tokens.get(i).isOperator(",")
                && tokens.get(i).gap()
                && next.gap()
                && (next.isName() || next.is(Kind.OPEN) || next.is(Kind.ACCENT) || next.is(Kind.FRACTION));
        return apart
                && tokens.subList(from, i).stream().anyMatch(token -> token.is(Kind.RELATION))
                && tokens.subList(i, tokens.size()).stream()
                        .takeWhile(token -> !token.is(Kind.ROW) && !token.is(Kind.OVER))
                        .noneMatch(token -> token.is(Kind.RELATION) || token.is(Kind.TEXT));
    }

    private boolean isBorder(int i) {
        Token token = tokens.get(i);
        return switch (token.kind()) {
            case OVER, TEXT, BORDER, INEQUALITY, ROW -> true;
            case OPERATOR -> ",;:.".contains(token.text()) || isDash(i);
            case OPEN -> remark[i] || isStray(i, i - 1, i + 1);
            case CLOSE -> remark[i] || isStray(i, i + 1, i - 1);
            default -> false;
        };
    }

    /** Whether a bracket without a partner is one of the prose, and no slip in a formula. */
    private boolean isStray(int bracket, int outside, int inside) {
        boolean edge = outside < 0 || isEdge(tokens.get(outside));
        return prose
                && partner[bracket] < 0
                && (edge || inside >= 0 && tokens.get(inside).is(Kind.TEXT));
    }

    /** Whether a sign is a dash between words and what follows, {@code Chain rule - a = b}. */
    private boolean isDash(int i) {
        return prose
                && tokens.get(i).isOperator("-")
                && tokens.get(i).gap()
                && i > 0
                && tokens.get(i - 1).is(Kind.TEXT)
                && tokens.get(i + 1).gap()
                && !tokens.get(i + 1).is(Kind.NUMBER);
    }

    /** Whether a colon stands between a name and a value, as in {@code w5+: 0.437} and {@code 손실: 0.35}. */
    private boolean isAnswer(int colon) {
        int value = colon + 1;
        value += tokens.get(value).isOperator("-") ? 1 : 0;
        Token first = tokens.get(value);
        boolean array = first.is(Kind.OPEN) && partner[value] > value && isArray(value);
        if (!first.is(Kind.NUMBER) && !array || comma) {
            return false;
        }
        Token end = tokens.get(array ? partner[value] + 1 : value + 1);
        boolean ends = end.is(Kind.ROW)
                || end.is(Kind.OVER)
                || end.is(Kind.BORDER)
                || end.is(Kind.OPEN, "(") && end.gap()
                || end.isOperator(",")
                || end.isOperator(".")
                || end.isOperator(";");
        boolean decimal =
                array || first.text().indexOf('.') >= 0 || first.text().indexOf(',') >= 0;
        if (!ends || colon == from) {
            Token word = tokens.get(Math.max(0, colon - 1));
            boolean said = array && colon > 0 && remark[colon - 1] && isNamed(partner[colon - 1]);
            return ends
                    && prose
                    && colon > 0
                    && (word.is(Kind.TEXT) && Nouns.of(word.text()).isPresent() || said);
        }
        Token name = tokens.get(from);
        boolean known = colon - from > 1 || decimal && (!prose || name.text().length() > 1 || !name.gap() || from == 0);
        return known
                && (name.isName() || name.is(Kind.PARTIAL) || name.is(Kind.FRACTION) || name.is(Kind.ACCENT))
                && (isOneName(from, colon) || isSaidOfName(colon));
    }

    /** Whether the last piece is a name, and ends at a place. */
    private boolean isNamed(int end) {
        Piece last = pieces.isEmpty() ? null : pieces.get(pieces.size() - 1);
        return last != null && last.to() == end && isOneName(last.from(), end);
    }

    /** Whether a bracket of words stands between a name and a colon, {@code z (tanh): [-1, 0.5]}; it only says more of the name. */
    private boolean isSaidOfName(int colon) {
        int open = colon > 0 ? partner[colon - 1] : -1;
        boolean said = prose
                && open > from
                && tokens.get(colon - 1).is(Kind.CLOSE)
                && tokens.get(open).gap()
                && isOneName(from, open);
        for (int i = open + 1; said && i < colon - 1; i++) {
            Token token = tokens.get(i);
            said = token.is(Kind.TEXT)
                    || token.is(Kind.FUNCTION)
                    || token.isName() && token.text().length() > 2;
        }
        return said && colon - open > 2;
    }

    /** Whether there are numbers in a bracket. */
    private boolean isArray(int open) {
        Token inside = tokens.get(open + 1);
        return inside.is(Kind.NUMBER) || inside.isOperator("-") || inside.is(Kind.OPEN, "[");
    }

    private boolean isOneName(int start, int end) {
        try {
            var expr = FormulaParser.side(tokens, partner, start, end, FormulaParser.Names.SCRIBBLES);
            return expr instanceof chalkgrad.algebra.Expr.Sym;
        } catch (Unreadable none) {
            return false;
        }
    }
}
