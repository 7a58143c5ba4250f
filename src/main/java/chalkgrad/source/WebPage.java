package chalkgrad.source;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/**
 * A web page: what somebody sees who opens it, its formulas as LaTeX.
 *
 * <p>{@code <p>w<sub>5</sub> = 0.45<del>6</del></p>} is the line {@code w_{5} = 0.45}.
 */
final class WebPage {
    /** With its scripts and styles a page is larger than its text. */
    static final int MOST_BYTES = 16 << 20;

    private static final int DEEPEST = 300;

    private static final Pattern CHARSET = Pattern.compile("(?i)<meta[^>]{0,200}charset=[\"']?([\\w.:-]{2,40})");

    private static final Set<String> UNSEEN = Set.of(
            "head",
            "style",
            "noscript",
            "template",
            "object",
            "iframe",
            "svg",
            "canvas",
            "audio",
            "video",
            "select",
            "button");

    /** Crossed out by whoever wrote it. */
    private static final Set<String> CROSSED_OUT = Set.of("del", "s", "strike");

    /** Numbers of lines, and prompts of notebooks, beside what is written. */
    private static final Set<String> BESIDE = Set.of(
            "gutter",
            "lineno",
            "linenos",
            "linenodiv",
            "blob-num",
            "prompt",
            "jp-InputPrompt",
            "jp-OutputPrompt",
            "MathJax_Preview",
            "katex-html",
            "anchor-link",
            "headerlink",
            "mjx-assistive-mml");

    private static final Set<String> RENDERED =
            Set.of("MathJax", "MathJax_Display", "MathJax_SVG", "MathJax_CHTML", "MathJax_SVG_Display", "MJXc-display");

    private Flow out = new Flow();
    private int line = 1;

    private WebPage() {}

    /** Whether a text begins as a page does. */
    static boolean is(String text) {
        String start =
                text.substring(0, Math.min(300, text.length())).stripLeading().toLowerCase(Locale.ROOT);
        return start.startsWith("<!doctype html")
                || start.startsWith("<html")
                || start.startsWith("<?xml") && start.contains("<html");
    }

