package chalkgrad.work;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Symbol;
import chalkgrad.model.Quantity;
import chalkgrad.work.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The headings that a place of a text stands under.
 *
 * <p>Below {@code ## Update} and {@code **Weight w7:**} it is {@code [Update, Weight w7]}, about {@code w7}.
 */
final class Outline {
    /** How much of a text a kind of heading is over: the lower the number, the more. */
    static final int SECTION = 1;

    /** A line in bold type, or words in bold type at the beginning of one. */
    static final int BOLD = 7;
    /** A line of text that ends with a colon, or a short one by itself. */
    static final int LEAD = 8;
    /** An item of a list; each column that it is moved in makes it less. */
    static final int ITEM = 9;
    /** A row of a table. */
    static final int ROW = 1_000;

    private static final Pattern MARKS = Pattern.compile("\\*\\*|__|[`$#]|\\\\[()]");
    private static final int MOST_NAMES = 8;
    private static final int LONGEST = 200;

    /** One heading. */
    private record Heading(int rank, String text, List<WrittenName> names) {}

    /** The headings over a place, the outermost first, and the names in the last that has any. */
    record Context(List<String> headings, List<WrittenName> about) {
        static final Context NONE = new Context(List.of(), List.of());

        /** The same with one heading more. */
        Context under(String heading) {
            var all = new ArrayList<>(headings);
            all.add(heading);
            return new Context(List.copyOf(all), about);
        }
    }

    private final Set<String> words;
    private final List<Heading> headings = new ArrayList<>();
    private Context context = Context.NONE;

    Outline(Set<String> words) {
        this.words = words;
    }

    Context context() {
        return context;
    }

    /** Ends every heading that is not over those of a rank. */
    void end(int rank) {
        if (headings.removeIf(heading -> heading.rank >= rank)) {
            update();
        }
    }

    /** Begins a heading; it ends those of its rank and below. */
    void begin(int rank, String source) {
        headings.removeIf(heading -> heading.rank >= rank);
        String text = plain(source);
        if (!text.isEmpty() && text.length() <= LONGEST) {
            headings.add(new Heading(rank, text, names(source.replace("**", " "))));
        }
        update();
    }

    private void update() {
        var about = List.<WrittenName>of();
        for (Heading heading : headings) {
            about = heading.names.isEmpty() ? about : heading.names;
        }
        context = new Context(headings.stream().map(Heading::text).toList(), about);
    }

    private static String plain(String source) {
        String text = Lines.oneLine(MARKS.matcher(source).replaceAll(""));
        int end = text.length();
        while (end > 0 && ":：.".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return text.substring(0, end).strip();
    }

    /** The names in a heading: of a derivative both. A letter by itself is one only where it is set as a formula. */
    private List<WrittenName> names(String source) {
        int[] points = Characters.plain(source.codePoints().toArray());
        List<Token> tokens = Lexer.tokens(points, 0, points.length, true, words);
        int[] partner = Brackets.match(tokens);
        var names = new ArrayList<WrittenName>();
        int i = 0;
        while (i < tokens.size() && names.size() < MOST_NAMES) {
            var found = new ArrayList<WrittenName>();
            int next = name(tokens, partner, i, points, found);
            if (tokens.get(next).is(Kind.RELATION)) {
                break;
            }
            names.addAll(found);
            i = Math.max(next, i + 1);
        }
        return names;
    }

    /** Reads the name that begins at a token, the longest there is; gives the place behind it, or that of the token. */
    private static int name(List<Token> tokens, int[] partner, int at, int[] points, List<WrittenName> names) {
        Token first = tokens.get(at);
        boolean begins = first.isName()
                || first.is(Kind.PARTIAL)
                || first.is(Kind.FRACTION)
                || first.is(Kind.ACCENT)
                || first.is(Kind.NABLA);
        for (int to = Math.min(tokens.size() - 1, at + 20); begins && to > at; to--) {
            Expr expr;
            try {
                expr = FormulaParser.side(tokens, partner, at, to, FormulaParser.Names.SCRIBBLES);
            } catch (Unreadable none) {
                continue;
            }
            if (expr instanceof Expr.Sym sym) {
                if (sym.symbol() instanceof WrittenName name && isSaid(name, first, points)) {
                    names.add(name);
                } else if (sym.symbol() instanceof Quantity.Partial partial) {
                    add(partial.of(), names);
                    add(partial.by(), names);
                }
                return to;
            }
        }
        return at;
    }

    private static void add(Symbol symbol, List<WrittenName> names) {
        if (symbol instanceof WrittenName name) {
            names.add(name);
        }
    }

    private static boolean isSaid(WrittenName name, Token first, int[] points) {
        int before = first.from() - 1;
        boolean apart = before >= 0 && (points[before] == '$' || points[before] == '`' || points[before] == '(');
        boolean word = name.sub().isEmpty()
                && Vocabulary.WORDS.contains(name.base())
                && !Vocabulary.LETTERS.containsValue(name.base());
        boolean letter =
                name.sub().isEmpty() && name.base().length() == 1 && name.base().charAt(0) < 128;
        return !word && (!letter || apart);
    }
}
