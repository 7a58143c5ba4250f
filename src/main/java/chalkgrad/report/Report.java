package chalkgrad.report;

import java.util.List;

/**
 * A problem in the two parts that a page or a sheet of several problems is put together from.
 *
 * <p>{@code NetworkReport.of(solution, "ko", false).question()} ends with what is asked.
 *
 * @param title the problem's title
 * @param question what is given and what is asked, with nothing that would be an answer and without a heading
 * @param solution the problem again and its worked solution; its headings are of level 2 and below
 */
public record Report(Message title, List<Block> question, List<Block> solution) {
    public Report {
        question = List.copyOf(question);
        solution = List.copyOf(solution);
    }
}
