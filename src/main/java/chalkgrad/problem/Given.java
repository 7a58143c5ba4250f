package chalkgrad.problem;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One weight or bias as it is written: {@code 0.3} or {@code w1: 0.3}.
 *
 * @param name empty where it has none yet
 * @param value empty where it is wrong, which has been reported
 */
record Given(Optional<String> name, Optional<BigDecimal> value, Place at) {

    /** The entries of a row: numbers, or maps of one name or more. */
    static List<Given> row(Value row) {
        if (row instanceof Value.Sequence sequence) {
            return sequence.items().stream()
                    .flatMap(
                            item -> item instanceof Value.Mapping ? row(item).stream() : List.of(single(item)).stream())
                    .toList();
        } else if (row instanceof Value.Mapping mapping) {
            return mapping.entries().stream()
                    .map(entry -> new Given(
                            Optional.of(entry.key().text()),
                            number(entry.value()),
                            entry.key().at()))
                    .toList();
        }
        return List.of();
    }

    /** A number, or a map of one name. */
    static Given single(Value value) {
        List<Given> row = row(value);
        return row.size() == 1 ? row.get(0) : new Given(Optional.empty(), number(value), value.at());
    }

    /** Everything in the {@code weights} or {@code biases} of a layer, in whichever form. */
    static List<Given> all(Value value, boolean edges) {
        var all = new ArrayList<Given>();
        if (value instanceof Value.Mapping mapping && edges) {
            for (Value.Entry from : mapping.entries()) {
                if (from.value() instanceof Value.Mapping targets) {
                    targets.entries().forEach(to -> all.add(single(to.value())));
                }
            }
        } else if (value instanceof Value.Sequence rows && edges) {
            rows.items().forEach(row -> all.addAll(row(row)));
        } else {
            all.addAll(row(value));
        }
        return all;
    }

    static Optional<BigDecimal> number(Value value) {
        return value instanceof Value.Scalar scalar && scalar.kind() == Value.Kind.NUMBER
                ? Optional.of(Numbers.value(scalar.text()))
                : Optional.empty();
    }
}
