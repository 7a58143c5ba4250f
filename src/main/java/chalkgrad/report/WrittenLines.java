package chalkgrad.report;

import chalkgrad.algebra.Expr;
import chalkgrad.work.Work;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lines of a derivation as a page can show them: words as they stand there, formulas typeset where they were read.
 *
 * <p>Of {@code so $z = 0.3 \cdot 0.1 = 0.03$.} it makes the word so, a formula, and a full stop.
 */
final class WrittenLines {
    /** A longer line is cut. */
    private static final int LONGEST = 700;

    /** What only says where a formula, a block or a document begins or ends. */
    private static final Pattern MARKUP = Pattern.compile("\\s*(?:[`~]{3,}.*|\\${1,2}|\\\\[\\[\\]()]|\\\\\\\\"
            + "|\\\\(?:documentclass|usepackage|maketitle|noindent|newpage|centering)\\b.*"
            + "|(?:\\\\(?:begin|end)\\{[^}]*\\}(?:\\[[^\\]]*\\])?\\s*)+|%.*|---+|\\|(?:\\s*:?-+:?\\s*\\|)+|\\s)*\\s*");

    private static final Pattern HEADING =
            Pattern.compile("\\s*#{1,6}\\s+(.*?)\\s*#*\\s*" + "|\\s*\\\\(?:sub){0,2}section\\*?\\{([^{}]*)\\}\\s*");

    /** The mark of a list's item, which would be taken for a minus. */
    private static final Pattern BULLET = Pattern.compile("^\\s*(?:[-*+]\\s+|\\\\item\\b\\s*)(?=\\S)");

    /** Delimiters and alignment next to a formula. */
    private static final Pattern OPENING =
            Pattern.compile("(?:\\$+`?|`|\\\\[\\[(]|&|\\\\begin\\{[^}]*\\}|\\{\\}|\\s)+$");

    private static final Pattern CLOSING =
            Pattern.compile("^(?:`?\\$+|`|\\\\[\\])]|&|\\\\\\\\(?:\\[[^\\]]*\\])?|\\\\end\\{[^}]*\\}|\\s)+");

    private static final Map<Expr.Sign, String> SIGNS = Map.of(
            Expr.Sign.EQUAL, "=",
            Expr.Sign.APPROXIMATELY, "≈",
            Expr.Sign.LESS, "<",
            Expr.Sign.GREATER, ">",
            Expr.Sign.NOT_EQUAL, "≠",
            Expr.Sign.ARROW, "→",
            Expr.Sign.DEFINED_AS, ":=");

    /** A relation that begins a line: its sign is written before the formula, and not with the words. */
    private static final Pattern RELATION = Pattern.compile(
            "\\s*(?:&|\\s)*(?::?=|≈|≃|∴|→|\\\\(?:approx|simeq|to|rightarrow|therefore|Rightarrow)(?![A-Za-z]))\\s*&?\\s*$");

    private final List<String> text;
    private final Map<Integer, List<Piece>> pieces = new HashMap<>();

    /** A stretch of a line that is a formula; it is empty where it was not read. */
    private record Piece(String first, String last, String sign, Optional<Expr> expr) {}

    WrittenLines(Work work) {
        text = work.text();
        for (Work.Formula formula : work.formulas()) {
            if (formula instanceof Work.Chain chain) {
                chain(chain);
            } else if (formula instanceof Work.Unread unread) {
                add(unread.line(), new Piece(unread.text(), unread.text(), "", Optional.empty()));
            }
        }
    }

    private void add(int line, Piece piece) {
        pieces.computeIfAbsent(line, number -> new ArrayList<>()).add(piece);
    }

    /** A chain over several lines is a piece of each. */
    private void chain(Work.Chain chain) {
        List<Work.Side> sides = chain.sides();
        for (int from = 0; from < sides.size(); ) {
            int to = from + 1;
            while (to < sides.size() && sides.get(to).line() == sides.get(from).line()) {
                to++;
            }
            List<Work.Side> here = sides.subList(from, to);
            Work.Side first = here.get(0);
            String sign = from == 0 ? "" : SIGNS.getOrDefault(first.sign(), "=");
            add(first.line(), new Piece(first.text(), here.get(here.size() - 1).text(), sign, relation(here)));
            from = to;
        }
    }

