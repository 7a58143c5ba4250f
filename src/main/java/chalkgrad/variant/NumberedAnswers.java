package chalkgrad.variant;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Answers that stand in a written work behind the numbers of their questions.
 *
 * <p>{@code NumberedAnswers.of(List.of("5) C", "2) 0.0067"), variant)} has {@code C} for 5 and {@code 0.0067} for 2: as a table would have them.
 *
 * <p>What says itself what it is, {@code h1 = 0.53}, is left to those who read derivations.
 *
 * @param answers by the number of the question, or of a part of it
 * @param lines on which line each stands, counted from one
 */
public record NumberedAnswers(Map<String, String> answers, Map<String, Integer> lines) {
    /** {@code 5)}, {@code (5)}, {@code **5.**}, {@code Q5:}, {@code 문항 5.}, {@code 5번}; behind it the answer. */
    private static final Pattern MARK = Pattern.compile(
            "^[\\s>#*_-]*(?:(?:questions?|q|no\\.?|문항|문제)\\s*)?\\(?([0-9]{1,3}(?:\\.[0-9]{1,2})?)"
                    + "(?:\\s*(?:\\)|번)|[.:](?=\\s|\\*|_|$))[*_]*\\s*(.*)$",
            Pattern.CASE_INSENSITIVE);

    /** Marks by which an answer is set off from the text around it. */
    private static final Pattern ORNAMENT = Pattern.compile("^[\\s*_`$]+|[\\s*_`$.]+$");

    /** A letter by itself, and perhaps what is said about it. */
    private static final Pattern LETTER = Pattern.compile("[(\\[]?[A-Za-z](?!\\p{L}|['\u2019]).*");

    private static final Pattern LIST =
            Pattern.compile("[\\s(\\[]*[A-Za-z0-9](?:[)\\]]?[\\s,;>\u2192-]*[(\\[]?[A-Za-z0-9])*[)\\]\\s.]*");
    private static final Pattern SAYS_ITSELF = Pattern.compile("[=\u2248\u2243:]");
    private static final Pattern LETTERS = Pattern.compile("\\p{L}");
    private static final Pattern SIGNS = Pattern.compile("[-+*/^()\u00B7\u22C5\u00D7\u2212\\\\]");

    public NumberedAnswers {
        answers = Map.copyOf(answers);
        lines = Map.copyOf(lines);
    }

    /** The answers of a work's lines to the questions of a variant. */
    public static NumberedAnswers of(List<String> text, Variant variant) {
        var items = new LinkedHashMap<Integer, Item>();
        variant.parts().forEach(part -> part.items().forEach(item -> items.put(item.number(), item)));
        var answers = new LinkedHashMap<String, String>();
        var lines = new LinkedHashMap<String, Integer>();
        for (int i = 0; i < text.size(); i++) {
            Matcher mark = MARK.matcher(text.get(i));
            Optional<Item> item = mark.matches() ? item(items, mark.group(1)) : Optional.empty();
            if (item.isEmpty()) {
                continue;
            }
            int at = plain(mark.group(2)).isEmpty() ? next(text, i + 1) : i;
            String answer = at == i ? plain(mark.group(2)) : at < 0 ? "" : plain(text.get(at));
            if (!answer.isEmpty() && isAnswer(item.get().answer(), answer)) {
                // The last one counts, as on paper.
                answers.put(mark.group(1), answer);
                lines.put(mark.group(1), at + 1);
            }
        }
        return new NumberedAnswers(answers, lines);
    }

    private static Optional<Item> item(Map<Integer, Item> items, String number) {
        int dot = number.indexOf('.');
        Optional<Item> item =
                Optional.ofNullable(items.get(Integer.parseInt(dot < 0 ? number : number.substring(0, dot))));
        return dot < 0
                ? item
                : item.filter(
                        found -> IntStream.rangeClosed(1, Grader.dues(found).size())
                                .anyMatch(part -> number.endsWith("." + part)));
    }

    /** The first line from here on in which something stands, unless it begins another answer; -1 for none. */
    private static int next(List<String> text, int from) {
        for (int i = from; i < text.size(); i++) {
            if (!text.get(i).isBlank()) {
                return MARK.matcher(text.get(i)).matches() ? -1 : i;
            }
        }
        return -1;
    }

    private static String plain(String text) {
        return ORNAMENT.matcher(text).replaceAll("");
    }

    /** Whether a text answers such a question, rightly or not, and does not say itself what it is. */
    private static boolean isAnswer(Answer answer, String text) {
        if (answer instanceof Answer.Choice) {
            return !SAYS_ITSELF.matcher(text).find()
                    && (LETTER.matcher(text).matches() || Cut.number(text).isPresent());
        } else if (answer instanceof Answer.Order order) {
            // A word is a row of letters, too.
            int steps = order.shown().size();
            return LIST.matcher(text).matches()
                    && (!LETTERS.matcher(text).find()
                            || Cut.places(text).stream().allMatch(place -> place >= 0 && place < steps));
        } else if (answer instanceof Answer.Mistaken) {
            return LineAnswer.read(text).isPresent();
        } else if (SAYS_ITSELF.matcher(text).find()) {
            return false;
        } else if (answer instanceof Answer.Formula) {
            return LETTERS.matcher(text).find() && SIGNS.matcher(text).find();
        }
        var pieces = new ArrayList<>(List.of(text.split("[;\\s]+|,\\s", -1)));
        pieces.removeIf(String::isBlank);
        return !pieces.isEmpty()
                && (Cut.number(text).isPresent()
                        || pieces.stream().allMatch(piece -> Cut.number(piece).isPresent()));
    }
}
