package chalkgrad.publish;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.Golden;
import chalkgrad.Pipeline;
import chalkgrad.check.Hand;
import chalkgrad.check.Marking;
import chalkgrad.check.Remark;
import chalkgrad.check.Verdict;
import chalkgrad.check.Wording;
import chalkgrad.evaluate.Solution;
import chalkgrad.publish.Publisher.Product;
import chalkgrad.write.Formats;
import chalkgrad.write.Messages;
import chalkgrad.write.pdf.Vera;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

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

    @ParameterizedTest
    @CsvSource({"mina, en", "mina, ko", "all, en", "all, ko"})
    void theCopyInPdfIsAccessibleAndCanBeArchived(String name, String language) {
        Product pdf = copies(marking(name), language, "pdf").get(0);
        assertThat(pdf.fileName()).isEqualTo("work-marked.pdf");
        assertThat(pdf.warnings()).isEmpty();
        assertThat(Vera.complaints(pdf.content())).isEmpty();
    }

    static List<String> hostile() {
        return List.of(
                "<script>alert(1)</script>",
                "<img src=x onerror=alert(1)>",
                "](javascript:alert(1)) ![x](http://evil/)",
                "\\input{/etc/passwd} \\write18{rm -rf} \\end{document}",
                "`` ` ```$`x`$ </code> -->",
                "[=page.title] [#include \"x\"] ${x} <#list>",
                "\u202egnp.exe \u0000\u0007 \ud800",
                "| a | b |\r\n# heading",
                "x".repeat(5000),
                "&lt;b&gt; &#60; %PDF-1.7 endobj");
    }

    /** What a writer wrote, and what a judge quotes of it, is text in every format: also where it stands for a formula. */
    @ParameterizedTest
    @MethodSource("hostile")
    void hostileTextsStayTexts(String text) {
        var hand = new Hand(
                text + ".md", "z = 1\n" + text.replaceAll("\\R", " ") + "\nq = " + text.replaceAll("\\R", " "));
        hand.unread(3, 5, text.lines().findFirst().orElse(""));
        hand.judged(
                1,
                text,
                Verdict.WRONG,
                Optional.empty(),
                Optional.of(text),
                Optional.of(text),
                List.of(),
                List.of(Remark.of(Wording.UNKNOWN, Remark.words(text))));
        for (String language : Messages.LANGUAGES) {
            List<Product> copies = copies(hand.marking(), language, "html", "md", "tex", "pdf", "json");
            Document html = Jsoup.parse(text(copies.get(0)));
            assertThat(html.select("script, img, a, iframe, b, input")).isEmpty();
            assertThat(html.select(".jotting")).hasSizeBetween(2, 3);
            Node md = Parser.builder().build().parse(text(copies.get(1)));
            md.accept(new AbstractVisitor() {
                @Override
                public void visit(HtmlInline node) {
                    assertThat(node.getLiteral()).isIn("<sub>", "</sub>", "<code>", "</code>");
                }

                @Override
                public void visit(HtmlBlock node) {
                    assertThat(node.getLiteral()).startsWith("<sub>");
                }

                @Override
                public void visit(Link node) {
                    throw new AssertionError(node.getDestination());
                }

                @Override
                public void visit(Image node) {
                    throw new AssertionError(node.getDestination());
                }
            });
            assertThat(text(copies.get(2)).replace("\\end{document}\n", ""))
                    .doesNotContain("\\input", "\\write18", "\\end{document}");
            assertThat(Vera.complaints(copies.get(3).content())).isEmpty();
            assertThat(json(copies.get(4)).at("/lines/1/verdict").asText()).isEqualTo("wrong");
        }
    }

    private static JsonNode json(Product product) {
        try {
            return new ObjectMapper().readTree(product.content());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aVeryLongTextIsCutWithANote() {
        var hand = new Hand("long.md", "words\n".repeat(1500) + "z = 1\n");
        String copy = text(copies(hand.marking(), "en", "md").get(0));
        assertThat(copy.lines().filter(line -> line.startsWith("<sub>"))).hasSize(1000);
        assertThat(copy).contains("The copy ends here, before line 1001");
    }
}
