package chalkgrad.write;

import chalkgrad.write.Page.Inline;
import chalkgrad.write.Page.Run;
import chalkgrad.write.Page.Strong;
import chalkgrad.write.Page.Text;
import chalkgrad.write.Page.Typed;
import java.util.List;
import java.util.function.Function;

/**
 * A line of Markdown while it grows, run by run: whether a mark is read as one hangs on what stands on both its sides.
 *
 * <p>The runs {@code Text("값")}, {@code Inline(w_1)}, {@code Text("은")} become <code>값 $`w_1`$은</code>.
 */
final class MarkdownLine {
    private static final String MARK = "**";

    private final MarkdownMarkup markup;
    private final StringBuilder line = new StringBuilder();
    private final Function<Run, MarkdownLine> append = Cases.<Run, MarkdownLine>over(Run.class, MarkdownLine.class)
            .on(Text.class, run -> plain(PlainText.visible(run.text())))
            .on(Strong.class, run -> strong(PlainText.visible(run.text())))
            .on(Typed.class, run -> typed(PlainText.visible(run.text())))
            .on(Inline.class, this::inline)
            .complete();

    /** Where the last emphasis ended, to tell its mark from a user's asterisks. */
    private int emphasisEnd = -1;

    MarkdownLine(MarkdownMarkup markup) {
        this.markup = markup;
    }

    String of(List<Run> runs) {
        MarkdownLine whole = this;
        for (Run run : PlainText.joined(runs)) {
            whole = append.apply(run);
        }
        return markup.atStart(whole.line.toString().strip());
    }

    private MarkdownLine plain(String visible) {
        String inside = markup.inside(visible);
        // Behind a closing mark that stands behind punctuation, a letter may not follow at once.
        if (line.length() == emphasisEnd && startsWord(inside) && !endsInWord(emphasisEnd - MARK.length())) {
            line.append(' ');
        }
        line.append(inside);
        return this;
    }

    private MarkdownLine strong(String visible) {
        String core = markup.inside(visible.strip());
        if (core.isEmpty()) {
            return plain(visible);
        }
        String before = visible.startsWith(" ") ? " " : "";
        if (line.length() == emphasisEnd) { // two in a row are one
            line.setLength(emphasisEnd - MARK.length());
            line.append(before).append(core).append(MARK);
        } else {
            // A mark between a letter and punctuation would close, not open.
            boolean wantsSpace = before.isEmpty() && endsInWord(line.length()) && !startsWord(core);
            line.append(wantsSpace ? " " : before).append(MARK).append(core).append(MARK);
        }
        emphasisEnd = line.length();
        line.append(visible.endsWith(" ") ? " " : "");
        return this;
    }

    /** A span between tags and not between backticks: in it, what is escaped is escaped. */
    private MarkdownLine typed(String visible) {
        String core = markup.inside(visible.strip());
        if (!core.isEmpty()) {
            line.append("<code>").append(core).append("</code>");
        }
        return this;
    }

    private MarkdownLine inline(Inline run) {
        if (!run.formula().isEmpty()) {
            // GitHub takes the dollar behind a letter for a dollar.
            boolean free = line.isEmpty() || " (“‘「".indexOf(line.charAt(line.length() - 1)) >= 0;
            line.append(free ? "" : " ")
                    .append("$`")
                    .append(markup.formula(run.formula()))
                    .append("`$");
        }
        return this;
    }

    private boolean endsInWord(int end) {
        return end > 0 && Character.isLetterOrDigit(line.codePointBefore(end));
    }

    private static boolean startsWord(String text) {
        return !text.isEmpty() && Character.isLetterOrDigit(text.codePointAt(0));
    }
}
