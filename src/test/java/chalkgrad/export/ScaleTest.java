package chalkgrad.export;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.variant.Shares;
import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Small answers are asked for magnified; points are dealt out to the last hundredth. */
class ScaleTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "0.0000, 0",
        "1, 0",
        "-0.0001, 0",
        "0.00009999, 3",
        "-0.00005, 3",
        "0.00001, 3",
        "0.0000099, 6",
        "1E-9, 9",
        "1E-20, 18"
    })
    void aPowerOfTen(BigDecimal value, int scale) {
        assertThat(Scale.of(value)).isEqualTo(scale);
    }

    @ParameterizedTest
    @CsvSource({
        "2, 3, 0.67 0.67 0.66",
        "3, 3, 1.00 1.00 1.00",
        "0.5, 3, 0.17 0.17 0.16",
        "0.125, 2, 0.063 0.062",
        "1, 1, 1"
    })
    void shares(BigDecimal points, int count, String shares) {
        assertThat(Shares.of(points, count)).hasToString("[" + shares.replace(" ", ", ") + "]");
    }

    @ParameterizedTest
    @CsvSource({"4, 3, 2 1 1", "6, 3, 2 2 2", "2, 3, 1 1 1", "2.5, 2, 1 1", "3.0, 3, 1 1 1"})
    void wholeShares(BigDecimal points, int count, String shares) {
        assertThat(Shares.whole(points, count)).hasToString("[" + shares.replace(" ", ", ") + "]");
    }

    @Test
    void sharesAddUp() {
        long seed = 20260727;
        var random = new Random(seed);
        for (int i = 0; i < 1000; i++) {
            var points = BigDecimal.valueOf(1 + random.nextInt(2000), random.nextInt(4));
            List<BigDecimal> shares = Shares.of(points, 1 + random.nextInt(20));
            assertThat(shares.stream().reduce(BigDecimal.ZERO, BigDecimal::add))
                    .as("seed " + seed)
                    .isEqualByComparingTo(points);
        }
    }
}
