package chalkgrad.check;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.Pipeline;
import chalkgrad.derive.Occurrence;
import chalkgrad.evaluate.Scope;
import chalkgrad.evaluate.Solution;
import chalkgrad.work.WorkReader;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Students who were never born: honest ones are not accused, and a mistake of the others is found where it was made, and named.
 *
 * <p>{@code -Dstudents=5000} has so many of each kind; {@code -Dstudents.seed=…} another class, {@code -Dstudents.show=…} more of what went
 * wrong, and {@code -Dstudents.dir=…} keeps that in files.
 */
class StudentsTest {
    private static final int COUNT = Integer.getInteger("students", 60);
    private static final long SEED = Long.getLong("students.seed", 20240607);
    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    /** As many works are marked by one checker. */
    private static final int PER_NETWORK = Math.max(6, COUNT / 400);

    /** A network with its right answers, and the checker that knows them. */
    private record School(Procedure procedure, Solution solution, Checker checker) {}

    private final Pipeline pipeline = new Pipeline();
    private final List<Net> kept = kept();

    private static List<Net> kept() {
        try (InputStream in = Objects.requireNonNull(StudentsTest.class.getResourceAsStream("/oracle/networks.json"))) {
            var nets = new ArrayList<Net>();
            JsonNode all = MAPPER.readTree(in);
            all.forEach(entry -> nets.add(Net.of(entry.get("problem"))));
            return nets;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The kept networks first, then random ones; none that stands so near a kink that a rounded number falls on it. */
    private School school(int number, Random random) {
        for (int attempt = number; ; attempt = Integer.MAX_VALUE) {
            Net net = attempt < kept.size() ? kept.get(attempt) : Net.random(random);
            var procedure = new Procedure(net);
            var solution = pipeline.solution(net.yaml());
            if (isFarFromKinks(procedure, solution)) {
                return new School(procedure, solution, new Checker(solution));
            }
        }
    }

    private static boolean isFarFromKinks(Procedure procedure, Solution solution) {
        Scope scope = solution.passes().get(0).batch();
        for (int l = 1; l <= procedure.depth(); l++) {
            for (int j = 0; j < procedure.net().size(l); j++) {
                Occurrence net = procedure.netOf(l, j, 0);
                if (number(scope, net).abs().compareTo(new BigDecimal("0.05")) < 0) {
                    return false;
                }
            }
        }
        return true;
    }

    private static BigDecimal number(Scope scope, Occurrence cell) {
        return new BigDecimal(scope.json(cell.quantity()));
    }

    /** The textbook's procedure and the program agree, so that an honest student is right. */
    @Test
    void theTextbookIsRight() {
        var random = new Random(SEED);
        int compared = 0;
        for (int n = 0; n < 50; n++) {
            School school = school(n, random);
            var known = new java.util.HashMap<Occurrence, BigDecimal>(school.procedure.given());
            var student = new Calculator(symbol -> Objects.requireNonNull(known.get((Occurrence) symbol)));
            school.procedure.formulas().forEach((cell, formula) -> known.put(cell, student.value(formula)));
            for (Occurrence cell : school.procedure.formulas().keySet()) {
                Scope scope = school.solution.passes().get(cell.pass()).batch();
                if (scope.has(cell.quantity()) && !(cell.pass() > 0 && isShared(cell))) {
                    BigDecimal ours = number(scope, cell);
                    assertThat(student.value(cell.expr()))
                            .as(cell + " of\n" + school.procedure.net().yaml())
                            .isCloseTo(
                                    ours,
                                    org.assertj.core.data.Offset.offset(new BigDecimal("1e-18")
                                            .multiply(ours.abs().max(BigDecimal.ONE))));
                    compared++;
                }
            }
        }
        assertThat(compared).isGreaterThan(1000);
    }

    private static boolean isShared(Occurrence cell) {
        return cell.quantity() instanceof chalkgrad.model.Quantity.Param;
    }

    private static Marking mark(School school, Student student) {
        WorkReader.Result read = WorkReader.read(
                student.sheet.name(),
                student.sheet.bytes(),
                Checker.words(school.checker.solution().problem()));
        assertThat(read).isInstanceOf(WorkReader.Result.Read.class);
        return school.checker.mark(((WorkReader.Result.Read) read).work(), java.time.Duration.ofMinutes(5));
    }

    private static String show(School school, Student student, Marking.Line line) {
        return "line " + line.line() + " " + line.verdict() + " " + line.text() + " | expected "
                + line.expected().orElse("-") + " | " + ids(line) + "\n    " + student.habits + kept(school, student);
    }

    /** Keeps a problem and a work in the folder that is asked for, and says where. */
    private static String kept(School school, Student student) {
        String folder = System.getProperty("students.dir", "");
        if (folder.isEmpty()) {
            return "";
        }
        String name = Integer.toHexString(java.util.Arrays.hashCode(student.sheet.bytes()));
        try {
            Files.createDirectories(Path.of(folder));
            Files.writeString(
                    Path.of(folder, name + ".yaml"), school.procedure.net().yaml());
            Files.write(Path.of(folder, name + "-" + student.sheet.name()), student.sheet.bytes());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return " " + name;
    }

    private static void print(List<String> cases) {
        cases.stream().limit(Integer.getInteger("students.show", 3)).forEach(System.out::println);
    }

    private static List<String> ids(Marking.Line line) {
        return line.mistakes().stream().map(Marking.Diagnosis::id).toList();
    }

    @Test
    void nobodyIsAccused() {
        System.out.println("Honest students: " + COUNT + ", seed " + SEED);
        var random = new Random(SEED);
        var verdicts = new TreeMap<Verdict, Integer>();
        var accused = new ArrayList<String>();
        int unmarked = 0;
        int written = 0;
        for (int n = 0, network = 0; n < COUNT; network++) {
            School school = school(network, random);
            for (int i = 0; i < PER_NETWORK && n < COUNT; i++, n++) {
                var student = new Student(school.procedure, school.solution, random);
                student.work();
                Marking marking = mark(school, student);
                for (Marking.Line line : marking.lines()) {
                    verdicts.merge(line.verdict(), 1, Integer::sum);
                    if (line.verdict() == Verdict.WRONG
                            || line.verdict() == Verdict.FOLLOWS
                            || line.verdict() == Verdict.UNREAD) {
                        accused.add(show(school, student, line));
                    }
                }
                written += student.entries.size();
                unmarked += (int) student.entries.stream()
                        .filter(entry -> marking.lines().stream()
                                .noneMatch(line -> entry.lines().has(line.line())))
                        .count();
            }
        }
        System.out.println("  " + written + " numbers, unmarked " + unmarked + ", verdicts " + verdicts);
        print(accused);
        assertThat(accused).as("%d accused", accused.size()).isEmpty();
        assertThat(unmarked).isZero();
    }

    /** What came of the planted mistakes of one kind. */
    private static final class Tally {
        private int planted;
        private int invisible;
        private int found;
        private int named;
        private int amongEquals;
        private int after;
        private final Map<String, Integer> names = new TreeMap<>();
    }

    @Test
    void mistakesAreFoundAndNamed() {
        System.out.println("Students with a mistake: " + COUNT + ", seed " + SEED);
        var random = new Random(SEED + 1);
        var tallies = new TreeMap<String, Tally>();
        var missed = new ArrayList<String>();
        var misnamed = new ArrayList<String>();
        int network = 0;
        for (int n = 0; n < COUNT; network++) {
            School school = school(network, random);
            for (int i = 0; i < PER_NETWORK; i++) {
                var student = new Student(school.procedure, school.solution, random);
                Optional<Plant> plant = choose(student, random);
                if (plant.isEmpty()) {
                    continue;
                }
                Tally tally = tallies.computeIfAbsent(plant.get().id(), id -> new Tally());
                if (!student.plant(plant.get())) {
                    tally.invisible++;
                    continue;
                }
                n++;
                judge(school, student, plant.get(), tally, missed, misnamed);
            }
        }
        report(tallies);
        print(missed);
        print(misnamed);
        int planted = tallies.values().stream().mapToInt(t -> t.planted).sum();
        assertThat(tallies.values().stream().mapToInt(t -> t.found).sum()).isGreaterThanOrEqualTo(planted * 98 / 100);
        assertThat(tallies.values().stream().mapToInt(t -> t.amongEquals).sum())
                .isGreaterThanOrEqualTo(planted * 90 / 100);
    }

    private static Optional<Plant> choose(Student student, Random random) {
        var planter = new Planter(student);
        List<Plant> plants = List.of();
        for (int i = 0; i < 5 && plants.isEmpty(); i++) {
            plants = planter.plants(Net.pick(random, Planter.classes()));
        }
        return plants.isEmpty() ? Optional.empty() : Optional.of(Net.pick(random, plants));
    }

    private static void judge(
            School school, Student student, Plant plant, Tally tally, List<String> missed, List<String> misnamed) {
        tally.planted++;
        Sheet.Lines at = student.entry(plant.at()).orElseThrow().lines();
        Marking marking = mark(school, student);
        Optional<Marking.Line> first = marking.lines().stream()
                .filter(line -> line.verdict() == Verdict.WRONG)
                .min(java.util.Comparator.comparingInt(Marking.Line::line));
        String what = "planted " + plant.id() + " at " + plant.at() + ", line " + at.from() + "-" + at.to() + "\n";
        if (first.isEmpty() || !at.has(first.get().line())) {
            missed.add("MISSED " + what
                    + show(
                            school,
                            student,
                            first.orElseGet(() -> marking.lines().stream()
                                    .filter(line -> at.has(line.line()))
                                    .findFirst()
                                    .orElseGet(() -> marking.lines().get(0)))));
            return;
        }
        tally.found++;
        List<String> ids = marking.lines().stream()
                .filter(line -> line.verdict() == Verdict.WRONG && at.has(line.line()))
                .flatMap(line -> ids(line).stream())
                .toList();
        tally.names.merge(ids.isEmpty() ? "-" : ids.get(0), 1, Integer::sum);
        tally.named += !ids.isEmpty() && ids.get(0).equals(plant.id()) ? 1 : 0;
        tally.amongEquals += ids.contains(plant.id()) ? 1 : 0;
        if (!ids.contains(plant.id())) {
            misnamed.add("MISNAMED " + what + show(school, student, first.get()));
        }
        marking.lines().stream()
                .filter(line -> line.verdict() == Verdict.WRONG && !at.has(line.line()))
                .limit(2)
                .forEach(line -> misnamed.add("AFTER " + what + show(school, student, line)));
        tally.after += (int) marking.lines().stream()
                .filter(line -> line.verdict() == Verdict.WRONG && !at.has(line.line()))
                .count();
    }

    private static void report(Map<String, Tally> tallies) {
        var all = new Tally();
        System.out.printf(
                "  %-20s %7s %9s %6s %6s %6s %6s%n",
                "planted", "planted", "invisible", "found", "first", "equal", "after");
        tallies.forEach((id, t) -> {
            row(id, t);
            all.planted += t.planted;
            all.invisible += t.invisible;
            all.found += t.found;
            all.named += t.named;
            all.amongEquals += t.amongEquals;
            all.after += t.after;
        });
        row("all", all);
        System.out.printf(
                "  found %.2f%%, named first %.2f%%, among the equals %.2f%%; %d wrong lines after the first%n",
                100.0 * all.found / all.planted,
                100.0 * all.named / all.planted,
                100.0 * all.amongEquals / all.planted,
                all.after);
    }

    private static void row(String id, Tally t) {
        System.out.printf(
                "  %-20s %7d %9d %6d %6d %6d %6d  %s%n",
                id, t.planted, t.invisible, t.found, t.named, t.amongEquals, t.after, t.names);
    }
}
