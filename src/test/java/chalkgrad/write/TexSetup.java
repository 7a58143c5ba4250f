package chalkgrad.write;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Whether the TeX of this machine has what a document of chalkgrad's needs: it may lack a package, or a font of one, or its formats. A test that needs
 * it is skipped then, by name.
 *
 * <p>What is tried is a document of its own, with the packages and fonts of the pages and nothing of the templates: a fault of those fails the tests.
 */
public final class TexSetup {
    private static final String ENGLISH =
            """
            \\documentclass[11pt,a4paper]{article}
            \\usepackage{iftex}
            \\iftutex\\else\\usepackage[T1]{fontenc}\\fi
            \\usepackage{lmodern}
            \\usepackage{amsmath,amssymb}
            KOREAN
            \\usepackage[margin=2.5cm]{geometry}
            \\usepackage{booktabs,longtable,array}
            \\usepackage{xcolor,graphicx}
            MICROTYPE
            \\usepackage[hidelinks]{hyperref}
            \\begin{document}
            \\tableofcontents
            \\section{A \\textbf{bold}, \\emph{slanted} and \\texttt{typed} one}
            \\subsection{B}
            $\\frac{\\partial E}{\\partial w_{11}^{(2)}} = \\sum_i \\delta_i \\mathbb{R} \\mathcal{L} \\mathbf{W} \\odot \\approx \\checkmark$
            \\[\\underbrace{\\begin{bmatrix}1\\\\2\\end{bmatrix}}_{x}\\]
            \\begin{longtable}{ll}\\toprule a & b\\\\\\bottomrule\\end{longtable}
            HANGUL {\\fontsize{7bp}{7bp}\\selectfont small} {\\LARGE\\bfseries large}
            \\end{document}
            """;

    /** What is missing, by engine and language; empty where nothing is. */
    private static final Map<String, Optional<String>> MISSING = new ConcurrentHashMap<>();

    private TexSetup() {}

    /** Skips a test, visibly, unless the engine can set pages in that language. */
    public static void require(String engine, String language) {
        Optional<String> missing = missing(engine, language);
        assumeTrue(missing.isEmpty(), () -> engine + " cannot set pages here (" + language + "): " + missing.get());
    }

    /** Why the engine cannot set pages in a language. */
    static Optional<String> missing(String engine, String language) {
        return MISSING.computeIfAbsent(engine + " " + language, key -> tried(engine, language.equals("ko")));
    }

    private static Optional<String> tried(String engine, boolean korean) {
        if (!installed(engine)) {
            return Optional.of("it is not installed");
        }
        try {
            Path directory = Files.createTempDirectory("chalkgrad-texsetup-");
            try {
                return tried(engine, korean, directory);
            } finally {
                try (Stream<Path> files = Files.walk(directory)) {
                    for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(file);
                    }
                }
            }
        } catch (IOException e) {
            return Optional.of(e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("it was interrupted");
        }
    }

    private static Optional<String> tried(String engine, boolean korean, Path directory)
            throws IOException, InterruptedException {
        String hangul =
                """
                \\usepackage{kotex}
                \\iftutex\\IfFontExistsTF{NanumMyeongjo.ttf}
                  {\\setmainhangulfont{NanumMyeongjo.ttf}[BoldFont=NanumMyeongjoBold.ttf]}
                  {\\setmainhangulfont{UnBatang.ttf}[BoldFont=UnBatangBold.ttf]}\\fi
                """;
        String source = ENGLISH.replace("KOREAN\n", korean ? hangul : "")
                .replace("MICROTYPE\n", korean ? "" : "\\ifxetex\\else\\usepackage{microtype}\\fi\n")
                .replace("HANGUL", korean ? "은닉층 \\textbf{출력층}" : "");
        Files.writeString(directory.resolve("page.tex"), source);
        var builder = new ProcessBuilder(
                        engine, "-no-shell-escape", "-interaction=nonstopmode", "-halt-on-error", "page.tex")
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("run.txt").toFile());
        builder.environment().put("max_print_line", "10000");
        Process process = builder.start();
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            return Optional.of("it did not end");
        }
        Path log = directory.resolve("page.log");
        String said = Files.exists(log) ? Files.readString(log, StandardCharsets.ISO_8859_1) : "";
        Optional<String> complaint = said.lines()
                .filter(line -> line.startsWith("!") || line.startsWith("Missing character"))
                .findFirst();
        boolean whole = process.exitValue() == 0 && Files.exists(directory.resolve("page.pdf"));
        return complaint.isPresent() || whole ? complaint : Optional.of("it stopped with " + process.exitValue());
    }

    static boolean installed(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }
}
