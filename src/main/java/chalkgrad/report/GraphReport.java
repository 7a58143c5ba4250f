package chalkgrad.report;

import chalkgrad.derive.GraphDerivation;
import chalkgrad.evaluate.Solution;
import java.util.ArrayList;
import java.util.List;

/**
 * The worked solution of a computational graph, section by section.
 *
 * <p>{@code GraphReport.of(solution, derivation, "ko")} begins with the title and ends with the cross-check.
 */
public final class GraphReport {
    private GraphReport() {}

    /**
     * The blocks of the report, from top to bottom.
     *
     * @param language the language of the title
     */
    public static List<Block> of(Solution solution, GraphDerivation derivation, String language) {
        var blocks = new ArrayList<Block>();
        return blocks;
    }
}
