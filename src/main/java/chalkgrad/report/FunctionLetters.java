package chalkgrad.report;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.ExprParser;
import chalkgrad.model.Network;
import chalkgrad.rules.Activation;
import java.util.List;

/**
 * What a network's activation functions are called: by their names, and those that have none f, g and so on, a letter for each.
 *
 * <p>With {@code z/(1+abs(z))} in one layer and {@code z^2} in the next they are f and g.
 */
final class FunctionLetters {
    private static final List<String> LETTERS = List.of("f", "g", "phi", "psi");

    private FunctionLetters() {}

    static String of(Network network, Activation activation) {
        if (!isNameless(activation)) {
            return activation.rule();
        }
        List<String> nameless = network.layers().stream()
                .flatMap(layer -> layer.units().stream().map(unit -> layer.activation(unit.name())))
                .filter(FunctionLetters::isNameless)
                .map(Activation::name)
                .distinct()
                .toList();
        int place = nameless.indexOf(activation.name());
        return place < LETTERS.size() ? LETTERS.get(Math.max(0, place)) : "f" + (place + 1);
    }

    private static boolean isNameless(Activation activation) {
        return activation.kind() == Activation.Kind.CUSTOM || activation.name().equals("identity");
    }

    /** A function of a user's own as it was written, its choices not spelled out. */
    static Expr written(Activation activation) {
        return ExprParser.parse(activation.name()) instanceof ExprParser.Result.Parsed parsed
                ? parsed.expr()
                        .substitute(symbol -> symbol.id().equals(Activation.NET.id()) ? Expr.sym(Activation.NET) : null)
                : activation.definition();
    }
}
