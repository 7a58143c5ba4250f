package chalkgrad.report;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Symbol;
import chalkgrad.rules.Function;
import chalkgrad.rules.Function.Kind;
import chalkgrad.rules.Functions;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * Numbers expressions such that two with the same number compute the same thing in the same way.
 *
 * <p>{@code x1*w1 + x2*w2} and {@code w2*x2 + w1*x1} have one number, and so have {@code -a/b}, {@code a*b^-1*-1}, and {@code sigmoid(x)}
 * and {@code 1/(1 + exp(-x))}. Nothing is multiplied out and no identity is looked for.
 *
 * <p>An expression is walked through once, however often its parts are shared.
 */
final class CanonicalForms {
    /** Factors are multiplied, and divisors turned over, as long as that takes no more digits. */
    private static final MathContext SHORT = new MathContext(60);

    /**
     * An operation on forms that have numbers already.
     *
     * @param operation what is done; of a letter, its name
     * @param factor a number alone, or what a product is multiplied by
     * @param parts of sums and products in ascending order
     */
    private record Form(String operation, BigDecimal factor, List<Integer> parts) {}

    private static final Symbol ARGUMENT = new Symbol.Name("z");

    private static final String NUMBER = "number";
    private static final String SUM = "+";
    private static final String PRODUCT = "*";
    private static final String POWER = "^";

    private final Map<Form, Integer> numbers = new HashMap<>();
    private final List<Form> forms = new ArrayList<>();

    /** The number of a letter that has no meaning beyond its name. */
    int letter(String name) {
        return intern(new Form("letter " + name, BigDecimal.ONE, List.of()));
    }

    /**
     * The number of an expression.
     *
     * <p>A function that works entry by entry is the same as its definition; of one that does not, only the name is looked at.
     *
     * @param letters the numbers of its letters
     */
    int of(Expr e, ToIntFunction<Symbol> letters) {
        return of(e, letters, new IdentityHashMap<>());
    }

    private int of(Expr e, ToIntFunction<Symbol> letters, Map<Expr, Integer> known) {
        Integer found = known.get(e);
        if (found == null) {
            found = fresh(e, letters, known);
            known.put(e, found);
        }
        return found;
    }

    private int fresh(Expr e, ToIntFunction<Symbol> letters, Map<Expr, Integer> known) {
        if (e instanceof Expr.Num n) {
            return number(n.value());
        } else if (e instanceof Expr.Sym s) {
            return letters.applyAsInt(s.symbol());
        }
        var parts = new ArrayList<Integer>();
        e.parts().forEach(part -> parts.add(of(part, letters, known)));
        if (e instanceof Expr.Neg) {
            return product(List.of(number(BigDecimal.ONE.negate()), parts.get(0)));
        } else if (e instanceof Expr.Add) {
            return sum(parts);
        } else if (e instanceof Expr.Mul) {
            return product(parts);
        } else if (e instanceof Expr.Div) {
            return product(List.of(parts.get(0), inverse(parts.get(1))));
        } else if (e instanceof Expr.Pow) {
            return power(parts.get(0), parts.get(1));
        } else if (e instanceof Expr.Call call) {
            return call(call.function(), parts);
        }
        return intern(new Form(e.getClass().getSimpleName(), BigDecimal.ONE, List.copyOf(parts)));
    }

    private int call(String function, List<Integer> arguments) {
        Optional<Kind> kind = Functions.find(function).map(Function::kind);
        if (kind.filter(Kind.ENTRYWISE::equals).isPresent()) {
            Expr written = Expr.call(function, ARGUMENT.expr());
            Expr definition = Functions.expand(written);
            if (!definition.equals(written)) {
                int argument = arguments.get(0);
                return of(definition, symbol -> symbol.equals(ARGUMENT) ? argument : letter(symbol.id()));
            }
        } else if (kind.filter(Kind.EXTREMUM::equals).isPresent()) {
            return intern(new Form(
                    "call " + function,
                    BigDecimal.ONE,
                    arguments.stream().sorted().toList()));
        }
        return intern(new Form("call " + function, BigDecimal.ONE, List.copyOf(arguments)));
    }

    private int number(BigDecimal value) {
        return intern(new Form(NUMBER, value.stripTrailingZeros(), List.of()));
    }

    /** A sum of sums is one sum. */
    private int sum(List<Integer> terms) {
        var flat = new ArrayList<Integer>();
        for (int term : terms) {
            Form form = forms.get(term);
            if (form.operation.equals(SUM)) {
                flat.addAll(form.parts);
            } else {
                flat.add(term);
            }
        }
        Collections.sort(flat);
        return intern(new Form(SUM, BigDecimal.ONE, List.copyOf(flat)));
    }

    /** A product of products is one product, with its numbers multiplied. */
    private int product(List<Integer> factors) {
        BigDecimal factor = BigDecimal.ONE;
        var flat = new ArrayList<Integer>();
        for (int each : factors) {
            Form form = forms.get(each);
            boolean known = form.operation.equals(NUMBER) || form.operation.equals(PRODUCT);
            if (!known || factor.precision() + form.factor.precision() > SHORT.getPrecision()) {
                flat.add(each);
            } else {
                factor = factor.multiply(form.factor).stripTrailingZeros();
                flat.addAll(form.parts);
            }
        }
        Collections.sort(flat);
        if (flat.isEmpty()) {
            return number(factor);
        } else if (flat.size() == 1 && factor.compareTo(BigDecimal.ONE) == 0) {
            return flat.get(0);
        }
        return intern(new Form(PRODUCT, factor, List.copyOf(flat)));
    }

    private int inverse(int of) {
        return power(of, number(BigDecimal.ONE.negate()));
    }

    private int power(int base, int exponent) {
        Form power = forms.get(exponent);
        Form form = forms.get(base);
        if (power.operation.equals(NUMBER) && power.factor.compareTo(BigDecimal.ONE) == 0) {
            return base;
        } else if (power.operation.equals(NUMBER)
                && power.factor.compareTo(BigDecimal.ONE.negate()) == 0
                && form.operation.equals(NUMBER)
                && form.factor.signum() != 0) {
            BigDecimal turned = BigDecimal.ONE.divide(form.factor, SHORT);
            if (turned.multiply(form.factor).compareTo(BigDecimal.ONE) == 0) {
                return number(turned);
            }
        }
        return intern(new Form(POWER, BigDecimal.ONE, List.of(base, exponent)));
    }

    private int intern(Form form) {
        Integer known = numbers.get(form);
        if (known != null) {
            return known;
        }
        forms.add(form);
        numbers.put(form, forms.size() - 1);
        return forms.size() - 1;
    }
}
