package chalkgrad.batch;

import java.util.Optional;

/**
 * One of several equal parts of the work, each for a machine of its own.
 *
 * <p>{@code Shard.read("2/4")}; of 10 places, which go in bundles of one, it has those from 3 to 5.
 *
 * @param number counted from one
 * @param of how many parts there are
 */
public record Shard(int number, int of) {
    /** All of the work. */
    public static final Shard WHOLE = new Shard(1, 1);

    private static final int MOST = 1_000_000;

    /** Reads {@code k/n}; empty where that is no part. */
    public static Optional<Shard> read(String text) {
        if (!text.matches("[1-9][0-9]{0,6}/[1-9][0-9]{0,6}")) {
            return Optional.empty();
        }
        String[] parts = text.split("/", -1);
        var shard = new Shard(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
        return shard.number <= shard.of && shard.of <= MOST ? Optional.of(shard) : Optional.empty();
    }

    /** The first place of this part, counted from one; bundles are not torn apart. */
    int first(int count, int bundle) {
        return end(number - 1, count, bundle) + 1;
    }

    /** The last place of this part; where it is before the first, the part is empty. */
    int last(int count, int bundle) {
        return end(number, count, bundle);
    }

    /** How many places this part has. */
    public int size(int count, int bundle) {
        return last(count, bundle) - first(count, bundle) + 1;
    }

    private int end(int parts, int count, int bundle) {
        long bundles = (count + bundle - 1L) / bundle;
        return (int) Math.min(count, bundles * parts / of * bundle);
    }

    /** {@code manifest.json}, or {@code manifest.2-of-4.json} of a part. */
    String file(String name, String ending) {
        return name + (equals(WHOLE) ? "" : "." + tag()) + ending;
    }

    /** {@code 2-of-4}. */
    String tag() {
        return number + "-of-" + of;
    }
}
