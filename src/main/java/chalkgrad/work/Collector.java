package chalkgrad.work;

import chalkgrad.algebra.Expr;
import chalkgrad.work.FormulaParser.Names;
import chalkgrad.work.Outline.Context;
import chalkgrad.work.Token.Kind;
import chalkgrad.work.Work.Chain;
import chalkgrad.work.Work.Formula;
import chalkgrad.work.Work.Side;
import chalkgrad.work.Work.Unread;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds the chains in the tokens of a text, region by region, and keeps them.
 *
 * <p>Of {@code a = 1, b = 2} it keeps two chains; a region that begins with {@code = 3} goes on with the last one.
 */
final class Collector {

    private static final WrittenName GRADIENT = new WrittenName("gradient", "", "");

    /** Words between what a name is of and the name. */
    private static final Set<String> BETWEEN = Set.of(
            "for",
            "of",
            "to",
            "by",
            "in",
            "the",
            "with",
            "respect",
            "w",
            "r",
            "t",
            "wrt",
            "weight",
            "weights",
            "bias",
            "parameter",
            "regarding",
            "de",
            "del",
            "para",
            "pour",
            "für",
            "da",
            "di",
            "do",
            "по",
            "на",
            "关于",
            "对",
            "の");

    private final OwnNames names;
    private boolean listing;
    private final List<Draft> drafts = new ArrayList<>();
    private Context context = Context.NONE;
    /** What a row that begins with a relation goes on with; null where there is nothing yet. */
    private @Nullable Draft open;

    Collector(OwnNames names) {
        this.names = names;
    }

    /** Says whether the formulas from here on stand in a program, or in what one prints. */
    void listing(boolean program) {
        listing = program;
    }

    /** Says what the formulas from here on stand under. */
    void under(Context headings) {
        context = headings;
    }

    /** In what a formula stands. */
    enum Setting {
        /** It stands apart. */
        DISPLAY,
        /** It stands in a sentence, between marks. */
        INLINE,
        /** It stands in a sentence without any mark. */
        PROSE
    }

    /** A chain that may still grow, or something unread. */
    private static final class Draft {
        private final List<Side> sides = new ArrayList<>();
        private final Context context;
        private final @Nullable Unread unread;
        private Work.Topic topic = Work.Topic.WRITTEN;

        Draft(Context context, @Nullable Unread unread) {
            this.context = context;
            this.unread = unread;
        }
    }

    /** What was found, in the order of the text. */
    List<Formula> formulas() {
        var all = new ArrayList<Formula>();
        for (Draft draft : drafts) {
            if (draft.unread != null) {
                all.add(draft.unread);
            } else if (draft.sides.size() > 1 && !isSetting(draft.sides)) {
                all.add(new Chain(draft.sides, draft.context.headings(), draft.context.about(), draft.topic));
            }
        }
        return all;
    }

    /** Whether something is set that a program needs, and no quantity, {@code epochs = 100}. */
    private static boolean isSetting(List<Side> sides) {
        return sides.size() == 2
                && sides.get(0).expr() instanceof Expr.Sym sym
                && sym.symbol() instanceof WrittenName name
                && NameWords.isSetting(name)
                && sides.get(1).expr() instanceof Expr.Num;
    }

    /** Takes the formulas of a part of a text. */
    void region(Passage passage, Setting setting) {
        List<Token> tokens = tokens(passage, setting);
        var region = new Region(passage, new Rows(tokens, setting == Setting.PROSE).joined(), setting);
        region.run(region.pieces());
    }

    /**
     * What a part of a text says by itself, as a cell of a table does.
     *
     * @param chains its equations
     * @param sides what else is in it that can be read
     * @param unread what is a formula and cannot be read
     * @param failed what cannot be read and would be a formula if a value should stand there
     * @param words its words
     */
    record Content(
            List<Chain> chains, List<Side> sides, Optional<Unread> unread, Optional<Unread> failed, String words) {
        static final Content NOTHING = new Content(List.of(), List.of(), Optional.empty(), Optional.empty(), "");
    }

