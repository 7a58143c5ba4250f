package chalkgrad.cli;

import chalkgrad.check.Checker;
import chalkgrad.check.Marking;
import chalkgrad.check.Verdict;
import chalkgrad.problem.IoReasons;
import chalkgrad.publish.Copies;
import chalkgrad.publish.Publisher;
import chalkgrad.report.MarkedReport;
import chalkgrad.rules.RuleBook;
import chalkgrad.variant.Graded;
import chalkgrad.variant.Grader;
import chalkgrad.variant.NumberedAnswers;
import chalkgrad.variant.Scheme;
import chalkgrad.variant.TaskSections;
import chalkgrad.variant.Variant;
import chalkgrad.work.Work;
import chalkgrad.work.WorkReader;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Marks derivations, each against its student's own variant, and each part of one against the task that it belongs to.
 *
 * <p>{@code derivations.mark(work, variant)}: its points, what a person has to look at, and the marked pages to hand back.
 */
final class Derivations {
    private static final Set<Verdict> UNDERSTOOD = Set.of(Verdict.RIGHT, Verdict.ROUNDING, Verdict.FOLLOWS);
    private static final Set<Verdict> OPEN = Set.of(Verdict.UNDECIDED, Verdict.UNREAD);
    private static final Set<String> TEXTS = Set.of("md", "markdown", "tex", "txt", "yaml", "yml", "json");

    private final Publisher publisher;
    private final Publisher.Order order;
    private final Scheme scheme;
    private final InputStream in;
    private final Set<String> taken = new HashSet<>();

    Derivations(Publisher publisher, Publisher.Order order, RuleBook rules, InputStream in) {
        this.publisher = publisher;
        this.order = order;
        this.scheme = new Scheme(rules);
        this.in = in;
    }

    /** What came of it. */
    sealed interface Result {}

    /** It could not be read; the message is for a person. */
    record Refused(String message) implements Result {}

    /**
     * It was marked.
     *
     * @param open the lines that could not be read or judged
     */
    record Marked(Graded graded, List<Open> open, List<Publisher.Product> pages) implements Result {
        Marked {
            open = List.copyOf(open);
            pages = List.copyOf(pages);
        }
    }

    /** A line that a person has to look at. */
    record Open(String work, int line, String text) {}

    /** A task, and what the work says about it. */
    private record Reading(Variant.Part part, Marking marking) {
        Set<Integer> understood() {
            var lines = new LinkedHashSet<Integer>();
            var not = new HashSet<Integer>();
            marking.lines().forEach(line -> (UNDERSTOOD.contains(line.verdict()) ? lines : not).add(line.line()));
            lines.removeAll(not);
            return lines;
        }
    }

    Result mark(Submission work, Variant variant) throws Publisher.Failure {
        byte[] content;
        try {
            content = work.content(in);
        } catch (FileSystemException e) {
            return new Refused(IoReasons.of(e));
        }
        var words = new LinkedHashSet<String>();
        variant.parts()
                .forEach(part -> words.addAll(Checker.words(part.solution().problem())));
        WorkReader.Result read = WorkReader.read(work.name(), content, words);
        if (read instanceof WorkReader.Result.Refused refused) {
            return new Refused(refused.message());
        }
        Work whole = ((WorkReader.Result.Read) read).work();
        return marked(work, whole, variant, readings(whole, variant, words));
    }

    /** Each task that the work is about, with what of it is. */
    private static List<Reading> readings(Work whole, Variant variant, Set<String> words) {
        if (variant.parts().size() == 1) {
            return List.of(reading(variant.parts().get(0), whole));
        }
        Optional<List<Integer>> said = TaskSections.said(whole.name(), whole.text(), variant);
        if (said.isPresent()) {
            return apart(whole, variant, said.get(), words);
        }
        var all = new ArrayList<Reading>();
        variant.parts().forEach(part -> all.add(reading(part, whole)));
        var formulas = new HashSet<Integer>();
        all.forEach(each -> each.marking.lines().forEach(line -> formulas.add(line.line())));
        List<Integer> tasks = TaskSections.guessed(
                whole.text().size(), all.stream().map(Reading::understood).toList(), formulas);
        boolean isOne = formulas.stream()
                        .filter(line -> line <= tasks.size())
                        .map(line -> tasks.get(line - 1))
                        .distinct()
                        .count()
                <= 1;
        return isOne
                ? List.of(all.get(tasks.isEmpty() ? 0 : tasks.get(tasks.size() - 1)))
                : apart(whole, variant, tasks, words);
    }

