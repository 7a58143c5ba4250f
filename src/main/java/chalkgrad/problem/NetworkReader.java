package chalkgrad.problem;

import chalkgrad.model.Descent;
import chalkgrad.model.Network;
import chalkgrad.problem.Names.Bearer;
import chalkgrad.problem.Value.Entry;
import chalkgrad.problem.Value.Mapping;
import chalkgrad.problem.Value.Scalar;
import chalkgrad.problem.Value.Sequence;
import chalkgrad.rules.Activation;
import chalkgrad.rules.Activations;
import chalkgrad.rules.Loss;
import chalkgrad.rules.Losses;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads a network from a map that has the right shape.
 *
 * <p>{@code units: 2, weights: [[0.45, 0.4], [0.7, 0.6]]} gets its names here: o1, o2 and w5 to w8.
 */
final class NetworkReader {
    private static final Activation IDENTITY = Activations.find("identity").orElseThrow();

    /** So many derivatives of an output are worked out in full without being asked for. */
    private static final int IN_FULL = 12;

    /** Names that a parameter gets when it has none. */
    private static final Pattern GIVEN_BY_US = Pattern.compile("[wb][0-9]+");

    private final Mapping root;
    private final Findings findings;
    private final Names names;
    private final RuleReader rules;
    private final SampleReader samples;

    private final Map<String, BigDecimal> parameters = new LinkedHashMap<>();
    private final Set<String> weights = new HashSet<>();
    private int weightCount;
    private int biasCount;

    /** One layer on the way. */
    private record Draft(
            Optional<List<String>> units,
            List<Activation> activations,
            Optional<List<List<WeightsReader.Edge>>> incoming,
            List<Optional<Given>> biases) {}

    private NetworkReader(Mapping root, Findings findings) {
        this.root = root;
        this.findings = findings;
        this.names = new Names(findings);
        this.rules = new RuleReader(findings);
        this.samples = new SampleReader(root, findings);
    }

    /** The network; empty where the document has an error. */
    static Optional<Network> read(Mapping root, Findings findings) {
        return new NetworkReader(root, findings).read();
    }

    private Optional<Network> read() {
        List<Scalar> inputKeys = samples.inputs();
        inputKeys.forEach(input -> names.claim(input.text(), Bearer.INPUT, input.at(), "inputs"));
        List<String> inputs = inputKeys.stream().map(Scalar::text).toList();
        List<Value> layers = root.get("layers").orElse(root) instanceof Sequence list ? list.items() : List.of();
        List<Mapping> maps = layers.stream()
                .map(layer -> layer instanceof Mapping map ? map : new Mapping(layer.at(), List.of()))
                .toList();
        claimNames(maps);
        List<Optional<List<String>>> units = units(maps);
        var drafts = new ArrayList<Draft>();
        Optional<List<String>> sources = inputs.isEmpty() ? Optional.empty() : Optional.of(inputs);
        for (Mapping layer : maps) {
            List<String> before = earlier(inputs, units.subList(0, Math.max(0, drafts.size() - 1)), drafts.isEmpty());
            drafts.add(draft(layer, before, sources, units.get(drafts.size())));
            sources = units.get(drafts.size() - 1);
        }
        Optional<List<String>> outputs = units.isEmpty() ? Optional.empty() : units.get(units.size() - 1);
        Optional<Loss> loss;
        List<Network.Sample> read;
        if (isWithoutLoss()) {
            Optional<Map<String, BigDecimal>> arriving = outputs.flatMap(this::arriving);
            loss = arriving.map(weights -> weights.isEmpty() ? Losses.output() : Losses.upstream());
            read = samples.withoutTargets(inputs, arriving.orElse(Map.of()));
        } else {
            loss = root.get("loss").flatMap(rules::loss);
            read = samples.read(inputs, outputs, loss.map(Loss::name));
            root.get("loss").filter(RuleReader::ofLogits).ifPresent(value -> softmaxWithin(value, drafts));
        }
        boolean named = drafts.stream().allMatch(draft -> draft.units.isPresent() && draft.incoming.isPresent());
        List<Network.Layer> built = named ? drafts.stream().map(this::build).toList() : List.of();
        Set<String> frozen = new LinkedHashSet<>(parameterList("freeze", named).orElse(List.of()));
        Optional<List<String>> asked = parameterList("ask", named);
        if (isWithoutLoss() && asked.isEmpty() && parameters.size() + inputs.size() <= IN_FULL) {
            var all = new ArrayList<>(parameters.keySet());
            all.addAll(inputs);
            asked = Optional.of(all);
        }
        Optional<BigDecimal> rate = TrainingReader.rate(root);
        var training = new TrainingReader(root, findings);
        Network.Batch batch = LooksReader.constant(root, "batch", Network.Batch.MEAN);
        int steps = training.steps(batch == Network.Batch.ONLINE ? Math.max(1, read.size()) : 1);
        Descent descent = training.descent();
        if (findings.errors() > 0) {
            return Optional.empty();
        }
        return Optional.of(new Network(
                inputs,
                built,
                parameters,
                weights,
                loss.orElseThrow(),
                read,
                batch,
                rate,
                descent,
                steps,
                frozen,
                asked));
    }

