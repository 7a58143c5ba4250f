package chalkgrad.source;

import java.util.List;

/**
 * Writes tables as Markdown has them.
 *
 * <p>{@code Rows.row(List.of("dE/dw5", "0.0259"))} is {@code | dE/dw5 | 0.0259 |}.
 */
final class Rows {
    private Rows() {}

    static String row(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |";
    }

    /** The line below the first row. */
    static String rule(int cells) {
        return "|" + "---|".repeat(Math.max(1, cells));
    }

    static boolean isRule(String line) {
        return line.startsWith("|---|");
    }

    /** What stands in a cell, in one line; a bar in it would end it. */
    static String cell(List<String> lines) {
        return String.join("; ", lines)
                .replace("$$", "$")
                .replace("\\|", "\\Vert ")
                .replace("|", "\\vert ");
    }
}
