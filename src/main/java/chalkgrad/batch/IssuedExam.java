package chalkgrad.batch;

import chalkgrad.exam.Exam;
import chalkgrad.problem.ExamReader;
import chalkgrad.rules.RuleBook;
import chalkgrad.variant.Drawn;
import chalkgrad.variant.Draws;
import chalkgrad.variant.Student;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An exam that has been handed out: what a folder of variants says of it.
 *
 * <p>{@code IssuedExam.open(Path.of("out/exam")).seats().get(6).id()} is {@code "007"}.
 *
 * @param terms what it was made from
 * @param seats all places, in their order
 * @param values what was drawn for each of them, by the seat's id; nothing for those that no variant could be made for
 */
public record IssuedExam(
        Exam exam, long seed, RunFingerprint terms, List<Seat> seats, Map<String, Map<String, String>> values) {
    private static final String MANIFEST = Manifest.NAME + Manifest.ENDING;
    private static final String EXPECTED = "; expected a folder that chalkgrad variants has finished";

    public IssuedExam {
        seats = List.copyOf(seats);
        values = Map.copyOf(values);
    }

    /** Reads a folder that {@code variants} or {@code merge} has finished. */
    public static IssuedExam open(Path folder) throws Halt {
        if (!Files.isDirectory(folder)) {
            throw Halt.input("“" + folder + "” is no folder" + EXPECTED);
        }
        requireManifest(folder);
        RunFingerprint terms = RunFingerprint.read(content(folder, RunFingerprint.FILE))
                .orElseThrow(() -> changed(folder, RunFingerprint.FILE));
        byte[] copy = content(folder, Claim.EXAM);
        if (!RunFingerprint.digest(copy).equals(terms.get("exam_sha256"))) {
            throw changed(folder, Claim.EXAM);
        }
        Exam exam = ExamReader.read(terms.get("exam") + ".yaml", copy)
                .exam()
                .orElseThrow(() -> Halt.input("“" + folder.resolve(Claim.EXAM)
                        + "” is no exam to this version of the program; grade it with the one that made it"));
        var seats = new TreeMap<Integer, Seat>();
        var values = new LinkedHashMap<String, Map<String, String>>();
        read(folder, terms, seats, values);
        return new IssuedExam(exam, terms.seed(), terms, List.copyOf(seats.values()), values);
    }

    private static void requireManifest(Path folder) throws Halt {
        if (Files.isRegularFile(folder.resolve(MANIFEST))) {
            return;
        }
        try (DirectoryStream<Path> parts =
                Files.newDirectoryStream(folder, Manifest.NAME + ".*-of-*" + Manifest.ENDING)) {
            throw Halt.input(
                    parts.iterator().hasNext()
                            ? "“" + folder + "” holds parts of an exam; join them first with: chalkgrad merge " + folder
                            : "there is no " + MANIFEST + " in “" + folder + "”" + EXPECTED);
        } catch (IOException e) {
            throw Halt.input("“" + folder + "” cannot be read");
        }
    }

    private static byte[] content(Path folder, String name) throws Halt {
        try {
            return Folder.content(folder.resolve(name));
        } catch (FileSystemException e) {
            throw Halt.input(
                    e.getReason() == null
                            ? "there is no " + name + " in “" + folder + "”" + EXPECTED
                            : "“" + folder.resolve(name) + "” " + e.getReason());
        } catch (IOException e) {
            throw Halt.input("there is no " + name + " in “" + folder + "”" + EXPECTED);
        }
    }

    private static Halt changed(Path folder, String name) {
        return Halt.input("“" + folder.resolve(name) + "” has been changed since the variants were made; "
                + "put back the file as it was");
    }

    private static void read(
            Path folder, RunFingerprint terms, Map<Integer, Seat> seats, Map<String, Map<String, String>> values)
            throws Halt {
        Path file = folder.resolve(MANIFEST);
        try (var reader = new ManifestReader(file)) {
            if (!terms.id().equals(reader.head().get("run"))) {
                throw Halt.input("“" + file + "” is of another run than “" + folder.resolve(RunFingerprint.FILE)
                        + "”; put back the one that belongs to this folder");
            }
            for (ManifestReader.Item item = reader.next(); item != null; item = reader.next()) {
                try {
                    seats.put(item.index(), seat(item, values));
                } catch (JsonProcessingException e) {
                    throw reader.broken();
                }
            }
        } catch (ManifestReader.Broken e) {
            throw Halt.input(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw Halt.input("“" + file + "” cannot be read");
        }
    }

    private static Seat seat(ManifestReader.Item item, Map<String, Map<String, String>> values) throws IOException {
        String id = "";
        String name = "";
        var drawn = new LinkedHashMap<String, String>();
        try (JsonParser json = new JsonFactory().createParser(item.raw())) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                json.nextToken();
                switch (field) {
                    case "student" -> id = json.getText();
                    case "name" -> name = json.getText();
                    case "values" -> {
                        if (json.currentToken() != JsonToken.START_OBJECT) {
                            throw new JsonParseException(json, field);
                        }
                        while (json.nextToken() == JsonToken.FIELD_NAME) {
                            String value = json.currentName();
                            json.nextToken();
                            drawn.put(value, json.getText());
                        }
                    }
                    default -> json.skipChildren();
                }
            }
        }
        Optional<Student> student = id.isEmpty() ? Optional.empty() : Optional.of(new Student(id, name));
        String key = id.isEmpty() ? Integer.toString(item.index()) : id;
        if (!item.failed()) {
            values.put(item.id(), drawn);
        }
        return new Seat(item.index(), item.id(), key, student);
    }

    /** The draws of all seats again, in their order; each is there when it is asked for. */
    public Iterator<Drawn> draws(RuleBook rules, int threads) {
        return new Draws(exam, rules, seed).of(seats.stream().map(Seat::key).iterator(), threads);
    }

    /** Whether there is a variant for a seat. */
    public boolean hasVariant(Seat seat) {
        return values.containsKey(seat.id());
    }

    /** What is on the student's sheet and not in a draw, for a person: {@code x1 is 0.35 there and 0.4 here}; empty where they agree. */
    public Optional<String> difference(Seat seat, Drawn drawn) {
        Map<String, String> printed = values.getOrDefault(seat.id(), Map.of());
        Map<String, String> here = drawn instanceof Drawn.Taken taken ? Facts.values(taken.problems()) : Map.of();
        var names = new LinkedHashMap<>(printed);
        names.putAll(here);
        return names.keySet().stream()
                .filter(name -> !Objects.equals(printed.get(name), here.get(name)))
                .map(name -> name + " is " + shown(printed.get(name)) + " there and " + shown(here.get(name)) + " here")
                .findFirst();
    }

    private static String shown(@Nullable String value) {
        return value == null ? "missing" : value;
    }
}
