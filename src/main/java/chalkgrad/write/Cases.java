package chalkgrad.write;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * What to do with each case of a sealed interface: the exhaustive switch that Java 17 does not have.
 *
 * <p>{@code Cases.over(Run.class, String.class).on(Text.class, Text::text).on(…).complete().apply(run)}.
 *
 * @param <T> the sealed interface
 * @param <R> what each case yields
 */
public final class Cases<T, R> {
    private final Class<T> type;
    private final Map<Class<?>, Function<T, R>> cases = new HashMap<>();

    private Cases(Class<T> type) {
        this.type = type;
    }

    public static <T, R> Cases<T, R> over(Class<T> type, Class<? super R> result) {
        return new Cases<>(type);
    }

    public <C extends T> Cases<T, R> on(Class<C> kind, Function<? super C, ? extends R> rule) {
        cases.put(kind, value -> rule.apply(kind.cast(value)));
        return this;
    }

    /**
     * The finished function; a case without a rule shows at once, and not when its first value comes along.
     *
     * @throws IllegalStateException if a case has no rule
     */
    public Function<T, R> complete() {
        for (Class<?> kind : type.getPermittedSubclasses()) {
            if (!cases.containsKey(kind)) {
                throw new IllegalStateException("no rule for " + kind.getName());
            }
        }
        Map<Class<?>, Function<T, R>> rules = Map.copyOf(cases);
        return value -> {
            Function<T, R> rule = rules.get(value.getClass());
            if (rule == null) {
                throw new IllegalStateException(
                        "no rule for " + value.getClass().getName());
            }
            return rule.apply(value);
        };
    }
}
