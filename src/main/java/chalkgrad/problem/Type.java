package chalkgrad.problem;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a value in a problem file may be. Both the reader's checks and the JSON schema are made from it.
 *
 * <p>{@code new Whole(0, 30)} is {@code "a whole number from 0 to 30"} to a reader, and {@code {"type": "integer", "minimum": 0, …}} in the schema.
 */
sealed interface Type {

    /** A decimal number. */
    record Num() implements Type {}

    /** A whole number between two bounds, both included. */
    record Whole(int least, int most) implements Type {}

    /** Yes or no. */
    record Flag(String what) implements Type {}

    /** Any text that is not empty; {@code what} says what it is for. */
    record Text(String what) implements Type {}

    /** A name: letters of any script, digits, underscores. */
    record Name(String what) implements Type {}

    /** One of a few words. */
    record Choice(List<String> values) implements Type {}

    /** A rule's name, or an expression; the reader looks at it more closely. */
    record Rule(String what, List<String> names) implements Type {}

    /** A map from names to values of one type. */
    record MapOf(String what, Type value, int least, int most) implements Type {}

    /** A list of values of one type; {@code item} is what one of them is called. */
    record ListOf(String what, String item, Type type, int least, int most) implements Type {}

    /**
     * A map with given keys.
     *
     * @param others the type of the values of all other keys; empty where there may be none
     * @param ways groups of keys, exactly one of which has to be there as a whole; may be empty
     */
    record Rec(String what, List<Key> keys, Optional<Type> others, List<List<String>> ways) implements Type {
        Optional<Key> key(String name) {
            return keys.stream().filter(key -> key.name().equals(name)).findFirst();
        }
    }

    /** One of several types, which YAML itself tells apart. */
    record AnyOf(List<Type> types) implements Type {}

    /**
     * One key of a {@link Rec}.
     *
     * @param otherwise what it is when it is left out, as JSON
     * @param doc one line about it, beginning with a small letter
     */
    record Key(String name, Type type, boolean required, Optional<String> otherwise, String doc) {}

    /** Whether the value is of the right sort; what is in it may still be wrong. */
    default boolean fits(Value value) {
        if (this instanceof AnyOf any) {
            return any.types.stream().anyMatch(type -> type.fits(value));
        } else if (this instanceof ListOf) {
            return value instanceof Value.Sequence;
        } else if (this instanceof MapOf || this instanceof Rec) {
            return value instanceof Value.Mapping;
        }
        Value.Kind kind = this instanceof Num || this instanceof Whole
                ? Value.Kind.NUMBER
                : this instanceof Flag ? Value.Kind.BOOLEAN : Value.Kind.TEXT;
        return value instanceof Value.Scalar scalar && scalar.kind() == kind;
    }

    /** What is expected, in words. */
    default String expected() {
        if (this instanceof Num) {
            return "a number";
        } else if (this instanceof Whole whole) {
            return "a whole number from " + whole.least + " to " + whole.most;
        } else if (this instanceof Flag flag) {
            return flag.what;
        } else if (this instanceof Text text) {
            return text.what;
        } else if (this instanceof Name name) {
            return name.what;
        } else if (this instanceof Choice choice) {
            return Words.or(choice.values);
        } else if (this instanceof Rule rule) {
            return rule.what;
        } else if (this instanceof MapOf map) {
            return map.what;
        } else if (this instanceof ListOf list) {
            return list.what;
        } else if (this instanceof Rec rec) {
            return rec.what;
        } else if (this instanceof AnyOf any) {
            return any.types.stream().map(Type::expected).collect(Collectors.joining(", or "));
        }
        throw new AssertionError(this);
    }
}
