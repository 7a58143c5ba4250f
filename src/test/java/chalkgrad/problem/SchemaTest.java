package chalkgrad.problem;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.Golden;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** The schema is made from the tables of the reader: what it refuses, the reader refuses, and what the reader takes, it takes. */
class SchemaTest {
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(SchemaWriter.write(), InputFormat.JSON);
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String GOOD =
            "{inputs: {x1: 1, x2: 2}, targets: {o1: 0.5}, layers: [{units: [o1], weights: [[1, 2]]}], loss: mse}";

    @Test
    void isTheOneInTheExamples() throws IOException {
        Golden.check(Path.of("examples", "problem.schema.json"), SchemaWriter.write());
    }

    /** One change to a good file: what is replaced by what, and whether schema and reader take the result. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{inputs | {inputs | takes | takes",
                "{inputs | {title: a, inputs | takes | takes",
                "{inputs | {title: {ko: a, en: b}, inputs | takes | takes",
                "{inputs | {title: {kr: a}, inputs | refuses | refuses",
                "{inputs | {title: 5, inputs | refuses | refuses",
                "{inputs | {title: '', inputs | refuses | refuses",
                "{inputs | {language: ko, inputs | takes | takes",
                "{inputs | {language: de, inputs | refuses | refuses",
                "{inputs | {notation: sum, inputs | takes | takes",
                "{inputs | {notation: sums, inputs | refuses | refuses",
                "{inputs | {notation: {profile: net, w1: u}, inputs | takes | takes",
                "{inputs | {notation: {profile: nets}, inputs | refuses | refuses",
                "{inputs | {notation: {w1: 3}, inputs | refuses | refuses",
                "{inputs | {precision: {decimals: 0}, inputs | takes | takes",
                "{inputs | {precision: {decimals: 31}, inputs | refuses | refuses",
                "{inputs | {precision: {significant: 30}, inputs | takes | takes",
                "{inputs | {precision: {significant: 0}, inputs | refuses | refuses",
                "{inputs | {precision: {}, inputs | refuses | refuses",
                "{inputs | {precision: {decimals: 1, significant: 1}, inputs | refuses | refuses",
                "{inputs | {precision: 8, inputs | refuses | refuses",
                "{inputs | {rounding: half_even, carry: rounded, inputs | takes | takes",
                "{inputs | {compare_with: sub/other.yaml, inputs | takes | takes",
                "{inputs | {compare_with: ../other.yaml, inputs | takes | refuses",
                "{inputs | {compare_with: [a], inputs | refuses | refuses",
                "{inputs | {rounding: up, inputs | refuses | refuses",
                "{inputs | {carry: none, inputs | refuses | refuses",
                "{inputs | {learning_rate: 0.5, steps: 100000, inputs | takes | takes",
                "{inputs | {learning_rate: fast, inputs | refuses | refuses",
                "{inputs | {learning_rate: '0.5', inputs | refuses | refuses",
                "{inputs | {learning_rate: 1e101, inputs | refuses | refuses",
                "{inputs | {steps: 0, inputs | refuses | refuses",
                "{inputs | {steps: 1.5, inputs | refuses | refuses",
                "{inputs | {steps: 5, inputs | takes | refuses",
                "{inputs | {batch: online, inputs | takes | takes",
                "{inputs | {batch: each, inputs | refuses | refuses",
                "{inputs | {freeze: [w1], ask: [w2], inputs | takes | takes",
                "{inputs | {freeze: [], ask: [], inputs | takes | takes",
                "{inputs | {freeze: w1, inputs | refuses | refuses",
                "{inputs | {freeze: [5], inputs | refuses | refuses",
                "{inputs | {freeze: [w9], inputs | takes | refuses",
                "{inputs | {wat: 1, inputs | refuses | refuses",
                "{inputs | {samples: [{inputs: {x1: 1}, targets: {o1: 1}}], inputs | refuses | refuses",
                "inputs: {x1: 1, x2: 2}, targets: {o1: 0.5} | samples: [{inputs: {x1: 1, x2: 2}, targets: {o1: 1}}] | takes | takes",
                "inputs: {x1: 1, x2: 2}, targets: {o1: 0.5} | samples: [] | refuses | refuses",
                "inputs: {x1: 1, x2: 2}, targets: {o1: 0.5} | samples: [{inputs: {x1: 1, x2: 2}}] | refuses | refuses",
                "inputs: {x1: 1, x2: 2}, targets: {o1: 0.5}, | '' | refuses | refuses",
                "inputs: {x1: 1, x2: 2}, | '' | refuses | refuses",
                "{x1: 1, x2: 2} | {} | refuses | refuses",
                "{x1: 1, x2: 2} | [1, 2] | refuses | refuses",
                "{x1: 1, x2: 2} | {x1: 1, 2x: 2} | refuses | refuses",
                "{x1: 1, x2: 2} | {입력: 1, x2: 2} | takes | takes",
                "{x1: 1, x2: 2} | {x1: 1, x2: '2'} | refuses | refuses",
                "{x1: 1, x2: 2} | {x1: 1, o1: 2} | takes | refuses",
                "[{units: [o1], weights: [[1, 2]]}] | [] | refuses | refuses",
                "units: [o1] | units: 1 | takes | takes",
                "units: [o1] | units: 0 | refuses | refuses",
                "units: [o1] | units: 1001 | refuses | refuses",
                "units: [o1] | units: [] | refuses | refuses",
                "units: [o1] | units: o1 | refuses | refuses",
                "'units: [o1], ' | '' | refuses | refuses",
                "units: [o1] | units: [o1], activation: relu | takes | takes",
                "units: [o1] | units: [o1], activation: z^2 | takes | takes",
                "units: [o1] | units: [o1], activation: 2 | refuses | refuses",
                "units: [o1] | units: [o1], activation: rely | takes | refuses",
                "units: [o1] | units: [o1], activation: step | takes | refuses",
                "units: [o1] | units: [o1], biases: {b: 1} | takes | takes",
                "units: [o1] | units: [o1], biases: [1] | takes | takes",
                "units: [o1] | units: [o1], biases: [{b: 1}] | takes | takes",
                "units: [o1] | units: [o1], biases: 1 | refuses | refuses",
                "units: [o1] | units: [o1], biases: {} | refuses | refuses",
                "units: [o1] | units: [o1], bias: {b: 1} | refuses | refuses",
                "[[1, 2]] | [{u: 1, v: 2}] | takes | takes",
                "[[1, 2]] | [[{u: 1}, 2]] | takes | takes",
                "[[1, 2]] | [[{u: 1, v: 2}]] | takes | takes",
                "[[1, 2]] | {x1: {o1: 1}, x2: {o1: {u: 2}}} | takes | takes",
                "[[1, 2]] | {x1: {o1: {u: 2, v: 3}}} | refuses | refuses",
                "[[1, 2]] | {x1: 2} | refuses | refuses",
                "[[1, 2]] | [1, 2] | refuses | refuses",
                "[[1, 2]] | [] | refuses | refuses",
                "[[1, 2]] | [[]] | refuses | refuses",
                "[[1, 2]] | [[1]] | takes | refuses",
                "[[1, 2]] | [[1, null]] | refuses | refuses",
                "loss: mse | loss: (t-o)^2 | takes | takes",
                "loss: mse | loss: 1 | refuses | refuses",
                "loss: mse | loss: '' | refuses | refuses",
                "', loss: mse' | '' | refuses | refuses"
            })
    void readerAndSchemaAgree(String from, String to, String schema, String reader) {
        assertThat(GOOD).contains(from);
        String text = GOOD.replace(from, to);
        assertThat(schemaTakes(text)).as("schema: " + text).isEqualTo(schema.equals("takes"));
        assertThat(readerTakes(text)).as("reader: " + text).isEqualTo(reader.equals("takes"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "[]", "text", "null", "{}", "true"})
    void bothRefuseWhatIsNoProblem(String text) {
        assertThat(schemaTakes(text)).isFalse();
        assertThat(readerTakes(text)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{given: {x: -2, v: [1, 2], m: [[1], [2]]}, nodes: {f: x^2, c: 2}, output: f} | takes | takes",
                "{given: {x: 1}, nodes: {f: x^2}, output: f, upstream: 2, wrt: [x], learning_rate: 1, steps: 3, ask: [f]} | takes | takes",
                "{given: {x: [1, 2]}, nodes: {f: x^2}, output: f, upstream: [1, 2], compare_with: a.json} | takes | takes",
                "{given: {x: 1}, nodes: {f: x^2}, output: f, upstream: [1, 2]} | takes | refuses",
                "{given: {x: [[1, 2], [3]]}, nodes: {f: sum(x)}, output: f} | takes | refuses",
                "{given: {x: 1}, nodes: {f: x^}, output: f} | takes | refuses",
                "{given: {x: []}, nodes: {f: x^2}, output: f} | refuses | refuses",
                "{given: {x: [[]]}, nodes: {f: x^2}, output: f} | refuses | refuses",
                "{given: {x: [[[[1]]]]}, nodes: {f: sum(x)}, output: f} | takes | takes",
                "{given: {x: [[[[[1]]]]]}, nodes: {f: sum(x)}, output: f} | refuses | refuses",
                "{given: {x: 1}, nodes: {f: x^2}} | refuses | refuses",
                "{given: {x: 1}, nodes: {}, output: f} | refuses | refuses",
                "{given: {x: a}, nodes: {f: x^2}, output: f} | refuses | refuses",
                "{given: {x: 1}, nodes: {f: true}, output: f} | refuses | refuses",
                "{given: {2x: 1}, nodes: {f: 1}, output: f} | refuses | refuses",
                "{given: {x: 1}, nodes: {f: x^2}, output: f, loss: mse} | refuses | refuses"
            })
    void readerAndSchemaAgreeOnGraphs(String text, String schema, String reader) {
        assertThat(schemaTakes(text)).as("schema").isEqualTo(schema.equals("takes"));
        assertThat(readerTakes(text)).as("reader").isEqualTo(reader.equals("takes"));
    }

    /** A network without numbers: whether the schema takes it, and whether the reader does. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{layers: [{units: m}, {units: n}]} | true | true",
                "{inputs: l, layers: [{units: 3, activation: relu, biases: false}], loss: mse, learning_rate: eta} | true | true",
                "{inputs: 4, layers: [{units: m}], learning_rate: 0.1, notation: delta, title: t} | true | true",
                "{inputs: l, layers: [{units: k}]} | true | false",
                "{inputs: l, layers: [{units: [a, b]}]} | false | false",
                "{inputs: l, layers: [{units: m, biases: [1]}]} | false | false",
                "{inputs: l, layers: [{units: m, biases: 'true'}]} | false | false",
                "{inputs: l, layers: [{units: m}], steps: 2} | false | false",
                "{inputs: 0, layers: [{units: m}]} | false | false",
                "{inputs: {x: 1}, layers: [{units: 1}]} | false | false",
                "{layers: [{units: m}], targets: {o: 1}} | false | false",
                "{layers: [{units: m}, {units: 1, weights: [[1]]}]} | false | false",
                "{layers: []} | false | false"
            })
    void readerAndSchemaAgreeOnSchemes(String text, boolean schema, boolean reader) {
        assertThat(schemaTakes(text)).as("schema").isEqualTo(schema);
        assertThat(readerTakes(text)).as("reader").isEqualTo(reader);
    }

    static Object[] examples() throws IOException {
        return ExamplesTest.examples().toArray();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void theSchemaTakesTheExamples(Path file) throws IOException {
        for (Chunk document : Chunk.split(Files.readString(file))) {
            assertThat(SCHEMA.validate(json(document.text()))).isEmpty();
        }
    }

    private static boolean schemaTakes(String yaml) {
        return SCHEMA.validate(json(yaml)).isEmpty();
    }

    private static boolean readerTakes(String yaml) {
        return ProblemReader.read("f.yaml", yaml.getBytes(StandardCharsets.UTF_8))
                .complete();
    }

    private static JsonNode json(String yaml) {
        var settings = LoadSettings.builder().setSchema(new CoreSchema()).build();
        return MAPPER.valueToTree(new Load(settings).loadFromString(yaml));
    }
}
