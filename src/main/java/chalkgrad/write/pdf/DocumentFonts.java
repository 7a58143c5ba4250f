package chalkgrad.write.pdf;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDResources;

/** The fonts one document uses, named {@code F0}, {@code F1}, … in the order of their first use. */
final class DocumentFonts {
    private final FontPrograms programs;
    private final Map<FontFile, DocumentFont> fonts = new LinkedHashMap<>();

    DocumentFonts(FontPrograms programs) {
        this.programs = programs;
    }

    DocumentFont of(FontFile file) {
        DocumentFont known = fonts.get(file);
        return known != null
                ? known
                : fonts.computeIfAbsent(file, f -> new DocumentFont(f, COSName.getPDFName("F" + fonts.size())));
    }

    /** Embeds all fonts and returns them as resources for every page. */
    PDResources finish(PDDocument document) throws IOException {
        COSDictionary dictionary = new COSDictionary();
        for (DocumentFont font : fonts.values()) {
            dictionary.setItem(font.resource(), font.embed(document, programs));
        }
        PDResources resources = new PDResources();
        resources.getCOSObject().setItem(COSName.FONT, dictionary);
        return resources;
    }
}
