package chalkgrad.batch;

import chalkgrad.exam.Exam;
import chalkgrad.problem.ExamReader;
import chalkgrad.rules.RuleBook;
import chalkgrad.variant.Drawn;
import chalkgrad.variant.Draws;
import chalkgrad.variant.Student;
import chalkgrad.variant.Values;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An exam that has been handed out: what a folder of variants says of it.
 *
 * <p>{@code Sitting.open(Path.of("out/exam")).seats().get(6).id()} is {@code "007"}.
 *
 * @param seats the places for which there is a variant, in their order
 * @param values what was drawn for each of them, by the seat's id
 */
public record Sitting(Exam exam, long seed, List<Seat> seats, Map<String, Map<String, String>> values) {
    public Sitting {
        seats = List.copyOf(seats);
        values = Map.copyOf(values);
    }

    /** Reads a folder that {@code variants} or {@code merge} has finished. */
    public static Sitting open(Path folder) throws Halt {
        Path manifest = folder.resolve(Manifest.NAME + Manifest.ENDING);
        var seats = new ArrayList<Seat>();
        var values = new LinkedHashMap<String, Map<String, String>>();
        Map<String, String> head;
        try (var reader = new ManifestReader(manifest)) {
            head = reader.head();
            for (ManifestReader.Item item = reader.next(); item != null; item = reader.next()) {
                if (!item.failed()) {
                    add(item, seats, values);
                }
            }
        } catch (NoSuchFileException e) {
            throw Halt.input("there is no " + manifest.getFileName() + " in “" + folder
                    + "”; expected a folder that chalkgrad variants has finished");
        } catch (IOException e) {
            throw Halt.input(manifest + ": " + e.getMessage());
        }
        String name = head.getOrDefault("exam", "exam");
        Exam exam = ExamReader.read(name + ".yaml", copy(folder))
                .exam()
                .orElseThrow(() -> Halt.input(
                        "the copy of the exam in “" + folder + "” has been changed since the variants were made"));
        try {
            return new Sitting(exam, Long.parseLong(head.getOrDefault("seed", "")), seats, values);
        } catch (NumberFormatException e) {
            throw Halt.input(manifest + ": this is no manifest of chalkgrad");
        }
    }

    private static byte[] copy(Path folder) throws Halt {
        try {
            return Files.readAllBytes(folder.resolve(Claim.EXAM));
        } catch (IOException e) {
            throw Halt.input("there is no copy of the exam (" + Claim.EXAM + ") in “" + folder + "”");
        }
    }

    private static void add(ManifestReader.Item item, List<Seat> seats, Map<String, Map<String, String>> values)
            throws IOException {
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
        seats.add(new Seat(item.index(), item.id(), key, student));
        values.put(item.id(), drawn);
    }

    /** The draws of all seats again, in their order; each is there when it is asked for. */
    public Iterator<Drawn> draws(RuleBook rules, int threads) {
        return new Draws(exam, rules, seed).of(seats.stream().map(Seat::key).iterator(), threads);
    }

    /** Whether a draw is what the student's sheet says. */
    public boolean isAsPrinted(Seat seat, Drawn.Taken drawn) {
        Map<String, String> printed = values.getOrDefault(seat.id(), Map.of());
        return drawn.problems().stream()
                .flatMap(problem -> Values.given(problem.task()).values().stream())
                .allMatch(printed::containsValue);
    }
}
