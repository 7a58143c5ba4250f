package chalkgrad.work;

import chalkgrad.algebra.Expr;
import chalkgrad.work.FormulaParser.Names;
import chalkgrad.work.Token.Kind;
import chalkgrad.work.Work.Chain;
import chalkgrad.work.Work.Formula;
import chalkgrad.work.Work.Side;
import chalkgrad.work.Work.Unread;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the chains in the tokens of a text, region by region, and keeps them.
 *
 * <p>Of {@code a = 1, b = 2} it keeps two chains; a region that begins with {@code = 3} goes on with the last one.
 */
final class Collector {
    private final Lines lines;
    private final Set<String> words;
    private final List<Draft> drafts = new ArrayList<>();
    /** What a region that begins with a relation goes on with; null where nothing can be gone on with. */
    private @Nullable Draft open;

    Collector(Lines lines, Set<String> words) {
        this.lines = lines;
        this.words = words;
    }

    /** A chain that may still grow, or something unread. */
    private static final class Draft {
        private final List<Side> sides;
        private final @Nullable Unread unread;

        Draft(List<Side> sides, @Nullable Unread unread) {
            this.sides = sides;
            this.unread = unread;
        }
    }

    /** The tokens of one formula between borders, or of what may be one. */
    private record Piece(int from, int to, boolean atRow, int textBefore, boolean commaBefore) {}

    List<Formula> formulas() {
        var all = new ArrayList<Formula>();
        for (Draft draft : drafts) {
            if (draft.unread != null) {
                all.add(draft.unread);
            } else if (draft.sides.size() > 1) {
                all.add(new Chain(draft.sides));
            }
        }
        return all;
    }

    /** Takes the formulas of a part of a text; {@code plain} says that they stand in prose. */
    void region(int[] text, int from, int to, boolean plain) {
        List<Token> tokens = Lexer.tokens(text, from, to, plain, words);
        new Region(tokens, plain).run();
    }

    /** Keeps a chain that was found in another way. */
    void chain(List<Side> sides) {
        drafts.add(new Draft(new ArrayList<>(sides), null));
        open = null;
    }

    /** Keeps something unread. */
    void unread(Unread unread) {
        drafts.add(new Draft(List.of(), unread));
        open = null;
    }

    private void tooLong(int from, int to) {
        int line = lines.indexOf(from);
        unread(new Unread(
                line + 1,
                lines.column(from),
                lines.source(from, Math.min(to, from + 60)) + " …",
                (to - from) + " characters",
                FormulaParser.tooLong()));
    }

    /** The work on one region. */
    private final class Region {
        private final List<Token> tokens;
        private final boolean plain;
        private final int[] partner;
        /** The brackets that stand around words, and so belong to no formula. */
        private final boolean[] remark;

        Region(List<Token> tokens, boolean plain) {
            this.plain = plain;
            this.tokens = new Rows(tokens, plain).joined();
            this.partner = Brackets.match(this.tokens);
            this.remark = remarks();
        }

        void run() {
            List<Piece> pieces = pieces();
            for (int i = 0; i < pieces.size(); ) {
                int next = i + 1;
                while (next < pieces.size() && pieces.get(next).commaBefore) {
                    next++;
                }
                sentence(pieces.subList(i, next));
                i = next;
            }
        }

        // Cutting into pieces

        private List<Piece> pieces() {
            var pieces = new ArrayList<Piece>();
            int from = 0;
            boolean atRow = true;
            int textBefore = -1;
            boolean comma = false;
            for (int i = 0; i < tokens.size(); i++) {
                Token token = tokens.get(i);
                if (partner[i] > i && !remark[i]) {
                    i = partner[i];
                    continue;
                }
                if (!isBorder(i)) {
                    continue;
                }
                piece(pieces, from, i, atRow, textBefore, comma);
                from = i + 1;
                boolean joins = token.is(Kind.TEXT) && Vocabulary.CONNECTIVES.contains(token.text());
                boolean nothing = pieces.isEmpty() || token.is(Kind.ROW) || atRow && pieceIsEmpty(i);
                atRow = token.is(Kind.ROW) || nothing && (joins || token.is(Kind.BORDER)) || token.is(Kind.CLOSE);
                textBefore = token.is(Kind.TEXT) && !joins ? i : -1;
                comma = token.isOperator(",");
            }
            return pieces;
        }

