package chalkgrad.problem;

import chalkgrad.model.Problem;
import chalkgrad.model.Problem.NotationChoice;
import chalkgrad.model.Task;
import chalkgrad.problem.Value.Mapping;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads problem files.
 *
 * <p>{@code ProblemReader.read("sheet.yaml", bytes)} gives the problems sheet, sheet-2, … and the findings of all documents.
 */
public final class ProblemReader {
    private ProblemReader() {}

    /**
     * Everything that a file has to say; no content makes this fail.
     *
     * @param displayName the file as the user knows it, or {@code -} for standard input
     * @param content the bytes of the file
     */
    public static Reading read(String displayName, byte[] content) {
        return read(displayName, content, (document, problem, findings) -> {});
    }

    /** Looks at a document that could be read as a problem, and may have more to say about it. */
    @FunctionalInterface
    interface Reader {
        void read(Mapping document, Problem problem, Findings findings);
    }

    /** As {@link #read(String, byte[])}, with another reader for whatever a problem does not need. */
    static Reading read(String displayName, byte[] content, Reader reader) {
        var ofFile = new Findings(displayName);
        Optional<String> text = SourceText.decode(content, ofFile);
        List<Chunk> chunks = text.map(Chunk::split).orElse(List.of());
        if (text.isPresent() && chunks.isEmpty()) {
            ofFile.error(Place.START, "the file is empty; a problem is " + Format.PROBLEM.expected());
        }
        var problems = new ArrayList<Problem>();
        var findings = new ArrayList<>(ofFile.sorted());
        String name = nameOf(displayName);
        for (int i = 0; i < chunks.size(); i++) {
            var found = new Findings(displayName);
            read(i == 0 ? name : name + "-" + (i + 1), chunks.get(i), found, reader)
                    .filter(problem -> found.errors() == 0)
                    .ifPresent(problems::add);
            findings.addAll(found.sorted());
        }
        return new Reading(name, chunks.size(), problems, findings);
    }

    private static Optional<Problem> read(String name, Chunk chunk, Findings findings, Reader reader) {
        Optional<Value> value = TreeReader.read(chunk, findings);
        if (findings.errors() > 0 && value.isEmpty()) {
            return Optional.empty();
        } else if (value.isEmpty() || isNothing(value.get())) {
            findings.error(
                    new Place(chunk.firstLine(), 1),
                    "this document is empty; a problem is " + Format.PROBLEM.expected());
            return Optional.empty();
        } else if (value.get() instanceof Mapping root) {
            return problem(name, root, findings, reader);
        }
        if (!(value.get() instanceof Value.Bad)) {
            findings.error(
                    value.get().at(),
                    "expected " + Format.PROBLEM.expected() + "; found "
                            + value.get().found());
        }
        return Optional.empty();
    }

    private static boolean isNothing(Value value) {
        return value instanceof Value.Scalar scalar && scalar.kind() == Value.Kind.NOTHING;
    }

    private static Optional<Problem> problem(String name, Mapping root, Findings findings, Reader reader) {
        boolean graph = root.entries().stream()
                .anyMatch(entry -> Format.GRAPH_MARKS.contains(entry.key().text()));
        boolean layered = !graph && Lowering.isLayered(root);
        boolean scheme = !graph && !layered && SchemeReader.isScheme(root);
        boolean outputs = Format.OUTPUT_MARKS.stream().anyMatch(root::has);
        Type.Rec format = graph
                ? Format.GRAPH
                : layered ? Format.LAYERED : scheme ? Format.SCHEME : outputs ? Format.OUTPUTS : Format.NETWORK;
        if (!(new Shape(findings).clean(root, format, "") instanceof Mapping cleaned)) {
            return Optional.empty();
        }
        Optional<Lowering.Result> lowered =
                layered && findings.errors() == 0 ? Lowering.of(cleaned, findings) : Optional.empty();
        if (layered && lowered.isEmpty()) {
            return Optional.empty();
        }
        Mapping clean = lowered.map(Lowering.Result::graph).orElse(cleaned);
        NotationChoice notation = LooksReader.notation(clean, findings);
        Optional<String> compareWith = LooksReader.compareWith(clean, findings);
        Optional<? extends Task> task = graph || layered
                ? GraphReader.read(clean, findings)
                        .map(read -> read.withRecurrence(lowered.flatMap(Lowering.Result::recurrence)))
                : scheme ? SchemeReader.read(clean, findings) : NetworkReader.read(clean, findings);
        Optional<Map<String, BigDecimal>> marks = task.flatMap(read -> MarksReader.read(clean, read, findings));
        if (marks.isEmpty()) {
            return Optional.empty();
        }
        Optional<Problem> problem = task.map(read -> new Problem(
                name,
                LooksReader.titles(clean),
                LooksReader.language(clean),
                notation,
                LooksReader.precision(clean),
                LooksReader.rounding(clean),
                LooksReader.carry(clean),
                LooksReader.pages(clean),
                compareWith,
                LooksReader.conventions(clean, findings),
                marks.get(),
                read));
        problem.ifPresent(read -> AlikeReader.check(clean, read, findings));
        problem.ifPresent(read -> reader.read(clean, read, findings));
        return problem;
    }

    /** The file's name without its folder and its ending. */
    private static String nameOf(String displayName) {
        if (displayName.equals("-")) {
            return "stdin";
        }
        String file = displayName.substring(Math.max(displayName.lastIndexOf('/'), displayName.lastIndexOf('\\')) + 1);
        int ending = file.lastIndexOf('.');
        String name = ending > 0 ? file.substring(0, ending) : file;
        // A name of dots alone would lead out of the folder that results are written to.
        return name.chars().allMatch(c -> c == '.') ? "problem" : name;
    }
}
