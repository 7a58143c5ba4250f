package chalkgrad.wild;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * One published derivation: its record, and the problems and quantities that it becomes.
 *
 * <p>{@code Published.all().get(0).step("z1").printed()} is {@code ["0.08"]}.
 *
 * @param id the record's number, {@code "01"}
 * @param given the given numbers by the names of the record's formulas
 * @param steps what is printed, in its order
 * @param slips the mistakes of numbers, as the record labels them
 * @param counts how many printed numbers have which verdict, as the record counts them
 * @param tasks what the record becomes; none where it is not mapped
 */
record Published(
        String id,
        Map<String, Figure> given,
        List<Step> steps,
        List<Slip> slips,
        Map<String, Integer> counts,
        List<Task> tasks) {

    /** The key of a quantity file's document that belongs to an example of the repository. */
    private static final String EXAMPLE = "example";

    private static final Path ROOT = Path.of("src", "test", "resources", "wild");

    /**
     * A problem, and which of its quantities are steps of the record.
     *
     * @param problem the text of the problem; empty where it is an example of the repository
     * @param example the example's name
     * @param quantities by step: a quantity's id, or nested lists of ids
     */
    record Task(String problem, Optional<String> example, Map<String, Object> quantities) {}

    /**
     * A step, whose numbers stand row by row.
     *
     * @param printed as they are printed; empty where none is
     * @param formula the right formula
     * @param exact what it gives, to about 15 digits
     * @param machine what a published program computes; empty where none was run
     * @param verdicts one for each number, or a single one for all
     */
    record Step(
            String name,
            List<String> printed,
            String formula,
            List<BigDecimal> exact,
            List<BigDecimal> machine,
            List<String> verdicts) {

        String verdict(int number) {
            return verdicts.get(verdicts.size() == 1 ? 0 : number);
        }
    }

    /**
     * A mistake in a number.
     *
     * @param type its class, {@code "M06"}
     * @param distinct false where it repeats another
     * @param explained whether the formula that gives the wrong value is known
     */
    record Slip(String label, String type, String step, boolean distinct, boolean explained) {}

    boolean isMapped() {
        return !tasks.isEmpty();
    }

    @Override
    public String toString() {
        return id;
    }

    static List<Published> all() {
        try (Stream<Path> folders = Files.list(ROOT)) {
            return folders.filter(Files::isDirectory)
                    .sorted()
                    .map(Published::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Published read(Path folder) {
        Map<?, ?> record = map(load(text(folder.resolve("record.yaml"))));
        var steps = new ArrayList<Step>();
        if (record.get("steps") instanceof List<?> list) {
            list.forEach(step -> steps.add(step(map(step))));
        }
        var given = new LinkedHashMap<String, Figure>();
        map(record.get("given")).forEach((name, value) -> given.put(name.toString(), Figure.of(value)));
        var counts = new LinkedHashMap<String, Integer>();
        map(record.get("counts")).forEach((name, count) -> counts.put(name.toString(), (Integer) count));
        String id = text(record, "id");
        var slips = new ArrayList<Slip>();
        if (record.get("known_mistakes") instanceof List<?> list) {
            list.stream()
                    .map(Published::map)
                    .filter(slip -> text(slip, "kind").equals("numeric"))
                    .forEach(slip -> slips.add(slip(slip)));
        }
        return new Published(id, given, steps, slips, counts, tasks(folder));
    }

    private static Slip slip(Map<?, ?> slip) {
        return new Slip(
                text(slip, "label"),
                text(slip, "class"),
                text(slip, "step"),
                Boolean.TRUE.equals(slip.get("distinct")),
                slip.containsKey("as_done"));
    }

    private static List<Task> tasks(Path folder) {
        if (!Files.exists(folder.resolve("problem.yaml"))) {
            return List.of();
        }
        List<String> problems = documents(folder.resolve("problem.yaml"));
        var tasks = new ArrayList<Task>();
        for (String document : documents(folder.resolve("quantities.yaml"))) {
            var quantities = new LinkedHashMap<String, Object>();
            map(load(document)).forEach((name, value) -> quantities.put(name.toString(), value));
            Optional<String> example =
                    Optional.ofNullable(quantities.remove(EXAMPLE)).map(Object::toString);
            tasks.add(new Task(example.isPresent() ? "" : problems.remove(0), example, quantities));
        }
        if (!problems.isEmpty()) {
            throw new IllegalStateException(folder + ": no quantities for " + problems);
        }
        return tasks;
    }

    private static Step step(Map<?, ?> step) {
        return new Step(
                text(step, "name"),
                flat(step.get("printed")).stream().map(Object::toString).toList(),
                text(step, "formula"),
                numbers(step.get("exact")),
                numbers(step.get("code_value")),
                flat(step.get("verdict")).stream().map(Object::toString).toList());
    }

    private static List<BigDecimal> numbers(@Nullable Object source) {
        return flat(source).stream().map(n -> new BigDecimal(n.toString())).toList();
    }

    private static List<Object> flat(@Nullable Object source) {
        if (source instanceof List<?> list) {
            return list.stream().flatMap(item -> flat(item).stream()).toList();
        }
        return source == null ? List.of() : List.of(source);
    }

    private static List<String> documents(Path file) {
        return new ArrayList<>(List.of(text(file).split("(?m)^---\n")));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Object load(String yaml) {
        return new Load(LoadSettings.builder().build()).loadFromString(yaml);
    }

    private static String text(Map<?, ?> map, String key) {
        return Objects.requireNonNull(map.get(key)).toString();
    }

    private static Map<?, ?> map(@Nullable Object source) {
        return (Map<?, ?>) Objects.requireNonNull(source);
    }
}
