package chalkgrad.evaluate;

import chalkgrad.algebra.Expr;
import chalkgrad.derive.GraphDerivation;
import chalkgrad.derive.Step;
import chalkgrad.evaluate.Solution.Kink;
import chalkgrad.rules.Dims;
import chalkgrad.rules.Functions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** Finds the entries of local derivatives that were taken exactly at a kink, or at a tie of a maximum. */
final class GraphKinks {
    private final Step step;
    private final Pass pass;
    private final Scope scope;
    private final TensorEvaluator evaluator;
    private final Set<Expr> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<Kink> kinks = new ArrayList<>();

    private GraphKinks(Step step, Pass pass) {
        this.step = step;
        this.pass = pass;
        this.scope = pass.batch();
        this.evaluator = new TensorEvaluator(scope.arithmetic());
    }

    static List<Kink> in(GraphDerivation derivation, List<Pass> passes) {
        var kinks = new ArrayList<Kink>();
        for (Pass pass : passes) {
            for (Step step : derivation.backward()) {
                if (!pass.batch().kept(step.quantity()).isEmpty()) {
                    var search = new GraphKinks(step, pass);
                    search.look(step.expression());
                    kinks.addAll(search.kinks);
                }
            }
        }
        return kinks;
    }

    private void look(Expr e) {
        if (!seen.add(e)) {
            return;
        } else if (e instanceof Expr.Cases c) {
            choice(c);
        } else if (e instanceof Expr.Call call && call.function().endsWith("share")) {
            tie(call);
        }
        e.parts().forEach(this::look);
    }

    private void choice(Expr.Cases c) {
        TensorEvaluator.Entrywise guards = evaluator.entrywise(c.guard(), scope::look);
        TensorEvaluator.Entrywise slopes = evaluator.entrywise(c, scope::look);
        Expr difference = Expr.sub(c.above(), c.below());
        TensorEvaluator.Entrywise differences = evaluator.entrywise(difference, scope::look);
        for (int i = 0; i < slopes.dims().count(); i++) {
            if (sign(guards, i % guards.dims().count()) == 0
                    && differ(differences, i % differences.dims().count())) {
                add(slopes.dims(), i, value(slopes, i));
            }
        }
    }

    private boolean differ(TensorEvaluator.Entrywise differences, int index) {
        try {
            return sign(differences, index) != 0;
        } catch (NumericFault | Undecided e) {
            return true;
        }
    }

    private int sign(TensorEvaluator.Entrywise e, int index) {
        return scope.arithmetic().sign(value(e, index));
    }

    private Real value(TensorEvaluator.Entrywise e, int index) {
        return new Evaluator(scope.arithmetic(), Functions::expand).value(e.scalar(), e.at(index));
    }

    private void tie(Expr.Call call) {
        Value shares = evaluator.value(call, scope::look, Branches.recording());
        List<Real> entries = Tensor.entries(shares);
        Real one = Real.of(1);
        for (int i = 0; i < entries.size(); i++) {
            Real share = entries.get(i);
            if (scope.compare(share, Real.of(0)) > 0 && scope.compare(share, one) < 0) {
                add(Tensor.dims(shares), i, share);
            }
        }
    }

    private void add(Dims dims, int index, Real value) {
        List<Integer> place = dims.isScalar()
                ? List.of()
                : dims.isVector()
                        ? List.of(index + 1)
                        : List.of(index / dims.columns() + 1, index % dims.columns() + 1);
        kinks.add(new Kink(pass.step(), 1, step.quantity(), place, value));
    }
}
