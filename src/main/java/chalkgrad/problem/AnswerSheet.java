package chalkgrad.problem;

import chalkgrad.problem.Value.Bad;
import chalkgrad.problem.Value.Entry;
import chalkgrad.problem.Value.Kind;
import chalkgrad.problem.Value.Mapping;
import chalkgrad.problem.Value.Scalar;
import chalkgrad.problem.Value.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A map from names to answers, in YAML or JSON, as somebody filled it in.
 *
 * <p>{@code dE/dw5: 0.0259} is one answer; {@code step 1: {w5+: 0.437}} is the answer {@code w5+}.
 *
 * @param answers in the order of the file; maps inside are looked through
 * @param findings what could not be read
 */
public record AnswerSheet(List<Answer> answers, List<Finding> findings) {
    public AnswerSheet {
        answers = List.copyOf(answers);
        findings = List.copyOf(findings);
    }

    /**
     * One answer.
     *
     * @param line the line of its name, counted from one
     * @param column the column of its name, in code points from one
     * @param name its name, as it is written
     */
    public record Answer(int line, int column, String name, Given value) {}

    /** What was answered. */
    public sealed interface Given {
        /** A number or a text, as it is written. */
        record Text(String text) implements Given {}

        /** Several. */
        record Several(List<Given> items) implements Given {
            public Several {
                items = List.copyOf(items);
            }
        }

        /** Nothing. */
        record Nothing() implements Given {}
    }

    /** Reads all documents of a text; no text makes this fail. */
    public static AnswerSheet read(String file, String text) {
        var answers = new ArrayList<Answer>();
        var findings = new ArrayList<Finding>();
        for (Chunk chunk : Chunk.split(text)) {
            var found = new Findings(file);
            Optional<Value> value = TreeReader.read(chunk, found);
            if (value.isPresent() && value.get() instanceof Mapping map) {
                collect(map, answers);
            } else if (value.isPresent() && !isNothing(value.get()) && !(value.get() instanceof Bad)) {
                found.error(
                        value.get().at(),
                        "expected a map from quantities to values; found "
                                + value.get().found());
            }
            findings.addAll(found.sorted());
        }
        return new AnswerSheet(answers, findings);
    }

    private static void collect(Mapping map, List<Answer> answers) {
        for (Entry entry : map.entries()) {
            if (entry.value() instanceof Mapping inside) {
                collect(inside, answers);
            } else {
                Place at = entry.key().at();
                answers.add(new Answer(at.line(), at.column(), entry.key().text(), given(entry.value())));
            }
        }
    }

    private static Given given(Value value) {
        if (value instanceof Sequence sequence) {
            return new Given.Several(
                    sequence.items().stream().map(AnswerSheet::given).toList());
        } else if (value instanceof Scalar scalar && scalar.kind() != Kind.NOTHING) {
            return new Given.Text(scalar.text());
        }
        return new Given.Nothing();
    }

    private static boolean isNothing(Value value) {
        return value instanceof Scalar scalar && scalar.kind() == Kind.NOTHING;
    }
}
