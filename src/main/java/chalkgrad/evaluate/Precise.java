package chalkgrad.evaluate;

import java.util.function.IntFunction;

/**
 * Computes with as many digits as it takes.
 *
 * <p>{@code Precise.raising(40, Arithmetic.CAP, digits -> solve(Arithmetic.enclosing(digits)))}.
 */
final class Precise {
    private Precise() {}

    /**
     * The first attempt that is decided, with {@code start} digits, twice as many, and so on; the last one is made with {@code cap}.
     *
     * @throws Undecided where {@code cap} digits do not decide it either
     */
    static <T> T raising(int start, int cap, IntFunction<T> attempt) {
        int digits = Math.min(start, cap);
        while (true) {
            try {
                return attempt.apply(digits);
            } catch (Undecided undecided) {
                if (digits >= cap) {
                    throw undecided;
                }
                digits = (int) Math.min(2L * digits, cap);
            }
        }
    }
}
