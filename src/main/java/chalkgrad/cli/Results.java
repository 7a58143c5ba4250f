package chalkgrad.cli;

import chalkgrad.batch.Seat;
import chalkgrad.check.Verdict;
import chalkgrad.exam.Exam;
import chalkgrad.exam.ExamTask;
import chalkgrad.variant.Graded;
import chalkgrad.variant.Student;
import chalkgrad.write.Csv;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What came of grading a class.
 *
 * <p>{@code results.grades()} is a table with a line for each student, {@code results.mistakes()} one with a line for each mistake.
 */
final class Results {
    private final Exam exam;
    private final Map<Seat, Graded> graded = new LinkedHashMap<>();
    private Set<Integer> withoutPlace = Set.of();
    private Set<Seat> inTables = Set.of();
    private final Map<Seat, Integer> unread = new HashMap<>();

    Results(Exam exam) {
        this.exam = exam;
    }

    /**
     * What came of one student's answers.
     *
     * @param unread so many files could not be read
     */
    void add(Seat seat, Graded result, int unread) {
        graded.put(seat, result);
        this.unread.put(seat, unread);
    }

    /**
     * Leaves the points of questions open that a table had no place for.
     *
     * @param questions their numbers
     * @param seats whose answers stood in a table
     */
    void leaveOpen(Set<Integer> questions, Set<Seat> seats) {
        withoutPlace = Set.copyOf(questions);
        inTables = Set.copyOf(seats);
    }

    /** Whether nobody could have given an answer: the table that it would stand in has no place for it. */
    private boolean isOpen(Seat seat, Graded.Mark mark) {
        return mark.answer().isEmpty() && withoutPlace.contains(mark.question()) && inTables.contains(seat);
    }

    /** The points of a question; none, rather than zero, where all of it is open. */
    private String points(Seat seat, Graded result, int question) {
        boolean open = result.marks().stream()
                .filter(mark -> mark.question() == question)
                .allMatch(mark -> isOpen(seat, mark));
        return open && withoutPlace.contains(question) ? "" : plain(result.earned(question));
    }

    /** The points of the whole exam. */
    BigDecimal possible() {
        return exam.points();
    }

    private int questions() {
        return exam.tasks().stream().mapToInt(task -> task.questions().size()).sum();
    }

    /** A line for each student, in the order of the exam: the points of each question and of all. */
    byte[] grades() {
        var rows = new ArrayList<List<String>>();
        var header = new ArrayList<>(List.of("id", "student", "name", "points", "possible", "open"));
        int number = 1;
        for (ExamTask task : exam.tasks()) {
            for (var question : task.questions()) {
                header.add(number++ + " (" + question.points().toPlainString() + ")");
            }
        }
        rows.add(header);
        graded.forEach((seat, result) -> {
            var row = new ArrayList<>(List.of(
                    seat.id(),
                    seat.student().map(Student::id).orElse(""),
                    seat.student().map(Student::name).orElse(""),
                    plain(result.earned()),
                    plain(exam.points()),
                    Long.toString(open(seat, result) + unread.getOrDefault(seat, 0))));
            for (int question = 1; question <= questions(); question++) {
                row.add(points(seat, result, question));
            }
            rows.add(row);
        });
        return Csv.of(rows);
    }

    /** Answers that a person has to look at. */
    private long open(Seat seat, Graded result) {
        return result.marks().stream()
                .filter(mark -> isOpen(seat, mark)
                        || !mark.answer().isEmpty()
                                && (mark.verdict() == Verdict.UNDECIDED || mark.verdict() == Verdict.UNREAD))
                .count();
    }

    static String plain(BigDecimal points) {
        BigDecimal stripped = points.stripTrailingZeros();
        return (stripped.scale() < 0 ? stripped.setScale(0) : stripped).toPlainString();
    }

    /** A mistake in a question, and who made it. */
    private record Made(int question, String ask, String mistake, List<String> ids) {}

    private List<Made> made() {
        var made = new LinkedHashMap<String, Made>();
        graded.forEach((seat, result) -> {
            for (Graded.Mark mark : result.marks()) {
                if (mark.verdict() == Verdict.WRONG) {
                    String mistake =
                            mark.mistakes().isEmpty() ? "" : mark.mistakes().get(0);
                    made.computeIfAbsent(
                                    mark.question() + " " + mark.ask() + " " + mistake,
                                    key -> new Made(mark.question(), mark.ask(), mistake, new ArrayList<>()))
                            .ids()
                            .add(seat.id());
                }
            }
        });
        return made.values().stream()
                .sorted(Comparator.comparing((Made each) -> -each.ids().size()).thenComparing(Made::question))
                .toList();
    }

    /** The mistakes of the class, the most frequent first; a wrong answer that nothing explains has none. */
    byte[] mistakes() {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("students", "question", "ask", "mistake", "ids"));
        for (Made each : made()) {
            rows.add(List.of(
                    Integer.toString(each.ids().size()),
                    Integer.toString(each.question()),
                    each.ask(),
                    each.mistake(),
                    String.join(" ", each.ids())));
        }
        return Csv.of(rows);
    }

    /** Everything, for other programs. */
    byte[] json() {
        var buffer = new ByteArrayOutputStream();
        try (JsonGenerator json = new JsonFactory().createGenerator(buffer)) {
            json.setPrettyPrinter(new DefaultPrettyPrinter());
            json.writeStartObject();
            json.writeStringField("exam", exam.name());
            json.writeFieldName("possible");
            json.writeNumber(plain(exam.points()));
            json.writeArrayFieldStart("students");
            for (Map.Entry<Seat, Graded> each : graded.entrySet()) {
                student(json, each.getKey(), each.getValue());
            }
            json.writeEndArray();
            json.writeArrayFieldStart("mistakes");
            for (Made each : made()) {
                json.writeStartObject();
                json.writeNumberField("question", each.question());
                json.writeStringField("ask", each.ask());
                json.writeStringField("mistake", each.mistake());
                json.writeArrayFieldStart("ids");
                for (String id : each.ids()) {
                    json.writeString(id);
                }
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return buffer.toByteArray();
    }

    private void student(JsonGenerator json, Seat seat, Graded result) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", seat.id());
        json.writeStringField("student", seat.student().map(Student::id).orElse(""));
        json.writeFieldName("points");
        json.writeNumber(plain(result.earned()));
        json.writeArrayFieldStart("answers");
        for (Graded.Mark mark : result.marks()) {
            json.writeStartObject();
            json.writeNumberField("question", mark.question());
            json.writeStringField("ask", mark.ask());
            json.writeStringField("answer", mark.answer());
            json.writeStringField("expected", mark.expected());
            json.writeStringField(
                    "verdict",
                    isOpen(seat, mark)
                            ? "open"
                            : mark.answer().isEmpty() ? "missing" : mark.verdict().name().toLowerCase(Locale.ROOT));
            json.writeArrayFieldStart("mistakes");
            for (String mistake : mark.mistakes()) {
                json.writeString(mistake);
            }
            json.writeEndArray();
            json.writeFieldName("points");
            json.writeNumber(plain(mark.earned()));
            json.writeFieldName("possible");
            json.writeNumber(plain(mark.possible()));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
