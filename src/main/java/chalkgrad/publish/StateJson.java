package chalkgrad.publish;

import chalkgrad.derive.Derivation;
import chalkgrad.derive.Step;
import chalkgrad.evaluate.Scope;
import chalkgrad.model.Quantity;
import chalkgrad.model.Quantity.State;
import chalkgrad.model.Quantity.Updated;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an update rule keeps, after the update: {@code "state": {"v": {"w1": "0.3", ...}}}; nothing where it keeps nothing. */
final class StateJson {
    private StateJson() {}

    /** Writes the entries of one parameter's state in the parameter's shape. */
    interface Entries {
        void write(String parameter, List<String> entries) throws IOException;
    }

    static void write(Derivation derivation, Scope scope, JsonGenerator json, Entries entries) throws IOException {
        var states = new LinkedHashMap<String, Map<String, Quantity>>();
        for (Step step : derivation.updates()) {
            if (step.quantity() instanceof Updated updated) {
                State.find(updated.name())
                        .ifPresent(state -> states.computeIfAbsent(state.letter(), letter -> new LinkedHashMap<>())
                                .put(state.parameter(), updated));
            }
        }
        if (states.isEmpty()) {
            return;
        }
        json.writeObjectFieldStart("state");
        for (Map.Entry<String, Map<String, Quantity>> letter : states.entrySet()) {
            json.writeObjectFieldStart(letter.getKey());
            for (Map.Entry<String, Quantity> state : letter.getValue().entrySet()) {
                json.writeFieldName(state.getKey());
                entries.write(state.getKey(), scope.jsonEntries(state.getValue()));
            }
            json.writeEndObject();
        }
        json.writeEndObject();
    }
}
