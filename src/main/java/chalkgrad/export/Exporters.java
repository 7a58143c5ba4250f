package chalkgrad.export;

import java.util.List;
import java.util.Optional;

/**
 * The table of formats for learning-management systems.
 *
 * <p>{@code Exporters.named("canvas").orElseThrow().fileName()} is {@code "canvas.zip"}.
 */
public final class Exporters {
    /** Canvas, whose quizzes have one number to a question. */
    public static final Exporter CANVAS = new CanvasZip();

    public static final List<Exporter> ALL =
            List.of(new MoodleXml(), CANVAS, new QtiZip(), new Gift(), new QuestionsCsv());

    private Exporters() {}

    /** The format of that name. */
    public static Optional<Exporter> named(String name) {
        return ALL.stream().filter(exporter -> exporter.name().equals(name)).findFirst();
    }
}
