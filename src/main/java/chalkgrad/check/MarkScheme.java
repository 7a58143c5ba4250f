package chalkgrad.check;

import chalkgrad.algebra.Expr;
import chalkgrad.derive.Occurrence;
import chalkgrad.model.Catalogue;
import chalkgrad.model.Graph;
import chalkgrad.model.Problem;
import chalkgrad.model.Quantity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Gives points for the lines of a derivation.
 *
 * <p>{@code new MarkScheme(problem).points(lines)}: a quantity is earned in full where the last line that was judged on it is right, right up
 * to rounding, or right on top of an earlier mistake, and not at all otherwise.
 */
public final class MarkScheme {
    private static final Set<Verdict> EARNS = EnumSet.of(Verdict.RIGHT, Verdict.ROUNDING, Verdict.FOLLOWS);

    /** Verdicts that decide; a line that was not understood says nothing about what stands elsewhere. */
    private static final Set<Verdict> DECIDES =
            EnumSet.of(Verdict.RIGHT, Verdict.ROUNDING, Verdict.FOLLOWS, Verdict.WRONG);

    private final List<Item> items = new ArrayList<>();
    private final Problem problem;

    private record Item(Occurrence cell, BigDecimal points) {}

    public MarkScheme(Problem problem) {
        this.problem = problem;
        Catalogue catalogue = Catalogue.of(problem.task());
        for (Map.Entry<String, BigDecimal> entry : problem.marks().entrySet()) {
            catalogue
                    .find(entry.getKey())
                    .ifPresent(found -> items.add(
                            new Item(new Occurrence(found.of(), found.pass(), found.sample()), entry.getValue())));
        }
    }

    /** The points of a derivation; empty where the problem has no mark scheme. */
    public Optional<Marking.Points> points(List<Marking.Line> lines) {
        return items.isEmpty()
                ? Optional.empty()
                : Optional.of(new Marking.Points(
                        items.stream().map(item -> mark(item, lines)).toList()));
    }

    private Marking.Mark mark(Item item, List<Marking.Line> lines) {
        Optional<Marking.Line> last =
                last(item, lines, DECIDES).or(() -> last(item, lines, EnumSet.allOf(Verdict.class)));
        boolean earned = last.filter(line -> EARNS.contains(line.verdict()) && !isTrivial(line))
                .isPresent();
        return new Marking.Mark(
                item.cell,
                earned ? item.points : BigDecimal.ZERO,
                item.points,
                last.isPresent() ? OptionalInt.of(last.get().line()) : OptionalInt.empty());
    }

    private Optional<Marking.Line> last(Item item, List<Marking.Line> lines, Set<Verdict> verdicts) {
        return lines.stream()
                .filter(line -> verdicts.contains(line.verdict()))
                .filter(line ->
                        line.quantity().filter(cell -> same(cell, item.cell)).isPresent())
                .reduce((before, after) -> after);
    }

    private static boolean isTrivial(Marking.Line line) {
        return line.remarks().stream().anyMatch(remark -> remark.key().equals(Wording.TRIVIAL));
    }

    private boolean same(Occurrence a, Occurrence b) {
        return a.equals(b) || named(a).id().equals(named(b).id());
    }

    /**
     * A parameter after an update is what the update gave; a delta is a derivative; and what comes back along the only edge out of a node is the
     * node's whole gradient.
     */
    private Occurrence named(Occurrence cell) {
        if (cell.pass() > 0 && cell.quantity() instanceof Quantity.Param parameter) {
            return new Occurrence(new Quantity.Updated(parameter.name()), cell.pass() - 1, cell.sample());
        }
        return cell.quantity() instanceof Quantity.Flow flow && isOnly(flow)
                ? cell.with(new Quantity.Partial(flow.of(), flow.to()))
                : cell;
    }

    private boolean isOnly(Quantity.Flow flow) {
        return problem.task() instanceof Graph graph
                && !graph.output().equals(flow.to().name())
                && graph.nodes().stream()
                                .filter(node -> uses(node.expression(), flow.to()))
                                .count()
                        == 1;
    }

    private static boolean uses(Expr expr, Quantity.Node node) {
        return expr instanceof Expr.Sym symbol && symbol.symbol().id().equals(node.id())
                || expr.parts().stream().anyMatch(part -> uses(part, node));
    }
}
