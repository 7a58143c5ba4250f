package chalkgrad.work;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.work.Work.Chain;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OutlineTest {
    private static Arguments row(String text, String... contexts) {
        return Arguments.of(text, List.of(contexts));
    }

    /** Of each formula its line, what it stands under, and the names in that. */
    static Stream<Arguments> texts() {
        return Stream.of(
                row("a = 1", "1 [] []"),
                row("# One\na = 1\n## Two\nb = 2\n# Three\nc = 3", "2 [One] []", "4 [One, Two] []", "6 [Three] []"),
                row(
                        "## Update\n**Weight $w_7$:**\n\n* Gradient = 0.08\n\n**Weight $w_8$:**\n* Gradient = 0.09",
                        "4 [Update, Weight w_7] [w_7]",
                        "7 [Update, Weight w_8] [w_8]"),
                row("### Sample 2\ny = 0.5\n### Sample 3\ny = 0.6", "2 [Sample 2] []", "4 [Sample 3] []"),
                row("Second forward pass\ny = 0.5", "2 [Second forward pass] []"),
                row("갱신\ny = 0.5\n\n두 번째 순전파:\ny = 0.6", "2 [갱신] []", "5 [두 번째 순전파] []"),
                row(
                        "- Neuron h1:\n  - z = 0.1\n- Neuron h2:\n  - z = 0.2\n- E = 0.3",
                        "2 [Neuron h1] [h_1]",
                        "4 [Neuron h2] [h_2]",
                        "5 [] []"),
                row("\\section{Update}\n\\textbf{Weight $w_7$}\n$g = 0.1$", "3 [Update, Weight w_7] [w_7]"),
                // A derivative names both; what stands before a relation is none of the heading's names.
                row("### ∂L/∂w5\ng = 0.1", "2 [∂L/∂w5] [L, w_5]"),
                row(
                        "## Update with $\\eta = 0.5$\ng = 0.1",
                        "1 [Update with \\eta = 0.5] []",
                        "2 [Update with \\eta = 0.5] []"),
                // No headings
                row("# h = 0.9\na = 1", "1 [] []", "2 [] []"),
                row("**dE/dw5 = 0.0259**\na = 1", "1 [] []", "2 [] []"),
                row("The sum of all these things is what we wanted to know in the first place.\na = 1", "2 [] []"),
                // In a listing a hash begins a remark, which is over less than a section.
                row("# Net\n```\n# Layer 1\nz = 0.1\n```\nb = 1", "4 [Net, Layer 1] []", "6 [Net, Layer 1] []"),
                row("# Net\n```\nHidden layer error:\nz = 0.1\n```", "4 [Net, Hidden layer error] []"));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void aFormulaKnowsItsHeadings(String text, List<String> contexts) {
        assertThat(Read.work("a.md", text).formulas().stream().map(OutlineTest::context))
                .as(text)
                .containsExactlyElementsOf(contexts);
    }

    private static String context(Work.Formula formula) {
        Chain chain = (Chain) formula;
        return chain.line() + " " + chain.context() + " "
                + chain.about().stream().map(WrittenName::id).collect(Collectors.joining(", ", "[", "]"));
    }
}
