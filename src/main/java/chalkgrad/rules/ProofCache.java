package chalkgrad.rules;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The proofs of a user's own expressions, in a folder of the user's, so that Symja need not start for them in the next run.
 *
 * <p>{@code ~/.cache/chalkgrad/proofs/5d2c….txt} holds what came of {@code z/(1+abs(z))}: a {@link ProofRecord} behind a line that says which
 * program wrote it.
 *
 * <p>Nothing depends on it. An entry that is cut, changed, of another program or of another question is passed over, as is a folder that is not the
 * user's own; what cannot be written is derived again next time. Files are moved into place whole, so that several processes may use the folder at
 * once.
 */
public final class ProofCache implements Proofs {
    /** Proofs beyond this many push out the oldest. */
    static final int MOST = 500;

    /** No entry is larger, in bytes. */
    private static final int LARGEST = 20_000;

    private static final String SUFFIX = ".txt";
    private static final String PROGRAM = "program    ";

    private final Path folder;
    private final String program;

    /**
     * A cache.
     *
     * @param folder where the entries are; it is made when one is kept
     * @param program which program this is; an entry of another one is passed over, as its rules may have been others
     */
    ProofCache(Path folder, String program) {
        this.folder = folder;
        this.program = program;
    }

    /**
     * The cache of the user who runs a program.
     *
     * @param xdg the value of {@code XDG_CACHE_HOME}; as its specification says, one that is empty or not absolute does not count
     * @param home the user's home
     * @param jar the program; empty where it is run out of folders, whose classes may change from run to run
     * @return empty where there is no place for one
     */
    public static Optional<ProofCache> of(Optional<String> xdg, Optional<String> home, Optional<String> jar) {
        try {
            Optional<Path> base = xdg.map(Path::of)
                    .filter(Path::isAbsolute)
                    .or(() -> home.map(Path::of).filter(Path::isAbsolute).map(path -> path.resolve(".cache")));
            if (base.isEmpty() || jar.isEmpty()) {
                return Optional.empty();
            }
            var file = new File(jar.get());
            String program = "chalkgrad.jar of " + file.length() + " bytes, " + file.lastModified();
            return base.map(path -> new ProofCache(path.resolve("chalkgrad").resolve("proofs"), program));
        } catch (InvalidPathException noPlace) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<LocalDerivative> find(Question question) {
        return file(question).flatMap(this::read).flatMap(record -> record.answer(question));
    }

    private Optional<Path> file(Question question) {
        return ProofRecord.key(question).map(key -> folder.resolve(key.digest() + SUFFIX));
    }

    private Optional<ProofRecord> read(Path file) {
        try {
            // Asked first, since hardly any question has an entry.
            if (!file.toFile().isFile() || file.toFile().length() > LARGEST || !isOwn(folder)) {
                return Optional.empty();
            }
            List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
            if (lines.isEmpty() || !lines.get(0).equals(PROGRAM + program)) {
                return Optional.empty();
            }
            return Optional.of(ProofRecord.read(lines.subList(1, lines.size()))).filter(ProofRecord::isWhole);
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /** Keeps an answer, if there is a place for it. */
    void keep(Question question, LocalDerivative answer, String version) {
        Optional<Path> file = file(question);
        Optional<ProofRecord> record = ProofRecord.of(question, answer, version);
        if (file.isEmpty() || record.isEmpty()) {
            return;
        }
        byte[] text = (PROGRAM + program + "\n" + record.get().text()).getBytes(StandardCharsets.UTF_8);
        if (text.length > LARGEST) {
            return;
        }
        try {
            makeFolder();
            if (isOwn(folder)) {
                write(file.get(), text);
                prune();
            }
        } catch (IOException | UnsupportedOperationException noPlace) {
            // It is derived again.
        }
    }

    private void makeFolder() throws IOException {
        if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        if (posix) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectories(folder);
        }
    }

    /** Whether nobody else could have put something there: it is a folder, no link to one, of the user's. */
    private static boolean isOwn(Path folder) throws IOException {
        return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                && Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS)
                        .getName()
                        .endsWith(System.getProperty("user.name", ""));
    }

    private void write(Path file, byte[] text) throws IOException {
        Path whole = Files.createTempFile(folder, "new", ".part");
        try {
            Files.write(whole, text);
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(whole);
        }
    }

    /** Removes the oldest entries, and what was left half-written, where there are too many. */
    private void prune() throws IOException {
        var files = new ArrayList<File>();
        try (var entries = Files.newDirectoryStream(folder)) {
            entries.forEach(entry -> files.add(entry.toFile()));
        }
        if (files.size() > MOST) {
            files.sort(Comparator.comparingLong(File::lastModified));
            for (File old : files.subList(0, files.size() - MOST * 3 / 4)) {
                Files.deleteIfExists(old.toPath());
            }
        }
    }
}
