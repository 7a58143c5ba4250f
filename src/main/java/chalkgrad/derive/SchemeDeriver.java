package chalkgrad.derive;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Symbol;
import chalkgrad.derive.SchemeDerivation.Reason;
import chalkgrad.derive.SchemeDerivation.Statement;
import chalkgrad.model.Index;
import chalkgrad.model.Index.Side;
import chalkgrad.model.Quantity;
import chalkgrad.model.Quantity.Differentiation;
import chalkgrad.model.Quantity.Indexed;
import chalkgrad.model.Quantity.Link;
import chalkgrad.model.Quantity.Partial;
import chalkgrad.model.Quantity.Updated;
import chalkgrad.model.Quantity.What;
import chalkgrad.model.Scheme;
import chalkgrad.rules.Activation;
import chalkgrad.rules.Loss;
import chalkgrad.rules.RuleBook;
import chalkgrad.rules.Shortcut;
import chalkgrad.rules.UpdateRule;
import chalkgrad.rules.UpdateRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Derives the gradients of a layered network for all units at once.
 *
 * <p>{@code new SchemeDeriver(rules, scheme).derive()} leads from the net inputs to the update rules.
 *
 * <p>A unit of the output layer has the index k, one of the layer before it j, one before that i; sums over these layers run over r, q
 * and p.
 */
public final class SchemeDeriver {
    private static final Expr DOTS = Expr.sym("…");

    /** Up to so many terms a sum of a known number of terms is written out. */
    private static final int WRITTEN = 3;

    private final RuleBook rules;
    private final Scheme scheme;
    private final List<Statement> statements = new ArrayList<>();
    private final Level k;
    private final Level j;
    private final Optional<Level> i;

    /**
     * A layer as the derivation speaks of it.
     *
     * @param at its index
     * @param sum the letter that sums over it
     * @param count its number of units, a letter or a number
     */
    private record Level(
            Index at, String sum, String count, Optional<Activation> activation, boolean biased, String function) {
        Index running() {
            return at.as(sum);
        }

        boolean isSoftmax() {
            return activation.filter(a -> a.kind() == Activation.Kind.SOFTMAX).isPresent();
        }

        Expr number() {
            return Character.isDigit(count.charAt(0)) ? Expr.num(count) : Expr.sym(count);
        }
    }

    public SchemeDeriver(RuleBook rules, Scheme scheme) {
        this.rules = rules;
        this.scheme = scheme;
        int depth = scheme.layers().size();
        this.k = level(depth, "k", "r");
        this.j = level(depth - 1, "j", "q");
        this.i = depth > 1 ? Optional.of(level(depth - 2, "i", "p")) : Optional.empty();
        scheme.layers().forEach(layer -> layer.activation().ifPresent(rules::begin));
        scheme.loss().ifPresent(rules::begin);
    }

    /** The level of layer {@code number}, where 0 is the input layer. */
    private Level level(int number, String index, String sum) {
        int depth = scheme.layers().size();
        Side side = number == 0 ? Side.INPUT : number == depth ? Side.OUTPUT : Side.HIDDEN;
        var at = new Index(index, Integer.toString(number), side);
        if (number == 0) {
            return new Level(at, sum, scheme.inputs(), Optional.empty(), false, "f");
        }
        Scheme.Layer layer = scheme.layers().get(number - 1);
        return new Level(at, sum, layer.units(), layer.activation(), layer.biased(), function(scheme, number));
    }

    /** The letter for the activation function of a layer: f, and g in an output layer that has another one than the layer before. */
    public static String function(Scheme scheme, int number) {
        int depth = scheme.layers().size();
        boolean other = number == depth
                && depth > 1
                && !name(scheme.layers().get(depth - 1))
                        .equals(name(scheme.layers().get(depth - 2)));
        return other ? "g" : "f";
    }

    private static String name(Scheme.Layer layer) {
        return layer.activation().map(Activation::name).orElse("");
    }

    /** The derivation; it has hidden layers only where the network has. */
    public SchemeDerivation derive() {
        forward();
        delta();
        gradients(k, j, Reason.WEIGHT_LOCAL);
        if (i.isPresent()) {
            back();
            hidden(i.get());
            step();
        }
        var w = new Symbol.Name("w");
        var b = new Symbol.Name("b");
        var updates = new ArrayList<Expr.Relation>();
        updates.add(update(w));
        if (scheme.layers().stream().anyMatch(Scheme.Layer::biased)) {
            updates.add(update(b));
        }
        statements.add(new Statement(Reason.UPDATE, List.of(rate()), updates));
        return new SchemeDerivation(scheme, rules, statements);
    }

