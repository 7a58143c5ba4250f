package chalkgrad.evaluate;

import chalkgrad.algebra.Expr;
import chalkgrad.derive.Derivation;
import chalkgrad.derive.GraphDerivation;
import chalkgrad.derive.Step;
import chalkgrad.evaluate.Solution.Kink;
import chalkgrad.model.Quantity;
import java.util.ArrayList;
import java.util.List;

/** Finds derivatives that were taken exactly at a kink: where the slopes of both sides differ. */
final class Kinks {
    private Kinks() {}

    static List<Kink> in(Derivation derivation, List<Pass> passes) {
        if (derivation instanceof GraphDerivation graph) {
            return GraphKinks.in(graph, passes);
        }
        var kinks = new ArrayList<Kink>();
        for (Pass pass : passes) {
            for (int s = 0; pass.complete() && s < pass.samples().size(); s++) {
                Scope scope = pass.samples().get(s);
                for (Step step : derivation.backward()) {
                    if (!scope.kept(step.quantity()).isEmpty()
                            && step.quantity() instanceof Quantity.Partial derivative
                            && isKink(step.expression(), scope)) {
                        kinks.add(new Kink(pass.step(), s + 1, derivative, List.of(), scope.value(derivative)));
                    }
                }
            }
        }
        return kinks;
    }

    private static boolean isKink(Expr e, Scope scope) {
        if (e instanceof Expr.Cases c && scope.sign(c.guard()) == 0) {
            return !c.above().equals(c.below()) && !sameValue(c, scope);
        }
        return e.parts().stream().anyMatch(part -> isKink(part, scope));
    }

    private static boolean sameValue(Expr.Cases c, Scope scope) {
        try {
            return scope.sign(Expr.sub(c.above(), c.below())) == 0;
        } catch (NumericFault | Undecided e) {
            return false;
        }
    }
}
