package chalkgrad.problem;

import chalkgrad.model.Scheme;
import chalkgrad.problem.Value.Kind;
import chalkgrad.problem.Value.Mapping;
import chalkgrad.problem.Value.Scalar;
import chalkgrad.problem.Value.Sequence;
import chalkgrad.rules.Activation;
import chalkgrad.rules.Functions;
import chalkgrad.rules.Loss;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a network without numbers from a map that has the right shape.
 *
 * <p>{@code layers: [{units: m}, {units: n}]} is seed three: l inputs, m hidden units, n outputs, and any activation and loss.
 */
final class SchemeReader {
    /** What the derivation itself calls an index, a function or a layer. */
    private static final Set<String> TAKEN =
            Set.of("c", "f", "g", "h", "i", "j", "k", "p", "q", "r", "s", "e", "lambda");

    /** What the number of inputs is called where the file does not say it, the first that is free. */
    private static final List<String> FREE = List.of("l", "m", "d", "n", "N");

    /** Longer names do not fit beside a letter. */
    private static final int LONGEST = 8;

    private final Mapping root;
    private final Findings findings;
    private final RuleReader rules;

    private SchemeReader(Mapping root, Findings findings) {
        this.root = root;
        this.findings = findings;
        this.rules = new RuleReader(findings);
    }

    /** Whether a document has layers, and nothing that has numbers in a network. */
    static boolean isScheme(Mapping root) {
        boolean numbers = Format.NETWORK_MARKS.stream().anyMatch(root::has)
                || root.get("inputs").filter(Mapping.class::isInstance).isPresent();
        boolean weights = root.get("layers").orElse(root) instanceof Sequence list
                && list.items().stream().anyMatch(layer -> layer instanceof Mapping map && map.has("weights"));
        return root.has("layers") && !numbers && !weights;
    }

    /** The scheme; empty where the document has an error. */
    static Optional<Scheme> read(Mapping root, Findings findings) {
        return new SchemeReader(root, findings).read();
    }

    private Optional<Scheme> read() {
        List<Value> items = root.get("layers").orElse(root) instanceof Sequence list ? list.items() : List.of();
        var layers = new ArrayList<Scheme.Layer>();
        for (Value item : items) {
            if (item instanceof Mapping layer) {
                layers.add(layer(layer));
            }
        }
        Optional<String> inputs = root.get("inputs").map(value -> size("inputs", value));
        Optional<Loss> loss = root.get("loss").flatMap(rules::loss);
        Optional<String> rate = root.get("learning_rate").map(value -> size("learning_rate", value));
        if (findings.errors() > 0) {
            return Optional.empty();
        }
        return Optional.of(new Scheme(inputs.orElseGet(() -> free(layers)), layers, loss, rate, samples()));
    }

    private Scheme.Samples samples() {
        return root.get("batch").orElse(root) instanceof Scalar scalar
                ? Scheme.Samples.valueOf(scalar.text().toUpperCase(Locale.ROOT))
                : Scheme.Samples.ONE;
    }

    private static String free(List<Scheme.Layer> layers) {
        return FREE.stream()
                .filter(letter ->
                        layers.stream().noneMatch(layer -> layer.units().equals(letter)))
                .findFirst()
                .orElse("d_0");
    }

    private Scheme.Layer layer(Mapping layer) {
        String units = layer.get("units").map(value -> size("units", value)).orElse("");
        Optional<Activation> activation = layer.get("activation").flatMap(rules::activation);
        boolean biased =
                !(layer.get("biases").orElse(layer) instanceof Scalar scalar) || Boolean.parseBoolean(scalar.text());
        if (units.equals("1")
                && activation.filter(a -> a.kind() == Activation.Kind.SOFTMAX).isPresent()) {
            findings.warning(
                    layer.get("activation").orElseThrow().at(), "activation: the softmax of a single unit is always 1");
        }
        return new Scheme.Layer(units, activation, biased);
    }

    /** A letter or a number; a letter that means something else in the derivation is an error. */
    private String size(String key, Value value) {
        if (!(value instanceof Scalar scalar)) {
            return "";
        }
        String text = scalar.text();
        if (scalar.kind() == Kind.NUMBER) {
            return Numbers.value(text).stripTrailingZeros().toPlainString();
        }
        if (TAKEN.contains(text)) {
            findings.error(
                    scalar.at(),
                    key + ": " + Words.quoted(text)
                            + " has a meaning in the derivation already; choose another letter");
        } else if (Functions.find(text).isPresent()) {
            findings.error(
                    scalar.at(), key + ": " + Words.quoted(text) + " is the name of a function; choose another letter");
        } else if (text.codePointCount(0, text.length()) > LONGEST) {
            findings.error(scalar.at(), key + ": " + Words.quoted(text) + " is too long; expected a letter such as m");
        }
        return text;
    }
}
