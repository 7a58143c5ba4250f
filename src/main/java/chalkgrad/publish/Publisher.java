package chalkgrad.publish;

import chalkgrad.check.Marking;
import chalkgrad.derive.GraphDerivation;
import chalkgrad.derive.SchemeDerivation;
import chalkgrad.derive.SchemeDeriver;
import chalkgrad.evaluate.Solution;
import chalkgrad.exam.Exam;
import chalkgrad.model.Problem;
import chalkgrad.model.Scheme;
import chalkgrad.report.Block;
import chalkgrad.report.ExamScheme;
import chalkgrad.report.ExamSheets;
import chalkgrad.report.FeedbackSheet;
import chalkgrad.report.GeneralReport;
import chalkgrad.report.GraphReport;
import chalkgrad.report.MarkedReport;
import chalkgrad.report.Message;
import chalkgrad.report.NetworkReport;
import chalkgrad.report.Report;
import chalkgrad.report.Sheet;
import chalkgrad.report.StressReport;
import chalkgrad.typeset.Notation;
import chalkgrad.typeset.Profile;
import chalkgrad.variant.Graded;
import chalkgrad.variant.Stress;
import chalkgrad.variant.Variant;
import chalkgrad.write.Flavour;
import chalkgrad.write.Format;
import chalkgrad.write.Formats;
import chalkgrad.write.Messages;
import chalkgrad.write.Page;
import chalkgrad.write.PageMaker;
import chalkgrad.write.Rendered;
import chalkgrad.write.TemplateFault;
import chalkgrad.write.TemplateWriter;
import chalkgrad.write.TexEngine;
import chalkgrad.write.TexResult;
import chalkgrad.write.pdf.PdfResult;
import chalkgrad.write.pdf.PdfWriter;
import chalkgrad.write.pdf.TexBatch;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Makes every format that was asked for out of a solution, or of several in one document; nothing is written to disk here.
 *
 * <p>{@code Publisher.create(formats, Optional.empty(), false).publish(solution, order)} is a file for each format.
 *
 * <p>Templates, fonts and wording are prepared once for all solutions.
 */
public final class Publisher {
    private static final Duration TEX_LIMIT = Duration.ofMinutes(2);

    private final List<Format> formats;
    private final Optional<TemplateWriter> templates;
    private final Optional<TexEngine> tex;
    private final Optional<CompletableFuture<PdfWriter>> pdf;
    private final Map<String, Messages> messages = new ConcurrentHashMap<>();

    private Publisher(List<Format> formats, Optional<TemplateWriter> templates, Optional<TexEngine> tex) {
        this.formats = formats;
        this.templates = templates;
        this.tex = tex;
        // Its fonts take a quarter of a second, which only those who want a PDF should wait for, and not idly.
        boolean embedded = tex.isEmpty() && formats.stream().anyMatch(format -> format.maker() == Format.Maker.PDF);
        this.pdf = embedded ? Optional.of(CompletableFuture.supplyAsync(PdfWriter::new)) : Optional.empty();
    }

    /** An output cannot be made; the message says why, for a person. */
    public static final class Failure extends Exception {
        private static final long serialVersionUID = 1;

        private final transient List<String> details;

        Failure(String message) {
            this(message, List.of());
        }

        /** A failure of which another program has said more, such as the lines of TeX's log. */
        Failure(String message, List<String> details) {
            super(message);
            this.details = List.copyOf(details);
        }

        /** Lines that say more; there may be none. */
        public List<String> details() {
            return details;
        }
    }

    /**
     * How solutions are to be written.
     *
     * @param language overrides the file's
     * @param notation overrides the file's profile; single symbols that the file replaces stay replaced
     * @param matrices whether the matrix form is added
     * @param general whether a network is derived for all units at once, with its numbers as examples
     * @param closed whether the JSON results have closed forms
     * @param separate whether questions and solutions are documents of their own
     */
    public record Order(
            Optional<String> language,
            Optional<Profile> notation,
            boolean matrices,
            boolean general,
            boolean closed,
            boolean separate) {}

