package chalkgrad.cli;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Symbol;
import chalkgrad.check.Equivalence;
import chalkgrad.cli.Expressions.Result;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What names stand for, in terms of one another.
 *
 * <p>With {@code o=sigmoid(z)} and {@code z=w*x}, {@code in(parse("1-o"))} is {@code 1-sigmoid(w*x)}.
 */
final class Definitions {
    private final Map<Symbol, Expr> written = new LinkedHashMap<>();
    private final Map<Symbol, Expr> resolved = new HashMap<>();

    /** The definitions are not such; the message says why. */
    static final class Fault extends Exception {
        private static final long serialVersionUID = 1;

        Fault(String message) {
            super(message);
        }
    }

    /** A definition as it was read. */
    record Definition(Result.Read name, Result.Read value) {
        /** Reads {@code o=sigmoid(z)}. */
        static Definition read(String text) throws Fault {
            int sign = text.indexOf('=');
            if (sign < 0) {
                throw new Fault("“" + text + "”: found no “=”; expected a definition, as in o=sigmoid(z)");
            }
            String name = text.substring(0, sign);
            if (!(Expressions.read(name) instanceof Result.Read letter && letter.expr() instanceof Expr.Sym)) {
                throw new Fault("“" + text + "”: found “" + name + "” before the “=”; expected a name");
            }
            Result value = Expressions.read(text.substring(sign + 1));
            if (value instanceof Result.Refused refused) {
                int column = text.codePointCount(0, sign + 1) + refused.column();
                throw new Fault("“" + text + "”, column " + column + ": " + refused.message());
            }
            return new Definition(letter, (Result.Read) value);
        }
    }

    /**
     * Resolves definitions.
     *
     * @param naming what gives names that are the same the same spelling
     */
    static Definitions of(List<Definition> all, UnaryOperator<Expr> naming) throws Fault {
        var definitions = new Definitions();
        for (Definition each : all) {
            Symbol name = ((Expr.Sym) naming.apply(each.name.expr())).symbol();
            if (definitions.written.put(name, naming.apply(each.value.expr())) != null) {
                throw new Fault(name.id() + " is defined twice");
            }
        }
        for (Symbol name : definitions.written.keySet()) {
            definitions.resolve(name, new LinkedHashSet<>());
        }
        return definitions;
    }

    private void resolve(Symbol name, Set<Symbol> open) throws Fault {
        if (resolved.containsKey(name)) {
            return;
        } else if (!open.add(name)) {
            var cycle = open.stream()
                    .map(Symbol::id)
                    .dropWhile(id -> !id.equals(name.id()))
                    .toList();
            throw new Fault(name.id() + " is defined by itself: " + String.join(" → ", cycle) + " → " + name.id());
        }
        Expr value = written.get(name);
        if (value == null) {
            throw new AssertionError(name);
        }
        var used = new LinkedHashSet<Symbol>();
        collect(value, used);
        for (Symbol other : used) {
            if (written.containsKey(other)) {
                resolve(other, open);
            }
        }
        Expr whole = value.substitute(resolved::get);
        if (Equivalence.isTooLarge(whole)) {
            throw new Fault("the definition of " + name.id() + " becomes too large");
        }
        resolved.put(name, whole);
        open.remove(name);
    }

    private static void collect(Expr expr, Set<Symbol> symbols) {
        if (expr instanceof Expr.Sym s) {
            symbols.add(s.symbol());
        }
        expr.parts().forEach(part -> collect(part, symbols));
    }

    /** An expression with every name that is defined replaced by what it stands for. */
    Expr in(Expr expr) {
        return expr.substitute(resolved::get);
    }
}
