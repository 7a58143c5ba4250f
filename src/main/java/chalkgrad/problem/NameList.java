package chalkgrad.problem;

import chalkgrad.problem.Value.Mapping;
import chalkgrad.problem.Value.Scalar;
import chalkgrad.problem.Value.Sequence;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Reads the keys that choose some of a problem's names.
 *
 * <p>{@code ask: [w5, w5, q]} is {@code [w5]}, with a warning for the second w5 and an error for q, which nothing is called.
 */
final class NameList {
    private NameList() {}

    /**
     * The chosen names; empty where the key is left out.
     *
     * @param fault what a name that is not valid is instead, and what was expected
     */
    static Optional<List<String>> read(
            Mapping root, String key, Predicate<String> valid, Function<String, String> fault, Findings findings) {
        if (root.get(key).isEmpty() || !(root.get(key).get() instanceof Sequence list)) {
            return Optional.empty();
        }
        var chosen = new LinkedHashSet<String>();
        for (Value item : list.items()) {
            if (!(item instanceof Scalar scalar)) {
                continue;
            }
            String name = scalar.text();
            if (!valid.test(name)) {
                findings.error(item.at(), () -> key + ": " + Words.quoted(name) + " " + fault.apply(name));
            } else if (!chosen.add(name)) {
                findings.warning(item.at(), key + ": " + Words.quoted(name) + " is listed twice");
            }
        }
        return Optional.of(List.copyOf(chosen));
    }
}
