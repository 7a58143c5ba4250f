package chalkgrad.check;

import chalkgrad.algebra.Expr;
import chalkgrad.derive.Occurrence;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the writer has on paper so far, and what values may have been worked with.
 *
 * <p>A person carries on the exact value, or what was printed, or what came of printed numbers: each quantity has the band of all these. It is
 * much narrower than half a unit to each side would be, and everybody who works honestly is within it.
 */
final class StudentState {
    private static final double INFLATION = 1e-12;

    /** So many updates further on nobody works with what is on paper. */
    private static final int NEAR = 40;

    private final ReferenceSolution ground;
    private final Map<Occurrence, Entry> entries = new LinkedHashMap<>();
    private final Map<Occurrence, Band> honest = new HashMap<>();
    private final Map<Occurrence, Band> follow = new HashMap<>();
    private final Map<Occurrence, Boolean> tainted = new HashMap<>();

    /**
     * A number that was written for a cell.
     *
     * @param explained whether it is known what mistake was made
     * @param honest the values it may stand for, as far as no mistake is behind it
     * @param follow the values it may stand for on top of earlier mistakes
     */
    record Entry(int line, Printed printed, Verdict verdict, boolean explained, Band honest, Band follow) {
        boolean isSound() {
            return verdict == Verdict.RIGHT || verdict == Verdict.ROUNDING;
        }
    }

    /** Wrong formulas, by what they were written for; what builds on them follows. */
    private final Map<Occurrence, ReferenceSolution.Rule> formulas = new LinkedHashMap<>();

    /** What something was written for that nobody could judge. */
    private final Set<Occurrence> clouded = new HashSet<>();

    StudentState(ReferenceSolution ground) {
        this.ground = ground;
    }

    Optional<Entry> entry(Occurrence cell) {
        return Optional.ofNullable(entries.get(cell));
    }

    Map<Occurrence, Entry> entries() {
        return entries;
    }

    /**
     * Writes a number down.
     *
     * @param meant of a wrong number what it is a rounding of, where a mistake explains it
     */
    void write(Occurrence cell, int line, Printed printed, Verdict verdict, Optional<Double> meant) {
        double value = printed.value();
        if (printed.significant() == 0 && verdict == Verdict.UNDECIDED) {
            // What became of a small number: it says nothing, and nothing is wrong with going on with it.
            Band small = printed.band().with(ground.value(cell)).at(value);
            entries.put(cell, new Entry(line, printed, Verdict.ROUNDING, false, small, small));
            forget();
            return;
        }
        Band sound = worked(cell, false).with(value).at(value);
        Band own = switch (verdict) {
            // What exactly was worked out is not known, only what it was printed as.
            case WRONG -> meant.isPresent() ? Band.of(meant.get()).with(value).at(value) : printed.band();
            case FOLLOWS -> worked(cell, true).with(value).at(value);
            default -> sound;
        };
        entries.put(cell, new Entry(line, printed, verdict, meant.isPresent(), sound, own));
        forget();
    }

    /** Writes a wrong formula down. */
    void write(Occurrence cell, Expr formula) {
        ReferenceSolution.Rule rule = ReferenceSolution.Rule.of(formula, Optional.empty());
        if (rule.isWhole()
                && !formulas.containsKey(cell)
                && rule.operands().stream().noneMatch(o -> leadsTo(o, cell))) {
            formulas.put(cell, rule);
            forget();
        }
    }

    /** Whether a cell is worked out from another, as the writer has it; nobody works in a circle. */
    private boolean leadsTo(Occurrence from, Occurrence to) {
        var open = new ArrayDeque<Occurrence>(List.of(from));
        Set<Occurrence> seen = new HashSet<>(open);
        while (!open.isEmpty()) {
            Occurrence cell = open.pop();
            if (cell.equals(to)) {
                return true;
            }
            for (Occurrence operand :
                    step(cell).map(ReferenceSolution.Rule::operands).orElse(List.of())) {
                if (seen.add(operand)) {
                    open.push(operand);
                }
            }
        }
        return false;
    }

