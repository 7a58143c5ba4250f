package chalkgrad.check;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Symbol;
import chalkgrad.model.Network;
import chalkgrad.model.Quantity.Partial;
import chalkgrad.work.Work.Chain;
import chalkgrad.work.Work.Side;
import chalkgrad.work.WrittenName;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Formulas that have letters for indices, with numbers put in for the letters in every way that makes sense of all names.
 *
 * <p>{@code \delta_j = (\sum_k w_{kj} \delta_k) f'(z_j)} stands for one equation for each unit {@code j}.
 */
final class IndexLetters {
    private static final String LETTERS = "ijklmnpqrst";

    /** So many numbers are put in for a letter, from one on. */
    private static final int NUMBERS = 4;

    /** So many numbers a sum may run over. */
    private static final int MOST = 100;

    /** So many equations that a formula stands for are looked at, and so many ways to understand one. */
    private static final int EQUATIONS = 6;

    /** Parts of names that are words and not two or three indices. */
    private static final Set<String> WORDS = Set.of("in", "min", "lin", "nn", "pr", "init", "print", "limit", "tr");

    private static final Pattern SHIFTED = Pattern.compile("([a-z])([+-])(\\d)");
    private static final Pattern PART = Pattern.compile("[^,_ ()\\[\\]{}]+");

    /** Letters that count layers and units where they stand alone. */
    private static final Set<String> COUNTERS = Set.of("l", "ℓ", "ell", "i", "j", "k", "n", "N", "K");

    private IndexLetters() {}

    /** Whether a chain only says which number an index has, {@code l = 2}, as headings of layers do. */
    static boolean isSetting(Chain chain) {
        List<Side> sides = chain.sides();
        return sides.size() == 2
                && sides.get(0).expr() instanceof Expr.Sym sym
                && sym.symbol() instanceof WrittenName name
                && COUNTERS.contains(name.base())
                && name.sub().isEmpty()
                && name.sup().isEmpty()
                && areCounts(sides.get(1).expr());
    }

    private static boolean areCounts(Expr expr) {
        return expr instanceof Expr.Matrix matrix
                ? matrix.rows().stream().flatMap(List::stream).allMatch(IndexLetters::areCounts)
                : expr instanceof Expr.Num num
                        && num.value().scale() <= 0
                        && num.value().compareTo(BigDecimal.TEN) < 0;
    }

    /**
     * The equations that a chain stands for, each in the ways in which it may be meant; empty where no name in it has letters for indices.
     *
     * @param isKnown whether a name means something
     */
    static List<List<Chain>> equations(Chain chain, Predicate<Symbol> isKnown) {
        return equations(chain, MOST, isKnown);
    }

    /** @param longest how many terms a sum has at most of which it is not said how far it goes */
    static List<List<Chain>> equations(Chain chain, int longest, Predicate<Symbol> isKnown) {
        Set<Character> left = letters(chain.sides().subList(0, 1), isKnown);
        Set<Character> all = letters(chain.sides(), isKnown);
        if (all.isEmpty() && chain.sides().stream().noneMatch(side -> hasOpenSum(side.expr()))) {
            return List.of();
        }
        var others = new TreeSet<>(all);
        others.removeAll(left);
        var equations = new ArrayList<List<Chain>>();
        for (Map<Character, String> numbers : choices(left)) {
            var ways = new ArrayList<Chain>();
            for (Map<Character, String> more : choices(others)) {
                var both = new TreeMap<>(numbers);
                both.putAll(more);
                with(chain, both, List.of(), longest, isKnown).ifPresent(ways::add);
                if (ways.size() == EQUATIONS) {
                    break;
                }
            }
            if (!ways.isEmpty()) {
                equations.add(ways);
            }
            if (equations.size() == EQUATIONS) {
                break;
            }
        }
        return equations;
    }

    /**
     * The equations that a chain stands for where its letters are those of units, whatever their layer: {@code w_{kj}} is the weight from {@code j} to
     * {@code k}, or the other way round, and a sum runs over all units for which its names mean something.
     *
     * @param toFirst whether the unit to which a weight leads is named first
     */
    static List<List<Chain>> equations(Chain chain, Network network, boolean toFirst, Predicate<Symbol> isKnown) {
        Set<Character> left = letters(chain.sides().subList(0, 1), isKnown);
        Set<Character> all = letters(chain.sides(), isKnown);
        if (!left.containsAll(all) || all.isEmpty() || all.size() > 2) {
            return List.of();
        }
        var units = new ArrayList<String>(network.inputs());
        var edges = new LinkedHashSet<String>();
        for (Network.Layer layer : network.layers()) {
            for (Network.Unit unit : layer.units()) {
                units.add(unit.name());
                unit.incoming()
                        .forEach(edge -> edges.add(
                                toFirst ? unit.name() + "," + edge.source() : edge.source() + "," + unit.name()));
            }
        }
        if (units.size() > UNITS) {
            return List.of();
        }
        Predicate<Symbol> isThere = symbol -> isKnown.test(symbol) && areEdges(symbol, edges);
        var equations = new ArrayList<List<Chain>>();
        for (Map<Character, String> names : choices(left, units)) {
            with(chain, names, units, MOST, isThere).ifPresent(equation -> equations.add(List.of(equation)));
        }
        return equations.size() <= EQUATIONS
                ? equations
                : List.of(equations.get(0), equations.get(equations.size() - 1));
    }

    /** So many units a network may have for its formulas to be looked at unit by unit. */
    private static final int UNITS = 12;

    /** Whether every pair of units below a name has a weight between them. */
    private static boolean areEdges(Symbol symbol, Set<String> edges) {
        return symbol instanceof Partial partial
                ? areEdges(partial.of(), edges) && areEdges(partial.by(), edges)
                : !(symbol instanceof WrittenName name) || name.sub().indexOf(',') < 0 || edges.contains(name.sub());
    }

    private static List<Map<Character, String>> choices(Set<Character> letters, List<String> names) {
        List<Map<Character, String>> all = new ArrayList<>(List.of(Map.of()));
        for (char letter : letters) {
            var more = new ArrayList<Map<Character, String>>();
            for (Map<Character, String> some : all) {
                for (String name : names) {
                    var one = new TreeMap<>(some);
                    one.put(letter, name);
                    more.add(one);
                }
            }
            all = more;
        }
        return all;
    }

    /** Every choice of a number for each letter, the smaller numbers first. */
    private static List<Map<Character, String>> choices(Set<Character> letters) {
        List<Map<Character, String>> all = new ArrayList<>(List.of(Map.of()));
        for (char letter : letters) {
            var more = new ArrayList<Map<Character, String>>();
            for (Map<Character, String> some : all) {
                for (int number = 1; number <= NUMBERS && more.size() < 300; number++) {
                    var one = new TreeMap<>(some);
                    one.put(letter, Integer.toString(number));
                    more.add(one);
                }
            }
            all = more;
        }
        return all;
    }

    /** A chain with numbers for its letters; empty where a name in it then means nothing. */
    private static Optional<Chain> with(
            Chain chain, Map<Character, String> numbers, List<String> units, int longest, Predicate<Symbol> isKnown) {
        var sides = new ArrayList<Side>();
        for (Side side : chain.sides()) {
            Expr expr = filled(side.expr(), numbers, units, longest, isKnown);
            if (hasOpenSum(expr) || !isKnown(expr, isKnown)) {
                return Optional.empty();
            }
            sides.add(new Side(side.line(), side.text(), side.sign(), expr));
        }
        return Optional.of(new Chain(sides, chain.context(), chain.about(), chain.topic()));
    }

    private static boolean isKnown(Expr expr, Predicate<Symbol> isKnown) {
        return expr instanceof Expr.Sym sym
                ? !Names.isScribble(sym.symbol()) || isKnown.test(sym.symbol())
                : expr.parts().stream().allMatch(part -> isKnown(part, isKnown));
    }

    /** Whether there is a sum over an index, of which it is not said how far it goes. */
    private static boolean hasOpenSum(Expr expr) {
        return expr instanceof Expr.Sigma sum && !sum.index().id().isEmpty()
                || expr.parts().stream().anyMatch(IndexLetters::hasOpenSum);
    }

    /** Whether a chain has a sum of which it is not said how far it goes. */
    static boolean hasOpenSum(Chain chain) {
        return chain.sides().stream().anyMatch(side -> hasOpenSum(side.expr()));
    }

    /** How many units the layers of a network have, the last first, and how many inputs there are. */
    static List<Integer> lengths(Network network) {
        var lengths = new LinkedHashSet<Integer>();
        for (int l = network.layers().size() - 1; l >= 0; l--) {
            lengths.add(network.layers().get(l).units().size());
        }
        lengths.add(network.inputs().size());
        return List.copyOf(lengths);
    }

    // Numbers for letters

    private static Expr filled(
            Expr expr, Map<Character, String> numbers, List<String> units, int longest, Predicate<Symbol> isKnown) {
        if (expr instanceof Expr.Sym sym) {
            Symbol symbol = filled(sym.symbol(), numbers);
            return kronecker(sym.symbol(), symbol).orElseGet(() -> Expr.sym(symbol));
        } else if (expr instanceof Expr.Sigma sum && sum.index().id().length() == 1) {
            return writtenOut(sum, numbers, units, longest, isKnown);
        }
        return expr.mapParts(part -> filled(part, numbers, units, longest, isKnown));
    }

    /** The delta that is 1 where its two indices are the same and 0 elsewhere; empty for anything else. */
    private static Optional<Expr> kronecker(Symbol written, Symbol filled) {
        if (hasPair(written)
                && filled instanceof WrittenName name
                && name.base().equals("delta")
                && name.sup().isEmpty()) {
            String[] indices = name.sub().indexOf(',') > 0
                    ? name.sub().split(",")
                    : name.sub().split("");
            if (indices.length == 2) {
                return Optional.of(indices[0].equals(indices[1]) ? Expr.ONE : Expr.ZERO);
            }
        }
        return Optional.empty();
    }

    /** A sum over every number, or every unit, with which its names mean something. */
    private static Expr writtenOut(
            Expr.Sigma sum,
            Map<Character, String> numbers,
            List<String> units,
            int longest,
            Predicate<Symbol> isKnown) {
        char index = sum.index().id().charAt(0);
        int from = whole(sum.from()).orElse(1);
        int to = Math.min(whole(sum.to()).orElse(from + longest - 1), from + MOST);
        List<String> values = units.isEmpty()
                ? IntStream.rangeClosed(from, to).mapToObj(Integer::toString).toList()
                : units;
        var terms = new ArrayList<Expr>();
        for (String value : values) {
            var one = new TreeMap<>(numbers);
            one.put(index, value);
            Expr term = filled(sum.body(), one, units, longest, isKnown);
            if (isKnown(term, isKnown)) {
                terms.add(term);
            } else if (units.isEmpty()) {
                break;
            }
        }
        return terms.isEmpty() ? sum : Expr.add(terms);
    }

    private static Optional<Integer> whole(Expr expr) {
        return expr instanceof Expr.Num num && num.value().abs().compareTo(BigDecimal.valueOf(MOST)) < 0
                ? Optional.of(num.value().intValue())
                : Optional.empty();
    }

    private static Symbol filled(Symbol symbol, Map<Character, String> numbers) {
        if (symbol instanceof Partial partial) {
            return new Partial(filled(partial.of(), numbers), filled(partial.by(), numbers));
        } else if (symbol instanceof WrittenName name) {
            return new WrittenName(
                    name.base(), filled(name.sub(), numbers), filled(name.sup(), numbers), name.pass(), name.sample());
        }
        return symbol;
    }

    /** {@code ij}, {@code 2i}, {@code net,j} and {@code (l-1)} with numbers for their letters. */
    private static String filled(String script, Map<Character, String> numbers) {
        var out = new StringBuilder();
        Matcher parts = PART.matcher(script);
        int end = 0;
        while (parts.find()) {
            out.append(script, end, parts.start()).append(part(parts.group(), numbers));
            end = parts.end();
        }
        return out.append(script.substring(end)).toString();
    }

    private static String part(String part, Map<Character, String> numbers) {
        Matcher shifted = SHIFTED.matcher(part);
        if (shifted.matches()) {
            String number = numbers.get(part.charAt(0));
            int by = Integer.parseInt(shifted.group(3));
            return number == null || !Character.isDigit(number.charAt(0))
                    ? part
                    : Integer.toString(
                            Integer.parseInt(number) + (shifted.group(2).equals("+") ? by : -by));
        }
        Matcher unit = UNIT.matcher(part);
        if (unit.matches()) {
            String number = numbers.get(unit.group(2).charAt(0));
            return number == null || !Character.isDigit(number.charAt(0)) ? part : unit.group(1) + number;
        } else if (!isIndices(part)) {
            return part;
        }
        var out = new StringBuilder();
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            String number = numbers.get(c);
            // Names of units are told apart by a comma; of numbers everybody knows where one ends.
            boolean name = number != null && !Character.isDigit(number.charAt(0));
            out.append(name && !out.isEmpty() ? "," : "").append(number == null ? String.valueOf(c) : number);
        }
        return out.toString();
    }

    /** The letter of a unit with an index, {@code Zj} below a delta. */
    private static final Pattern UNIT = Pattern.compile("([A-Zhosyz])([ijk])");

    private static boolean isIndices(String part) {
        return !WORDS.contains(part)
                && part.length() <= 4
                && part.chars().allMatch(c -> LETTERS.indexOf(c) >= 0 || Character.isDigit(c));
    }

    // The letters of a formula

    /** The letters in the indices of names that mean nothing as they stand, but those that a sum runs over. */
    private static Set<Character> letters(List<Side> sides, Predicate<Symbol> isKnown) {
        var all = new TreeSet<Character>();
        sides.forEach(side -> letters(side.expr(), Set.of(), isKnown, all));
        return all;
    }

    private static void letters(Expr expr, Set<Character> bound, Predicate<Symbol> isKnown, Set<Character> all) {
        if (expr instanceof Expr.Sym sym) {
            if (Names.isScribble(sym.symbol()) && (hasPair(sym.symbol()) || !isKnown.test(sym.symbol()))) {
                letters(sym.symbol(), bound, all);
            }
            return;
        }
        Set<Character> inside = bound;
        if (expr instanceof Expr.Sigma sum && sum.index().id().length() == 1) {
            inside = new LinkedHashSet<>(bound);
            inside.add(sum.index().id().charAt(0));
            letters(sum.body(), inside, isKnown, all);
            return;
        }
        for (Expr part : expr.parts()) {
            letters(part, inside, isKnown, all);
        }
    }

    /** Whether two letters stand below a name, as below a weight. */
    private static boolean hasPair(Symbol symbol) {
        return symbol instanceof Partial partial
                ? hasPair(partial.of()) || hasPair(partial.by())
                : symbol instanceof WrittenName name
                        && PAIR.matcher(name.sub()).matches()
                        && isIndices(name.sub().replace(",", ""));
    }

    private static final Pattern PAIR = Pattern.compile("[a-z],?[a-z]");

    private static void letters(Symbol symbol, Set<Character> bound, Set<Character> all) {
        if (symbol instanceof Partial partial) {
            letters(partial.of(), bound, all);
            letters(partial.by(), bound, all);
        } else if (symbol instanceof WrittenName name) {
            for (String script : List.of(name.sub(), name.sup())) {
                Matcher parts = PART.matcher(script);
                while (parts.find()) {
                    String part = parts.group();
                    Matcher shifted = SHIFTED.matcher(part);
                    Matcher unit = UNIT.matcher(part);
                    String letters = shifted.matches()
                            ? shifted.group(1)
                            : unit.matches() ? unit.group(2) : isIndices(part) ? part : "";
                    letters.chars()
                            .filter(c -> LETTERS.indexOf(c) >= 0 && !bound.contains((char) c))
                            .forEach(c -> all.add((char) c));
                }
            }
        }
    }
}
