package chalkgrad.problem;

import chalkgrad.model.Array;
import chalkgrad.problem.Value.Scalar;
import chalkgrad.problem.Value.Sequence;
import chalkgrad.rules.Dims;
import chalkgrad.rules.Shapes;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads scalars, vectors, matrices, and arrays of more axes.
 *
 * <p>{@code [[1, 2], [3]]} is a finding at its second row.
 */
final class ArrayReader {
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
