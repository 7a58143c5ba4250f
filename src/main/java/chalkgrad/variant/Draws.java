package chalkgrad.variant;

import chalkgrad.check.DoubleEvaluation;
import chalkgrad.derive.Occurrence;
import chalkgrad.exam.Exam;
import chalkgrad.exam.ExamTask;
import chalkgrad.exam.Requirement;
import chalkgrad.exam.Variation;
import chalkgrad.exam.Vary;
import chalkgrad.model.Problem;
import chalkgrad.model.Task;
import chalkgrad.rules.RuleBook;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Draws values for one student after the other.
 *
 * <p>{@code new Draws(exam, rules, 2026).of(List.of("1", "2").iterator(), 2)} gives the same two draws whatever the number of threads.
 *
 * <p>A student's draw depends on the seed, the key, and, only where two would share an answer, on those before.
 */
public final class Draws {
    /** So many students are looked at together. */
    private static final int CHUNK = 128;

    private final Exam exam;
    private final long seed;
    private final Structure.Known structures;
    private final Map<List<Object>, Blueprint> blueprints = new ConcurrentHashMap<>();

    public Draws(Exam exam, RuleBook rules, long seed) {
        this(exam, new Structure.Known(rules), seed);
    }

    Draws(Exam exam, Structure.Known structures, long seed) {
        this.exam = exam;
        this.seed = seed;
        this.structures = structures;
    }

    /** The draws for these keys, in their order, worked out as they are asked for; memory does not grow but for a few bytes for each answer. */
    public Iterator<Drawn> of(Iterator<String> keys, int threads) {
        return of(keys, threads, look -> {});
    }

    /** The same, with somebody who looks at each task of each student in their order. */
    Iterator<Drawn> of(Iterator<String> keys, int threads, Consumer<Look> looks) {
        return new Drawing(keys, threads, looks);
    }

    /**
     * What came of the search for one student's draw of one task.
     *
     * @param failures how often each requirement was the first to refuse a draw
     * @param answers the value of each answer; none where no draw was found
     * @param operations the operations that lead to all of them
     */
    record Look(int task, Map<Requirement, Integer> failures, Map<Occurrence, Double> answers, int operations) {}

    /** What all draws of one structure have in common. */
    private Blueprint blueprint(int number, Values values, Problem drawn) {
        var key = new ArrayList<Object>(List.of(number));
        values.places().forEach((place, text) -> {
            if (!(place instanceof Variation.Value) && !(place instanceof Variation.Rate)) {
                key.add(Values.name(place) + "=" + text);
            }
        });
        Blueprint known = blueprints.get(key);
        if (known == null && blueprints.size() >= Structure.Known.MOST) {
            blueprints.clear();
        }
        return known != null
                ? known
                : blueprints.computeIfAbsent(
                        key,
                        some -> new Blueprint(
                                exam.tasks().get(number), before(number), structures.of(drawn.task()), drawn));
    }

    /** How many questions stand before those of a task. */
    private int before(int task) {
        return exam.tasks().subList(0, task).stream()
                .mapToInt(earlier -> earlier.questions().size())
                .sum();
    }

    /** A draw that meets what can be said of it alone. */
    private record Candidate(
            Problem problem, Map<Long, String> marks, Map<Occurrence, Double> answers, int operations) {}

    /** The search for one student's draw of one task. */
    private final class Search {
        private final String key;
        private final int number;
        private final ExamTask task;
        private final int before;
        private int attempts;
        private final Map<Requirement, Integer> failures = new LinkedHashMap<>();
        private Optional<Blueprint.Fault> closest = Optional.empty();
        private Map<String, String> values = Map.of();
        private Optional<Candidate> candidate = Optional.empty();
        private Optional<Requirement> distinct = Optional.empty();

        Search(String key, int number) {
            this.key = key;
            this.number = number;
            this.task = exam.tasks().get(number);
            this.before = before(number);
        }

