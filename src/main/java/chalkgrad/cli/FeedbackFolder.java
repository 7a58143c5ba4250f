package chalkgrad.cli;

import chalkgrad.batch.Seat;
import chalkgrad.variant.Student;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The archive that Moodle's "Upload multiple feedback files in a zip" takes: a folder for each student, called as Moodle calls those of the
 * submissions.
 *
 * <p>{@code Mina Kim_4711_assignsubmission_file_/001-feedback.pdf}: Moodle tells the student by the participant's number behind the name.
 *
 * <p>The number is that of the folder which the student's work came in, else the digits that the id of the roster consists of or ends with
 * ({@code 4711}, {@code Participant 4711}).
 */
final class FeedbackFolder {
    static final String NAME = "moodle-feedback.zip";

    private static final Pattern SUBMISSION = Pattern.compile("([^_]+)_(\\d+)_assignsubmission_.*");
    private static final Pattern NUMBER = Pattern.compile("(?:.*\\D)?(\\d{1,18})");
    private static final LocalDateTime ALWAYS = LocalDateTime.of(1980, 1, 1, 0, 0);

    private final Map<String, byte[]> files = new LinkedHashMap<>();

    /** Puts a file into the folder of its student; nothing where there is no number to tell the student by. */
    void add(Seat seat, List<Submission> works, String fileName, byte[] content) {
        folder(seat, works).ifPresent(folder -> files.putIfAbsent(folder + "/" + fileName, content));
    }

    private static Optional<String> folder(Seat seat, List<Submission> works) {
        for (Submission work : works) {
            for (String name : work.names()) {
                Matcher own = SUBMISSION.matcher(name);
                if (own.matches()) {
                    return Optional.of(called(own.group(1), own.group(2)));
                }
            }
        }
        return seat.student().flatMap(FeedbackFolder::folder);
    }

    private static Optional<String> folder(Student student) {
        Matcher number = NUMBER.matcher(student.id());
        return number.matches()
                ? Optional.of(called(student.name().isEmpty() ? student.id() : student.name(), number.group(1)))
                : Optional.empty();
    }

    /** Moodle parts the name at its underscores, so that the student's own have to go. */
    private static String called(String name, String number) {
        return name.replaceAll("[_/\\\\:*?\"<>|\\p{Cntrl}]+", " ").strip() + "_" + number + "_assignsubmission_file_";
    }

    boolean isEmpty() {
        return files.isEmpty();
    }

    byte[] zip() {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                var entry = new ZipEntry(file.getKey());
                entry.setTimeLocal(ALWAYS);
                zip.putNextEntry(entry);
                zip.write(file.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("an archive in memory cannot fail to be written", e);
        }
        return bytes.toByteArray();
    }
}
