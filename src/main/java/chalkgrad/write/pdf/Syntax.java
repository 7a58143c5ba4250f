package chalkgrad.write.pdf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSBoolean;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSFloat;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNull;
import org.apache.pdfbox.cos.COSString;

/**
 * PDFBox's objects as a file has them: {@code new Syntax(object -> 0).write(dictionary, out)} puts {@code <</Type/Page>>}.
 */
final class Syntax {
    /** The characters that a name may have as they are. */
    private static final boolean[] REGULAR = new boolean[0x80];

    static {
        for (char c = '!'; c < 0x7F; c++) {
            REGULAR[c] = "#/()<>[]{}%".indexOf(c) < 0;
        }
    }

    private final ToIntFunction<COSBase> numbers;

    /** {@code numbers} says by which number an object is referred to, 0 for one that stands where it is used. */
    Syntax(ToIntFunction<COSBase> numbers) {
        this.numbers = numbers;
    }

    /** The object itself; what it contains by reference or whole. */
    void write(COSBase object, Bytes out) {
        if (object instanceof COSDictionary dictionary) {
            out.put('<').put('<');
            entries(dictionary, out);
            out.put('>').put('>');
        } else if (object instanceof COSArray array) {
            out.put('[');
            for (int i = 0; i < array.size(); i++) {
                if (i > 0) {
                    out.put(' ');
                }
                part(array.get(i), out);
            }
            out.put(']');
        } else if (object instanceof COSName name) {
            name(name, out);
        } else if (object instanceof COSInteger integer) {
            out.number(integer.longValue());
        } else if (object instanceof COSFloat number) {
            number(number, out);
        } else if (object instanceof COSString string) {
            string(string.getBytes(), out);
        } else if (object instanceof COSBoolean truth) {
            out.ascii(truth.getValue() ? "true" : "false");
        } else if (object instanceof COSNull) {
            out.ascii("null");
        } else {
            throw new IllegalArgumentException("not a part of a PDF file: " + object.getClass());
        }
    }

    /** What stands between the brackets of a dictionary, or of a stream's. */
    void entries(COSDictionary dictionary, Bytes out) {
        for (Map.Entry<COSName, COSBase> entry : dictionary.entrySet()) {
            name(entry.getKey(), out);
            COSBase value = entry.getValue();
            if (numbers.applyAsInt(value) != 0 || isWord(value)) {
                out.put(' ');
            }
            part(value, out);
        }
    }

    private static boolean isWord(COSBase value) {
        return value instanceof COSInteger
                || value instanceof COSFloat
                || value instanceof COSBoolean
                || value instanceof COSNull;
    }

    private void part(COSBase object, Bytes out) {
        int number = numbers.applyAsInt(object);
        if (number != 0) {
            out.number(number).ascii(" 0 R");
        } else {
            write(object, out);
        }
    }

    private static void name(COSName name, Bytes out) {
        String text = name.getName();
        out.put('/');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80 && REGULAR[c]) {
                out.put(c);
            } else {
                for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
                    out.put('#').put(Hex.digit(b >> 4 & 15)).put(Hex.digit(b & 15));
                }
            }
        }
    }

    private static void number(COSFloat number, Bytes out) {
        var text = new ByteArrayOutputStream(12);
        try {
            number.writePDF(text);
        } catch (IOException e) {
            throw new UncheckedIOException("a number in memory cannot fail to be written", e);
        }
        out.put(text.toByteArray(), text.size());
    }

    /** A text: as itself where it is printable ASCII, which is four times shorter than the other way. */
    static void string(String text, Bytes out) {
        int begin = out.size();
        out.put('(');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c >= 0x7F) {
                out.cut(begin);
                out.put('<').hex(0xFEFF);
                for (int k = 0; k < text.length(); k++) {
                    out.hex(text.charAt(k));
                }
                out.put('>');
                return;
            }
            if (c == '(' || c == ')' || c == '\\') {
                out.put('\\');
            }
            out.put(c);
        }
        out.put(')');
    }

    private static void string(byte[] bytes, Bytes out) {
        boolean plain = true;
        for (byte b : bytes) {
            plain &= b >= ' ' && b < 0x7F;
        }
        if (plain) {
            out.put('(');
            for (byte b : bytes) {
                if (b == '(' || b == ')' || b == '\\') {
                    out.put('\\');
                }
                out.put(b);
            }
            out.put(')');
        } else {
            out.put('<');
            for (byte b : bytes) {
                out.put(Hex.digit(b >> 4 & 15)).put(Hex.digit(b & 15));
            }
            out.put('>');
        }
    }
}
