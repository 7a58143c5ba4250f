package chalkgrad.write;

import chalkgrad.write.MarkupFormat.Line;
import chalkgrad.write.MarkupFormat.Printed;
import chalkgrad.write.MarkupFormat.Thing;
import chalkgrad.write.Page.Contents;
import chalkgrad.write.Page.Display;
import chalkgrad.write.Page.Element;
import chalkgrad.write.Page.Fields;
import chalkgrad.write.Page.Figure;
import chalkgrad.write.Page.Formula;
import chalkgrad.write.Page.Heading;
import chalkgrad.write.Page.Inline;
import chalkgrad.write.Page.Items;
import chalkgrad.write.Page.Jotting;
import chalkgrad.write.Page.Note;
import chalkgrad.write.Page.Paragraph;
import chalkgrad.write.Page.Part;
import chalkgrad.write.Page.Run;
import chalkgrad.write.Page.Side;
import chalkgrad.write.Page.Strong;
import chalkgrad.write.Page.Table;
import chalkgrad.write.Page.Text;
import chalkgrad.write.Page.Typed;
import freemarker.template.SimpleScalar;
import freemarker.template.TemplateBooleanModel;
import freemarker.template.TemplateModel;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.RandomAccess;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A page as a template sees it: strings, numbers, lists and maps, and nothing that has methods.
 *
 * <p>{@code [=page.title]}, {@code [#list page.elements as element]}, {@code element.kind}.
 *
 * <p>What a template can reach is what is listed here; the comment at the top of each {@code document.ftl} tells its readers the same.
 */
final class PageModel {
    private final MarkupFormat format;
    private final String stem;
    private final List<Sidecar> sidecars = new ArrayList<>();
    private Map<String, String> addresses = Map.of();
    private int figures;

    private final Function<Element, Map<String, Object>> elements = Cases.<Element, Map<String, Object>>over(
                    Element.class, Map.class)
            .on(
                    Heading.class,
                    e -> Map.of("kind", "heading", "level", e.level(), "text", line(e.text()), "anchor", e.anchor()))
            .on(Contents.class, this::contents)
            .on(Paragraph.class, e -> Map.of("kind", "paragraph", "text", line(e.text())))
            .on(
                    Note.class,
                    e -> Map.of(
                            "kind", "note", "tone", name(e.tone()), "label", line(e.label()), "text", line(e.text())))
            .on(Items.class, e -> Map.of("kind", "items", "items", lines(e.items())))
            .on(Display.class, this::display)
            .on(Table.class, this::table)
            .on(Fields.class, e -> Map.of("kind", "fields", "labels", lines(e.labels()), "lines", e.lines()))
            .on(Jotting.class, this::jotting)
            .on(Figure.class, this::figure)
            .complete();

    private final Function<Run, Thing> runs = Cases.<Run, Thing>over(Run.class, Thing.class)
            .on(Text.class, run -> thing(run, "text", new SimpleScalar(run.text())))
            .on(Strong.class, run -> thing(run, "strong", new SimpleScalar(run.text())))
            .on(Typed.class, run -> thing(run, "typed", new SimpleScalar(run.text())))
            .on(Inline.class, run -> thing(run, "inline", formula(run.formula())))
            .complete();

    PageModel(MarkupFormat format, String stem) {
        this.format = format;
        this.stem = stem;
    }

    Map<String, Object> of(Page page) {
        List<Heading> headings = headings(page);
        boolean titled = headings.stream().anyMatch(heading -> heading.level() == 1);
        if (!titled) {
            headings.add(0, new Heading(1, List.of(new Text(page.title())))); // the templates write it
        }
        addresses = format.markup().addresses(headings);
        return Map.of(
                "title", page.title(),
                "language", page.language(),
                "titled", titled,
                "korean", page.language().equals("ko") || PageText.any(page, TexSymbols::inKoreanFont),
                "words", page.words(),
                "header", page.header(),
                "elements", page.elements().stream().map(elements).toList());
    }

    private static List<Heading> headings(Page page) {
        List<Heading> headings = new ArrayList<>();
        for (Element element : page.elements()) {
            if (element instanceof Heading heading) {
                headings.add(heading);
            }
        }
        return headings;
    }

    /** The files that the page's figures need; complete once {@link #of} has been called. */
    List<Sidecar> sidecars() {
        return sidecars;
    }

    private Map<String, Object> contents(Contents contents) {
        List<Map<String, Object>> entries = contents.entries().stream()
                .map(entry -> Map.<String, Object>of(
                        "text",
                        line(entry.text()),
                        "address",
                        new Printed(format, null, addresses.getOrDefault(entry.anchor(), ""))))
                .toList();
        return Map.of("kind", "contents", "label", line(contents.label()), "entries", entries);
    }

    private Map<String, Object> table(Table table) {
        TableLayout layout = TableLayout.of(table);
        List<Map<String, Object>> columns = IntStream.range(0, table.columns().size())
                .mapToObj(i -> Map.<String, Object>of(
                        "align",
                        name(table.columns().get(i)),
                        "width",
                        layout.widths().get(i)))
                .toList();
        return Map.of(
                "kind", "table",
                "columns", columns,
                "size", name(layout.size()),
                "header", lines(table.header()),
                "rows", table.rows().stream().map(this::lines).toList());
    }

    private Map<String, Object> jotting(Jotting jotting) {
        return Map.of(
                "kind", "jotting",
                "number", jotting.number(),
                "text", line(jotting.text()),
                "stamp", name(jotting.stamp()),
                "sign", jotting.stamp().sign(),
                "label", line(jotting.label()),
                "remarks", lines(jotting.remarks()));
    }

    private Map<String, Object> figure(Figure figure) {
        figures++;
        Markup.Placed placed = format.markup().place(figure.picture(), figure.description(), stem, figures);
        sidecars.addAll(placed.sidecars());
        return Map.of(
                "kind",
                "figure",
                "description",
                figure.description(),
                "picture",
                new Printed(format, null, placed.markup()));
    }

    private Map<String, Object> display(Display display) {
        List<Map<String, Object>> rows = new ArrayList<>(display.rows().size());
        for (Page.Row row : display.rows()) {
            rows.add(row(row));
        }
        return Map.of("kind", "display", "rows", rows, "lines", new Later(() -> lines(display, rows)));
    }

    private static List<Map<String, Object>> lines(Display display, List<Map<String, Object>> rows) {
        List<Map<String, Object>> lines = new ArrayList<>();
        for (int from = 0; from < rows.size(); ) {
            int to = from + 1;
            while (to < rows.size() && !display.rows().get(to).first()) {
                to++;
            }
            List<Side> sides = display.rows().subList(from, to).stream()
                    .flatMap(row -> row.right().sides().stream())
                    .toList();
            lines.add(Map.of(
                    "rows",
                    rows.subList(from, to),
                    "symbols",
                    sides.stream().anyMatch(side -> side.part() == Part.SYMBOLS),
                    "numbers",
                    sides.stream().anyMatch(side -> side.part() == Part.NUMBERS || side.part() == Part.VALUE)));
            from = to;
        }
        return lines;
    }

    private Map<String, Object> row(Page.Row row) {
        Formula right = row.right();
        return Map.of(
                "left",
                formula(row.left()),
                "right",
                formula(right),
                "sides",
                new Later(() -> right.sides().isEmpty()
                        ? List.of(Map.of("part", name(Part.WHOLE), "formula", formula(right)))
                        : right.sides().stream().map(this::side).toList()));
    }

    private Map<String, Object> side(Side side) {
        return Map.of(
                "part",
                name(side.part()),
                "formula",
                new Printed(format, null, format.markup().side(side)));
    }

    private Thing formula(Formula formula) {
        return new Thing(format, format.markup().formula(formula), key -> switch (key) {
            case "latex" -> new SimpleScalar(formula.latex());
            case "text" -> new SimpleScalar(formula.text());
            default -> null;
        });
    }

    private List<Line> lines(List<List<Run>> lines) {
        return lines.stream().map(this::line).toList();
    }

    private Line line(List<Run> line) {
        String markup = format.markup().line(line);
        return new Line(format, markup, markup.isBlank() ? List.of() : line, runs, key -> switch (key) {
            case "plain" -> new SimpleScalar(PlainText.of(line));
            case "formulas" ->
                line.stream().anyMatch(Inline.class::isInstance)
                        ? TemplateBooleanModel.TRUE
                        : TemplateBooleanModel.FALSE;
            default -> null;
        });
    }

    private Thing thing(Run run, String kind, TemplateModel content) {
        String field = kind.equals("inline") ? "formula" : "text";
        return new Thing(
                format,
                format.markup().line(List.of(run)),
                key -> key.equals("kind") ? new SimpleScalar(kind) : key.equals(field) ? content : null);
    }

    /** A list that is made when a template first looks at it; few do. */
    private static final class Later extends AbstractList<Map<String, Object>> implements RandomAccess {
        private final Supplier<List<Map<String, Object>>> source;
        private @Nullable List<Map<String, Object>> made;

        Later(Supplier<List<Map<String, Object>>> source) {
            this.source = source;
        }

        private List<Map<String, Object>> made() {
            List<Map<String, Object>> known = made;
            if (known == null) {
                known = source.get();
                made = known;
            }
            return known;
        }

        @Override
        public Map<String, Object> get(int index) {
            return made().get(index);
        }

        @Override
        public int size() {
            return made().size();
        }
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
