package chalkgrad.write.pdf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSFloat;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.jspecify.annotations.Nullable;

/**
 * A font inside one document: the glyphs that were used, numbered in the order of their first use.
 *
 * <p>{@code font.code(glyph, "ffi")} is what stands for the glyph on a page; a glyph that stands for two texts has two
 * codes. PDFBox could embed fonts as well, but goes through all glyphs of a font for it, in every document.
 */
final class DocumentFont {
    private static final int ENTRIES_PER_BLOCK = 100; // a limit of the CMap format
    private static final int SYMBOLIC = 4;
    private static final int STEM = 80; // only for viewers that have lost the font

    private final FontFile file;
    private final COSName resource;
    private final Map<Use, Integer> codes = new LinkedHashMap<>();
    private boolean digits;

    /** A glyph that stands for a text. */
    record Use(int glyph, String text) {
        /** A letter's glyph and the letter itself mostly lie a fixed distance apart, which must not show. */
        @Override
        public int hashCode() {
            return glyph * 0x9E3779B1 ^ text.hashCode();
        }

        /** By hand, as this is asked for each glyph on each page. */
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Use use && glyph == use.glyph && text.equals(use.text);
        }
    }

    DocumentFont(FontFile file, COSName resource) {
        this.file = file;
        this.resource = resource;
    }

    COSName resource() {
        return resource;
    }

    /**
     * From 1: code 0 is the glyph for what is missing, and nothing is.
     *
     * <p>Where one digit comes all ten come, in their order: documents that differ in their numbers only have the same fonts.
     */
    int code(int glyph, String text) {
        Use use = new Use(glyph, text);
        Integer known = codes.get(use);
        if (known != null) {
            return known;
        }
        if (!digits && isDigit(text) && file.glyph(text.charAt(0)) == glyph) {
            digits = true;
            for (char digit = '0'; digit <= '9'; digit++) {
                codes.putIfAbsent(new Use(file.glyph(digit), String.valueOf(digit)), codes.size() + 1);
            }
        } else {
            codes.put(use, codes.size() + 1);
        }
        return codes.getOrDefault(use, 0);
    }

    private static boolean isDigit(String text) {
        return text.length() == 1 && text.charAt(0) >= '0' && text.charAt(0) <= '9';
    }

    /** Writes the font, when all pages are drawn. */
    COSDictionary embed(PDDocument document, FontPrograms programs) throws IOException {
        FontPrograms.Program program = programs.of(file, List.copyOf(codes.keySet()), this::program);
        COSArray widths = new COSArray();
        for (Use use : codes.keySet()) {
            widths.add(new COSFloat((float) (Math.round(file.advance(use.glyph) * 100_000) / 100.0)));
        }
        COSName name = COSName.getPDFName(program.tag() + '+' + file.name());
        COSDictionary system = new COSDictionary();
        system.setItem(COSName.REGISTRY, new COSString("Adobe"));
        system.setItem(COSName.ORDERING, new COSString("Identity"));
        system.setInt(COSName.SUPPLEMENT, 0);
        COSDictionary descendant = dictionary(COSName.FONT);
        descendant.setItem(COSName.SUBTYPE, COSName.CID_FONT_TYPE2);
        descendant.setItem(COSName.BASE_FONT, name);
        descendant.setItem(COSName.CIDSYSTEMINFO, system);
        descendant.setItem(COSName.FONT_DESC, descriptor(document, name, program));
        descendant.setItem(COSName.CID_TO_GID_MAP, COSName.IDENTITY);
        descendant.setItem(COSName.W, array(COSInteger.ONE, widths));
        COSDictionary font = dictionary(COSName.FONT);
        font.setItem(COSName.SUBTYPE, COSName.TYPE0);
        font.setItem(COSName.BASE_FONT, name);
        font.setItem(COSName.ENCODING, COSName.IDENTITY_H);
        font.setItem(COSName.DESCENDANT_FONTS, array(descendant));
        font.setItem(COSName.TO_UNICODE, Canvas.stream(document, program.toUnicode()));
        return font;
    }

    private FontPrograms.Program program(Packer packer) {
        List<Integer> glyphs = new ArrayList<>(List.of(0));
        codes.keySet().forEach(use -> glyphs.add(use.glyph));
        byte[] subset = Subset.of(file, glyphs);
        byte[] toUnicode = toUnicode().getBytes(StandardCharsets.US_ASCII);
        return new FontPrograms.Program(tag(glyphs), packer.pack(subset), subset.length, packer.pack(toUnicode));
    }

    private COSDictionary descriptor(PDDocument document, COSName name, FontPrograms.Program program)
            throws IOException {
        COSStream stream = Canvas.stream(document, program.packed());
        stream.setInt(COSName.LENGTH1, program.length());
        ByteBuffer head = ByteBuffer.wrap(file.header("head", 54));
        ByteBuffer horizontal = ByteBuffer.wrap(file.header("hhea", 36));
        COSArray box = new COSArray();
        for (int edge = 36; edge <= 42; edge += 2) {
            box.add(COSInteger.get(thousandths(head.getShort(edge))));
        }
        COSDictionary descriptor = dictionary(COSName.FONT_DESC);
        descriptor.setItem(COSName.FONT_NAME, name);
        descriptor.setInt(COSName.FLAGS, SYMBOLIC);
        descriptor.setItem(COSName.FONT_BBOX, box);
        descriptor.setInt(COSName.ITALIC_ANGLE, 0);
        descriptor.setInt(COSName.ASCENT, thousandths(horizontal.getShort(4)));
        descriptor.setInt(COSName.DESCENT, thousandths(horizontal.getShort(6)));
        descriptor.setInt(COSName.CAP_HEIGHT, thousandths(horizontal.getShort(4)));
        descriptor.setInt(COSName.STEM_V, STEM);
        descriptor.setItem(COSName.FONT_FILE2, stream);
        return descriptor;
    }

    private int thousandths(short units) {
        return Math.round(units * 1000f / file.unitsPerEm());
    }

    private static COSDictionary dictionary(COSName type) {
        COSDictionary dictionary = new COSDictionary();
        dictionary.setItem(COSName.TYPE, type);
        return dictionary;
    }

    private static COSArray array(COSBase... items) {
        return new COSArray(List.of(items));
    }

    /** Six letters that tell two subsets of a font apart. */
    private static String tag(List<Integer> glyphs) {
        CRC32 sum = new CRC32();
        sum.update(glyphs.toString().getBytes(StandardCharsets.US_ASCII));
        StringBuilder tag = new StringBuilder();
        for (long rest = sum.getValue(); tag.length() < 6; rest /= 26) {
            tag.append((char) ('A' + rest % 26));
        }
        return tag.toString();
    }

    private String toUnicode() {
        StringBuilder map = new StringBuilder("""
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
        List<Use> all = List.copyOf(codes.keySet());
        for (int from = 0; from < all.size(); from += ENTRIES_PER_BLOCK) {
            int to = Math.min(from + ENTRIES_PER_BLOCK, all.size());
            map.append(to - from).append(" beginbfchar\n");
            for (int i = from; i < to; i++) {
                map.append('<')
                        .append(Hex.unit(i + 1))
                        .append("> <")
                        .append(Hex.utf16(all.get(i).text))
                        .append(">\n");
            }
            map.append("endbfchar\n");
        }
        return map.append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n")
                .toString();
    }
}
