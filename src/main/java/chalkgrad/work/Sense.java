package chalkgrad.work;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one word of a name says, or one word beside it.
 *
 * <p>{@code gradient}, {@code Ableitung} and {@code 勾配} are {@link #GRADIENT}; which word is what says the table {@code lexicon.txt}.
 */
enum Sense {
    VALUE(Role.VALUE),
    /** The value that something has now, before it is updated. */
    CURRENT(Role.VALUE),
    OLD(Role.OLD),
    NEW(Role.NEW),
    /** New, where it stands behind a name or over a column. */
    AFTER(Role.NEW),
    /** New, and only at a name. */
    NEXT,
    GRADIENT(Role.GRADIENT),
    CHANGE(Role.CHANGE),
    DELTA(Role.DELTA),
    NET(Role.NET),
    SUM,
    /** The net inputs of the outputs. */
    LOGIT,
    OUTPUT(Role.OUT),
    PREDICTION(Role.OUT, "hat y"),
    PREDICTED(Role.OUT),
    PROBABILITY,
    TARGET(Role.TARGET, "t"),
    TRUE(Role.TARGET),
    LOSS(null, "loss"),
    /** The loss, or what is left between output and target. */
    ERROR(null, "error"),
    MISTAKE,
    RATE(null, "lr"),
    STEP,
    INPUT,
    HIDDEN,
    FINAL,
    LAYER,
    UNIT,
    WEIGHT,
    BIAS,
    TOTAL,
    SAMPLE,
    FILLER,
    SLOPE(Role.SLOPE),
    UPSTREAM(Role.UPSTREAM),
    FORMULA(Role.FORMULA),
    NOTHING(Role.NOTHING),
    /** What a program needs besides, as the number of epochs. */
    SETTING,
    /** The derivative of the function beside it. */
    PRIME;

    private final @Nullable Role role;
    private final @Nullable String noun;

    Sense() {
        this(null, null);
    }

    Sense(Role role) {
        this(role, null);
    }

    Sense(@Nullable Role role, @Nullable String noun) {
        this.role = role;
        this.noun = noun;
    }

    /** What it says at the head of a column. */
    Optional<Role> role() {
        return Optional.ofNullable(role);
    }

    /** The name of the quantity that the word by itself is, in prose too. */
    Optional<String> noun() {
        return Optional.ofNullable(noun);
    }

    /** The mark of a value after an update or before one; empty where it says neither. */
    Optional<String> mark() {
        return switch (this) {
            case NEW, AFTER, NEXT -> Optional.of("new");
            case OLD, CURRENT -> Optional.of("old");
            default -> Optional.empty();
        };
    }

    /** Whether the word is that of a quantity, or says of one what it is, so that in a formula it is one name. */
    boolean isOfQuantity() {
        return switch (this) {
            case GRADIENT,
                    DELTA,
                    NET,
                    SUM,
                    LOGIT,
                    OUTPUT,
                    PREDICTION,
                    PREDICTED,
                    PROBABILITY,
                    TARGET,
                    TRUE,
                    LOSS,
                    ERROR,
                    RATE,
                    INPUT,
                    HIDDEN,
                    WEIGHT,
                    BIAS,
                    OLD,
                    NEW -> true;
            default -> false;
        };
    }
}
