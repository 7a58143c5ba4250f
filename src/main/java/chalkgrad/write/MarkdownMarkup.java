package chalkgrad.write;

import chalkgrad.write.Page.Formula;
import chalkgrad.write.Page.Inline;
import chalkgrad.write.Page.Run;
import chalkgrad.write.Page.Strong;
import chalkgrad.write.Page.Text;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * GitHub's Markdown: a text stays text, whatever it looks like; formulas stand in GitHub's own delimiters.
 *
 * <p>{@code text("1. a_b <i>")} is {@code 1\. a\_b \<i\>}.
 */
final class MarkdownMarkup implements Markup {
    /** Means something wherever it stands. */
    private static final Pattern ANYWHERE = Pattern.compile("[\\\\`*_\\[\\]<>#|~$]");

    /** Would be a character's name, the start of an address, or a person to call. */
    private static final Pattern SOMEWHERE = Pattern.compile("&(?=[A-Za-z#])|:(?=//)|(?<=(?i:www))\\.|@|!(?=\\\\\\[)|!$");

    /** Would make a list, a rule, or a heading of the line that it starts. */
    private static final Pattern AT_START = Pattern.compile("^(\\d{1,9}(?=[.)](?: |$))|(?=[-+](?:[ -]|$)|=+ *$))(.)");

    private final SvgWriter pictures = new SvgWriter();

    @Override
    public String text(String plain) {
        return atStart(inside(PlainText.visible(plain).strip()));
    }

    /** A bar would end a table's cell, even in a formula. */
    @Override
    public String formula(Formula formula) {
        return formula.latex().replace("\\|", "\\Vert ").replace("|", "\\vert ");
    }

    @Override
    public String line(List<Run> runs) {
        StringBuilder line = new StringBuilder();
        Function<Run, BiConsumer<StringBuilder, Boolean>> append = appenders();
        for (int i = 0; i < runs.size(); i++) {
            append.apply(runs.get(i)).accept(line, i + 1 == runs.size());
        }
        return line.toString().strip();
    }

    @Override
    public Placed place(Picture picture, String description, String stem, int number) {
        String name = stem + "-" + number + ".svg";
        byte[] svg = pictures.write(picture, description).getBytes(StandardCharsets.UTF_8);
        return new Placed(address(name), List.of(new Sidecar(name, svg)));
    }

    private Function<Run, BiConsumer<StringBuilder, Boolean>> appenders() {
        return Cases.<Run, BiConsumer<StringBuilder, Boolean>>over(Run.class, BiConsumer.class)
                .on(Text.class, run -> (line, last) -> plain(line, run.text()))
                .on(Strong.class, run -> (line, last) -> strong(line, run.text()))
                .on(Inline.class, run -> (line, last) -> inline(line, run.formula()))
                .complete();
    }

    private static void plain(StringBuilder line, String text) {
        String inside = inside(PlainText.visible(text));
        boolean start = line.toString().isBlank();
        // Behind a closing mark that stands behind punctuation, only a space or punctuation may follow.
        if (endsStrongAfterPunctuation(line) && startsWord(inside)) {
            line.append(' ');
        }
        line.append(start ? atStart(inside.stripLeading()) : inside);
    }

    private static void strong(StringBuilder line, String text) {
        String visible = PlainText.visible(text);
        String core = inside(visible.strip());
        if (core.isEmpty()) {
            plain(line, text);
            return;
        }
        if (endsStrong(line)) { // two in a row are one
            line.setLength(line.length() - 2);
            line.append(visible.startsWith(" ") ? " " : "").append(core).append("**");
        } else {
            boolean wantsSpace = visible.startsWith(" ") || endsInWord(line) && !startsWord(core);
            line.append(wantsSpace && !line.isEmpty() ? " " : "").append("**").append(core).append("**");
        }
        line.append(visible.endsWith(" ") ? " " : "");
    }

    private static void inline(StringBuilder line, Formula formula) {
        if (formula.isEmpty()) {
            return;
        }
        // GitHub reads the dollar behind a letter as a dollar.
        boolean free = line.isEmpty() || " (“‘「".indexOf(line.charAt(line.length() - 1)) >= 0;
        line.append(free ? "" : " ").append("$`").append(new MarkdownMarkup().formula(formula)).append("`$");
    }

    private static String inside(String visible) {
        String escaped = ANYWHERE.matcher(visible).replaceAll("\\\\$0");
        return SOMEWHERE.matcher(escaped).replaceAll("\\\\$0");
    }

    private static String atStart(String escaped) {
        return AT_START.matcher(escaped).replaceFirst("$1\\\\$2");
    }

    private static boolean endsStrong(StringBuilder line) {
        int length = line.length();
        return length > 2 && line.charAt(length - 1) == '*' && line.charAt(length - 2) == '*'
                && line.charAt(length - 3) != '\\';
    }

    private static boolean endsStrongAfterPunctuation(StringBuilder line) {
        return endsStrong(line) && !Character.isLetterOrDigit(line.codePointBefore(line.length() - 2));
    }

    private static boolean endsInWord(StringBuilder line) {
        return !line.isEmpty() && Character.isLetterOrDigit(line.codePointBefore(line.length()));
    }

    private static boolean startsWord(String text) {
        return !text.isEmpty() && Character.isLetterOrDigit(text.codePointAt(0));
    }

    /** A file's name as a link's address: ASCII that means something in either is written by its number. */
    private static String address(String name) {
        StringBuilder out = new StringBuilder();
        name.codePoints().forEach(c -> {
            boolean itself = c > 0xA0 || Character.isLetterOrDigit(c) || "-_.".indexOf(c) >= 0;
            out.append(itself ? Character.toString(c) : String.format("%%%02X", c));
        });
        return out.toString();
    }
}
