package chalkgrad.variant;

import chalkgrad.algebra.Expr;
import chalkgrad.check.Consequences;
import chalkgrad.derive.Derivation;
import chalkgrad.derive.Deriver;
import chalkgrad.derive.GraphDerivation;
import chalkgrad.derive.NetworkDerivation;
import chalkgrad.derive.Occurrence;
import chalkgrad.derive.Scalars;
import chalkgrad.derive.Step;
import chalkgrad.derive.UnrolledComputation;
import chalkgrad.exam.Question;
import chalkgrad.model.Array;
import chalkgrad.model.Graph;
import chalkgrad.model.Network;
import chalkgrad.model.Quantity.Later;
import chalkgrad.model.Task;
import chalkgrad.rules.RuleBook;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * What problems have in common that differ in their numbers only: the derivation, the slips that can be made.
 *
 * <p>{@code structures.of(network).derivation(network)} costs next to nothing once another network of the same units has been asked about.
 */
final class Structure {
    private final Derivation derivation;
    private final Derivation scalar;
    final UnrolledComputation unrolled;
    final Consequences consequences;

    private final Map<Occurrence, Route> routes = new ConcurrentHashMap<>();
    private final Map<Occurrence, Map<String, List<Planting.Candidate>>> plantings = new ConcurrentHashMap<>();
    private final Map<Later, List<Occurrence>> cells = new ConcurrentHashMap<>();
    private final Map<Occurrence, Occurrence> canonical = new ConcurrentHashMap<>();
    private final Map<List<Question>, Exposure> exposures = new ConcurrentHashMap<>();

    private Structure(Task task, RuleBook rules) {
        derivation = new Deriver(rules).derive(task);
        scalar = scalars(derivation, rules);
        unrolled = new UnrolledComputation(scalar);
        consequences = new Consequences(unrolled);
    }

    /** The lines of working that lead to a cell. */
    Route route(Occurrence cell) {
        Route known = routes.get(cell);
        if (known == null) {
            known = new Route(unrolled, cell);
            routes.put(cell, known);
        }
        return known;
    }

    /** The mistakes that can be planted on the way to a cell, by their ids. */
    Map<String, List<Planting.Candidate>> plantings(Occurrence cell) {
        Map<String, List<Planting.Candidate>> known = plantings.get(cell);
        if (known == null) {
            known = Planting.candidates(this, cell);
            plantings.put(cell, known);
        }
        return known;
    }

    /** The cell that a cell is another name of: {@code w5+} for w5 in the pass after; itself where it is none. */
    Occurrence canonical(Occurrence cell) {
        Occurrence known = canonical.get(cell);
        if (known == null) {
            known = unrolled.find(cell.id()).orElse(cell);
            Optional<Occurrence> other = other(known);
            while (other.isPresent()) {
                known = other.get();
                other = other(known);
            }
            canonical.put(cell, known);
        }
        return known;
    }

    private Optional<Occurrence> other(Occurrence cell) {
        return unrolled.step(cell)
                .map(Step::expression)
                .flatMap(expr -> expr instanceof Expr.Sym symbol && symbol.symbol() instanceof Occurrence other
                        ? Optional.of(other)
                        : Optional.empty());
    }

    /** What questions show of each other in problems of this structure. */
    Exposure exposure(List<Question> questions, Task task) {
        Exposure known = exposures.get(questions);
        if (known == null) {
            known = new Exposure(this, questions, task);
            exposures.put(questions, known);
        }
        return known;
    }

    /** What a quantity is here: a cell, or one for each entry of an array. */
    List<Occurrence> cells(Later quantity) {
        return cells.computeIfAbsent(quantity, this::found);
    }

    private List<Occurrence> found(Later quantity) {
        if (derivation instanceof GraphDerivation whole && scalar != derivation) {
            List<Occurrence> entries = Entries.of(whole.graph(), quantity).stream()
                    .map(entry -> cell(entry))
                    .toList();
            if (!entries.isEmpty()) {
                return entries;
            }
        }
        return List.of(cell(quantity));
    }

