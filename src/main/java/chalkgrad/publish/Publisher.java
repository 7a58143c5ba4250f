package chalkgrad.publish;

import chalkgrad.derive.GraphDerivation;
import chalkgrad.derive.SchemeDerivation;
import chalkgrad.derive.SchemeDeriver;
import chalkgrad.evaluate.Solution;
import chalkgrad.model.Scheme;
import chalkgrad.report.Block;
import chalkgrad.report.GeneralReport;
import chalkgrad.report.GraphReport;
import chalkgrad.report.NetworkReport;
import chalkgrad.typeset.Latex;
import chalkgrad.typeset.Notation;
import chalkgrad.typeset.Profile;
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
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Makes every format that was asked for out of a solution; nothing is written to disk here.
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
    private final Map<String, Messages> messages = new HashMap<>();

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

        Failure(String message) {
            super(message);
        }
    }

    /**
     * How a solution is to be written.
     *
     * @param language overrides the file's
     * @param notation overrides the file's profile; single symbols that the file replaces stay replaced
     * @param matrices whether the matrix form is added
     * @param general whether a network is derived for all units at once, with its numbers as examples
     * @param closed whether the JSON results have closed forms
     */
    public record Order(
            Optional<String> language, Optional<Profile> notation, boolean matrices, boolean general, boolean closed) {}

    /** A finished file, and what should be said about it. */
    public record Product(String fileName, byte[] content, List<String> warnings) {}

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

    /** Every format of one solution, in the order asked for. */
    public List<Product> publish(Solution solution, Order order) throws Failure {
        String language =
                order.language().or(() -> solution.problem().language()).orElse("en");
        Profile profile = order.notation()
                .or(() -> solution.problem().notation().profile().flatMap(Profile::find))
                .orElse(Profile.ALL.get(0));
        Notation notation = Notation.of(
                profile,
                solution.problem().notation().symbols(),
                solution.problem().task());
        boolean needsReport = formats.stream().anyMatch(format -> format.maker() != Format.Maker.DATA);
        List<Block> blocks = needsReport ? report(solution, language, profile, order) : List.of();
        Messages wording = messages.computeIfAbsent(language, Messages::of);
        // Formats of one flavour of LaTeX share a page.
        var made = new EnumMap<Latex.Flavour, Page>(Latex.Flavour.class);
        Function<Latex.Flavour, Page> pages =
                flavour -> made.computeIfAbsent(flavour, f -> new PageMaker(wording, notation, f).page(blocks));
        var products = new ArrayList<Product>();
        for (Format format : formats) {
            products.addAll(
                    switch (format.maker()) {
                        case TEMPLATE -> fromTemplate(format, pages, solution);
                        case PDF -> List.of(pdf(format, pages, solution));
                        case DATA -> List.of(json(format, solution, notation, profile, order.closed()));
                    });
        }
        return products;
    }

    private static List<Block> report(Solution solution, String language, Profile profile, Order order) {
        if (solution.derivation() instanceof SchemeDerivation general) {
            return GeneralReport.of(solution, general, style(profile), language);
        } else if (solution.derivation() instanceof GraphDerivation graph) {
            return GraphReport.of(solution, graph, language);
        } else if (order.general()) {
            var scheme = Scheme.of(solution.ofNetwork().network());
            var general = new SchemeDeriver(solution.derivation().rules(), scheme).derive();
            return GeneralReport.of(solution, general, style(profile), language);
        }
        return NetworkReport.of(solution, language, order.matrices() || profile.matrices());
    }

    private static GeneralReport.Style style(Profile profile) {
        return new GeneralReport.Style(profile.shortGradients(), profile.sourceFirst());
    }

    private List<Product> fromTemplate(Format format, Function<Latex.Flavour, Page> pages, Solution solution)
            throws Failure {
        Rendered rendered = render(format, pages, solution);
        var products = new ArrayList<Product>();
        products.add(product(format, solution, rendered.text().getBytes(StandardCharsets.UTF_8), List.of()));
        rendered.sidecars().forEach(s -> products.add(new Product(s.fileName(), s.content(), List.of())));
        return products;
    }

    private Rendered render(Format format, Function<Latex.Flavour, Page> pages, Solution solution) throws Failure {
        Latex.Flavour flavour = format.name().equals("tex") ? Latex.Flavour.MACROS : Latex.Flavour.PLAIN;
        Page page = pages.apply(flavour);
        try {
            return templates
                    .orElseThrow()
                    .write(page, format, solution.problem().name());
        } catch (TemplateFault fault) {
            throw new Failure(String.valueOf(fault.getMessage()));
        }
    }

    private Product pdf(Format format, Function<Latex.Flavour, Page> pages, Solution solution) throws Failure {
        if (pdf.isPresent()) {
            PdfResult result = pdf.get().join().write(pages.apply(Latex.Flavour.PLAIN));
            return product(format, solution, result.bytes(), result.warnings());
        }
        Format source = Formats.named("tex").orElseThrow();
        String text = render(source, pages, solution).text();
        TexResult result = tex.orElseThrow().run(text, TEX_LIMIT);
        if (result instanceof TexResult.Failed failed) {
            throw new Failure("TeX could not set " + solution.problem().name() + ": " + failed.reason()
                    + String.join(
                            "",
                            failed.logExcerpt().stream()
                                    .map(line -> "\n  " + line)
                                    .toList()));
        }
        var made = (TexResult.Pdf) result;
        return product(format, solution, made.bytes(), made.warnings());
    }

    private static Product json(Format format, Solution solution, Notation notation, Profile profile, boolean closed) {
        if (solution.derivation() instanceof SchemeDerivation general) {
            return product(
                    format,
                    solution,
                    SchemeResult.of(solution.problem(), general, notation, style(profile)),
                    List.of());
        }
        var json = JsonResult.of(solution, notation, closed);
        return product(format, solution, json.bytes(), json.warnings());
    }

    private static Product product(Format format, Solution solution, byte[] content, List<String> warnings) {
        return new Product(solution.problem().name() + format.fileEnding(), content, warnings);
    }
}
