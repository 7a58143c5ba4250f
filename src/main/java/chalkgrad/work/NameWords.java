package chalkgrad.work;

import chalkgrad.algebra.Symbol;
import chalkgrad.model.Quantity;
import chalkgrad.work.NamePieces.Kind;
import chalkgrad.work.NamePieces.Piece;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a name that is built of words stands for, in names that everybody uses.
 *
 * <p>{@code y_cible} is the target {@code t}, {@code gradiente_di_w4} is {@code dE/dw4}, {@code hidden_input} the net input {@code
 * net_hidden}.
 */
public final class NameWords {
    private NameWords() {}

    /** So many ways to understand the words of one name are tried. */
    private static final int MOST = 16;

    private static final WrittenName LOSS = new WrittenName("E", "", "");
    private static final Set<String> TARGETS = Set.of("y", "t", "d", "T", "Y", "D");
    private static final Set<String> OUTPUTS = Set.of("y", "Y", "hat y", "o", "a", "p", "hat Y");
    private static final Set<String> LOSSES = Set.of("E", "L", "J", "C", "l");
    private static final Set<String> WEIGHTS = Set.of("w", "W", "v", "u", "U", "V", "theta", "Theta", "omega");
    private static final Set<String> BIASES = Set.of("b", "B", "beta", "theta");
    private static final Set<String> NETS = Set.of("z", "s", "u", "Z", "S", "a", "net", "n");
    private static final Set<String> INPUTS = Set.of("x", "X", "i");
    private static final Set<String> RATES = Set.of("eta", "alpha", "epsilon", "gamma", "mu", "lambda");

    /**
     * One thing that a name may stand for.
     *
     * @param symbol a name, or the derivative of the loss by one
     * @param isUsual whether everybody would understand it so
     */
    public record Reading(Symbol symbol, boolean isUsual) {}

    /** What a name may stand for, the likelier first; empty where a word in it is unknown, or says nothing of a quantity. */
    public static List<Reading> of(WrittenName name) {
        Optional<List<Piece>> pieces =
                NamePieces.of(name).filter(all -> all.stream().anyMatch(Piece::isWord));
        if (pieces.isEmpty()) {
            return List.of();
        }
        List<List<Sense>> ways = List.of(List.of());
        for (Piece piece : pieces.get()) {
            if (piece.isWord()) {
                var more = new ArrayList<List<Sense>>();
                for (List<Sense> before : ways) {
                    for (Sense sense : piece.senses()) {
                        var way = new ArrayList<>(before);
                        way.add(sense);
                        more.add(way);
                    }
                }
                ways = more.subList(0, Math.min(MOST, more.size()));
            }
        }
        var readings = new LinkedHashSet<Reading>();
        for (List<Sense> way : ways) {
            readings.addAll(new Saying(name, pieces.get(), way).readings());
        }
        return readings.stream().filter(reading -> !reading.symbol.equals(name)).toList();
    }

    /** Whether a name is one of the words that quantities are called by, so that it is no product of letters. */
    static boolean isOfQuantity(String run) {
        return run.length() > 3
                && NamePieces.of(run)
                        .filter(pieces -> pieces.stream().allMatch(NameWords::isOfQuantity))
                        .isPresent();
    }

    /** Whether a text is nothing but words of the lexicon. */
    static boolean areWords(String text) {
        return NamePieces.of(text)
                .filter(pieces -> !pieces.isEmpty() && pieces.stream().allMatch(Piece::isWord))
                .isPresent();
    }

    /** Whether a name is that of a number that a program needs, and no quantity of a derivation, {@code batch_size}. */
    static boolean isSetting(WrittenName name) {
        return NamePieces.of(name)
                .filter(pieces ->
                        pieces.stream().anyMatch(piece -> piece.senses().equals(List.of(Sense.SETTING))))
                .isPresent();
    }

    private static boolean isOfQuantity(Piece piece) {
        return piece.isWord() && piece.senses().stream().anyMatch(Sense::isOfQuantity);
    }

    /** A name, each of its words understood in one way. */
    private static final class Saying {
        private final WrittenName name;
        private final List<Sense> words = new ArrayList<>();
        private final List<String> indices = new ArrayList<>();
        private final List<Reading> readings = new ArrayList<>();

        /** The letter of a quantity; empty where there is none. */
        private String letter = "";

        /** The layer that is spoken of, {@code hidden}, {@code output} or {@code input}; empty where none is. */
        private String layer = "";

        private String mark = "";
        private boolean gradient;
        private boolean change;
        private boolean total;
        private boolean impossible;

