package chalkgrad.report;

import chalkgrad.algebra.Expr;
import chalkgrad.evaluate.Scope;
import chalkgrad.model.Graph;
import chalkgrad.model.Network;
import chalkgrad.model.Problem;
import chalkgrad.model.Quantity;
import chalkgrad.model.Quantity.Node;
import chalkgrad.model.Task;
import chalkgrad.report.Named.Item;
import chalkgrad.report.Named.Role;
import chalkgrad.report.Pairing.Pair;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Where two problems are defined differently: settings, given values, expressions, rules, and what only one of them has. */
final class CompareDefinitions {
    /** Longer expressions are not written out. */
    private static final int WRITTEN_PARTS = 120;

    private static final Message NONE = Message.of("compare.none");

    private final Pairing pairing;
    /** Names by what stands beside them, so that the units of a layer that differ in the same way share a row. */
    private final Map<List<Message>, List<Message>> rows = new LinkedHashMap<>();

    private final SideBySide given = new SideBySide();

    private CompareDefinitions(Pairing pairing) {
        this.pairing = pairing;
    }

    static List<Block> of(Pairing pairing) {
        var definitions = new CompareDefinitions(pairing);
        definitions.settings();
        pairing.pairs.forEach(definitions::pair);
        pairing.onlyHere.forEach(item -> definitions.only(item, true));
        pairing.onlyThere.forEach(item -> definitions.only(item, false));
        return definitions.blocks();
    }

    private List<Block> blocks() {
        if (rows.isEmpty() && given.arrays.isEmpty()) {
            return List.of(new Block.Paragraph(Message.of("compare.definitions.equal")));
        }
        var blocks = new ArrayList<Block>();
        blocks.add(new Block.Paragraph(Message.of("compare.definitions")));
        if (!rows.isEmpty()) {
            var table = new ArrayList<List<Message>>();
            rows.forEach((sides, names) -> table.add(List.of(
                    names.size() == 1 ? names.get(0) : Message.of("", new Message.Several(names)),
                    sides.get(0),
                    sides.get(1))));
            blocks.addAll(NetworkReport.table(
                    List.of(Message.of("table.what"), Message.of("table.here"), Message.of("table.there")), table));
        }
        if (!given.arrays.isEmpty()) {
            blocks.add(new Block.Paragraph(Message.of("compare.arrays")));
            blocks.add(new Block.Lines(given.arrays));
        }
        return blocks;
    }

    private void row(Message name, Message here, Message there) {
        rows.computeIfAbsent(List.of(here, there), sides -> new ArrayList<>()).add(name);
    }

    private void unlessEqual(String name, Message here, Message there) {
        if (!here.equals(there)) {
            row(Message.of(name), here, there);
        }
    }

    private void settings() {
        Problem mine = pairing.here.solution.problem();
        Problem others = pairing.there.solution.problem();
        unlessEqual("compare.carry", carry(mine), carry(others));
        if (mine.task() instanceof Graph a && others.task() instanceof Graph b) {
            unlessEqual(
                    "compare.output", Message.of(new Node(a.output()).expr()), Message.of(new Node(b.output()).expr()));
        }
        if (mine.task() instanceof Network a && others.task() instanceof Network b) {
            unlessEqual("compare.batch", batch(a), batch(b));
        }
        unlessEqual("compare.samples", count(pairing.here.samples()), count(pairing.there.samples()));
        List<String> learnedHere = pairing.here.learned();
        List<String> learnedThere = pairing.there.learned();
        if (!learnedHere.isEmpty() && !learnedThere.isEmpty()) {
            unlessEqual("compare.steps", count(steps(mine.task())), count(steps(others.task())));
            learned(learnedHere, learnedThere);
        }
    }

