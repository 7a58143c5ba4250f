package chalkgrad.cli;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Symbol;
import chalkgrad.check.Equivalence;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

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

    /** Reads definitions, {@code o=sigmoid(z)} each. */
    static Definitions read(List<String> texts) throws Fault {
        var definitions = new Definitions();
        for (String text : texts) {
            definitions.add(text);
        }
        for (Symbol name : definitions.written.keySet()) {
            definitions.resolve(name, new LinkedHashSet<>());
        }
        return definitions;
    }

    private void add(String text) throws Fault {
        int sign = text.indexOf('=');
        if (sign < 0) {
            throw new Fault("“" + text + "”: found no “=”; expected a definition, as in o=sigmoid(z)");
        }
        if (!(Expressions.read(text.substring(0, sign)) instanceof Expressions.Result.Read name
                && name.expr() instanceof Expr.Sym letter)) {
            throw new Fault("“" + text + "”: found “" + text.substring(0, sign) + "” before the “=”; expected a name");
        }
        Expressions.Result value = Expressions.read(text.substring(sign + 1));
        if (value instanceof Expressions.Result.Refused refused) {
            int column = text.codePointCount(0, sign + 1) + refused.column();
            throw new Fault("“" + text + "”, column " + column + ": " + refused.message());
        }
        if (written.put(letter.symbol(), ((Expressions.Result.Read) value).expr()) != null) {
            throw new Fault(letter.symbol().id() + " is defined twice");
        }
    }

    private void resolve(Symbol name, Set<Symbol> open) throws Fault {
        if (resolved.containsKey(name)) {
            return;
        } else if (!open.add(name)) {
            var cycle = open.stream().map(Symbol::id).dropWhile(id -> !id.equals(name.id())).toList();
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