    /** Reads a part of a text without keeping anything. */
    Content content(Passage passage, Setting setting) {
        var apart = new Collector(names);
        apart.listing = listing;
        List<Token> tokens = tokens(passage, setting);
        var said = tokens.stream()
                .filter(token -> token.is(Kind.TEXT) || Vocabulary.LABELS.contains(token.text()))
                .map(Token::text)
                .collect(Collectors.joining(" "));
        var region = apart.new Region(passage, new Rows(tokens, setting == Setting.PROSE).joined(), setting);
        List<Piece> pieces = region.pieces();
        region.run(pieces);
        var chains = new ArrayList<Chain>();
        Optional<Unread> unread = Optional.empty();
        for (Formula formula : apart.formulas()) {
            if (formula instanceof Chain chain) {
                chains.add(chain);
            } else if (unread.isEmpty()) {
                unread = Optional.of((Unread) formula);
            }
        }
        var sides = new ArrayList<Side>();
        Optional<Unread> failed = unread;
        for (Piece piece : pieces) {
            if (region.relation(piece.from(), piece.to()) < 0) {
                var reader = new SideReader(region, piece.from());
                reader.side(piece.from(), piece.to(), Expr.Sign.EQUAL, true, true);
                sides.addAll(reader.sides());
                failed = failed.isPresent() ? failed : reader.failure();
            }
        }
        return new Content(chains, sides, unread, failed, said);
    }

    private List<Token> tokens(Passage passage, Setting setting) {
        boolean prose = setting == Setting.PROSE;
        Set<String> words = listing ? names.listings() : prose ? names.words() : names.formulas();
        List<Token> tokens =
                Systems.open(StyledEquations.open(Lexer.tokens(passage.text(), 0, passage.size(), prose, words)));
        List<Token> plain = ArrayLiterals.plain(tokens);
        return Phrases.equations(listing ? Phrases.apart(plain) : plain, passage.text(), prose);
    }

    /** Keeps a chain that somebody else has read; nothing goes on with it. */
    void chain(List<Side> sides) {
        chain(sides, false);
    }

    /**
     * Keeps a chain that somebody else has read; nothing goes on with it.
     *
     * @param headed whether its first side is the head of a row or a column
     */
    void chain(List<Side> sides, boolean headed) {
        Draft draft = new Draft(context, null);
        draft.topic = headed ? Work.Topic.HEADED : Work.Topic.WRITTEN;
        draft.sides.addAll(sides);
        drafts.add(draft);
        open = null;
    }

    /** How much has been kept, unread or not. */
    int count() {
        return formulas().size();
    }

    /** Keeps something unread. */
    void unread(Unread unread) {
        drafts.add(new Draft(context, unread));
    }

    private void tooLong(Passage passage, int from, int to) {
        unread(new Unread(
                passage.line(from),
                passage.column(from),
                passage.source(from, Math.min(to, from + 60)) + " …",
                ParseExpectation.of(ParseExpectation.Kind.CHARACTERS, to - from),
                FormulaParser.tooLong()));
    }

    /** The work on one region. */
    final class Region {
        private final Passage passage;
        private final List<Token> tokens;
        private final Setting setting;
        private final int[] partner;
        /** The last chain of each column. */
        private final Map<Integer, Draft> columns = new HashMap<>();

        private List<Piece> all = List.of();

        Region(Passage passage, List<Token> tokens, Setting setting) {
            this.passage = passage;
            this.setting = setting;
            this.tokens = tokens;
            this.partner = Brackets.match(tokens);
        }

        boolean prose() {
            return setting == Setting.PROSE;
        }

        Token token(int index) {
            return tokens.get(index);
        }

        Expr expr(int from, int to) {
            return FormulaParser.side(tokens, partner, from, to, Names.SCRIBBLES);
        }

        Side side(int from, int to, Expr.Sign sign, Expr expr) {
            int start = tokens.get(from).from();
            int end = tokens.get(Math.max(from, to - 1)).to();
            return new Side(passage.line(start), passage.source(start, end), sign, expr);
        }

        Unread unread(int from, int to, Unreadable why) {
            int place = Math.min(why.at().from(), tokens.get(to).from());
            int first = tokens.get(from).from();
            String source = passage.source(first, Math.max(tokens.get(to - 1).to(), first));
            return new Unread(passage.line(place), passage.column(place), source, why.found(), why.expected());
        }

        List<Piece> pieces() {
            return Cutter.pieces(tokens, partner, prose());
        }

        void run(List<Piece> pieces) {
            all = pieces;
            for (int i = 0; i < pieces.size(); ) {
                int next = i + 1;
                while (next < pieces.size() && pieces.get(next).afterComma()) {
                    next++;
                }
                sentence(pieces.subList(i, next), i > 0 ? pieces.get(i - 1) : null);
                i = next;
            }
        }

        /** Pieces with commas between. */
        private void sentence(List<Piece> pieces, @Nullable Piece before) {
            int n = (pieces.size() + 1) / 2;
            if (pieces.size() > 1 && pieces.size() % 2 == 1 && isPaired(pieces, n)) {
                pairs(pieces, n);
                return;
            }
            Piece last = before;
            for (int i = 0; i < pieces.size(); i++) {
                Piece piece = pieces.get(i);
                if (relation(piece.from(), piece.to()) < 0) {
                    bare(piece);
                } else if (isCount(piece)) {
                    continue;
                } else {
                    int next = i + 1;
                    while (next < pieces.size() && isNumber(pieces.get(next))) {
                        next++;
                    }
                    chain(piece, pieces.subList(i + 1, next), last);
                    i = next - 1;
                }
                last = piece;
            }
        }

