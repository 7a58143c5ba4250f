package chalkgrad.problem;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The bytes of a file as text, or why they are none.
 *
 * <p>{@code SourceText.decode(bytes, findings)} is empty for a picture, with a finding at the first byte that is no UTF-8.
 */
final class SourceText {
    /** The most bytes that are read; the largest network that is worth writing down has a few thousand. */
    static final int MOST_BYTES = 1_000_000;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private SourceText() {}

    static Optional<String> decode(byte[] content, Findings findings) {
        if (content.length > MOST_BYTES) {
            findings.error(
                    Place.START,
                    String.format("the file has %d bytes; at most %d are read", content.length, MOST_BYTES));
            return Optional.empty();
        }
        if (startsWith(content, 0xFE, 0xFF) || startsWith(content, 0xFF, 0xFE)) {
            findings.error(Place.START, "the file is written in UTF-16; save it as UTF-8");
            return Optional.empty();
        }
        var out = CharBuffer.allocate(content.length);
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content), out, true);
        String text = withoutMark(out.flip().toString());
        if (result.isError()) {
            findings.error(end(text), "this byte is not UTF-8 text; save the file as UTF-8");
            return Optional.empty();
        }
        for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
            if (!allowed(text.codePointAt(i))) {
                findings.error(
                        end(text.substring(0, i)),
                        String.format("the character U+%04X cannot stand in a text file", text.codePointAt(i)));
                return Optional.empty();
            }
        }
        return Optional.of(text);
    }

    /** A mark at the very beginning is how some editors say UTF-8; it is not part of the text. */
    private static String withoutMark(String text) {
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }

    /** The place after a text. */
    private static Place end(String text) {
        var lines = text.split("\r\n|[\r\n]", -1);
        String last = lines[lines.length - 1];
        return new Place(lines.length, last.codePointCount(0, last.length()) + 1);
    }

    /** YAML's printable characters; a byte order mark in the middle of a file is an accident of joining files. */
    private static boolean allowed(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || (c >= ' ' && c <= '~')
                || c == 0x85
                || (c >= 0xA0 && c <= 0xD7FF)
                || (c >= 0xE000 && c <= 0xFFFD && c != BYTE_ORDER_MARK)
                || c >= 0x10000;
    }

    private static boolean startsWith(byte[] content, int first, int second) {
        return content.length >= 2 && (content[0] & 0xFF) == first && (content[1] & 0xFF) == second;
    }
}
