package chalkgrad.source;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * MathML as LaTeX; TeX that stands in it as an annotation comes first.
 *
 * <p>{@code <msub><mi>w</mi><mn>5</mn></msub>} is {@code w_{5}}.
 */
final class MathMl {
    private static final int DEEPEST = 200;
    private static final Set<String> OPENING = Set.of("(", "[", "{", "|", "‖", "∥", "⌊", "⌈");
    private static final Set<String> CLOSING = Set.of(")", "]", "}", "|", "‖", "∥", "⌋", "⌉", "");
    private static final Set<String> LARGE = Set.of("∑", "∏", "∫", "⋃", "⋂");

    private MathMl() {}

    /** The formula. */
    static String of(Element math) {
        Element annotation = math.selectFirst(
                "annotation[encoding=application/x-tex], annotation[encoding=TeX], annotation[encoding=LaTeX]");
        if (annotation != null) {
            return tex(annotation.wholeText());
        }
        String alternative = math.attr("alttext");
        boolean isTex = alternative.contains("\\") || math.hasClass("ltx_Math");
        return isTex && !alternative.isBlank() ? tex(alternative) : all(math, 0);
    }

    /** TeX in one line, without what only sets its size. */
    static String tex(String tex) {
        String plain = tex.lines()
                .map(line -> line.replaceAll("(?<!\\\\)%.*$", ""))
                .collect(Collectors.joining(" "))
                .strip();
        if (plain.startsWith("{\\displaystyle") && plain.endsWith("}")) {
            plain = plain.substring(14, plain.length() - 1).strip();
        }
        return plain;
    }

    private static List<Element> parts(Element parent) {
        return parent.children().stream()
                .filter(part ->
                        !name(part).startsWith("annotation") && !name(part).equals("mspace"))
                .toList();
    }

    private static String name(Element element) {
        String name = element.normalName().toLowerCase(Locale.ROOT);
        return name.substring(name.indexOf(':') + 1);
    }

    /** What is in a row; a table between brackets is a matrix. */
    private static String all(Element parent, int depth) {
        List<Element> parts = parts(parent);
        var out = new StringBuilder();
        for (int i = 0; i < parts.size(); i++) {
            Element table = i + 1 < parts.size() ? only(parts.get(i + 1), "mtable") : null;
            String open = sign(parts.get(i));
            if (table != null && OPENING.contains(open)) {
                String close = i + 2 < parts.size() ? sign(parts.get(i + 2)) : "";
                boolean closed = CLOSING.contains(close);
                out.append(Tex.matrix(open, rows(table, depth), closed ? close : ""));
                i += closed && i + 2 < parts.size() ? 2 : 1;
            } else {
                out.append(part(parts.get(i), depth + 1));
            }
        }
        return out.toString();
    }

    /** An element of a name, alone in rows around it; or null. */
    private static @Nullable Element only(Element element, String name) {
        Element at = element;
        for (int i = 0; i < 5; i++) {
            if (name(at).equals(name)) {
                return at;
            } else if (!Set.of("mrow", "mstyle", "mpadded").contains(name(at))
                    || parts(at).size() != 1) {
                return null;
            }
            at = parts(at).get(0);
        }
        return null;
    }

    private static String sign(Element part) {
        return name(part).equals("mo") ? part.text().strip() : "none";
    }

    private static List<List<String>> rows(Element table, int depth) {
        return parts(table).stream()
                .filter(row -> name(row).equals("mtr") || name(row).equals("mlabeledtr"))
                .map(row -> {
                    List<Element> cells = parts(row);
                    int from = name(row).equals("mlabeledtr") ? 1 : 0;
                    return cells.subList(Math.min(from, cells.size()), cells.size()).stream()
                            .map(cell -> all(cell, depth + 1))
                            .toList();
                })
                .toList();
    }

    private static String child(List<Element> parts, int index, int depth) {
        return index < parts.size() ? part(parts.get(index), depth + 1) : "";
    }

    private static String part(Element part, int depth) {
        if (depth > DEEPEST) {
            return Tex.escaped(part.text());
        }
        List<Element> parts = parts(part);
        return switch (name(part)) {
            case "mi" -> identifier(part);
            case "mn" -> part.text().replace(" ", "").replace("\u00A0", "").strip();
            case "mo" -> identifier(part);
            case "mtext", "ms" -> part.text().isBlank() ? " " : "\\text{" + part.wholeText() + "}";
            case "mfrac" -> Tex.fraction(child(parts, 0, depth), child(parts, 1, depth));
            case "msqrt" -> Tex.root("", all(part, depth));
            case "mroot" -> Tex.root(child(parts, 1, depth), child(parts, 0, depth));
            case "msub" -> Tex.scripts(child(parts, 0, depth), child(parts, 1, depth), "");
            case "msup" -> Tex.scripts(child(parts, 0, depth), "", child(parts, 1, depth));
            case "msubsup" -> Tex.scripts(child(parts, 0, depth), child(parts, 1, depth), child(parts, 2, depth));
            case "munder" -> under(parts, child(parts, 1, depth), "", depth);
            case "munderover" -> under(parts, child(parts, 1, depth), child(parts, 2, depth), depth);
            case "mover" -> over(parts, depth);
            case "mfenced" ->
                Tex.fenced(
                        part.hasAttr("open") ? part.attr("open") : "(",
                        parts.stream().map(each -> part(each, depth + 1)).collect(Collectors.joining(", ")),
                        part.hasAttr("close") ? part.attr("close") : ")");
            case "mtable" -> Tex.table(rows(part, depth));
            case "menclose" -> part.attr("notation").contains("strike") ? "" : all(part, depth);
            case "mphantom", "none", "mprescripts", "maligngroup", "malignmark", "merror" -> "";
            case "semantics" -> child(parts, 0, depth);
            default -> parts.isEmpty() ? Tex.escaped(part.ownText()) : all(part, depth);
        };
    }

    private static String identifier(Element part) {
        String word = part.text().strip();
        boolean isWord =
                word.codePointCount(0, word.length()) > 1 && word.codePoints().allMatch(Character::isLetter);
        return isWord ? Tex.upright(word) : Tex.escaped(word);
    }

    /** Below a large sign and below max stands a script, below a brace a remark. */
    private static String under(List<Element> parts, String below, String above, int depth) {
        String base = child(parts, 0, depth);
        String sign = parts.isEmpty() ? "" : parts.get(0).text().strip();
        if (LARGE.contains(sign)) {
            String scripts = (below.isBlank() ? "" : "_{" + below.strip() + "}")
                    + (above.isBlank() ? "" : "^{" + above.strip() + "}");
            return sign + scripts + " ";
        }
        boolean remark =
                below.strip().matches("[⏟︸_―¯̲]") || base.startsWith("\\underbrace") || below.contains("\\text");
        return remark ? base : Tex.scripts(base, below, above);
    }

    private static String over(List<Element> parts, int depth) {
        String base = child(parts, 0, depth);
        String mark = parts.size() > 1 ? parts.get(1).text().strip() : "";
        if (Tex.isAccent(mark)) {
            return Tex.accent(mark, base);
        } else if (LARGE.contains(base.strip())) {
            return base.strip() + "^{" + child(parts, 1, depth) + "} ";
        }
        return base;
    }
}
