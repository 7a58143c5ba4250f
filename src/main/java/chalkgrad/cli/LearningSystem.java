package chalkgrad.cli;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The systems through which students hand in their work, by how they name the files that a teacher downloads.
 *
 * <p>{@code student("Mina Kim_4711_assignsubmission_file_")} is Mina Kim.
 */
enum LearningSystem {
    /** The folder, or the beginning of the file where no folders were asked for. */
    MOODLE("(?<student>[^/]+?)_\\d+_assignsubmission_(?:file|onlinetext)_.*"),
    CANVAS("(?<student>[^/_]+)_(?:LATE_)?\\d+_\\d+_.+"),
    CANVAS_QUIZ("(?<student>[^/_]+?)\\d*_question_\\d+_\\d+_.+"),
    BLACKBOARD(".+?_(?<student>[^/_]+)_attempt_\\d{4}(?:-\\d\\d){5}(?:_.+|\\.txt)"),
    BRIGHTSPACE("\\d+-\\d+ - (?<student>.+?) - .+");

    private final Pattern name;

    LearningSystem(String name) {
        this.name = Pattern.compile(name);
    }

    /** Whose a file or folder of that name is, if one of the systems names files so. */
    static Optional<String> student(String name) {
        for (LearningSystem system : values()) {
            Matcher matcher = system.name.matcher(name);
            if (matcher.matches()) {
                return Optional.of(matcher.group("student").strip()).filter(found -> !found.isEmpty());
            }
        }
        return Optional.empty();
    }
}
