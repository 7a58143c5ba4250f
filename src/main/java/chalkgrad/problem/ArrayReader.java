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
 * Reads scalars, vectors and matrices.
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
        boolean matrix = list.items().get(0) instanceof Sequence;
        var entries = new ArrayList<BigDecimal>();
        boolean whole = matrix ? rows(list, label, entries) : numbers(list, label, entries);
        if (entries.size() > Shapes.MOST_ENTRIES) {
            findings.error(value.at(), label + ": more than " + Shapes.MOST_ENTRIES + " entries");
        }
        if (!whole || errors < findings.errors()) {
            return Optional.empty();
        }
        int size = list.items().size();
        return Optional.of(new Array(matrix ? Dims.matrix(size, entries.size() / size) : Dims.vector(size), entries));
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

    private boolean rows(Sequence rows, String label, List<BigDecimal> into) {
        boolean whole = true;
        int columns = ((Sequence) rows.items().get(0)).items().size();
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
