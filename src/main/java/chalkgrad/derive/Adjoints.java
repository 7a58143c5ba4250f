package chalkgrad.derive;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Symbol;
import chalkgrad.model.Quantity.Ones;
import chalkgrad.rules.Activation;
import chalkgrad.rules.ArrayFunction;
import chalkgrad.rules.ArrayFunctions;
import chalkgrad.rules.Dims;
import chalkgrad.rules.Functions;
import chalkgrad.rules.Loss;
import chalkgrad.rules.Losses;
import chalkgrad.rules.OpenFunction;
import chalkgrad.rules.RuleBook;
import chalkgrad.rules.Signature;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Sends a gradient back through an expression, operation by operation, to the letters in it.
 *
 * <p>A gradient {@code G} of {@code x @ w} becomes {@code G @ w'} for {@code x} and {@code x' @ G} for {@code w}.
 *
 * <p>This is reverse accumulation (Linnainmaa 1976; Griewank and Walther, "Evaluating Derivatives", 2008). The rules for matrices are those of
 * Giles, "Collected matrix derivative results for forward and reverse mode algorithmic differentiation" (2008). Its cost is linear in the size
 * of the expression: what two letters have in common is shared.
 */
final class Adjoints {
    private static final Expr MINUS_ONE = Expr.neg(Expr.ONE);

    private final RuleBook rules;
    private final Function<Expr, Dims> dims;
    private final Map<Symbol, List<Expr>> found = new LinkedHashMap<>();

    /** An operation's value where it has a name of its own. */
    private final IdentityHashMap<Expr, Expr> names = new IdentityHashMap<>();

    /**
     * @param dims the shape of any part; everything a scalar where the derivative of one entry by one entry is wanted
     */
    Adjoints(RuleBook rules, Function<Expr, Dims> dims) {
        this.rules = rules;
        this.dims = dims;
    }

    /**
     * What reaches each letter of {@code e}: one summand for each way.
     *
     * @param name how the value of {@code e} is called
     * @param upstream the gradient that comes back to {@code e}
     */
    Map<Symbol, Expr> through(Expr e, Expr name, Expr upstream) {
        names.put(e, name);
        back(e, upstream);
        var sums = new LinkedHashMap<Symbol, Expr>();
        found.forEach((symbol, summands) -> sums.put(symbol, Expr.add(summands)));
        return sums;
    }

    /** @param g what comes back to {@code e}, in the shape of {@code e} */
    private void back(Expr e, Expr g) {
        if (e instanceof Expr.Sym s) {
            if (!isConstant(s)) {
                found.computeIfAbsent(s.symbol(), symbol -> new ArrayList<>()).add(g);
            }
        } else if (e instanceof Expr.Add sum) {
            rules.begin(GateForms.SUM, GateForms.SUM_BY);
            for (Expr term : sum.terms()) {
                if (term instanceof Expr.Neg negative) {
                    into(negative.arg(), negative(g), e);
                } else {
                    into(term, g, e);
                }
            }
        } else if (e instanceof Expr.Neg negative) {
            into(negative.arg(), negative(g), e);
        } else if (OpenFunction.isCall(e)) {
            var call = (Expr.Call) e;
            into(call.args().get(0), times(g, OpenFunction.derivative(call)), e);
        } else if (e instanceof Expr.MatMul || e instanceof Expr.Transpose || isStructural(e)) {
            structural(e, g);
        } else if (e instanceof Expr.Cases choice) {
            choice(choice, g);
        } else if (!(e instanceof Expr.Num)) {
            gate(e, g);
        }
    }

    /** Sends {@code g}, which has the shape of {@code whole}, into a part that may have been spread over that shape. */
    private void into(Expr part, Expr g, Expr whole) {
        if (isConstant(part)) {
            return;
        }
        back(part, gathered(g, dims.apply(whole), dims.apply(part)));
    }

    /** What was spread over the entries of an array comes back added up. */
    static Expr gathered(Expr g, Dims from, Dims to) {
        if (from.equals(to)) {
            return g;
        } else if (!to.isScalar()
                && !(from.isMatrix() && to.isVector() && from.size(1).equals(to.size(0)))) {
            return addedUp(g, from, to);
        }
        return to.isScalar() ? Expr.call("sum", g) : new Expr.MatMul(new Ones(Dims.vector(from.size(0))).expr(), g);
    }

    /** Added up along the axes that were repeated, or were not there. */
    private static Expr addedUp(Expr g, Dims from, Dims to) {
        int lead = from.axes().size() - to.axes().size();
        Expr sum = g;
        var repeated = new ArrayList<Expr>();
        for (int axis = 0; axis < to.axes().size(); axis++) {
            if (!to.size(axis).equals(from.size(lead + axis))) {
                repeated.add(Expr.num(lead + axis));
            }
        }
        if (!repeated.isEmpty()) {
            sum = Expr.call("sum", sum, axis(repeated), Expr.call("keepdims=", Expr.ONE));
        }
        var before = new ArrayList<Expr>();
        for (int axis = 0; axis < lead; axis++) {
            before.add(Expr.num(axis));
        }
        return before.isEmpty() ? sum : Expr.call("sum", sum, axis(before));
    }

