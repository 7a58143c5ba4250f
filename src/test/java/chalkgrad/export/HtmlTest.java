package chalkgrad.export;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.write.Hostile;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.w3c.dom.Element;

/** What MathJax and a browser make of a text. */
class HtmlTest {
    static final List<String> TEXTS = Hostile.TEXTS;

    /** Where MathJax begins a formula, by its own defaults. */
    private static final Pattern FORMULA = Pattern.compile("\\\\\\(|\\\\\\[|\\$\\$|\\\\begin\\{");

    @ParameterizedTest
    @FieldSource("TEXTS")
    void noTextBecomesAFormula(String text) {
        assertThat(formulas(text)).isEqualTo(formulas("x"));
    }

    private static long formulas(String text) {
        return Handmade.booklet("001", 1, text).entries().stream()
                .mapToLong(entry -> {
                    Element shown = Read.html(new Html(Html.Look.MOODLE, figure -> "x.svg").of(entry.stem()));
                    return Read.texts(shown).stream()
                            .mapToLong(run -> FORMULA.matcher(run).results().count())
                            .sum();
                })
                .sum();
    }

    @ParameterizedTest
    @FieldSource("TEXTS")
    void aDescriptionStaysInItsAttribute(String text) {
        Handmade.booklet("001", 1, text).entries().forEach(entry -> {
            Element shown = Read.html(new Html(Html.Look.BARE, figure -> "x.svg").of(entry.stem()));
            Read.below(shown, "img").forEach(image -> {
                assertThat(image.getAttributes().getLength()).isEqualTo(2);
                assertThat(image.getAttribute("src")).isEqualTo("x.svg");
            });
        });
    }
}
