package chalkgrad;

import chalkgrad.graph.RandomGraphs;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The problem files that are kept or made for tests of everything at once.
 *
 * <p>{@code Kept.networks()} are the 120 networks that PyTorch has worked out.
 */
public final class Kept {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Kept() {}

    /** The networks of the oracle, every other one with a name for each parameter. */
    public static List<String> networks() {
        return IntStream.range(0, OracleTest.ORACLE.size())
                .mapToObj(OracleTest::text)
                .toList();
    }

    /** The graphs of the oracle. */
    public static List<String> graphs() {
        try (InputStream in = Objects.requireNonNull(Kept.class.getResourceAsStream("/oracle/graphs.json"))) {
            return StreamSupport.stream(MAPPER.readTree(in).spliterator(), false)
                    .map(graph -> graph.get("problem"))
                    .map(JsonNode::toString)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A random network with exact numbers. */
    public static String randomNetwork(long seed) {
        return new RandomNetwork(seed, false).yaml();
    }

    /** A random graph, with {@code descent} as further keys. */
    public static String randomGraph(long seed, String descent) {
        return RandomGraphs.text(seed, descent);
    }

    /** Examples of the repository whose names begin so. */
    public static List<String> examples(String beginning) {
        try (Stream<Path> files = Files.list(Path.of("examples"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(beginning) && name.endsWith(".yaml"))
                    .sorted()
                    .map(Pipeline::example)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
