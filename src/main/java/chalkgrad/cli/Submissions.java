package chalkgrad.cli;

import chalkgrad.problem.Words;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds the works that were handed in: the files that are named, and all those in the folders and archives that are named.
 *
 * <p>{@code Submissions.in(List.of("monday", "mina.md"), …)} is every file in the folder monday and below, in order, and then mina.md.
 */
final class Submissions {
    /** The endings of what may be a work. */
    private static final Set<String> ENDINGS = Set.of(
            "md",
            "markdown",
            "rmd",
            "qmd",
            "tex",
            "txt",
            "text",
            "yaml",
            "yml",
            "json",
            "ipynb",
            "html",
            "htm",
            "xhtml",
            "docx",
            "pdf");

    /** What systems and programs leave beside the files of people. */
    private static final Set<String> LITTER = Set.of("__macosx", "thumbs.db", "desktop.ini", "icon\r");

    private static final int DEEPEST = 20;
    private static final int NAMED = 5;

    private final Set<Path> apart;
    private final PrintStream notes;
    private final Map<Object, Submission> found = new LinkedHashMap<>();

    private Submissions(Set<Path> apart, PrintStream notes) {
        this.apart = apart;
        this.notes = notes;
    }

    /**
     * All files, each once; those that are no works have a reason.
     *
     * @param operands files, folders, archives, or {@code -}
     * @param apart what is no work even where a folder holds it: the problem, and the folder of the results
     * @param notes where it is said what could not be looked into
     */
    static List<Submission> in(List<String> operands, Set<Path> apart, PrintStream notes) {
        var submissions = new Submissions(apart, notes);
        operands.forEach(submissions::operand);
        return List.copyOf(submissions.found.values());
    }

    /** Only what may be works; of the other files it is said that they are passed over. */
    static List<Submission> fit(List<String> operands, Set<Path> apart, PrintStream notes) {
        List<Submission> all = in(operands, apart, notes);
        List<String> skipped = all.stream()
                .filter(each -> !each.unfit().isEmpty())
                .map(Submission::name)
                .toList();
        if (!skipped.isEmpty()) {
            notes.println(Words.printable(String.join(", ", operands) + ": passed over " + skipped.size()
                    + (skipped.size() == 1 ? " file" : " files") + ": "
                    + String.join(", ", skipped.subList(0, Math.min(NAMED, skipped.size())))
                    + (skipped.size() > NAMED ? ", …" : "")));
        }
        return all.stream().filter(each -> each.unfit().isEmpty()).toList();
    }

    /** Whether an operand is a folder or an archive, and so may stand for any number of works. */
    static boolean isCollection(String operand) {
        return !operand.equals("-")
                && Submission.pathOf(operand)
                        .filter(path -> Files.isDirectory(path) || Archive.is(path))
                        .isPresent();
    }

    private void operand(String operand) {
        Optional<Path> path = operand.equals("-") ? Optional.empty() : Submission.pathOf(operand);
        if (path.isPresent() && Files.isDirectory(path.get())) {
            int before = found.size();
            try {
                folder(path.get(), List.of(), new HashSet<>());
            } catch (IOException | UncheckedIOException e) {
                notes.println(Words.printable(path.get().toString()) + ": cannot be read");
            }
            if (found.size() == before) {
                notes.println(Words.printable(path.get().toString()) + ": this folder holds no work");
            }
        } else if (path.isPresent() && Archive.is(path.get())) {
            archive(path.get());
        } else {
            Submission work = Submission.of(operand);
            found.putIfAbsent(work.path().<Object>map(Submission::real).orElse(operand), work);
        }
    }

    private void folder(Path folder, List<String> folders, Set<Path> seen) throws IOException {
        if (folders.size() > DEEPEST || !seen.add(Submission.real(folder))) {
            return;
        }
        List<Path> entries;
        try (Stream<Path> listed = Files.list(folder)) {
            entries = listed.sorted().toList();
        }
        for (Path entry : entries) {
            String name = entry.getFileName().toString();
            if (isLitter(name) || apart.contains(Submission.real(entry))) {
                continue;
            }
            if (Files.isDirectory(entry)) {
                var inner = new ArrayList<String>(List.of(name));
                inner.addAll(folders);
                folder(entry, inner, seen);
            } else {
                found.putIfAbsent(Submission.real(entry), Submission.of(entry, folders, unfit(name)));
            }
        }
    }

    private void archive(Path path) {
        var archive = new Archive(path);
        List<String> files;
        try {
            files = archive.files();
        } catch (IOException e) {
            String why = e instanceof FileSystemException f && f.getReason() != null ? f.getReason() : "cannot be read";
            String name = String.valueOf(path.getFileName());
            found.putIfAbsent(
                    Submission.real(path),
                    new Submission(path.toString(), name, List.of(), new Submission.Origin.Nowhere(why), ""));
            return;
        }
        var seen = new HashSet<String>();
        for (String file : files.stream().sorted().toList()) {
            List<String> names =
                    new ArrayList<>(Arrays.asList(file.replace('\\', '/').split("/+")));
            names.removeIf(String::isEmpty);
            if (names.isEmpty() || names.stream().anyMatch(name -> !name.equals("..") && isLitter(name))) {
                continue;
            }
            String name = names.remove(names.size() - 1);
            Collections.reverse(names);
            boolean twice = !seen.add(file);
            Submission.Origin origin = twice
                    ? new Submission.Origin.Nowhere(
                            "this name is in the archive twice, so it is not sure which file is meant")
                    : new Submission.Origin.InArchive(archive, file);
            found.putIfAbsent(
                    List.of(Submission.real(path), file, twice),
                    new Submission(path + "/" + file, name, names, origin, unfit(name)));
        }
        if (files.isEmpty()) {
            notes.println(Words.printable(path.toString()) + ": this archive holds no work");
        }
    }

    /** What is hidden, or was left by a system or a program. */
    private static boolean isLitter(String name) {
        return name.startsWith(".") || name.startsWith("~$") || LITTER.contains(name.toLowerCase(Locale.ROOT));
    }

    private static String unfit(String name) {
        int dot = name.lastIndexOf('.');
        String ending = name.substring(dot + 1).toLowerCase(Locale.ROOT);
        return dot < 0 || ENDINGS.contains(ending)
                ? ""
                : "files that end in ." + ending
                        + " are no works in a folder; expected a text, Markdown, LaTeX, HTML, a notebook (.ipynb), "
                        + "a Word file (.docx), a PDF with text, or an answer sheet (.yaml)";
    }
}
