package chalkgrad.problem;

import chalkgrad.model.Network.Sample;
import chalkgrad.problem.Value.Entry;
import chalkgrad.problem.Value.Mapping;
import chalkgrad.problem.Value.Sequence;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Reads the samples, or the one sample that {@code inputs} and {@code targets} are.
 *
 * <p>A target for {@code h1} is a finding that names the outputs.
 */
final class SampleReader {
    /** What a loss expects of the targets of one sample. */
    private record TargetRule(Predicate<Map<String, BigDecimal>> holds, String expected) {}

    private static final TargetRule SHARES =
            new TargetRule(targets -> targets.values().stream().allMatch(SampleReader::isShare), "targets from 0 to 1");

    /** A target that breaks its loss's rule gives a loss without a meaning, not a wrong one: hence a warning. */
    private static final Map<String, TargetRule> TARGET_RULES = Map.of(
            "bce", SHARES,
            "bce_sum", SHARES,
            "cross_entropy",
                    new TargetRule(
                            targets -> targets.values().stream()
                                            .reduce(BigDecimal.ZERO, BigDecimal::add)
                                            .compareTo(BigDecimal.ONE)
                                    == 0,
                            "targets whose sum is 1"));

    private final Findings findings;
    private final List<Mapping> samples;

    SampleReader(Mapping root, Findings findings) {
        this.findings = findings;
        this.samples = root.get("samples").orElse(root) instanceof Sequence list
                ? list.items().stream()
                        .filter(Mapping.class::isInstance)
                        .map(Mapping.class::cast)
                        .toList()
                : List.of(root);
    }

    /** The inputs of the first sample that has any, in its order. */
    List<Value.Scalar> inputs() {
        return samples.stream()
                .flatMap(sample -> part(sample, "inputs").stream())
                .findFirst()
                .map(inputs -> inputs.entries().stream().map(Entry::key).toList())
                .orElse(List.of());
    }

    /** The samples; those that are not whole are findings. */
    List<Sample> read(List<String> inputs, Optional<List<String>> outputs, Optional<String> loss) {
        return samples.stream()
                .map(sample -> {
                    Optional<Mapping> targets = part(sample, "targets");
                    Map<String, BigDecimal> wanted =
                            outputs.isPresent() ? wanted(sample, targets, outputs.get()) : Map.of();
                    targets.ifPresent(at -> loss.ifPresent(name -> check(name, wanted, at.at())));
                    return new Sample(
                            values(part(sample, "inputs"), "inputs", "is not among the inputs", inputs), wanted);
                })
                .toList();
    }

    /** The targets as they are given; of a class's number 1 for its unit and 0 for the others; without a loss the upstream gradients. */
    private Map<String, BigDecimal> wanted(Mapping sample, Optional<Mapping> targets, List<String> outputs) {
        Optional<Integer> right = sample.get("targets")
                .filter(Value.Scalar.class::isInstance)
                .flatMap(value -> Numbers.whole(((Value.Scalar) value).text()));
        if (right.isPresent()) {
            return right.map(number -> oneHot(sample.get("targets").orElseThrow(), number, outputs))
                    .get();
        }
        return values(targets, "targets", "is no output unit", outputs);
    }

    private Map<String, BigDecimal> oneHot(Value value, int number, List<String> outputs) {
        if (outputs.size() == 1 || number > outputs.size()) {
            findings.error(
                    value.at(),
                    outputs.size() == 1
                            ? "targets: a class's number needs an output unit for each class; for one unit write targets: {"
                                    + outputs.get(0) + ": " + number + "}"
                            : "targets: found class " + number + "; expected one from 1 to " + outputs.size() + " ("
                                    + Words.list(outputs) + ")");
        }
        var targets = new LinkedHashMap<String, BigDecimal>();
        outputs.forEach(unit -> targets.put(
                unit,
                unit.equals(outputs.get(Math.min(number, outputs.size()) - 1)) ? BigDecimal.ONE : BigDecimal.ZERO));
        return targets;
    }

    /** The samples without targets where nothing is compared. */
    List<Sample> withoutTargets(List<String> inputs, Map<String, BigDecimal> arriving) {
        return samples.stream()
                .map(sample -> new Sample(
                        values(part(sample, "inputs"), "inputs", "is not among the inputs", inputs), arriving))
                .toList();
    }

    private Map<String, BigDecimal> values(Optional<Mapping> map, String key, String unknown, List<String> names) {
        var values = new LinkedHashMap<String, BigDecimal>();
        if (map.isEmpty()) {
            return values;
        }
        var written = new LinkedHashMap<String, Value>();
        for (Entry entry : map.get().entries()) {
            String name = entry.key().text();
            written.put(name, entry.value());
            if (!names.contains(name)) {
                findings.error(
                        entry.key().at(),
                        () -> key + ": " + Words.quoted(name) + " " + unknown + Nearest.hint(name, names)
                                + " (expected " + Words.list(names) + ")");
            }
        }
        List<String> missing =
                names.stream().filter(name -> !written.containsKey(name)).toList();
        if (!missing.isEmpty()) {
            findings.error(
                    map.get().at(), key + ": missing " + Words.list(missing) + "; expected " + Words.list(names));
        }
        for (String name : names) {
            Optional.ofNullable(written.get(name)).flatMap(Given::number).ifPresent(number -> values.put(name, number));
        }
        return values;
    }

    private void check(String loss, Map<String, BigDecimal> targets, Place at) {
        TargetRule rule = TARGET_RULES.get(loss);
        if (rule != null && !targets.isEmpty() && !rule.holds.test(targets)) {
            String found = targets.entrySet().stream()
                    .limit(12)
                    .map(entry -> entry.getKey() + ": " + entry.getValue())
                    .reduce((a, b) -> a + ", " + b)
                    .orElse("");
            findings.warning(at, "targets: " + loss + " is meant for " + rule.expected + "; found " + found);
        }
    }

    private static boolean isShare(BigDecimal target) {
        return target.signum() >= 0 && target.compareTo(BigDecimal.ONE) <= 0;
    }

    private static Optional<Mapping> part(Mapping sample, String key) {
        return sample.get(key).flatMap(value -> value instanceof Mapping map ? Optional.of(map) : Optional.empty());
    }
}
