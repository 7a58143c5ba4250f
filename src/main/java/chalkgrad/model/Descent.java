package chalkgrad.model;

import chalkgrad.algebra.Expr;
import chalkgrad.rules.UpdateRule;
import chalkgrad.rules.UpdateRules;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How parameters are updated, beside the learning rate.
 *
 * <p>{@code Descent.PLAIN} is w - eta g with one rate for all updates.
 *
 * @param rule the row
 * @param constants the rule's constants, each with its value
 * @param rates a learning rate for each update; empty where one holds for all
 */
public record Descent(UpdateRule rule, Map<String, BigDecimal> constants, List<BigDecimal> rates) {
    /** Gradient descent with one learning rate. */
    public static final Descent PLAIN = new Descent(UpdateRules.plain(), Map.of(), List.of());

    public Descent {
        constants = Collections.unmodifiableMap(new LinkedHashMap<>(constants));
        rates = List.copyOf(rates);
    }

    /** Whether each update has a learning rate of its own. */
    public boolean isScheduled() {
        return !rates.isEmpty();
    }

    /**
     * The learning rate of an update.
     *
     * @param update its number, counted from one; after the last rate that one goes on
     * @param constant what holds where no rate is given for each
     */
    public Optional<BigDecimal> rate(int update, Optional<BigDecimal> constant) {
        return rates.isEmpty() ? constant : Optional.of(rates.get(Math.max(0, Math.min(update, rates.size()) - 1)));
    }

    /** The value of a constant. */
    public Expr constant(String name) {
        BigDecimal value = constants.get(name);
        return value != null
                ? Expr.num(value)
                : Expr.num(new BigDecimal(rule.constants().getOrDefault(name, "0")));
    }
}
