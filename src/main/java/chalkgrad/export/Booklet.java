package chalkgrad.export;

import chalkgrad.variant.Student;
import java.util.List;
import java.util.Optional;

/**
 * One variant of an exam as a learning-management system asks it.
 *
 * <p>{@code new Booklet("001", Optional.empty(), "en", entries)}; its texts are hostile.
 *
 * @param id the variant's; no two booklets of an exam share it
 * @param language {@code "ko"} or {@code "en"}
 */
public record Booklet(String id, Optional<Student> student, String language, List<Entry> entries) {
    public Booklet {
        entries = List.copyOf(entries);
    }
}
