package chalkgrad.problem;

import chalkgrad.model.Descent;
import chalkgrad.problem.Value.Entry;
import chalkgrad.problem.Value.Mapping;
import chalkgrad.problem.Value.Scalar;
import chalkgrad.problem.Value.Sequence;
import chalkgrad.rules.UpdateRule;
import chalkgrad.rules.UpdateRules;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads how parameters are updated.
 *
 * <p>{@code optimizer: {momentum: 0.9}}, {@code optimizer: {adam: {beta1: 0.9}}}, {@code learning_rate: [0.1, 0.05]}.
 */
final class TrainingReader {
    private final Mapping root;
    private final Findings findings;

    TrainingReader(Mapping root, Findings findings) {
        this.root = root;
        this.findings = findings;
    }

    /** The one learning rate, or the first of several; empty where nothing is updated. */
    static Optional<BigDecimal> rate(Mapping root) {
        return root.get("learning_rate")
                .flatMap(value -> value instanceof Sequence list
                        ? list.items().stream().findFirst().flatMap(Given::number)
                        : Given.number(value));
    }

    /** How many updates; as many as there are learning rates, unless the file says it. */
    int steps(int samples) {
        List<Value> rates = rates();
        if (rates.isEmpty()) {
            return LooksReader.steps(root, findings);
        }
        int steps = root.has("steps") ? LooksReader.steps(root, findings) : Math.max(1, rates.size() / samples);
        if ((long) steps * samples != rates.size()) {
            findings.error(
                    root.get("learning_rate").orElseThrow().at(),
                    "learning_rate: " + rates.size() + " rates (expected one for each update, " + (long) steps * samples
                            + " of them: " + steps + " steps"
                            + (samples == 1 ? "" : " with " + samples + " samples each")
                            + ")");
        }
        return steps;
    }

    private List<Value> rates() {
        return root.get("learning_rate")
                .map(value -> value instanceof Sequence list ? list.items() : List.<Value>of())
                .orElse(List.of());
    }

    /** The rule with its constants, and a rate for each update. */
    Descent descent() {
        List<BigDecimal> rates =
                rates().stream().map(Given::number).flatMap(Optional::stream).toList();
        Optional<Value> optimizer = root.get("optimizer");
        if (optimizer.isEmpty()) {
            return new Descent(UpdateRules.plain(), Map.of(), rates);
        }
        Value value = optimizer.get();
        if (!root.has("learning_rate")) {
            findings.error(value.at(), "optimizer: nothing is updated without a learning_rate; it is missing");
        }
        if (value instanceof Scalar name) {
            return rule(name)
                    .map(rule -> new Descent(rule, defaults(rule), rates))
                    .orElse(Descent.PLAIN);
        }
        Entry entry = ((Mapping) value).entries().get(0);
        return rule(entry.key())
                .map(rule -> new Descent(rule, constants(rule, entry.value()), rates))
                .orElse(Descent.PLAIN);
    }

    private Optional<UpdateRule> rule(Scalar name) {
        Optional<UpdateRule> rule = UpdateRules.find(name.text());
        if (rule.isEmpty()) {
            List<String> names =
                    UpdateRules.all().stream().map(UpdateRule::name).toList();
            findings.error(
                    name.at(),
                    "optimizer: " + Words.quoted(name.text()) + " is no update rule" + Nearest.hint(name.text(), names)
                            + " (expected one of " + String.join(", ", names) + ")");
        }
        return rule;
    }

    private static Map<String, BigDecimal> defaults(UpdateRule rule) {
        var constants = new LinkedHashMap<String, BigDecimal>();
        rule.constants().forEach((name, value) -> constants.put(name, new BigDecimal(value)));
        return constants;
    }

    /** A bare number is the rule's first constant. */
    private Map<String, BigDecimal> constants(UpdateRule rule, Value value) {
        Map<String, BigDecimal> constants = defaults(rule);
        List<String> names = List.copyOf(constants.keySet());
        String where = "optimizer: " + rule.name();
        if (names.isEmpty()) {
            findings.error(value.at(), where + " has no constants (expected optimizer: " + rule.name() + ")");
        } else if (value instanceof Mapping map) {
            for (Entry entry : map.entries()) {
                Optional<String> name = rule.constant(entry.key().text());
                if (name.isEmpty()) {
                    findings.error(
                            entry.key().at(),
                            where + ": " + Words.quoted(entry.key().text()) + " is none of its constants"
                                    + Nearest.hint(entry.key().text(), names) + " (expected " + String.join(", ", names)
                                    + ")");
                } else {
                    put(constants, where, name.get(), entry.value());
                }
            }
        } else {
            put(constants, where, names.get(0), value);
        }
        return constants;
    }

    /** No constant is negative, and those that average are below one. */
    private void put(Map<String, BigDecimal> constants, String where, String name, Value value) {
        Given.number(value).ifPresent(number -> {
            boolean share = name.startsWith("beta");
            if (number.signum() < 0 || share && number.compareTo(BigDecimal.ONE) >= 0) {
                findings.error(
                        value.at(),
                        where + ": " + name + " is " + Words.shortened(number.toPlainString())
                                + " (expected a number from 0" + (share ? " to less than 1" : " on") + ")");
            }
            constants.put(name, number);
        });
    }
}