    private static Optional<Expr> relation(List<Work.Side> sides) {
        Expr whole = sides.size() == 1
                ? sides.get(0).expr()
                : new Expr.Relation(
                        sides.stream().map(Work.Side::expr).toList(),
                        sides.stream().skip(1).map(Work.Side::sign).toList());
        return Handwriting.of(whole);
    }

    /** What stands on a line, counted from one; empty where there is nothing to be shown. */
    Optional<Message> line(int number) {
        String line = BULLET.matcher(text.get(number - 1)).replaceFirst("• ");
        List<Piece> here = pieces.getOrDefault(number, List.of());
        if (here.isEmpty()) {
            return words(line);
        }
        var args = new ArrayList<Message.Arg>();
        int at = 0;
        for (Piece piece : here) {
            int start = line.indexOf(piece.first, at);
            int last = start < 0
                    ? -1
                    : line.indexOf(piece.last, piece.last.equals(piece.first) ? start : start + piece.first.length());
            if (last < 0) {
                // Its source is spread over lines, or was written otherwise than it was read.
                return Optional.of(new Message("", apart(here)));
            }
            int end = last + piece.last.length();
            String before = OPENING.matcher(line.substring(at, start)).replaceFirst("");
            before = piece.sign.isEmpty() ? before : RELATION.matcher(before).replaceFirst("");
            before = OPENING.matcher(before).replaceFirst("");
            words(closed(before, at), at == 0, true).ifPresent(args::add);
            args.addAll(formula(piece, line.substring(start, end)));
            at = end;
        }
        words(closed(line.substring(at), at), true, false).ifPresent(args::add);
        return Optional.of(new Message("", args));
    }

    private static String closed(String words, int at) {
        Matcher closing = CLOSING.matcher(words);
        if (at == 0 || !closing.find()) {
            return words;
        }
        boolean spaced = closing.group().chars().anyMatch(Character::isWhitespace);
        return (spaced ? " " : "") + words.substring(closing.end());
    }

    /** The words between two formulas, with a space where there was markup. */
    private static Optional<Message.Arg> words(String words, boolean atEdge, boolean beforeFormula) {
        String plain = words.strip();
        if (plain.isEmpty()) {
            return atEdge ? Optional.empty() : Optional.of(new Message.Words(" "));
        }
        boolean touches = ".,;:)!?".indexOf(plain.charAt(0)) >= 0 || !Character.isWhitespace(words.charAt(0));
        return Optional.of(new Message.Words((touches ? "" : " ") + cut(plain) + (beforeFormula ? " " : "")));
    }

    private static List<Message.Arg> apart(List<Piece> pieces) {
        var args = new ArrayList<Message.Arg>();
        for (Piece piece : pieces) {
            if (!args.isEmpty()) {
                args.add(new Message.Words("; "));
            }
            String source = piece.first.equals(piece.last) ? piece.first : piece.first + " … " + piece.last;
            args.addAll(formula(piece, source));
        }
        return args;
    }

    private static List<Message.Arg> formula(Piece piece, String source) {
        var args = new ArrayList<Message.Arg>();
        if (!piece.sign.isEmpty()) {
            args.add(new Message.Words(piece.sign + " "));
        }
        args.add(
                piece.expr.isPresent()
                        ? new Message.Formula(piece.expr.get())
                        : new Message.Source(cut(source.strip())));
        return args;
    }

    /** A line without a formula. */
    private static Optional<Message> words(String line) {
        if (MARKUP.matcher(line.length() > LONGEST ? line.substring(0, LONGEST) : line)
                .matches()) {
            return Optional.empty();
        }
        Matcher heading = HEADING.matcher(line);
        if (line.length() <= LONGEST && heading.matches()) {
            String title = heading.group(1) == null ? heading.group(2) : heading.group(1);
            return Optional.of(Message.of("check.copy.heading", new Message.Words(title)));
        }
        return Optional.of(Message.words(cut(line.strip())));
    }

    /** A line that was judged but in which no formula stands. */
    static Message source(String line) {
        return Message.of("", new Message.Source(cut(line.strip())));
    }

    private static String cut(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST)) + " …";
    }
}
