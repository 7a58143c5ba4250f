package chalkgrad.problem;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A kind of layer without a state as a row: its parameters, its settings, and the node that it is.
 *
 * <p>A convolution is {@code z1: conv2d(X, K1, b1, stride=2)}: its parameters are the function's arguments, its settings the function's.
 *
 * @param name the layer's key in a file
 * @param letter what its node is called, a number follows
 * @param parameters keys of the file to the function's argument and the parameter's letter, in the order of the arguments
 * @param settings keys of the file that are the function's settings
 * @param shorthand the key that a value which is no map stands for; empty where there is none
 * @param function whose arguments are what comes in and the parameters; {@code #} is the number of axes that a window moves along
 */
record LayerKind(
        String name,
        String letter,
        Map<String, Argument> parameters,
        List<String> settings,
        Optional<String> shorthand,
        String function) {

    /** A function's argument, and the letter of what is given for it. */
    record Argument(String name, String letter) {}

    /** The one layer whose input is no array but the number of a row. */
    static final String EMBEDDING = "embedding";

    /** The one layer that is a product and no function. */
    static final String DENSE = "dense";

    /** Every kind. */
    static final List<LayerKind> ALL = List.of(
            kind("conv", "z", "kernels=kernel:K biases=bias:b", "stride padding dilation", "kernels", "conv#d"),
            kind("max_pool", "p", "", "size stride padding", "size", "max_pool#d"),
            kind("avg_pool", "p", "", "size stride padding", "size", "avg_pool#d"),
            kind("global_avg_pool", "p", "", "", "", "global_avg_pool#d"),
            kind("global_max_pool", "p", "", "", "", "global_max_pool#d"),
            kind("flatten", "v", "", "", "", "flatten"),
            kind(
                    "batch_norm",
                    "n",
                    "gamma=gamma:gamma beta=beta:beta running_mean=mean:mu running_var=var:s",
                    "eps",
                    "",
                    "batch_norm"),
            kind("layer_norm", "n", "gamma=gamma:gamma beta=beta:beta", "eps", "", "layer_norm"),
            kind("dropout", "d", "mask=mask:m", "p", "mask", "dropout"),
            kind("embedding", "e", "weights=weights:E", "index", "weights", EMBEDDING),
            kind("dense", "z", "weights=weights:W biases=bias:b", "", "weights", DENSE));

    /** What is given to a layer and not learned. */
    static final List<String> FIXED = List.of("mask", "running_mean", "running_var");

    private static LayerKind kind(
            String name, String letter, String parameters, String settings, String shorthand, String function) {
        var arguments = new LinkedHashMap<String, Argument>();
        for (String each : words(parameters)) {
            int equals = each.indexOf('=');
            int colon = each.indexOf(':');
            arguments.put(
                    each.substring(0, equals),
                    new Argument(each.substring(equals + 1, colon), each.substring(colon + 1)));
        }
        return new LayerKind(
                name,
                letter,
                arguments,
                words(settings),
                Optional.of(shorthand).filter(key -> !key.isEmpty()),
                function);
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split(" ", -1))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    static Optional<LayerKind> find(String name) {
        return ALL.stream().filter(kind -> kind.name.equals(name)).findFirst();
    }

    /** Whether what is given under a key is learned. */
    static boolean isLearned(String key) {
        return !FIXED.contains(key);
    }

    /** Whether a key has to be there. */
    boolean isNeeded(String key) {
        return shorthand.filter(key::equals).isPresent();
    }
}
