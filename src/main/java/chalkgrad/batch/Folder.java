package chalkgrad.batch;

import chalkgrad.problem.InputFile;
import chalkgrad.problem.IoReasons;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The folder of the results, in which nothing half-written ever has its final name.
 *
 * <p>{@code folder.write("key.csv", bytes)} writes to a name that begins with a point, flushes to the disk, and renames.
 *
 * <p>Several threads may write at once; of several processes each its own part ({@link #claim}).
 */
final class Folder implements Closeable {
    /** What every unfinished file's name begins with. */
    private static final String UNFINISHED = ".chalkgrad-";

    /** The tag of a run that is not cut into parts. */
    static final String ALL = "all";

    private static final int BUFFER = 1 << 16;

    /** Locks are taken behind the end of the file, where nobody reads. */
    private static final long LOCKS = 1L << 40;

    private final Path path;
    private final Storage storage;
    private final String prefix;
    private final AtomicLong number = new AtomicLong();
    private final Set<Draft> drafts = ConcurrentHashMap.newKeySet();
    private @Nullable FileChannel claim;

    /**
     * A folder; it is made where there is none.
     *
     * @param tag what tells the unfinished files of this part of the work from those of others
     */
    Folder(Path path, String tag, Storage storage) throws IOException {
        FileNames.requireFolder(path);
        Files.createDirectories(path);
        this.path = path;
        this.storage = storage;
        this.prefix = UNFINISHED + tag + "-";
    }

    Path path() {
        return path;
    }

    Path resolve(String name) {
        return path.resolve(name);
    }

    boolean has(String name) {
        return Files.exists(path.resolve(name));
    }

    /** The content of a file; empty where there is none. */
    Optional<byte[]> read(String name) throws IOException {
        try {
            return Optional.of(content(path.resolve(name)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** All of a file that a run has left; of a pipe or a device that has taken its place nothing is waited for. */
    static byte[] content(Path file) throws IOException {
        return Files.readAllBytes(regular(file));
    }

    /** The same file, which is a regular one if it is there at all. */
    static Path regular(Path file) throws IOException {
        if (Files.exists(file)) {
            InputFile.require(file, "file that variants has written");
        }
        return file;
    }

    /** The digest of a file; empty where there is none. */
    Optional<String> digest(String name) throws IOException {
        try {
            return Optional.of(Digest.ofFile(path.resolve(name)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Writes a file whole or not at all. */
    void write(String name, byte[] content) throws IOException {
        try (Draft draft = draft(name)) {
            draft.write(content);
            draft.commit();
        }
    }

    /** Writes a file unless there is one of that name; answers whether it did. */
    boolean writeNew(String name, byte[] content) throws IOException {
        try (Draft draft = draft(name)) {
            draft.write(content);
            return draft.commitNew();
        }
    }

    /** A file to be written bit by bit; closed without {@link Draft#commit} it leaves nothing. */
    Draft draft(String name) throws IOException {
        Path part = path.resolve(prefix + number.incrementAndGet() + ".part");
        var draft = new Draft(part, path.resolve(name), storage.create(part), drafts);
        drafts.add(draft);
        return draft;
    }

    /** A file on its way. */
    static final class Draft extends FilterOutputStream {
        private final Path part;
        private final Path target;
        private final OutputStream file;
        private final Set<Draft> open;

        private Draft(Path part, Path target, OutputStream file, Set<Draft> open) {
            super(new BufferedOutputStream(file, BUFFER));
            this.part = part;
            this.target = target;
            this.file = file;
            this.open = open;
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            out.write(bytes, from, count);
        }

        /** Gives the file its name, in place of any other; all of it is on the disk by then. */
        void commit() throws IOException {
            finish();
            if (Files.isDirectory(target)) {
                throw new FileSystemException(
                        target.toString(), null, "“" + target.getFileName() + "” in it is a folder, not a file");
            }
            try {
                Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
            }
        }

        /** As {@link #commit}, but not in place of any other; answers whether there was none. */
        boolean commitNew() throws IOException {
            finish();
            try {
                try {
                    Files.createLink(target, part);
                } catch (UnsupportedOperationException | FileSystemException e) {
                    if (e instanceof FileAlreadyExistsException || Files.exists(target)) {
                        return false;
                    }
                    Files.move(part, target); // a file system without links
                }
                return true;
            } catch (FileAlreadyExistsException e) {
                return false;
            }
        }

        /** What was written so far can be read from the file. */
        Path flushed() throws IOException {
            out.flush();
            return part;
        }

        private void finish() throws IOException {
            out.flush();
            file.close();
        }

        /** What was not committed is gone, even where the disk is full. */
        @Override
        public void close() throws IOException {
            open.remove(this);
            try {
                file.close();
            } catch (IOException e) {
                // It is thrown away anyhow, unless it has its name, and then it had been closed before.
                Files.deleteIfExists(part);
            }
            Files.deleteIfExists(part);
        }
    }

    /**
     * Takes a part of the work for this process, until it ends or closes this folder.
     *
     * @param name a file of the folder that is never replaced
     * @param shard the part
     * @return whether nobody else is at it; yes where the file system cannot tell
     */
    boolean claim(String name, Shard shard) throws IOException {
        var channel = FileChannel.open(path.resolve(name), StandardOpenOption.WRITE);
        boolean whole = shard.equals(Shard.WHOLE);
        try {
            FileLock lock = whole
                    ? channel.tryLock(LOCKS, Long.MAX_VALUE - LOCKS, false)
                    : channel.tryLock(LOCKS + shard.number(), 1, false);
            if (lock == null) {
                channel.close();
                return false;
            }
        } catch (OverlappingFileLockException e) {
            channel.close();
            return false;
        } catch (IOException e) {
            channel.close(); // a file system without locks
            return true;
        }
        claim = channel;
        return true;
    }

    /** Deletes what earlier runs of this part left unfinished. */
    void tidy() throws IOException {
        // All parts are this process's own if it has claimed the whole.
        String glob = prefix.equals(UNFINISHED + ALL + "-") ? UNFINISHED + "*.part" : prefix + "*.part";
        try (DirectoryStream<Path> left = Files.newDirectoryStream(path, glob)) {
            for (Path file : left) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** Whether there is a file whose name fits a pattern such as {@code *-questions.*}. */
    boolean hasAny(String... globs) throws IOException {
        for (String glob : globs) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(path, glob)) {
                if (found.iterator().hasNext()) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Has the names themselves outlast a power cut, on systems that can. */
    void settle() {
        try (FileChannel names = FileChannel.open(path, StandardOpenOption.READ)) {
            names.force(true);
        } catch (IOException e) {
            return; // Windows keeps names without being asked
        }
    }

    /** Nothing unfinished is left. */
    @Override
    public void close() throws IOException {
        try {
            for (Draft draft : drafts) {
                draft.close();
            }
        } finally {
            if (claim != null) {
                claim.close();
                claim = null;
            }
        }
    }

    /** Why a folder could not be written to, and what to do. */
    static String fault(Path folder, IOException e) {
        return "cannot write into “" + folder + "”: " + reason(e);
    }

    static String reason(IOException e) {
        return IoReasons.of(e);
    }

    /** Whether two files have the same content. */
    boolean holds(String name, byte[] content) throws IOException {
        return read(name).map(found -> Arrays.equals(found, content)).orElse(false);
    }
}
