package chalkgrad.variant;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.PlainText;
import chalkgrad.check.Checker;
import chalkgrad.check.Marking;
import chalkgrad.check.Verdict;
import chalkgrad.derive.Occurrence;
import chalkgrad.work.Work;
import chalkgrad.work.WorkReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Gives points for a student's answers, each against that student's own variant.
 *
 * <p>{@code new Grader(variant).grade(Map.of("2", "0.0259"))}: a number within its tolerance earns its points, and so does one that is right on
 * top of an earlier wrong answer.
 */
public final class Grader {
    private static final Pattern LETTER = Pattern.compile("\\p{L}");

    private static final Set<Verdict> EARNS = Set.of(Verdict.RIGHT, Verdict.ROUNDING, Verdict.FOLLOWS);

    /** No answer is longer; a longer one is no answer. */
    private static final int LONGEST = 2000;

    /** So many digits a number needs that is taken for right because it is rounded honestly: one digit says nothing. */
    private static final int DIGITS = 3;

    private final Variant variant;

    /** What each thing that is asked for is asked for by: the numbers of the questions. */
    private final Map<String, List<Integer>> asks = new HashMap<>();

    public Grader(Variant variant) {
        this.variant = variant;
        for (Variant.Part part : variant.parts()) {
            for (Item item : part.items()) {
                dues(item)
                        .forEach(due -> asks.computeIfAbsent(due.ask, ask -> new ArrayList<>())
                                .add(item.number()));
            }
        }
    }

    /** An answer that is expected: where it belongs, and what is right. */
    record Due(Item item, String ask, Optional<Occurrence> cell, String expected, BigDecimal points) {
        /** Whether it is the line with the mistake. */
        boolean isLine() {
            return item.answer() instanceof Answer.Mistaken && cell.isEmpty();
        }
    }

    /** What is said of an answer; {@code half} where it is wrong, and yet worth half of its points. */
    private record Said(Verdict verdict, List<String> mistakes, boolean half) {
        Said(Verdict verdict, List<String> mistakes) {
            this(verdict, mistakes, false);
        }
    }

    /**
     * The points.
     *
     * @param answers by the number of the question, {@code 3}, of a part of it, {@code 3.2}, or by what was asked for, {@code dE/dw5}, where only
     *     one question asks for it; of several parts in one {@code out(h1) = 0.53; out(h2) = 0.61}
     */
    public Graded grade(Map<String, String> answers) {
        var marks = new ArrayList<Graded.Mark>();
        for (Variant.Part part : variant.parts()) {
            marks.addAll(grade(part, answers));
        }
        return new Graded(variant.id(), marks);
    }

    /** The questions that a name of an answer stands for: none for {@code 99}, and several for {@code dE/dw5} that more than one asks for. */
    public List<Integer> questions(String name) {
        for (Variant.Part part : variant.parts()) {
            for (Item item : part.items()) {
                String number = String.valueOf(item.number());
                boolean isPart = name.startsWith(number + ".")
                        && IntStream.rangeClosed(1, dues(item).size())
                                .anyMatch(place -> name.equals(number + "." + place));
                if (name.equals(number) || isPart) {
                    return List.of(item.number());
                }
            }
        }
        return asks.getOrDefault(name, List.of());
    }

    static List<String> ids(Marking.Line line) {
        return line.mistakes().stream().map(Marking.Diagnosis::id).distinct().toList();
    }

