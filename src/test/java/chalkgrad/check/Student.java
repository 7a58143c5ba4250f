package chalkgrad.check;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Symbol;
import chalkgrad.derive.Occurrence;
import chalkgrad.evaluate.Solution;
import chalkgrad.model.Quantity;
import chalkgrad.model.Quantity.Param;
import chalkgrad.model.Quantity.Updated;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * Somebody who works through a network with a calculator and hands it in; honest, or with one mistake.
 *
 * <p>{@code student.work()} writes the derivation; everything after a mistake is computed on top of it.
 */
final class Student {

    /** A number on paper, and where it stands. */
    record Entry(Occurrence cell, BigDecimal number, Sheet.Lines lines) {}

    final Procedure procedure;
    final Habits habits;
    private final Random random;
    private final List<Occurrence> chosen = new ArrayList<>();
    private final Map<Occurrence, BigDecimal> carried = new HashMap<>();
    private final Map<Occurrence, BigDecimal> onPaper = new HashMap<>();
    private Optional<Plant> plant = Optional.empty();
    final Sheet sheet;
    final List<Entry> entries = new ArrayList<>();

    /** Whether the planted mistake shows in the number that was written. */
    private boolean visible;

    Student(Procedure procedure, Solution solution, Random random) {
        this.procedure = procedure;
        this.random = random;
        boolean second = random.nextInt(4) == 0;
        this.habits = Habits.random(random, solution, second);
        this.sheet = new Sheet(habits.form());
        choose(second);
    }

    /** What is written down: every net input and output, and a sensible part of the rest. */
    private void choose(boolean second) {
        boolean everything = second || random.nextInt(3) == 0;
        boolean parts = procedure.net().size(procedure.depth()) > 1 && random.nextInt(10) < 7;
        boolean total = random.nextInt(10) < 8;
        boolean factors = random.nextInt(10) < 7;
        boolean deltas = !factors || random.nextInt(10) < 6;
        boolean paths = random.nextInt(10) < 4;
        int last = procedure.depth();
        boolean parted = procedure.net().size(last) > 1 && !procedure.net().isSoftmax(last);
        boolean updates = second || random.nextInt(10) < 7;
        boolean onlyLoss = second && random.nextInt(3) == 0;
        var some = new HashSet<Occurrence>();
        for (Occurrence cell : procedure.formulas().keySet()) {
            Quantity q = cell.quantity();
            boolean take;
            if (cell.pass() > 0) {
                take = second && (!onlyLoss || q.equals(Quantity.LOSS)) && !(q instanceof Quantity.UnitLoss && !parts);
            } else if (q instanceof Quantity.Net || q instanceof Quantity.Out) {
                take = true;
            } else if (q instanceof Quantity.UnitLoss) {
                take = parts;
            } else if (q.equals(Quantity.LOSS)) {
                take = total;
            } else if (q instanceof Quantity.Delta) {
                take = deltas;
            } else if (q instanceof Quantity.Path path) {
                // With softmax one output's part of the loss comes back through all of them.
                take = paths && path.through().startsWith("o") && parted;
            } else if (q instanceof Updated updated) {
                take = updates && some.contains(procedure.gradient(Occurrence.of(new Param(updated.name()))));
            } else if (q instanceof Quantity.Partial partial && partial.by() instanceof Param) {
                take = everything || random.nextInt(10) < 5;
                if (take) {
                    some.add(cell);
                }
            } else {
                take = factors;
            }
            if (take) {
                chosen.add(cell);
            }
        }
        if (!second && random.nextBoolean()) {
            updateAsYouGo();
        }
    }

    /** Moves each new weight behind its gradient. */
    private void updateAsYouGo() {
        var order = new ArrayList<Occurrence>();
        for (Occurrence cell : chosen) {
            if (cell.quantity() instanceof Updated) {
                Occurrence gradient = procedure.gradient(Occurrence.of(new Param(((Updated) cell.quantity()).name())));
                order.add(order.indexOf(gradient) + 1, cell);
            } else {
                order.add(cell);
            }
        }
        chosen.clear();
        chosen.addAll(order);
    }

    List<Occurrence> chosen() {
        return chosen;
    }

    boolean writes(Occurrence cell) {
        return chosen.contains(cell);
    }

    /** Works with a mistake; false where it does not show. */
    boolean plant(Plant mistake) {
        plant = Optional.of(mistake);
        if (mistake.early()) {
            updateAsYouGo();
        }
        try {
            work();
        } catch (ArithmeticException logarithm) {
            // The logarithm of what is not positive: the calculator says so, and nobody hands that in.
            return false;
        }
        return visible;
    }

    void work() {
        for (Occurrence cell : chosen) {
            entries.add(write(cell, plant.filter(p -> p.at().equals(cell))));
        }
    }

    Optional<Entry> entry(Occurrence cell) {
        return entries.stream().filter(entry -> entry.cell().equals(cell)).findFirst();
    }

