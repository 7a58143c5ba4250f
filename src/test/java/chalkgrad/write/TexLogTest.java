package chalkgrad.write;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person reads of a TeX that lacks something: its name and where it is to be had, and none of TeX's own talk. */
class TexLogTest {
    private static final String TALK =
            """
            This is XeTeX, Version 3.141592653-2.6-0.999994
            entering extended mode
            **page.tex
            %s
            <to be read again>
                               \\relax
            l.4872   \\font\\XeTeXLink@font=pzdr at 1sp\\relax
            Here is how much of TeX's memory you used:
             7034 strings out of 477985
             129223 string characters out of 5844543
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "./page.tex:20: LaTeX Error: File `booktabs.sty' not found. | the LaTeX package booktabs.sty is not installed",
                "! LaTeX Error: File `hxetex.def' not found. | the LaTeX package hxetex.def is not installed",
                "/usr/share/texlive/texmf-dist/tex/latex/hyperref/hyperref.sty:4872: Font \\XeTeXLink@font=pzdr at 0.00002pt not loadable: Metric (TFM) file or installed font not found. | the font pzdr is not installed",
                "/usr/share/texlive/texmf-dist/tex/latex/base/size11.clo:54: Font TU/lmr/m/n/10.95=[lmroman10-regular]:mapping=tex-text; at 10.95pt not loadable: Metric (TFM) file or installed font not found. | the font lmroman10-regular is not installed",
                "./page.tex:9: Package fontspec Error: The font \"UnBatang.ttf\" cannot be found. | the font UnBatang.ttf is not installed",
            })
    void whatIsMissingIsNamed(String error, String reason) {
        TexResult.Failed failed = new TexLog(TALK.formatted(error)).failure();
        assertThat(failed.reason()).startsWith(reason + "; install it (Debian: ");
        assertThat(failed.logExcerpt()).isEmpty();
    }

    @Test
    void whatIsTheDocumentsFaultIsShownWithoutStatistics() {
        TexResult.Failed failed = new TexLog(TALK.formatted("./page.tex:3: Undefined control sequence.")).failure();
        assertThat(failed.reason()).isEqualTo("TeX reports: ./page.tex:3: Undefined control sequence.");
        assertThat(failed.logExcerpt())
                .hasSize(4)
                .noneMatch(line -> line.contains("memory") || line.contains("strings"));
        TexResult.Failed silent = new TexLog(TALK.formatted("nothing at all")).failure();
        assertThat(silent.reason()).isEqualTo("TeX stopped without naming an error");
        assertThat(silent.logExcerpt()).noneMatch(line -> line.contains("memory") || line.contains("strings"));
    }

    @Test
    void aTexThatDoesNotStart() {
        assertThat(new TexLog("").failure().reason())
                .startsWith("TeX did not start, so its installation is not whole; install it again (Debian: ");
    }

    @Test
    void theDriver() {
        assertThat(TexLog.ofDriver(
                                """
                                xdvipdfmx:warning: Could not locate a virtual/physical font for TFM "pzdr".
                                xdvipdfmx:warning: >> There are no valid font mapping entry for this font.
                                xdvipdfmx:fatal: Cannot proceed without .vf or "physical" font for PDF output...
                                """)
                        .reason())
                .startsWith("the font pzdr is not installed; install it");
        TexResult.Failed other = TexLog.ofDriver("xdvipdfmx:fatal: Could not open the file.\n");
        assertThat(other.reason()).isEqualTo("the PDF could not be made from TeX's pages");
        assertThat(other.logExcerpt()).containsExactly("xdvipdfmx:fatal: Could not open the file.");
    }
}
