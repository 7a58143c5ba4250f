package chalkgrad.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TexEngineTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String SECRET = "only-for-the-owner-of-this-file";

    private final Optional<TexEngine> engine = TexEngine.find();

    @TempDir
    Path outside;

    @BeforeEach
    void texIsInstalled() {
        assumeTrue(engine.isPresent(), "xelatex and xdvipdfmx are not both installed");
        TexSetup.require("xelatex", "en");
    }

    @Test
    void setsADocument() throws Exception {
        var pdf = (TexResult.Pdf) run(document("Hello $w_5^+$"));
        assertThat(pdf.warnings()).isEmpty();
        assertThat(textOf(pdf)).contains("Hello");
    }

    @Test
    void runsAgainUntilReferencesAreKnown() throws Exception {
        var pdf = (TexResult.Pdf) run(document("\\tableofcontents\\section{First}\\newpage See page \\pageref{x}!"
                + "\\newpage\\section{Second}\\label{x}"));
        assertThat(pdf.warnings()).isEmpty();
        assertThat(textOf(pdf)).contains("See page 3!").containsPattern("Second\\s+3");
    }

    @Test
    void theSameSourceGivesTheSameBytes() {
        String source = document("\\section{A} $x$ \\today");
        assertThat(Arrays.equals(((TexResult.Pdf) run(source)).bytes(), ((TexResult.Pdf) run(source)).bytes()))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\\hbox to 1pt{\\hskip 900pt}\\noindent\\rule{900pt}{1pt} | Overfull \\hbox",
                "\\char\"AC00 | Missing character",
                "\\ref{nowhere} | Reference `nowhere' on page 1 undefined",
            })
    void tellsWhatIsWrongOnThePage(String body, String warning) {
        var pdf = (TexResult.Pdf) run(document(body));
        assertThat(pdf.warnings()).anySatisfy(line -> assertThat(line).contains(warning));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\\usepackage{no-such-thing}\\begin{document}x\\end{document} | the LaTeX package no-such-thing.sty is not installed; install it (Debian: ",
                "\\font\\x=nosuchfont \\x a | the font nosuchfont is not installed; install it (Debian: ",
                "\\undefinedthing | Undefined control sequence",
                "\\input{/etc/passwd} | /etc/passwd",
                "\\begin{document}\\end{document} | the document has no pages",
                "\\begin{document}$x\\end{document} | Missing $ inserted",
                "\\begin{document} | TeX reports",
            })
    void saysWhyThereIsNoDocument(String body, String reason) {
        var failed = (TexResult.Failed) run("\\documentclass{article}" + body + "\n");
        assertThat(failed.reason()).contains(reason).doesNotContain("\n");
    }

    @Test
    void showsTheLineOfTheError() {
        var failed = (TexResult.Failed) run(document("fine\n\nnot \\fine here"));
        assertThat(failed.logExcerpt()).anySatisfy(line -> assertThat(line).contains("\\fine"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\newread\\r\\openin\\r=FILE \\ifeof\\r none\\else\\read\\r to\\x\\x\\fi",
                "\\input{FILE}",
                "\\special{pdf:fstream @x (FILE)}\\special{pdf:put @catalog <</X @x>>}",
                "\\special{ pdf: fstream @x (FILE)}\\special{pdf:put @catalog <</X @x>>}",
                "\\special{dvipdfmx:config D \"cat FILE > '%o'\"}\\special{psfile=page.eps}",
                "\\special{pdf:image (FILE)}",
                "\\XeTeXpicfile \"FILE\" \\relax",
                "\\immediate\\write18{cp FILE page.txt}\\input{page.txt}",
            })
    void readsNothingOutside(String body) throws Exception {
        Path file = Files.writeString(outside.resolve("secret.txt"), SECRET);
        TexResult result = run(document("text " + body.replace("FILE", file.toString())));
        assertThat(everythingIn(result)).noneMatch(part -> part.contains(SECRET));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\newwrite\\w\\immediate\\openout\\w=FILE \\immediate\\write\\w{x}",
                "\\newwrite\\w\\immediate\\openout\\w=../pdf/dvipdfmx.cfg \\immediate\\write\\w{x}\\immediate\\write18{touch FILE}",
                "\\immediate\\write18{touch FILE}",
                "\\newread\\r\\openin\\r=\"|touch FILE\"",
            })
    void writesNothingOutside(String body) {
        Path file = outside.resolve("written.txt");
        assertThat(run(document("text " + body.replace("FILE", file.toString()))))
                .isNotNull();
        assertThat(file).doesNotExist();
        assertThat(outside).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\def\\x{\\x}\\x", "\\loop\\iftrue\\repeat"})
    void endsWhatDoesNotEnd(String body) {
        var failed = (TexResult.Failed) engine.orElseThrow().run(document(body), Duration.ofSeconds(2));
        assertThat(failed.reason()).isEqualTo("TeX took longer than 2.0 s");
        assertThat(ProcessHandle.current()
                        .descendants()
                        .filter(ProcessHandle::isAlive)
                        .toList())
                .isEmpty();
    }

    @Test
    void endsWhatFillsTheDisk() {
        var failed = (TexResult.Failed) run(document("\\def\\x{\\typeout{" + "x".repeat(5000) + "}\\x}\\x"));
        assertThat(failed.reason()).isEqualTo("TeX wrote more than 64 MB");
    }

    @Test
    void leavesNoFilesBehind() throws Exception {
        List<Path> before = own();
        run(document("x"));
        run(document("\\undefinedthing"));
        assertThat(own()).isEqualTo(before);
    }

    private TexResult run(String source) {
        return engine.orElseThrow().run(source, LIMIT);
    }

    private static String document(String body) {
        return "\\documentclass{article}\n\\begin{document}\n" + body + "\n\\end{document}\n";
    }

    private static List<Path> own() throws Exception {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith("chalkgrad-tex-"))
                    .sorted()
                    .toList();
        }
    }

    private static String textOf(TexResult.Pdf pdf) throws Exception {
        try (PDDocument document = Loader.loadPDF(pdf.bytes())) {
            return new PDFTextStripper().getText(document);
        }
    }

    private static List<String> everythingIn(TexResult result) throws Exception {
        var parts = new ArrayList<String>();
        if (result instanceof TexResult.Failed failed) {
            parts.add(failed.reason());
            parts.addAll(failed.logExcerpt());
        } else if (result instanceof TexResult.Pdf pdf) {
            parts.add(textOf(pdf));
            parts.addAll(pdf.warnings());
            try (PDDocument document = Loader.loadPDF(pdf.bytes())) {
                var cos = document.getDocument();
                for (var key : cos.getXrefTable().keySet()) {
                    if (cos.getObjectFromPool(key).getObject() instanceof COSStream stream) {
                        try (var in = stream.createInputStream()) {
                            parts.add(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
                        }
                    }
                }
            }
        }
        return parts;
    }
}
