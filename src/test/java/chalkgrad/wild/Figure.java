package chalkgrad.wild;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A number, a vector or a matrix.
 *
 * <p>{@code Figure.of(List.of(1, 2)).plus(Figure.of(3)).numbers()} is {@code [4, 5]}.
 */
sealed interface Figure {

    /** A number. */
    record One(BigDecimal value) implements Figure {}

    /** A vector of numbers, or a matrix of rows. */
    record Many(List<Figure> items) implements Figure {
        public Many {
            items = List.copyOf(items);
        }
    }

    /** Numbers and nested lists of numbers, however they are typed, as a figure. */
    static Figure of(Object source) {
        return source instanceof List<?> list
                ? new Many(list.stream().map(Figure::of).toList())
                : new One(new BigDecimal(source.toString()));
    }

    /** All numbers, row by row. */
    default List<BigDecimal> numbers() {
        return this instanceof One one
                ? List.of(one.value)
                : items().stream().flatMap(item -> item.numbers().stream()).toList();
    }

    /** The entries of a vector, the rows of a matrix. */
    default List<Figure> items() {
        if (this instanceof Many many) {
            return many.items;
        }
        throw new IllegalArgumentException("a number has no entries");
    }

    /** The only number. */
    default BigDecimal number() {
        if (this instanceof One one) {
            return one.value;
        }
        throw new IllegalArgumentException("not one number: " + this);
    }

    default Figure map(UnaryOperator<BigDecimal> function) {
        return this instanceof One one
                ? new One(function.apply(one.value))
                : new Many(items().stream().map(item -> item.map(function)).toList());
    }

    /** Entry by entry, of equal shapes or with a number on one side. */
    default Figure with(Figure other, BinaryOperator<BigDecimal> function) {
        if (this instanceof One one) {
            return other.map(right -> function.apply(one.value, right));
        } else if (other instanceof One one) {
            return map(left -> function.apply(left, one.value));
        }
        List<Figure> rights = other.items();
        if (items().size() != rights.size()) {
            throw new IllegalArgumentException(this + " and " + other);
        }
        var items = new ArrayList<Figure>();
        for (int i = 0; i < rights.size(); i++) {
            Figure left = items().get(i);
            Figure right = rights.get(i);
            if (left instanceof One != right instanceof One) {
                throw new IllegalArgumentException(this + " and " + other);
            }
            items.add(left.with(right, function));
        }
        return new Many(items);
    }

    default Figure times(Figure other) {
        return with(other, BigDecimal::multiply);
    }

    default Figure plus(Figure other) {
        return with(other, BigDecimal::add);
    }

    /** A column of a matrix. */
    default Figure column(int number) {
        return new Many(items().stream().map(row -> row.items().get(number)).toList());
    }

    /** The sum of all numbers. */
    default Figure sum() {
        return new One(
                Stream.of(this).flatMap(figure -> figure.numbers().stream()).reduce(BigDecimal.ZERO, BigDecimal::add));
    }
}