    private Entry write(Occurrence cell, Optional<Plant> mistake) {
        Expr right = resolved(procedure.formulas().get(cell));
        Expr formula = mistake.flatMap(Plant::formula).map(this::resolved).orElse(right);
        BigDecimal exact = calculator(Map.of()).value(formula);
        BigDecimal number = habits.cut(exact);
        boolean slip = mistake.isPresent() && mistake.get().slip().isPresent();
        if (slip) {
            number = mistake.get().slip().get().apply(number, random);
        }
        boolean stays = slip && !mistake.get().carriesOn();
        BigDecimal kept = stays ? habits.cut(exact) : number;
        carried.put(cell, stays ? exact : slip ? number : exact);
        if (mistake.isPresent()) {
            visible = mistake.get().shown().isPresent() || shows(right, number);
        }
        Expr shown = mistake.flatMap(Plant::shown).map(this::resolved).orElse(formula);
        Sheet.Lines lines = sheet.write(sides(cell, shown, number, mistake), habits.approximates());
        onPaper.put(cell, kept);
        return new Entry(cell, number, lines);
    }

    private List<String> sides(Occurrence cell, Expr formula, BigDecimal number, Optional<Plant> mistake) {
        Pen pen = habits.pen();
        var sides = new ArrayList<String>();
        sides.add(habits.name(cell));
        boolean must = mistake.isPresent() && mistake.get().mustShow();
        Expr full = flat(expanded(formula));
        boolean plain = procedure.isWritten(cell) && leaves(formula).size() < 12 && !isLooked(full);
        boolean trivial = full instanceof Expr.Num || full instanceof Expr.Sym;
        if (plain && !must && !trivial && random.nextInt(10) < habits.detail()) {
            sides.add(pen.of(full));
        }
        boolean exact = leaves(full).stream()
                .allMatch(leaf -> procedure.given().containsKey(leaf) || onPaper.containsKey(leaf));
        if (plain && (must || !trivial && random.nextInt(10) < habits.detail()) && exact) {
            sides.add(pen.of(flat(substituted(full))));
        }
        sides.add(habits.text(number));
        return sides;
    }

    private static boolean isLooked(Expr e) {
        return e.toString().contains("function=gelu");
    }

    /** Products of products are written as one. */
    private static Expr flat(Expr e) {
        if (!(e instanceof Expr.Mul mul)) {
            return e;
        }
        var factors = new ArrayList<Expr>();
        for (Expr factor : mul.factors()) {
            Expr inner = flat(factor);
            if (inner instanceof Expr.Mul more) {
                factors.addAll(more.factors());
            } else {
                factors.add(inner);
            }
        }
        return Expr.mul(factors);
    }

    private Expr substituted(Expr e) {
        return e.substitute(symbol -> Expr.num(
                procedure.given().containsKey(symbol) ? procedure.given().get(symbol) : onPaper.get(symbol)));
    }

    /** What is not on paper is written out. */
    private Expr expanded(Expr e) {
        return e.substitute(symbol -> procedure.given().containsKey(symbol) || onPaper.containsKey(symbol)
                ? null
                : expanded(resolved(procedure.formulas().get(symbol))));
    }

    /** A choice by a sign becomes the piece that applies. */
    private Expr resolved(Expr e) {
        return e instanceof Expr.Cases cases
                ? calculator(Map.of()).value(cases.guard()).signum() > 0 ? cases.above() : cases.below()
                : e;
    }

    /** The numbers on paper and given that a formula comes down to. */
    private Set<Symbol> leaves(Expr e) {
        var leaves = new LinkedHashSet<Symbol>();
        expanded(e).substitute(symbol -> {
            leaves.add(symbol);
            return null;
        });
        return leaves;
    }

    private Calculator calculator(Map<Symbol, BigDecimal> instead) {
        var scrap = new HashMap<Symbol, BigDecimal>(instead);
        return new Calculator(symbol -> value((Occurrence) symbol, scrap));
    }

    /** @param instead numbers that are used whatever was written, to which those that are never written are added */
    private BigDecimal value(Occurrence cell, Map<Symbol, BigDecimal> instead) {
        if (instead.containsKey(cell)) {
            return instead.get(cell);
        } else if (procedure.given().containsKey(cell)) {
            return procedure.given().get(cell);
        } else if (habits.carriesRounded() && onPaper.containsKey(cell)) {
            return onPaper.get(cell);
        } else if (carried.containsKey(cell)) {
            return carried.get(cell);
        }
        BigDecimal scrap = new Calculator(symbol -> value((Occurrence) symbol, instead))
                .value(procedure.formulas().get(cell));
        instead.put(cell, scrap);
        return scrap;
    }

    /** Whether nobody who makes no mistake could have come to this number from what is on paper. */
    private boolean shows(Expr right, BigDecimal number) {
        BigDecimal centre = calculator(Map.of()).value(right);
        BigDecimal reach = Habits.unit(number);
        for (Symbol leaf : leaves(right)) {
            if (onPaper.containsKey(leaf)) {
                BigDecimal at = value((Occurrence) leaf, new HashMap<>());
                BigDecimal off = at.add(Habits.unit(onPaper.get(leaf)));
                BigDecimal moved = calculator(Map.of(leaf, off)).value(right);
                reach = reach.add(moved.subtract(centre).abs());
            }
        }
        return number.signum() != 0 && number.subtract(centre).abs().compareTo(reach) > 0;
    }
}