        private boolean pieceIsEmpty(int border) {
            return border == 0 || tokens.get(border - 1).is(Kind.ROW) || tokens.get(border - 1).is(Kind.BORDER) || tokens.get(border - 1).is(Kind.TEXT);
        }

        private void piece(List<Piece> pieces, int from, int to, boolean atRow, int textBefore, boolean comma) {
            if (from < to) {
                pieces.add(new Piece(from, to, atRow, textBefore, comma));
            }
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
                if (plain && token.is(Kind.TEXT) || apart && token.is(Kind.RELATION)) {
                    return true;
                } else if (partner[i] > i && !plain) {
                    i = partner[i];
                }
            }
            return false;
        }

        private static boolean isEdge(Token token) {
            return token.is(Kind.TEXT) || token.is(Kind.BORDER) || token.is(Kind.ROW) || token.is(Kind.OVER) || token.is(Kind.NUMBER);
        }

        private boolean isBorder(int i) {
            Token token = tokens.get(i);
            return switch (token.kind()) {
                case OVER, TEXT, BORDER, INEQUALITY, ROW -> true;
                case OPERATOR -> ",;:.".contains(token.text());
                case OPEN -> remark[i] || plain && partner[i] < 0 && (i == 0 || isEdge(tokens.get(i - 1)) || tokens.get(i + 1).is(Kind.TEXT));
                case CLOSE -> remark[i] || plain && partner[i] < 0 && (i == 0 || isEdge(tokens.get(i + 1)) || tokens.get(i - 1).is(Kind.TEXT));
                default -> false;
            };
        }

        // Reading pieces

        /** Pieces with commas between. */
        private void sentence(List<Piece> pieces) {
            int n = (pieces.size() + 1) / 2;
            if (pieces.size() > 1 && pieces.size() % 2 == 1 && isList(pieces, n)) {
                pairs(pieces, n);
                return;
            }
            for (int i = 0; i < pieces.size(); i++) {
                Piece piece = pieces.get(i);
                if (relation(piece.from, piece.to) < 0) {
                    bare(piece);
                    continue;
                }
                int next = i + 1;
                while (next < pieces.size() && isNumber(pieces.get(next))) {
                    next++;
                }
                boolean list = next > i + 1 && (next == pieces.size() || relation(pieces.get(next).from, pieces.get(next).to) < 0 || true);
                chain(piece, list ? pieces.subList(i + 1, next) : List.of());
                i = next - 1;
            }
        }

        /** {@code o1, o2 = 0.3, 0.4}: as many names before the relation as values behind it. */
        private boolean isList(List<Piece> pieces, int n) {
            for (int i = 0; i < pieces.size(); i++) {
                Piece piece = pieces.get(i);
                int relation = relation(piece.from, piece.to);
                boolean middle = i == n - 1;
                if (middle != relation >= 0 || middle && (relation(relation + 1, piece.to) >= 0 || relation == piece.from)) {
                    return false;
                } else if (!middle && i < n && tokens.get(piece.from).is(Kind.NUMBER)) {
                    return false;
                }
            }
            return true;
        }

        private void pairs(List<Piece> pieces, int n) {
            Piece middle = pieces.get(n - 1);
            int relation = relation(middle.from, middle.to);
            for (int i = 0; i < n; i++) {
                Piece left = pieces.get(i);
                Piece right = pieces.get(n - 1 + i);
                var read = new Reader(left.from);
                read.side(left.from, i == n - 1 ? relation : left.to, Expr.Sign.EQUAL, true, false);
                read.side(i == 0 ? relation + 1 : right.from, right.to, FormulaParser.sign(tokens.get(relation)), false, true);
                read.keep(new Draft(new ArrayList<>(), null));
            }
        }

        private boolean isNumber(Piece piece) {
            int from = piece.from;
            if (tokens.get(from).isOperator("-") || tokens.get(from).isOperator("+")) {
                from++;
            }
            return from == piece.to - 1 && tokens.get(from).is(Kind.NUMBER);
        }

