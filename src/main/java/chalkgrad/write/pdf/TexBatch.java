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
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.jspecify.annotations.Nullable;

/**
 * Sets many documents in one run of TeX, which spends most of its time on starting, and takes the pages apart again.
 *
 * <p>{@code new TexBatch(engine).run(sources)} has a result for each source, in their order.
 *
 * <p>Documents whose preambles differ in the title at most are set together, each with pages counted from one and labels of its own. A run
 * that fails is halved until the documents that break it stand alone; then the others are set together once more, so that a run which fails for
 * a reason outside of the documents leaves no trace. The files have neither bookmarks nor links, which those of a document that is set alone have.
 *
 * <p>The same sources give the same bytes. A file's bytes depend on the documents beside it, since each font has the letters of all of them and
 * its name is by the order of their first use; what is seen does not. May be used by several threads at once.
 */
public final class TexBatch {
    /** So many documents take less than a minute, and tens of megabytes. */
    private static final int MOST = 250;

    /** The sheets of so many variants, two each, make a run. */
    private static final int LARGEST_BUNDLE = MOST / 2;

    private static final int SMALLEST_BUNDLE = 8;

    /** A run is no longer than this part of the work, for several cores and parts to share in. */
    private static final int BUNDLES = 8;

    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration EACH = Duration.ofSeconds(2);
    private static final Duration ALONE = Duration.ofMinutes(2);

    /** Bytes. */
    private static final long ROOM_EACH = 1 << 19;

    private static final String BEGIN = "\\begin{document}";
    private static final String END = "\\end{document}";
    private static final String TITLE = "pdftitle={";
    private static final Pattern MARK = Pattern.compile("(?m)^chalkgrad-batch (begin|end) (\\d+)(?: (-?\\d+))?$");

    /**
     * The head of a long table is set before the rows whose widths it needs, for which a table would want a second run; so its widths are
     * measured first, all rows at once, and written down as what an earlier run has found.
     *
     * <p>Where a document begins, its number goes into the list of labels, so that the next run reads each label as that of its document;
     * while a document is set, its labels are known by their plain names.
     *
     * <p>A bookmark that is not written leaves what it would be in the list of the page, as spaces do not join across it.
     */
    private static final String RULES = """
            \\makeatletter
            \\def\\chalkgrad@now{}
            \\def\\chalkgrad@use#1{}
            \\def\\chalkgradreads#1{\\gdef\\chalkgrad@now{#1}\\expandafter\\gdef\\csname chalkgrad@labels@#1\\endcsname{}}
            \\let\\chalkgrad@newl@bel\\@newl@bel
            \\def\\@newl@bel#1#2#3{%
              \\ifx\\chalkgrad@now\\@empty\\else
                \\expandafter\\g@addto@macro\\csname chalkgrad@labels@\\chalkgrad@now\\endcsname{\\chalkgrad@use{#1@}{#2}}\\fi
              \\chalkgrad@newl@bel{#1}{\\chalkgrad@now:#2}{#3}}
            \\let\\chalkgrad@testdef\\@testdef
            \\def\\@testdef#1#2#3{\\chalkgrad@testdef{#1}{\\chalkgrad@now:#2}{#3}}
            \\@ifundefined{Hy@writebookmark}{}{\\def\\Hy@writebookmark#1#2#3#4#5{\\write\\m@ne{}}}
            \\def\\chalkgrad@kept#1#2{\\noexpand\\LT@entry{0}{#2}}
            \\def\\chalkgrad@measure#1#2{%
              \\edef\\chalkgrad@restore{\\global\\c@table\\the\\c@table\\relax \\global\\c@LT@tables\\the\\c@LT@tables\\relax}%
              \\begingroup
                \\LTchunksize\\maxdimen
                \\let\\endhead\\@empty \\let\\endfirsthead\\@empty \\let\\endfoot\\@empty \\let\\endlastfoot\\@empty
                \\expandafter\\let\\csname LT@\\romannumeral\\numexpr\\c@LT@tables+1\\relax\\endcsname\\relax
                \\LT@array[x]{#1}#2\\crcr
                \\noalign{\\let\\LT@entry\\LT@entry@chop \\xdef\\LT@save@row{\\LT@save@row}}%
                \\LT@echunk
                \\LT@get@widths
                \\let\\LT@entry\\chalkgrad@kept
                \\expandafter\\xdef\\csname LT@\\romannumeral\\c@LT@tables\\endcsname{\\LT@save@row}%
              \\endgroup
              \\chalkgrad@restore}
            \\@ifpackageloaded{longtable}{%
              \\let\\chalkgrad@longtable\\longtable
              \\let\\chalkgrad@endlongtable\\endlongtable
              \\RenewDocumentEnvironment{longtable}{o m +b}{%
                \\chalkgrad@measure{#2}{#3}%
                \\IfNoValueTF{#1}{\\chalkgrad@longtable}{\\chalkgrad@longtable[#1]}{#2}#3\\chalkgrad@endlongtable}{}}{}
            \\def\\chalkgradbegin#1{%
              \\clearpage
              \\@for\\chalkgrad@counter:=page,section,subsection,subsubsection,equation,figure,table,footnote\\do{%
                \\@ifundefined{c@\\chalkgrad@counter}{}{\\setcounter{\\chalkgrad@counter}{0}}}%
              \\setcounter{page}{1}%
              \\immediate\\write\\@auxout{\\string\\chalkgradreads{#1}}%
              \\typeout{chalkgrad-batch begin #1}%
              \\begingroup
              \\def\\chalkgrad@use##1##2{\\expandafter\\let\\csname ##1##2\\expandafter\\endcsname\\csname ##1#1:##2\\endcsname}%
              \\csname chalkgrad@labels@#1\\endcsname}
            \\def\\chalkgradend#1{\\par\\clearpage
              \\typeout{chalkgrad-batch end #1 \\number\\numexpr\\value{page}-1\\relax}\\endgroup}
            \\makeatother
            """;

