package chalkgrad.evaluate;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Symbol;
import chalkgrad.evaluate.Branches.Branch;
import chalkgrad.model.Array;
import chalkgrad.model.Problem;
import chalkgrad.model.Quantity;
import chalkgrad.rules.Dims;
import chalkgrad.rules.Functions;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The values of one sample in one pass, or of a pass over all samples.
 *
 * <p>{@code scope.printed(new Net("h1"))} is the number 0.08 as it stands in the report.
 *
 * <p>Every value in a finished scope can be rounded with certainty, to the printed digits and to those of the JSON results.
 */
public final class Scope {
    private final Arithmetic arithmetic;
    private final Problem problem;
    private final Map<Quantity, Value> values = new HashMap<>();
    private final Map<Quantity, BigDecimal> given = new HashMap<>();
    private final Map<Quantity, BigDecimal> written = new HashMap<>();
    private final Map<Quantity, List<BigDecimal>> writtenArrays = new HashMap<>();
    private final Set<Quantity> givenArrays = new HashSet<>();
    private final Map<Quantity, List<Branch>> kept = new HashMap<>();

    Scope(Arithmetic arithmetic, Problem problem) {
        this.arithmetic = arithmetic;
        this.problem = problem;
    }

    void give(Quantity quantity, BigDecimal value) {
        given.put(quantity, value);
        values.put(quantity, Real.of(value));
    }

    /** Gives an array, its numbers as they were written. */
    void give(Quantity quantity, Array array) {
        if (array.dims().isScalar()) {
            give(quantity, array.entries().get(0));
            return;
        }
        writtenArrays.put(quantity, array.entries());
        givenArrays.add(quantity);
        values.put(
                quantity,
                Tensor.of(array.dims(), array.entries().stream().map(Real::of).toList()));
    }

    /** As {@link #write(Quantity, BigDecimal)}, for a value of any shape. */
    void write(Quantity quantity, Value value) {
        if (value instanceof Tensor tensor) {
            List<BigDecimal> entries =
                    tensor.entries().stream().map(this::rounded).toList();
            writtenArrays.put(quantity, entries);
            values.put(
                    quantity,
                    Tensor.of(tensor.dims(), entries.stream().map(Real::of).toList()));
        } else {
            write(quantity, rounded((Real) value));
        }
    }

    Arithmetic arithmetic() {
        return arithmetic;
    }

    /** A number that is carried on as it was written down, its zeros at the end included. */
    void write(Quantity quantity, BigDecimal value) {
        written.put(quantity, value);
        values.put(quantity, Real.of(value));
    }

    /** That a number is zero, which its digits do not tell. */
    void putZero(Quantity quantity) {
        if (values.get(quantity) instanceof Real.Enclosure) {
            values.put(quantity, Real.Exact.ZERO);
        }
    }

    void put(Quantity quantity, Value value) {
        values.put(quantity, value);
    }

    /** Remembers the choices of a step in which one was made at a kink. */
    void keep(Quantity quantity, List<Branch> branches) {
        if (branches.stream().anyMatch(branch -> branch.sign() == 0)) {
            kept.put(quantity, branches);
        }
    }

    /** The choices of a step in which one was made at a kink; empty for the others. */
    List<Branch> kept(Quantity quantity) {
        return kept.getOrDefault(quantity, List.of());
    }

    @Nullable
    Real find(Symbol symbol) {
        return symbol instanceof Quantity quantity && values.get(quantity) instanceof Real real ? real : null;
    }

    @Nullable
    Value look(Symbol symbol) {
        return symbol instanceof Quantity quantity ? values.get(quantity) : null;
    }

    Map<Quantity, Value> values() {
        return values;
    }

    Map<Quantity, BigDecimal> given() {
        return given;
    }

    /** Whether a quantity has a value here. */
    public boolean has(Quantity quantity) {
        return values.containsKey(quantity);
    }

    /** The value of a quantity that is one number. */
    public Real value(Quantity quantity) {
        return (Real) array(quantity);
    }

    /** The value of a quantity of any shape. */
    public Value array(Quantity quantity) {
        Value value = values.get(quantity);
        if (value == null) {
            throw new IllegalArgumentException("no value for " + quantity.id());
        }
        return value;
    }

    /** As {@link #printed}, for a quantity of any shape: a vector stands as a column. */
    public Expr shown(Quantity quantity) {
        if (!(array(quantity) instanceof Tensor tensor)) {
            return printed(quantity);
        }
        List<Expr.Num> entries =
                printedEntries(quantity, tensor).stream().map(Expr::num).toList();
        return arranged(tensor.dims(), entries);
    }

    /** Rows and columns; an array of more axes is a list of such, channel by channel. */
    public static Expr arranged(Dims dims, List<? extends Expr> entries) {
        if (dims.axes().size() > 2) {
            int each = entries.size() / dims.rows();
            var part = new Dims(dims.axes().subList(1, dims.axes().size()));
            var parts = new ArrayList<Expr>();
            for (int i = 0; i < entries.size(); i += each) {
                parts.add(arranged(part, entries.subList(i, i + each)));
            }
            return new Expr.Call("channels", parts);
        }
        int columns = dims.isMatrix() ? dims.columns() : 1;
        var rows = new ArrayList<List<Expr>>();
        for (int i = 0; i < entries.size(); i += columns) {
            rows.add(List.copyOf(entries.subList(i, i + columns)));
        }
        return new Expr.Matrix(rows);
    }

