package chalkgrad.variant;

import chalkgrad.algebra.Expr;
import chalkgrad.derive.Cell;
import chalkgrad.derive.Course;
import chalkgrad.derive.Deriver;
import chalkgrad.derive.Scalars;
import chalkgrad.exam.ExamTask;
import chalkgrad.exam.Question;
import chalkgrad.exam.Requirement;
import chalkgrad.model.Graph;
import chalkgrad.model.Network;
import chalkgrad.model.Quantity;
import chalkgrad.model.Quantity.Later;
import chalkgrad.model.Task;
import chalkgrad.rules.RuleBook;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What all draws with the same activations, loss and units have in common: the computation, made ready, and the conditions that a draw has to
 * meet.
 *
 * <p>{@code blueprint.fault(task, values)} is the first requirement that a draw does not meet.
 */
final class Blueprint {
    static final Requirement SOLVABLE = new Requirement.Solvable("every value is a number");

    private final ExamTask exam;
    private final Program program;
    private final Optional<Scalars> scalars;
    private final List<Asked> asked = new ArrayList<>();
    private final Map<Requirement, List<Condition>> conditions = new LinkedHashMap<>();

    /** A question whose answer has numbers, with their cells. */
    record Asked(int number, Question question, List<Cell> cells) {}

    Blueprint(ExamTask exam, Task task, RuleBook rules) {
        this.exam = exam;
        this.scalars = task instanceof Graph graph ? Scalars.of(graph) : Optional.empty();
        Task flat = scalars.<Task>map(Scalars::graph).orElse(task);
        var course = new Course(new Deriver(rules).derive(flat));
        for (Question question : exam.questions()) {
            List<Cell> cells = cells(question.kind(), task);
            if (!cells.isEmpty()) {
                asked.add(new Asked(asked.size(), question, cells));
            }
        }
        Set<Cell> wanted = new LinkedHashSet<>();
        asked.forEach(each -> wanted.addAll(each.cells));
        for (Requirement requirement : exam.requirements()) {
            if (requirement instanceof Requirement.Comparison comparison) {
                collect(comparison.left(), wanted);
                collect(comparison.right(), wanted);
            }
        }
        Quantity loss = flat instanceof Graph graph ? new Quantity.Node(graph.output()) : Quantity.LOSS;
        for (int pass = 0; pass <= course.last(); pass++) {
            wanted.add(new Cell(loss, pass, 0));
        }
        wanted.addAll(course.cells(0));
        this.program = new Program(course, wanted);
        var maker = new Conditions(program, exam.problem(), flat, loss, asked);
        for (Requirement requirement : exam.requirements()) {
            conditions.put(requirement, maker.of(requirement));
        }
    }

    private static void collect(Expr expr, Set<Cell> into) {
        if (expr instanceof Expr.Sym symbol && symbol.symbol() instanceof Cell cell) {
            into.add(cell);
        }
        expr.parts().forEach(part -> collect(part, into));
    }

    /** The cells of a question's numbers, by which answers are told apart. */
    private List<Cell> cells(Question.Kind kind, Task task) {
        if (kind instanceof Question.Number number) {
            return cells(number.quantity());
        } else if (kind instanceof Question.Choice choice) {
            return cells(choice.quantity());
        } else if (kind instanceof Question.Layer layer) {
            return layer.quantities((Network) task).stream()
                    .flatMap(later -> cells(later).stream())
                    .toList();
        }
        return List.of();
    }

    /** The cells of a quantity; of a vector or matrix one for each entry. */
    private List<Cell> cells(Later later) {
        Quantity quantity = later.of();
        String array = quantity instanceof Quantity.Node node
                ? node.name()
                : quantity instanceof Quantity.Partial partial && partial.by() instanceof Quantity.Node node
                        ? node.name()
                        : quantity instanceof Quantity.Updated updated ? updated.name() : "";
        if (scalars.isEmpty() || scalars.get().names().containsKey(new Scalars.Entry(array, List.of()))) {
            return List.of(new Cell(quantity, later.pass(), later.sample()));
        }
        var cells = new ArrayList<Cell>();
        scalars.get().entries().forEach((name, entry) -> {
            if (entry.array().equals(array)) {
                cells.add(new Cell(of(quantity, name), later.pass(), later.sample()));
            }
        });
        return cells.isEmpty() ? List.of(new Cell(quantity, later.pass(), later.sample())) : cells;
    }

    private static Quantity of(Quantity quantity, String entry) {
        if (quantity instanceof Quantity.Partial partial) {
            return new Quantity.Partial(partial.of(), new Quantity.Node(entry));
        }
        return quantity instanceof Quantity.Updated ? new Quantity.Updated(entry) : new Quantity.Node(entry);
    }

    /** Every value of a drawn task. */
    double[] run(Task task) {
        return program.run(new Givens(task, scalars)::value);
    }

    /** A requirement that is not met, its place among all of them, and what was found instead. */
    record Fault(Requirement requirement, int place, String found) {}

    /** The first requirement that a draw does not meet; empty where it meets all. */
    Optional<Fault> fault(Task task, double[] values) {
        for (Asked each : asked) {
            for (Cell cell : each.cells) {
                if (!Double.isFinite(program.value(values, cell))) {
                    return Optional.of(new Fault(SOLVABLE, 0, cell.id() + " has no value"));
                }
            }
        }
        var draw = new Condition.Draw(new Givens(task, scalars), values);
        int place = 0;
        for (Map.Entry<Requirement, List<Condition>> each : conditions.entrySet()) {
            place++;
            for (Condition condition : each.getValue()) {
                Optional<String> found = condition.fault(draw);
                if (found.isPresent()) {
                    return Optional.of(new Fault(each.getKey(), place, found.get()));
                }
            }
        }
        return Optional.empty();
    }

    /** Marks of the answers: two draws with a mark in common may have an answer in common. */
    List<Long> marks(double[] values) {
        var marks = new ArrayList<Long>();
        for (Requirement requirement : exam.requirements()) {
            if (requirement instanceof Requirement.DistinctAnswers distinct) {
                for (Asked each : asked) {
                    double[] answer = each.cells.stream()
                            .mapToDouble(cell -> program.value(values, cell))
                            .toArray();
                    marks.addAll(Printed.marks(
                            each.number, answer, distinct.precision().orElse(each.question.precision())));
                }
            }
        }
        return marks;
    }

    /** The requirement that answers differ; what a draw fails that has an answer of somebody before. */
    Optional<Requirement> distinct() {
        return exam.requirements().stream()
                .filter(requirement -> requirement instanceof Requirement.DistinctAnswers)
                .findFirst();
    }

    /** The value of each asked cell. */
    Map<Cell, Double> answers(double[] values) {
        var answers = new LinkedHashMap<Cell, Double>();
        asked.forEach(each -> each.cells.forEach(cell -> answers.put(cell, program.value(values, cell))));
        return answers;
    }

    /** The number of steps that lead to the answers, as a measure of the work. */
    int steps() {
        return Objects.checkIndex(program.steps(), Integer.MAX_VALUE);
    }
}
