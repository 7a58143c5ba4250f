import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Draws texts of the kinds that people write, and of the kinds that they should not. */
final class Grammar {
    private static final List<String> NUMBERS = List.of(
            "0", "-0", "1", "-1", "2", "0.5", ".5", "-0.3", "1/3", "0.1", "1e-3", "3.14159", "100", "-25", "1e5", "-1e9", "1e30",
            "1e-30", "1e308", "1e-400", "1e1000", "0.000000000000000000001", "123456789012345678901234567890", "0.30000000000000004");
    private static final List<String> ODD_NUMBERS = List.of(
            "1e99999", "1e-99999", "1e999999999", "1e99999999999", ".inf", ".nan", "NaN", "0x1F", "0o7", "1_000", "1,5", "−3", "１２",
            "1/0", "0/0", "--1", "+1", "1e", "٣", "½", "1e-1000001", "9".repeat(400), "~", "null", "true", "\"1\"", "[]", "{}", "[1, 2]");
    private static final List<String> HOSTILE = List.of(
            "\u0000", "\u202E", "\uFEFF", "\uD800", "\u0301", "😀", "가", "\\", "\"", "'", "`", "$", "${x}", "<script>", "%s", "{{7*7}}",
            "\t", "\r", "\u2028", "\\input{/etc/passwd}", "]]>", "--", "---", "...", "&a", "*a", "!!int", "? ", "| ", "#", "x".repeat(3000),
            "(".repeat(300), "[".repeat(300), "-".repeat(500), "^2".repeat(60), "\u200B", "=cmd()", "^^^", "1e9999", "/".repeat(90));
    private static final List<String> UNARY = List.of(
            "exp", "ln", "log", "log10", "sqrt", "abs", "sin", "cos", "tan", "sinh", "cosh", "tanh", "erf", "sigmoid", "relu", "leaky_relu",
            "elu", "selu", "softplus", "silu", "gelu", "identity", "sum", "mean", "max", "min", "norm");
    private static final List<String> ACTIVATIONS = List.of(
            "identity", "sigmoid", "tanh", "relu", "leaky_relu", "elu", "selu", "softplus", "silu", "gelu", "softmax", "step",
            "\"z/(1+abs(z))\"", "\"z^2\"", "\"sin(z)\"", "\"ln(z)\"", "\"1/z\"", "\"sqrt(z)\"", "\"max(z, z^3)\"", "\"exp(exp(z))\"", "\"tan(z)\"");
    private static final List<String> LOSSES = List.of(
            "half_sse", "sse", "mse", "mae", "huber", "bce", "bce_sum", "cross_entropy", "hinge", "\"(t-o)^4\"", "\"abs(t-o)/o\"", "\"ln(o/t)\"");
    private static final List<String> NAMES = List.of("x", "y", "z", "w", "a", "b", "q", "o", "t", "w1", "w_1", "가중치", "e", "pi", "E", "lambda");

    private final Random random;

    Grammar(Random random) {
        this.random = random;
    }

