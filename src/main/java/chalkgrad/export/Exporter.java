package chalkgrad.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * A format that systems read.
 *
 * <p>{@code Exporters.named("moodle").orElseThrow().open(out, setting)} takes what the same exporter has prepared.
 *
 * <p>An exporter has no state: it may be used by several threads at once.
 */
public interface Exporter {
    /** What the command line calls it, {@code moodle}. */
    String name();

    /** What its file is called, {@code moodle.xml}. */
    String fileName();

    /** What a variant brings to the file: the same bytes whenever and by whichever thread they are made. */
    byte[] prepare(Booklet booklet, Setting setting);

    /**
     * What somebody has to set by hand in the system so that its marks are those on paper; none where the file says all of it.
     *
     * @return sentences for a person, such as {@code "question 4 counts 6 in Moodle …"}
     */
    default List<String> byHand(Booklet booklet, Setting setting) {
        return List.of();
    }

    /**
     * Begins a file.
     *
     * @param out is written from beginning to end and flushed, and not closed
     */
    Sink open(OutputStream out, Setting setting) throws IOException;
}