        /** Whether a remark only says which layer or unit is meant, {@code (l=2)}. */
        private boolean isCount(Piece piece) {
            return prose()
                    && piece.to() - piece.from() == 3
                    && piece.from() > 0
                    && tokens.get(piece.from() - 1).is(Kind.OPEN)
                    && tokens.get(piece.to()).is(Kind.CLOSE)
                    && tokens.get(piece.from()).is(Kind.WORD)
                    && "lijk".contains(tokens.get(piece.from()).text())
                    && tokens.get(piece.from() + 2).is(Kind.NUMBER)
                    && tokens.get(piece.from() + 2).text().chars().allMatch(LexerState::isDigit);
        }

        /** {@code o1, o2 = 0.3, 0.4}: as many names before the relation as values behind it. */
        private boolean isPaired(List<Piece> pieces, int n) {
            for (int i = 0; i < pieces.size(); i++) {
                Piece piece = pieces.get(i);
                int relation = relation(piece.from(), piece.to());
                boolean middle = i == n - 1;
                boolean simple = middle
                        ? relation > piece.from() && relation(relation + 1, piece.to()) < 0
                        : relation < 0 && (i >= n || !tokens.get(piece.from()).is(Kind.NUMBER));
                if (!simple) {
                    return false;
                }
            }
            return true;
        }

        private void pairs(List<Piece> pieces, int n) {
            Piece middle = pieces.get(n - 1);
            int relation = relation(middle.from(), middle.to());
            Expr.Sign sign = FormulaParser.sign(tokens.get(relation));
            for (int i = 0; i < n; i++) {
                Piece left = pieces.get(i);
                Piece right = pieces.get(n - 1 + i);
                var read = new SideReader(this, left.from());
                read.side(left.from(), i == n - 1 ? relation : left.to(), Expr.Sign.EQUAL, true, false);
                read.side(i == 0 ? relation + 1 : right.from(), right.to(), sign, false, true);
                keep(read, new Draft(context, null), left.column());
            }
        }

        private boolean isNumber(Piece piece) {
            int from = piece.from();
            if (tokens.get(from).isOperator("-") || tokens.get(from).isOperator("+")) {
                from++;
            }
            Token end = tokens.get(piece.to());
            return from == piece.to() - 1
                    && tokens.get(from).is(Kind.NUMBER)
                    && !(prose() && (end.is(Kind.TEXT) || end.is(Kind.OPEN)));
        }

