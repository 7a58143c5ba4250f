package chalkgrad.evaluate;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Symbol;
import chalkgrad.derive.NetworkDerivation;
import chalkgrad.derive.Step;
import chalkgrad.evaluate.Branches.Branch;
import chalkgrad.model.Network;
import chalkgrad.model.Quantity;
import chalkgrad.model.Quantity.Param;
import chalkgrad.model.Quantity.Partial;
import chalkgrad.rules.Functions;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A network's loss over its parameters, for samples that meet the same parameters. */
final class NetworkLandscape implements Landscape {
    private final NetworkDerivation derivation;
    private final List<Scope> scopes;
    private final Scope gradients;
    private final List<String> names;
    /** What each step of the forward pass uses. */
    private final List<Set<Symbol>> operands = new ArrayList<>();
    /** By the number of the sample, with so many digits. */
    private final Map<Integer, Map<Symbol, Real>> unmoved = new HashMap<>();

    /** For each sample the choices to be made at kinks; empty where each is made by its value. */
    private final List<Map<Quantity, List<Branch>>> held;

    private int digits;

    private NetworkLandscape(NetworkDerivation derivation, List<Scope> scopes, Scope gradients) {
        this(derivation, scopes, gradients, List.of());
    }

    private NetworkLandscape(
            NetworkDerivation derivation, List<Scope> scopes, Scope gradients, List<Map<Quantity, List<Branch>>> held) {
        this.derivation = derivation;
        this.held = held;
        this.scopes = scopes;
        this.gradients = gradients;
        this.names = derivation.network().parameters().keySet().stream()
                .filter(name -> derivation
                        .find(new Partial(Quantity.LOSS, new Param(name)))
                        .isPresent())
                .toList();
        for (Step step : derivation.forward()) {
            var used = new HashSet<Symbol>();
            symbols(step.expression(), used);
            operands.add(used);
        }
    }

    /** The work is that of all parameters, also where only a few have their gradients. */
    @Override
    public boolean oneByOne() {
        return derivation.network().parameters().size() <= CrossCheck.EACH;
    }

    /** One for all samples together; online one for each, as each meets other parameters. */
    static List<NetworkLandscape> of(NetworkDerivation derivation, Pass pass) {
        boolean online = derivation.network().batch() == Network.Batch.ONLINE
                && pass.samples().size() > 1;
        return online
                ? pass.samples().stream()
                        .map(scope -> new NetworkLandscape(derivation, List.of(scope), scope))
                        .toList()
                : List.of(new NetworkLandscape(derivation, pass.samples(), pass.batch()));
    }

    @Override
    public int size() {
        return names.size();
    }

    @Override
    public String name(int index) {
        return names.get(index);
    }

    @Override
    public Real slope(int index) {
        return gradients.value(new Partial(Quantity.LOSS, new Param(names.get(index))));
    }

    @Override
    public Real height() {
        return gradients.value(Quantity.LOSS);
    }

    @Override
    public Real height(Arithmetic arithmetic, MathContext context, BigDecimal[] moves) {
        var evaluator = new Evaluator(arithmetic, Functions::expand);
        Real sum = Real.of(0);
        for (int s = 0; s < scopes.size(); s++) {
            sum = arithmetic.add(sum, height(s, evaluator, context, moves));
        }
        boolean mean = derivation.network().batch() == Network.Batch.MEAN;
        return mean ? arithmetic.div(sum, Real.of(scopes.size())) : sum;
    }

    /** The loss of one sample; where a single parameter is moved, only what it reaches is worked out. */
    private Real height(int sample, Evaluator evaluator, MathContext context, BigDecimal[] moves) {
        Scope scope = scopes.get(sample);
        var moved = new HashMap<Symbol, Real>();
        for (int i = 0; i < moves.length; i++) {
            if (moves[i].signum() != 0) {
                var parameter = new Param(names.get(i));
                moved.put(parameter, Real.of(Landscape.moved(scope.value(parameter), moves[i], context)));
            }
        }
        if (moved.size() != 1) {
            Map<Symbol, Real> all = given(scope, context);
            all.putAll(moved);
            derivation.forward().forEach(step -> all.put(step.quantity(), value(step, sample, evaluator, all::get)));
            return Objects.requireNonNull(all.get(Quantity.LOSS));
        }
        Map<Symbol, Real> still = still(sample, evaluator, context);
        for (int i = 0; i < operands.size(); i++) {
            Step step = derivation.forward().get(i);
            if (operands.get(i).stream().anyMatch(moved::containsKey)) {
                moved.put(step.quantity(), value(step, sample, evaluator, symbol -> {
                    Real now = moved.get(symbol);
                    return now == null ? still.get(symbol) : now;
                }));
            }
        }
        return Objects.requireNonNull(moved.getOrDefault(Quantity.LOSS, still.get(Quantity.LOSS)));
    }

    private Real value(Step step, int sample, Evaluator evaluator, Function<Symbol, ? extends @Nullable Real> values) {
        Quantity quantity = step.quantity();
        Branches branches = held.isEmpty()
                ? Branches.replaying(scopes.get(sample).kept(quantity))
                : Branches.holding(held.get(sample).getOrDefault(quantity, List.of()));
        return evaluator.value(step.expression(), values, branches);
    }

    @Override
    public Landscape held(Arithmetic arithmetic, MathContext context) {
        var evaluator = new Evaluator(arithmetic, Functions::expand);
        var all = new ArrayList<Map<Quantity, List<Branch>>>();
        for (Scope scope : scopes) {
            Map<Symbol, Real> values = given(scope, context);
            var chosen = new HashMap<Quantity, List<Branch>>();
            for (Step step : derivation.forward()) {
                Branches branches = Branches.replaying(scope.kept(step.quantity()));
                values.put(step.quantity(), evaluator.value(step.expression(), values::get, branches));
                chosen.put(step.quantity(), branches.taken());
            }
            all.add(chosen);
        }
        return new NetworkLandscape(derivation, scopes, gradients, all);
    }

    /** Every value of a sample where nothing is moved. */
    private Map<Symbol, Real> still(int sample, Evaluator evaluator, MathContext context) {
        if (context.getPrecision() != digits) {
            digits = context.getPrecision();
            unmoved.clear();
        }
        return unmoved.computeIfAbsent(sample, s -> {
            Scope scope = scopes.get(s);
            Map<Symbol, Real> all = given(scope, context);
            derivation.forward().forEach(step -> all.put(step.quantity(), value(step, s, evaluator, all::get)));
            return all;
        });
    }

    private Map<Symbol, Real> given(Scope scope, MathContext context) {
        var given = new HashMap<Symbol, Real>(scope.given().size());
        scope.given().forEach((quantity, value) -> given.put(quantity, Real.of(value)));
        if (!derivation.isWhole()) {
            derivation
                    .network()
                    .parameters()
                    .forEach((name, value) -> given.put(new Param(name), scope.value(new Param(name))));
        }
        for (String name : names) {
            var parameter = new Param(name);
            given.put(parameter, Real.of(Landscape.middle(scope.value(parameter), context)));
        }
        return given;
    }

    private static void symbols(Expr expr, Set<Symbol> into) {
        if (expr instanceof Expr.Sym sym) {
            into.add(sym.symbol());
        }
        expr.parts().forEach(part -> symbols(part, into));
    }
}
