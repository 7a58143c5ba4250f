package chalkgrad.rules;

import chalkgrad.algebra.ElementaryFunction;
import chalkgrad.algebra.Expr;
import chalkgrad.algebra.FunctionNotation;
import chalkgrad.algebra.Symbol;
import chalkgrad.rules.Function.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The table of the functions that an expression may call.
 *
 * <p>{@code expand(abs(z))} is {@code {z>0: z; z=0: 0; z<0: -z}}.
 */
public final class Functions {
    /** The constant {@code e}. */
    public static final Symbol E = Symbol.Constant.E;

    /** The constant {@code pi}. */
    public static final Symbol PI = Symbol.Constant.PI;

    /** Most arguments of a function that takes several. */
    private static final int MANY = 64;
    /** Most nodes that an expression may have with its definitions put in. */
    private static final int MAX_NODES = 20_000;

    private static final Map<String, Row> ROWS = table();

    private static final Map<String, Function> SPELLINGS = spellings();

    /** A function with its definition for scalars, in its arguments; empty where it is elementary, or has none. */
    private record Row(Function function, Optional<Definition> definition) {}

    private interface Definition {
        Expr of(List<Expr> args);
    }

    /** What keeps an expression from being a function of scalars. */
    public sealed interface Misuse {
        /** There is no function of that name. */
        record Unknown(String name) implements Misuse {}

        /** The function does not take so many arguments. */
        record WrongCount(Function function, int count) implements Misuse {}

        /** It needs vectors or matrices. {@code what} is a function's name, {@code @} or {@code '}. */
        record NotScalar(String what) implements Misuse {}

        /** With the definitions of its functions put in, it is too large. */
        record TooLarge() implements Misuse {}
    }

    private Functions() {}

    /** The function of a name. */
    public static Optional<Function> find(String name) {
        return Optional.ofNullable(ROWS.get(name)).map(Row::function);
    }

    /** Every function, elementary ones first. */
    public static List<Function> all() {
        return ROWS.values().stream().map(Row::function).toList();
    }

    /** Every name, elementary functions first. */
    public static List<String> names() {
        return List.copyOf(ROWS.keySet());
    }

    /**
     * The function that people mean by a name: its own, one of its other spellings, or one of these in other case, as {@code Sin} and {@code EXP}.
     *
     * <p>Only functions of one number have other spellings and case; {@code Sum} may be anything.
     */
    public static Optional<Function> meant(String written) {
        Optional<Function> exact = Optional.ofNullable(SPELLINGS.get(written));
        return exact.isPresent() || written.length() < 2
                ? exact
                : Optional.ofNullable(SPELLINGS.get(written.toLowerCase(Locale.ROOT)))
                        .filter(Function::hasOneNumber);
    }

    /** The name of the function that has a spelling, in just this case; the spelling itself where there is none. */
    public static String nameOf(String spelling) {
        Function function = SPELLINGS.get(spelling);
        return function == null ? spelling : function.name();
    }

    /** The expression with the names of its functions as they stand in the table, {@code arctan} for {@code atan}; others are left. */
    public static Expr canonical(Expr expr) {
        Expr inside = expr.mapParts(Functions::canonical);
        return inside instanceof Expr.Call call
                ? meant(call.function())
                        .<Expr>map(function -> new Expr.Call(function.name(), call.args()))
                        .orElse(call)
                : inside;
    }

    /** The expression with the plain names {@code e} and {@code pi} replaced by the constants, where a file does not define them itself. */
    public static Expr withConstants(Expr expr) {
        return Constants.putInto(expr);
    }

    /** What keeps an expression of scalars, such as a user's activation, from having a value; empty where nothing does. */
    public static Optional<Misuse> misuse(Expr expr) {
        Optional<Misuse> found = misuseIn(expr);
        return found.isEmpty() && tooLarge(expr) ? Optional.of(new Misuse.TooLarge()) : found;
    }

    /** Whether an expression is too large to work with once the definitions of its functions are put in. */
    public static boolean tooLarge(Expr expr) {
        return expand(expr).nodes(MAX_NODES) >= MAX_NODES;
    }

