package chalkgrad.publish;

import chalkgrad.algebra.PlainText;
import chalkgrad.derive.ClosedForm;
import chalkgrad.derive.GradientExpression;
import chalkgrad.derive.GraphDerivation;
import chalkgrad.evaluate.Pass;
import chalkgrad.evaluate.Scope;
import chalkgrad.evaluate.Solution;
import chalkgrad.model.Network;
import chalkgrad.model.Quantity;
import chalkgrad.model.Quantity.BatchDelta;
import chalkgrad.model.Quantity.Delta;
import chalkgrad.model.Quantity.Net;
import chalkgrad.model.Quantity.Out;
import chalkgrad.model.Quantity.Param;
import chalkgrad.model.Quantity.Partial;
import chalkgrad.typeset.Latex;
import chalkgrad.typeset.Notation;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The results as data: every number a decimal string, correctly rounded to at least 20 significant digits.
 *
 * <p>{@code JsonResult.of(solution, notation, false).bytes()} begins with <code>{"problem" : "wikidocs"</code>.
 */
record JsonResult(byte[] bytes, List<String> warnings, Optional<Publisher.Streamed> streamed) {
    /** The result of more passes is written as it is made. */
    private static final int MANY_PASSES = 2_000;

    static JsonResult of(Solution solution, Notation notation, boolean closed) {
        var warnings = new ArrayList<String>();
        var formulas = solution.derivation() instanceof GraphDerivation
                ? Optional.<Formulas>empty()
                : Optional.of(new Formulas(solution, notation, warnings, closed));
        Publisher.Streamed writing = out -> write(solution, formulas, out);
        if (solution.passes().size() > MANY_PASSES) {
            return new JsonResult(new byte[0], warnings, Optional.of(writing));
        }
        var buffer = new ByteArrayOutputStream();
        try {
            writing.writeTo(buffer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new JsonResult(buffer.toByteArray(), warnings, Optional.empty());
    }

    private static void write(Solution solution, Optional<Formulas> formulas, OutputStream out) throws IOException {
        try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.setPrettyPrinter(new DefaultPrettyPrinter());
            if (formulas.isPresent()) {
                new Writing(solution, json, formulas.get()).write();
            } else {
                new GraphJson(solution, ((GraphDerivation) solution.derivation()).graph(), json).write();
            }
        }
    }

    /** The gradients' formulas, which are the same at every step. */
    private static final class Formulas {
        private final Map<String, Formula> byName = new HashMap<>();

        private record Formula(
                String expression, String latex, @Nullable String closed) {}

        Formulas(Solution solution, Notation notation, List<String> warnings, boolean closed) {
            Network network = solution.ofNetwork().network();
            var expressions = new GradientExpression(solution.ofNetwork());
            var latex = new Latex(notation, Latex.Flavour.PLAIN);
            var forms = closed ? new ClosedForm(solution.ofNetwork()) : null;
            for (String name : network.parameters().keySet()) {
                var expression = expressions.of(name);
                String whole = null;
                if (forms != null) {
                    var form = forms.of(name);
                    whole = form.map(PlainText::of).orElse(null);
                    if (form.isEmpty()) {
                        warnings.add("the closed form of dE/d" + name + " is left out: it has more than "
                                + ClosedForm.LIMIT + " leaves, or changes from sample to sample");
                    }
                }
                byName.put(
                        name,
                        new Formula(PlainText.of(GradientExpression.named(expression)), latex.of(expression), whole));
            }
        }

        Formula of(String name) {
            return Objects.requireNonNull(byName.get(name));
        }
    }

    /** One result on its way into JSON. */
    private static final class Writing {
        private final Solution solution;
        private final Network network;
        private final JsonGenerator json;
        private final Formulas formulas;

        Writing(Solution solution, JsonGenerator json, Formulas formulas) {
            this.solution = solution;
            this.network = solution.ofNetwork().network();
            this.json = json;
            this.formulas = formulas;
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
            json.writeStartObject();
            json.writeNumberField("step", pass.step());
            json.writeStringField("loss", pass.batch().json(Quantity.LOSS));
            json.writeArrayFieldStart("samples");
            for (Scope scope : pass.samples()) {
                sample(scope, pass.complete());
            }
            json.writeEndArray();
            if (pass.complete()) {
                json.writeObjectFieldStart("gradients");
                for (String name : network.parameters().keySet()) {
                    gradient(name, pass.batch());
                }
                if (pass.samples().size() == 1) {
                    for (String name : network.askedInputs()) {
                        input(name, pass.batch());
                    }
                }
                json.writeEndObject();
                if (network.learningRate().isPresent()) {
                    json.writeObjectFieldStart("updated");
                    for (String name : network.parameters().keySet()) {
                        var updated = new Quantity.Updated(name);
                        Quantity value = pass.batch().has(updated) ? updated : new Param(name);
                        json.writeStringField(name, pass.batch().json(value));
                    }
                    json.writeEndObject();
                    StateJson.write(
                            solution.derivation(),
                            pass.batch(),
                            json,
                            (name, entries) -> json.writeString(entries.get(0)));
                }
            }
            json.writeEndObject();
        }

        private void sample(Scope scope, boolean complete) throws IOException {
            json.writeStartObject();
            json.writeStringField("loss", scope.json(Quantity.LOSS));
            json.writeArrayFieldStart("layers");
            for (Network.Layer layer : network.layers()) {
                json.writeStartObject();
                values("units", layer, Network.Unit::name);
                values("net", layer, unit -> scope.json(new Net(unit.name())));
                values("out", layer, unit -> scope.json(new Out(unit.name())));
                if (complete) {
                    values("delta", layer, unit -> scope.json(delta(scope, unit.name())));
                }
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }

        /** The derivative of the step's whole loss, of which a sample's own is a share. */
        private static Quantity delta(Scope scope, String unit) {
            var share = new BatchDelta(unit);
            return scope.has(share) ? share : new Delta(unit);
        }

        private void values(String field, Network.Layer layer, Function<Network.Unit, String> value)
                throws IOException {
            json.writeArrayFieldStart(field);
            for (Network.Unit unit : layer.units()) {
                json.writeString(value.apply(unit));
            }
            json.writeEndArray();
        }

        private void input(String name, Scope batch) throws IOException {
            var gradient = new Partial(Quantity.LOSS, new Quantity.Input(name));
            json.writeObjectFieldStart(name);
            json.writeStringField("value", batch.json(gradient));
            json.writeStringField(
                    "expression",
                    PlainText.of(GradientExpression.named(
                            solution.ofNetwork().step(gradient).expression())));
            json.writeEndObject();
        }

        private void gradient(String name, Scope batch) throws IOException {
            Formulas.Formula formula = formulas.of(name);
            json.writeObjectFieldStart(name);
            json.writeStringField("value", batch.json(new Partial(Quantity.LOSS, new Param(name))));
            json.writeStringField("expression", formula.expression());
            json.writeStringField("latex", formula.latex());
            if (formula.closed() != null) {
                json.writeStringField("closed", formula.closed());
            }
            json.writeEndObject();
        }
    }
}
