package chalkgrad.publish;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.Golden;
import chalkgrad.Pipeline;
import chalkgrad.check.Hand;
import chalkgrad.check.Marking;
import chalkgrad.evaluate.Solution;
import chalkgrad.publish.Publisher.Product;
import chalkgrad.write.Formats;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is handed back: the marked copy in each format, and the results as data. */
class MarkedCopyTest {
    private static final Solution SOLUTION = new Pipeline().ofExample("wikidocs.yaml");

    static List<Product> copies(Marking marking, String language, String... formats) {
        try {
            var order = new Publisher.Order(Optional.of(language), Optional.empty(), false, false, false, false);
            return Publisher.create(
                            Arrays.stream(formats)
                                    .map(name -> Formats.named(name).orElseThrow())
                                    .toList(),
                            Optional.empty(),
                            false)
                    .copies(SOLUTION, order)
                    .of(marking, "work");
        } catch (Publisher.Failure failure) {
            throw new AssertionError(failure);
        }
    }

    private static Marking marking(String name) {
        return (name.equals("mina") ? Hand.mina() : Hand.all()).marking();
    }

    private static String text(Product product) {
        return new String(product.content(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({"mina, en", "mina, ko", "all, en", "all, ko"})
    void theCopyInEachFormat(String name, String language) {
        List<Product> copies = copies(marking(name), language, "md", "tex", "html", "json");
        assertThat(copies.stream().map(Product::fileName))
                .containsExactly("work-marked.md", "work-marked.tex", "work-marked.html", "work.json");
        String file = "check/" + name + "-" + language;
        Golden.check(file + ".md", text(copies.get(0)));
        String tex = text(copies.get(1));
        Golden.check(file + ".tex", tex.substring(tex.indexOf("\\begin{document}")));
        String html = text(copies.get(2));
        Golden.check(file + ".main.html", html.substring(html.indexOf("<main"), html.indexOf("</main>")));
        Golden.check(file + ".json", text(copies.get(3)));
    }
}
