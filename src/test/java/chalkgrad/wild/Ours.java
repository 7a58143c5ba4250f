package chalkgrad.wild;

import chalkgrad.Pipeline;
import chalkgrad.algebra.Expr;
import chalkgrad.derive.Occurrence;
import chalkgrad.evaluate.Scope;
import chalkgrad.evaluate.Solution;
import chalkgrad.model.Graph;
import chalkgrad.model.Network;
import chalkgrad.model.Quantity;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What the program computes for one problem, by the ids of the quantity files.
 *
 * <p>{@code ours.value("out(h1)@1")} is the output of h1 after the first update, {@code "-2 …"} is no id; {@code "-delta(o1)"} is the delta
 * with the other sign, {@code "x1 * dout(h1)/dnet(h1)"} a product.
 *
 * <p>A network has {@code x}, {@code w5}, {@code target(o1)}, {@code net(h1)}, {@code out(h1)}, {@code exp(net(o1))},
 * {@code sum(exp(net))[2]}, {@code E(o1)}, {@code E}, {@code dE/dw5}, {@code dE/dout(h1)}, {@code dE/dout(h1)|o1} (what comes back through
 * o1), {@code dout(h1)/dnet(h1)}, {@code delta(h1)} and {@code w5+}; a graph has {@code q}, {@code grad(q)}, {@code grad(q)[0][1]} and
 * {@code q+}.
 */
final class Ours {
    /** An id's optional sign and pass. */
    private static final Pattern ID = Pattern.compile("(-?)(.+?)(?:@(\\d+))?");

    private static final String NAME = "([^()+]+)";

    private final Solution solution;

    /** The passes of a graph; a network's stay where they are. */
    private final List<JsonNode> passes;

    /** A form of id and the quantity that it stands for; its groups are names. */
    private static final Map<Pattern, Function<Matcher, Quantity>> QUANTITIES = Map.ofEntries(
            row("E", m -> Quantity.LOSS),
            row("net\\(" + NAME + "\\)", m -> new Quantity.Net(m.group(1))),
            row("out\\(" + NAME + "\\)", m -> new Quantity.Out(m.group(1))),
            row("exp\\(net\\(" + NAME + "\\)\\)", m -> new Quantity.Exponential(m.group(1))),
            row("sum\\(exp\\(net\\)\\)\\[(\\d+)]", m -> new Quantity.Normalizer(Integer.parseInt(m.group(1)))),
            row("E\\(" + NAME + "\\)", m -> new Quantity.UnitLoss(m.group(1))),
            row("delta\\(" + NAME + "\\)", m -> new Quantity.Delta(m.group(1))),
            row("dE/d" + NAME, m -> new Quantity.Partial(Quantity.LOSS, new Quantity.Param(m.group(1)))),
            row("dE/dout\\(" + NAME + "\\)", m -> new Quantity.Partial(Quantity.LOSS, new Quantity.Out(m.group(1)))),
            row("dE/dout\\(" + NAME + "\\)\\|" + NAME, m -> new Quantity.Path(m.group(1), m.group(2))),
            row(
                    "dout\\(" + NAME + "\\)/dnet\\(" + NAME + "\\)",
                    m -> new Quantity.Partial(new Quantity.Out(m.group(1)), new Quantity.Net(m.group(2)))),
            row(NAME + "\\+", m -> new Quantity.Updated(m.group(1))));

    private static Map.Entry<Pattern, Function<Matcher, Quantity>> row(
            String id, Function<Matcher, Quantity> quantity) {
        return Map.entry(Pattern.compile(id), quantity);
    }

    Ours(Solution solution) {
        this.solution = solution;
        this.passes = solution.problem().task() instanceof Network
                ? List.of()
                : stream(Pipeline.json(solution).get("steps")).toList();
    }

    /** The value of an id, or of nested lists of ids. */
    Figure value(Object ids) {
        if (ids instanceof List<?> list) {
            return new Figure.Many(list.stream().map(this::value).toList());
        }
        Figure product = Figure.of(1);
        for (String id : ids.toString().split(" \\* ")) {
            Matcher matcher = ID.matcher(id);
            if (!matcher.matches()) {
                throw new IllegalArgumentException(id);
            }
            int pass = matcher.group(3) == null ? 0 : Integer.parseInt(matcher.group(3));
            String name = Objects.requireNonNull(matcher.group(2));
            Figure value = passes.isEmpty() ? Figure.of(quantity(name, pass)) : node(name, passes.get(pass));
            product = product.times(matcher.group(1).isEmpty() ? value : value.map(BigDecimal::negate));
        }
        return product;
    }

    private String quantity(String id, int pass) {
        Matcher target = Pattern.compile("target\\(" + NAME + "\\)").matcher(id);
        if (target.matches()) {
            var network = (Network) solution.problem().task();
            return Objects.requireNonNull(network.samples().get(0).targets().get(target.group(1)))
                    .toPlainString();
        }
        return solution.passes().get(pass).batch().json(find(id, pass));
    }

    private Quantity find(String id, int pass) {
        Scope scope = solution.passes().get(pass).batch();
        var candidates = new ArrayList<Quantity>(List.of(new Quantity.Param(id), new Quantity.Input(id)));
        QUANTITIES.forEach((pattern, quantity) -> {
            Matcher matcher = pattern.matcher(id);
            if (matcher.matches()) {
                candidates.add(quantity.apply(matcher));
            }
        });
        List<Quantity> found = candidates.stream().filter(scope::has).toList();
        if (found.size() != 1) {
            throw new IllegalArgumentException(id + " is " + found);
        }
        return found.get(0);
    }

    /** What an id stands for, in cells; a product of ids is a product. */
    Expr expr(String ids) {
        var factors = new ArrayList<Expr>();
        for (String id : ids.split(" \\* ")) {
            Matcher matcher = ID.matcher(id);
            if (!matcher.matches()) {
                throw new IllegalArgumentException(id);
            }
            int pass = matcher.group(3) == null ? 0 : Integer.parseInt(matcher.group(3));
            String name = Objects.requireNonNull(matcher.group(2));
            Quantity quantity = passes.isEmpty() ? find(name, pass) : node(name);
            Expr cell = new Occurrence(quantity, pass, 0).expr();
            factors.add(matcher.group(1).isEmpty() ? cell : Expr.neg(cell));
        }
        return Expr.mul(factors);
    }

    private Quantity node(String id) {
        Matcher gradient = Pattern.compile("grad\\(" + NAME + "\\)").matcher(id);
        Quantity output = ((Graph) solution.problem().task()).objective();
        return gradient.matches()
                ? new Quantity.Partial(output, new Quantity.Node(gradient.group(1)))
                : id.endsWith("+") ? new Quantity.Updated(id.substring(0, id.length() - 1)) : new Quantity.Node(id);
    }

    private static Figure node(String id, JsonNode step) {
        Matcher gradient =
                Pattern.compile("grad\\(" + NAME + "\\)((?:\\[\\d+])*)").matcher(id);
        if (gradient.matches()) {
            Figure value = figure(step.at("/nodes/" + gradient.group(1) + "/gradient"));
            for (String index : gradient.group(2).replace("[", "").split("]")) {
                value = index.isEmpty() ? value : value.items().get(Integer.parseInt(index));
            }
            return value;
        }
        return id.endsWith("+")
                ? figure(step.at("/updated/" + id.substring(0, id.length() - 1)))
                : figure(step.at("/nodes/" + id + "/value"));
    }

    private static Figure figure(JsonNode node) {
        return node.isArray() ? new Figure.Many(stream(node).map(Ours::figure).toList()) : Figure.of(node.asText());
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
