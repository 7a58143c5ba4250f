package chalkgrad.source;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * Word's formulas (Office Math Markup, ECMA-376 part 1, 22.1) as LaTeX.
 *
 * <p>An {@code m:sSub} with the elements w and 5 is {@code w_{5}}.
 */
final class Omml {
    private Omml() {}

    /** The rows of a formula that stands apart: one, or those of a list of equations. */
    static List<String> rows(Element formula) {
        List<Element> parts =
                Xml.children(formula).stream().filter(part -> !isProperty(part)).toList();
        if (parts.size() == 1 && "eqArr".equals(parts.get(0).getLocalName())) {
            return Xml.children(parts.get(0)).stream()
                    .filter(row -> "e".equals(row.getLocalName()))
                    .map(row -> aligned(row).replace("&", " "))
                    .toList();
        }
        if (parts.size() == 1 && "m".equals(parts.get(0).getLocalName()) && Tex.isEquations(matrix(parts.get(0)))) {
            return Tex.lines(matrix(parts.get(0)));
        }
        var rows = new ArrayList<StringBuilder>(List.of(new StringBuilder()));
        for (Element part : parts) {
            if ("r".equals(part.getLocalName()) && Xml.child(part, "br") != null) {
                rows.add(new StringBuilder());
            }
            rows.get(rows.size() - 1).append(part(part));
        }
        return rows.stream().map(StringBuilder::toString).toList();
    }

    private static boolean isProperty(Element part) {
        return String.valueOf(part.getLocalName()).endsWith("Pr");
    }

    /** All that is in an element. */
    static String of(@Nullable Element parent) {
        return parent == null
                ? ""
                : Xml.children(parent).stream().map(Omml::part).collect(Collectors.joining());
    }

    private static String at(Element parent, String name) {
        return of(Xml.child(parent, name));
    }

    private static String part(Element part) {
        Element properties = Xml.child(part, part.getLocalName() + "Pr");
        return switch (String.valueOf(part.getLocalName())) {
            case "r" -> run(part);
            case "f" -> Tex.fraction(at(part, "num"), at(part, "den"));
            case "sSub" -> Tex.scripts(at(part, "e"), at(part, "sub"), "");
            case "sSup" -> Tex.scripts(at(part, "e"), "", at(part, "sup"));
            case "sSubSup" -> Tex.scripts(at(part, "e"), at(part, "sub"), at(part, "sup"));
            case "sPre" -> Tex.scripts("", at(part, "sub"), at(part, "sup")) + at(part, "e");
            case "rad" -> Tex.root(Xml.isOn(properties, "degHide") ? "" : at(part, "deg"), at(part, "e"));
            case "nary" -> nary(part, properties);
            case "d" -> delimiters(part, properties);
            case "m" -> Tex.table(matrix(part));
            case "eqArr" -> "\\begin{aligned}" + equations(part) + "\\end{aligned}";
            case "acc" -> Tex.accent(Xml.value(properties, "chr", "\u0302", ""), at(part, "e"));
            case "bar" ->
                Xml.value(properties, "pos", "bot", "bot").equals("top")
                        ? Tex.accent("¯", at(part, "e"))
                        : at(part, "e");
            case "func" -> function(part);
            case "limLow" -> limit(part);
            case "limUpp", "groupChr", "box" -> at(part, "e");
            case "borderBox" -> isStruck(properties) ? "" : at(part, "e");
            case "phant" -> Xml.isOn(properties, "show") || Xml.child(properties, "show") == null ? at(part, "e") : "";
            case "del", "moveFrom" -> "";
            default -> isProperty(part) ? "" : of(part);
        };
    }

