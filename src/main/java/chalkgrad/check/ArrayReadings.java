package chalkgrad.check;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Symbol;
import chalkgrad.derive.Occurrence;
import chalkgrad.derive.UnrolledComputation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What an expression may be once its names are known: two arrays side by side may be multiplied in several ways.
 *
 * <p>{@code W x + b} is a column of sums; {@code \\delta a} may be an outer product or one entry by entry.
 */
final class ArrayReadings {
    /** So many ways to multiply out one side are looked at. */
    static final int PRODUCTS = 6;

    private static final int MAX_ENTRIES = 2_000;

    private final UnrolledComputation unrolled;
    private final FunctionsInUse functions;
    private final Map<List<Object>, Expr> derivatives;

    /** @param derivatives those of expressions by symbols that are known already; more are added */
    ArrayReadings(UnrolledComputation unrolled, FunctionsInUse functions, Map<List<Object>, Expr> derivatives) {
        this.unrolled = unrolled;
        this.functions = functions;
        this.derivatives = derivatives;
    }

    /** What an expression may be with these meanings; two arrays side by side may be multiplied in several ways. */
    List<Grid> ways(Expr expr, Map<Symbol, Grid> meanings) {
        if (expr instanceof Expr.Sym sym) {
            Grid grid = meanings.get(sym.symbol());
            return List.of(grid == null ? Grid.scalar(expr) : grid);
        } else if (expr instanceof Expr.Num) {
            return List.of(Grid.scalar(expr));
        } else if (expr instanceof Expr.Matrix matrix) {
            return matrix(matrix, meanings).stream().toList();
        } else if (expr instanceof Expr.Neg neg) {
            return ways(neg.arg(), meanings).stream()
                    .map(grid -> grid.map(ArrayReadings::negated))
                    .toList();
        } else if (expr instanceof Expr.Transpose transpose) {
            return ways(transpose.arg(), meanings).stream()
                    .map(Grid::transposed)
                    .toList();
        } else if (isOfNumbers(expr, meanings)) {
            return scalars(expr, meanings);
        } else if (expr instanceof Expr.Add add) {
            return fold(
                    add.terms(),
                    meanings,
                    (a, b) -> a.with(b, (x, y) -> Expr.add(x, y)).stream().toList());
        } else if (expr instanceof Expr.Mul mul) {
            return fold(mul.factors(), meanings, ArrayReadings::product);
        } else if (expr instanceof Expr.MatMul product) {
            return fold(List.of(product.left(), product.right()), meanings, ArrayReadings::matrixProduct);
        } else if (expr instanceof Expr.Div div) {
            return fold(
                    List.of(div.numerator(), div.denominator()),
                    meanings,
                    (a, b) -> a.with(b, Expr::div).stream().toList());
        } else if (expr instanceof Expr.Pow pow) {
            return fold(
                    List.of(pow.base(), pow.exponent()),
                    meanings,
                    (a, b) -> b.isScalar() ? List.of(a.map(entry -> Expr.pow(entry, b.only()))) : List.of());
        } else if (expr instanceof Expr.Call call) {
            return call(call, meanings);
        }
        return scalars(expr, meanings);
    }

    private static Expr negated(Expr entry) {
        return entry instanceof Expr.Neg neg ? neg.arg() : Expr.neg(entry);
    }

    /** Whether there is no array in an expression: then it keeps the shape in which it was written. */
    private static boolean isOfNumbers(Expr expr, Map<Symbol, Grid> meanings) {
        if (expr instanceof Expr.Sym sym) {
            Grid grid = meanings.get(sym.symbol());
            return grid == null || grid.isScalar();
        }
        boolean plain = !(expr instanceof Expr.Matrix
                || expr instanceof Expr.Call
                || expr instanceof Expr.MatMul
                || expr instanceof Expr.Transpose);
        return plain && expr.parts().stream().allMatch(part -> isOfNumbers(part, meanings));
    }

    /** An operation of which every part is a number. */
    private List<Grid> scalars(Expr expr, Map<Symbol, Grid> meanings) {
        var failed = new boolean[1];
        Expr result = expr.mapParts(part -> {
            List<Grid> ways = ways(part, meanings);
            if (ways.isEmpty() || !ways.get(0).isScalar()) {
                failed[0] = true;
                return part;
            }
            return ways.get(0).only();
        });
        return failed[0] ? List.of() : List.of(Grid.scalar(result));
    }