    /** Whether the derivatives of outputs are asked for, and not those of a loss. */
    private boolean isWithoutLoss() {
        return Format.OUTPUT_MARKS.stream().anyMatch(root::has);
    }

    /**
     * What arrives at each output where there is no loss; no entries where it is 1 at each of them.
     *
     * @return empty where the file has it wrong, which is a finding
     */
    private Optional<Map<String, BigDecimal>> arriving(List<String> outputs) {
        int errors = findings.errors();
        var arriving = new LinkedHashMap<String, BigDecimal>();
        if (root.get("upstream").orElse(null) instanceof Mapping map) {
            outputs.forEach(unit -> arriving.put(unit, BigDecimal.ZERO));
            for (Entry entry : map.entries()) {
                checkOutput(entry.key(), "upstream", outputs);
                Given.number(entry.value())
                        .ifPresent(number -> arriving.put(entry.key().text(), number));
            }
        } else {
            Value value = root.get("output").orElse(root);
            List<Value> chosen = value instanceof Sequence list ? list.items() : List.of(value);
            var names = new LinkedHashSet<String>();
            for (Value item : chosen) {
                if (item instanceof Scalar scalar) {
                    checkOutput(scalar, "output", outputs);
                    names.add(scalar.text());
                }
            }
            if (!names.containsAll(outputs)) {
                outputs.forEach(unit -> arriving.put(unit, names.contains(unit) ? BigDecimal.ONE : BigDecimal.ZERO));
            }
        }
        return errors == findings.errors() ? Optional.of(arriving) : Optional.empty();
    }

    private void checkOutput(Scalar unit, String key, List<String> outputs) {
        if (!outputs.contains(unit.text())) {
            findings.error(
                    unit.at(),
                    key + ": " + Words.quoted(unit.text()) + " is no output unit" + Nearest.hint(unit.text(), outputs)
                            + " (expected " + Words.list(outputs) + ")");
        }
    }

    /** Cross-entropy from logits is softmax and cross-entropy, and is worked out so. */
    private void softmaxWithin(Value loss, List<Draft> drafts) {
        if (drafts.isEmpty()) {
            return;
        }
        Draft last = drafts.get(drafts.size() - 1);
        if (!last.activations.equals(List.of(IDENTITY))) {
            findings.error(
                    loss.at(),
                    "loss: " + RuleReader.CROSS_ENTROPY_OF_LOGITS
                            + " has the softmax within; leave out the activation of the output layer, or write cross_entropy");
        }
        drafts.set(
                drafts.size() - 1,
                new Draft(last.units, List.of(Activations.find("softmax").orElseThrow()), last.incoming, last.biases));
    }

    /** Every name that the file gives: a name of ours must not be one of them, wherever it stands. */
    private void claimNames(List<Mapping> layers) {
        for (Mapping layer : layers) {
            unitNames(layer).forEach(unit -> names.claim(unit.text(), Bearer.UNIT, unit.at(), "units"));
        }
        for (Mapping layer : layers) {
            layer.get("weights").ifPresent(value -> claimParameters(Given.all(value, true), "weights"));
            layer.get("biases").ifPresent(value -> claimParameters(Given.all(value, false), "biases"));
        }
    }

    private void claimParameters(List<Given> givens, String label) {
        for (Given given : givens) {
            given.name().ifPresent(name -> names.claimParameter(name, given.value(), given.at(), label));
        }
    }

    private static List<Scalar> unitNames(Mapping layer) {
        return layer.get("units").orElse(layer) instanceof Sequence list
                ? list.items().stream()
                        .filter(Scalar.class::isInstance)
                        .map(Scalar.class::cast)
                        .toList()
                : List.of();
    }

    /** The units of each layer; empty for a layer whose units are not known. */
    private List<Optional<List<String>>> units(List<Mapping> layers) {
        var units = new ArrayList<Optional<List<String>>>();
        int hidden = 0;
        for (int i = 0; i < layers.size(); i++) {
            boolean output = i == layers.size() - 1;
            Value value = layers.get(i).get("units").orElse(root);
            Optional<List<String>> found = Optional.empty();
            if (value instanceof Sequence list) {
                List<Scalar> given = unitNames(layers.get(i));
                found = given.size() == list.items().size()
                        ? Optional.of(given.stream().map(Scalar::text).toList())
                        : Optional.empty();
            } else if (value instanceof Scalar) {
                var counted = new ArrayList<String>();
                int count = LooksReader.whole(layers.get(i), "units").orElse(0);
                for (int n = 1; n <= count; n++) {
                    counted.add(names.free(output ? "o" : "h", output ? n : hidden + n, Bearer.UNIT, value.at()));
                }
                found = Optional.of(counted);
            }
            hidden += found.map(List::size).orElse(0);
            units.add(found);
        }
        return units;
    }

