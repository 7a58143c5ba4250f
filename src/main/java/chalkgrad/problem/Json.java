package chalkgrad.problem;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Writes JSON by lines: an object's members below each other, lists of simple things in one line.
 *
 * <p>{@code Json.write(Map.of("a", List.of(1, 2)))} is <code>{\n  "a": [1, 2]\n}\n</code>.
 */
final class Json {
    private final StringBuilder out = new StringBuilder();

    /** Text that is JSON already. */
    record Raw(String text) {}

    private Json() {}

    static String write(Map<String, Object> object) {
        var json = new Json();
        json.value(object, 0);
        return json.out.append('\n').toString();
    }

    private void value(Object value, int depth) {
        if (value instanceof Map<?, ?> map) {
            object(map, depth);
        } else if (value instanceof List<?> list) {
            boolean simple = list.stream().noneMatch(item -> item instanceof Map || item instanceof List);
            list(list.iterator(), depth, simple);
        } else if (value instanceof String text) {
            string(text);
        } else {
            out.append(value instanceof Raw raw ? raw.text() : value);
        }
    }

    private void object(Map<?, ?> map, int depth) {
        out.append('{');
        String separator = "";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            out.append(separator);
            newLine(depth + 1);
            string((String) entry.getKey());
            out.append(": ");
            value(entry.getValue(), depth + 1);
            separator = ",";
        }
        newLine(depth);
        out.append('}');
    }

    private void list(Iterator<?> items, int depth, boolean simple) {
        out.append('[');
        while (items.hasNext()) {
            if (!simple) {
                newLine(depth + 1);
            }
            value(items.next(), depth + 1);
            out.append(!items.hasNext() ? "" : simple ? ", " : ",");
        }
        if (!simple) {
            newLine(depth);
        }
        out.append(']');
    }

    private void newLine(int depth) {
        out.append('\n').append("  ".repeat(depth));
    }

    private void string(String text) {
        out.append('"');
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                out.append('\\').append((char) c);
            } else if (c < ' ') {
                out.append(String.format("\\u%04x", c));
            } else {
                out.append((char) c);
            }
        });
        out.append('"');
    }
}
