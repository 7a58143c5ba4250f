package chalkgrad.mistake;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.Pipeline;
import chalkgrad.algebra.Expr;
import chalkgrad.algebra.PlainText;
import chalkgrad.derive.Occurrence;
import chalkgrad.derive.UnrolledComputation;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of mistakes, row by row, with what somebody writes who makes them. */
class MistakesTest {
    private static final Map<String, UnrolledComputation> COURSES = new HashMap<>();

    private static final String SOFTMAX = """
            inputs: {x: 0.3}
            targets: {p: 1, q: 0, r: 0}
            layers:
              - {units: [p, q, r], activation: softmax, weights: [[0.4], [-0.3], [0.2]]}
            loss: cross_entropy
            """;

    private static final String SAMPLES = """
            layers:
              - {units: [y], activation: sigmoid, weights: [[0.4, -0.3]], biases: {b: 0.1}}
            loss: bce
            learning_rate: 1
            samples:
              - {inputs: {u: 0, v: 1}, targets: {y: 1}}
              - {inputs: {u: 1, v: 1}, targets: {y: 0}}
            """;

    private static final String ADAM = """
            given: {w: 0.7}
            nodes: {L: w^2}
            output: L
            learning_rate: 0.1
            optimizer: adam
            """;

    private static final String RECURRENT = """
            recurrent: rnn
            sequence: [0.5, -1]
            initial: 0.3
            weights: {W_xh: 0.6, W_hh: 0.4}
            targets: 0.7
            loss: half_sse
            """;

    private static UnrolledComputation unrolled(String name) {
        return COURSES.computeIfAbsent(
                name,
                key -> Doubles.unrolled(
                        switch (key) {
                            case "softmax" -> SOFTMAX;
                            case "samples" -> SAMPLES;
                            case "adam" -> ADAM;
                            case "recurrent" -> RECURRENT;
                            case "momentum" -> ADAM.replace("adam", "momentum");
                            default -> Pipeline.example(key + ".yaml");
                        }));
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " | ", textBlock = """
            sign-in-formula     | mazur         | out(h1)           | 1/(1+exp(net(h1)))
            sign-in-formula     | mazur         | out(h1)           | 1/(1-exp(-net(h1)))
            sign-in-formula     | mazur         | dE/dout(o1)       | t1-out(o1)
            sign-in-formula     | mazur         | dE/dout(o1)       | -(t1+out(o1))
            sign-in-formula     | mazur         | dout(o1)/dnet(o1) | out(o1)*(1+out(o1))
            sign                | mazur         | dE/dw5            | -dE/dnet(o1)*out(h1)
            sign                | mazur         | net(o1)           | w5*out(h1)-w6*out(h2)+b2
            missing-derivative  | mazur         | dE/dnet(o1)       | dE/dout(o1)
            missing-derivative  | mazur         | dE/dw5            | dE/dout(o1)*out(h1)
            missing-derivative  | mazur         | dE/dout(h1)|o1    | dE/dout(o1)*w5
            updated-weight      | mazur         | dE/dout(h1)|o1    | dE/dnet(o1)*w5+
            updated-weight      | mazur         | dE/dout(h2)|o2    | dE/dnet(o2)*w8+
            last-step-only      | recurrent     | dL/dW_xh          | dL/dW_xh|z_2
            wrong-time-step     | recurrent     | dL/dW_hh          | dL/dz_1*h_1+dL/dz_2*h_2
            missing-path        | mazur         | dE/dout(h1)       | dE/dout(h1)|o1
            missing-path        | mazur         | net(h1)           | w1*i1+w2*i2
            missing-path        | mazur         | net(h1)           | w1*i1+w2*i2+b1+b1
            missing-path        | softmax       | dE/dnet(p)        | dE/dout(p)*dout(p)/dnet(p)
            wrong-operand       | mazur         | net(o1)           | w5*out(h1)+w6*out(h1)+b2
            wrong-operand       | mazur         | net(o1)           | w5*net(h1)+w6*out(h2)+b2
            wrong-operand       | mazur         | net(o1)           | w6*out(h1)+w6*out(h2)+b2
            wrong-operand       | mazur         | dE/dw5            | dE/dnet(o2)*out(h1)
            wrong-operand       | seed004-meant | f2                | x1*w12+x2*w22
            wrong-target        | mazur         | E(o2)             | 1/2*(t1-out(o2))^2
            wrong-target        | mazur         | dE/dout(o1)       | -(t2-out(o1))
            constant-factor     | mazur         | dE/dout(o1)       | 2*(-(t1-out(o1)))
            constant-factor     | softmax       | dE/dout(p)        | 3*(-t_p/out(p))
            update-rule         | mazur         | w5+               | w5+eta*dE/dw5
            update-rule         | mazur         | w5+               | w5-dE/dw5
            update-rule         | mazur         | w5+               | w5-eta*dE/dnet(o1)
            derivative-argument | mazur         | dout(o1)/dnet(o1) | net(o1)*(1-net(o1))
            derivative-argument | mazur         | dout(o1)/dnet(o1) | dE/dout(o1)*(1-dE/dout(o1))
            derivative-argument | mazur         | dout(o1)/dnet(o1) | out(o1)*(1-out(o1))*(1-out(o1)*(1-out(o1)))
            wrong-chain         | mazur         | dE/dw5            | dE/dnet(o1)
            wrong-chain         | mazur         | dE/dout(h1)|o1    | dE/dnet(o1)
            wrong-chain         | mazur         | dE/dw1            | dE/dnet(o1)*i1
            other-derivative    | mazur         | dout(h1)/dnet(h1) | 1-out(h1)^2
            other-derivative    | mazur         | dout(h1)/dnet(h1) | 1
            activation-value    | mazur         | out(h1)           | tanh(net(h1))
            activation-value    | mazur         | out(h1)           | net(h1)
            activation-value    | mazur         | out(h1)           | exp(-net(h1))
            transposed          | mazur         | net(o1)           | w5*out(h1)+w7*out(h2)+b2
            transposed          | mazur         | dE/dw6            | dE/dnet(o2)*out(h1)
            softmax-no-exp      | softmax       | exp(net(p))       | net(p)
            softmax-no-exp      | softmax       | out(p)            | net(p)/(net(p)+net(q)+net(r))
            component-for-total | mazur         | E                 | E(o1)
            component-for-total | mazur         | E(o1)             | 1/2*(t1-out(o1))^2+E(o2)
            component-for-total | samples       | dE/db             | dE/db#1
            other-loss          | mazur         | dE/dout(o1)       | -(t1/out(o1)-(1-t1)/(1-out(o1)))
            other-loss          | samples       | dE/dout(y)#1      | -(t#1-out(y)#1)
            decimal-point       | mazur         | w5+               | w5+1e1*(-eta*dE/dw5)
            decimal-point       | mazur         | net(o1)           | 0.1*(w5*out(h1)+w6*out(h2)+b2)
            wrong-operator      | seed004-meant | f                 | z1*w11+z2+w22
            wrong-operator      | mazur         | dE/dw5            | dE/dnet(o1)+out(h1)
            divided             | mazur         | dE/dout(h1)|o1    | dE/dnet(o1)/w5
            update-state        | mazur         | E                 | E+
            update-state        | mazur         | out(o1)@2         | out(o1)
            old-state           | momentum      | w+                | w-v(w)
            state-share         | momentum      | v(w)+             | v(w)+eta*dL/dw
            state-share         | adam          | m(w)+             | 0.9*m(w)+dL/dw
            old-state           | adam          | m_hat(w)          | m(w)/(1-0.9^update)
            bias-correction     | adam          | m_hat(w)          | m(w)+
            epsilon-place       | adam          | w+                | w-eta*m_hat(w)/sqrt(v_hat(w)+0.00000001)
            stale-value         | mazur         | dE/dw5            | dE/dw6
            stale-value         | samples       | net(y)#1          | net(y)#2
            wrong-constant      | mazur         | w5+               | w5-?*dE/dw5
            given-value         | mazur         | net(h1)           | w1*i1+w2*i2+?
            """)
    void somebodyWrites(String id, String problem, String cell, String expected) {
        UnrolledComputation unrolled = unrolled(problem);
        Occurrence at = Doubles.cell(unrolled, cell);
        Mistake mistake = Mistakes.find(id).orElseThrow();
        List<String> written = mistake.rule()
                .at(unrolled, at)
                .map(slip -> slip.instead().size() == 1 ? slip.instead().get(at) : null)
                .filter(java.util.Objects::nonNull)
                .map(PlainText::of)
                .toList();
        assertThat(written).contains(expected);
    }

