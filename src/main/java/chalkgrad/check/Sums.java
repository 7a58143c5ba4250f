package chalkgrad.check;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Symbol;
import chalkgrad.model.Quantity.Partial;
import chalkgrad.work.WrittenName;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes sums over an index out.
 *
 * <p>{@code \\sum_{i=1}^{2} w_i x_i} becomes {@code w_1 x_1 + w_2 x_2}.
 */
final class Sums {
    private static final int MOST = 100;

    private static final Pattern SHIFTED = Pattern.compile("\\s*([a-z])\\s*([+-])\\s*(\\d)\\s*");
    private static final Pattern TIME = Pattern.compile("\\(\\s*(.*?)\\s*\\)");

    private Sums() {}

    /** An expression with each sum between numbers written out; other sums stay. */
    static Expr writtenOut(Expr expr) {
        Expr inside = expr.mapParts(Sums::writtenOut);
        if (!(inside instanceof Expr.Sigma sum)) {
            return inside;
        }
        Optional<Integer> from = whole(sum.from());
        Optional<Integer> to = whole(sum.to());
        if (from.isEmpty() || to.isEmpty() || to.get() < from.get() || to.get() - from.get() > MOST) {
            return inside;
        }
        var terms = new ArrayList<Expr>();
        for (int i = from.get(); i <= to.get(); i++) {
            int value = i;
            terms.add(sum.body().substitute(symbol -> at(symbol, sum.index(), value)));
        }
        return Expr.add(terms);
    }

    private static Optional<Integer> whole(Expr expr) {
        return expr instanceof Expr.Num num && num.value().abs().compareTo(BigDecimal.valueOf(1_000)) < 0
                ? Optional.of(num.value().intValue())
                : Optional.empty();
    }

    private static Expr at(Symbol symbol, Symbol index, int value) {
        return symbol.equals(index) ? Expr.num(value) : Expr.sym(named(symbol, index, value));
    }

    private static Symbol named(Symbol symbol, Symbol index, int value) {
        if (symbol instanceof Partial partial) {
            return new Partial(named(partial.of(), index, value), named(partial.by(), index, value));
        } else if (symbol instanceof WrittenName name) {
            return new WrittenName(
                    name.base(),
                    filled(name.sub(), index.id(), value),
                    timed(name.sup(), index.id(), value),
                    name.pass(),
                    name.sample());
        }
        return symbol;
    }

    /** A subscript with the index in it replaced: {@code i}, {@code h_i}, {@code ij}, {@code i,1}. */
    private static String filled(String sub, String index, int value) {
        if (index.length() != 1) {
            return sub.equals(index) ? Integer.toString(value) : sub;
        }
        Matcher shifted = SHIFTED.matcher(sub);
        if (shifted.matches() && shifted.group(1).equals(index)) {
            return shifted(shifted, value);
        }
        boolean indices =
                sub.codePoints().noneMatch(c -> Character.isLetter(c) && !"ijklmnr".contains(Character.toString(c)));
        return indices || sub.equals(index) ? sub.replace(index, Integer.toString(value)) : sub;
    }

    /** A time step above a name: {@code (t)}, {@code (t-1)}. */
    private static String timed(String sup, String index, int value) {
        Matcher time = TIME.matcher(sup);
        boolean enclosed = time.matches();
        Matcher shifted = SHIFTED.matcher(enclosed ? time.group(1) : sup);
        if (shifted.matches() && shifted.group(1).equals(index)) {
            return "(" + shifted(shifted, value) + ")";
        }
        return enclosed && time.group(1).equals(index) ? "(" + value + ")" : sup;
    }

    private static String shifted(Matcher shifted, int value) {
        int by = Integer.parseInt(shifted.group(3));
        return Integer.toString(shifted.group(2).equals("+") ? value + by : value - by);
    }
}
