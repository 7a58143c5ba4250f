package chalkgrad.write.pdf;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/** A font inside one document: the glyphs that were used, and what text they stand for. */
final class DocumentFont {
    private static final int ENTRIES_PER_BLOCK = 100; // a limit of the CMap format

    private final FontFile file;
    private final PDType0Font font;
    private final COSName resource;
    private final Map<Integer, String> used = new TreeMap<>();

    DocumentFont(PDDocument document, FontFile file, COSName resource) throws IOException {
        this.file = file;
        this.resource = resource;
        font = PDType0Font.load(document, file.trueType(), true);
    }

    FontFile file() {
        return file;
    }

    COSName resource() {
        return resource;
    }

    PDType0Font pdf() {
        return font;
    }

    void use(int glyph, String text) {
        used.putIfAbsent(glyph, text);
    }

    /** Cuts the font down to what was used; called once, when all pages are written. */
    void finish(PDDocument document) throws IOException {
        font.addGlyphsToSubset(used.keySet());
        font.subset();
        COSDictionary descriptor = font.getDescendantFont().getFontDescriptor().getCOSObject();
        try (InputStream program = descriptor.getCOSStream(COSName.FONT_FILE2).createInputStream()) {
            byte[] unhinted = Unhinted.of(program.readAllBytes());
            COSStream stream = stream(document, unhinted);
            stream.setInt(COSName.LENGTH1, unhinted.length);
            descriptor.setItem(COSName.FONT_FILE2, stream);
        }
        // Ours knows ligatures and the symbols of mathematical fonts, whose codes are no Unicode.
        font.getCOSObject().setItem(COSName.TO_UNICODE, stream(document, toUnicode().getBytes(StandardCharsets.US_ASCII)));
    }

    private static COSStream stream(PDDocument document, byte[] content) throws IOException {
        COSStream stream = document.getDocument().createCOSStream();
        try (OutputStream out = stream.createOutputStream(COSName.FLATE_DECODE)) {
            out.write(content);
        }
        return stream;
    }

    private String toUnicode() {
        StringBuilder map = new StringBuilder(
                """
                /CIDInit /ProcSet findresource begin
                12 dict begin
                begincmap
                /CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def
                /CMapName /Adobe-Identity-UCS def
                /CMapType 2 def
                1 begincodespacerange
                <0000> <FFFF>
                endcodespacerange
                """);
        int left = used.size();
        int inBlock = 0;
        for (Map.Entry<Integer, String> glyph : used.entrySet()) {
            if (inBlock == 0) {
                map.append(Math.min(left, ENTRIES_PER_BLOCK)).append(" beginbfchar\n");
            }
            map.append('<').append(Hex.unit(glyph.getKey())).append("> <").append(Hex.utf16(glyph.getValue())).append(">\n");
            left--;
            inBlock++;
            if (inBlock == ENTRIES_PER_BLOCK || left == 0) {
                map.append("endbfchar\n");
                inBlock = 0;
            }
        }
        return map.append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n").toString();
    }
}
