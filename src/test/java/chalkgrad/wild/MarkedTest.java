package chalkgrad.wild;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.Pipeline;
import chalkgrad.check.Checker;
import chalkgrad.check.Marking;
import chalkgrad.check.Sheet;
import chalkgrad.check.Verdict;
import chalkgrad.evaluate.Solution;
import chalkgrad.wild.Derived.Entry;
import chalkgrad.wild.Derived.Style;
import chalkgrad.wild.Published.Slip;
import chalkgrad.work.WorkReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Derivations that other people published, handed in: their mistakes are found and named, and nobody is accused who made none. */
class MarkedTest {

    /** What each class of mistakes is called; the table of the records' page. */
    private static final Map<String, String> IDS = Map.ofEntries(
            Map.entry("M01", "sign-in-formula"),
            Map.entry("M02", "sign"),
            Map.entry("M03", "wrong-operand"),
            Map.entry("M04", "wrong-chain"),
            Map.entry("M05", "derivative-argument"),
            Map.entry("M06", "updated-weight"),
            Map.entry("M07", "transposed"),
            Map.entry("M08", "missing-path"),
            Map.entry("M09", "arithmetic"),
            Map.entry("M10", "decimal-point"),
            Map.entry("M11", "activation-value"),
            Map.entry("M12", "stale-value"),
            Map.entry("M13", "shown-operand"),
            Map.entry("M14", "digit-typo"),
            Map.entry("M15", "other-loss"),
            Map.entry("M16", "softmax-no-exp"),
            Map.entry("M17", "divided"),
            Map.entry("M18", "given-value"),
            Map.entry("M19", "wrong-target"),
            Map.entry("M20", "update-rule"),
            Map.entry("M21", "update-state"),
            Map.entry("M22", "wrong-operator"),
            Map.entry("M23", "wrong-constant"),
            Map.entry("M24", "component-for-total"));

    /** Verdicts of numbers that nobody may be accused of. */
    private static final Set<String> INNOCENT = Set.of("exact", "truncated", "rounded-intermediates", "consequential");

    /** Columns of one table that are computations of their own, by the ending or beginning of their steps. */
    private static final Map<String, List<String>> COLUMNS = Map.of("57", List.of("par", "seq", "tf"));

    /** Numbers that follow from a mistake in a number that is not printed, so that they are the first to show it. */
    private static final Set<String> FIRST_TO_SHOW = Set.of("50.z_hat", "50.z_hat_2", "50.z_hat_3");

    private static final List<Published> ALL =
            Published.all().stream().filter(Published::isMapped).toList();
    private static final Map<Published.Task, Checker> CHECKERS = new LinkedHashMap<>();

    static {
        var pipeline = new Pipeline();
        for (Published record : ALL) {
            for (Published.Task task : record.tasks()) {
                Solution solution = task.example().isPresent()
                        ? pipeline.ofExample(task.example().get())
                        : pipeline.solution(task.problem());
                CHECKERS.put(task, new Checker(solution));
            }
        }
    }

    /** What came of one style. */
    private static final class Tally {
        private int slips;
        private int found;
        private int innocent;
        private int unmarked;
        private int explained;
        private int distinct;
        private int distinctNamed;
        private int named;
        private int amongEquals;
        private final List<String> misses = new ArrayList<>();
        private final List<String> accusations = new ArrayList<>();
        private final List<String> faults = new ArrayList<>();
        private final List<String> notes = new ArrayList<>();
        private final Map<String, Map<Verdict, Integer>> verdicts = new TreeMap<>();
    }

    /** One of each kind; all of them where {@code -Dwild.styles=all} says so. */
    static Stream<Style> styles() {
        return System.getProperty("wild.styles", "").equals("all")
                ? Stream.of(Style.values())
                : Stream.of(Style.IDS_WORKED, Style.MARKDOWN, Style.OWN_WORKED, Style.ANSWERS);
    }

    @ParameterizedTest
    @MethodSource("styles")
    void marked(Style style) {
        var tally = new Tally();
        String only = System.getProperty("wild.only", "");
        for (Published record : ALL) {
            if (only.isEmpty() || record.id().equals(only)) {
                record.tasks().forEach(task -> mark(record, task, style, tally));
            }
        }
        System.out.printf(
                "%-16s found %d of %d mistakes; %d accused, %d unmarked of %d right numbers; named %d (among equals %d) of %d, once each %d of %d%n",
                style,
                tally.found,
                tally.slips,
                tally.accusations.size(),
                tally.unmarked,
                tally.innocent,
                tally.named,
                tally.amongEquals,
                tally.explained,
                tally.distinctNamed,
                tally.distinct);
        System.out.println("  " + tally.verdicts);
        tally.misses.forEach(miss -> System.out.println("  missed  " + miss));
        tally.accusations.forEach(accusation -> System.out.println("  accused " + accusation));
        tally.notes.forEach(note -> System.out.println("  note    " + note));
        tally.faults.forEach(fault -> System.out.println("  FAULT   " + fault));
        assertThat(tally.faults).as("broke off").isEmpty();
        assertThat(tally.misses).as("missed").isEmpty();
        assertThat(tally.accusations).as("accused").isEmpty();
        assertThat(tally.unmarked).as("unmarked").isZero();
        assertThat(tally.amongEquals).as("named").isGreaterThanOrEqualTo((tally.explained * 8 + 9) / 10);
    }

