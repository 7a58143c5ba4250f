package chalkgrad.work;

import chalkgrad.algebra.Expr;
import chalkgrad.work.Collector.Content;
import chalkgrad.work.Collector.Setting;
import chalkgrad.work.Work.Side;
import chalkgrad.work.Work.Unread;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads what programs print: a line that names things and a line with their values, in the same order.
 *
 * <p>{@code h1, h2, o1:} above {@code 0.56 0.5 0.48} is three equations; so is {@code >>> dW2} above {@code array([[0.1, 0.2]])} one.
 */
final class PrintedRows {
    private static final Pattern TITLE = Pattern.compile("[=*\\-#~]{0,40}\\s*([^=]*?)\\s*[=*\\-#~]{0,40}");
    private static final Pattern PROMPT =
            Pattern.compile("(?:>>>|In ?\\[\\d*\\]:)\\s*(?:print\\()?([\\p{L}_][\\p{L}\\p{N}_.]*)\\)?");
    private static final Pattern NUMBERS =
            Pattern.compile("[\\[(]?[-−+\\d\\s.,;|]*(?:\\d[eE][-+]?\\d[-−+\\d\\s.,;|]*)*[\\])]?");
    private static final Pattern ARRAY = Pattern.compile("(?:array\\(|tensor\\()?\\s*\\[[-−+\\d\\s.,\\[\\]eE]*\\]\\)?");
    private static final int MOST = 60;

    private final Page page;
    private final Lines lines;
    private final Collector collector;

    PrintedRows(Page page, Lines lines, Collector collector) {
        this.page = page;
        this.lines = lines;
        this.collector = collector;
    }

    /** A name, and the place where it stands. */
    private record Named(Expr expr, int line, String text) {}

    /**
     * What two lines say.
     *
     * @param chains equations of two sides each
     * @param unread values below a title that names nothing
     * @param next the first line behind them
     */
    record Found(List<List<Side>> chains, Optional<Unread> unread, int next) {}

    /** What a line and the one below it say together. */
    Optional<Found> read(int line, int first, int to) {
        if (line + 1 >= lines.count() || to - first > 400) {
            return Optional.empty();
        }
        int from = lines.start(line + 1);
        int end = lines.end(line + 1);
        String below = page.string(from, end).strip();
        boolean values = below.length() < 1_000
                && below.codePoints().anyMatch(LexerState::isDigit)
                && (NUMBERS.matcher(below).matches() || ARRAY.matcher(below).matches());
        if (!values) {
            return Optional.empty();
        }
        List<Named> names = names(line, first, to);
        List<Side> sides = names.isEmpty() ? List.of() : values(from, end, names.size());
        if (names.isEmpty() || names.size() != sides.size()) {
            boolean framed =
                    Leads.FRAMED.matcher(page.string(first, to).strip()).matches();
            return framed
                    ? Optional.of(new Found(List.of(), Optional.of(unread(line + 1, below)), line + 2))
                    : Optional.empty();
        }
        var chains = new ArrayList<List<Side>>();
        for (int i = 0; i < names.size(); i++) {
            Named name = names.get(i);
            chains.add(List.of(new Side(line + 2, name.text, Expr.Sign.EQUAL, name.expr), sides.get(i)));
        }
        return Optional.of(new Found(chains, Optional.empty(), line + 2));
    }

    private Unread unread(int line, String values) {
        String first = values.split("[\\s,;|]+", 2)[0];
        int column = page.string(lines.start(line), lines.end(line)).indexOf(values) + 1;
        return new Unread(
                line + 1,
                column,
                values,
                ParseExpectation.text(first),
                ParseExpectation.of(ParseExpectation.Kind.LEFT_SIDE));
    }

    /** The names in a line that has nothing else; those behind its last colon, where one stands inside it. */
    private List<Named> names(int line, int first, int to) {
        String raw = page.string(first, to).strip();
        Matcher prompt = PROMPT.matcher(raw);
        Matcher title = TITLE.matcher(raw);
        if (!prompt.matches() && !title.matches()) {
            return List.of();
        }
        boolean framed = raw.startsWith("=") && raw.endsWith("=");
        String said = prompt.matches() ? prompt.group(1) : title.group(1);
        boolean colon = said.endsWith(":") || said.endsWith("：");
        said = colon ? said.substring(0, said.length() - 1) : said;
        int inner = Math.max(said.lastIndexOf(':'), said.lastIndexOf('：'));
        said = said.substring(inner + 1).strip();
        if (!prompt.matches() && !framed && !colon || said.isEmpty()) {
            return List.of();
        }
        String[] parts = said.contains(",") ? said.split("\\s*,\\s*", MOST) : said.split("\\s+", MOST);
        var names = new ArrayList<Named>();
        for (String part : parts) {
            Optional<WrittenName> noun = parts.length == 1 ? Nouns.find(part) : Optional.empty();
            Expr expr = noun.isPresent() ? Expr.sym(noun.get()) : name(part);
            if (expr == null) {
                return List.of();
            }
            names.add(new Named(expr, line + 1, part));
        }
        return names;
    }

    private static @Nullable Expr name(String text) {
        FormulaParser.Result result =
                FormulaParser.expression(text.replace("`", "").replace("$", ""));
        boolean name = result instanceof FormulaParser.Result.Parsed parsed && parsed.expr() instanceof Expr.Sym;
        return name ? ((FormulaParser.Result.Parsed) result).expr() : null;
    }

    /** The values in a line: as many as are wanted, or all of them as one. */
    private List<Side> values(int from, int to, int wanted) {
        String text = page.string(from, to);
        boolean bracket = text.strip().startsWith("[")
                || text.strip().startsWith("(")
                || text.contains("array")
                || text.contains("tensor");
        var sides = new ArrayList<Side>();
        if (wanted == 1 || !bracket) {
            int at = from;
            while (at < to) {
                while (at < to && (Character.isWhitespace(page.text[at]) || ",;|".indexOf(page.text[at]) >= 0)) {
                    at++;
                }
                int end = at;
                while (end < to
                        && (bracket
                                || !Character.isWhitespace(page.text[end])
                                        && ";|".indexOf(page.text[end]) < 0
                                        && !isComma(end, to))) {
                    end++;
                }
                if (end > at) {
                    Content content = collector.content(Passage.of(page, lines, at, end), Setting.PROSE);
                    if (content.sides().size() != 1) {
                        return List.of();
                    }
                    sides.add(content.sides().get(0));
                }
                at = Math.max(end, at + 1);
            }
        }
        return sides;
    }

    /** Whether a comma stands between two numbers. */
    private boolean isComma(int at, int to) {
        return page.text[at] == ',' && (at + 1 >= to || Character.isWhitespace(page.text[at + 1]));
    }
}
