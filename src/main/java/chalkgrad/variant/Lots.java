package chalkgrad.variant;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Chance that follows from a seed, a student's key and a place in the exam, and from nothing else.
 *
 * <p>{@code Lots.of(2026, "001", 0, 5).shuffled(options)} is the same on every computer.
 */
final class Lots {
    private final SplittableRandom random;

    private Lots(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /**
     * @param task counted from zero
     * @param question counted from one through the whole exam
     */
    static Lots of(long seed, String key, int task, int question) {
        // FNV-1a over everything, and then the finish of MurmurHash3, so that neighbours have nothing in common.
        long hash = 0xcbf29ce484222325L;
        hash = mixed(hash, seed);
        hash = mixed(hash, task);
        hash = mixed(hash, question);
        for (byte b : key.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
        }
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return new Lots(hash ^ (hash >>> 33));
    }

    private static long mixed(long hash, long value) {
        long mixed = hash;
        for (int shift = 0; shift < 64; shift += 8) {
            mixed = (mixed ^ ((value >>> shift) & 0xff)) * 0x100000001b3L;
        }
        return mixed;
    }

    /** One of the numbers from zero up to {@code count}, which is left out. */
    int below(int count) {
        return random.nextInt(count);
    }

    <T> List<T> shuffled(List<? extends T> list) {
        var shuffled = new ArrayList<T>(list);
        for (int i = shuffled.size() - 1; i > 0; i--) {
            int other = below(i + 1);
            T kept = shuffled.get(i);
            shuffled.set(i, shuffled.get(other));
            shuffled.set(other, kept);
        }
        return shuffled;
    }
}
