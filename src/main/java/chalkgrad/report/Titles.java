package chalkgrad.report;

import chalkgrad.derive.GraphDerivation;
import chalkgrad.evaluate.Solution;

/** The title of the file, or one that says what the problem is. */
final class Titles {
    private Titles() {}

    static Message of(Solution solution, String language) {
        return solution.problem().titleIn(language).map(Message::words).orElseGet(() -> otherwise(solution));
    }

    private static Message otherwise(Solution solution) {
        return solution.derivation() instanceof GraphDerivation graph
                ? Message.of(graph.graph().recurrence().isPresent() ? "recurrent.title" : "graph.title")
                : Message.of(
                        "title.default",
                        new Message.Words(
                                NetworkReport.sizes(solution.ofNetwork().network())));
    }
}
