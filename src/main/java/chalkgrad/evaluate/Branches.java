package chalkgrad.evaluate;

import chalkgrad.algebra.Expr;
import java.util.ArrayList;
import java.util.List;

/**
 * The decisions that an evaluation takes at the guards of {@link Expr.Cases}, in the order in which they are taken.
 *
 * <p>{@code relu(-2)} records the guard {@code z} with sign -1.
 *
 * <p>Not for two threads at once.
 */
final class Branches {
    private final List<Branch> kept;
    private final List<Branch> taken = new ArrayList<>();

    private Branches(List<Branch> kept) {
        this.kept = List.copyOf(kept);
    }

    /** One decision: {@code guard} had this sign. */
    record Branch(Expr guard, int sign) {}

    /** Records, and decides every guard by its value. */
    static Branches recording() {
        return new Branches(List.of());
    }

    /**
     * Records, and keeps a decision of zero that {@code earlier} has at the same place for the same guard; other guards are decided anew.
     *
     * <p>Beside a kink a difference quotient would see the slope of one side or the mean of both, whereas the convention at the kink is asked.
     */
    static Branches replaying(List<Branch> earlier) {
        return new Branches(earlier);
    }

    /** The decisions so far. */
    public List<Branch> taken() {
        return List.copyOf(taken);
    }

    /** Whether the next decision, on {@code guard}, is one of zero that is kept. */
    boolean keepsZero(Expr guard) {
        int place = taken.size();
        return place < kept.size()
                && kept.get(place).sign() == 0
                && kept.get(place).guard().equals(guard);
    }

    void add(Expr guard, int sign) {
        taken.add(new Branch(guard, sign));
    }
}
