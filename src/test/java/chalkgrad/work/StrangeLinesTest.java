package chalkgrad.work;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.work.Work.Chain;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One strange line never costs the work: those beside it are read as if it were not there, and keep their numbers. */
class StrangeLinesTest {
    private static final boolean THOROUGH = Boolean.getBoolean("thorough");

    /** A grammar of what stands in works that is half a formula: the alternatives of a symbol, with those that may be in it. */
    private static final Map<String, String[]> GRAMMAR = Map.ofEntries(
            Map.entry("LINE", new String[] {
                "SIDE = SIDE",
                "SIDE = SIDE = SIDE",
                "= SIDE",
                "SIDE =",
                "CELL | CELL | CELL",
                "| CELL | CELL |",
                "|---|:-:|",
                "NAME: SIDE",
                "NAME → SIDE",
                "NAME is SIDE",
                "NAME += SIDE",
                "NAME -= SIDE = SIDE",
                "> SIDE = SIDE",
                "- WORD: NAME = SIDE",
                "WORD WORD NAME = SIDE, NAME = SIDE; WORD",
                "NAME, NAME, NAME:",
                "NUM NUM NUM",
                "=WORD=",
                ">>> NAME",
                "array([ROW, ROW])",
                "[ROW",
                "ROW ROW]]",
                "⎡NUM NUM⎤",
                "⎣NUM NUM⎦ = SIDE",
                "NAME\tSIDE\tSIDE",
                "NAME = ROW  # WORD = SIDE",
                "NAME = ROW // SIDE",
                "def WORD(NAME):",
                "for NAME in range(NUM):",
                "# WORD NAME",
                "**WORD NAME:** SIDE",
                "**NAME",
                "   │ NAME = SIDE ───► NAME",
                "NAME --> SIDE <-- WORD",
                "(SIDE = SIDE",
                "SIDE = SIDE)",
                "`NAME` = SIDE",
                "$SIDE = SIDE",
                "\\(SIDE",
                "SIDE \\\\ SIDE & SIDE",
                "WORD은 SIDE",
                "WORD의 기울기 = SIDE",
                "np.array(ROW, dtype=WORD) = NAME",
                "SIDE := SIDE ← SIDE",
                "\\frac{SIDE}{NAME = SIDE",
                "NAME NAME NAME",
            }),
            Map.entry("SIDE", new String[] {
                "NAME",
                "NUM",
                "NUM * NUM",
                "(SIDE)",
                "(SIDE",
                "SIDE)",
                "NAME(SIDE)",
                "\\frac{SIDE}{SIDE}",
                "SIDE^{SIDE}",
                "-SIDE",
                "ROW",
                "e^-SIDE",
                "∂NAME/∂NAME",
                "SIDE * SIDE",
                "|SIDE|",
                "\\sqrt SIDE",
                "\\text{WORD}",
                "{SIDE",
                "SIDE…",
                "NUM%",
                "σ'(NAME)",
                "SIDEᵀ",
                "",
            }),
            Map.entry("NAME", new String[] {
                "w5",
                "h_1",
                "δ_{o1}",
                "\\hat{y}",
                "dE/dw1",
                "net(h1)",
                "W^{(2)}",
                "z[0]",
                "x",
                "손실",
                "loss",
                "ŷ",
                "w_",
                "_1",
                "w5+",
                "W1[0,1]_new",
                "a^",
                "\\delta"
            }),
            Map.entry("NUM", new String[] {"0.3", "-1", "1,5", "2.", ".5", "1e-3", "0.5.5", "1/2", "1'000", "½", "10^-3"
            }),
            Map.entry("ROW", new String[] {
                "[NUM, NUM]",
                "[NUM NUM]",
                "[[NUM, NUM], [NUM, NUM]]",
                "[NUM",
                "(NUM, NUM)",
                "[[NUM NUM]",
                "[]",
                "[NUM; NUM]"
            }),
            Map.entry("CELL", new String[] {
                "NAME", "SIDE", "WORD", "NAME = SIDE", "$SIDE$", "", "**NUM**", "WORD NUM", "`SIDE", "\\|"
            }),
            Map.entry("WORD", new String[] {
                "gradient", "새", "값", "Formel", "the", "new", "step", "of", "float32", "net", "值", "Σ", "🙂", "—"
            }));

