package chalkgrad.write.pdf;

import chalkgrad.write.Page;
import chalkgrad.write.Page.Contents;
import chalkgrad.write.Page.Display;
import chalkgrad.write.Page.Element;
import chalkgrad.write.Page.Figure;
import chalkgrad.write.Page.Heading;
import chalkgrad.write.Page.Items;
import chalkgrad.write.Page.Note;
import chalkgrad.write.Page.Paragraph;
import chalkgrad.write.Page.Table;
import java.util.ArrayList;
import java.util.List;

/** Turns the elements of a page into slabs, in order. */
final class Composer {
    private static final int DEEPEST = 4;

    private final Setting setting;
    private final Outline outline;
    private final TextSetter text;
    private final DisplaySetter displays;
    private final TableSetter tables;
    private final FigureSetter figures;
    private final ContentsSetter contentsLists;
    private final JottingSetter jottings;
    private final Links links;
    private int level;

    Composer(Setting setting, Outline outline, Links links) {
        this.setting = setting;
        this.outline = outline;
        this.links = links;
        text = new TextSetter(setting);
        displays = new DisplaySetter(setting);
        tables = new TableSetter(setting);
        figures = new FigureSetter(setting);
        jottings = new JottingSetter(setting);
        contentsLists = new ContentsSetter(setting, links);
    }

    List<VerticalBox> compose(List<Element> elements) {
        List<VerticalBox> slabs = new ArrayList<>();
        for (int i = 0; i < elements.size(); i++) {
            List<VerticalBox> set = set(elements.get(i));
            boolean introduces = elements.get(i) instanceof Paragraph
                    && i + 1 < elements.size()
                    && (elements.get(i + 1) instanceof Display
                            || elements.get(i + 1) instanceof Table
                            || elements.get(i + 1) instanceof Page.Fields
                            || (i > 0 && elements.get(i - 1) instanceof Heading));
            if (introduces && !set.isEmpty()) {
                set.add(set.remove(set.size() - 1).keptWithNext());
            }
            slabs.addAll(set);
        }
        return slabs;
    }

    private List<VerticalBox> set(Element element) {
        if (element instanceof Heading heading) {
            return heading(heading);
        } else if (element instanceof Contents contents) {
            return contentsLists.set(contents);
        } else if (element instanceof Paragraph paragraph) {
            return text.paragraph(paragraph);
        } else if (element instanceof Note note) {
            return text.note(note);
        } else if (element instanceof Items items) {
            return text.items(items);
        } else if (element instanceof Display display) {
            return displays.set(display, Sheet.LEFT, Sheet.MEASURE);
        } else if (element instanceof Table table) {
            return tables.set(table);
        } else if (element instanceof Page.Fields fields) {
            return FieldsSetter.set(setting, fields);
        } else if (element instanceof Page.Jotting jotting) {
            return jottings.set(jotting);
        } else if (element instanceof Figure figure) {
            return figures.set(figure);
        }
        throw new IllegalArgumentException("an element without a setter: " + element);
    }

    /** A reader who hears the page finds his way by levels without a gap. */
    private List<VerticalBox> heading(Heading heading) {
        level = Math.max(1, Math.min(Math.min(heading.level(), level + 1), DEEPEST));
        Tag tag = setting.document().child("H" + level);
        List<VerticalBox> slabs = text.heading(heading, level, tag);
        int depth = level;
        VerticalBox first = slabs.get(0);
        slabs.set(
                0,
                new VerticalBox(
                        first.above(),
                        first.height(),
                        true,
                        (canvas, top) -> {
                            outline.add(depth, plain(heading.text()), canvas.page(), top);
                            links.arrive(heading.anchor(), canvas, top);
                            first.painter().paint(canvas, top);
                        },
                        List.of()));
        return slabs;
    }

    /** What a line says, its formulas in plain text. */
    static String plain(List<Page.Run> text) {
        StringBuilder plain = new StringBuilder();
        for (Page.Run run : text) {
            if (run instanceof Page.Text words) {
                plain.append(words.text());
            } else if (run instanceof Page.Strong strong) {
                plain.append(strong.text());
            } else if (run instanceof Page.Typed typed) {
                plain.append(typed.text());
            } else if (run instanceof Page.Inline inline) {
                plain.append(inline.formula().text());
            }
        }
        return Typeface.clean(plain.toString()).strip();
    }
}
