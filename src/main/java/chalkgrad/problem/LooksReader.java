package chalkgrad.problem;

import chalkgrad.model.ConventionWords;
import chalkgrad.model.Problem;
import chalkgrad.model.Problem.NotationChoice;
import chalkgrad.model.Problem.Precision;
import chalkgrad.problem.Value.Entry;
import chalkgrad.problem.Value.Mapping;
import chalkgrad.problem.Value.Scalar;
import chalkgrad.typeset.Letter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads the keys that say how a solution is written; networks and graphs have them in common.
 *
 * <p>{@code precision: {decimals: 8}} becomes {@code Decimals(8)}. What is wrong has been reported when the map was cleaned.
 */
final class LooksReader {
    private static final int SIGNIFICANT = 6;

    /** A relative path that does not lead upwards: no root, no drive, no step {@code ..}, nothing that a terminal would not show. */
    private static final Pattern FILE =
            Pattern.compile("(?![/\\\\]|[A-Za-z]:|(.*[/\\\\])?\\.\\.([/\\\\]|$))[^\\p{C}]+(?<![/\\\\])");

    private LooksReader() {}

    static Map<String, String> titles(Mapping root) {
        return byLanguage(root, "title");
    }

    static Optional<String> language(Mapping root) {
        return text(root, "language");
    }

    static NotationChoice notation(Mapping root, Findings findings) {
        Value notation = root.get("notation").orElse(root);
        if (notation instanceof Scalar scalar) {
            return new NotationChoice(Optional.of(scalar.text()), Map.of());
        }
        if (!(notation instanceof Mapping map) || notation == root) {
            return new NotationChoice(Optional.empty(), Map.of());
        }
        for (Value.Entry entry : map.entries()) {
            boolean symbol = !entry.key().text().equals("profile");
            if (symbol
                    && entry.value() instanceof Scalar scalar
                    && Letter.parse(scalar.text()).isEmpty()) {
                findings.error(
                        scalar.at(),
                        "notation: " + Words.quoted(scalar.text())
                                + " is no symbol; expected a letter or a word, with a "
                                + "subscript and a superscript if need be, such as omega_5 or s_{h1}^{(2)}");
            }
        }
        Map<String, String> symbols = texts(notation);
        Optional<String> profile = Optional.ofNullable(symbols.remove("profile"));
        return new NotationChoice(profile, symbols);
    }

    static Precision precision(Mapping root) {
        if (root.get("precision").orElse(root) instanceof Mapping precision) {
            Optional<Integer> decimals = whole(precision, "decimals");
            if (decimals.isPresent()) {
                return new Precision.Decimals(decimals.get());
            }
            return new Precision.Significant(whole(precision, "significant").orElse(SIGNIFICANT));
        }
        return new Precision.Significant(SIGNIFICANT);
    }

    static Problem.Rounding rounding(Mapping root) {
        return constant(root, "rounding", Problem.Rounding.HALF_UP);
    }

    /** The file of the problem that this one is compared with: one beside this file, or below. */
    static Optional<String> compareWith(Mapping root, Findings findings) {
        Optional<String> file = text(root, "compare_with");
        if (file.isPresent() && !FILE.matcher(file.get()).matches()) {
            findings.error(
                    root.get("compare_with").orElseThrow().at(),
                    "compare_with: " + Words.quoted(file.get())
                            + " is not accepted; expected a file beside this one or in a folder below, such as other.yaml");
            return Optional.empty();
        }
        return file;
    }

    /** How a writer's letters are read when a work is marked. */
    static Map<String, String> conventions(Mapping root, Findings findings) {
        var conventions = new LinkedHashMap<String, String>();
        if (root.get("conventions").orElse(null) instanceof Mapping map) {
            for (Entry entry : map.entries()) {
                String name = entry.key().text();
                String value = entry.value() instanceof Scalar scalar ? scalar.text() : "";
                if (!ConventionWords.isName(name)) {
                    findings.error(
                            entry.key().at(),
                            "conventions: " + Words.quoted(name) + " is nothing that a convention is about"
                                    + Nearest.hint(name, ConventionWords.names())
                                    + " (expected a letter as it is written, such as delta, y, z_i or w_ij^l, or samples or index)");
                } else if (ConventionWords.of(value).isEmpty()) {
                    findings.error(
                            entry.value().at(),
                            "conventions: " + Words.quoted(value) + " is no way to read " + Words.shortened(name)
                                    + Nearest.hint(value, ConventionWords.values())
                                    + " (expected words such as minus, target, net by layer or to, from, as the JSON results of check have them)");
                } else {
                    conventions.put(name, value);
                }
            }
        }
        return conventions;
    }

    /** How many updates; more than one of them need a learning rate. */
    static int steps(Mapping root, Findings findings) {
        int steps = whole(root, "steps").orElse(1);
        if (steps > 1 && !root.has("learning_rate")) {
            findings.error(
                    root.get("steps").orElseThrow().at(),
                    "steps: " + steps + " steps need a learning_rate; it is missing");
        }
        return steps;
    }

    static Problem.Pages pages(Mapping root) {
        return new Problem.Pages(
                constant(root, "detail", Problem.Detail.STANDARD),
                byLanguage(root, "header"),
                byLanguage(root, "exam"));
    }

    /** One text, or a text for each language. */
    private static Map<String, String> byLanguage(Mapping root, String key) {
        return root.get(key)
                .map(value -> value instanceof Scalar scalar ? Map.of("", scalar.text()) : texts(value))
                .orElse(Map.of());
    }

    static Problem.Carry carry(Mapping root) {
        return constant(root, "carry", Problem.Carry.EXACT);
    }

    /** The constant of an enum whose name is the key's value in small letters. */
    static <E extends Enum<E>> E constant(Mapping map, String key, E otherwise) {
        return text(map, key)
                .map(text -> Enum.valueOf(otherwise.getDeclaringClass(), text.toUpperCase(Locale.ROOT)))
                .orElse(otherwise);
    }

    static Optional<Integer> whole(Mapping map, String key) {
        return map.get(key)
                .flatMap(value -> value instanceof Scalar scalar ? Numbers.whole(scalar.text()) : Optional.empty());
    }

    private static Optional<String> text(Mapping map, String key) {
        return map.get(key)
                .flatMap(value -> value instanceof Scalar scalar ? Optional.of(scalar.text()) : Optional.empty());
    }

    private static Map<String, String> texts(Value value) {
        var texts = new LinkedHashMap<String, String>();
        if (value instanceof Mapping mapping) {
            for (Entry entry : mapping.entries()) {
                if (entry.value() instanceof Scalar scalar) {
                    texts.put(entry.key().text(), scalar.text());
                }
            }
        }
        return texts;
    }
}
