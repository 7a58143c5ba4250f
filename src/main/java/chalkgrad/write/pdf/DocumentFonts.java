package chalkgrad.write.pdf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDResources;

/** The fonts one document uses, named {@code F0}, {@code F1}, … in the order of their first use. */
final class DocumentFonts {
    private final PDDocument document;
    private final Map<FontFile, DocumentFont> fonts = new LinkedHashMap<>();

    DocumentFonts(PDDocument document) {
        this.document = document;
    }

    DocumentFont of(FontFile file) {
        return fonts.computeIfAbsent(file, f -> {
            try {
                return new DocumentFont(document, f, COSName.getPDFName("F" + fonts.size()));
            } catch (IOException e) {
                throw new UncheckedIOException("font cannot be embedded: " + f.name(), e);
            }
        });
    }

    /** Subsets all fonts and returns them as resources for every page. */
    PDResources finish() throws IOException {
        PDResources resources = new PDResources();
        for (DocumentFont font : fonts.values()) {
            font.finish(document);
            resources.put(font.resource(), font.pdf());
        }
        return resources;
    }
}
