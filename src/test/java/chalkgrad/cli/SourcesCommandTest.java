package chalkgrad.cli;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.Pipeline;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Works in all formats, from the file to the results: where a line stood is said in the results, in both languages. */
@Timeout(180)
class SourcesCommandTest {
    private static final String NOTEBOOK = """
            {"nbformat": 4, "metadata": {}, "cells": [
            {"cell_type": "markdown", "source": ["# Forward\\n", "$h_1 = 0.51998934$"]},
            {"cell_type": "markdown", "source": ["Then\\n", "$dE/dw_5 = 0.0295$"]}]}
            """;

    @TempDir
    Path home;

    private Session session;

    @BeforeEach
    void start() {
        session = new Session(home).file("wikidocs.yaml", Pipeline.example("wikidocs.yaml"));
    }

    private Session.Result check(String language, String work) {
        return session.run(
                "check",
                "-f",
                "json,md",
                "-l",
                language,
                "-o",
                session.at("out").toString(),
                session.at("wikidocs.yaml").toString(),
                work);
    }

    private JsonNode json(String name) throws IOException {
        return new ObjectMapper().readTree(Files.readString(session.at("out").resolve(name + ".json")));
    }

    private String copy(String name) throws IOException {
        return Files.readString(session.at("out").resolve(name + "-marked.md"));
    }

    private String resource(String name) {
        return Path.of("src", "test", "resources", "source", name).toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en | first mistake: line 5 (cell 2, line 2), dE/dw5 | **The first mistake is in line 5 (cell 2, line 2)** | ### Cell 2",
                "ko | 첫 오류: 5번째 줄(2번 셀의 2번째 줄), dE/dw5 | **처음 틀린 곳은 5번째 줄(2번 셀의 2번째 줄)** | ### 2번 셀",
            })
    void aMistakeInANotebook(String language, String line, String sentence, String heading) throws IOException {
        session.file("nb.ipynb", NOTEBOOK);
        Session.Result result = check(language, session.at("nb.ipynb").toString());
        assertThat(result.code()).isEqualTo(ExitCode.MISTAKES);
        assertThat(result.out()).contains(line);
        assertThat(copy("nb")).contains(sentence).contains(heading).contains("0.0295");
        JsonNode wrong = json("nb").at("/lines/1");
        assertThat(wrong.at("/line").asInt()).isEqualTo(5);
        assertThat(wrong.at("/place").asText()).isEqualTo("cell 2, line 2");
        assertThat(json("nb").at("/first_mistake").asInt()).isEqualTo(5);
    }

    /** A line of a notebook is asked for by its number or by the place that the results give it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "5 | line 5 (cell 2, line 2): dE/dw_5 = 0.0295: wrong (dE/dw5)",
                "2:2 | line 5 (cell 2, line 2): dE/dw_5 = 0.0295: wrong (dE/dw5)",
                "cell 2, line 2 | line 5 (cell 2, line 2): dE/dw_5 = 0.0295: wrong (dE/dw5)",
                "1:2 | line 2 (cell 1, line 2): h_1 = 0.51998934: right (out(h1))",
                "2:1 | line 2:1: no formula was judged there",
                "3:1 | line 3:1: no formula was judged there",
            })
    void aLineOfANotebookIsExplained(String spot, String first) {
        session.file("nb.ipynb", NOTEBOOK);
        Session.Result result = session.run(
                "check",
                "-f",
                "json",
                "-o",
                session.at("out").toString(),
                "--explain",
                spot,
                session.at("wikidocs.yaml").toString(),
                session.at("nb.ipynb").toString());
        assertThat(result.out().lines()).contains(first);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "derivation.docx | dE/dw6 | ",
                "derivation.docx | E | paragraph 4",
                "latex.pdf | dE/dw5 | page 1, line 4",
            })
    void aLineOfAWordFileAndOfAPdfHasItsPlace(String name, String quantity, String place) throws IOException {
        check("en", resource(name));
        List<String> places = new java.util.ArrayList<>();
        for (JsonNode line : json(name.replaceFirst("\\..*", "")).at("/lines")) {
            assertThat(line.at("/place").asText()).isNotEmpty();
            if (line.at("/quantity").asText().equals(quantity)) {
                places.add(line.at("/place").asText());
            }
        }
        if (place != null) {
            assertThat(places).contains(place);
        }
    }

    /** The line of a page is that of its file, also where formulas are set. */
    @Test
    void aLineOfAPageIsThatOfItsFile() throws IOException {
        check("en", resource("rendered.html"));
        for (JsonNode line : json("rendered").at("/lines")) {
            assertThat(line.has("place")).isFalse();
        }
        assertThat(json("rendered").at("/lines/0/line").asInt()).isEqualTo(5);
        assertThat(json("rendered").at("/result").asText()).isEqualTo("open");
    }

    /** A bracket over several lines: what stands there is unread, and said to be. */
    @ParameterizedTest
    @CsvSource({"en, a layout that was lost in the PDF", "ko, PDF에서 배치를 잃은 수식"})
    void whatIsInDoubtIsUnread(String language, String said) throws IOException {
        check(language, resource("latex.pdf"));
        boolean found = false;
        for (JsonNode line : json("latex").at("/lines")) {
            if (line.at("/text").asText().startsWith("f(z)")) {
                assertThat(line.at("/verdict").asText()).isEqualTo("unread");
                assertThat(line.at("/message").asText()).contains(said);
                found = true;
            }
        }
        assertThat(found).isTrue();
    }

    /** What this program writes is read by it: its formulas come back from a PDF and from a page as from Markdown. */
    @Test
    void ourOwnSolutionsComeBack() throws IOException {
        session.run(
                "solve",
                "-f",
                "pdf,html",
                "-o",
                session.at("own").toString(),
                session.at("wikidocs.yaml").toString());
        for (String ending : List.of("pdf", "html")) {
            check("en", session.at("own/wikidocs." + ending).toString());
            List<String> right = new java.util.ArrayList<>();
            for (JsonNode line : json("wikidocs").at("/lines")) {
                assertThat(line.at("/verdict").asText()).as(line.toString()).isNotEqualTo("unread");
                if (List.of("right", "rounding").contains(line.at("/verdict").asText())) {
                    right.add(line.at("/quantity").asText());
                }
            }
            // A checker that runs out of time leaves late lines undecided; that they were all found does not depend on
            // it.
            assertThat(json("wikidocs").at("/lines").size()).as(ending).isGreaterThan(60);
            assertThat(right).as(ending).contains("net(h1)", "out(o2)", "E", "dE/dw5");
        }
    }
}
