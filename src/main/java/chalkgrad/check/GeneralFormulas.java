package chalkgrad.check;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Symbol;
import chalkgrad.derive.Deriver;
import chalkgrad.evaluate.Solution;
import chalkgrad.evaluate.Solver;
import chalkgrad.model.Descent;
import chalkgrad.model.Graph;
import chalkgrad.model.Network;
import chalkgrad.model.Problem;
import chalkgrad.model.Quantity.Partial;
import chalkgrad.rules.Activation;
import chalkgrad.rules.Activations;
import chalkgrad.rules.Loss;
import chalkgrad.rules.Losses;
import chalkgrad.work.Work.Chain;
import chalkgrad.work.Work.Side;
import chalkgrad.work.WrittenName;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Networks of our own, on which a formula is tried that speaks of any neuron or any layer and of nothing in the problem.
 *
 * <p>{@code w_{new} = w_{old} - \eta \delta x} is right of a single neuron that has the problem's activation and loss.
 *
 * <p>A formula that does not hold there may still be right of something else: these networks never make one wrong.
 */
final class GeneralFormulas {
    private static final List<BigDecimal> VALUES = List.of(
            new BigDecimal("0.37"),
            new BigDecimal("-0.52"),
            new BigDecimal("0.83"),
            new BigDecimal("0.29"),
            new BigDecimal("-0.61"),
            new BigDecimal("0.47"),
            new BigDecimal("0.71"),
            new BigDecimal("-0.23"),
            new BigDecimal("0.59"),
            new BigDecimal("0.13"));

    private final List<Checker> networks;

    private GeneralFormulas(List<Checker> networks) {
        this.networks = networks;
    }

    /** The networks for a problem: a neuron for each of its activations; of a graph nobody knows one, so a usual network is added. */
    static GeneralFormulas of(Solution solution) {
        var problems = new ArrayList<Network>();
        if (solution.problem().task() instanceof Network network) {
            network.layers().stream()
                    .map(Network.Layer::activation)
                    .filter(activation -> activation.kind() != Activation.Kind.SOFTMAX)
                    .distinct()
                    .forEach(activation -> problems.add(layered(List.of(1, 1), activation, network.loss())));
        } else if (solution.problem().task() instanceof Graph) {
            Activation sigmoid = Activations.find("sigmoid").orElseThrow();
            Loss loss = Losses.find("half_sse").orElseThrow();
            problems.add(layered(List.of(1, 1), sigmoid, loss));
            problems.add(layered(List.of(2, 2, 2), sigmoid, loss));
            problems.add(layered(List.of(2, 2, 2), Activations.find("identity").orElseThrow(), loss));
        }
        var checkers = new ArrayList<Checker>();
        for (Network network : problems) {
            if (!solution.problem().task().equals(network)) {
                checker(solution, network).ifPresent(checkers::add);
            }
        }
        return new GeneralFormulas(checkers);
    }

    private static Optional<Checker> checker(Solution solution, Network network) {
        Problem problem = solution.problem().withTask(network).withMarks(Map.of());
        Solution.Outcome outcome =
                Solver.solve(problem, new Deriver(solution.derivation().rules()).derive(network));
        return outcome instanceof Solution.Solved solved
                ? Optional.of(new Checker(solved.solution()))
                : Optional.empty();
    }

    /** A network of layers with so many units, the inputs first, all with one activation and with biases. */
    private static Network layered(List<Integer> sizes, Activation activation, Loss loss) {
        var values = new ArrayList<BigDecimal>();
        var parameters = new LinkedHashMap<String, BigDecimal>();
        var weights = new LinkedHashSet<String>();
        boolean single = sizes.equals(List.of(1, 1));
        List<String> before = units("x", sizes.get(0));
        var inputs = new LinkedHashMap<String, BigDecimal>();
        before.forEach(name -> inputs.put(name, next(values)));
        List<String> sources = List.copyOf(before);
        var layers = new ArrayList<Network.Layer>();
        int number = 0;
        for (int l = 1; l < sizes.size(); l++) {
            boolean last = l == sizes.size() - 1;
            var units = new ArrayList<Network.Unit>();
            var biases = new LinkedHashMap<String, BigDecimal>();
            for (String unit : units(last ? "y" : "h" + (sizes.size() > 3 ? l + "_" : ""), sizes.get(l))) {
                var edges = new ArrayList<Network.Edge>();
                for (String source : sources) {
                    String weight = single ? "w" : "w" + ++number;
                    edges.add(new Network.Edge(source, weight));
                    parameters.put(weight, next(values));
                    weights.add(weight);
                }
                String bias = single ? "b" : "b" + (biases.size() + 1) + "_" + l;
                biases.put(bias, next(values));
                units.add(new Network.Unit(unit, edges, Optional.of(bias)));
            }
            parameters.putAll(biases);
            layers.add(new Network.Layer(units, activation));
            sources = units.stream().map(Network.Unit::name).toList();
        }
        var targets = new LinkedHashMap<String, BigDecimal>();
        sources.forEach(name -> targets.put(name, next(values).abs()));
        return new Network(
                List.copyOf(inputs.keySet()),
                layers,
                parameters,
                weights,
                loss,
                List.of(new Network.Sample(inputs, targets)),
                Network.Batch.MEAN,
                Optional.of(new BigDecimal("0.17")),
                Descent.PLAIN,
                1,
                Set.of(),
                Optional.empty());
    }

