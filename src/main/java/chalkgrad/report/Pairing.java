package chalkgrad.report;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Symbol;
import chalkgrad.model.Quantity;
import chalkgrad.report.Named.Item;
import chalkgrad.report.Named.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which part of one problem is which part of another, and whether both define it in the same way.
 *
 * <p>The node z1 of a graph is the unit z1 of a network; {@code x1*w1 + x2*w2} is {@code w1 x1 + w2 x2}.
 *
 * <p>Parts go together by name; what is to become small goes together whatever its name. A step that only one problem has stands for what it is
 * computed by, so that taking a node apart changes nothing.
 */
final class Pairing {
    final Named here;
    final Named there;
    /** In the order of computation here. */
    final List<Pair> pairs;

    final List<Item> onlyHere;
    final List<Item> onlyThere;
    private final Map<Symbol, Item> hereOf = new HashMap<>();

    /** The same part of both; {@code alike} where both define it in the same way. */
    record Pair(Item here, Item there, boolean alike) {
        /** Whether neither computes it. */
        boolean isGiven() {
            return !here.isComputed() && !there.isComputed();
        }
    }

    Pairing(Named here, Named there) {
        this.here = here;
        this.there = there;
        Map<Symbol, Item> matched = matched();
        for (Item item : here.items) {
            Item other = matched.get(item.quantity());
            if (other != null) {
                hereOf.put(other.quantity(), item);
            }
        }
        var forms = new CanonicalForms();
        Map<Symbol, Integer> mine = numbered(forms, here, matched.keySet(), "here ", Map.of());
        Map<Symbol, Integer> others = numbered(forms, there, hereOf.keySet(), "there ", hereOf);
        var found = new ArrayList<Pair>();
        var alone = new ArrayList<Item>();
        for (Item item : here.items) {
            Item other = matched.get(item.quantity());
            if (other == null) {
                alone.add(item);
            } else {
                Integer form = mine.get(item.quantity());
                found.add(new Pair(item, other, form != null && form.equals(others.get(other.quantity()))));
            }
        }
        pairs = List.copyOf(found);
        onlyHere = List.copyOf(alone);
        onlyThere = there.items.stream()
                .filter(item -> !hereOf.containsKey(item.quantity()))
                .toList();
    }

    /** From what is here to the same part there. */
    private Map<Symbol, Item> matched() {
        var matched = new HashMap<Symbol, Item>();
        var taken = new HashSet<Symbol>();
        for (Item item : here.items) {
            Optional<Item> other =
                    there.find(item.name()).filter(found -> item.role() != Role.INNER && found.role() != Role.INNER);
            other.ifPresent(found -> {
                matched.put(item.quantity(), found);
                taken.add(found.quantity());
            });
        }
        Optional<Item> mine = here.objective().filter(item -> !matched.containsKey(item.quantity()));
        Optional<Item> others = there.objective().filter(item -> !taken.contains(item.quantity()));
        if (mine.isPresent() && others.isPresent()) {
            matched.put(mine.get().quantity(), others.get());
        }
        return matched;
    }

    /** The form of everything that is computed, with what both have for letters. */
    private static Map<Symbol, Integer> numbered(
            CanonicalForms forms, Named side, Set<Symbol> matched, String whose, Map<Symbol, Item> names) {
        var letters = new HashMap<Symbol, Integer>();
        var own = new HashMap<Symbol, Integer>();
        for (Item item : side.items) {
            Optional<Integer> form = item.definition()
                    .map(definition -> forms.of(definition, symbol -> {
                        Integer letter = letters.get(symbol);
                        return letter != null ? letter : forms.letter(symbol.id());
                    }));
            form.ifPresent(number -> own.put(item.quantity(), number));
            Item name = names.getOrDefault(item.quantity(), item);
            letters.put(
                    item.quantity(),
                    matched.contains(item.quantity())
                            ? (Integer) forms.letter("both " + name.name())
                            : form.orElseGet(() -> forms.letter(whose + item.name())));
        }
        return own;
    }

    /** A formula of the other problem in this one's letters; what this one does not have keeps its plain name. */
    Expr inLettersOfHere(Expr ofThere) {
        return ofThere.substitute(symbol -> symbol instanceof Quantity ? letter(symbol) : null);
    }

    /** A part of the other problem in this one's letters. */
    Expr letter(Symbol ofThere) {
        Item own = there.at(ofThere);
        if (own == null) {
            return ofThere.expr();
        }
        Item mine = hereOf.get(ofThere);
        boolean loss = own.quantity() instanceof Quantity.Loss;
        if (mine != null && (loss || mine.name().equals(own.name()))) {
            return mine.quantity().expr();
        }
        // What goes together without having one name is called as it is called there.
        return loss || own.role() == Role.SETTING ? ofThere.expr() : new Quantity.Node(own.name()).expr();
    }
}
