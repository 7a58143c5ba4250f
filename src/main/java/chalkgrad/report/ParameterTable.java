package chalkgrad.report;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Symbol;
import chalkgrad.derive.SchemeDeriver;
import chalkgrad.evaluate.Pass;
import chalkgrad.evaluate.Solution;
import chalkgrad.model.Network;
import chalkgrad.model.Quantity;
import chalkgrad.model.Quantity.Param;
import chalkgrad.model.Quantity.Partial;
import chalkgrad.model.Quantity.Updated;
import java.util.ArrayList;
import java.util.List;

/**
 * All parameters in one table: how each gradient comes about, what it is, and what the update makes of it.
 *
 * <p>Of one sample a row is {@code w5 | delta(o1) h1 | 0.0499 × 0.5200 | 0.0259 | 0.4370}; of several there is a column for each.
 */
final class ParameterTable {
    /** The gradients of so many samples fit beside each other. */
    static final int SAMPLES = 3;

    private final Solution solution;
    private final Network network;
    private final Working batch;
    private final List<Working> samples = new ArrayList<>();

    private ParameterTable(Solution solution, Pass pass) {
        this.solution = solution;
        this.network = solution.ofNetwork().network();
        this.batch = new Working(solution, pass.batch(), 0);
        if (network.samples().size() > 1) {
            for (int s = 0; s < pass.samples().size(); s++) {
                samples.add(new Working(solution, pass.samples().get(s), s + 1));
            }
        }
    }

    /** Whether a network's gradients, and what its one update makes of them, fit one table. */
    static boolean fits(Network network) {
        boolean online = network.batch() == Network.Batch.ONLINE
                && network.learningRate().isPresent();
        return network.samples().size() == 1 || !online && network.samples().size() <= SAMPLES;
    }

    static List<Block> of(Solution solution, Pass pass) {
        return new ParameterTable(solution, pass).blocks();
    }

    private List<Block> blocks() {
        boolean learns = network.learningRate().isPresent();
        var blocks = new ArrayList<Block>();
        blocks.add(new Block.Heading(2, Message.of(learns ? "parameters.heading.update" : "parameters.heading")));
        if (Coverage.REASONS.isIn(solution)) {
            blocks.add(new Block.Paragraph(Message.of(
                    hasBiases() ? "parameters.gradient.biases" : "parameters.gradient",
                    Message.count(samples.size()))));
        }
        if (!samples.isEmpty()) {
            blocks.add(new Block.Paragraph(Message.of(
                    network.batch() == Network.Batch.SUM ? "batch.sum" : "batch.mean", Message.count(samples.size()))));
            blocks.add(new Block.Lines(SamplesSection.line(batch, Quantity.LOSS)));
        }
        if (learns) {
            blocks.add(new Block.Paragraph(Message.of("update.intro", Message.math(Quantity.RATE.expr()))));
            var lines = new ArrayList<Expr>();
            lines.add(SchemeDeriver.update(new Symbol.Name("w"), Quantity.RATE.expr()));
            batch.derivation.updates().stream()
                    .findFirst()
                    .ifPresent(step -> lines.add(UpdateSection.line(batch, step)));
            blocks.add(new Block.Lines(lines));
            blocks.addAll(UpdateSection.frozen(network));
        }
        blocks.addAll(NetworkReport.table(header(learns), rows(learns)));
        return blocks;
    }

    private boolean hasBiases() {
        return network.layers().stream()
                .flatMap(layer -> layer.units().stream())
                .anyMatch(unit -> unit.bias().isPresent());
    }

    private List<Message> header(boolean learns) {
        var header = new ArrayList<Message>(List.of(Message.of("table.parameter"), Message.of("table.product")));
        if (samples.isEmpty()) {
            header.add(Message.of("table.numbers"));
            header.add(Message.of("table.gradient"));
        } else {
            for (Working sample : samples) {
                header.add(Message.of("samples.sample", Message.count(sample.sample)));
            }
            header.add(Message.of(network.batch() == Network.Batch.SUM ? "table.sum" : "table.mean"));
        }
        if (learns) {
            header.add(Message.of("table.updated"));
        }
        return header;
    }

    private List<List<Message>> rows(boolean learns) {
        var rows = new ArrayList<List<Message>>();
        for (String name : network.parameters().keySet()) {
            var gradient = new Partial(Quantity.LOSS, new Param(name));
            Expr product = batch.derivation.step(gradient).expression();
            var row = new ArrayList<Message>(List.of(Message.of(new Param(name).expr()), Message.of(product)));
            if (samples.isEmpty()) {
                row.add(Message.of(batch.numbers(product)));
            }
            samples.forEach(sample -> row.add(Message.of(sample.number(gradient))));
            row.add(Message.of(batch.number(gradient)));
            if (learns) {
                row.add(Message.of(
                        network.frozen().contains(name)
                                ? batch.number(new Param(name))
                                : batch.number(new Updated(name))));
            }
            rows.add(row);
        }
        return rows;
    }
}
