package chalkgrad.report;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.ExprParser;
import chalkgrad.algebra.Numerals;
import chalkgrad.derive.NetworkDerivation;
import chalkgrad.evaluate.Scope;
import chalkgrad.evaluate.Solution;
import chalkgrad.model.Network;
import chalkgrad.model.Problem;
import chalkgrad.model.Quantity;
import chalkgrad.model.Quantity.Partial;
import chalkgrad.rules.Activation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lines of working about one sample in one pass: symbols, then numbers, then the value.
 *
 * <p>{@code working.line(new Net("h1"))} is z1 = w1 x1 + w2 x2 = 0.3 × 0.1 + 0.25 × 0.2 = 0.08.
 */
class Working {
    final Solution solution;
    final NetworkDerivation derivation;
    final Network network;
    final Scope scope;
    /** The sample's number, counted from one; zero where there is only one sample and it needs no number. */
    final int sample;

    Working(Solution solution, Scope scope, int sample) {
        this.solution = solution;
        this.derivation = solution.ofNetwork();
        this.network = derivation.network();
        this.scope = scope;
        this.sample = sample;
    }

    /** The letter of a quantity of this sample. */
    Expr letter(Quantity quantity) {
        return scoped(quantity.expr());
    }

    /** The printed value of a quantity of this sample. */
    Expr.Num number(Quantity quantity) {
        return scope.printed(quantity);
    }

    /** With the loss marked as that of this sample. */
    Expr scoped(Expr e) {
        if (sample == 0) {
            return e;
        }
        var own = new Quantity.SampleLoss(sample);
        return e.substitute(symbol -> symbol instanceof Quantity.Loss
                ? own.expr()
                : symbol instanceof Partial p && p.of() instanceof Quantity.Loss
                        ? new Partial(own, p.by()).expr()
                        : null);
    }

    /** With every letter replaced by its printed number. */
    Expr numbers(Expr e) {
        return Numerals.plain(e.substitute(symbol -> symbol instanceof Quantity q ? number(q) : null));
    }

    /** With every choice made as it falls for this sample. */
    Expr taken(Expr e) {
        if (e instanceof Expr.Cases c) {
            int sign = scope.sign(c.guard());
            return taken(sign > 0 ? c.above() : sign < 0 ? c.below() : c.at());
        }
        return e.mapParts(this::taken);
    }

    /** A step as a line: its letter, its expression, the same in numbers, its value. */
    Expr.Relation line(Quantity quantity) {
        Expr taken = taken(derivation.step(quantity).expression());
        return line(quantity, List.of(taken), taken);
    }

    /** The same with {@code forms} in place of the step's own expression. */
    Expr.Relation line(Quantity quantity, List<? extends Expr> forms, Expr computed) {
        var sides = new ArrayList<Expr>();
        sides.add(letter(quantity));
        forms.forEach(form -> sides.add(scoped(form)));
        Expr numbers = numbers(taken(computed));
        if (isWorthShowing(numbers)) {
            sides.add(numbers);
        }
        sides.add(number(quantity));
        return Expr.equal(withoutRepeats(sides));
    }

    /** A user's own activation as it was written, for one unit; its steps have every choice spelled out. */
    Expr atUnit(Activation activation, String unit) {
        return ExprParser.parse(activation.name()) instanceof ExprParser.Result.Parsed parsed
                ? parsed.expr()
                        .substitute(symbol ->
                                symbol.id().equals(Activation.NET.id()) ? new Quantity.Net(unit).expr() : null)
                : derivation.step(new Quantity.Out(unit)).expression();
    }

    /** A number alone is the value already. */
    private static boolean isWorthShowing(Expr numbers) {
        return !(numbers instanceof Expr.Num);
    }

    /** {@code a = a} says nothing. */
    static List<Expr> withoutRepeats(List<Expr> sides) {
        var kept = new ArrayList<Expr>();
        for (Expr side : sides) {
            if (kept.isEmpty() || !kept.get(kept.size() - 1).equals(number(side))) {
                kept.add(number(side));
            }
        }
        return kept;
    }

    /** The negative of a number is a number. */
    private static Expr number(Expr e) {
        return e instanceof Expr.Neg negative && negative.arg() instanceof Expr.Num n
                ? Expr.num(n.value().negate())
                : e;
    }

    /** The activation of a unit's layer. */
    Network.Layer layerOf(String unit) {
        return network.layers().stream()
                .filter(layer -> layer.units().stream().anyMatch(u -> u.name().equals(unit)))
                .findFirst()
                .orElseThrow();
    }

    /** The output of a unit, or an input. */
    Quantity source(String name) {
        return network.inputs().contains(name) ? new Quantity.Input(name) : new Quantity.Out(name);
    }

    /** The kinked choices in a rule for one unit, as they fall for this sample: guards with their sign. */
    Optional<Expr> side(Expr rule) {
        if (rule instanceof Expr.Cases written) {
            Expr.Cases c = Plainly.of(written) instanceof Expr.Cases plain ? plain : written;
            int sign = scope.sign(c.guard());
            Expr numbers = numbers(c.guard());
            Expr.Sign relation = sign > 0 ? Expr.Sign.GREATER : sign < 0 ? Expr.Sign.LESS : Expr.Sign.EQUAL;
            List<Expr> sides = numbers instanceof Expr.Num
                    ? List.of(c.guard(), numbers, Expr.ZERO)
                    : List.of(c.guard(), Expr.ZERO);
            if (sign == 0) {
                return Optional.of(Expr.equal(c.guard(), Expr.ZERO));
            }
            return Optional.of(new Expr.Relation(
                    sides, sides.size() == 2 ? List.of(relation) : List.of(Expr.Sign.EQUAL, relation)));
        }
        return rule.parts().stream().map(this::side).flatMap(Optional::stream).findFirst();
    }

    /** Whether exact values are carried on, so that two ways of computing agree to the last digit. */
    boolean isExact() {
        return solution.problem().carry() == Problem.Carry.EXACT;
    }

    static boolean isChoice(Expr e) {
        return e instanceof Expr.Cases || e.parts().stream().anyMatch(Working::isChoice);
    }
}