    private List<Graded.Mark> grade(Variant.Part part, Map<String, String> answers) {
        Map<Due, String> given = new LinkedHashMap<>();
        for (Item item : part.items()) {
            List<Due> dues = dues(item);
            List<String> asked = dues.stream().map(Due::ask).toList();
            for (int i = 0; i < dues.size(); i++) {
                Due due = dues.get(i);
                boolean alone = asks.getOrDefault(due.ask, List.of()).size() == 1;
                given.put(due, answer(item, i, answers, asked, alone));
            }
        }
        Map<Due, Said> said = said(part, given);
        var marks = new ArrayList<Graded.Mark>();
        var missed = new HashSet<Item>();
        given.forEach((due, answer) -> {
            Said judged = judged(due, answer, Optional.ofNullable(said.get(due)));
            if (due.isLine() && !EARNS.contains(judged.verdict)) {
                missed.add(due.item);
            }
            marks.add(new Graded.Mark(
                    due.item.number(),
                    due.ask,
                    answer,
                    due.expected,
                    judged.verdict,
                    judged.mistakes,
                    // What should stand there is worth nothing to whoever has not found where.
                    missed.contains(due.item) ? BigDecimal.ZERO : earned(judged, due.points),
                    due.points));
        });
        return marks;
    }

    /** What was answered to a part of a question; empty text for nothing. */
    private static String answer(Item item, int part, Map<String, String> answers, List<String> asked, boolean alone) {
        String cut = Cut.answer(answers, item.number(), part, asked, alone);
        if (!(item.answer() instanceof Answer.Mistaken)) {
            return cut;
        }
        boolean isApart = answers.containsKey(item.number() + "." + (part + 1));
        String whole = isApart ? cut : Cut.plain(answers.getOrDefault(String.valueOf(item.number()), ""));
        Optional<LineAnswer> line = LineAnswer.read(whole);
        if (line.isEmpty() || (isApart && part > 0)) {
            return cut;
        }
        return part == 0 ? line.get().line() : line.get().instead();
    }

    private static BigDecimal earned(Said said, BigDecimal points) {
        return EARNS.contains(said.verdict)
                ? points
                : said.half ? Shares.of(points, 2).get(0) : BigDecimal.ZERO;
    }

    /** Every answer that a question wants, with its share of the points. */
    static List<Due> dues(Item item) {
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
            List<BigDecimal> halves = Shares.of(points, 2);
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
        return List.of(new Due(item, "order", Optional.empty(), order((Answer.Order) answer), points));
    }