        /** Something without a relation: what stands alone in its row may be gone on with in the next. */
        private void bare(Piece piece) {
            Token end = tokens.get(piece.to());
            boolean alone = piece.atRow() && (end.is(Kind.ROW) || end.is(Kind.OVER)) && setting != Setting.INLINE;
            if (prose() && !alone) {
                return;
            }
            try {
                Expr expr = expr(piece.from(), piece.to());
                if (alone && !(expr instanceof Expr.Num)) {
                    open = new Draft(context, null);
                    open.sides.add(side(piece.from(), piece.to(), Expr.Sign.EQUAL, expr));
                    drafts.add(open);
                    columns.put(piece.column(), open);
                }
            } catch (Unreadable none) {
                // Prose, or a formula that says nothing about equality; unless it hides an equation.
                if (alone) {
                    open = null;
                    columns.remove(piece.column());
                }
                if (!prose() && none.at().is(Kind.RELATION)) {
                    Collector.this.unread(unread(piece.from(), piece.to(), none));
                }
            }
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

        private void chain(Piece piece, List<Piece> more, @Nullable Piece before) {
            int begin = tokens.get(piece.from()).from();
            int end = tokens.get(piece.to() - 1).to();
            if (end - begin > FormulaParser.MAX_LENGTH) {
                tooLong(passage, begin, end);
                open = null;
                columns.clear();
                return;
            }
            var reader = new SideReader(this, piece.from());
            boolean goesOn = tokens.get(piece.from()).is(Kind.RELATION);
            Draft into = new Draft(context, null);
            Optional<Piece> name = goesOn ? beforeRemark(piece) : Optional.empty();
            if (name.isPresent()) {
                reader.side(name.get().from(), name.get().to(), Expr.Sign.EQUAL, true, false);
            } else if (goesOn && piece.hasWords()) {
                named(piece, before, reader);
            } else if (goesOn && piece.atRow()) {
                Draft above = above(piece);
                into = above == null ? into : above;
            }
            sides(piece, more, reader, goesOn);
            if (!goesOn && saysNew(piece)) {
                reader.markFirst("new");
            } else if (!goesOn) {
                role(piece).ifPresent(reader::changeFirst);
            }
            boolean alone = goesOn
                    && !piece.hasWords()
                    && into.sides.isEmpty()
                    && reader.sides().size() == 1;
            keep(reader, into, piece.column());
            if (alone) {
                var relation =
                        new Unreadable(tokens.get(piece.from()), ParseExpectation.of(ParseExpectation.Kind.LEFT_SIDE));
                Collector.this.unread(unread(piece.from(), piece.to(), relation));
            }
        }

        private void sides(Piece piece, List<Piece> more, SideReader reader, boolean goesOn) {
            int from = piece.from();
            Expr.Sign sign = Expr.Sign.EQUAL;
            boolean first = true;
            while (true) {
                int next = relation(from, piece.to());
                int to = next < 0 ? piece.to() : next;
                boolean missing = first && goesOn;
                if (next < 0 && !more.isEmpty()) {
                    reader.list(from, to, more, sign);
                } else if (!missing) {
                    reader.side(from, to, sign, first, next < 0);
                }
                if (next < 0) {
                    return;
                }
                first = false;
                sign = FormulaParser.sign(tokens.get(next));
                from = next + 1;
            }
        }

        /** The name that only a remark in parentheses parts from its relation, {@code η (learning rate) = 0.5}. */
        private Optional<Piece> beforeRemark(Piece piece) {
            int close = piece.from() - 1;
            return close > 0 && tokens.get(close).is(Kind.CLOSE)
                    ? all.stream()
                            .filter(other -> other.to() == partner[close] && relation(other.from(), other.to()) < 0)
                            .findFirst()
                    : Optional.empty();
        }

        /** A word before a relation is its left side, {@code 오차 = 0.3}; in {@code w5 new = 0.3} it marks the name before it. */
        private void named(Piece piece, @Nullable Piece before, SideReader reader) {
            int last = piece.from() - 1;
            Token word = tokens.get(last);
            Piece beside = before != null && before.to() == piece.words() ? before : null;
            Optional<Role> role = Role.ofWords(word.text()).filter(said -> said == Role.GRADIENT);
            if (Vocabulary.MARKS.containsKey(word.text()) && beside != null) {
                reader.side(beside.from(), beside.to(), Expr.Sign.EQUAL, true, false);
                reader.markFirst(Marks.word(word.text()));
            } else if (role.isPresent() && beside != null) {
                reader.side(beside.from(), beside.to(), Expr.Sign.EQUAL, true, false);
                reader.changeFirst(role.get());
            } else {
                WrittenName name = Nouns.plain(word.text()).orElse(new WrittenName(word.text(), "", ""));
                reader.add(side(last, piece.from(), Expr.Sign.EQUAL, Expr.sym(role.isPresent() ? GRADIENT : name)));
            }
        }

        /** What the words before a name say it is, {@code the gradient for w5}. */
        private Optional<Role> role(Piece piece) {
            for (int i = piece.from() - 1; i >= 0 && i >= piece.from() - 6 && isWordy(tokens.get(i)); i--) {
                String word = tokens.get(i).text();
                Optional<Role> role = Role.ofWords(word);
                if (role.isPresent() && role.get() == Role.GRADIENT) {
                    return role;
                } else if (!word.equals(".") && !BETWEEN.contains(word.toLowerCase(Locale.ROOT))) {
                    return Optional.empty();
                }
            }
            return Optional.empty();
        }

        /** Whether a token is a word, or a point in an abbreviation, {@code w.r.t.}. */
        private static boolean isWordy(Token token) {
            return token.is(Kind.TEXT) || token.isOperator(".") || token.is(Kind.WORD) && "wrt".contains(token.text());
        }

        private boolean saysNew(Piece piece) {
            for (int i = piece.from() - 1; i >= piece.words() && i >= piece.from() - 3; i--) {
                if (Vocabulary.NEW_BEFORE.contains(tokens.get(i).text())) {
                    return true;
                }
            }
            return false;
        }

        /** What a piece that begins with a relation goes on with: the last chain of its column, or the last of all. */
        private @Nullable Draft above(Piece piece) {
            Draft inColumn = columns.get(piece.column());
            return inColumn != null ? inColumn : piece.column() == 0 ? open : null;
        }

        private void keep(SideReader reader, Draft into, int column) {
            if (into.sides.isEmpty()) {
                drafts.add(into);
            }
            into.sides.addAll(reader.sides());
            open = into.sides.isEmpty() ? null : into;
            if (open != null) {
                columns.put(column, open);
            } else {
                columns.remove(column);
            }
            reader.unread().ifPresent(Collector.this::unread);
        }
    }
}
