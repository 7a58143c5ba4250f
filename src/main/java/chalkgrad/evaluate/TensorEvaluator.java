package chalkgrad.evaluate;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Symbol;
import chalkgrad.model.Quantity;
import chalkgrad.rules.ArrayFunction;
import chalkgrad.rules.ArrayFunctions;
import chalkgrad.rules.Dims;
import chalkgrad.rules.Functions;
import chalkgrad.rules.Plan;
import chalkgrad.rules.Shapes;
import chalkgrad.rules.Signature;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The value of an expression of scalars, vectors and matrices.
 *
 * <p>{@code relu(x @ w)} is first the product, and then, entry by entry, what the scalar {@link Evaluator} says.
 *
 * <p>Whatever works entry by entry is evaluated so, as one expression of scalars: a choice by cases is then made for each entry, and what an
 * entry does not choose need not have a value.
 */
final class TensorEvaluator {
    private final Arithmetic arithmetic;
    private final Evaluator scalars;
    private final Products products;

    TensorEvaluator(Arithmetic arithmetic) {
        this.arithmetic = arithmetic;
        this.scalars = new Evaluator(arithmetic, Functions::expand);
        this.products = new Products(arithmetic);
    }

    /**
     * The value of {@code e}, whose shapes fit.
     *
     * @param values a symbol's value, or null for the constants
     * @param branches takes the decisions, entry after entry
     * @throws NumericFault where there is no value
     * @throws Undecided where more digits are needed to tell
     */
    Value value(Expr e, Function<? super Symbol, ? extends @Nullable Value> values, Branches branches) {
        return new Run(values, branches).value(e);
    }

    /** What works entry by entry, as an expression of scalars, and the letters' values for each entry. */
    Entrywise entrywise(Expr e, Function<? super Symbol, ? extends @Nullable Value> values) {
        return new Run(values, Branches.recording()).entrywise(e);
    }

    /** The place of a part that does not work entry by entry. */
    private record Slot(int index) implements Symbol {
        @Override
        public String id() {
            return "#" + index;
        }
    }

    /**
     * An entrywise expression.
     *
     * @param scalar the expression of one entry
     * @param dims the shape of the whole
     */
    record Entrywise(Expr scalar, Dims dims, Function<Symbol, @Nullable Value> values) {
        /** The letters' values for the entry {@code index}, counted row by row from zero. */
        Function<Symbol, @Nullable Real> at(int index) {
            return symbol -> {
                Value value = values.apply(symbol);
                return value == null ? null : Products.entry(value, dims, index);
            };
        }
    }

    /** Whether an operation works entry by entry whatever the shapes of its parts are. */
    private static boolean isEntrywise(Expr e) {
        if (e instanceof Expr.Call call) {
            return Functions.find(call.function())
                    .map(function -> function.isEntrywise(call))
                    .orElse(false);
        }
        return !(e instanceof Expr.MatMul || e instanceof Expr.Transpose || e instanceof Expr.Matrix);
    }

    private final class Run {
        private final Function<? super Symbol, ? extends @Nullable Value> values;
        private final Branches branches;
        private final IdentityHashMap<Expr, Value> done = new IdentityHashMap<>();

        Run(Function<? super Symbol, ? extends @Nullable Value> values, Branches branches) {
            this.values = values;
            this.branches = branches;
        }

        Value value(Expr e) {
            Value known = done.get(e);
            if (known == null) {
                known = e instanceof Expr.Sym s ? letter(s.symbol()) : null;
                if (known == null) {
                    known = isEntrywise(e) ? overEntries(entrywise(e)) : structural(e);
                }
                done.put(e, known);
            }
            return known;
        }

        private @Nullable Value letter(Symbol symbol) {
            return symbol instanceof Quantity.Ones ones ? Products.ones(ones.dims()) : values.apply(symbol);
        }

        private Value overEntries(Entrywise all) {
            int count = all.dims.count();
            if (count == 1 && all.dims.isScalar()) {
                return scalars.value(all.scalar, all.at(0), branches);
            }
            var entries = new ArrayList<Real>(count);
            for (int i = 0; i < count; i++) {
                entries.add(scalars.value(all.scalar, all.at(i), branches));
            }
            return Tensor.of(all.dims, entries);
        }