    // Letters

    private static Expr letter(Index at) {
        return Expr.sym(at.letter());
    }

    private static Expr net(Index at) {
        return new Indexed(What.NET, at).expr();
    }

    private static Expr out(Index at) {
        return new Indexed(What.OUT, at).expr();
    }

    private static Expr delta(Index at) {
        return new Indexed(What.DELTA, at).expr();
    }

    private static Expr bias(Index at) {
        return new Indexed(What.BIAS, at).expr();
    }

    private static Expr target(Index at) {
        return new Indexed(What.TARGET, at).expr();
    }

    private static Expr weight(Index from, Index to) {
        return new Link(from, to).expr();
    }

    private static Expr partial(Expr of, Expr by) {
        return new Partial(((Expr.Sym) of).symbol(), ((Expr.Sym) by).symbol()).expr();
    }

    private static Expr byLoss(Expr by) {
        return partial(Quantity.LOSS.expr(), by);
    }

    private static Expr sum(Level level, Expr body) {
        return new Expr.Sigma(new Symbol.Name(level.sum), Expr.ONE, level.number(), body);
    }

    private Expr rate() {
        return scheme.learningRate()
                .filter(letter -> Character.isLetter(letter.codePointAt(0)))
                .<Expr>map(Expr::sym)
                .orElseGet(Quantity.RATE::expr);
    }

    private Expr.Relation update(Symbol parameter) {
        return update(parameter, rate());
    }

    /** What gradient descent's row makes of a parameter. */
    private static Expr updated(Expr parameter, Expr rate, Expr gradient) {
        Map<Symbol, Expr> meanings =
                Map.of(UpdateRule.WEIGHT, parameter, UpdateRule.RATE, rate, UpdateRule.GRADIENT, gradient);
        return UpdateRules.plain().last().expression().substitute(meanings::get);
    }

    /** The update of any parameter: w+ = w - eta dE/dw. */
    public static Expr.Relation update(Symbol parameter, Expr rate) {
        Expr gradient = new Partial(Quantity.LOSS, parameter).expr();
        return Expr.equal(new Updated(parameter.id()).expr(), updated(Expr.sym(parameter), rate, gradient));
    }

    private void say(Reason reason, List<Expr> about, Expr.Relation... lines) {
        statements.add(new Statement(reason, about, List.of(lines)));
    }

    // Forward

    private void forward() {
        say(
                k.biased ? Reason.NET : Reason.NET_UNBIASED,
                List.of(j.number(), bias(k.at), letter(k.at)),
                Expr.equal(net(k.at), weightedSum(j, k), written(j, k, Optional.empty())));
        output(k);
        if (i.isPresent()) {
            say(
                    Reason.NET_BEFORE,
                    List.of(i.get().number(), letter(j.at)),
                    Expr.equal(net(j.at), weightedSum(i.get(), j), written(i.get(), j, Optional.empty())));
            output(j);
        }
        if (scheme.loss().isEmpty()) {
            say(Reason.LOSS_OPEN, List.of(Quantity.LOSS.expr(), out(k.at.as("1")), out(k.at.as(k.count))));
        } else {
            Expr part = lossAt(scheme.loss().get().definition(), k.running());
            say(
                    Reason.LOSS,
                    List.of(Expr.sym(k.sum), k.number()),
                    Expr.equal(
                            Quantity.LOSS.expr(),
                            part instanceof Expr.Neg n ? Expr.neg(sum(k, n.arg())) : sum(k, part)));
        }
    }

    private void output(Level level) {
        Index at = level.at;
        if (level.isSoftmax()) {
            say(Reason.OUT_SOFTMAX, List.of(), Expr.equal(out(at), share(level, level.sum)));
            return;
        }
        Expr general = Expr.call(level.function, net(at));
        Expr.Relation line = level.activation
                .map(rule -> Expr.equal(out(at), general, at(rule.definition(), at)))
                .orElseGet(() -> Expr.equal(out(at), general));
        say(Reason.OUT, List.of(), line);
    }

    private static Expr share(Level level, String letter) {
        return Expr.div(exp(level.at), exponentials(level, letter));
    }

