package chalkgrad.publish;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.export.Booklets;
import chalkgrad.export.Entry;
import chalkgrad.export.Grouping;
import chalkgrad.publish.Publisher.Product;
import chalkgrad.variant.Answer;
import chalkgrad.variant.Exams;
import chalkgrad.variant.Item;
import chalkgrad.variant.Soundness;
import chalkgrad.variant.Variant;
import chalkgrad.write.Formats;
import chalkgrad.write.Page;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No sheet tells its own answers: every question, its picture, tables and feedback, is searched for what the other questions ask for. */
class LeaksTest {
    private static final boolean THOROUGH = Boolean.getBoolean("thorough");
    private static final long SEED = 20261130;
    private static final int EXAMS = THOROUGH ? 200 : 6;
    private static final int STUDENTS = 2;

    /** Fewer digits are met by chance. */
    private static final int DIGITS = 5;

    private static final Pattern NUMBER = Pattern.compile("[0-9]+\\.[0-9]+");
    private static final String VALUE = "(?:-?[0-9.]+|\\\\boxed\\{.*\\})";
    private static final Pattern QUESTION = Pattern.compile("(?m)^\\*\\*([0-9]+)\\.\\*\\* ");
    private static final List<String> KINDS = List.of(
            "{number: %s}",
            "{number: %s, decimals: 5}",
            "{formula: %s}",
            "{blanks: %s, points: 6}",
            "{choice: %s, options: 4}",
            "{mistake: %s}",
            "{order: %s}");

    static List<String> bases() {
        return List.copyOf(Exams.BASES.keySet());
    }

    @ParameterizedTest
    @MethodSource("bases")
    void noQuestionTellsTheAnswerOfAnother(String base) throws Exception {
        var random = new SplittableRandom(SEED + base.hashCode());
        List<String> quantities = Exams.BASES.get(base);
        int exams = 0;
        int searched = 0;
        for (int attempt = 0; exams < EXAMS && attempt < 40 * EXAMS; attempt++) {
            var questions = new StringBuilder("questions:\n");
            int count = 3 + random.nextInt(5);
            for (int i = 0; i < count; i++) {
                String kind = KINDS.get(random.nextInt(KINDS.size()));
                questions
                        .append("  - ")
                        .append(kind.formatted(quantities.get(random.nextInt(quantities.size()))))
                        .append('\n');
            }
            String yaml = base + questions;
            if (!Soundness.faults(Exams.read(yaml), Exams.RULES).isEmpty()) {
                continue;
            }
            List<Variant> variants;
            try {
                variants = Exams.variants(yaml, SEED, STUDENTS);
            } catch (AssertionError fewAreFit) {
                continue;
            }
            exams++;
            for (Variant variant : variants) {
                searched += searched(
                        "seed " + SEED + ", attempt " + attempt + ", " + variant.id() + "\n" + questions, variant);
            }
        }
        assertThat(exams).as("exams that can be asked").isEqualTo(EXAMS);
        assertThat(searched).as("answers that were searched for").isGreaterThan(EXAMS);
    }

    @Test
    void theExampleTellsNothing() throws Exception {
        String yaml = Files.readString(Path.of("examples", "exam.yaml"));
        assertThat(Soundness.faults(Exams.read(yaml), Exams.RULES)).isEmpty();
        for (Variant variant : Exams.variants(
                yaml.replace("choice: [0.1, 0.5, 1]", "uniform: [0.1, 1], step: 0.3")
                        .replace("  t2: 1 - t1\n", ""),
                SEED,
                5)) {
            assertThat(searched("the example, " + variant.id(), variant)).isGreaterThan(8);
        }
    }

    /** Searches a variant's sheet and what systems show of it; how many answers were searched for. */
    private static int searched(String as, Variant variant) throws Exception {
        List<Item> items = variant.parts().get(0).items();
        Map<Integer, String> sheet = sheet(variant);
        Map<Integer, String> system = system(variant);
        assertThat(sheet.keySet()).as(as).hasSize(items.size() + 1);
        int searched = 0;
        for (Item item : items) {
            for (BigDecimal answer : numbers(item.answer())) {
                searched++;
                for (Item other : items) {
                    if (other.number() != item.number()
                            && !numbers(other.answer()).contains(answer)) {
                        search(as, item, answer, other.number(), sheet.get(other.number()));
                        search(as, item, answer, other.number(), system.get(other.number()));
                    }
                }
                search(as, item, answer, 0, sheet.get(0));
            }
            if (item.answer() instanceof Answer.Formula) {
                searched++;
                formula(as, item, sheet, variant);
            } else if (item.answer() instanceof Answer.Order order) {
                searched++;
                order(as, item, order, items);
            }
        }
        return searched;
    }

    private static void search(String as, Item item, BigDecimal answer, int where, String text) {
        Matcher number = NUMBER.matcher(text);
        while (number.find()) {
            BigDecimal found = new BigDecimal(number.group());
            boolean tells = found.scale() >= answer.scale()
                    && found.setScale(answer.scale(), RoundingMode.HALF_UP).compareTo(answer.abs()) == 0;
            assertThat(tells)
                    .as(
                            "%s\n%s, asked for in question %d, stands in question %d:\n%s",
                            as, answer, item.number(), where, text)
                    .isFalse();
        }
    }