    private static void mark(Published record, Published.Task task, Style style, Tally tally) {
        Checker checker = Objects.requireNonNull(CHECKERS.get(task));
        Solution solution = checker.solution();
        List<Entry> all = Derived.entries(record, task, new Ours(solution));
        for (List<Entry> entries : columns(record, all)) {
            var work = new Derived(solution, style, entries);
            Marking marking;
            try {
                marking = marking(checker, work);
            } catch (RuntimeException | StackOverflowError fault) {
                tally.faults.add(record.id() + " " + fault);
                continue;
            }
            work.places.forEach((entry, lines) -> judge(record, entry, lines, marking, tally, work));
        }
    }

    private static List<List<Entry>> columns(Published record, List<Entry> all) {
        List<String> columns = COLUMNS.get(record.id());
        if (columns == null) {
            return List.of(all);
        }
        return columns.stream()
                .map(column -> all.stream()
                        .filter(entry -> List.of(entry.step().name().split("_")).contains(column))
                        .toList())
                .toList();
    }

    private static Marking marking(Checker checker, Derived work) {
        WorkReader.Result read = WorkReader.read(
                work.fileName(), work.bytes(), Checker.words(checker.solution().problem()));
        assertThat(read).isInstanceOf(WorkReader.Result.Read.class);
        return checker.mark(((WorkReader.Result.Read) read).work(), Duration.ofMinutes(5));
    }

    private static void judge(
            Published record, Entry entry, Sheet.Lines lines, Marking marking, Tally tally, Derived work) {
        List<Marking.Line> marked =
                marking.lines().stream().filter(line -> lines.has(line.line())).toList();
        Optional<Verdict> verdict = marked.stream().map(Marking.Line::verdict).reduce(Verdict::and);
        List<String> ids = marked.stream()
                .flatMap(line -> line.mistakes().stream())
                .map(Marking.Diagnosis::id)
                .distinct()
                .toList();
        String what = record.id() + "." + entry + " (" + entry.verdict() + ") "
                + verdict.map(Enum::name).orElse("unmarked") + " " + ids + "  |  "
                + String.join(" // ", work.lines().subList(lines.from() - 1, lines.to())) + "  |  "
                + marked.stream().map(line -> line.expected().orElse("-")).toList();
        verdict.ifPresent(v -> tally.verdicts
                .computeIfAbsent(entry.verdict(), k -> new TreeMap<>())
                .merge(v, 1, Integer::sum));
        if (verdict.isEmpty() || verdict.get() == Verdict.UNREAD) {
            tally.unmarked++;
            tally.notes.add(what);
        }
        if (entry.verdict().equals("error")) {
            slip(record, entry).ifPresent(slip -> found(slip, verdict, ids, what, tally));
        } else {
            tally.innocent++;
            boolean first =
                    FIRST_TO_SHOW.contains(record.id() + "." + entry.step().name());
            boolean accused = !first && verdict.filter(v -> v == Verdict.WRONG).isPresent();
            if (accused
                    && (INNOCENT.contains(entry.verdict()) || entry.verdict().equals("last-digit"))) {
                tally.accusations.add(what);
            } else if (entry.verdict().equals("exact")
                    && verdict.filter(v -> v == Verdict.UNDECIDED).isPresent()) {
                tally.notes.add(what);
            }
        }
    }

    private static Optional<Slip> slip(Published record, Entry entry) {
        boolean rounds = java.util.stream.IntStream.range(0, entry.count()).allMatch(i -> {
            var printed = new BigDecimal(entry.step().printed().get(entry.first() + i));
            BigDecimal exact = entry.step().exact().get(entry.first() + i);
            return Stream.of(RoundingMode.HALF_UP, RoundingMode.DOWN)
                    .anyMatch(mode -> exact.setScale(printed.scale(), mode).compareTo(printed) == 0);
        });
        return rounds
                ? Optional.empty()
                : record.slips().stream()
                        .filter(slip -> slip.step().equals(entry.step().name()))
                        .findFirst();
    }

    private static void found(Slip slip, Optional<Verdict> verdict, List<String> ids, String what, Tally tally) {
        boolean wrong = verdict.filter(v -> v == Verdict.WRONG).isPresent();
        if (slip.distinct()) {
            tally.slips++;
            tally.found += wrong ? 1 : 0;
            if (!wrong) {
                tally.misses.add(slip.label() + " " + what);
            }
        }
        if (slip.explained()) {
            String id = Objects.requireNonNull(IDS.get(slip.type()));
            // A line that repeats a slip is told in the notes; what counts is each slip once.
            tally.explained += slip.distinct() ? 1 : 0;
            tally.named += slip.distinct() && !ids.isEmpty() && ids.get(0).equals(id) ? 1 : 0;
            tally.amongEquals += slip.distinct() && ids.contains(id) ? 1 : 0;
            tally.distinct += slip.distinct() ? 1 : 0;
            tally.distinctNamed += slip.distinct() && ids.contains(id) ? 1 : 0;
            if (!ids.contains(id)) {
                tally.notes.add("not " + id + ": " + slip.label() + (slip.distinct() ? " " : " (again) ") + what);
            }
        } else {
            tally.notes.add("unexplained " + slip.label() + " " + slip.type() + " " + what);
        }
    }
}
