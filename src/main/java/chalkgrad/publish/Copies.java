package chalkgrad.publish;

import chalkgrad.check.Marking;
import chalkgrad.publish.Publisher.Failure;
import chalkgrad.publish.Publisher.Product;
import chalkgrad.report.MarkedReport;
import chalkgrad.report.Message;
import java.util.List;
import java.util.Optional;

/**
 * Makes the marked copies of the works that were handed in for one problem.
 *
 * <p>{@code publisher.copies(solution, order).of(marking, "mina")} is {@code mina.json}, {@code mina-marked.html} and so on.
 */
public interface Copies {
    /**
     * Every format of a marked work, in the order asked for.
     *
     * @param name what its files are called, without {@code -marked} and ending
     */
    default List<Product> of(Marking marking, String name) throws Failure {
        return of(marking, Optional.empty(), name);
    }

    /**
     * The same of a work that belongs to an exam and goes back to a student.
     *
     * @param returned whose it is; empty where it belongs to no exam
     */
    List<Product> of(Marking marking, Optional<MarkedReport.Returned> returned, String name) throws Failure;

    /** What a message says, in plain text. */
    String say(Message message);
}
