package chalkgrad.variant;

import chalkgrad.algebra.Expr;
import chalkgrad.check.DoubleEvaluation;
import chalkgrad.derive.Occurrence;
import chalkgrad.derive.UnrolledComputation;
import chalkgrad.exam.Question;
import chalkgrad.model.Network;
import chalkgrad.model.Problem;
import chalkgrad.model.Quantity.Later;
import chalkgrad.model.Task;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;

/**
 * Puts the questions to one variant of a task.
 *
 * <p>{@code new Asking(worked, questions).answers(lots).get(0)} is the answer to the first, or why there is none.
 */
final class Asking {
    private final Worked worked;
    private final List<Question> questions;
    private final Exposure exposure;

    /** What is left blank in the questions so far, which is settled by lot. */
    private final Set<Occurrence> blank = new HashSet<>();

    Asking(Worked worked, List<Question> questions) {
        this.worked = worked;
        this.questions = questions;
        this.exposure = worked.structure.exposure(questions, worked.problem.task());
    }

    /**
     * The answers in the order of the questions.
     *
     * @param lots what each is drawn with, by the place of its question in the task
     */
    List<Asked> answers(IntFunction<Dice> lots) {
        var answers = new TreeMap<Integer, Asked>();
        // A mistake is planted where no blank asks for the right number, so that blanks come first.
        for (boolean isBlanks : new boolean[] {true, false}) {
            for (int place = 0; place < questions.size(); place++) {
                if (isBlanks == (questions.get(place).kind() instanceof Question.Blanks)) {
                    answers.put(place, answer(place, lots.apply(place)));
                }
            }
        }
        return List.copyOf(answers.values());
    }

    private Asked answer(int place, Dice lots) {
        Question question = questions.get(place);
        Question.Kind kind = question.kind();
        Optional<Asked.Unfit> missing = missing(worked.structure, worked.figures, kind, worked.problem.task());
        if (missing.isPresent()) {
            return missing.get();
        } else if (kind instanceof Question.Number number) {
            return fit(numbers(List.of(number.quantity()), question));
        } else if (kind instanceof Question.Layer layer) {
            return fit(numbers(layer.quantities((Network) worked.problem.task()), question));
        } else if (kind instanceof Question.Formula formula) {
            Occurrence cell = cell(formula.quantity());
            Expr expr = worked.unrolled.step(cell).orElseThrow().expression();
            return fit(new Answer.Formula(cell, new Branches(worked.unrolled, worked.problem.task()).written(expr)));
        } else if (kind instanceof Question.Blanks blanks) {
            Answer.Blanks made =
                    Blanking.of(worked, cell(blanks.quantity()), taken(place), exposure.formulasElsewhere(place), lots);
            made.gaps().forEach(gap -> blank.add(worked.structure.canonical(gap.cell())));
            return fit(made);
        } else if (kind instanceof Question.Choice choice) {
            Occurrence cell = cell(choice.quantity());
            return new Choosing(worked.figures, cell, question.precision(), reserved(worked.figures, exposure, place))
                    .of(worked, choice.options(), lots);
        } else if (kind instanceof Question.Mistake mistake) {
            return new Planting(
                            worked.structure,
                            worked.figures,
                            worked.problem.precision(),
                            cell(mistake.quantity()),
                            taken(place),
                            exposure.formulasElsewhere(place))
                    .of(worked, mistake.mistakes(), lots);
        }
        Occurrence target = cell(((Question.Order) kind).quantity());
        return Ordering.of(worked, target, exposure.order(place, target), lots);
    }

    /** What other questions ask for, as far as it is settled. */
    private Set<Occurrence> taken(int place) {
        Set<Occurrence> taken = exposure.askedElsewhere(place);
        taken.addAll(blank);
        return taken;
    }

    /** Numbers that a wrong option must not be, as another question asks for them. */
    private static double[] reserved(DoubleEvaluation figures, Exposure exposure, int place) {
        return exposure.perhapsElsewhere(place).stream()
                .mapToDouble(figures::value)
                .toArray();
    }

