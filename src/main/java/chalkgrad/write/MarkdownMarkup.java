package chalkgrad.write;

import chalkgrad.write.Page.Formula;
import chalkgrad.write.Page.Heading;
import chalkgrad.write.Page.Run;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
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
    private static final Pattern SOMEWHERE =
            Pattern.compile("&(?=[A-Za-z#])|:(?=//)|(?<=(?i:www))\\.|@|!(?=\\\\\\[)|!$");

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
        return new MarkdownLine(this).of(runs);
    }

    @Override
    public Map<String, String> addresses(List<Heading> headings) {
        return GitHubAnchors.of(headings);
    }

    @Override
    public Placed place(Picture picture, String description, String stem, int number) {
        String name = stem + "-" + number + ".svg";
        byte[] svg = pictures.write(picture, description).getBytes(StandardCharsets.UTF_8);
        return new Placed(address(name), List.of(new Sidecar(name, svg)));
    }

    /** A text that does not start its line. */
    String inside(String visible) {
        String escaped = ANYWHERE.matcher(visible).replaceAll("\\\\$0");
        return SOMEWHERE.matcher(escaped).replaceAll("\\\\$0");
    }

    /** A line that starts neither a list nor a rule. */
    String atStart(String escaped) {
        return AT_START.matcher(escaped).replaceFirst("$1\\\\$2");
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
