package chalkgrad.work;

import chalkgrad.rules.Function;
import chalkgrad.rules.Functions;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The words that people use in a derivation.
 *
 * <p>{@code Vocabulary.FUNCTIONS.get("ReLU")} is {@code relu}.
 */
final class Vocabulary {
    private Vocabulary() {}

    /** Words that are one name where they are not joined to an index. */
    static final Set<String> WORDS = Set.of(
            "net",
            "out",
            "in",
            "sum",
            "output",
            "input",
            "target",
            "error",
            "err",
            "loss",
            "cost",
            "total",
            "tot",
            "new",
            "old",
            "hidden",
            "hid",
            "act",
            "grad",
            "gradient",
            "bias",
            "weight",
            "lr",
            "rate",
            "eta",
            "alpha",
            "beta",
            "gamma",
            "delta",
            "theta",
            "lambda",
            "sigma",
            "mu",
            "rho",
            "phi",
            "psi",
            "omega",
            "epsilon",
            "pred",
            "label",
            "true",
            "actual",
            "predicted",
            "mean",
            "mse",
            "MSE",
            "SSE",
            "sse",
            "BCE",
            "CE",
            "Loss",
            "Error",
            "Cost",
            "Net",
            "Out",
            "NET",
            "OUT",
            "Output",
            "Input",
            "Target",
            "Delta",
            "logit",
            "logits",
            "avg",
            "zeta",
            "tau",
            "pi",
            "xi",
            "chi",
            "nu",
            "kappa");

    /** Words that in prose say what the name behind them is. */
    static final Set<String> LABELS = Set.of(
            "net",
            "out",
            "output",
            "input",
            "target",
            "error",
            "loss",
            "cost",
            "total",
            "hidden",
            "gradient",
            "bias",
            "weight",
            "rate",
            "label",
            "true",
            "actual",
            "predicted",
            "mean",
            "act",
            "sum",
            "sigmoid",
            "activation",
            "delta",
            "logit",
            "step",
            "Output",
            "Input",
            "Target",
            "Error",
            "Loss",
            "Cost",
            "identity",
            "softmax",
            "pred");

    /** Words that in prose say what stands in the brackets behind them, {@code neuron(h1)}, and are no functions of it. */
    static final Set<String> THINGS =
            Set.of("neuron", "node", "unit", "value", "parameter", "derivative", "slope", "layer", "step");

    /** Units that are called as functions are. */
    static final Set<String> UNITS = Set.of("sec", "min");

    /** Letters and words for the loss. */
    static final Set<String> LOSSES = Set.of("J", "L", "C", "E", "Loss", "loss", "Cost", "cost", "ell", "cal L");

    /** Letters and words for weights, behind which the two units of an edge may stand. */
    static final Set<String> WEIGHTS = Set.of("w", "W", "v", "V", "u", "theta", "omega", "weight", "Weight");

    /** What stands in parentheses behind a unit for what goes into it or comes out of it, {@code Y_1(in)}. */
    static final Set<String> FLOWS = Set.of("in", "net", "input", "out", "output");

    /** What stands in parentheses behind the loss for all that it is a function of, {@code J(θ)}. */
    static final Set<String> PARAMETERS = Set.of("theta", "Theta", "w", "W", "b", "omega", "params", "scores");

    /** Names that may have their index in parentheses, {@code net(h1)}. */
    static final Set<String> HEADS = Set.of(
            "net", "out", "in", "sum", "E", "L", "C", "J", "delta", "error", "err", "loss", "cost", "target", "output",
            "input", "Loss", "Error", "Net", "Out", "NET", "OUT", "grad", "act", "Delta");

    /** Names that an index may follow at once, {@code neth1}, {@code Eo1}, {@code Etotal}. */
    static final Set<String> GLUED_HEADS = Set.of("net", "out", "in", "E", "L", "delta", "target");

    /** Marks of an updated or an earlier value, by how they are written. */
    static final Map<String, String> MARKS = marks();

    /** Words before a name that say it is the updated one. */
    static final Set<String> NEW_BEFORE = newBefore();

    /** In Latin letters shorter words may be two letters that are multiplied. */
    private static final int SHORTEST_MARK = 3;

    private static Map<String, String> marks() {
        var map = new HashMap<String, String>();
        for (String word : Lexicon.all().keySet()) {
            boolean whole = word.codePointAt(0) > 127 || word.length() >= SHORTEST_MARK;
            if (whole && word.indexOf('_') < 0) {
                Lexicon.mark(word).ifPresent(mark -> inAnyCase(word).forEach(each -> map.put(each, mark)));
            }
        }
        map.put("plus", "+");
        return Map.copyOf(map);
    }

