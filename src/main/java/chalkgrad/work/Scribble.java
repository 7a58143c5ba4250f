package chalkgrad.work;

import chalkgrad.algebra.Symbol;

/**
 * A name as somebody wrote it: {@code net_{h1}}, {@code w_5^{+}}, {@code E(o1)}.
 *
 * <p>{@code w_5^{+}}, {@code w5+} and {@code w5_new} all have the base {@code w} and the subscript {@code 5}; the first two have the superscript
 * {@code +}, the last {@code new}.
 *
 * <p>The parts are normalised: Greek letters by their English names, no braces, no spaces, no font commands, no {@code \text}. What the
 * name means is for whoever knows the problem.
 *
 * @param base letters: {@code net}, {@code w}, {@code delta}, {@code hat y} with its accent before it
 * @param sub the subscript, digits behind the base and the argument in {@code net(h1)} included; empty where there is none
 * @param sup the superscript where it is no power: {@code +}, {@code new}, {@code '}, {@code (2)}, {@code [2]}; empty where there is none
 */
public record Scribble(String base, String sub, String sup) implements Symbol {
    @Override
    public String id() {
        return base + (sub.isEmpty() ? "" : "_" + sub) + (sup.isEmpty() ? "" : "^" + sup);
    }
}
