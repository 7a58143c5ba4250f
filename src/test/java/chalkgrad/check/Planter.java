package chalkgrad.check;

import chalkgrad.algebra.Expr;
import chalkgrad.derive.Occurrence;
import chalkgrad.model.Quantity;
import chalkgrad.model.Quantity.Param;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;

/**
 * Every way in which a mistake can be planted in a student's work: formulas changed by hand, and none of the program's own rules of mistakes.
 *
 * <p>{@code new Planter(student).plants("missing-derivative")} has one for each delta that is written.
 */
final class Planter {
    private final Student student;
    private final Procedure procedure;
    private final Net net;
    private final int depth;
    private List<Plant> found = new ArrayList<>();

    Planter(Student student) {
        this.student = student;
        this.procedure = student.procedure;
        this.net = procedure.net();
        this.depth = procedure.depth();
    }

    /** The classes of mistakes and who makes them. */
    private static final Map<String, java.util.function.Consumer<Planter>> CLASSES = new LinkedHashMap<>();

    static {
        CLASSES.put("sign-in-formula", Planter::signInFormula);
        CLASSES.put("sign", Planter::sign);
        CLASSES.put("wrong-operand", Planter::wrongOperand);
        CLASSES.put("wrong-chain", Planter::wrongChain);
        CLASSES.put("derivative-argument", Planter::derivativeArgument);
        CLASSES.put("updated-weight", Planter::updatedWeight);
        CLASSES.put("transposed", Planter::transposed);
        CLASSES.put("missing-path", Planter::missingPath);
        CLASSES.put("arithmetic", p -> p.slips("arithmetic", Planter::slightly, true));
        CLASSES.put("decimal-point", p -> p.slips("decimal-point", Planter::movePoint, false));
        CLASSES.put("activation-value", Planter::activationValue);
        CLASSES.put("stale-value", Planter::staleValue);
        CLASSES.put("shown-operand", Planter::shownOperand);
        CLASSES.put("digit-typo", p -> p.slips("digit-typo", Planter::swapDigits, false));
        CLASSES.put("other-loss", Planter::otherLoss);
        CLASSES.put("softmax-no-exp", Planter::softmaxNoExp);
        CLASSES.put("divided", Planter::divided);
        CLASSES.put("given-value", Planter::givenValue);
        CLASSES.put("wrong-target", Planter::wrongTarget);
        CLASSES.put("update-rule", Planter::updateRule);
        CLASSES.put("update-state", Planter::updateState);
        CLASSES.put("wrong-operator", Planter::wrongOperator);
        CLASSES.put("wrong-constant", Planter::wrongConstant);
        CLASSES.put("component-for-total", Planter::componentForTotal);
        CLASSES.put("missing-derivative", Planter::missingDerivative);
        CLASSES.put("other-derivative", Planter::otherDerivative);
        CLASSES.put("constant-factor", Planter::constantFactor);
    }

    static List<String> classes() {
        return List.copyOf(CLASSES.keySet());
    }

    /** Every way of making a kind of mistake in what the student writes. */
    List<Plant> plants(String id) {
        found = new ArrayList<>();
        CLASSES.get(id).accept(this);
        return found.stream().filter(plant -> student.writes(plant.at())).toList();
    }

    private void add(String id, Occurrence at, Expr formula) {
        found.add(Plant.formula(id, at, formula));
    }

    /** Visits every unit of every layer; layers are counted from one. */
    private interface Units {
        void visit(int layer, int unit);
    }

    private void units(Units visitor) {
        for (int l = 1; l <= depth; l++) {
            for (int j = 0; j < net.size(l); j++) {
                visitor.visit(l, j);
            }
        }
    }

    private Expr right(Occurrence cell) {
        return procedure.formulas().get(cell);
    }

    private String activation(int layer) {
        return net.layer(layer).activation();
    }

    private Expr o(int unit) {
        return procedure.out(depth, unit, 0).expr();
    }

    private Expr t(int unit) {
        return procedure.target(unit).expr();
    }

    private void signInFormula() {
        units((l, j) -> {
            Occurrence out = procedure.out(l, j, 0);
            Expr z = procedure.netOf(l, j, 0).expr();
            Occurrence local = procedure.local(l, j);
            Expr a = out.expr();
            switch (activation(l)) {
                case "sigmoid" -> {
                    add("sign-in-formula", out, Expr.div(Expr.ONE, Expr.add(Expr.ONE, Procedure.exp(z))));
                    add("sign-in-formula", local, Expr.mul(a, Expr.add(Expr.ONE, a)));
                }
                case "tanh" -> add("sign-in-formula", local, Expr.add(Expr.ONE, Expr.pow(a, Expr.TWO)));
                default -> {}
            }
            if (l == depth && !net.isSoftmax(l)) {
                Expr slope = right(procedure.byOut(l, j));
                add("sign-in-formula", procedure.byOut(l, j), slope instanceof Expr.Neg n ? n.arg() : turned(slope));
            } else if (l == depth && net.loss().equals("cross_entropy")) {
                add("sign-in-formula", procedure.delta(l, j), Expr.sub(t(j), o(j)));
            }
        });
    }

