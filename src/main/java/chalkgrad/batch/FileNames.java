package chalkgrad.batch;

import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * What file systems take for a name.
 *
 * <p>{@code FileNames.isMark(0x301)} is true: it is the accent that stands above the letter before it.
 */
public final class FileNames {
    /** Some file systems count letters and some bytes; so many letters of any script, and an ending, fit in all. */
    public static final int LONGEST = 50;

    private FileNames() {}

    /** Whether anything of a text is seen. */
    public static boolean isSeen(String text) {
        return text.codePoints().anyMatch(c -> switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        });
    }

    /** A vowel or an accent that some scripts write above, below or behind a letter. */
    public static boolean isMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }

    /** Whether this machine takes a name; one whose locale is C has files with names in ASCII only. */
    public static boolean isPath(String name) {
        try {
            return !Path.of(name).toString().isEmpty();
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /**
     * Makes sure that a folder is there, or can be made.
     *
     * @throws FileSystemException where a file stands in its place, of which the system itself says only that it exists already; and where
     *     nobody may write
     */
    public static void requireFolder(Path folder) throws FileSystemException {
        Path nearest = folder.toAbsolutePath();
        while (nearest != null && !Files.exists(nearest)) {
            nearest = nearest.getParent();
        }
        if (nearest != null && !Files.isDirectory(nearest)) {
            throw new FileSystemException(
                    folder.toString(), null, "“" + nearest.getFileName() + "” is a file, not a folder");
        } else if (nearest != null && !Files.isWritable(nearest)) {
            throw new FileSystemException(folder.toString(), null, "“" + nearest + "” may not be written to");
        }
    }
}
