package chalkgrad.write;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.Golden;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole documents, kept beside the code and read by people. */
class GoldenFilesTest {
    @ParameterizedTest
    @CsvSource({"en, tex", "en, md", "ko, tex", "ko, md"})
    void aSamplePageIsWrittenAsTheGoldenFileSays(String language, String format) throws TemplateFault {
        Page page = language.equals("ko") ? Samples.korean() : Samples.english();

        Rendered rendered =
                new TemplateWriter().write(page, Formats.named(format).orElseThrow(), "sample-" + language);

        Golden.check("write/sample-" + language + "." + format, rendered.text());
        for (Sidecar sidecar : rendered.sidecars()) {
            Golden.check("write/" + sidecar.fileName(), new String(sidecar.content(), StandardCharsets.UTF_8));
            assertThat(rendered.text()).contains("](" + sidecar.fileName() + ")");
        }
    }

    /** Of a page in HTML what it says; its style and script are the same for all pages. */
    @ParameterizedTest
    @ValueSource(strings = {"en", "ko"})
    void aSamplePageInHtmlSaysWhatTheGoldenFileSays(String language) throws TemplateFault {
        Page page = language.equals("ko") ? Samples.korean() : Samples.english();

        String text = new TemplateWriter()
                .write(page, Formats.named("html").orElseThrow(), "sample-" + language)
                .text();

        String end = "</main>\n";
        Golden.check(
                "write/sample-" + language + ".main.html",
                text.substring(text.indexOf("<main"), text.indexOf(end) + end.length()));
    }
}
