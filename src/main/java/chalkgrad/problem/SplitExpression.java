package chalkgrad.problem;

import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * An expression without quotes that a comma has cut in flow style, where commas separate values.
 *
 * <p>Of {@code {a: tanh(dot(W, x) + u)}} the value of {@code a} is {@code tanh(dot(W}, and {@code x) + u)} is a key of its own.
 *
 * @param text what was meant, {@code tanh(dot(W, x) + u)}
 * @param more how many of the nodes behind the first belong to it
 */
record SplitExpression(String text, int more) {
    /** Most pieces that are looked at. */
    static final int MOST = 64;

    /**
     * The expression of which a node is the beginning.
     *
     * @param rest the nodes behind it, up to one that is certainly something else
     * @return empty where the node has all of its brackets, or the others do not close them
     */
    static Optional<SplitExpression> of(Node first, List<? extends Node> rest) {
        if (!begins(first)) {
            return Optional.empty();
        }
        var whole = new StringBuilder(text(first));
        for (int i = 0; i < Math.min(MOST, rest.size()) && isPlain(rest.get(i)); i++) {
            whole.append(", ").append(text(rest.get(i)));
            int open = open(whole.toString());
            if (open <= 0) {
                return open == 0 ? Optional.of(new SplitExpression(whole.toString(), i + 1)) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** Whether a node has brackets that it does not close. */
    static boolean begins(Node node) {
        return isPlain(node) && open(text(node)) > 0;
    }

    /** What to do about it. */
    String message() {
        return "a comma ends a value here; put the expression in quotes: \"" + Words.shortened(text) + "\"";
    }

    private static boolean isPlain(Node node) {
        return node instanceof ScalarNode scalar && scalar.isPlain();
    }

    private static String text(Node node) {
        return ((ScalarNode) node).getValue();
    }

    /** How many parentheses more are opened than closed. */
    private static int open(String text) {
        return text.chars().map(c -> c == '(' ? 1 : c == ')' ? -1 : 0).sum();
    }
}