        /** Goes on to the next draw that meets what can be said of it alone; to none where too many have been tried. */
        Search next() {
            candidate = Optional.empty();
            while (candidate.isEmpty() && attempts < task.tries()) {
                Optional<Values> found = Values.draw(task, seed, key, number, attempts++);
                if (found.isEmpty()) {
                    failed(
                            new Blueprint.Fault(Blueprint.SOLVABLE, 0, "a formula of vary gives no decimal"),
                            task.problem().task());
                    continue;
                }
                Problem drawn = task.problem()
                        .withTask(Vary.with(task.problem().task(), found.get().places()));
                Blueprint blueprint = blueprint(number, found.get(), drawn);
                distinct = blueprint.distinct();
                DoubleEvaluation figures = blueprint.figures(drawn);
                Optional<Blueprint.Fault> fault = blueprint.fault(drawn, figures, this::lots);
                if (fault.isPresent()) {
                    failed(fault.get(), drawn.task());
                } else {
                    candidate = Optional.of(new Candidate(
                            drawn, blueprint.marks(figures), blueprint.answers(figures), blueprint.operations()));
                }
            }
            return this;
        }

        /** The candidate has an answer of somebody before, which this mark tells. */
        Search refused(long mark) {
            Requirement shared = distinct.orElse(Blueprint.SOLVABLE);
            candidate.ifPresent(found -> failed(
                    new Blueprint.Fault(
                            shared, Integer.MAX_VALUE, found.marks.get(mark) + ": somebody before has the same answer"),
                    found.problem.task()));
            return next();
        }

        /** As the answers will be drawn with. */
        private Dice lots(int question) {
            return Dice.ofQuestion(seed, key, number, before + question + 1);
        }

        private void failed(Blueprint.Fault fault, Task drawn) {
            failures.merge(fault.requirement(), 1, Integer::sum);
            if (closest.filter(before -> before.place() >= fault.place()).isEmpty()) {
                closest = Optional.of(fault);
                values = Values.given(drawn);
            }
        }
    }

    private final class Drawing implements Iterator<Drawn> {
        private final Iterator<String> keys;
        private final Consumer<Look> looks;
        private final java.util.concurrent.ForkJoinPool pool;
        private final Marks taken = new Marks();
        private final java.util.ArrayDeque<List<Search>> ready = new java.util.ArrayDeque<>();

        Drawing(Iterator<String> keys, int threads, Consumer<Look> looks) {
            this.keys = keys;
            this.looks = looks;
            this.pool = new java.util.concurrent.ForkJoinPool(Math.max(1, threads));
        }

        @Override
        public boolean hasNext() {
            return !ready.isEmpty() || keys.hasNext();
        }

        @Override
        public Drawn next() {
            if (ready.isEmpty()) {
                fill();
            }
            List<Search> searches = ready.remove();
            var problems = new ArrayList<Problem>();
            int attempts = 0;
            for (Search search : searches) {
                Optional<Long> shared = search.candidate.flatMap(this::shared);
                while (shared.isPresent()) {
                    search.refused(shared.get());
                    shared = search.candidate.flatMap(this::shared);
                }
                attempts += search.attempts;
                looks.accept(new Look(
                        search.number,
                        search.failures,
                        search.candidate.map(Candidate::answers).orElse(Map.of()),
                        search.candidate.map(Candidate::operations).orElse(0)));
                if (search.candidate.isEmpty()) {
                    return new Drawn.Refused(
                            search.key,
                            search.attempts,
                            search.number + 1,
                            search.failures,
                            search.closest.map(Blueprint.Fault::found).orElse(""),
                            search.values,
                            search.task.usual());
                }
                problems.add(search.candidate.get().problem);
            }
            searches.forEach(
                    search -> search.candidate.orElseThrow().marks.keySet().forEach(taken::add));
            return new Drawn.Taken(searches.get(0).key, attempts, problems);
        }

        private Optional<Long> shared(Candidate candidate) {
            return candidate.marks.keySet().stream().filter(taken::has).findFirst();
        }

        private void fill() {
            if (!keys.hasNext()) {
                throw new NoSuchElementException();
            }
            var some = new ArrayList<String>();
            while (keys.hasNext() && some.size() < CHUNK) {
                some.add(keys.next());
            }
            List<List<Search>> searches = pool.submit(() -> some.parallelStream()
                            .map(key -> IntStream.range(0, exam.tasks().size())
                                    .mapToObj(number -> new Search(key, number).next())
                                    .toList())
                            .toList())
                    .join();
            ready.addAll(searches);
            if (!keys.hasNext()) {
                pool.shutdown();
            }
        }
    }
}
