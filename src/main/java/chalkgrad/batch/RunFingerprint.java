package chalkgrad.batch;

import chalkgrad.problem.InputFile;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that the files of a run follow from, by name; two runs with the same terms give the same files.
 *
 * <p>{@code terms.get("seed")} is {@code "2026"}; the file {@code run.json} of a folder holds them.
 *
 * @param rows in an order that is always the same
 */
public record RunFingerprint(Map<String, String> rows) {
    /** The name under which it is said which build of the program it is. */
    public static final String BUILD = "program_build";

    static final String FILE = "run.json";

    /** Of a template. */
    private static final int LARGEST = 64 << 20;

    public RunFingerprint {
        rows = Collections.unmodifiableMap(new LinkedHashMap<>(rows));
    }

    /** A term; empty text where there is none. */
    public String get(String name) {
        return rows.getOrDefault(name, "");
    }

    /** A digest of a file. */
    public static String digest(byte[] content) {
        return Digest.of(content);
    }

    /** A digest of all files of a folder and below, with their names. */
    public static String digest(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.walk(folder)) {
            files = found.filter(Files::isRegularFile).sorted().toList();
        }
        var all = new StringBuilder();
        for (Path file : files) {
            all.append(folder.relativize(file))
                    .append('\n')
                    .append(Digest.of(InputFile.read(file, LARGEST, "template")))
                    .append('\n');
        }
        return Digest.of(all.toString());
    }

    /** What the program needs of every run. */
    int count() throws Halt {
        try {
            return Integer.parseInt(get("count"));
        } catch (NumberFormatException e) {
            throw Halt.input(FILE + " says no count");
        }
    }

    /** What is drawn follows from it. */
    long seed() throws Halt {
        try {
            return Long.parseLong(get("seed"));
        } catch (NumberFormatException e) {
            throw Halt.input(FILE + " says no seed");
        }
    }

    /** The name that manifests call these terms by. */
    String id() {
        return Digest.of(bytes());
    }

    byte[] bytes() {
        var buffer = new ByteArrayOutputStream();
        try (JsonGenerator json = new JsonFactory().createGenerator(buffer)) {
            json.setPrettyPrinter(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));
            json.writeStartObject();
            for (Map.Entry<String, String> row : rows.entrySet()) {
                json.writeStringField(row.getKey(), row.getValue());
            }
            json.writeEndObject();
            json.writeRaw('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return buffer.toByteArray();
    }

    /** The terms that a file holds; empty where it holds something else. */
    static Optional<RunFingerprint> read(byte[] content) {
        var rows = new LinkedHashMap<String, String>();
        try (JsonParser json = new JsonFactory().createParser(content)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                if (json.nextToken() != JsonToken.VALUE_STRING) {
                    return Optional.empty();
                }
                rows.put(name, json.getText());
            }
            return json.currentToken() == JsonToken.END_OBJECT
                    ? Optional.of(new RunFingerprint(rows))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** What is different there, for a person: {@code the seed is 7 there and 8 here}. */
    List<String> differences(RunFingerprint there) {
        var differences = new ArrayList<String>();
        var names = new LinkedHashMap<>(there.rows);
        names.putAll(rows);
        for (String name : names.keySet()) {
            String here = rows.get(name);
            String other = there.rows.get(name);
            if (!get(name).equals(there.get(name))) {
                String words = name.replace('_', ' ');
                differences.add(
                        words.endsWith(" sha256")
                                ? "the " + words.substring(0, words.length() - " sha256".length())
                                        + " has been changed since, or is another one"
                                : "the " + words + " is " + shown(other) + " there and " + shown(here) + " here");
            }
        }
        return differences;
    }

    private static String shown(@Nullable String value) {
        return value == null || value.isEmpty() ? "not given" : value;
    }
}
