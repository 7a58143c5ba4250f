package chalkgrad.report;

import chalkgrad.derive.GraphDerivation;
import chalkgrad.evaluate.Solution;
import java.util.ArrayList;
import java.util.List;

/**
 * The worked solution of a computational graph, section by section.
 *
 * <p>{@code GraphReport.of(solution, derivation, "ko").solution()} begins with the problem and ends with the cross-check.
 */
public final class GraphReport {
    private GraphReport() {}

    /**
     * The question and its worked solution.
     *
     * @param language the language of the title
     */
    public static Report of(Solution solution, GraphDerivation derivation, String language) {
        var blocks = new ArrayList<Block>();
        Message title = solution.problem()
                .titleIn(language)
                .map(Message::words)
                .orElseGet(() -> Message.words(solution.problem().name()));
        return new Report(title, List.of(), blocks);
    }
}
