package chalkgrad.report;

import chalkgrad.evaluate.Pass;
import chalkgrad.evaluate.Solution;
import chalkgrad.model.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The worked solution of a network, section by section.
 *
 * <p>{@code NetworkReport.of(solution, "en", false).solution()} begins with the problem and ends with the cross-check.
 */
public final class NetworkReport {
    /** Up to so many parameters are worked out in full where the file does not ask for particular ones. */
    static final int FULL = 12;

    /** A table has at most so many rows; a reader of a longer one wants a file to search, not pages to turn. */
    static final int ROWS = 400;

    private NetworkReport() {}

    /** The table, cut where it would run over pages and pages, and then a word on where the rest is. */
    static List<Block> table(List<Message> header, List<List<Message>> rows) {
        if (rows.size() <= ROWS) {
            return List.of(new Block.Table(header, rows));
        }
        return List.of(
                new Block.Table(header, rows.subList(0, ROWS)),
                new Block.Paragraph(Message.of("table.cut", Message.count(rows.size() - ROWS))));
    }

    /**
     * The question and its worked solution.
     *
     * @param language the language of the title
     * @param matrices whether the matrix form is added
     */
    public static Report of(Solution solution, String language, boolean matrices) {
        var lead = lead(solution);
        var blocks = new ArrayList<Block>();
        blocks.addAll(ProblemSection.of(lead));
        blocks.addAll(working(solution, language, matrices, true));
        return new Report(Titles.of(solution, language), ProblemSection.question(lead), blocks);
    }

    /** The worked solution for those who have the problem before them and the lesson behind them: its picture, and every step. */
    static List<Block> working(Solution solution, String language) {
        var blocks = new ArrayList<Block>();
        blocks.add(ProblemSection.figure(solution.ofNetwork().network()));
        blocks.addAll(ProblemSection.warnings(solution));
        blocks.addAll(working(solution, language, false, false));
        return blocks;
    }

    /** Of several samples the first is worked out in full. */
    private static Working lead(Solution solution) {
        boolean several = solution.ofNetwork().network().samples().size() > 1;
        return new Working(solution, solution.passes().get(0).samples().get(0), several ? 1 : 0);
    }

    /** @param lesson whether what holds for every network is said as well */
    private static List<Block> working(Solution solution, String language, boolean matrices, boolean lesson) {
        Network network = solution.ofNetwork().network();
        Pass first = solution.passes().get(0);
        boolean several = network.samples().size() > 1;
        Working lead = lead(solution);
        var blocks = new ArrayList<Block>();
        blocks.addAll(ForwardSection.of(lead));
        boolean inOneTable = !Coverage.EVERY_LINE.isIn(solution) && ParameterTable.fits(network);
        blocks.addAll(new BackwardSection(lead).blocks(lesson && Coverage.GENERAL_PATTERN.isIn(solution)));
        if (several) {
            blocks.addAll(SamplesSection.of(solution, first));
        }
        if (inOneTable) {
            blocks.addAll(ParameterTable.of(solution, first));
        }
        if (matrices && Coverage.MATRICES.isIn(solution)) {
            blocks.addAll(MatrixSection.of(lead));
        }
        if (network.learningRate().isPresent()) {
            if (!inOneTable && (!several || network.batch() != Network.Batch.ONLINE)) {
                blocks.addAll(UpdateSection.of(new Working(solution, first.batch(), 0)));
            }
            blocks.addAll(AfterSection.of(solution));
        }
        blocks.addAll(CompareSection.of(solution, language));
        blocks.addAll(CheckLine.note(solution));
        return blocks;
    }

    /** {@code 2-2-2}. */
    static String sizes(Network network) {
        return Stream.concat(
                        Stream.of(network.inputs().size()),
                        network.layers().stream().map(layer -> layer.units().size()))
                .map(String::valueOf)
                .collect(Collectors.joining("-"));
    }
}
