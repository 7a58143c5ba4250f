package chalkgrad.problem;

import chalkgrad.model.Problem;
import chalkgrad.model.Quantity;
import chalkgrad.problem.Value.Mapping;
import chalkgrad.problem.Value.Scalar;
import chalkgrad.problem.Value.Sequence;
import chalkgrad.typeset.Homographs;
import chalkgrad.typeset.Notation;
import chalkgrad.typeset.Profile;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Refuses a file of which two quantities would be printed alike.
 *
 * <p>{@code given: {w1: 2, w_1: 3}} would have two w with the subscript 1 on its pages.
 */
final class AlikeReader {
    private AlikeReader() {}

    /** Adds a finding for each pair. */
    static void check(Mapping root, Problem problem, Findings findings) {
        Profile profile =
                problem.notation().profile().flatMap(Profile::find).orElse(Profile.ALL.get(0));
        Notation notation = Notation.of(profile, problem.notation().symbols(), problem.task());
        for (Homographs.Pair pair : Homographs.of(problem.task(), notation)) {
            Optional<Place> place = Stream.of(pair.second(), pair.first())
                    .map(quantity -> place(root, name(quantity)))
                    .flatMap(Optional::stream)
                    .findFirst();
            findings.error(
                    place.orElse(root.at()),
                    words(pair.first()) + " and " + words(pair.second()) + " would both be printed as "
                            + Words.quoted(pair.written()) + "; choose another name, or another symbol under notation, such as "
                            + cure(pair));
        }
    }

    private static String words(Quantity quantity) {
        if (quantity instanceof Quantity.Net net) {
            return "the net input of " + Words.quoted(net.unit());
        } else if (quantity.equals(Quantity.LOSS)) {
            return "the loss";
        } else if (quantity.equals(Quantity.RATE)) {
            return "the learning rate";
        }
        return Words.quoted(quantity.id());
    }

    private static String cure(Homographs.Pair pair) {
        if (pair.second() instanceof Quantity.Net) {
            return "net: net_{u}";
        } else if (pair.second().equals(Quantity.RATE)) {
            return "learning_rate: " + (pair.written().equals("η") ? "alpha" : "eta");
        } else if (pair.second().equals(Quantity.LOSS)) {
            return "loss: J";
        }
        return name(pair.second()) + ": v_1";
    }

    private static String name(Quantity quantity) {
        return quantity instanceof Quantity.Net net ? net.unit() : quantity.id();
    }

    /** Where a name first stands, as a key or as a value. */
    private static Optional<Place> place(Value value, String name) {
        if (value instanceof Scalar scalar) {
            return scalar.text().equals(name) ? Optional.of(scalar.at()) : Optional.empty();
        } else if (value instanceof Sequence sequence) {
            return sequence.items().stream()
                    .map(item -> place(item, name))
                    .flatMap(Optional::stream)
                    .findFirst();
        } else if (value instanceof Mapping mapping) {
            return mapping.entries().stream()
                    .flatMap(entry -> Stream.of(place(entry.key(), name), place(entry.value(), name)))
                    .flatMap(Optional::stream)
                    .findFirst();
        }
        return Optional.empty();
    }
}
