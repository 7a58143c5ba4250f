package chalkgrad.derive;

import chalkgrad.model.Quantity;
import chalkgrad.rules.RuleBook;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All steps from the given values to the gradients and the updated values, each once.
 *
 * <p>{@code derivation.step(new Delta("o1"))} is the step that says how the delta of o1 comes about.
 *
 * <p>The steps are symbolic and the same for every update; only their values differ.
 */
public sealed interface Derivation permits NetworkDerivation, GraphDerivation, SchemeDerivation {

    /** The local derivatives in use, as Symja derives them. */
    RuleBook rules();

    /** From the given values to what is to become small. */
    List<Step> forward();

    /** From there back to every gradient. */
    List<Step> backward();

    /** The new values; empty without a learning rate. */
    List<Step> updates();

    /** Every step by its quantity. */
    Map<Quantity, Step> index();

    /** The rules in use whose taught derivative is not the one that Symja derives; there are none unless a table is wrong. */
    List<String> unproved();

    /** The step that gives a quantity, if there is one. */
    default Optional<Step> find(Quantity quantity) {
        return Optional.ofNullable(index().get(quantity));
    }

    /** The step that gives a quantity, which there must be. */
    default Step step(Quantity quantity) {
        return find(quantity).orElseThrow(() -> new IllegalArgumentException(quantity.id()));
    }
}
