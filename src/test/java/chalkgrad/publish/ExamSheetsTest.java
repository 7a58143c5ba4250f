package chalkgrad.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import chalkgrad.Golden;
import chalkgrad.exam.Exam;
import chalkgrad.publish.Publisher.Product;
import chalkgrad.publish.Publisher.Published;
import chalkgrad.variant.Drawn;
import chalkgrad.variant.Exams;
import chalkgrad.variant.Student;
import chalkgrad.variant.Variant;
import chalkgrad.variant.Variants;
import chalkgrad.write.Format;
import chalkgrad.write.Formats;
import chalkgrad.write.TexEngine;
import chalkgrad.write.TexSetup;
import chalkgrad.write.pdf.Vera;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The example of an exam on paper: as it is known and in every format. */
class ExamSheetsTest {
    private static final Student HOSTILE = new Student("../../x=cmd()", "김민아 <b>&_$x^2\\input{a} \u202eabc `c` |");

    private static Exam exam() throws IOException {
        return Exams.read(Files.readString(Path.of("examples", "exam.yaml")));
    }

    private static Variant variant(Exam exam, Optional<Student> student) {
        return new Variants(exam, Exams.RULES, 2026)
                .of(
                        "001",
                        student,
                        new Drawn.Taken("001", 1, List.of(exam.tasks().get(0).problem())));
    }

    private static List<Product> published(Exam exam, Variant variant, String language, String... formats)
            throws Publisher.Failure {
        List<Format> all = Stream.of(formats)
                .map(name -> Formats.named(name).orElseThrow())
                .toList();
        Publisher publisher = Publisher.create(all, Optional.empty(), false);
        var order = new Publisher.Order(Optional.of(language), Optional.empty(), false, false, false, false);
        return Stream.concat(
                        publisher.publishExam(variant, order).stream(),
                        publisher.publishMarkScheme(exam, variant, order).stream())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ko"})
    void theSheetsAreAsTheyAreKnown(String language) throws Exception {
        Exam exam = exam();
        Optional<Student> student =
                language.equals("ko") ? Optional.of(new Student("20261234", "김민아")) : Optional.empty();
        for (Product product : published(exam, variant(exam, student), language, "md")) {
            String name = product.fileName();
            if (name.endsWith(".md") && !name.contains("solution")) {
                Golden.check("exam/" + language + "-" + name, new String(product.content(), StandardCharsets.UTF_8));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ko"})
    void thePdfIsAccessible(String language) throws Exception {
        Exam exam = exam();
        for (Product product : published(exam, variant(exam, Optional.of(HOSTILE)), language, "pdf")) {
            assertThat(product.warnings()).as(product.fileName()).isEmpty();
            assertThat(Vera.complaints(product.content()))
                    .as(product.fileName())
                    .isEmpty();
        }
    }

    /** Of several at once comes what comes of each; only the bytes of PDF files by TeX may tell who was beside them. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            md       | false | 1
            pdf,md   | false | 1
            tex,pdf  | true  | 8
            html,tex | true  | 1
            """)
    void severalAtOnce(String names, boolean withTex, int together) throws Exception {
        if (withTex) {
            assumeTrue(TexEngine.find().isPresent(), "xelatex and xdvipdfmx are not both installed");
            TexSetup.require("xelatex", "en");
        }
        Exam exam = exam();
        List<Format> formats = Stream.of(names.split(",", -1))
                .map(name -> Formats.named(name).orElseThrow())
                .toList();
        Publisher publisher = Publisher.create(formats, Optional.empty(), withTex);
        assertThat(publisher.together(20)).isEqualTo(together);
        var order = new Publisher.Order(Optional.empty(), Optional.empty(), false, false, false, false);
        List<Variant> variants =
                List.of(variant(exam, Optional.empty()), variant(exam, Optional.of(new Student("20261234", "김민아"))));
        List<Published> published = publisher.publishExams(variants, order);
        for (int i = 0; i < variants.size(); i++) {
            List<Product> products = ((Published.Files) published.get(i)).products();
            List<Product> alone = publisher.publishExam(variants.get(i), order);
            assertThat(products)
                    .extracting(Product::fileName)
                    .isEqualTo(alone.stream().map(Product::fileName).toList());
            for (int k = 0; k < products.size(); k++) {
                String name = products.get(k).fileName();
                assertThat(products.get(k).warnings())
                        .as(name)
                        .isEqualTo(alone.get(k).warnings());
                if (withTex && name.endsWith(".pdf")) {
                    assertThat(pages(products.get(k))).as(name).isEqualTo(pages(alone.get(k)));
                } else {
                    assertThat(products.get(k).content())
                            .as(name)
                            .isEqualTo(alone.get(k).content());
                }
            }
        }
    }

    private static String pages(Product product) throws IOException {
        try (var document = Loader.loadPDF(product.content())) {
            return new PDFTextStripper().getText(document);
        }
    }

    /** A sheet says nothing of its answers, and a name is a name in every format. */
    @Test
    void aHostileNameIsOnlyAName() throws Exception {
        Exam exam = exam();
        for (Product product : published(exam, variant(exam, Optional.of(HOSTILE)), "en", "html", "tex", "md")) {
            String text = new String(product.content(), StandardCharsets.UTF_8);
            String markup = product.fileName().endsWith(".tex") ? "\\input{a}" : "<b>&_";
            assertThat(text).as(product.fileName()).doesNotContain(markup);
            assertThat(product.fileName()).doesNotContain("/");
        }
    }
}
