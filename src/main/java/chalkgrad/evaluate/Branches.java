package chalkgrad.evaluate;

import chalkgrad.algebra.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * The decisions that an evaluation takes at the guards of {@link Expr.Cases}, in the order in which they are taken.
 *
 * <p>{@code relu(-2)} records the guard {@code z} with sign -1.
 *
 * <p>Not for two threads at once.
 */
final class Branches {
    private final List<Branch> kept;
    private final boolean all;
    private final List<Branch> taken = new ArrayList<>();

    private Branches(List<Branch> kept, boolean all) {
        this.kept = List.copyOf(kept);
        this.all = all;
    }

    /** One decision: {@code guard} had this sign. */
    record Branch(Expr guard, int sign) {}

    /** Records, and decides every guard by its value. */
    static Branches recording() {
        return new Branches(List.of(), false);
    }

    /**
     * Records, and keeps a decision of zero that {@code earlier} has at the same place for the same guard; other guards are decided anew.
     *
     * <p>Beside a kink a difference quotient would see the slope of one side or the mean of both, whereas the convention at the kink is asked.
     */
    static Branches replaying(List<Branch> earlier) {
        return new Branches(earlier, false);
    }

    /**
     * Records, and keeps every decision that {@code earlier} has at the same place for the same guard.
     *
     * <p>So a function goes on beyond a kink as it does on the side from which one comes.
     */
    static Branches holding(List<Branch> earlier) {
        return new Branches(earlier, true);
    }

    /** The decisions so far. */
    public List<Branch> taken() {
        return List.copyOf(taken);
    }

    /** The next decision, on {@code guard}, where it is one that is kept. */
    OptionalInt kept(Expr guard) {
        int place = taken.size();
        return place < kept.size()
                        && (all || kept.get(place).sign() == 0)
                        && kept.get(place).guard().equals(guard)
                ? OptionalInt.of(kept.get(place).sign())
                : OptionalInt.empty();
    }

    void add(Expr guard, int sign) {
        taken.add(new Branch(guard, sign));
    }
}
