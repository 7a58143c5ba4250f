package chalkgrad.rules;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.ExprParser;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The names of a function's arguments, in their order: arrays, and settings that are numbers.
 *
 * <p>{@code Signature.of("x, kernel, bias?, stride=1")}: two arrays, a third that may be left out, and a number.
 *
 * @param open whether the first argument stands for as many as one likes
 * @param rest whether the last one does
 */
public record Signature(List<Parameter> parameters, boolean open, boolean rest) {
    /** What PyTorch calls what NumPy calls otherwise. */
    private static final Map<String, String> ALIASES = Map.of("dim", "axis", "keepdim", "keepdims");

    /**
     * One argument.
     *
     * @param array whether it is an array; else it is a number, or a list of numbers
     * @param needed whether it has to be given
     */
    public record Parameter(String name, boolean array, boolean needed, Optional<Expr> otherwise) {}

    /**
     * Reads {@code x, y?, axis?=, stride=1}: a name with {@code =} is a setting, with {@code ?} it may be left out, with {@code *} it is many, and
     * with {@code ...} so is the last.
     */
    static Signature of(String text) {
        var parameters = new ArrayList<Parameter>();
        boolean open = false;
        for (String each : text.split(", ", -1)) {
            open |= each.endsWith("*");
            int equals = each.indexOf('=');
            String name = (equals < 0 ? each : each.substring(0, equals)).replaceAll("[?*.]", "");
            boolean needed = !each.contains("?") && (equals < 0 || equals == each.length() - 1);
            Optional<Expr> otherwise = equals < 0 || equals == each.length() - 1
                    ? Optional.empty()
                    : Optional.of(Rows.read(each.substring(equals + 1)));
            parameters.add(new Parameter(name, equals < 0 && !each.endsWith("..."), needed, otherwise));
        }
        return new Signature(List.copyOf(parameters), open, text.endsWith("..."));
    }

    private static String nameOf(Expr.Call named) {
        String written = named.function().substring(0, named.function().length() - 1);
        return ALIASES.getOrDefault(written, written);
    }

    /** Whether an argument is written with its name, {@code axis=0}. */
    public static boolean isNamed(Expr arg) {
        return arg instanceof Expr.Call call
                && call.function().endsWith("=")
                && !ExprParser.COMPARISONS.contains(call.function());
    }

    /** The names of the arguments. */
    public List<String> names() {
        return parameters.stream().map(Parameter::name).toList();
    }

    /** What is wrong with the arguments of a call. */
    public sealed interface Fault {
        /** An argument of a name that there is not. */
        record Unknown(Expr at, String name) implements Fault {}

        /** An argument that is given twice, or too many. */
        record TooMany(Expr at, String name) implements Fault {}

        /** An argument that has to be given. */
        record Missing(String name) implements Fault {}
    }

    /** What is wrong with the arguments of a call; empty where nothing is. */
    public Optional<Fault> fault(Expr.Call call) {
        var found = new LinkedHashMap<String, Expr>();
        int position = 0;
        for (Expr arg : call.args()) {
            String name;
            if (arg instanceof Expr.Call named && isNamed(arg)) {
                name = nameOf(named);
                if (!names().contains(name)) {
                    return Optional.of(new Fault.Unknown(arg, name));
                }
            } else if (open) {
                continue;
            } else if (rest && position == parameters.size() - 1) {
                found.put(parameters.get(position).name, arg);
                continue;
            } else if (position < parameters.size()) {
                name = parameters.get(position++).name;
            } else {
                return Optional.of(new Fault.TooMany(arg, ""));
            }
            if (found.put(name, arg) != null) {
                return Optional.of(new Fault.TooMany(arg, name));
            }
        }
        return parameters.stream()
                .filter(each ->
                        each.needed && !found.containsKey(each.name) && !(open && each.equals(parameters.get(0))))
                .findFirst()
                .map(each -> new Fault.Missing(each.name));
    }

