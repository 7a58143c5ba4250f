package chalkgrad.wild;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.Pipeline;
import chalkgrad.wild.Comparison.Line;
import chalkgrad.wild.Published.Step;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Derivations that other people published: what they got right comes out here, digit by digit, and what they got wrong does not. */
class WildTest {
    private static final Pipeline PIPELINE = new Pipeline();
    private static final List<Published> ALL = Published.all();
    private static final Map<String, Comparison> COMPARISONS = new HashMap<>();

    private static final String SYMBOLS_ONLY = "a derivation in symbols alone: nothing is given and no number is printed";

    private static final Map<String, String> NOT_MAPPED = Map.of("53", SYMBOLS_ONLY, "56", SYMBOLS_ONLY);

    /** Steps that the record judges by something else than the right computation, so that the program's value is another. */
    private static final Map<String, String> JUDGED_OTHERWISE = Map.of(
            "57.pred_seq", "its formula is the slip itself: hidden gradients by weights that are already updated",
            "57.err_seq", "the same");

    /** Numbers that are right as far as the arithmetic of a computer goes, with the digits that were compared instead of all. */
    private static final Map<String, Integer> BINARY_ARITHMETIC = Map.of();

    private static final boolean GRAPHS = chalkgrad.problem.ProblemReader.read("-", "given: {x: 1}\nnodes: {y: x^2}\noutput: y\n".getBytes(java.nio.charset.StandardCharsets.UTF_8)).complete();

    static Stream<Published> mapped() {
        return ALL.stream().filter(Published::isMapped).filter(p -> GRAPHS || p.tasks().stream().noneMatch(t -> t.problem().contains("\nnodes:")));
    }

    private static synchronized Comparison comparison(Published published) {
        return COMPARISONS.computeIfAbsent(published.id(), id -> new Comparison(published, PIPELINE, ""));
    }

    @ParameterizedTest
    @MethodSource("mapped")
    void rightNumbersComeOut(Published published) {
        for (Line line : comparison(published).lines()) {
            if (line.verdict().equals("exact")) {
                Integer digits = BINARY_ARITHMETIC.get(line.place());
                assertThat(line.isPrinted(RoundingMode.HALF_UP))
                        .as(line.toString())
                        .isEqualTo(digits == null);
                assertThat(digits == null || line.agrees(new MathContext(digits)))
                        .as(line.toString())
                        .isTrue();
            } else if (line.verdict().equals("truncated")) {
                assertThat(line.isPrinted(RoundingMode.DOWN)).as(line.toString()).isTrue();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("mapped")
    void wrongNumbersDoNot(Published published) {
        for (Line line : comparison(published).lines()) {
            if (line.verdict().equals("error") && !line.printed().isEmpty()) {
                assertThat(line.isPrinted(RoundingMode.HALF_UP)).as(line.toString()).isFalse();
            }
        }
    }

    /** What a published program computes, where one was run. */
    @ParameterizedTest
    @MethodSource("mapped")
    void publishedProgramsAreRightOrNot(Published published) {
        for (Step step : published.steps()) {
            if (!step.machine().isEmpty()) {
                boolean right = step.verdicts().equals(List.of("code-ok"));
                assertThat(comparison(published).isNear(step, step.machine()))
                        .as(published + "." + step.name())
                        .isEqualTo(right);
            }
        }
    }

    /** Each step's value is also the one that the record was judged by. */
    @ParameterizedTest
    @MethodSource("mapped")
    void agreesWithTheRecord(Published published) {
        for (Step step : published.steps()) {
            String place = published.id() + "." + step.name();
            assertThat(comparison(published).isNear(step, step.exact()))
                    .as(place)
                    .isEqualTo(!JUDGED_OTHERWISE.containsKey(place));
        }
    }

    @Test
    void theCount() {
        var lines = new ArrayList<Line>();
        for (Published published : ALL) {
            if (!published.isMapped()) {
                assertThat(NOT_MAPPED).containsKey(published.id());
                System.out.println("not mapped: " + published + ", " + NOT_MAPPED.get(published.id()));
                continue;
            }
            if (mapped().noneMatch(p -> p.equals(published))) {
                continue;
            }
            List<Line> own = comparison(published).lines();
            published.counts().forEach((verdict, count) -> {
                if (VERDICTS.contains(verdict)) {
                    assertThat(own.stream().filter(line -> !line.printed().isEmpty() && line.verdict().equals(verdict)))
                            .as(published + ": " + verdict)
                            .hasSize(count);
                }
            });
            lines.addAll(own);
        }
        long mapped = mapped().count();
        System.out.println("records mapped: " + mapped + " of " + ALL.size());
        Map<String, List<Line>> byVerdict = new TreeMap<>();
        lines.stream()
                .filter(line -> !line.printed().isEmpty())
                .forEach(line -> byVerdict
                        .computeIfAbsent(line.verdict(), verdict -> new ArrayList<>())
                        .add(line));
        byVerdict.forEach((verdict, some) -> System.out.printf(
                "%s: %d, of these as printed %d, when cut %d; %d are quantities, %d formulas of such%n",
                verdict,
                some.size(),
                count(some, line -> line.isPrinted(RoundingMode.HALF_UP)),
                count(some, line -> line.isPrinted(RoundingMode.DOWN)),
                count(some, Line::mapped),
                count(some, line -> !line.mapped())));
    }

    @Test
    void carried() {
        var all = new ArrayList<Line>();
        mapped().filter(published -> published.counts().getOrDefault("rounded-intermediates", 0) > 0).forEach(published -> {
            var carried = new Comparison(published, PIPELINE, "carry: rounded\n");
            carried.lines().stream().filter(line -> line.verdict().equals("rounded-intermediates")).forEach(all::add);
        });
        all.forEach(l -> System.out.println((l.isPrinted(RoundingMode.HALF_UP)?"C ":l.isPrinted(RoundingMode.DOWN)?"CUT ":"  ")+l));
    }

    private static final List<String> VERDICTS =
            List.of("exact", "truncated", "rounded-intermediates", "last-digit", "consequential", "error");

    private static long count(List<Line> lines, Predicate<Line> which) {
        return lines.stream().filter(which).count();
    }
}
