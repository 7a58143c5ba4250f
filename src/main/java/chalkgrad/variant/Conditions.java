package chalkgrad.variant;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.PlainText;
import chalkgrad.check.Compiled;
import chalkgrad.check.CompiledSlip;
import chalkgrad.check.Consequences;
import chalkgrad.check.DoubleEvaluation;
import chalkgrad.derive.GraphDerivation;
import chalkgrad.derive.Occurrence;
import chalkgrad.derive.UnrolledComputation;
import chalkgrad.exam.ExamTask;
import chalkgrad.exam.Requirement;
import chalkgrad.exam.Requirement.Relation;
import chalkgrad.exam.Variation;
import chalkgrad.exam.Vary;
import chalkgrad.mistake.Slip;
import chalkgrad.model.Graph;
import chalkgrad.model.Network;
import chalkgrad.model.Problem;
import chalkgrad.model.Problem.Precision;
import chalkgrad.model.Quantity;
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
import java.util.function.DoubleUnaryOperator;

/**
 * Makes the requirements of an exam into conditions on the values of one structure.
 *
 * <p>Values are in binary floating point; where they cannot tell, a draw is refused: there are enough others.
 */
final class Conditions {
    /** Closer to a border than this, relatively, floating point does not tell. */
    private static final double NEAR = 1e-9;

    private static final MathContext SHOWN = new MathContext(6);
    private static final int WORLDS = 6;

    /** A draw whose formulas give no decimals is none; another is tried. */
    private static final int TRIES = 20;

    private final Structure structure;
    private final UnrolledComputation unrolled;
    private final Problem problem;
    private final List<Blueprint.Numbered> asked;
    private final List<DoubleEvaluation> worlds = new ArrayList<>();

    /**
     * The conditions of a task.
     *
     * @param exam what is drawn; all else is the same for everybody
     */
    Conditions(Structure structure, Problem problem, ExamTask exam, List<Blueprint.Numbered> asked) {
        this.structure = structure;
        this.unrolled = structure.unrolled;
        this.problem = problem;
        this.asked = asked;
        for (int world = 0; world < WORLDS; world++) {
            worlds.add(world(exam, world));
        }
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
            double a = left.value(
                    symbol -> symbol instanceof Occurrence cell ? draw.figures().value(cell) : Double.NaN);
            double b = right.value(
                    symbol -> symbol instanceof Occurrence cell ? draw.figures().value(cell) : Double.NaN);
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
        if (expr instanceof Expr.Sym symbol && symbol.symbol() instanceof Occurrence cell) {
            draw.givens().apply(cell).ifPresent(value -> known.put(cell.id(), value));
        }
        expr.parts().forEach(part -> collect(part, draw, known));
    }

    /** The arguments of a function in the first pass, wherever it is used. */
    private List<Expr> arguments(String function) {
        var arguments = new ArrayList<Expr>();
        if (problem.task() instanceof Network network) {
            network.layers().stream()
                    .filter(layer -> layer.activation().name().equals(function))
                    .flatMap(layer -> layer.units().stream())
                    .forEach(unit -> unrolled.cells(0).stream()
                            .filter(cell -> cell.quantity().equals(new Quantity.Net(unit.name())))
                            .forEach(cell -> arguments.add(cell.expr())));
        } else if (unrolled.derivation() instanceof GraphDerivation scalar) {
            for (Graph.Node node : scalar.graph().nodes()) {
                calls(node.expression(), function, Occurrence.of(new Quantity.Node(node.name())), arguments);
            }
        }
        return arguments;
    }

    private void calls(Expr expr, String function, Occurrence at, List<Expr> into) {
        if (expr instanceof Expr.Call call && call.function().equals(function)) {
            into.add(call.args()
                    .get(0)
                    .substitute(symbol -> symbol instanceof Quantity quantity
                            ? unrolled.place(quantity, at).expr()
                            : null));
        }
        expr.parts().forEach(part -> calls(part, function, at, into));
    }

    /** A relu is alive where some sample gets through it. */
    private List<Condition> alive() {
        Map<String, List<Expr>> units = new LinkedHashMap<>();
        for (Expr argument : arguments("relu")) {
            String unit = argument instanceof Expr.Sym symbol && symbol.symbol() instanceof Occurrence cell
                    ? cell.quantity().id()
                    : PlainText.of(argument);
            units.computeIfAbsent(unit, key -> new ArrayList<>()).add(argument);
        }
        var conditions = new ArrayList<Condition>();
        units.forEach((unit, arguments) -> {
            List<Compiled> compiled = arguments.stream().map(Compiled::of).toList();
            conditions.add(draw -> compiled.stream().anyMatch(argument -> draw.value(argument) > NEAR)
                    ? Optional.empty()
                    : Optional.of(unit + " is " + shown(draw.value(compiled.get(0)))));
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
                conditions.add(draw -> draw.value(slope) >= limit * (1 + NEAR)
                        ? Optional.empty()
                        : Optional.of(PlainText.of(argument) + " is " + shown(draw.value(at)) + ", where the slope is "
                                + shown(draw.value(slope))));
            }
        }
        return conditions;
    }

    private List<Condition> falling() {
        var conditions = new ArrayList<Condition>();
        Quantity loss = problem.task() instanceof Graph graph ? new Quantity.Node(graph.output()) : Quantity.LOSS;
        for (int pass = 1; pass <= unrolled.last(); pass++) {
            Occurrence before = new Occurrence(loss, pass - 1, 0);
            Occurrence after = new Occurrence(loss, pass, 0);
            conditions.add(draw -> {
                double was = draw.figures().value(before);
                double is = draw.figures().value(after);
                return sign(is, was) < 0
                        ? Optional.empty()
                        : Optional.of(after.id() + " is " + shown(is) + ", and before it was " + shown(was));
            });
        }
        return conditions;
    }

