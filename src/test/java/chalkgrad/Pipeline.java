package chalkgrad;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.derive.Deriver;
import chalkgrad.evaluate.Solution;
import chalkgrad.evaluate.Solver;
import chalkgrad.model.Problem;
import chalkgrad.problem.ProblemReader;
import chalkgrad.problem.Reading;
import chalkgrad.publish.Publisher;
import chalkgrad.rules.RuleBook;
import chalkgrad.write.Formats;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.SoftReference;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * From the text of a problem file to its results, without files and without the command line.
 *
 * <p>{@code new Pipeline().json(text).at("/steps/0/loss").asText()} is the loss before the first update.
 *
 * <p>An instance belongs to one thread.
 */
public final class Pipeline {
    private static final String TEN_THOUSAND = "mazur-10000.yaml";

    /** As long as there is room for it, as it takes seconds to work out and several tests ask for it. */
    private static SoftReference<Solution> tenThousandSteps = new SoftReference<>(null);

    private final RuleBook rules = new RuleBook();

    /** The solution of an example. */
    public Solution ofExample(String name) {
        return name.equals(TEN_THOUSAND) ? tenThousandSteps() : solution(example(name));
    }

    private static synchronized Solution tenThousandSteps() {
        Solution known = tenThousandSteps.get();
        if (known == null) {
            known = new Pipeline().solution(example(TEN_THOUSAND));
            tenThousandSteps = new SoftReference<>(known);
        }
        return known;
    }

    /** The text of an example of the repository. */
    public static String example(String name) {
        try {
            return Files.readString(Path.of("examples", name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The only problem of a text in which nothing is wrong. */
    public static Problem read(String text) {
        Reading reading = ProblemReader.read("problem.yaml", text.getBytes(StandardCharsets.UTF_8));
        assertThat(reading.complete()).as("%s\n%s", reading.findings(), text).isTrue();
        assertThat(reading.problems()).as(text).hasSize(1);
        return reading.problems().get(0);
    }

    /** The problems of a text in which nothing is wrong. */
    public static List<Problem> readAll(String text) {
        Reading reading = ProblemReader.read("problem.yaml", text.getBytes(StandardCharsets.UTF_8));
        assertThat(reading.complete()).as("%s\n%s", reading.findings(), text).isTrue();
        return reading.problems();
    }

    public Solution.Outcome outcome(String text) {
        Problem problem = read(text);
        return Solver.solve(problem, new Deriver(rules).derive(problem.task()));
    }

    public Solution solution(String text) {
        Solution.Outcome outcome = outcome(text);
        assertThat(outcome).as(text).isInstanceOf(Solution.Solved.class);
        return ((Solution.Solved) outcome).solution();
    }

    /** The JSON results. */
    public JsonNode json(String text) {
        return json(solution(text));
    }

    public static JsonNode json(Solution solution) {
        try {
            return new ObjectMapper().readTree(publish(solution, "json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The main file of one format. */
    public static byte[] publish(Solution solution, String format) {
        try {
            var order = new Publisher.Order(Optional.empty(), Optional.empty(), false, false, false, false);
            return Publisher.create(List.of(Formats.named(format).orElseThrow()), Optional.empty(), false)
                    .publish(solution, order)
                    .get(0)
                    .content();
        } catch (Publisher.Failure failure) {
            throw new AssertionError(failure);
        }
    }

    /** 20 significant digits rounded correctly, or an exact decimal in full; {@code exact} is known to more than 50 digits. */
    public static boolean isCorrectlyRounded(String text, BigDecimal exact) {
        BigDecimal value = new BigDecimal(text);
        if (value.precision() == 20) {
            return exact.round(new MathContext(20, RoundingMode.HALF_EVEN)).compareTo(value) == 0;
        }
        BigDecimal off = value.subtract(exact).abs();
        return value.precision() <= 40 && off.compareTo(new BigDecimal("1e-50")) < 0;
    }
}