        Saying(WrittenName name, List<Piece> pieces, List<Sense> senses) {
            this.name = name;
            int word = 0;
            for (int i = 0; i < pieces.size(); i++) {
                Piece piece = pieces.get(i);
                if (piece.isWord()) {
                    words.add(senses.get(word++));
                } else if (piece.kind() == Kind.LETTER && letter.isEmpty()) {
                    letter = piece.text();
                } else {
                    indices.add(piece.text());
                }
            }
            boolean differential = letter.equals("d") && !indices.isEmpty()
                    || LOSSES.contains(letter) && words.contains(Sense.GRADIENT) && !indices.isEmpty();
            if (differential) {
                gradient = true;
                letter = Character.isLetter(indices.get(0).codePointAt(0)) ? indices.remove(0) : "";
            }
            layers();
            modifiers();
        }

        /** Takes out of the words what says which layer is meant. */
        private void layers() {
            int at = words.indexOf(Sense.LAYER);
            if (at >= 0) {
                words.remove(at);
                int named = at > 0 && !layer(words.get(at - 1)).isEmpty() ? at - 1 : at;
                if (named < words.size()) {
                    layer = layer(words.get(named));
                    if (!layer.isEmpty()) {
                        words.remove(named);
                    }
                }
            }
            for (Sense sense : List.of(Sense.HIDDEN, Sense.FINAL)) {
                if (words.remove(sense)) {
                    impossible |= !layer.isEmpty();
                    layer = layer(sense);
                }
            }
        }

        private static String layer(Sense sense) {
            return switch (sense) {
                case HIDDEN -> "hidden";
                case OUTPUT, FINAL -> "output";
                case INPUT -> "input";
                default -> "";
            };
        }

        /** Takes out of the words what is said of a quantity, and what says nothing. */
        private void modifiers() {
            for (Sense sense : List.copyOf(words)) {
                Optional<String> said = sense.mark();
                boolean taken = true;
                if (said.isPresent()) {
                    impossible |= !mark.isEmpty() && !mark.equals(said.get());
                    mark = said.get();
                } else {
                    switch (sense) {
                        case GRADIENT -> gradient = true;
                        case CHANGE -> change = true;
                        case TOTAL -> total = true;
                        case VALUE, FILLER, UNIT -> {
                            // Nothing is said by these.
                        }
                        default -> taken = false;
                    }
                }
                if (taken) {
                    words.remove(sense);
                }
            }
            impossible |= gradient && change;
        }

        private boolean has(Sense... senses) {
            return List.of(senses).stream().anyMatch(words::contains);
        }

        /** Whether nothing is left but these. */
        private boolean only(Sense... senses) {
            return !words.isEmpty() && List.of(senses).containsAll(words);
        }

        List<Reading> readings() {
            if (impossible) {
                return List.of();
            } else if (words.isEmpty()) {
                bare();
            } else if (only(Sense.TARGET, Sense.TRUE, Sense.OUTPUT, Sense.PROBABILITY)
                    && has(Sense.TARGET, Sense.TRUE)) {
                target();
            } else if (only(Sense.PREDICTION, Sense.PREDICTED, Sense.OUTPUT, Sense.PROBABILITY)
                    && has(Sense.PREDICTION, Sense.PREDICTED)) {
                prediction();
            } else if (only(Sense.WEIGHT, Sense.INPUT, Sense.OUTPUT) && has(Sense.WEIGHT)) {
                parameter("w", "W", WEIGHTS);
            } else if (only(Sense.BIAS, Sense.OUTPUT) && has(Sense.BIAS)) {
                parameter("b", "b", BIASES);
            } else if (only(Sense.LOSS, Sense.ERROR, Sense.MISTAKE, Sense.OUTPUT)
                    && has(Sense.LOSS, Sense.ERROR, Sense.MISTAKE)) {
                loss();
            } else if (only(Sense.RATE, Sense.STEP)) {
                rate();
            } else if (only(Sense.DELTA, Sense.OUTPUT) && has(Sense.DELTA)) {
                delta();
            } else if (only(Sense.LOGIT)) {
                logits();
            } else if (only(Sense.NET, Sense.SUM, Sense.INPUT, Sense.OUTPUT)) {
                flow();
            } else if (only(Sense.PROBABILITY)) {
                add("hat y", index(), false);
            }
            return readings;
        }

        private String index() {
            return String.join(",", indices);
        }

        /** The letter with its indices, as an index of something else. */
        private String id() {
            return letter + String.join("", indices);
        }

        private void target() {
            if (!layer.isEmpty() && !layer.equals("output")) {
                return;
            } else if (letter.isEmpty() || TARGETS.contains(letter) || letter.equals("o") || letter.equals("a")) {
                add("target", id(), true);
                add("t", index(), true);
            } else if (has(Sense.TRUE) && (WEIGHTS.contains(letter) || BIASES.contains(letter))) {
                // El peso actual: the weight as it is now.
                add(letter, index(), true);
            }
        }

