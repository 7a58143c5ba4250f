package chalkgrad.check;

import chalkgrad.algebra.ElementaryFunction;
import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Symbol;
import chalkgrad.rules.Functions;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * An expression made ready to be evaluated many times in binary floating point.
 *
 * <p>{@code Compiled.of(parse("a*b")).value(symbol -> 3)} is 9.
 *
 * <p>Good for deciding which of several numbers is meant; what is printed as exact is computed otherwise.
 */
public final class Compiled {
    /** Past this an expression is not worth the work: a person wrote something else. */
    private static final int MAX_NODES = 20_000;

    private static final List<ElementaryFunction> FUNCTIONS = List.of(ElementaryFunction.values());

    /** What an instruction does with the top of a stack of numbers; the lower bits of its word are its argument. */
    private static final int NUMBER = 0; // puts a number there, by its place

    private static final int VALUE = 1; // puts a symbol's value there, by its slot
    private static final int NEGATIVE = 2;
    private static final int SUM = 3; // of so many
    private static final int PRODUCT = 4; // of so many
    private static final int QUOTIENT = 5;
    private static final int POWER = 6;
    private static final int FUNCTION = 7; // by its place
    private static final int SQUARE = 8;
    private static final int CHOICE = 9; // by the sign of the first among what belongs to above, at and below 0

    private static final int ARGUMENT_BITS = 24;
    private static final int ARGUMENT = (1 << ARGUMENT_BITS) - 1;

    private int[] program = new int[16];
    private int length;
    private double[] numbers = new double[4];
    private int used;
    private int depth;
    private int deepest;
    private final Map<Symbol, Integer> slots = new LinkedHashMap<>();

    private Compiled(Expr expr) {
        put(expr);
    }

    public static Compiled of(Expr expr) {
        Expr expanded = Functions.expand(expr);
        return new Compiled(expanded.nodes(MAX_NODES) < MAX_NODES ? expanded : Expr.call("too large"));
    }

    /** The value; not a number where there is none. */
    public double value(ToDoubleFunction<Symbol> values) {
        var known = new double[slots.size()];
        slots.forEach((symbol, slot) -> known[slot] = values.applyAsDouble(symbol));
        return value(known);
    }

    /** The value from those of {@link #symbols}, in their order; not a number where there is none. */
    public double value(double[] values) {
        return value(values, null);
    }

    /**
     * The value from some of many values.
     *
     * @param places where those of {@link #symbols} are among them, in their order; a negative one is nowhere, and not a number. None where
     *     the values are those of the symbols themselves
     */
    double value(double[] values, int @Nullable [] places) {
        return value(values, places, new double[deepest]);
    }

    /** How much room on a stack the work takes. */
    int room() {
        return deepest;
    }

    /** The same on a stack with enough {@link #room}, whatever is there. */
    double value(double[] values, int @Nullable [] places, double[] stack) {
        int top = -1;
        for (int i = 0; i < length; i++) {
            int argument = program[i] & ARGUMENT;
            switch (program[i] >>> ARGUMENT_BITS) {
                case NUMBER -> stack[++top] = numbers[argument];
                case VALUE -> {
                    int place = places == null ? argument : places[argument];
                    stack[++top] = place < 0 ? Double.NaN : values[place];
                }
                case NEGATIVE -> stack[top] = -stack[top];
                case SUM -> {
                    top -= argument - 1;
                    double sum = 0;
                    for (int k = 0; k < argument; k++) {
                        sum += stack[top + k];
                    }
                    stack[top] = sum;
                }
                case PRODUCT -> {
                    top -= argument - 1;
                    double product = 1;
                    for (int k = 0; k < argument; k++) {
                        product *= stack[top + k];
                    }
                    stack[top] = product;
                }
                case QUOTIENT -> {
                    top--;
                    stack[top] /= stack[top + 1];
                }
                case POWER -> {
                    top--;
                    stack[top] = StrictMath.pow(stack[top], stack[top + 1]);
                }
                case SQUARE -> stack[top] *= stack[top];
                case FUNCTION -> stack[top] = FUNCTIONS.get(argument).value(stack[top]);
                default -> {
                    top -= 3;
                    double sign = stack[top];
                    if (!Double.isNaN(sign)) {
                        stack[top] = stack[top + (sign > 0 ? 1 : sign == 0 ? 2 : 3)];
                    }
                }
            }
        }
        return stack[0];
    }

