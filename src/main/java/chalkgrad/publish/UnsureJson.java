package chalkgrad.publish;

import chalkgrad.evaluate.Digits;
import chalkgrad.evaluate.Solution;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/**
 * The numbers of a result of which only bounds are known.
 *
 * <p>{@code {"quantity": "L", "step": 0, "passes": 1, "above": "-3.1E-989", "below": "2.9E-989"}}: the value itself is written {@code "0E-988"},
 * a zero to so many places. It is left out where there are none.
 */
final class UnsureJson {
    private UnsureJson() {}

    static void write(Solution solution, JsonGenerator json) throws IOException {
        if (solution.asked().isPresent()) {
            json.writeNumberField("asked", solution.asked().getAsInt());
        }
        if (solution.unsure().isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("unproved");
        for (Solution.Unsure unsure : solution.unsure()) {
            json.writeStartObject();
            json.writeStringField("quantity", unsure.id());
            if (unsure.sample() > 0) {
                json.writeNumberField("sample", unsure.sample());
            }
            json.writeNumberField("step", unsure.step());
            json.writeNumberField("passes", unsure.passes());
            json.writeStringField("above", Digits.decimal(unsure.above()));
            json.writeStringField("below", Digits.decimal(unsure.below()));
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
