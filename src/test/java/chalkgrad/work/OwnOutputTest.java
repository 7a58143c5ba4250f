package chalkgrad.work;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.Pipeline;
import chalkgrad.evaluate.Solution;
import chalkgrad.publish.Publisher;
import chalkgrad.typeset.Profile;
import chalkgrad.work.Work.Chain;
import chalkgrad.work.Work.Unread;
import chalkgrad.write.Formats;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What chalkgrad itself writes can be read, every displayed line of it. */
class OwnOutputTest {

    static Stream<String> notations() {
        return Profile.ALL.stream().map(Profile::name);
    }

    @ParameterizedTest
    @MethodSource("notations")
    void everyNotationIsReadInBothLanguages(String notation) throws Publisher.Failure {
        Solution solution = new Pipeline().ofExample("wikidocs.yaml");
        Publisher publisher = Publisher.create(
                List.of(Formats.named("md").orElseThrow(), Formats.named("tex").orElseThrow()),
                Optional.empty(),
                false);
        var chains = new HashSet<List<String>>();
        for (String language : List.of("ko", "en")) {
            var order = new Publisher.Order(Optional.of(language), Profile.find(notation), true, false, false, false);
            List<String> inMarkdown = List.of();
            for (Publisher.Product product : publisher.publish(solution, order)) {
                String text = new String(product.content(), StandardCharsets.UTF_8);
                if (product.fileName().endsWith(".md")) {
                    inMarkdown = displayed(product.fileName(), text);
                } else if (product.fileName().endsWith(".tex")) {
                    List<String> inTex = chains(Read.work(product.fileName(), text));
                    assertThat(inTex).as(language).containsAll(inMarkdown);
                }
            }
            assertThat(inMarkdown).hasSizeGreaterThan(40);
            // The head of a table may say in one language what the letter says in the other.
            chains.add(inMarkdown.stream()
                    .map(chain -> chain.replaceAll("out_([a-z])(\\d)", "$1_$2"))
                    .toList());
        }
        assertThat(chains).as("the same in both languages").hasSize(1);
    }

    /** The chains of a page, each of which every displayed line with a relation has its part in. */
    private static List<String> displayed(String name, String text) {
        Work work = Read.work(name, text);
        assertThat(work.formulas().stream().filter(Unread.class::isInstance)).isEmpty();
        Set<Integer> read = new HashSet<>();
        for (Work.Formula formula : work.formulas()) {
            ((Chain) formula).sides().forEach(side -> read.add(side.line()));
        }
        boolean inside = false;
        for (int i = 0; i < work.text().size(); i++) {
            String line = work.text().get(i);
            inside = line.startsWith("```") ? line.equals("```math") : inside;
            if (inside && line.contains("& =")) {
                assertThat(read).as("line %d: %s", i + 1, line).contains(i + 1);
            }
        }
        return chains(work);
    }

    private static List<String> chains(Work work) {
        var chains = new ArrayList<String>();
        for (Work.Formula formula : work.formulas()) {
            chains.add(Read.text(formula).replaceAll("^\\d+: |\\[\\d+\\] ", ""));
        }
        return chains;
    }

    @Test
    void everyExampleIsRead() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src", "test", "resources", "examples"))) {
            List<Path> pages =
                    files.filter(file -> file.toString().endsWith(".md")).toList();
            assertThat(pages).hasSizeGreaterThan(30);
            for (Path page : pages) {
                assertThat(Read.work("a.md", Files.readString(page)).formulas().stream()
                                .filter(Unread.class::isInstance))
                        .as(page.toString())
                        .isEmpty();
            }
        }
    }
}
