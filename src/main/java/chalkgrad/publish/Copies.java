package chalkgrad.publish;

import chalkgrad.check.Marking;
import chalkgrad.publish.Publisher.Failure;
import chalkgrad.publish.Publisher.Product;
import chalkgrad.report.Message;
import java.util.List;

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
    List<Product> of(Marking marking, String name) throws Failure;

    /** What a message says, in plain text. */
    String say(Message message);
}