    /** The charset that a page says it is in, if it is none that is tried anyway. */
    static Optional<Charset> charset(byte[] content) {
        String start = new String(content, 0, Math.min(2048, content.length), StandardCharsets.ISO_8859_1);
        Matcher declared = CHARSET.matcher(start);
        if (!declared.find() || declared.group(1).toLowerCase(Locale.ROOT).startsWith("utf")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Charset.forName(declared.group(1)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static Source read(String text) throws Refusal {
        Document document = Jsoup.parse(text, "", Parser.htmlParser().setTrackPosition(true));
        var page = new WebPage();
        page.inside(document.body(), 0);
        var source = new SourceBuilder();
        source.aligned(page.out.lines());
        return source.build();
    }

    /** The rows of a table, each with the line on which it begins, counted from one within the text. */
    static List<Flow.Line> table(String html) {
        var page = new WebPage();
        Document document = Jsoup.parse(html, "", Parser.htmlParser().setTrackPosition(true));
        page.inside(document.body(), 0);
        return page.out.lines();
    }

    private void inside(Element parent, int depth) {
        for (Node node : parent.childNodes()) {
            if (node.sourceRange().isTracked()) {
                line = Math.max(1, node.sourceRange().start().lineNumber());
            }
            if (node instanceof TextNode text) {
                out.text(text.getWholeText(), line);
            } else if (node instanceof Element element) {
                element(element, depth + 1);
            } else if (!(node instanceof Comment) && !(node instanceof DataNode)) {
                out.text(" ", line);
            }
        }
    }

    private void element(Element element, int depth) {
        String name = element.normalName();
        if (depth > DEEPEST) {
            out.text(element.wholeText(), line);
        } else if (name.equals("script")) {
            script(element);
        } else if (isUnseen(element, name)) {
            // What is not seen is no part of the work.
            return;
        } else if (isFormula(element, name)) {
            formula(element, name);
        } else {
            written(element, name, depth);
        }
    }

    private static boolean isUnseen(Element element, String name) {
        String style = element.attr("style").replace(" ", "").toLowerCase(Locale.ROOT);
        return UNSEEN.contains(name)
                || CROSSED_OUT.contains(name)
                || element.hasAttr("hidden")
                || element.classNames().stream().anyMatch(BESIDE::contains)
                || style.contains("display:none")
                || style.contains("visibility:hidden")
                || style.contains("line-through");
    }

    /** TeX that MathJax sets. */
    private void script(Element script) {
        String type = script.attr("type").toLowerCase(Locale.ROOT);
        if (type.startsWith("math/tex")) {
            put(MathMl.tex(script.data()), type.contains("mode=display"));
        } else if (type.startsWith("math/mml")) {
            Element math = Jsoup.parseBodyFragment(script.data()).selectFirst("math");
            if (math != null) {
                put(MathMl.of(math), math.attr("display").equals("block"));
            }
        }
    }

    private static boolean isFormula(Element element, String name) {
        return name.equals("math")
                || name.equals("mjx-container")
                || element.hasClass("katex")
                || element.hasClass("katex-display")
                || element.hasClass("mwe-math-element")
                || element.classNames().stream().anyMatch(RENDERED::contains)
                || isSource(element)
                || name.equals("img") && isPictureOfTex(element);
    }

    /** TeX that a script will set when the page is opened. */
    private static boolean isSource(Element element) {
        return element.hasClass("math")
                && (element.hasClass("inline") || element.hasClass("display"))
                && element.selectFirst("math, .katex, mjx-container, .MathJax, img, script") == null;
    }

    private static boolean isPictureOfTex(Element image) {
        String about = (image.className() + " " + image.attr("src")).toLowerCase(Locale.ROOT);
        return !image.attr("alt").isBlank()
                && (about.contains("latex")
                        || about.contains("tex-")
                        || about.contains("math")
                        || about.contains("equation")
                        || about.contains("codecogs"));
    }

    private void formula(Element element, String name) {
        if (name.equals("img")) {
            put(MathMl.tex(element.attr("alt")), false);
            return;
        }
        if (hasScript(element) && !name.equals("math")) {
            return;
        } else if (isSource(element)) {
            boolean apart = element.hasClass("display");
            String tex = element.wholeText().strip().replaceAll("^(?:\\\\[(\\[]|\\$\\$?)|(?:\\\\[)\\]]|\\$\\$?)$", "");
            String mark = apart ? "$$" : "$";
            out.text(mark + tex.strip() + mark, line);
            return;
        }
        Element math = name.equals("math") ? element : element.selectFirst("math");
        boolean apart = element.hasClass("katex-display")
                || element.attr("display").equals("true")
                || element.classNames().stream().anyMatch(each -> each.endsWith("isplay"))
                || math != null && math.attr("display").equals("block");
        if (math == null && element.hasAttr("data-mathml")) {
            math = Jsoup.parseBodyFragment(element.attr("data-mathml")).selectFirst("math");
        }
        if (math != null) {
            put(MathMl.of(math), apart);
        } else if (element.selectFirst("img[alt]") != null) {
            put(MathMl.tex(element.select("img[alt]").attr("alt")), apart);
        } else {
            out.doubtful("[formula]", line);
        }
    }

    /** Whether MathJax's source stands behind what it has set. */
    private static boolean hasScript(Element element) {
        Element next = element.nextElementSibling();
        return next != null
                && next.normalName().equals("script")
                && next.attr("type").startsWith("math/");
    }

    private void put(String tex, boolean apart) {
        String plain = tex.strip();
        if (apart) {
            out.end();
            out.text(Tex.display(plain), line);
            out.end();
        } else {
            out.formula(plain, line);
        }
    }

    private void written(Element element, String name, int depth) {
        switch (name) {
            case "br" -> out.end();
            case "hr" -> out.gap();
            case "sub", "sup" -> script(element, name, depth);
            case "pre" -> code(element);
            case "table" -> table(element, depth);
            case "img" -> {}
            case "li", "dd", "dt" -> {
                out.end();
                out.text(name.equals("li") ? "- " : "", line);
                inside(element, depth);
                out.end();
            }
            case "h1", "h2", "h3", "h4", "h5", "h6" -> {
                out.gap();
                out.text("#".repeat(name.charAt(1) - '0') + " ", line);
                inside(element, depth);
                out.gap();
            }
            case "p", "ul", "ol", "blockquote", "section", "article", "figure", "dl" -> {
                out.gap();
                inside(element, depth);
                out.gap();
            }
            default -> {
                boolean block = element.isBlock();
                if (block) {
                    out.end();
                }
                inside(element, depth);
                if (block) {
                    out.end();
                }
            }
        }
    }

    /** What is in an element, apart from the rest. */
    private Flow apart(Element element, int depth) {
        Flow before = out;
        out = new Flow();
        inside(element, depth);
        Flow inside = out;
        out = before;
        return inside;
    }

    /** A script; marks of footnotes are none, and neither is the end of an ordinal. */
    private void script(Element element, String name, int depth) {
        int begin = line;
        Flow inside = apart(element, depth);
        String text = inside.joined();
        Element link = element.selectFirst("a[href^=#]");
        if (text.isEmpty() || link != null) {
            return;
        }
        boolean ordinal = name.equals("sup") && text.matches("st|nd|rd|th|er|e|o|a|ère|ème");
        out.text(ordinal ? text : (name.equals("sub") ? "_{" : "^{") + text + "}", begin);
        if (inside.isDoubtful()) {
            out.doubtful("", begin);
        }
    }

    /** The line of the file on which the text of an element begins: HTML drops a line break directly behind {@code <pre>}. */
    private int firstLine(Element pre) {
        Node first = pre;
        while (first instanceof Element element && element.childNodeSize() > 0) {
            first = element.childNode(0);
        }
        if (!(first instanceof TextNode text) || !text.sourceRange().isTracked()) {
            return line;
        }
        long breaks = text.getWholeText().chars().filter(c -> c == '\n').count();
        int begin = text.sourceRange().end().lineNumber() - (int) breaks;
        return begin == line + 1 ? begin : line;
    }

    private void code(Element pre) {
        int begin = firstLine(pre);
        var text = new StringBuilder();
        breaks(pre, text);
        Element code = pre.selectFirst("code");
        String classes = (pre.className() + " "
                        + (pre.parent() == null ? "" : pre.parent().className()) + " "
                        + (code == null ? "" : code.className()))
                .toLowerCase(Locale.ROOT);
        String language = classes.contains("python") || classes.contains("ipython") ? "python" : "";
        String fence = "```";
        while (text.indexOf(fence) >= 0) {
            fence += "`";
        }
        out.end();
        out.verbatim(fence + language, Math.max(1, begin - 1));
        int at = begin;
        for (String each : text.toString().lines().toList()) {
            out.verbatim(each, at++);
        }
        out.verbatim(fence, at);
        out.gap();
    }

    private static void breaks(Element element, StringBuilder text) {
        element.select("br").forEach(each -> each.replaceWith(new TextNode("\n")));
        element.select("del, s, strike, .lineno, .linenos, .gutter").remove();
        text.append(element.wholeText());
    }

    private void table(Element table, int depth) {
        if (table.selectFirst("table table, pre, ul, ol, h1, h2, h3") != null
                && table.select("table, pre, ul, ol, h1, h2, h3").size() > 1) {
            // The table only arranges the page.
            inside(table, depth);
            return;
        }
        out.gap();
        Element caption = table.selectFirst("caption");
        if (caption != null) {
            inside(caption, depth);
            out.gap();
        }
        var carried = new ArrayList<@Nullable Carried>();
        boolean first = true;
        for (Element row : table.select("tr")) {
            if (row.sourceRange().isTracked()) {
                line = row.sourceRange().start().lineNumber();
            }
            int begin = line;
            var cells = new ArrayList<String>();
            boolean doubt = cells(row, cells, carried, depth);
            if (cells.isEmpty()) {
                continue;
            }
            out.text(Rows.row(cells), begin);
            if (doubt) {
                out.doubtful("", begin);
            }
            out.end();
            if (first) {
                out.verbatim(Rows.rule(cells.size()), begin);
                first = false;
            }
        }
        out.gap();
    }

    /** A cell that stands in the rows below it too. */
    private record Carried(String text, int rows) {}

    private boolean cells(Element row, List<String> cells, List<@Nullable Carried> carried, int depth) {
        boolean doubt = false;
        for (Element cell : row.children()) {
            if (!cell.normalName().equals("td") && !cell.normalName().equals("th")) {
                continue;
            }
            carry(cells, carried);
            Flow inside = apart(cell, depth + 1);
            doubt |= inside.isDoubtful();
            int columns = span(cell, "colspan");
            int rows = span(cell, "rowspan");
            for (int i = 0; i < columns; i++) {
                String text = i == 0 ? inside.joined() : "";
                while (carried.size() <= cells.size()) {
                    carried.add(null);
                }
                carried.set(cells.size(), rows > 1 ? new Carried(text, rows - 1) : null);
                cells.add(text);
            }
        }
        carry(cells, carried);
        return doubt;
    }

    private static void carry(List<String> cells, List<@Nullable Carried> carried) {
        while (cells.size() < carried.size()) {
            Carried above = carried.get(cells.size());
            if (above == null) {
                return;
            }
            carried.set(cells.size(), above.rows() > 1 ? new Carried(above.text(), above.rows() - 1) : null);
            cells.add(above.text());
        }
    }

    private static int span(Element cell, String attribute) {
        String value = cell.attr(attribute).strip();
        return value.matches("[1-9][0-9]?") ? Integer.parseInt(value) : 1;
    }
}