    /** There are no bookmarks, and none were there before either: or else hyperref would ask for another run. */
    private static final String EMPTY_OUTLINES = "\\immediate\\openout15=\\jobname.out \\immediate\\closeout15\n";

    private final TexEngine engine;

    public TexBatch(TexEngine engine) {
        this.engine = engine;
    }

    /**
     * A document to be set.
     *
     * @param text the whole of it, from the document class on
     * @param title what the file says that it is called
     * @param language {@code "en"} or {@code "ko"}
     */
    public record Source(String text, String title, String language) {}

    /** A source that can be set together with others: what stands before its document, but for the title, and what is in it. */
    private record Part(int index, Source source, String preamble, String body) {
        static Optional<Part> of(int index, Source source) {
            String text = source.text();
            int begin = text.indexOf(BEGIN);
            int end = text.lastIndexOf(END);
            if (begin < 0 || end < begin || text.indexOf(BEGIN, begin + 1) >= 0) {
                return Optional.empty();
            }
            return Optional.of(new Part(
                    index, source, untitled(text.substring(0, begin)), text.substring(begin + BEGIN.length(), end)));
        }

        private static String untitled(String preamble) {
            int at = preamble.indexOf(TITLE);
            return at < 0
                    ? preamble
                    : preamble.substring(0, at + TITLE.length())
                            + preamble.substring(LatexText.endOfGroup(preamble, at + TITLE.length() - 1) - 1);
        }
    }

    /**
     * How many of so many variants, of two documents each, are best set in one run. It depends on their number alone, neither on threads nor on
     * what has been made before, as what is set together shares its fonts and so has a say in the bytes.
     */
    public static int bundle(int count) {
        return Math.max(SMALLEST_BUNDLE, Math.min(LARGEST_BUNDLE, (count + BUNDLES - 1) / BUNDLES));
    }

    /** A result for each source, in their order. */
    public List<TexResult> run(List<Source> sources) {
        TexResult[] results = new TexResult[sources.size()];
        Map<String, List<Part>> together = new LinkedHashMap<>();
        for (int i = 0; i < sources.size(); i++) {
            Optional<Part> part = Part.of(i, sources.get(i));
            if (part.isPresent()) {
                together.computeIfAbsent(part.get().preamble(), preamble -> new ArrayList<>())
                        .add(part.get());
            } else {
                results[i] = engine.run(sources.get(i).text(), ALONE);
            }
        }
        for (List<Part> parts : together.values()) {
            for (int from = 0; from < parts.size(); from += MOST) {
                set(parts.subList(from, Math.min(from + MOST, parts.size())), results);
            }
        }
        return List.of(results);
    }