    /** The wrong formulas that have been written down. */
    Map<Occurrence, Compiled> formulas() {
        var all = new HashMap<Occurrence, Compiled>();
        formulas.forEach((cell, rule) -> all.put(cell, rule.compiled()));
        return all;
    }

    /** Whether a wrong formula was written for a cell. */
    boolean hasFormula(Occurrence cell) {
        return formulas.containsKey(cell);
    }

    /** Whether a wrong formula was written for a cell or for something that it is worked out from. */
    boolean buildsOnFormula(Occurrence cell) {
        return !formulas.isEmpty() && region(cell, 60, true).stream().anyMatch(formulas::containsKey);
    }

    /** The step of a cell as the writer has it. */
    private Optional<ReferenceSolution.Rule> step(Occurrence cell) {
        ReferenceSolution.Rule own = formulas.get(cell);
        return own != null ? Optional.of(own) : ground.rule(cell);
    }

    /** Something was written for these cells, and nobody could tell what. */
    void cloud(List<Occurrence> cells) {
        cells.stream().filter(cell -> !entries.containsKey(cell)).forEach(clouded::add);
    }

    /** Whether what was written for a cell itself could not be judged, and nothing was since. */
    boolean isDoubted(Occurrence cell) {
        return clouded.contains(cell);
    }

    /** Whether what was written for an operand of a cell, or for the cell itself, could not be judged, and nothing was since. */
    boolean isClouded(Occurrence cell) {
        return clouded.contains(cell)
                || !clouded.isEmpty()
                        && region(cell, 40, false).stream()
                                .flatMap(each ->
                                        ground
                                                .rule(each)
                                                .map(ReferenceSolution.Rule::operands)
                                                .orElse(List.of())
                                                .stream())
                                .anyMatch(operand -> clouded.contains(operand) && !entries.containsKey(operand));
    }

    private void forget() {
        honest.clear();
        follow.clear();
        tainted.clear();
    }

    /** What may have been worked with for a cell, where no mistake has been made before. */
    Band honest(Occurrence cell) {
        Entry entry = entries.get(cell);
        return entry != null && entry.isSound() ? entry.honest() : worked(cell, false);
    }

    /** What may have been worked with for a cell, on top of whatever was written. */
    Band follow(Occurrence cell) {
        Entry entry = entries.get(cell);
        return entry != null ? entry.follow() : worked(cell, true);
    }

    /** Whether a mistake is behind what was written for a cell, or for what it is worked out from. */
    boolean isTainted(Occurrence cell) {
        Entry entry = entries.get(cell);
        if (entry != null) {
            return !entry.isSound();
        } else if (cell.pass() > NEAR) {
            return false;
        }
        Boolean known = tainted.get(cell);
        if (known == null) {
            // Entered first, so that a step in a circle ends.
            tainted.put(cell, false);
            known = formulas.containsKey(cell)
                    || ground.rule(cell)
                            .map(rule -> rule.operands().stream().anyMatch(this::isTainted))
                            .orElse(false);
            tainted.put(cell, known);
        }
        return known;
    }

    /** Whether a mistake is behind a cell in another pass or sample, and the steps between them are not on paper. */
    boolean isTaintedFarBehind(Occurrence cell) {
        return region(cell, UNSHOWN, false).stream()
                .anyMatch(step -> isElsewhere(step, cell) && !entries.containsKey(step) && isTainted(step));
    }

    private static final int UNSHOWN = 60;

    private static boolean isElsewhere(Occurrence step, Occurrence cell) {
        return step.pass() != cell.pass() || step.sample() > 0 && cell.sample() > 0 && step.sample() != cell.sample();
    }

    /** The band of a cell's step, from the bands of its operands; what was written for the cell itself does not count. */
    Band worked(Occurrence cell, boolean following) {
        if (following && !anyTainted(cell)) {
            return worked(cell, false);
        }
        Map<Occurrence, Band> known = following ? follow : honest;
        Band band = known.get(cell);
        if (band == null) {
            Optional<ReferenceSolution.Rule> rule = following ? step(cell) : ground.rule(cell);
            if (rule.isEmpty() || cell.pass() > NEAR) {
                band = Band.of(ground.value(cell));
            } else {
                band = band(rule.get(), operand -> following ? follow(operand) : honest(operand));
                if (!following) {
                    band = band.with(ground.value(cell));
                }
            }
            known.put(cell, band);
        }
        return band;
    }

