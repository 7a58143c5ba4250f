package chalkgrad.source;

import chalkgrad.source.Place.Unit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * A Word file: its paragraphs and tables, with the formulas in them as LaTeX.
 *
 * <p>The paragraph <i>so w</i><sub>5</sub><i> = 0.45</i> is the line {@code so w_{5} = 0.45}.
 */
final class WordDocument {
    private static final String MAIN = "word/document.xml";
    private static final String STYLES = "word/styles.xml";
    private static final Pattern HEADING = Pattern.compile("(?i)(?:heading |제목 |標題 |标题 |見出し )(\\d)|(title|제목)");

    private final SourceBuilder out = new SourceBuilder();
    private final Map<String, Integer> headings;
    private int paragraphs;
    private int tables;

    private WordDocument(Map<String, Integer> headings) {
        this.headings = headings;
    }

    static Source read(byte[] content) throws Refusal {
        Map<String, byte[]> entries = SafeZip.entries(content, Set.of(MAIN, STYLES));
        byte[] main = entries.get(MAIN);
        if (main == null) {
            throw new Refusal(archive(entries) + SourceReader.EXPECTED);
        }
        byte[] styles = entries.get(STYLES);
        var document = new WordDocument(styles == null ? Map.of() : headings(Xml.root(styles, "its list of styles")));
        Element body = Xml.child(Xml.root(main, "the Word file"), "body");
        if (body != null) {
            document.blocks(body);
        }
        return document.out.build();
    }

    /** What an archive is that is no Word file. */
    private static String archive(Map<String, byte[]> entries) {
        Set<String> names = entries.keySet();
        if (names.contains("mimetype") && names.contains("content.xml")) {
            return "this is an OpenDocument file; save it as .docx or as a PDF; ";
        } else if (names.stream().anyMatch(name -> name.startsWith("xl/"))) {
            return "this is a workbook; ";
        } else if (names.stream().anyMatch(name -> name.startsWith("ppt/"))) {
            return "these are slides; save them as a PDF; ";
        } else if (names.stream().anyMatch(name -> name.startsWith("Index/"))) {
            return "this is a Pages document; export it as .docx or as a PDF; ";
        }
        return "this is an archive, and archives inside others are not opened; ";
    }

    /** By their ids, the styles of headings and their levels. */
    private static Map<String, Integer> headings(Element styles) {
        var found = new HashMap<String, Integer>();
        for (Element style : Xml.children(styles)) {
            Matcher name = HEADING.matcher(Xml.value(style, "name", "", ""));
            if ("style".equals(style.getLocalName()) && name.matches()) {
                int level = name.group(1) == null ? 1 : Integer.parseInt(name.group(1));
                found.put(Xml.attribute(style, "styleId", ""), Math.max(1, Math.min(6, level)));
            }
        }
        return found;
    }

    private void blocks(Element parent) throws Refusal {
        for (Element block : Xml.children(parent)) {
            switch (String.valueOf(block.getLocalName())) {
                case "p" -> paragraph(block);
                case "tbl" -> table(block);
                case "sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo" -> blocks(block);
                case "oMathPara", "oMath" -> formulas(block);
                default -> {}
            }
        }
    }

    private void formulas(Element block) throws Refusal {
        var lines = new Lines();
        lines.math(block, true);
        put(lines, ++paragraphs, "");
    }

    private void paragraph(Element paragraph) throws Refusal {
        int number = ++paragraphs;
        var lines = new Lines();
        lines.runs(paragraph);
        Element properties = Xml.child(paragraph, "pPr");
        Integer level = headings.get(Xml.value(properties, "pStyle", "", ""));
        boolean item = Xml.child(properties, "numPr") != null;
        put(lines, number, level != null ? "#".repeat(level) + " " : item ? "- " : "");
        for (Element box : lines.boxes) {
            blocks(box);
        }
    }

    private void put(Lines lines, int number, String mark) throws Refusal {
        if (lines.isBlank()) {
            out.gap();
            return;
        }
        boolean heading = mark.startsWith("#");
        if (heading) {
            out.gap();
        }
        int line = 0;
        for (Line each : lines.done()) {
            var place = new Place(Unit.PARAGRAPH, number, ++line);
            String text =
                    (line == 1 ? mark : "") + Tex.alone(each.text.toString().strip());
            if (each.doubt) {
                out.doubtful(text, place, Doubt.PICTURE);
            } else {
                out.line(text, place);
            }
        }
        if (heading) {
            out.gap();
        }
    }

    private void table(Element table) throws Refusal {
        int number = ++tables;
        out.gap();
        int row = 0;
        for (Element each : rows(table)) {
            row++;
            var cells = new ArrayList<String>();
            boolean doubt = false;
            for (Element cell : Xml.children(each)) {
                if ("tc".equals(cell.getLocalName())) {
                    var lines = new Lines();
                    cell(cell, lines);
                    doubt |= lines.done().stream().anyMatch(line -> line.doubt);
                    cells.add(Rows.cell(lines.done().stream()
                            .map(line -> line.text.toString().strip())
                            .filter(text -> !text.isEmpty())
                            .toList()));
                }
            }
            var place = new Place(Unit.TABLE, number, row);
            String text = Rows.row(cells);
            if (doubt) {
                out.doubtful(text, place, Doubt.PICTURE);
            } else {
                out.line(text, place);
            }
            if (row == 1) {
                out.line(Rows.rule(cells.size()), place);
            }
        }
        out.gap();
    }

