package chalkgrad.rules;

import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * For each entry of a result, the entries that it is made of, by their places in a list.
 *
 * <p>Of a sum down the columns of a 2 x 2 matrix these are 0, 2 and 1, 3.
 */
public final class Sources {
    private final int[] starts;
    private final int[] places;

    private Sources(int[] starts, int[] places) {
        this.starts = starts;
        this.places = places;
    }

    /** The number of results. */
    public int size() {
        return starts.length - 1;
    }

    /** How many entries a result is made of. */
    public int count(int result) {
        return starts[result + 1] - starts[result];
    }

    /** The place of the entry {@code index} that a result is made of. */
    public int at(int result, int index) {
        return places[starts[result] + index];
    }

    /** Hands over the places for one result. */
    public void forEach(int result, IntConsumer taker) {
        for (int i = starts[result]; i < starts[result + 1]; i++) {
            taker.accept(places[i]);
        }
    }

    /** For each entry the results that it goes into, and which of their entries it is there. */
    Turned turned(int entries) {
        int[] counts = new int[entries + 1];
        for (int place : places) {
            counts[place + 1]++;
        }
        for (int i = 0; i < entries; i++) {
            counts[i + 1] += counts[i];
        }
        int[] next = Arrays.copyOf(counts, entries);
        int[] results = new int[places.length];
        int[] slots = new int[places.length];
        for (int result = 0; result < size(); result++) {
            for (int i = starts[result]; i < starts[result + 1]; i++) {
                int to = next[places[i]]++;
                results[to] = result;
                slots[to] = i - starts[result];
            }
        }
        return new Turned(new Sources(counts, results), new Sources(counts, slots));
    }

    /** The other way round: the results that an entry goes into, and beside each which of the result's entries it is. */
    record Turned(Sources results, Sources slots) {}

    /** One source for each result. */
    static Sources each(int[] places) {
        int[] starts = new int[places.length + 1];
        Arrays.setAll(starts, i -> i);
        return new Sources(starts, places);
    }

    /** Collects sources, result after result. */
    static final class Builder {
        private int[] starts = new int[16];
        private int[] places = new int[64];
        private int results;
        private int count;

        void add(int place) {
            if (count == places.length) {
                places = Arrays.copyOf(places, 2 * count);
            }
            places[count++] = place;
        }

        void next() {
            if (results + 2 > starts.length) {
                starts = Arrays.copyOf(starts, 2 * starts.length);
            }
            starts[++results] = count;
        }

        Sources done() {
            return new Sources(Arrays.copyOf(starts, results + 1), Arrays.copyOf(places, count));
        }
    }
}
