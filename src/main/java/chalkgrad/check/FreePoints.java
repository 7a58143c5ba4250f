package chalkgrad.check;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Symbol;
import chalkgrad.evaluate.Real;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Points for expressions whose symbols are independent, the same ones for the same expressions.
 *
 * <p>For {@code max(0, z-1000)} there are points on either side of zero, of one and of a thousand, large ones, tiny ones, and those three themselves.
 *
 * <p>They are short numbers, since somebody may read them, the ones of a common size first. Each region is one in which expressions that are the same elsewhere differ, or in
 * which alone they have values: below zero, in (0, 1) where a probability is, with a sum below one, far out, near zero, about the numbers that
 * are written in them.
 */
public final class FreePoints implements Points {
    private static final int ENOUGH = 8;
    private static final int MAX_CONSTANTS = 12;
    private static final List<String> BETWEEN = List.of("0.1", "0.3", "0.5", "0.7", "0.9");
    private static final List<String> MIDDLE = List.of("0.5");

    /** Bases and exponents with which powers of powers differ: {@code ((-2)^2)^0.5} is not {@code (-2)^(2*0.5)}. */
    private static final List<BigDecimal> OF_POWERS =
            List.of(new BigDecimal("-2"), new BigDecimal("2"), new BigDecimal("0.5"), new BigDecimal("3"));

    private static final int MOST_OF_POWERS = 64;

    private final Map<Symbol, Integer> places = new LinkedHashMap<>();
    private final Set<List<BigDecimal>> points = new LinkedHashSet<>();
    private final List<List<BigDecimal>> order;
    private final Random random = new Random(20_240_301);

    /** The regions that a point is made of, with how often each comes up. */
    private enum Region {
        MIXED(8, "-1.25", "0.5", "2", "-0.75", "1.5", "-2.5", "0.25", "3", "-0.4", "1.75", "-3.5", "0.8"),
        UNIT(8, "0.25", "0.6", "0.1", "0.85", "0.4", "0.7", "0.15", "0.95", "0.35", "0.55", "0.05", "0.9"),
        NEGATIVE(6, "-1.25", "-0.5", "-2", "-0.75", "-3", "-0.2", "-5", "-1.6"),
        POSITIVE(6, "1.25", "2", "3.5", "1.5", "5", "2.75", "1.1", "4"),
        SMALL(8, "0.08", "0.03", "0.05", "0.02", "0.07", "0.04", "0.01", "0.06"),
        WHOLE(4, "2", "3", "-1", "4", "-2", "5", "1", "-3"),
        LARGE(8, "-12", "25", "-50", "80", "-150", "300", "-700", "1500", "12", "-25", "50", "-80", "150", "-300"),
        TINY(4, "-0.001", "0.002", "-0.00003", "0.0000004", "1e-12", "-1e-12", "1e-30", "-1e-30"),
        HUGE(6, "-1e4", "2e5", "-3e6", "1e7", "-1e9", "1e13", "1e4", "-2e5", "3e6", "-1e7", "1e9", "-1e13");

        final int times;
        final List<BigDecimal> values;

        Region(int times, String... values) {
            this.times = times;
            this.values = List.of(values).stream().map(BigDecimal::new).toList();
        }
    }

    private FreePoints(Collection<? extends Symbol> symbols, List<BigDecimal> constants, boolean powers) {
        symbols.forEach(symbol -> places.put(symbol, places.size()));
        int count = places.size();
        if (count == 0) {
            points.add(List.of());
        } else {
            for (Region region : Region.values()) {
                for (int i = 0; i < Math.max(region.times, count == 1 ? region.values.size() : 0); i++) {
                    points.add(within(region.values, i, count));
                }
            }
            aboutConstants(constants, count);
            if (powers) {
                ofPowers(count);
            }
        }
        order = List.copyOf(points);
    }