    private void set(List<Part> parts, @Nullable TexResult[] results) {
        List<TexResult> made = together(parts);
        if (made.isEmpty()) {
            halve(parts, results);
            List<Part> good = parts.stream()
                    .filter(part -> results[part.index()] instanceof TexResult.Pdf)
                    .toList();
            // By themselves they have fonts of their own, so that their bytes would tell how the halves fell.
            keep(good.size() > 1 ? together(good) : List.of(), good, results);
        }
        keep(made, parts, results);
    }

    /** Sets documents that cannot be set together. */
    private void halve(List<Part> parts, @Nullable TexResult[] results) {
        if (parts.size() == 1) {
            // What fails among others is told as it fails by itself.
            Part only = parts.get(0);
            results[only.index()] = engine.run(only.source().text(), ALONE);
            return;
        }
        int middle = parts.size() / 2;
        for (List<Part> half : List.of(parts.subList(0, middle), parts.subList(middle, parts.size()))) {
            List<TexResult> made = together(half);
            if (made.isEmpty()) {
                halve(half, results);
            }
            keep(made, half, results);
        }
    }

    private static void keep(List<TexResult> made, List<Part> parts, @Nullable TexResult[] results) {
        for (int i = 0; i < made.size(); i++) {
            results[parts.get(i).index()] = made.get(i);
        }
    }

    /** The documents out of one run; none where it failed or its pages cannot be told apart. */
    private List<TexResult> together(List<Part> parts) {
        StringBuilder text =
                new StringBuilder(EMPTY_OUTLINES + "\\PassOptionsToPackage{pdfpagelabels=false}{hyperref}\n");
        text.append(parts.get(0).preamble()).append(RULES).append(BEGIN).append('\n');
        for (int i = 0; i < parts.size(); i++) {
            text.append("\\chalkgradbegin{").append(i).append("}\n");
            text.append(parts.get(i).body())
                    .append("\n\n\\chalkgradend{")
                    .append(i)
                    .append("}\n");
        }
        Duration limit = START.plus(EACH.multipliedBy(parts.size()));
        TexEngine.Run run =
                engine.runWithLog(text.append(END).append('\n').toString(), limit, ROOM_EACH * parts.size());
        if (!(run.result() instanceof TexResult.Pdf pdf)) {
            return List.of();
        }
        try (PDDocument document = Loader.loadPDF(pdf.bytes())) {
            return split(document, parts, run.log());
        } catch (IOException e) {
            return List.of();
        }
    }

    private static List<TexResult> split(PDDocument document, List<Part> parts, String log) throws IOException {
        int[] counts = new int[parts.size()];
        int[] starts = new int[parts.size()];
        String[] logs = new String[parts.size()];
        for (Matcher mark = MARK.matcher(log); mark.find(); ) {
            int number = Integer.parseInt(mark.group(2));
            if (number >= parts.size()) {
                return List.of();
            } else if (mark.group(1).equals("begin")) {
                starts[number] = mark.end();
            } else if (mark.group(3) != null) {
                counts[number] = Integer.parseInt(mark.group(3));
                logs[number] = log.substring(Math.min(starts[number], mark.start()), mark.start());
            }
        }
        boolean known = Arrays.stream(counts).allMatch(count -> count > 0)
                && Arrays.stream(counts).sum() == document.getNumberOfPages();
        if (!known) {
            return List.of();
        }
        List<TexResult> results = new ArrayList<>();
        int page = 0;
        for (int i = 0; i < counts.length; i++) {
            var out = new ByteArrayOutputStream(1 << 17);
            PageFile file = new PageFile(out);
            file.add(document, page, page + counts[i]);
            Source source = parts.get(i).source();
            file.finish(source.title(), source.language());
            page += counts[i];
            results.add(new TexResult.Pdf(out.toByteArray(), TexEngine.warnings(Objects.requireNonNull(logs[i]))));
        }
        return results;
    }
}
