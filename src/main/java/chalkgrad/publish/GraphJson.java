package chalkgrad.publish;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.PlainText;
import chalkgrad.evaluate.Pass;
import chalkgrad.evaluate.Scope;
import chalkgrad.evaluate.Solution;
import chalkgrad.model.Graph;
import chalkgrad.model.Quantity;
import chalkgrad.model.Quantity.Node;
import chalkgrad.model.Quantity.Partial;
import chalkgrad.rules.Dims;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A graph's results: the value and the gradient of every node, given ones included, at every step. */
final class GraphJson {
    private final Solution solution;
    private final Graph graph;
    private final Map<String, Dims> shapes;
    private final boolean open;
    private final JsonGenerator json;

    GraphJson(Solution solution, Graph graph, JsonGenerator json) {
        this.solution = solution;
        this.graph = graph;
        this.shapes = graph.shapes();
        this.open = graph.isOpen();
        this.json = json;
    }

    void write() throws IOException {
        json.writeStartObject();
        json.writeStringField("problem", solution.problem().name());
        json.writeArrayFieldStart("steps");
        for (Pass pass : solution.passes()) {
            pass(pass);
        }
        json.writeEndArray();
        UnsureJson.write(solution, json);
        json.writeEndObject();
    }

    private void pass(Pass pass) throws IOException {
        Scope scope = pass.batch();
        json.writeStartObject();
        json.writeNumberField("step", pass.step());
        json.writeObjectFieldStart("nodes");
        for (Map.Entry<String, Dims> node : shapes.entrySet()) {
            var named = new Node(node.getKey());
            json.writeObjectFieldStart(node.getKey());
            if (open) {
                json.writeStringField("shape", node.getValue().toString());
            }
            result("value", scope, named, node.getValue());
            result("gradient", scope, new Partial(graph.objective(), named), node.getValue());
            json.writeEndObject();
        }
        json.writeEndObject();
        if (graph.learningRate().isPresent() && pass.complete()) {
            json.writeObjectFieldStart("updated");
            for (String name : graph.learned()) {
                result(name, scope, new Quantity.Updated(name), shapes.getOrDefault(name, Dims.SCALAR));
            }
            json.writeEndObject();
            StateJson.write(
                    solution.derivation(),
                    scope,
                    json,
                    (name, entries) -> array(entries, shapes.getOrDefault(name, Dims.SCALAR)));
        }
        json.writeEndObject();
    }

    /** The numbers; where there are none, the expression in the problem-file grammar, and nothing for what is given. */
    private void result(String field, Scope scope, Quantity quantity, Dims dims) throws IOException {
        if (scope.has(quantity)) {
            json.writeFieldName(field);
            array(scope.jsonEntries(quantity), dims);
            return;
        }
        Optional<Expr> expression = solution.derivation().find(quantity).map(step -> plain(written(step.expression())));
        if (expression.isPresent()) {
            json.writeStringField(field, PlainText.of(expression.get()));
        }
    }

    /** A product without factors of one. */
    private static Expr plain(Expr e) {
        Expr inner = e.mapParts(GraphJson::plain);
        return inner instanceof Expr.Mul m
                ? Expr.mul(m.factors().stream()
                        .filter(factor -> !factor.equals(Expr.ONE))
                        .toList())
                : inner;
    }

    /** With what comes back along each edge put in, and gradients and slopes called as they are in works. */
    private Expr written(Expr e) {
        return e.substitute(symbol -> symbol instanceof Quantity.Flow || symbol instanceof Quantity.Local
                ? written(solution.derivation().step((Quantity) symbol).expression())
                : symbol.equals(new Partial(graph.objective(), new Node(graph.output())))
                                && graph.upstream().isEmpty()
                        ? Expr.ONE
                        : symbol instanceof Partial || symbol instanceof Quantity.Ones
                                ? Expr.sym(((Quantity) symbol).id().replace(" x ", ", "))
                                : null);
    }

    private void array(List<String> entries, Dims dims) throws IOException {
        if (dims.isScalar()) {
            json.writeString(entries.get(0));
            return;
        }
        int parts = dims.rows();
        int each = entries.size() / parts;
        var part = new Dims(dims.axes().subList(1, dims.axes().size()));
        json.writeStartArray();
        for (int start = 0; start < entries.size(); start += each) {
            array(entries.subList(start, start + each), part);
        }
        json.writeEndArray();
    }
}
