package chalkgrad.wild;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.Pipeline;
import chalkgrad.wild.Comparison.Line;
import chalkgrad.wild.Published.Step;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Derivations that other people published: what they got right comes out here, digit by digit, and what they got wrong does not. */
class WildTest {
    private static final Pipeline PIPELINE = new Pipeline();
    private static final List<Published> ALL = Published.all();
    private static final Map<Published, Comparison> COMPARISONS = new ConcurrentHashMap<>();

    private static final String SYMBOLS_ONLY =
            "a derivation in symbols alone: nothing is given and no number is printed";

    private static final Map<String, String> NOT_MAPPED = Map.of("53", SYMBOLS_ONLY, "56", SYMBOLS_ONLY);

    /** Steps that the record judges by something else than the right computation, so that the program's value is another. */
    private static final Map<String, String> JUDGED_OTHERWISE = Map.of(
            "57.pred_seq", "its formula is the slip itself: hidden gradients by weights that are already updated",
            "57.err_seq", "computed from the same");

    /**
     * Right numbers of 17 digits whose last two are those of a computer's binary arithmetic, as the same givens in double precision show; the
     * program's are the decimals. So many digits agree.
     */
    private static final Map<String, Integer> BINARY_ARITHMETIC = Map.of("42.e2", 15, "42.err_h", 15, "42.dh", 15);

    /** The verdicts of numbers that are printed; each record counts its own. */
    private static final List<String> VERDICTS =
            List.of("exact", "truncated", "rounded-intermediates", "last-digit", "consequential", "error");

    static Stream<Published> mapped() {
        return ALL.stream().filter(Published::isMapped);
    }

    private static Comparison comparison(Published published) {
        return COMPARISONS.computeIfAbsent(published, some -> new Comparison(some, PIPELINE, ""));
    }

    private static Stream<Line> lines(Published published, String verdict) {
        return comparison(published).lines().stream()
                .filter(line ->
                        line.verdict().equals(verdict) && !line.printed().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("mapped")
    void rightNumbersComeOut(Published published) {
        lines(published, "exact").forEach(line -> {
            Integer digits = BINARY_ARITHMETIC.get(line.place());
            assertThat(line.isPrinted(RoundingMode.HALF_UP)).as(line.toString()).isEqualTo(digits == null);
            assertThat(digits == null || line.agrees(new MathContext(digits)))
                    .as(line.toString())
                    .isTrue();
        });
        assertThat(lines(published, "truncated"))
                .allSatisfy(line -> assertThat(line.isPrinted(RoundingMode.DOWN))
                        .as(line.toString())
                        .isTrue());
    }

    @ParameterizedTest
    @MethodSource("mapped")
    void wrongNumbersDoNot(Published published) {
        assertThat(lines(published, "error"))
                .allSatisfy(line -> assertThat(line.isPrinted(RoundingMode.HALF_UP))
                        .as(line.toString())
                        .isFalse());
    }

    /** A program that was published computes what this one computes, or has a mistake where the record says so. */
    @ParameterizedTest
    @MethodSource("mapped")
    void programsAreRightOrNot(Published published) {
        for (Step step : published.steps()) {
            if (!step.machine().isEmpty()) {
                assertThat(comparison(published).isNear(step, step.machine()))
                        .as(published + "." + step.name())
                        .isEqualTo(step.verdicts().equals(List.of("code-ok")));
            }
        }
    }

    /** Each step's value is the one that the record was judged by, printed or not. */
    @ParameterizedTest
    @MethodSource("mapped")
    void agreesWithTheRecord(Published published) {
        for (Step step : published.steps()) {
            String place = published + "." + step.name();
            assertThat(comparison(published).isNear(step, step.exact()))
                    .as(place)
                    .isEqualTo(!JUDGED_OTHERWISE.containsKey(place));
        }
    }

    /** Nothing is left out: as many numbers of each verdict are compared as the record says that it has. */
    @ParameterizedTest
    @MethodSource("mapped")
    void everyNumberIsCompared(Published published) {
        for (String verdict : VERDICTS) {
            assertThat(lines(published, verdict))
                    .as(verdict)
                    .hasSize(published.counts().get(verdict));
        }
    }

    @Test
    void theCount() {
        assertThat(ALL).hasSize(50);
        assertThat(ALL.stream().filter(p -> !p.isMapped()).map(Published::id))
                .containsExactlyInAnyOrderElementsOf(NOT_MAPPED.keySet());
        System.out.println(
                "Published derivations: " + mapped().count() + " of " + ALL.size() + " are mapped; not: " + NOT_MAPPED);
        List<Line> exact = all("exact");
        List<Line> errors = all("error");
        long reproduced = count(exact, line -> line.isPrinted(RoundingMode.HALF_UP));
        long confirmed = count(errors, line -> !line.isPrinted(RoundingMode.HALF_UP));
        print("exact", exact, "reproduced", reproduced);
        System.out.println("  of the others the first 15 digits: " + BINARY_ARITHMETIC.keySet());
        print("error", errors, "another value here", confirmed);
        List<Line> truncated = all("truncated");
        print(
                "truncated",
                truncated,
                "reproduced when cut",
                count(truncated, line -> line.isPrinted(RoundingMode.DOWN)));
        print(
                "consequential",
                all("consequential"),
                "another value here",
                count(all("consequential"), line -> !line.isPrinted(RoundingMode.HALF_UP)));
        assertThat(exact).hasSize(765);
        assertThat(errors).hasSize(100);
        assertThat(reproduced).isEqualTo(count(exact, line -> !BINARY_ARITHMETIC.containsKey(line.place())));
        assertThat(confirmed).isEqualTo(errors.size());
        assertThat(count(exact, Line::mapped))
                .as("quantities, and not formulas of such")
                .isGreaterThan(exact.size() * 9L / 10);
    }

    /** Who rounds and goes on with what is rounded does so in steps of their own; the program's come close to some of them. */
    @Test
    void roundedIntermediates() {
        List<Line> carried = mapped().filter(published -> published.counts().get("rounded-intermediates") > 0)
                .flatMap(published -> new Comparison(published, PIPELINE, "carry: rounded\n").lines().stream())
                .filter(line -> line.verdict().equals("rounded-intermediates"))
                .toList();
        long same = count(carried, line -> line.isPrinted(RoundingMode.HALF_UP));
        print("rounded-intermediates", carried, "reproduced with carry: rounded", same);
        assertThat(same).isGreaterThan(carried.size() / 3L);
    }

    private static List<Line> all(String verdict) {
        return mapped().flatMap(published -> lines(published, verdict)).toList();
    }

    private static long count(List<Line> lines, Predicate<Line> which) {
        return lines.stream().filter(which).count();
    }

    private static void print(String verdict, List<Line> lines, String what, long count) {
        System.out.printf(
                "  %s: %s %d of %d (%d quantities, %d formulas of such)%n",
                verdict, what, count, lines.size(), count(lines, Line::mapped), count(lines, line -> !line.mapped()));
    }
}
