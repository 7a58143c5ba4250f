package chalkgrad.source;

import chalkgrad.source.PageLayout.Bar;
import chalkgrad.source.Place.Unit;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.io.Writer;
import java.text.Normalizer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.contentstream.operator.OperatorProcessor;
import org.apache.pdfbox.contentstream.operator.markedcontent.BeginMarkedContentSequence;
import org.apache.pdfbox.contentstream.operator.markedcontent.BeginMarkedContentSequenceWithProperties;
import org.apache.pdfbox.contentstream.operator.markedcontent.EndMarkedContentSequence;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDSimpleFont;
import org.apache.pdfbox.pdmodel.font.PDVectorFont;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.jspecify.annotations.Nullable;

/**
 * A PDF that has text: its lines, page by page.
 *
 * <p>Formulas that say what they read as when they are copied are taken at their word; of others the layout is worked out.
 */
final class PdfText {
    private static final int MOST_PAGES = 200;
    /** On a page; more of them are a drawing, and to put them together would take long. */
    private static final int MOST_GLYPHS = 12_000;

    private static final int MOST_BARS = 2_000;

    /** A formula's number at the margin. */
    private static final Pattern NUMBER = Pattern.compile("\\(\\d{1,3}(?:\\.\\d{1,3})?[a-z]?\\)");

    private PdfText() {}

    /** Whether a file is a PDF; there may be something before it. */
    static boolean is(byte[] content) {
        for (int i = 0; i + 5 <= Math.min(content.length, 1024); i++) {
            if (content[i] == '%'
                    && content[i + 1] == 'P'
                    && content[i + 2] == 'D'
                    && content[i + 3] == 'F'
                    && content[i + 4] == '-') {
                return true;
            }
        }
        return false;
    }

    static Source read(byte[] content) throws Refusal {
        try (PDDocument document = Loader.loadPDF(content)) {
            if (document.getNumberOfPages() > MOST_PAGES) {
                throw new Refusal(
                        "it has " + document.getNumberOfPages() + " pages; at most " + MOST_PAGES + " are read");
            }
            var out = new SourceBuilder();
            int number = 0;
            boolean text = false;
            for (PDPage page : document.getPages()) {
                number++;
                var reader = new Reader(page);
                reader.read(document, number);
                text |= !reader.glyphs.isEmpty();
                if (reader.glyphs.size() > MOST_GLYPHS) {
                    throw new Refusal("page " + number + " has more than " + MOST_GLYPHS
                            + " characters; no page of a derivation is that full");
                }
                out.gap();
                page(PageLayout.lines(reader.glyphs, reader.bars), number, out);
            }
            if (!text) {
                throw new Refusal("this PDF has no text, only pictures, which are not read");
            }
            return out.build();
        } catch (InvalidPasswordException e) {
            throw new Refusal("this PDF is locked with a password");
        } catch (IOException e) {
            throw new Refusal("this PDF is damaged: " + e.getMessage());
        } catch (OutOfMemoryError e) {
            throw new Refusal("this PDF unpacks to far more than any derivation has");
        }
    }

    private static void page(List<PageLayout.Line> lines, int number, SourceBuilder out) throws Refusal {
        int before = 1;
        for (int i = 0; i < lines.size(); i++) {
            var place = new Place(Unit.PAGE, number, i + 1);
            String written = written(lines.get(i).text());
            if (lines.get(i).doubt()) {
                out.doubtful(written, place, Doubt.FLATTENED);
            } else {
                out.line(written, place);
            }
            int columns = columns(lines.get(i));
            boolean header = !lines.get(i).doubt() && before == 1 && columns > 1 && !written.contains("=");
            if (header && i + 1 < lines.size() && columns(lines.get(i + 1)) == columns) {
                out.line(Rows.rule(columns), place);
            }
            before = columns;
        }
    }

    private static int columns(PageLayout.Line line) {
        return line.text().split(PageLayout.ROOM).length;
    }

    /** A line in columns as a row of a table, so that nothing in it is taken for a product; the number of a formula is no column. */
    private static String written(String line) {
        List<String> cells = new ArrayList<>(List.of(line.split(PageLayout.ROOM)));
        boolean formula = cells.get(0).contains("=") || cells.get(0).contains("≈");
        if (cells.size() > 1
                && formula
                && NUMBER.matcher(cells.get(cells.size() - 1)).matches()) {
            cells.remove(cells.size() - 1);
        }
        return cells.size() == 1
                ? Tex.alone(cells.get(0))
                : Rows.row(cells.stream().map(cell -> Rows.cell(List.of(cell))).toList());
    }

