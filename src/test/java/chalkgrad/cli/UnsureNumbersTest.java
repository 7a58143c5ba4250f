package chalkgrad.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A number is written as zero only where it is one, or where it is said what is known of it instead. */
class UnsureNumbersTest {
    @TempDir
    Path home;

    private Session solved(String format, String text) {
        var session = new Session(home).file("a.yaml", text);
        Session.Result result = session.solve(List.of("-f", format), "a.yaml");
        assertThat(result.code()).as(result.err()).isZero();
        said = result.err();
        return session;
    }

    private String said = "";

    private static String graph(String given, String nodes) {
        return "given: " + given + "\nnodes: " + nodes + "\noutput: L\n";
    }

    @Test
    void tailsHaveTheirDigits() {
        String json = solved(
                        "json",
                        graph(
                                "{x: -100, y: 3000, z: 20}",
                                "{a: gelu(x), b: 1 - tanh(y), c: exp(-exp(z)), L: a + b + c}"))
                .result("a.json");
        assertThat(json)
                .contains(
                        "\"-1.3441790767441983051E-2172\"",
                        "\"3.4208857988257977217E-2606\"",
                        "\"6.6376630049705845920E-210704568\"")
                .doesNotContain("\"0\"", "unproved");
    }

    @Test
    void aSaturatedNetworkHasGradients() {
        String json = solved(
                        "json",
                        "inputs: {x1: 100}\ntargets: {o1: 1, o2: 0}\nlayers:\n  - units: [o1, o2]\n    activation: softmax\n"
                                + "    weights: [[30], [-20]]\nloss: cross_entropy\nlearning_rate: 0.5\n")
                .result("a.json");
        // 1 - o1 = o2/(o1 + o2) = e^-5000 but for a factor 1 + e^-5000
        assertThat(json).contains("\"-3.3696941483089175145E-2172\"", "\"3.3696941483089175145E-2172\"");
        assertThat(json).doesNotContain("\"0\"");
    }

    /** Digits in JSON, where its exponent may have any length; on the page a zero, and a word on it. */
    @Test
    void whatNoDecimalIsNearAs() {
        String text = graph("{z: 30}", "{c: exp(-exp(z)), L: 2 * c}");
        Session session = solved("json,md", text);
        assertThat(session.result("a.json"))
                .contains("\"3.6629092528836366777E-4641076941756\"", "\"unproved\"", "\"above\" : \"0\"");
        assertThat(session.result("a.md")).contains("is positive and below", "it is not zero, though it is written so");
        assertThat(said).contains("c is positive, below 1E-868588963");
        assertThat(solved("md", "language: ko\n" + text).result("a.md")).contains("0이 아니지만 0으로 적는다");
    }

    @Test
    void whatCannotBeToldFromZero() {
        Session session = solved("json,md", graph("{v: [1.5, 2], x: 1}", "{p: softmax(v), s: sum(p), L: x*(s - 1)}"));
        assertThat(session.result("a.json")).contains("\"0E-9", "\"unproved\"");
        assertThat(session.result("a.md")).contains("no more than that can be proved of it");
        assertThat(said).contains("L is between -");
    }

    @Test
    void whatAlgebraProvesIsZero() {
        String json = solved("json", graph("{x: 0.3}", "{y: exp(x), q: y/y - 1, r: y*exp(-x) - 1, L: x + q + r}"))
                .result("a.json");
        assertThat(json).doesNotContain("unproved").contains("\"value\" : \"0\"");
    }
}
