package chalkgrad.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.Pipeline;
import chalkgrad.algebra.Expr;
import chalkgrad.algebra.ExprParser;
import chalkgrad.algebra.Symbol;
import chalkgrad.derive.Deriver;
import chalkgrad.derive.GraphDerivation;
import chalkgrad.derive.LossShortcut;
import chalkgrad.derive.SchemeGraph;
import chalkgrad.model.Graph;
import chalkgrad.model.Problem;
import chalkgrad.model.Quantity;
import chalkgrad.model.Quantity.Local;
import chalkgrad.model.Quantity.Node;
import chalkgrad.model.Quantity.Partial;
import chalkgrad.model.Scheme;
import chalkgrad.problem.ProblemReader;
import chalkgrad.problem.Reading;
import chalkgrad.rules.RuleBook;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Graphs without numbers: their formulas are right at random values of random sizes. */
class LettersTest {
    private static final Path COURSES = Path.of("examples/courses/letters");
    private static final RuleBook RULES = new RuleBook();

    private static Problem read(String name, String text) {
        Reading reading = ProblemReader.read(name, text.getBytes(StandardCharsets.UTF_8));
        assertThat(reading.complete()).as(text + reading.findings()).isTrue();
        return reading.problems().get(0);
    }

    private static GraphDerivation derive(Problem problem) {
        return (GraphDerivation) new Deriver(RULES).derive(problem.task());
    }

    private static Solution solved(Problem problem) {
        Solution.Outcome outcome = Solver.solve(problem, derive(problem));
        assertThat(outcome).isInstanceOf(Solution.Solved.class);
        return ((Solution.Solved) outcome).solution();
    }

    private static Problem course(String file) throws IOException {
        Problem problem = read(file, Files.readString(COURSES.resolve(file + ".yaml")));
        return problem.task() instanceof Scheme scheme ? problem.withTask(SchemeGraph.of(scheme)) : problem;
    }

    /** A node; {@code g_z} for the gradient of z, {@code d_h_z} for the slope of h by z. */
    private static Symbol named(Graph graph, Symbol symbol) {
        String name = symbol.id();
        if (graph.shapes().containsKey(name)) {
            return new Node(name);
        } else if (name.startsWith("g_")) {
            return new Partial(graph.objective(), new Node(name.substring(2)));
        }
        String[] parts = name.split("_", 3);
        return new Local(new Node(parts[1]), new Node(parts[2]));
    }

    private static void assertGradient(Problem problem, String name, String published) {
        Solver.Instance at = Solver.instance(problem, derive(problem)).orElseThrow();
        Graph graph = at.derivation().graph();
        Expr expr = ((ExprParser.Result.Parsed) ExprParser.parse(published))
                .expr()
                .substitute(symbol -> symbol.id().equals("N")
                        ? Expr.num(graph.shapes().get("X").rows())
                        : symbol.id().equals("M")
                                ? Expr.num(graph.shapes().get("X").columns())
                                : symbol.id().equals("d")
                                        ? Expr.num(graph.shapes().get("Q").columns())
                                        : Expr.sym(named(graph, symbol)));
        assertSame(at, new Partial(graph.objective(), new Node(name)), expr);
    }

