package chalkgrad.batch;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the manifest and the key say about a variant.
 *
 * <p>{@code facts.values().get("w1")} is {@code "0.31"}.
 *
 * @param values every given value as the sheet prints it
 */
public record Facts(Map<String, String> values, List<Line> answers) {
    public Facts {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        answers = List.copyOf(answers);
    }

    /**
     * An answer.
     *
     * @param question its number, counted from one through the whole exam
     * @param kind the word for the sort of question
     * @param ask what is asked for, {@code dE/dw1}
     * @param answer the right answer
     * @param tolerance how far a number may be off; empty text where the answer is none
     * @param points its share of the question's
     * @param more what else is to be known, by name
     */
    public record Line(
            int question,
            String kind,
            String ask,
            String answer,
            String tolerance,
            BigDecimal points,
            Map<String, String> more) {
        public Line {
            more = Collections.unmodifiableMap(new LinkedHashMap<>(more));
        }
    }
}