        Entrywise entrywise(Expr e) {
            var parts = new Parts();
            Expr scalar = parts.scalar(e);
            return new Entrywise(scalar, parts.dims, parts::look);
        }

        /** The parts of an entrywise expression that are not entrywise themselves, and the shape that all parts make together. */
        private final class Parts {
            private final List<Value> slots = new ArrayList<>();
            private final IdentityHashMap<Expr, Expr> seen = new IdentityHashMap<>();
            Dims dims = Dims.SCALAR;

            Expr scalar(Expr e) {
                if (e instanceof Expr.Num) {
                    return e;
                }
                Expr known = seen.get(e);
                if (known == null) {
                    known = put(e);
                    seen.put(e, known);
                }
                return known;
            }

            private Expr put(Expr e) {
                if (e instanceof Expr.Sym s) {
                    Value value = letter(s.symbol());
                    if (value != null) {
                        dims = Products.together(dims, Tensor.dims(value));
                    }
                    return e;
                } else if (isEntrywise(e)) {
                    return e.mapParts(this::scalar);
                }
                Value value = value(e);
                dims = Products.together(dims, Tensor.dims(value));
                slots.add(value);
                return Expr.sym(new Slot(slots.size() - 1));
            }

            @Nullable
            Value look(Symbol symbol) {
                return symbol instanceof Slot slot ? slots.get(slot.index) : letter(symbol);
            }
        }

        private Value structural(Expr e) {
            if (e instanceof Expr.MatMul m) {
                Value left = value(m.left());
                Value right = value(m.right());
                return Tensor.dims(left).axes().size() > 2
                                || Tensor.dims(right).axes().size() > 2
                        ? withSettings(new Expr.Call("matmul", List.of(m.left(), m.right())))
                        : products.product(left, right);
            } else if (e instanceof Expr.Transpose t) {
                return Products.transposed((Tensor) value(t.arg()));
            } else if (e instanceof Expr.Call call && ArrayFunctions.find(call).isPresent()) {
                return withSettings(call);
            } else if (e instanceof Expr.Call back && back.function().equals(ArrayFunctions.BACK)) {
                return sentBack(back);
            } else if (e instanceof Expr.Call call) {
                List<Value> args = call.args().stream().map(this::value).toList();
                return call(call.function(), args);
            }
            throw new IllegalArgumentException("no value: " + e.getClass().getSimpleName());
        }

        private Dims dims(Expr e) {
            return Shapes.dims(e, symbol -> {
                Value value = letter(symbol);
                return value == null ? null : Tensor.dims(value);
            });
        }

        private Value withSettings(Expr.Call call) {
            ArrayFunction function = ArrayFunctions.find(call).orElseThrow();
            Signature.Arguments args = function.signature().arguments(call);
            if (function.value() instanceof ArrayFunction.Value.Defined defined) {
                return value(defined.definition()
                        .of(args, args.arrays().stream().map(this::dims).toList()));
            }
            List<Value> arrays = args.arrays().stream().map(this::value).toList();
            Plan plan = plan(function, args, arrays);
            return Tensor.of(
                    plan.dims(),
                    plan.forward(arrays.stream().map(Tensor::entries).toList(), new Reals(products, branches)));
        }

        private static Plan plan(ArrayFunction function, Signature.Arguments args, List<Value> arrays) {
            return ((ArrayFunction.Value.Planned) function.value())
                    .plan()
                    .of(args, arrays.stream().map(Tensor::dims).toList());
        }

        /** What comes back to one argument of a call. */
        private Value sentBack(Expr.Call back) {
            int arg = ((Expr.Num) back.args().get(0)).value().intValueExact();
            var call = (Expr.Call) back.args().get(2);
            ArrayFunction function = ArrayFunctions.find(call).orElseThrow();
            Signature.Arguments args = function.signature().arguments(call);
            List<Value> arrays = args.arrays().stream().map(this::value).toList();
            Value upstream = value(back.args().get(1));
            return Tensor.of(
                    Tensor.dims(arrays.get(arg)),
                    plan(function, args, arrays)
                            .backward(
                                    arg,
                                    Tensor.entries(upstream),
                                    arrays.stream().map(Tensor::entries).toList(),
                                    new Reals(products, branches)));
        }

