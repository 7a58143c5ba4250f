package chalkgrad.report;

import chalkgrad.algebra.Expr;
import chalkgrad.derive.GraphDerivation;
import chalkgrad.evaluate.Solution;
import chalkgrad.model.Quantity.Node;
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
        var working = new GraphWorking(solution, derivation, solution.passes().get(0));
        var blocks = new ArrayList<Block>();
        blocks.addAll(GraphProblem.of(working));
        blocks.addAll(working(working, language));
        return new Report(Titles.of(solution, language), GraphProblem.question(working), blocks);
    }

    /** The worked solution for those who have the problem before them: its picture, and every step. */
    static List<Block> working(Solution solution, GraphDerivation derivation, String language) {
        var working = new GraphWorking(solution, derivation, solution.passes().get(0));
        var blocks = new ArrayList<Block>();
        blocks.add(GraphFigures.bare(working));
        blocks.addAll(ProblemSection.warnings(solution));
        blocks.addAll(working(working, language));
        return blocks;
    }

    private static List<Block> working(GraphWorking working, String language) {
        var blocks = new ArrayList<Block>();
        blocks.addAll(forward(working));
        boolean timed = working.graph.recurrence().isPresent() && !working.open;
        blocks.addAll(timed ? BackThroughTime.of(working) : GraphBackward.of(working));
        blocks.addAll(GraphResult.of(working));
        if (working.graph.learningRate().isPresent()) {
            blocks.addAll(GraphResult.updates(working));
        }
        blocks.addAll(CompareSection.of(working.solution, language));
        blocks.addAll(CheckLine.note(working.solution, working.open));
        return blocks;
    }

    private static List<Block> forward(GraphWorking working) {
        var lines = new ArrayList<Expr>();
        working.graph.nodes().forEach(node -> lines.add(working.line(new Node(node.name()))));
        var blocks = new ArrayList<Block>();
        blocks.add(new Block.Heading(2, Message.of("forward.heading")));
        if (Coverage.REASONS.isIn(working.solution)) {
            blocks.add(new Block.Paragraph(Message.of(working.open ? "graph.forward.letters" : "graph.forward.intro")));
        }
        blocks.add(new Block.Lines(lines));
        return blocks;
    }
}
