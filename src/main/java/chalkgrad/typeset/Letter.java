package chalkgrad.typeset;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How one symbol is written: a base with an accent, a subscript and a superscript.
 *
 * <p>{@code Letter.ofName("w_11")} is a w with the subscript 11; {@code Letter.ofName("z_hat")} wears a hat.
 *
 * <p>The parts are plain text made of letters, digits and a few signs, so that a letter can be set safely in any format.
 *
 * @param base a letter, a word, or the name of a Greek letter
 * @param accent empty, {@code hat}, {@code bar} or {@code tilde}
 * @param sub the subscript, or empty
 * @param sup the superscript, or empty
 * @param bold whether the base is set in bold, as vectors and matrices are
 */
public record Letter(String base, String accent, String sub, String sup, boolean bold) {

    static final List<String> GREEK = List.of(
            "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu", "nu",
            "xi", "pi", "rho", "sigma", "tau", "upsilon", "phi", "chi", "psi", "omega", "Gamma", "Delta", "Theta",
            "Lambda", "Xi", "Pi", "Sigma", "Upsilon", "Phi", "Psi", "Omega");

    private static final Map<String, String> ACCENTS = Map.of("hat", "hat", "bar", "bar", "tilde", "tilde");
    private static final Pattern NUMBERED = Pattern.compile("(\\D*?)(\\d+)");
    /** {@code z_{h1}^{+}}: what a problem file may write for a symbol. */
    private static final Pattern WRITTEN =
            Pattern.compile("\\\\?([\\p{L}\\p{M}]+\\d*)((?:[_^](?:\\{[^{}]*\\}|[\\p{L}\\p{N}+*]+)){0,2})");

    private static final Pattern SCRIPTS = Pattern.compile("([_^])(\\{[^{}]*\\}|[\\p{L}\\p{N}+*]+)");

    /** Letters that run over units, which stay in italics when they stand together: {@code ji}. */
    static final Pattern INDICES = Pattern.compile("[ijk]{2}");

    private static final Pattern WORDS = Pattern.compile("[\\p{L}\\p{M}]+|[^\\p{L}\\p{M}]+");

    /** From where to where a weight of a recurrent cell leads, as in W_xh: an input or a state, and a state, a gate or the output. */
    private static final Pattern CELL = Pattern.compile("(?<!\\p{L})([xhi])([hyifgcorzn])(?!\\p{L})");

    /** The most signs of a part that somebody wrote. */
    private static final int LONGEST = 30;

    private static final Pattern BASE = Pattern.compile("\\p{L}[\\p{L}\\p{M}]*");

    private static final Pattern SCRIPT = Pattern.compile("[\\p{L}\\p{M}\\p{N} ,+*()\\[\\]'\\-]*");

    /** Stands unseen between two indices that are written side by side, as in w_jk. */
    static final String BESIDE = "\u2063";

    /** What stands for terms that are left out. */
    private static final String DOTS = "…";

    /** Two indices as one script: side by side where each is a single sign, else with a comma. */
    static String indices(String first, String second) {
        return first + (first.length() == 1 && second.length() == 1 ? BESIDE : ",") + second;
    }

    static Letter of(String base) {
        return new Letter(base, "", "", "", false);
    }

    static Letter of(String base, String sub) {
        return new Letter(base, "", sub, "", false);
    }

    Letter withSub(String more) {
        return new Letter(base, accent, more, sup, bold);
    }

    Letter withScripts(String newSub, String newSup) {
        return new Letter(base, accent, newSub, newSup, bold);
    }

    Letter withSup(String more) {
        return new Letter(base, accent, sub, sup.isEmpty() ? more : more.isEmpty() ? sup : sup + "," + more, bold);
    }

    Letter inBold() {
        return new Letter(base, accent, sub, sup, true);
    }

    /** The letter for a name in a problem file: {@code x1} becomes x with the subscript 1, {@code w_1_2} w with 1,2. */
    public static Letter ofName(String name) {
        int underscore = name.indexOf('_');
        if (underscore > 0 && underscore < name.length() - 1) {
            Letter head = ofName(name.substring(0, underscore));
            String rest = name.substring(underscore + 1);
            for (String accent : ACCENTS.keySet()) {
                if (head.accent.isEmpty() && (rest.equals(accent) || rest.startsWith(accent + "_"))) {
                    String sub = rest.length() > accent.length() ? rest.substring(accent.length() + 1) : head.sub;
                    return new Letter(head.base, accent, sub.replace('_', ','), "", false);
                }
            }
            String more = CELL.matcher(rest.replaceAll("_+", ",")).replaceAll("$1" + BESIDE + "$2");
            return new Letter(head.base, head.accent, head.sub.isEmpty() ? more : head.sub + "," + more, "", false);
        }
        String plain = name.replace("_", "");
        if (plain.isEmpty()) {
            return of(name);
        }
        Matcher numbered = NUMBERED.matcher(plain);
        if (numbered.matches() && !numbered.group(1).isEmpty()) {
            return of(numbered.group(1), numbered.group(2));
        }
        return of(plain);
    }

