package chalkgrad.evaluate;

import chalkgrad.algebra.Expr;
import chalkgrad.derive.GraphDerivation;
import chalkgrad.derive.Step;
import chalkgrad.evaluate.Solution.Kink;
import chalkgrad.rules.Dims;
import chalkgrad.rules.Functions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
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

    /** Each entry is named once, however many choices it is made of. */
    private final Set<List<Integer>> places = new HashSet<>();

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
                    search.look(step.expression(), true);
                    kinks.addAll(search.kinks);
                }
            }
        }
        return kinks;
    }

    /** @param direct whether each entry of {@code e} has a part in the same entry of the step's value, and in no other */
    private void look(Expr e, boolean direct) {
        if (!seen.add(e)) {
            return;
        } else if (isShare(e)) {
            share(e, direct);
            return;
        } else if (e instanceof Expr.Cases c) {
            choice(c, direct);
        } else if (e instanceof Expr.Call call && call.function().endsWith("share")) {
            tie(call, direct);
        }
        boolean entrywise = !(e instanceof Expr.MatMul || e instanceof Expr.Transpose || e instanceof Expr.Call);
        e.parts().forEach(part -> look(part, direct && entrywise));
    }

    /** Whether this is what one of several arguments has of their maximum or minimum: 1 or 0, and a part of 1 where it leads with others. */
    private static boolean isShare(Expr e) {
        return e instanceof Expr.Div d
                && d.numerator() instanceof Expr.Mul m
                && m.factors().stream().allMatch(GraphKinks::isLead);
    }

    private static boolean isLead(Expr e) {
        return e instanceof Expr.Cases c
                && c.above().equals(Expr.ONE)
                && c.at().equals(Expr.ONE)
                && c.below().equals(Expr.ZERO);
    }

    /** Arguments that tie while another one leads are at no kink. */
    private void share(Expr e, boolean direct) {
        TensorEvaluator.Entrywise shares = evaluator.entrywise(e, scope::look);
        for (int i = 0; i < shares.dims().count(); i++) {
            Real share = value(shares, i);
            if (isPart(share)) {
                add(shares.dims(), i, share, direct);
            }
        }
    }

    private void choice(Expr.Cases c, boolean direct) {
        TensorEvaluator.Entrywise guards = evaluator.entrywise(c.guard(), scope::look);
        TensorEvaluator.Entrywise slopes = evaluator.entrywise(c, scope::look);
        Expr difference = Expr.sub(c.above(), c.below());
        TensorEvaluator.Entrywise differences = evaluator.entrywise(difference, scope::look);
        for (int i = 0; i < slopes.dims().count(); i++) {
            if (sign(guards, i % guards.dims().count()) == 0
                    && differ(differences, i % differences.dims().count())) {
                add(slopes.dims(), i, value(slopes, i), direct);
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

    private void tie(Expr.Call call, boolean direct) {
        Value shares = evaluator.value(call, scope::look, Branches.recording());
        List<Real> entries = Tensor.entries(shares);
        for (int i = 0; i < entries.size(); i++) {
            if (isPart(entries.get(i))) {
                add(Tensor.dims(shares), i, entries.get(i), direct);
            }
        }
    }

    private boolean isPart(Real share) {
        return scope.compare(share, Real.of(0)) > 0 && scope.compare(share, Real.of(1)) < 0;
    }

    /** @param slope the choice by itself, of which the step's value may be made with other things */
    private void add(Dims dims, int index, Real slope, boolean direct) {
        Value whole = scope.array(step.quantity());
        boolean same = direct && Tensor.dims(whole).equals(dims);
        Real value = same ? Tensor.entries(whole).get(index) : slope;
        List<Integer> place = dims.place(index);
        if (places.add(place)) {
            kinks.add(new Kink(pass.step(), 1, step.quantity(), place, value));
        }
    }
}
