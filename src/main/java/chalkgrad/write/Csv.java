package chalkgrad.write;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A table as comma-separated values (RFC 4180), which a spreadsheet takes for text and never for a formula.
 *
 * <p>{@code Csv.of(List.of(List.of("file", "points"), List.of("=1+1.md", "3")))} has the cell {@code '=1+1.md}.
 */
public final class Csv {
    /** A cell that a spreadsheet would work out. */
    private static final Pattern FORMULA = Pattern.compile("[\\s\\p{C}]*[=+\\-@＝＋－＠].*|[\\t\\r\\n].*", Pattern.DOTALL);

    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");
    private static final Pattern QUOTED = Pattern.compile(".*[,;\"'\\r\\n\\t].*|\\s.*|.*\\s", Pattern.DOTALL);

    private Csv() {}

    public static byte[] of(List<List<String>> rows) {
        return rows.stream()
                .map(row -> row.stream().map(Csv::cell).collect(Collectors.joining(",")) + "\r\n")
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8);
    }

    public static String cell(String text) {
        if (NUMBER.matcher(text).matches()) {
            return text;
        }
        String safe = FORMULA.matcher(text).matches() ? "'" + text : text;
        return QUOTED.matcher(safe).matches() ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
