package chalkgrad.write;

import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/** Every word of a page, whatever element it stands in. */
final class PageText {
    private PageText() {}

    /** Whether any character of the page is such a one. */
    static boolean any(Page page, IntPredicate such) {
        return PlainText.any(page.title(), such)
                || page.elements().stream().flatMap(PageText::words).anyMatch(word -> PlainText.any(word, such));
    }

    private static Stream<String> words(Page.Element element) {
        if (element instanceof Page.Heading e) {
            return runs(e.text());
        } else if (element instanceof Page.Contents e) {
            return Stream.concat(runs(e.label()), e.entries().stream().flatMap(entry -> runs(entry.text())));
        } else if (element instanceof Page.Paragraph e) {
            return runs(e.text());
        } else if (element instanceof Page.Note e) {
            return Stream.concat(runs(e.label()), runs(e.text()));
        } else if (element instanceof Page.Items e) {
            return e.items().stream().flatMap(PageText::runs);
        } else if (element instanceof Page.Display e) {
            return e.rows().stream()
                    .flatMap(row -> Stream.of(row.left().latex(), row.right().latex()));
        } else if (element instanceof Page.Table e) {
            return Stream.concat(Stream.of(e.header()), e.rows().stream())
                    .flatMap(List::stream)
                    .flatMap(PageText::runs);
        } else if (element instanceof Page.Fields e) {
            return e.labels().stream().flatMap(PageText::runs);
        } else if (element instanceof Page.Jotting e) {
            return Stream.concat(Stream.of(e.text(), e.label()), e.remarks().stream())
                    .flatMap(PageText::runs);
        } else if (element instanceof Page.Figure e) {
            return Stream.concat(
                    Stream.of(e.description()), e.picture().shapes().stream().flatMap(PageText::label));
        }
        throw new AssertionError(element);
    }

    private static Stream<String> label(Picture.Shape shape) {
        if (shape instanceof Picture.Label label) {
            return Stream.of(
                    label.content() instanceof Picture.TextContent text
                            ? text.text()
                            : ((Picture.MathContent) label.content()).formula().latex());
        }
        return Stream.empty();
    }

    private static Stream<String> runs(List<Page.Run> runs) {
        return runs.stream()
                .map(run -> run instanceof Page.Text t
                        ? t.text()
                        : run instanceof Page.Strong s
                                ? s.text()
                                : run instanceof Page.Typed typed
                                        ? typed.text()
                                        : ((Page.Inline) run).formula().latex());
    }
}