    private static List<Element> rows(Element table) {
        var rows = new ArrayList<Element>();
        for (Element each : Xml.children(table)) {
            switch (String.valueOf(each.getLocalName())) {
                case "tr" -> rows.add(each);
                case "sdt", "sdtContent", "customXml", "ins" -> rows.addAll(rows(each));
                default -> {}
            }
        }
        return rows;
    }

    /** A cell's paragraphs, and those of the tables in it. */
    private void cell(Element cell, Lines lines) {
        for (Element block : Xml.children(cell)) {
            switch (String.valueOf(block.getLocalName())) {
                case "p" -> {
                    lines.runs(block);
                    lines.next();
                }
                case "tcPr" -> {}
                default -> cell(block, lines);
            }
        }
    }

    /** Whether a run of text is crossed out, deleted or hidden. */
    static boolean isGone(Element run) {
        for (Element properties : Xml.children(run)) {
            if ("rPr".equals(properties.getLocalName())
                    && (Xml.isOn(properties, "strike")
                            || Xml.isOn(properties, "dstrike")
                            || Xml.isOn(properties, "vanish")
                            || Xml.child(properties, "del") != null)) {
                return true;
            }
        }
        return false;
    }

    /** A line of a paragraph. */
    private static final class Line {
        private final StringBuilder text = new StringBuilder();
        private boolean doubt;
    }

    /** The lines of a paragraph, and the boxes that are anchored in it. */
    private static final class Lines {
        private final List<Line> lines = new ArrayList<>(List.of(new Line()));
        private final List<Element> boxes = new ArrayList<>();

        void next() {
            lines.add(new Line());
        }

        private Line last() {
            return lines.get(lines.size() - 1);
        }

        List<Line> done() {
            return lines.stream()
                    .filter(line -> line.doubt || !line.text.toString().isBlank())
                    .toList();
        }

        boolean isBlank() {
            return done().isEmpty();
        }

        void runs(Element parent) {
            for (Element part : Xml.children(parent)) {
                switch (String.valueOf(part.getLocalName())) {
                    case "r" -> run(part);
                    case "oMathPara" -> math(part, true);
                    case "oMath" -> math(part, false);
                    case "pPr", "del", "moveFrom", "rPr" -> {}
                    default -> runs(part);
                }
            }
        }

        private void run(Element run) {
            if (isGone(run)) {
                return;
            }
            var text = new StringBuilder();
            for (Element part : Xml.children(run)) {
                switch (String.valueOf(part.getLocalName())) {
                    case "t" -> text.append(part.getTextContent());
                    case "tab", "ptab" -> text.append("   ");
                    case "noBreakHyphen" -> text.append('-');
                    case "sym" -> text.append(symbol(part));
                    case "br", "cr" -> {
                        last().text.append(text);
                        text.setLength(0);
                        next();
                    }
                    case "object" -> {
                        last().text.append("[formula]");
                        last().doubt = true;
                    }
                    case "AlternateContent" -> boxed(Xml.child(part, "Choice"));
                    case "drawing", "pict" -> boxed(part);
                    default -> {}
                }
            }
            String raised = Xml.value(Xml.child(run, "rPr"), "vertAlign", "", "");
            String written = text.toString();
            last().text
                    .append(
                            written.isBlank() || !raised.endsWith("script")
                                    ? written
                                    : (raised.equals("subscript") ? "_{" : "^{") + written.strip() + "}");
        }

        /** A character of a symbol font, of which only those of Symbol are sure. */
        private String symbol(Element part) {
            String code = Xml.attribute(part, "char", "");
            boolean known =
                    Xml.attribute(part, "font", "").equalsIgnoreCase("Symbol") && code.matches("[0-9A-Fa-f]{4}");
            String found = known ? Symbol.character(Integer.parseInt(code, 16) & 0xFF) : "";
            last().doubt |= found.isEmpty();
            return found.isEmpty() ? "�" : found;
        }

        private void boxed(@Nullable Element parent) {
            if (parent == null) {
                return;
            }
            for (Element part : Xml.children(parent)) {
                if ("txbxContent".equals(part.getLocalName())) {
                    boxes.add(part);
                } else {
                    boxed(part);
                }
            }
        }

        void math(Element formula, boolean apart) {
            if (!"oMathPara".equals(formula.getLocalName())) {
                rows(formula, apart);
                return;
            }
            for (Element each : Xml.children(formula)) {
                if ("oMath".equals(each.getLocalName())) {
                    rows(each, true);
                }
            }
        }

        private void rows(Element formula, boolean apart) {
            List<String> rows = Omml.rows(formula);
            if (!apart && rows.size() == 1) {
                Tex.append(last().text, rows.get(0));
                return;
            }
            for (String row : rows) {
                if (!last().text.toString().isBlank()) {
                    next();
                }
                last().text.append(Tex.display(row));
                next();
            }
        }
    }
}
