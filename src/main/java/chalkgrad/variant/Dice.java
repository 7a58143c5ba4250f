package chalkgrad.variant;

import chalkgrad.exam.Draw;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Chance that follows from names: the same for the same names, on every machine.
 *
 * <p>{@code Dice.of(2026, "20261234", 1, "w1").uniform(draw)} depends on nothing else.
 */
public final class Dice {
    private static final long OFFSET = 0xCBF29CE484222325L;
    private static final long PRIME = 0x100000001B3L;

    /** A normal draw outside its limits is drawn again; limits leave room, so that this is more than enough. */
    private static final int AGAIN = 10_000;

    private final SplittableRandom random;

    private Dice(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** Chance of its own for these names. */
    public static Dice of(long seed, Object... names) {
        long hash = hashed(OFFSET, Long.toString(seed));
        for (Object name : names) {
            // A separator that no name ends with: ("a", "bc") and ("ab", "c") are not the same.
            hash = hashed(hashed(hash, String.valueOf(name)), "\uFFFF");
        }
        return new Dice(hash);
    }

    /**
     * Chance of its own for one question to one student.
     *
     * @param task counted from zero
     * @param question counted from one through the whole exam
     */
    static Dice ofQuestion(long seed, String key, int task, int question) {
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
        return new Dice(hash ^ (hash >>> 33));
    }

    private static long mixed(long hash, long value) {
        long mixed = hash;
        for (int shift = 0; shift < 64; shift += 8) {
            mixed = (mixed ^ ((value >>> shift) & 0xff)) * 0x100000001b3L;
        }
        return mixed;
    }

    private static long hashed(long hash, String text) {
        long now = hash;
        for (int i = 0; i < text.length(); i++) {
            now = (now ^ text.charAt(i)) * PRIME;
        }
        return now ^ (now >>> 29);
    }

    /** A number from zero to one less than {@code bound}. */
    public int below(int bound) {
        return random.nextInt(bound);
    }

    /** The same things in another order, each order as likely as the others. */
    public <T> List<T> shuffled(List<? extends T> things) {
        var shuffled = new ArrayList<T>(things);
        for (int i = shuffled.size() - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            T kept = shuffled.get(i);
            shuffled.set(i, shuffled.get(other));
            shuffled.set(other, kept);
        }
        return shuffled;
    }

    BigDecimal uniform(Draw.Uniform draw) {
        BigInteger steps = draw.high()
                .subtract(draw.low())
                .divide(draw.step(), 0, RoundingMode.FLOOR)
                .toBigIntegerExact();
        long count = random.nextLong(steps.longValueExact() + 1);
        return draw.low()
                .add(draw.step().multiply(BigDecimal.valueOf(count)))
                .setScale(scale(draw.low(), draw.high(), draw.step()), RoundingMode.UNNECESSARY);
    }

    BigDecimal normal(Draw.Normal draw) {
        BigDecimal value = draw.mean();
        for (int i = 0; i < AGAIN; i++) {
            // Box and Muller 1958.
            double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
            double gauss = radius * StrictMath.cos(2 * Math.PI * random.nextDouble());
            value = new BigDecimal(
                            draw.mean().doubleValue() + gauss * draw.deviation().doubleValue())
                    .divide(draw.step(), 0, RoundingMode.HALF_EVEN)
                    .multiply(draw.step());
            BigDecimal drawn = value;
            if (draw.least().filter(least -> drawn.compareTo(least) < 0).isEmpty()
                    && draw.most().filter(most -> drawn.compareTo(most) > 0).isEmpty()) {
                break;
            }
        }
        return value.setScale(scale(draw.step(), draw.step(), draw.step()), RoundingMode.UNNECESSARY);
    }

    private static int scale(BigDecimal a, BigDecimal b, BigDecimal c) {
        return Math.max(0, Math.max(a.scale(), Math.max(b.scale(), c.scale())));
    }
}
