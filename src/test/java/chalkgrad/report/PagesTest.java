package chalkgrad.report;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.Pipeline;
import chalkgrad.evaluate.Solution;
import chalkgrad.model.Problem.Detail;
import chalkgrad.publish.Publisher;
import chalkgrad.typeset.Profile;
import chalkgrad.write.Formats;
import chalkgrad.write.Messages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What readers met on pages and what stands there instead; how many pages a solution takes. */
class PagesTest {
    /** A problem, what its solution has to say and what it must not; formulas without spaces. */
    static List<Arguments> pages() {
        return List.of(
                // an index on a number
                page(
                        "{given: {x: [1, 2, 5], s: 4}, nodes: {y: 'max(0, x - s)', L: sum(y)}, output: L}",
                        List.of("\\partialy_{i}}{\\partials}"),
                        List.of("s_{i}")),
                // a Jacobian of one row and one column
                page(
                        "{given: {W: [1, 2], x: [0.3, 0.4], u: 0.5}, nodes: {a: 'tanh(dot(W, x) + u)'}, output: a}",
                        List.of("\\frac{\\partiala}{\\partialu}&=1-a^{2}"),
                        List.of("\\begin{pmatrix}0.150527\\end{pmatrix}")),
                // a Jacobian as bare numbers
                page(
                        "{given: {y: [1, 2], s: [3, 5]}, nodes: {L: 1/2*sum((y-s)^2)}, output: L, wrt: [y]}",
                        List.of("\\frac{\\partialL}{\\partialy}&=y-s="),
                        List.of("\\frac{\\partialL}{\\partials}", "\\frac{1}{2}\\times2")),
                // a maximum of three
                page(
                        "{given: {a: 1, b: 3, c: 2}, nodes: {m: 'max(a, b, c)', f: m^2}, output: f}",
                        List.of("\\frac{\\partialf}{\\partialb}&=\\frac{\\partialf}{\\partialm}=6"),
                        List.of("1+0+0", "6\\times0")),
                // entries that do not win
                page(
                        "{given: {x: [1, 2, 5, 4, 3, 1, 2, 9]}, nodes: {m: max(x), L: m^2}, output: L}",
                        List.of("thewinningentry"),
                        List.of("\\mathbf{1}(x=")),
                // a row beside a batch
                page(
                        "{given: {X: [[1, 2], [3, 4]], W: [[1, 0], [0, 1]], b: [10, 20]}, nodes: {Y: X @ W + b, L: sum(Y)}, output: L}",
                        List.of("b&=\\begin{pmatrix}10&20\\end{pmatrix}", "addedtoeachrow"),
                        List.of("\\begin{pmatrix}10\\\\20\\end{pmatrix}")),
                // a vector on the left of a matrix
                page(
                        "{given: {o: [1, 2], W: [[1, 0], [0, 1]]}, nodes: {y: o @ W, L: sum(y)}, output: L}",
                        List.of("y&=o\\,W="),
                        List.of("W^{\\top}\\,o")),
                // a softmax of each row
                page(
                        "{given: {S: [[1, 2], [0, 1]], V: [[1], [2]]}, nodes: {A: softmax(S), L: sum(A @ V)}, output: L}",
                        List.of("\\frac{\\partialL}{\\partialS_{11}}&=", "forthefirstrow"),
                        List.of("\\mathbf{1}^{\\top}")),
                // a quotient in one piece
                page(
                        "{given: {x: 2, c: 3, v: 1, a: 0.01}, nodes: {y: x*c/sqrt(v+a)}, output: y, wrt: [v]}",
                        List.of("-\\frac{x\\,c}{2\\,(v+a)\\,\\sqrt{v+a}}"),
                        List.of("\\partialx}", "\\sqrt{v+a}^{2}")),
                // what nobody asked for
                page(
                        "{given: {h0: 0, x1: 1, w: 0.6, u: 0.4, t: 4}, nodes: {h1: sigmoid(w*x1 + u*h0), L: (h1 - t)^2}, output: L, "
                                + "wrt: [w, u]}",
                        List.of("\\partialw}"),
                        List.of("\\partialx_{1}}", "\\partialt}", "\\partialh_{0}}")),
                // functions of a user's own
                page(
                        "{inputs: {x: 1}, targets: {o: 1}, layers: [{units: 1, activation: 'max(0.1*z, z)', weights: [[0.5]]}, "
                                + "{units: [o], activation: z^2, weights: [[0.5]]}], loss: half_sse}",
                        List.of("f(z)=\\max(0.1\\,z,z)", "g(z)=z^{2}", "&z>0\\\\"),
                        List.of("0.1\\,z-z", "0.9\\,z")));
    }