    private static Reading reading(Variant.Part part, Work work) {
        return new Reading(part, new Checker(part.solution()).mark(work));
    }

    /** Each task with its lines alone, as the same names mean other numbers in another task. */
    private static List<Reading> apart(Work whole, Variant variant, List<Integer> tasks, Set<String> words) {
        var readings = new ArrayList<Reading>();
        for (int task = 0; task < variant.parts().size(); task++) {
            if (!tasks.contains(task)) {
                continue;
            }
            var lines = new ArrayList<String>();
            for (int line = 0; line < whole.text().size(); line++) {
                lines.add(tasks.get(line) == task ? whole.text().get(line) : "");
            }
            byte[] text = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
            WorkReader.Result read = WorkReader.read(name(whole), text, words);
            if (read instanceof WorkReader.Result.Read found) {
                readings.add(reading(variant.parts().get(task), found.work()));
            }
        }
        return readings.isEmpty() ? List.of(reading(variant.parts().get(0), whole)) : readings;
    }

    /** What was taken out of another sort of file is text from here on. */
    private static String name(Work work) {
        String ending = work.name().substring(work.name().lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return TEXTS.contains(ending) ? work.name() : work.name() + ".md";
    }

    private Marked marked(Submission work, Work whole, Variant variant, List<Reading> readings)
            throws Publisher.Failure {
        NumberedAnswers numbered = NumberedAnswers.of(whole.text(), variant);
        var marks = new ArrayList<Graded.Mark>();
        if (!numbered.answers().isEmpty()) {
            new Grader(variant)
                    .grade(numbered.answers()).marks().stream()
                            .filter(mark -> !mark.answer().isEmpty())
                            .forEach(marks::add);
        }
        Map<Reading, Scheme.Points> points = new LinkedHashMap<>();
        for (Reading reading : readings) {
            Scheme.Points found = scheme.graded(reading.part, reading.marking);
            points.put(reading, found);
            Graded.better(marks, found.marks());
        }
        var open = new ArrayList<Open>();
        // Whoever has all points for what a derivation can earn has lost none by what was not understood.
        boolean isShort = points.values().stream()
                .flatMap(found -> found.marks().stream())
                .anyMatch(mark -> marks.stream()
                        .noneMatch(best -> best.question() == mark.question()
                                && best.ask().equals(mark.ask())
                                && best.earned().compareTo(best.possible()) == 0));
        for (Reading reading : isShort ? readings : List.<Reading>of()) {
            reading.marking.lines().stream()
                    .filter(line ->
                            OPEN.contains(line.verdict()) && !numbered.lines().containsValue(line.line()))
                    .map(line -> new Open(work.label(), line.line(), line.text()))
                    .forEach(open::add);
        }
        var pages = new ArrayList<Publisher.Product>();
        var graded = new Graded(variant.id(), marks);
        Publisher.Order written = new Publisher.Order(
                order.language()
                        .or(() -> variant.parts().get(0).solution().problem().language()),
                order.notation(),
                order.matrices(),
                order.general(),
                order.closed(),
                order.separate());
        for (Reading reading : readings) {
            Copies copies = publisher.copies(reading.part.solution(), written);
            var returned = new MarkedReport.Returned(variant, reading.part, graded);
            Marking marking = reading.marking.withPoints(
                    java.util.Objects.requireNonNull(points.get(reading)).byLine());
            pages.addAll(copies.of(marking, Optional.of(returned), name(work, variant)));
        }
        return new Marked(graded, open, pages);
    }

    /** What its pages are called after: the id of the variant comes first. */
    private String name(Submission work, Variant variant) {
        int ending = work.name().lastIndexOf('.');
        String plain = Slug.of(ending > 0 ? work.name().substring(0, ending) : work.name());
        String name = plain.startsWith(variant.id()) ? plain : variant.id() + "-" + plain;
        String free = name;
        for (int number = 2; !taken.add(free.toLowerCase(Locale.ROOT)); number++) {
            free = name + "-" + number;
        }
        return free;
    }
}