    private static Expr exponentials(Level level, String letter) {
        return new Expr.Sigma(new Symbol.Name(letter), Expr.ONE, level.number(), exp(level.at.as(letter)));
    }

    private static Expr exp(Index at) {
        return Expr.call("exp", net(at));
    }

    private static Expr weightedSum(Level from, Level to) {
        Expr terms = sum(from, term(from.running(), to.at));
        return to.biased ? Expr.add(terms, bias(to.at)) : terms;
    }

    private static Expr term(Index from, Index to) {
        return Expr.mul(out(from), weight(from, to));
    }

    /** y_1 w_1k + … + y_m w_mk + b_k, with a term in the middle where there is one to be looked at. */
    private static Expr written(Level from, Level to, Optional<Index> middle) {
        return written(from, to.at, to.biased, middle);
    }

    private static Expr written(Level from, Index to, boolean biased, Optional<Index> middle) {
        var terms = new ArrayList<Expr>();
        boolean known = Character.isDigit(from.count.charAt(0)) && from.count.length() == 1;
        int count = known ? Integer.parseInt(from.count) : Integer.MAX_VALUE;
        if (count <= WRITTEN) {
            for (int n = 1; n <= count; n++) {
                terms.add(term(from.at.as(Integer.toString(n)), to));
            }
        } else {
            terms.add(term(from.at.as("1"), to));
            terms.add(DOTS);
            middle.ifPresent(index -> {
                terms.add(term(index, to));
                terms.add(DOTS);
            });
            terms.add(term(from.at.as(from.count), to));
        }
        if (biased) {
            terms.add(bias(to));
        }
        return Expr.add(terms);
    }

    private static Expr differentiated(Expr by, Expr sum) {
        return Expr.mul(new Differentiation(((Expr.Sym) by).symbol()).expr(), new Expr.Marked(Expr.Mark.GROUP, sum));
    }

    private static Expr at(Expr rule, Index at) {
        return rule.substitute(
                symbol -> symbol.equals(Activation.NET) ? net(at) : symbol.equals(Activation.OUTPUT) ? out(at) : null);
    }

    private Expr lossAt(Expr rule, Index at) {
        return Deriver.lossAt(rule, out(at), target(at), k.number());
    }

    // The output layer

    private void delta() {
        Expr inner = net(k.at);
        say(Reason.DEFINITION, List.of(), Expr.equal(delta(k.at), byLoss(inner)));
        if (k.isSoftmax()) {
            softmax();
            return;
        }
        Expr slope = Expr.call(k.function + "'", inner);
        Expr upstream = byLoss(out(k.at));
        say(
                Reason.DELTA,
                List.of(inner, out(k.at)),
                Expr.equal(delta(k.at), Expr.mul(upstream, partial(out(k.at), inner)), Expr.mul(upstream, slope)));
        if (scheme.loss().isEmpty() && k.activation.isEmpty()) {
            say(Reason.DELTA_OPEN, List.of());
            return;
        }
        Optional<Expr> lossSlope = lossSlope();
        Optional<Expr> ownSlope = slope(k, Reason.SLOPE);
        if (lossSlope.isEmpty() && ownSlope.isEmpty()) {
            return;
        }
        Expr product = product(lossSlope.orElse(upstream), ownSlope.orElse(slope));
        Optional<Forms> forms =
                k.activation.flatMap(activation -> scheme.loss().flatMap(loss -> Forms.of(rules, activation, loss)));
        if (forms.isPresent()) {
            say(
                    Reason.DELTA_SHORTCUT,
                    List.of(),
                    Expr.equal(
                            delta(k.at),
                            product,
                            lossAt(forms.get().expanded(), k.at),
                            lossAt(forms.get().delta(), k.at)));
        } else {
            say(Reason.DELTA_EXPLICIT, List.of(), Expr.equal(delta(k.at), product));
        }
    }

    /** What is left of a product of derivatives, where Symja proves it. */
    private record Forms(Expr expanded, Expr delta) {
        static Optional<Forms> of(RuleBook rules, Activation activation, Loss loss) {
            return Shortcut.find(activation, loss)
                    .filter(row -> rules.of(activation, loss, row.expanded()).proved()
                            && rules.of(activation, loss, row.delta()).proved())
                    .map(row -> new Forms(row.expanded(), row.delta()));
        }
    }

