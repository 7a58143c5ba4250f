package chalkgrad.problem;

import chalkgrad.model.Catalogue;
import chalkgrad.model.Task;
import chalkgrad.problem.Value.Entry;
import chalkgrad.problem.Value.Mapping;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the mark scheme: points for quantities by the names that results have for them.
 *
 * <p>{@code marks: {dE/dw5: 3, w5+: 1.5}}; {@code dE/w5} is an error that suggests {@code dE/dw5}.
 */
final class MarksReader {
    private MarksReader() {}

    /** The scheme, which may have no entry; empty where one of them is wrong. */
    static Optional<Map<String, BigDecimal>> read(Mapping root, Task task, Findings findings) {
        var marks = new LinkedHashMap<String, BigDecimal>();
        if (root.get("marks").isEmpty() || !(root.get("marks").get() instanceof Mapping map)) {
            return Optional.of(marks);
        }
        Catalogue catalogue = Catalogue.of(task);
        boolean good = true;
        for (Entry entry : map.entries()) {
            String name = entry.key().text();
            BigDecimal points = Given.number(entry.value()).orElse(BigDecimal.ZERO);
            if (catalogue.find(name).isEmpty()) {
                good = false;
                findings.error(
                        entry.key().at(),
                        () -> "marks: " + Words.quoted(name) + " is nothing that is worked out here"
                                + Nearest.hint(name, catalogue.names()) + " (expected some of "
                                + Words.list(catalogue.names()) + ")");
            } else if (points.signum() <= 0) {
                good = false;
                findings.error(
                        entry.value().at(),
                        "marks: " + Words.shortened(name) + " is worth " + points.toPlainString()
                                + "; expected a positive number of points");
            } else {
                marks.put(name, points);
            }
        }
        return good ? Optional.of(marks) : Optional.empty();
    }
}
