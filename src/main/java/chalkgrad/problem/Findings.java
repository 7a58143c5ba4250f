package chalkgrad.problem;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Collects the findings of one document.
 *
 * <p>{@code findings.error(place, "steps: expected a whole number")} and carry on: one finding does not hide the next.
 */
final class Findings {
    /** What one document may say at most: a file of nonsense must not fill the screen. */
    private static final int LIMIT = 100;

    private final String file;
    private final Set<Finding> found = new LinkedHashSet<>();
    private int errors;
    private int spared;

    Findings(String file) {
        this.file = file;
    }

    void error(Place at, String message) {
        errors++;
        add(Finding.Severity.ERROR, at, message);
    }

    /** An error whose message takes work; the work is spared where the document has said far too much already. */
    void error(Place at, Supplier<String> message) {
        if (found.size() < 10 * LIMIT) {
            error(at, message.get());
        } else {
            errors++;
            spared++;
        }
    }

    void warning(Place at, String message) {
        add(Finding.Severity.WARNING, at, message);
    }

    /** The errors so far, those beyond the limit included. */
    int errors() {
        return errors;
    }

    /** In the order of the file; of too many, the first ones and how many more there are. */
    List<Finding> sorted() {
        List<Finding> sorted = new ArrayList<>(found);
        sorted.sort(Comparator.comparing(finding -> new Place(finding.line(), finding.column())));
        if (sorted.size() <= LIMIT) {
            return sorted;
        }
        var kept = new ArrayList<>(sorted.subList(0, LIMIT));
        Finding last = kept.get(LIMIT - 1);
        String more = "there are " + (sorted.size() + spared - LIMIT) + " more findings in this document";
        kept.add(new Finding(Finding.Severity.ERROR, file, last.line(), last.column(), more));
        return kept;
    }

    private void add(Finding.Severity severity, Place at, String message) {
        found.add(new Finding(severity, file, at.line(), at.column(), Words.printable(message)));
    }
}
