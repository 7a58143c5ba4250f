package chalkgrad.derive;

import chalkgrad.model.Network;
import chalkgrad.model.Quantity;
import chalkgrad.rules.Activation;
import chalkgrad.rules.RuleBook;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All steps of a network, from the given values to the updated parameters.
 *
 * <p>The steps are symbolic and the same for every sample and every update; only their values differ. Their number is linear in the
 * number of edges, however many paths the network has.
 *
 * @param rules the local derivatives of the activations and the loss, as Symja derives them
 * @param forward net inputs, outputs and the loss, for one sample
 * @param backward from the loss back to every parameter's gradient, for one sample
 * @param batch the loss and the gradients over all samples; empty where there is one sample
 * @param updates the parameters' new values; empty without a learning rate
 */
public record NetworkDerivation(
        Network network,
        RuleBook rules,
        List<Step> forward,
        List<Step> backward,
        List<Step> batch,
        List<Step> updates,
        Map<Quantity, Step> index)
        implements Derivation {

    public NetworkDerivation(
            Network network,
            RuleBook rules,
            List<Step> forward,
            List<Step> backward,
            List<Step> batch,
            List<Step> updates) {
        this(
                network,
                rules,
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
        return Collections.unmodifiableMap(index);
    }

    /** Whether every parameter has its gradient here; for examples a few will do. */
    public boolean isWhole() {
        return network.parameters().keySet().stream()
                .allMatch(name -> index.containsKey(new Quantity.Partial(Quantity.LOSS, new Quantity.Param(name))));
    }

    @Override
    public List<String> unproved() {
        var unproved = new ArrayList<String>();
        for (Network.Layer layer : network.layers()) {
            for (Activation activation : layer.activations()) {
                if (!rules.of(activation).proved()) {
                    unproved.add(activation.name());
                }
            }
        }
        if (!rules.of(network.loss()).proved()) {
            unproved.add(network.loss().name());
        }
        return unproved;
    }
}
