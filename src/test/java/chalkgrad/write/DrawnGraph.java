package chalkgrad.write;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.ExprParser;
import chalkgrad.model.Descent;
import chalkgrad.model.Network;
import chalkgrad.model.Quantity;
import chalkgrad.report.Block;
import chalkgrad.report.Block.Edge;
import chalkgrad.report.Block.GraphFigure;
import chalkgrad.report.Block.Vertex;
import chalkgrad.report.Message;
import chalkgrad.rules.Losses;
import chalkgrad.typeset.Latex;
import chalkgrad.typeset.Notation;
import chalkgrad.typeset.Profile;
import chalkgrad.typeset.UnicodeText;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Figures of graphs to try the picture on, with values and gradients near enough.
 *
 * <p>{@code DrawnGraph.of(2, "x = -2", "y = 5", "z = -4", "q : x + y", "f : q * z")}.
 */
final class DrawnGraph {
    private DrawnGraph() {}

    /** A graph of numbers; given values are written {@code x = 3}, nodes {@code q : x + y}, the last is the output. */
    static GraphFigure of(int decimals, String... lines) {
        Map<String, Double> values = new LinkedHashMap<>();
        Map<String, Expr> nodes = new LinkedHashMap<>();
        for (String line : lines) {
            String name = line.split(" ", 2)[0];
            String rest = line.split(" ", 3)[2];
            if (line.startsWith(name + " = ")) {
                values.put(name, Double.valueOf(rest));
            } else {
                Expr expr = parse(rest);
                nodes.put(name, expr);
                values.put(name, value(expr, values));
            }
        }
        Map<String, Double> gradients = new HashMap<>();
        List<String> names = new ArrayList<>(values.keySet());
        gradients.put(names.get(names.size() - 1), 1.0);
        List<Edge> edges = new ArrayList<>();
        for (int i = names.size() - 1; i >= 0; i--) {
            String to = names.get(i);
            double upstream = gradients.getOrDefault(to, 0.0);
            if (nodes.containsKey(to)) {
                for (String from : names(nodes.get(to))) {
                    double back = upstream * slope(nodes.get(to), from, values);
                    gradients.merge(from, back, Double::sum);
                    edges.add(
                            0,
                            new Edge(
                                    from, to, number(values.get(from), decimals), Optional.of(number(back, decimals))));
                }
            }
        }
        List<Vertex> vertices = names.stream()
                .map(name -> new Vertex(
                        name,
                        new Quantity.Node(name).expr(),
                        Optional.ofNullable(nodes.get(name)).map(DrawnGraph::quantities),
                        number(values.get(name), decimals),
                        Optional.of(number(gradients.getOrDefault(name, 0.0), decimals))))
                .toList();
        return new GraphFigure(vertices, edges, Message.of("figure.given"));
    }

    /** The logistic regression of CS231n, taken apart. */
    static GraphFigure logistic(int decimals) {
        return of(
                decimals,
                "w0 = 2",
                "x0 = -1",
                "w1 = -3",
                "x1 = -2",
                "w2 = -3",
                "p0 : w0 * x0",
                "p1 : w1 * x1",
                "s : p0 + p1",
                "u : s + w2",
                "v : -u",
                "g : exp(v)",
                "h : g + 1",
                "f : 1 / h");
    }

    /** A graph of matrices and vectors, small ones written out and large ones by their shape. */
    static GraphFigure matrices() {
        Expr small = matrix("2 1 -3", "-3 4 2");
        Expr column = matrix("1", "-2.5", "0.5");
        Expr large = Expr.sym("3×4");
        return new GraphFigure(
                List.of(
                        vertex("x", "", small),
                        vertex("w", "", large),
                        vertex("b", "", column),
                        vertex("y", "x @ w", large),
                        vertex("z", "y + b", large),
                        vertex("s", "softmax(z)", large),
                        vertex("L", "sum(s)", Expr.num("1.386"))),
                List.of(
                        new Edge("x", "y", small, Optional.of(small)),
                        new Edge("w", "y", large, Optional.of(large)),
                        new Edge("y", "z", large, Optional.of(large)),
                        new Edge("b", "z", column, Optional.of(column)),
                        new Edge("z", "s", large, Optional.of(large)),
                        new Edge("s", "L", large, Optional.of(large))),
                Message.of("figure.given"));
    }

    private static Vertex vertex(String name, String gate, Expr value) {
        return new Vertex(
                name,
                new Quantity.Node(name).expr(),
                gate.isEmpty() ? Optional.empty() : Optional.of(quantities(parse(gate))),
                value,
                Optional.of(value));
    }

    private static Expr matrix(String... rows) {
        return new Expr.Matrix(Stream.of(rows)
                .map(row -> Stream.of(row.split(" ")).<Expr>map(Expr::num).toList())
                .toList());
    }

