package chalkgrad.variant;

import chalkgrad.derive.Occurrence;
import chalkgrad.exam.Exam;
import chalkgrad.exam.Requirement;
import chalkgrad.rules.RuleBook;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How an exam's draws come out: what a teacher wants to know before the sheets are printed.
 *
 * <p>{@code Stress.of(exam, rules, 2026, 1000, 2).answers()} has the spread of every answer over a thousand students.
 *
 * @param students how many students were drawn for
 * @param refused how many of them no draw was found for
 * @param attempts how many draws each student took
 * @param failures how often each requirement was the first to refuse a draw, by task counted from zero
 * @param answers every answer that is a number
 * @param operations how many operations lead to all answers of a student: additions, products, functions
 * @param digits how many digits a student has to copy and work with: those of all given values
 */
public record Stress(
        int students,
        int refused,
        Spread attempts,
        List<Map<Requirement, Integer>> failures,
        List<Answers> answers,
        Spread operations,
        Spread digits) {

    /** How many boxes a plot has. */
    public static final int BOXES = 24;

    public Stress {
        failures = List.copyOf(failures);
        answers = List.copyOf(answers);
    }

    /** The answers to a question, over all students. */
    public record Answers(int task, Occurrence cell, Spread spread) {}

    /**
     * A number's spread over all students.
     *
     * @param count how many there are
     * @param boxes how many fall into each of {@link #BOXES} equal parts of the range
     */
    public record Spread(
            int count,
            double least,
            double quarter,
            double median,
            double threeQuarters,
            double most,
            List<Integer> boxes) {
        public Spread {
            boxes = List.copyOf(boxes);
        }

        static Spread of(List<Double> values) {
            double[] sorted =
                    values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
            if (sorted.length == 0) {
                return new Spread(0, 0, 0, 0, 0, 0, List.of());
            }
            double least = sorted[0];
            double most = sorted[sorted.length - 1];
            var boxes = new int[BOXES];
            for (double value : sorted) {
                int box = most > least ? (int) ((value - least) / (most - least) * BOXES) : BOXES / 2;
                boxes[Math.min(box, BOXES - 1)]++;
            }
            return new Spread(
                    sorted.length,
                    least,
                    at(sorted, 0.25),
                    at(sorted, 0.5),
                    at(sorted, 0.75),
                    most,
                    Arrays.stream(boxes).boxed().toList());
        }

        private static double at(double[] sorted, double part) {
            return sorted[(int) Math.min(sorted.length - 1L, Math.round(part * (sorted.length - 1)))];
        }
    }

    /** Draws for so many students and looks at what comes of it. */
    public static Stress of(Exam exam, RuleBook rules, long seed, int students, int threads) {
        var draws = new Draws(exam, rules, seed);
        Iterator<String> keys =
                IntStream.rangeClosed(1, students).mapToObj(String::valueOf).iterator();
        var seen = new Seen(exam);
        draws.of(keys, threads, seen::look).forEachRemaining(seen::count);
        return seen.result(students);
    }

    /** What has been seen so far. */
    private static final class Seen {
        private final List<Map<Requirement, Integer>> failures = new ArrayList<>();
        private final List<Map<Occurrence, List<Double>>> values = new ArrayList<>();
        private final List<Double> attempts = new ArrayList<>();
        private final List<Double> operations = new ArrayList<>();
        private final List<Double> digits = new ArrayList<>();
        private int refused;

        Seen(Exam exam) {
            exam.tasks().forEach(task -> {
                Map<Requirement, Integer> none = new LinkedHashMap<>();
                task.requirements().forEach(requirement -> none.put(requirement, 0));
                failures.add(none);
                values.add(new LinkedHashMap<>());
            });
        }

        void look(Draws.Look look) {
            look.failures()
                    .forEach((requirement, count) -> failures.get(look.task()).merge(requirement, count, Integer::sum));
            look.answers()
                    .forEach((cell, value) -> values.get(look.task())
                            .computeIfAbsent(cell, key -> new ArrayList<>())
                            .add(value));
            if (look.task() == 0) {
                operations.add(0.0);
            }
            int last = operations.size() - 1;
            operations.set(last, operations.get(last) + look.operations());
        }

        void count(Drawn drawn) {
            if (drawn instanceof Drawn.Taken taken) {
                attempts.add((double) taken.attempts());
                digits.add(taken.problems().stream()
                        .flatMap(problem -> Values.given(problem.task()).values().stream())
                        .mapToDouble(
                                text -> text.chars().filter(Character::isDigit).count())
                        .sum());
            } else {
                refused++;
            }
        }

        Stress result(int students) {
            var answers = new ArrayList<Answers>();
            for (int task = 0; task < values.size(); task++) {
                int number = task;
                values.get(task).forEach((cell, found) -> answers.add(new Answers(number, cell, Spread.of(found))));
            }
            return new Stress(
                    students,
                    refused,
                    Spread.of(attempts),
                    failures,
                    answers,
                    Spread.of(operations),
                    Spread.of(digits));
        }
    }
}