    /** What both have and only one of them updates. */
    private void learned(List<String> here, List<String> there) {
        List<Pair> given = pairing.pairs.stream().filter(Pair::isGiven).toList();
        List<Expr> onlyHere = letters(given, here, there);
        List<Expr> onlyThere = letters(given, there, here);
        if (!onlyHere.isEmpty() || !onlyThere.isEmpty()) {
            row(Message.of("compare.learned"), listed(onlyHere), listed(onlyThere));
        }
    }

    private static List<Expr> letters(List<Pair> pairs, List<String> in, List<String> notIn) {
        return pairs.stream()
                .map(Pair::here)
                .filter(item -> in.contains(item.name()) && !notIn.contains(item.name()))
                .<Expr>map(item -> item.quantity().expr())
                .toList();
    }

    private static Message listed(List<Expr> letters) {
        return letters.isEmpty() ? NONE : Message.of("", Message.all(letters));
    }

    private static Message carry(Problem problem) {
        return Message.of(problem.carry() == Problem.Carry.EXACT ? "compare.carry.exact" : "compare.carry.rounded");
    }

    /** How samples become updates matters where there are several. */
    private static Message batch(Network network) {
        return network.samples().size() == 1
                ? NONE
                : Message.of("problem.batch." + network.batch().name().toLowerCase(Locale.ROOT));
    }

    private static int steps(Task task) {
        return task instanceof Graph graph ? graph.steps() : ((Network) task).steps();
    }

    private static Message count(int number) {
        return Message.of("", Message.count(number));
    }

    private void pair(Pair pair) {
        if (pair.isGiven()) {
            given(pair);
        } else if (!pair.alike()) {
            row(
                    Message.of(pair.here().quantity().expr()),
                    definition(pair.here(), pair.there(), true),
                    definition(pair.there(), pair.here(), false));
        }
    }

    private void given(Pair pair) {
        Quantity mine = pair.here().quantity();
        Quantity others = pair.there().quantity();
        boolean several = pairing.here.samples() > 1 || pairing.there.samples() > 1;
        boolean bySample = several
                && (mine instanceof Quantity.Input
                        || mine instanceof Quantity.Target
                        || others instanceof Quantity.Input
                        || others instanceof Quantity.Target);
        int samples = bySample ? Math.min(pairing.here.samples(), pairing.there.samples()) : 1;
        for (int s = 0; s < samples; s++) {
            Scope here = pairing.here.scope(s);
            Scope there = pairing.there.scope(s);
            var values = new SideBySide();
            if (values.add(bySample ? s + 1 : 0, mine.expr(), here, mine, there, others)) {
                given.arrays.addAll(values.arrays);
                values.rows.forEach(row -> row(row.get(0), row.get(1), row.get(2)));
            }
        }
    }

    /** What an item is computed by; two rules of a kind are told apart by their names rather than their formulas. */
    private Message definition(Item item, Item other, boolean here) {
        if (item.definition().isEmpty()) {
            return Message.of("compare.given", Message.math(value(here, item)));
        }
        boolean ruled = item.rule().isPresent() && other.rule().isPresent();
        return ruled && !item.rule().equals(other.rule()) ? item.rule().get() : formula(item, here);
    }

    private Message formula(Item item, boolean here) {
        Optional<Expr> written = item.written().filter(e -> e.nodes(WRITTEN_PARTS) < WRITTEN_PARTS);
        return written.map(e -> Message.of(here ? e : pairing.inLettersOfHere(e)))
                .or(item::rule)
                .orElseGet(() -> Message.of("compare.long"));
    }

    private void only(Item item, boolean here) {
        if (item.role() == Role.INNER || item.role() == Role.NET) {
            return;
        }
        Expr letter = here ? item.quantity().expr() : pairing.letter(item.quantity());
        Message own = item.isComputed() ? formula(item, here) : Message.of(value(here, item));
        row(Message.of(letter), here ? own : NONE, here ? NONE : own);
    }

    private Expr value(boolean here, Item item) {
        return SideBySide.cell((here ? pairing.here : pairing.there).scope(0), item.quantity());
    }
}
