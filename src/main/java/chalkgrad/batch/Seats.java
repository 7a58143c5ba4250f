package chalkgrad.batch;

import chalkgrad.variant.Student;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * The places in an exam, in their order.
 *
 * <p>{@code Seats.numbered(200).at(7).id()} is {@code "007"}.
 */
public final class Seats {
    private static final int FEWEST_DIGITS = 3;

    private final int count;
    private final IntFunction<Seat> at;

    /** The students of a roster, digested; empty without. */
    private final String roster;

    private Seats(int count, String roster, IntFunction<Seat> at) {
        this.count = count;
        this.roster = roster;
        this.at = at;
    }

    /** So many places without names. More places may make the ids longer; the draws stay. */
    public static Seats numbered(int count) {
        int digits = Math.max(FEWEST_DIGITS, Integer.toString(count).length());
        return new Seats(count, "", index -> {
            String key = Integer.toString(index);
            return new Seat(index, "0".repeat(digits - key.length()) + key, key, Optional.empty());
        });
    }

    /** A place for each student. */
    public static Seats of(List<Student> students) {
        var names = new SafeNames();
        var ids = new ArrayList<String>();
        var sha = Digest.sha();
        for (Student student : students) {
            ids.add(names.of(student.id()));
            for (String field : List.of(student.id(), student.name())) {
                sha.update((field + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8));
            }
        }
        List<Student> all = List.copyOf(students);
        return new Seats(all.size(), Digest.hex(sha.digest()), index -> {
            Student student = all.get(index - 1);
            return new Seat(index, ids.get(index - 1), student.id(), Optional.of(student));
        });
    }

    public int count() {
        return count;
    }

    /** A digest of the students; empty where there is no roster. */
    public String roster() {
        return roster;
    }

    /** A place, counted from one. */
    public Seat at(int index) {
        return at.apply(index);
    }
}
