package chalkgrad.problem;

import chalkgrad.algebra.Expr;
import chalkgrad.exam.Draw;
import chalkgrad.exam.Variation;
import chalkgrad.model.Task;
import chalkgrad.problem.Value.Entry;
import chalkgrad.problem.Value.Kind;
import chalkgrad.problem.Value.Mapping;
import chalkgrad.problem.Value.Scalar;
import chalkgrad.problem.Value.Sequence;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what is drawn anew for each student.
 *
 * <p>{@code {weights: {uniform: [0.1, 0.9], step: 0.05}, x2: 1 - x1}} draws every weight, and works x2 out.
 */
final class VaryReader {
    /** More values than anybody tells apart. */
    private static final BigDecimal MOST_STEPS = BigDecimal.valueOf(1_000_000_000);

    private static final Set<String> FUNCTIONS = Set.of("abs", "min", "max");

    private final Places places;
    private final Findings findings;
    private final RuleReader rules;
    private final Map<String, Formula> formulas = new LinkedHashMap<>();
    private final Set<String> free = new HashSet<>();

    /** A formula on the way: where it stands and what it uses. */
    private record Formula(Scalar at, Expr expr) {}

    VaryReader(Task task, Findings findings) {
        this.findings = findings;
        this.places = new Places(task);
        this.rules = new RuleReader(findings);
    }

    /** The lines of {@code vary}; those with an error are left out and reported. */
    List<Variation> read(Mapping document) {
        var variations = new ArrayList<Variation>();
        if (!(document.get("vary").orElse(new Value.Bad(document.at())) instanceof Mapping map)) {
            return variations;
        }
        for (Entry entry : map.entries()) {
            variation(entry).ifPresent(variations::add);
        }
        formulas.forEach((name, formula) -> names(formula.expr).forEach(used -> known(used, formula)));
        formulas.forEach((name, formula) -> {
            if (reaches(name, name, new HashSet<>())) {
                findings.error(formula.at.at(), "vary: " + Words.quoted(name) + " depends on itself");
            }
        });
        return variations;
    }

    private Optional<Variation> variation(Entry entry) {
        String name = entry.key().text();
        Optional<Places.Found> found = found(entry);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Places.Found where = found.get();
        Optional<Draw> draw = draw(entry, where.places());
        int most = where.places().size();
        if (draw.isPresent()
                && draw.get() instanceof Draw.Shuffle shuffle
                && shuffle.values().size() < most) {
            findings.error(
                    entry.value().at(),
                    "vary: " + name + ": shuffle has "
                            + Words.count(shuffle.values().size(), "value") + "; expected at least " + most
                            + ", one for each place");
            return Optional.empty();
        }
        return draw.map(drawn -> new Variation(name, where.places(), where.together(), drawn));
    }

    /** The places of a key; what the problem has nothing of is a draw for other lines to use. */
    private Optional<Places.Found> found(Entry entry) {
        String name = entry.key().text();
        Optional<Places.Found> found = places.find(name);
        if (found.isPresent()) {
            return found;
        } else if (Format.NAME.matcher(name).matches() && !FUNCTIONS.contains(name)) {
            free.add(name);
            return Optional.of(new Places.Found(List.of(), true));
        }
        findings.error(
                entry.key().at(),
                "vary: " + Words.quoted(name) + " is nothing that is given here" + Nearest.hint(name, places.names())
                        + " (expected some of " + Words.list(places.names()) + ", or a name of your own)");
        return Optional.empty();
    }

    private Optional<Draw> draw(Entry entry, List<Variation.Place> where) {
        String label = "vary: " + entry.key().text();
        if (entry.value() instanceof Scalar scalar) {
            return formula(entry.key().text(), scalar, where);
        }
        return entry.value() instanceof Mapping map ? draw(map, label, where) : Optional.empty();
    }

