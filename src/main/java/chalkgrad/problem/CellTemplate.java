package chalkgrad.problem;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Writes an expression of a {@link CellKind} in the names of one layer and one time step.
 *
 * <p>{@code W_xh·x + W_hh·h' + b_h} of a layer of two units without a bias becomes {@code W_xh @ x_3 + W_hh @ h_2}.
 */
final class CellTemplate {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w*'?(?![\\w'(])");
    private static final Pattern PRODUCT = Pattern.compile("(\\w+)·(\\w+'?)");
    private static final Pattern JOIN = Pattern.compile("join\\(([^,]+), ([^)]+)\\)");
    private static final Pattern GATE = Pattern.compile("\\[#(\\d)]");
    private static final Pattern FUNCTION = Pattern.compile("phi\\(([^()]*)\\)");

    private final Map<String, Named> known;
    private final List<String> parameters;
    private final int units;
    private final Set<String> used = new HashSet<>();

    /** What a name of the row is in this layer and step, and how many axes it has. */
    interface Named {
        String name();

        int rank();
    }

    /**
     * @param known what the row's names are
     * @param parameters those that may be missing
     * @param units how many units a state has; zero where it is a number
     */
    CellTemplate(Map<String, ? extends Named> known, List<String> parameters, int units) {
        this.known = Map.copyOf(known);
        this.parameters = parameters;
        this.units = units;
    }

    /** The row's names in what has been written. */
    Set<String> used() {
        return used;
    }

    /** @param activation writes the layer's activation of an expression */
    String of(String template, UnaryOperator<String> activation) {
        var summands = new ArrayList<String>();
        for (String summand : template.split(" \\+ (?![^(]*\\))", -1)) {
            if (NAME.matcher(summand).results().map(MatchResult::group).noneMatch(this::isMissing)) {
                summands.add(summand);
            }
        }
        String text = String.join(" + ", summands);
        text = PRODUCT.matcher(text)
                .replaceAll(match -> match.group(1)
                        + (rank(match.group(1)) == 0 || rank(match.group(2)) == 0 ? "*" : " @ ")
                        + match.group(2));
        text = JOIN.matcher(text).replaceAll(match -> joined(match.group(1), match.group(2)));
        text = GATE.matcher(text).replaceAll(match -> "[" + entries(Integer.parseInt(match.group(1))) + "]");
        text = NAME.matcher(text).replaceAll(match -> name(match.group()));
        return FUNCTION.matcher(text).replaceAll(match -> activation.apply(match.group(1)));
    }

    private boolean isMissing(String name) {
        return parameters.contains(name) && !known.containsKey(name);
    }

    private String name(String name) {
        Named named = known.get(name);
        if (named == null) {
            return name;
        }
        used.add(name);
        return named.name();
    }

    private int rank(String name) {
        Named named = known.get(name);
        return named == null ? 0 : named.rank();
    }

    private String joined(String first, String second) {
        if (rank(first) == 0 && rank(second) == 0) {
            return "stack(" + first + ", " + second + ")";
        }
        return "concat(" + whole(first) + ", " + whole(second) + ")";
    }

    private String whole(String name) {
        return rank(name) == 0 ? "stack(" + name + ")" : name;
    }

    /** Where the entries of a gate are in a vector of all gates, counted from one. */
    private String entries(int gate) {
        return units == 0 ? Integer.toString(gate) : ((gate - 1) * units + 1) + ":" + gate * units;
    }
}
