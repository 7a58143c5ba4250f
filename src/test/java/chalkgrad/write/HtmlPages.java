package chalkgrad.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.xml.sax.InputSource;

/** Reads pages in HTML as a browser does, and complains of what a browser would let pass. */
final class HtmlPages {
    /** What MathML Core has, of which browsers set all. */
    private static final Set<String> MATH = Set.of(
            "semantics",
            "annotation",
            "mrow",
            "mi",
            "mn",
            "mo",
            "mtext",
            "mspace",
            "mfrac",
            "msqrt",
            "msub",
            "msup",
            "msubsup",
            "munder",
            "mover",
            "munderover",
            "mtable",
            "mtr",
            "mtd");

    private static final Map<String, Integer> CHILDREN =
            Map.of("mfrac", 2, "msub", 2, "msup", 2, "msubsup", 3, "munder", 2, "mover", 2, "munderover", 3);

    private HtmlPages() {}

    /** The page, if there is nothing wrong with it. */
    static Document parsed(String html) throws Exception {
        Parser parser = Parser.htmlParser().setTrackErrors(20);
        Document page = parser.parseInput(html, "file:///page.html");
        assertThat(parser.getErrors()).isEmpty();
        assertThat(html).startsWith("<!DOCTYPE html>\n");

        assertThat(page.select("html[lang] > head > title")).hasSize(1);
        assertThat(page.select("h1")).hasSize(1);
        assertThat(page.select("main")).hasSize(1);
        assertThat(skipped(page))
                .as("a heading more than one level below the one before")
                .isEmpty();
        List<String> ids = page.select("[id]").eachAttr("id");
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(page.select("[aria-labelledby]").eachAttr("aria-labelledby")).isSubsetOf(ids);
        page.select("svg").forEach(svg -> {
            assertThat(svg.attr("role")).isEqualTo("img");
            assertThat(svg.select("desc")).hasSize(1);
        });
        assertThat(page.select("thead th:not([scope])")).isEmpty();

        assertNothingIsLoaded(page);
        for (Element math : page.select("math")) {
            assertSound(math);
        }
        // A strict reader of the same formulas: jsoup would close what was left open.
        for (Element math : page.select("math")
                .asList()
                .subList(0, Math.min(40, page.select("math").size()))) {
            assertThat(html).contains("<math><semantics>");
            DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(math.outerHtml())));
        }
        return page;
    }

    private static List<String> skipped(Document page) {
        var skipped = new ArrayList<String>();
        int before = 0;
        for (Element heading : page.select("h1, h2, h3, h4, h5, h6")) {
            int level = heading.tagName().charAt(1) - '0';
            if (level > before + 1) {
                skipped.add(heading.text());
            }
            before = level;
        }
        return skipped;
    }

    private static void assertNothingIsLoaded(Document page) {
        assertThat(page.select("script")).hasSizeLessThanOrEqualTo(1);
        assertThat(
                        page.select(
                                "link, img, iframe, object, embed, form, base, image, use, foreignObject, a:not(.skip, .contents a)"))
                .isEmpty();
        assertThat(page.select(".contents a").eachAttr("href"))
                .allSatisfy(href -> assertThat(page.select("h2" + href)).hasSize(1));
        for (Element element : page.getAllElements()) {
            for (Attribute attribute : element.attributes()) {
                assertThat(attribute.getKey()).doesNotStartWith("on").isNotIn("src", "srcset", "action", "formaction");
            }
        }
        assertThat(page.select("style").html()).doesNotContain("@import", "url(");
    }

    private static void assertSound(Element math) {
        for (Element element : math.select("*")) {
            if (element != math) {
                assertThat(element.tagName()).isIn(MATH);
            }
            Integer children = CHILDREN.get(element.tagName());
            if (children != null) {
                assertThat(element.childrenSize()).as(element.outerHtml()).isEqualTo(children);
            }
        }
        assertThat(math.select("> semantics > annotation")).hasSize(1);
    }
}
