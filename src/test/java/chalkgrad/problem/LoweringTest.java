package chalkgrad.problem;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.Pipeline;
import chalkgrad.algebra.PlainText;
import chalkgrad.model.Graph;
import chalkgrad.model.Recurrence;
import chalkgrad.model.Recurrence.Cut;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Layers of many kinds as the nodes of a graph. */
class LoweringTest {
    private static Graph graph(String text) {
        return (Graph) Pipeline.read(text).task();
    }

    private static String nodes(Graph graph) {
        return graph.nodes().stream()
                .map(node -> node.name() + ": " + PlainText.of(node.expression()))
                .collect(Collectors.joining("; "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {recurrent: rnn, sequence: [1, 2], weights: {W_xh: 0.6, W_hh: 0.4}, targets: 1, loss: sse} \
            | z_1: W_xh*x_1+W_hh*h_0; h_1: tanh(z_1); z_2: W_xh*x_2+W_hh*h_1; h_2: tanh(z_2); L: sse(h_2,y)
            {recurrent: rnn, activation: sigmoid, sequence: [[1, 2]], weights: {W_xh: {U: [1, 2]}, W_hh: {W: 3}, b_h: 4, W_hy: {V: 5}, b_y: 6}, targets: 1, loss: (o-t)^2} \
            | z_1: U@x_1+W*h_0+b_h; h_1: sigmoid(z_1); y_hat: V*h_1+b_y; L: (y_hat-y)^2
            {recurrent: lstm, sequence: [1], weights: {W_f: [1, 2], W_i: [1, 2], W_g: [1, 2], W_o: [1, 2]}, targets: 1, loss: sse} \
            | v_1: stack(h_0,x_1); a_f_1: W_f@v_1; f_1: sigmoid(a_f_1); a_i_1: W_i@v_1; i_1: sigmoid(a_i_1); a_g_1: W_g@v_1; g_1: tanh(a_g_1); a_o_1: W_o@v_1; o_1: sigmoid(a_o_1); c_1: f_1*c_0+i_1*g_1; h_1: o_1*tanh(c_1); L: sse(h_1,y)
            {recurrent: gru, reset: before, sequence: [1], weights: {W_xr: 1, W_hr: 1, W_xz: 1, W_hz: 1, W_xn: 1, W_hn: 1}, targets: 1, loss: sse} \
            | a_r_1: W_xr*x_1+W_hr*h_0; r_1: sigmoid(a_r_1); a_z_1: W_xz*x_1+W_hz*h_0; z_1: sigmoid(a_z_1); m_1: r_1*h_0; a_n_1: W_xn*x_1+W_hn*m_1; n_1: tanh(a_n_1); h_1: (1-z_1)*n_1+z_1*h_0; L: sse(h_1,y)
            {recurrent: rnn, sequence: [1, 2], weights: {W_xh: 1, W_hh: 1, W_hy: [1, 2]}, output_activation: softmax, targets: [1, 2], loss_at: every, loss: cross_entropy} \
            | z_1: W_xh*x_1+W_hh*h_0; h_1: tanh(z_1); s_1: W_hy*h_1; y_hat_1: softmax(s_1); L_1: cross_entropy(y_hat_1,y_1); z_2: W_xh*x_2+W_hh*h_1; h_2: tanh(z_2); s_2: W_hy*h_2; y_hat_2: softmax(s_2); L_2: cross_entropy(y_hat_2,y_2); L: L_1+L_2
            {inputs: [[1, 2], [3, 4]], layers: [{conv: {kernels: [[1]], padding: 1}}, {activation: relu}, {max_pool: 2}, flatten, {dense: [[1, 1, 1, 1], [0, 0, 0, 1]]}], targets: 2, loss: cross_entropy_logits} \
            | z1: conv2d(X,K1,padding=1); a1: relu(z1); p2: max_pool2d(a1,2); v3: flatten(p2); y_hat: W4@v3; L: logsumexp(y_hat)-sum(y*y_hat)
            {inputs: [1, 2], layers: [{dense: {weights: [[1, 2]]}, activation: {leaky_relu: 0.1}}], targets: [1], loss: {huber: 2}} \
            | s: W1@x; y_hat: where(s>0,s,where(s<0,0.1*s,0)); L: L
            {sequence: [2, 1], layers: [{embedding: [[1, 2], [3, 4]]}, {recurrent: rnn, weights: {W_xh: [1, 1], W_hh: 1}}], targets: 1, loss: sse} \
            | e_1_1: embedding(E1,index=2); z_1: W_xh@e_1_1+W_hh*h_0; h_1: tanh(z_1); e_1_2: embedding(E1,index=1); z_2: W_xh@e_1_2+W_hh*h_1; h_2: tanh(z_2); L: sse(h_2,y)
            """)
    void theNodesAreThese(String text, String nodes) {
        String found = nodes(graph(text));
        assertThat(nodes.endsWith("L: L") ? found.substring(0, found.indexOf("; L: ")) + "; L: L" : found)
                .isEqualTo(nodes);
    }

    @Test
    void whatIsSharedAndWhereTimeIsCut() {
        Graph graph = graph("{recurrent: lstm, sequence: [1, 2, 3], truncate: 2, targets: 1, loss: sse,"
                + " weights: {W_ih: [1, 1, 1, 1], W_hh: [1, 1, 1, 1]}}");
        Recurrence recurrence = graph.recurrence().orElseThrow();
        assertThat(recurrence.moments()).hasSize(3);
        assertThat(recurrence.shared()).containsExactly("W_ih", "W_hh");
        assertThat(recurrence.initial()).containsExactly("h_0", "c_0");
        assertThat(recurrence.cuts()).containsExactlyInAnyOrder(new Cut("h_1", "a_2"), new Cut("c_1", "c_2"));
        assertThat(recurrence.moments().get(2).chains().get(0).nodes()).containsExactly("c_3", "c_2");
        assertThat(graph.wrt()).containsExactly("W_ih", "W_hh");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {recurrent: rnn, weights: {W_xh: 1, W_hh: 1}, targets: 1, loss: sse} | missing key "sequence"
            {sequence: [1], layers: [{dense: 1}], targets: 1, loss: sse} | there is no recurrent layer
            {recurrent: rnn, sequence: [1], weights: {W_xh: 1}, targets: 1, loss: sse} | weights: rnn needs W_hh
            {recurrent: rnn, sequence: [1], weights: {W_xh: 1, W_hx: 1}, targets: 1, loss: sse} | "W_hx" is no parameter of rnn
            {recurrent: lstn, sequence: [1], weights: {W_xh: 1}, targets: 1, loss: sse} | did you mean "lstm"
            {recurrent: lstm, sequence: [1], weights: {W_ih: [1, 1, 1], W_hh: [1, 1, 1]}, targets: 1, loss: sse} | has the 4 gates one below the other; found 3 rows
            {recurrent: rnn, sequence: [1], initial: {c: 0}, weights: {W_xh: 1, W_hh: 1}, targets: 1, loss: sse} | "c" is no state of rnn
            {recurrent: rnn, reset: after, sequence: [1], weights: {W_xh: 1, W_hh: 1}, targets: 1, loss: sse} | only a gru has a reset gate
            {recurrent: rnn, sequence: [1, 2], loss_at: every, weights: {W_xh: 1, W_hh: 1}, targets: 1, loss: sse} | expected a list of 2, one for each
            {recurrent: rnn, sequence: [1, 2], weights: {W_xh: 1, W_hh: 1}, targets: 1} | missing key "loss"
            {recurrent: rnn, sequence: [1, 2], weights: {W_xh: 1, W_hh: 1}, loss: sse} | missing key "targets"
            {recurrent: rnn, sequence: [1, 2], weights: {W_xh: 1, W_hh: 1}, loss: sse, targets: 1, layers: [flatten]} | cannot stand beside layers
            {inputs: [1, 2], layers: [{conv: {stride: 1}}], targets: 1, loss: sse} | missing key "kernels"
            {inputs: [1, 2], layers: [{conv: [1], max_pool: 1}], targets: 1, loss: sse} | each is a layer of its own
            {inputs: [1, 2], layers: [{dense: [[1, 2]], weights: {W_xh: 1}}], targets: [1], loss: sse} | weights: belongs to a recurrent layer
            {inputs: [1, 2], layers: [{dense: [[1, 2]]}], truncate: 1, targets: [1], loss: sse} | truncate: there is no sequence
            {inputs: [1, 2], layers: [{dense: [[1, 2]]}], activation: relu, targets: [1], loss: sse} | activation: belongs beside recurrent
            {sequence: [1], layers: [{recurrent: rnn, weights: {W_xh: 1, W_hh: 1}, dense: 1}], targets: 1, loss: sse} | dense: cannot stand beside recurrent
            {layers: [flatten], targets: 1, loss: sse} | missing key "inputs"
            {inputs: [1, 2], layers: [{dense: [[1, 2], [3, 4]]}], targets: 3, loss: sse} | the number of a class, counted from 1
            {inputs: [1, 2], layers: [{conv: {kernel: [1, 2, 3]}}], targets: [3], loss: sse} | conv1d
            {inputs: [1, 2], layers: [{conv: [1]}, {pool: 2}], targets: 1, loss: sse} | unknown key "pool"
            """)
    void whatIsWrongIsSaid(String text, String part) {
        Reading reading = ProblemReader.read("p.yaml", text.getBytes(StandardCharsets.UTF_8));
        assertThat(reading.problems()).isEmpty();
        List<String> findings =
                reading.findings().stream().map(Object::toString).toList();
        assertThat(findings).as(text).anyMatch(finding -> finding.contains(part));
    }
}