    /** Collects what is on a page. */
    private static final class Reader extends PDFTextStripper {
        /** The brackets and signs of the fonts for large ones, by the beginnings of their names. */
        private static final Map<String, String> LARGE = Map.ofEntries(
                Map.entry("parenleft", "("),
                Map.entry("parenright", ")"),
                Map.entry("bracketleft", "["),
                Map.entry("bracketright", "]"),
                Map.entry("braceleft", "\\{"),
                Map.entry("braceright", "\\}"),
                Map.entry("summation", "∑"),
                Map.entry("product", "∏"),
                Map.entry("integral", "∫"),
                Map.entry("radical", "√"),
                Map.entry("slash", "/"),
                Map.entry("hat", "ˆ"),
                Map.entry("tilde", "˜"));

        private final List<Glyph> glyphs = new ArrayList<>();
        private final List<Bar> bars = new ArrayList<>();
        private final PDPage page;
        private final Deque<String> spans = new ArrayDeque<>();
        /** What is being collected of a span that says what it reads as. */
        private @Nullable Glyph span;

        private float penX;
        private float penY;

        Reader(PDPage page) {
            this.page = page;
            addOperator(new BeginMarkedContentSequence(this));
            addOperator(new BeginMarkedContentSequenceWithProperties(this));
            addOperator(new EndMarkedContentSequence(this));
            addOperator(new Rectangle(this));
            addOperator(new Pen(this, "m"));
            addOperator(new Pen(this, "l"));
            setSuppressDuplicateOverlappingText(false);
        }

        void read(PDDocument document, int number) throws IOException {
            setStartPage(number);
            setEndPage(number);
            writeText(document, Writer.nullWriter());
            flush();
        }

        // Text

        @Override
        protected void processTextPosition(TextPosition text) {
            String unicode = plain(text.getUnicode());
            double size = text.getFontSizeInPt() < 2 ? Math.max(2, 1.4 * text.getHeightDir()) : text.getFontSizeInPt();
            double left = text.getXDirAdj();
            double right = left + text.getWidthDirAdj();
            double baseline = text.getYDirAdj();
            if (glyphs.size() > MOST_GLYPHS || text.getDir() != 0 && text.getDir() != page.getRotation()) {
                return;
            }
            String reading =
                    spans.stream().filter(each -> !each.isEmpty()).findFirst().orElse("");
            if (!reading.isEmpty()) {
                Glyph here = Glyph.character(reading, left, right, baseline, size);
                span = span == null ? here : joined(span, here);
                return;
            }
            glyphs.add(large(text, left, right, baseline, size, unicode));
        }

        private static Glyph joined(Glyph a, Glyph b) {
            boolean main = b.size > a.size + 0.1;
            return Glyph.character(
                    a.text,
                    Math.min(a.left, b.left),
                    Math.max(a.right, b.right),
                    main ? b.baseline : a.baseline,
                    Math.max(a.size, b.size));
        }

        private static String plain(@Nullable String text) {
            if (text == null) {
                return "\uFFFD";
            }
            boolean ligature = text.codePoints().anyMatch(c -> c >= 0xFB00 && c <= 0xFB06);
            return ligature ? Normalizer.normalize(text, Normalizer.Form.NFKC) : text;
        }