    private static Expr turned(Expr product) {
        if (product instanceof Expr.Mul mul) {
            var factors = new ArrayList<>(mul.factors());
            int last = factors.size() - 1;
            Expr first = factors.get(0);
            if (first instanceof Expr.Neg neg) {
                factors.set(0, neg.arg());
                return Expr.mul(factors);
            } else if (factors.get(last) instanceof Expr.Add add && add.terms().size() == 2) {
                Expr subtracted = ((Expr.Neg) add.terms().get(1)).arg();
                factors.set(last, Expr.sub(subtracted, add.terms().get(0)));
                return Expr.mul(factors);
            }
        }
        return Expr.neg(product);
    }

    private void sign() {
        for (Occurrence cell : student.chosen()) {
            Quantity q = cell.quantity();
            if (q instanceof Quantity.Partial || q instanceof Quantity.Delta || q instanceof Quantity.Path) {
                found.add(Plant.slip("sign", cell, true, (n, r) -> n.negate()));
            }
        }
    }

    private void wrongOperand() {
        units((l, j) -> {
            for (int i = 0; i < net.size(l - 1); i++) {
                Occurrence source = procedure.out(l - 1, i, 0);
                Occurrence weight = procedure.weight(l, j, i);
                Occurrence gradient = procedure.gradient(weight);
                if (l > 1) {
                    add("wrong-operand", gradient, swap(gradient, source, procedure.netOf(l - 1, i, 0)));
                }
                for (int other = 0; other < net.size(l - 1); other++) {
                    if (other != i) {
                        Occurrence neighbour = procedure.out(l - 1, other, 0);
                        add("wrong-operand", gradient, swap(gradient, source, neighbour));
                        Occurrence sum = procedure.netOf(l, j, 0);
                        add("wrong-operand", sum, swap(sum, source, neighbour));
                        add("wrong-operand", sum, swap(sum, weight, procedure.weight(l, j, other)));
                    }
                }
            }
        });
    }

    private Expr swap(Occurrence at, Occurrence one, Occurrence other) {
        return right(at).substitute(symbol -> symbol.equals(one) ? other.expr() : null);
    }

    private void wrongChain() {
        units((l, j) -> {
            if (l < depth) {
                for (int k = 0; k < net.size(l + 1); k++) {
                    add(
                            "wrong-chain",
                            procedure.path(l, j, k),
                            procedure.delta(l + 1, k).expr());
                }
                var sum = new ArrayList<Expr>();
                for (int k = 0; k < net.size(l + 1); k++) {
                    sum.add(procedure.delta(l + 1, k).expr());
                }
                add("wrong-chain", procedure.byOut(l, j), Expr.add(sum));
            }
            for (int i = 0; i < net.size(l - 1); i++) {
                Occurrence weight = procedure.weight(l, j, i);
                Occurrence gradient = procedure.gradient(weight);
                add("wrong-chain", gradient, Expr.mul(right(gradient), weight.expr()));
                add("wrong-chain", gradient, procedure.delta(l, j).expr());
            }
        });
    }

    private void derivativeArgument() {
        units((l, j) -> {
            Expr z = procedure.netOf(l, j, 0).expr();
            Expr a = procedure.out(l, j, 0).expr();
            Occurrence local = procedure.local(l, j);
            switch (activation(l)) {
                case "sigmoid" -> {
                    add("derivative-argument", local, Expr.mul(z, Expr.sub(Expr.ONE, z)));
                    Expr again = new Expr.Call("sigmoid", List.of(a));
                    add("derivative-argument", local, Expr.mul(again, Expr.sub(Expr.ONE, again)));
                }
                case "tanh" -> add("derivative-argument", local, Expr.sub(Expr.ONE, Expr.pow(z, Expr.TWO)));
                case "softplus" -> add("derivative-argument", local, new Expr.Call("sigmoid", List.of(a)));
                default -> {}
            }
        });
    }

