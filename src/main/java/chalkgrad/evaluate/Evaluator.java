package chalkgrad.evaluate;

import chalkgrad.algebra.ElementaryFunction;
import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Symbol;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The value of a scalar expression.
 *
 * <p>{@code new Evaluator(Arithmetic.enclosing(40), e -> e).value(Expr.call("exp", Expr.sym("z")), z -> Real.of(1))} encloses e.
 *
 * <p>A part that occurs several times as the same object is evaluated once. Depth is limited by memory only, not by the call stack.
 */
public final class Evaluator {
    /** Functions that have a definition, and yet are better worked out at once. */
    private static final Map<String, BiFunction<Arithmetic, Real, Real>> GIVEN =
            Map.of("log", Arithmetic::ln, "abs", Arithmetic::abs);

    private static final Map<Symbol, Function<Arithmetic, Real>> CONSTANTS = Map.of(
            Symbol.Constant.E,
            Arithmetic::e,
            Symbol.Constant.PI,
            Arithmetic::pi,
            new Symbol.Name("e"),
            Arithmetic::e,
            new Symbol.Name("pi"),
            Arithmetic::pi);

    private final Arithmetic arithmetic;
    private final UnaryOperator<Expr> expand;

    /**
     * @param arithmetic what numbers are computed with
     * @param expand a call of a function that is not elementary in terms of simpler ones; what it does not know it returns as it is
     */
    public Evaluator(Arithmetic arithmetic, UnaryOperator<Expr> expand) {
        this.arithmetic = arithmetic;
        this.expand = expand;
    }

    /** The value, without a record of the decisions taken. */
    public Real value(Expr e, Function<? super Symbol, ? extends @Nullable Real> values) {
        return value(e, values, Branches.recording());
    }

    /**
     * The value, or why there is none.
     *
     * @throws IllegalArgumentException for what is not scalar, has a symbol without a value or a function that nobody knows: a bug
     */
    public Attempt attempt(Expr e, Function<? super Symbol, ? extends @Nullable Real> values) {
        try {
            return new Attempt.Valued(value(e, values));
        } catch (NumericFault fault) {
            return new Attempt.NoValue(fault);
        } catch (Undecided undecided) {
            return new Attempt.TooCoarse();
        }
    }

    /**
     * The value of {@code e}.
     *
     * @param values a symbol's value, or null where it has none; {@code e} and {@code pi} are the constants then
     * @param branches takes the decision at each {@link Expr.Cases}; a part that is shared decides once
     * @throws NumericFault where the expression has no value there
     * @throws Undecided where more digits are needed to tell
     * @throws IllegalArgumentException for what is not scalar, has a symbol without a value or a function that nobody knows: a bug
     */
    Real value(Expr e, Function<? super Symbol, ? extends @Nullable Real> values, Branches branches) {
        return new Run(values, branches).value(e);
    }

    /** One evaluation: a stack of the parts that are still to be done, and the values of those that are. */
    private final class Run {
        private final Function<? super Symbol, ? extends @Nullable Real> values;
        private final Branches branches;
        private final Deque<Expr> open = new ArrayDeque<>();
        private final IdentityHashMap<Expr, Real> done = new IdentityHashMap<>();

        /** What an expression has the value of: a branch that was chosen, a definition, what a mark is put on. */
        private final IdentityHashMap<Expr, Expr> instead = new IdentityHashMap<>();

        Run(Function<? super Symbol, ? extends @Nullable Real> values, Branches branches) {
            this.values = values;
            this.branches = branches;
        }

        Real value(Expr root) {
            open.push(root);
            while (!open.isEmpty()) {
                Expr e = open.element();
                if (done.containsKey(e)) {
                    open.pop();
                    continue;
                }
                if (ready(operands(e))) {
                    Real value = apply(e);
                    if (value != null) {
                        done.put(e, value);
                        open.pop();
                    }
                }
            }
            return of(root);
        }

        private List<Expr> operands(Expr e) {
            Expr other = instead.get(e);
            if (other != null) {
                return List.of(other);
            } else if (e instanceof Expr.Num || e instanceof Expr.Sym) {
                return List.of();
            } else if (e instanceof Expr.Neg neg) {
                return List.of(neg.arg());
            } else if (e instanceof Expr.Add add) {
                return add.terms();
            } else if (e instanceof Expr.Mul mul) {
                return mul.factors();
            } else if (e instanceof Expr.Div div) {
                return List.of(div.numerator(), div.denominator());
            } else if (e instanceof Expr.Pow pow) {
                return List.of(pow.base(), pow.exponent());
            } else if (e instanceof Expr.Call call) {
                return isElementary(call) ? call.args() : List.of();
            } else if (e instanceof Expr.Cases cases) {
                return List.of(cases.guard());
            } else if (e instanceof Expr.Marked marked) {
                return List.of(marked.arg());
            }
            throw new IllegalArgumentException("not a scalar: " + e.getClass().getSimpleName());
        }

