package chalkgrad.report;

import chalkgrad.algebra.Expr;
import chalkgrad.evaluate.Pass;
import chalkgrad.evaluate.Scope;
import chalkgrad.evaluate.Tensor;
import chalkgrad.model.Quantity;
import chalkgrad.report.Named.Item;
import chalkgrad.report.Pairing.Pair;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Two descents side by side: what is to become small and what is learned, after each update. */
final class CompareSteps {
    /** So many quantities are followed. */
    private static final int MOST = 6;

    /** So many quantities share a table, each with two columns. */
    private static final int TOGETHER = 2;

    private CompareSteps() {}

    /** A quantity that is followed in both. */
    private record Track(Expr here, Expr there, Quantity mine, Quantity others) {}

    /** The tables; empty where one of the two has no updates. */
    static List<Block> of(Pairing pairing) {
        List<Pass> mine = pairing.here.solution.passes();
        List<Pass> others = pairing.there.solution.passes();
        List<Track> all = tracks(pairing);
        List<Track> tracks = all.subList(0, Math.min(all.size(), MOST));
        if (pairing.here.learned().isEmpty() || pairing.there.learned().isEmpty() || tracks.isEmpty()) {
            return List.of();
        }
        int common = Math.min(mine.size(), others.size());
        boolean apart = false;
        for (int step = 0; step < common && !apart; step++) {
            Scope here = mine.get(step).batch();
            Scope there = others.get(step).batch();
            apart = all.stream().anyMatch(track -> Tensor.apart(here.array(track.mine), there.array(track.others)));
        }
        if (!apart) {
            return List.of(new Block.Paragraph(Message.of("compare.steps.equal", Message.count(common - 1L))));
        }
        var blocks = new ArrayList<Block>();
        blocks.add(new Block.Paragraph(
                all.size() == tracks.size()
                        ? Message.of("compare.steps.intro")
                        : Message.of(
                                "compare.steps.intro.some", Message.count(tracks.size()), Message.count(all.size()))));
        for (int from = 0; from < tracks.size(); from += TOGETHER) {
            blocks.add(table(tracks.subList(from, Math.min(from + TOGETHER, tracks.size())), mine, others, common));
        }
        return blocks;
    }

    private static Block table(List<Track> tracks, List<Pass> mine, List<Pass> others, int common) {
        var header = new ArrayList<Message>();
        header.add(Message.of("table.step"));
        for (Track track : tracks) {
            header.add(Message.of("table.of.here", Message.math(track.here)));
            header.add(Message.of("table.of.there", Message.math(track.there)));
        }
        var rows = new ArrayList<List<Message>>();
        for (int step : AfterSection.chosen(common)) {
            var row = new ArrayList<Message>();
            row.add(Message.of("", Message.count(step)));
            for (Track track : tracks) {
                row.add(Message.of(mine.get(step).batch().printed(track.mine)));
                row.add(Message.of(others.get(step).batch().printed(track.others)));
            }
            rows.add(row);
        }
        return new Block.Table(header, rows);
    }

    /** What is to become small in each, and then what either of them learns and both have; arrays would not fit a table. */
    private static List<Track> tracks(Pairing pairing) {
        var tracks = new ArrayList<Track>();
        if (pairing.here.objective().isPresent() && pairing.there.objective().isPresent()) {
            add(
                    tracks,
                    pairing,
                    pairing.here.objective().get(),
                    pairing.there.objective().get());
        }
        Set<String> learned = new HashSet<>(pairing.here.learned());
        learned.addAll(pairing.there.learned());
        for (Pair pair : pairing.pairs) {
            if (learned.contains(pair.here().name())) {
                add(tracks, pairing, pair.here(), pair.there());
            }
        }
        return tracks;
    }

    private static void add(List<Track> tracks, Pairing pairing, Item here, Item there) {
        boolean scalar = !(pairing.here.batch().array(here.quantity()) instanceof Tensor)
                && !(pairing.there.batch().array(there.quantity()) instanceof Tensor);
        if (scalar) {
            Expr letter = here.quantity().expr();
            tracks.add(new Track(letter, pairing.letter(there.quantity()), here.quantity(), there.quantity()));
        }
    }
}
