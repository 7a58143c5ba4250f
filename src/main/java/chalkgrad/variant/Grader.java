package chalkgrad.variant;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.PlainText;
import chalkgrad.check.Checker;
import chalkgrad.check.Marking;
import chalkgrad.check.Verdict;
import chalkgrad.derive.Cell;
import chalkgrad.evaluate.Solution;
import chalkgrad.work.Work;
import chalkgrad.work.WorkReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Gives points for a student's answers, each against that student's own variant.
 *
 * <p>{@code new Grader(variant).grade(Map.of("2", "0.0259"))}: a number within its tolerance earns its points, and so does one that is right on
 * top of an earlier wrong answer.
 */
public final class Grader {
    private static final Pattern PAIR = Pattern.compile("\\s*([^=;]+?)\\s*=\\s*([^;]*?)\\s*(?:;|$)");
    private static final Pattern NUMBER = Pattern.compile(
            "\\s*([-+\u2212]?\\s*(?:[0-9]+(?:[.,][0-9]*)?|[.,][0-9]+))\\s*(?:[eE]([-+\u2212]?[0-9]{1,3})|(?:\\*|x|\u00D7|\u00B7|\\\\times|\\\\cdot)\\s*10\\s*\\^\\s*[({]?([-+\u2212]?[0-9]{1,3})[)}]?)?\\s*");

    private static final Pattern SPACE = Pattern.compile("[;\\s]+");

    private static final Set<Verdict> EARNS = Set.of(Verdict.RIGHT, Verdict.ROUNDING, Verdict.FOLLOWS);

    /** No answer is longer; a longer one is no answer. */
    private static final int LONGEST = 2000;

    private final Variant variant;

    public Grader(Variant variant) {
        this.variant = variant;
    }

    /** An answer that is expected: where it belongs, and what is right. */
    private record Due(Item item, String ask, Optional<Cell> cell, String expected, BigDecimal points) {}

    /** What is said of an answer; {@code half} where it is wrong, and yet worth half of its points. */
    private record Said(Verdict verdict, List<String> mistakes, boolean half) {
        Said(Verdict verdict, List<String> mistakes) {
            this(verdict, mistakes, false);
        }
    }

    /**
     * The points.
     *
     * @param answers by the number of the question, {@code 3}, of a part of it, {@code 3.2}, or by what was asked for, {@code dE/dw5}; of several
     *     parts in one {@code out(h1) = 0.53; out(h2) = 0.61}
     */
    public Graded grade(Map<String, String> answers) {
        var marks = new ArrayList<Graded.Mark>();
        for (Variant.Part part : variant.parts()) {
            marks.addAll(grade(part, answers));
        }
        return new Graded(variant.id(), marks);
    }

    /**
     * A task's solution with the points of its questions, for a whole derivation to be marked by.
     *
     * <p>Points are for the quantities that are asked for; a question that asks for none, to find a mistake or an order, is answered on its sheet.
     */
    public static Solution scheme(Variant.Part part) {
        var points = new LinkedHashMap<String, BigDecimal>();
        for (Item item : part.items()) {
            if (item.answer() instanceof Answer.Numbers || item.answer() instanceof Answer.Formula) {
                dues(item).forEach(due -> points.merge(due.ask, due.points, BigDecimal::add));
            }
        }
        return part.solution().withMarks(points);
    }

    /** The points of a derivation that was marked by {@link #scheme}. */
    public static Graded graded(String id, Variant.Part part, Marking marking) {
        var marks = new ArrayList<Graded.Mark>();
        for (Marking.Mark mark : marking.points().map(Marking.Points::marks).orElse(List.of())) {
            Optional<Marking.Line> line = marking.lines().stream()
                    .filter(each -> mark.line().isPresent()
                            && each.line() == mark.line().getAsInt())
                    .filter(each -> each.quantity().equals(Optional.of(mark.quantity())))
                    .findFirst();
            marks.add(new Graded.Mark(
                    number(part, mark.quantity()),
                    mark.quantity().id(),
                    line.flatMap(Marking.Line::written).orElse(""),
                    line.flatMap(Marking.Line::expected).orElse(""),
                    line.map(Marking.Line::verdict).orElse(Verdict.UNREAD),
                    line.map(Grader::ids).orElse(List.of()),
                    mark.earned(),
                    mark.possible()));
        }
        return new Graded(id, marks);
    }

