package chalkgrad.export;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.exam.Exam;
import chalkgrad.export.Entry.Choice;
import chalkgrad.export.Entry.Essay;
import chalkgrad.export.Entry.Field;
import chalkgrad.export.Entry.Numbers;
import chalkgrad.export.Entry.Ordering;
import chalkgrad.problem.ExamReader;
import chalkgrad.problem.ExamReading;
import chalkgrad.rules.RuleBook;
import chalkgrad.variant.Answer;
import chalkgrad.variant.Drawn;
import chalkgrad.variant.Draws;
import chalkgrad.variant.Item;
import chalkgrad.variant.Student;
import chalkgrad.variant.Variant;
import chalkgrad.variant.Variants;
import chalkgrad.write.Page;
import chalkgrad.write.PlainText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From an exam file to each system's files and back: what the variant answers is what the system takes for right. */
class ChainTest {
    private static final Path EXAM = Path.of("examples/exam.yaml");

    /** Answers below a ten-thousandth, a batch, and a second task that is a graph. */
    private static final String SMALL = """
            title: "A <small> & \\\\(hostile\\\\) title {1:SA:=x}"
            inputs: {x1: 0.001, x2: 0.002}
            targets: {o1: 1}
            layers:
              - units: [h1]
                activation: sigmoid
                weights: [[{w1: 0.3}, {w2: 0.25}]]
              - units: [o1]
                activation: sigmoid
                weights: [[{w3: 0.1}]]
            loss: half_sse
            vary:
              x1: {uniform: [0.001, 0.009], step: 0.001}
              w3: {uniform: [0.1, 0.9], step: 0.01}
              t1: {uniform: [0.9, 1], step: 0.01}
            questions:
              - {number: dE/dw1, points: 2, significant: 3}
              - {number: dE/dw3, points: 1, decimals: 6}
            ---
            title: A graph
            given: {x: -2, y: 5, z: -4}
            nodes:
              q: x + y
              f: q * z
            output: f
            vary:
              x: {uniform: [-9, -1], step: 0.5}
              z: {uniform: [-9, 9], step: 0.25}
            questions:
              - {number: df/dx, points: 1}
              - {number: f, points: 1}
            """;

    @ParameterizedTest
    @ValueSource(strings = {"en", "ko"})
    void theExampleInEverySystem(String language) throws IOException {
        List<Variant> variants = variants("exam", Files.readAllBytes(EXAM), 3);
        comesBack(variants, language);
        // Every kind of answer that there is.
        assertThat(variants.get(0).parts().get(0).items().stream()
                        .map(Item::answer)
                        .map(Object::getClass)
                        .distinct())
                .hasSize(Answer.class.getPermittedSubclasses().length);
    }

    @Test
    void smallAnswersAreAskedForMagnified() throws IOException {
        List<Variant> variants = variants("small", SMALL.getBytes(StandardCharsets.UTF_8), 3);
        comesBack(variants, "en");
        for (Variant variant : variants) {
            Booklet booklet = new Booklets(Optional.of("en"), Optional.empty(), Grouping.BY_VARIANT).of(variant);
            List<Field> fields = booklet.entries().stream()
                    .flatMap(entry -> ((Numbers) entry.body()).fields().stream())
                    .toList();
            assertThat(fields).extracting(Field::scale).containsExactly(3, 0, 0, 0);
            assertThat(fields.get(0).value().abs().doubleValue()).isBetween(0.01, 0.1);
            assertThat(PlainText.of(fields.get(0).prompt())).endsWith(" × 10^3 =");
            assertThat(latex(fields.get(0).prompt())).endsWith(" \\times 10^{3} =");
            assertThat(words(booklet.entries().get(0))).contains("power of ten");
            assertThat(words(booklet.entries().get(1))).doesNotContain("power of ten");
            assertThat(booklet.entries()).extracting(Entry::title).containsSequence("A graph", "A graph");
        }
    }

    private static void comesBack(List<Variant> variants, String language) {
        var made = new Booklets(Optional.of(language), Optional.empty(), Grouping.BY_VARIANT);
        List<Booklet> booklets = variants.stream().map(made::of).toList();
        for (int i = 0; i < variants.size(); i++) {
            answersAreTheVariants(variants.get(i), booklets.get(i));
        }
        var setting = new Setting("exam", made.title(variants.get(0)), Grouping.BY_VARIANT);
        assertThat(MoodleXmlTest.read(Read.export("moodle", setting, booklets)).values().stream()
                        .flatMap(List::stream))
                .containsExactlyElementsOf(expected(booklets, MoodleXmlTest.HABITS));
        assertThat(GiftTest.read(Read.export("gift", setting, booklets)).values().stream()
                        .flatMap(List::stream))
                .containsExactlyElementsOf(expected(booklets, GiftTest.HABITS).stream()
                        .map(GiftTest::known)
                        .toList());
        var canvas = new CanvasZipTest.Reader(Read.zip(Read.export("canvas", setting, booklets)));
        assertThat(canvas.quizzes().values().stream()
                        .flatMap(quiz -> Read.below(quiz, "item").stream().map(canvas::question)))
                .containsExactlyElementsOf(expected(booklets, CanvasZipTest.HABITS).stream()
                        .map(Recovered::withShortTolerances)
                        .toList());
        canvas.everyFileIsListedAndUsed();
        var qti = new QtiZipTest.Reader(Read.zip(Read.export("qti", setting, booklets)));
        assertThat(qti.questions())
                .containsExactlyElementsOf(expected(booklets, QtiZipTest.HABITS).stream()
                        .map(Recovered::withShortTolerances)
                        .toList());
        qti.everyFileIsListedAndUsed();
    }