    private static List<Due> values(Item item, List<Answer.Value> values) {
        var dues = new ArrayList<Due>();
        List<BigDecimal> shares = Shares.of(item.question().points(), values.size());
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

    /** {@code A} for the first, counted from zero. */
    public static String letter(int place) {
        return String.valueOf((char) ('A' + place));
    }

    /** The steps of a right order by their numbers on the sheet, {@code 5 1 4 2 3}. */
    public static String order(Answer.Order order) {
        return order.order().stream().map(place -> String.valueOf(place + 1)).collect(Collectors.joining(" "));
    }

    private static Said judged(Due due, String answer, Optional<Said> said) {
        if (answer.isEmpty()) {
            return new Said(Verdict.UNREAD, List.of());
        } else if (due.item.answer() instanceof Answer.Choice choice) {
            return choice(choice, answer);
        } else if (due.item.answer() instanceof Answer.Mistaken mistaken && due.isLine()) {
            return line(mistaken, answer);
        } else if (due.item.answer() instanceof Answer.Order order) {
            return order(order, answer);
        } else if (isWithin(due, answer)) {
            return new Said(Verdict.RIGHT, List.of());
        }
        Optional<BigDecimal> number = Cut.number(answer);
        if (due.item.answer() instanceof Answer.Formula) {
            // A formula is asked for, and its value is none.
            boolean isNumber = LETTER.matcher(due.expected).find()
                    && !LETTER.matcher(answer).find();
            return isNumber || said.isEmpty() ? new Said(Verdict.UNREAD, List.of()) : said.get();
        }
        return lenient(
                due, number, said.orElse(new Said(number.isPresent() ? Verdict.WRONG : Verdict.UNREAD, List.of())));
    }

    /**
     * What is given for a number that is not within its tolerance: one of few digits that is right as far as it goes decides nothing, and a
     * formula in the place of a number waits for a person.
     */
    private static Said lenient(Due due, Optional<BigDecimal> number, Said found) {
        boolean isRounded = found.verdict == Verdict.ROUNDING;
        int needed = isRounded ? DIGITS : Math.min(DIGITS, digits(due.expected));
        boolean open = number.filter(value -> value.precision() < needed).isPresent()
                || (isRounded && !isRoundedOnTheWay(due));
        return open && EARNS.contains(found.verdict) ? new Said(Verdict.UNDECIDED, List.of()) : found;
    }

    /**
     * What a line of a derivation earns that works out what is asked for: by the same measure as an answer in a table.
     *
     * @param written the writer's number or formula; empty text for none
     * @param verdict what the checker says of the line
     */
    static Graded.Mark mark(Due due, String written, Verdict verdict, List<String> mistakes) {
        Said judged = judged(due, written, Optional.of(new Said(verdict, mistakes)));
        return new Graded.Mark(
                due.item.number(),
                due.ask,
                written,
                due.expected,
                judged.verdict,
                judged.mistakes,
                earned(judged, due.points),
                due.points);
    }

    /** Whether rounding on the way may change an answer: its tolerance has more room than its own rounding takes. */
    private static boolean isRoundedOnTheWay(Due due) {
        BigDecimal two = BigDecimal.valueOf(2);
        return values(due)
                .anyMatch(value -> value.tolerance()
                                .multiply(two)
                                .compareTo(Tolerances.unit(
                                        value.value(), due.item.question().precision()))
                        > 0);
    }

    /** The numbers that may answer it. */
    private static Stream<Answer.Value> values(Due due) {
        List<Answer.Value> values = due.item.answer() instanceof Answer.Numbers numbers
                ? numbers.values()
                : due.item.answer() instanceof Answer.Blanks blanks ? blanks.gaps() : List.of();
        return values.stream()
                .filter(value -> Optional.of(value.cell()).equals(due.cell)
                        && value.value().toPlainString().equals(due.expected));
    }

    private static int digits(String expected) {
        return Cut.number(expected).map(BigDecimal::precision).orElse(DIGITS);
    }

    /** Whether a number is as near to the right one as the question allows. */
    private static boolean isWithin(Due due, String answer) {
        return Cut.numbers(answer).stream().anyMatch(number -> isWithin(due, number));
    }

    private static boolean isWithin(Due due, BigDecimal number) {
        if (due.item.answer() instanceof Answer.Mistaken mistaken
                && mistaken.right().value() instanceof Expr.Num right) {
            return number.subtract(right.value()).abs().compareTo(mistaken.tolerance()) <= 0;
        }
        return values(due)
                .anyMatch(value -> number.subtract(value.value()).abs().compareTo(value.tolerance()) <= 0);
    }

    private static Said choice(Answer.Choice choice, String answer) {
        for (int i = 0; i < choice.options().size(); i++) {
            Answer.Option option = choice.options().get(i);
            boolean chosen = Cut.place(answer) == i && LETTER.matcher(answer).find()
                    || Cut.numbers(answer).stream().anyMatch(value -> value.compareTo(option.value()) == 0);
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
        int line = Cut.place(answer);
        boolean isOne = line >= 0 && line < mistaken.lines().size();
        return new Said(line == mistaken.wrong() ? Verdict.RIGHT : isOne ? Verdict.WRONG : Verdict.UNREAD, List.of());
    }

    private static Said order(Answer.Order order, String answer) {
        List<Integer> places = Cut.places(answer);
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
                        .append(quoted(asWritten(due, answer)))
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

    /** The answer as the checker is to read it: a number that may be read in several ways as the one nearest to the right one. */
    private static String asWritten(Due due, String answer) {
        Optional<TypedNumber> number = TypedNumber.read(answer);
        Optional<BigDecimal> right = Cut.number(due.expected);
        return number.map(typed -> typed.readings().stream()
                        .min(Comparator.comparing(reading -> right.map(
                                        value -> reading.subtract(value).abs())
                                .orElse(BigDecimal.ZERO)))
                        .orElseThrow()
                        .toString())
                .orElse(answer);
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
