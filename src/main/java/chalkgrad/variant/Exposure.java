package chalkgrad.variant;

import chalkgrad.algebra.Expr;
import chalkgrad.derive.Occurrence;
import chalkgrad.exam.Question;
import chalkgrad.exam.Question.Kind;
import chalkgrad.model.Quantity;
import chalkgrad.model.Task;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What the questions of a task ask for and what they show of each other's answers, whatever the numbers.
 *
 * <p>{@code exposure.leaks()} has one where a number is asked for that is among the options of another question.
 *
 * <p>Numbers and formulas in working are not among these leaks: a sheet has letters in their place, see {@link Secrets}. Questions are counted from zero within the task.
 */
final class Exposure {
    private final Structure structure;
    private final List<Facing> facing = new ArrayList<>();
    private final List<Set<Occurrence>> perhaps = new ArrayList<>();

    /**
     * A question as the others see it; its cells are {@link Structure#canonical}.
     *
     * @param targets what it is about
     * @param asked whose numbers it asks for, whatever is drawn
     * @param perhaps whose numbers it may ask for besides
     * @param lines the working that it shows, in the order of working; of steps out of order, those that it may show
     */
    private record Facing(
            Kind kind,
            List<Occurrence> targets,
            Set<Occurrence> asked,
            Set<Occurrence> perhaps,
            List<Occurrence> lines) {}

    Exposure(Structure structure, List<Question> questions, Task task) {
        this.structure = structure;
        questions.forEach(question -> facing.add(facing(question.kind(), task)));
        for (int question = 0; question < facing.size(); question++) {
            perhaps.add(Set.copyOf(allElsewhere(question)));
        }
    }

    private Facing facing(Kind kind, Task task) {
        List<Occurrence> targets = Asking.quantities(kind, task).stream()
                .flatMap(quantity -> structure.cells(quantity).stream())
                .toList();
        List<Occurrence> lines = lines(kind, targets.get(0));
        Set<Occurrence> perhaps = new LinkedHashSet<>();
        if (kind instanceof Question.Blanks) {
            for (Occurrence line : lines) {
                perhaps.add(line);
                perhaps.addAll(
                        Route.operands(structure.route(targets.get(0)).lines.getOrDefault(line, Expr.ZERO)));
            }
        }
        boolean isNumber = kind instanceof Question.Number
                || kind instanceof Question.Layer
                || kind instanceof Question.Choice
                || kind instanceof Question.Blanks;
        return new Facing(
                kind,
                canonical(targets),
                isNumber ? Set.copyOf(canonical(targets)) : Set.of(),
                Set.copyOf(canonical(perhaps)),
                canonical(lines));
    }

    private List<Occurrence> lines(Kind kind, Occurrence target) {
        if (kind instanceof Question.Blanks) {
            return structure.route(target).last(Blanking.LINES);
        } else if (kind instanceof Question.Mistake) {
            return structure.route(target).last(Planting.LINES);
        }
        return kind instanceof Question.Order ? structure.route(target).chain() : List.of();
    }

    private List<Occurrence> canonical(Iterable<Occurrence> cells) {
        var all = new ArrayList<Occurrence>();
        cells.forEach(cell -> all.add(structure.canonical(cell)));
        return all;
    }

    /** What the other questions ask the numbers of for certain. */
    Set<Occurrence> askedElsewhere(int question) {
        var asked = new HashSet<Occurrence>();
        others(question).forEach(other -> asked.addAll(facing.get(other).asked));
        return asked;
    }

    /** What the other questions ask the formulas of. */
    Set<Occurrence> formulasElsewhere(int question) {
        var formulas = new HashSet<Occurrence>();
        others(question)
                .filter(other -> facing.get(other).kind instanceof Question.Formula)
                .forEach(other -> formulas.addAll(facing.get(other).targets));
        return formulas;
    }

    /** What the other questions may ask the numbers of; nothing that is given. */
    Set<Occurrence> perhapsElsewhere(int question) {
        return perhaps.get(question);
    }

    private Set<Occurrence> allElsewhere(int question) {
        Set<Occurrence> asked = askedElsewhere(question);
        others(question)
                .forEach(other -> facing.get(other).perhaps.stream()
                        .filter(cell -> structure.unrolled.step(cell).isPresent())
                        .forEach(asked::add));
        return asked;
    }

    private IntStream others(int question) {
        return IntStream.range(0, facing.size()).filter(other -> other != question);
    }

    /** The steps to put in order of which no other question tells the order: of those that stand there in order only one is left. */
    List<Occurrence> order(int question, Occurrence target) {
        List<Occurrence> chain = structure.route(target).chain();
        List<Set<Occurrence>> told = others(question)
                .filter(other -> !(facing.get(other).kind instanceof Question.Order))
                .<Set<Occurrence>>mapToObj(other -> new HashSet<>(facing.get(other).lines))
                .toList();
        var left = new ArrayList<Occurrence>();
        var used = new HashSet<Integer>();
        for (int i = chain.size() - 1; i >= 0; i--) {
            Occurrence step = structure.canonical(chain.get(i));
            Set<Integer> where = new HashSet<>();
            for (int k = 0; k < told.size(); k++) {
                if (told.get(k).contains(step)) {
                    where.add(k);
                }
            }
            if (where.stream().noneMatch(used::contains)) {
                used.addAll(where);
                left.add(0, chain.get(i));
            }
        }
        return left;
    }

    /** How a question tells what another asks for. */
    enum Way {
        /** The formula that is asked for stands in the problem itself. */
        GIVEN,
        /** The number that is asked for is one of the other's options. */
        OPTION,
        /** So many of the steps to be put in order stand in order in other questions that too few are left. */
        ORDER,
        /** So few steps lead to it that there is nothing to be put in order. */
        FEW_STEPS
    }

    /**
     * A question that cannot stand beside another.
     *
     * @param by the question that tells; the same where it is a question's own fault
     */
    record Leak(Way way, int question, int by) {}

    List<Leak> leaks() {
        var leaks = new ArrayList<Leak>();
        for (int question = 0; question < facing.size(); question++) {
            Facing one = facing.get(question);
            for (int by = 0; by < facing.size(); by++) {
                if (by != question) {
                    leak(question, by).ifPresent(leaks::add);
                }
            }
            if (one.kind instanceof Question.Formula formula
                    && formula.quantity().of() instanceof Quantity.Node) {
                leaks.add(new Leak(Way.GIVEN, question, question));
            } else if (one.kind instanceof Question.Order) {
                int steps = one.lines.size();
                int left = order(question, one.targets.get(0)).size();
                if (left < Ordering.FEWEST) {
                    leaks.add(new Leak(steps < Ordering.FEWEST ? Way.FEW_STEPS : Way.ORDER, question, question));
                }
            }
        }
        return leaks;
    }

    private Optional<Leak> leak(int question, int by) {
        Facing one = facing.get(question);
        Facing other = facing.get(by);
        if (other.kind instanceof Question.Choice && (question < by || !(one.kind instanceof Question.Choice))) {
            return one.asked.stream()
                    .filter(other.targets::contains)
                    .map(cell -> new Leak(Way.OPTION, question, by))
                    .findFirst();
        }
        return Optional.empty();
    }
}
