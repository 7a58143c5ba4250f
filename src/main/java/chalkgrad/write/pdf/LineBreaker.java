package chalkgrad.write.pdf;

import chalkgrad.write.pdf.Piece.After;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * Divides pieces into lines so that the whole paragraph is spaced as evenly as it can be, not just each line for
 * itself.
 *
 * <p>{@code breakAt(pieces, 450, type)} gives the index behind the last piece of each line. The cost of a line grows
 * with the cube of how far its spaces are stretched or shrunk, as in TeX; the cheapest sum wins.
 */
final class LineBreaker {
    private static final double STRETCH = 0.5; // of a space's width, at a cost of 100
    private static final double SHRINK = 0.28; // of a space's width, never more
    private static final double RELATION_SPACE = 0.2778; // in em
    private static final double LINE_COST = 10;
    /** How many em a line may stay short at a cost of 100: all that a line without spaces has. */
    private static final double RAGGED = 0.3;

    private static final double WORST = 1e9;
    private static final double TOLERANCE = 0.01;

    private LineBreaker() {}

    static int[] breakAt(List<Piece> pieces, double measure, Type type) {
        int n = pieces.size();
        double[] cost = new double[n + 1];
        int[] from = new int[n + 1];
        Arrays.fill(cost, Double.POSITIVE_INFINITY);
        cost[0] = 0;
        int[] breaks = new int[n + 1]; // after how many of the first pieces a line may end
        for (int i = 0; i < n; i++) {
            breaks[i + 1] = breaks[i] + (pieces.get(i).mayEndLine() ? 1 : 0);
        }
        for (int start = 0; start < n; start++) {
            if (cost[start] == Double.POSITIVE_INFINITY) {
                continue;
            }
            double width = 0;
            double spaces = 0;
            for (int end = start + 1; end <= n; end++) {
                Piece last = pieces.get(end - 1);
                width += last.width();
                boolean tooWide = width - SHRINK * spaces > measure + TOLERANCE;
                boolean only = cost[end] == Double.POSITIVE_INFINITY && breaks[start] == breaks[end - 1];
                if (tooWide && !only) {
                    break;
                }
                if (end == n || last.mayEndLine()) {
                    double total = cost[start]
                            + line(
                                    measure - width,
                                    spaces,
                                    end == n,
                                    last.after().penalty(),
                                    type);
                    if (total < cost[end]) {
                        cost[end] = total;
                        from[end] = start;
                    }
                }
                width += spaceAfter(last, type);
                spaces += last.after() == After.SPACE ? spaceAfter(last, type) : 0;
            }
        }
        Deque<Integer> ends = new ArrayDeque<>();
        for (int end = n; end > 0; end = from[end]) {
            ends.addFirst(end);
        }
        return ends.stream().mapToInt(Integer::intValue).toArray();
    }

    /** What stands between a piece and the next in the same line. */
    static double spaceAfter(Piece piece, Type type) {
        return switch (piece.after()) {
            case SPACE -> type.spaceWidth();
            case RELATION -> RELATION_SPACE * type.size();
            default -> 0;
        };
    }

    private static double line(double slack, double spaces, boolean last, double penalty, Type type) {
        double badness;
        if (last) {
            badness = slack >= 0 ? 0 : 100 * cube(-slack / Math.max(SHRINK * spaces, TOLERANCE));
        } else if (type.justified()) {
            double room = slack >= 0 ? STRETCH * spaces + RAGGED * type.size() : SHRINK * spaces;
            badness = 100 * cube(Math.abs(slack) / Math.max(room, TOLERANCE));
        } else {
            badness = 100 * cube(Math.max(slack, 0) / (8 * type.size()));
        }
        double demerits = LINE_COST + Math.min(badness, WORST);
        return demerits * demerits + (last ? 0 : penalty * penalty);
    }

    private static double cube(double x) {
        return x * x * x;
    }
}
