package chalkgrad.batch;

import chalkgrad.variant.Drawn;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Says why no draw was found. */
final class Refusals {
    private static final int MOST = 12;

    private Refusals() {}

    static String explain(Drawn.Refused refused) {
        String failures = refused.failures().entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .map(failure -> failure.getKey().text() + " (" + times(failure.getValue()) + ")")
                .collect(Collectors.joining(", "));
        return "none of " + refused.attempts() + " draws of task " + refused.task()
                + " meets every requirement; not met: " + failures
                + (refused.closest().isEmpty()
                        ? ""
                        : "; the closest draw, " + values(refused.values()) + ": " + refused.closest());
    }

    private static String times(int count) {
        return count == 1 ? "once" : count + " times";
    }

    private static String values(Map<String, String> values) {
        List<String> all = values.entrySet().stream()
                .map(value -> value.getKey() + "=" + value.getValue())
                .toList();
        String first = String.join(", ", all.subList(0, Math.min(MOST, all.size())));
        return all.size() > MOST ? first + ", …" : first;
    }
}
