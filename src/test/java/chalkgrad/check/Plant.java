package chalkgrad.check;

import chalkgrad.algebra.Expr;
import chalkgrad.derive.Occurrence;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiFunction;

/**
 * A mistake to be made at one number.
 *
 * @param id what the checker calls it
 * @param at the number
 * @param formula what is computed instead of the right formula; empty where that is right
 * @param slip what becomes of the number when it is written down
 * @param carriesOn whether later numbers are computed from the slip
 * @param shown what is written instead of what is computed
 * @param mustShow whether the numbers that go in are written down
 * @param early whether new weights are written right behind their gradients
 */
record Plant(
        String id,
        Occurrence at,
        Optional<Expr> formula,
        Optional<BiFunction<BigDecimal, Random, BigDecimal>> slip,
        boolean carriesOn,
        Optional<Expr> shown,
        boolean mustShow,
        boolean early) {

    static Plant formula(String id, Occurrence at, Expr formula) {
        return new Plant(id, at, Optional.of(formula), Optional.empty(), true, Optional.empty(), false, false);
    }

    static Plant slip(String id, Occurrence at, boolean carriesOn, BiFunction<BigDecimal, Random, BigDecimal> slip) {
        return new Plant(id, at, Optional.empty(), Optional.of(slip), carriesOn, Optional.empty(), false, false);
    }

    static Plant shown(Occurrence at, Expr shown) {
        return new Plant(
                "shown-operand", at, Optional.empty(), Optional.empty(), true, Optional.of(shown), true, false);
    }

    Plant showing() {
        return new Plant(id, at, formula, slip, carriesOn, shown, true, early);
    }

    Plant updatingFirst() {
        return new Plant(id, at, formula, slip, carriesOn, shown, mustShow, true);
    }
}