    private static List<Recovered> expected(List<Booklet> booklets, Recovered.Habits habits) {
        return booklets.stream()
                .flatMap(booklet -> Recovered.of(booklet, habits).stream())
                .toList();
    }

    private static void answersAreTheVariants(Variant variant, Booklet booklet) {
        List<Item> items =
                variant.parts().stream().flatMap(part -> part.items().stream()).toList();
        assertThat(booklet.entries()).hasSameSizeAs(items);
        for (int i = 0; i < items.size(); i++) {
            Answer answer = items.get(i).answer();
            Entry entry = booklet.entries().get(i);
            assertThat(entry.number()).isEqualTo(items.get(i).number());
            assertThat(entry.points()).isEqualTo(items.get(i).question().points());
            assertThat(entry.feedback()).isNotEmpty();
            if (answer instanceof Answer.Numbers numbers) {
                same(numbers.values(), entry);
            } else if (answer instanceof Answer.Blanks blanks) {
                same(blanks.gaps(), entry);
            } else if (answer instanceof Answer.Choice choice) {
                var asked = (Choice) entry.body();
                assertThat(asked.right()).isEqualTo(choice.right());
                assertThat(asked.options())
                        .extracting(option -> PlainText.of(option.text()).replace('−', '-'))
                        .containsExactlyElementsOf(choice.options().stream()
                                .map(option -> option.value().toPlainString())
                                .toList());
                for (int k = 0; k < asked.options().size(); k++) {
                    assertThat(asked.options().get(k).feedback().isEmpty()).isEqualTo(k == choice.right());
                }
            } else if (answer instanceof Answer.Mistaken mistaken) {
                var asked = (Choice) entry.body();
                assertThat(asked.right()).isEqualTo(mistaken.wrong());
                assertThat(asked.shuffled()).isFalse();
                assertThat(asked.options()).hasSameSizeAs(mistaken.lines());
            } else if (answer instanceof Answer.Order order) {
                assertThat(((Ordering) entry.body()).order()).isEqualTo(order.order());
            } else {
                assertThat(((Essay) entry.body()).key()).isNotEmpty();
            }
        }
    }

    /** The same numbers, but for the power of ten. */
    private static void same(List<Answer.Value> values, Entry entry) {
        List<Field> fields = ((Numbers) entry.body()).fields();
        assertThat(fields).hasSameSizeAs(values);
        for (int i = 0; i < fields.size(); i++) {
            assertThat(fields.get(i).value().movePointLeft(fields.get(i).scale()))
                    .isEqualByComparingTo(values.get(i).value());
            assertThat(fields.get(i).tolerance().movePointLeft(fields.get(i).scale()))
                    .isEqualByComparingTo(values.get(i).tolerance());
        }
    }

    private static String latex(List<Page.Run> runs) {
        return ((Page.Inline) runs.get(runs.size() - 1)).formula().latex();
    }

    private static String words(Entry entry) {
        return entry.stem().stream()
                .flatMap(element ->
                        element instanceof Page.Paragraph p ? Stream.of(PlainText.of(p.text())) : Stream.of())
                .reduce("", (a, b) -> a + "\n" + b);
    }

    private static Drawn.Taken taken(Drawn drawn) {
        assertThat(drawn).isInstanceOf(Drawn.Taken.class);
        return (Drawn.Taken) drawn;
    }

    static List<Variant> variants(String name, byte[] file, int count) {
        ExamReading reading = ExamReader.read(name + ".yaml", file);
        assertThat(reading.findings()).isEmpty();
        Exam exam = reading.exam().orElseThrow();
        RuleBook rules = new RuleBook();
        var keys = new ArrayList<String>();
        for (int i = 1; i <= count; i++) {
            keys.add(String.format("%03d", i));
        }
        Iterator<Drawn> drawn = new Draws(exam, rules, 2026).of(keys.iterator(), 1);
        var made = new Variants(exam, rules, 2026);
        var all = new ArrayList<Variant>();
        for (String key : keys) {
            all.add(made.of(key, Optional.of(new Student(key, "김민아 <b>")), taken(drawn.next())));
        }
        return all;
    }
}