    /**
     * How several problems become one document.
     *
     * @param name what its files are called, without their endings
     * @param title the document's title; empty for one made from the name
     */
    public record Binding(String name, Optional<String> title) {
        private Message heading() {
            return title.map(words -> Message.of("", new Message.Words(words)))
                    .orElseGet(() -> Message.of("sheet.title", new Message.Words(name)));
        }
    }

    /**
     * A finished file, and what should be said about it.
     *
     * @param content what is in it
     * @param streamed writes what is in it instead, where that is too much to be held in memory; {@code content} is then empty
     */
    public record Product(String fileName, byte[] content, List<String> warnings, Optional<Streamed> streamed) {
        Product(String fileName, byte[] content, List<String> warnings) {
            this(fileName, content, warnings, Optional.empty());
        }

        /** Writes the content. */
        public void writeTo(OutputStream out) throws IOException {
            if (streamed.isPresent()) {
                streamed.get().writeTo(out);
            } else {
                out.write(content);
            }
        }
    }

    /** A file's content, made while it is written. */
    public interface Streamed {
        /** Writes it, and leaves {@code out} open. */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Prepares the formats.
     *
     * @param own a folder whose templates come before the built-in ones
     * @param withTex whether PDF is made by the TeX that is installed
     */
    public static Publisher create(List<Format> formats, Optional<Path> own, boolean withTex) throws Failure {
        try {
            Optional<TexEngine> tex = withTex ? TexEngine.find() : Optional.empty();
            if (withTex && tex.isEmpty()) {
                throw new Failure("--pdf-engine tex: no xelatex was found; install TeX Live, or leave the option out");
            }
            List<Format> set = formats.stream()
                    .filter(format -> format.maker() == Format.Maker.TEMPLATE)
                    .toList();
            if (set.isEmpty() && own.isEmpty() && tex.isEmpty()) {
                return new Publisher(formats, Optional.empty(), tex);
            }
            TemplateWriter templates = own.isPresent() ? new TemplateWriter(own.get()) : new TemplateWriter();
            for (Format format : set) {
                templates.prepare(format);
            }
            return new Publisher(formats, Optional.of(templates), tex);
        } catch (TemplateFault fault) {
            throw new Failure(String.valueOf(fault.getMessage()));
        }
    }

    /** Every format of one solution, in the order asked for; files are called after the problem. */
    public List<Product> publish(Solution solution, Order order) throws Failure {
        return publish(List.of(solution), Optional.empty(), order);
    }

    /**
     * Every format of a sheet of solutions, in the order asked for; results as data are a file for each problem.
     *
     * @param solutions at least one
     * @param binding how several are bound together; empty for one by itself
     */
    public List<Product> publish(List<Solution> solutions, Optional<Binding> binding, Order order) throws Failure {
        String language =
                order.language().or(() -> solutions.get(0).problem().language()).orElse("en");
        List<Edition> editions = solutions.stream()
                .map(solution -> edition(solution, order, language))
                .toList();
        boolean needsReport = formats.stream().anyMatch(format -> format.maker() != Format.Maker.DATA);
        List<Document> documents = needsReport ? documents(editions, binding, language, order) : List.of();
        var products = new ArrayList<Product>();
        for (Format format : formats) {
            if (format.maker() == Format.Maker.DATA) {
                editions.forEach(edition -> products.add(json(format, edition, order.closed())));
                continue;
            }
            for (Document document : documents) {
                products.addAll(made(format, document));
            }
        }
        return products;
    }

