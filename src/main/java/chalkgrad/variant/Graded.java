package chalkgrad.variant;

import chalkgrad.check.Verdict;
import java.math.BigDecimal;
import java.util.List;

/**
 * A student's answers with their points.
 *
 * <p>{@code graded.earned()} of {@code graded.possible()}.
 */
public record Graded(String id, List<Mark> marks) {
    public Graded {
        marks = List.copyOf(marks);
    }

    /**
     * One answer.
     *
     * @param question its number in the exam
     * @param ask what was asked for, {@code dE/dw5}
     * @param answer what was answered; empty where nothing was
     * @param expected what is right
     * @param verdict what is said of it; {@link Verdict#UNREAD} of what is no answer
     * @param mistakes the mistakes that explain a wrong one, the likeliest first
     * @param earned the points for it
     * @param possible the points that it is worth
     */
    public record Mark(
            int question,
            String ask,
            String answer,
            String expected,
            Verdict verdict,
            List<String> mistakes,
            BigDecimal earned,
            BigDecimal possible) {
        public Mark {
            mistakes = List.copyOf(mistakes);
        }

        private boolean isOf(Mark other) {
            return question == other.question && ask.equals(other.ask);
        }

        /** An answer is better than none, even where it earns nothing: somebody may have to look at it. */
        private boolean isWorse(Mark other) {
            int earnedMore = other.earned.compareTo(earned);
            return earnedMore > 0 || (earnedMore == 0 && answer.isEmpty() && !other.answer.isEmpty());
        }
    }

    /**
     * Puts marks beside others: what was answered twice, in a table and in a derivation, counts once, as it is better.
     *
     * @param marks is changed
     */
    public static void better(List<Mark> marks, List<Mark> more) {
        for (Mark mark : more) {
            int before = 0;
            while (before < marks.size() && !marks.get(before).isOf(mark)) {
                before++;
            }
            if (before == marks.size()) {
                marks.add(mark);
            } else if (marks.get(before).isWorse(mark)) {
                marks.set(before, mark);
            }
        }
    }

    public BigDecimal earned() {
        return marks.stream().map(Mark::earned).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    public BigDecimal possible() {
        return marks.stream().map(Mark::possible).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** The points of one question. */
    public BigDecimal earned(int question) {
        return marks.stream()
                .filter(mark -> mark.question == question)
                .map(Mark::earned)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