    /** The loss's derivative by an output, said; empty where it is by pieces or left open. */
    private Optional<Expr> lossSlope() {
        if (scheme.loss().isEmpty()) {
            return Optional.empty();
        }
        var loss = scheme.loss().get();
        var out = new Indexed(What.OUT, k.at);
        Expr shown = lossAt(rules.shown(loss), k.at);
        Expr derived = lossAt(rules.of(loss).derived(), k.at);
        boolean pieces = isChoice(shown) || isChoice(derived);
        var sides = new ArrayList<Expr>();
        sides.add(byLoss(out.expr()));
        if (!pieces) {
            sides.add(PowerRule.steps(lossAt(loss.definition(), k.at), out).orElse(derived));
        }
        if (!sides.contains(shown)) {
            sides.add(shown);
        }
        say(Reason.LOSS_SLOPE, List.of(out.expr()), Expr.equal(sides));
        return pieces ? Optional.empty() : Optional.of(shown);
    }

    /** An activation's derivative, said; empty where it is by pieces or left open. */
    private Optional<Expr> slope(Level level, Reason reason) {
        if (level.activation.isEmpty()) {
            return Optional.empty();
        }
        say(reason, List.of(), slopeLine(level.activation.get(), level.function + "'", level.at));
        Expr shown = at(rules.shown(level.activation.get()), level.at);
        return isChoice(shown) ? Optional.empty() : Optional.of(shown);
    }

    private Expr.Relation slopeLine(Activation activation, String function, Index at) {
        Expr left = Expr.call(function, net(at));
        Expr shown = at(rules.shown(activation), at);
        Expr derived = at(rules.of(activation).derived(), at);
        boolean once = isChoice(shown) || isChoice(derived) || shown.equals(derived);
        return once ? Expr.equal(left, shown) : Expr.equal(left, derived, shown);
    }

    private static boolean isChoice(Expr e) {
        return e instanceof Expr.Cases || e.parts().stream().anyMatch(SchemeDeriver::isChoice);
    }

    /** One product, with its sign in front and without a factor one. */
    private static Expr product(Expr left, Expr right) {
        if (right.equals(Expr.ONE)) {
            return left;
        }
        if (left instanceof Expr.Neg n) {
            return Expr.neg(product(n.arg(), right));
        }
        var factors = new ArrayList<Expr>();
        for (Expr each : List.of(left, right)) {
            factors.addAll(each instanceof Expr.Mul m ? m.factors() : List.of(each));
        }
        return Expr.mul(factors);
    }

    private void softmax() {
        Index r = k.running();
        Expr inner = net(k.at);
        say(
                Reason.DELTA_SOFTMAX,
                List.of(inner),
                Expr.equal(delta(k.at), sum(k, Expr.mul(byLoss(out(r)), partial(out(r), inner)))));
        jacobian(k, Reason.JACOBIAN);
        Optional<Expr> slope = lossSlope();
        Expr kronecker = kronecker(k);
        boolean entropy = scheme.loss()
                .filter(loss -> loss.name().equals("cross_entropy"))
                .isPresent();
        if (!entropy) {
            Expr upstream = slope.isPresent() ? lossAt(rules.shown(scheme.loss().orElseThrow()), r) : byLoss(out(r));
            say(
                    Reason.DELTA_JACOBIAN,
                    List.of(),
                    Expr.equal(delta(k.at), sum(k, product(product(upstream, out(r)), kronecker))));
            return;
        }
        Expr t = target(r);
        Expr targets = sum(k, t);
        say(
                Reason.SOFTMAX_CANCELS,
                List.of(out(r), Expr.equal(Expr.sym(k.sum), Expr.sym(k.at.letter())), out(k.at)),
                Expr.equal(
                        delta(k.at),
                        Expr.neg(sum(k, Expr.mul(Expr.div(t, out(r)), out(r), kronecker))),
                        Expr.neg(sum(k, Expr.mul(t, kronecker))),
                        Expr.sub(Expr.mul(out(k.at), targets), target(k.at))));
        say(Reason.SOFTMAX_TARGETS, List.of(), Expr.equal(delta(k.at), Expr.sub(out(k.at), target(k.at))));
        Expr log = Expr.call("ln", exponentials(k, "c"));
        say(
                Reason.SOFTMAX_LOGARITHM,
                List.of(Expr.equal(Expr.call("ln", out(r)), Expr.sub(net(r), log))),
                Expr.equal(
                        Quantity.LOSS.expr(),
                        Expr.neg(sum(k, Expr.mul(t, Expr.call("ln", out(r))))),
                        Expr.neg(sum(k, Expr.mul(t, Expr.sub(net(r), log)))),
                        Expr.add(Expr.neg(sum(k, Expr.mul(t, net(r)))), log)));
        say(
                Reason.SOFTMAX_DIRECT,
                List.of(net(k.at)),
                Expr.equal(
                        delta(k.at),
                        byLoss(inner),
                        Expr.add(Expr.neg(target(k.at)), share(k, "c")),
                        Expr.sub(out(k.at), target(k.at))));
    }