    /** What makes marked copies of works that were handed in for a problem. */
    public Copies copies(Solution solution, Order order) {
        String language =
                order.language().or(() -> solution.problem().language()).orElse("en");
        Edition edition = edition(solution, order, language);
        PageMaker plain = edition.maker(Flavour.PLAIN);
        return new Copies() {
            @Override
            public List<Product> of(Marking marking, Optional<MarkedReport.Returned> returned, String name)
                    throws Failure {
                var products = new ArrayList<Product>();
                Document copy = copy(
                        name + "-marked", MarkedReport.of(marking, edition.solution(), language, returned), edition);
                for (Format format : formats) {
                    if (format.maker() == Format.Maker.DATA) {
                        products.add(product(format, name, MarkingJson.of(marking, plain::words), List.of()));
                    } else {
                        products.addAll(made(format, copy));
                    }
                }
                return products;
            }

            @Override
            public String say(Message message) {
                return plain.words(message);
            }
        };
    }

    /**
     * A student's question sheet and the solution that goes with it, {@code <id>-questions} and {@code <id>-solution}, in the order of the formats;
     * formats for data have none. Several threads may be at it at once.
     */
    public List<Product> publishExam(Variant variant, Order order) throws Failure {
        return all(exam(variant, order));
    }

    private List<Document> exam(Variant variant, Order order) {
        String language = language(variant, order);
        List<Edition> editions = editions(variant, order, language);
        return List.of(
                still(document(variant.id() + "-questions", ExamSheets.questions(variant, language), editions)),
                document(variant.id() + "-solution", ExamSheets.solution(variant, language), editions));
    }

    /** What came of one of several variants. */
    public sealed interface Published {
        /** Its files, as {@link #publishExam} has them. */
        record Files(List<Product> products) implements Published {
            public Files {
                products = List.copyOf(products);
            }
        }

        /** There are none; the reason is for a person. */
        record Not(String reason) implements Published {}
    }

    /**
     * How many of so many variants are best given to {@link #publishExams} at once: one, or more where the TeX that is installed sets them.
     */
    public int together(int count) {
        return setsWithTex() ? TexBatch.bundle(count) : 1;
    }

    private boolean setsWithTex() {
        return tex.isPresent() && formats.stream().anyMatch(format -> format.maker() == Format.Maker.PDF);
    }

    /**
     * As {@link #publishExam} for each of several, in their order; one that cannot be made does not stop the others. PDF files that TeX makes share
     * the fonts of all that are published together, so that their bytes depend on them, though not what is seen; all other bytes do not.
     */
    public List<Published> publishExams(List<Variant> variants, Order order) {
        if (!setsWithTex()) {
            return variants.stream().map(variant -> published(variant, order)).toList();
        }
        var together = new Together();
        for (Variant variant : variants) {
            together.begin();
            try {
                List<Document> documents = exam(variant, order);
                for (Format format : formats) {
                    for (Document document : documents) {
                        if (format.maker() == Format.Maker.PDF) {
                            Page page = document.pages().apply(Flavour.MACROS);
                            var source = new TexBatch.Source(texOf(document), page.title(), page.language());
                            together.add(document.name(), document.name() + format.fileEnding(), source);
                        } else if (format.maker() != Format.Maker.DATA) {
                            made(format, document).forEach(together::add);
                        }
                    }
                }
            } catch (Failure e) {
                together.fail(String.valueOf(e.getMessage()));
            }
        }
        return together.published(tex.orElseThrow());
    }

    private Published published(Variant variant, Order order) {
        try {
            return new Published.Files(publishExam(variant, order));
        } catch (Failure e) {
            return new Published.Not(String.valueOf(e.getMessage()));
        }
    }

    /**
     * The mark scheme of an exam, {@code <exam>-marks}.
     *
     * @param example any variant, for its numbers to be shown as examples
     */
    public List<Product> publishMarkScheme(Exam exam, Variant example, Order order) throws Failure {
        String language = language(example, order);
        return all(List.of(document(
                exam.name() + "-marks", ExamScheme.of(exam, example, language), editions(example, order, language))));
    }

    /** What a student is given after grading, {@code <id>-feedback}, in every format for people. */
    public List<Product> publishFeedback(Variant variant, Graded graded, int open, Order order) throws Failure {
        String language = language(variant, order);
        return all(List.of(still(document(
                variant.id() + "-feedback",
                FeedbackSheet.of(variant, graded, open, language),
                editions(variant, order, language)))));
    }

