package chalkgrad.source;

import chalkgrad.source.Place.Unit;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A Jupyter notebook: its cells in their order, each with what it has printed.
 *
 * <p>A cell of code becomes a fenced block in its language, its output one of text.
 */
final class Notebook {
    private static final String EXPECTED = "expected a Jupyter notebook, JSON with a list of cells";
    private static final Pattern FENCE = Pattern.compile("\\s{0,3}(`{3,}|~{3,}).*");
    private static final Pattern COLOURS = Pattern.compile("\u001B\\[[0-9;]*[A-Za-z]");

    /** What a value is printed as, the best first: what is for pages says more than the text beside it. */
    private static final List<String> PRINTED = List.of("text/latex", "text/markdown", "text/plain");

    private final SourceBuilder out = new SourceBuilder();
    private final String language;

    private Notebook(String language) {
        this.language = language;
    }

    /** Whether a JSON text looks like a notebook. */
    static boolean is(String text) {
        return text.contains("\"nbformat\"") && text.contains("\"cells\"");
    }

    static Source read(String text) throws Refusal {
        @Nullable Object root;
        try (JsonParser json = new JsonFactory().createParser(text)) {
            json.nextToken();
            root = value(json);
        } catch (JsonProcessingException e) {
            String where =
                    e.getLocation() == null ? "" : " in line " + e.getLocation().getLineNr();
            throw new Refusal("the notebook is no JSON" + where + ": " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new Refusal("the notebook cannot be read: " + e.getMessage());
        }
        var notebook = new Notebook(language(root));
        int number = 0;
        for (Object cell : cells(root)) {
            notebook.cell(cell, ++number);
        }
        return notebook.out.build();
    }

    private static @Nullable Object value(JsonParser json) throws IOException {
        JsonToken token = json.currentToken();
        if (token == JsonToken.START_OBJECT) {
            var map = new LinkedHashMap<String, @Nullable Object>();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                map.put(name, value(json));
            }
            return map;
        } else if (token == JsonToken.START_ARRAY) {
            var list = new ArrayList<@Nullable Object>();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                list.add(value(json));
            }
            return list;
        }
        return token == null || token == JsonToken.VALUE_NULL ? null : json.getText();
    }

    private static @Nullable Object at(@Nullable Object value, String key) {
        return value instanceof Map<?, ?> map ? map.get(key) : null;
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    /** A text, which a notebook may keep as a list of lines. */
    private static String joined(@Nullable Object value) {
        if (value instanceof String text) {
            return text;
        }
        var all = new StringBuilder();
        for (Object part : list(value)) {
            all.append(part instanceof String text ? text : "");
        }
        return all.toString();
    }

    private static String language(@Nullable Object root) {
        Object metadata = at(root, "metadata");
        String language =
                joined(at(at(metadata, "kernelspec"), "language")) + joined(at(at(metadata, "language_info"), "name"));
        return language.isEmpty() || language.toLowerCase(Locale.ROOT).contains("python") ? "python" : "code";
    }

    /** The cells; older notebooks have them in sheets. */
    private static List<?> cells(@Nullable Object root) throws Refusal {
        Object cells = at(root, "cells");
        if (cells == null) {
            var older = new ArrayList<@Nullable Object>();
            list(at(root, "worksheets")).forEach(sheet -> older.addAll(list(at(sheet, "cells"))));
            cells = older.isEmpty() ? null : older;
        }
        if (!(cells instanceof List<?> list)) {
            throw new Refusal("there are no cells in it; " + EXPECTED);
        }
        return list;
    }

    private void cell(@Nullable Object cell, int number) throws Refusal {
        String kind = joined(at(cell, "cell_type"));
        String source = joined(at(cell, "source")) + joined(at(cell, "input"));
        out.gap();
        if (kind.equals("code")) {
            fenced(source, language, new Place(Unit.CELL, number, 0));
            int line = 0;
            for (Object output : list(at(cell, "outputs"))) {
                line = output(output, number, line);
            }
        } else {
            text(source, new Place(Unit.CELL, number, 0));
        }
    }

    /** The lines of a cell of text; what it leaves open is closed, lest it swallow the next cell. */
    private void text(String source, Place cell) throws Refusal {
        String fence = "";
        int dollars = 0;
        Place place = cell;
        for (String line : lines(source)) {
            place = next(place);
            out.line(line, place);
            var mark = FENCE.matcher(line);
            if (mark.matches() && (fence.isEmpty() || mark.group(1).startsWith(fence))) {
                fence = fence.isEmpty() ? mark.group(1) : "";
            } else if (fence.isEmpty()) {
                dollars += line.split("\\$\\$", -1).length - 1;
            }
        }
        if (!fence.isEmpty()) {
            out.line(fence, place);
        } else if (dollars % 2 == 1) {
            out.line("$$", place);
        }
    }

    private Place fenced(String source, String language, Place before) throws Refusal {
        List<String> lines = lines(source);
        if (lines.stream().allMatch(String::isBlank)) {
            return before;
        }
        String fence = "```";
        while (source.contains(fence)) {
            fence += "`";
        }
        out.line(fence + language, next(before));
        Place place = before;
        for (String line : lines) {
            place = next(place);
            out.line(line, place);
        }
        out.line(fence, place);
        return place;
    }

    /** Adds an output; gives the number of its last line. */
    private int output(@Nullable Object output, int number, int line) throws Refusal {
        String kind = joined(at(output, "output_type"));
        var before = new Place(Unit.OUTPUT, number, line);
        String stream = joined(at(output, "text"));
        if (kind.equals("stream") && !joined(at(output, "name")).equals("stderr") || kind.equals("pyout")) {
            return fenced(COLOURS.matcher(stream).replaceAll(""), "text", before)
                    .line();
        }
        Object data = at(output, "data");
        for (String type : PRINTED) {
            String text = joined(at(data, type));
            if (type.equals("text/plain") && !text.isBlank()) {
                return fenced(COLOURS.matcher(text).replaceAll(""), "text", before)
                        .line();
            } else if (!text.isBlank()) {
                text(text, before);
                return line + lines(text).size();
            }
        }
        return line;
    }

    private static Place next(Place place) {
        return new Place(place.unit(), place.number(), place.line() + 1);
    }

    private static List<String> lines(String text) {
        return text.lines().toList();
    }
}
