package chalkgrad.rules;

import chalkgrad.algebra.ExactText;
import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Symbol;
import chalkgrad.rules.LocalDerivative.Proof;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What Symja derived and proved once, as text that can be kept: six lines, the last of which is a digest of the others.
 *
 * <pre>
 * symja      3.0.0
 * function   1/(1+exp(-x))
 * claim      (1/(1+exp(-x)))*(1-1/(1+exp(-x)))
 * derivative exp(-x)/((1+exp(-x))^2)
 * proof      symbolic
 * digest     0b5e…
 * </pre>
 *
 * <p>The variable is {@code x} and other letters are {@code y1}, {@code y2}, … in the order of reading, so that the same question in other letters
 * has the same record. Without a {@code claim} there is the form that is {@code shown}.
 *
 * @param lines the values by their keys, in the order of writing
 */
record ProofRecord(Map<String, String> lines) {
    private static final String SYMJA = "symja";
    private static final String FUNCTION = "function";
    private static final String CLAIM = "claim";
    private static final String DERIVATIVE = "derivative";
    private static final String SHOWN = "shown";
    private static final String PROOF = "proof";
    private static final String DIGEST = "digest";

    /** Where a line's value begins. */
    private static final int INDENT = 11;

    /**
     * A question as it is looked up.
     *
     * @param function the function's text
     * @param claim the claim's text; empty where there is none
     */
    record Key(String function, String claim) {
        /** The lines that a record of it has, and no other record; what stands before and after them included. */
        String lines() {
            return line(FUNCTION, function) + (claim.isEmpty() ? "" : line(CLAIM, claim)) + '\n' + DERIVATIVE + ' ';
        }

        private static String line(String key, String value) {
            return '\n' + key + " ".repeat(INDENT - key.length()) + value;
        }

        /** A name for a file, the same in every run. */
        String digest() {
            return ProofRecord.digest(List.of(function, claim));
        }
    }

    /** The letters of a question, and those of its record. */
    private static final class Letters {
        private final Map<Symbol, Symbol> written = new HashMap<>();
        private final Map<Symbol, Symbol> read = new HashMap<>();

        Letters(Question question) {
            question.asked().forEach(this::collect);
        }

        private void collect(Expr expr) {
            if (expr instanceof Expr.Sym s && !(s.symbol() instanceof Symbol.Constant)) {
                if (!written.containsKey(s.symbol())) {
                    var letter = new Symbol.Name(written.isEmpty() ? "x" : "y" + written.size());
                    written.put(s.symbol(), letter);
                    read.put(letter, s.symbol());
                }
            }
            expr.parts().forEach(this::collect);
        }

        Optional<String> write(Expr expr) {
            return ExactText.of(expr.substitute(symbol -> {
                Symbol letter = written.get(symbol);
                return letter == null ? null : letter.expr();
            }));
        }

        /** The expression of a text; empty where it is none, or has other letters. */
        Optional<Expr> read(String text) {
            Optional<Expr> expr = ExactText.read(text).map(Constants::putInto);
            return expr.filter(this::isKnown)
                    .map(e -> e.substitute(symbol -> {
                        Symbol letter = read.get(symbol);
                        return letter == null ? null : letter.expr();
                    }));
        }

        private boolean isKnown(Expr expr) {
            return expr instanceof Expr.Sym s
                    ? s.symbol() instanceof Symbol.Constant || read.containsKey(s.symbol())
                    : expr.parts().stream().allMatch(this::isKnown);
        }
    }

    /** What a question is looked up by; empty where it cannot be kept, as one that is too large. */
    static Optional<Key> key(Question question) {
        var letters = new Letters(question);
        Optional<String> claim = question.claim().isEmpty()
                ? Optional.of("")
                : letters.write(question.claim().get().meant());
        return letters.write(question.function()).flatMap(function -> claim.map(c -> new Key(function, c)));
    }

    /**
     * The record of an answer.
     *
     * @param version Symja's
     * @return empty where its text would not be read back as just this answer
     */
    static Optional<ProofRecord> of(Question question, LocalDerivative answer, String version) {
        var letters = new Letters(question);
        Optional<String> derived = letters.write(answer.derived());
        Optional<String> shown = letters.write(answer.shown());
        Optional<Key> key = key(question);
        if (derived.isEmpty() || key.isEmpty() || question.claim().isEmpty() && shown.isEmpty()) {
            return Optional.empty();
        }
        var lines = new LinkedHashMap<String, String>();
        lines.put(SYMJA, version);
        lines.put(FUNCTION, key.get().function);
        if (question.claim().isPresent()) {
            lines.put(CLAIM, key.get().claim);
        }
        lines.put(DERIVATIVE, derived.get());
        if (question.claim().isEmpty()) {
            lines.put(SHOWN, shown.get());
        }
        lines.put(PROOF, answer.proof().name().toLowerCase(Locale.ROOT));
        lines.put(DIGEST, digest(lines.values()));
        var record = new ProofRecord(lines);
        return record.answer(question).equals(Optional.of(answer)) ? Optional.of(record) : Optional.empty();
    }

    /** The record in some lines of text, whatever they are; {@link #isWhole} tells whether they are one. */
    static ProofRecord read(List<String> text) {
        var lines = new LinkedHashMap<String, String>();
        for (String line : text) {
            int end = line.indexOf(' ');
            if (end > 0 && line.length() > INDENT && line.charAt(0) != '#') {
                lines.put(line.substring(0, end), line.substring(INDENT));
            }
        }
        return new ProofRecord(lines);
    }

    /** The text, a line for each key. */
    String text() {
        var text = new StringBuilder();
        lines.forEach((key, value) -> text.append(key)
                .append(" ".repeat(INDENT - key.length()))
                .append(value)
                .append('\n'));
        return text.toString();
    }

    /** What it is looked up by. */
    Key key() {
        return new Key(lines.getOrDefault(FUNCTION, ""), lines.getOrDefault(CLAIM, ""));
    }

    /** The version of Symja that derived it. */
    String version() {
        return lines.getOrDefault(SYMJA, "");
    }

    /** Whether the digest is that of the other lines. */
    boolean isWhole() {
        var others = new LinkedHashMap<>(lines);
        String digest = others.remove(DIGEST);
        return digest != null && digest.equals(digest(others.values()));
    }

    /** The answer to a question of the same key; empty where the record is of another, or is damaged. */
    Optional<LocalDerivative> answer(Question question) {
        if (!key(question).equals(Optional.of(key()))) {
            return Optional.empty();
        }
        var letters = new Letters(question);
        Optional<Expr> derived = letters.read(lines.getOrDefault(DERIVATIVE, ""));
        Optional<Expr> shown =
                question.claim().map(Question.Claim::taught).or(() -> letters.read(lines.getOrDefault(SHOWN, "")));
        return derived.flatMap(d -> shown.flatMap(
                s -> proof().map(proof -> new LocalDerivative(question.function(), question.by(), d, s, proof))));
    }

    private Optional<Proof> proof() {
        for (Proof each : Proof.values()) {
            if (each.name().toLowerCase(Locale.ROOT).equals(lines.get(PROOF))) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    private static String digest(Collection<String> values) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            for (String value : values) {
                sha.update(value.getBytes(StandardCharsets.UTF_8));
                sha.update((byte) '\n');
            }
            var hex = new StringBuilder();
            byte[] sum = sha.digest();
            for (int i = 0; i < sum.length / 2; i++) {
                hex.append(Character.forDigit(sum[i] >> 4 & 15, 16)).append(Character.forDigit(sum[i] & 15, 16));
            }
            return hex.toString();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JVM has it", e);
        }
    }
}
