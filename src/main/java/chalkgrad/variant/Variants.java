package chalkgrad.variant;

import chalkgrad.check.Figures;
import chalkgrad.derive.Derivation;
import chalkgrad.evaluate.Solution;
import chalkgrad.evaluate.Solver;
import chalkgrad.exam.Exam;
import chalkgrad.exam.ExamTask;
import chalkgrad.exam.Question;
import chalkgrad.model.Problem;
import chalkgrad.rules.RuleBook;
import java.util.ArrayList;
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
            Figures figures = Asking.figures(structure, problem);
            Solution solution = solved(problem, structure, figures);
            var asking = new Asking(new Worked(solution, structure, figures));
            var items = new ArrayList<Item>();
            for (Question question : asked.questions()) {
                number++;
                Asked made = asking.answer(question, Dice.ofQuestion(seed, drawn.key(), task, number));
                if (made instanceof Asked.Unfit unfit) {
                    throw new IllegalStateException("question " + number + ": " + unfit);
                }
                items.add(new Item(number, question, ((Asked.Fit) made).answer()));
            }
            parts.add(new Variant.Part(asked, solution, items));
        }
        return new Variant(id, student, parts);
    }

    private static Solution solved(Problem problem, Structure structure, Figures figures) {
        Derivation derivation = structure.derivation(problem.task());
        var check = new QuickCheck(derivation, figures);
        Solution.Outcome outcome = Solver.solve(problem, derivation, check::of);
        if (outcome instanceof Solution.Solved solved) {
            return solved.solution();
        }
        throw new IllegalStateException(outcome.toString());
    }
}
