package chalkgrad.check;

import chalkgrad.algebra.Expr;
import chalkgrad.derive.Occurrence;
import chalkgrad.evaluate.Solution;
import chalkgrad.model.Quantity;
import chalkgrad.model.Quantity.Partial;
import chalkgrad.typeset.Latex;
import chalkgrad.typeset.Notation;
import chalkgrad.typeset.Profile;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * How a student writes.
 *
 * @param significant whether digits are counted from the first that is not zero
 * @param digits how many
 * @param truncates whether the rest is cut off
 * @param carriesRounded whether later numbers are computed from what is on paper
 * @param strips whether zeros at the end of a number that ends there are left out
 * @param scientific whether small numbers are written as a power of ten
 * @param form what is handed in
 * @param latex the names, where they are a notation's; else the contract's are written
 * @param deltas whether a derivative by a net input is called delta
 * @param times the sign of multiplication
 * @param detail how often the formula and the numbers in it are written before the result, of ten times
 * @param approximates whether a result is joined by the sign for that
 */
record Habits(
        boolean significant,
        int digits,
        boolean truncates,
        boolean carriesRounded,
        boolean strips,
        boolean scientific,
        Sheet.Form form,
        Optional<Latex> latex,
        boolean deltas,
        String times,
        int detail,
        boolean approximates) {

    private static final List<String> SIGNS = List.of("\\cdot", "\\times", "");

    static Habits random(Random random, Solution solution, boolean second) {
        boolean significant = random.nextInt(3) == 0;
        Sheet.Form form = Sheet.Form.values()[random.nextInt(Sheet.Form.values().length)];
        Profile profile;
        do {
            profile = Profile.ALL.get(random.nextInt(Profile.ALL.size()));
        } while (second && (profile.name().equals("layer") || profile.name().equals("matrix")));
        Notation notation = Notation.of(profile, Map.of(), solution.problem().task());
        return new Habits(
                significant,
                significant ? 2 + random.nextInt(5) : 2 + random.nextInt(7),
                random.nextInt(4) == 0,
                random.nextBoolean(),
                random.nextBoolean(),
                significant && random.nextInt(3) == 0,
                form,
                form.isLatex() ? Optional.of(new Latex(notation, Latex.Flavour.PLAIN)) : Optional.empty(),
                random.nextBoolean(),
                form.isLatex() ? Net.pick(random, SIGNS) : Net.pick(random, List.of("*", "·", "×")),
                Net.pick(random, List.of(0, 3, 7, 10)),
                random.nextInt(6) == 0);
    }

    /** A number as it is written down. */
    BigDecimal cut(BigDecimal exact) {
        RoundingMode mode = truncates ? RoundingMode.DOWN : RoundingMode.HALF_UP;
        if (exact.signum() == 0) {
            return BigDecimal.ZERO;
        }
        BigDecimal cut = significant ? exact.round(new MathContext(digits, mode)) : exact.setScale(digits, mode);
        if (significant && cut.precision() < digits) {
            cut = cut.setScale(cut.scale() + digits - cut.precision());
        }
        if (cut.scale() < 0) {
            cut = cut.setScale(0);
        }
        boolean ends = cut.compareTo(exact) == 0;
        if (!ends || !strips) {
            return cut;
        }
        BigDecimal stripped = cut.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /** One unit of the last digit. */
    static BigDecimal unit(BigDecimal number) {
        return BigDecimal.ONE.movePointLeft(number.scale());
    }

    /** The text of a result. */
    String text(BigDecimal number) {
        boolean small = number.signum() != 0 && number.abs().compareTo(new BigDecimal("0.001")) < 0;
        if (!scientific || !small) {
            return number.toPlainString();
        }
        int power = number.precision() - number.scale() - 1;
        String lead = number.movePointLeft(power).toPlainString();
        return form.isLatex() ? lead + " \\times 10^{" + power + "}" : lead + "e" + power;
    }

    /** How a number of the derivation is called. */
    String name(Occurrence cell) {
        Quantity quantity = cell.quantity();
        if (latex.isEmpty()) {
            return quantity instanceof Quantity.Path path
                    ? "dE(" + path.through() + ")/dout(" + path.from() + ")"
                    : cell.id();
        } else if (quantity instanceof Quantity.Delta delta && !deltas) {
            quantity = new Partial(Quantity.LOSS, new Quantity.Net(delta.unit()));
        } else if (quantity instanceof Quantity.Path path) {
            quantity = new Partial(new Quantity.UnitLoss(path.through()), new Quantity.Out(path.from()));
        }
        return latex.get().of(Expr.sym(quantity)) + (cell.pass() == 0 ? "" : "^{+}");
    }

    /** Numbers and names in short, for a report. */
    @Override
    public String toString() {
        return form + " " + latex.map(l -> "notation").orElse("ids") + " " + digits
                + (significant ? " significant" : " decimals") + (truncates ? " truncated" : "")
                + (carriesRounded ? " carried rounded" : "");
    }

    Pen pen() {
        return new Pen(form.isLatex(), times, symbol -> name((Occurrence) symbol));
    }
}
