package chalkgrad.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/**
 * How a writer's letters are to be read, as far as the whole work tells.
 *
 * <p>Each line that makes sense under some readings only is evidence for what they have in common. What has most of it holds for the whole work;
 * a single line is not excused by a convention that the other lines speak against, and where as much speaks for one as for another, what depends
 * on it is open.
 */
public final class Conventions {
    /** What a reading costs more that the rest of the work speaks against: nobody would have it. */
    private static final int CONTRADICTED = 20;

    /** So many times as much has to speak for one as for any other for the others to be out of question. */
    private static final double CLEARLY = 2;

    private final Map<String, Map<String, Set<Integer>>> evidence = new TreeMap<>();
    private final Map<String, Map<String, Double>> support = new TreeMap<>();
    private final Map<String, String> fixed;

    /** What holds, as it is asked for again with each meaning of each name; forgotten when evidence comes in. */
    private final Map<String, Optional<String>> held = new HashMap<>();

    /** What far-fetched conventions gain by a line, in comparison with those that people usually have. */
    private static final double FAR_FETCHED = 0.5;

    private final ToIntFunction<Convention> rank;

    /**
     * @param fixed what a teacher has laid down, by the names of the conventions
     * @param rank how far-fetched a convention is
     */
    Conventions(Map<String, String> fixed, ToIntFunction<Convention> rank) {
        this.fixed = Map.copyOf(fixed);
        this.rank = rank;
    }

    /**
     * A convention that holds for the whole work.
     *
     * @param lines the lines that it rests on; none where it was laid down
     * @param isUsual whether one would have read it so without any of them
     */
    public record Held(Convention convention, List<Integer> lines, boolean isUsual) {
        public Held {
            lines = List.copyOf(lines);
        }
    }

    /**
     * Takes what one line says.
     *
     * @param possible every reading of the line
     * @param sensible those under which it is right
     * @param before what was known when the line was read: what it spoke against is not among the possible any more
     */
    void observe(int line, List<Map<String, String>> possible, List<Map<String, String>> sensible, Conventions before) {
        held.clear();
        var names = new LinkedHashSet<String>();
        sensible.forEach(reading -> names.addAll(reading.keySet()));
        for (String name : names) {
            Set<String> all = values(possible, name);
            Set<String> right = values(sensible, name);
            // Where the line is right without the convention, too, it says nothing of it.
            boolean needed = sensible.stream().allMatch(reading -> reading.containsKey(name));
            boolean tells = right.size() < all.size() || before.support.containsKey(name);
            if (needed && tells) {
                for (String value : right) {
                    support.computeIfAbsent(name, n -> new TreeMap<>()).merge(value, 1.0 / right.size(), Double::sum);
                    evidence.computeIfAbsent(name, n -> new TreeMap<>())
                            .computeIfAbsent(value, v -> new TreeSet<>())
                            .add(line);
                }
            }
        }
    }

    private static Set<String> values(List<Map<String, String>> readings, String name) {
        var values = new TreeSet<String>();
        for (Map<String, String> reading : readings) {
            values.add(reading.getOrDefault(name, ""));
        }
        return values;
    }

    /** The value that holds; empty where nothing speaks for any, or as much for several. */
    private Optional<String> held(String name) {
        return held.computeIfAbsent(name, this::strongest);
    }

    private Optional<String> strongest(String name) {
        String laidDown = fixed.get(name);
        if (laidDown != null) {
            return Optional.of(laidDown);
        }
        Map<String, Double> values = support.getOrDefault(name, Map.of());
        return values.keySet().stream()
                .max(Comparator.comparingDouble(value -> weight(name, value)))
                // One line does not make a convention.
                .filter(best -> values.getOrDefault(best, 0.0) > 1)
                .filter(best -> values.keySet().stream()
                        .allMatch(other -> other.equals(best) || weight(name, other) < weight(name, best)));
    }

    /** What speaks for a convention in comparison with others: of one that is far-fetched more is asked for. */
    private double weight(String name, String value) {
        boolean far = rank.applyAsInt(new Convention(name, value)) >= Names.FAR - 1;
        return (far ? FAR_FETCHED : 1) * support.getOrDefault(name, Map.of()).getOrDefault(value, 0.0);
    }

    /** Whether something speaks for more than one way to read the same name, so that it helps to look again. */
    boolean isContested() {
        return support.values().stream().anyMatch(values -> values.size() > 1);
    }

    private double support(Convention convention) {
        return support.getOrDefault(convention.name(), Map.of()).getOrDefault(convention.value(), 0.0);
    }

    /** Whether the work has it that what a convention is about is read in a way that begins so. */
    boolean speaksFor(String name, String beginning) {
        return held(name).filter(value -> value.startsWith(beginning)).isPresent();
    }

    /** Whether nothing else than what holds comes into question. */
    private boolean isClear(String name) {
        if (fixed.containsKey(name)) {
            return true;
        }
        Map<String, Double> values = support.getOrDefault(name, Map.of());
        String best = held(name).orElse("");
        double most = values.getOrDefault(best, 0.0);
        return most >= 1
                && values.entrySet().stream()
                        .allMatch(other -> other.getKey().equals(best) || other.getValue() * CLEARLY <= most);
    }

    /** Whether as much speaks for one reading as for another. */
    boolean isOpen(String name) {
        // Of an index a single line leaves many readings; whether there is a minus it says.
        if (!name.equals("delta")) {
            return false;
        }
        Map<String, Double> values = support.getOrDefault(name, Map.of());
        double most = values.values().stream().max(Double::compare).orElse(0.0);
        return values.values().stream().filter(value -> value == most).count() > 1;
    }

    /** What a meaning of some rank costs, in view of what the work tells. */
    int cost(List<Convention> conventions, int rank) {
        int cost = rank;
        int against = 0;
        for (Convention convention : conventions) {
            Optional<String> held = held(convention.name());
            boolean clear = held.isPresent() && isClear(convention.name());
            boolean enough = rank < Names.FAR - 1 || support(convention) >= 2 || fixed.containsKey(convention.name());
            if (held.isPresent() && held.get().equals(convention.value())) {
                cost = !enough ? cost : Math.min(cost, clear ? Names.NOTATION : Names.USUAL);
            } else if (held.isPresent()) {
                against += clear ? CONTRADICTED : 2;
            }
        }
        return cost + against;
    }

    /** Whether the work speaks clearly for each of some conventions. */
    boolean areClear(Map<String, String> conventions) {
        return conventions.entrySet().stream()
                .allMatch(each -> isClear(each.getKey()) && held(each.getKey()).equals(Optional.of(each.getValue())));
    }

    /**
     * What holds for the whole work.
     *
     * @param usual what one would take for granted
     */
    List<Held> held(Predicate<Convention> usual) {
        var all = new ArrayList<Held>();
        var names = new TreeSet<>(support.keySet());
        names.addAll(fixed.keySet());
        for (String name : names) {
            held(name)
                    .map(value -> new Convention(name, value))
                    .ifPresent(convention -> all.add(new Held(
                            convention,
                            // What was laid down rests on no line.
                            fixed.containsKey(name)
                                    ? List.of()
                                    : List.copyOf(evidence.getOrDefault(name, Map.of())
                                            .getOrDefault(convention.value(), Set.of())),
                            usual.test(convention))));
        }
        return all;
    }
}
