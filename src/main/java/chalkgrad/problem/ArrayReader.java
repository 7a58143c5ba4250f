package chalkgrad.problem;

import chalkgrad.model.Array;
import chalkgrad.problem.Value.Mapping;
import chalkgrad.problem.Value.Scalar;
import chalkgrad.problem.Value.Sequence;
import chalkgrad.rules.Dims;
import chalkgrad.rules.Functions;
import chalkgrad.rules.Shapes;
import chalkgrad.rules.Size;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads scalars, vectors, matrices and arrays of more axes, and their shapes where nobody has chosen their numbers.
 *
 * <p>{@code [[1, 2], [3]]} is a finding at its second row.
 */
final class ArrayReader {
    /** Longer names of sizes do not fit beneath an array. */
    private static final int LONGEST = 8;

    private final Findings findings;

    ArrayReader(Findings findings) {
        this.findings = findings;
    }

    /**
     * The array; empty where it is none, which is a finding or has been one.
     *
     * @param label what findings call it
     */
    Optional<Array> read(Value value, String label) {
        int errors = findings.errors();
        Optional<List<Value>> open = sizes(value);
        if (open.isPresent()) {
            return shape(open.get(), value, label).map(Array::open);
        }
        if (!(value instanceof Sequence list)) {
            return Given.number(value).map(Array::scalar);
        }
        var sizes = new ArrayList<Integer>();
        for (Value first = list;
                first instanceof Sequence each;
                first = each.items().get(0)) {
            sizes.add(each.items().size());
        }
        var entries = new ArrayList<BigDecimal>();
        boolean whole = parts(list, sizes, label, entries);
        if (entries.size() > Shapes.MOST_ENTRIES) {
            findings.error(value.at(), label + ": more than " + Shapes.MOST_ENTRIES + " entries");
        }
        if (!whole || errors < findings.errors()) {
            return Optional.empty();
        }
        return Optional.of(new Array(Dims.of(sizes), entries));
    }

    /** An array of so many axes: matrices, of which each has to be as the first. */
    private boolean parts(Sequence list, List<Integer> sizes, String label, List<BigDecimal> into) {
        if (sizes.size() == 1) {
            return numbers(list, label, into);
        } else if (sizes.size() == 2) {
            return rows(list, sizes.get(1), label, into);
        }
        boolean whole = true;
        List<Integer> inner = sizes.subList(1, sizes.size());
        for (int i = 0; i < list.items().size(); i++) {
            Value item = list.items().get(i);
            String name = label + ": part " + (i + 1);
            if (item instanceof Sequence part && part.items().size() == inner.get(0)) {
                whole &= parts(part, inner, name, into);
            } else {
                whole = false;
                findings.error(
                        item.at(),
                        name + " is " + item.found() + "; expected a list of " + inner.get(0)
                                + " lists, as the first part");
            }
        }
        return whole;
    }

    /** What stands for the sizes of an array without numbers; empty where it has numbers. */
    private static Optional<List<Value>> sizes(Value value) {
        if (value instanceof Scalar scalar && scalar.text().equals(Format.SCALAR)) {
            return Optional.of(List.of());
        } else if (value instanceof Mapping map) {
            return map.get("shape").map(list -> list instanceof Sequence s ? s.items() : List.of());
        }
        boolean letters = value instanceof Sequence list
                && list.items().stream().anyMatch(item -> item instanceof Scalar s && s.kind() != Value.Kind.NUMBER);
        return letters ? Optional.of(((Sequence) value).items()) : Optional.empty();
    }

    private Optional<Dims> shape(List<Value> items, Value whole, String label) {
        if (items.size() > 2) {
            findings.error(
                    whole.at(), label + ": " + items.size() + " sizes; expected one for a vector, two for a matrix");
            return Optional.empty();
        }
        var axes = new ArrayList<Size>();
        for (Value item : items) {
            if (!(item instanceof Scalar scalar)) {
                return Optional.empty();
            } else if (scalar.kind() != Value.Kind.NUMBER) {
                letter(scalar, label).ifPresent(axes::add);
                continue;
            }
            Optional<Integer> count = Numbers.whole(scalar.text()).filter(n -> n >= 1 && n <= Shapes.MOST_ENTRIES);
            if (count.isEmpty()) {
                findings.error(
                        scalar.at(),
                        label + ": a size is a letter or a whole number from 1 on; found "
                                + Words.quoted(scalar.text()));
            }
            count.map(Size::of).ifPresent(axes::add);
        }
        return axes.size() == items.size() ? Optional.of(new Dims(axes)) : Optional.empty();
    }

    private Optional<Size> letter(Scalar scalar, String label) {
        String text = scalar.text();
        if (Functions.find(text).isPresent() || text.codePointCount(0, text.length()) > LONGEST) {
            findings.error(
                    scalar.at(), label + ": " + Words.quoted(text) + " cannot be a size; expected a letter such as n");
            return Optional.empty();
        }
        return Optional.of(new Size.Letter(text));
    }

    private boolean numbers(Sequence list, String label, List<BigDecimal> into) {
        boolean whole = true;
        for (int i = 0; i < list.items().size(); i++) {
            Value item = list.items().get(i);
            if (item instanceof Sequence) {
                findings.error(item.at(), label + ": entry " + (i + 1) + " is a list; expected a number, as the first");
            }
            Optional<BigDecimal> number = Given.number(item);
            number.ifPresent(into::add);
            whole &= number.isPresent();
        }
        return whole;
    }

    private boolean rows(Sequence rows, int columns, String label, List<BigDecimal> into) {
        boolean whole = true;
        for (int i = 0; i < rows.items().size(); i++) {
            Value item = rows.items().get(i);
            if (!(item instanceof Sequence row)) {
                whole = false;
                if (item instanceof Scalar) {
                    findings.error(
                            item.at(),
                            label + ": row " + (i + 1) + " is a number; expected a list of "
                                    + Words.count(columns, "number") + ", as the first row");
                }
                continue;
            }
            int found = row.items().size();
            if (found != columns) {
                findings.error(
                        item.at(),
                        label + ": row " + (i + 1) + " has " + Words.count(found, "number") + "; expected " + columns
                                + ", as the first row has");
            }
            whole &= numbers(row, label, into);
        }
        return whole;
    }
}
