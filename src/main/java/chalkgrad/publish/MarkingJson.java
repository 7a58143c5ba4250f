package chalkgrad.publish;

import chalkgrad.check.Marking;
import chalkgrad.check.Verdict;
import chalkgrad.report.MarkSummary;
import chalkgrad.report.Message;
import chalkgrad.report.Remarks;
import chalkgrad.source.Place;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A marked derivation as data.
 *
 * <p>It begins with <code>{"work" : "mina.md", "result" : "mistakes", "lines" : [{"line" : 12, …}]</code>.
 */
final class MarkingJson {
    private final Marking marking;
    private final Function<Message, String> words;
    private final JsonGenerator json;

    private MarkingJson(Marking marking, Function<Message, String> words, JsonGenerator json) {
        this.marking = marking;
        this.words = words;
        this.json = json;
    }

    /**
     * The bytes of the file.
     *
     * @param words what a message says, in plain text
     */
    static byte[] of(Marking marking, Function<Message, String> words) {
        var buffer = new ByteArrayOutputStream();
        try (JsonGenerator json = new JsonFactory().createGenerator(buffer)) {
            json.setPrettyPrinter(new DefaultPrettyPrinter());
            new MarkingJson(marking, words, json).write();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return buffer.toByteArray();
    }

    private void write() throws IOException {
        json.writeStartObject();
        json.writeStringField("work", whole(marking.work().name()));
        boolean mistakes = marking.firstMistake().isPresent();
        json.writeStringField("result", MarkSummary.result(marking).id());
        json.writeArrayFieldStart("lines");
        for (Marking.Line line : marking.lines()) {
            line(line);
        }
        json.writeEndArray();
        if (mistakes) {
            json.writeNumberField(
                    "first_mistake",
                    marking.work().number(marking.firstMistake().getAsInt()));
        } else {
            json.writeNullField("first_mistake");
        }
        if (marking.points().isPresent()) {
            points(marking.points().get());
        }
        json.writeEndObject();
    }

    private void line(Marking.Line line) throws IOException {
        json.writeStartObject();
        place(line.line());
        json.writeStringField("text", whole(line.text()));
        if (line.quantity().isPresent()) {
            json.writeStringField("quantity", line.quantity().get().id());
        }
        json.writeStringField("verdict", line.verdict().id());
        if (line.expected().isPresent()) {
            json.writeStringField("expected", whole(line.expected().get()));
        }
        if (line.written().isPresent()) {
            json.writeStringField("written", whole(line.written().get()));
        }
        List<String> mistakes =
                line.mistakes().stream().map(Marking.Diagnosis::id).distinct().toList();
        if (line.verdict() == Verdict.WRONG && !mistakes.isEmpty()) {
            json.writeStringField("diagnosis", mistakes.get(0));
        }
        if (mistakes.size() > 1) {
            json.writeArrayFieldStart("alternatives");
            for (String other : mistakes.subList(1, mistakes.size())) {
                json.writeString(other);
            }
            json.writeEndArray();
        }
        List<Message> remarks = Remarks.of(marking, line);
        if (!remarks.isEmpty()) {
            json.writeStringField("message", whole(remarks.stream().map(words).collect(Collectors.joining(" "))));
        }
        json.writeEndObject();
    }

    private void points(Marking.Points points) throws IOException {
        json.writeObjectFieldStart("points");
        number("earned", points.earned());
        number("possible", points.possible());
        json.writeArrayFieldStart("marks");
        for (Marking.Mark mark : points.marks()) {
            json.writeStartObject();
            json.writeStringField("quantity", mark.quantity().id());
            number("earned", mark.earned());
            number("possible", mark.possible());
            if (mark.line().isPresent()) {
                place(mark.line().getAsInt());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** A line's number, and where it stood if the file has no such lines. */
    private void place(int line) throws IOException {
        json.writeNumberField("line", marking.work().number(line));
        Optional<Place> place = marking.work().place(line).filter(found -> found.unit() != Place.Unit.LINE);
        if (place.isPresent()) {
            json.writeStringField("place", place.get().toString());
        }
    }

    /** A number as it would be written by hand: never with an exponent. */
    private void number(String field, BigDecimal value) throws IOException {
        json.writeFieldName(field);
        json.writeNumber(value.toPlainString());
    }

    /** Half a character, of which a file's name or a cut text may consist, cannot be written. */
    private static String whole(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
