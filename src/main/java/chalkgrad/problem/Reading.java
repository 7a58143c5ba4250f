package chalkgrad.problem;

import chalkgrad.model.Problem;
import java.util.List;

/**
 * What became of a problem file.
 *
 * <p>A sheet of three problems, the second of which has an error, gives two problems and one finding.
 *
 * @param name the file's name without its folder and its ending
 * @param documents how many documents there are, good or bad
 * @param problems the documents without an error, in the file's order
 * @param findings everything that is to be said about the file, from its top to its bottom
 */
public record Reading(String name, int documents, List<Problem> problems, List<Finding> findings) {
    public Reading {
        problems = List.copyOf(problems);
        findings = List.copyOf(findings);
    }

    /** Whether every document of the file could be read; warnings do not count. */
    public boolean complete() {
        return findings.stream().noneMatch(finding -> finding.severity() == Finding.Severity.ERROR);
    }
}