        /** A sign of a font for large brackets hangs below its baseline; where it belongs is around its middle. */
        private static Glyph large(
                TextPosition text, double left, double right, double baseline, double size, String unicode) {
            PDFont font = text.getFont();
            String fontName = String.valueOf(font.getName()).toLowerCase(java.util.Locale.ROOT);
            boolean extension = fontName.contains("cmex")
                    || fontName.contains("mathex")
                    || fontName.contains("txex")
                    || fontName.contains("esint");
            String sign = unicode;
            int code = text.getCharacterCodes().length == 0 ? -1 : text.getCharacterCodes()[0];
            String name = font instanceof PDSimpleFont simple && simple.getEncoding() != null
                    ? String.valueOf(simple.getEncoding().getName(code))
                    : "";
            if (extension || name.equals("radical")) {
                boolean piece = name.endsWith("tp")
                        || name.endsWith("bt")
                        || name.endsWith("ex")
                        || name.endsWith("mid")
                        || name.endsWith("vertex");
                sign = piece
                        ? "\uFFFD"
                        : LARGE.entrySet().stream()
                                .filter(each -> name.startsWith(each.getKey()))
                                .map(Map.Entry::getValue)
                                .findFirst()
                                .orElse(unicode);
                Rectangle2D box = box(font, code);
                if (box != null) {
                    double top = baseline - box.getMaxY() / 1000 * size;
                    double bottom = baseline - box.getMinY() / 1000 * size;
                    return Glyph.centred(sign, left, right, (top + bottom) / 2, top, bottom, size);
                }
            }
            return Glyph.character(sign, left, right, baseline, size);
        }

        private static @Nullable Rectangle2D box(PDFont font, int code) {
            try {
                return font instanceof PDVectorFont outlines
                        ? outlines.getNormalizedPath(code).getBounds2D()
                        : null;
            } catch (IOException e) {
                return null;
            }
        }

        // Spans that say what they read as

        @Override
        public void beginMarkedContentSequence(COSName tag, @Nullable COSDictionary properties) {
            String reading = properties == null ? null : properties.getString(COSName.ACTUAL_TEXT);
            spans.push(reading == null ? "" : formula(reading));
            super.beginMarkedContentSequence(tag, properties);
        }

        @Override
        public void endMarkedContentSequence() {
            boolean reading = !spans.isEmpty() && !spans.pop().isEmpty();
            if (reading && spans.stream().allMatch(String::isEmpty)) {
                flush();
            }
            super.endMarkedContentSequence();
        }

        private static String formula(String reading) {
            boolean tex = reading.contains("\\") || reading.contains("_{") || reading.contains("^{");
            return tex && !reading.contains("$") ? Tex.inline(MathMl.tex(reading)) : reading;
        }

        private void flush() {
            if (span != null) {
                glyphs.add(span);
                span = null;
            }
        }

        // Bars

        private void bar(double x, double y, double width, double height) {
            Point2D a = transformedPoint((float) x, (float) y);
            Point2D b = transformedPoint((float) (x + width), (float) (y + height));
            double tall = Math.abs(a.getY() - b.getY());
            double wide = Math.abs(a.getX() - b.getX());
            if (tall < 2 && wide > 2.5 && wide > 2 * tall && page.getRotation() == 0 && bars.size() < MOST_BARS) {
                PDRectangle crop = page.getCropBox();
                double from = Math.min(a.getX(), b.getX()) - crop.getLowerLeftX();
                double middle = (a.getY() + b.getY()) / 2 - crop.getLowerLeftY();
                bars.add(new Bar(from, from + wide, crop.getHeight() - middle));
            }
        }

        /** A filled rectangle. */
        private static final class Rectangle extends OperatorProcessor {
            private final Reader reader;

            Rectangle(Reader reader) {
                super(reader);
                this.reader = reader;
            }

            @Override
            public void process(Operator operator, List<COSBase> operands) {
                float[] at = numbers(operands);
                if (at.length == 4) {
                    reader.bar(at[0], at[1], at[2], at[3]);
                }
            }

            @Override
            public String getName() {
                return "re";
            }
        }

        /** A line that is drawn. */
        private static final class Pen extends OperatorProcessor {
            private final Reader reader;
            private final String name;

            Pen(Reader reader, String name) {
                super(reader);
                this.reader = reader;
                this.name = name;
            }

            @Override
            public void process(Operator operator, List<COSBase> operands) {
                float[] at = numbers(operands);
                if (at.length == 2) {
                    if (name.equals("l")) {
                        reader.bar(reader.penX, reader.penY, at[0] - reader.penX, at[1] - reader.penY);
                    }
                    reader.penX = at[0];
                    reader.penY = at[1];
                }
            }

            @Override
            public String getName() {
                return name;
            }
        }

        private static float[] numbers(List<COSBase> operands) {
            float[] numbers = new float[operands.size()];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = operands.get(i) instanceof COSNumber number ? number.floatValue() : Float.NaN;
            }
            return numbers;
        }
    }
}