    /** Every answer keeps its digits when each step is cut as the sheet says. */
    private Condition kept(int count) {
        DoubleUnaryOperator written = value -> Printed.written(value, problem.precision(), problem.rounding());
        return draw -> {
            for (Blueprint.Numbered each : asked) {
                for (Occurrence cell : each.cells()) {
                    double exact = draw.figures().value(cell);
                    if (exact == 0 && isConstant(cell)) {
                        continue;
                    }
                    double carried = draw.figures().carried(cell, written);
                    double digit = Printed.ten(Printed.exponent(exact) - count + 1);
                    if (exact == 0 || Printed.unit(exact, each.question().precision()) > digit * (1 + NEAR)) {
                        return Optional.of(each.name() + ": " + cell.id() + " is " + shown(exact)
                                + ", which has fewer digits as printed");
                    } else if (!(Math.abs(carried - exact) <= digit / 2)) {
                        return Optional.of(each.name() + ": " + cell.id() + " is " + shown(exact) + ", and "
                                + shown(carried) + " when every step is rounded");
                    }
                }
            }
            return Optional.empty();
        };
    }

    /** For each answer the mistakes that must show in it: those made in its own step or in the derivatives behind it. */
    private List<Condition> visible(Optional<List<String>> ids) {
        var conditions = new ArrayList<Condition>();
        for (Blueprint.Numbered each : asked) {
            for (Occurrence cell : each.cells()) {
                Set<Occurrence> region = region(cell);
                Consequences.Selection wanted = structure.consequences.select(cell, mishap -> {
                    Slip slip = mishap.slips().get(0);
                    boolean named =
                            ids.isEmpty() || ids.get().contains(slip.mistake().id());
                    return named && region.contains(slip.at()) && isMistake(mishap, cell);
                });
                conditions.add(draw -> fault(each, cell, wanted, draw.figures()));
            }
        }
        return conditions;
    }

    private static Optional<String> fault(
            Blueprint.Numbered asked, Occurrence cell, Consequences.Selection wanted, DoubleEvaluation figures) {
        Precision precision = asked.question().precision();
        double right = figures.value(cell);
        // One unit may be rounding; a mistake shows where nobody can take it for that.
        double least = 2 * Printed.unit(right, precision);
        for (Consequences.Consequence consequence : figures.of(wanted)) {
            if (Math.abs(consequence.value() - right) < least) {
                Slip slip = consequence.mishap().slips().get(0);
                return Optional.of(asked.name() + ": " + cell.id() + " is " + shown(right) + ", and "
                        + shown(consequence.value()) + " with the mistake "
                        + slip.mistake().id() + " in " + slip.at().id());
            }
        }
        return Optional.empty();
    }

    /** What comes to the same whatever is drawn is no mistake: a sign in front of a part of the loss whose target is 0. */
    private boolean isMistake(CompiledSlip mishap, Occurrence cell) {
        for (int world = 0; world < WORLDS; world++) {
            DoubleEvaluation figures = worlds.get(world);
            double right = figures.value(cell);
            double wrong = figures.value(cell, mishap);
            if (Double.isFinite(right) && Double.isFinite(wrong) && sign(wrong, right) != 0) {
                return true;
            }
        }
        return false;
    }

    /** Other values of the same problem, as they might be drawn: what is fixed in it is fixed here, be it a path that is always zero. */
    private DoubleEvaluation world(ExamTask exam, int number) {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            Optional<Values> found = Values.draw(exam, number, "world", 0, attempt);
            if (found.isPresent()) {
                var places = new LinkedHashMap<Variation.Place, String>();
                found.get().places().forEach((place, text) -> {
                    if (place instanceof Variation.Value || place instanceof Variation.Rate) {
                        places.put(place, text);
                    }
                });
                UnrolledComputation own = structure.unrolled(Vary.with(problem.task(), places));
                return structure.consequences.figures(own::given);
            }
        }
        UnrolledComputation own = structure.unrolled(problem.task());
        return structure.consequences.figures(own::given);
    }

    /** Whether a value is the same whatever is drawn. */
    boolean isConstant(Occurrence cell) {
        double first = worlds.get(0).value(cell);
        return worlds.stream().allMatch(world -> sign(world.value(cell), first) == 0);
    }

    /** A step and the derivatives behind it in the same pass: where somebody who is asked for it may go wrong. */
    private Set<Occurrence> region(Occurrence cell) {
        Set<Occurrence> region = new LinkedHashSet<>();
        region(cell, cell.pass(), region);
        return region;
    }

    private void region(Occurrence cell, int pass, Set<Occurrence> region) {
        if (cell.pass() == pass && unrolled.given(cell).isEmpty() && region.add(cell)) {
            unrolled.step(cell).ifPresent(step -> {
                var operands = new LinkedHashSet<Occurrence>();
                cells(step.expression(), operands);
                operands.stream().filter(Conditions::isDerivative).forEach(operand -> region(operand, pass, region));
            });
        }
    }

    private static void cells(Expr expr, Set<Occurrence> into) {
        if (expr instanceof Expr.Sym symbol && symbol.symbol() instanceof Occurrence cell) {
            into.add(cell);
        }
        expr.parts().forEach(part -> cells(part, into));
    }

    private static boolean isDerivative(Occurrence cell) {
        return cell.quantity() instanceof Quantity.Partial
                || cell.quantity() instanceof Quantity.Delta
                || cell.quantity() instanceof Quantity.Path
                || cell.quantity() instanceof Quantity.Local
                || cell.quantity() instanceof Quantity.Flow;
    }
}
