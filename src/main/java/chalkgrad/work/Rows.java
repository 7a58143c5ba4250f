package chalkgrad.work;

import chalkgrad.work.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Joins the rows of a display that belong together, and takes out what only aligns them.
 *
 * <p>Of {@code a &= b \\ & + c} one row is left, {@code a = b + c}.
 */
final class Rows {
    private final List<Token> tokens;
    private final boolean plain;
    private final int[] partner;
    private final int[] solidBefore;
    private final int[] solidAfter;

    Rows(List<Token> tokens, boolean plain) {
        this.tokens = tokens;
        this.plain = plain;
        this.partner = Brackets.match(tokens);
        int size = tokens.size();
        this.solidBefore = new int[size];
        this.solidAfter = new int[size];
        int last = size - 1;
        for (int i = 0; i < size; i++) {
            solidBefore[i] = last;
            last = tokens.get(i).is(Kind.ROW) ? size - 1 : isSpace(tokens.get(i)) ? last : i;
        }
        int next = size - 1;
        for (int i = size - 1; i >= 0; i--) {
            solidAfter[i] = next;
            next = tokens.get(i).is(Kind.ROW) ? size - 1 : isSpace(tokens.get(i)) ? next : i;
        }
    }

    /** The tokens outside matrices without alignment; a row ends where a formula does, and wide spaces between formulas are borders. */
    List<Token> joined() {
        var joined = new ArrayList<Token>();
        int matrix = -1;
        int bracket = -1;
        int aligned = 0;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.is(Kind.BEGIN) && partner[i] > matrix) {
                matrix = partner[i];
            } else if (token.is(Kind.OPEN) && partner[i] > bracket) {
                bracket = partner[i];
            }
            if (i < matrix || !isSpace(token)) {
                joined.add(token);
                continue;
            }
            aligned = token.is(Kind.ROW) ? 0 : token.is(Kind.ALIGN) ? aligned + 1 : aligned;
            if (token.is(Kind.ROW)) {
                if (!goesOn(i)) {
                    joined.add(token);
                }
            } else if (i > bracket && isBorder(i, aligned)) {
                joined.add(Token.of(Kind.BORDER, token.text(), token.from(), token.to(), true));
            }
        }
        return joined;
    }

    /** Whether a wide space or an alignment mark tells two formulas apart: of the marks, every second one does. */
    private boolean isBorder(int space, int aligned) {
        Token before = before(space);
        if (tokens.get(space).is(Kind.QUAD)) {
            return !joins(before) && !joins(after(space));
        }
        return aligned % 2 == 0 && !before.is(Kind.RELATION) && !isBinary(before);
    }

    private static boolean isSpace(Token token) {
        return token.is(Kind.ALIGN) || token.is(Kind.QUAD) || token.is(Kind.ROW);
    }

    /** The token before a place in its row that is no space; {@link Kind#OVER} where there is none. */
    private Token before(int index) {
        return tokens.get(solidBefore[index]);
    }

    private Token after(int index) {
        return tokens.get(solidAfter[index]);
    }

    private static boolean joins(Token token) {
        return token.is(Kind.OVER) || token.is(Kind.RELATION) || isBinary(token);
    }

    static boolean isBinary(Token token) {
        return token.is(Kind.OPERATOR) && "+-*/⊙@".contains(token.text());
    }

    /** Whether what follows the end of a row belongs to the row. */
    private boolean goesOn(int row) {
        Token before = before(row);
        Token after = after(row);
        if (after.is(Kind.OVER)) {
            return false;
        } else if (isBinary(before)) {
            return !(before.text().equals("+") && !before.gap());
        } else if (before.is(Kind.RELATION)) {
            return !startsChain(row + 1);
        }
        boolean indented =
                tokens.get(row + 1).is(Kind.ALIGN) || tokens.get(row + 1).is(Kind.QUAD);
        return isBinary(after)
                && (indented
                        || !after.isOperator("-") && !startsChain(row + 1)
                        || plain && !startsChain(row + 1) && after.gap());
    }

    /** Whether a row has a relation of its own behind something that a chain may begin with. */
    private boolean startsChain(int from) {
        for (int i = from; i < tokens.size() && !tokens.get(i).is(Kind.ROW); i++) {
            if (partner[i] > i) {
                i = partner[i];
            } else if (tokens.get(i).is(Kind.RELATION)) {
                return names(from, i);
            }
        }
        return false;
    }

    /** Whether there is a name but no number by itself between two places. */
    private boolean names(int from, int to) {
        boolean name = false;
        for (int i = from; i < to; i++) {
            Token token = tokens.get(i);
            name |= token.isName() || token.is(Kind.PARTIAL) || token.is(Kind.FRACTION) || token.is(Kind.TEXT);
            if (isBinary(token) && token.isOperator("*")
                    || token.is(Kind.NUMBER) && token.text().contains(".")) {
                return false;
            }
        }
        return name;
    }
}
