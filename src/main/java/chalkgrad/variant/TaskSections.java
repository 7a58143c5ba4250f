package chalkgrad.variant;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which lines of a written work belong to which task of an exam.
 *
 * <p>{@code TaskSections.said("mina.md", text, variant)} has task 1 for the lines under {@code ## Task 2}; tasks are counted from zero here.
 */
public final class TaskSections {
    private static final String WORDS = "(?:task|problem|part|aufgabe|exercise|문제|과제)";
    private static final Pattern HEADING = Pattern.compile(
            "^[^\\p{L}\\p{N}]*" + WORDS + "\\s*([0-9]{1,2})(?![0-9.]*[0-9]).*", Pattern.CASE_INSENSITIVE);
    private static final Pattern IN_NAME =
            Pattern.compile("(?<!\\p{L})" + WORDS + "[-_ ]?([0-9]{1,2})(?![0-9])", Pattern.CASE_INSENSITIVE);

    /** A number that can only be that of a question: lists are numbered {@code 1.} as well. */
    private static final Pattern QUESTION = Pattern.compile(
            "^[\\s>#*_-]*(?:(?:question|q|문항)\\s*\\(?([0-9]{1,3})\\b.*|\\(?([0-9]{1,3})(?:\\)|번).*)",
            Pattern.CASE_INSENSITIVE);

    /** What a line costs that is not understood in its task: more than to go over to another, less than to go there and back. */
    private static final int MISSED = 2;

    private static final int CHANGE = 1;

    private TaskSections() {}

    /** The task of each line as headings, numbers of questions, or the file's name say it; empty where nothing does. */
    public static Optional<List<Integer>> said(String name, List<String> text, Variant variant) {
        int tasks = variant.parts().size();
        Optional<List<Integer>> headed = sections(text, line -> heading(line, tasks));
        if (headed.isPresent()) {
            return headed;
        }
        Matcher named = IN_NAME.matcher(name);
        if (named.find()) {
            int task = Integer.parseInt(named.group(1)) - 1;
            if (task >= 0 && task < tasks) {
                return Optional.of(Collections.nCopies(text.size(), task));
            }
        }
        Map<Integer, Integer> questions = new HashMap<>();
        for (int task = 0; task < tasks; task++) {
            for (Item item : variant.parts().get(task).items()) {
                questions.put(item.number(), task);
            }
        }
        return sections(text, line -> question(line, questions));
    }

    private interface Sign {
        /** The task that begins with a line; -1 for none. */
        int task(String line);
    }

    private static Optional<List<Integer>> sections(List<String> text, Sign sign) {
        var tasks = new ArrayList<Integer>();
        int now = -1;
        for (String line : text) {
            int begun = sign.task(line);
            if (begun >= 0 && now < 0) {
                // What stands before belongs to the first.
                Collections.fill(tasks, begun);
            }
            now = begun >= 0 ? begun : now;
            tasks.add(now);
        }
        return now < 0 ? Optional.empty() : Optional.of(tasks);
    }

    private static int heading(String line, int tasks) {
        Matcher heading = HEADING.matcher(line);
        int task = heading.matches() ? Integer.parseInt(heading.group(1)) - 1 : -1;
        return task < tasks ? task : -1;
    }

    private static int question(String line, Map<Integer, Integer> questions) {
        Matcher question = QUESTION.matcher(line);
        if (!question.matches()) {
            return -1;
        }
        String number = question.group(1) == null ? question.group(2) : question.group(1);
        return questions.getOrDefault(Integer.parseInt(number), -1);
    }

    /**
     * The task of each line where nobody says it: that in which most lines are understood, with as few changes from one task to another.
     *
     * @param count how many lines there are
     * @param understood for each task the lines that say something right in it, counted from one
     * @param others the lines that say something at all
     */
    public static List<Integer> guessed(int count, List<? extends Set<Integer>> understood, Set<Integer> others) {
        int tasks = understood.size();
        var cost = new int[count + 1][tasks];
        var from = new int[count + 1][tasks];
        for (int line = 1; line <= count; line++) {
            int cheapest = 0;
            for (int task = 1; task < tasks; task++) {
                cheapest = cost[line - 1][task] < cost[line - 1][cheapest] ? task : cheapest;
            }
            for (int task = 0; task < tasks; task++) {
                boolean stays = cost[line - 1][task] <= cost[line - 1][cheapest] + CHANGE;
                from[line][task] = stays ? task : cheapest;
                int before = stays ? cost[line - 1][task] : cost[line - 1][cheapest] + CHANGE;
                boolean isMissed =
                        others.contains(line) && !understood.get(task).contains(line);
                cost[line][task] = before + (isMissed ? MISSED : 0);
            }
        }
        int task = 0;
        for (int other = 1; other < tasks; other++) {
            task = cost[count][other] < cost[count][task] ? other : task;
        }
        var all = new ArrayList<Integer>(Collections.nCopies(count, 0));
        for (int line = count; line >= 1; line--) {
            all.set(line - 1, task);
            task = from[line][task];
        }
        return all;
    }
}