    private void updatedWeight() {
        units((l, j) -> {
            if (l == depth || !allUpdated(l + 1)) {
                return;
            }
            var all = new ArrayList<Expr>();
            for (int k = 0; k < net.size(l + 1); k++) {
                Expr path = Expr.mul(
                        procedure.delta(l + 1, k).expr(),
                        procedure.updated(procedure.weight(l + 1, k, j)).expr());
                all.add(path);
                found.add(Plant.formula("updated-weight", procedure.path(l, j, k), path)
                        .updatingFirst());
            }
            found.add(Plant.formula("updated-weight", procedure.byOut(l, j), Expr.add(all))
                    .updatingFirst());
        });
    }

    private boolean allUpdated(int layer) {
        for (int j = 0; j < net.size(layer); j++) {
            for (int i = 0; i < net.size(layer - 1); i++) {
                if (!student.writes(procedure.updated(procedure.weight(layer, j, i)))) {
                    return false;
                }
            }
        }
        return true;
    }

    private void transposed() {
        units((l, j) -> {
            if (net.size(l) != net.size(l - 1) || net.size(l) < 2) {
                return;
            }
            Occurrence sum = procedure.netOf(l, j, 0);
            Expr turned = right(sum);
            for (int i = 0; i < net.size(l - 1); i++) {
                Occurrence mirrored = procedure.weight(l, i, j);
                Occurrence weight = procedure.weight(l, j, i);
                turned = turned.substitute(symbol -> symbol.equals(weight) ? mirrored.expr() : null);
            }
            add("transposed", sum, turned);
            if (l > 1) {
                var paths = new ArrayList<Expr>();
                for (int k = 0; k < net.size(l); k++) {
                    paths.add(Expr.mul(
                            procedure.delta(l, k).expr(),
                            procedure.weight(l, j, k).expr()));
                }
                add("transposed", procedure.byOut(l - 1, j), Expr.add(paths));
            }
        });
    }

    private void missingPath() {
        for (Occurrence cell : student.chosen()) {
            Quantity q = cell.quantity();
            boolean sums = q instanceof Quantity.Net || q.equals(Quantity.LOSS) || isBack(q);
            if (sums && cell.pass() == 0 && right(cell) instanceof Expr.Add add && isPaths(add)) {
                for (int i = 0; i < add.terms().size(); i++) {
                    var less = new ArrayList<>(add.terms());
                    less.remove(i);
                    add("missing-path", cell, Expr.add(less));
                }
            }
        }
    }

    private boolean isBack(Quantity q) {
        return q instanceof Quantity.Partial partial
                && partial.of().equals(Quantity.LOSS)
                && partial.by() instanceof Quantity.Out out
                && !out.unit().startsWith("o");
    }

    /** A loss of one output is a formula and no sum of parts. */
    private static boolean isPaths(Expr.Add add) {
        return add.terms().size() > 1;
    }

    private void slips(String id, BiFunction<BigDecimal, Random, BigDecimal> slip, boolean shows) {
        for (Occurrence cell : student.chosen()) {
            if (cell.pass() == 0) {
                Plant plant = Plant.slip(id, cell, true, slip);
                found.add(shows ? plant.showing() : plant);
                if (!shows) {
                    found.add(Plant.slip(id, cell, false, slip));
                }
            }
        }
    }

    /** A number of the same length that is off by some hundredths of itself. */
    private static BigDecimal slightly(BigDecimal number, Random random) {
        BigDecimal off = number.multiply(BigDecimal.valueOf(3 + random.nextInt(15), 2))
                .setScale(number.scale(), java.math.RoundingMode.UP);
        return random.nextBoolean() ? number.add(off) : number.subtract(off);
    }

    private static BigDecimal movePoint(BigDecimal number, Random random) {
        boolean right = random.nextBoolean();
        // On paper the digits stay the same, and the point moves.
        BigDecimal moved = right ? number.movePointRight(1) : number.movePointLeft(1);
        return moved.scale() < 0 ? moved.setScale(0) : moved;
    }

    private static BigDecimal swapDigits(BigDecimal number, Random random) {
        char[] digits = number.unscaledValue().abs().toString().toCharArray();
        for (int i = 0; i + 1 < digits.length; i++) {
            int at = (i + random.nextInt(digits.length)) % (digits.length - 1 == 0 ? 1 : digits.length - 1);
            if (digits.length > 1 && digits[at] != digits[at + 1] && digits[at + 1] != '0') {
                char first = digits[at];
                digits[at] = digits[at + 1];
                digits[at + 1] = first;
                var swapped = new BigDecimal(new java.math.BigInteger(new String(digits)), number.scale());
                return number.signum() < 0 ? swapped.negate() : swapped;
            }
        }
        return number;
    }