        private void prediction() {
            if (!layer.isEmpty() && !layer.equals("output")) {
                return;
            } else if (letter.isEmpty() || letter.equals("y") || letter.equals("hat y") || letter.equals("Y")) {
                add("hat y", index(), true);
            } else if (OUTPUTS.contains(letter)) {
                add("out", id(), true);
                add("hat y", index(), true);
            }
        }

        private void parameter(String small, String capital, Set<String> letters) {
            String between = has(Sense.INPUT)
                    ? layer.equals("hidden") ? "ih" : has(Sense.OUTPUT) ? "io" : ""
                    : has(Sense.OUTPUT) ? layer.equals("hidden") && !small.equals("b") ? "ho" : "output" : layer;
            if (has(Sense.INPUT) && between.isEmpty()) {
                between = "ih";
            }
            if (letters.contains(letter)) {
                add(letter, between + index(), true);
            } else if (!between.isEmpty() && letter.isEmpty()) {
                add(indices.isEmpty() ? capital : small, between + index(), true);
            } else if (between.isEmpty()) {
                add(small, id(), true);
                add(capital, id(), false);
            }
        }

        private void loss() {
            boolean usual = !has(Sense.OUTPUT) && layer.isEmpty();
            String word = has(Sense.LOSS) ? "loss" : "error";
            if (gradient || change || layer.equals("hidden") || layer.equals("input")) {
                // The gradient of the loss: by what is the letter's to say.
                if (!letter.isEmpty() && gradient && !LOSSES.contains(letter)) {
                    bare();
                }
                return;
            } else if (letter.isEmpty()) {
                add(word, total ? "total" : index(), usual);
            } else if (LOSSES.contains(letter)) {
                add(letter, total ? "total" : index(), usual);
            } else {
                add("E", id(), usual);
            }
        }

        private void rate() {
            if (letter.isEmpty() && indices.isEmpty() || RATES.contains(letter)) {
                add("eta", "", has(Sense.RATE));
            }
        }

        private void delta() {
            String where = has(Sense.OUTPUT) ? "output" : layer;
            add("delta", where + (letter.equals("delta") ? index() : id()), true);
        }

        private void logits() {
            if (letter.isEmpty() || NETS.contains(letter)) {
                boolean one =
                        indices.size() == 1 && Character.isDigit(indices.get(0).charAt(0));
                add("logits", one ? "[" + index() + "]" : index(), true);
            }
        }

        /** What goes into a unit, or comes out of it. */
        private void flow() {
            boolean out = words.get(words.size() - 1) == Sense.OUTPUT && !has(Sense.NET, Sense.SUM);
            boolean in = has(Sense.NET, Sense.SUM) || words.contains(Sense.INPUT) && !out;
            String where = layer;
            if (has(Sense.INPUT) && has(Sense.OUTPUT)) {
                boolean ofOutput = words.get(0) == Sense.OUTPUT && in;
                if (!ofOutput) {
                    return;
                }
                where = "output";
            } else if (in && has(Sense.OUTPUT)) {
                where = "output";
            }
            boolean input = in && !has(Sense.NET, Sense.SUM) && (where.isEmpty() || where.equals("input"));
            if (where.equals("input") && !input) {
                return;
            } else if (input && (letter.isEmpty() || INPUTS.contains(letter))) {
                add("x", index(), true);
            } else if (in) {
                // A unit may be called z1, and what goes into it z_net_1.
                add("net", where + id(), !has(Sense.SUM));
                if (NETS.contains(letter)) {
                    add(letter, where + index(), !has(Sense.SUM));
                }
            } else if (letter.equals("y") || letter.equals("hat y") || letter.isEmpty() && !where.equals("hidden")) {
                add("hat y", index(), true);
            } else {
                add("out", where + id(), true);
                if (!letter.isEmpty()) {
                    add(letter, where + index(), true);
                }
            }
        }

        /** A letter that is only said to be new, old, a gradient; or none at all. */
        private void bare() {
            if (!letter.isEmpty()) {
                add(letter, layer + index(), true);
            } else if (!layer.isEmpty() && !layer.equals("input")) {
                add("out", layer + index(), false);
            } else if (gradient && indices.isEmpty()) {
                add("w", "", false);
            }
        }

        private void add(String base, String sub, boolean usual) {
            var plain = new WrittenName(base, sub, name.sup(), name.pass(), name.sample());
            boolean derived = base.startsWith("d") && base.length() == 2 && Character.isLetter(base.charAt(1));
            if (gradient && !derived) {
                readings.add(new Reading(new Quantity.Partial(LOSS, marked(plain)), usual));
            } else if (change) {
                readings.add(new Reading(
                        new WrittenName("Delta " + base, sub, name.sup(), name.pass(), name.sample()), usual));
            } else {
                readings.add(new Reading(marked(plain), usual));
            }
        }

        private WrittenName marked(WrittenName plain) {
            return mark.isEmpty() ? plain : plain.marked(mark);
        }
    }
}
