package chalkgrad.problem;

import chalkgrad.model.Network;
import chalkgrad.model.Problem;
import chalkgrad.problem.Type.AnyOf;
import chalkgrad.problem.Type.Choice;
import chalkgrad.problem.Type.Flag;
import chalkgrad.problem.Type.Key;
import chalkgrad.problem.Type.ListOf;
import chalkgrad.problem.Type.MapOf;
import chalkgrad.problem.Type.Name;
import chalkgrad.problem.Type.Num;
import chalkgrad.problem.Type.Rec;
import chalkgrad.problem.Type.Rule;
import chalkgrad.problem.Type.Text;
import chalkgrad.problem.Type.Whole;
import chalkgrad.rules.Activation;
import chalkgrad.rules.Activations;
import chalkgrad.rules.Dims;
import chalkgrad.rules.Loss;
import chalkgrad.rules.Losses;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The format of problem files, as data: the one list of keys.
 *
 * <p>{@code Format.NETWORK.key("steps")} is a whole number from 1 to 100000, by default 1.
 */
final class Format {
    /** The languages that solutions are written in. */
    static final List<String> LANGUAGES = List.of("ko", "en");

    /** The notation profiles. */
    static final List<String> NOTATIONS = List.of("wikidocs", "sum", "net", "delta", "layer", "matrix");

