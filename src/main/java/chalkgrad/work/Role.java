package chalkgrad.work;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Symbol;
import chalkgrad.model.Quantity;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a word says of the name beside it, as at the head of a column.
 *
 * <p>{@code Role.GRADIENT.of(w5)} is {@code dE/dw5}, {@code Role.NET.of(h1)} is {@code net(h1)}.
 */
enum Role {
    /** What stands there is the name's own value. */
    VALUE,
    OLD,
    NEW,
    GRADIENT,
    /** How much it changes. */
    CHANGE,
    NET,
    OUT,
    DELTA,
    /** The derivative of a unit's output by its net input. */
    SLOPE,
    /** The derivative of the loss by a unit's output. */
    UPSTREAM,
    TARGET,
    /** How the value beside it comes about. */
    FORMULA,
    /** No value at all: sizes, remarks. */
    NOTHING;

    private static final WrittenName LOSS = new WrittenName("E", "", "");
    private static final int MOST_WORDS = 12;
    private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}\\p{M}]+");

    /** Letters that without an index are a column's role, by what they usually stand for. */
    private static final Map<String, Role> BY_LETTER = Map.ofEntries(
            Map.entry("net", NET),
            Map.entry("z", NET),
            Map.entry("s", NET),
            Map.entry("in", NET),
            Map.entry("sum", NET),
            Map.entry("input", NET),
            Map.entry("out", OUT),
            Map.entry("output", OUT),
            Map.entry("a", OUT),
            Map.entry("o", OUT),
            Map.entry("h", OUT),
            Map.entry("act", OUT),
            Map.entry("pred", OUT),
            Map.entry("delta", DELTA),
            Map.entry("grad", GRADIENT),
            Map.entry("gradient", GRADIENT),
            Map.entry("g", GRADIENT),
            Map.entry("w", VALUE),
            Map.entry("W", VALUE),
            Map.entry("theta", VALUE),
            Map.entry("weight", VALUE),
            Map.entry("old", OLD),
            Map.entry("new", NEW),
            Map.entry("target", TARGET),
            Map.entry("t", TARGET),
            Map.entry("Delta w", CHANGE),
            Map.entry("Delta W", CHANGE),
            Map.entry("dw", GRADIENT),
            Map.entry("dW", GRADIENT));

    /** What the words and phrases of the lexicon say at the head of a column; the lexicon, which names roles, has to be there before. */
    private static final class Words {
        static final Map<String, Role> ROLES = roles();

        private static Map<String, Role> roles() {
            var map = new HashMap<String, Role>();
            Lexicon.all()
                    .forEach((word, senses) -> senses.stream()
                            .flatMap(sense -> sense.role().stream())
                            .findFirst()
                            .ifPresent(role -> map.put(word.replace('_', ' '), role)));
            return Map.copyOf(map);
        }
    }

    /** What the words of a text say: its longest phrase first, and of these the first. */
    static Optional<Role> ofWords(String text) {
        return of(text, 1);
    }

    /** What a phrase of several words in a text says. */
    static Optional<Role> ofPhrase(String text) {
        return of(text, 2);
    }

    private static Optional<Role> of(String text, int least) {
        String[] words = NO_LETTERS.split(text.toLowerCase(Locale.ROOT).strip(), MOST_WORDS);
        for (int length = Math.min(4, words.length); length >= least; length--) {
            for (int i = 0; i + length <= words.length; i++) {
                Role role = Words.ROLES.get(String.join(" ", List.of(words).subList(i, i + length)));
                // New value is new: a value is what is said of anything.
                if (role != null && (role != VALUE || !hasOther(words))) {
                    return Optional.of(role);
                }
            }
        }
        if (least > 1 || text.length() > Nouns.LONGEST_WITHOUT_ROOM || !Nouns.hasIdeographs(text)) {
            return Optional.empty();
        }
        return Words.ROLES.keySet().stream()
                .filter(word -> Nouns.isIdeographic(word) && text.contains(word))
                .max(Comparator.<String>comparingInt(String::length).thenComparing(Comparator.naturalOrder()))
                .map(Words.ROLES::get);
    }

    private static boolean hasOther(String[] words) {
        for (String word : words) {
            Role role = Words.ROLES.getOrDefault(word, VALUE);
            if (role != VALUE) {
                return true;
            }
        }
        return false;
    }

    /** What a name without an index says as the head of a column. */
    static Optional<Role> ofName(Symbol symbol) {
        if (symbol instanceof Quantity.Partial partial) {
            return ofDerivative(partial);
        } else if (symbol instanceof WrittenName name && name.sub().isEmpty()) {
            Role role = BY_LETTER.get(name.base());
            boolean isNew = name.sup().equals("new")
                    || name.sup().equals("+")
                    || name.sup().equals("'");
            return isNew && role != null
                    ? Optional.of(NEW)
                    : name.sup().equals("old") ? Optional.of(OLD) : Optional.ofNullable(role);
        }
        return Optional.empty();
    }

    private static Optional<Role> ofDerivative(Quantity.Partial partial) {
        boolean general = partial.by() instanceof WrittenName by
                && (by.sub().isEmpty()
                        || by.sub().equals("i")
                        || by.sub().equals("ij")
                        || by.sub().equals("k"));
        if (!general) {
            return Optional.empty();
        }
        Role by = BY_LETTER.getOrDefault(((WrittenName) partial.by()).base(), NOTHING);
        boolean unit = partial.of() instanceof WrittenName of && BY_LETTER.get(of.base()) == OUT;
        return switch (by) {
            case VALUE -> Optional.of(GRADIENT);
            case NET -> Optional.of(unit ? SLOPE : DELTA);
            default -> Optional.empty();
        };
    }

    /** Whether a value of the name beside it stands there. */
    boolean isValue() {
        return this != FORMULA && this != NOTHING;
    }

    /** What the name beside it means with this. */
    Expr of(Symbol symbol) {
        if (!(symbol instanceof WrittenName name)) {
            return Expr.sym(symbol);
        }
        String id = name.base() + name.sub();
        Symbol said = switch (this) {
            case OLD -> name.marked("old");
            case NEW -> name.marked("new");
            case GRADIENT -> isDerivative(name) ? name : new Quantity.Partial(LOSS, name);
            case CHANGE -> new WrittenName("Delta " + name.base(), name.sub(), name.sup());
            case NET -> new WrittenName("net", id, name.sup());
            case OUT -> new WrittenName("out", id, name.sup());
            case DELTA -> new WrittenName("delta", id, name.sup());
            case SLOPE ->
                new Quantity.Partial(new WrittenName("out", id, name.sup()), new WrittenName("net", id, name.sup()));
            // A letter with a unit below it, y_{o2}, is an output already.
            case UPSTREAM ->
                new Quantity.Partial(
                        LOSS,
                        name.sub().chars().anyMatch(Character::isLetter)
                                ? name
                                : new WrittenName("out", id, name.sup()));
            case TARGET -> new WrittenName("target", id, name.sup());
            case VALUE, FORMULA, NOTHING -> name;
        };
        return Expr.sym(said);
    }

    private static boolean isDerivative(WrittenName name) {
        return name.base().equals("delta")
                || name.base().startsWith("grad")
                || name.base().startsWith("d") && name.base().length() > 1;
    }
}