        private Value call(String function, List<Value> args) {
            Value first = args.get(0);
            List<Real> entries = Tensor.entries(first);
            switch (function) {
                case "sum":
                    return products.sum(entries);
                case "mean":
                    return arithmetic.div(products.sum(entries), Real.of(entries.size()));
                case "max", "min":
                    return new Ties(arithmetic, function.equals("max"), branches).extremum(entries);
                case "maxshare", "minshare":
                    return Tensor.of(
                            Tensor.dims(first),
                            new Ties(arithmetic, function.equals("maxshare"), branches).shares(entries));
                case "norm":
                    return arithmetic.sqrt(products.dot(entries, entries));
                case "dot":
                    return products.dot(entries, Tensor.entries(args.get(1)));
                case "outer":
                    return products.outer(entries, Tensor.entries(args.get(1)));
                case "softmax":
                    return products.softmax((Tensor) first);
                default:
                    return loss(function, first, args.get(1));
            }
        }

        /** A loss adds up what each entry of the output, with that of the target, contributes. */
        private Value loss(String name, Value output, Value target) {
            Expr part = Functions.lossOfEach(name, Tensor.entries(output).size());
            var all = new Entrywise(part, Tensor.dims(output), symbol -> {
                if (symbol.equals(chalkgrad.rules.Loss.OUTPUT)) {
                    return output;
                }
                return symbol.equals(chalkgrad.rules.Loss.TARGET) ? target : null;
            });
            return products.sum(Tensor.entries(overEntries(all)));
        }
    }

    /** What plans do with reals. */
    private record Reals(Products products, Branches branches) implements Plan.Numbers<Real> {
        @Override
        public Real sum(List<Real> terms) {
            return terms.isEmpty() ? Real.of(0) : terms.size() == 1 ? terms.get(0) : products.sum(terms);
        }

        @Override
        public Real dot(List<Real> left, List<Real> right) {
            return products.dot(left, right);
        }

        @Override
        public Real divided(Real value, int divisor) {
            return products.arithmetic().div(value, Real.of(divisor));
        }

        @Override
        public Real extremum(List<Real> among, boolean largest) {
            return new Ties(products.arithmetic(), largest, branches).extremum(among);
        }

        @Override
        public List<Real> shares(List<Real> among, boolean largest) {
            return new Ties(products.arithmetic(), largest, branches).shares(among);
        }
    }

    /** The largest or smallest of several numbers; numbers that tie have it together, each a share. */
    private record Ties(Arithmetic arithmetic, boolean largest, Branches branches) {
        private static final Expr GUARD = Expr.sym("tie");

        Real extremum(List<Real> entries) {
            List<Integer> leading = leading(entries);
            Real sum = entries.get(leading.get(0));
            for (int i : leading.subList(1, leading.size())) {
                sum = arithmetic.add(sum, entries.get(i));
            }
            // Those that tie are equal; beside a tie that is kept, their mean has the slope that is agreed on.
            return leading.size() == 1 ? sum : arithmetic.div(sum, Real.of(leading.size()));
        }

        List<Real> shares(List<Real> entries) {
            List<Integer> leading = leading(entries);
            Real share = arithmetic.div(Real.of(1), Real.of(leading.size()));
            var shares = new ArrayList<Real>(Collections.nCopies(entries.size(), Real.of(0)));
            leading.forEach(i -> shares.set(i, share));
            return shares;
        }

        private List<Integer> leading(List<Real> entries) {
            var leading = new ArrayList<Integer>(List.of(0));
            for (int i = 1; i < entries.size(); i++) {
                Real best = entries.get(leading.get(0));
                Real entry = entries.get(i);
                int sign = branches.kept(GUARD).orElseGet(() -> arithmetic.sign(arithmetic.sub(entry, best)));
                branches.add(GUARD, sign);
                if (sign != 0 && sign > 0 == largest) {
                    leading.clear();
                }
                if (sign == 0 || sign > 0 == largest) {
                    leading.add(i);
                }
            }
            return leading;
        }
    }
}
