package chalkgrad.problem;

import chalkgrad.problem.Value.Entry;
import chalkgrad.problem.Value.Kind;
import chalkgrad.problem.Value.Mapping;
import chalkgrad.problem.Value.Scalar;
import chalkgrad.problem.Value.Sequence;
import chalkgrad.problem.Value.Source;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How many axes a given array has, and how long they are, before its entries have been looked at.
 *
 * <p>{@code [[1, 2], [3, 4], [5, 6]]} has two axes and three rows; of {@code [n, d]} the rows are not known.
 */
final class Ranks {
    private Ranks() {}

    /** Whether a value is given with a name of its own, {@code {U: [[1, 2]]}}. */
    static boolean isRenamed(Value value) {
        return value instanceof Mapping map && map.entries().size() == 1 && !map.has("shape");
    }

    /** The value without its name. */
    static Value inner(Value value) {
        return isRenamed(value) && value instanceof Mapping map
                ? map.entries().get(0).value()
                : value;
    }

    static int of(Value value) {
        Optional<List<Value>> sizes = sizes(inner(value));
        if (sizes.isPresent()) {
            return sizes.get().size();
        }
        return inner(value) instanceof Sequence list ? 1 + of(list.items().get(0)) : 0;
    }

    /** The length of the first axis; zero for a number, and where it is a letter. */
    static int rows(Value value) {
        Optional<List<Value>> sizes = sizes(inner(value));
        if (sizes.isPresent()) {
            return sizes.get().isEmpty() ? 0 : size(sizes.get().get(0));
        }
        return inner(value) instanceof Sequence list ? list.items().size() : 0;
    }

    /** The length of the second axis; zero where there is none, or it is a letter. */
    static int columns(Value value) {
        Optional<List<Value>> sizes = sizes(inner(value));
        if (sizes.isPresent()) {
            return sizes.get().size() < 2 ? 0 : size(sizes.get().get(1));
        }
        return inner(value) instanceof Sequence list ? rows(list.items().get(0)) : 0;
    }

    private static int size(Value value) {
        return value instanceof Scalar scalar && scalar.kind() == Kind.NUMBER
                ? Numbers.whole(scalar.text()).orElse(0)
                : 0;
    }

    /** The sizes of an array of which the shape alone is given. */
    private static Optional<List<Value>> sizes(Value value) {
        if (value instanceof Mapping map) {
            return map.get("shape").map(list -> list instanceof Sequence s ? s.items() : List.of());
        }
        boolean letters = value instanceof Sequence list
                && list.items().stream().anyMatch(item -> item instanceof Scalar s && isLetter(s));
        return letters ? Optional.of(((Sequence) value).items()) : Optional.empty();
    }

    private static boolean isLetter(Scalar scalar) {
        return scalar.kind() == Kind.TEXT && !scalar.text().equals(Format.SCALAR);
    }

    /** Zeros for each row of an array, of which each of {@code parts} has as many; of an open array one that is open. */
    static Value zero(Value value, int parts) {
        if (of(value) < 2) {
            boolean open = sizes(value).isPresent()
                    || value instanceof Scalar s && s.text().equals(Format.SCALAR);
            return open
                    ? new Scalar(value.at(), Kind.TEXT, Format.SCALAR, Source.MADE)
                    : new Scalar(value.at(), Kind.NUMBER, "0", Source.MADE);
        } else if (sizes(value).isPresent()) {
            var shape = new Scalar(value.at(), Kind.TEXT, "shape", Source.MADE);
            List<Value> first = sizes(value).orElseThrow().subList(0, 1);
            return new Mapping(value.at(), List.of(new Entry(shape, new Sequence(value.at(), first))));
        }
        var zero = new Scalar(value.at(), Kind.NUMBER, "0", Source.MADE);
        return new Sequence(value.at(), new ArrayList<>(Collections.nCopies(rows(value) / parts, zero)));
    }

    /** A setting in the grammar of expressions: a number, or {@code (1, 2)}. */
    static String text(Value value) {
        return value instanceof Sequence list
                ? list.items().stream().map(Ranks::text).collect(Collectors.joining(", ", "(", ")"))
                : value instanceof Scalar scalar ? scalar.text() : "";
    }
}
