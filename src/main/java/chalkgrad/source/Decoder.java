package chalkgrad.source;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The bytes of a file as text, or why they are none.
 *
 * <p>Korean in UTF-8, UTF-16 or CP949 is a text; a picture is refused by its name.
 */
public final class Decoder {
    static final int MOST_BYTES = 2_000_000;

    private static final Charset CP949 = Charset.forName("x-windows-949");
    private static final String EXPECTED = "expected a text in UTF-8, UTF-16 or CP949";

    /** The beginnings of files that are no text, and what they are. */
    private static final String[][] SIGNATURES = {
        {"%PDF-", "a PDF"},
        {"PK\u0003\u0004", "a zip archive or an office document"},
        {"\u0089PNG", "a PNG picture"},
        {"\u00FF\u00D8\u00FF", "a JPEG picture"},
        {"GIF8", "a GIF picture"},
        {"\u001F\u008B", "a gzip archive"},
        {"\u007FELF", "a program"},
        {"\u00D0\u00CF\u0011\u00E0", "an old office document"},
        {"HWP Document File", "a HWP document"},
        {"{\\rtf", "an RTF document"},
        {"Rar!", "a rar archive"},
        {"7z\u00BC\u00AF", "a 7z archive"},
        {"BM6", "a picture"},
        {"II*\u0000", "a picture"},
        {"MM\u0000*", "a picture"},
        {"\u0000\u0000\u0000\u0018ftyphei", "a picture"},
        {"\u0000\u0000\u0000$ftyphei", "a picture"},
        {"RIFF", "a picture or a sound"},
    };

    private Decoder() {}

    /** What came of decoding. */
    public sealed interface Result {
        /** The text, with plain line feeds and without a byte order mark. */
        record Text(String text) implements Result {}

        /** Why there is no text, for a person. */
        record None(String message) implements Result {}
    }

    /** What a file is by its first bytes, {@code a PNG picture}; empty where it may be a text. */
    public static String kind(byte[] content) {
        for (String[] signature : SIGNATURES) {
            if (startsWith(content, signature[0])) {
                return signature[1];
            }
        }
        return "";
    }

    /** The text of a file that has so many bytes at the most. */
    public static Result decode(byte[] content, int most) {
        if (content.length > most) {
            return new Result.None(
                    String.format(Locale.ROOT, "the file has %d bytes; at most %d are read", content.length, most));
        }
        String kind = kind(content);
        if (!kind.isEmpty()) {
            return new Result.None("this is " + kind + "; " + EXPECTED);
        }
        if (startsWith(content, "\u00EF\u00BB\u00BF")) {
            return text(content, 3, StandardCharsets.UTF_8);
        } else if (startsWith(content, "\u00FF\u00FE")) {
            return text(content, 2, StandardCharsets.UTF_16LE);
        } else if (startsWith(content, "\u00FE\u00FF")) {
            return text(content, 2, StandardCharsets.UTF_16BE);
        }
        int even = zeros(content, 0);
        int odd = zeros(content, 1);
        if (content.length >= 4 && content.length % 2 == 0 && odd > content.length / 8 && even == 0) {
            return text(content, 0, StandardCharsets.UTF_16LE);
        } else if (content.length >= 4 && content.length % 2 == 0 && even > content.length / 8 && odd == 0) {
            return text(content, 0, StandardCharsets.UTF_16BE);
        }
        Result utf8 = text(content, 0, StandardCharsets.UTF_8);
        if (utf8 instanceof Result.Text || even + odd > 0 || isAscii(content)) {
            return utf8;
        }
        Result korean = text(content, 0, CP949);
        return korean instanceof Result.Text ? korean : utf8;
    }

    private static Result text(byte[] content, int from, Charset charset) {
        var decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        String text;
        try {
            text = decoder.decode(ByteBuffer.wrap(content, from, content.length - from))
                    .toString();
        } catch (CharacterCodingException e) {
            return new Result.None("the bytes are no text in " + name(charset) + "; " + EXPECTED);
        }
        int line = 1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            line += c == '\n' ? 1 : 0;
            boolean control = c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f'
                    || c == 0x7F
                    || c == '\uFFFF'
                    || c == '\uFFFE';
            boolean lone = Character.isSurrogate(c) && !isPaired(text, i);
            if (control || lone) {
                return new Result.None(String.format(
                        Locale.ROOT,
                        "the character U+%04X in line %d cannot stand in a text; %s",
                        (int) c,
                        line,
                        EXPECTED));
            }
        }
        return new Result.Text(text.replace("\r\n", "\n").replace('\r', '\n').replace('\f', ' '));
    }

    private static boolean isPaired(String text, int i) {
        return Character.isHighSurrogate(text.charAt(i))
                ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
                : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
    }

    private static String name(Charset charset) {
        return charset.equals(CP949) ? "CP949" : charset.name();
    }

    private static boolean startsWith(byte[] content, String signature) {
        byte[] first = signature.getBytes(StandardCharsets.ISO_8859_1);
        if (content.length < first.length) {
            return false;
        }
        for (int i = 0; i < first.length; i++) {
            if (content[i] != first[i]) {
                return false;
            }
        }
        return true;
    }

    private static int zeros(byte[] content, int from) {
        int count = 0;
        for (int i = from; i < content.length; i += 2) {
            count += content[i] == 0 ? 1 : 0;
        }
        return count;
    }

    private static boolean isAscii(byte[] content) {
        for (byte b : content) {
            if (b < 0) {
                return false;
            }
        }
        return true;
    }
}
