package chalkgrad.check;

import chalkgrad.Pipeline;
import chalkgrad.work.Work;
import chalkgrad.work.WorkReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A derivation that somebody really wrote, with what is true of each of its lines.
 *
 * <p>{@code RealWork.read(folder).marked()} compares what is said of each line with the truth.
 *
 * @param folder where it lies: {@code problem.yaml}, the work, {@code truth.tsv}
 * @param truths what is true, in the order of the file
 */
record RealWork(Path folder, Path file, List<Truth> truths) {
    /** What is true of a line: {@code right}, {@code rounding}, {@code follows}, {@code wrong}, or {@code open} where nobody can tell. */
    record Truth(String place, String truth, String quantity, String note) {}

    /** What was said of a line of which something is true; no verdict where nothing was said. */
    record Said(Truth truth, Optional<Verdict> verdict, String text, List<String> mistakes, List<String> remarks) {
        boolean isUnjust() {
            return verdict.equals(Optional.of(Verdict.WRONG)) && !truth.truth().equals("wrong");
        }

        boolean isJudged() {
            return verdict.filter(v -> v != Verdict.UNDECIDED && v != Verdict.UNREAD)
                    .isPresent();
        }

        /** Whether a mistake was passed as right. */
        boolean isMissed() {
            return truth.truth().equals("wrong") && !verdict.equals(Optional.of(Verdict.WRONG));
        }

        boolean isOpen() {
            return truth.truth().equals("open");
        }
    }

    static List<RealWork> all(Path root) throws IOException {
        try (Stream<Path> folders = Files.list(root)) {
            var all = new ArrayList<RealWork>();
            for (Path folder : folders.filter(f -> Files.exists(f.resolve("truth.tsv")))
                    .sorted()
                    .toList()) {
                all.add(read(folder));
            }
            return all;
        }
    }

    static RealWork read(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            Path work = files.filter(f -> f.getFileName().toString().startsWith("work."))
                    .findFirst()
                    .orElseThrow();
            var truths = new ArrayList<Truth>();
            for (String line : Files.readAllLines(folder.resolve("truth.tsv"))) {
                String[] cells = line.split("\t", -1);
                if (cells.length >= 2 && !cells[0].isBlank() && Character.isDigit(cells[0].charAt(0))) {
                    truths.add(new Truth(
                            cells[0].strip(),
                            cells[1].strip(),
                            cells.length > 2 ? cells[2] : "",
                            cells.length > 3 ? cells[3] : ""));
                }
            }
            return new RealWork(folder, work, truths);
        }
    }

    Marking marking() throws IOException {
        var solution = new Pipeline().solution(Files.readString(folder.resolve("problem.yaml")));
        WorkReader.Result read = WorkReader.read(
                file.getFileName().toString(), Files.readAllBytes(file), Checker.words(solution.problem()));
        if (!(read instanceof WorkReader.Result.Read work)) {
            return new Marking(new Work(file.toString(), List.of(), List.of()), List.of(), Optional.empty(), List.of());
        }
        return new Checker(solution).mark(work.work());
    }

    /** What is said of each line of which something is true. */
    List<Said> said(Marking marking) {
        var all = new ArrayList<Said>();
        for (int i = 0; i < truths.size(); i++) {
            Truth truth = truths.get(i);
            int from = line(marking.work(), truth.place());
            int next = i + 1 < truths.size()
                    ? line(marking.work(), truths.get(i + 1).place())
                    : from + 4;
            // What is said of a formula of several lines is said of one of them.
            List<Marking.Line> here = lines(marking, from, next > from ? next : from + 1);
            if (here.isEmpty()) {
                here = below(marking, from, next > from ? next : from + 1);
            }
            all.add(new Said(
                    truth,
                    here.stream().map(Marking.Line::verdict).reduce(Verdict::and),
                    here.stream()
                            .map(Marking.Line::text)
                            .reduce((a, b) -> a + " ; " + b)
                            .orElse(""),
                    here.stream()
                            .flatMap(line -> line.mistakes().stream())
                            .map(Marking.Diagnosis::id)
                            .distinct()
                            .toList(),
                    here.stream()
                            .flatMap(line -> line.remarks().stream())
                            .map(remark -> remark.key()
                                    + remark.parts().stream()
                                            .map(part -> part instanceof Remark.Words words
                                                    ? " " + words.text()
                                                    : part instanceof Remark.Maths maths
                                                            ? " " + chalkgrad.algebra.PlainText.of(maths.expr())
                                                            : "")
                                            .toList())
                            .distinct()
                            .toList()));
        }
        return all;
    }

    private static List<Marking.Line> lines(Marking marking, int from, int to) {
        return marking.lines().stream()
                .filter(line -> line.line() >= from && line.line() < to)
                .toList();
    }

    /** What is said of the formulas that begin in some lines and have their other sides below. */
    private static List<Marking.Line> below(Marking marking, int from, int to) {
        return marking.work().formulas().stream()
                .filter(formula -> formula.line() >= from && formula.line() < to)
                .filter(Work.Chain.class::isInstance)
                .flatMap(formula -> ((Work.Chain) formula).sides().stream())
                .map(Work.Side::line)
                .distinct()
                .flatMap(line -> lines(marking, line, line + 1).stream())
                .toList();
    }

    /** The line of the text at a place: the number of the file's line, or {@code CELL:LINE} in a notebook. */
    private static int line(Work work, String place) {
        String[] numbers = place.split("[^0-9]+");
        if (numbers.length < 2) {
            int number = Integer.parseInt(numbers[0]);
            for (int i = 1; i <= work.text().size(); i++) {
                if (work.number(i) >= number) {
                    return i;
                }
            }
            return number;
        }
        int line = Integer.parseInt(numbers[1]);
        int found = 0;
        int nearest = 0;
        for (int i = 1; i <= work.text().size(); i++) {
            var at = work.place(i);
            if (at.isPresent()
                    && at.get().unit() == chalkgrad.source.Place.Unit.CELL
                    && at.get().number() == Integer.parseInt(numbers[0])
                    && at.get().line() <= line
                    && at.get().line() > nearest) {
                found = i;
                nearest = at.get().line();
            }
        }
        return found;
    }
}
