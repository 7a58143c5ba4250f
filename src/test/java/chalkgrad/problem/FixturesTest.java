package chalkgrad.problem;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every file in {@code problem/*.yaml} has exactly the findings that stand beside it. */
class FixturesTest {
    private static final Path FOLDER = Path.of("src/test/resources/problem");

    static List<String> names() throws IOException {
        return named(".yaml").stream().sorted().toList();
    }

    @ParameterizedTest
    @MethodSource("names")
    void hasTheseFindings(String name) throws IOException {
        Reading reading = ProblemReader.read(name + ".yaml", Files.readAllBytes(FOLDER.resolve(name + ".yaml")));
        String found =
                reading.findings().stream().map(finding -> finding + "\n").collect(Collectors.joining());
        Golden.check(FOLDER.resolve(name + ".findings"), found);
    }

    @Test
    void noFileStandsAlone() throws IOException {
        assertThat(named(".findings")).isNotEmpty().isEqualTo(named(".yaml"));
    }

    private static Set<String> named(String ending) throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(ending))
                    .map(file -> file.substring(0, file.length() - ending.length()))
                    .collect(Collectors.toSet());
        }
    }
}
