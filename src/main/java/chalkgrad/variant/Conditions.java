package chalkgrad.variant;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.PlainText;
import chalkgrad.check.Compiled;
import chalkgrad.derive.Cell;
import chalkgrad.derive.Course;
import chalkgrad.exam.Requirement;
import chalkgrad.exam.Requirement.Relation;
import chalkgrad.mistake.Mistakes;
import chalkgrad.mistake.Slip;
import chalkgrad.model.Graph;
import chalkgrad.model.Network;
import chalkgrad.model.Problem;
import chalkgrad.model.Problem.Precision;
import chalkgrad.model.Quantity;
import chalkgrad.model.Task;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Makes the requirements of an exam into conditions on the values of one structure.
 *
 * <p>Values are in binary floating point; where they cannot tell, a draw is refused: there are enough others.
 */
final class Conditions {
    /** Closer to a border than this, relatively, floating point does not tell. */
    private static final double NEAR = 1e-9;

    private static final MathContext SHOWN = new MathContext(6);

    private final Program program;
    private final Problem problem;
    private final Task task;
    private final Quantity loss;
    private final List<Blueprint.Asked> asked;

    /** @param task the task in scalars */
    Conditions(Program program, Problem problem, Task task, Quantity loss, List<Blueprint.Asked> asked) {
        this.program = program;
        this.problem = problem;
        this.task = task;
        this.loss = loss;
        this.asked = asked;
    }

    List<Condition> of(Requirement requirement) {
        if (requirement instanceof Requirement.Comparison comparison) {
            return List.of(comparison(comparison));
        } else if (requirement instanceof Requirement.NoDeadRelu) {
            return alive();
        } else if (requirement instanceof Requirement.NoSaturation limit) {
            return unsaturated(limit.slope().doubleValue());
        } else if (requirement instanceof Requirement.LossFalls) {
            return falling();
        } else if (requirement instanceof Requirement.MistakesDiffer differ) {
            return visible(differ.mistakes());
        } else if (requirement instanceof Requirement.Digits digits) {
            return List.of(kept(digits.count()));
        }
        // Whether answers are distinct is no matter of one draw.
        return List.of();
    }

    private static String shown(double value) {
        return Double.isFinite(value)
                ? new BigDecimal(value).round(SHOWN).stripTrailingZeros().toPlainString()
                : "without a value";
    }

    private Condition comparison(Requirement.Comparison comparison) {
        Compiled left = Compiled.of(comparison.left());
        Compiled right = Compiled.of(comparison.right());
        return draw -> {
            double a =
                    left.value(symbol -> symbol instanceof Cell cell ? program.value(draw.values(), cell) : Double.NaN);
            double b = right.value(
                    symbol -> symbol instanceof Cell cell ? program.value(draw.values(), cell) : Double.NaN);
            int sign = sign(a, b);
            boolean met = sign == 0 ? isEqual(comparison, draw) : holds(comparison.relation(), sign);
            return met && Double.isFinite(a) && Double.isFinite(b)
                    ? Optional.empty()
                    : Optional.of(written(comparison.left(), a) + " is " + shown(a)
                            + (comparison.right() instanceof Expr.Num
                                    ? ""
                                    : ", " + written(comparison.right(), b) + " is " + shown(b)));
        };
    }

    private static String written(Expr expr, double value) {
        return expr instanceof Expr.Num ? shown(value) : PlainText.of(expr);
    }

    /** Which is larger; zero where floating point does not tell. */
    private static int sign(double a, double b) {
        double size = Math.max(Math.abs(a), Math.abs(b));
        return Math.abs(a - b) <= NEAR * size ? 0 : a < b ? -1 : 1;
    }

    private static boolean holds(Relation relation, int sign) {
        return switch (relation) {
            case LESS -> sign < 0;
            case AT_MOST -> sign <= 0;
            case GREATER -> sign > 0;
            case AT_LEAST -> sign >= 0;
            case EQUAL -> sign == 0;
            case NOT_EQUAL -> sign != 0;
        };
    }

    /** Two values that look alike: whether the relation holds is known only where both are decimals. */
    private static boolean isEqual(Requirement.Comparison comparison, Condition.Draw draw) {
        Optional<BigDecimal> a = exact(comparison.left(), draw);
        Optional<BigDecimal> b = exact(comparison.right(), draw);
        return a.isPresent()
                && b.isPresent()
                && holds(comparison.relation(), a.get().compareTo(b.get()));
    }

