package chalkgrad.problem;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;

/**
 * A file that somebody has named, or that a folder was found to hold: read whole if it is a regular one, or a sentence on why not.
 *
 * <p>{@code InputFile.read(Path.of("mina.md"), 16 << 20, "derivation")}; of a pipe, a socket or a device it never waits.
 *
 * <p>Every reason is that of a {@link FileSystemException}: what follows “mina.md: ” in a message.
 */
public final class InputFile {
    /** The type of a file among the bits that Unix has for it. */
    private static final int TYPE = 0170000;

    private static final int PIPE = 0010000;
    private static final int SOCKET = 0140000;

    private static final int MEGABYTE = 20;

    /** File systems whose files look regular and may keep a reader waiting for ever, as {@code /proc/kmsg} does. */
    private static final Set<String> OF_THE_SYSTEM = Set.of("proc", "sysfs", "tracefs", "debugfs", "securityfs");

    private InputFile() {}

    /**
     * The content of a file.
     *
     * @param most how many bytes it may have
     * @param what what is expected in it, such as {@code problem file}
     * @throws FileSystemException always with a reason, if it cannot be read whole
     */
    public static byte[] read(Path file, int most, String what) throws FileSystemException {
        try {
            BasicFileAttributes before = require(file, what);
            if (before.size() > most) {
                throw tooLarge(file.toString(), most, what);
            }
            byte[] content;
            try (InputStream in = Files.newInputStream(file)) {
                // Not all of it: some files of the system's say that they are empty, and have no end.
                content = in.readNBytes(most + 1);
            }
            if (content.length > most) {
                throw tooLarge(file.toString(), most, what);
            }
            BasicFileAttributes after = Files.readAttributes(file, BasicFileAttributes.class);
            boolean same = after.size() == before.size()
                    && after.lastModifiedTime().equals(before.lastModifiedTime())
                    && (before.size() == 0 || before.size() == content.length);
            if (!same) {
                throw fault(file.toString(), "was changed while it was read; call again when it is finished");
            }
            return content;
        } catch (IOException e) {
            throw explained(file.toString(), e);
        }
    }

    /**
     * What comes from standard input, to its end.
     *
     * @throws FileSystemException as {@link #read(Path, int, String)}
     */
    public static byte[] read(InputStream in, int most, String what) throws FileSystemException {
        try {
            byte[] content = in.readNBytes(most + 1);
            if (content.length > most) {
                throw tooLarge("-", most, what);
            }
            return content;
        } catch (IOException e) {
            throw explained("-", e);
        }
    }

    /**
     * Makes sure that a file is one that can be read to an end.
     *
     * @param what what is expected in it
     * @throws FileSystemException with the reason, if it is none
     */
    public static BasicFileAttributes require(Path file, String what) throws FileSystemException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            if (attributes.isDirectory()) {
                throw fault(file.toString(), "is a folder; expected a " + what);
            } else if (!attributes.isRegularFile()) {
                throw fault(
                        file.toString(),
                        "is " + kind(file) + "; only regular files are read, and - for standard input");
            } else if (attributes.size() == 0
                    && OF_THE_SYSTEM.contains(Files.getFileStore(file).type())) {
                throw fault(file.toString(), "is a window into the system, not a file on a disk; it may have no end");
            }
            return attributes;
        } catch (IOException e) {
            throw explained(file.toString(), e);
        }
    }

    private static String kind(Path file) throws IOException {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return "no regular file";
        }
        return switch ((Integer) Files.getAttribute(file, "unix:mode") & TYPE) {
            case PIPE -> "a pipe";
            case SOCKET -> "a socket";
            default -> "a device";
        };
    }

    private static FileSystemException tooLarge(String file, int most, String what) {
        return fault(file, "has more than " + (most >> MEGABYTE) + " MB; no " + what + " is that large");
    }

    private static FileSystemException explained(String file, IOException e) {
        if (e instanceof NoSuchFileException) {
            return fault(file, "there is no such file");
        } else if (e instanceof AccessDeniedException) {
            return fault(file, "may not be read (permission denied)");
        }
        return e instanceof FileSystemException known && known.getReason() != null
                ? known
                : fault(file, "cannot be read: " + IoReasons.of(e));
    }

    private static FileSystemException fault(String file, String reason) {
        return new FileSystemException(file, null, reason);
    }
}