    private static Expr kronecker(Level level) {
        return Expr.sub(new Quantity.Kronecker(level.running(), level.at).expr(), out(level.at));
    }

    private void jacobian(Level level, Reason reason) {
        Index own = level.at;
        Index other = level.running();
        say(
                reason,
                List.of(Expr.equal(Expr.sym(other.letter()), Expr.sym(own.letter())), Expr.sym(other.letter())),
                Expr.equal(partial(out(own), net(own)), Expr.mul(out(own), Expr.sub(Expr.ONE, out(own)))),
                Expr.equal(partial(out(other), net(own)), Expr.neg(Expr.mul(out(other), out(own)))));
        say(
                Reason.KRONECKER,
                List.of(
                        new Quantity.Kronecker(other, own).expr(),
                        Expr.equal(Expr.sym(other.letter()), Expr.sym(own.letter()))),
                Expr.equal(partial(out(other), net(own)), Expr.mul(out(other), kronecker(level))));
    }

    /** The weights and the bias of a unit, from its delta. */
    private void gradients(Level to, Level from, Reason local) {
        Expr w = weight(from.at, to.at);
        Expr inner = net(to.at);
        Expr b = bias(to.at);
        Expr.Relation chain = Expr.equal(byLoss(w), Expr.mul(byLoss(inner), partial(inner, w)));
        Expr.Relation slope =
                Expr.equal(partial(inner, w), differentiated(w, written(from, to, Optional.of(from.at))), out(from.at));
        Expr.Relation gradient = Expr.equal(byLoss(w), Expr.mul(out(from.at), delta(to.at)));
        Expr.Relation one =
                Expr.equal(partial(inner, b), differentiated(b, written(from, to, Optional.empty())), Expr.ONE);
        Expr.Relation biased = Expr.equal(byLoss(b), Expr.mul(byLoss(inner), partial(inner, b)), delta(to.at));
        if (local == Reason.WEIGHT_LOCAL) {
            say(Reason.WEIGHT, List.of(w, inner), chain);
            say(Reason.WEIGHT_LOCAL, List.of(inner, term(from.at, to.at), w), slope);
            say(Reason.WEIGHT_GRADIENT, List.of(), gradient);
        } else {
            say(Reason.WEIGHT_HIDDEN, List.of(), chain, slope, gradient);
        }
        if (to.biased) {
            say(local == Reason.WEIGHT_LOCAL ? Reason.BIAS : Reason.BIAS_HIDDEN, List.of(b), one, biased);
        }
    }

    /** What comes back to the layer before the output layer. */
    private void back() {
        Index r = k.running();
        Expr y = out(j.at);
        Expr local = partial(net(r), y);
        say(
                Reason.BACK,
                List.of(y, k.number(), Expr.sym(k.sum)),
                Expr.equal(byLoss(y), sum(k, Expr.mul(byLoss(net(r)), local))));
        say(
                Reason.BACK_LOCAL,
                List.of(net(r), y),
                Expr.equal(local, differentiated(y, written(j, r, k.biased, Optional.of(j.at))), weight(j.at, r)));
        say(Reason.BACK_SUM, List.of(delta(r)), Expr.equal(byLoss(y), comesBack(k, j.at)));
    }

    private static Expr comesBack(Level next, Index to) {
        Index running = next.running();
        return sum(next, Expr.mul(delta(running), weight(to, running)));
    }

    // The last hidden layer