    /** How the draws of an exam come out, {@code <exam>-stress}. */
    public List<Product> publishStress(Exam exam, Stress stress, Order order) throws Failure {
        Problem first = exam.tasks().get(0).problem();
        String language = order.language().or(first::language).orElse("en");
        Messages wording = messages.computeIfAbsent(language, Messages::of);
        Notation notation = Notation.of(profile(first, order), first.notation().symbols(), first.task());
        return all(List.of(new Document(exam.name() + "-stress", flavour -> {
            return new PageMaker(wording, notation, flavour)
                    .page(StressReport.of(exam.name(), stress))
                    .still();
        })));
    }

    /** Nothing on it is to be played with. */
    private static Document still(Document document) {
        return new Document(document.name(), flavour -> {
            return document.pages().apply(flavour).still();
        });
    }

    private List<Product> all(List<Document> documents) throws Failure {
        var products = new ArrayList<Product>();
        for (Format format : formats) {
            for (Document document : documents) {
                if (format.maker() != Format.Maker.DATA) {
                    products.addAll(made(format, document));
                }
            }
        }
        return products;
    }

    private List<Edition> editions(Variant variant, Order order, String language) {
        return variant.parts().stream()
                .map(part -> edition(part.solution(), order, language))
                .toList();
    }

    private static String language(Variant variant, Order order) {
        return order.language()
                .or(() -> variant.parts().get(0).solution().problem().language())
                .orElse("en");
    }

    /** A solution and how its formulas are written. */
    private record Edition(
            Solution solution, Profile profile, Notation notation, Messages wording, Map<Flavour, PageMaker> makers) {
        /** What stands on top of every page. */
        String header() {
            return solution.problem().pages().headerIn(wording.language()).orElse("");
        }

        /** What settles its pages in a flavour, for all its documents. */
        PageMaker maker(Flavour flavour) {
            return makers.computeIfAbsent(flavour, f -> new PageMaker(wording, notation, f));
        }
    }

    /** A document to be made in each format: what its files are called, and its page in a flavour. */
    private record Document(String name, Function<Flavour, Page> pages) {}

    private Edition edition(Solution solution, Order order, String language) {
        Problem problem = solution.problem();
        Profile profile = profile(problem, order);
        return new Edition(
                solution,
                profile,
                Notation.of(profile, problem.notation().symbols(), problem.task()),
                messages.computeIfAbsent(language, Messages::of),
                new ConcurrentHashMap<>());
    }

    private static Profile profile(Problem problem, Order order) {
        return order.notation()
                .or(() -> problem.notation().profile().flatMap(Profile::find))
                .orElse(Profile.ALL.get(0));
    }

    private List<Document> documents(List<Edition> editions, Optional<Binding> binding, String language, Order order) {
        List<Report> reports = editions.stream()
                .map(edition -> report(edition, language, order))
                .toList();
        Sheet sheet = new Sheet(binding.map(Binding::heading), reports);
        String name = binding.map(Binding::name)
                .orElseGet(() -> editions.get(0).solution().problem().name());
        return order.separate()
                ? List.of(
                        document(name + "-questions", sheet.chapters(Sheet.Part.QUESTIONS), editions),
                        document(name + "-solutions", sheet.chapters(Sheet.Part.SOLUTIONS), editions))
                : List.of(document(name, sheet.chapters(Sheet.Part.ALL), editions));
    }

    /** A marked copy; nothing in it is to be played with. */
    private static Document copy(String name, Report report, Edition edition) {
        var made = new EnumMap<Flavour, Page>(Flavour.class);
        return new Document(
                name,
                flavour -> made.computeIfAbsent(flavour, f -> {
                    List<Block> blocks = new Sheet(Optional.empty(), List.of(report))
                            .chapters(Sheet.Part.ALL).stream()
                                    .flatMap(List::stream)
                                    .toList();
                    return edition.maker(f).page(blocks).still().under(edition.header());
                }));
    }

