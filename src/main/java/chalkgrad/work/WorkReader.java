package chalkgrad.work;

import chalkgrad.source.Doubt;
import chalkgrad.source.Markup;
import chalkgrad.source.Source;
import chalkgrad.source.SourceReader;
import chalkgrad.work.Work.Chain;
import chalkgrad.work.Work.Formula;
import chalkgrad.work.Work.Side;
import chalkgrad.work.Work.Unread;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Reads a derivation in whatever file it was handed in.
 *
 * <p>{@code WorkReader.read("mina.md", bytes)} is a {@link Work}, or says why no text can be taken out of the bytes.
 */
public final class WorkReader {
    private static final Pattern RELATION = Pattern.compile("[=≈≃≅←≔]");

    private WorkReader() {}

    /** What came of reading. */
    public sealed interface Result {
        /** It is a text. */
        record Read(Work work) implements Result {}

        /** It is none; the message says why, for a person, in English. */
        record Refused(String message) implements Result {}
    }

    /** Reads a file's content; the name's ending tells an answer sheet from a text. */
    public static Result read(String name, byte[] content) {
        return read(name, content, Set.of());
    }

    /**
     * Reads a file's content.
     *
     * @param words names of several letters that are to be read as one where they stand without any sign of it, {@code margin}
     */
    public static Result read(String name, byte[] content, Set<String> words) {
        SourceReader.Result taken = SourceReader.read(name, content);
        if (taken instanceof SourceReader.Result.Refused refused) {
            return new Result.Refused(refused.message());
        }
        Source source = ((SourceReader.Result.Taken) taken).source();
        int[] points = source.text().codePoints().toArray();
        var lines = new Lines(points);
        return new Result.Read(new Work(
                name, all(lines), sure(formulas(name, source, points, lines, words), source, lines), source.places()));
    }

    private static List<Formula> formulas(String name, Source source, int[] points, Lines lines, Set<String> words) {
        if (source.markup() == Markup.SHEET) {
            return SheetReader.read(name, source.text(), lines, words);
        }
        var collector = new Collector(OwnNames.of(source.text(), words));
        new DocumentScanner(points, lines, collector, words, source.markup() == Markup.LATEX)
                .run(OwnNames.isProgram(source.text()));
        return collector.formulas();
    }

    /** Formulas on lines that were not taken out surely are not judged: what is wrong there may be the taking out. */
    private static List<Formula> sure(List<Formula> formulas, Source source, Lines lines) {
        if (source.doubts().isEmpty()) {
            return formulas;
        }
        var sure = new ArrayList<Formula>();
        var lost = new TreeMap<>(source.doubts());
        // Of a layout that was lost only what says something is a formula.
        lost.entrySet()
                .removeIf(line -> line.getValue() != Doubt.PICTURE
                        && !RELATION.matcher(lines.line(line.getKey() - 1)).find());
        for (Formula formula : formulas) {
            Optional<Integer> doubtful = linesOf(formula).stream()
                    .filter(source.doubts()::containsKey)
                    .sorted()
                    .findFirst();
            doubtful.ifPresentOrElse(line -> lost.put(line, source.doubts().get(line)), () -> sure.add(formula));
        }
        lost.forEach((line, doubt) -> {
            String text = lines.line(line - 1).strip();
            var unread = new Unread(
                    line,
                    1,
                    text,
                    ParseExpectation.of(
                            doubt == Doubt.PICTURE ? ParseExpectation.Kind.PICTURE : ParseExpectation.Kind.FLATTENED),
                    ParseExpectation.of(ParseExpectation.Kind.TYPED));
            int at = 0;
            while (at < sure.size() && sure.get(at).line() <= line) {
                at++;
            }
            sure.add(at, unread);
        });
        return sure;
    }

    private static Set<Integer> linesOf(Formula formula) {
        var found = new HashSet<Integer>(Set.of(formula.line()));
        if (formula instanceof Chain chain) {
            chain.sides().stream().map(Side::line).forEach(found::add);
        }
        return found;
    }

    private static List<String> all(Lines lines) {
        var all = new ArrayList<String>();
        for (int i = 0; i < lines.count(); i++) {
            all.add(lines.line(i));
        }
        return all;
    }
}
