package chalkgrad.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import chalkgrad.write.TexEngine;
import chalkgrad.write.TexSetup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs whose PDF is made by the TeX that is installed. */
class VariantsTexTest {
    /** A bundle of eight, and one of two. */
    private static final List<String> WHAT =
            List.of("--count", "10", "--seed", "5", "-f", "pdf", "--pdf-engine", "tex");

    @TempDir
    Path home;

    private Session session;

    @BeforeEach
    void texIsInstalled() {
        assumeTrue(TexEngine.find().isPresent(), "xelatex and xdvipdfmx are not both installed");
        TexSetup.require("xelatex", "en");
        session = new Session(home).file("small.yaml", Exams.SMALL);
    }

    private Session.Result variants(String out, List<String> what, String... options) {
        var words = new ArrayList<String>(List.of("variants", at("small.yaml"), "-q", "-o", at(out)));
        words.addAll(what);
        words.addAll(List.of(options));
        return session.run(words.toArray(String[]::new));
    }

    private String at(String name) {
        return session.at(name).toString();
    }

    private Map<String, String> files(String out) {
        return Exams.files(session.at(out));
    }

    @Test
    void threadsPartsAndRestartsChangeNothing() throws Exception {
        Session.Result whole = variants("one", WHAT, "-j", "1");
        assertThat(whole.err()).isEmpty();
        assertThat(whole.code()).isEqualTo(ExitCode.DONE);
        Map<String, String> expected = files("one");
        assertThat(expected)
                .containsKeys("001-questions.pdf", "010-solution.pdf", "small-marks.pdf", "small-print.pdf");

        for (String part : List.of("2/2", "1/2")) {
            assertThat(variants("parts", WHAT, "-j", "2", "--shard", part).code())
                    .isEqualTo(ExitCode.DONE);
        }
        assertThat(session.run("merge", at("parts"), "-q").code()).isEqualTo(ExitCode.DONE);
        assertThat(files("parts")).isEqualTo(expected);

        // One that is gone, and one that has been changed since: what was set with them is set again, and nothing else.
        var old = java.nio.file.attribute.FileTime.fromMillis(1_000_000_000_000L);
        for (String name : List.of("001-questions.pdf", "009-solution.pdf")) {
            Files.setLastModifiedTime(session.at("one").resolve(name), old);
        }
        Files.delete(session.at("one/004-solution.pdf"));
        Files.writeString(session.at("one/006-questions.pdf"), "changed");
        assertThat(variants("one", WHAT, "-j", "2").lines()).hasSameSizeAs(whole.lines());
        assertThat(files("one")).isEqualTo(expected);
        assertThat(Files.getLastModifiedTime(session.at("one/001-questions.pdf")))
                .as("is as it was, and so is not written")
                .isEqualTo(old);
    }

    @Test
    void aVariantThatTexCannotSetIsReportedAndTheOthersAreMade() {
        session.file(
                "own/tex/elements/paragraph.ftl",
                "[=element.text][#if page.title?ends_with(\"002\")]\\nosuchcommand[/#if]\n");
        List<String> what = List.of("--count", "3", "-f", "pdf,tex", "--pdf-engine", "tex", "--templates", at("own"));
        Session.Result result = variants("out", what);
        assertThat(result.code()).isEqualTo(ExitCode.OUTPUT);
        assertThat(result.err())
                .contains("002", "TeX could not set 002-questions", "Undefined control sequence", "nosuchcommand")
                .doesNotContain("001", "003");
        assertThat(files("out"))
                .containsKeys("001-questions.pdf", "001-solution.tex", "003-questions.tex", "003-solution.pdf")
                .doesNotContainKeys("002-questions.pdf", "002-questions.tex", "002-solution.pdf");
        assertThat(files("out").get("manifest.json")).contains("TeX could not set 002-questions");
    }
}
