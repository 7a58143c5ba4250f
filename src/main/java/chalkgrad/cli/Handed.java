package chalkgrad.cli;

import chalkgrad.batch.FileNames;
import chalkgrad.problem.InputFile;
import chalkgrad.problem.Words;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The works that were handed in: the files that are named, and those of the folders that are named.
 *
 * <p>{@code Handed.in(List.of("monday", "mina.md"), …)} is every text in the folder monday and below, in order, and then mina.md.
 *
 * @param label how messages call it: the file as the user knows it, or {@code -}
 * @param path where it is; empty for standard input
 */
record Handed(String label, Optional<Path> path) {
    /** The endings of what may be a work; other files of a folder are passed over. */
    private static final Set<String> ENDINGS = Set.of("md", "markdown", "tex", "txt", "yaml", "yml", "json");

    private static final int DEEPEST = 20;
    private static final int NAMED = 5;

    /** A larger file is no derivation. */
    private static final int LARGEST = 16 << 20;

    /**
     * All of it.
     *
     * @param in what {@code -} stands for
     * @throws FileSystemException with the reason, if it cannot be read or is no file
     */
    byte[] content(InputStream in) throws FileSystemException {
        if (label.equals("-")) {
            return InputFile.read(in, LARGEST, "derivation");
        }
        return InputFile.read(
                path.orElseThrow(() -> new FileSystemException(label, null, "there is no such file")),
                LARGEST,
                "derivation");
    }

    /** The file's name without its folders. */
    String name() {
        return path.map(Path::getFileName).map(Path::toString).orElse("stdin");
    }

    /**
     * All works, each once.
     *
     * @param operands files, folders, or {@code -}
     * @param apart what is no work even where a folder holds it: the problem, and the folder of the results
     * @param notes where it is said what was passed over
     */
    static List<Handed> in(List<String> operands, Set<Path> apart, PrintStream notes) {
        var works = new LinkedHashMap<Object, Handed>();
        for (String operand : operands) {
            Optional<Path> path = operand.equals("-") ? Optional.empty() : pathOf(operand);
            if (path.isPresent() && Files.isDirectory(path.get())) {
                folder(path.get(), apart, notes).forEach(work -> works.putIfAbsent(key(work), work));
            } else {
                var work = new Handed(operand, path);
                works.putIfAbsent(path.isPresent() ? key(work) : operand, work);
            }
        }
        return List.copyOf(works.values());
    }

    /** The file's name, and those of the folders that it is in below an operand, from the innermost one outwards. */
    List<String> names(String operand) {
        var names = new ArrayList<String>(List.of(name()));
        Optional<Path> above = path.isPresent() ? pathOf(operand) : Optional.empty();
        if (above.isPresent()
                && path.get().startsWith(above.get())
                && !path.get().equals(above.get())) {
            Path inner = above.get().relativize(path.get());
            for (int i = inner.getNameCount() - 2; i >= 0; i--) {
                names.add(inner.getName(i).toString());
            }
        }
        return names;
    }

    static Optional<Path> pathOf(String operand) {
        try {
            return Optional.of(Path.of(operand));
        } catch (InvalidPathException e) {
            return Optional.empty(); // no file has that name, and reading it will say so
        }
    }

    private static Object key(Handed work) {
        return real(work.path.orElseThrow());
    }

    /** A path by which two names of one file are seen to be the same. */
    static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return path.toAbsolutePath().normalize();
        }
    }

    private static List<Handed> folder(Path folder, Set<Path> apart, PrintStream notes) {
        var files = new ArrayList<Path>();
        var skipped = new ArrayList<String>();
        try {
            collect(folder, apart, files, skipped, new HashSet<>(), 0);
        } catch (IOException | UncheckedIOException e) {
            notes.println(Words.printable(folder.toString()) + ": cannot be read");
        }
        if (!skipped.isEmpty()) {
            String named = String.join(", ", skipped.subList(0, Math.min(NAMED, skipped.size())));
            notes.println(Words.printable(folder + ": passed over " + skipped.size()
                    + (skipped.size() == 1 ? " file" : " files") + ": " + named
                    + (skipped.size() > NAMED ? ", …" : "")));
        } else if (files.isEmpty()) {
            notes.println(Words.printable(folder.toString()) + ": this folder holds no work");
        }
        return files.stream()
                .map(file -> new Handed(file.toString(), Optional.of(file)))
                .toList();
    }

    private static void collect(
            Path folder, Set<Path> apart, List<Path> files, List<String> skipped, Set<Path> seen, int depth)
            throws IOException {
        if (depth > DEEPEST || !seen.add(real(folder))) {
            return;
        }
        List<Path> entries;
        try (Stream<Path> listed = Files.list(folder)) {
            entries = listed.sorted().toList();
        }
        for (Path entry : entries) {
            String name = entry.getFileName().toString();
            if (name.startsWith(".") || apart.contains(real(entry))) {
                continue;
            }
            if (Files.isDirectory(entry)) {
                collect(entry, apart, files, skipped, seen, depth + 1);
            } else if (ENDINGS.contains(ending(name))) {
                files.add(entry);
            } else {
                skipped.add(name);
            }
        }
    }

    private static String ending(String name) {
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    /** What each work is called in results: its name without its ending, which no two share, on no system. */
    static Map<Handed, String> names(List<Handed> works) {
        var names = new LinkedHashMap<Handed, String>();
        var taken = new HashSet<String>();
        for (Handed work : works) {
            String name = plain(work.name());
            String free = name;
            for (int number = 2; !taken.add(free.toLowerCase(Locale.ROOT)); number++) {
                free = name + "-" + number;
            }
            names.put(work, free);
        }
        return names;
    }

    /** A name that any system, shell and Markdown page takes as it is. */
    private static String plain(String file) {
        int dot = file.lastIndexOf('.');
        String name = dot > 0 ? file.substring(0, dot) : file;
        boolean plain =
                name.length() <= FileNames.LONGEST && name.matches("[\\p{L}\\p{N}_][\\p{L}\\p{M}\\p{N}_. ()+-]*(?<! )");
        return plain ? name : Slug.of(name);
    }
}
