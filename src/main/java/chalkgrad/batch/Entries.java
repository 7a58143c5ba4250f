package chalkgrad.batch;

import chalkgrad.variant.Student;
import chalkgrad.write.Csv;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A variant's lines in the manifest and in the key.
 *
 * <p>{@code Entries.row(seat, facts)} begins with {@code 001,}.
 */
final class Entries {
    private static final JsonFactory JSON = new JsonFactory();

    private Entries() {}

    /** In the manifest; {@code files} are digests by name. */
    static byte[] variant(Seat seat, Facts facts, Map<String, String> files) {
        return object(json -> {
            place(json, seat);
            json.writeObjectFieldStart("values");
            for (Map.Entry<String, String> value : facts.values().entrySet()) {
                json.writeStringField(value.getKey(), value.getValue());
            }
            json.writeEndObject();
            json.writeArrayFieldStart("answers");
            for (Facts.Line line : facts.answers()) {
                answer(json, line);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("files");
            for (String name : files.keySet()) {
                json.writeString(name);
            }
            json.writeEndArray();
            json.writeObjectFieldStart("md5");
            for (Map.Entry<String, String> file : files.entrySet()) {
                json.writeStringField(file.getKey(), file.getValue());
            }
            json.writeEndObject();
        });
    }

    /**
     * Of a variant that is left out.
     *
     * @param refused whether that is because no draw met the requirements
     */
    static byte[] failed(Seat seat, boolean refused, String reason) {
        return object(json -> {
            place(json, seat);
            json.writeBooleanField("refused", refused);
            json.writeStringField("reason", reason);
        });
    }

    private static void place(JsonGenerator json, Seat seat) throws IOException {
        json.writeStringField("id", seat.id());
        json.writeNumberField("index", seat.index());
        json.writeStringField("student", seat.student().map(Student::id).orElse(""));
        json.writeStringField("name", seat.student().map(Student::name).orElse(""));
    }

    private static void answer(JsonGenerator json, Facts.Line line) throws IOException {
        json.writeStartObject();
        json.writeNumberField("question", line.question());
        json.writeStringField("kind", line.kind());
        json.writeStringField("ask", line.ask());
        json.writeStringField("answer", line.answer());
        json.writeStringField("tolerance", line.tolerance());
        json.writeFieldName("points");
        json.writeNumber(line.points().toPlainString());
        for (Map.Entry<String, String> more : line.more().entrySet()) {
            json.writeStringField(more.getKey(), more.getValue());
        }
        json.writeEndObject();
    }

    private interface Content {
        void write(JsonGenerator json) throws IOException;
    }

    private static byte[] object(Content content) {
        var buffer = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(buffer)) {
            json.writeStartObject();
            content.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return buffer.toByteArray();
    }

    /** The key's first line: a column for each question, under its number. */
    static byte[] header(int questions) {
        var cells = new ArrayList<String>(List.of("id", "student", "name"));
        for (int question = 1; question <= questions; question++) {
            cells.add(Integer.toString(question));
        }
        return Csv.of(List.of(cells));
    }

    /** In the key: a line for each variant. */
    static byte[] row(Seat seat, Facts facts, int questions) {
        var cells = new ArrayList<String>(List.of(
                seat.id(),
                seat.student().map(Student::id).orElse(""),
                seat.student().map(Student::name).orElse("")));
        for (int question = 1; question <= questions; question++) {
            cells.add(cell(facts, question));
        }
        return Csv.of(List.of(cells));
    }

    /** One answer by itself; of several each with what it answers. */
    private static String cell(Facts facts, int question) {
        List<Facts.Line> lines = facts.answers().stream()
                .filter(line -> line.question() == question)
                .toList();
        return lines.size() == 1
                ? lines.get(0).answer()
                : lines.stream().map(line -> line.ask() + " = " + line.answer()).collect(Collectors.joining("; "));
    }
}
