package chalkgrad.problem;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A kind of recurrent cell as a row: its parameters, its states, and its nodes in one time step.
 *
 * <p>The plain cell has the nodes {@code z: W_xh·x + W_hh·h' + b_h} and {@code h: phi(z)}; {@code h'} is the state of the step before, {@code ·}
 * the product that the shapes ask for, and a summand whose parameter is not given is left out.
 *
 * @param name what a file calls it
 * @param variant empty, or the word by which a file asks for it among cells of one name
 * @param parameters in the order of the pages; those that begin with b may be left out
 * @param states the first is what the next layer takes
 * @param sizedBy the parameter whose rows tell the number of units
 * @param gates how many times so many rows it has
 * @param nodes names to expressions, in the order of computation
 * @param chain the nodes from a state back to its earlier self, which is meant by the last
 * @param weight the parameter that the last step of the chain multiplies with
 */
record CellKind(
        String name,
        String variant,
        List<String> parameters,
        List<String> states,
        String sizedBy,
        int gates,
        Map<String, String> nodes,
        List<String> chain,
        Optional<String> weight) {

    /** Gates are those of PyTorch: i, f, g and o of an LSTM; r, z and n of a GRU, whose reset gate stands after the product. */
    static final List<CellKind> ALL = List.of(
            cell("rnn", "", "W_xh W_hh b_h", "h", "W_hh", 1, "h z", "z: W_xh·x + W_hh·h' + b_h | h: phi(z)"),
            cell(
                    "rnn",
                    "",
                    "W_ih W_hh b_ih b_hh",
                    "h",
                    "W_hh",
                    1,
                    "h z",
                    "z: W_ih·x + b_ih + W_hh·h' + b_hh | h: phi(z)"),
            cell(
                    "lstm",
                    "",
                    "W_xf W_hf b_f W_xi W_hi b_i W_xg W_hg b_g W_xo W_ho b_o",
                    "h c",
                    "W_hf",
                    1,
                    "c",
                    "a_f: W_xf·x + W_hf·h' + b_f | f: sigmoid(a_f) | a_i: W_xi·x + W_hi·h' + b_i | i: sigmoid(a_i)"
                            + " | a_g: W_xg·x + W_hg·h' + b_g | g: phi(a_g) | a_o: W_xo·x + W_ho·h' + b_o | o: sigmoid(a_o)"
                            + " | c: f*c' + i*g | h: o*phi(c)"),
            cell(
                    "lstm",
                    "",
                    "W_f b_f W_i b_i W_g b_g W_o b_o",
                    "h c",
                    "W_f",
                    1,
                    "c",
                    "v: join(h', x) | a_f: W_f·v + b_f | f: sigmoid(a_f) | a_i: W_i·v + b_i | i: sigmoid(a_i)"
                            + " | a_g: W_g·v + b_g | g: phi(a_g) | a_o: W_o·v + b_o | o: sigmoid(a_o)"
                            + " | c: f*c' + i*g | h: o*phi(c)"),
            cell(
                    "lstm",
                    "",
                    "W_ih W_hh b_ih b_hh",
                    "h c",
                    "W_hh",
                    4,
                    "c",
                    "a: W_ih·x + b_ih + W_hh·h' + b_hh | i: sigmoid(a[#1]) | f: sigmoid(a[#2]) | g: phi(a[#3])"
                            + " | o: sigmoid(a[#4]) | c: f*c' + i*g | h: o*phi(c)"),
            cell(
                    "gru",
                    "after",
                    "W_xr W_hr b_r W_xz W_hz b_z W_xn W_hn b_n b_hn",
                    "h",
                    "W_hr",
                    1,
                    "h",
                    "a_r: W_xr·x + W_hr·h' + b_r | r: sigmoid(a_r) | a_z: W_xz·x + W_hz·h' + b_z | z: sigmoid(a_z)"
                            + " | m: W_hn·h' + b_hn | a_n: W_xn·x + b_n + r*m | n: phi(a_n) | h: (1 - z)*n + z*h'"),
            cell(
                    "gru",
                    "before",
                    "W_xr W_hr b_r W_xz W_hz b_z W_xn W_hn b_n",
                    "h",
                    "W_hr",
                    1,
                    "h",
                    "a_r: W_xr·x + W_hr·h' + b_r | r: sigmoid(a_r) | a_z: W_xz·x + W_hz·h' + b_z | z: sigmoid(a_z)"
                            + " | m: r*h' | a_n: W_xn·x + W_hn·m + b_n | n: phi(a_n) | h: (1 - z)*n + z*h'"),
            cell(
                    "gru",
                    "after",
                    "W_ih W_hh b_ih b_hh",
                    "h",
                    "W_hh",
                    3,
                    "h",
                    "u: W_ih·x + b_ih | m: W_hh·h' + b_hh | r: sigmoid(u[#1] + m[#1]) | z: sigmoid(u[#2] + m[#2])"
                            + " | n: phi(u[#3] + r*m[#3]) | h: (1 - z)*n + z*h'"));

    private static CellKind cell(
            String name,
            String variant,
            String parameters,
            String states,
            String sizedBy,
            int gates,
            String chain,
            String nodes) {
        var all = new LinkedHashMap<String, String>();
        for (String node : nodes.split(" \\| ", -1)) {
            int colon = node.indexOf(": ");
            all.put(node.substring(0, colon), node.substring(colon + 2));
        }
        List<String> way = Arrays.asList(chain.split(" ", -1));
        return new CellKind(
                name,
                variant,
                Arrays.asList(parameters.split(" ", -1)),
                Arrays.asList(states.split(" ", -1)),
                sizedBy,
                gates,
                all,
                way,
                way.size() > 1 ? Optional.of("W_hh") : Optional.empty());
    }

    /** The names that a file may give. */
    static List<String> names() {
        return ALL.stream().map(CellKind::name).distinct().toList();
    }

    static boolean isOptional(String parameter) {
        return parameter.startsWith("b");
    }
}