    /** Points for two expressions. */
    public static FreePoints of(Expr left, Expr right, Collection<? extends Symbol> symbols) {
        var constants = new TreeSet<BigDecimal>();
        collect(left, constants);
        collect(right, constants);
        return new FreePoints(
                symbols, constants.stream().limit(MAX_CONSTANTS).toList(), hasOpenPower(left) || hasOpenPower(right));
    }

    /** Whether there is a power whose exponent is no number. */
    private static boolean hasOpenPower(Expr expr) {
        return expr instanceof Expr.Pow power && !(power.exponent() instanceof Expr.Num)
                || expr.parts().stream().anyMatch(FreePoints::hasOpenPower);
    }

    /** Every choice of those numbers for the symbols; where there are too many, some. */
    private void ofPowers(int count) {
        int size = OF_POWERS.size();
        boolean all = Math.pow(size, count) <= MOST_OF_POWERS;
        int choices = all ? (int) Math.pow(size, count) : MOST_OF_POWERS;
        for (int choice = 0; choice < choices; choice++) {
            var point = new ArrayList<BigDecimal>(count);
            int rest = choice;
            for (int place = 0; place < count; place++) {
                point.add(OF_POWERS.get(all ? rest % size : random.nextInt(size)));
                rest /= size;
            }
            points.add(point);
        }
    }

    private static void collect(Expr expr, Set<BigDecimal> constants) {
        if (expr instanceof Expr.Num n) {
            constants.add(n.value().stripTrailingZeros());
        }
        expr.parts().forEach(part -> collect(part, constants));
    }

    /** A point of a region: other symbols, other values, as far as there are enough of them. */
    private List<BigDecimal> within(List<BigDecimal> values, int turn, int count) {
        var point = new ArrayList<BigDecimal>(count);
        for (int place = 0; place < count; place++) {
            int index = place == 0 || turn == 0 ? turn + place : random.nextInt(values.size() * 7) + turn + place;
            BigDecimal value = values.get(index % values.size());
            // When all have been used, something between.
            point.add(
                    point.contains(value)
                            ? value.multiply(
                                    BigDecimal.valueOf(100 + 7L * place).movePointLeft(2))
                            : value);
        }
        return point;
    }

    /** Each symbol at zero, one, the numbers written and their negatives, beside these and between them; the others of a common size. */
    private void aboutConstants(List<BigDecimal> constants, int count) {
        var special = new TreeSet<>(List.of(BigDecimal.ZERO, BigDecimal.ONE, BigDecimal.ONE.negate()));
        for (BigDecimal constant : constants) {
            special.add(constant);
            special.add(constant.negate());
        }
        var about = new LinkedHashSet<>(special);
        BigDecimal before = special.first();
        for (BigDecimal value : special) {
            BigDecimal step = value.abs().max(BigDecimal.ONE).movePointLeft(2);
            about.add(value.add(step));
            about.add(value.subtract(step));
            for (String part : count == 1 ? BETWEEN : MIDDLE) {
                about.add(before.add(value.subtract(before).multiply(new BigDecimal(part))));
            }
            before = value;
        }
        points.add(java.util.Collections.nCopies(count, BigDecimal.ZERO));
        int turn = 0;
        for (BigDecimal value : about) {
            for (int place = 0; place < (count > 4 ? 1 : count); place++) {
                Region others = turn % 2 == 0 ? Region.MIXED : Region.UNIT;
                var point = new ArrayList<>(within(others.values, turn, count));
                point.set(count > 4 ? turn % count : place, value);
                points.add(point);
                turn++;
            }
        }
    }

    @Override
    public int count() {
        return order.size();
    }

    @Override
    public int enough() {
        return places.isEmpty() ? 1 : ENOUGH;
    }

    @Override
    public @Nullable Real value(int point, Symbol symbol) {
        Integer place = places.get(symbol);
        return place == null ? null : Real.of(order.get(point).get(place));
    }
}
