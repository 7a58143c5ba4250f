package chalkgrad.write;

import chalkgrad.problem.IoReasons;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The TeX that is installed, run as if every document came from an enemy.
 *
 * <p>{@code TexEngine.find().map(tex -> tex.run(source, Duration.ofSeconds(60)))}.
 *
 * <p>A document may read and write files below a private directory only, starts no program, sees nothing of the user's settings, and
 * is ended with all its processes when its time or its size is up. The same source gives the same bytes. An engine can be used by
 * several threads at once.
 */
public final class TexEngine {

    // Never LuaLaTeX: its Lua opens any file, whatever openin_any says. Not pdfLaTeX: a Korean document grows to
    // megabytes.
    private static final String TEX = "xelatex";
    private static final String DRIVER = "xdvipdfmx";
    private static final String NAME = "page";
    private static final int MOST_RUNS = 3;
    private static final long MOST_BYTES = 64L << 20;

    private final Path tex;
    private final Path driver;
    private final String searchPath;

    private TexEngine(Path tex, Path driver, String searchPath) {
        this.tex = tex;
        this.driver = driver;
        this.searchPath = searchPath;
    }

    /** The lines of a log, or of a part of one, that mean a flaw on the page. */
    public static List<String> warnings(String log) {
        return new TexLog(log).warnings();
    }

    /** The XeLaTeX that {@code PATH} finds. */
    public static Optional<TexEngine> find() {
        String path = System.getenv().getOrDefault("PATH", "");
        return find(path, TEX).flatMap(tex -> find(path, DRIVER).map(driver -> new TexEngine(tex, driver, path)));
    }

    private static Optional<Path> find(String path, String command) {
        return Stream.of(path.split(File.pathSeparator, -1))
                .flatMap(directory -> at(directory, command).stream())
                .findFirst();
    }