        private void bare(Piece piece) {
            open = null;
            try {
                Expr expr = FormulaParser.side(tokens, partner, piece.from, piece.to, Names.SCRIBBLES);
                boolean said = !(expr instanceof Expr.Num);
                open = said ? new Draft(new ArrayList<>(List.of(side(piece.from, piece.to, Expr.Sign.EQUAL, expr))), null) : null;
                if (open != null) {
                    drafts.add(open);
                }
            } catch (Unreadable none) {
                // Prose, or a formula that says nothing about equality; unless it hides an equation.
                open = null;
                if (!plain && none.at().is(Kind.RELATION)) {
                    drafts.add(new Draft(List.of(), unread(piece.from, piece.to, none)));
                }
            }
        }

        private Unread unread(int from, int to, Unreadable why) {
            int place = Math.min(why.at().from(), tokens.get(to).from());
            int first = tokens.get(from).from();
            return new Unread(
                    lines.indexOf(place) + 1,
                    lines.column(place),
                    lines.source(first, Math.max(tokens.get(to - 1).to(), first)),
                    why.found(),
                    why.expected());
        }

        private Side side(int from, int to, Expr.Sign sign, Expr expr) {
            int start = tokens.get(from).from();
            int end = tokens.get(Math.max(from, to - 1)).to();
            return new Side(lines.indexOf(start) + 1, lines.source(start, end), sign, expr);
        }

        /** The first relation outside brackets, or -1. */
        private int relation(int from, int to) {
            for (int i = from; i < to; i++) {
                if (tokens.get(i).is(Kind.RELATION)) {
                    return i;
                } else if (partner[i] > i) {
                    i = partner[i];
                }
            }
            return -1;
        }

        private void chain(Piece piece, List<Piece> more) {
            int begin = tokens.get(piece.from).from();
            int end = tokens.get(piece.to - 1).to();
            if (end - begin > FormulaParser.MAX_LENGTH) {
                tooLong(begin, end);
                return;
            }
            var reader = new Reader(piece.from);
            int from = piece.from;
            int relation = relation(from, piece.to);
            boolean goesOn = relation == from;
            Draft into = new Draft(new ArrayList<>(), null);
            if (goesOn) {
                if (piece.textBefore >= 0 && piece.textBefore == piece.from - 1) {
                    Token word = tokens.get(piece.textBefore);
                    reader.add(side(piece.textBefore, piece.from, Expr.Sign.EQUAL, Expr.sym(new Scribble(word.text(), "", ""))));
                } else if (open != null && piece.atRow) {
                    into = open;
                }
                from = relation + 1;
            }
            var sign = goesOn ? FormulaParser.sign(tokens.get(relation)) : Expr.Sign.EQUAL;
            boolean first = !goesOn;
            while (true) {
                int next = relation(from, piece.to);
                int to = next < 0 ? piece.to : next;
                if (next < 0 && !more.isEmpty()) {
                    reader.list(from, to, more, sign);
                } else {
                    reader.side(from, to, sign, first, next < 0);
                }
                if (next < 0) {
                    break;
                }
                first = false;
                sign = FormulaParser.sign(tokens.get(next));
                from = next + 1;
            }
            if (piece.textBefore >= 0 && !goesOn && Vocabulary.NEW_BEFORE.contains(tokens.get(piece.textBefore).text())) {
                reader.markFirst();
            }
            reader.keep(into);
        }

        /** Reads the sides of one chain. */
        private final class Reader {
            private final int start;
            private final List<Side> sides = new ArrayList<>();
            private @Nullable Unreadable failure;
            private int failedFrom;
            private int failedTo;
            private boolean maths = true;

            Reader(int start) {
                this.start = start;
            }

            void add(Side side) {
                sides.add(side);
            }

            void markFirst() {
                if (!sides.isEmpty() && sides.get(0).expr() instanceof Expr.Sym s && s.symbol() instanceof Scribble name && name.sup().isEmpty()) {
                    Side side = sides.get(0);
                    sides.set(0, new Side(side.line(), side.text(), side.sign(), Expr.sym(name.marked("new"))));
                }
            }

