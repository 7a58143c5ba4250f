package chalkgrad.write.pdf;

import chalkgrad.write.TexEngine;
import chalkgrad.write.TexResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;

/**
 * Sets many documents in one run of TeX, which spends most of its time on starting, and takes the pages apart again.
 *
 * <p>{@code new TexBatch(engine).run(sources)} has a result for each source, in their order.
 *
 * <p>Documents with the same preamble, but for their titles, are set together, each with pages counted from one and labels of its own. A run
 * that fails is divided until the documents that break it stand alone; the others are made. The documents have neither bookmarks nor
 * links, which a document that is set alone has. The same sources give the same bytes. May be used by several threads at once.
 */
public final class TexBatch {
    /** So many documents take a minute or less, and tens of megabytes. */
    private static final int MOST = 250;

    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration EACH = Duration.ofSeconds(2);
    private static final Duration ALONE = Duration.ofMinutes(2);

    private static final String BEGIN = "\\begin{document}";
    private static final String END = "\\end{document}";
    private static final String TITLE = "pdftitle={";
    private static final Pattern MARK = Pattern.compile("(?m)^chalkgrad-batch (begin|end) (\\d+)(?: (-?\\d+))?$");

    /** Before everything: nothing that a page cut out could not have. */
    private static final String BEFORE = "\\PassOptionsToPackage{bookmarks=false}{hyperref}\n";

    /**
     * A label is known as itself only while its own document is set: when the labels of the last run are read, each becomes a part of its
     * document's list, which is gone through where the document begins.
     */
    private static final String RULES = """
            \makeatletter
            \newcount\chalkgrad@document
            \newcount\chalkgrad@reading
            \def\chalkgrad@newlabel#1#2{%
              \expandafter\gdef\csname chalkgrad@labels@\the\chalkgrad@reading\expandafter\expandafter\expandafter\endcsname
              \expandafter\expandafter\expandafter{\csname chalkgrad@labels@\the\chalkgrad@reading\endcsname\@namedef{r@#1}{#2}}}
            """;

    private final TexEngine engine;

    public TexBatch(TexEngine engine) {
        this.engine = engine;
    }

    /**
     * A document to be set.
     *
     * @param text the whole of it, from the document class on
     * @param title what the file is to be called by readers' programs
     * @param language {@code "en"} or {@code "ko"}
     */
    public record Source(String text, String title, String language) {}
}
