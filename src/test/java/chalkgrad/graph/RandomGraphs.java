package chalkgrad.graph;

/** Random graphs as problem files: {@code RandomGraphs.text(3, "learning_rate: 0.1")}. */
public final class RandomGraphs {
    private RandomGraphs() {}

    /** The graph of a seed, with further keys of the file. */
    public static String text(long seed, String descent) {
        return RandomGraphsTest.graph(seed).yaml(descent);
    }
}
