package chalkgrad.model;

import chalkgrad.model.Quantity.Later;
import chalkgrad.model.Quantity.Net;
import chalkgrad.model.Quantity.Out;
import chalkgrad.model.Quantity.Param;
import chalkgrad.model.Quantity.Partial;
import chalkgrad.model.Quantity.State;
import chalkgrad.model.Quantity.UnitLoss;
import chalkgrad.model.Quantity.Updated;
import chalkgrad.rules.UpdateRule;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What can be worked out in a task, by the names that answer sheets and results have for it.
 *
 * <p>{@code Catalogue.of(network).find("dE/dw5")} is the derivative of the loss by w5; {@code net(h1)@2} is after one update.
 */
public final class Catalogue {
    /** Behind a name: the sample, for the loss the updates, the step. */
    private static final Pattern NAME = Pattern.compile("(.*?)(?:#([1-9]\\d{0,6}))?(\\+?)(?:@([1-9]\\d{0,6}))?");

    private final Map<String, Quantity> quantities = new LinkedHashMap<>();
    private final String loss;
    private final boolean updates;
    private final int steps;
    private final int samples;

    private Catalogue(String loss, boolean updates, int steps, int samples) {
        this.loss = loss;
        this.updates = updates;
        this.steps = steps;
        this.samples = samples;
    }

    /** The catalogue of a task with numbers; one without them has an empty one. */
    public static Catalogue of(Task task) {
        if (task instanceof Network network) {
            return ofNetwork(network);
        } else if (task instanceof Graph graph) {
            return ofGraph(graph);
        }
        return new Catalogue("", false, 0, 0);
    }

    private static Catalogue ofNetwork(Network network) {
        boolean updates = network.learningRate().isPresent();
        var all = new Catalogue(
                Quantity.LOSS.id(), updates, network.steps(), network.samples().size());
        for (Network.Layer layer : network.layers()) {
            for (Network.Unit unit : layer.units()) {
                all.add(new Net(unit.name()));
                all.add(new Out(unit.name()));
            }
        }
        network.outputLayer().units().forEach(unit -> all.add(new UnitLoss(unit.name())));
        all.add(Quantity.LOSS);
        network.parameters().keySet().forEach(name -> all.add(new Partial(Quantity.LOSS, new Param(name))));
        network.askedInputs().forEach(name -> all.add(new Partial(Quantity.LOSS, new Quantity.Input(name))));
        for (Network.Layer layer : network.layers()) {
            for (Network.Unit unit : layer.units()) {
                all.add(new Partial(Quantity.LOSS, new Out(unit.name())));
                all.add(new Partial(Quantity.LOSS, new Net(unit.name())));
                all.add(new Partial(new Out(unit.name()), new Net(unit.name())));
            }
        }
        if (updates) {
            network.parameters().keySet().stream()
                    .filter(name -> !network.frozen().contains(name))
                    .forEach(name -> all.addUpdate(network.descent(), name));
        }
        return all;
    }

    private static Catalogue ofGraph(Graph graph) {
        boolean updates = graph.learningRate().isPresent();
        var all = new Catalogue(graph.output(), updates, graph.steps(), 1);
        graph.nodes().forEach(node -> all.add(new Quantity.Node(node.name())));
        graph.nodes().forEach(node -> all.addGradient(graph, node.name()));
        graph.given().keySet().forEach(name -> all.addGradient(graph, name));
        if (updates) {
            graph.learned().forEach(name -> all.addUpdate(graph.descent(), name));
        }
        return all;
    }

    /** Of the output, or of the loss behind it, which graphs write as L. */
    private void addGradient(Graph graph, String by) {
        var gradient = new Partial(graph.objective(), new Quantity.Node(by));
        if (graph.upstream().isPresent()) {
            quantities.putIfAbsent("dL/d" + by, gradient);
        }
        add(gradient);
    }

    /** What the rule works out for a parameter, line by line. */
    private void addUpdate(Descent descent, String parameter) {
        for (UpdateRule.Line line : descent.rule().lines()) {
            var state = new State(line.letter(), parameter);
            if (line.equals(descent.rule().last())) {
                add(new Updated(parameter));
            } else {
                add(descent.rule().state().contains(line.letter()) ? new Updated(state.id()) : state);
            }
        }
    }

    private void add(Quantity quantity) {
        quantities.putIfAbsent(quantity.id(), quantity);
    }

    /** The names of the first step; the others are these with {@code #sample} and {@code @step} behind them. */
    public Set<String> names() {
        var names = new LinkedHashSet<>(quantities.keySet());
        if (updates) {
            names.add(loss + "+");
        }
        return names;
    }

    /** What a name stands for; empty where this task has nothing of that name. */
    public Optional<Later> find(String name) {
        Matcher parts = NAME.matcher(name);
        if (!parts.matches()) {
            return Optional.empty();
        }
        int sample = parts.group(2) == null ? 0 : Integer.parseInt(parts.group(2));
        int step = parts.group(4) == null ? 1 : Integer.parseInt(parts.group(4));
        boolean after = !parts.group(3).isEmpty();
        Quantity plain = quantities.get(parts.group(1) + parts.group(3));
        Quantity output = quantities.get(parts.group(1));
        if (sample > (samples > 1 ? samples : 0) || step > steps + (plain instanceof Updated || after ? 0 : 1)) {
            return Optional.empty();
        } else if (plain != null) {
            return Optional.of(new Later(plain, step - 1, sample));
        }
        return after && updates && output != null && parts.group(1).equals(loss)
                ? Optional.of(new Later(output, step, sample))
                : Optional.empty();
    }
}
