package chalkgrad.write.pdf;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * The pair kerning of a font, out of its GPOS table: {@code between(A, V)} is negative.
 *
 * <p>Reads the pair adjustments (lookup type 2, also behind an extension) of the feature {@code kern} for horizontal
 * advance; fonts without them kern nothing.
 */
final class Kerning {
    private static final int PAIR_ADJUSTMENT = 2;
    private static final int EXTENSION = 9;
    private static final int X_ADVANCE = 4;

    private final Map<Integer, Integer> pairs = new HashMap<>();
    private final ByteBuffer file;

    private Kerning(ByteBuffer file) {
        this.file = file;
    }

    /** {@code table} is where GPOS begins, negative if the font has none. */
    static Kerning of(ByteBuffer file, int table) {
        Kerning kerning = new Kerning(file);
        if (table >= 0) {
            kerning.readLookups(table);
        }
        return kerning;
    }

    /** In the font's units. */
    int between(int left, int right) {
        return pairs.isEmpty() ? 0 : pairs.getOrDefault(left << 16 | right, 0);
    }

    private void readLookups(int table) {
        int features = table + u16(table + 6);
        int lookups = table + u16(table + 8);
        for (int f = 0; f < u16(features); f++) {
            int record = features + 2 + 6 * f;
            if (file.getInt(record) != 0x6B65726E) { // "kern"
                continue;
            }
            int feature = features + u16(record + 4);
            for (int i = 0; i < u16(feature + 2); i++) {
                readLookup(lookups + u16(lookups + 2 + 2 * u16(feature + 4 + 2 * i)));
            }
        }
    }

    private void readLookup(int lookup) {
        int type = u16(lookup);
        for (int i = 0; i < u16(lookup + 4); i++) {
            int subtable = lookup + u16(lookup + 6 + 2 * i);
            if (type == EXTENSION && u16(subtable + 2) == PAIR_ADJUSTMENT) {
                readPairs(subtable + file.getInt(subtable + 4));
            } else if (type == PAIR_ADJUSTMENT) {
                readPairs(subtable);
            }
        }
    }

    /** Only lists of pairs; kerning by classes does not occur in the fonts that are packed. */
    private void readPairs(int subtable) {
        boolean list = u16(subtable) == 1 && u16(subtable + 4) == X_ADVANCE && u16(subtable + 6) == 0;
        if (!list) {
            return;
        }
        int coverage = subtable + u16(subtable + 2);
        int index = 0;
        for (int i = 0; i < u16(coverage + 2); i++) {
            if (u16(coverage) == 1) {
                readSet(u16(coverage + 4 + 2 * i), subtable + u16(subtable + 10 + 2 * index++));
            } else {
                for (int left = u16(coverage + 4 + 6 * i); left <= u16(coverage + 6 + 6 * i); left++) {
                    readSet(left, subtable + u16(subtable + 10 + 2 * index++));
                }
            }
        }
    }

    private void readSet(int left, int set) {
        for (int i = 0; i < u16(set); i++) {
            pairs.putIfAbsent(left << 16 | u16(set + 2 + 4 * i), (int) file.getShort(set + 4 + 4 * i));
        }
    }

    private int u16(int at) {
        return file.getShort(at) & 0xFFFF;
    }
}
