package chalkgrad.derive;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Symbol;
import chalkgrad.model.Descent;
import chalkgrad.model.Quantity;
import chalkgrad.model.Quantity.State;
import chalkgrad.model.Quantity.Updated;
import chalkgrad.rules.UpdateRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/**
 * The steps of a parameter's update, as the rule's row has them.
 *
 * <p>With momentum those of w1 are {@code v(w1)+ = beta v(w1) + eta dE/dw1} and {@code w1+ = w1 - v(w1)+}.
 *
 * <p>A state is to its update what a parameter is: what stands before it is {@link State}, what comes of it is the {@link Updated} of its name.
 */
public final class UpdateSteps {
    private UpdateSteps() {}

    /** @param parameter the parameter or given value, {@code gradient} the loss's derivative by it */
    static List<Step> of(Descent descent, Quantity parameter, Expr gradient) {
        UpdateRule rule = descent.rule();
        var meanings = new HashMap<Symbol, Expr>();
        meanings.put(UpdateRule.WEIGHT, parameter.expr());
        meanings.put(UpdateRule.GRADIENT, gradient);
        meanings.put(UpdateRule.RATE, Quantity.RATE.expr());
        meanings.put(UpdateRule.TIME, Quantity.TIME.expr());
        rule.constants().keySet().forEach(name -> meanings.put(new Symbol.Name(name), descent.constant(name)));
        rule.state().forEach(letter -> meanings.put(new Symbol.Name(letter), new State(letter, parameter.id()).expr()));
        var steps = new ArrayList<Step>();
        for (UpdateRule.Line line : rule.lines()) {
            Expr expression = line.expression().substitute(meanings::get);
            Quantity result = result(rule, line.letter(), parameter.id());
            steps.add(new Step(result, expression, Step.Law.UPDATE));
            meanings.put(new Symbol.Name(line.letter()), result.expr());
        }
        return steps;
    }

    /** The rule for any parameter w. */
    public static List<Step> general(Descent descent, Quantity objective) {
        var any = new Quantity.Own("w");
        return of(descent, any, new Quantity.Partial(objective, any).expr());
    }

    private static Quantity result(UpdateRule rule, String letter, String parameter) {
        if (letter.equals(rule.last().letter())) {
            return new Updated(parameter);
        }
        var state = new State(letter, parameter);
        return rule.state().contains(letter) ? new Updated(state.id()) : state;
    }
}