            void side(int from, int to, Expr.Sign sign, boolean first, boolean last) {
                if (isSilent(from, to)) {
                    return;
                }
                try {
                    sides.add(Region.this.side(from, to, sign, FormulaParser.side(tokens, partner, from, to, Names.SCRIBBLES)));
                } catch (Unreadable unreadable) {
                    if (!(plain && (first && suffix(from, to, sign) || last && prefix(from, to, sign)))) {
                        fail(unreadable, from, to);
                    }
                }
            }

            /** A list of values behind a relation. */
            void list(int from, int to, List<Piece> more, Expr.Sign sign) {
                try {
                    var row = new ArrayList<Expr>(List.of(FormulaParser.side(tokens, partner, from, to, Names.SCRIBBLES)));
                    for (Piece piece : more) {
                        row.add(FormulaParser.side(tokens, partner, piece.from, piece.to, Names.SCRIBBLES));
                    }
                    sides.add(Region.this.side(from, more.get(more.size() - 1).to, sign, new Expr.Matrix(List.of(row))));
                } catch (Unreadable unreadable) {
                    fail(unreadable, from, to);
                }
            }

            private void fail(Unreadable unreadable, int from, int to) {
                maths &= !plain || hasMaths(from, to);
                if (failure == null) {
                    failure = unreadable;
                    failedFrom = from;
                    failedTo = to;
                }
            }

            /** A gap to be filled, dots, or nothing: it says nothing. */
            private boolean isSilent(int from, int to) {
                for (int i = from; i < to; i++) {
                    if (!tokens.get(i).is(Kind.DOTS)) {
                        return false;
                    }
                }
                return true;
            }

            /** Prose before the first side of a chain is passed over. */
            private boolean suffix(int from, int to, Expr.Sign sign) {
                int tries = 0;
                for (int i = from + 1; i < to && tries < 12; i++) {
                    if (partner[i] > i && tokens.get(i - 1).isOperator("_")) {
                        i = partner[i];
                    } else if (tokens.get(i).gap() && !Rows.isBinary(tokens.get(i)) && !Rows.isBinary(tokens.get(i - 1))) {
                        tries++;
                        try {
                            sides.add(Region.this.side(i, to, sign, FormulaParser.side(tokens, partner, i, to, Names.SCRIBBLES)));
                            return true;
                        } catch (Unreadable again) {
                            // Not from here.
                        }
                    }
                }
                return false;
            }

            /** Prose behind the last side is passed over. */
            private boolean prefix(int from, int to, Expr.Sign sign) {
                int tries = 0;
                for (int i = to - 1; i > from && tries < 12; i--) {
                    Token token = tokens.get(i);
                    boolean wordy = token.isName() || token.is(Kind.OPEN) && hasWord(i, to);
                    if (token.gap() && wordy && !Rows.isBinary(tokens.get(i - 1))) {
                        tries++;
                        try {
                            sides.add(Region.this.side(from, i, sign, FormulaParser.side(tokens, partner, from, i, Names.SCRIBBLES)));
                            return true;
                        } catch (Unreadable again) {
                            // Not up to here.
                        }
                    }
                }
                return false;
            }

            private boolean hasWord(int from, int to) {
                for (int i = from; i < to; i++) {
                    if (tokens.get(i).isName() || tokens.get(i).is(Kind.TEXT)) {
                        return true;
                    }
                }
                return false;
            }

            private boolean hasMaths(int from, int to) {
                for (int i = from; i < to; i++) {
                    Token token = tokens.get(i);
                    switch (token.kind()) {
                        case NUMBER, FRACTION, DERIVATIVE, PARTIAL, NABLA, SUM, ROOT, FUNCTION, RAISED, LOWERED, BEGIN, STRANGE, NAME -> {
                            return true;
                        }
                        default -> {}
                    }
                }
                return false;
            }

            void keep(Draft into) {
                into.sides.addAll(sides);
                if (into != open) {
                    drafts.add(into);
                }
                open = into.sides.isEmpty() ? null : into;
                if (failure != null && maths && (!plain || !sides.isEmpty())) {
                    drafts.add(new Draft(List.of(), unread(Math.min(start, failedFrom), Math.max(failedTo, failedFrom + 1), failure)));
                }
            }
        }
    }
}