    private List<Product> made(Format format, Document document) throws Failure {
        return format.maker() == Format.Maker.PDF ? List.of(pdf(format, document)) : fromTemplate(format, document);
    }

    /** Each problem is written in its own notation, and what comes before the first in the first one's. */
    private Document document(String name, List<List<Block>> parts, List<Edition> editions) {
        // Formats of one flavour share a page.
        var made = new EnumMap<Flavour, Page>(Flavour.class);
        return new Document(
                name,
                flavour -> made.computeIfAbsent(flavour, f -> {
                    var chapters = new ArrayList<PageMaker.Chapter>();
                    for (int i = 0; i < parts.size(); i++) {
                        PageMaker maker = editions.get(Math.max(0, i - 1)).maker(f);
                        chapters.add(new PageMaker.Chapter(maker, parts.get(i)));
                    }
                    return PageMaker.together(chapters).under(editions.get(0).header());
                }));
    }

    private static Report report(Edition edition, String language, Order order) {
        Solution solution = edition.solution();
        GeneralReport.Style style = style(edition.profile());
        if (solution.derivation() instanceof SchemeDerivation general) {
            return GeneralReport.of(solution, general, style, language);
        } else if (solution.derivation() instanceof GraphDerivation graph) {
            return GraphReport.of(solution, graph, language);
        } else if (order.general()) {
            var scheme = Scheme.of(solution.ofNetwork().network());
            var general = new SchemeDeriver(solution.derivation().rules(), scheme).derive();
            return GeneralReport.of(solution, general, style, language);
        }
        return NetworkReport.of(
                solution,
                language,
                (order.matrices() || edition.profile().matrices())
                        && solution.ofNetwork().network().isUniform());
    }

    private static GeneralReport.Style style(Profile profile) {
        return new GeneralReport.Style(profile.shortGradients(), profile.sourceFirst());
    }

    private List<Product> fromTemplate(Format format, Document document) throws Failure {
        Rendered rendered = render(format, document);
        var products = new ArrayList<Product>();
        products.add(product(format, document.name(), rendered.content(), List.of()));
        rendered.sidecars().forEach(s -> products.add(new Product(s.fileName(), s.content(), List.of())));
        return products;
    }

    private Rendered render(Format format, Document document) throws Failure {
        Page page = document.pages().apply(format.flavour());
        try {
            return templates.orElseThrow().write(page, format, document.name());
        } catch (TemplateFault fault) {
            throw new Failure(String.valueOf(fault.getMessage()));
        }
    }

    private Product pdf(Format format, Document document) throws Failure {
        if (pdf.isPresent()) {
            PdfResult result = pdf.get().join().write(document.pages().apply(format.flavour()));
            return product(format, document.name(), result.bytes(), result.warnings());
        }
        TexResult result = tex.orElseThrow().run(texOf(document), TEX_LIMIT);
        if (result instanceof TexResult.Failed failed) {
            throw new Failure(Together.reason(document.name(), failed.reason()), failed.logExcerpt());
        }
        var made = (TexResult.Pdf) result;
        return product(format, document.name(), made.bytes(), made.warnings());
    }

    private String texOf(Document document) throws Failure {
        return render(Formats.named("tex").orElseThrow(), document).text();
    }

    private static Product json(Format format, Edition edition, boolean closed) {
        Solution solution = edition.solution();
        if (solution.derivation() instanceof SchemeDerivation general) {
            byte[] lines = SchemeResult.of(solution.problem(), general, edition.notation(), style(edition.profile()));
            return product(format, solution.problem().name(), lines, List.of());
        }
        var json = JsonResult.of(solution, edition.notation(), closed);
        String fileName = solution.problem().name() + format.fileEnding();
        return new Product(fileName, json.bytes(), json.warnings(), json.streamed());
    }

    private static Product product(Format format, String name, byte[] content, List<String> warnings) {
        return new Product(name + format.fileEnding(), content, warnings);
    }
}
