package chalkgrad.publish;

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

/** A graph's results: the value and the gradient of every node, given ones included, at every step. */
final class GraphJson {
    private final Solution solution;
    private final Graph graph;
    private final Map<String, Dims> shapes;
    private final JsonGenerator json;

    GraphJson(Solution solution, Graph graph, JsonGenerator json) {
        this.solution = solution;
        this.graph = graph;
        this.shapes = graph.shapes();
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
            json.writeObjectFieldStart(node.getKey());
            json.writeFieldName("value");
            array(scope.jsonEntries(new Node(node.getKey())), node.getValue());
            json.writeFieldName("gradient");
            array(scope.jsonEntries(new Partial(graph.objective(), new Node(node.getKey()))), node.getValue());
            json.writeEndObject();
        }
        json.writeEndObject();
        if (graph.learningRate().isPresent() && pass.complete()) {
            json.writeObjectFieldStart("updated");
            for (String name : graph.learned()) {
                json.writeFieldName(name);
                array(scope.jsonEntries(new Quantity.Updated(name)), shapes.getOrDefault(name, Dims.SCALAR));
            }
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private void array(List<String> entries, Dims dims) throws IOException {
        if (dims.isScalar()) {
            json.writeString(entries.get(0));
            return;
        }
        int row = dims.isMatrix() ? dims.columns() : entries.size();
        if (dims.isMatrix()) {
            json.writeStartArray();
        }
        for (int start = 0; start < entries.size(); start += row) {
            json.writeStartArray();
            for (String entry : entries.subList(start, start + row)) {
                json.writeString(entry);
            }
            json.writeEndArray();
        }
        if (dims.isMatrix()) {
            json.writeEndArray();
        }
    }
}
