package chalkgrad.model;

import chalkgrad.rules.Activation;
import chalkgrad.rules.Loss;
import chalkgrad.rules.Losses;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A layered feed-forward network with its given values, its loss and what is asked about it.
 *
 * <p>The 2-2-2 network of the examples has {@code layers().get(0).units().get(0).incoming()} = {@code [x1·w1, x2·w2]}.
 *
 * @param inputs the input units, in the file's order
 * @param layers the layers with weights, input side first
 * @param parameters every weight and bias with its value: layer by layer, a layer's weights before its biases
 * @param weights the parameters that are weights; the others are biases
 * @param loss the loss
 * @param samples at least one
 * @param batch how several samples become one update
 * @param learningRate empty where no update is asked for
 * @param descent by which rule, and with which rates
 * @param steps the number of updates, or of passes over the samples where {@code batch} is online; at least one
 * @param frozen parameters that keep their value
 * @param asked parameters that are worked out in full; the others go into a table. Empty where the file leaves it to the report.
 */
public record Network(
        List<String> inputs,
        List<Layer> layers,
        Map<String, BigDecimal> parameters,
        Set<String> weights,
        Loss loss,
        List<Sample> samples,
        Batch batch,
        Optional<BigDecimal> learningRate,
        Descent descent,
        int steps,
        Set<String> frozen,
        Optional<List<String>> asked)
        implements Task {

    public Network {
        inputs = List.copyOf(inputs);
        layers = List.copyOf(layers);
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        weights = Set.copyOf(weights);
        samples = List.copyOf(samples);
        frozen = Set.copyOf(frozen);
        asked = asked.map(List::copyOf);
    }

    /**
     * One layer.
     *
     * @param activations one for all its units, or one for each; softmax is for all
     */
    public record Layer(List<Unit> units, List<Activation> activations) {
        public Layer {
            units = List.copyOf(units);
            activations = List.copyOf(activations);
        }

        /** One whose units share an activation. */
        public Layer(List<Unit> units, Activation activation) {
            this(units, List.of(activation));
        }

        /** The activation of all units; of several, the first unit's. */
        public Activation activation() {
            return activations.get(0);
        }

        /** The activation of one of its units. */
        public Activation activation(String unit) {
            for (int i = 0; i < units.size() && isMixed(); i++) {
                if (units.get(i).name.equals(unit)) {
                    return activations.get(i);
                }
            }
            return activation();
        }

        /** Whether its units have activations of their own. */
        public boolean isMixed() {
            return activations.size() > 1;
        }
    }

    /**
     * One unit and what feeds it.
     *
     * @param incoming the edges into it, in the order of the layer before; a missing edge is not there
     * @param bias the bias's name, empty where there is none
     */
    public record Unit(String name, List<Edge> incoming, Optional<String> bias) {
        public Unit {
            incoming = List.copyOf(incoming);
        }
    }

    /** One edge: {@code source} is an input or a unit of the layer before, {@code weight} a parameter's name. */
    public record Edge(String source, String weight) {}

    /** One training example: a value for each input and each output unit. */
    public record Sample(Map<String, BigDecimal> inputs, Map<String, BigDecimal> targets) {
        public Sample {
            inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
            targets = Collections.unmodifiableMap(new LinkedHashMap<>(targets));
        }
    }

    /** How several samples become updates. */
    public enum Batch {
        /** One update with the mean of the samples' losses. */
        MEAN,
        /** One update with the sum of the samples' losses. */
        SUM,
        /** An update after each sample. */
        ONLINE
    }

    /** The number of units of the widest layer, that of the inputs included. */
    public int widest() {
        return Math.max(
                inputs.size(),
                layers.stream().mapToInt(layer -> layer.units().size()).max().orElse(0));
    }

    /** The unit of a name; empty for an input. */
    public Optional<Unit> unit(String name) {
        return layers.stream()
                .flatMap(layer -> layer.units.stream())
                .filter(unit -> unit.name.equals(name))
                .findFirst();
    }

    /** The number of edges that a weight stands at. */
    public long places(String weight) {
        return layers.stream()
                .flatMap(layer -> layer.units.stream())
                .flatMap(unit -> unit.incoming.stream())
                .filter(edge -> edge.weight.equals(weight))
                .count();
    }

    /** The same network, to be updated once. */
    public Network once() {
        return withSteps(1);
    }

    /** The same with so many updates. */
    public Network withSteps(int updates) {
        return new Network(
                inputs,
                layers,
                parameters,
                weights,
                loss,
                samples,
                batch,
                learningRate,
                descent,
                updates,
                frozen,
                asked);
    }

    /** Whether the units of each layer have one activation, and only the layer before feeds them; then a layer is a matrix. */
    public boolean isUniform() {
        for (int l = 0; l < layers.size(); l++) {
            List<String> before = l == 0
                    ? inputs
                    : layers.get(l - 1).units().stream().map(Unit::name).toList();
            boolean fed = layers.get(l).units().stream()
                    .flatMap(unit -> unit.incoming().stream())
                    .allMatch(edge -> before.contains(edge.source()));
            if (layers.get(l).isMixed() || !fed) {
                return false;
            }
        }
        return true;
    }

    /** Whether there is no loss, and the derivatives are those of the only output. */
    public boolean isOneOutput() {
        return loss.equals(Losses.output()) && outputLayer().units().size() == 1;
    }

    /** The same with another loss. */
    public Network withLoss(Loss other) {
        return new Network(
                inputs,
                layers,
                parameters,
                weights,
                other,
                samples,
                batch,
                learningRate,
                descent,
                steps,
                frozen,
                asked);
    }

    /** The last layer. */
    public Layer outputLayer() {
        return layers.get(layers.size() - 1);
    }

    /** The inputs that are asked about: their gradients are derived, too. */
    public List<String> askedInputs() {
        return asked.orElse(List.of()).stream().filter(inputs::contains).toList();
    }

    /** The parameters that are worked out in full; empty where the file leaves it to the report. */
    public Optional<List<String>> askedParameters() {
        return asked.map(names -> names.stream().filter(parameters::containsKey).toList());
    }

    /** The targets by output unit, with their plain names: {@code t1} for {@code o1}, {@code t_y} for {@code y}. */
    public Map<String, Quantity.Target> targets() {
        var targets = new LinkedHashMap<String, Quantity.Target>();
        if (!loss.hasTargets()) {
            return targets;
        }
        TargetNames.of(this).forEach((unit, name) -> targets.put(unit, new Quantity.Target(unit, name)));
        return targets;
    }
}