    private static Optional<BigDecimal> exact(Expr expr, Condition.Draw draw) {
        var known = new HashMap<String, BigDecimal>();
        collect(expr, draw, known);
        return Decimals.value(expr, known);
    }

    private static void collect(Expr expr, Condition.Draw draw, Map<String, BigDecimal> known) {
        if (expr instanceof Expr.Sym symbol && symbol.symbol() instanceof Cell cell) {
            draw.givens().exact(cell).ifPresent(value -> known.put(cell.id(), value));
        }
        expr.parts().forEach(part -> collect(part, draw, known));
    }

    /** The arguments of a function in the first pass, wherever it is used. */
    private List<Expr> arguments(String function) {
        var arguments = new ArrayList<Expr>();
        Course course = program.course();
        if (task instanceof Network network) {
            network.layers().stream()
                    .filter(layer -> layer.activation().name().equals(function))
                    .flatMap(layer -> layer.units().stream())
                    .forEach(unit -> course.cells(0).stream()
                            .filter(cell -> cell.quantity().equals(new Quantity.Net(unit.name())))
                            .forEach(cell -> arguments.add(cell.expr())));
        } else if (task instanceof Graph graph) {
            for (Graph.Node node : graph.nodes()) {
                calls(node.expression(), function, Cell.of(new Quantity.Node(node.name())), arguments);
            }
        }
        return arguments;
    }

    private void calls(Expr expr, String function, Cell at, List<Expr> into) {
        if (expr instanceof Expr.Call call && call.function().equals(function)) {
            into.add(call.args()
                    .get(0)
                    .substitute(symbol -> symbol instanceof Quantity quantity
                            ? program.course().place(quantity, at).expr()
                            : null));
        }
        expr.parts().forEach(part -> calls(part, function, at, into));
    }

    private double value(Compiled compiled, Condition.Draw draw) {
        return compiled.value(symbol -> symbol instanceof Cell cell ? program.value(draw.values(), cell) : Double.NaN);
    }

    /** A relu is alive where some sample gets through it. */
    private List<Condition> alive() {
        Map<String, List<Expr>> units = new LinkedHashMap<>();
        for (Expr argument : arguments("relu")) {
            String unit = argument instanceof Expr.Sym symbol && symbol.symbol() instanceof Cell cell
                    ? cell.quantity().id()
                    : PlainText.of(argument);
            units.computeIfAbsent(unit, key -> new ArrayList<>()).add(argument);
        }
        var conditions = new ArrayList<Condition>();
        units.forEach((unit, arguments) -> {
            List<Compiled> compiled = arguments.stream().map(Compiled::of).toList();
            conditions.add(draw -> compiled.stream().anyMatch(argument -> value(argument, draw) > NEAR)
                    ? Optional.empty()
                    : Optional.of(unit + " is " + shown(value(compiled.get(0), draw))));
        });
        return conditions;
    }

    private List<Condition> unsaturated(double limit) {
        var conditions = new ArrayList<Condition>();
        for (String function : List.of("sigmoid", "tanh")) {
            for (Expr argument : arguments(function)) {
                Expr value = Expr.call(function, argument);
                Compiled slope = Compiled.of(
                        function.equals("tanh")
                                ? Expr.sub(Expr.ONE, Expr.pow(value, Expr.TWO))
                                : Expr.mul(value, Expr.sub(Expr.ONE, value)));
                Compiled at = Compiled.of(argument);
                conditions.add(draw -> value(slope, draw) >= limit * (1 + NEAR)
                        ? Optional.empty()
                        : Optional.of(PlainText.of(argument) + " is " + shown(value(at, draw)) + ", where the slope is "
                                + shown(value(slope, draw))));
            }
        }
        return conditions;
    }

    private List<Condition> falling() {
        var conditions = new ArrayList<Condition>();
        for (int pass = 1; pass <= program.course().last(); pass++) {
            Cell before = new Cell(loss, pass - 1, 0);
            Cell after = new Cell(loss, pass, 0);
            conditions.add(draw -> {
                double was = program.value(draw.values(), before);
                double is = program.value(draw.values(), after);
                return sign(is, was) < 0
                        ? Optional.empty()
                        : Optional.of(after.id() + " is " + shown(is) + ", and before it was " + shown(was));
            });
        }
        return conditions;
    }

