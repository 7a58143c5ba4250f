package chalkgrad.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * A zip archive of works. Entries are read where they are and never unpacked to a disk, so it does not matter where their names lead; all
 * together they may have so much and no more.
 */
final class Archive {
    private static final int MOST_ENTRIES = 20_000;
    private static final long MOST_BYTES = 1L << 30;
    /** What older programs have written names in, Korean ones among them. */
    private static final List<String> CHARSETS = List.of("UTF-8", "x-windows-949", "IBM437");

    private final Path path;
    private Charset charset = StandardCharsets.UTF_8;
    private long left = MOST_BYTES;

    Archive(Path path) {
        this.path = path;
    }

    Path path() {
        return path;
    }

    /** Whether a file is one, by its name and its beginning; so is a Word file, but for its name. */
    static boolean is(Path path) {
        String name = String.valueOf(path.getFileName());
        if (!name.regionMatches(true, Math.max(0, name.length() - 4), ".zip", 0, 4) || !Files.isRegularFile(path)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(path)) {
            byte[] start = in.readNBytes(2);
            return start.length == 2 && start[0] == 'P' && start[1] == 'K';
        } catch (IOException e) {
            return false;
        }
    }

    /** The names of the files in it, in their order; a name that is there twice is in the list twice. */
    List<String> files() throws IOException {
        ZipException last = new ZipException("no entry");
        for (String name : CHARSETS) {
            charset = Charset.forName(name);
            try (var zip = new ZipFile(path.toFile(), charset)) {
                var files = new ArrayList<String>();
                for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
                    ZipEntry entry = all.nextElement();
                    if (files.size() == MOST_ENTRIES) {
                        throw new FileSystemException(
                                path.toString(), null, "has more than " + MOST_ENTRIES + " entries");
                    }
                    if (!entry.isDirectory()) {
                        files.add(entry.getName());
                    }
                }
                return files;
            } catch (ZipException e) {
                last = e;
            }
        }
        throw new FileSystemException(path.toString(), null, "this archive is damaged: " + last.getMessage());
    }

    /**
     * The content of a file in it.
     *
     * @param most how many bytes it may have
     */
    byte[] content(String file, int most) throws FileSystemException {
        try (var zip = new ZipFile(path.toFile(), charset)) {
            ZipEntry entry = zip.getEntry(file);
            if (entry == null) {
                throw fault(file, "is in the archive no more");
            }
            byte[] content;
            try (InputStream in = zip.getInputStream(entry)) {
                content = in.readNBytes((int) Math.min(most + 1L, left + 1));
            }
            left = Math.max(0, left - content.length);
            if (content.length > most) {
                throw fault(file, "has more than " + (most >> 20) + " MB; no derivation is that long");
            } else if (left == 0) {
                throw fault(file, "is not unpacked: the archive unpacks to more than " + (MOST_BYTES >> 20) + " MB");
            }
            return content;
        } catch (FileSystemException e) {
            throw e;
        } catch (IOException | IllegalArgumentException e) {
            throw fault(file, "cannot be unpacked, as it is damaged or locked: " + e.getMessage());
        }
    }

    private static FileSystemException fault(String file, String reason) {
        return new FileSystemException(file, null, reason);
    }
}
