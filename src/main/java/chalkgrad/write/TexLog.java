package chalkgrad.write;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The log of a TeX run, read for the lines that matter to a person.
 *
 * <p>Of {@code Overfull \hbox (12.3pt too wide) in paragraph at lines 4--5} and three hundred lines about fonts, the first.
 *
 * <p>The log has to be written with {@code -file-line-error} and without line breaks of TeX's own.
 */
final class TexLog {

    private static final Pattern FLAW = Pattern.compile("Overfull \\\\[hv]box .*"
            + "|Missing character: .*"
            + "|LaTeX Warning: (Reference|Citation|Label|Hyper reference) .*"
            + "|LaTeX Warning: There were (undefined references|multiply-defined labels).*"
            + "|LaTeX Font Warning: (Font shape .* undefined|Some font shapes were not available).*");
    private static final Pattern CHANGES_NEXT_TIME =
            Pattern.compile("(?m)^.*(Rerun to get|Rerun LaTeX|rerun LaTeX).*$");
    private static final Pattern ERROR = Pattern.compile("! .*|[./][^:]*:\\d+: .*");
    private static final Pattern MISSING_FILE = Pattern.compile("File `([^']+)' not found");
    private static final Pattern MISSING_FONT = Pattern.compile("The font \"([^\"]+)\" cannot be found");
    private static final Pattern UNLOADED_FONT = Pattern.compile("Font [^=\\s]+=\\[?([^]:;\\s]+)\\S* .*not loadable");
    private static final Pattern UNMAPPED_FONT = Pattern.compile("TFM \"([^\"]+)\"|[Ff]ont file \"([^\"]+)\"");
    private static final String STATISTICS = "Here is how much of TeX's memory";
    private static final String CURE = "; install it (Debian: texlive-xetex, texlive-latex-extra, "
            + "texlive-fonts-recommended, lmodern and texlive-lang-korean have all that is needed), or leave out "
            + "--pdf-engine tex";
    private static final Set<String> OF_A_PACKAGE = Set.of("sty", "cls", "def", "fd");
    private static final int EXCERPT_LINES = 12;
    private static final int LINE_LENGTH = 200;
    private static final int MOST_WARNINGS = 100;

    private final List<String> lines;
    private final boolean unsettled;

    TexLog(String text) {
        lines = text.lines().toList();
        unsettled = CHANGES_NEXT_TIME.matcher(text).find();
    }

    /** Whether another run would set references that this one could not know. */
    boolean asksForAnotherRun() {
        return unsettled;
    }

    /** The lines that mean a flaw on the page, each once. */
    List<String> warnings() {
        Set<String> found = new LinkedHashSet<>();
        for (String line : lines) {
            if (found.size() < MOST_WARNINGS && FLAW.matcher(line).matches()) {
                found.add(printable(line));
            }
        }
        return List.copyOf(found);
    }

    /** What went wrong, as a result; the first error is the one that stopped TeX. */
    TexResult.Failed failure() {
        Optional<Integer> first = firstError();
        if (first.isEmpty()) {
            return lines.isEmpty()
                    ? new TexResult.Failed(
                            "TeX did not start, so its installation is not whole"
                                    + CURE.replace("install it", "install it again"),
                            List.of())
                    : new TexResult.Failed("TeX stopped without naming an error", last());
        }
        int start = first.get();
        Optional<String> missing = missing(lines.get(start));
        if (missing.isPresent()) {
            return new TexResult.Failed(missing.get() + CURE, List.of());
        }
        List<String> excerpt = new ArrayList<>();
        for (int i = start; i < lines.size() && excerpt.size() < EXCERPT_LINES; i++) {
            String line = lines.get(i);
            if (line.startsWith(STATISTICS)) {
                break;
            }
            if (!line.isBlank()) {
                excerpt.add(printable(line));
            }
        }
        return new TexResult.Failed(reason(lines.get(start)), excerpt);
    }

    private Optional<Integer> firstError() {
        for (int i = 0; i < lines.size(); i++) {
            if (ERROR.matcher(lines.get(i)).matches()) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    /** What of the installation is missing, if an error is about that. */
    private static Optional<String> missing(String error) {
        Matcher file = MISSING_FILE.matcher(error);
        if (file.find() && OF_A_PACKAGE.contains(ending(file.group(1)))) {
            return Optional.of("the LaTeX package " + printable(file.group(1)) + " is not installed");
        }
        for (Pattern pattern : List.of(MISSING_FONT, UNLOADED_FONT)) {
            Matcher font = pattern.matcher(error);
            if (font.find()) {
                return Optional.of("the font " + printable(font.group(1)) + " is not installed");
            }
        }
        return Optional.empty();
    }

    /** What the driver, which sets no document but finds its fonts, says of why it made none. */
    static TexResult.Failed ofDriver(String said) {
        String name = "";
        for (Matcher font = UNMAPPED_FONT.matcher(said); font.find(); ) {
            name = font.group(1) == null ? font.group(2) : font.group(1);
        }
        return name.isEmpty()
                ? new TexResult.Failed("the PDF could not be made from TeX's pages", new TexLog(said).last())
                : new TexResult.Failed("the font " + printable(name) + " is not installed" + CURE, List.of());
    }

    private static String ending(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static String reason(String error) {
        Matcher file = MISSING_FILE.matcher(error);
        if (file.find()) {
            return "TeX may not read, or cannot find, the file " + printable(file.group(1));
        }
        return "TeX reports: " + printable(error.replaceFirst("^! ", ""));
    }

    private List<String> last() {
        List<String> shown = lines.stream()
                .takeWhile(line -> !line.startsWith(STATISTICS))
                .filter(line -> !line.isBlank())
                .map(TexLog::printable)
                .toList();
        return shown.subList(Math.max(0, shown.size() - EXCERPT_LINES), shown.size());
    }

    /** The log repeats what a user wrote, and it goes to a terminal. */
    static String printable(String line) {
        String clean = line.replaceAll("\\p{Cntrl}", "?");
        return clean.codePointCount(0, clean.length()) <= LINE_LENGTH
                ? clean
                : clean.substring(0, clean.offsetByCodePoints(0, LINE_LENGTH)) + "…";
    }
}
