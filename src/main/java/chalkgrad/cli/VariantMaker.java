package chalkgrad.cli;

import chalkgrad.batch.Facts;
import chalkgrad.batch.Halt;
import chalkgrad.batch.Maker;
import chalkgrad.batch.Seat;
import chalkgrad.exam.Exam;
import chalkgrad.export.Booklet;
import chalkgrad.export.Booklets;
import chalkgrad.export.Exporter;
import chalkgrad.export.Setting;
import chalkgrad.publish.Publisher;
import chalkgrad.publish.Publisher.Failure;
import chalkgrad.publish.Publisher.Product;
import chalkgrad.variant.Drawn;
import chalkgrad.variant.Variant;
import chalkgrad.variant.Variants;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Makes question sheets and solutions, and what goes into the files for learning-management systems.
 *
 * <p>A PDF that an earlier run has made is not made again; all else costs next to nothing, and is.
 */
final class VariantMaker implements Maker {
    private static final List<String> SHEETS = List.of("-questions", "-solution");

    private final Exam exam;
    private final Variants variants;
    private final Publishing publishing;
    private final Booklets booklets;
    private final List<Exporter> exporters;
    private final Setting setting;

    /**
     * How sheets are made.
     *
     * @param all makes every format
     * @param cheap makes every format but PDF; empty where there is no PDF to be made
     */
    record Publishing(Publisher all, Optional<Publisher> cheap, Publisher.Order order) {}

    VariantMaker(
            Exam exam,
            Variants variants,
            Publishing publishing,
            Booklets booklets,
            List<Exporter> exporters,
            Setting setting) {
        this.exam = exam;
        this.variants = variants;
        this.publishing = publishing;
        this.booklets = booklets;
        this.exporters = exporters;
        this.setting = setting;
    }

    @Override
    public List<Outcome> make(List<Job> jobs) {
        return jobs.stream().map(this::make).toList();
    }

    private Outcome make(Job job) {
        try {
            Variant variant = variants.of(job.seat().id(), job.seat().student(), job.drawn());
            var pieces = new ArrayList<Piece>();
            var warnings = new ArrayList<String>();
            for (Product product : sheets(variant, job.whole(), pieces)) {
                pieces.add(piece(product));
                warnings.addAll(product.warnings());
            }
            return new Made(Facts.of(variant), pieces, prepared(variant), warnings);
        } catch (Failure e) {
            return new Bad(String.valueOf(e.getMessage()));
        }
    }

    /** What is to be written; what need not be made again goes to the pieces. */
    private List<Product> sheets(Variant variant, Predicate<String> whole, List<Piece> pieces) throws Failure {
        boolean made = publishing.cheap().isPresent()
                && SHEETS.stream().allMatch(sheet -> whole.test(variant.id() + sheet + ".pdf"));
        if (!made) {
            return publishing.all().publishExam(variant, publishing.order());
        }
        SHEETS.forEach(sheet -> pieces.add(new Piece(variant.id() + sheet + ".pdf", Optional.empty())));
        return publishing.cheap().orElseThrow().publishExam(variant, publishing.order());
    }

    private List<byte[]> prepared(Variant variant) {
        if (exporters.isEmpty()) {
            return List.of();
        }
        Booklet booklet = booklets.of(variant);
        return exporters.stream()
                .map(exporter -> exporter.prepare(booklet, setting))
                .toList();
    }

    @Override
    public List<Piece> examples(Seat seat, Drawn.Taken drawn) throws Halt {
        try {
            Variant variant = variants.of(seat.id(), seat.student(), drawn);
            return publishing.all().publishMarkScheme(exam, variant, publishing.order()).stream()
                    .map(VariantMaker::piece)
                    .toList();
        } catch (Failure e) {
            throw Halt.output(String.valueOf(e.getMessage()));
        }
    }

    private static Piece piece(Product product) {
        return new Piece(product.fileName(), Optional.of(product.content()));
    }
}
