package chalkgrad.model;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Plain names for the targets, which a problem file only knows by their output unit: {@code t1} for {@code o1}. */
final class TargetNames {
    private static final Pattern NUMBERED = Pattern.compile("\\D*?(\\d+)");

    private TargetNames() {}

    /** A name per output unit; none of them is a name that the network already uses. */
    static Map<String, String> of(Network network) {
        Set<String> taken = new HashSet<>(network.inputs());
        taken.addAll(network.parameters().keySet());
        network.layers().forEach(layer -> layer.units().forEach(unit -> taken.add(unit.name())));
        var units = network.outputLayer().units();
        var names = new LinkedHashMap<String, String>();
        for (Network.Unit unit : units) {
            Matcher numbered = NUMBERED.matcher(unit.name());
            String name = numbered.matches() ? "t" + numbered.group(1) : units.size() == 1 ? "t" : "t_" + unit.name();
            while (!taken.add(name)) {
                name = "t_" + name;
            }
            names.put(unit.name(), name);
        }
        return names;
    }
}
