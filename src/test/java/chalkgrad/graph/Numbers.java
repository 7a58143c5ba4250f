package chalkgrad.graph;

import java.math.BigDecimal;

/**
 * The few operations on scalars that everything else in a graph is made of.
 *
 * <p>{@code numbers.times(x, numbers.inverse(y))} is a quotient.
 */
interface Numbers<N> {
    N of(BigDecimal value);

    N pi();

    N plus(N a, N b);

    N times(N a, N b);

    N inverse(N a);

    N exp(N a);

    N ln(N a);

    N sqrt(N a);

    N sin(N a);

    N cos(N a);

    N erf(N a);

    /** Which of the two is larger. */
    int compare(N a, N b);

    /** On which side of a kink {@code a} is; it must not be near. */
    int side(N a);

    default N of(String decimal) {
        return of(new BigDecimal(decimal));
    }

    default N negative(N a) {
        return times(of("-1"), a);
    }

    default N minus(N a, N b) {
        return plus(a, negative(b));
    }

    default N over(N a, N b) {
        return times(a, inverse(b));
    }
}