        /** Whether all {@code operands} have values; those that have none are put on the stack, the first on top. */
        private boolean ready(List<Expr> operands) {
            boolean ready = true;
            for (int i = operands.size() - 1; i >= 0; i--) {
                Expr operand = operands.get(i);
                if (!isLeaf(operand) && !done.containsKey(operand)) {
                    open.push(operand);
                    ready = false;
                }
            }
            return ready;
        }

        /** The value from those of the operands; null where what it depends on has become known only now. */
        private @Nullable Real apply(Expr e) {
            Expr other = instead.get(e);
            if (other != null) {
                return of(other);
            } else if (isLeaf(e)) {
                return of(e);
            } else if (e instanceof Expr.Neg neg) {
                return arithmetic.neg(of(neg.arg()));
            } else if (e instanceof Expr.Add add) {
                return fold(add.terms(), arithmetic::add);
            } else if (e instanceof Expr.Mul mul) {
                return fold(mul.factors(), arithmetic::mul);
            } else if (e instanceof Expr.Div div) {
                return arithmetic.div(of(div.numerator()), of(div.denominator()));
            } else if (e instanceof Expr.Pow pow) {
                return arithmetic.pow(of(pow.base()), of(pow.exponent()));
            } else if (e instanceof Expr.Marked marked) {
                return of(marked.arg());
            } else if (e instanceof Expr.Cases cases) {
                instead.put(e, chosen(cases));
                return null;
            } else if (e instanceof Expr.Call call) {
                if (isElementary(call)) {
                    return function(call.function(), arithmetic, of(call.args().get(0)));
                }
                Expr expanded = expand.apply(call);
                if (expanded.equals(call)) {
                    throw new IllegalArgumentException("no function " + call.function() + " of "
                            + call.args().size());
                }
                instead.put(e, expanded);
                return null;
            }
            throw new IllegalArgumentException("not a scalar: " + e.getClass().getSimpleName());
        }

        private Real fold(List<Expr> operands, BiFunction<Real, Real, Real> operation) {
            Real result = of(operands.get(0));
            for (Expr operand : operands.subList(1, operands.size())) {
                result = operation.apply(result, of(operand));
            }
            return result;
        }

        private Expr chosen(Expr.Cases cases) {
            Expr guard = cases.guard();
            int sign = branches.kept(guard).orElseGet(() -> arithmetic.sign(of(guard)));
            branches.add(guard, sign);
            return sign > 0 ? cases.above() : sign < 0 ? cases.below() : cases.at();
        }

        private Real of(Expr e) {
            if (e instanceof Expr.Num num) {
                return Real.of(num.value());
            } else if (e instanceof Expr.Sym sym) {
                return of(sym.symbol());
            }
            Real value = done.get(e);
            if (value == null) {
                throw new AssertionError(e);
            }
            return value;
        }

        private Real of(Symbol symbol) {
            Real value = values.apply(symbol);
            if (value != null) {
                return value;
            }
            Function<Arithmetic, Real> constant = CONSTANTS.get(symbol);
            if (constant == null) {
                throw new IllegalArgumentException("no value for " + symbol.id());
            }
            return constant.apply(arithmetic);
        }
    }

    private static boolean isLeaf(Expr e) {
        return e instanceof Expr.Num || e instanceof Expr.Sym;
    }

    private static boolean isElementary(Expr.Call call) {
        return call.args().size() == 1
                && (GIVEN.containsKey(call.function())
                        || ElementaryFunction.find(call.function()).isPresent());
    }

    private static Real function(String name, Arithmetic arithmetic, Real x) {
        BiFunction<Arithmetic, Real, Real> given = GIVEN.get(name);
        return given != null
                ? given.apply(arithmetic, x)
                : function(ElementaryFunction.find(name).orElseThrow(), arithmetic, x);
    }

    private static Real function(ElementaryFunction function, Arithmetic arithmetic, Real x) {
        return switch (function) {
            case EXP -> arithmetic.exp(x);
            case LN -> arithmetic.ln(x);
            case LOG10 -> arithmetic.log10(x);
            case LOG2 -> arithmetic.log2(x);
            case SQRT -> arithmetic.sqrt(x);
            case SIN -> arithmetic.sin(x);
            case COS -> arithmetic.cos(x);
            case TAN -> arithmetic.tan(x);
            case SINH -> arithmetic.sinh(x);
            case COSH -> arithmetic.cosh(x);
            case TANH -> arithmetic.tanh(x);
            case ARCSIN -> arithmetic.arcsin(x);
            case ARCCOS -> arithmetic.arccos(x);
            case ARCTAN -> arithmetic.arctan(x);
            case ERF -> arithmetic.erf(x);
        };
    }
}
