package chalkgrad.variant;

import chalkgrad.derive.Scalars;
import chalkgrad.exam.Exam;
import chalkgrad.exam.ExamTask;
import chalkgrad.exam.Question;
import chalkgrad.exam.Vary;
import chalkgrad.model.Graph;
import chalkgrad.model.Task;
import chalkgrad.rules.RuleBook;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What is wrong with an exam whatever is drawn: questions that nobody can be asked, and questions that answer each other.
 *
 * <p>{@code Soundness.faults(exam, rules)} has {@code "question 3 (formula q): …"} where the problem says so itself.
 */
public final class Soundness {
    private Soundness() {}

    /** For a person: which questions, and what to change; empty for a sound exam. */
    public static List<String> faults(Exam exam, RuleBook rules) {
        var structures = new Structure.Known(rules);
        var faults = new LinkedHashSet<String>();
        int before = 0;
        for (ExamTask task : exam.tasks()) {
            Task whole = task.problem().task();
            if (whole instanceof Graph graph && Scalars.of(graph).isEmpty()) {
                faults.add("task " + (exam.tasks().indexOf(task) + 1)
                        + ": its arrays have too many entries to be asked about one by one; use smaller ones");
                before += task.questions().size();
                continue;
            }
            for (Task form : List.of(whole, Vary.smallest(whole, task.variations()))) {
                for (Exposure.Leak leak :
                        structures.of(form).exposure(task.questions(), form).leaks()) {
                    faults.add(said(leak, task.questions(), before));
                }
            }
            before += task.questions().size();
        }
        return new ArrayList<>(faults);
    }

    /** The questions that ask for several numbers, {@code question 4 (blanks dE/dw1)}. */
    public static List<String> ofSeveralNumbers(Exam exam, RuleBook rules) {
        var structures = new Structure.Known(rules);
        var several = new ArrayList<String>();
        int before = 0;
        for (ExamTask task : exam.tasks()) {
            Task whole = task.problem().task();
            Structure structure = structures.of(whole);
            for (int place = 0; place < task.questions().size(); place++) {
                Question.Kind kind = task.questions().get(place).kind();
                long numbers = Asking.quantities(kind, whole).stream()
                        .mapToLong(quantity -> structure.cells(quantity).size())
                        .sum();
                if (kind instanceof Question.Blanks || numbers > 1) {
                    several.add(named(place, task.questions(), before));
                }
            }
            before += task.questions().size();
        }
        return several;
    }

    private static String said(Exposure.Leak leak, List<Question> questions, int before) {
        String one = named(leak.question(), questions, before);
        String other = named(leak.by(), questions, before);
        return switch (leak.way()) {
            case GIVEN -> one + ": the problem itself says so; ask for the formula of a derivative";
            case OPTION ->
                one + ": " + other + " has this value among its options; let one of the two ask for another quantity";
            case ORDER ->
                one + ": " + shown(leak.question(), questions, before) + " shows its steps in order, and of the others "
                        + "fewer than " + Ordering.FEWEST
                        + " are left; ask for the steps to another quantity, such as one of the forward "
                        + "pass or of the pass after the update";
            case FEW_STEPS ->
                one + ": fewer than " + Ordering.FEWEST
                        + " steps lead to it, one after the other; ask for the steps to something that takes more of them";
        };
    }

    private static String named(int place, List<Question> questions, int before) {
        return "question " + (before + place + 1) + " ("
                + questions.get(place).kind().named() + ")";
    }

    /** The questions that show working. */
    private static String shown(int place, List<Question> questions, int before) {
        var all = new ArrayList<Integer>();
        for (int other = 0; other < questions.size(); other++) {
            Question.Kind kind = questions.get(other).kind();
            if (other != place && (kind instanceof Question.Blanks || kind instanceof Question.Mistake)) {
                all.add(other);
            }
        }
        return all.stream().map(other -> named(other, questions, before)).collect(Collectors.joining(", "));
    }
}