    /** The symbols in it, constants aside. */
    public Set<Symbol> symbols() {
        return slots.keySet();
    }

    private void put(Expr expr) {
        if (expr instanceof Expr.Num num) {
            number(num.value().doubleValue());
        } else if (expr instanceof Expr.Sym sym) {
            symbol(sym.symbol());
        } else if (expr instanceof Expr.Cases cases) {
            put(cases.guard());
            put(cases.above());
            put(cases.at());
            put(cases.below());
            instruction(CHOICE, 0, -3);
        } else if (expr instanceof Expr.Neg || expr instanceof Expr.Marked) {
            putParts(expr);
            if (expr instanceof Expr.Neg) {
                instruction(NEGATIVE, 0, 0);
            }
        } else if (expr instanceof Expr.Add || expr instanceof Expr.Mul) {
            int count = expr.parts().size();
            putParts(expr);
            instruction(expr instanceof Expr.Add ? SUM : PRODUCT, count, 1 - count);
        } else if (expr instanceof Expr.Div) {
            putParts(expr);
            instruction(QUOTIENT, 0, -1);
        } else if (expr instanceof Expr.Pow power) {
            power(power);
        } else if (expr instanceof Expr.Call call && ElementaryFunction.of(call).isPresent()) {
            putParts(expr);
            instruction(FUNCTION, FUNCTIONS.indexOf(ElementaryFunction.of(call).get()), 0);
        } else {
            symbols(expr);
            number(Double.NaN);
        }
    }

    /** Powers of e and squares, of which networks are full, are worked out faster than others. */
    private void power(Expr.Pow power) {
        if (power.base() instanceof Expr.Sym sym && isE(sym.symbol())) {
            put(power.exponent());
            instruction(FUNCTION, FUNCTIONS.indexOf(ElementaryFunction.EXP), 0);
        } else if (power.exponent().equals(Expr.num(2))) {
            put(power.base());
            instruction(SQUARE, 0, 0);
        } else {
            putParts(power);
            instruction(POWER, 0, -1);
        }
    }

    private void putParts(Expr expr) {
        for (Expr part : expr.parts()) {
            put(part);
        }
    }

    private void number(double value) {
        if (used == numbers.length) {
            numbers = Arrays.copyOf(numbers, 2 * used);
        }
        numbers[used] = value;
        instruction(NUMBER, used++, 1);
    }

    private void symbol(Symbol symbol) {
        if (isE(symbol)) {
            number(Math.E);
        } else if (isPi(symbol)) {
            number(Math.PI);
        } else {
            instruction(VALUE, slot(symbol), 1);
        }
    }

    private static boolean isE(Symbol symbol) {
        return symbol == Symbol.Constant.E || symbol.equals(new Symbol.Name("e"));
    }

    private static boolean isPi(Symbol symbol) {
        return symbol == Symbol.Constant.PI || symbol.equals(new Symbol.Name("pi"));
    }

    private int slot(Symbol symbol) {
        Integer known = slots.get(symbol);
        if (known == null) {
            known = slots.size();
            slots.put(symbol, known);
        }
        return known;
    }

    /** The symbols of what has no value have slots all the same. */
    private void symbols(Expr expr) {
        if (expr instanceof Expr.Sym sym && !isE(sym.symbol()) && !isPi(sym.symbol())) {
            slot(sym.symbol());
        }
        expr.parts().forEach(this::symbols);
    }

    /** Adds an instruction by which the stack grows by so many numbers. */
    private void instruction(int code, int argument, int growth) {
        if (length == program.length) {
            program = Arrays.copyOf(program, 2 * length);
        }
        program[length++] = code << ARGUMENT_BITS | argument;
        depth += growth;
        deepest = Math.max(deepest, depth);
    }
}
