package chalkgrad.variant;

import chalkgrad.exam.Draw;
import chalkgrad.exam.ExamTask;
import chalkgrad.exam.Variation;
import chalkgrad.exam.Variation.Place;
import chalkgrad.model.Array;
import chalkgrad.model.Graph;
import chalkgrad.model.Network;
import chalkgrad.model.Task;
import chalkgrad.rules.Dims;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One draw of all that a task leaves to chance.
 *
 * <p>{@code Values.draw(task, 2026, "001", 0, 3)} is the fourth try for the first student.
 *
 * @param places what each place gets, as it is to be written
 * @param byName every single value by its name, the fixed ones included; what formulas and findings go by
 */
public record Values(Map<Place, String> places, Map<String, String> byName) {

    /** A draw; empty where a formula gives no decimal. */
    static Optional<Values> draw(ExamTask task, long seed, String key, int number, int attempt) {
        var places = new LinkedHashMap<Place, String>();
        var names = new LinkedHashMap<String, String>(given(task.problem().task()));
        for (Variation variation : task.variations()) {
            if (variation.draw() instanceof Draw.Formula) {
                continue;
            }
            Dice dice = Dice.of(seed, key, number, attempt, variation.name());
            List<String> cards =
                    variation.draw() instanceof Draw.Shuffle shuffle ? dice.shuffled(shuffle.values()) : List.of();
            String last = "";
            for (int i = 0; i < variation.places().size(); i++) {
                Place place = variation.places().get(i);
                if (i == 0 || !variation.together()) {
                    Dice own = Dice.of(seed, key, number, attempt, variation.name(), name(place));
                    last = cards.isEmpty() ? drawn(variation.draw(), own) : cards.get(i);
                }
                places.put(place, last);
                names.put(name(place), last);
            }
            if (variation.places().size() <= 1 || variation.together()) {
                names.put(variation.name(), last.isEmpty() ? drawn(variation.draw(), dice) : last);
            }
        }
        return formulas(task, places, names) ? Optional.of(new Values(places, names)) : Optional.empty();
    }

    private static String drawn(Draw draw, Dice dice) {
        if (draw instanceof Draw.Uniform uniform) {
            return dice.uniform(uniform).toPlainString();
        } else if (draw instanceof Draw.Normal normal) {
            return dice.normal(normal).toPlainString();
        } else if (draw instanceof Draw.Choice choice) {
            return choice.options().get(dice.below(choice.options().size()));
        } else if (draw instanceof Draw.Shuffle shuffle) {
            return dice.shuffled(shuffle.values()).get(0);
        }
        throw new IllegalArgumentException(draw.toString());
    }

    /** Works out what follows from other draws, in whatever order they stand; no formula depends on itself. */
    private static boolean formulas(ExamTask task, Map<Place, String> places, Map<String, String> names) {
        List<Variation> open = task.variations().stream()
                .filter(variation -> variation.draw() instanceof Draw.Formula)
                .toList();
        var waiting = new java.util.HashSet<String>();
        open.forEach(variation -> {
            waiting.add(variation.name());
            variation.places().forEach(place -> waiting.add(name(place)));
        });
        while (!open.isEmpty()) {
            var later = new java.util.ArrayList<Variation>();
            for (Variation variation : open) {
                Draw.Formula formula = (Draw.Formula) variation.draw();
                var known = new HashMap<String, BigDecimal>();
                names.forEach((name, text) -> {
                    if (!waiting.contains(name)) {
                        decimal(text).ifPresent(value -> known.put(name, value));
                    }
                });
                Optional<BigDecimal> value = Decimals.value(formula.expr(), known);
                if (value.isEmpty()) {
                    later.add(variation);
                    continue;
                }
                String text = value.get().toPlainString();
                variation.places().forEach(place -> {
                    places.put(place, text);
                    names.put(name(place), text);
                    waiting.remove(name(place));
                });
                names.put(variation.name(), text);
                waiting.remove(variation.name());
            }
            if (later.size() == open.size()) {
                return false;
            }
            open = later;
        }
        return true;
    }

    private static Optional<BigDecimal> decimal(String text) {
        try {
            return Optional.of(new BigDecimal(text));
        } catch (NumberFormatException rule) {
            return Optional.empty();
        }
    }

    static String name(Place place) {
        if (place instanceof Variation.Value value) {
            return value.id();
        } else if (place instanceof Variation.Upstream upstream) {
            return upstream.id();
        } else if (place instanceof Variation.ActivationRule rule) {
            return "activation(" + rule.layer() + ")";
        } else if (place instanceof Variation.Units units) {
            return "units(" + units.layer() + ")";
        }
        return place instanceof Variation.Rate ? "learning_rate" : "loss";
    }

    /** What a problem gives, as its sheet prints it. */
    public static Map<String, String> given(Task task) {
        var values = new LinkedHashMap<String, String>();
        if (task instanceof Network network) {
            boolean several = network.samples().size() > 1;
            var targets = network.targets();
            for (int i = 0; i < network.samples().size(); i++) {
                String behind = several ? "#" + (i + 1) : "";
                Network.Sample sample = network.samples().get(i);
                sample.inputs().forEach((name, value) -> values.put(name + behind, value.toPlainString()));
                sample.targets()
                        .forEach((unit, value) -> values.put(
                                java.util.Objects.requireNonNull(targets.get(unit))
                                                .name()
                                        + behind,
                                value.toPlainString()));
            }
            network.parameters().forEach((name, value) -> values.put(name, value.toPlainString()));
            network.learningRate().ifPresent(rate -> values.put("learning_rate", rate.toPlainString()));
        } else if (task instanceof Graph graph) {
            graph.given().forEach((name, array) -> given(name, array, values));
            graph.upstream().ifPresent(array -> given(Variation.Upstream.NAME, array, values));
            graph.learningRate().ifPresent(rate -> values.put("learning_rate", rate.toPlainString()));
        }
        return values;
    }

    private static void given(String name, Array array, Map<String, String> values) {
        List<List<Integer>> places = array.dims().places();
        for (int i = 0; i < places.size(); i++) {
            values.putIfAbsent(
                    name + Dims.suffix(places.get(i)), array.entries().get(i).toPlainString());
        }
    }
}
