package chalkgrad.write;

import java.util.List;
import java.util.function.IntPredicate;

/** Every word of a page, whatever element it stands in. */
final class PageText {
    private final IntPredicate such;

    private PageText(IntPredicate such) {
        this.such = such;
    }

    /** Whether any character of the page beyond ASCII is such a one. */
    static boolean any(Page page, IntPredicate such) {
        var text = new PageText(such);
        if (text.word(page.title())) {
            return true;
        }
        for (Page.Element element : page.elements()) {
            if (text.element(element)) {
                return true;
            }
        }
        return false;
    }

    private boolean element(Page.Element element) {
        if (element instanceof Page.Heading e) {
            return line(e.text());
        } else if (element instanceof Page.Contents e) {
            return line(e.label()) || e.entries().stream().anyMatch(entry -> line(entry.text()));
        } else if (element instanceof Page.Paragraph e) {
            return line(e.text());
        } else if (element instanceof Page.Note e) {
            return line(e.label()) || line(e.text());
        } else if (element instanceof Page.Items e) {
            return lines(e.items());
        } else if (element instanceof Page.Display e) {
            return display(e);
        } else if (element instanceof Page.Table e) {
            return lines(e.header()) || e.rows().stream().anyMatch(this::lines);
        } else if (element instanceof Page.Fields e) {
            return lines(e.labels());
        } else if (element instanceof Page.Jotting e) {
            return line(e.text()) || line(e.label()) || lines(e.remarks());
        } else if (element instanceof Page.Figure e) {
            return word(e.description()) || e.picture().shapes().stream().anyMatch(this::label);
        }
        throw new AssertionError(element);
    }

    private boolean display(Page.Display display) {
        for (Page.Row row : display.rows()) {
            if (word(row.left().latex()) || word(row.right().latex())) {
                return true;
            }
        }
        return false;
    }

    private boolean label(Picture.Shape shape) {
        return shape instanceof Picture.Label label
                && word(
                        label.content() instanceof Picture.TextContent text
                                ? text.text()
                                : ((Picture.MathContent) label.content())
                                        .formula()
                                        .latex());
    }

    private boolean lines(List<List<Page.Run>> lines) {
        for (List<Page.Run> line : lines) {
            if (line(line)) {
                return true;
            }
        }
        return false;
    }

    private boolean line(List<Page.Run> line) {
        for (Page.Run run : line) {
            if (run(run)) {
                return true;
            }
        }
        return false;
    }

    private boolean run(Page.Run run) {
        if (run instanceof Page.Text text) {
            return word(text.text());
        } else if (run instanceof Page.Strong strong) {
            return word(strong.text());
        } else if (run instanceof Page.Typed typed) {
            return word(typed.text());
        }
        return word(((Page.Inline) run).formula().latex());
    }

    private boolean word(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (word.charAt(i) >= 0x80) {
                return PlainText.any(word, such);
            }
        }
        return false;
    }
}