    private static final Pattern SYMBOL = Pattern.compile("SIDE|NAME|NUM|ROW|CELL|WORD");

    private static String text(Random random, String symbol, int depth) {
        String[] rules = GRAMMAR.get(symbol);
        String rule = depth > 6 ? "" : rules[random.nextInt(rules.length)];
        var text = new StringBuilder();
        Matcher matcher = SYMBOL.matcher(rule);
        while (matcher.find()) {
            matcher.appendReplacement(text, Matcher.quoteReplacement(text(random, matcher.group(), depth + 1)));
        }
        return matcher.appendTail(text).toString();
    }

    /** A line that begins with a relation goes on with the one above it, and does no more. */
    @ParameterizedTest
    @ValueSource(strings = {"a.md", "a.txt", "a.tex"})
    void aStrangeLineCostsNothingButItself(String name) {
        int works = THOROUGH ? 4_000 : 150;
        for (long seed = 1; seed <= works; seed++) {
            var random = new Random(seed);
            var lines = new ArrayList<String>();
            var good = new ArrayList<Integer>();
            for (int i = 0; i < 12; i++) {
                lines.add(text(random, "LINE", 0).replace("$$", "$ $"));
                lines.add("");
                lines.add("dE/dw7 = 0.25 * 0.5 = 0.125");
                good.add(lines.size());
                lines.add("");
            }
            Work work = Read.work(name, String.join("\n", lines));

            var found = new ArrayList<Integer>();
            for (Work.Formula formula : work.formulas()) {
                assertThat(formula.line()).as("seed %d", seed).isBetween(1, lines.size());
                if (formula instanceof Chain chain && Read.text(chain).contains(": dE/dw_7 = 0.25*0.5 = 0.125")) {
                    found.add(chain.line());
                }
            }
            assertThat(found).as("seed %d: %s", seed, String.join("\n", lines)).isEqualTo(good);
        }
    }

    /** What is repeated until it is long is read in a time that is no more than long. */
    static Stream<String> repeated() {
        return Stream.of(
                "| a | b |\n",
                "|a|b\n|---|---|\n",
                "a\tb\n",
                "h1:\n0.5\n",
                "W = [[1, 2],\n",
                "W = [ 1 ]\n    [ 2 ]\n",
                "⎡1⎤\n",
                "w += 1 ",
                "u=1 v=2 ",
                "h1 → ",
                "h1 is 1, ",
                "array([1, 2], ",
                "# a = 1 # b\n",
                "**w5:** a = 1\n",
                "- w5:\n",
                "1, 1, ",
                "1,1,",
                "[  = ",
                "\\begin{tabular}{l} a & b ",
                "$$\\begin{array}{|c|} a ",
                "\\intertext{",
                "\\end{aligned}",
                "value value ",
                "| value ",
                "( a = 1 ) ",
                "손실은 1, ",
                ">>> a\n[1]\n");
    }

    @ParameterizedTest
    @MethodSource("repeated")
    void aLongTextTakesNoMoreThanItsTime(String piece) {
        int length = THOROUGH ? 1_000_000 : 20_000;
        var clock = ManagementFactory.getThreadMXBean();
        long start = clock.getCurrentThreadCpuTime();

        Read.work("a.md", piece.repeat(length / piece.length()));

        // What grows with the square of the length would take minutes.
        assertThat(clock.getCurrentThreadCpuTime() - start).isLessThan(THOROUGH ? 60_000_000_000L : 5_000_000_000L);
    }
}
