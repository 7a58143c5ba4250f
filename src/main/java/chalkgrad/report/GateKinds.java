package chalkgrad.report;

import chalkgrad.algebra.Expr;
import chalkgrad.rules.ArrayFunctions;
import chalkgrad.rules.Function.Kind;
import chalkgrad.rules.Functions;
import chalkgrad.rules.Gate;
import chalkgrad.rules.Gates;
import chalkgrad.rules.OpenFunction;
import java.util.HashSet;
import java.util.Map;

/**
 * What sort of gate a node is, which is what there is to say about it.
 *
 * <p>{@code q * z} is a product, {@code X @ W + b} is composed.
 */
enum GateKinds {
    ADD,
    MULTIPLY,
    MAX,
    MIN,
    FUNCTION,
    CONSTANT_FACTOR,
    SUM,
    MEAN,
    LARGEST,
    SMALLEST,
    SOFTMAX,
    MATRIX_PRODUCT,
    TRANSPOSE,
    LOSS,
    AXIS_SUM,
    AXIS_MEAN,
    AXIS_EXTREMUM,
    CONVOLUTION,
    EXTREMUM_POOL,
    AVERAGE_POOL,
    MOVE,
    NORM,
    COMPOSED;

    private static final Map<String, GateKinds> OF_ARRAYS = Map.ofEntries(
            Map.entry("sum", AXIS_SUM),
            Map.entry("mean", AXIS_MEAN),
            Map.entry("max", AXIS_EXTREMUM),
            Map.entry("min", AXIS_EXTREMUM),
            Map.entry("softmax", SOFTMAX),
            Map.entry("reshape", MOVE),
            Map.entry("flatten", MOVE),
            Map.entry("expand_dims", MOVE),
            Map.entry("transpose", MOVE),
            Map.entry("concat", MOVE),
            Map.entry("stack", MOVE),
            Map.entry("index", MOVE),
            Map.entry("embedding", MOVE),
            Map.entry("conv1d", CONVOLUTION),
            Map.entry("conv2d", CONVOLUTION),
            Map.entry("max_pool1d", EXTREMUM_POOL),
            Map.entry("max_pool2d", EXTREMUM_POOL),
            Map.entry("avg_pool1d", AVERAGE_POOL),
            Map.entry("avg_pool2d", AVERAGE_POOL),
            Map.entry("global_avg_pool1d", AVERAGE_POOL),
            Map.entry("global_avg_pool2d", AVERAGE_POOL),
            Map.entry("global_max_pool1d", EXTREMUM_POOL),
            Map.entry("global_max_pool2d", EXTREMUM_POOL),
            Map.entry("standardize", NORM),
            Map.entry("batch_norm", NORM),
            Map.entry("layer_norm", NORM),
            Map.entry("rms_norm", NORM));

    /** The key of the gate's wording. */
    String key() {
        return "gate." + name().toLowerCase(java.util.Locale.ROOT);
    }

    static GateKinds of(Expr e) {
        if (e instanceof Expr.Call call && ArrayFunctions.find(call).isPresent()) {
            return ofCall(call);
        } else if (!isSingle(e)) {
            return COMPOSED;
        } else if (e instanceof Expr.Add) {
            return ADD;
        } else if (e instanceof Expr.Mul m) {
            boolean constant = m.factors().stream().anyMatch(factor -> !(factor instanceof Expr.Sym));
            return constant ? CONSTANT_FACTOR : MULTIPLY;
        } else if (e instanceof Expr.Neg) {
            return CONSTANT_FACTOR;
        } else if (e instanceof Expr.MatMul) {
            return MATRIX_PRODUCT;
        } else if (e instanceof Expr.Transpose) {
            return TRANSPOSE;
        } else if (e instanceof Expr.Call call) {
            return ofCall(call);
        }
        boolean one = e.parts().stream().filter(Expr.Sym.class::isInstance).count() == 1;
        return one ? FUNCTION : COMPOSED;
    }

    private static GateKinds ofCall(Expr.Call call) {
        if (ArrayFunctions.find(call).isPresent()) {
            return OF_ARRAYS.getOrDefault(call.function(), COMPOSED);
        } else if (OpenFunction.isCall(call)) {
            return FUNCTION;
        }
        Kind kind = Functions.find(call.function()).orElseThrow().kind();
        boolean several = call.args().size() > 1;
        boolean routes = Gates.find(call.function())
                .map(gate -> gate.behaviour() == Gate.Behaviour.ROUTES)
                .orElse(false);
        if (routes) {
            boolean max = call.function().equals("max");
            return several ? max ? MAX : MIN : max ? LARGEST : SMALLEST;
        }
        return switch (kind) {
            case ENTRYWISE -> FUNCTION;
            case LOSS -> LOSS;
            case ROWWISE -> SOFTMAX;
            case PRODUCT -> MATRIX_PRODUCT;
            case ARRAY -> COMPOSED;
            case REDUCING, EXTREMUM ->
                switch (call.function()) {
                    case "sum" -> SUM;
                    case "mean" -> MEAN;
                    default -> FUNCTION;
                };
        };
    }

    private static boolean isNumber(Expr e) {
        return !(e instanceof Expr.Sym) && e.parts().stream().allMatch(GateKinds::isNumber);
    }

    /** Whether it is one operation on letters and numbers, each letter in it once. */
    private static boolean isSingle(Expr e) {
        var letters = new HashSet<Expr>();
        for (Expr part : e.parts()) {
            Expr inner = e instanceof Expr.Add && part instanceof Expr.Neg negative ? negative.arg() : part;
            boolean number = !(inner instanceof Expr.Sym) && isNumber(inner);
            if (!number && !(inner instanceof Expr.Sym && letters.add(inner))) {
                return false;
            }
        }
        return !e.parts().isEmpty() || e instanceof Expr.Call;
    }
}