    private void hidden(Level before) {
        Expr inner = net(j.at);
        Expr upstream = byLoss(out(j.at));
        if (j.isSoftmax()) {
            Index q = j.running();
            say(
                    Reason.DELTA_HIDDEN_SOFTMAX,
                    List.of(inner),
                    Expr.equal(delta(j.at), byLoss(inner), sum(j, Expr.mul(byLoss(out(q)), partial(out(q), inner)))));
            jacobian(j, Reason.JACOBIAN_HIDDEN);
            say(
                    Reason.DELTA_HIDDEN_EXPLICIT,
                    List.of(),
                    Expr.equal(delta(j.at), sum(j, Expr.mul(byLoss(out(q)), out(q), kronecker(j)))));
        } else {
            Expr slope = Expr.call(j.function + "'", inner);
            say(
                    Reason.DELTA_HIDDEN,
                    List.of(out(j.at), upstream),
                    Expr.equal(
                            delta(j.at),
                            byLoss(inner),
                            Expr.mul(upstream, partial(out(j.at), inner)),
                            Expr.mul(upstream, slope)));
            Optional<Expr> own = k.function.equals(j.function)
                    ? j.activation.map(rule -> at(rules.shown(rule), j.at)).filter(shown -> !isChoice(shown))
                    : slope(j, Reason.SLOPE_HIDDEN);
            say(
                    Reason.DELTA_HIDDEN_EXPLICIT,
                    List.of(),
                    Expr.equal(delta(j.at), product(comesBack(k, j.at), own.orElse(slope))));
        }
        gradients(j, before, Reason.WEIGHT_HIDDEN);
    }

    // From any layer to the one before

    private void step() {
        var q = new Index("q", "lambda", Side.HIDDEN);
        var own = new Index("i", "lambda-1", Side.HIDDEN);
        var source = new Index("s", "lambda-2", Side.HIDDEN);
        int depth = scheme.layers().size();
        String width = depth == 2 ? j.count : "";
        var next = new Level(q, "q", width, Optional.empty(), true, "f");
        Expr upstream = byLoss(out(own));
        Expr inner = net(own);
        Expr back = width.isEmpty()
                ? new Expr.Sigma(new Symbol.Name("q"), Expr.sym(""), Expr.sym(""), Expr.mul(delta(q), weight(own, q)))
                : comesBack(next, own);
        var lines = new ArrayList<Expr.Relation>();
        lines.add(Expr.equal(upstream, back));
        List<Scheme.Layer> further = scheme.layers().subList(0, Math.max(0, depth - 2));
        boolean softmax = !further.isEmpty() && further.stream().allMatch(SchemeDeriver::isSoftmax);
        if (!softmax) {
            lines.add(Expr.equal(delta(own), Expr.mul(upstream, Expr.call("f'", inner))));
        }
        lines.add(Expr.equal(byLoss(weight(source, own)), Expr.mul(out(source), delta(own))));
        boolean biased = depth == 2 ? j.biased : further.stream().anyMatch(Scheme.Layer::biased);
        if (biased) {
            lines.add(Expr.equal(byLoss(bias(own)), delta(own)));
        }
        statements.add(new Statement(
                Reason.STEP,
                List.of(Expr.sym("lambda"), letter(q), letter(own), letter(source), Expr.sym("f")),
                lines));
        if (further.stream().anyMatch(SchemeDeriver::isSoftmax)) {
            var p = own.as("p");
            Expr entry = Expr.sub(new Quantity.Kronecker(p, own).expr(), out(own));
            say(
                    Reason.STEP_SOFTMAX,
                    List.of(),
                    Expr.equal(
                            delta(own),
                            new Expr.Sigma(
                                    new Symbol.Name("p"),
                                    Expr.sym(""),
                                    Expr.sym(""),
                                    Expr.mul(byLoss(out(p)), out(p), entry))));
        }
        var slopes = new ArrayList<Expr.Relation>();
        var known = new ArrayList<>(List.of(name(scheme.layers().get(depth - 2)), ""));
        for (Scheme.Layer layer : further) {
            if (!known.contains(name(layer)) && !isSoftmax(layer)) {
                known.add(name(layer));
                slopes.add(slopeLine(layer.activation().orElseThrow(), "f'", own));
            }
        }
        if (!slopes.isEmpty()) {
            statements.add(new Statement(Reason.SLOPES, List.of(), slopes));
        }
    }

    private static boolean isSoftmax(Scheme.Layer layer) {
        return layer.activation()
                .filter(rule -> rule.kind() == Activation.Kind.SOFTMAX)
                .isPresent();
    }
}