    private static List<String> units(String letter, int count) {
        if (count == 1) {
            return List.of(letter);
        }
        var names = new ArrayList<String>();
        for (int i = 1; i <= count; i++) {
            names.add(letter + i);
        }
        return names;
    }

    private static BigDecimal next(List<BigDecimal> used) {
        BigDecimal value = VALUES.get(used.size() % VALUES.size()).add(BigDecimal.valueOf(used.size(), 3));
        used.add(value);
        return value;
    }

    /** Whether a formula, of letters only, holds of one of the networks. */
    boolean hold(Chain chain, Conventions conventions, Effort effort) {
        if (!isGeneral(chain)) {
            return false;
        }
        Chain plain = withoutSample(chain);
        return networks.stream()
                .map(network -> network.judge(conventions, effort))
                .anyMatch(judge -> judge.holds(plain));
    }

    private static boolean isGeneral(Chain chain) {
        return chain.sides().stream().allMatch(side -> isGeneral(side.expr()))
                && chain.sides().stream().filter(side -> hasName(side.expr())).count() > 1;
    }

    private static boolean hasName(Expr expr) {
        return expr instanceof Expr.Sym || expr.parts().stream().anyMatch(GeneralFormulas::hasName);
    }

    private static boolean isGeneral(Expr expr) {
        if (expr instanceof Expr.Num number) {
            return number.value().scale() <= 0;
        }
        return !(expr instanceof Expr.Sym sym) || isGeneral(sym.symbol())
                ? expr.parts().stream().allMatch(GeneralFormulas::isGeneral)
                : false;
    }

    private static boolean isGeneral(Symbol symbol) {
        if (symbol instanceof Partial partial) {
            return isGeneral(partial.of()) && isGeneral(partial.by());
        }
        return !(symbol instanceof WrittenName name)
                || (name.base() + name.sub() + name.sup()).chars().noneMatch(Character::isDigit)
                || name.sup().equals("(0)");
    }

    // A formula of the i-th sample

    /** The formula without the number of its sample, {@code (i)}, where every name that has a number above it has this one. */
    private static Chain withoutSample(Chain chain) {
        var above = new LinkedHashSet<String>();
        chain.sides().forEach(side -> above(side.expr(), above));
        if (above.size() != 1 || !above.iterator().next().matches("[(\\[]?[ijkmn][)\\]]?")) {
            return chain;
        }
        return new Chain(
                chain.sides().stream()
                        .map(side -> new Side(side.line(), side.text(), side.sign(), plain(side.expr())))
                        .toList(),
                chain.context(),
                chain.about(),
                chain.topic());
    }

    private static void above(Expr expr, Set<String> all) {
        if (expr instanceof Expr.Sym sym) {
            above(sym.symbol(), all);
        }
        expr.parts().forEach(part -> above(part, all));
    }

    private static void above(Symbol symbol, Set<String> all) {
        if (symbol instanceof Partial partial) {
            above(partial.of(), all);
            above(partial.by(), all);
        } else if (symbol instanceof WrittenName name && !name.sup().isEmpty()) {
            all.add(name.sup());
        }
    }

    private static Expr plain(Expr expr) {
        return expr instanceof Expr.Sym sym ? Expr.sym(plain(sym.symbol())) : expr.mapParts(GeneralFormulas::plain);
    }

    private static Symbol plain(Symbol symbol) {
        if (symbol instanceof Partial partial) {
            return new Partial(plain(partial.of()), plain(partial.by()));
        }
        return symbol instanceof WrittenName name
                ? new WrittenName(name.base(), name.sub(), "", name.pass(), name.sample())
                : symbol;
    }
}
