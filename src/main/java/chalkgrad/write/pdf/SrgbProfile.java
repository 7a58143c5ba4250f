package chalkgrad.write.pdf;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The sRGB colour space as an ICC profile (version 4.2), built here from its definition (IEC 61966-2-1, adapted to
 * D50).
 *
 * <p>PDF/A wants one in every file; ours has 500 bytes, and the same on every machine.
 */
final class SrgbProfile {
    private static final int HEADER = 128;
    private static final double[] D50 = {0.9642, 1, 0.8249};
    private static final double[] ADAPTATION = {
        1.04788, 0.02292, -0.05022, 0.02959, 0.99048, -0.01707, -0.00925, 0.01508, 0.75168
    };
    private static final double[] RED = {0.43607, 0.22249, 0.01392};
    private static final double[] GREEN = {0.38515, 0.71687, 0.09708};
    private static final double[] BLUE = {0.14307, 0.06061, 0.71410};
    /** Exponent, scale and offset of the power, slope of the line, and where it begins. */
    private static final double[] CURVE = {2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045};

    private static final String[] TAGS = {"desc", "cprt", "wtpt", "chad", "rXYZ", "gXYZ", "bXYZ", "rTRC", "gTRC", "bTRC"
    };

    private SrgbProfile() {}

    static byte[] bytes() {
        byte[][] data = {
            text("sRGB"),
            text("No copyright, use freely"),
            numbers("XYZ ", D50),
            numbers("sf32", ADAPTATION),
            numbers("XYZ ", RED),
            numbers("XYZ ", GREEN),
            numbers("XYZ ", BLUE),
            curve(),
            curve(),
            curve(),
        };
        int size = HEADER + 4 + 12 * TAGS.length;
        for (int i = 0; i < data.length; i++) {
            size += i > 7 ? 0 : data[i].length; // the three curves are one
        }
        ByteBuffer out = ByteBuffer.allocate(size);
        out.putInt(size).putInt(0).putInt(0x04200000);
        ascii(out, "mntrRGB XYZ ");
        for (int part : new int[] {2026, 1, 1, 0, 0, 0}) {
            out.putShort((short) part);
        }
        ascii(out, "acsp");
        out.position(68);
        for (double value : D50) {
            fixed(out, value);
        }
        out.position(HEADER);
        out.putInt(TAGS.length);
        int offset = HEADER + 4 + 12 * TAGS.length;
        for (int i = 0; i < TAGS.length; i++) {
            ascii(out, TAGS[i]);
            out.putInt(offset).putInt(data[i].length);
            offset += i < 7 ? data[i].length : 0;
        }
        for (int i = 0; i <= 7; i++) {
            out.put(data[i]);
        }
        return out.array();
    }

    private static byte[] text(String text) {
        byte[] units = text.getBytes(StandardCharsets.UTF_16BE);
        ByteBuffer out = ByteBuffer.allocate((28 + units.length + 3) / 4 * 4);
        ascii(out, "mluc");
        out.putInt(0).putInt(1).putInt(12);
        ascii(out, "enUS");
        out.putInt(units.length).putInt(28).put(units);
        return out.array();
    }

    private static byte[] numbers(String type, double... values) {
        ByteBuffer out = ByteBuffer.allocate(8 + 4 * values.length);
        ascii(out, type);
        out.putInt(0);
        for (double value : values) {
            fixed(out, value);
        }
        return out.array();
    }

    private static byte[] curve() {
        ByteBuffer out = ByteBuffer.allocate(12 + 4 * CURVE.length);
        ascii(out, "para");
        out.putInt(0).putShort((short) 3).putShort((short) 0);
        for (double value : CURVE) {
            fixed(out, value);
        }
        return out.array();
    }

    private static void fixed(ByteBuffer out, double value) {
        out.putInt((int) Math.round(value * 65_536));
    }

    private static void ascii(ByteBuffer out, String text) {
        out.put(text.getBytes(StandardCharsets.US_ASCII));
    }
}
