package chalkgrad.variant;

import chalkgrad.algebra.Expr;
import chalkgrad.check.DoubleEvaluation;
import chalkgrad.derive.Occurrence;
import chalkgrad.exam.ExamTask;
import chalkgrad.exam.Question;
import chalkgrad.exam.Requirement;
import chalkgrad.model.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * What all draws with the same activations, loss and units have in common: the conditions that a draw has to meet, made ready.
 *
 * <p>{@code blueprint.fault(draw)} is the first requirement that a draw does not meet.
 */
final class Blueprint {
    static final Requirement SOLVABLE = new Requirement.Solvable("every value is a number");
    private static final Requirement ASKABLE = new Requirement.Askable("every question can be asked");

    private final ExamTask exam;
    private final int before;
    private final Structure structure;
    private final int operations;
    private final List<Numbered> numbered = new ArrayList<>();

    /** Questions with the same answer for everybody: no draw makes them differ. */
    private final Set<Integer> constant = new HashSet<>();

    private final Map<Requirement, List<Condition>> conditions = new LinkedHashMap<>();

    /**
     * A question whose answer is numbers, with their cells.
     *
     * @param name how it is called for a person
     */
    record Numbered(int place, String name, Question question, List<Occurrence> cells) {}

    /** @param before how many questions stand before those of this task */
    Blueprint(ExamTask exam, int before, Structure structure, Problem problem) {
        this.exam = exam;
        this.before = before;
        this.structure = structure;
        for (int i = 0; i < exam.questions().size(); i++) {
            Question question = exam.questions().get(i);
            if (isNumbered(question.kind())) {
                List<Occurrence> cells = Asking.quantities(question.kind(), problem.task()).stream()
                        .flatMap(quantity -> structure.cells(quantity).stream())
                        .toList();
                numbered.add(new Numbered(numbered.size(), named(i), question, cells));
            }
        }
        Set<Occurrence> steps = new HashSet<>();
        for (Question question : exam.questions()) {
            Asking.quantities(question.kind(), problem.task())
                    .forEach(quantity -> structure
                            .cells(quantity)
                            .forEach(cell -> steps.addAll(structure.consequences.steps(cell))));
        }
        this.operations = steps.stream()
                .mapToInt(cell -> structure
                        .unrolled
                        .step(cell)
                        .map(step -> operations(step.expression()))
                        .orElse(0))
                .sum();
        var maker = new Conditions(structure, problem, exam, numbered);
        for (Requirement requirement : exam.requirements()) {
            conditions.put(requirement, maker.of(requirement));
        }
        for (Numbered each : numbered) {
            if (each.cells.stream().allMatch(maker::isConstant)) {
                constant.add(each.place);
            }
        }
    }

    private String named(int question) {
        return "question " + (before + question + 1) + " ("
                + exam.questions().get(question).kind().named() + ")";
    }

    /** Whether two students with the same answer could copy it. */
    private static boolean isNumbered(Question.Kind kind) {
        return kind instanceof Question.Number || kind instanceof Question.Layer || kind instanceof Question.Choice;
    }

    /** A requirement that is not met, its place among all of them, and what was found instead. */
    record Fault(Requirement requirement, int place, String found) {}

    /** The numbers of a draw. */
    DoubleEvaluation figures(Problem problem) {
        return Asking.figures(structure, problem);
    }

    /**
     * The first requirement that a draw does not meet; empty where it meets all.
     *
     * @param lots what a question's answer will be drawn with, by its place in this task
     */
    Optional<Fault> fault(Problem problem, DoubleEvaluation figures, IntFunction<Dice> lots) {
        for (Numbered each : numbered) {
            for (Occurrence cell : each.cells) {
                if (!Double.isFinite(figures.value(cell))) {
                    return Optional.of(new Fault(SOLVABLE, 0, each.name + ": " + cell.id() + " has no value"));
                }
            }
        }
        var draw = new Condition.Draw(structure.unrolled(problem.task())::given, figures);
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
        for (int i = 0; i < exam.questions().size(); i++) {
            Optional<Asked.Unfit> unfit = Asking.unfit(structure, problem, figures, exam.questions(), i, lots.apply(i));
            if (unfit.isPresent()) {
                return Optional.of(new Fault(ASKABLE, place + 1, said(i, unfit.get())));
            }
        }
        return Optional.empty();
    }

    private String said(int question, Asked.Unfit unfit) {
        List<String> details = unfit.details();
        return named(question) + ": "
                + switch (unfit.why()) {
                    case FEW_DISTRACTORS ->
                        "only " + details.get(0) + " wrong options can be told apart, and " + details.get(1)
                                + " are wanted; ask for more digits, or write options: "
                                + (Integer.parseInt(details.get(0)) + 1);
                    case NO_MISTAKE ->
                        "no mistake that may be planted shows at the digits of the problem; "
                                + (details.isEmpty()
                                        ? "ask with more digits, or about another quantity"
                                        : "let more mistakes be planted than " + String.join(", ", details));
                    case FEW_STEPS ->
                        "only " + String.join(", ", details)
                                + " steps lead to it whose order no other question tells, and " + Ordering.FEWEST
                                + " are wanted; ask for the steps to another quantity";
                    case NO_VALUE ->
                        String.join(", ", details) + " has no value, or is given; ask for something that is worked out";
                };
    }

    /** Marks of the answers, each with its question: two draws with a mark in common may have an answer in common. */
    Map<Long, String> marks(DoubleEvaluation figures) {
        var marks = new LinkedHashMap<Long, String>();
        for (Requirement requirement : exam.requirements()) {
            if (requirement instanceof Requirement.DistinctAnswers distinct) {
                for (Numbered each : numbered) {
                    double[] answer =
                            each.cells.stream().mapToDouble(figures::value).toArray();
                    if (!constant.contains(each.place)) {
                        Printed.marks(each.place, answer, distinct.precision().orElse(each.question.precision()))
                                .forEach(mark -> marks.put(mark, each.name));
                    }
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

    /** The value of each answer that is a number. */
    Map<Occurrence, Double> answers(DoubleEvaluation figures) {
        var answers = new LinkedHashMap<Occurrence, Double>();
        numbered.forEach(each -> each.cells.forEach(cell -> answers.put(cell, figures.value(cell))));
        return answers;
    }

    /** How many operations lead to the answers: additions, products, functions, each step once. */
    int operations() {
        return operations;
    }

    private static int operations(Expr expr) {
        int own = expr instanceof Expr.Num || expr instanceof Expr.Sym
                ? 0
                : Math.max(1, expr.parts().size() - 1);
        return own + expr.parts().stream().mapToInt(Blueprint::operations).sum();
    }
}
