package chalkgrad.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The same bytes as the platform's own encoder, however the text is cut. */
class Utf8Test {
    private static final String LETTERS = "aZ\\{}é∂한₁\u0000\u007F\u0080\u07FF\u0800\uFFFF\uD835\uDF0F\uD83D\uDE00";
    private static final long SEED = 20_261_121;

    @Test
    void itEncodesAsTheJdkDoes() {
        var random = new Random(SEED);
        for (int round = 0; round < 300; round++) {
            var text = new StringBuilder();
            for (int i = random.nextInt(60); i > 0; i--) {
                text.append(LETTERS.charAt(random.nextInt(LETTERS.length()))); // halves of pairs, too
            }
            var out = new Utf8();
            for (int from = 0; from < text.length(); ) {
                int count = Math.min(text.length() - from, 1 + random.nextInt(7));
                switch (random.nextInt(3)) {
                    case 0 -> out.write(text.toString(), from, count);
                    case 1 -> out.write(text.toString().toCharArray(), from, count);
                    default -> {
                        count = 1;
                        out.write(text.charAt(from));
                    }
                }
                from += count;
            }
            assertThat(out.bytes())
                    .as("seed %d, round %d", SEED, round)
                    .isEqualTo(text.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void itGrows() {
        var out = new Utf8();
        String line = "한글 and more\n".repeat(100);
        for (int i = 0; i < 100; i++) {
            out.write(line, 0, line.length());
        }
        assertThat(new String(out.bytes(), StandardCharsets.UTF_8)).isEqualTo(line.repeat(100));
    }
}