    <T> T one(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private int upTo(int most) {
        return 1 + random.nextInt(most);
    }

    String name() {
        return one(NAMES);
    }

    String number() {
        int kind = random.nextInt(12);
        return kind == 0 ? one(ODD_NUMBERS) : kind < 7 ? plainNumber() : one(NUMBERS);
    }

    /** A number as exercises have it. */
    private String plainNumber() {
        return (random.nextInt(3) == 0 ? "-" : "") + random.nextInt(3) + "." + random.nextInt(1000);
    }

    private String goodNumber() {
        return random.nextInt(4) == 0 ? one(NUMBERS) : plainNumber();
    }

    String expression(int depth) {
        return expression(depth, NAMES);
    }

    private String expression(int depth, List<String> names) {
        if (depth == 0 || random.nextInt(6) == 0) {
            return random.nextInt(3) == 0 ? goodNumber() : one(names);
        }
        String inner = expression(depth - 1, names);
        return switch (random.nextInt(9)) {
            case 0 -> "-" + inner;
            case 1, 2 -> one(UNARY) + "(" + inner + ")";
            case 3 -> "(" + inner + ")^" + one(List.of("2", "3", "-1", "-2", "0.5", "0", "x", "(1/3)"));
            case 4 -> "(" + inner + ")/(" + expression(depth - 1, names) + ")";
            case 5 -> one(List.of("max", "min")) + "(" + inner + ", " + expression(depth - 1, names) + ")";
            default -> "(" + inner + ")" + one(List.of("+", "-", "*", " * ", "@")) + "(" + expression(depth - 1, names) + ")";
        };
    }

    String latex(int depth) {
        if (depth == 0 || random.nextInt(6) == 0) {
            return random.nextInt(3) == 0
                    ? goodNumber()
                    : one(List.of("x", "w_{11}^{(2)}", "\\delta_k", "o_1", "\\hat{y}", "w_5", "\\theta", "z^{[1]}", "h_{1}", "\\eta"));
        }
        String a = latex(depth - 1);
        String b = latex(depth - 1);
        return switch (random.nextInt(9)) {
            case 0 -> "\\frac{" + a + "}{" + b + "}";
            case 1 -> "\\left(" + a + "\\right)" + b;
            case 2 -> "\\" + one(List.of("sin", "ln", "tanh", "exp", "sigma", "operatorname{relu}", "log", "max")) + "(" + a + ")";
            case 3 -> "{" + a + "}^{" + b + "}";
            case 4 -> "\\sqrt{" + a + "}";
            case 5 -> a + " \\cdot " + b;
            case 6 -> "e^{-" + a + "}";
            case 7 -> "\\begin{bmatrix} " + a + " & " + b + " \\\\ " + a + " \\end{bmatrix}";
            default -> a + one(List.of(" + ", " - ", " ", " \\times ", " \\odot ")) + b;
        };
    }

    /** A line as a student may write it. */
    String line() {
        String left = one(List.of(
                "net(h1)", "out(h1)", "E", "dE/dw5", "\\frac{\\partial E}{\\partial w_5}", "w5+", "δ_o1", "h1", "z1", "w_5^{new}", "dE/dW",
                "∂E/∂w₁", "\\delta^{(2)}", "E_total", "", "a^{[1]}", "net_{h1}", "f", "df/dx", "dL/dq", "W1", "w1 := w1", "nabla_W"));
        String right = switch (random.nextInt(5)) {
            case 0 -> number();
            case 1 -> latex(3);
            case 2 -> expression(2) + " = " + number();
            case 3 -> "[" + number() + ", " + number() + "]";
            default -> expression(2);
        };
        String line = left + one(List.of(" = ", " = ", "=", " ≈ ", ": ", " → ", " := ", " ", " \\approx ")) + right;
        return switch (random.nextInt(9)) {
            case 0 -> "$$" + line + "$$";
            case 1 -> "$" + line + "$";
            case 2 -> "| " + line.replace("=", "|") + " |";
            case 3 -> "- " + line + ".";
            case 4 -> "```\n" + line + "\n```";
            case 5 -> "\\begin{align} " + line + " \\\\ &= " + number() + " \\end{align}";
            case 6 -> line + one(HOSTILE);
            default -> line;
        };
    }

    String cell(String text, String separator) {
        boolean quoted = text.contains(separator) || text.contains("\n") || random.nextInt(5) == 0;
        return quoted && random.nextInt(8) > 0 ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    String id() {
        return one(List.of(
                        "20261234", "김민아", "=1+1", "../../x", "CON", "a/b", "con.txt", "", " ", "\u202Ex", "a\nb", "é", "e\u0301", "A", "a", "-1",
                        "x".repeat(300), "😀", "<b>", "\\LaTeX{}", "nul", "..", "001", "&amp;", "%n", "\u0007"))
                + (random.nextInt(4) == 0 ? random.nextInt(100) : "");
    }

    private String list(int count, java.util.function.Supplier<String> each) {
        var all = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            all.add(each.get());
        }
        return String.join(", ", all);
    }

    /** A network that has all that it needs, with values of every size. */
    String network() {
        int[] sizes = new int[2 + random.nextInt(3)];
        Arrays.setAll(sizes, i -> upTo(3));
        var text = new StringBuilder();
        text.append("inputs: [").append(list(sizes[0], this::goodNumber)).append("]\n");
        text.append("targets: [").append(list(sizes[sizes.length - 1], this::goodNumber)).append("]\nlayers:\n");
        for (int i = 1; i < sizes.length; i++) {
            int before = sizes[i - 1];
            text.append("  - units: ").append(sizes[i]).append("\n    activation: ").append(one(ACTIVATIONS)).append('\n');
            text.append("    weights: [")
                    .append(list(sizes[i], () -> "[" + list(before, this::goodNumber) + "]"))
                    .append("]\n");
            if (random.nextBoolean()) {
                text.append("    biases: [").append(list(sizes[i], this::goodNumber)).append("]\n");
            }
        }
        text.append("loss: ").append(one(LOSSES)).append('\n');
        if (random.nextInt(3) > 0) {
            text.append("learning_rate: ").append(goodNumber()).append("\nsteps: ").append(upTo(4)).append('\n');
        }
        looks(text);
        return text.toString();
    }

    private void looks(StringBuilder text) {
        if (random.nextInt(3) == 0) {
            text.append("precision: {").append(one(List.of("decimals", "significant"))).append(": ").append(upTo(12)).append("}\n");
        }
        if (random.nextInt(3) == 0) {
            text.append("rounding: ").append(one(List.of("half_up", "half_even", "truncate"))).append('\n');
        }
        if (random.nextInt(3) == 0) {
            text.append("carry: rounded\n");
        }
        if (random.nextInt(4) == 0) {
            text.append("notation: ").append(one(List.of("wikidocs", "sum", "net", "delta", "layer", "matrix"))).append('\n');
        }
    }

    /** A graph of scalars, or with vectors and matrices, whose nodes use what is before them. */
    String graph() {
        var names = new ArrayList<String>();
        var text = new StringBuilder("given:\n");
        for (int i = upTo(3); i > 0; i--) {
            String name = "g" + i;
            names.add(name);
            String value = switch (random.nextInt(6)) {
                case 0 -> "[" + list(upTo(3), this::goodNumber) + "]";
                case 1 -> "[[" + list(2, this::goodNumber) + "], [" + list(2, this::goodNumber) + "]]";
                default -> goodNumber();
            };
            text.append("  ").append(name).append(": ").append(value).append('\n');
        }
        text.append("nodes:\n");
        int nodes = upTo(4);
        for (int i = 1; i <= nodes; i++) {
            String inner = expression(2, names);
            text.append("  n").append(i).append(": \"").append(i == nodes ? "sum(" + inner + ")" : inner).append("\"\n");
            names.add("n" + i);
        }
        text.append("output: n").append(nodes).append('\n');
        if (random.nextInt(4) == 0) {
            text.append("learning_rate: ").append(goodNumber()).append("\nsteps: ").append(upTo(3)).append('\n');
        }
        looks(text);
        return text.toString();
    }

    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");
    private static final Pattern RULE = Pattern.compile(
            "\\b(identity|sigmoid|tanh|relu|softmax|half_sse|sse|mse|cross_entropy|bce|softplus|leaky_relu)\\b");

    /** The same structure with other values, so that the reader takes it. */
    String otherValues(String text) {
        String drawn = text;
        for (int i = upTo(4); i > 0; i--) {
            Matcher place = (random.nextInt(4) == 0 ? RULE : NUMBER).matcher(drawn);
            var starts = new ArrayList<int[]>();
            while (place.find()) {
                starts.add(new int[] {place.start(), place.end()});
            }
            if (!starts.isEmpty()) {
                int[] at = one(starts);
                boolean rule = Character.isLetter(drawn.charAt(at[0]));
                String value = rule ? one(random.nextBoolean() ? ACTIVATIONS : LOSSES) : number();
                drawn = drawn.substring(0, at[0]) + value + drawn.substring(at[1]);
            }
        }
        return drawn;
    }

    /** A few slips of the pen, or of something worse. */
    String slips(String text) {
        String drawn = text;
        for (int i = upTo(3); i > 0; i--) {
            drawn = slip(drawn);
        }
        return drawn;
    }

    private String slip(String text) {
        int at = text.isEmpty() ? 0 : random.nextInt(text.length() + 1);
        int to = Math.min(text.length(), at + upTo(8));
        List<String> lines = new ArrayList<>(List.of(text.split("(?<=\n)", -1)));
        int line = random.nextInt(lines.size());
        switch (random.nextInt(9)) {
            case 0:
                return text.substring(0, at) + text.substring(to);
            case 1:
                return text.substring(0, at) + one(HOSTILE) + text.substring(at);
            case 2:
                return text.substring(0, at) + number() + text.substring(to);
            case 3:
                return text.substring(0, at) + text.substring(at, to) + text.substring(at);
            case 4:
                lines.remove(line);
                return String.join("", lines);
            case 5:
                lines.add(random.nextInt(lines.size() + 1), lines.get(line));
                return String.join("", lines);
            case 6:
                java.util.Collections.swap(lines, line, random.nextInt(lines.size()));
                return String.join("", lines);
            case 7:
                return otherValues(text);
            default:
                return text.substring(0, at) + expression(2) + text.substring(to);
        }
    }
}
