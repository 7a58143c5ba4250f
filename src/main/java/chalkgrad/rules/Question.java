package chalkgrad.rules;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Symbol;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What Symja is asked about a rule: for the derivative of a function, and whether a form in which it is taught is the same.
 *
 * <p>{@code of(sigmoid)} asks for the derivative of {@code 1/(1+exp(-z))} by {@code z}, and whether {@code o*(1-o)} is it.
 *
 * @param function a function of scalars in which {@link Functions#misuse} finds nothing
 * @param by the variable
 * @param claim the form in which it is taught; empty where Symja's own, shortened, is shown
 */
record Question(Expr function, Symbol by, Optional<Claim> claim) {

    /** In softmax, the net input of another unit of the layer, {@code z_j}. */
    static final Symbol OTHER_NET = new Symbol.Name("z_j");

    /** In softmax, the output of another unit of the layer, {@code o_j}. */
    static final Symbol OTHER_OUTPUT = new Symbol.Name("o_j");

    /**
     * A form that is said to be the derivative.
     *
     * @param taught as it is shown, perhaps in the function's own value
     * @param meant the same in the letters of the function alone, made of elementary functions and {@link Expr.Cases}
     */
    record Claim(Expr taught, Expr meant) {}

    /**
     * The derivative of an activation by {@link Activation#NET}.
     *
     * <p>For softmax that is the derivative of an output by its own net input; {@link #acrossSoftmax} is the other.
     */
    static Question of(Activation activation) {
        return of(
                activation.definition(),
                Activation.NET,
                activation.taught(),
                Map.of(Activation.OUTPUT, activation.definition()));
    }

    /** The derivative of a softmax output {@code o} by the net input {@code z_j} of another unit: {@code -o*o_j}. */
    static Question acrossSoftmax() {
        Expr sum = Rows.read("exp(z)+exp(z_j)+r");
        Expr own = Expr.div(Rows.read("exp(z)"), sum);
        Expr other = Expr.div(Rows.read("exp(z_j)"), sum);
        return of(
                own,
                OTHER_NET,
                Optional.of(Rows.read("-(o*o_j)")),
                Map.of(Activation.OUTPUT, own, OTHER_OUTPUT, other));
    }

    /** The derivative of one output's part of a loss by {@link Loss#OUTPUT}. */
    static Question of(Loss loss) {
        return of(loss.definition(), Loss.OUTPUT, loss.taught(), Map.of());
    }

    /** The derivative of one output's part of a loss by the output's net input, in a form that has been worked out. */
    static Question of(Activation activation, Loss loss, Expr form) {
        Map<Symbol, Expr> meanings = Map.of(Loss.OUTPUT, activation.definition());
        return of(loss.definition().substitute(meanings::get), Activation.NET, Optional.of(form), meanings);
    }

    /** The derivative of an expression of scalars. */
    static Question of(Expr expr, Symbol by) {
        return of(expr, by, Optional.empty(), Map.of());
    }

    /** The same with a form in which it is taught, where {@link Activation#OUTPUT} stands for the expression's own value. */
    static Question of(Expr expr, Symbol by, Expr taught) {
        return of(expr, by, Optional.of(taught), Map.of(Activation.OUTPUT, Functions.expand(expr)));
    }

    /** The derivative of an operation, in the form in which the table of gates teaches it, if that has it. */
    static Question ofOperation(Expr operation, Symbol by) {
        return Gates.taught(operation, by)
                .map(taught -> of(operation, by, taught))
                .orElseGet(() -> of(operation, by));
    }

    private static Question of(Expr function, Symbol by, Optional<Expr> taught, Map<Symbol, Expr> meanings) {
        return new Question(
                function, by, taught.map(form -> new Claim(form, Functions.expand(form.substitute(meanings::get)))));
    }

    /** A number in whose place a letter stands. */
    private record Given(Expr.Num number) implements Symbol {
        @Override
        public String id() {
            return number.value().toString();
        }
    }

    /**
     * The same question about any numbers in place of those that the function takes: of {@code 2*x} that about {@code a*x}. What is proved of the
     * one is proved of the other.
     *
     * @return empty where there is no number, or no claim that could be proved
     */
    Optional<Question> generalized() {
        Set<Expr> numbers = new HashSet<>(function.parts());
        numbers.removeIf(part -> !(part instanceof Expr.Num));
        return numbers.isEmpty()
                ? Optional.empty()
                : claim.map(form -> new Question(
                        withLetters(function, numbers),
                        by,
                        Optional.of(new Claim(form.taught(), withLetters(form.meant(), numbers)))));
    }

    private static Expr withLetters(Expr expr, Set<Expr> numbers) {
        return expr instanceof Expr.Num number && numbers.contains(number)
                ? new Given(number).expr()
                : expr.mapParts(part -> withLetters(part, numbers));
    }

    /** The answer to this question, from one to it in general. */
    LocalDerivative specialized(LocalDerivative general) {
        Expr derived = general.derived().substitute(symbol -> symbol instanceof Given given ? given.number : null);
        return new LocalDerivative(function, by, derived, general.shown(), general.proof());
    }

    /** The expressions that the answer depends on. */
    List<Expr> asked() {
        return claim.map(form -> List.of(by.expr(), function, form.meant())).orElse(List.of(by.expr(), function));
    }
}
