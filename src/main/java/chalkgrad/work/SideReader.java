package chalkgrad.work;

import chalkgrad.algebra.Expr;
import chalkgrad.work.Token.Kind;
import chalkgrad.work.Work.Side;
import chalkgrad.work.Work.Unread;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the sides of one chain, and remembers the first that cannot be read.
 *
 * <p>In prose, {@code 0.1 which is small} has the side {@code 0.1}.
 */
final class SideReader {
    /** How often prose is cut off before or behind a formula to see whether the rest can be read. */
    private static final int MOST_TRIES = 12;

    private final Collector.Region region;
    private final int start;
    private final List<Side> sides = new ArrayList<>();
    private @Nullable Unreadable failure;
    private int failedFrom;
    private int failedTo;
    private boolean maths = true;

    SideReader(Collector.Region region, int start) {
        this.region = region;
        this.start = start;
    }

    List<Side> sides() {
        return sides;
    }

    void add(Side side) {
        sides.add(side);
    }

    /** What could not be read, where that is more than prose. */
    Optional<Unread> unread() {
        return region.prose() && sides.isEmpty() ? Optional.empty() : failure();
    }

    /** What could not be read, be it prose or not, where there are signs of a formula in it. */
    Optional<Unread> failure() {
        if (failure == null || !maths) {
            return Optional.empty();
        }
        return Optional.of(region.unread(Math.min(start, failedFrom), Math.max(failedTo, failedFrom + 1), failure));
    }

    /** Says of the name on the first side that it is the new one, or the old one. */
    void markFirst(String mark) {
        boolean unmarked = !sides.isEmpty()
                && sides.get(0).expr() instanceof Expr.Sym s
                && s.symbol() instanceof WrittenName name
                && name.sup().isEmpty();
        if (unmarked) {
            Side side = sides.get(0);
            var name = (WrittenName) ((Expr.Sym) side.expr()).symbol();
            sides.set(0, new Side(side.line(), side.text(), side.sign(), Expr.sym(name.marked(mark))));
        }
    }

    /** Says of the name on the first side what words beside it say. */
    void changeFirst(Role role) {
        boolean name = !sides.isEmpty()
                && sides.get(0).expr() instanceof Expr.Sym s
                && s.symbol() instanceof WrittenName scribble
                && !scribble.base().equals("g")
                && !scribble.base().equals("G");
        if (name) {
            Side side = sides.get(0);
            sides.set(0, new Side(side.line(), side.text(), side.sign(), role.of(((Expr.Sym) side.expr()).symbol())));
        }
    }

    /**
     * Reads a side.
     *
     * @param first whether prose may stand before it
     * @param last whether prose may stand behind it
     */
    void side(int from, int to, Expr.Sign sign, boolean first, boolean last) {
        if (isSilent(from, to)) {
            return;
        }
        try {
            read(from, to, sign);
        } catch (Unreadable unreadable) {
            boolean found = region.prose() && (first && suffix(from, to, sign) || last && prefix(from, to, sign));
            if (!found) {
                fail(unreadable, from, to);
            }
        }
    }

    /** Reads several values behind a relation, with commas between, as a row. */
    void list(int from, int to, List<Piece> more, Expr.Sign sign) {
        try {
            var row = new ArrayList<Expr>(List.of(region.expr(from, to)));
            for (Piece piece : more) {
                row.add(region.expr(piece.from(), piece.to()));
            }
            int end = more.get(more.size() - 1).to();
            sides.add(region.side(from, end, sign, new Expr.Matrix(List.of(row))));
        } catch (Unreadable unreadable) {
            fail(unreadable, from, to);
        }
    }

    private void read(int from, int to, Expr.Sign sign) {
        sides.add(region.side(from, to, sign, region.expr(from, to)));
    }

    private boolean tries(int from, int to, Expr.Sign sign) {
        try {
            read(from, to, sign);
            return true;
        } catch (Unreadable again) {
            return false;
        }
    }

    private void fail(Unreadable unreadable, int from, int to) {
        maths &= !region.prose() || hasMaths(from, to);
        if (failure == null) {
            failure = unreadable;
            failedFrom = from;
            failedTo = to;
        }
    }

    /** A gap to be filled, dots, or nothing: it says nothing. */
    private boolean isSilent(int from, int to) {
        for (int i = from; i < to; i++) {
            if (!region.token(i).is(Kind.DOTS)) {
                return false;
            }
        }
        return true;
    }

    /** Reads a side before which prose is passed over. */
    private boolean suffix(int from, int to, Expr.Sign sign) {
        int tries = 0;
        for (int i = from + 1; i < to && tries < MOST_TRIES; i++) {
            Token token = region.token(i);
            Token before = region.token(i - 1);
            if (token.gap() && !Rows.isBinary(token) && !Rows.isBinary(before) && !before.is(Kind.NUMBER)) {
                tries++;
                if (tries(i, to, sign)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Reads a side behind which prose is passed over. */
    private boolean prefix(int from, int to, Expr.Sign sign) {
        int tries = 0;
        for (int i = to - 1; i > from && tries < MOST_TRIES; i--) {
            Token token = region.token(i);
            boolean wordy = token.gap() && (token.isName() || token.is(Kind.OPEN) && hasName(i, to));
            if (wordy && !Rows.isBinary(region.token(i - 1))) {
                tries++;
                if (tries(from, i, sign)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean hasName(int open, int to) {
        for (int i = open; i < Math.min(to, open + 20); i++) {
            if (region.token(i).isName()) {
                return true;
            }
        }
        return false;
    }

    private boolean hasMaths(int from, int to) {
        for (int i = from; i < to; i++) {
            switch (region.token(i).kind()) {
                case NUMBER,
                        FRACTION,
                        DERIVATIVE,
                        PARTIAL,
                        NABLA,
                        SUM,
                        ROOT,
                        FUNCTION,
                        RAISED,
                        LOWERED,
                        BEGIN,
                        STRANGE,
                        NAME -> {
                    return true;
                }
                default -> {}
            }
        }
        return false;
    }
}
