package chalkgrad.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A small exam, and what is in the folder of a run. */
final class Exams {
    static final String SMALL = """
            title: Small
            precision: {decimals: 8}
            inputs: {x: 0.5}
            targets: {y: 0.2}
            layers:
              - {units: [h], activation: sigmoid, weights: [[0.3]]}
              - {units: [y], activation: identity, weights: [[0.4]]}
            loss: half_sse
            learning_rate: 0.5
            vary:
              x: {uniform: [0.1, 0.9], step: 0.01}
              weights: {uniform: [0.1, 0.9], step: 0.01}
            questions:
              - {number: dE/dw1, points: 2}
              - {layer: 1, of: out, points: 1}
              - {choice: dE/dw2, options: 3, points: 1}
            """;

    private Exams() {}

    /** Every file of a folder by its name, hidden ones too, each byte a character. */
    static Map<String, String> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            var all = new TreeMap<String, String>();
            for (Path file : files.toList()) {
                all.put(
                        file.getFileName().toString(),
                        new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1));
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