    /** Every answer keeps its digits when each step is cut as the sheet says. */
    private Condition kept(int count) {
        return draw -> {
            double[] carried = program.run(
                    draw.givens()::value, value -> Printed.written(value, problem.precision(), problem.rounding()));
            for (Blueprint.Asked each : asked) {
                for (Cell cell : each.cells()) {
                    double exact = program.value(draw.values(), cell);
                    double digit = Printed.ten(Printed.exponent(exact) - count + 1);
                    double off = Math.abs(program.value(carried, cell) - exact);
                    if (exact == 0 || Printed.unit(exact, each.question().precision()) > digit * (1 + NEAR)) {
                        return Optional.of(cell.id() + " is " + shown(exact) + ", which has fewer digits as printed");
                    } else if (!(off <= digit / 2)) {
                        return Optional.of(cell.id() + " is " + shown(exact) + ", and "
                                + shown(program.value(carried, cell)) + " when every step is rounded");
                    }
                }
            }
            return Optional.empty();
        };
    }

    /** A mistake made ready for one answer. */
    private record Trap(Slip slip, Cell cell, Precision precision, Program.Change change) {}

    private List<Condition> visible(Optional<List<String>> ids) {
        var traps = new ArrayList<Trap>();
        for (Blueprint.Asked each : asked) {
            for (Cell cell : each.cells()) {
                Mistakes.at(program.course(), region(cell))
                        .filter(slip -> !slip.hasUnknown())
                        .filter(slip -> ids.isEmpty()
                                || ids.get().contains(slip.mistake().id()))
                        .map(slip -> trap(slip, cell, each.question().precision()))
                        .filter(trap -> trap.change.matters() && isMistake(trap))
                        .forEach(traps::add);
            }
        }
        return traps.stream().<Condition>map(trap -> draw -> fault(trap, draw)).toList();
    }

    private Trap trap(Slip slip, Cell cell, Precision precision) {
        return new Trap(slip, cell, precision, program.change(slip.instead(), cell));
    }

    private Optional<String> fault(Trap trap, Condition.Draw draw) {
        double right = program.value(draw.values(), trap.cell);
        double wrong = trap.change.value(draw.values());
        // One unit may be rounding; a mistake shows where nobody can take it for that.
        return !(Math.abs(wrong - right) < 2 * Printed.unit(right, trap.precision))
                ? Optional.empty()
                : Optional.of(trap.cell.id() + " is " + shown(right) + ", and " + shown(wrong) + " with "
                        + trap.slip.mistake().id() + " in " + trap.slip.at().id());
    }

    /** What comes to the same whatever the numbers are is no mistake. */
    private boolean isMistake(Trap trap) {
        for (int world = 0; world < 3; world++) {
            var random = new SplittableRandom(world);
            double[] values = program.run(cell -> random.nextDouble(0.1, 0.9));
            double right = program.value(values, trap.cell);
            double wrong = trap.change.value(values);
            if (Double.isFinite(right) && sign(wrong, right) != 0) {
                return true;
            }
        }
        return false;
    }

    /** A step and the derivatives behind it in the same pass: where somebody who is asked for it may go wrong. */
    private Set<Cell> region(Cell cell) {
        Set<Cell> region = new LinkedHashSet<>();
        region(cell, cell.pass(), region);
        return region;
    }

    private void region(Cell cell, int pass, Set<Cell> region) {
        if (cell.pass() == pass && program.course().given(cell).isEmpty() && region.add(cell)) {
            program.course().step(cell).ifPresent(step -> {
                var operands = new LinkedHashSet<Cell>();
                cells(step.expression(), operands);
                operands.stream().filter(Conditions::isDerivative).forEach(operand -> region(operand, pass, region));
            });
        }
    }

    private static void cells(Expr expr, Set<Cell> into) {
        if (expr instanceof Expr.Sym symbol && symbol.symbol() instanceof Cell cell) {
            into.add(cell);
        }
        expr.parts().forEach(part -> cells(part, into));
    }

    private static boolean isDerivative(Cell cell) {
        return cell.quantity() instanceof Quantity.Partial
                || cell.quantity() instanceof Quantity.Delta
                || cell.quantity() instanceof Quantity.Path
                || cell.quantity() instanceof Quantity.Local
                || cell.quantity() instanceof Quantity.Flow;
    }
}
