package chalkgrad.write.pdf;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * Bytes that are put together one after the other, without the locks and copies of Java's own streams.
 *
 * <p>{@code new Bytes(64).ascii("/Length ").number(12).array()}.
 */
final class Bytes {
    private byte[] all;
    private int size;

    Bytes(int room) {
        all = new byte[room];
    }

    int size() {
        return size;
    }

    byte[] array() {
        return Arrays.copyOf(all, size);
    }

    /** What has been put together, if it is ASCII. */
    @Override
    public String toString() {
        return new String(all, 0, size, StandardCharsets.US_ASCII);
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(all, 0, size);
    }

    void digest(MessageDigest sum) {
        sum.update(all, 0, size);
    }

    void clear() {
        size = 0;
    }

    /** Takes back what was put after there were so many. */
    void cut(int length) {
        size = length;
    }

    private void grow(int more) {
        if (size + more > all.length) {
            all = Arrays.copyOf(all, Math.max(size + more, 2 * all.length));
        }
    }

    Bytes put(int b) {
        grow(1);
        all[size++] = (byte) b;
        return this;
    }

    Bytes put(byte[] bytes, int length) {
        grow(length);
        System.arraycopy(bytes, 0, all, size, length);
        size += length;
        return this;
    }

    Bytes put(Bytes other) {
        return put(other.all, other.size);
    }

    /** Text of ASCII characters. */
    @SuppressWarnings("deprecation") // the one copy without a charset, which ASCII does not need
    Bytes ascii(String text) {
        int length = text.length();
        grow(length);
        text.getBytes(0, length, all, size);
        size += length;
        return this;
    }

    Bytes number(long value) {
        if (value < 0) {
            return ascii(Long.toString(value));
        }
        int digits = 1;
        for (long rest = value / 10; rest > 0; rest /= 10) {
            digits++;
        }
        grow(digits);
        long rest = value;
        for (int i = size + digits - 1; i >= size; i--) {
            all[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        size += digits;
        return this;
    }

    /** A number with two decimals, without the zeros that say nothing. */
    Bytes decimal(double value) {
        return hundredths(Math.round(value * 100));
    }

    /** So many hundredths as a decimal: {@code 150} is {@code 1.5}. */
    Bytes hundredths(long count) {
        long hundredths = count;
        if (hundredths < 0) {
            put('-');
            hundredths = -hundredths;
        }
        number(hundredths / 100);
        long fraction = hundredths % 100;
        if (fraction != 0) {
            put('.').put((int) ('0' + fraction / 10));
            if (fraction % 10 != 0) {
                put((int) ('0' + fraction % 10));
            }
        }
        return this;
    }

    /** Big-endian, so many bytes. */
    Bytes big(long value, int width) {
        for (int shift = 8 * (width - 1); shift >= 0; shift -= 8) {
            put((int) (value >> shift));
        }
        return this;
    }

    /** Sixteen bits in hexadecimal: {@code 0041}. */
    Bytes hex(int unit) {
        grow(4);
        for (int shift = 12; shift >= 0; shift -= 4) {
            all[size++] = (byte) Hex.digit(unit >> shift & 15);
        }
        return this;
    }
}