    private static Expr axis(List<Expr> axes) {
        return Expr.call("axis=", axes.size() == 1 ? axes.get(0) : new Expr.Matrix(List.of(axes)));
    }

    /** What comes back to a sum comes back to each of its entries. */
    private static Expr spread(Expr g, Dims to) {
        return to.isScalar() ? g : times(g, new Ones(to).expr());
    }

    private static boolean isConstant(Expr e) {
        return e instanceof Expr.Num
                || e instanceof Expr.Sym s && (s.symbol().isConstant() || s.symbol() instanceof Ones)
                || !(e instanceof Expr.Sym) && e.parts().stream().allMatch(Adjoints::isConstant);
    }

    private static boolean isStructural(Expr e) {
        return e instanceof Expr.Call call
                && Functions.find(call.function())
                        .map(function -> !function.isEntrywise(call))
                        .orElse(true);
    }

    /** One operation that works entry by entry: its derivative by each of its parts, as the table or Symja has it. */
    private void gate(Expr e, Expr g) {
        var letters = new LinkedHashMap<Expr, Symbol>();
        Expr pattern = e.mapParts(part -> isConstant(part)
                ? part
                : Expr.sym(letters.computeIfAbsent(part, p -> GateForms.letter(letters.size()))));
        var parts = new HashMap<Symbol, Expr>();
        letters.forEach((part, letter) -> parts.put(letter, part));
        letters.forEach((part, letter) -> {
            Expr local =
                    rules.shown(pattern, letter).substitute(s -> s.equals(Activation.OUTPUT) ? named(e) : parts.get(s));
            into(part, times(g, local), e);
        });
    }

    /** Of scalars: the same choice between the derivatives of what is chosen from, none of which need exist elsewhere. */
    private void choice(Expr.Cases choice, Expr g) {
        if (!dims.apply(choice).isScalar()) {
            // Each piece gets what comes back where it was chosen.
            boolean merged = choice.at().equals(choice.above());
            boolean mergedBelow = !merged && choice.at().equals(choice.below());
            Expr zero = Expr.ZERO;
            into(choice.above(), new Expr.Cases(choice.guard(), g, merged ? g : zero, zero), choice);
            if (!merged && !mergedBelow) {
                into(choice.at(), new Expr.Cases(choice.guard(), zero, g, zero), choice);
            }
            into(choice.below(), new Expr.Cases(choice.guard(), zero, mergedBelow ? g : zero, g), choice);
            return;
        }
        Map<Symbol, Expr> above = alone(choice.above());
        Map<Symbol, Expr> at = alone(choice.at());
        Map<Symbol, Expr> below = alone(choice.below());
        var symbols = new LinkedHashSet<Symbol>(above.keySet());
        symbols.addAll(at.keySet());
        symbols.addAll(below.keySet());
        for (Symbol symbol : symbols) {
            Expr local = new Expr.Cases(
                    choice.guard(),
                    above.getOrDefault(symbol, Expr.ZERO),
                    at.getOrDefault(symbol, Expr.ZERO),
                    below.getOrDefault(symbol, Expr.ZERO));
            found.computeIfAbsent(symbol, s -> new ArrayList<>()).add(times(g, local));
        }
    }

    private Map<Symbol, Expr> alone(Expr piece) {
        return new Adjoints(rules, dims).through(piece, piece, Expr.ONE);
    }

    private Expr named(Expr e) {
        return names.getOrDefault(e, e);
    }

    private void structural(Expr e, Expr g) {
        if (e instanceof Expr.MatMul m) {
            product(m.left(), m.right(), g);
        } else if (e instanceof Expr.Transpose t) {
            back(t.arg(), new Expr.Transpose(g));
        } else if (e instanceof Expr.Call call && ArrayFunctions.find(call).isPresent()) {
            withSettings(call, ArrayFunctions.find(call).get(), g);
        } else if (e instanceof Expr.Call call && call.args().size() == 2) {
            ofTwo(call, g);
        } else if (e instanceof Expr.Call call) {
            ofOne(call, call.args().get(0), g);
        }
    }

    private void withSettings(Expr.Call call, ArrayFunction function, Expr g) {
        Signature.Arguments args = function.signature().arguments(call);
        List<Dims> arrays = args.arrays().stream().map(dims).toList();
        if (function.value() instanceof ArrayFunction.Value.Defined defined) {
            if (defined.gradient().isPresent()) {
                Expr back = defined.gradient().get().of(args, arrays, named(call), g);
                back(args.arrays().get(0), back);
            } else {
                Expr definition = defined.definition().of(args, arrays);
                names.put(definition, named(call));
                back(definition, g);
            }
            return;
        }
        for (int i = 0; i < arrays.size(); i++) {
            if (!isConstant(args.arrays().get(i))) {
                back(args.arrays().get(i), Expr.call(ArrayFunctions.BACK, Expr.num(i), g, call));
            }
        }
    }

