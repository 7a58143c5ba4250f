package chalkgrad.evaluate;

import chalkgrad.algebra.Symbol;
import chalkgrad.derive.NetworkDerivation;
import chalkgrad.derive.Step;
import chalkgrad.model.Network;
import chalkgrad.model.Quantity;
import chalkgrad.model.Quantity.Param;
import chalkgrad.model.Quantity.Partial;
import chalkgrad.rules.Functions;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;

/** A network's loss over its parameters, for samples that meet the same parameters. */
final class NetworkLandscape implements Landscape {
    private final NetworkDerivation derivation;
    private final List<Scope> scopes;
    private final Scope gradients;
    private final List<String> names;

    private NetworkLandscape(NetworkDerivation derivation, List<Scope> scopes, Scope gradients) {
        this.derivation = derivation;
        this.scopes = scopes;
        this.gradients = gradients;
        this.names = derivation.network().parameters().keySet().stream()
                .filter(name -> derivation
                        .find(new Partial(Quantity.LOSS, new Param(name)))
                        .isPresent())
                .toList();
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
        for (Scope scope : scopes) {
            var moved = new HashMap<Symbol, Real>(scope.given().size());
            scope.given().forEach((quantity, value) -> moved.put(quantity, Real.of(value)));
            if (!derivation.isWhole()) {
                derivation
                        .network()
                        .parameters()
                        .forEach((name, value) -> moved.put(new Param(name), scope.value(new Param(name))));
            }
            for (int i = 0; i < moves.length; i++) {
                var parameter = new Param(names.get(i));
                BigDecimal now = Landscape.middle(scope.value(parameter), context);
                moved.put(parameter, Real.of(now.add(moves[i])));
            }
            for (Step step : derivation.forward()) {
                Branches branches = Branches.replaying(scope.kept(step.quantity()));
                moved.put(step.quantity(), evaluator.value(step.expression(), moved::get, branches));
            }
            sum = arithmetic.add(sum, Objects.requireNonNull(moved.get(Quantity.LOSS)));
        }
        boolean mean = derivation.network().batch() == Network.Batch.MEAN;
        return mean ? arithmetic.div(sum, Real.of(scopes.size())) : sum;
    }
}
