package chalkgrad.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.ExprParser;
import chalkgrad.algebra.ExprParser.Result.Parsed;
import chalkgrad.algebra.Symbol;
import chalkgrad.model.Quantity;
import chalkgrad.rules.Shapes.Result.Clash;
import chalkgrad.rules.Shapes.Result.Known;
import chalkgrad.rules.Shapes.Result.Unknown;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShapesTest {
    private static final Map<String, Dims> NAMES = Map.ofEntries(
            Map.entry("s", Dims.SCALAR),
            Map.entry("v2", Dims.vector(2)),
            Map.entry("v3", Dims.vector(3)),
            Map.entry("v4", Dims.vector(4)),
            Map.entry("long", Dims.vector(1000)),
            Map.entry("row", Dims.matrix(1, 3)),
            Map.entry("col", Dims.matrix(2, 1)),
            Map.entry("a", Dims.matrix(2, 3)),
            Map.entry("b", Dims.matrix(3, 4)),
            Map.entry("c", Dims.matrix(2, 4)));

    private static @Nullable Dims known(Symbol symbol) {
        return NAMES.get(symbol.id());
    }

    private static Expr parse(String text) {
        return ((Parsed) ExprParser.parse(text)).expr();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            2.5 | scalar
            -s + 1 | scalar
            s*s/s^s | scalar
            a + s | 2 x 3
            s - a | 2 x 3
            a * a / a | 2 x 3
            2^a | 2 x 3
            -a | 2 x 3
            v3 + s | 3
            v3 * v3 | 3
            a + v3 | 2 x 3
            v3 - a | 2 x 3
            a ^ v3 | 2 x 3
            v3 / a | 2 x 3
            v3 + s + a | 2 x 3
            max(a, v3) | 2 x 3
            min(v3, s, a) | 2 x 3
            max(v3, 0) | 3
            a @ b | 2 x 4
            a @ v3 | 2
            v2 @ a | 3
            v3 @ v3 | scalar
            col @ row | 2 x 3
            a @ b @ v4 | 2
            a' | 3 x 2
            a'' | 2 x 3
            a' @ c | 3 x 4
            row' + s | 3 x 1
            sum(a) | scalar
            mean(v3) | scalar
            max(a) | scalar
            min(s) | scalar
            norm(a) + norm(v3) + norm(s) | scalar
            sigmoid(a) | 2 x 3
            exp(v3) | 3
            huber(a, a) | scalar
            cross_entropy(softmax(v3), v3) | scalar
            half_sse(s, 1) | scalar
            softmax(v3) | 3
            softmax(a) | 2 x 3
            dot(v3, v3) | scalar
            outer(v2, v3) | 2 x 3
            maxshare(a) | 2 x 3
            minshare(v3) | 3
            a * row | 2 x 3
            v3 + col | 2 x 3
            col * row | 2 x 3
            sum(a, axis=0) | 3
            mean(a, axis=1, keepdims=True) | 2 x 1
            var(a) | scalar
            softmax(a, axis=0) | 2 x 3
            logsumexp(a, axis=-1) | 2
            concat(a, c, axis=1) | 2 x 7
            stack(a, a, a) | 3 x 2 x 3
            flatten(stack(a, a)) | 12
            transpose(stack(a, a)) | 3 x 2 x 2
            stack(a, a) @ b | 2 x 2 x 4
            a.T | 3 x 2
            a[1, 2] | scalar
            a[:, 2:3] | 2 x 2
            conv2d(c, col.T) | 2 x 3
            conv2d(stack(c, c), stack(a, a), padding=1) | 3 x 4
            avg_pool2d(c, 2) | 1 x 2
            batch_norm(a, v3, v3) | 2 x 3
            where(a > 0, a, s) | 2 x 3
            """)
    void aShapeFollowsFromThoseOfTheNames(String expr, String dims) {
        assertThat(Shapes.of(parse(expr), ShapesTest::known))
                .isInstanceOfSatisfying(
                        Known.class, found -> assertThat(found.dims()).hasToString(dims));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            a @ c | 1 | 2 x 3 @ 2 x 4: the 3 columns of the left must be the 2 rows of the right
            a @ v2 | 1 | 2 x 3 @ vector of 2: the 3 columns of the left must be the 2 entries of the right
            v3 @ a | 1 | vector of 3 @ 2 x 3: the 3 entries of the left must be the 2 rows of the right
            v3 @ v2 | 1 | vector of 3 @ vector of 2: the 3 entries of the left must be the 2 entries of the right
            col @ b | 1 | 2 x 1 @ 3 x 4: the 1 column of the left must be the 3 rows of the right
            s @ a | 1 | scalar @ 2 x 3: @ takes vectors and matrices; write * for a scalar factor
            v3 @ 2 | 1 | vector of 3 @ scalar: @ takes vectors and matrices; write * for a scalar factor
            s + a + c | 2 | 2 x 3 + 2 x 4: the matrices must have the same shape
            a - c | 1 | 2 x 3 - 2 x 4: the matrices must have the same shape
            v2 / v3 | 1 | vector of 2 / vector of 3: the vectors must have equally many entries
            a ^ v2 | 1 | 2 x 3 ^ vector of 2: the vector goes with every row and must have 3 entries, one for each column
            sum(a, axis=2) | 0 | sum: axis is 2; the axes are 0 to 1, counted from zero
            conv2d(a, c) | 0 | conv2d: the window of 4 does not fit into 3
            reshape(a, 4, 2) | 0 | reshape: the 6 entries of 2 x 3 do not make 4 x 2
            concat(a, c) | 0 | concat: 2 x 3 and 2 x 4 do not go together along axis 0
            a[3, 1] | 0 | index: entries are counted from 1 to 2 here; found 3
            batch_norm(a, v2) | 0 | batch_norm: expected a scalar, or a vector of 3; found vector of 2
            max_pool2d(v3, 2) | 0 | max_pool2d: expected 2 axes or more; found 3
            max(s, a, v2) | 2 | max(2 x 3, vector of 2): the vector goes with every row and must have 3 entries, one for each column
            v3' | 0 | ' takes a matrix; found a vector of 3, which is neither a row nor a column: write dot(a, b) or outer(a, b) for a'b or ab'
            s' | 0 | ' takes a matrix; found a scalar
            sse(v3, v2) | 1 | sse(vector of 3, vector of 2): output and target must have the same shape
            mse(a, s) | 1 | mse(2 x 3, scalar): output and target must have the same shape
            softmax(s) | 0 | softmax takes a vector, or a matrix row by row; found a scalar
            dot(v2, v3) | 1 | dot(vector of 2, vector of 3): the vectors must have equally many entries
            dot(a, v3) | 1 | dot(2 x 3, vector of 3): dot takes two vectors; write @ for these
            outer(s, v3) | 1 | outer(scalar, vector of 3): outer takes two vectors; write * for these
            outer(long, long) | 1 | a 1000 x 1000 matrix has more than 100000 entries
            foo(s) | 0 | there is no function foo of 1 argument
            exp(s, s) | 0 | there is no function exp of 2 arguments
            """)
    void aClashSaysWhereAndWhy(String expr, int part, String message) {
        Expr parsed = parse(expr);
        assertThat(Shapes.of(Expr.add(Expr.ONE, parsed), ShapesTest::known))
                .isEqualTo(new Clash(parsed, part, message));
        assertThatThrownBy(() -> Shapes.dims(parsed, ShapesTest::known))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void anUnknownSymbolIsNoClash() {
        assertThat(Shapes.of(parse("a @ nobody + c"), ShapesTest::known))
                .isEqualTo(new Unknown(new Symbol.Name("nobody")));
    }

    @Test
    void whatDerivationsAddToTheGrammarHasAShape() {
        Expr ones = Expr.sym(new Quantity.Ones(Dims.vector(2)));
        Expr constant = Expr.sym(Symbol.Constant.PI);
        Expr cases = new Expr.Cases(Expr.sym("a"), constant, ones, Expr.ZERO);
        assertThat(Shapes.dims(new Expr.MatMul(ones, Expr.sym("a")), ShapesTest::known))
                .isEqualTo(Dims.vector(3));
        assertThat(Shapes.of(cases, ShapesTest::known)).isInstanceOf(Clash.class);
        assertThat(Shapes.dims(new Expr.Cases(Expr.sym("v3"), Expr.sym("a"), Expr.ZERO, Expr.ZERO), ShapesTest::known))
                .isEqualTo(Dims.matrix(2, 3));
        assertThat(Shapes.dims(new Expr.Marked(Expr.Mark.GROUP, ones), ShapesTest::known))
                .isEqualTo(Dims.vector(2));
    }
}