    private void product(Expr left, Expr right, Expr g) {
        if (dims.apply(left).axes().size() > 2 || dims.apply(right).axes().size() > 2) {
            var call = (Expr.Call) Expr.call("matmul", left, right);
            withSettings(call, ArrayFunctions.find(call).orElseThrow(), g);
            return;
        }
        boolean leftMatrix = dims.apply(left).isMatrix();
        boolean rightMatrix = dims.apply(right).isMatrix();
        if (leftMatrix && rightMatrix) {
            back(left, new Expr.MatMul(g, transposed(right)));
            back(right, new Expr.MatMul(transposed(left), g));
        } else if (leftMatrix) {
            back(left, Expr.call("outer", g, right));
            back(right, new Expr.MatMul(transposed(left), g));
        } else if (rightMatrix) {
            back(left, new Expr.MatMul(right, g));
            back(right, Expr.call("outer", left, g));
        } else {
            back(left, times(g, right));
            back(right, times(g, left));
        }
    }

    private static Expr transposed(Expr e) {
        return e instanceof Expr.Transpose t ? t.arg() : new Expr.Transpose(e);
    }

    private void ofOne(Expr.Call call, Expr arg, Expr g) {
        Dims shape = dims.apply(arg);
        switch (call.function()) {
            case "sum" -> back(arg, spread(g, shape));
            case "mean" -> back(arg, spread(times(g, Expr.div(Expr.ONE, shape.countExpr())), shape));
            case "max", "min" -> back(arg, times(g, Expr.call(call.function() + "share", arg)));
            case "norm" -> back(arg, times(g, new Expr.Cases(call, Expr.div(arg, named(call)), Expr.ZERO, Expr.ZERO)));
            case "softmax" -> back(arg, throughSoftmax(named(call), g, shape));
            default -> throw new IllegalArgumentException(call.function());
        }
    }

    /** {@code s * (g - s.g)}, for a vector or for each row. */
    private static Expr throughSoftmax(Expr s, Expr g, Dims shape) {
        if (shape.isVector()) {
            return Expr.mul(s, Expr.sub(g, Expr.call("dot", s, g)));
        }
        Expr ones = new Ones(Dims.vector(shape.size(1))).expr();
        Expr perRow = new Expr.MatMul(Expr.mul(s, g), ones);
        return Expr.mul(s, Expr.sub(g, Expr.call("outer", perRow, ones)));
    }

    private void ofTwo(Expr.Call call, Expr g) {
        Expr left = call.args().get(0);
        Expr right = call.args().get(1);
        switch (call.function()) {
            case "dot" -> {
                back(left, times(g, right));
                back(right, times(g, left));
            }
            case "outer" -> {
                back(left, new Expr.MatMul(g, right));
                back(right, new Expr.MatMul(transposed(g), left));
            }
            default -> loss(call.function(), left, right, g);
        }
    }

    /** A loss adds up its entries, each with the derivative of its own part. */
    private void loss(String name, Expr output, Expr target, Expr g) {
        Expr count = dims.apply(output).countExpr();
        Expr part = Functions.lossOfEach(name, count);
        Loss loss = Losses.find(name).orElseThrow();
        rules.begin(loss);
        if (name.equals("cross_entropy")
                && output instanceof Expr.Call call
                && call.function().equals("softmax")) {
            // Taken together, p = softmax(z) falls out of t/p: what comes back to z is p times the sum of the targets,
            // less t.
            if (dims.apply(output).isVector()) {
                Expr together = Expr.sub(times(output, Expr.call("sum", target)), target);
                back(call.args().get(0), times(g, together));
                if (!isConstant(target)) {
                    back(target, negative(times(g, Expr.call("ln", output))));
                }
                return;
            }
        }
        Expr byOutput = rules.shown(loss);
        Expr byTarget = isConstant(target) ? Expr.ZERO : rules.shown(part, Loss.TARGET);
        back(output, times(g, at(byOutput, output, target, count)));
        if (!isConstant(target)) {
            back(target, times(g, at(byTarget, output, target, count)));
        }
    }

    private static Expr at(Expr rule, Expr output, Expr target, Expr count) {
        Map<Symbol, Expr> values = Map.of(Loss.OUTPUT, output, Loss.TARGET, target, Loss.COUNT, count);
        return Simpler.product(rule.substitute(values::get));
    }

    /** The product, without factors of one. */
    static Expr times(Expr left, Expr right) {
        if (right.equals(Expr.ONE)) {
            return left;
        } else if (left.equals(Expr.ONE)) {
            return right;
        } else if (right.equals(MINUS_ONE)) {
            return negative(left);
        } else if (left.equals(MINUS_ONE)) {
            return negative(right);
        } else if (right instanceof Expr.Neg r) {
            return negative(times(left, r.arg()));
        } else if (left instanceof Expr.Neg l) {
            return negative(times(l.arg(), right));
        }
        var factors = new ArrayList<Expr>(left instanceof Expr.Mul m ? m.factors() : List.of(left));
        if (right instanceof Expr.Mul m) {
            factors.addAll(m.factors());
        } else {
            factors.add(right);
        }
        return Expr.mul(factors);
    }

    static Expr negative(Expr e) {
        return e instanceof Expr.Neg negative ? negative.arg() : Expr.neg(e);
    }
}