    /** Another activation, or none. */
    private void activationValue() {
        units((l, j) -> {
            Expr z = procedure.netOf(l, j, 0).expr();
            Occurrence out = procedure.out(l, j, 0);
            if (!net.isSoftmax(l) && !activation(l).equals("identity")) {
                add("activation-value", out, z);
            }
            switch (activation(l)) {
                case "sigmoid" -> add("activation-value", out, new Expr.Call("tanh", List.of(z)));
                case "tanh" -> add("activation-value", out, new Expr.Call("sigmoid", List.of(z)));
                default -> {}
            }
        });
    }

    private void staleValue() {
        units((l, j) -> {
            Occurrence later = procedure.netOf(l, j, 1);
            for (int i = 0; i < net.size(l - 1); i++) {
                Occurrence weight = procedure.weight(l, j, i);
                add("stale-value", later, swap(later, procedure.updated(weight), weight));
                if (l > 1) {
                    add("stale-value", later, swap(later, procedure.out(l - 1, i, 1), procedure.out(l - 1, i, 0)));
                }
            }
        });
    }

    private void shownOperand() {
        units((l, j) -> {
            for (int i = 0; i < net.size(l - 1); i++) {
                Occurrence weight = procedure.weight(l, j, i);
                Occurrence updated = procedure.updated(weight);
                Occurrence source = procedure.out(l - 1, i, 0);
                found.add(Plant.shown(updated, swap(updated, weight, source)));
                for (int other = 0; other < net.size(l - 1); other++) {
                    if (other != i) {
                        Occurrence gradient = procedure.gradient(weight);
                        found.add(Plant.shown(gradient, swap(gradient, source, procedure.out(l - 1, other, 0))));
                    }
                }
            }
        });
    }

    private void otherLoss() {
        for (int k = 0; k < net.size(depth); k++) {
            Occurrence by = procedure.byOut(depth, k);
            switch (net.loss()) {
                case "bce" -> add("other-loss", by, Expr.sub(o(k), t(k)));
                case "half_sse" -> {
                    if (activation(depth).equals("sigmoid")) {
                        add("other-loss", procedure.delta(depth, k), Expr.sub(o(k), t(k)));
                    }
                }
                default -> {}
            }
        }
    }

    private void softmaxNoExp() {
        if (net.isSoftmax(depth)) {
            for (int k = 0; k < net.size(depth); k++) {
                Occurrence out = procedure.out(depth, k, 0);
                var sum = new ArrayList<Expr>();
                for (int i = 0; i < net.size(depth); i++) {
                    sum.add(procedure.netOf(depth, i, 0).expr());
                }
                add("softmax-no-exp", out, Expr.div(procedure.netOf(depth, k, 0).expr(), Expr.add(sum)));
            }
        }
    }

    private void divided() {
        units((l, j) -> {
            if (!net.isSoftmax(l) && !activation(l).equals("identity")) {
                add(
                        "divided",
                        procedure.delta(l, j),
                        Expr.div(
                                procedure.byOut(l, j).expr(),
                                procedure.local(l, j).expr()));
            }
            for (int i = 0; i < net.size(l - 1); i++) {
                add(
                        "divided",
                        procedure.gradient(procedure.weight(l, j, i)),
                        Expr.div(
                                procedure.delta(l, j).expr(),
                                procedure.out(l - 1, i, 0).expr()));
            }
        });
    }

    private void givenValue() {
        for (Occurrence cell : student.chosen()) {
            if (cell.pass() > 0) {
                continue;
            }
            right(cell).substitute(symbol -> {
                BigDecimal value = procedure.given().get(symbol);
                if (value != null && !symbol.equals(Occurrence.of(Quantity.RATE))) {
                    BigDecimal other = value.add(new BigDecimal("0.1"));
                    Expr wrong = right(cell).substitute(s -> s.equals(symbol) ? Expr.num(other) : null);
                    found.add(Plant.formula("given-value", cell, wrong).showing());
                }
                return null;
            });
        }
    }

    private void wrongTarget() {
        for (int k = 0; k < net.size(depth); k++) {
            for (int other = 0; other < net.size(depth); other++) {
                if (other != k && !net.targets().get(k).equals(net.targets().get(other))) {
                    Occurrence part = Occurrence.of(new Quantity.UnitLoss(net.unit(depth, k)));
                    Occurrence by = procedure.byOut(depth, k);
                    add("wrong-target", part, swap(part, procedure.target(k), procedure.target(other)));
                    add("wrong-target", by, swap(by, procedure.target(k), procedure.target(other)));
                }
            }
        }
    }