    private static Arguments page(String problem, List<String> says, List<String> not) {
        return Arguments.of(problem, says, not);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void whatReadersMet(String problem, List<String> says, List<String> not) {
        String page = new String(Pipeline.publish(new Pipeline().solution(problem), "md"), StandardCharsets.UTF_8)
                .replaceAll("\\s", "");
        assertThat(page).contains(says).doesNotContain(not);
    }

    private static final String TWO = """
            inputs: {x1: 0.1, x2: 0.2}
            targets: {o1: 0.4, o2: 0.6}
            layers:
              - {units: [h1, h2], activation: sigmoid, weights: [[0.3, 0.25], [0.4, 0.35]], biases: {b1: 0.1}}
              - {units: [o1, o2], activation: sigmoid, weights: [[0.45, 0.4], [0.7, 0.6]], biases: {b2: 0.2}}
            loss: half_sse
            learning_rate: 0.5
            """;

    private static final String BATCH = """
            samples:
              - {inputs: {x1: 0.1, x2: 0.2, x3: 0.5}, targets: {o1: 0.4, o2: 0.6}}
              - {inputs: {x1: 0.3, x2: 0.7, x3: 0.1}, targets: {o1: 0.1, o2: 0.9}}
            layers:
              - {units: [h1, h2], activation: sigmoid, weights: [[0.3, 0.25, 0.1], [0.4, 0.35, 0.2]], biases: {b1: 0.1}}
              - {units: [o1, o2], activation: sigmoid, weights: [[0.45, 0.4], [0.7, 0.6]], biases: {b2: 0.2}}
            loss: half_sse
            learning_rate: 0.5
            """;

    @ParameterizedTest
    @EnumSource(
            value = Detail.class,
            names = {"BRIEF", "STANDARD"})
    void aSolutionTakesAFewPages(Detail detail) throws Exception {
        for (String text : List.of(TWO, Pipeline.example("wikidocs.yaml"))) {
            for (Profile notation : Profile.ALL) {
                for (String language : Messages.LANGUAGES) {
                    assertThat(pages(text, detail, notation, language))
                            .as("%s %s %s", detail, notation.name(), language)
                            // With biases the matrix form stands beside that by units, and takes a page more.
                            .isLessThanOrEqualTo(
                                    detail == Detail.BRIEF ? 2 : notation.matrices() && text.equals(TWO) ? 5 : 4);
                }
            }
        }
        assertThat(pages(BATCH, detail, Profile.ALL.get(0), "en")).isLessThanOrEqualTo(5);
    }

    private static int pages(String text, Detail detail, Profile notation, String language)
            throws IOException, Publisher.Failure {
        Solution solution = new Pipeline().solution("detail: " + detail.name().toLowerCase(Locale.ROOT) + "\n" + text);
        var order = new Publisher.Order(Optional.of(language), Optional.of(notation), false, false, false, false);
        byte[] pdf = Publisher.create(List.of(Formats.named("pdf").orElseThrow()), Optional.empty(), false)
                .publish(solution, order)
                .get(0)
                .content();
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return document.getNumberOfPages();
        }
    }
}