    /** Letters; Word has its own properties beside those of the formula. */
    private static String run(Element run) {
        if (WordDocument.isGone(run)) {
            return "";
        }
        String text = Xml.children(run).stream()
                .filter(part -> "t".equals(part.getLocalName()))
                .map(Element::getTextContent)
                .collect(Collectors.joining());
        Element math = Xml.children(run).stream()
                .filter(part -> "rPr".equals(part.getLocalName())
                        && String.valueOf(part.getNamespaceURI()).contains("math"))
                .findFirst()
                .orElse(null);
        String word = text.strip();
        boolean isWord = word.length() > 1 && word.codePoints().allMatch(Character::isLetter);
        if (isWord && Xml.isOn(math, "nor")) {
            return "\\text{" + text + "}";
        }
        boolean upright = isWord && Xml.value(math, "sty", "i", "p").equals("p");
        return upright || isWord && Tex.isFunction(word) ? Tex.upright(word) : Tex.escaped(text);
    }

    private static String nary(Element part, @Nullable Element properties) {
        String sign = switch (Xml.value(properties, "chr", "∫", "")) {
            case "∑" -> "\\sum";
            case "∏" -> "\\prod";
            case "∫" -> "\\int";
            default -> Xml.value(properties, "chr", "∫", "");
        };
        String below = Xml.isOn(properties, "subHide") ? "" : at(part, "sub");
        String above = Xml.isOn(properties, "supHide") ? "" : at(part, "sup");
        return sign
                + (below.isBlank() ? "" : "_{" + below.strip() + "}")
                + (above.isBlank() ? "" : "^{" + above.strip() + "}")
                + " "
                + at(part, "e");
    }

    private static String delimiters(Element part, @Nullable Element properties) {
        String open = Xml.value(properties, "begChr", "(", "");
        String close = Xml.value(properties, "endChr", ")", "");
        String between = Xml.value(properties, "sepChr", "|", "");
        List<Element> inside = Xml.children(part).stream()
                .filter(each -> "e".equals(each.getLocalName()))
                .toList();
        if (inside.size() == 1) {
            List<Element> only = Xml.children(inside.get(0)).stream()
                    .filter(each -> !isProperty(each))
                    .toList();
            if (only.size() == 1 && "m".equals(only.get(0).getLocalName())) {
                return Tex.matrix(open, matrix(only.get(0)), close);
            } else if (only.size() == 1 && "eqArr".equals(only.get(0).getLocalName()) && open.equals("{")) {
                return "\\begin{cases}" + equations(only.get(0)) + "\\end{cases}";
            }
        }
        return Tex.fenced(open, inside.stream().map(Omml::of).collect(Collectors.joining(Tex.escaped(between))), close);
    }

    private static List<List<String>> matrix(Element matrix) {
        return Xml.children(matrix).stream()
                .filter(row -> "mr".equals(row.getLocalName()))
                .map(row -> Xml.children(row).stream()
                        .filter(cell -> "e".equals(cell.getLocalName()))
                        .map(Omml::of)
                        .toList())
                .toList();
    }

    private static String equations(Element list) {
        return Xml.children(list).stream()
                .filter(row -> "e".equals(row.getLocalName()))
                .map(Omml::aligned)
                .collect(Collectors.joining(" \\\\ "));
    }

    /** In a row of a list of equations an ampersand is where it is aligned. */
    private static String aligned(Element row) {
        return of(row).replace("\\&", "&");
    }

    private static String function(Element part) {
        Element name = Xml.child(part, "fName");
        String word = name != null
                        && Xml.children(name).stream()
                                .allMatch(each -> "r".equals(each.getLocalName()) || isProperty(each))
                ? name.getTextContent().strip()
                : "";
        boolean plain = word.length() > 1 && word.codePoints().allMatch(Character::isLetter);
        return (plain ? Tex.upright(word) : of(name)) + Tex.grouped(at(part, "e"));
    }

    /** What stands under a brace is a remark, what stands under max or lim is not. */
    private static String limit(Element part) {
        Element base = Xml.child(part, "e");
        boolean brace =
                base != null && Xml.children(base).stream().anyMatch(each -> "groupChr".equals(each.getLocalName()));
        return brace ? of(base) : Tex.scripts(of(base), at(part, "lim"), "");
    }

    private static boolean isStruck(@Nullable Element properties) {
        return List.of("strikeH", "strikeV", "strikeBLTR", "strikeTLBR").stream()
                .anyMatch(name -> Xml.isOn(properties, name));
    }
}