    /** A name, by the grammar of expressions. */
    static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{Nd}\\p{Mn}\\p{Mc}_]*");

    /** The most inputs, and the most units of a layer. */
    static final int MOST_UNITS = 1000;

    private static final int MOST_LAYERS = 1000;

    /** As many as the file has room for. */
    private static final int MANY = Integer.MAX_VALUE;

    private static final Type NUMBER = new Num();
    private static final Type NAMED = new MapOf("a map of names to numbers", NUMBER, 1, MANY);
    private static final Type NUMBER_OR_NAMED = new AnyOf(List.of(NUMBER, NAMED));

    private static final List<Key> LOOKS = List.of(
            optional("title", texts("the title in this language"), "the title: one text, or a text per language"),
            optional("language", new Choice(LANGUAGES), "\"en\"", "the language of the solution"),
            optional(
                    "notation",
                    new AnyOf(List.of(
                            new Choice(NOTATIONS),
                            new Rec(
                                    "a map of quantities to symbols",
                                    List.of(optional(
                                            "profile", new Choice(NOTATIONS), "the profile that the symbols change")),
                                    Optional.of(new Text("a symbol such as omega_1")),
                                    List.of()))),
                    "how quantities are written: a profile, or a map that overrides single symbols"),
            optional(
                    "precision",
                    new Rec(
                            "a map such as {decimals: 8} or {significant: 6}",
                            List.of(
                                    optional("decimals", new Whole(0, 30), "digits after the point"),
                                    optional("significant", new Whole(1, 30), "significant digits")),
                            Optional.empty(),
                            List.of(List.of("decimals"), List.of("significant"))),
                    "{\"significant\": 6}",
                    "how many digits a printed number has"),
            optional("rounding", choice(Problem.Rounding.values()), "\"half_up\"", "how a printed number is cut"),
            optional(
                    "carry",
                    choice(Problem.Carry.values()),
                    "\"exact\"",
                    "what later steps go on with: exact values, or values cut as printed"),
            optional(
                    "header",
                    texts("the header in this language"),
                    "what stands on top of every page, such as the course and the term: one text, or a text per language"),
            optional(
                    "detail",
                    choice(Problem.Detail.values()),
                    "\"standard\"",
                    "how much the solution says: the mathematics, what a good textbook prints, or every factor with its reason"),
            optional(
                    "compare_with",
                    new Text("a file's name"),
                    "the file of another problem, beside this one or below, that this one is compared with"),
            optional(
                    "conventions",
                    new Rec(
                            "a map such as {delta: minus, y: target}",
                            List.of(),
                            Optional.of(new Text("how it is read, such as minus, target or net by layer")),
                            List.of()),
                    "how a writer's letters are read when a work is marked; left out: as makes most of the work right"));

    /** One text, or a text per language. */
    static Type texts(String what) {
        return new AnyOf(List.of(
                new Text("a text"),
                new Rec(
                        "a map of languages to texts",
                        LANGUAGES.stream()
                                .map(code -> optional(code, new Text("a text"), what))
                                .toList(),
                        Optional.empty(),
                        List.of())));
    }

    private static final List<Key> DESCENT = List.of(
            optional(
                    "learning_rate",
                    new AnyOf(List.of(NUMBER, new ListOf("a list of numbers", "rate", NUMBER, 1, 100_000))),
                    "the learning rate, or one for each update; left out: no update is derived"),
            optional(
                    "optimizer",
                    new AnyOf(List.of(
                            new Name("an update rule's name"),
                            new MapOf(
                                    "a map of one rule to its constants, {adam: {beta1: 0.9}}",
                                    new AnyOf(List.of(
                                            NUMBER, new MapOf("a map of constants to numbers", NUMBER, 1, MANY))),
                                    1,
                                    1))),
                    "\"sgd\"",
                    "the update rule: its name, or {momentum: 0.9}, {adam: {beta1: 0.9, beta2: 0.999, eps: 1e-8}}"),
            optional("steps", new Whole(1, 100_000), "1", "how many gradient-descent steps"));

    private static final Key ASK = optional(
            "ask",
            new ListOf("a list of names", "name", new Name("a name"), 0, MANY),
            "what is worked out in full; the others go in a table");

    private static final Key MARKS = optional(
            "marks",
            new Rec("a map of quantities to points", List.of(), Optional.of(NUMBER), List.of()),
            "the mark scheme: the points of each quantity such as dE/dw5, w5+ or net(h1)");

    private static final Type RULE_OF_Z = new Rule("an activation's name, or an expression in z", activations());

    private static final Type ACTIVATION = new AnyOf(List.of(
            RULE_OF_Z,
            constant("a map of one activation to its constant, such as {leaky_relu: 0.1}", Activations.constants())));

    private static final Type ACTIVATIONS = new AnyOf(List.of(
            ACTIVATION, new ListOf("a list with an activation for each unit", "unit", ACTIVATION, 1, MOST_UNITS)));

    private static final Type LOSS = new AnyOf(List.of(
            new Rule("a loss's name, or an expression in o and t", losses()),
            constant("a map of one loss to its constant, such as {huber: 1.5}", Losses.constants())));

    private static final Type LAYER = new Rec(
            "a map of units, activation, weights and biases",
            List.of(
                    required(
                            "units",
                            new AnyOf(List.of(
                                    new Whole(1, MOST_UNITS),
                                    new ListOf("a list of names", "unit", new Name("a unit's name"), 1, MOST_UNITS))),
                            "the names of the layer's units, or how many there are"),
                    optional(
                            "activation",
                            ACTIVATIONS,
                            "\"identity\"",
                            "the activation: a rule's name, or an expression in z; a list has one for each unit"),
                    required(
                            "weights",
                            new AnyOf(List.of(
                                    new ListOf(
                                            "a list of rows, one for each unit",
                                            "row",
                                            new AnyOf(List.of(
                                                    new ListOf("a list of numbers", "entry", NUMBER_OR_NAMED, 1, MANY),
                                                    NAMED)),
                                            1,
                                            MANY),
                                    new MapOf(
                                            "a map of edges, {from: {to: 0.3}}",
                                            new MapOf(
                                                    "a map of units to weights",
                                                    new AnyOf(List.of(
                                                            NUMBER,
                                                            new MapOf("one name with its number", NUMBER, 1, 1))),
                                                    1,
                                                    MANY),
                                            1,
                                            MANY))),
                            "a row for each unit with a number for each unit of the layer before, or a map of edges"),
                    optional(
                            "biases",
                            new AnyOf(
                                    List.of(NAMED, new ListOf("a list of numbers", "bias", NUMBER_OR_NAMED, 1, MANY))),
                            "one name for all units, or as many names or numbers as units; left out: none")),
            Optional.empty(),
            List.of());

    private static final Type VALUES_OF_INPUTS = new MapOf("a map of inputs to numbers", NUMBER, 1, MOST_UNITS);
    private static final Type VALUES_OF_OUTPUTS = new MapOf("a map of output units to numbers", NUMBER, 1, MOST_UNITS);
    private static final Key INPUTS = required("inputs", VALUES_OF_INPUTS, "the inputs with their values");
    private static final Key TARGETS = required(
            "targets",
            new AnyOf(List.of(VALUES_OF_OUTPUTS, new Whole(1, MOST_UNITS))),
            "the target of each output unit, or the number of the right class, counted from 1");

    private static final Key LAYERS = required(
            "layers", new ListOf("a list of layers", "layer", LAYER, 1, MOST_LAYERS), "the layers, input side first");

    private static final Key FREEZE = optional(
            "freeze",
            new ListOf("a list of names", "name", new Name("a name"), 0, MANY),
            "parameters that keep their value");

    /** A layered network. */
    static final Rec NETWORK = new Rec(
            "a map of inputs, targets, layers and loss",
            Stream.of(
                            LOOKS,
                            List.of(
                                    optional("inputs", VALUES_OF_INPUTS, INPUTS.doc()),
                                    optional("targets", TARGETS.type(), TARGETS.doc()),
                                    LAYERS,
                                    required(
                                            "loss",
                                            LOSS,
                                            "the loss: a rule's name, or an expression in o and t for one output")),
                            DESCENT,
                            List.of(
                                    optional(
                                            "samples",
                                            new ListOf(
                                                    "a list of samples",
                                                    "sample",
                                                    new Rec(
                                                            "a map of inputs and targets",
                                                            List.of(INPUTS, TARGETS),
                                                            Optional.empty(),
                                                            List.of()),
                                                    1,
                                                    MANY),
                                            "several training examples, instead of inputs and targets"),
                                    optional(
                                            "batch",
                                            choice(Network.Batch.values()),
                                            "\"mean\"",
                                            "how several samples become one update, or an update after each"),
                                    FREEZE,
                                    ASK,
                                    MARKS),
                            ExamFormat.KEYS)
                    .flatMap(List::stream)
                    .toList(),
            Optional.empty(),
            List.of(List.of("inputs", "targets"), List.of("samples")));

    /** A layered network without a loss, of whose outputs the derivatives are asked for. */
    static final Rec OUTPUTS = new Rec(
            "a map of inputs, layers and output",
            Stream.of(
                            LOOKS,
                            List.of(
                                    INPUTS,
                                    LAYERS,
                                    optional(
                                            "output",
                                            new AnyOf(List.of(
                                                    new Name("an output unit's name"),
                                                    new ListOf(
                                                            "a list of output units",
                                                            "unit",
                                                            new Name("a unit's name"),
                                                            1,
                                                            MOST_UNITS))),
                                            "in place of loss and targets: the output whose derivatives are taken, or several, whose sum's"),
                                    optional(
                                            "upstream",
                                            VALUES_OF_OUTPUTS,
                                            "in place of loss and targets: the gradient that arrives at each output unit")),
                            DESCENT,
                            List.of(FREEZE, ASK, MARKS),
                            ExamFormat.KEYS)
                    .flatMap(List::stream)
                    .toList(),
            Optional.empty(),
            List.of(List.of("output"), List.of("upstream")));

    /** The keys by which a network without a loss is told from one with it. */
    static final List<String> OUTPUT_MARKS = List.of("output", "upstream");

    /** Lists in lists, of numbers or of shorter ones. */
    private static ListOf list(String what, int axes) {
        Type entry = axes == 1 ? NUMBER : new AnyOf(List.of(NUMBER, list("a row of numbers", axes - 1)));
        return new ListOf(what, "entry", entry, 1, MANY);
    }

    /** The word for a given number that nobody has chosen. */
    static final String SCALAR = "scalar";

    private static final Type SIZES =
            new ListOf("a list of sizes", "size", new AnyOf(List.of(new Whole(1, MANY), new Name("a letter"))), 0, 2);

    /** A tensor, or one of which the shape alone is known. */
    private static final Type MAYBE_OPEN = new AnyOf(List.of(
            NUMBER,
            new Choice(List.of(SCALAR)),
            new ListOf(
                    "a vector, a matrix, or an array of more axes, or its sizes with letters",
                    "entry",
                    new AnyOf(List.of(
                            NUMBER, new Name("a letter for a size"), list("a row of numbers", Dims.MOST_AXES - 1))),
                    1,
                    MANY),
            new Rec(
                    "a map with the key shape",
                    List.of(required("shape", SIZES, "the sizes of an array whose numbers nobody has chosen")),
                    Optional.empty(),
                    List.of())));

    /** A computational graph. */
    static final Rec GRAPH = new Rec(
            "a map of given, nodes and output",
            Stream.of(
                            LOOKS,
                            List.of(
                                    required(
                                            "given",
                                            new AnyOf(List.of(
                                                    new MapOf("a map of names to values", MAYBE_OPEN, 1, MANY),
                                                    new ListOf(
                                                            "a list of names",
                                                            "name",
                                                            new Name("the name of a number"),
                                                            1,
                                                            MANY))),
                                            "the given values: numbers, vectors, matrices, or their shapes alone; a list names"
                                                    + " numbers that nobody has chosen"),
                                    optional(
                                            "functions",
                                            new ListOf(
                                                    "a list of names", "name", new Name("a function's name"), 1, MANY),
                                            "functions of one number that nobody has chosen"),
                                    required(
                                            "nodes",
                                            new MapOf(
                                                    "a map of names to expressions",
                                                    new AnyOf(List.of(new Text("an expression"), NUMBER)),
                                                    1,
                                                    MANY),
                                            "the nodes of the graph, each with its expression"),
                                    required("output", new Name("a node's name"), "the node whose gradient is taken"),
                                    optional("upstream", MAYBE_OPEN, "1", "the gradient that arrives at the output"),
                                    optional(
                                            "wrt",
                                            new ListOf("a list of names", "name", new Name("a name"), 0, MANY),
                                            "what the gradient is taken by; by default everything given")),
                            DESCENT,
                            List.of(ASK, MARKS),
                            ExamFormat.KEYS)
                    .flatMap(List::stream)
                    .toList(),
            Optional.empty(),
            List.of());

    /** What is given to a layer, perhaps with a name of its own. */
    private static final Type PARAMETER = new AnyOf(List.of(
            NUMBER,
            new Choice(List.of(SCALAR)),
            new ListOf(
                    "a vector, a matrix, or an array of more axes",
                    "entry",
                    new AnyOf(List.of(
                            NUMBER, new Name("a letter for a size"), list("a row of numbers", Dims.MOST_AXES - 1))),
                    1,
                    MANY),
            new Rec(
                    "a map of one name to its value, {U: 0.5}",
                    List.of(optional("shape", SIZES, "the sizes of an array whose numbers nobody has chosen")),
                    Optional.of(MAYBE_OPEN),
                    List.of())));

    private static final Type STEPS =
            new ListOf("a list with an entry for each time step", "time step", MAYBE_OPEN, 1, MOST_LAYERS);

    private static final Type SEQUENCE = new AnyOf(
            List.of(STEPS, new Rec("a map of one name to such a list", List.of(), Optional.of(STEPS), List.of())));

    private static final Type PARAMETERS = new MapOf("a map of parameters to values", PARAMETER, 1, MANY);

    private static final Type SETTING = new AnyOf(List.of(
            new Whole(0, MOST_UNITS), new ListOf("a list of whole numbers", "number", new Whole(0, MOST_UNITS), 1, 4)));

    private static final List<Key> CELL = List.of(
            optional("recurrent", new Choice(CellKind.names()), "a recurrent layer: the kind of its cell"),
            optional("initial", PARAMETER, "0", "the state before the first step, {h: 0, c: 0}"),
            optional("reset", new Choice(List.of("after", "before")), "\"after\"", "where a gru's reset gate stands"),
            optional("activation", ACTIVATION, "the activation; of a recurrent layer tanh unless given"));

    private static final Type LAYER_OF_ANY_KIND = new AnyOf(List.of(
            new Choice(List.of("flatten", "global_avg_pool", "global_max_pool", "embedding")),
            new Rec(
                    "a layer such as {conv: {kernels: [[1, 0], [0, 1]]}} or {recurrent: rnn}",
                    Stream.concat(
                                    CELL.stream(),
                                    Stream.concat(
                                            Stream.of(optional("weights", PARAMETERS, "the parameters of a cell")),
                                            LayerKind.ALL.stream().map(Format::layer)))
                            .toList(),
                    Optional.empty(),
                    List.of())));

    private static Key layer(LayerKind kind) {
        var keys = new ArrayList<Key>();
        kind.parameters()
                .forEach((key, argument) ->
                        keys.add(optional(key, PARAMETER, "the " + key + " of a " + kind.name() + " layer")));
        if (kind.parameters().containsKey("kernels")) {
            keys.add(optional("kernel", PARAMETER, "the same as kernels"));
        }
        for (String setting : kind.settings()) {
            boolean number = setting.equals("eps") || setting.equals("p");
            keys.add(optional(setting, number ? NUMBER : SETTING, "the function's " + setting));
        }
        var map = new Rec("a map of parameters and settings", keys, Optional.empty(), List.of());
        boolean size = kind.shorthand().filter(kind.settings()::contains).isPresent();
        Type value = kind.shorthand().isEmpty()
                ? map
                : new AnyOf(List.of(
                        size ? SETTING : new AnyOf(List.of(NUMBER, list("a list of numbers", Dims.MOST_AXES))), map));
        return optional(kind.name(), value, "a layer of the function " + kind.name());
    }

    /** A network of layers of many kinds, which becomes a graph. */
    static final Rec LAYERED = new Rec(
            "a map of layers and a sequence or inputs",
            Stream.of(
                            LOOKS,
                            List.of(
                                    optional("inputs", PARAMETER, "the array that goes into the first layer"),
                                    optional("sequence", SEQUENCE, "what goes in, an entry for each time step"),
                                    optional(
                                            "targets",
                                            PARAMETER,
                                            "what the output is compared with, or the number of the right class; with a loss at"
                                                    + " every step a list of them"),
                                    optional(
                                            "layers",
                                            new ListOf("a list of layers", "layer", LAYER_OF_ANY_KIND, 1, MOST_LAYERS),
                                            "the layers, input side first")),
                            CELL,
                            List.of(
                                    optional(
                                            "weights",
                                            PARAMETERS,
                                            "the parameters of the one recurrent layer, and W_hy and b_y of the output"),
                                    optional(
                                            "output_activation",
                                            ACTIVATION,
                                            "\"identity\"",
                                            "the activation of the output on top of the one recurrent layer"),
                                    optional("loss", LOSS, "the loss: a rule's name, or an expression in o and t"),
                                    optional(
                                            "loss_at",
                                            new Choice(List.of("last", "every")),
                                            "\"last\"",
                                            "whether there is a loss at the last time step or at every one, added up"),
                                    optional(
                                            "truncate",
                                            new Whole(1, MOST_LAYERS),
                                            "over how many time steps a gradient goes back; left out: over all"),
                                    optional("output", new Name("a node's name"), "the node whose gradient is taken"),
                                    optional("upstream", MAYBE_OPEN, "1", "the gradient that arrives at the output"),
                                    optional(
                                            "wrt",
                                            new ListOf("a list of names", "name", new Name("a name"), 0, MANY),
                                            "what the gradient is taken by; by default the weights and biases")),
                            DESCENT,
                            List.of(ASK, MARKS),
                            ExamFormat.KEYS)
                    .flatMap(List::stream)
                    .toList(),
            Optional.empty(),
            List.of());

    private static final Type SIZE =
            new AnyOf(List.of(new Whole(1, MOST_UNITS), new Name("a letter for the number of units")));

    private static final Type SCHEME_LAYER = new Rec(
            "a map of units, activation and biases",
            List.of(
                    required("units", SIZE, "how many units the layer has: a letter or a number"),
                    optional("activation", ACTIVATION, "the activation; left out: any function f"),
                    optional("biases", new Flag("true or false"), "true", "whether the units have biases")),
            Optional.empty(),
            List.of());

    /** A network without numbers. */
    static final Rec SCHEME = new Rec(
            "a map of layers without weights",
            Stream.of(
                            LOOKS,
                            List.of(
                                    optional("inputs", SIZE, "how many inputs there are: a letter or a number"),
                                    required(
                                            "layers",
                                            new ListOf("a list of layers", "layer", SCHEME_LAYER, 1, MOST_LAYERS),
                                            "the layers, input side first"),
                                    optional("loss", LOSS, "the loss; left out: any function of the outputs"),
                                    optional(
                                            "learning_rate",
                                            new AnyOf(List.of(NUMBER, new Name("a letter for the learning rate"))),
                                            "the learning rate: a letter or a number"),
                                    optional(
                                            "batch",
                                            new Choice(List.of("one", "rows", "columns")),
                                            "\"one\"",
                                            "in the matrix form: one sample, or a batch whose samples are rows, or columns")))
                    .flatMap(List::stream)
                    .toList(),
            Optional.empty(),
            List.of());

    /** The keys by which a network with numbers is told from one without. */
    static final List<String> NETWORK_MARKS = List.of("targets", "samples");
    /** Whatever a problem may be. */
    static final Type PROBLEM = new AnyOf(List.of(NETWORK, OUTPUTS, GRAPH, LAYERED, SCHEME));

    /** The keys by which a graph is told from a network. */
    static final List<String> GRAPH_MARKS = List.of("nodes", "given");

    private Format() {}

    /** A rule with its constant. */
    private static Type constant(String what, Map<String, String> rules) {
        return new Rec(
                what,
                rules.entrySet().stream()
                        .map(rule -> optional(rule.getKey(), NUMBER, "the " + rule.getValue()))
                        .toList(),
                Optional.empty(),
                List.of());
    }

    private static List<String> losses() {
        var names = new ArrayList<>(Losses.all().stream().map(Loss::name).toList());
        names.add(RuleReader.CROSS_ENTROPY_OF_LOGITS);
        return names;
    }

    private static List<String> activations() {
        return Activations.all().stream()
                .filter(rule -> rule.kind() != Activation.Kind.NO_GRADIENT)
                .map(Activation::name)
                .toList();
    }

    private static Type choice(Enum<?>[] values) {
        return new Choice(Arrays.stream(values)
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .toList());
    }

    private static Key required(String name, Type type, String doc) {
        return new Key(name, type, true, Optional.empty(), doc);
    }

    private static Key optional(String name, Type type, String doc) {
        return new Key(name, type, false, Optional.empty(), doc);
    }

    private static Key optional(String name, Type type, String otherwise, String doc) {
        return new Key(name, type, false, Optional.of(otherwise), doc);
    }
}
