package chalkgrad.cli;

import chalkgrad.batch.FileNames;
import chalkgrad.problem.InputFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A work that was handed in.
 *
 * <p>Of the operand monday, {@code monday/Mina_7_assignsubmission_file_/a.md} is a.md, in the folder of Mina.
 *
 * @param label how messages call it: the file as the user knows it, or {@code -}
 * @param name the file's name without its folders
 * @param folders the names of the folders that it is in below an operand, from the innermost one outwards
 * @param origin where it is
 * @param unfit why a file of that ending is no work; empty where it may be one
 */
record Submission(String label, String name, List<String> folders, Origin origin, String unfit) {
    /** A larger file is no derivation. */
    private static final int LARGEST = 16 << 20;

    private static final String WORK = "derivation";

    Submission {
        folders = List.copyOf(folders);
    }

    /** Where a work is. */
    sealed interface Origin {
        /** It comes from standard input. */
        record Input() implements Origin {}

        record OnDisk(Path path) implements Origin {}

        record InArchive(Archive archive, String file) implements Origin {}

        /** It cannot be read, for a reason. */
        record Nowhere(String why) implements Origin {}
    }

    /** A work that an operand names. */
    static Submission of(String operand) {
        if (operand.equals("-")) {
            return new Submission(operand, "stdin", List.of(), new Origin.Input(), "");
        }
        Optional<Path> path = pathOf(operand);
        return path.isPresent()
                ? of(path.get(), List.of(), "")
                : new Submission(operand, operand, List.of(), new Origin.Nowhere("there is no such file"), "");
    }

    static Submission of(Path path, List<String> folders, String unfit) {
        String name = path.getFileName() == null
                ? path.toString()
                : path.getFileName().toString();
        return new Submission(path.toString(), name, folders, new Origin.OnDisk(path), unfit);
    }

    /** The file on a disk that it is, or that it is in; empty where there is none. */
    Optional<Path> path() {
        if (origin instanceof Origin.OnDisk disk) {
            return Optional.of(disk.path());
        }
        return origin instanceof Origin.InArchive inside
                ? Optional.of(inside.archive().path())
                : Optional.empty();
    }

    /** The file's name, and those of the folders that it is in. */
    List<String> names() {
        var names = new ArrayList<String>(List.of(name));
        names.addAll(folders);
        return names;
    }

    /** Who has handed it in, if a system for courses has put that into a name. */
    Optional<String> student() {
        return names().stream()
                .map(LearningSystem::student)
                .flatMap(Optional::stream)
                .findFirst();
    }

    /**
     * All of it.
     *
     * @param in what {@code -} stands for
     * @throws FileSystemException with the reason, if it cannot be read or is no file
     */
    byte[] content(InputStream in) throws FileSystemException {
        if (origin instanceof Origin.InArchive inside) {
            return inside.archive().content(inside.file(), LARGEST);
        } else if (origin instanceof Origin.OnDisk disk) {
            return InputFile.read(disk.path(), LARGEST, WORK);
        } else if (origin instanceof Origin.Nowhere nowhere) {
            throw new FileSystemException(label, null, nowhere.why());
        }
        return InputFile.read(in, LARGEST, WORK);
    }

    static Optional<Path> pathOf(String operand) {
        try {
            return Optional.of(Path.of(operand));
        } catch (InvalidPathException e) {
            return Optional.empty(); // no file has that name, and reading it will say so
        }
    }

    /** A path by which two names of one file are seen to be the same. */
    static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return path.toAbsolutePath().normalize();
        }
    }

    /** What each work is called in results: its name without its ending, which no two share, on no system. */
    static Map<Submission, String> names(List<Submission> works) {
        var names = new LinkedHashMap<Submission, String>();
        var taken = new HashSet<String>();
        for (Submission work : works) {
            String name = work.plain();
            String free = name;
            for (int number = 2; !taken.add(free.toLowerCase(Locale.ROOT)); number++) {
                free = name + "-" + number;
            }
            names.put(work, free);
        }
        return names;
    }

    /** A name that any system, shell and Markdown page takes as it is; a student's whose folder it is comes first. */
    private String plain() {
        int dot = name.lastIndexOf('.');
        String file = dot > 0 ? name.substring(0, dot) : name;
        Optional<String> owner = LearningSystem.student(name).isPresent() ? Optional.empty() : student();
        String whole = owner.map(student -> student + " " + file).orElse(file);
        boolean plain = whole.length() <= FileNames.LONGEST
                && whole.matches("[\\p{L}\\p{N}_][\\p{L}\\p{M}\\p{N}_. ()+-]*(?<! )");
        return plain ? whole : Slug.of(whole);
    }
}