    /** The value of an expression of any shape in this scope's quantities, as it is printed; empty where its digits are not certain. */
    public Optional<Expr> shown(Expr e) {
        try {
            Value value = new TensorEvaluator(arithmetic).value(e, this::look, Branches.recording());
            if (value instanceof Real real) {
                return Optional.of(Expr.num(rounded(real)));
            }
            List<Expr.Num> entries = Tensor.entries(value).stream()
                    .map(entry -> Expr.num(rounded(entry)))
                    .toList();
            return Optional.of(arranged(Tensor.dims(value), entries));
        } catch (Undecided | NumericFault unknown) {
            return Optional.empty();
        }
    }

    /** One entry of a quantity as it is printed, counted row by row from zero. */
    public Expr.Num printedEntry(Quantity quantity, int index) {
        return array(quantity) instanceof Tensor tensor
                ? Expr.num(
                        writtenArrays.containsKey(quantity)
                                ? writtenArrays.get(quantity).get(index)
                                : rounded(tensor.entries().get(index)))
                : printed(quantity);
    }

    /** Whether an entry of one quantity certainly has the value of an entry of another. */
    public boolean isSame(Quantity left, int i, Quantity right, int k) {
        return !Real.apart(
                Tensor.entries(array(left)).get(i), Tensor.entries(array(right)).get(k));
    }

    private List<BigDecimal> printedEntries(Quantity quantity, Tensor tensor) {
        List<BigDecimal> known = writtenArrays.get(quantity);
        return known != null
                ? known
                : tensor.entries().stream().map(this::rounded).toList();
    }

    /** The number as it is printed: a given one as it was written, any other as the problem's precision says. */
    public Expr.Num printed(Quantity quantity) {
        BigDecimal known = given.getOrDefault(quantity, written.get(quantity));
        return Expr.num(known != null ? known : rounded(value(quantity)));
    }

    /** Any number of this scope as it is printed. */
    BigDecimal rounded(Real value) {
        BigDecimal rounded = arithmetic.last()
                ? Digits.known(value, problem.precision(), problem.rounding())
                : Digits.rounded(value, problem.precision(), problem.rounding())
                        .orElseThrow(() -> new Undecided("rounding"));
        // A zero to hundreds of places is written as one; a warning tells that it may be none.
        return rounded.signum() == 0 && problem.precision() instanceof Problem.Precision.Significant
                ? BigDecimal.ZERO
                : rounded;
    }

    /** The number with at least 20 significant digits, correctly rounded, as JSON results have it. */
    public String json(Quantity quantity) {
        return Digits.json(value(quantity), arithmetic.last());
    }

    /** The same for each entry of a quantity of any shape, row by row. */
    public List<String> jsonEntries(Quantity quantity) {
        return Tensor.entries(array(quantity)).stream()
                .map(entry -> Digits.json(entry, arithmetic.last()))
                .toList();
    }

    /** Throws {@link Undecided} unless every value can be rounded, both as it is printed and for JSON. */
    void certain() {
        forEachResult((quantity, index, entry) -> {
            rounded(entry);
            Digits.requireJson(entry, arithmetic.last());
        });
    }

    /** Keeps no more than so many digits of each number, where those tell as well how it is rounded. */
    void shorten(int digits) {
        MathContext down = new MathContext(digits, RoundingMode.FLOOR);
        MathContext up = new MathContext(digits, RoundingMode.CEILING);
        values.replaceAll((quantity, value) -> Tensor.of(
                Tensor.dims(value),
                Tensor.entries(value).stream()
                        .map(entry -> shortened(entry, down, up))
                        .toList()));
    }

    private Real shortened(Real entry, MathContext down, MathContext up) {
        if (!(entry instanceof Real.Enclosure e) || e.lo().precision() <= down.getPrecision() || e.form() != null) {
            return entry;
        }
        var shorter = new Real.Enclosure(e.lo().round(down), e.hi().round(up));
        try {
            rounded(shorter);
            return Digits.isCertain(shorter) == Digits.isCertain(e) ? shorter : entry;
        } catch (Undecided undecided) {
            return entry;
        }
    }

    /** Takes the entry {@code index} of a quantity; of one that is a number the index is zero. */
    interface Result {
        void take(Quantity quantity, int index, Real entry);
    }

    /** Every number that was computed. */
    void forEachResult(Result result) {
        values.forEach((quantity, value) -> {
            if (!given.containsKey(quantity) && !givenArrays.contains(quantity)) {
                int index = 0;
                for (Real entry : Tensor.entries(value)) {
                    result.take(quantity, index++, entry);
                }
            }
        });
    }

    /** The sign of the difference of two values. */
    public int compare(Real left, Real right) {
        try {
            return arithmetic.sign(arithmetic.sub(left, right));
        } catch (Undecided undecided) {
            // Not to be told apart with the digits at hand, which are far more than are printed.
            return 0;
        }
    }

    /** The value of an expression of numbers in this scope's quantities, as it is printed; empty where its digits are not certain. */
    public Optional<Expr.Num> printed(Expr e) {
        Real value = new Evaluator(arithmetic, Functions::expand).value(e, this::find);
        return Digits.rounded(value, problem.precision(), problem.rounding(), arithmetic.last())
                .map(Expr::num);
    }

    /** The sign of an expression in this scope's quantities; these may be arrays, the expression is one number. */
    public int sign(Expr guard) {
        Value value = new TensorEvaluator(arithmetic).value(guard, this::look, Branches.recording());
        return arithmetic.sign((Real) value);
    }
}
