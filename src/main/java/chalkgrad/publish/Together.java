package chalkgrad.publish;

import chalkgrad.publish.Publisher.Product;
import chalkgrad.publish.Publisher.Published;
import chalkgrad.write.TexEngine;
import chalkgrad.write.TexResult;
import chalkgrad.write.pdf.TexBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files of several variants, of which those that TeX sets are set together once all are known; for one thread. */
final class Together {
    private final List<TexBatch.Source> sources = new ArrayList<>();
    private final List<Draft> drafts = new ArrayList<>();

    /** What there is of a variant before TeX has run. */
    private record Draft(List<Part> parts, Optional<String> failure) {}

    /** A file, or what is to become one. */
    private sealed interface Part {
        record Done(Product product) implements Part {}

        record Awaited(String document, String fileName, int source) implements Part {}
    }

    /** Begins another variant; what is added from now on is its. */
    void begin() {
        drafts.add(new Draft(new ArrayList<>(), Optional.empty()));
    }

    void add(Product product) {
        last().parts().add(new Part.Done(product));
    }

    /** Adds a file that TeX is to set. */
    void add(String document, String fileName, TexBatch.Source source) {
        last().parts().add(new Part.Awaited(document, fileName, sources.size()));
        sources.add(source);
    }

    /** The variant cannot be made. */
    void fail(String reason) {
        drafts.set(drafts.size() - 1, new Draft(List.of(), Optional.of(reason)));
    }

    private Draft last() {
        return drafts.get(drafts.size() - 1);
    }

    /** What came of each variant. */
    List<Published> published(TexEngine tex) {
        List<TexResult> set = new TexBatch(tex).run(sources);
        var published = new ArrayList<Published>();
        for (Draft draft : drafts) {
            published.add(published(draft, set));
        }
        return published;
    }

    private static Published published(Draft draft, List<TexResult> set) {
        if (draft.failure().isPresent()) {
            return new Published.Not(draft.failure().get());
        }
        var products = new ArrayList<Product>();
        for (Part part : draft.parts()) {
            if (part instanceof Part.Done done) {
                products.add(done.product());
                continue;
            }
            var awaited = (Part.Awaited) part;
            TexResult result = set.get(awaited.source());
            if (result instanceof TexResult.Failed failed) {
                return new Published.Not(Stream.concat(
                                Stream.of(reason(awaited.document(), failed.reason())), failed.logExcerpt().stream())
                        .map(String::strip)
                        .collect(Collectors.joining(" / ")));
            }
            var pdf = (TexResult.Pdf) result;
            products.add(new Product(awaited.fileName(), pdf.bytes(), pdf.warnings()));
        }
        return new Published.Files(products);
    }

    /** Why TeX could not set a document. */
    static String reason(String document, String reason) {
        return "TeX could not set " + document + ": " + reason;
    }
}
