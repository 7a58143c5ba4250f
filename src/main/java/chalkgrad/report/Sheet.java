package chalkgrad.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One problem, or several under one title, put together as a document.
 *
 * <p>{@code new Sheet(Optional.of(title), reports).chapters(Sheet.Part.QUESTIONS)}: the title with a contents list, then "Problem 1. …".
 *
 * @param title of a sheet whose problems are numbered; empty where there is one problem, whose title is the document's
 * @param reports at least one, and exactly one where there is no title
 */
public record Sheet(Optional<Message> title, List<Report> reports) {
    public Sheet {
        reports = List.copyOf(reports);
        if (reports.isEmpty() || (title.isEmpty() && reports.size() > 1)) {
            throw new IllegalArgumentException(reports.size() + " problems without a title");
        }
    }

    /** What of the problems a document holds. */
    public enum Part {
        /** The problems, each with its solution, in a document of their own. */
        ALL(""),
        /** The problems alone: a question sheet. */
        QUESTIONS("sheet.questions"),
        /** The worked solutions: a booklet that goes with a question sheet. */
        SOLUTIONS("sheet.solutions");

        private final String title;

        Part(String title) {
            this.title = title;
        }

        private Message title(Message of) {
            return title.isEmpty() ? of : Message.of(title, new Message.Nested(of));
        }
    }

    /** The document: what stands before the problems, and then each problem, to be written in its own notation. */
    public List<List<Block>> chapters(Part part) {
        var chapters = new ArrayList<List<Block>>();
        if (title.isEmpty()) {
            Report only = reports.get(0);
            var front = new ArrayList<Block>(List.of(new Block.Heading(1, part.title(only.title()))));
            front.addAll(who(part));
            chapters.add(front);
            chapters.add(body(only, part));
            return chapters;
        }
        List<Block> front = front(part.title(title.get()));
        front.addAll(1, who(part));
        chapters.add(front);
        for (int number = 1; number <= reports.size(); number++) {
            var chapter = new ArrayList<Block>();
            chapter.add(new Block.Heading(2, heading(number), anchor(number)));
            for (Block block : body(reports.get(number - 1), part)) {
                chapter.add(block instanceof Block.Heading heading ? heading.below(1) : block);
            }
            chapters.add(chapter);
        }
        return chapters;
    }

    /** Who hands it in. */
    private static List<Block> who(Part part) {
        return part == Part.QUESTIONS
                ? List.of(new Block.Fields(List.of(
                        Message.of("exam.field.name"), Message.of("exam.field.id"), Message.of("exam.field.date"))))
                : List.of();
    }

    private static List<Block> body(Report report, Part part) {
        return part == Part.QUESTIONS ? report.question() : report.solution();
    }

    /** A list of one would only say the next line twice. */
    private List<Block> front(Message whole) {
        var front = new ArrayList<Block>();
        front.add(new Block.Heading(1, whole));
        if (reports.size() > 1) {
            var entries = new ArrayList<Block.Entry>();
            for (int number = 1; number <= reports.size(); number++) {
                entries.add(new Block.Entry(heading(number), anchor(number)));
            }
            front.add(new Block.Contents(entries));
        }
        return front;
    }

    private Message heading(int number) {
        return Message.of(
                "sheet.problem",
                Message.count(number),
                new Message.Nested(reports.get(number - 1).title()));
    }

    private static String anchor(int number) {
        return "problem-" + number;
    }
}