    /** The inputs and the units from which an edge would pass over a layer. */
    private static List<String> earlier(List<String> inputs, List<Optional<List<String>>> layers, boolean first) {
        var earlier = new ArrayList<String>(first ? List.of() : inputs);
        layers.forEach(layer -> earlier.addAll(layer.orElse(List.of())));
        return earlier;
    }

    private Draft draft(
            Mapping layer, List<String> earlier, Optional<List<String>> sources, Optional<List<String>> units) {
        List<Activation> activation = activations(layer, units);
        if (units.filter(list -> list.size() == 1).isPresent()
                && activation.stream().anyMatch(a -> a.kind() == Activation.Kind.SOFTMAX)) {
            findings.warning(
                    layer.get("activation").orElseThrow().at(), "activation: the softmax of a single unit is always 1");
        }
        if (units.isEmpty()) {
            return new Draft(units, activation, Optional.empty(), List.of());
        }
        var reader = new WeightsReader(sources.orElse(List.of()), earlier, units.get(), findings);
        Optional<List<List<WeightsReader.Edge>>> incoming =
                sources.isPresent() ? layer.get("weights").flatMap(reader::weights) : Optional.empty();
        List<Optional<Given>> biases = layer.get("biases")
                .flatMap(reader::biases)
                .map(list -> list.stream().map(Optional::of).toList())
                .orElse(java.util.Collections.nCopies(units.get().size(), Optional.empty()));
        return new Draft(units, activation, incoming, biases);
    }

    /** One activation for all units, or one for each. */
    private List<Activation> activations(Mapping layer, Optional<List<String>> units) {
        Value value = layer.get("activation").orElse(root);
        if (value == root) {
            return List.of(IDENTITY);
        }
        if (!(value instanceof Sequence list)) {
            return List.of(rules.activation(value).orElse(IDENTITY));
        }
        if (units.isPresent() && units.get().size() != list.items().size()) {
            findings.error(
                    value.at(),
                    "activation: found " + Words.count(list.items().size(), "activation") + "; expected "
                            + units.get().size() + ", one for each of " + Words.list(units.get())
                            + ", or one for all of them");
        }
        var each = new ArrayList<Activation>();
        for (Value item : list.items()) {
            Activation activation = rules.activation(item).orElse(IDENTITY);
            if (activation.kind() == Activation.Kind.SOFTMAX) {
                findings.error(item.at(), "activation: softmax belongs to a whole layer; write activation: softmax");
            }
            each.add(activation);
        }
        return each.stream().distinct().count() == 1 ? each.subList(0, 1) : each;
    }

    /** A layer with every weight and bias named; called for one layer after the other. */
    private Network.Layer build(Draft draft) {
        List<String> units = draft.units.orElseThrow();
        var edges = new ArrayList<List<Network.Edge>>();
        for (List<WeightsReader.Edge> incoming : draft.incoming.orElseThrow()) {
            var named = new ArrayList<Network.Edge>();
            for (WeightsReader.Edge edge : incoming) {
                String name = name(edge.weight(), "w", ++weightCount);
                weights.add(name);
                named.add(new Network.Edge(edge.source(), name));
            }
            edges.add(named);
        }
        var built = new ArrayList<Network.Unit>();
        // By identity: units that share a name share one entry, while two aliases of a number are two entries.
        var biases = new IdentityHashMap<Given, String>();
        for (int i = 0; i < units.size(); i++) {
            Optional<String> bias = draft.biases
                    .get(i)
                    .map(given -> biases.computeIfAbsent(given, some -> name(some, "b", ++biasCount)));
            built.add(new Network.Unit(units.get(i), edges.get(i), bias));
        }
        return new Network.Layer(built, draft.activations);
    }

    private String name(Given given, String letter, int number) {
        String name = given.name().orElseGet(() -> names.free(letter, number, Bearer.PARAMETER, given.at()));
        given.value().ifPresent(value -> parameters.putIfAbsent(name, value));
        return name;
    }

    /**
     * A list of parameters' names.
     *
     * @param named whether all parameters have their names by now, those of ours included
     */
    private Optional<List<String>> parameterList(String key, boolean named) {
        var known = new ArrayList<>(names.parameters());
        if (known.isEmpty() && !named) {
            return Optional.empty();
        }
        var valid = new HashSet<>(known);
        if (key.equals("ask")) {
            samples.inputs().forEach(input -> valid.add(input.text()));
        }
        return NameList.read(
                root,
                key,
                name -> valid.contains(name)
                        || (!named && GIVEN_BY_US.matcher(name).matches()),
                name -> "is no weight or bias" + Nearest.hint(name, known) + " (expected some of " + Words.list(known)
                        + ")",
                findings);
    }
}
