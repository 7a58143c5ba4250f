package chalkgrad.problem;

import java.util.ArrayList;
import java.util.List;

/**
 * One document of a YAML stream, as text.
 *
 * <p>{@code "a: 1\n---\nb: 2\n"} is two chunks, the second of which begins in line 2.
 *
 * <p>A stream is cut before it is parsed, so that a slip in one document does not hide the next: in YAML 1.2 a line that begins with
 * {@code ---} or {@code ...} is a document's border wherever it stands, in a quoted text too.
 *
 * @param firstLine the line of the file in which the chunk begins
 * @param text the chunk, its {@code ---} and what stands before it included
 */
record Chunk(int firstLine, String text) {

    static List<Chunk> split(String text) {
        var chunks = new ArrayList<Chunk>();
        int start = 0;
        int startLine = 1;
        boolean started = false;
        boolean blank = true;
        int line = 1;
        for (int at = 0; at < text.length(); line++) {
            int next = afterLine(text, at);
            String content = text.substring(at, next);
            if (isMarker(content, "---")) {
                if (started || !blank) {
                    chunks.add(new Chunk(startLine, text.substring(start, at)));
                    start = at;
                    startLine = line;
                }
                started = true;
                blank = true;
            } else if (isMarker(content, "...")) {
                if (started || !blank) {
                    chunks.add(new Chunk(startLine, text.substring(start, next)));
                }
                start = next;
                startLine = line + 1;
                started = false;
                blank = true;
            } else {
                blank &= content.isBlank() || content.stripLeading().startsWith("#") || content.startsWith("%");
            }
            at = next;
        }
        if (started || !blank) {
            chunks.add(new Chunk(startLine, text.substring(start)));
        }
        return chunks;
    }

    private static int afterLine(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                return i + 1;
            } else if (c == '\r') {
                return i + 1 < text.length() && text.charAt(i + 1) == '\n' ? i + 2 : i + 1;
            }
        }
        return text.length();
    }

    private static boolean isMarker(String line, String marker) {
        return line.startsWith(marker) && (line.length() == marker.length() || Character.isWhitespace(line.charAt(3)));
    }
}
