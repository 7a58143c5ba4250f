package chalkgrad.work;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of several letters that a work itself writes as one somewhere, and so means as one everywhere.
 *
 * <p>Where {@code \\partial{scores_0}} stands, {@code scores_1} is no product of letters; where a program says {@code Bco = …}, neither is
 * {@code Bco} in its other lines.
 *
 * @param words those that are known without the work, and hold in its prose too
 * @param formulas those that hold in every formula
 * @param listings those that hold in programs
 */
record OwnNames(Set<String> words, Set<String> formulas, Set<String> listings) {
    private static final int MOST = 500;
    private static final Pattern WRITTEN = Pattern.compile(
            "\\\\(partial\\s*|math(?:it|rm|sf|tt))\\{\\s*([A-Za-z]{3,20})(?=[_}\\d\\s])(?!\\}?\\s*(?:\\\\left|\\\\!)?\\s*\\()");
    private static final Pattern ASSIGNED = Pattern.compile(
            "\\s*(?:const |let |var |self\\.)?([A-Za-z]{2,20}(?=\\d{0,2}\\s*[-+]?=)|[A-Za-z]+\\d+[A-Za-z]\\w{0,10})\\d{0,2}\\s*[-+]?=[^=].*");

    OwnNames {
        words = Set.copyOf(words);
        formulas = Set.copyOf(formulas);
        listings = Set.copyOf(listings);
    }

    /**
     * Looks through a text.
     *
     * @param words names that are known already
     */
    static OwnNames of(String text, Set<String> words) {
        var formulas = new HashSet<>(words);
        Matcher written = WRITTEN.matcher(text);
        while (written.find() && formulas.size() < words.size() + MOST) {
            String name = written.group(2);
            boolean differential = name.startsWith("d") && !written.group(1).startsWith("partial");
            if (!differential && isFree(name)) {
                formulas.add(name);
            }
        }
        boolean program = isProgram(text);
        var listings = new HashSet<>(formulas);
        boolean listing = false;
        for (String line : text.lines().toList()) {
            String start = line.stripLeading();
            if (start.startsWith("```") || start.startsWith("~~~")) {
                listing = !listing;
            } else if (Listings.INPUT.matcher(start).matches()) {
                listing = true;
            } else if ((listing || program) && line.length() < 500 && listings.size() < formulas.size() + MOST) {
                Matcher assigned = ASSIGNED.matcher(line);
                if (assigned.matches() && isFree(assigned.group(1)) && !isDifferential(assigned.group(1))) {
                    listings.add(assigned.group(1));
                }
            }
        }
        return program ? new OwnNames(listings, listings, listings) : new OwnNames(words, formulas, listings);
    }

    /** Whether a text is a program from beginning to end, without marks that say so. */
    static boolean isProgram(String text) {
        if (text.indexOf('$') >= 0 || text.contains("```") || text.indexOf('|') >= 0 || text.contains("\\begin")) {
            return false;
        }
        List<String> lines = text.lines()
                .filter(line -> !line.isBlank() && line.length() < 500)
                .toList();
        long code = lines.stream().filter(line -> CODE.matcher(line).matches()).count();
        // Headings and equations look alike; nobody but a programmer writes these.
        long sure = lines.stream().filter(line -> PROGRAM.matcher(line).find()).count();
        return lines.size() > FEW && code >= MOSTLY * lines.size() && sure >= SURELY * lines.size();
    }

    private static final int FEW = 5;
    private static final double MOSTLY = 0.85;
    private static final double SURELY = 0.15;
    private static final Pattern PROGRAM = Pattern.compile(
            "\\b(?:print|import|from|def|function|return|display|disp|console\\.log)\\b|\\w\\.\\w+\\(|\\*\\*|;\\s*$|\\w ?\\* ?\\w|\\w\\s*#|^\\s*%");
    private static final Pattern CODE = Pattern.compile(
            "\\s*(?:[A-Za-z_][\\w.]*(?:\\[[\\w, :]*\\])?\\s*[-+*/]?=[^=].*|[#%\\])}\\[].*|//.*"
                    + "|(?:print|import|from|def|for|if|elif|else|return|function|end\\w*|display|disp|while|console\\.log)\\b.*)");

    private static boolean isFree(String name) {
        return !Vocabulary.WORDS.contains(name)
                && Vocabulary.function(name).isEmpty()
                && !Vocabulary.MARKS.containsKey(name)
                && !Vocabulary.CONNECTIVES.contains(name)
                && !Vocabulary.LABELS.contains(name)
                && !Vocabulary.LETTERS.containsValue(name);
    }

    /** {@code dE}, {@code dWo}, {@code grad…}: what is in it has a meaning of its own. */
    private static boolean isDifferential(String name) {
        return name.startsWith("d") || name.startsWith("grad");
    }
}
