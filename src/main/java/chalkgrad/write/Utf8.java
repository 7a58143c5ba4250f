package chalkgrad.write;

import java.io.Writer;
import java.util.Arrays;

/**
 * What is written, as bytes in UTF-8: {@code writer.write("é"); writer.bytes()} is {@code C3 A9}.
 *
 * <p>Half of a surrogate pair without its other half becomes a question mark, as in {@link String#getBytes}. For one thread.
 */
final class Utf8 extends Writer {
    private byte[] bytes = new byte[16_384];
    private int length;
    private char high;

    @Override
    public void write(int c) {
        room(4);
        put((char) c);
    }

    @Override
    public void write(char[] text, int from, int count) {
        room(3 * count + 3);
        for (int i = from; i < from + count; i++) {
            put(text[i]);
        }
    }

    @Override
    public void write(String text, int from, int count) {
        room(3 * count + 3);
        for (int i = from; i < from + count; i++) {
            put(text.charAt(i));
        }
    }

    private void room(int count) {
        if (bytes.length - length < count) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + count));
        }
    }

    private void put(char c) {
        if (high != 0) {
            char first = high;
            high = 0;
            if (Character.isLowSurrogate(c)) {
                int point = Character.toCodePoint(first, c);
                bytes[length++] = (byte) (0xF0 | point >> 18);
                bytes[length++] = (byte) (0x80 | point >> 12 & 0x3F);
                bytes[length++] = (byte) (0x80 | point >> 6 & 0x3F);
                bytes[length++] = (byte) (0x80 | point & 0x3F);
                return;
            }
            bytes[length++] = '?';
        }
        if (c < 0x80) {
            bytes[length++] = (byte) c;
        } else if (c < 0x800) {
            bytes[length++] = (byte) (0xC0 | c >> 6);
            bytes[length++] = (byte) (0x80 | c & 0x3F);
        } else if (Character.isHighSurrogate(c)) {
            high = c;
        } else if (Character.isLowSurrogate(c)) {
            bytes[length++] = '?';
        } else {
            bytes[length++] = (byte) (0xE0 | c >> 12);
            bytes[length++] = (byte) (0x80 | c >> 6 & 0x3F);
            bytes[length++] = (byte) (0x80 | c & 0x3F);
        }
    }

    /** What has been written; the writing is over then. */
    byte[] bytes() {
        if (high != 0) {
            high = 0;
            room(1);
            bytes[length++] = '?';
        }
        return Arrays.copyOf(bytes, length);
    }

    @Override
    public void flush() {
        // everything is here
    }

    @Override
    public void close() {
        // and stays here
    }
}
