package chalkgrad.batch;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a table of separated values (RFC 4180), one after the other.
 *
 * <p>{@code new CsvReader("id,name\n7,\"Kim, Mina\"", ',')} has the rows {@code [id, name]} and {@code [7, "Kim, Mina"]}, in lines 1 and 2.
 */
final class CsvReader {
    private final String text;
    private final char separator;
    private int at;
    private int line = 1;

    CsvReader(String text, char separator) {
        this.text = text;
        this.separator = separator;
    }

    /** A row: the line in which it begins, its cells, and what is wrong with it. */
    record Row(int line, List<String> cells, @Nullable String fault) {
        Row {
            cells = List.copyOf(cells);
        }

        boolean isBlank() {
            return cells.stream().allMatch(String::isBlank);
        }

        /** A cell without the space around it; empty where the row is too short. */
        String cell(int column) {
            return column >= 0 && column < cells.size() ? cells.get(column).strip() : "";
        }
    }

    /** The next row in which something stands, or null where there is none; a spreadsheet's word on its separators is not content. */
    @Nullable
    Row content() {
        Row row = next();
        while (row != null && row.fault() == null && (row.isBlank() || isSeparatorNote(row))) {
            row = next();
        }
        return row;
    }

    private static boolean isSeparatorNote(Row row) {
        return row.line() == 1 && row.cells().get(0).startsWith("sep=");
    }

    /** The next row, or null where there is none. */
    @Nullable
    Row next() {
        if (at >= text.length()) {
            return null;
        }
        int begin = line;
        var cells = new ArrayList<String>();
        String fault = null;
        while (true) {
            int quote = quoteAhead();
            String cell;
            if (quote < 0) {
                cell = plain();
            } else {
                at = quote + 1;
                cell = quoted();
                if (at > text.length()) {
                    fault = "a quoted cell has no end";
                } else if (!plain().isBlank()) {
                    fault = "there is text behind the closing quote of a cell";
                }
            }
            cells.add(cell);
            if (at < text.length() && text.charAt(at) == separator) {
                at++;
                continue;
            }
            at++; // the line feed
            line++;
            return new Row(begin, cells, fault);
        }
    }

    /** Where a quote opens this cell, or -1. */
    private int quoteAhead() {
        int i = at;
        while (i < text.length() && text.charAt(i) == ' ') {
            i++;
        }
        return i < text.length() && text.charAt(i) == '"' ? i : -1;
    }

    private String plain() {
        int begin = at;
        while (at < text.length() && text.charAt(at) != separator && text.charAt(at) != '\n') {
            at++;
        }
        return text.substring(Math.min(begin, text.length()), Math.min(at, text.length()));
    }

    /** Up to the closing quote; of a cell that has none, all that is left, and {@code at} is past the end. */
    private String quoted() {
        var cell = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                if (at >= text.length() || text.charAt(at) != '"') {
                    return cell.toString();
                }
                at++;
            }
            line += c == '\n' ? 1 : 0;
            cell.append(c);
        }
        at = text.length() + 1;
        return cell.toString();
    }
}
