package chalkgrad.rules;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Symbol;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a parameter is updated: one row of {@link UpdateRules}.
 *
 * <p>That of momentum has the constant beta = 0.9, the state v, and the lines {@code v = beta*v+eta*g} and {@code w = w-v}.
 *
 * @param name as problem files have it
 * @param constants with the values that they have unless the file says otherwise; the first is what a bare number stands for
 * @param state what a parameter has beside its value, zero at the start
 * @param lines in the order in which they are worked out, the parameter's last; a letter that has had its line means what that line gave
 * @param source where the rule comes from
 */
public record UpdateRule(
        String name, Map<String, String> constants, List<String> state, List<Line> lines, String source) {
    /** The parameter. */
    public static final Symbol WEIGHT = new Symbol.Name("w");

    /** The gradient of the loss by the parameter. */
    public static final Symbol GRADIENT = new Symbol.Name("g");

    /** The learning rate. */
    public static final Symbol RATE = new Symbol.Name("eta");

    /** The number of the update, counted from one. */
    public static final Symbol TIME = new Symbol.Name("t");

    public UpdateRule {
        constants = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(constants));
        state = List.copyOf(state);
        lines = List.copyOf(lines);
    }

    /** One line of a rule: what {@code letter} becomes. A letter that is neither the parameter's nor a state's is worked out anew each time. */
    public record Line(String letter, Expr expression) {}

    /** The line that gives the parameter. */
    public Line last() {
        return lines.get(lines.size() - 1);
    }

    /** Whether the parameter has nothing beside its value. */
    public boolean isPlain() {
        return lines.size() == 1;
    }

    /** The name of a constant under any of its usual spellings; empty where the rule has no such constant. */
    public Optional<String> constant(String spelling) {
        return UpdateRules.SPELLINGS.getOrDefault(spelling, List.of(spelling)).stream()
                .filter(constants::containsKey)
                .findFirst();
    }
}
