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
    private static final Pattern ERROR = Pattern.compile("! .*|\\./[^:]+:\\d+: .*");
    private static final Pattern MISSING_FILE = Pattern.compile("File `([^']+)' not found");
    private static final Pattern MISSING_FONT = Pattern.compile("The font \"([^\"]+)\" cannot be found");
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
            return new TexResult.Failed("TeX stopped without naming an error", last());
        }
        int start = first.get();
        List<String> excerpt = new ArrayList<>();
        for (int i = start; i < lines.size() && excerpt.size() < EXCERPT_LINES; i++) {
            String line = lines.get(i);
            if (line.startsWith("Here is how much of TeX's memory")) {
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

    private static String reason(String error) {
        Matcher file = MISSING_FILE.matcher(error);
        if (file.find()) {
            String name = file.group(1);
            String kind = name.substring(name.lastIndexOf('.') + 1);
            return OF_A_PACKAGE.contains(kind)
                    ? "the LaTeX package " + printable(name) + " is not installed"
                    : "TeX may not read, or cannot find, the file " + printable(name);
        }
        Matcher font = MISSING_FONT.matcher(error);
        if (font.find()) {
            return "the font " + printable(font.group(1)) + " is not installed";
        }
        return "TeX reports: " + printable(error.replaceFirst("^! ", ""));
    }

    private List<String> last() {
        List<String> shown = lines.stream()
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