    private static Optional<Misuse> misuseIn(Expr expr) {
        if (expr instanceof Expr.MatMul) {
            return Optional.of(new Misuse.NotScalar("@"));
        } else if (expr instanceof Expr.Transpose) {
            return Optional.of(new Misuse.NotScalar("'"));
        } else if (expr instanceof Expr.Call call) {
            Row row = ROWS.get(call.function());
            if (row == null) {
                return Optional.of(new Misuse.Unknown(call.function()));
            }
            Function function = row.function;
            int count = call.args().size();
            if (count < function.fewest() || count > function.most()) {
                return Optional.of(new Misuse.WrongCount(function, count));
            } else if (function.kind() == Kind.ROWWISE || function.kind() == Kind.ARRAY) {
                return Optional.of(new Misuse.NotScalar(call.function()));
            }
        }
        return expr.parts().stream()
                .map(Functions::misuseIn)
                .flatMap(Optional::stream)
                .findFirst();
    }

    /**
     * The expression, of scalars, with every call but those of elementary functions replaced by its definition.
     *
     * <p>Parts that come up several times are shared, so this is cheap even where the whole is too large to walk through.
     */
    public static Expr expand(Expr expr) {
        Expr inside = expr.mapParts(Functions::expand);
        if (inside instanceof Expr.Call call) {
            Row row = ROWS.get(call.function());
            if (row == null) {
                return call;
            }
            boolean fits = call.args().stream().noneMatch(Signature::isNamed)
                    && call.args().size() >= row.function.fewest()
                    && call.args().size() <= row.function.most();
            return fits
                    ? row.definition
                            .map(definition -> definition.of(call.args()))
                            .orElse(call)
                    : call;
        }
        return inside;
    }

    private static Map<String, Row> table() {
        var rows = new LinkedHashMap<String, Row>();
        for (ElementaryFunction each : ElementaryFunction.values()) {
            put(rows, new Function(each.notation(), 1, 1, Kind.ENTRYWISE), null);
        }
        for (DefinedFunctions.Row each : DefinedFunctions.ALL) {
            put(rows, new Function(each.notation(), 1, 1, Kind.ENTRYWISE), of(each.definition(), Gate.X));
        }
        for (Activation activation : Activations.all()) {
            // The hyperbolic tangent is elementary, and has its row.
            if (activation.kind() == Activation.Kind.SOFTMAX) {
                put(rows, new Function(activation.notation(), 1, 1, Kind.ROWWISE), null);
            } else if (!rows.containsKey(activation.name())) {
                put(
                        rows,
                        new Function(activation.notation(), 1, 1, Kind.ENTRYWISE),
                        of(activation.definition(), Activation.NET));
            }
        }
        for (Loss loss : Losses.all()) {
            put(rows, new Function(loss.name(), 2, 2, Kind.LOSS), args -> loss(loss, args));
        }
        put(rows, new Function("sum", 1, 1, Kind.REDUCING), args -> args.get(0));
        put(rows, new Function("mean", 1, 1, Kind.REDUCING), args -> args.get(0));
        put(
                rows,
                new Function(FunctionNotation.command("max", "maximum"), 1, MANY, Kind.EXTREMUM),
                args -> extremum(args, true));
        put(
                rows,
                new Function(FunctionNotation.command("min", "minimum"), 1, MANY, Kind.EXTREMUM),
                args -> extremum(args, false));
        put(rows, new Function("dot", 2, 2, Kind.PRODUCT), Expr.Mul::new);
        put(rows, new Function("outer", 2, 2, Kind.PRODUCT), Expr.Mul::new);
        put(rows, new Function("norm", 1, 1, Kind.REDUCING), args -> abs(args.get(0)));
        for (ArrayFunction each : ArrayFunctions.ALL) {
            if (each.function().kind() == Kind.ARRAY) {
                put(rows, each.function(), null);
            }
        }
        return Collections.unmodifiableMap(rows);
    }

    private static Definition of(Expr definition, Symbol letter) {
        return args -> definition.substitute(symbol -> symbol.equals(letter) ? args.get(0) : null);
    }

    private static Map<String, Function> spellings() {
        var all = new HashMap<String, Function>();
        for (Row row : ROWS.values()) {
            row.function.notation().spellings().forEach(each -> all.put(each, row.function));
        }
        // A name is nobody else's spelling.
        ROWS.forEach((name, row) -> all.put(name, row.function));
        return Map.copyOf(all);
    }

    private static void put(Map<String, Row> rows, Function function, @Nullable Definition definition) {
        rows.put(function.name(), new Row(function, Optional.ofNullable(definition)));
    }

    private static Expr loss(Loss loss, List<Expr> args) {
        return loss.definition().substitute(symbol -> {
            if (symbol.equals(Loss.OUTPUT)) {
                return args.get(0);
            } else if (symbol.equals(Loss.TARGET)) {
                return args.get(1);
            }
            return symbol.equals(Loss.COUNT) ? Expr.ONE : null;
        });
    }