    private static int number(Variant.Part part, Cell cell) {
        return part.items().stream()
                .filter(item -> dues(item).stream().anyMatch(due -> due.cell.equals(Optional.of(cell))))
                .mapToInt(Item::number)
                .findFirst()
                .orElse(0);
    }

    private static List<String> ids(Marking.Line line) {
        return line.mistakes().stream().map(Marking.Diagnosis::id).distinct().toList();
    }

    private static List<Graded.Mark> grade(Variant.Part part, Map<String, String> answers) {
        Map<Due, String> given = new LinkedHashMap<>();
        for (Item item : part.items()) {
            List<Due> dues = dues(item);
            for (int i = 0; i < dues.size(); i++) {
                given.put(dues.get(i), answer(dues.get(i), i, dues.size(), answers));
            }
        }
        Map<Due, Said> said = said(part, given);
        var marks = new ArrayList<Graded.Mark>();
        given.forEach((due, answer) -> {
            Said judged = judged(due, answer, Optional.ofNullable(said.get(due)));
            marks.add(new Graded.Mark(
                    due.item.number(),
                    due.ask,
                    answer,
                    due.expected,
                    judged.verdict,
                    judged.mistakes,
                    earned(judged, due.points),
                    due.points));
        });
        return marks;
    }

    private static BigDecimal earned(Said said, BigDecimal points) {
        return EARNS.contains(said.verdict)
                ? points
                : said.half ? shares(points, 2).get(0) : BigDecimal.ZERO;
    }

    /** Every answer that a question wants, with its share of the points. */
    private static List<Due> dues(Item item) {
        Answer answer = item.answer();
        if (answer instanceof Answer.Numbers numbers) {
            return values(item, numbers.values());
        } else if (answer instanceof Answer.Blanks blanks) {
            return values(item, blanks.gaps());
        }
        BigDecimal points = item.question().points();
        if (answer instanceof Answer.Formula formula) {
            String expected = PlainText.of(formula.expr());
            return List.of(new Due(item, formula.cell().id(), Optional.of(formula.cell()), expected, points));
        } else if (answer instanceof Answer.Choice choice) {
            return List.of(new Due(item, choice.cell().id(), Optional.empty(), letter(choice.right()), points));
        } else if (answer instanceof Answer.Mistaken mistaken) {
            List<BigDecimal> halves = shares(points, 2);
            Answer.Line right = mistaken.right();
            return List.of(
                    new Due(item, "line", Optional.empty(), String.valueOf(mistaken.wrong() + 1), halves.get(0)),
                    new Due(
                            item,
                            right.cell().id(),
                            Optional.of(right.cell()),
                            PlainText.of(right.value()),
                            halves.get(1)));
        }
        var order = new StringBuilder();
        ((Answer.Order) answer).order().forEach(place -> order.append(letter(place)));
        return List.of(new Due(item, "order", Optional.empty(), order.toString(), points));
    }

    private static List<Due> values(Item item, List<Answer.Value> values) {
        var dues = new ArrayList<Due>();
        List<BigDecimal> shares = shares(item.question().points(), values.size());
        for (int i = 0; i < values.size(); i++) {
            Answer.Value value = values.get(i);
            dues.add(new Due(
                    item,
                    value.cell().id(),
                    Optional.of(value.cell()),
                    value.value().toPlainString(),
                    shares.get(i)));
        }
        return dues;
    }

    /** Points in equal parts, to the hundredth; what is left over goes to the first ones, so that they add up. */
    public static List<BigDecimal> shares(BigDecimal points, int parts) {
        if (parts == 1) {
            return List.of(points);
        }
        int scale = Math.max(2, points.scale());
        BigDecimal each = points.divide(BigDecimal.valueOf(parts), scale, RoundingMode.DOWN);
        BigDecimal left = points.subtract(each.multiply(BigDecimal.valueOf(parts)));
        BigDecimal unit = BigDecimal.ONE.movePointLeft(scale);
        var shares = new ArrayList<BigDecimal>();
        for (int i = 0; i < parts; i++) {
            boolean more = left.signum() > 0;
            shares.add(more ? each.add(unit) : each);
            left = more ? left.subtract(unit) : left;
        }
        return shares;
    }

