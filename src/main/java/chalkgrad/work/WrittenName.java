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
 * @param base letters: {@code net}, {@code w}, {@code delta}, {@code hat y} with its accent before it, {@code Delta w}, {@code dw} of a
 *     differential that stands alone, {@code …} for terms that are left out
 * @param sub the subscript, digits behind the base and the argument in {@code net(h1)} included; empty where there is none
 * @param sup the superscript where it is no power: {@code +}, {@code new}, {@code '}, {@code (2)}, {@code [2]}, {@code t+1}, several with
 *     commas between; empty where there is none
 * @param pass the number behind an at sign, 2 in {@code w5+@2}; zero where there is none
 * @param sample the number behind a number sign, 2 in {@code E#2}; zero where there is none
 */
public record WrittenName(String base, String sub, String sup, int pass, int sample) implements Symbol {

    /** A name without the number of a pass or a sample. */
    public WrittenName(String base, String sub, String sup) {
        this(base, sub, sup, 0, 0);
    }

    @Override
    public String id() {
        return base
                + (sub.isEmpty() ? "" : "_" + sub)
                + (sup.isEmpty() ? "" : "^" + sup)
                + (sample == 0 ? "" : "#" + sample)
                + (pass == 0 ? "" : "@" + pass);
    }

    /** The same name with one more mark above it; what is new is not marked as new again. */
    WrittenName marked(String mark) {
        boolean again = Lexicon.mark(mark).isPresent() && (sup.equals(mark) || sup.endsWith("," + mark));
        if (again) {
            return this;
        }
        return new WrittenName(base, sub, sup.isEmpty() ? mark : sup + "," + mark, pass, sample);
    }

    /** The same name with one more subscript. */
    WrittenName indexed(String index) {
        return new WrittenName(base, sub.isEmpty() ? index : sub + "," + index, sup, pass, sample);
    }
}
