package chalkgrad.problem;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/**
 * Why the system could not read or write, in words.
 *
 * <p>{@code IoReasons.of(new AccessDeniedException("out"))} is {@code permission denied}; of a full disk it is {@code No space left on device}.
 */
public final class IoReasons {
    private IoReasons() {}

    /** The system's own word for it where it has one, and never the name of a class. */
    public static String of(IOException fault) {
        if (fault instanceof FileSystemException file && file.getReason() != null) {
            return file.getReason();
        } else if (fault instanceof AccessDeniedException) {
            return "permission denied";
        } else if (fault instanceof NoSuchFileException) {
            return "there is no such file";
        } else if (fault instanceof FileAlreadyExistsException) {
            return "there is a file of that name already";
        } else if (fault instanceof NotDirectoryException) {
            return "is a file, not a folder";
        } else if (fault instanceof DirectoryNotEmptyException) {
            return "is a folder that is not empty";
        } else if (fault instanceof FileSystemLoopException) {
            return "its links lead in a circle";
        } else if (fault instanceof CharacterCodingException) {
            return "there are characters in it that cannot be written";
        }
        return fault instanceof FileSystemException || fault.getMessage() == null
                ? "the system does not say why"
                : fault.getMessage();
    }
}