    private static Asked fit(Answer answer) {
        return new Asked.Fit(answer);
    }

    private Occurrence cell(Later quantity) {
        return worked.structure.cells(quantity).get(0);
    }

    private Answer numbers(List<Later> quantities, Question question) {
        var values = new ArrayList<Answer.Value>();
        for (Later quantity : quantities) {
            for (Occurrence cell : worked.structure.cells(quantity)) {
                BigDecimal value = worked.rounded(cell, question.precision());
                values.add(new Answer.Value(
                        cell,
                        value,
                        question.tolerance()
                                .orElseGet(() -> Tolerances.of(worked.figures, cell, value, question.precision()))));
            }
        }
        return new Answer.Numbers(values);
    }

    /** The quantities that a question is about. */
    static List<Later> quantities(Question.Kind kind, Task task) {
        if (kind instanceof Question.Number q) {
            return List.of(q.quantity());
        } else if (kind instanceof Question.Layer q) {
            return q.quantities((Network) task);
        } else if (kind instanceof Question.Formula q) {
            return List.of(q.quantity());
        } else if (kind instanceof Question.Blanks q) {
            return List.of(q.quantity());
        } else if (kind instanceof Question.Choice q) {
            return List.of(q.quantity());
        } else if (kind instanceof Question.Mistake q) {
            return List.of(q.quantity());
        }
        return List.of(((Question.Order) kind).quantity());
    }

    private static Optional<Asked.Unfit> missing(
            Structure structure, DoubleEvaluation figures, Question.Kind kind, Task task) {
        for (Later quantity : quantities(kind, task)) {
            for (Occurrence cell : structure.cells(quantity)) {
                double value = figures.value(cell);
                boolean isWorkedOut = structure.unrolled.step(cell).isPresent();
                if (!isWorkedOut || Double.isNaN(value) || Double.isInfinite(value)) {
                    return Optional.of(new Asked.Unfit(Asked.Why.NO_VALUE, List.of(cell.id())));
                }
            }
        }
        return Optional.empty();
    }

    /**
     * Why a question cannot be asked with these numbers, found out with doubles alone and therefore quickly; empty where it can.
     *
     * @param place the question's, counted from zero within the task
     * @param lots as the answer will be drawn with
     */
    static Optional<Asked.Unfit> unfit(
            Structure structure,
            Problem problem,
            DoubleEvaluation figures,
            List<Question> questions,
            int place,
            Dice lots) {
        Question question = questions.get(place);
        Exposure exposure = structure.exposure(questions, problem.task());
        Question.Kind kind = question.kind();
        Optional<Asked.Unfit> missing = missing(structure, figures, kind, problem.task());
        if (missing.isPresent()) {
            return missing;
        }
        Occurrence cell =
                structure.cells(quantities(kind, problem.task()).get(0)).get(0);
        if (kind instanceof Question.Choice choice) {
            int wanted = choice.options() - 1;
            int found = new Choosing(figures, cell, question.precision(), reserved(figures, exposure, place))
                    .picked(wanted)
                    .size();
            return found < wanted ? Optional.of(Choosing.few(found, wanted)) : Optional.empty();
        } else if (kind instanceof Question.Mistake mistake) {
            return new Planting(
                                    structure,
                                    figures,
                                    problem.precision(),
                                    cell,
                                    Set.of(),
                                    exposure.formulasElsewhere(place))
                            .drawn(mistake.mistakes(), lots)
                            .isPresent()
                    ? Optional.empty()
                    : Optional.of(new Asked.Unfit(
                            Asked.Why.NO_MISTAKE, mistake.mistakes().orElse(List.of())));
        } else if (kind instanceof Question.Order) {
            return Ordering.unfit(exposure.order(place, cell));
        }
        return Optional.empty();
    }

    /** The numbers of a problem, to be asked about with doubles. */
    static DoubleEvaluation figures(Structure structure, Problem problem) {
        UnrolledComputation unrolled = structure.unrolled(problem.task());
        return structure.consequences.figures(unrolled::given);
    }
}