    private static void assertSame(Solver.Instance at, Quantity gradient, Expr expr) {
        Scope scope = at.passes().get(0).batch();
        Value value = new TensorEvaluator(scope.arithmetic()).value(expr, scope::look, Branches.recording());
        Value derived = scope.array(gradient);
        assertThat(Tensor.dims(value)).isEqualTo(Tensor.dims(derived));
        for (int i = 0; i < Tensor.entries(value).size(); i++) {
            BigDecimal left = Landscape.middle(Tensor.entries(value).get(i), MathContext.DECIMAL64);
            BigDecimal right = Landscape.middle(Tensor.entries(derived).get(i), MathContext.DECIMAL64);
            assertThat(left.subtract(right).abs()).isLessThan(new BigDecimal("1e-13"));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            # file; gradient; as it is published
            softmax-two-layer; V; outer(p*sum(y) - y, h)
            softmax-two-layer; b2; p*sum(y) - y
            softmax-two-layer; W; outer(V'@(p*sum(y) - y)*relu(z)/(relu(z) + 1e-60), x)
            residual; y; y - t
            residual; c; g_y*d_y_u
            residual; V; outer(g_u, h)
            residual; h; g_y + V'@g_u
            residual; b; g_h*d_h_z
            residual; W; outer(g_z, x)
            residual; x; W'@g_z + g_h
            word2vec-softmax; v_c; U'@(softmax(U@v_c)*sum(y) - y)
            word2vec-softmax; U; outer(softmax(U@v_c)*sum(y) - y, v_c)
            word2vec-negative; v_c; (sigmoid(s) - 1)*u_o + U_n'@(1 - sigmoid(-r))
            word2vec-negative; u_o; (sigmoid(s) - 1)*v_c
            word2vec-negative; U_n; outer(1 - sigmoid(-r), v_c)
            three-functions; w1; d_y_h1*d_h1_w1
            one-unit; w1; 2*(y - t)*d_y_z*x1
            mlp-batch; W2; A1'@g_Z2
            mlp-batch; W1; X'@((g_Z2@W2')*(1 - A1^2))
            mlp-columns; W_2; g_Z_2@A_1'
            mlp-columns; W_1; ((W_2'@g_Z_2)*A_1*(1 - A_1))@X'
            attention; V; P'@g_O
            attention; Q; g_S@K/sqrt(d)
            attention; K; g_S'@Q/sqrt(d)
            least-squares; w; X'@(X@w - y)/N + lambda*w
            logistic-batch; w; X'@(p - y)/N
            logistic-batch; b; sum(p - y)/N
            recurrent; W; outer((1 - h2^2)*(V'@(y - t)), h1) + outer((1 - h1^2)*(W'@((1 - h2^2)*(V'@(y - t)))), h0)
            """)
    void aPublishedFormulaIsThatOfTheDerivation(String file, String gradient, String published) throws IOException {
        assertGradient(course(file), gradient, published);
    }

    @Test
    void whatAnActivationAndItsLossLeaveTogetherIsTheGradient() throws IOException {
        for (String[] each :
                List.of(new String[] {"softmax-two-layer", "p", "a"}, new String[] {"logistic-batch", "p", "z"})) {
            Problem problem = course(each[0]);
            Solver.Instance at = Solver.instance(problem, derive(problem)).orElseThrow();
            LossShortcut found =
                    LossShortcut.at(at.derivation(), new Node(each[1])).orElseThrow();
            assertSame(
                    at,
                    new Partial(at.derivation().graph().objective(), new Node(each[2])),
                    found.exact().orElse(found.taught()));
        }
    }

    @Test
    void everyCourseQuestionIsSolved() throws IOException {
        try (var files = Files.list(COURSES)) {
            for (Path file : files.sorted().toList()) {
                CrossCheck check = solved(course(file.getFileName().toString().replace(".yaml", "")))
                        .check();
                assertThat(check.agrees() && check.untold() == 0 && check.gradients() > 0)
                        .as(file + " " + check)
                        .isTrue();
            }
        }
    }

    @Test
    void numbersStandWhereTheyCanBeHad() {
        Solution solution = solved(read(
                "mixed",
                "given: {y: 0.6, d: 1, h: 0.5, w: scalar}\n"
                        + "nodes: {delta: (d - y)*y*(1 - y), g: delta*h, L: w*g}\noutput: L\n"));
        Scope scope = solution.passes().get(0).batch();
        assertThat(scope.json(new Node("g"))).isEqualTo("0.048");
        assertThat(scope.json(new Partial(new Node("L"), new Node("w")))).isEqualTo("0.048");
        assertThat(scope.has(new Node("L"))).isFalse();
    }

    /** What is open along one way back is passed over; the rest has its numbers. */
    @Test
    void aPageOfAPartlyOpenGraph() {
        var page = new String(Pipeline.publish(new Pipeline().solution("""
                                given: {x: 1, W: {shape: [4]}, t: 1}
                                nodes: {a: W * x, i: "sigmoid(a[1])", L: "sse(i, t)"}
                                output: L
                                """), "md"), StandardCharsets.UTF_8);
        assertThat(page).contains("x = 1").contains("\\frac{\\partial L}{\\partial t} & = 2\\,(t - i)");
    }

    @Test
    void theTargetsOfAnInstanceForWorksAddUpToOne() throws IOException {
        Problem problem = course("softmax-two-layer");
        Solution solution = Solver.atRandom(problem, derive(problem)).orElseThrow();
        BigDecimal sum = ((Graph) solution.problem().task())
                .given().get("y").entries().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(sum).isEqualByComparingTo("1");
    }

    /** A graph of random operations on arrays whose sizes are letters. */
    private static final class RandomGraph {
        private static final List<String> LETTERS = List.of("n", "m", "k");
        private static final List<String> FUNCTIONS = List.of(
                "tanh(%s)",
                "sigmoid(%s)", "phi(%s)", "psi(%s)", "exp(%s/4)", "relu(%s)", "-%s", "%s^2/3", "softplus(%s)");
        private final Random random;
        private final StringBuilder given = new StringBuilder();
        private final StringBuilder nodes = new StringBuilder();
        private final List<String> names = new ArrayList<>();
        private final List<List<String>> shapes = new ArrayList<>();
        private int count;

        RandomGraph(long seed) {
            random = new Random(seed);
        }

        private String give(List<String> shape) {
            String name = "p" + ++count;
            given.append(given.isEmpty() ? "" : ", ")
                    .append(name)
                    .append(": ")
                    .append(shape.isEmpty() ? "scalar" : shape);
            return name;
        }

        private void node(String expression, List<String> shape) {
            String name = "v" + ++count;
            nodes.append("  ")
                    .append(name)
                    .append(": '")
                    .append(expression.replace("'", "''"))
                    .append("'\n");
            names.add(name);
            shapes.add(shape);
        }

        private String letter() {
            return LETTERS.get(random.nextInt(LETTERS.size()));
        }

        String text() {
            List<String> first = random.nextBoolean() ? List.of(letter()) : List.of(letter(), letter());
            names.add(give(first));
            shapes.add(first);
            int size = 2 + random.nextInt(6);
            for (int i = 0; i < size; i++) {
                step();
            }
            String last = names.get(names.size() - 1);
            List<String> shape = shapes.get(shapes.size() - 1);
            nodes.append("  L: '")
                    .append(
                            switch (random.nextInt(4)) {
                                case 0 -> "sum(" + last + ")";
                                case 1 -> "mean(" + last + "^2)";
                                case 2 -> "half_sse(" + last + ", " + give(shape) + ")";
                                default -> "sum(" + last + "*" + give(shape) + ")/2";
                            })
                    .append("'\n");
            return "functions: [phi, psi]\ngiven: {" + given + "}\nnodes:\n" + nodes + "output: L\n";
        }

        private void step() {
            int at = names.size() - 1 - random.nextInt(Math.min(2, names.size()));
            String x = names.get(at);
            List<String> shape = shapes.get(at);
            boolean vector = shape.size() == 1;
            switch (random.nextInt(7)) {
                case 0 -> {
                    String to = letter();
                    List<String> result = vector ? List.of(to) : List.of(to, shape.get(1));
                    String w = give(List.of(to, shape.get(0)));
                    node(w + " @ " + x + (vector ? " + " + give(result) : ""), result);
                }
                case 1 -> {
                    String to = letter();
                    String w = give(List.of(shape.get(shape.size() - 1), to));
                    node(x + " @ " + w + " + " + give(List.of(to)), vector ? List.of(to) : List.of(shape.get(0), to));
                }
                case 2 -> node(x + " * " + give(shape) + " + " + x, shape);
                case 3 -> node("softmax(" + x + ")", shape);
                case 4 -> node(give(List.of()) + " * " + x + " - mean(" + x + ")", shape);
                case 5 -> {
                    if (vector) {
                        String to = letter();
                        node("outer(" + x + ", " + give(List.of(to)) + ")", List.of(shape.get(0), to));
                    } else {
                        node(x + "'", List.of(shape.get(1), shape.get(0)));
                    }
                }
                default -> node(FUNCTIONS.get(random.nextInt(FUNCTIONS.size())).replace("%s", x), shape);
            }
        }
    }

    @Test
    void twoHundredRandomGraphsAgreeWithCentralDifferences() {
        for (long seed = 1; seed <= 200; seed++) {
            String text = new RandomGraph(seed).text();
            CrossCheck check = solved(read("random", text)).check();
            assertThat(check.agrees() && check.untold() == 0 && check.digits() >= 15)
                    .as("seed " + seed + ": " + check + "\n" + text)
                    .isTrue();
        }
    }
}