    /** Whether a function is flat wherever it is smooth, so that nothing can be learned through it: the step, and the sign. */
    public static boolean isFlat(String name) {
        return DefinedFunctions.ALL.stream()
                        .anyMatch(row -> row.name().equals(name) && row.taught().equals(Expr.ZERO))
                || Activations.find(name)
                        .filter(rule -> rule.kind() == Activation.Kind.NO_GRADIENT)
                        .isPresent();
    }

    /** Whether a function is elementary: Symja knows it, and nothing is taught about it. */
    public static boolean isElementary(String name) {
        Row row = ROWS.get(name);
        return row != null && row.function.kind() == Kind.ENTRYWISE && row.definition.isEmpty();
    }

    /** What one of {@code count} outputs adds to a loss, in {@link Loss#OUTPUT} and {@link Loss#TARGET}. */
    public static Expr lossOfEach(String name, int count) {
        return lossOfEach(name, Expr.num(count));
    }

    /** The same where the number of outputs may be a letter. */
    public static Expr lossOfEach(String name, Expr count) {
        Loss loss = Losses.find(name).orElseThrow(() -> new IllegalArgumentException(name));
        return loss.definition().substitute(symbol -> symbol.equals(Loss.COUNT) ? count : null);
    }

    private static Expr abs(Expr arg) {
        return new Expr.Cases(arg, arg, Expr.ZERO, Expr.neg(arg));
    }

    /** The largest argument, or the smallest; a tie is the mean of those that tie, so that they share the gradient equally. */
    private static Expr extremum(List<Expr> args, boolean largest) {
        if (args.size() == 1) {
            return args.get(0);
        } else if (args.size() == 2) {
            Expr left = args.get(0);
            Expr right = args.get(1);
            if (isZero(left)) {
                Expr mean = Expr.div(right, Expr.TWO);
                return largest ? new Expr.Cases(right, right, mean, left) : new Expr.Cases(right, left, mean, right);
            }
            Expr guard = isZero(right) ? left : Expr.sub(left, right);
            Expr mean = Expr.div(isZero(right) ? left : Expr.add(left, right), Expr.TWO);
            return largest ? new Expr.Cases(guard, left, mean, right) : new Expr.Cases(guard, right, mean, left);
        }
        var sum = new ArrayList<Expr>();
        var count = new ArrayList<Expr>();
        for (int i = 0; i < args.size(); i++) {
            Expr leads = leads(args, i, largest);
            sum.add(Expr.mul(leads, args.get(i)));
            count.add(leads);
        }
        return Expr.div(Expr.add(sum), Expr.add(count));
    }

    /** 1 where no argument is beyond the argument {@code index}, else 0. */
    private static Expr leads(List<Expr> args, int index, boolean largest) {
        var leads = new ArrayList<Expr>();
        for (int i = 0; i < args.size(); i++) {
            if (i != index) {
                leads.add(new Expr.Cases(lead(args, index, i, largest), Expr.ONE, Expr.ONE, Expr.ZERO));
            }
        }
        return Expr.mul(leads);
    }

    private static Expr lead(List<Expr> args, int index, int other, boolean largest) {
        Expr own = args.get(index);
        return largest ? Expr.sub(own, args.get(other)) : Expr.sub(args.get(other), own);
    }

    /** What the argument {@code index} has of the extremum: 0, or 1 over the number of those that tie. */
    private static Expr share(List<Expr> args, int index, boolean largest) {
        var ties = new ArrayList<Expr>(List.of(Expr.ONE));
        for (int i = 0; i < args.size(); i++) {
            if (i != index) {
                ties.add(new Expr.Cases(lead(args, index, i, largest), Expr.ZERO, Expr.ONE, Expr.ZERO));
            }
        }
        return Expr.div(leads(args, index, largest), Expr.add(ties));
    }

    private static boolean isZero(Expr expr) {
        return expr instanceof Expr.Num n && n.value().signum() == 0;
    }

    /** The derivative of max or min of several by its argument {@code index}. */
    static Optional<Expr> extremumShare(Expr.Call call, int index) {
        return switch (call.function()) {
            case "max" -> Optional.of(share(call.args(), index, true));
            case "min" -> Optional.of(share(call.args(), index, false));
            default -> Optional.empty();
        };
    }
}
