package chalkgrad.export;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.export.Entry.Field;
import chalkgrad.export.Entry.Numbers;
import chalkgrad.variant.Variant;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an exam is worth in a system is what it is worth on paper, or it is said what to set by hand; and systems take what is right. */
class MarksTest {
    private static final Pattern WEIGHT = Pattern.compile("\\{([0-9]+):NUMERICAL:");
    private static final Pattern GRADE = Pattern.compile("<defaultgrade>([0-9.]+)</defaultgrade>");
    private static final Pattern POSSIBLE =
            Pattern.compile("points_possible</fieldlabel><fieldentry>([0-9.]+)</fieldentry>");
    private static final Pattern SCORE = Pattern.compile("MAXSCORE\"[^>]*><defaultValue><value>([0-9.]+)</value>");

    private static List<Booklet> booklets(String yaml, Grouping grouping) {
        List<Variant> variants = ChainTest.variants("exam", yaml.getBytes(StandardCharsets.UTF_8), 2);
        var made = new Booklets(Optional.of("en"), Optional.empty(), grouping);
        return variants.stream().map(made::of).toList();
    }

    private static String example() throws IOException {
        return Files.readString(Path.of("examples", "exam.yaml"));
    }

    private static BigDecimal sum(Pattern number, String text) {
        BigDecimal sum = BigDecimal.ZERO;
        Matcher found = number.matcher(text);
        while (found.find()) {
            sum = sum.add(new BigDecimal(found.group(1)));
        }
        return sum;
    }

    /** As Moodle counts: the whole weights of a cloze, and what any other question is worth. */
    private static BigDecimal inMoodle(String xml) {
        BigDecimal all = BigDecimal.ZERO;
        for (String question : xml.split("<question type=")) {
            all = all.add(sum(question.startsWith("\"cloze") ? WEIGHT : GRADE, question));
        }
        return all;
    }