    private Optional<Grid> matrix(Expr.Matrix matrix, Map<Symbol, Grid> meanings) {
        int columns = matrix.rows().get(0).size();
        var entries = new ArrayList<Expr>();
        for (List<Expr> row : matrix.rows()) {
            if (row.size() != columns) {
                return Optional.empty();
            }
            for (Expr entry : row) {
                Optional<Grid> single =
                        ways(entry, meanings).stream().filter(Grid::isScalar).findFirst();
                if (single.isEmpty()) {
                    return Optional.empty();
                }
                entries.add(single.get().only());
            }
        }
        return entries.size() > MAX_ENTRIES
                ? Optional.empty()
                : Optional.of(new Grid(matrix.rows().size(), columns, entries));
    }

    private interface Operation {
        List<Grid> apply(Grid left, Grid right);
    }

    private List<Grid> fold(List<Expr> parts, Map<Symbol, Grid> meanings, Operation operation) {
        List<Grid> results = ways(parts.get(0), meanings);
        for (Expr part : parts.subList(1, parts.size())) {
            var more = new LinkedHashSet<Grid>();
            List<Grid> rights = ways(part, meanings);
            for (Grid left : results) {
                for (Grid right : rights) {
                    more.addAll(operation.apply(left, right));
                }
            }
            results = more.stream().limit(PRODUCTS).toList();
        }
        return results;
    }

    /** What people mean by two arrays side by side. */
    private static List<Grid> product(Grid left, Grid right) {
        if (left.isScalar() || right.isScalar()) {
            return left.with(right, (x, y) -> Expr.mul(x, y)).stream().toList();
        }
        var all = new LinkedHashSet<Grid>();
        if (!(left.isVector() && right.isVector())) {
            all.addAll(matrixProduct(left, right));
        }
        left.with(right, (x, y) -> Expr.mul(x, y)).ifPresent(all::add);
        if (left.isVector() && right.isVector()) {
            all.addAll(matrixProduct(left, right));
        }
        return List.copyOf(all);
    }

    /** The product of matrices; vectors lie or stand as it needs. */
    private static List<Grid> matrixProduct(Grid left, Grid right) {
        if (left.isScalar() || right.isScalar()) {
            return left.with(right, (x, y) -> Expr.mul(x, y)).stream().toList();
        }
        var all = new LinkedHashSet<Grid>();
        left.times(right).ifPresent(all::add);
        if (left.isVector() && right.isVector()) {
            boolean same = left.entries().size() == right.entries().size();
            if (same) {
                all.add(Grid.scalar(left.dot(right)));
            }
            all.add(left.outer(right));
        } else if (right.isVector()) {
            left.times(right.transposed()).ifPresent(all::add);
        } else if (left.isVector()) {
            left.transposed().times(right).ifPresent(all::add);
        }
        return List.copyOf(all);
    }

    /** Whatever product of two arrays there is, turned as needed, as in the chain rule {@code prod(dL/do, do/dW)}. */
    private static List<Grid> anyProduct(Grid left, Grid right) {
        var all = new LinkedHashSet<>(matrixProduct(left, right));
        all.addAll(matrixProduct(right, left));
        all.addAll(matrixProduct(right.transposed(), left));
        all.addAll(matrixProduct(left, right.transposed()));
        left.with(right, (x, y) -> Expr.mul(x, y)).ifPresent(all::add);
        return List.copyOf(all);
    }

    private List<Grid> call(Expr.Call call, Map<Symbol, Grid> meanings) {
        List<Expr> args = call.args();
        String name = call.function().toLowerCase(Locale.ROOT);
        if (name.equals("diff")) {
            return differentiated(args.get(0), args.get(1), meanings);
        } else if (args.size() == 1) {
            return ways(args.get(0), meanings).stream()
                    .flatMap(grid -> ofArray(call.function(), name, grid).stream())
                    .toList();
        }
        List<Expr> values =
                args.stream().filter(arg -> !(arg instanceof Expr.Relation)).toList();
        Optional<Grid> loss = loss(call.function(), values, meanings);
        if (loss.isPresent()) {
            return List.of(loss.get());
        }
        return switch (name) {
            case "dot", "matmul", "mm" -> fold(values, meanings, ArrayReadings::matrixProduct);
            case "prod" -> fold(values, meanings, ArrayReadings::anyProduct);
            case "outer" -> fold(values, meanings, (a, b) -> List.of(a.outer(b)));
            case "multiply", "mul" ->
                fold(
                        values,
                        meanings,
                        (a, b) -> a.with(b, (x, y) -> Expr.mul(x, y)).stream().toList());
            case "add" ->
                fold(
                        values,
                        meanings,
                        (a, b) -> a.with(b, (x, y) -> Expr.add(x, y)).stream().toList());
            case "subtract" ->
                fold(values, meanings, (a, b) -> a.with(b, Expr::sub).stream().toList());
            case "maximum" ->
                fold(
                        values,
                        meanings,
                        (a, b) -> a.with(b, (x, y) -> Expr.call("max", x, y)).stream()
                                .toList());
            case "max", "min" ->
                fold(
                        values,
                        meanings,
                        (a, b) -> a.with(b, (x, y) -> Expr.call(name, x, y)).stream()
                                .toList());
            default -> scalars(call, meanings);
        };
    }

