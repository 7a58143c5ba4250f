package chalkgrad.problem;

import java.util.List;
import java.util.Optional;

/**
 * A YAML value with its place: the file as it was written, aliases and merge keys resolved.
 *
 * <p>{@code {w1: 0.3}} is a {@link Mapping} of one {@link Entry}, whose value is a {@link Scalar} of kind number with the text {@code 0.3}.
 */
sealed interface Value {

    /** Where it begins. */
    Place at();

    /** One word, text, number; {@code text} is what the value says, {@code source} how it stands in the file. */
    record Scalar(Place at, Kind kind, String text, Source source) implements Value {}

    /** A list. */
    record Sequence(Place at, List<Value> items) implements Value {
        public Sequence {
            items = List.copyOf(items);
        }
    }

    /** A map; no key comes twice. */
    record Mapping(Place at, List<Entry> entries) implements Value {
        public Mapping {
            entries = List.copyOf(entries);
        }

        Optional<Entry> entry(String key) {
            return entries.stream()
                    .filter(entry -> entry.key().text().equals(key))
                    .findFirst();
        }

        Optional<Value> get(String key) {
            return entry(key).map(Entry::value);
        }

        boolean has(String key) {
            return entry(key).isPresent();
        }
    }

    /** Something that is wrong and has been reported; it keeps its place among its neighbours. */
    record Bad(Place at) implements Value {}

    /** A key with its value. */
    record Entry(Scalar key, Value value) {}

    /** What sort of scalar it is, by the YAML 1.2 core schema. */
    enum Kind {
        TEXT,
        NUMBER,
        BOOLEAN,
        NOTHING
    }

    /**
     * How a scalar stands in the file.
     *
     * @param quotes the quotation marks before its first character: 0 or 1
     * @param literal whether its text stands in one line just as it is, so that a place in the text is a place in the file
     */
    record Source(int quotes, boolean literal) {
        /** Of a text that stands nowhere in the file: it is made from what stands at its place. */
        static final Source MADE = new Source(0, false);
    }

    /** What was found, in words. */
    default String found() {
        if (this instanceof Scalar scalar) {
            return switch (scalar.kind()) {
                case TEXT -> "the text " + Words.quoted(scalar.text());
                case NUMBER -> "the number " + Words.shortened(scalar.text());
                case BOOLEAN -> scalar.text();
                case NOTHING -> "nothing";
            };
        }
        return this instanceof Sequence ? "a list" : this instanceof Mapping ? "a map" : "something unreadable";
    }
}
