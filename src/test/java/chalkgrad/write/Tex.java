package chalkgrad.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The TeX that is installed, for tests: what it says about a document, and the words on the pages it makes. */
final class Tex {
    private static final Pattern COMPLAINT = Pattern.compile("^(?:!|Overfull|Missing character|.*Warning:)");

    /** What a first run says of any document with a table or a bookmark. */
    private static final Pattern ANOTHER_RUN = Pattern.compile("[Rr]erun|widths have changed|has changed");

    private static final String BEGIN = "\\begin{document}";
    private static final String END = "\\end{document}";
    private static final Pattern TITLE = Pattern.compile("(?m)^ *pdftitle=.*$");
    private static final String MARK = "here-ends-a-document";

    /** What a run came to: the complaints in its log, and the text of its pages. */
    record Result(List<String> complaints, String text) {}

    private Tex() {}

    /** Skips the test, visibly, where the engine or pdftotext is not installed. */
    static Result compile(String engine, String source, Path directory, int runs)
            throws IOException, InterruptedException {
        assumeTrue(
                TexSetup.installed(engine) && TexSetup.installed("pdftotext"),
                engine + " and pdftotext are not both installed: its pages are not checked");
        Files.writeString(directory.resolve("page.tex"), source);
        for (int run = 0; run < runs; run++) {
            run(directory, engine, "-no-shell-escape", "-interaction=nonstopmode", "-halt-on-error", "page.tex");
        }
        // TeX breaks its log's lines at 79 bytes, in the middle of a character too.
        String log = Files.readString(directory.resolve("page.log"), StandardCharsets.ISO_8859_1);
        List<String> complaints = complaints(log, runs);
        if (!complaints.isEmpty() || !Files.exists(directory.resolve("page.pdf"))) {
            // Is it the page, or this machine's TeX?
            TexSetup.require(engine, source.contains("{kotex}") ? "ko" : "en");
        }
        if (!Files.exists(directory.resolve("page.pdf"))) {
            throw new AssertionError(
                    engine + " made no pages: " + complaints + "\n" + log.substring(Math.max(0, log.length() - 1500)));
        }
        run(directory, "pdftotext", "-enc", "UTF-8", "-layout", "page.pdf", "page.txt");
        return new Result(complaints, Files.readString(directory.resolve("page.txt")));
    }

    private static List<String> complaints(String log, int runs) {
        return log.lines()
                .filter(line -> COMPLAINT.matcher(line).find())
                .filter(line -> runs > 1 || !ANOTHER_RUN.matcher(line).find())
                .toList();
    }

    /**
     * What one run says of each document, where those whose preambles differ in the title at most are set one after the other: a run of their
     * own would spend most of its time on the fonts. A complaint about the preamble is one about the first.
     */
    static List<List<String>> complaintsTogether(String engine, List<String> sources, Path directory)
            throws IOException, InterruptedException {
        Map<String, List<Integer>> alike = new LinkedHashMap<>();
        for (int i = 0; i < sources.size(); i++) {
            String preamble = TITLE.matcher(
                            sources.get(i).substring(0, sources.get(i).indexOf(BEGIN)))
                    .replaceFirst("pdftitle={},");
            alike.computeIfAbsent(preamble, p -> new ArrayList<>()).add(i);
        }
        var complaints = new ArrayList<List<String>>(Collections.nCopies(sources.size(), List.of()));
        for (Map.Entry<String, List<Integer>> group : alike.entrySet()) {
            var text = new StringBuilder(group.getKey()).append(BEGIN).append('\n');
            for (int i : group.getValue()) {
                String source = sources.get(i);
                Matcher title = TITLE.matcher(source);
                assertThat(title.find()).as(source).isTrue();
                int from = source.indexOf(BEGIN) + BEGIN.length();
                text.append("\\hypersetup{").append(title.group()).append("}\n");
                text.append(source, from, source.lastIndexOf(END))
                        .append("\\clearpage\n\\typeout{")
                        .append(MARK)
                        .append("}\n");
            }
            // What another group has left for its next run is none of this one's.
            Path own = Files.createTempDirectory(directory, "together");
            compile(engine, text.append(END).append('\n').toString(), own, 1);
            String[] logs = Files.readString(own.resolve("page.log"), StandardCharsets.ISO_8859_1)
                    .split("(?m)^" + MARK + "$", -1);
            assertThat(logs).hasSize(group.getValue().size() + 1);
            for (int i = 0; i < logs.length - 1; i++) {
                String last = i == logs.length - 2 ? logs[i + 1] : "";
                complaints.set(group.getValue().get(i), complaints(logs[i] + last, 1));
            }
        }
        return complaints;
    }

    private static void run(Path directory, String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("max_print_line", "10000");
        Process process = builder.directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("run.txt").toFile())
                .start();
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(command[0] + " did not end");
        }
    }
}