    /** {@code A} for the first, counted from zero. */
    public static String letter(int place) {
        return String.valueOf((char) ('A' + place));
    }

    private static String answer(Due due, int place, int parts, Map<String, String> answers) {
        String number = String.valueOf(due.item.number());
        String part = answers.get(number + "." + (place + 1));
        if (part != null) {
            return part.strip();
        }
        String whole = answers.get(number);
        if (whole != null && (parts == 1 || PAIR.matcher(whole).lookingAt())) {
            return pair(whole, due.ask).orElse(parts == 1 ? whole.strip() : "");
        } else if (whole != null) {
            List<String> pieces = SPACE.splitAsStream(whole.strip()).toList();
            return place < pieces.size() ? pieces.get(place) : "";
        }
        String named = answers.get(due.ask);
        return named == null ? "" : named.strip();
    }

    /** Of {@code out(h1) = 0.53; out(h2) = 0.61} the one that belongs to a name. */
    private static Optional<String> pair(String text, String ask) {
        Matcher pairs = PAIR.matcher(text);
        while (pairs.find()) {
            if (pairs.group(1).equals(ask)) {
                return Optional.of(pairs.group(2));
            }
        }
        return Optional.empty();
    }

    private static Said judged(Due due, String answer, Optional<Said> said) {
        if (answer.isEmpty()) {
            return new Said(Verdict.UNREAD, List.of());
        } else if (due.item.answer() instanceof Answer.Choice choice) {
            return choice(choice, answer);
        } else if (due.item.answer() instanceof Answer.Mistaken mistaken && due.cell.isEmpty()) {
            return line(mistaken, answer);
        } else if (due.item.answer() instanceof Answer.Order order) {
            return order(order, answer);
        } else if (isWithin(due, answer)) {
            return new Said(Verdict.RIGHT, List.of());
        }
        Verdict otherwise = number(answer).isPresent() ? Verdict.WRONG : Verdict.UNREAD;
        return said.orElse(
                new Said(due.item.answer() instanceof Answer.Formula ? Verdict.UNREAD : otherwise, List.of()));
    }

    /** Whether a number is as near to the right one as the question allows. */
    private static boolean isWithin(Due due, String answer) {
        List<Answer.Value> values = due.item.answer() instanceof Answer.Numbers numbers
                ? numbers.values()
                : due.item.answer() instanceof Answer.Blanks blanks ? blanks.gaps() : List.of();
        Optional<BigDecimal> number = number(answer);
        if (due.item.answer() instanceof Answer.Mistaken mistaken
                && mistaken.right().value() instanceof Expr.Num right
                && number.isPresent()) {
            return number.get()
                            .subtract(right.value())
                            .abs()
                            .compareTo(right.value().ulp())
                    <= 0;
        }
        return number.isPresent()
                && values.stream()
                        .filter(value -> Optional.of(value.cell()).equals(due.cell)
                                && value.value().toPlainString().equals(due.expected))
                        .anyMatch(value ->
                                number.get().subtract(value.value()).abs().compareTo(value.tolerance()) <= 0);
    }

    /** A number as people write it; empty for what is none. */
    static Optional<BigDecimal> number(String text) {
        Matcher parts = NUMBER.matcher(text);
        if (text.length() > LONGEST || !parts.matches()) {
            return Optional.empty();
        }
        String power = parts.group(2) == null ? parts.group(3) : parts.group(2);
        BigDecimal digits = new BigDecimal(plain(parts.group(1)));
        return Optional.of(power == null ? digits : digits.scaleByPowerOfTen(Integer.parseInt(plain(power))));
    }

    private static String plain(String digits) {
        String plain = digits.replace(',', '.').replace('\u2212', '-').replaceAll("\\s", "");
        return plain.endsWith(".") ? plain + "0" : plain;
    }

