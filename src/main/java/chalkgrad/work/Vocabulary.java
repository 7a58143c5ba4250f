package chalkgrad.work;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

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

    /** Names that may have their index in parentheses, {@code net(h1)}. */
    static final Set<String> HEADS = Set.of(
            "net", "out", "in", "sum", "E", "L", "C", "J", "delta", "error", "err", "loss", "cost", "target", "output",
            "input", "Loss", "Error", "Net", "Out", "NET", "OUT", "grad", "act", "Delta");

    /** Names that an index may follow at once, {@code neth1}, {@code Eo1}, {@code Etotal}. */
    static final Set<String> GLUED_HEADS = Set.of("net", "out", "in", "E", "L", "delta", "target");

    /** Marks of an updated or an earlier value, by how they are written. */
    static final Map<String, String> MARKS = Map.ofEntries(
            Map.entry("new", "new"),
            Map.entry("updated", "new"),
            Map.entry("update", "new"),
            Map.entry("upd", "new"),
            Map.entry("neu", "new"),
            Map.entry("next", "new"),
            Map.entry("after", "new"),
            Map.entry("New", "new"),
            Map.entry("NEW", "new"),
            Map.entry("old", "old"),
            Map.entry("prev", "old"),
            Map.entry("before", "old"),
            Map.entry("plus", "+"),
            Map.entry("갱신", "new"),
            Map.entry("새", "new"));

    /** Words before a name that say it is the updated one. */
    static final Set<String> NEW_BEFORE =
            Set.of("new", "New", "updated", "Updated", "새", "새로운", "갱신된", "업데이트된", "수정된", "변경된", "바뀐");

    /** Functions by how they are written, with their names. */
    static final Map<String, String> FUNCTIONS = functions();

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

    private static Map<String, String> functions() {
        var map = new HashMap<String, String>();
        for (String name : new String[] {
            "exp",
            "ln",
            "log",
            "log10",
            "sqrt",
            "abs",
            "sin",
            "cos",
            "tan",
            "sinh",
            "cosh",
            "tanh",
            "erf",
            "max",
            "min",
            "mean",
            "sigmoid",
            "sigma",
            "relu",
            "leaky_relu",
            "elu",
            "selu",
            "softplus",
            "softmax",
            "silu",
            "gelu",
            "identity",
            "step",
            "dot",
            "outer",
            "norm",
            "sign",
            "act",
            "activation",
            "swish",
            "half_sse",
            "sse",
            "mse",
            "mae",
            "huber",
            "bce",
            "bce_sum",
            "cross_entropy",
            "hinge",
            "sum",
            "phi",
            "psi",
            "f",
            "g",
            "S"
        }) {
            map.put(name, name);
        }
        map.put("varphi", "phi");
        map.put("ReLU", "relu");
        map.put("Relu", "relu");
        map.put("RELU", "relu");
        map.put("LeakyReLU", "leaky_relu");
        map.put("leakyrelu", "leaky_relu");
        map.put("leakyReLU", "leaky_relu");
        map.put("lrelu", "leaky_relu");
        map.put("ELU", "elu");
        map.put("SELU", "selu");
        map.put("GELU", "gelu");
        map.put("SiLU", "silu");
        map.put("sig", "sigmoid");
        map.put("sigm", "sigmoid");
        map.put("sgm", "sigmoid");
        map.put("logistic", "sigmoid");
        map.put("Sigmoid", "sigmoid");
        map.put("Softmax", "softmax");
        map.put("Tanh", "tanh");
        map.put("Exp", "exp");
        map.put("Ln", "ln");
        map.put("Log", "log");
        return Map.copyOf(map);
    }

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
