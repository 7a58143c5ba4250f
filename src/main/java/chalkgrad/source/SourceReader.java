package chalkgrad.source;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Takes the text out of a file, whatever it is.
 *
 * <p>{@code SourceReader.read("mina.ipynb", bytes)} is the text of all cells, or says why there is none.
 */
public final class SourceReader {
    /** What can be read, for messages. */
    static final String EXPECTED =
            "expected a text, Markdown, LaTeX, HTML, a notebook (.ipynb), a Word file (.docx) or a PDF with text";

    /** What to do with files of other programs. */
    private static final Map<String, String> ADVICE = Map.of(
            "an RTF document", "save it as .docx or as a text",
            "an old office document", "save it as .docx or as a PDF",
            "an OpenDocument text", "save it as .docx or as a PDF",
            "a HWP document", "save it as .docx or as a PDF",
            "a PNG picture", "formulas in pictures are not read",
            "a JPEG picture", "formulas in pictures are not read",
            "a GIF picture", "formulas in pictures are not read",
            "a picture", "formulas in pictures are not read");

    private SourceReader() {}

    /** What came of reading. */
    public sealed interface Result {
        /** There is a text. */
        record Taken(Source source) implements Result {}

        /** There is none; the message says why, for a person, in English. */
        record Refused(String message) implements Result {}
    }

    /**
     * The text of a file.
     *
     * @param name the file's name, whose ending tells formats apart that look alike
     */
    public static Result read(String name, byte[] content) {
        try {
            return new Result.Taken(source(name.toLowerCase(Locale.ROOT), content));
        } catch (Refusal refusal) {
            return new Result.Refused(refusal.message());
        }
    }

    private static Source source(String name, byte[] content) throws Refusal {
        if (PdfText.is(content)) {
            return PdfText.read(content);
        } else if (SafeZip.is(content)) {
            return WordDocument.read(content);
        }
        String kind = Decoder.kind(content);
        if (!kind.isEmpty()) {
            throw new Refusal("this is " + kind + "; " + ADVICE.getOrDefault(kind, EXPECTED));
        }
        boolean page = isOne(name, List.of(".html", ".htm", ".xhtml"));
        Optional<Charset> declared = page ? WebPage.charset(content) : Optional.empty();
        if (declared.isPresent()) {
            return WebPage.read(
                    new String(content, declared.get()).replace("\r\n", "\n").replace('\r', '\n'));
        }
        boolean container = page || name.endsWith(".ipynb");
        String text = text(content, container ? WebPage.MOST_BYTES : Decoder.MOST_BYTES);
        if (name.endsWith(".ipynb") || name.endsWith(".json") && Notebook.is(text)) {
            return Notebook.read(text);
        } else if (page || WebPage.is(text)) {
            return WebPage.read(text);
        } else if (isOne(name, List.of(".yaml", ".yml", ".json"))) {
            return Source.plain(text, Markup.SHEET);
        } else if (name.endsWith(".tex") || text.contains("\\documentclass") || text.contains("\\begin{document}")) {
            return Source.plain(text, Markup.LATEX);
        }
        return MarkdownTables.flattened(text);
    }

    private static boolean isOne(String name, List<String> endings) {
        return endings.stream().anyMatch(name::endsWith);
    }

    private static String text(byte[] content, int most) throws Refusal {
        Decoder.Result decoded = Decoder.decode(content, most);
        if (decoded instanceof Decoder.Result.None none) {
            throw new Refusal(none.message());
        }
        return ((Decoder.Result.Text) decoded).text();
    }
}
