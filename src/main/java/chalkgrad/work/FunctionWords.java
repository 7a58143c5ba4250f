package chalkgrad.work;

import chalkgrad.rules.Function;
import chalkgrad.rules.Functions;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Functions by names that are built of words.
 *
 * <p>{@code sigmoïde} is the sigmoid, {@code relu_derivative}, {@code derivee_relu} and {@code reluPrime} are {@code relu'}, {@code
 * mse_loss} is {@code mse}.
 */
public final class FunctionWords {
    private FunctionWords() {}

    /** What by itself is no function, and with a derivative's word is. */
    private static final Set<String> LETTERS = Set.of("f", "g", "sigma", "phi");

    /** The loss of which nobody says which it is. */
    public static final String LOSS = "loss";

    /** The function of the table of a name, with a prime where it is its derivative; empty where the name says anything else. */
    static Optional<String> of(String written) {
        return said(written).filter(name -> !name.equals(LOSS));
    }

    /**
     * The loss that a name is, as a function of an output and its target: one of the table, or {@link #LOSS}; with a prime where it is the
     * derivative. Empty where the name is no loss.
     */
    public static Optional<String> lossOf(String written) {
        String plain = written.endsWith("'") ? written.substring(0, written.length() - 1) : written;
        String prime = written.substring(plain.length());
        return said(plain).map(name -> name + prime).filter(name -> isLoss(name.replace("'", "")));
    }

    private static boolean isLoss(String name) {
        return name.equals(LOSS)
                || Functions.find(name)
                        .filter(function -> function.kind() == Function.Kind.LOSS)
                        .isPresent();
    }

    private static Optional<String> said(String written) {
        String exact = Lexicon.function(written).orElse("");
        if (!exact.isEmpty()) {
            return Optional.of(exact);
        }
        String name =
                written.startsWith("d") && written.length() > 2 && written.charAt(1) != '_' ? rest(written) : written;
        Optional<Words> words = Words.of(name);
        String prime = name.equals(written) ? "" : "'";
        return words.map(found -> found.function + (found.prime ? "'" : prime));
    }

    /** {@code dsigmoid} without its d, where a function is left. */
    private static String rest(String written) {
        String rest = written.substring(1);
        int end = rest.indexOf('_');
        String first = end < 0 ? rest : rest.substring(0, end);
        return Lexicon.function(first).isPresent() ? rest : written;
    }

    private record Words(String function, boolean prime) {
        static Optional<Words> of(String written) {
            String function = "";
            boolean prime = false;
            boolean loss = false;
            boolean behind = false;
            List<String> words = List.of(written.split("_+|(?<=\\p{Ll})(?=\\p{Lu})", -1));
            for (int i = 0; i < words.size(); i++) {
                int phrase = phrase(words, i);
                String word = String.join("_", words.subList(i, i + phrase));
                i += phrase - 1;
                Optional<String> named = Lexicon.function(word);
                List<Sense> senses = Lexicon.senses(word);
                if (named.isPresent() && (function.isEmpty() || function.equals("act") || isLoss(function))) {
                    function = function.isEmpty() || !named.get().equals("act") ? named.get() : function;
                } else if (named.isPresent() && named.get().equals("act")) {
                    continue;
                } else if (LETTERS.contains(word) && function.isEmpty()) {
                    function = word;
                } else if (senses.contains(Sense.PRIME) || senses.contains(Sense.GRADIENT)) {
                    prime = true;
                } else if (senses.contains(Sense.LOSS)
                        || senses.contains(Sense.ERROR)
                        || senses.contains(Sense.MISTAKE)) {
                    loss = true;
                } else if (senses.contains(Sense.FILLER)) {
                    behind |= word.equals("from");
                } else if (!behind) {
                    // dsigmoid_from_y says of what it is given, which shows where it stands.
                    return Optional.empty();
                }
            }
            boolean ofLoss = loss && (function.isEmpty() || isLoss(function));
            String name = ofLoss && function.isEmpty() ? LOSS : function;
            boolean letter = LETTERS.contains(name);
            return name.isEmpty() || loss && !ofLoss || letter && !prime
                    ? Optional.empty()
                    : Optional.of(new Words(name, prime));
        }

        private static int phrase(List<String> words, int from) {
            for (int length = Math.min(Lexicon.LONGEST_PHRASE, words.size() - from); length > 1; length--) {
                String phrase = String.join("_", words.subList(from, from + length));
                if (Lexicon.function(phrase).isPresent()) {
                    return length;
                }
            }
            return 1;
        }
    }
}
