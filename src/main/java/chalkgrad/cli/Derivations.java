package chalkgrad.cli;

import chalkgrad.check.Checker;
import chalkgrad.check.Marking;
import chalkgrad.check.Verdict;
import chalkgrad.evaluate.Solution;
import chalkgrad.problem.IoReasons;
import chalkgrad.publish.Publisher;
import chalkgrad.variant.Graded;
import chalkgrad.variant.Scheme;
import chalkgrad.variant.Variant;
import chalkgrad.work.WorkReader;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Marks derivations, each against its student's own variant.
 *
 * <p>{@code derivations.mark(work, variant)}: its points, and the marked pages.
 */
final class Derivations {
    private static final Set<Verdict> UNDERSTOOD = Set.of(Verdict.RIGHT, Verdict.ROUNDING, Verdict.FOLLOWS);

    private final Publisher publisher;
    private final Publisher.Order order;
    private final InputStream in;
    private final Set<String> taken = new HashSet<>();

    Derivations(Publisher publisher, Publisher.Order order, InputStream in) {
        this.publisher = publisher;
        this.order = order;
        this.in = in;
    }

    /** What came of it. */
    sealed interface Result {}

    /** It could not be read; the message is for a person. */
    record Refused(String message) implements Result {}

    record Marked(Graded graded, List<Publisher.Product> pages) implements Result {
        Marked {
            pages = List.copyOf(pages);
        }
    }

    /** A task, and the derivation as one of it. */
    private record Reading(Variant.Part part, Solution scheme, Marking marking) {
        long understood() {
            return marking.lines().stream()
                    .filter(line -> UNDERSTOOD.contains(line.verdict()))
                    .count();
        }
    }

    Result mark(Handed work, Variant variant) throws Publisher.Failure {
        byte[] content;
        try {
            content = work.content(in);
        } catch (FileSystemException e) {
            return new Refused(IoReasons.of(e));
        }
        var readings = new ArrayList<Reading>();
        for (Variant.Part part : variant.parts()) {
            Solution scheme = Scheme.of(part);
            WorkReader.Result read = WorkReader.read(work.name(), content, Checker.words(scheme.problem()));
            if (read instanceof WorkReader.Result.Refused refused) {
                return new Refused(refused.message());
            }
            readings.add(new Reading(part, scheme, new Checker(scheme).mark(((WorkReader.Result.Read) read).work())));
        }
        return marked(work, variant, readings);
    }

    /** As a derivation of the task that it fits best, and of any other of which it has something right. */
    private Marked marked(Handed work, Variant variant, List<Reading> readings) throws Publisher.Failure {
        readings.sort(Comparator.comparing(reading -> -reading.understood()));
        var marks = new ArrayList<Graded.Mark>();
        var pages = new ArrayList<Publisher.Product>();
        for (Reading reading : readings) {
            List<Graded.Mark> found =
                    Scheme.graded(variant.id(), reading.part, reading.marking).marks();
            boolean isBest = reading.equals(readings.get(0));
            List<Graded.Mark> counting = isBest
                    ? found
                    : found.stream().filter(mark -> mark.earned().signum() > 0).toList();
            if (isBest || !counting.isEmpty()) {
                marks.addAll(counting);
                pages.addAll(publisher.copies(reading.scheme, order).of(reading.marking, name(work, variant)));
            }
        }
        return new Marked(new Graded(variant.id(), marks), pages);
    }

    /** What its pages are called after: the id of the variant comes first. */
    private String name(Handed work, Variant variant) {
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