    private Optional<Draw> draw(Mapping map, String label, List<Variation.Place> where) {
        if (map.get("uniform").isPresent()) {
            return uniform(map, label, where);
        } else if (map.get("normal").isPresent()) {
            return normal(map, label, where);
        }
        boolean shuffled = map.has("shuffle");
        for (String key : List.of("step", "least", "most")) {
            map.entry(key)
                    .ifPresent(other -> findings.error(
                            other.key().at(),
                            label + ": " + key + " has no meaning for " + (shuffled ? "shuffle" : "choice")));
        }
        List<String> options = options(map.get(shuffled ? "shuffle" : "choice"), label, where);
        if (options.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(shuffled ? new Draw.Shuffle(options) : new Draw.Choice(options));
    }

    /** A rule is drawn from its names, a number of units is whole; all else is a decimal. */
    private Optional<Draw> formula(String name, Scalar scalar, List<Variation.Place> where) {
        if (where.stream().anyMatch(VaryReader::isRule)) {
            return rule(scalar, where.get(0))
                    ? Optional.of(new Draw.Choice(List.of(scalar.text().strip())))
                    : Optional.empty();
        }
        Optional<Written> written = Written.read(scalar, "vary: " + name, findings);
        if (written.isEmpty()) {
            return Optional.empty();
        }
        Expr expr = written.get().expr();
        Optional<Expr> foreign = foreign(expr);
        if (foreign.isPresent()) {
            findings.error(
                    written.get().at(foreign.get()),
                    "vary: " + name + ": expected numbers, other draws, + - * / ^, "
                            + Words.or(List.copyOf(FUNCTIONS)));
            return Optional.empty();
        }
        formulas.put(name, new Formula(scalar, expr));
        return Optional.of(new Draw.Formula(expr));
    }

    private static Optional<Expr> foreign(Expr expr) {
        boolean fine = expr instanceof Expr.Num
                || expr instanceof Expr.Sym
                || expr instanceof Expr.Add
                || expr instanceof Expr.Neg
                || expr instanceof Expr.Mul
                || expr instanceof Expr.Div
                || expr instanceof Expr.Pow
                || (expr instanceof Expr.Call call && FUNCTIONS.contains(call.function()));
        return fine
                ? expr.parts().stream()
                        .map(VaryReader::foreign)
                        .flatMap(Optional::stream)
                        .findFirst()
                : Optional.of(expr);
    }

    private Optional<Draw> uniform(Mapping map, String label, List<Variation.Place> where) {
        List<BigDecimal> ends = numbers(map.get("uniform"));
        for (String key : List.of("least", "most")) {
            map.entry(key)
                    .ifPresent(other -> findings.error(
                            other.key().at(), label + ": " + key + " has no meaning for uniform, which has its ends"));
        }
        if (ends.size() != 2) {
            return Optional.empty();
        }
        BigDecimal low = ends.get(0);
        BigDecimal high = ends.get(1);
        BigDecimal step = step(map, ends);
        Place at = map.at();
        if (where.stream().anyMatch(VaryReader::isRule)) {
            findings.error(at, label + ": a rule cannot be drawn from a range; expected choice");
        } else if (low.compareTo(high) > 0) {
            findings.error(at, label + ": uniform goes from " + low + " to " + high + "; expected the lesser first");
        } else if (step.signum() <= 0) {
            findings.error(at, label + ": a step of " + step + "; expected one above zero");
        } else if (high.subtract(low).compareTo(step.multiply(MOST_STEPS)) > 0) {
            findings.error(at, label + ": the step is too small for so wide a range");
        } else if (fits(where, List.of(low.toPlainString(), high.toPlainString(), step.toPlainString()), at, label)) {
            return Optional.of(new Draw.Uniform(low, high, step));
        }
        return Optional.empty();
    }

    private Optional<Draw> normal(Mapping map, String label, List<Variation.Place> where) {
        List<BigDecimal> values = numbers(map.get("normal"));
        if (values.size() != 2) {
            return Optional.empty();
        }
        BigDecimal step = step(map, values);
        Optional<BigDecimal> least = map.get("least").flatMap(Given::number);
        Optional<BigDecimal> most = map.get("most").flatMap(Given::number);
        if (values.get(1).signum() <= 0) {
            findings.error(
                    map.at(), label + ": a standard deviation of " + values.get(1) + "; expected one above zero");
        } else if (step.signum() <= 0) {
            findings.error(map.at(), label + ": a step of " + step + "; expected one above zero");
        } else if (!hasRoom(values, least, most)) {
            findings.error(
                    map.at(),
                    label
                            + ": between least and most nothing is left; expected room within three standard deviations of the mean");
        } else if (where.stream().anyMatch(place -> place instanceof Variation.Units || isRule(place))) {
            findings.error(map.at(), label + ": cannot be drawn from a normal distribution; expected choice");
        } else {
            return Optional.of(new Draw.Normal(values.get(0), values.get(1), step, least, most));
        }
        return Optional.empty();
    }

    /** Whether the limits leave something that is drawn now and then. */
    private static boolean hasRoom(List<BigDecimal> normal, Optional<BigDecimal> least, Optional<BigDecimal> most) {
        BigDecimal reach = normal.get(1).multiply(BigDecimal.valueOf(3));
        BigDecimal low = normal.get(0).subtract(reach);
        BigDecimal high = normal.get(0).add(reach);
        return least.orElse(low).compareTo(high) <= 0
                && most.orElse(high).compareTo(low) >= 0
                && least.orElse(low).compareTo(most.orElse(high)) < 0;
    }

    /** The step as written; else a unit of the last decimal that is written. */
    private static BigDecimal step(Mapping map, List<BigDecimal> values) {
        int scale = values.stream().mapToInt(BigDecimal::scale).max().orElse(0);
        return map.get("step").flatMap(Given::number).orElse(BigDecimal.ONE.scaleByPowerOfTen(-Math.max(0, scale)));
    }

    private List<String> options(Optional<Value> list, String label, List<Variation.Place> where) {
        var options = new ArrayList<String>();
        if (list.isEmpty() || !(list.get() instanceof Sequence sequence)) {
            return options;
        }
        for (Value item : sequence.items()) {
            if (!(item instanceof Scalar scalar)) {
                return List.of();
            }
            boolean rules = where.stream().anyMatch(VaryReader::isRule);
            if (rules ? !rule(scalar, where.get(0)) : !number(scalar, label)) {
                return List.of();
            }
            options.add(scalar.text().strip());
        }
        return fits(where, options, sequence.at(), label) ? options : List.of();
    }

    private boolean number(Scalar scalar, String label) {
        if (scalar.kind() == Kind.NUMBER) {
            return true;
        }
        findings.error(scalar.at(), label + ": expected a number; found " + scalar.found());
        return false;
    }

    private static boolean isRule(Variation.Place place) {
        return place instanceof Variation.LossRule || place instanceof Variation.ActivationRule;
    }

    private boolean rule(Scalar scalar, Variation.Place place) {
        return place instanceof Variation.LossRule
                ? rules.loss(scalar).isPresent()
                : rules.activation(scalar).isPresent();
    }

    /** Whether values can be put in these places: a number of units is whole, and no larger than the file's. */
    private boolean fits(List<Variation.Place> where, List<String> values, Place at, String label) {
        if (where.stream().anyMatch(VaryReader::isRule)) {
            return true;
        }
        for (Variation.Place place : where) {
            int most = place instanceof Variation.Units units ? places.units(units.layer()) : 0;
            for (String value : most > 0 ? values : List.<String>of()) {
                if (Numbers.whole(value)
                        .filter(count -> count >= 1 && count <= most)
                        .isEmpty()) {
                    findings.error(
                            at,
                            label + ": expected whole numbers from 1 to " + most
                                    + ", the number of units that the file has; found " + value);
                    return false;
                }
            }
        }
        return true;
    }

    private static List<BigDecimal> numbers(Optional<Value> list) {
        return list.orElseThrow() instanceof Sequence sequence
                ? sequence.items().stream()
                        .map(Given::number)
                        .flatMap(Optional::stream)
                        .toList()
                : List.of();
    }

    private static Set<String> names(Expr expr) {
        var names = new LinkedHashSet<String>();
        if (expr instanceof Expr.Sym symbol) {
            names.add(symbol.symbol().id());
        }
        expr.parts().forEach(part -> names.addAll(names(part)));
        return names;
    }

    private void known(String name, Formula formula) {
        if (!free.contains(name) && !places.isValue(name)) {
            findings.error(
                    formula.at.at(),
                    "vary: " + Words.quoted(name) + " is neither a draw nor a given value"
                            + Nearest.hint(name, places.names()));
        }
    }

    private boolean reaches(String from, String to, Set<String> seen) {
        Formula formula = formulas.get(from);
        if (formula == null || !seen.add(from)) {
            return false;
        }
        return names(formula.expr).stream().anyMatch(used -> used.equals(to) || reaches(used, to, seen));
    }
}
