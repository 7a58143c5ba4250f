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
import chalkgrad.publish.Publisher.Published;
import chalkgrad.variant.Drawn;
import chalkgrad.variant.Variant;
import chalkgrad.variant.Variants;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

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
    private final Consumer<String> notes;
    private final Set<String> noted = ConcurrentHashMap.newKeySet();

    /**
     * How sheets are made.
     *
     * @param all makes every format
     * @param cheap makes every format but PDF; empty where there is no PDF to be made
     * @param bundle how many variants are published together; their PDF files are made again together as well, as their bytes may depend on it
     */
    record Publishing(Publisher all, Optional<Publisher> cheap, Publisher.Order order, int bundle) {}

    VariantMaker(
            Exam exam,
            Variants variants,
            Publishing publishing,
            Booklets booklets,
            List<Exporter> exporters,
            Setting setting,
            Consumer<String> notes) {
        this.notes = notes;
        this.exam = exam;
        this.variants = variants;
        this.publishing = publishing;
        this.booklets = booklets;
        this.exporters = exporters;
        this.setting = setting;
    }

    @Override
    public int bundle() {
        return publishing.bundle();
    }

    @Override
    public List<Outcome> make(List<Job> jobs) {
        List<Variant> all = jobs.stream()
                .map(job -> variants.of(job.seat().id(), job.seat().student(), job.drawn()))
                .toList();
        boolean made = publishing.cheap().isPresent()
                && jobs.stream().allMatch(job -> sheets(job.seat().id()).allMatch(job.whole()));
        Publisher publisher = made ? publishing.cheap().get() : publishing.all();
        List<Published> published = publisher.publishExams(all, publishing.order());
        var outcomes = new ArrayList<Outcome>();
        for (int i = 0; i < all.size(); i++) {
            outcomes.add(outcome(all.get(i), published.get(i), made));
        }
        return outcomes;
    }

    private static Stream<String> sheets(String id) {
        return SHEETS.stream().map(sheet -> id + sheet + ".pdf");
    }

    /** What became of a variant; its PDF files need not be written where they were made before. */
    private Outcome outcome(Variant variant, Published published, boolean made) {
        if (published instanceof Published.Not not) {
            return new Bad(not.reason());
        }
        var pieces = new ArrayList<Piece>();
        var warnings = new ArrayList<String>();
        if (made) {
            sheets(variant.id()).forEach(name -> pieces.add(new Piece(name, Optional.empty())));
        }
        for (Product product : ((Published.Files) published).products()) {
            pieces.add(piece(product));
            warnings.addAll(product.warnings());
        }
        return new Made(Facts.of(variant), pieces, prepared(variant), warnings);
    }

    private List<byte[]> prepared(Variant variant) {
        if (exporters.isEmpty()) {
            return List.of();
        }
        Booklet booklet = booklets.of(variant);
        for (Exporter exporter : exporters) {
            exporter.byHand(booklet, setting).stream().filter(noted::add).forEach(notes);
        }
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
