package chalkgrad.problem;

import chalkgrad.rules.Function;
import chalkgrad.rules.Functions;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who has which name in one network or graph.
 *
 * <p>After {@code claim("x1", INPUT, …)} the claim of a unit to {@code x1} is a finding that names both places.
 */
final class Names {

    /** What bears a name. */
    enum Bearer {
        INPUT("an input"),
        UNIT("a unit"),
        PARAMETER("a weight or bias"),
        GIVEN("a given value"),
        NODE("a node"),
        FUNCTION("a function"),
        SIZE("a size");

        private final String words;

        Bearer(String words) {
            this.words = words;
        }
    }

    private record Owner(Bearer bearer, Optional<BigDecimal> value, Place at) {}

    private final Findings findings;
    private final Map<String, Owner> owners = new LinkedHashMap<>();

    Names(Findings findings) {
        this.findings = findings;
    }

    /** Gives an input or a unit its name. */
    void claim(String name, Bearer bearer, Place at, String label) {
        if (isFunction(name, at, label)) {
            return;
        }
        Owner owner = owners.putIfAbsent(name, new Owner(bearer, Optional.empty(), at));
        if (owner != null) {
            findings.error(at, clash(name, owner, label));
        }
    }

    /** Gives a parameter its name; the same name with the same value is the same parameter. */
    void claimParameter(String name, Optional<BigDecimal> value, Place at, String label) {
        if (isFunction(name, at, label)) {
            return;
        }
        Owner owner = owners.putIfAbsent(name, new Owner(Bearer.PARAMETER, value, at));
        if (owner == null) {
            return;
        } else if (owner.bearer != Bearer.PARAMETER) {
            findings.error(at, clash(name, owner, label));
        } else if (value.isPresent() && owner.value.isPresent() && value.get().compareTo(owner.value.get()) != 0) {
            findings.error(
                    at,
                    String.format(
                            "%s: %s is %s here and %s in line %d; one name is one parameter with one value",
                            label, Words.quoted(name), value.get(), owner.value.get(), owner.at.line()));
        }
    }

    /** A name of a letter and a number that nobody has, from {@code number} on; it is then taken. */
    String free(String letter, int number, Bearer bearer, Place at) {
        int next = number;
        while (owners.containsKey(letter + next)) {
            next++;
        }
        owners.put(letter + next, new Owner(bearer, Optional.empty(), at));
        return letter + next;
    }

    /** The names of all weights and biases so far. */
    List<String> parameters() {
        return owners.entrySet().stream()
                .filter(entry -> entry.getValue().bearer == Bearer.PARAMETER)
                .map(Map.Entry::getKey)
                .toList();
    }

    private boolean isFunction(String name, Place at, String label) {
        // What is called with settings cannot be taken for a value, and var and std are names that people give.
        boolean function = Functions.find(name)
                .filter(found -> found.kind() != Function.Kind.ARRAY)
                .isPresent();
        if (function) {
            findings.error(at, label + ": " + Words.quoted(name) + " is the name of a function; choose another name");
        }
        return function;
    }

    private static String clash(String name, Owner owner, String label) {
        return String.format(
                "%s: %s is already the name of %s (line %d)",
                label, Words.quoted(name), owner.bearer.words, owner.at.line());
    }
}