    private boolean anyTainted(Occurrence cell) {
        return formulas.containsKey(cell)
                || ground.rule(cell)
                        .map(rule -> rule.operands().stream().anyMatch(this::isTainted))
                        .orElse(false);
    }

    /** The operands of a step that a mistake is behind. */
    List<Occurrence> taintedOperands(Occurrence cell) {
        return ground.rule(cell)
                .map(rule -> rule.operands().stream().filter(this::isTainted).toList())
                .orElse(List.of());
    }

    /**
     * The values that a step can have. The bands are a few units of a last digit wide, so that the step changes evenly over them: its ends are
     * found one operand at a time.
     */
    static Band band(ReferenceSolution.Rule rule, java.util.function.Function<Occurrence, Band> operands) {
        int count = rule.operands().size();
        var bands = new Band[count];
        var at = new double[count];
        for (int i = 0; i < count; i++) {
            bands[i] = operands.apply(rule.operands().get(i));
            at[i] = bands[i].middle();
        }
        double middle = rule.value(at);
        double spread = 0;
        for (int i = 0; i < count; i++) {
            if (bands[i].width() > 0) {
                at[i] = bands[i].lo();
                double low = rule.value(at);
                at[i] = bands[i].hi();
                double high = rule.value(at);
                at[i] = bands[i].middle();
                spread += Math.max(Math.abs(high - low) / 2, Math.max(Math.abs(high - middle), Math.abs(low - middle)));
            }
        }
        for (int i = 0; i < count; i++) {
            at[i] = bands[i].point();
        }
        double point = rule.value(at);
        if (Double.isNaN(middle) || Double.isNaN(spread) || Double.isNaN(point)) {
            return new Band(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, point);
        }
        double more = spread + INFLATION * Math.abs(middle);
        return new Band(middle - more, middle + more, point).with(point);
    }

    /** The cells that a cell is worked out from without anything on paper in between, itself first; nearest first, and no more than {@code limit}. */
    List<Occurrence> region(Occurrence cell, int limit, boolean throughPaper) {
        var region = new ArrayList<Occurrence>(List.of(cell));
        Set<Occurrence> seen = new HashSet<>(region);
        for (int i = 0; i < region.size() && region.size() < limit; i++) {
            for (Occurrence operand : ground.rule(region.get(i))
                    .map(ReferenceSolution.Rule::operands)
                    .orElse(List.of())) {
                boolean stops = !throughPaper && entries.containsKey(operand);
                if (!stops && ground.rule(operand).isPresent() && seen.add(operand)) {
                    region.add(operand);
                }
            }
        }
        return region;
    }

    /** What a number in a calculation may stand for: the values of everything that it was written for; empty where it was for nothing. */
    Optional<Band> meant(Printed number) {
        return number.significant() < Numeric.ENOUGH
                ? Optional.empty()
                : entries.values().stream()
                        .filter(entry -> entry.printed().number().compareTo(number.number()) == 0)
                        .map(Entry::follow)
                        .reduce(Band::with);
    }

    /** Whether a number was written for something of which it is the right one. */
    boolean isSound(BigDecimal number) {
        return entries.values().stream()
                .anyMatch(entry -> entry.isSound() && entry.printed().number().compareTo(number) == 0);
    }

    /** Whether a number was written for a cell before, and was wrong. */
    Optional<Entry> mistaken(Occurrence cell, BigDecimal number) {
        return entry(cell)
                .filter(entry -> entry.verdict() == Verdict.WRONG || entry.verdict() == Verdict.FOLLOWS)
                .filter(entry -> entry.printed().number().compareTo(number) == 0);
    }

    /** What was worked out and written as a number, to find out what that number in a calculation may be. */
    Optional<Occurrence> written(BigDecimal number) {
        return entries.entrySet().stream()
                .filter(e -> e.getValue().printed().number().compareTo(number) == 0)
                .map(Map.Entry::getKey)
                .filter(cell -> ground.rule(cell).isPresent())
                .findFirst();
    }
}