    private Occurrence cell(Later quantity) {
        return unrolled.find(quantity.id())
                .orElseGet(() -> new Occurrence(quantity.of(), quantity.pass(), quantity.sample()));
    }

    /** The structures that have come up; several threads may share it. */
    static final class Known {
        static final int MOST = 256;

        private final RuleBook rules;
        private final Map<Task, Structure> structures = new ConcurrentHashMap<>();

        Known(RuleBook rules) {
            this.rules = rules;
        }

        Structure of(Task task) {
            Task key = bare(task);
            Structure known = structures.get(key);
            if (known == null) {
                if (structures.size() >= MOST) {
                    structures.clear();
                }
                known = new Structure(task, rules);
                Structure other = structures.putIfAbsent(key, known);
                known = other == null ? known : other;
            }
            return known;
        }
    }

    /** The derivation with a problem's own numbers. */
    Derivation derivation(Task task) {
        if (derivation instanceof NetworkDerivation d) {
            return new NetworkDerivation(
                    (Network) task, d.rules(), d.forward(), d.backward(), d.batch(), d.updates(), d.index());
        }
        var d = (GraphDerivation) derivation;
        return new GraphDerivation(
                (Graph) task,
                d.rules(),
                d.forward(),
                d.backward(),
                d.updates(),
                d.index(),
                d.consumers(),
                d.composed());
    }

    /** A graph of arrays as one of scalars, which alone can be laid out in cells. */
    private static Derivation scalars(Derivation derivation, RuleBook rules) {
        if (!(derivation instanceof GraphDerivation whole)) {
            return derivation;
        }
        Graph flat = Scalars.of(whole.graph())
                .map(Scalars::graph)
                .orElseThrow(() -> new IllegalArgumentException("the graph has too many entries to be asked about"));
        return flat.equals(whole.graph()) ? derivation : new Deriver(rules).derive(flat);
    }

    /** The course of a problem with its own numbers. */
    UnrolledComputation unrolled(Task task) {
        if (task instanceof Network) {
            return new UnrolledComputation(derivation(task));
        }
        var d = (GraphDerivation) scalar;
        Graph flat = scalar == derivation ? (Graph) task : Entries.numbers((Graph) task, d.graph());
        return new UnrolledComputation(new GraphDerivation(
                flat, d.rules(), d.forward(), d.backward(), d.updates(), d.index(), d.consumers(), d.composed()));
    }

    /** The task without its numbers. */
    private static Task bare(Task task) {
        if (task instanceof Network n) {
            return new Network(
                    n.inputs(),
                    n.layers(),
                    bare(n.parameters(), value -> BigDecimal.ZERO),
                    n.weights(),
                    n.loss(),
                    n.samples().stream()
                            .map(sample -> new Network.Sample(
                                    bare(sample.inputs(), value -> BigDecimal.ZERO),
                                    bare(sample.targets(), value -> BigDecimal.ZERO)))
                            .toList(),
                    n.batch(),
                    n.learningRate().map(rate -> BigDecimal.ZERO),
                    n.descent(),
                    n.steps(),
                    n.frozen(),
                    n.asked());
        }
        var g = (Graph) task;
        return new Graph(
                bare(g.given(), Structure::bare),
                g.nodes(),
                g.output(),
                // Its numbers are part of the steps once arrays are taken apart.
                g.upstream(),
                g.wrt(),
                g.learningRate().map(rate -> BigDecimal.ZERO),
                g.descent(),
                g.steps(),
                g.asked(),
                g.arrays(),
                g.recurrence());
    }

    private static Array bare(Array array) {
        return new Array(array.dims(), Collections.nCopies(array.entries().size(), BigDecimal.ZERO));
    }

    private static <T> Map<String, T> bare(Map<String, T> values, Function<T, T> change) {
        var bare = new LinkedHashMap<String, T>();
        values.forEach((name, value) -> bare.put(name, change.apply(value)));
        return bare;
    }
}
