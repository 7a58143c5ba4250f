package chalkgrad.batch;

import chalkgrad.variant.Drawn;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Makes what students get; several threads call it at once.
 *
 * <p>{@code maker.make(List.of(job)).get(0)} is a {@link Made}, the same whenever and by whichever thread it is made.
 */
public interface Maker {
    /** How many variants are made together, of all seats from the first on: one, or more where that saves starts of another program. */
    default int bundle() {
        return 1;
    }

    /** What comes of each job, in their order. */
    List<Outcome> make(List<Job> jobs);

    /**
     * Files of the whole exam for which one student's variant is needed as an example, such as its mark scheme; called once, after the first variant
     * has been made.
     *
     * @throws Halt where they cannot be made
     */
    default List<Piece> examples(Seat seat, Drawn.Taken drawn) throws Halt {
        return List.of();
    }

    /**
     * What is to be made.
     *
     * @param whole whether a file of this name has been made by an earlier run, so that it need not be made again
     */
    record Job(Seat seat, Drawn.Taken drawn, Predicate<String> whole) {}

    /** What came of a job. */
    sealed interface Outcome {}

    /** It could not be made; the reason is for a person. */
    record Bad(String reason) implements Outcome {}

    /**
     * It has been made.
     *
     * @param pieces the student's files, all of them
     * @param prepared what each {@link Gathering} of the run needs of it, in their order
     */
    record Made(Facts facts, List<Piece> pieces, List<byte[]> prepared, List<String> warnings) implements Outcome {
        public Made {
            pieces = List.copyOf(pieces);
            prepared = List.copyOf(prepared);
            warnings = List.copyOf(warnings);
        }
    }

    /** A file; without content where an earlier run has made it. */
    record Piece(String fileName, Optional<byte[]> content) {}
}
