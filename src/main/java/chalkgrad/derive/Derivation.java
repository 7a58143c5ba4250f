package chalkgrad.derive;

import chalkgrad.model.Network;
import chalkgrad.model.Quantity;
import chalkgrad.rules.LocalDerivative;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All steps from the given values to the updated parameters, each once.
 *
 * <p>The steps are symbolic and the same for every sample and every update; only their values differ. Their number is linear in the
 * number of edges, however many paths the network has.
 *
 * @param activations what Symja found for each activation in use, by the activation's name
 * @param loss what Symja found for the loss
 * @param forward net inputs, outputs and the loss, for one sample
 * @param backward from the loss back to every parameter's gradient, for one sample
 * @param batch the loss and the gradients over all samples; empty where there is one sample
 * @param updates the parameters' new values; empty without a learning rate
 */
public record Derivation(
        Network network,
        Map<String, LocalDerivative> activations,
        LocalDerivative loss,
        List<Step> forward,
        List<Step> backward,
        List<Step> batch,
        List<Step> updates,
        Map<Quantity, Step> index) {

    public Derivation(
            Network network,
            Map<String, LocalDerivative> activations,
            LocalDerivative loss,
            List<Step> forward,
            List<Step> backward,
            List<Step> batch,
            List<Step> updates) {
        this(
                network,
                Map.copyOf(activations),
                loss,
                List.copyOf(forward),
                List.copyOf(backward),
                List.copyOf(batch),
                List.copyOf(updates),
                index(forward, backward, updates));
    }

    private static Map<Quantity, Step> index(List<Step> forward, List<Step> backward, List<Step> updates) {
        var index = new LinkedHashMap<Quantity, Step>();
        for (List<Step> part : List.of(forward, backward, updates)) {
            part.forEach(step -> index.put(step.quantity(), step));
        }
        return java.util.Collections.unmodifiableMap(index);
    }

    /** The step that gives a quantity of one sample, if there is one. */
    public Optional<Step> find(Quantity quantity) {
        return Optional.ofNullable(index.get(quantity));
    }

    /** The step that gives a quantity of one sample, which there must be. */
    public Step step(Quantity quantity) {
        return find(quantity).orElseThrow(() -> new IllegalArgumentException(quantity.id()));
    }
}