    private static BigDecimal inFiles(byte[] zip, Pattern number) {
        return Read.zip(zip).values().stream()
                .map(file -> sum(number, new String(file, StandardCharsets.UTF_8)))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{blanks: dE/dw1, points: 6} | ",
                "{blanks: dE/dw1, points: 4} | question 4 counts 6 there, as each of its 6 numbers counts a whole mark, and 4 on paper",
                "{blanks: dE/dw1, points: 6.5} | question 4 counts 6 there, as each of its 6 numbers counts a whole mark, and 6.5 on paper",
                "{layer: 2, of: gradients, points: 2} | question 4 counts 4 there, as each of its 4 numbers counts a whole mark, and 2 on paper",
            })
    void marksAreThoseOnPaperOrItIsSaid(String question, String said) throws IOException {
        String yaml = example().replaceFirst("\\{blanks: .*\\}", Matcher.quoteReplacement(question));
        List<Booklet> booklets = booklets(yaml, Grouping.BY_VARIANT);
        BigDecimal paper = booklets.stream()
                .flatMap(booklet -> booklet.entries().stream())
                .map(Entry::points)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(inFiles(Read.export("canvas", Handmade.MIDTERM, booklets), POSSIBLE))
                .isEqualByComparingTo(paper);
        assertThat(inFiles(Read.export("qti", Handmade.MIDTERM, booklets), SCORE))
                .isEqualByComparingTo(paper);
        List<String> byHand = new MoodleXml().byHand(booklets.get(0), Handmade.MIDTERM);
        BigDecimal moodle =
                inMoodle(new String(Read.export("moodle", Handmade.MIDTERM, booklets), StandardCharsets.UTF_8));
        if (said == null) {
            assertThat(moodle).isEqualByComparingTo(paper);
            assertThat(byHand).isEmpty();
        } else {
            assertThat(byHand).singleElement().asString().contains(said);
        }
    }

    @Test
    void whatHasNoMarksSaysWhichToSet() throws IOException {
        List<Booklet> booklets = booklets(example(), Grouping.BY_QUESTION);
        Setting setting = Handmade.setting(Grouping.BY_QUESTION);
        assertThat(new MoodleXml().byHand(booklets.get(0), setting))
                .containsExactly("moodle: a random question of a quiz counts 1 until it is set otherwise; set there: "
                        + "01: 2, 02: 2, 03: 2, 04: 6, 05: 2, 06: 3, 07: 2, 08: 2, 09: 3");
        assertThat(new Gift().byHand(booklets.get(0), setting))
                .singleElement()
                .asString()
                .contains("1.1: 1, 1.2: 1, 2: 2");
    }

    /** The page of a quiz leaves four decimals of what is entered, unless an answer is precise; then sixteen digits. */
    @Test
    void canvasTakesWhatIsRight() throws IOException {
        List<Booklet> booklets = booklets(example(), Grouping.BY_VARIANT);
        int precise = 0;
        for (Booklet booklet : booklets) {
            for (Entry entry : booklet.entries()) {
                if (entry.body() instanceof Numbers numbers) {
                    List<CanvasItem.Item> items = new CanvasItem(new Html(Html.Look.CANVAS, figure -> "")).of(entry);
                    for (int i = 0; i < items.size(); i++) {
                        Field field = numbers.fields().get(i);
                        String xml = items.get(i).xml();
                        boolean isPrecise = xml.contains("<vargt respident");
                        BigDecimal entered =
                                isPrecise ? field.value() : field.value().setScale(4, RoundingMode.HALF_UP);
                        assertThat(between(xml, "vargte", "varlte", entered))
                                .as(xml)
                                .isTrue();
                        precise += isPrecise ? 1 : 0;
                        assertThat(isPrecise).isEqualTo(field.value().scale() > 4);
                    }
                }
            }
        }
        assertThat(precise).isPositive();
    }

    private static boolean between(String xml, String least, String most, BigDecimal entered) {
        Matcher bounds = Pattern.compile(
                        "<" + least + " [^>]*>([-0-9.]+)</" + least + "><" + most + " [^>]*>([-0-9.]+)<")
                .matcher(xml);
        return bounds.find()
                && entered.doubleValue() >= Double.parseDouble(bounds.group(1))
                && entered.doubleValue() <= Double.parseDouble(bounds.group(2));
    }

    /** Every number that feedback says is accepted is so in an engine that computes in doubles. */
    @Test
    void whatLiesOnABoundIsInside() throws IOException {
        Pattern range = Pattern.compile(
                "<gte><variable identifier=\"RESPONSE([0-9]*)\"/><baseValue baseType=\"float\">([-0-9.]+)</baseValue></gte>"
                        + "<lte><variable identifier=\"RESPONSE\\1\"/><baseValue baseType=\"float\">([-0-9.]+)</baseValue></lte>");
        int accepted = 0;
        for (Booklet booklet : booklets(example(), Grouping.BY_VARIANT)) {
            for (Entry entry : booklet.entries()) {
                if (entry.body() instanceof Numbers numbers) {
                    Matcher bounds = range.matcher(new QtiItem(new Html(Html.Look.BARE, figure -> "")).of(entry, "en"));
                    for (Field field : numbers.fields()) {
                        assertThat(bounds.find()).isTrue();
                        BigDecimal unit = field.value().ulp();
                        BigDecimal number = field.value()
                                .subtract(field.tolerance())
                                .setScale(field.value().scale(), RoundingMode.CEILING);
                        while (number.compareTo(field.value().add(field.tolerance())) <= 0) {
                            double entered = Double.parseDouble(number.toPlainString());
                            assertThat(entered)
                                    .isBetween(
                                            Double.parseDouble(bounds.group(2)), Double.parseDouble(bounds.group(3)));
                            accepted++;
                            number = number.add(unit);
                        }
                    }
                }
            }
        }
        assertThat(accepted).isGreaterThan(50);
    }

    /** A magnified field takes the plain number, too, and its feedback says what is to be typed. */
    @Test
    void aMagnifiedFieldTakesThePlainNumber() throws IOException {
        String yaml = example()
                .replace("{number: w5+, points: 2}", "{number: dE/dw3, significant: 3}")
                .replaceAll(
                        "(inputs|weights): \\{uniform: \\[0.1, 0.9\\], step: 0.05\\}",
                        "$1: {uniform: [0.01, 0.09], step: 0.01}")
                .replaceAll("(?s)require:.*?questions:", "require: []\nquestions:");
        boolean seen = false;
        for (Booklet booklet : booklets(yaml, Grouping.BY_VARIANT)) {
            for (Entry entry : booklet.entries()) {
                if (entry.body() instanceof Numbers numbers
                        && numbers.fields().size() == 1
                        && numbers.fields().get(0).scale() > 0) {
                    seen = true;
                    Field field = numbers.fields().get(0);
                    String plain = field.value().movePointLeft(field.scale()).toPlainString();
                    var alone = new Booklet(booklet.id(), booklet.student(), "en", List.of(entry));
                    for (String system : List.of("moodle", "gift")) {
                        String file = new String(
                                Read.export(system, Handmade.MIDTERM, List.of(alone)), StandardCharsets.UTF_8);
                        assertThat(file)
                                .as(system)
                                .contains(plain)
                                .contains(field.value().toPlainString());
                    }
                    assertThat(new QtiItem(new Html(Html.Look.BARE, figure -> "")).of(entry, "en"))
                            .contains("<or><and><gte>")
                            .contains(Plain.number(field.accepted().get(1).least()));
                    assertThat(entry.feedback().toString())
                            .contains("10^{" + field.scale() + "}")
                            .contains(field.value().toPlainString());
                }
            }
        }
        assertThat(seen).isTrue();
    }
}