    /** A graph of some operators at random, every node but the last used somewhere. */
    static GraphFigure random(long seed, int size) {
        var random = new Random(seed);
        int given = 1 + random.nextInt(Math.max(1, size / 2));
        int decimals = random.nextInt(6);
        String[] one = {"exp(%s/9)", "sigmoid(%s)", "%s + 1", "-%s", "%s^2", "relu(%s)", "max(0, %s)", "tanh(%s)/2 + 1"
        };
        String[] two = {"%s + %s", "%s * %s", "%s - %s", "max(%s, %s)", "%s * %s + 1"};
        List<String> lines = new ArrayList<>();
        List<String> unused = new ArrayList<>();
        List<String> all = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            String name = i < given ? "x" + i : (random.nextInt(4) == 0 ? "node_" : "n") + i;
            if (i < given) {
                lines.add(name + " = " + (random.nextInt(400) - 200) / 100.0);
            } else if (i == size - 1 && unused.size() > 2) {
                lines.add(name + " : " + String.join(" + ", unused));
            } else if (random.nextInt(3) == 0) {
                lines.add(name + " : " + one[random.nextInt(one.length)].formatted(pick(random, unused, all)));
            } else {
                lines.add(name + " : "
                        + two[random.nextInt(two.length)].formatted(
                                pick(random, unused, all), pick(random, unused, all)));
            }
            unused.add(name);
            all.add(name);
        }
        return of(decimals, lines.toArray(String[]::new));
    }

    private static String pick(Random random, List<String> unused, List<String> all) {
        if (!unused.isEmpty() && random.nextInt(5) > 0) {
            return unused.remove(random.nextInt(unused.size()));
        }
        String name = all.get(random.nextInt(all.size()));
        unused.remove(name);
        return name;
    }

    static Expr parse(String text) {
        return ((ExprParser.Result.Parsed) ExprParser.parse(text)).expr();
    }

    private static Expr quantities(Expr e) {
        return e.substitute(symbol -> new Quantity.Node(symbol.id()).expr());
    }

    private static Expr number(double value, int decimals) {
        double shown = Double.isFinite(value) ? Math.max(-1e6, Math.min(1e6, value)) : 0;
        return Expr.num(BigDecimal.valueOf(shown).setScale(decimals, RoundingMode.HALF_UP));
    }

    private static Set<String> names(Expr e) {
        Set<String> names = new LinkedHashSet<>();
        e.substitute(symbol -> {
            names.add(symbol.id());
            return null;
        });
        return names;
    }

    private static double slope(Expr e, String by, Map<String, Double> values) {
        double step = 1e-6;
        Map<String, Double> higher = new HashMap<>(values);
        Map<String, Double> lower = new HashMap<>(values);
        higher.merge(by, step, Double::sum);
        lower.merge(by, -step, Double::sum);
        return (value(e, higher) - value(e, lower)) / (2 * step);
    }

    private static double value(Expr e, Map<String, Double> values) {
        if (e instanceof Expr.Num n) {
            return n.value().doubleValue();
        } else if (e instanceof Expr.Sym s) {
            return values.get(s.symbol().id());
        }
        List<Double> parts = e.parts().stream().map(part -> value(part, values)).toList();
        double first = parts.get(0);
        if (e instanceof Expr.Neg) {
            return -first;
        } else if (e instanceof Expr.Add) {
            return parts.stream().mapToDouble(p -> p).sum();
        } else if (e instanceof Expr.Mul) {
            return parts.stream().reduce(1.0, (a, b) -> a * b);
        } else if (e instanceof Expr.Div) {
            return first / parts.get(1);
        } else if (e instanceof Expr.Pow) {
            return Math.pow(first, parts.get(1));
        }
        return switch (((Expr.Call) e).function()) {
            case "exp" -> Math.exp(first);
            case "ln" -> Math.log(first);
            case "sigmoid" -> 1 / (1 + Math.exp(-first));
            case "tanh" -> Math.tanh(first);
            case "relu" -> Math.max(0, first);
            case "max" -> Math.max(first, parts.get(1));
            default -> throw new IllegalArgumentException(e.toString());
        };
    }

    static Notation notation() {
        var nothing = new Network(
                List.of(),
                List.of(),
                Map.of(),
                Set.of(),
                Losses.find("half_sse").orElseThrow(),
                List.of(),
                Network.Batch.MEAN,
                Optional.empty(),
                Descent.PLAIN,
                1,
                Set.of(),
                Optional.empty());
        return Notation.of(Profile.ALL.get(0), Map.of(), nothing);
    }

    static Function<Expr, Page.Formula> formulas() {
        var latex = new Latex(notation(), Latex.Flavour.PLAIN);
        var text = new UnicodeText(notation());
        return e -> new Page.Formula(latex.of(e), text.of(e));
    }

    static Picture picture(GraphFigure figure) {
        return new GraphPicture(figure, formulas(), Messages.of("en")).picture();
    }

    /** The page of these blocks, in the language and with the macros that a format takes. */
    static Page page(String language, Flavour flavour, List<Block> blocks) {
        return new PageMaker(Messages.of(language), notation(), flavour).page(blocks);
    }
}
