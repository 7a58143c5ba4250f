package chalkgrad.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.of;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Word files, element by element. */
class WordDocumentTest {
    private static final String SPACES = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
            + " xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\""
            + " xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" xmlns:v=\"urn:v\"";

    static byte[] zip(Map<String, String> entries) {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static byte[] word(String body) {
        return zip(Map.of(
                "word/document.xml",
                "<?xml version=\"1.0\"?><w:document " + SPACES + "><w:body>" + body + "</w:body></w:document>"));
    }

    private static String p(String inside) {
        return "<w:p>" + inside + "</w:p>";
    }

    private static String r(String text) {
        return "<w:r><w:t>" + text + "</w:t></w:r>";
    }

    private static String m(String text) {
        return "<m:r><m:t>" + text + "</m:t></m:r>";
    }

    private static String e(String text) {
        return "<m:e>" + m(text) + "</m:e>";
    }

    static Stream<Arguments> formulas() {
        return Stream.of(
                of("<m:f><m:num>" + m("∂E") + "</m:num><m:den>" + m("∂w") + "</m:den></m:f>", "\\frac{∂E}{∂w}"),
                of(
                        "<m:f><m:fPr><m:type m:val=\"lin\"/></m:fPr><m:num>" + m("1") + "</m:num><m:den>" + m("2")
                                + "</m:den></m:f>",
                        "\\frac{1}{2}"),
                of("<m:sSub>" + e("w") + "<m:sub>" + m("5") + "</m:sub></m:sSub>", "w_{5}"),
                of("<m:sSup>" + e("net") + "<m:sup>" + m("2") + "</m:sup></m:sSup>", "{net}^{2}"),
                of("<m:sSup>" + e("f") + "<m:sup>" + m("′") + "</m:sup></m:sSup>", "f′"),
                of(
                        "<m:sSubSup>" + e("w") + "<m:sub>" + m("5") + "</m:sub><m:sup>" + m("+")
                                + "</m:sup></m:sSubSup>",
                        "w_{5}^{+}"),
                of(
                        "<m:sPre><m:sub>" + m("1") + "</m:sub><m:sup>" + m("2") + "</m:sup>" + e("x") + "</m:sPre>",
                        "{}_{1}^{2}x"),
                of("<m:rad><m:radPr><m:degHide m:val=\"1\"/></m:radPr><m:deg/>" + e("x") + "</m:rad>", "\\sqrt{x}"),
                of("<m:rad><m:deg>" + m("3") + "</m:deg>" + e("x") + "</m:rad>", "\\sqrt[3]{x}"),
                of(
                        "<m:nary><m:naryPr><m:chr m:val=\"∑\"/></m:naryPr><m:sub>" + m("i=1") + "</m:sub><m:sup>"
                                + m("n") + "</m:sup>" + e("x") + "</m:nary>",
                        "\\sum_{i=1}^{n} x"),
                of(
                        "<m:nary><m:naryPr><m:chr m:val=\"∑\"/><m:subHide m:val=\"1\"/><m:supHide m:val=\"on\"/></m:naryPr><m:sub/><m:sup/>"
                                + e("x") + "</m:nary>",
                        "\\sum x"),
                of("<m:d>" + e("x") + "</m:d>", "\\left( x \\right)"),
                of(
                        "<m:d><m:dPr><m:begChr m:val=\"[\"/><m:endChr m:val=\"]\"/></m:dPr>" + e("a") + e("b")
                                + "</m:d>",
                        "\\left[ a|b \\right]"),
                of(
                        "<m:d><m:dPr><m:begChr m:val=\"|\"/><m:endChr m:val=\"|\"/></m:dPr>" + e("x") + "</m:d>",
                        "\\left| x \\right|"),
                of(
                        "<m:d><m:dPr><m:begChr m:val=\"[\"/><m:endChr m:val=\"]\"/></m:dPr><m:e><m:m><m:mPr/><m:mr>"
                                + e("1") + e("2") + "</m:mr><m:mr>" + e("3") + e("4") + "</m:mr></m:m></m:e></m:d>",
                        "\\begin{bmatrix}1 & 2 \\\\ 3 & 4\\end{bmatrix}"),
                of(
                        "<m:d><m:dPr><m:begChr m:val=\"{\"/><m:endChr m:val=\"\"/></m:dPr><m:e><m:eqArr>"
                                + e("z, z&amp;&gt;0") + e("0, z&amp;≤0") + "</m:eqArr></m:e></m:d>",
                        "\\begin{cases}z, z&>0 \\\\ 0, z&≤0\\end{cases}"),
                of("<m:acc><m:accPr><m:chr m:val=\"̂\"/></m:accPr>" + e("y") + "</m:acc>", "\\hat{y}"),
                of("<m:acc>" + e("y") + "</m:acc>", "\\hat{y}"),
                of("<m:bar><m:barPr><m:pos m:val=\"top\"/></m:barPr>" + e("x") + "</m:bar>", "\\bar{x}"),
                of("<m:func><m:fName>" + m("tanh") + "</m:fName><m:e>" + m("z") + "</m:e></m:func>", "\\tanh z"),
                of(
                        "<m:func><m:fName><m:limLow>" + e("max") + "<m:lim>" + m("i")
                                + "</m:lim></m:limLow></m:fName><m:e>" + m("z") + "</m:e></m:func>",
                        "\\max_{i}z"),
                of("<m:r><m:rPr><m:sty m:val=\"p\"/></m:rPr><m:t>net</m:t></m:r>", "\\mathrm{net}"),
                of("<m:r><m:rPr><m:nor/></m:rPr><m:t>if</m:t></m:r>", "\\text{if}"),
                of(m("w_new=50%") + m("{a}"), "w_{new}=50\\%\\{a\\}"),
                of(
                        "<m:limLow><m:e><m:groupChr>" + e("a+b") + "</m:groupChr></m:e><m:lim>" + m("net")
                                + "</m:lim></m:limLow>",
                        "a+b"),
                of("<m:borderBox>" + e("x") + "</m:borderBox>", "x"),
                of(
                        "<m:borderBox><m:borderBoxPr><m:strikeH m:val=\"1\"/></m:borderBoxPr>" + e("x")
                                + "</m:borderBox>" + m("y"),
                        "y"),
                of("<m:phant><m:phantPr><m:show m:val=\"0\"/></m:phantPr>" + e("x") + "</m:phant>" + m("y"), "y"),
                of(m("a") + "<w:del>" + m("b") + "</w:del><w:ins>" + m("c") + "</w:ins>", "ac"),
                of("<m:r><w:rPr><w:strike/></w:rPr><m:t>x</m:t></m:r>" + m("y"), "y"));
    }

    @ParameterizedTest
    @MethodSource("formulas")
    void aFormulaIsLatex(String omml, String latex) {
        String text = Taken.source("a.docx", word(p("<m:oMath>" + omml + "</m:oMath>")))
                .text();
        assertThat(text.replaceAll("\\\\(tanh|max) ", "\\\\$1 ")).isEqualTo("$$" + latex + "$$");
    }

    static Stream<Arguments> paragraphs() {
        return Stream.of(
                of(
                        p(r("so w") + "<w:r><w:rPr><w:vertAlign w:val=\"subscript\"/></w:rPr><w:t>5</w:t></w:r>"
                                + r(" = 0.4")),
                        "so w_{5} = 0.4"),
                of(
                        p(r("so ") + "<m:oMath>" + m("a=1") + "</m:oMath><m:oMath>" + m("=2") + "</m:oMath>"),
                        "so $a=1 =2$"),
                of(p(r("x") + "<w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>2</w:t></w:r>"), "x^{2}"),
                of(p("<w:r><w:rPr><w:strike/></w:rPr><w:t>a = 1</w:t></w:r>" + r("b = 2")), "b = 2"),
                of(p("<w:r><w:rPr><w:strike w:val=\"false\"/></w:rPr><w:t>a = 1</w:t></w:r>"), "a = 1"),
                of(p("<w:r><w:rPr><w:vanish/></w:rPr><w:t>a = 1</w:t></w:r>" + r("b")), "b"),
                of(p("<w:del><w:r><w:delText>a</w:delText></w:r></w:del><w:ins>" + r("b") + "</w:ins>"), "b"),
                of(p("<w:r><w:t>a = 1</w:t><w:br/><w:t>b = 2</w:t></w:r>"), "a = 1\nb = 2"),
                of(
                        p("<w:hyperlink>" + r("here") + "</w:hyperlink>" + "<w:r><w:tab/><w:t>E = 1</w:t></w:r>"),
                        "here   E = 1"),
                of(
                        p("<m:oMathPara><m:oMath><m:eqArr>" + e("a&amp;=1") + e("&amp;=2")
                                + "</m:eqArr></m:oMath></m:oMathPara>"),
                        "$$a =1$$\n$$=2$$"),
                of(
                        p("<m:oMathPara><m:oMath>" + m("a=1") + "</m:oMath><m:oMath>" + m("b=2")
                                + "</m:oMath></m:oMathPara>"),
                        "$$a=1$$\n$$b=2$$"),
                of(p("<w:r><w:sym w:font=\"Symbol\" w:char=\"F064\"/><w:t> = 1</w:t></w:r>"), "δ = 1"),
                of(p("<w:pPr><w:numPr/></w:pPr>" + r("a = 1")), "- a = 1"),
                of("<w:sdt><w:sdtContent>" + p(r("a = 1")) + "</w:sdtContent></w:sdt>", "a = 1"),
                of(
                        p(r("a") + "<w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent>" + p(r("b = 2"))
                                + "</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>"
                                + p(r("b = 2"))
                                + "</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>"),
                        "a\nb = 2"),
                of(
                        "<w:tbl><w:tr><w:tc>" + p(r("w")) + "</w:tc><w:tc>" + p(r("1")) + p(r("2"))
                                + "</w:tc></w:tr><w:tr><w:tc>" + p(r("|a|")) + "</w:tc><w:tc>"
                                + p("<m:oMathPara><m:oMath>" + m("b") + "</m:oMath></m:oMathPara>")
                                + "</w:tc></w:tr></w:tbl>",
                        "| w | 1; 2 |\n|---|---|\n| \\vert a\\vert  | $b$ |"));
    }

    @ParameterizedTest
    @MethodSource("paragraphs")
    void aParagraphIsALine(String body, String text) {
        assertThat(Taken.source("a.docx", word(body)).text().stripTrailing()).isEqualTo(text);
    }

    @Test
    void aFormulaOfAnotherProgramIsInDoubt() {
        Source source = Taken.source("a.docx", word(p(r("a = 1")) + p(r("so ") + "<w:r><w:object/></w:r>")));
        assertThat(source.text()).isEqualTo("a = 1\nso [formula]");
        assertThat(source.doubts()).isEqualTo(Map.of(2, Doubt.PICTURE));
        assertThat(source.places().get(1)).hasToString("paragraph 2");
    }

    static Stream<Arguments> traps() {
        String entities = "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>";
        String outside = "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>";
        return Stream.of(
                of(
                        Map.of("word/document.xml", entities + "<a>&b;</a>"),
                        "the Word file cannot be read: DOCTYPE is disallowed"),
                of(
                        Map.of("word/document.xml", outside + "<a>&a;</a>"),
                        "the Word file cannot be read: DOCTYPE is disallowed"),
                of(
                        Map.of("word/document.xml", "<a>".repeat(5000) + "</a>".repeat(5000)),
                        "the Word file cannot be read: "),
                of(Map.of("word/document.xml", "<a"), "the Word file cannot be read: "),
                of(Map.of("xl/workbook.xml", ""), "this is a workbook; expected"),
                of(Map.of("ppt/presentation.xml", ""), "these are slides; save them as a PDF"),
                of(Map.of("mimetype", "", "content.xml", ""), "this is an OpenDocument file; save it as .docx"),
                of(
                        Map.of("../../etc/passwd", "a = 1"),
                        "this is an archive, and archives inside others are not opened"));
    }

    @ParameterizedTest
    @MethodSource("traps")
    void trapsAreRefused(Map<String, String> entries, String message) {
        assertThat(Taken.refusal("a.docx", zip(new LinkedHashMap<>(entries)))).startsWith(message);
    }

    /** 300 MB of blanks in 300 kB, in the entry that is wanted and in one that is not. */
    @ParameterizedTest
    @org.junit.jupiter.params.provider.ValueSource(strings = {"word/document.xml", "word/media/image.png"})
    void aBombIsNotUnpacked(String name) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(name));
            byte[] megabyte = new byte[1 << 20];
            for (int i = 0; i < 300; i++) {
                zip.write(megabyte);
            }
        }
        assertThat(Taken.refusal("a.docx", out.toByteArray()))
                .startsWith("it unpacks to far more than any derivation has");
    }
}