    /** The arguments of a call, which has no fault. */
    public Arguments arguments(Expr.Call call) {
        var arrays = new ArrayList<Expr>();
        var several = new ArrayList<Expr>();
        var values = new LinkedHashMap<String, Expr>();
        int position = 0;
        for (Expr arg : call.args()) {
            if (arg instanceof Expr.Call named && isNamed(arg)) {
                values.put(nameOf(named), named.args().get(0));
            } else if (open) {
                // concat([a, b]) is concat(a, b).
                arrays.addAll(arg instanceof Expr.Matrix list ? list.rows().get(0) : List.of(arg));
            } else if (rest && position == parameters.size() - 1) {
                several.add(arg);
            } else {
                values.put(parameters.get(position++).name, arg);
            }
        }
        if (!several.isEmpty()) {
            values.put(
                    parameters.get(position).name,
                    several.size() == 1 ? several.get(0) : new Expr.Matrix(List.of(several)));
        }
        for (Parameter each : parameters) {
            if (each.array && values.containsKey(each.name)) {
                arrays.add(values.get(each.name));
            }
            each.otherwise.ifPresent(value -> values.putIfAbsent(each.name, value));
        }
        return new Arguments(call, List.copyOf(arrays), Map.copyOf(values));
    }

    /**
     * The arguments of a call.
     *
     * @param arrays those that are arrays, in the order of the signature
     * @param values all of them by name
     */
    public record Arguments(Expr.Call call, List<Expr> arrays, Map<String, Expr> values) {
        public Optional<Expr> find(String name) {
            return Optional.ofNullable(values.get(name));
        }

        /** A setting that is a number. */
        public Expr number(String name) {
            return find(name).orElseThrow(() -> new Unfit(name + " is missing"));
        }

        /** A setting that is yes or no: True, False, 1, 0. */
        public boolean flag(String name) {
            Expr value = number(name);
            String word = value instanceof Expr.Sym s
                    ? s.symbol().id()
                    : value instanceof Expr.Num n ? n.value().toPlainString() : "";
            if (List.of("True", "true", "yes", "1").contains(word)) {
                return true;
            } else if (List.of("False", "false", "no", "0").contains(word)) {
                return false;
            }
            throw new Unfit(name + " is True or False");
        }

        /** A setting that is a whole number. */
        public int whole(String name) {
            int[] all = wholes(name);
            if (all.length != 1) {
                throw new Unfit(name + " is one whole number");
            }
            return all[0];
        }

        /** A setting that is one whole number or a list of them. */
        public int[] wholes(String name) {
            Expr value = number(name);
            List<Expr> all = value instanceof Expr.Matrix list ? list.rows().get(0) : List.of(value);
            return all.stream().mapToInt(each -> whole(each, name)).toArray();
        }

        /** A setting for so many axes: one number for all, or a list of one for each. */
        public int[] each(String name, int axes, int least) {
            int[] all = wholes(name);
            if (all.length != 1 && all.length != axes) {
                throw new Unfit(name + " is one number, or a list of " + axes);
            }
            int[] each = new int[axes];
            Arrays.setAll(each, i -> all[all.length == 1 ? 0 : i]);
            for (int one : each) {
                if (one < least || one > Shapes.MOST_ENTRIES) {
                    throw new Unfit(name + " must be " + least + " or more; found " + one);
                }
            }
            return each;
        }

        static int whole(Expr e, String name) {
            Expr size = e instanceof Expr.Neg negative ? negative.arg() : e;
            if (size instanceof Expr.Num n
                    && n.value().stripTrailingZeros().scale() <= 0
                    && n.value().precision() < 9) {
                int value = n.value().intValueExact();
                return e instanceof Expr.Neg ? -value : value;
            }
            throw new Unfit(name + " takes whole numbers that stand there as such");
        }
    }

    /** An argument that does not do; the message says what is expected. */
    static final class Unfit extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unfit(String message) {
            super(message, null, false, false);
        }
    }
}