    private static Said choice(Answer.Choice choice, String answer) {
        for (int i = 0; i < choice.options().size(); i++) {
            Answer.Option option = choice.options().get(i);
            boolean chosen = answer.equalsIgnoreCase(letter(i))
                    || number(answer)
                            .filter(value -> value.compareTo(option.value()) == 0)
                            .isPresent();
            if (chosen) {
                List<String> mistakes =
                        option.slips().stream().map(slip -> slip.mistake().id()).toList();
                return i == choice.right()
                        ? new Said(Verdict.RIGHT, List.of())
                        : new Said(Verdict.WRONG, mistakes.isEmpty() ? mistakes : List.of(String.join("+", mistakes)));
            }
        }
        return new Said(Verdict.UNREAD, List.of());
    }

    private static Said line(Answer.Mistaken mistaken, String answer) {
        for (int i = 0; i < mistaken.lines().size(); i++) {
            if (answer.equals(String.valueOf(i + 1)) || answer.equalsIgnoreCase(letter(i))) {
                return new Said(i == mistaken.wrong() ? Verdict.RIGHT : Verdict.WRONG, List.of());
            }
        }
        return new Said(Verdict.UNREAD, List.of());
    }

    private static Said order(Answer.Order order, String answer) {
        String letters = answer.replaceAll("[\\s,;>\u2192-]+", "").toUpperCase(Locale.ROOT);
        var places = new ArrayList<Integer>();
        for (int i = 0; i < letters.length(); i++) {
            char c = letters.charAt(i);
            places.add(c >= '1' && c <= '9' ? c - '1' : c - 'A');
        }
        boolean readable = places.size() == order.order().size()
                && places.stream()
                        .allMatch(place -> place >= 0 && place < order.shown().size());
        if (!readable || places.equals(order.order())) {
            return new Said(readable ? Verdict.RIGHT : Verdict.UNREAD, List.of());
        }
        boolean oneOff = places.stream().anyMatch(place -> {
            var others = new ArrayList<>(places);
            var right = new ArrayList<>(order.order());
            others.remove(place);
            return right.remove(place) && others.equals(right);
        });
        return new Said(Verdict.WRONG, List.of(), oneOff);
    }

    /** What the checker says of the numbers and formulas, in their order: one may be right on top of another that is wrong. */
    private static Map<Due, Said> said(Variant.Part part, Map<Due, String> given) {
        Map<Integer, Due> lines = new HashMap<>();
        var sheet = new StringBuilder();
        boolean needed = false;
        for (Map.Entry<Due, String> each : given.entrySet()) {
            Due due = each.getKey();
            String answer = each.getValue();
            if (due.cell.isPresent() && !answer.isEmpty() && answer.length() <= LONGEST) {
                needed |= !isWithin(due, answer);
                // A document of its own with one entry, in quotes as in JSON: whatever was answered stays one text in
                // one line.
                sheet.append("---\n")
                        .append(quoted(due.ask))
                        .append(": ")
                        .append(quoted(asWritten(answer)))
                        .append('\n');
                lines.put(2 * lines.size() + 2, due);
            }
        }
        Map<Due, Said> said = new HashMap<>();
        if (!needed) {
            return said;
        }
        WorkReader.Result read = WorkReader.read(
                "answers.yaml",
                sheet.toString().getBytes(StandardCharsets.UTF_8),
                Checker.words(part.solution().problem()));
        if (read instanceof WorkReader.Result.Read found) {
            Work work = found.work();
            for (Marking.Line line : new Checker(part.solution()).mark(work).lines()) {
                Due due = lines.get(line.line());
                if (due != null) {
                    said.merge(
                            due,
                            new Said(line.verdict(), ids(line)),
                            (a, b) -> a.verdict.compareTo(b.verdict) > 0 ? a : b);
                }
            }
        }
        return said;
    }

    private static String asWritten(String answer) {
        return number(answer).map(BigDecimal::toString).orElse(answer);
    }

    private static String quoted(String text) {
        var quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').appendCodePoint(c);
            } else if (Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE || c > 0xFFFD) {
                quoted.append(' ');
            } else {
                quoted.appendCodePoint(c);
            }
        });
        return quoted.append('"').toString();
    }
}
