package chalkgrad.check;

/**
 * One thing in which writers differ, and how one of them has it.
 *
 * <p>{@code new Convention("delta", "minus")}: the letter delta stands for the negative derivative.
 *
 * @param name what it is about: a letter as it is written, with {@code i} for each index ({@code z_i}, {@code y}), or {@code delta}
 * @param value how it is read: {@code net by unit}, {@code target}, {@code minus}
 */
public record Convention(String name, String value) implements Comparable<Convention> {
    @Override
    public int compareTo(Convention other) {
        int byName = name.compareTo(other.name);
        return byName != 0 ? byName : value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return name + ": " + value;
    }
}
