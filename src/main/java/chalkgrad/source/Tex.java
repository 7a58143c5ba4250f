package chalkgrad.source;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Writes formulas of other languages in LaTeX, as our own reader reads it.
 *
 * <p>{@code Tex.scripts("w", "5", "+")} is {@code w_{5}^{+}}.
 */
final class Tex {
    private static final Pattern SIMPLE =
            Pattern.compile("[\\p{L}\\p{N}]|\\\\[A-Za-z]+|\\\\(?:hat|bar|tilde|dot|vec|mathrm|text)\\{[^{}]*\\}");
    /** Scripts that were typed, not set: w_new. */
    private static final Pattern TYPED = Pattern.compile("([_^])([\\p{L}\\p{N}]{2,})");

    private static final Pattern ALONE = Pattern.compile("\\$[^$]+\\$");

    private static final Set<String> FUNCTIONS = Set.of(
            "sin", "cos", "tan", "sinh", "cosh", "tanh", "exp", "ln", "log", "max", "min", "sec", "csc", "cot", "lim",
            "arg", "det");

    private static final Map<String, String> ACCENTS = Map.ofEntries(
            Map.entry("\u0302", "hat"),
            Map.entry("^", "hat"),
            Map.entry("\u02C6", "hat"),
            Map.entry("\u0303", "tilde"),
            Map.entry("~", "tilde"),
            Map.entry("\u02DC", "tilde"),
            Map.entry("\u0304", "bar"),
            Map.entry("\u0305", "bar"),
            Map.entry("\u00AF", "bar"),
            Map.entry("\u203E", "bar"),
            Map.entry("_", "bar"),
            Map.entry("\u0307", "dot"),
            Map.entry("\u02D9", "dot"),
            Map.entry("\u20D7", "vec"),
            Map.entry("\u2192", "vec"));

    private static final Map<String, String> MATRICES =
            Map.of("(", "pmatrix", "[", "bmatrix", "|", "vmatrix", "‖", "Vmatrix");

    private Tex() {}

    /** Characters of a formula; {@code _} and {@code ^} that were typed stay what they are. */
    static String escaped(String text) {
        var out = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '{', '}', '%', '#', '$', '&' -> out.append('\\').appendCodePoint(c);
                case '\\' -> out.append("\\backslash ");
                case '~' -> out.append("\\sim ");
                case '\u00A0', '\t', '\n', '\r', '\u2061', '\u2062', '\u2063', '\u2064', '\u200B' -> out.append(' ');
                default -> out.appendCodePoint(c);
            }
        });
        return TYPED.matcher(out).replaceAll("$1{$2}");
    }

    /** A word in upright type, which is one name. */
    static String upright(String word) {
        return FUNCTIONS.contains(word) ? "\\" + word + " " : "\\mathrm{" + word + "}";
    }

    static boolean isFunction(String word) {
        return FUNCTIONS.contains(word);
    }

    static String grouped(String tex) {
        String plain = tex.strip();
        return SIMPLE.matcher(plain).matches() ? plain : "{" + plain + "}";
    }

    /** A base with what stands below and above it; either may be empty. */
    static String scripts(String base, String below, String above) {
        String prime = above.strip();
        boolean primes = !prime.isEmpty() && prime.chars().allMatch(c -> c == '\'' || c == '′' || c == '″');
        return (base.isBlank() ? "{}" : grouped(base))
                + (below.isBlank() ? "" : "_{" + below.strip() + "}")
                + (above.isBlank() ? "" : primes ? prime : "^{" + prime + "}");
    }

    static String fraction(String above, String below) {
        return "\\frac{" + above.strip() + "}{" + below.strip() + "}";
    }

    static String root(String degree, String of) {
        return "\\sqrt" + (degree.isBlank() ? "" : "[" + degree.strip() + "]") + "{" + of.strip() + "}";
    }

    static String accent(String mark, String of) {
        String name = ACCENTS.get(mark.strip());
        return name == null ? grouped(of) : "\\" + name + "{" + of.strip() + "}";
    }

    static boolean isAccent(String mark) {
        return ACCENTS.containsKey(mark.strip());
    }

    /** Something between brackets; a bracket may be empty. */
    static String fenced(String open, String inside, String close) {
        return open.isBlank() && close.isBlank()
                ? inside
                : "\\left" + bracket(open) + " " + inside.strip() + " \\right" + bracket(close);
    }

    private static String bracket(String bracket) {
        return switch (bracket.strip()) {
            case "" -> ".";
            case "{" -> "\\{";
            case "}" -> "\\}";
            case "‖", "∥" -> "\\|";
            case "⟨", "〈" -> "\\langle";
            case "⟩", "〉" -> "\\rangle";
            case "⌊" -> "\\lfloor";
            case "⌋" -> "\\rfloor";
            case "⌈" -> "\\lceil";
            case "⌉" -> "\\rceil";
            case "∣" -> "|";
            default -> bracket.strip();
        };
    }

    /** Rows of cells between brackets; behind a lone brace they are cases. */
    static String matrix(String open, List<List<String>> rows, String close) {
        String bracket = open.strip();
        boolean cases = bracket.equals("{") && close.isBlank();
        String kind = cases ? "cases" : MATRICES.getOrDefault(bracket, "matrix");
        String inside = String.join(
                " \\\\ ",
                rows.stream()
                        .map(row -> String.join(
                                " & ", row.stream().map(String::strip).toList()))
                        .toList());
        String whole = "\\begin{" + kind + "}" + inside + "\\end{" + kind + "}";
        return kind.equals("matrix") && !(open.isBlank() && close.isBlank()) ? fenced(open, whole, close) : whole;
    }

    /** Whether the rows of a table are equations below each other, and not those of a matrix. */
    static boolean isEquations(List<List<String>> rows) {
        return rows.stream().flatMap(List::stream).anyMatch(cell -> cell.contains("=") || cell.contains("≈"));
    }

    /** A table without brackets around it: lines below each other, or a matrix where no line is an equation. */
    static String table(List<List<String>> rows) {
        return isEquations(rows)
                ? "\\begin{aligned}" + String.join(" \\\\ ", lines(rows)) + "\\end{aligned}"
                : matrix("", rows, "");
    }

    /** The rows of a table of equations, each in one piece. */
    static List<String> lines(List<List<String>> rows) {
        return rows.stream().map(row -> String.join(" ", row)).toList();
    }

    /** Puts a formula into a line of text; one that stands directly behind another goes on with it. */
    static void append(StringBuilder line, String tex) {
        int end = line.length() - 1;
        boolean goesOn = end > 0 && line.charAt(end) == '$' && line.charAt(end - 1) != '$';
        if (goesOn && !tex.isBlank()) {
            line.setLength(end);
            line.append(' ').append(tex.strip()).append('$');
        } else {
            line.append(inline(tex));
        }
    }

    /** A line that is nothing but a formula; it stands apart, and the next may go on with it. */
    static String alone(String line) {
        return ALONE.matcher(line).matches() ? "$" + line + "$" : line;
    }

    /** A formula in a line of text, or apart. */
    static String inline(String tex) {
        return tex.isBlank() ? "" : "$" + tex.strip() + "$";
    }

    static String display(String tex) {
        return tex.isBlank() ? "" : "$$" + tex.strip() + "$$";
    }
}