    /** Visits the weights and biases. */
    private void parameters(java.util.function.BiConsumer<Occurrence, Occurrence> visitor) {
        procedure.given().keySet().stream()
                .filter(cell -> cell.quantity() instanceof Param)
                .sorted(java.util.Comparator.comparing(Occurrence::id))
                .forEach(cell -> visitor.accept(cell, procedure.gradient(cell)));
    }

    private void updateRule() {
        Expr rate = Occurrence.of(Quantity.RATE).expr();
        parameters((w, g) -> {
            add("update-rule", procedure.updated(w), Expr.add(w.expr(), Expr.mul(rate, g.expr())));
            if (net.rate().compareTo(BigDecimal.ONE) != 0) {
                add("update-rule", procedure.updated(w), Expr.sub(w.expr(), g.expr()));
            }
        });
    }

    private void updateState() {
        Expr step = Occurrence.of(Quantity.RATE).expr();
        parameters((w, g) -> add(
                "update-state",
                procedure.updated(w),
                Expr.add(w.expr(), Expr.neg(Expr.mul(step, g.expr())), Expr.neg(Expr.mul(step, g.expr())))));
    }

    private void wrongOperator() {
        units((l, j) -> {
            Occurrence sum = procedure.netOf(l, j, 0);
            if (right(sum) instanceof Expr.Add add) {
                for (int i = 0; i < add.terms().size(); i++) {
                    if (add.terms().get(i) instanceof Expr.Mul product) {
                        var terms = new ArrayList<>(add.terms());
                        terms.remove(i);
                        terms.addAll(i, product.factors());
                        add("wrong-operator", sum, Expr.add(terms));
                    }
                }
            }
            for (int i = 0; i < net.size(l - 1); i++) {
                Occurrence gradient = procedure.gradient(procedure.weight(l, j, i));
                add(
                        "wrong-operator",
                        gradient,
                        Expr.add(
                                procedure.delta(l, j).expr(),
                                procedure.out(l - 1, i, 0).expr()));
            }
        });
    }

    private void wrongConstant() {
        parameters((w, g) -> List.of("0.1", "0.01", "1", "0.5").forEach(other -> {
            if (net.rate().compareTo(new BigDecimal(other)) != 0) {
                add("wrong-constant", procedure.updated(w), Expr.sub(w.expr(), Expr.mul(Expr.num(other), g.expr())));
            }
        }));
    }

    private void componentForTotal() {
        if (net.size(depth) > 1) {
            for (int k = 0; k < net.size(depth); k++) {
                Occurrence part = Occurrence.of(new Quantity.UnitLoss(net.unit(depth, k)));
                add("component-for-total", part, right(Occurrence.of(Quantity.LOSS)));
                if (net.size(depth) > 2) {
                    add("component-for-total", Occurrence.of(Quantity.LOSS), part.expr());
                }
            }
        }
    }

    private void missingDerivative() {
        units((l, j) -> {
            if (!net.isSoftmax(l) && !activation(l).equals("identity")) {
                add(
                        "missing-derivative",
                        procedure.delta(l, j),
                        procedure.byOut(l, j).expr());
            }
        });
    }

    private void otherDerivative() {
        units((l, j) -> {
            Expr a = procedure.out(l, j, 0).expr();
            Expr sigmoid = Expr.mul(a, Expr.sub(Expr.ONE, a));
            Expr tanh = Expr.sub(Expr.ONE, Expr.pow(a, Expr.TWO));
            switch (activation(l)) {
                case "sigmoid" -> add("other-derivative", procedure.local(l, j), tanh);
                case "tanh", "relu", "elu" -> add("other-derivative", procedure.local(l, j), sigmoid);
                default -> {}
            }
        });
    }

    private void constantFactor() {
        for (int k = 0; k < net.size(depth); k++) {
            Occurrence part = Occurrence.of(new Quantity.UnitLoss(net.unit(depth, k)));
            Occurrence by = procedure.byOut(depth, k);
            Expr square = Expr.pow(Expr.sub(t(k), o(k)), Expr.TWO);
            Expr difference = Expr.sub(o(k), t(k));
            switch (net.loss()) {
                case "half_sse" -> {
                    add("constant-factor", part, square);
                    add("constant-factor", by, Expr.mul(Expr.TWO, difference));
                }
                case "sse" -> {
                    add("constant-factor", part, Expr.mul(Expr.div(Expr.ONE, Expr.TWO), square));
                    add("constant-factor", by, difference);
                }
                case "mse" -> {
                    if (net.size(depth) > 1) {
                        add("constant-factor", part, square);
                        add("constant-factor", by, Expr.mul(Expr.TWO, difference));
                    }
                }
                default -> {}
            }
        }
    }
}