    /** Reads what a problem file writes for a symbol, {@code omega_5} or {@code s_{h1}}; empty where it is none. */
    public static Optional<Letter> parse(String written) {
        Matcher m = WRITTEN.matcher(written.strip());
        if (written.length() > 60 || !m.matches()) {
            return Optional.empty();
        }
        Letter letter = ofName(m.group(1));
        Matcher scripts = SCRIPTS.matcher(m.group(2));
        while (scripts.find()) {
            String script = scripts.group(2).replaceAll("[{}]", "");
            if (!SCRIPT.matcher(script).matches()) {
                return Optional.empty();
            }
            letter = scripts.group(1).equals("^")
                    ? letter.withSup(script)
                    : letter.withSub(letter.sub.isEmpty() ? script : letter.sub + "," + script);
        }
        return Optional.of(letter);
    }

    /** A letter made of parts that somebody wrote; empty where one of them has signs that no letter is made of. */
    public static Optional<Letter> written(String base, String accent, String sub, String sup) {
        boolean plain = base.length() <= LONGEST
                && BASE.matcher(base).matches()
                && (accent.isEmpty() || ACCENTS.containsKey(accent))
                && sub.length() <= LONGEST
                && SCRIPT.matcher(sub).matches()
                && sup.length() <= LONGEST
                && SCRIPT.matcher(sup).matches();
        return plain ? Optional.of(new Letter(base, accent, sub, sup, false)) : Optional.empty();
    }

    /** Whether two of these may stand side by side as a product, as in {@code w_1 x_1}. */
    boolean isSingle() {
        return base.codePointCount(0, base.length()) == 1 || GREEK.contains(base);
    }

    /** The same letter in LaTeX. */
    String latex() {
        String core = latexBase();
        if (bold) {
            core = GREEK.contains(base) ? "\\boldsymbol{" + core + "}" : "\\mathbf{" + base + "}";
        }
        if (!accent.isEmpty()) {
            core = "\\" + accent + "{" + core + "}";
        }
        return core
                + (sub.isEmpty() ? "" : "_{" + latexScript(sub) + "}")
                + (sup.isEmpty() ? "" : "^{" + latexScript(sup) + "}");
    }

    private String latexBase() {
        if (GREEK.contains(base)) {
            return "\\" + base;
        }
        if (base.isEmpty()) {
            return "";
        }
        if (base.equals(DOTS)) {
            return "\\cdots";
        }
        return isAscii(base) ? isSingle() ? base : "\\mathrm{" + base + "}" : "\\text{" + base + "}";
    }

    /** Words are upright, a letter with its number stays in italics: {@code total}, {@code h1}. */
    private static String latexScript(String script) {
        var out = new StringBuilder();
        Matcher words = WORDS.matcher(script);
        while (words.find()) {
            String word = words.group();
            boolean letters = Character.isLetter(word.codePointAt(0));
            if (!letters) {
                out.append(word.replace(" ", "\\,").replace(BESIDE, "").replace("'", "\\prime "));
            } else if (GREEK.contains(word)) {
                out.append('\\').append(word).append(' ');
            } else if (!isAscii(word)) {
                out.append("\\text{").append(word).append('}');
            } else {
                out.append(word.length() == 1 || INDICES.matcher(word).matches() ? word : "\\mathrm{" + word + "}");
            }
        }
        return out.toString().strip();
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 128);
    }

    /** The same letter in plain text, with Unicode's small digits where there are such. */
    String text() {
        String core = plainBase();
        String hat = switch (accent) {
            case "hat" -> "\u0302";
            case "bar" -> "\u0304";
            case "tilde" -> "\u0303";
            default -> "";
        };
        return core + hat + small(spoken(sub), SUBSCRIPTS, "_") + small(spoken(sup), SUPERSCRIPTS, "^");
    }

    private static String spoken(String script) {
        String seen = script.replace(BESIDE, "");
        return WORDS.matcher(seen)
                .replaceAll(word -> GREEK.contains(word.group()) ? greek(word.group()) : word.group());
    }

    /** The base alone, a Greek letter as itself. */
    String plainBase() {
        return GREEK.contains(base) ? greek(base) : base;
    }

    private static final String PLAIN_SIGNS = "0123456789+-()";
    private static final String SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉₊₋₍₎";
    private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾";

    private static String small(String script, String signs, String mark) {
        if (script.isEmpty()) {
            return "";
        }
        if (script.chars().allMatch(c -> PLAIN_SIGNS.indexOf(c) >= 0)) {
            var out = new StringBuilder();
            script.chars().forEach(c -> out.append(signs.charAt(PLAIN_SIGNS.indexOf(c))));
            return out.toString();
        }
        return script.length() == 1 ? mark + script : mark + "{" + script + "}";
    }

    private static String greek(String name) {
        String lower = "αβγδεζηθικλμνξπρστυφχψω";
        int index = GREEK.indexOf(name);
        return index < 23 ? lower.substring(index, index + 1) : "ΓΔΘΛΞΠΣΥΦΨΩ".substring(index - 23, index - 22);
    }
}
