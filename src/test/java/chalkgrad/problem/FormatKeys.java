package chalkgrad.problem;

import java.util.Set;
import java.util.TreeSet;

/**
 * Every key that a problem file may have, wherever in it.
 *
 * <p>{@code FormatKeys.all()} has {@code steps} and, of a layer, {@code biases}.
 */
public final class FormatKeys {
    private FormatKeys() {}

    public static Set<String> all() {
        var names = new TreeSet<String>();
        collect(Format.PROBLEM, names);
        return names;
    }

    /** The words of a key that takes one of a few. */
    public static Set<String> choices(String key) {
        Type type = Format.NETWORK.key(key).orElseThrow().type();
        return new TreeSet<>(((Type.Choice) type).values());
    }

    private static void collect(Type type, Set<String> names) {
        if (type instanceof Type.Rec rec) {
            for (Type.Key key : rec.keys()) {
                names.add(key.name());
                collect(key.type(), names);
            }
            rec.others().ifPresent(others -> collect(others, names));
        } else if (type instanceof Type.AnyOf any) {
            any.types().forEach(each -> collect(each, names));
        } else if (type instanceof Type.ListOf list) {
            collect(list.type(), names);
        } else if (type instanceof Type.MapOf map) {
            collect(map.value(), names);
        }
    }
}
