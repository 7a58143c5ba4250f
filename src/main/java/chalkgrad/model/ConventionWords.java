package chalkgrad.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The words in which it is said how a writer's letters are read: by what judges a work, in its results, and by a teacher in a problem file.
 *
 * <p>{@code z_i: net by layer} is a {@link Letter letter} with one index, and the phrases {@link Phrase#NET} and {@link Phrase#BY_LAYER}.
 */
public final class ConventionWords {
    /** A piece of what a convention says; {@code N} stands for a number. */
    public enum Phrase {
        NET("net"),
        OUT("out"),
        DELTA("delta"),
        BY_UNIT("by unit"),
        BY_NODE("by node"),
        BY_LAYER("by layer"),
        IN_LAYER("in layer N"),
        OF_LAYER("of layer N"),
        WITHIN_LAYER("layer N"),
        FROM_0("from 0"),
        FROM_1("from 1"),
        LAYERS_FROM_0("layers from 0"),
        INPUTS_ARE_1("inputs are 1"),
        UNIT_BELOW("unit below"),
        LAYER_BELOW("layer below"),
        LAYER_UNIT("layer, unit"),
        UNIT_LAYER("unit, layer"),
        TO_FROM("to, from"),
        FROM_TO("from, to"),
        LAYER_TO_FROM("layer, to, from"),
        LAYER_FROM_TO("layer, from, to"),
        LAYER_FROM("layer, from"),
        ROW_COLUMN("row, column"),
        COLUMN_ROW("column, row"),
        ONCE("once"),
        ALL_SAMPLES("all samples"),
        OF_A_SAMPLE("of a sample"),
        OF_AN_OUTPUT("of an output"),
        OF_THE_BATCH("of the batch"),
        OUTPUT("output"),
        OUTPUTS("outputs"),
        TARGET("target"),
        TARGETS("targets"),
        INPUTS("inputs"),
        NET_INPUT_OF_THE_OUTPUT("net input of the output"),
        OUTPUT_MINUS_TARGET("output - target"),
        TARGET_MINUS_OUTPUT("target - output"),
        LEARNING_RATE("learning rate"),
        ROW_PER_UNIT("a row for each unit"),
        COLUMN_PER_UNIT("a column for each unit"),
        IN_COLUMNS("in columns"),
        IN_ROWS("in rows"),
        WEIGHT("weight"),
        AS_IN_THE_NOTATION("as in the notation"),
        NUMBER_OF_OUTPUTS("number of outputs"),
        NUMBER_OF_SAMPLES("number of samples"),
        OF_THE_LAYER_THEY_COME_FROM("of the layer they come from"),
        OF_THE_LAYER_THEY_LEAD_TO("of the layer they lead to"),
        FIRST_IS_1("the first is 1"),
        FIRST_IS_0("the first is 0"),
        INPUTS_COUNT("the inputs are 1"),
        NEW_MINUS_OLD("new minus old"),
        OLD_MINUS_NEW("old minus new"),
        GRADIENT("gradient"),
        NEGATIVE_GRADIENT("negative gradient"),
        DERIVATIVE("derivative"),
        NET_INPUT("net input"),
        PART_OF_THE_NAME("part of the name"),
        POWER("a power"),
        LAYER("a layer"),
        PLUS("plus"),
        MINUS("minus");

        private final String words;
        private final Pattern pattern;

        Phrase(String words) {
            this.words = words;
            this.pattern = Pattern.compile(Pattern.quote(words).replace("N", "\\E(\\d+)\\Q") + "(?=$|[ ,])");
        }

        /** As it is written, {@code in layer N}. */
        public String words() {
            return words;
        }

        private boolean hasNumber() {
            return words.endsWith(" N");
        }
    }

    /** A phrase as it is said, with the number in it. */
    public record Said(Phrase phrase, Optional<String> number) {}

    /** A letter as it is written, with what its index and superscript stand for: {@code z} with {@code i}, {@code w} with {@code ij} and {@code l}. */
    public record Letter(String base, String sub, String sup) {}

    /** What a convention may be about besides letters. */
    public enum Topic {
        SAMPLES("samples"),
        INDEX("index"),
        WEIGHTS("weights"),
        GRADIENT("gradient by a net input"),
        LAYERS("layers"),
        PRIME("prime"),
        EXPONENT("exponent");

        private final String words;

        Topic(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /** Longer phrases contain shorter ones. */
    private static final List<Phrase> LONGEST_FIRST = Arrays.stream(Phrase.values())
            .sorted(Comparator.comparingInt((Phrase phrase) -> -phrase.words.length()))
            .toList();

    private static final Pattern SCRIPTS =
            Pattern.compile("(?<base>.+?)(?:_(?<sub>ijk?|i|units?|layers?))?(?:\\^(?<sup>[li]))?");

    /** Words that are written as letters are. */
    private static final List<String> WORDS = List.of(
            "alpha",
            "beta",
            "gamma",
            "delta",
            "Delta",
            "epsilon",
            "zeta",
            "eta",
            "theta",
            "Theta",
            "lambda",
            "mu",
            "sigma",
            "phi",
            "psi",
            "omega",
            "net",
            "Net",
            "in",
            "out",
            "Out",
            "sum",
            "act",
            "input",
            "inputs",
            "output",
            "preact",
            "err",
            "Err",
            "error",
            "Error",
            "loss",
            "Loss",
            "cost",
            "Cost",
            "MSE",
            "BCE",
            "CE",
            "SSE",
            "ell",
            "cal L",
            "mathcal L",
            "bold x",
            "yhat",
            "ypred",
            "pred",
            "prediction",
            "target",
            "Target",
            "tar",
            "label",
            "true",
            "ytrue",
            "desired",
            "actual",
            "expected",
            "bias",
            "logit",
            "logits",
            "score",
            "scores",
            "residual",
            "diff",
            "w0");

    private static final Pattern PLAIN =
            Pattern.compile("d?(?:(?:hat|bar|tilde|bold|vec) )?\\p{L}['*]?|\\p{L}\\^[*0-9L]_?|(?:\\p{L}|out)[01]");

    private ConventionWords() {}

    /** What a value says, phrase by phrase; empty where it is not in these words. */
    public static Optional<List<Said>> of(String value) {
        var said = new ArrayList<Said>();
        int at = 0;
        while (at < value.length()) {
            int here = at;
            Optional<Matcher> found = Optional.empty();
            Optional<Phrase> phrase = Optional.empty();
            for (Phrase each : LONGEST_FIRST) {
                Matcher matcher = each.pattern.matcher(value).region(here, value.length());
                if (matcher.lookingAt()) {
                    found = Optional.of(matcher);
                    phrase = Optional.of(each);
                    break;
                }
            }
            if (found.isEmpty()) {
                return Optional.empty();
            }
            said.add(new Said(
                    phrase.get(),
                    phrase.get().hasNumber() ? Optional.of(found.get().group(1)) : Optional.empty()));
            at = found.get().end();
            at += value.startsWith(", ", at) ? 2 : value.startsWith(" ", at) ? 1 : 0;
        }
        return said.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(said));
    }

    /** What a convention's name is about, where that is no letter. */
    public static Optional<Topic> topic(String name) {
        return Arrays.stream(Topic.values())
                .filter(topic -> topic.words.equals(name))
                .findFirst();
    }

    /** The letter that a convention's name is about; empty where it is about none. */
    public static Optional<Letter> letter(String name) {
        Matcher scripts = SCRIPTS.matcher(name);
        boolean known = topic(name).isEmpty()
                && scripts.matches()
                && (WORDS.contains(scripts.group("base"))
                        || PLAIN.matcher(scripts.group("base")).matches());
        return known
                ? Optional.of(new Letter(scripts.group("base"), or(scripts, "sub"), or(scripts, "sup")))
                : Optional.empty();
    }

    private static String or(Matcher matcher, String group) {
        String found = matcher.group(group);
        return found == null ? "" : found;
    }

    /** Whether a convention may have this name. */
    public static boolean isName(String name) {
        return topic(name).isPresent() || letter(name).isPresent();
    }

    /** Names to be proposed for a misspelt one. */
    public static List<String> names() {
        return Stream.concat(
                        Arrays.stream(Topic.values()).map(Topic::words),
                        Stream.concat(
                                Stream.of("delta", "y", "hat y", "z_i", "a_i", "delta_i", "w_ij", "z^l", "W^l", "W"),
                                WORDS.stream()))
                .distinct()
                .toList();
    }

    /** Values to be proposed for a misspelt one: single phrases, and those that letters with an index have. */
    public static List<String> values() {
        Stream<String> plain = Arrays.stream(Phrase.values()).map(Phrase::words);
        Stream<String> indexed = Stream.of("net", "out", "delta")
                .flatMap(role -> Stream.of(
                                "by unit",
                                "by node",
                                "by layer",
                                "in layer 1",
                                "unit below",
                                "layer below",
                                "layer, unit")
                        .map(how -> role + " " + how));
        return Stream.concat(plain, indexed).toList();
    }
}
