package chalkgrad.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A user's own templates: taken file by file, held within their directory, and told what is wrong with them. */
class TemplateWriterTest {
    private static final Format TEX = Formats.named("tex").orElseThrow();
    private static final Format MD = Formats.named("md").orElseThrow();

    @TempDir
    Path own;

    @Test
    void aUsersFileStandsBeforeTheBuiltInOneAndTheOthersStay() throws Exception {
        template("md/elements/heading.ftl", "HEADING [=element.level]: [=element.text]\n");

        String text = new TemplateWriter(own).write(Samples.english(), MD, "x").text();

        assertThat(text).startsWith("# The 2-2-2 network\n").contains("HEADING 2: Forward pass\n", "**Remark**");
    }

    @Test
    void aTemplateCanGoThroughEverythingThatItsCommentNames() throws Exception {
        template("tex/document.ftl", """
                [=page.title] [=page.language] [=page.korean?c] [=page.titled?c]
                [#list page.elements as e][#if e.text??][#list e.text as run][=run.kind]:[=run][#if run.formula??]/[=run.formula.text][/#if];[/#list][/#if]\
                [#if e.kind == "paragraph"] [=e.text.plain] [=e.text.formulas?c][/#if][/#list]
                """);
        Page page = new Page(
                "50 %",
                "en",
                List.of(Samples.paragraph(Samples.text("a_b "), new Page.Strong("c"), Samples.math("w_1", "w1"))));

        assertThat(new TemplateWriter(own).write(page, TEX, "x").text())
                .isEqualTo("50 \\% en false false\ntext:a\\_b ;strong:\\textbf{c};inline:$w_1$/w1; a\\_b cw1 true\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "x [=page.titel]; 1; 5",
                "[#list page.elements as e]; 1; 26",
                "a¶b [#if]; 2; 4",
                "[=\"freemarker.template.utility.Execute\"?new()(\"id\")]; 1; 1",
                "[=page?api.class]; 1; 3",
                "[=page.title.class]; 1; 3",
                "[=page.title.getClass()]; 1; 3",
                "[#include \"../../../../../../etc/passwd\"]; 1; 1",
                "[#include \"/etc/passwd\"]; 1; 1",
                "[#include \"nothing.ftl\"]; 1; 1",
                "[#stop \"enough\"]; 1; 1",
            })
    void aMistakeIsNamedWithItsPlace(String template, int line, int column) throws IOException {
        template("tex/document.ftl", template.replace('¶', '\n'));

        TemplateFault fault = catchThrowableOfType(
                TemplateFault.class, () -> new TemplateWriter(own).write(Samples.english(), TEX, "x"));

        assertThat(fault.file()).isEqualTo(own.resolve("tex/document.ftl").toString());
        assertThat(fault).hasMessageStartingWith(fault.file() + ":" + line + ":" + column + ": ");
        assertThat(fault.getMessage()).doesNotContain("\n", "Exception", "FTL stack trace", "Tip:");
        assertThat(fault.getStackTrace()).isEmpty();
    }

    @Test
    void aTemplateThatUsesItselfWithoutEndIsAFault() throws IOException {
        template("md/document.ftl", "[#macro m][@m /][/#macro][@m /]");

        assertThatThrownBy(() -> new TemplateWriter(own).write(Samples.english(), MD, "x"))
                .isInstanceOf(TemplateFault.class);
    }

    @Test
    void aLinkOutOfTheDirectoryIsNotFollowed(@TempDir Path outside) throws IOException {
        Files.writeString(outside.resolve("secret.ftl"), "secret");
        template("md/document.ftl", "[#include \"secret.ftl\"]");
        Files.createSymbolicLink(own.resolve("md/secret.ftl"), outside.resolve("secret.ftl"));

        assertThatThrownBy(() -> new TemplateWriter(own).write(Samples.english(), MD, "x"))
                .isInstanceOf(TemplateFault.class);
    }

    @Test
    void aDirectoryThatIsNotThereIsAFault() {
        assertThatThrownBy(() -> new TemplateWriter(own.resolve("none")))
                .isInstanceOf(TemplateFault.class)
                .hasMessageEndingWith("none: There is no such directory of templates.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "..\\b"})
    void aStemThatNamesADirectoryIsRefused(String stem) {
        assertThatThrownBy(() -> new TemplateWriter().write(Samples.english(), MD, stem))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void severalThreadsMayWriteAtOnce() throws Exception {
        TemplateWriter writer = new TemplateWriter();
        String alone = new TemplateWriter().write(Samples.english(), TEX, "x").text();

        List<String> together = IntStream.range(0, 200)
                .parallel()
                .mapToObj(i -> {
                    try {
                        return writer.write(Samples.english(), TEX, "x").text();
                    } catch (TemplateFault e) {
                        return e.getMessage();
                    }
                })
                .toList();

        assertThat(together).containsOnly(alone);
    }

    @Test
    void everyFormatFromTemplatesHasItsMarkupAndItsFolder() throws TemplateFault {
        for (Format format : Formats.ALL) {
            boolean fromTemplates = format.maker() == Format.Maker.TEMPLATE;
            assertThat(Formats.MARKUPS.containsKey(format.name()))
                    .as(format.name())
                    .isEqualTo(fromTemplates);
            if (fromTemplates) {
                assertThat(new TemplateWriter()
                                .write(Samples.korean(), format, "x")
                                .text())
                        .contains("역전파");
            }
        }
    }

    private void template(String name, String text) throws IOException {
        Path file = own.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
