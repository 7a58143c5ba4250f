package chalkgrad.write;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.report.Block;
import chalkgrad.report.Message;
import chalkgrad.write.Page.Align;
import chalkgrad.write.Page.Element;
import chalkgrad.write.Page.Figure;
import chalkgrad.write.Page.Items;
import chalkgrad.write.Page.Note;
import chalkgrad.write.Page.Run;
import chalkgrad.write.Page.Strong;
import chalkgrad.write.Page.Table;
import chalkgrad.write.Page.Tone;
import chalkgrad.write.Picture.Anchor;
import chalkgrad.write.Picture.Ink;
import chalkgrad.write.Picture.Label;
import chalkgrad.write.Picture.TextContent;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The TeX that is installed has nothing to complain of, and its pages say what was put in. */
class TexPagesTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({"en, xelatex", "en, lualatex", "en, pdflatex", "ko, xelatex", "ko, lualatex"})
    void aSamplePageHasNoComplaints(String language, String engine) throws Exception {
        Tex.Result result =
                Tex.compile(engine, write(language.equals("ko") ? Samples.korean() : Samples.english()), directory, 2);

        assertThat(result.complaints()).isEmpty();
        assertThat(result.text()).contains(language.equals("ko") ? "은닉층의 첫째 뉴런" : "The net input of");
    }

    @ParameterizedTest
    @ValueSource(strings = {"xelatex", "lualatex", "pdflatex"})
    void whatIsTooLongOrTooWideStaysWithinTheMargins(String engine) throws Exception {
        Tex.Result result = Tex.compile(engine, write(Samples.large()), directory, 2);

        assertThat(result.complaints()).isEmpty();
        assertThat(result.text().split("head 0", -1))
                .as("a table's head on each of its pages")
                .hasSizeGreaterThan(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"xelatex", "lualatex", "pdflatex"})
    void picturesOfGraphsAreDrawn(String engine) throws Exception {
        List<Block> blocks = List.of(
                new Block.Heading(1, Message.of("figure.given")),
                DrawnGraph.logistic(2),
                DrawnGraph.matrices(),
                DrawnGraph.random(3, 25),
                DrawnGraph.random(3, 40));

        Tex.Result result = Tex.compile(engine, write(DrawnGraph.page("en", Flavour.MACROS, blocks)), directory, 2);

        assertThat(result.complaints()).isEmpty();
        assertThat(result.text()).contains("exp", "0.73", "softmax", "above a line");
    }

    @ParameterizedTest
    @ValueSource(strings = {"xelatex", "lualatex", "pdflatex"})
    void hostileTextsArePrinted(String engine) throws Exception {
        List<Element> elements = new ArrayList<>();
        for (String text : Hostile.TEXTS) {
            List<Run> line = List.of(Samples.text(text));
            elements.add(Samples.heading(2, Samples.text(text)));
            if (text.length() < 100) { // hyperref's time for a bookmark grows with the square of its length
                elements.add(Samples.heading(3, new Strong(text), Samples.math("x", text)));
            }
            elements.add(Samples.paragraph(Samples.text(text), new Strong(text)));
            elements.add(new Items(List.of(line)));
            elements.add(new Note(Tone.CHECKED, line, line));
            elements.add(new Table(List.of(Align.LEFT, Align.LEFT), List.of(line, line), List.of(List.of(line, line))));
            elements.add(new Figure(
                    new Picture(
                            10, 10, List.of(new Label(0, 5, Anchor.START, 9, true, new TextContent(text), Ink.RED))),
                    text));
        }
        Tex.Result result = Tex.compile(
                engine, write(new Page(String.join(" ", Hostile.TEXTS.subList(0, 30)), "en", elements)), directory, 1);

        assertThat(result.complaints()).isEmpty();
        String printed = squeeze(result.text());
        for (String text : Hostile.TEXTS) {
            assertThat(printed).contains(squeeze(PlainText.visible(text)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"xelatex", "lualatex", "pdflatex"})
    void aCharacterThatNoFontHasIsNamed(String engine) throws Exception {
        String title = "emoji \uD83D\uDE00, a family \uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67, שלום, 漢";

        Tex.Result result = Tex.compile(
                engine, write(new Page(title, "en", List.of(Samples.heading(2, Samples.text(title))))), directory, 1);

        assertThat(result.complaints()).isEmpty();
        assertThat(squeeze(result.text())).contains("emojiU+1F600", "familyU+1F468U+1F469U+1F467", "U+05E9", "U+6F22");
    }

    @ParameterizedTest
    @ValueSource(strings = {"xelatex", "lualatex", "pdflatex"})
    void everySymbolOfTheTableIsSet(String engine) throws Exception {
        List<Element> elements = new ArrayList<>();
        TexSymbols.NAMES.keySet().stream()
                .sorted()
                .map(Character::toString)
                .forEach(symbol -> elements.add(Samples.paragraph(Samples.text(symbol), new Strong(symbol))));
        String symbols = TexSymbols.NAMES.keySet().stream()
                .sorted()
                .map(Character::toString)
                .collect(Collectors.joining(" "));
        elements.add(Samples.heading(2, Samples.text(symbols)));
        elements.add(Samples.paragraph(Samples.text(IntStream.rangeClosed(0x20, 0x17F)
                .filter(TexSymbols::inTextFont)
                .mapToObj(Character::toString)
                .collect(Collectors.joining(" ")))));
        elements.add(Samples.paragraph(Samples.text("– — ‘ ’ ‚ “ ” „ † ‡ • … ‰ ‹ › € ™ Ș ș Ț ț")));

        assertThat(Tex.compile(engine, write(new Page(symbols, "en", elements)), directory, 1)
                        .complaints())
                .isEmpty();
    }

    @Test
    void everyKoreanCharacterIsSet() throws Exception {
        String letters = IntStream.rangeClosed(0x3000, 0xD7FF)
                .filter(TexSymbols::inKoreanFont)
                .filter(c -> c < 0xAC00 || c % 7 == 0)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());

        Tex.Result result = Tex.compile(
                "xelatex", write(new Page("가", "ko", List.of(Samples.paragraph(Samples.text(letters))))), directory, 1);

        assertThat(result.complaints()).isEmpty();
    }

    /** What other tests rest on: of documents that are set together, the one that is complained of is found. */
    @Test
    void aComplaintIsAboutTheDocumentItIsIn() throws Exception {
        String wide = "\\hbox to 1pt{\\hskip 900pt\\rule{900pt}{1pt}}";
        var sources = new ArrayList<String>();
        for (String body : List.of("one", wide, "three", wide + wide)) {
            sources.add("\\documentclass{article}\n\\usepackage{hyperref}\n\\hypersetup{\n  pdftitle={" + sources.size()
                    + "},\n}\n\\begin{document}\n" + body + "\n\\end{document}\n");
        }
        sources.add(sources.get(0).replace("{article}", "{report}").replace("one", "\\cite{nothing}"));

        List<List<String>> complaints = Tex.complaintsTogether("xelatex", sources, directory);

        assertThat(complaints).extracting(List::size).containsExactly(0, 1, 0, 2, 2);
        assertThat(complaints.get(4).get(0)).contains("Citation `nothing'");
    }

    private static String write(Page page) throws TemplateFault {
        return new TemplateWriter()
                .write(page, Formats.named("tex").orElseThrow(), "page")
                .text();
    }

    private static String squeeze(String text) {
        return Normalizer.normalize(text.replaceAll("\\s", ""), Normalizer.Form.NFKC);
    }
}
