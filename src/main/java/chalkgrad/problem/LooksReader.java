package chalkgrad.problem;

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

/**
 * Reads the keys that say how a solution is written; networks and graphs have them in common.
 *
 * <p>{@code precision: {decimals: 8}} becomes {@code Decimals(8)}. What is wrong has been reported when the map was cleaned.
 */
final class LooksReader {
    private static final int SIGNIFICANT = 6;

    private LooksReader() {}

    static Map<String, String> titles(Mapping root) {
        return root.get("title")
                .map(title -> title instanceof Scalar scalar ? Map.of("", scalar.text()) : texts(title))
                .orElse(Map.of());
    }

    static Optional<String> language(Mapping root) {
        return text(root, "language");
    }

    static NotationChoice notation(Mapping root, Findings findings) {
        Value notation = root.get("notation").orElse(new Mapping(root.at(), java.util.List.of()));
        if (notation instanceof Scalar scalar) {
            return new NotationChoice(Optional.of(scalar.text()), Map.of());
        }
        for (Value.Entry entry : ((Mapping) notation).entries()) {
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
