package chalkgrad.evaluate;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Symbol;
import chalkgrad.evaluate.Branches.Branch;
import chalkgrad.model.Problem;
import chalkgrad.model.Quantity;
import chalkgrad.rules.Functions;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    private final Map<Quantity, Real> values = new HashMap<>();
    private final Map<Quantity, BigDecimal> given = new HashMap<>();
    private final Map<Quantity, BigDecimal> written = new HashMap<>();
    private final Map<Quantity, List<Branch>> kept = new HashMap<>();

    Scope(Arithmetic arithmetic, Problem problem) {
        this.arithmetic = arithmetic;
        this.problem = problem;
    }

    void give(Quantity quantity, BigDecimal value) {
        given.put(quantity, value);
        values.put(quantity, Real.of(value));
    }

    /** A number that is carried on as it was written down, its zeros at the end included. */
    void write(Quantity quantity, BigDecimal value) {
        written.put(quantity, value);
        values.put(quantity, Real.of(value));
    }

    void put(Quantity quantity, Real value) {
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
        return symbol instanceof Quantity quantity ? values.get(quantity) : null;
    }

    Map<Quantity, Real> values() {
        return values;
    }

    Map<Quantity, BigDecimal> given() {
        return given;
    }

    /** Whether a quantity has a value here. */
    public boolean has(Quantity quantity) {
        return values.containsKey(quantity);
    }

    /** The value of a quantity. */
    public Real value(Quantity quantity) {
        Real value = values.get(quantity);
        if (value == null) {
            throw new IllegalArgumentException("no value for " + quantity.id());
        }
        return value;
    }

    /** The number as it is printed: a given one as it was written, any other as the problem's precision says. */
    public Expr.Num printed(Quantity quantity) {
        BigDecimal known = given.getOrDefault(quantity, written.get(quantity));
        return Expr.num(known != null ? known : rounded(value(quantity)));
    }

    /** Any number of this scope as it is printed. */
    BigDecimal rounded(Real value) {
        return Digits.rounded(value, problem.precision(), problem.rounding(), arithmetic.last())
                .orElseThrow(() -> new Undecided("rounding"));
    }

    /** The number with at least 20 significant digits, correctly rounded, as JSON results have it. */
    public String json(Quantity quantity) {
        return Digits.json(value(quantity), arithmetic.last());
    }

    /** Throws {@link Undecided} unless every value can be rounded, both as it is printed and for JSON. */
    void certain() {
        values.forEach((quantity, value) -> {
            if (!given.containsKey(quantity)) {
                rounded(value);
                Digits.jsonDecimal(value, arithmetic.last());
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

    /** The sign of an expression in this scope's quantities. */
    public int sign(Expr guard) {
        return arithmetic.sign(new Evaluator(arithmetic, Functions::expand).value(guard, this::find));
    }
}