    /** The numbers that are asked for, of those that are no chance. */
    private static List<BigDecimal> numbers(Answer answer) {
        var numbers = new ArrayList<BigDecimal>();
        if (answer instanceof Answer.Numbers n) {
            n.values().forEach(value -> numbers.add(value.value()));
        } else if (answer instanceof Answer.Blanks blanks) {
            blanks.gaps().forEach(gap -> numbers.add(gap.value()));
        } else if (answer instanceof Answer.Choice choice) {
            numbers.add(choice.options().get(choice.right()).value());
        } else if (answer instanceof Answer.Mistaken mistaken
                && mistaken.right().value() instanceof chalkgrad.algebra.Expr.Num right) {
            numbers.add(right.value());
        }
        return numbers.stream()
                .filter(each -> each.stripTrailingZeros().precision() >= DIGITS)
                .toList();
    }

    private static void formula(String as, Item item, Map<Integer, String> sheet, Variant variant) {
        String own = sheet.get(item.number());
        String letter = own.substring(own.indexOf("$`") + 2, own.indexOf("`$"));
        String fraction =
                letter.replaceAll("^\\\\partial (.*) / \\\\partial (.*)$", "\\\\frac{\\\\partial $1}{\\\\partial $2}");
        Set<Integer> same = variant.parts().get(0).items().stream()
                .filter(other -> other.answer() instanceof Answer.Formula formula
                        && formula.cell().equals(((Answer.Formula) item.answer()).cell()))
                .map(Item::number)
                .collect(Collectors.toSet());
        sheet.forEach((number, text) -> {
            // A problem may say what its loss is.
            if (number != item.number() && number != 0) {
                assertThat(text).as(as).doesNotContain("$`" + letter + " = \\");
                // A number or a blank behind it says nothing of the formula.
                assertThat(Pattern.compile("(?m)^" + Pattern.quote(fraction) + " & = (?!" + VALUE + "(?: \\\\\\\\)?$)")
                                .matcher(text)
                                .find())
                        .as(as + text)
                        .isFalse();
            }
        });
        for (Entry entry : new Booklets(Optional.of("en"), Optional.empty(), Grouping.BY_VARIANT)
                .of(variant)
                .entries()) {
            if (!same.contains(entry.number())) {
                for (Page.Element element : entry.feedback()) {
                    if (element instanceof Page.Display display) {
                        assertThat(display.rows())
                                .as("%s\nformula of question %d, feedback of %d", as, item.number(), entry.number())
                                .filteredOn(row -> !row.right().latex().matches("= " + VALUE))
                                .extracting(row -> row.left().latex())
                                .doesNotContain(fraction, letter);
                    }
                }
            }
        }
    }

    /** Of the steps to be put in order no other question has two in its working. */
    private static void order(String as, Item item, Answer.Order order, List<Item> items) {
        for (Item other : items) {
            List<Answer.Line> lines = other.answer() instanceof Answer.Blanks blanks
                    ? blanks.lines()
                    : other.answer() instanceof Answer.Mistaken mistaken ? mistaken.lines() : List.of();
            long both = order.shown().stream()
                    .filter(step -> lines.stream().anyMatch(line -> line.cell().equals(step.cell())))
                    .count();
            assertThat(both)
                    .as("%s\nsteps of question %d in question %d", as, item.number(), other.number())
                    .isLessThan(2);
        }
    }

    /** The question sheet with its pictures, question by question; what stands before the first is question 0. */
    private static Map<Integer, String> sheet(Variant variant) throws Publisher.Failure {
        Publisher publisher = Publisher.create(List.of(Formats.named("md").orElseThrow()), Optional.empty(), false);
        var order = new Publisher.Order(Optional.of("en"), Optional.empty(), false, false, false, true);
        var pictures = new StringBuilder();
        var parts = new LinkedHashMap<Integer, String>();
        for (Product product : publisher.publishExam(variant, order)) {
            String text = new String(product.content(), StandardCharsets.UTF_8);
            if (!product.fileName().contains("-questions")) {
                continue;
            } else if (product.fileName().endsWith(".svg")) {
                // What it says, not where.
                Matcher label = Pattern.compile(">([^<>]+)<").matcher(text);
                while (label.find()) {
                    pictures.append(label.group(1)).append(' ');
                }
                continue;
            }
            Matcher question = QUESTION.matcher(text);
            int from = 0;
            int number = 0;
            while (question.find()) {
                parts.put(number, text.substring(from, question.start()));
                from = question.end();
                number = Integer.parseInt(question.group(1));
            }
            parts.put(number, text.substring(from));
        }
        parts.merge(0, pictures.toString(), String::concat);
        return parts;
    }

    /** What a learning-management system shows with each question, its feedback included. */
    private static Map<Integer, String> system(Variant variant) {
        var parts = new LinkedHashMap<Integer, String>();
        for (Entry entry : new Booklets(Optional.of("en"), Optional.empty(), Grouping.BY_VARIANT)
                .of(variant)
                .entries()) {
            parts.put(entry.number(), entry.stem() + " " + entry.body() + " " + entry.feedback());
        }
        return parts;
    }
}
