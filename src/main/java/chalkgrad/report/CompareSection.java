package chalkgrad.report;

import chalkgrad.evaluate.Scope;
import chalkgrad.evaluate.Solution;
import chalkgrad.evaluate.Tensor;
import chalkgrad.model.Quantity;
import chalkgrad.report.Pairing.Pair;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What differs from another problem, and what that does to values and gradients.
 *
 * <p>Of a graph with {@code f: z1*w11 + z2 + w22} and one with {@code f: z1*w11 + z2*w22}: these two side by side, and that the values part at f.
 */
final class CompareSection {
    private final Pairing pairing;
    private final String language;
    private final List<Block> blocks = new ArrayList<>();

    private CompareSection(Pairing pairing, String language) {
        this.pairing = pairing;
        this.language = language;
    }

    /** The section; empty where the problem is compared with none. */
    static List<Block> of(Solution solution, String language) {
        if (solution.other().isEmpty()) {
            return List.of();
        }
        var pairing = new Pairing(Named.of(solution), Named.of(solution.other().get()));
        var section = new CompareSection(pairing, language);
        section.write();
        return section.blocks;
    }

    private void write() {
        Solution other = pairing.there.solution;
        blocks.add(new Block.Heading(2, Message.of("compare.heading")));
        blocks.add(new Block.Paragraph(Message.of(
                "compare.intro",
                new Message.Nested(Titles.of(other, language)),
                new Message.Words(pairing.here.solution.problem().compareWith().orElse("")))));
        blocks.addAll(CompareDefinitions.of(pairing));
        var values = new SideBySide();
        var gradients = new SideBySide();
        int samples = Math.min(pairing.here.samples(), pairing.there.samples());
        boolean several = pairing.here.samples() > 1 || pairing.there.samples() > 1;
        Optional<Message> first = Optional.empty();
        for (int s = 0; s < samples; s++) {
            Scope here = pairing.here.scope(s);
            Scope there = pairing.there.scope(s);
            for (Pair pair : pairing.pairs) {
                Quantity mine = pair.here().quantity();
                Quantity others = pair.there().quantity();
                if (pair.isGiven()) {
                    continue;
                }
                boolean apart = values.add(several ? s + 1 : 0, mine.expr(), here, mine, there, others);
                if (apart && first.isEmpty()) {
                    first = Optional.of(parting(several ? s + 1 : 0, mine, here, there, others));
                }
            }
        }
        for (Pair pair : pairing.pairs) {
            gradients(pair, gradients);
        }
        if (values.all + gradients.all == 0) {
            blocks.add(new Block.Paragraph(Message.of("compare.nothing")));
            return;
        }
        summary(values, gradients, first);
        if (values.differing + gradients.differing > 0) {
            tables("compare.values", "table.node", values);
            tables("compare.gradients", "table.gradient", gradients);
            if (values.lookAlike || gradients.lookAlike) {
                blocks.add(new Block.Paragraph(Message.of("compare.beyond")));
            }
        }
        blocks.addAll(CompareSteps.of(pairing));
    }

    /** The scope of a batch of several samples has the gradients of parameters only, which belong to all of them together. */
    private void gradients(Pair pair, SideBySide gradients) {
        Optional<Quantity> mine = pair.here().gradient();
        Optional<Quantity> others = pair.there().gradient();
        boolean objective = pairing.here.objective().filter(pair.here()::equals).isPresent();
        if (mine.isPresent() && others.isPresent() && !objective) {
            Scope here = pairing.here.batch();
            Scope there = pairing.there.batch();
            if (here.has(mine.get()) && there.has(others.get())) {
                gradients.add(0, mine.get().expr(), here, mine.get(), there, others.get());
            }
        }
    }

    private static Message parting(int sample, Quantity mine, Scope here, Scope there, Quantity others) {
        var place = new Message.Nested(SideBySide.label(sample, mine.expr()));
        return here.array(mine) instanceof Tensor || there.array(others) instanceof Tensor
                ? Message.of("compare.first.array", place)
                : Message.of(
                        "compare.first", place, Message.math(here.printed(mine)), Message.math(there.printed(others)));
    }

    private void summary(SideBySide values, SideBySide gradients, Optional<Message> first) {
        if (values.differing + gradients.differing == 0) {
            blocks.add(new Block.Paragraph(
                    Message.of("compare.equal", Message.count(values.all), Message.count(gradients.all))));
            return;
        }
        blocks.add(new Block.Paragraph(Message.of(
                "compare.counts",
                Message.count(values.all),
                Message.count(values.differing),
                Message.count(gradients.all),
                Message.count(gradients.differing))));
        blocks.add(new Block.Paragraph(first.orElseGet(() -> Message.of("compare.first.none"))));
    }

    private void tables(String intro, String first, SideBySide side) {
        if (side.all == 0) {
            return;
        }
        blocks.add(new Block.Paragraph(Message.of(intro)));
        if (!side.rows.isEmpty()) {
            blocks.addAll(NetworkReport.table(
                    List.of(
                            Message.of(first),
                            Message.of("table.here"),
                            Message.of("table.there"),
                            Message.of("table.comparison")),
                    side.rows));
        }
        if (!side.arrays.isEmpty()) {
            blocks.add(new Block.Paragraph(Message.of("compare.arrays")));
            blocks.add(new Block.Lines(side.arrays));
        }
    }
}
