package chalkgrad.mistake;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.Pipeline;
import chalkgrad.algebra.Expr;
import chalkgrad.derive.Occurrence;
import chalkgrad.derive.UnrolledComputation;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The wrong numbers of published derivations come out, each of the mistake that it is put down to. */
class PublishedMistakesTest {
    private static final String SOFTMAX = """
            inputs: {a1: 1.8658, a2: 2.2292, a3: 2.8204}
            targets: {p1: 1, p2: 0, p3: 0}
            layers:
              - units: [p1, p2, p3]
                activation: softmax
                weights: {a1: {p1: 1}, a2: {p2: 1}, a3: {p3: 1}}
            loss: cross_entropy
            """;

    /** @param own what the writer had on paper, {@code out(h1)=0.5812; …} */
    @ParameterizedTest
    @CsvSource(delimiterString = " | ", textBlock = """
            05.2  | examples                 | E+                    | 0.291027924 | 5e-10 | updated-weight      | -
            06.1  | 06-zhwhong-bp            | E(o1)                 | 0.298371109 | 5e-10 | component-for-total | -
            06.2  | 06-zhwhong-bp            | E+                    | 0.291027924 | 5e-10 | updated-weight      | -
            07.1  | 07-melfm-simple-net      | net(h2)               | 0.3925      | 1e-9  | given-value         | ?=0.35
            07.2  | 07-melfm-simple-net      | net(y1)               | 1.094       | 5e-4  | wrong-operand       | out(h1)=0.5812
            07.4  | 07-melfm-simple-net      | E(y2)                 | 0.289       | 5e-4  | wrong-target        | out(y2)=0.7703
            07.5  | 07-melfm-simple-net      | dout(y1)/dnet(y1)     | 0.1928      | 5e-5  | derivative-argument | dE/dout(y1)=0.7391
            17.4  | 17-gfg-backprop-old      | dE/dnet(y4)           | 0.0819      | 1e-4  | decimal-point       | dE/dnet(y5)=0.0376; out(y4)=0.59
            17.5  | 17-gfg-backprop-old      | w23+                  | 0.67816     | 5e-6  | decimal-point       | dE/dw23=0.022184
            17.6  | 17-gfg-backprop-old      | dE/dw11               | -0.000945   | 5e-7  | sign                | dE/dnet(y3)=0.0027
            17.8  | 17-gfg-backprop-old      | w21+                  | 0.29811     | 5e-6  | given-value         | ?=0.3; dE/dw21=0.00189
            19.1  | 19-macleod-chapter3      | dE/dnet(out1)         | 2.406e-3    | 5e-7  | updated-weight      | dE/dnet(out)=0.0406; w1+=0.272392; out(out1)=0.68
            23.1  | 23-negnevitsky-xor       | dE/db5                | -0.1274     | 5e-5  | sign                | dE/dnet(y5)=0.1274
            26.4  | 26-ahammadnafiz-3hidden  | dE/dout(k3)|q2        | -0.52107    | 7e-4  | decimal-point       | dE/dnet(q2)=0.1739
            38.1  | 38-dcm303-conv1d         | dE/dwl                | -100        | 1e-9  | missing-path        | -
            57.10 | 57-mazur-cross-framework | E                     | 0.3036583066 | 1e-7 | transposed          | -
            57.11 | 57-mazur-cross-framework | E+                    | 0.2963685989 | 1e-7 | transposed          | -
            57.19 | 57-mazur-cross-framework | E+@9                  | 0.2342312336 | 1e-7 | transposed          | -
            57.9  | 57-mazur-cross-framework | E+@9                  | 0.2288071136 | 5e-11 | updated-weight     | -
            """, quoteCharacter = '"')
    void oneMistakeGivesIt(
            String label, String problem, String cell, double printed, double off, String id, String own) {
        UnrolledComputation unrolled = problem.equals("examples")
                ? Doubles.unrolled(Pipeline.example("mazur.yaml"))
                : Doubles.published(problem);
        assertThat(values(unrolled, id, cell, own.equals("-") ? "" : own))
                .as(label)
                .anyMatch(value -> near(value, printed, off));
    }

    /** Ten passes with the updated weights, of which the outputs are one pass behind. */
    @Test
    void outputsOfThePassBefore() {
        UnrolledComputation unrolled = Doubles.published("57-mazur-cross-framework");
        Occurrence cell = Doubles.cell(unrolled, "out(o1)@11");
        assertThat(Mistakes.pairs(unrolled, List.of(cell))
                        .filter(pair -> pair.ids().equals(List.of("updated-weight", "update-state")))
                        .map(pair -> new Doubles(unrolled, pair.instead()).value(cell)))
                .anyMatch(value -> near(value, 0.65689948, 5e-9));
    }

    @Test
    void softmaxWithoutItsExponentials() {
        UnrolledComputation unrolled = Doubles.unrolled(SOFTMAX);
        assertThat(values(unrolled, "softmax-no-exp", "out(p1)", "")).anyMatch(value -> near(value, 0.2698, 5e-5));
        assertThat(values(unrolled, "softmax-no-exp", "out(p3)", "")).anyMatch(value -> near(value, 0.4078, 1e-4));
    }

    /** What a cell becomes with every slip of one kind at it or at what it comes of, short of what the writer had on paper. */
    private static List<Double> values(UnrolledComputation unrolled, String id, String cell, String own) {
        var numbers = new LinkedHashMap<String, Double>();
        for (String each : own.split("; *")) {
            if (!each.isEmpty()) {
                String[] sides = each.split("=");
                numbers.put(sides[0], Double.valueOf(sides[1]));
            }
        }
        Occurrence asked = Doubles.cell(unrolled, cell);
        var region = new LinkedHashSet<Occurrence>();
        gather(unrolled, asked, numbers.keySet(), region);
        return Mistakes.at(unrolled, region)
                .filter(slip -> slip.mistake().id().equals(id))
                .map(slip -> {
                    var doubles = new Doubles(unrolled, slip.instead());
                    numbers.forEach((name, value) -> {
                        if (name.equals("?")) {
                            doubles.unknown(value);
                        } else {
                            doubles.own(name, value);
                        }
                    });
                    return doubles.value(asked);
                })
                .toList();
    }

    private static void gather(UnrolledComputation unrolled, Occurrence cell, Set<String> own, Set<Occurrence> region) {
        if (!own.contains(cell.id()) && unrolled.step(cell).isPresent() && region.add(cell)) {
            gather(unrolled, unrolled.step(cell).orElseThrow().expression(), own, region);
        }
    }

    private static void gather(UnrolledComputation unrolled, Expr expr, Set<String> own, Set<Occurrence> region) {
        if (expr instanceof Expr.Sym sym && sym.symbol() instanceof Occurrence cell) {
            gather(unrolled, cell, own, region);
        }
        expr.parts().forEach(part -> gather(unrolled, part, own, region));
    }

    private static boolean near(double value, double printed, double off) {
        return Math.abs(value - printed) <= off;
    }
}
