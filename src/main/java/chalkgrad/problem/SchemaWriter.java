package chalkgrad.problem;

import chalkgrad.problem.Json.Raw;
import chalkgrad.problem.Type.AnyOf;
import chalkgrad.problem.Type.Choice;
import chalkgrad.problem.Type.Flag;
import chalkgrad.problem.Type.Key;
import chalkgrad.problem.Type.ListOf;
import chalkgrad.problem.Type.MapOf;
import chalkgrad.problem.Type.Name;
import chalkgrad.problem.Type.Num;
import chalkgrad.problem.Type.Rec;
import chalkgrad.problem.Type.Rule;
import chalkgrad.problem.Type.Text;
import chalkgrad.problem.Type.Whole;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the JSON schema of problem files, for editors that complete and check while one types.
 *
 * <p>The key {@code steps} becomes {@code "steps": {"type": "integer", "minimum": 1, "maximum": 100000, …}}.
 *
 * <p>The schema says what the tables in {@link Format} say. A file that it refuses, the reader refuses too; the reader knows more.
 */
final class SchemaWriter {
    private SchemaWriter() {}

    /** The schema, as JSON with a line break at its end. */
    static String write() {
        var root = new LinkedHashMap<String, Object>();
        root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        root.put("title", "A problem of chalkgrad");
        root.put(
                "description",
                "A network, a computational graph, or a network without numbers, whose backpropagation is worked out");
        root.put(
                "if",
                Map.of(
                        "anyOf",
                        Format.GRAPH_MARKS.stream().map(SchemaWriter::has).toList()));
        root.put("then", ref("graph"));
        Map<String, Object> others = map("if", scheme(), "then", ref("scheme"), "else", ref("network"));
        root.put("else", map("if", layered(), "then", ref("layered"), "else", others));
        var defs = new LinkedHashMap<String, Object>();
        defs.put("network", schema(Format.NETWORK));
        defs.put("graph", schema(Format.GRAPH));
        defs.put("layered", schema(Format.LAYERED));
        defs.put("scheme", schema(Format.SCHEME));
        root.put("$defs", defs);
        return Json.write(root);
    }

    private static Map<String, Object> ref(String name) {
        return map("$ref", "#/$defs/" + name);
    }

    /** What {@link Lowering#isLayered} asks. */
    private static Map<String, Object> layered() {
        List<Object> kinds = new ArrayList<>();
        kinds.add(map("enum", LayerKind.ALL.stream().map(LayerKind::name).toList()));
        kinds.add(map("type", "object", "required", List.of("recurrent")));
        LayerKind.ALL.forEach(kind -> kinds.add(map("type", "object", "required", List.of(kind.name()))));
        Map<String, Object> layers = map(
                "required",
                List.of("layers"),
                "properties",
                map("layers", map("type", "array", "contains", map("anyOf", kinds))));
        List<Object> ways = new ArrayList<>();
        Lowering.MARKS.forEach(key -> ways.add(has(key)));
        ways.add(layers);
        return map("anyOf", ways);
    }

    /** What {@link SchemeReader#isScheme} asks. */
    private static Map<String, Object> scheme() {
        Map<String, Object> noNumbers = map(
                "anyOf", Format.NETWORK_MARKS.stream().map(SchemaWriter::has).toList());
        return map(
                "required",
                List.of("layers"),
                "not",
                noNumbers,
                "properties",
                map("inputs", map("not", map("type", "object")), "layers", map("items", map("not", has("weights")))));
    }

    private static Map<String, Object> schema(Type type) {
        if (type instanceof Num) {
            var bound = new Raw(Numbers.LARGEST.toString());
            return map("type", "number", "minimum", new Raw("-" + bound.text()), "maximum", bound);
        } else if (type instanceof Whole whole) {
            return map("type", "integer", "minimum", whole.least(), "maximum", whole.most());
        } else if (type instanceof Flag) {
            return map("type", "boolean");
        } else if (type instanceof Text) {
            return map("type", "string", "minLength", 1);
        } else if (type instanceof Name) {
            return map("type", "string", "pattern", namePattern());
        } else if (type instanceof Choice choice) {
            return map("enum", choice.values());
        } else if (type instanceof Rule rule) {
            return map("anyOf", List.of(map("enum", rule.names()), map("type", "string", "minLength", 1)));
        } else if (type instanceof MapOf each) {
            return map(
                    "type",
                    "object",
                    "propertyNames",
                    map("pattern", namePattern()),
                    "additionalProperties",
                    schema(each.value()),
                    "minProperties",
                    each.least(),
                    "maxProperties",
                    each.most());
        } else if (type instanceof ListOf list) {
            return map(
                    "type", "array", "items", schema(list.type()), "minItems", list.least(), "maxItems", list.most());
        } else if (type instanceof Rec rec) {
            return object(rec);
        } else if (type instanceof AnyOf any) {
            return map("anyOf", any.types().stream().map(SchemaWriter::schema).toList());
        }
        throw new AssertionError(type);
    }

    private static Map<String, Object> object(Rec rec) {
        var properties = new LinkedHashMap<String, Object>();
        for (Key key : rec.keys()) {
            Map<String, Object> schema = map("description", key.doc());
            schema.putAll(schema(key.type()));
            key.otherwise().ifPresent(json -> schema.put("default", new Raw(json)));
            properties.put(key.name(), schema);
        }
        Map<String, Object> object = map("type", "object", "properties", properties);
        object.put(
                "additionalProperties",
                rec.others().<Object>map(SchemaWriter::schema).orElse(false));
        List<String> required =
                rec.keys().stream().filter(Key::required).map(Key::name).toList();
        if (!required.isEmpty()) {
            object.put("required", required);
        }
        if (!rec.ways().isEmpty()) {
            object.put(
                    "oneOf",
                    rec.ways().stream().map(way -> way(way, rec.ways())).toList());
        }
        return object;
    }

    /** One group of keys as a whole, and none of the other groups' keys. */
    private static Map<String, Object> way(List<String> way, List<List<String>> ways) {
        List<Object> others = ways.stream()
                .filter(other -> !other.equals(way))
                .flatMap(List::stream)
                .<Object>map(SchemaWriter::has)
                .toList();
        return map("required", way, "not", map("anyOf", others));
    }

    private static Object has(String key) {
        return map("required", List.of(key));
    }

    private static String namePattern() {
        return "^" + Format.NAME.pattern() + "$";
    }

    /** A map in the order in which it is written here; a bound that is none is left out. */
    private static Map<String, Object> map(Object... keysAndValues) {
        var map = new LinkedHashMap<String, Object>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            if (!keysAndValues[i + 1].equals(Integer.MAX_VALUE)) {
                map.put((String) keysAndValues[i], keysAndValues[i + 1]);
            }
        }
        return map;
    }
}