    @Test
    void theLikeliestFirst() {
        assertThat(Mistakes.ALL).extracting(Mistake::rank).isSorted();
        assertThat(Mistakes.ALL).extracting(Mistake::id).doesNotHaveDuplicates();
        assertThat(Mistakes.TOGETHER)
                .allSatisfy(row -> assertThat(row)
                        .hasSize(2)
                        .allSatisfy(id -> assertThat(Mistakes.find(id)).isPresent()));
    }

    /** Both in one step: the second is made in what the first has left. */
    @Test
    void twoAtOnce() {
        UnrolledComputation unrolled = unrolled("mazur");
        Occurrence at = Doubles.cell(unrolled, "net(o1)");
        assertThat(Mistakes.pairs(unrolled, List.of(at))
                        .filter(pair -> pair.ids().equals(List.of("wrong-operand", "sign")))
                        .map(pair -> PlainText.of(pair.instead().get(at))))
                .contains("w5*net(h1)+w6*out(h2)-b2");
    }

    @Test
    void twoInTwoSteps() {
        UnrolledComputation unrolled = unrolled("mazur");
        Occurrence upstream = Doubles.cell(unrolled, "dE/dout(o1)");
        Occurrence delta = Doubles.cell(unrolled, "dE/dnet(o1)");
        Map<Occurrence, Expr> both = Mistakes.pairs(unrolled, List.of(upstream, delta))
                .filter(pair -> pair.ids().equals(List.of("sign-in-formula", "missing-derivative")))
                .findFirst()
                .orElseThrow()
                .instead();
        assertThat(new Doubles(unrolled, both).value(delta))
                .isCloseTo(-0.741365069552316, org.assertj.core.data.Offset.offset(1e-12));
    }

    @ParameterizedTest
    @CsvSource({
        "-0.019049119, -0.01904919, true",
        "0.52747, 0.52774, true",
        "0.52747, 0.57247, true",
        "0.52747, 0.527747, true",
        "0.52747, 0.52147, true",
        "1.105905967, 1.1059059067, false",
        "0.52747, 0.52748, false",
        "0.52747, 0.52747, false",
        "0.52747, -0.52774, false",
        "0.5, 0.6, false",
        "0.52747, 0.61747, false",
    })
    void aSlipOfThePen(BigDecimal expected, BigDecimal written, boolean explained) {
        assertThat(DigitTypo.explains(expected, written)).isEqualTo(explained);
    }
}