    /** An entry of {@code PATH} that is relative or no path at all is passed over. */
    private static Optional<Path> at(String directory, String command) {
        try {
            Path program = Path.of(directory).resolve(command);
            return program.isAbsolute() && Files.isRegularFile(program) && Files.isExecutable(program)
                    ? Optional.of(program)
                    : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /**
     * Sets a document, as often as its references need.
     *
     * @param limit for all runs together
     */
    public TexResult run(String texSource, Duration limit) {
        return runWithLog(texSource, limit, 0).result();
    }

    /**
     * What TeX made of a source, and what it said.
     *
     * @param log of the last run
     */
    public record Run(TexResult result, String log) {}

    /**
     * As {@link #run}, with the log.
     *
     * @param more bytes that may be written besides those that any document may
     */
    public Run runWithLog(String texSource, Duration limit, long more) {
        long deadline = System.nanoTime() + limit.toNanos();
        try {
            Path directory = Files.createTempDirectory("chalkgrad-tex-").toRealPath();
            try {
                Job job = new Job(directory, deadline, limit, MOST_BYTES + more);
                TexResult result = job.set(texSource);
                return new Run(result, text(job.work.resolve(NAME + ".log")));
            } finally {
                delete(directory);
            }
        } catch (IOException e) {
            String reason = "the folder for temporary files cannot be used: " + IoReasons.of(e);
            return new Run(new TexResult.Failed(reason, List.of()), "");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Run(new TexResult.Failed("TeX was interrupted", List.of()), "");
        }
    }

    /** One document on its way. */
    private final class Job {

        private final Path home;
        private final Path work;
        private final Path made;
        private final long deadline;
        private final Duration limit;
        private final long mostBytes;

        /** The driver works in a directory of its own, as it takes settings from where it works and TeX can write anything there. */
        Job(Path home, long deadline, Duration limit, long mostBytes) throws IOException {
            this.home = home;
            this.work = Files.createDirectory(home.resolve("tex"));
            this.made = Files.createDirectory(home.resolve("pdf"));
            this.deadline = deadline;
            this.limit = limit;
            this.mostBytes = mostBytes;
        }

        TexResult set(String source) throws IOException, InterruptedException {
            Files.writeString(work.resolve(NAME + ".tex"), source);
            var command = List.of(
                    tex.toString(),
                    "-no-pdf",
                    "-no-shell-escape",
                    "-halt-on-error",
                    "-interaction=nonstopmode",
                    "-file-line-error",
                    NAME + ".tex");
            for (int run = 1; ; run++) {
                BoundedProcess.Outcome outcome = run(command, work);
                if (outcome.cutShort()) {
                    return failed(outcome);
                }
                var log = new TexLog(text(work.resolve(NAME + ".log")));
                if (outcome == BoundedProcess.Outcome.FAILED) {
                    return log.failure();
                }
                // A table of contents that has just been written for the first time does not say so in the log.
                boolean again = log.asksForAnotherRun()
                        || (run == 1 && !text(work.resolve(NAME + ".toc")).isBlank());
                if (!again || run == MOST_RUNS) {
                    return convert(log.warnings());
                }
            }
        }

        private TexResult convert(List<String> warnings) throws IOException, InterruptedException {
            Path pages = work.resolve(NAME + ".xdv");
            if (!Files.isRegularFile(pages, LinkOption.NOFOLLOW_LINKS)) {
                return new TexResult.Failed("the document has no pages", List.of());
            }
            Optional<String> special = XdvSpecials.firstNotHarmless(Files.readAllBytes(pages));
            if (special.isPresent()) {
                String shown = TexLog.printable(special.get());
                return new TexResult.Failed("the document has a \\special that is not allowed: " + shown, List.of());
            }
            Path pdf = made.resolve(NAME + ".pdf");
            // by names that are the same every time, since the PDF's identifier is made from them
            var command = List.of(driver.toString(), "-q", "-o", NAME + ".pdf", "../tex/" + NAME + ".xdv");
            BoundedProcess.Outcome outcome = run(command, made);
            if (outcome == BoundedProcess.Outcome.DONE && Files.isRegularFile(pdf)) {
                return new TexResult.Pdf(Files.readAllBytes(pdf), warnings);
            }
            return outcome.cutShort() ? failed(outcome) : TexLog.ofDriver(text(made.resolve(BoundedProcess.SAID)));
        }

        private BoundedProcess.Outcome run(List<String> command, Path directory)
                throws IOException, InterruptedException {
            return BoundedProcess.run(command, environment(home), directory, deadline, mostBytes);
        }

        private TexResult failed(BoundedProcess.Outcome outcome) {
            String reason = switch (outcome) {
                case TOO_LONG -> "TeX took longer than " + limit.toMillis() / 1000.0 + " s";
                case TOO_LARGE -> "TeX wrote more than " + (mostBytes >> 20) + " MB";
                case DONE, FAILED -> "TeX failed";
            };
            return new TexResult.Failed(reason, List.of());
        }
    }

    /** All that the process sees; the user's own directories and settings are not in it. */
    private Map<String, String> environment(Path directory) {
        String home = directory.toString();
        return Map.ofEntries(
                Map.entry("PATH", searchPath),
                Map.entry("HOME", home),
                Map.entry("TMPDIR", home),
                Map.entry("TEXMFHOME", home + "/texmf"),
                Map.entry("TEXMFVAR", home + "/texmf-var"),
                Map.entry("TEXMFCONFIG", home + "/texmf-config"),
                Map.entry("openin_any", "p"),
                Map.entry("openout_any", "p"),
                Map.entry("shell_escape", "f"),
                // or else TeX breaks the lines of its log after 79 bytes, in the middle of words and characters
                Map.entry("max_print_line", "10000"),
                Map.entry("error_line", "254"),
                Map.entry("half_error_line", "238"),
                Map.entry("SOURCE_DATE_EPOCH", "0"),
                Map.entry("FORCE_SOURCE_DATE", "1"),
                Map.entry("TZ", "UTC"),
                Map.entry("LC_ALL", "C"));
    }

    /** TeX writes what it was given, so that the bytes may be wrong as UTF-8. */
    private static String text(Path file) throws IOException {
        return Files.isRegularFile(file) ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8) : "";
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
