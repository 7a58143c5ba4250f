package chalkgrad.work;

import chalkgrad.work.Token.Kind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells the lines that say what comes below them.
 *
 * <p>{@code ## Update}, {@code **Weight w7:**}, {@code - Second pass:} and {@code \section{Update}} do; {@code # h = 0.9} in a listing does not.
 */
final class Leads {
    private static final Pattern SECTION = Pattern.compile("(#{1,6})\\s+(.+?)\\s*#*");
    private static final Pattern ITEM = Pattern.compile("(?:[-*+•◦▪●■◆·]|\\d{1,3}[.)]|\\(\\w{1,3}\\)|[a-zA-Z]\\)|[①-⑳])\\s+(.*)");
    private static final Pattern BOLD = Pattern.compile("[^\\p{L}\\p{N}*_$\\\\]{0,4}(\\*\\*|__)(\\S.{0,200}?)\\1(.*)");
    private static final Pattern COMMAND = Pattern.compile(
            "\\\\(part|chapter|section|subsection|subsubsection|paragraph|subparagraph|textbf)\\*?\\{(.{1,200}?)\\}(.*)");
    private static final List<String> COMMANDS =
            List.of("part", "chapter", "section", "subsection", "subsubsection", "paragraph", "subparagraph");

    /** Longest line without a colon that can be a heading by itself. */
    private static final int SHORT = 60;

    private final Set<String> words;

    Leads(Set<String> words) {
        this.words = words;
    }

    /**
     * What a line does to the headings over the lines below it.
     *
     * @param ends the rank from which on it ends those before; {@link Integer#MAX_VALUE} where it ends none
     * @param begins what it says, where it is one itself
     */
    record Lead(int ends, Optional<String> begins) {
        static final Lead NONE = new Lead(Integer.MAX_VALUE, Optional.empty());
    }

    /**
     * Reads a line.
     *
     * @param raw the line, without the marks of a quotation
     * @param listing whether it stands in a listing, where a hash begins a remark
     * @param alone whether it begins a paragraph
     * @param column how far it is moved in
     */
    Lead of(String raw, boolean listing, boolean alone, int column) {
        String line = raw.strip();
        if (line.length() > 2_000 || line.startsWith("|")) {
            return Lead.NONE;
        }
        Matcher section = SECTION.matcher(line);
        if (section.matches()) {
            int rank = listing ? Outline.LEAD : Outline.SECTION + section.group(1).length() - 1;
            return isHeading(section.group(2)) ? lead(rank, section.group(2)) : Lead.NONE;
        }
        Matcher item = ITEM.matcher(line);
        boolean isItem = !listing && item.matches();
        String rest = isItem ? item.group(1) : line;
        int rank = isItem ? Outline.ITEM + column : Outline.LEAD;
        Matcher command = COMMAND.matcher(rest);
        if (command.matches() && isHeading(command.group(2))) {
            int level = COMMANDS.indexOf(command.group(1));
            return lead(level < 0 ? isItem ? rank : Outline.BOLD : Math.min(level, 5) + 1, command.group(2));
        }
        Matcher bold = BOLD.matcher(rest);
        if (bold.matches() && isHeading(bold.group(2)) && (isItem || closes(bold.group(2), bold.group(3)))) {
            return lead(isItem ? rank : Outline.BOLD, bold.group(2));
        }
        boolean colon = rest.endsWith(":") || rest.endsWith("：");
        if ((colon || alone && !isItem && isShort(rest)) && isHeading(rest) && !hasRelation(rest)) {
            return lead(rank, rest);
        }
        if (isItem) {
            return new Lead(rank, Optional.empty());
        }
        boolean sentence = !listing && rest.length() > SHORT && !hasRelation(rest);
        return sentence ? new Lead(Outline.LEAD, Optional.empty()) : Lead.NONE;
    }

    private static Lead lead(int rank, String text) {
        return new Lead(rank, Optional.of(text));
    }

    /** Whether bold type is a heading for what follows: it is all of the line, or a colon ends it. */
    private static boolean closes(String bold, String rest) {
        String after = rest.strip();
        return after.isEmpty()
                || bold.endsWith(":")
                || bold.endsWith("：")
                || bold.endsWith(".")
                || after.startsWith(":")
                || after.startsWith("：")
                || after.startsWith("(")
                || after.startsWith("—")
                || after.startsWith("- ");
    }

    private static boolean isShort(String line) {
        return line.length() <= SHORT && !line.isEmpty() && ".,;!?。，；！？\\&)]}|".indexOf(line.charAt(line.length() - 1)) < 0;
    }

    /** Whether a text has words in it before any relation; a formula has none. */
    private boolean isHeading(String text) {
        for (Token token : tokens(text)) {
            if (token.is(Kind.RELATION)) {
                return false;
            } else if (token.is(Kind.TEXT)) {
                return true;
            } else if (token.isName() && (token.text().length() > 1 || text.length() <= token.to() + 1)) {
                // A single name may be a heading, Update or w7.
                return !hasRelation(text);
            }
        }
        return !hasRelation(text) && text.length() < SHORT;
    }

    private boolean hasRelation(String text) {
        return tokens(text).stream().anyMatch(token -> token.is(Kind.RELATION));
    }

    private List<Token> tokens(String text) {
        int[] points = Characters.plain(text.codePoints().toArray());
        return Lexer.tokens(points, 0, points.length, true, words);
    }
}