    private static Set<String> newBefore() {
        return Lexicon.all().entrySet().stream()
                .filter(word -> word.getValue().contains(Sense.NEW))
                .flatMap(word -> inAnyCase(word.getKey()).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** A word in small letters, with a capital, and in capitals. */
    private static List<String> inAnyCase(String word) {
        return List.of(word, Character.toTitleCase(word.charAt(0)) + word.substring(1), word.toUpperCase(Locale.ROOT));
    }

    /** Functions of one letter: before a parenthesis they are applied, anything else of one letter is multiplied. */
    static final Set<String> LETTER_FUNCTIONS = Set.of("f", "g", "S", "phi", "sigma", "varphi", "psi");

    static final Map<String, String> LETTERS = letters();

    /** Words that join formulas and are no names. */
    static final Set<String> CONNECTIVES = Set.of(
            "and",
            "or",
            "so",
            "if",
            "then",
            "thus",
            "hence",
            "where",
            "para",
            "pour",
            "für",
            "per",
            "dla",
            "untuk",
            "voor",
            "with",
            "let",
            "for",
            "since",
            "because",
            "therefore",
            "given",
            "but",
            "when",
            "also",
            "is",
            "by",
            "from",
            "at",
            "of",
            "the",
            "which",
            "that",
            "we",
            "get",
            "have",
            "similarly",
            "finally",
            "now",
            "next",
            "first",
            "second",
            "as",
            "to",
            "using",
            "else",
            "otherwise",
            "Then",
            "And",
            "So",
            "Thus",
            "Let",
            "Where",
            "Hence",
            "Therefore",
            "이고",
            "이므로",
            "따라서",
            "그리고",
            "또는",
            "여기서",
            "단",
            "즉",
            "이때",
            "그러므로",
            "이다",
            "에서",
            "와",
            "과",
            "및",
            "므로");

    /** Short English words, which are no products of two letters. */
    static final Set<String> SHORT_WORDS = Set.of(
            "is", "of", "in", "so", "to", "at", "by", "we", "it", "be", "as", "or", "an", "if", "on", "no", "do", "my",
            "he", "us", "up", "go", "am", "me", "vs", "ie", "eg", "Eq", "eq", "ok", "OK", "Ok", "So", "If", "In", "To",
            "At", "By", "We", "It", "As", "On", "No", "ex", "Ex", "pt", "th", "nd", "rd", "st", "dp", "sf", "II", "iv",
            "id", "cf", "Or", "Is");

    /** Environments of which the rows and columns mean something. */
    static final Set<String> MATRICES = Set.of(
            "matrix",
            "pmatrix",
            "bmatrix",
            "Bmatrix",
            "vmatrix",
            "smallmatrix",
            "array",
            "psmallmatrix",
            "bsmallmatrix",
            "cases");

    /** Functions that a derivation may name without a table's row: of one letter, or by what they do. */
    private static final Map<String, String> UNNAMED = Map.of(
            "sigma",
            "sigma",
            "phi",
            "phi",
            "varphi",
            "phi",
            "psi",
            "psi",
            "f",
            "f",
            "g",
            "g",
            "S",
            "S",
            "act",
            "act",
            "activation",
            "activation");

    /** How people write functions of the table besides. */
    private static final Map<String, String> CAPITALS =
            Map.of("ReLU", "relu", "LeakyReLU", "leaky_relu", "leakyReLU", "leaky_relu");

    /** Functions by how they are written, with their names. */
    static final Map<String, String> FUNCTIONS = functions();

    private static Map<String, String> functions() {
        var map = new HashMap<String, String>(UNNAMED);
        for (Function function : Functions.all()) {
            function.notation().spellings().forEach(spelling -> map.put(spelling, function.name()));
        }
        Functions.names().forEach(name -> map.put(name, name));
        map.putAll(CAPITALS);
        return Map.copyOf(map);
    }

    /**
     * The function of a name as it is written, {@code tanh} of {@code Tanh}, {@code sigmoid'} of {@code sigmoid_prime}; empty where it is none.
     *
     * <p>Of a word that also names a thing or a number, as {@code Sum}, the case counts.
     */
    static Optional<String> function(String written) {
        String exact = FUNCTIONS.get(written);
        if (exact != null) {
            return Optional.of(exact);
        }
        Optional<String> meant = Functions.meant(written)
                .filter(function -> !NOUNS.contains(function.name()))
                .map(Function::name);
        return meant.isPresent() ? meant : FunctionWords.of(written);
    }

    /** Whether a name in front of an argument without parentheses is applied to it, as {@code ln} and {@code tanh} are. */
    static boolean appliesWithout(String function) {
        return !NOUNS.contains(function)
                && Functions.find(function).filter(Function::hasOneNumber).isPresent();
    }

    /** Functions whose names say something else in prose. */
    private static final Set<String> NOUNS = Set.of("identity", "step", "sign");

    private static final String GREEK_NAMES =
            "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma"
                    + " sigma tau upsilon phi chi psi omega";

    private static Map<String, String> letters() {
        var map = new HashMap<String, String>();
        String[] names = GREEK_NAMES.split(" ", -1);
        for (int i = 0; i < names.length; i++) {
            map.put(Character.toString(0x3B1 + i), names[i]);
            String capital = Character.toUpperCase(names[i].charAt(0)) + names[i].substring(1);
            if (i != 17) {
                map.put(Character.toString(0x391 + i), capital);
                map.put("\\" + capital, capital);
            }
            map.put("\\" + names[i], names[i]);
            map.put("\\var" + names[i], names[i]);
        }
        map.put("ϵ", "epsilon");
        map.put("ϕ", "phi");
        map.put("ϑ", "theta");
        map.put("ϱ", "rho");
        map.put("ℓ", "l");
        map.put("\\ell", "l");
        map.put("\\hbar", "hbar");
        map.put("\\imath", "i");
        map.put("\\jmath", "j");
        return Map.copyOf(map);
    }
}
