package chalkgrad.variant;

import chalkgrad.check.DoubleEvaluation;
import chalkgrad.derive.Derivation;
import chalkgrad.evaluate.Solution;
import chalkgrad.evaluate.Solver;
import chalkgrad.exam.Exam;
import chalkgrad.exam.ExamTask;
import chalkgrad.model.Problem;
import chalkgrad.rules.RuleBook;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes a student's variant out of what was drawn: solutions and answers.
 *
 * <p>{@code new Variants(exam, rules, 2026).of("001", Optional.empty(), drawn)} is the same whenever and by whichever thread it is made.
 */
public final class Variants {
    private final Exam exam;
    private final long seed;
    private final Structure.Known structures;

    public Variants(Exam exam, RuleBook rules, long seed) {
        this.exam = exam;
        this.seed = seed;
        this.structures = new Structure.Known(rules);
    }

    /** The draws that variants are made of; what both need to know of the problems is worked out once. */
    public Draws draws() {
        return new Draws(exam, structures, seed);
    }

    /**
     * The variant; may be called by several threads at once.
     *
     * @throws IllegalStateException where a draw was taken that a question cannot be asked of, or that has no solution
     */
    public Variant of(String id, Optional<Student> student, Drawn.Taken drawn) {
        var parts = new ArrayList<Variant.Part>();
        int number = 0;
        for (int task = 0; task < exam.tasks().size(); task++) {
            ExamTask asked = exam.tasks().get(task);
            Problem problem = drawn.problems().get(task);
            Structure structure = structures.of(problem.task());
            DoubleEvaluation figures = Asking.figures(structure, problem);
            Solution solution = solved(problem, structure, figures);
            var asking = new Asking(new Worked(solution, structure, figures), asked.questions());
            int before = number;
            int place = task;
            List<Answer> answers =
                    asking
                            .answers(question -> Dice.ofQuestion(seed, drawn.key(), place, before + question + 1))
                            .stream()
                            .map(Variants::fit)
                            .toList();
            parts.add(
                    new Variant.Part(asked, solution, items(asked, answers, number, new Secrets(structure, figures))));
            number += answers.size();
        }
        return new Variant(id, student, parts);
    }

    private static Answer fit(Asked made) {
        if (made instanceof Asked.Fit fit) {
            return fit.answer();
        }
        throw new IllegalStateException("a question cannot be asked of a draw that was taken: " + made);
    }

    /** The questions with their answers, and with what each must not tell of the others. */
    private static List<Item> items(ExamTask task, List<Answer> answers, int before, Secrets secrets) {
        for (int place = 0; place < answers.size(); place++) {
            secrets.add(before + place + 1, answers.get(place));
        }
        var items = new ArrayList<Item>();
        for (int place = 0; place < answers.size(); place++) {
            int number = before + place + 1;
            Answer answer = answers.get(place);
            items.add(new Item(
                    number,
                    task.questions().get(place),
                    answer,
                    secrets.elsewhere(answer, number),
                    secrets.formulasElsewhere(answer, number)));
        }
        return items;
    }

    private static Solution solved(Problem problem, Structure structure, DoubleEvaluation figures) {
        Derivation derivation = structure.derivation(problem.task());
        var check = new QuickCheck(derivation, figures);
        Solution.Outcome outcome = Solver.solve(problem, derivation, check::of);
        if (outcome instanceof Solution.Solved solved) {
            return solved.solution();
        }
        throw new IllegalStateException(outcome.toString());
    }
}