    private Optional<Grid> loss(String function, List<Expr> args, Map<Symbol, Grid> meanings) {
        var grids = new ArrayList<Grid>();
        for (Expr arg : args) {
            ways(arg, meanings).stream().limit(1).forEach(grids::add);
        }
        return functions.loss(function, grids);
    }

    private List<Grid> ofArray(String function, String name, Grid grid) {
        if (grid.isScalar()) {
            return List.of(Grid.scalar(Expr.call(function, grid.only())));
        }
        return switch (name) {
            case "sum" -> List.of(Grid.scalar(grid.sum()));
            case "mean" ->
                List.of(Grid.scalar(Expr.div(grid.sum(), Expr.num(grid.entries().size()))));
            case "diag" -> grid.isVector() ? List.of(grid.diagonal()) : List.of();
            case "norm" ->
                List.of(Grid.scalar(Expr.call(
                        "sqrt",
                        Expr.add(grid.entries().stream()
                                .map(entry -> Expr.pow(entry, Expr.TWO))
                                .toList()))));
            case "abs" ->
                Stream.concat(
                                Stream.of(grid.map(entry -> Expr.call(function, entry))),
                                ofArray(function, "norm", grid).stream())
                        .toList();
            case "transpose" -> List.of(grid.transposed());
            case "softmax" -> grid.isVector() ? List.of(softmax(grid)) : List.of();
            case "max", "min" -> List.of(Grid.scalar(new Expr.Call(name, grid.entries())));
            default -> List.of(grid.map(entry -> Expr.call(function, entry)));
        };
    }

    private static Grid softmax(Grid grid) {
        Expr sum = Expr.add(grid.entries().stream()
                .<Expr>map(entry -> Expr.call("exp", entry))
                .toList());
        return grid.map(entry -> Expr.div(Expr.call("exp", entry), sum));
    }

    /** The derivative of an expression by a name that occurs in it. */
    private List<Grid> differentiated(Expr of, Expr by, Map<Symbol, Grid> meanings) {
        var all = new ArrayList<Grid>();
        for (Grid above : ways(of, meanings)) {
            for (Grid below : ways(by, meanings)) {
                boolean symbol = below.isScalar() && below.only() instanceof Expr.Sym;
                if (symbol && above.isScalar()) {
                    functions
                            .calls(above.only(), FunctionsInUse.Applied.IN_USE)
                            .flatMap(expr -> derivative(expr, ((Expr.Sym) below.only()).symbol()))
                            .ifPresent(result -> all.add(Grid.scalar(result)));
                }
            }
        }
        return all;
    }

    /** The derivative along every way from an expression back to a cell. */
    private Optional<Expr> derivative(Expr expr, Symbol by) {
        var terms = new ArrayList<Expr>();
        Set<Symbol> inside = new LinkedHashSet<>();
        cellsIn(expr, inside);
        for (Symbol symbol : inside) {
            Optional<Expr> rest = symbol.equals(by)
                    ? Optional.of(Expr.ONE)
                    : by instanceof Occurrence cell ? unrolled.derivative((Occurrence) symbol, cell) : Optional.empty();
            if (rest.isPresent() && !rest.get().equals(Expr.ZERO)) {
                if (hasSum(expr)) {
                    return Optional.empty();
                }
                Expr outer = derivatives.computeIfAbsent(
                        List.of(expr, symbol),
                        key -> unrolled.derivation().rules().shown(expr, symbol));
                terms.add(rest.get().equals(Expr.ONE) ? outer : Expr.mul(outer, rest.get()));
            }
        }
        return Optional.of(Expr.add(terms));
    }

    /** Whether a sum is left of which nobody knows how far it goes: no rule differentiates it. */
    private static boolean hasSum(Expr expr) {
        return expr instanceof Expr.Sigma || expr.parts().stream().anyMatch(ArrayReadings::hasSum);
    }

    private static void cellsIn(Expr expr, Set<Symbol> cells) {
        if (expr instanceof Expr.Sym sym && sym.symbol() instanceof Occurrence) {
            cells.add(sym.symbol());
        }
        expr.parts().forEach(part -> cellsIn(part, cells));
    }
}
