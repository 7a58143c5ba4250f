package chalkgrad.typeset;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A way of writing the quantities of a network: one value, in one place.
 *
 * <p>{@code net} writes {@code net_{h1}} and {@code out_{h1}}; {@code layer} writes {@code z_j^{(l)}} and {@code a_j^{(l)}}.
 *
 * <p>A pattern is a symbol as in {@link Letter#parse}; in its scripts the single letters {@code u}, {@code n}, {@code l}, {@code j} and
 * {@code i} stand for the unit's name, its number through the network, its layer, its place in the layer, and the place of the unit that an edge comes from; {@code v} for that unit's name. A kind that has no pattern is written by its name in the problem file.
 *
 * @param shortGradients whether a derivative of the loss is abbreviated to {@code ∂w}, as some textbooks do
 * @param matrices whether the report adds the matrix form without being asked
 */
public record Profile(String name, Map<Kind, Letter> patterns, boolean shortGradients, boolean matrices) {

    /** What a pattern can be given for; the lower-case name is the key in a problem file. */
    public enum Kind {
        INPUT,
        TARGET,
        WEIGHT,
        BIAS,
        LEARNING_RATE,
        NET,
        OUT,
        UNIT_LOSS,
        LOSS,
        DELTA;

        /** The kind of a key such as {@code unit_loss}. */
        public static Optional<Kind> of(String key) {
            return List.of(values()).stream()
                    .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(key))
                    .findFirst();
        }
    }

    /** Every profile; the first is the default. */
    public static final List<Profile> ALL = List.of(
            profile("wikidocs", "z_n", "", "E_{u}", "E_{total}", "delta_{u}", "alpha"),
            profile("sum", "sum_{u}", "output_{u}", "E_j", "E_{total}", "delta_{u}", "eta"),
            profile("net", "net_{u}", "out_{u}", "E_{u}", "E_{total}", "delta_{u}", "eta"),
            new Profile(
                    "delta",
                    patterns("u_{u}", "y_{u}", "E_{u}", "E", "delta_{u}", "eta").with(Kind.WEIGHT, "w_{v,u}"),
                    true,
                    false),
            new Profile(
                    "layer",
                    layered("W_{ji}^{(l)}", "z_j^{(l)}", "a_j^{(l)}", "delta_j^{(l)}", "b_j^{(l)}"),
                    false,
                    false),
            new Profile(
                    "matrix",
                    layered("w_{ji}^{[l]}", "z_j^{[l]}", "a_j^{[l]}", "delta_j^{[l]}", "b_j^{[l]}"),
                    false,
                    true));

    public Profile {
        patterns = Map.copyOf(patterns);
    }

    /** The profile of a name. */
    public static Optional<Profile> find(String name) {
        return ALL.stream().filter(profile -> profile.name.equals(name)).findFirst();
    }

    /** Whether units are counted within their layer, whose number stands above the letter. */
    boolean isLayered() {
        Letter net = patterns.get(Kind.NET);
        return net != null && net.sub().equals("j");
    }

    /** Whether the first index of a weight is where its edge comes from; what comes through it then stands before it in a product. */
    public boolean sourceFirst() {
        Letter weight = patterns.get(Kind.WEIGHT);
        return weight != null && weight.sub().startsWith("v");
    }

    /** This profile with one kind written otherwise. */
    Profile with(Kind kind, Letter pattern) {
        var changed = new EnumMap<Kind, Letter>(Kind.class);
        changed.putAll(patterns);
        changed.put(kind, pattern);
        return new Profile(name, changed, shortGradients, matrices);
    }

    private static Profile profile(
            String name, String net, String out, String unitLoss, String loss, String delta, String rate) {
        return new Profile(name, patterns(net, out, unitLoss, loss, delta, rate), false, false);
    }

    private static Patterns layered(String weight, String net, String out, String delta, String bias) {
        return patterns(net, out, "E_j", "E", delta, "eta")
                .with(Kind.WEIGHT, weight)
                .with(Kind.BIAS, bias)
                .with(Kind.TARGET, "t_j");
    }

    private static Patterns patterns(String net, String out, String unitLoss, String loss, String delta, String rate) {
        var patterns = new Patterns()
                .with(Kind.NET, net)
                .with(Kind.UNIT_LOSS, unitLoss)
                .with(Kind.LOSS, loss)
                .with(Kind.DELTA, delta)
                .with(Kind.LEARNING_RATE, rate);
        return out.isEmpty() ? patterns : patterns.with(Kind.OUT, out);
    }

    /** A map that is filled in one expression. */
    private static final class Patterns extends EnumMap<Kind, Letter> {
        private static final long serialVersionUID = 1;

        Patterns() {
            super(Kind.class);
        }

        Patterns with(Kind kind, String pattern) {
            put(kind, Letter.parse(pattern).orElseThrow(() -> new IllegalArgumentException(pattern)));
            return this;
        }
    }
}
