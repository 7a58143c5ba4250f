package chalkgrad.algebra;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.algebra.ExprParser.Result;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExprParserTest {
    private static final Expr A = Expr.sym("a");
    private static final Expr B = Expr.sym("b");
    private static final Expr C = Expr.sym("c");

    private record Case(String text, Expr expected) {}

    static List<Case> shapes() {
        return List.of(
                new Case("-a^2", Expr.neg(Expr.pow(A, 2))),
                new Case("(-a)^2", Expr.pow(Expr.neg(A), 2)),
                new Case("a^-2", Expr.pow(A, Expr.neg(Expr.TWO))),
                new Case("a^+2", Expr.pow(A, 2)),
                new Case("a^b^c", Expr.pow(A, Expr.pow(B, C))),
                new Case("a^-b^c", Expr.pow(A, Expr.neg(Expr.pow(B, C)))),
                new Case("a^b'", Expr.pow(A, new Expr.Transpose(B))),
                new Case("a''", new Expr.Transpose(new Expr.Transpose(A))),
                new Case("-a*b", Expr.mul(Expr.neg(A), B)),
                new Case("a*-b", Expr.mul(A, Expr.neg(B))),
                new Case("a/b*c", Expr.mul(Expr.div(A, B), C)),
                new Case("a/b/c", Expr.div(Expr.div(A, B), C)),
                new Case("a*b/c", Expr.div(Expr.mul(A, B), C)),
                new Case("a*b*c", Expr.mul(A, B, C)),
                new Case("a@b@c", new Expr.MatMul(new Expr.MatMul(A, B), C)),
                new Case("a*b@c", new Expr.MatMul(Expr.mul(A, B), C)),
                new Case("a-b+c", Expr.add(A, Expr.neg(B), C)),
                new Case("a-(b+c)", Expr.sub(A, Expr.add(B, C))),
                new Case("--a", Expr.neg(Expr.neg(A))),
                new Case(" max( a ,b ) ", Expr.call("max", A, B)),
                new Case("f(a)'", new Expr.Transpose(Expr.call("f", A))),
                new Case("2^3", Expr.pow(Expr.TWO, Expr.num(3))),
                new Case("a**2", Expr.pow(A, 2)),
                new Case("a ** -b**c * a", Expr.mul(Expr.pow(A, Expr.neg(Expr.pow(B, C))), A)),
                new Case("-a**2", Expr.neg(Expr.pow(A, 2))));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void bindsAsTheGrammarSays(Case c) {
        assertThat(ExprParser.parse(c.text)).isEqualTo(new Result.Parsed(c.expected));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "0.5", "0.50", "12.340", "0"})
    void aNumberKeepsItsDecimals(String text) {
        assertThat(ExprParser.parse(text)).isEqualTo(new Result.Parsed(Expr.num(new BigDecimal(text))));
    }

    @ParameterizedTest
    @CsvSource({".5, 0.5", "1.2e-3, 0.0012", "1e2, 1E+2", "1E+2, 1E+2", "1e-400, 1E-400", "007, 7"})
    void everyWayToWriteANumber(String text, String value) {
        assertThat(ExprParser.parse(text)).isEqualTo(new Result.Parsed(Expr.num(new BigDecimal(value))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "E", "I", "D", "List", "w_11", "beta", "N", "C", "O", "K", "_x", "가중치", "η", "x̂", "é", "𝑤1", "ñ2",
                "e", "pi"
            })
    void everyNameIsAPlainName(String name) {
        assertThat(ExprParser.parse(name)).isEqualTo(new Result.Parsed(Expr.sym(name)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "\"\" | 1 | end of text",
                "2 x | 3 | x",
                "2x | 2 | x",
                "a b | 3 | b",
                "(a+b | 5 | end of text",
                "a) | 2 | )",
                "f( | 3 | end of text",
                "f() | 3 | )",
                "f(a,) | 5 | )",
                "a+ | 3 | end of text",
                "+a | 1 | +",
                "a+*b | 3 | *",
                "1. | 3 | end of text",
                ". | 2 | end of text",
                "1.2.3 | 4 | .",
                "2e | 2 | e",
                "1e5e5 | 4 | e5",
                "가중치 $ | 5 | $",
                "𝑤 # | 3 | #",
                "a=b | 2 | =",
                "a\u0000b | 2 | U+0000",
                "[1,2] | 1 | [",
                "a\\b | 2 | \\",
                "1e401 | 2 | e401",
                "' | 1 | '",
            })
    void sayWhereAndWhatWasFound(String text, int column, String found) {
        assertThat(ExprParser.parse(text)).isInstanceOfSatisfying(Result.Failed.class, failed -> {
            assertThat(failed.column()).isEqualTo(column);
            assertThat(failed.found()).isEqualTo(found);
            assertThat(failed.expected()).isNotBlank();
        });
    }

    /** Every part with the column of its first operator, or its first letter; what the operators after the first have. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "a + b - c | a+b-c: 3, a: 1, b: 5, -c: 7, c: 9 | 7",
                "x * yy*z | x*yy*z: 3, x: 1, yy: 5, z: 8 | 7",
                "(a@b)/2.5 | a@b/2.5: 6, a@b: 3, a: 2, b: 4, 2.5: 7 | 6",
                "-f( x^-y )' | -f(x^-y)': 1, f(x^-y)': 11, f(x^-y): 2, x^-y: 6, x: 5, -y: 7, y: 8 | 1",
                "𝑤 + 가중치@𝑤 | 𝑤+가중치@𝑤: 3, 𝑤: 1, 가중치@𝑤: 8, 가중치: 5, 𝑤: 9 | 3",
                "x + x | x+x: 3, x: 1, x: 5 | 3"
            })
    void everyPartHasAColumn(String text, String columns, int ofLastOperator) {
        var found = new Columns();
        Expr expr = ((Result.Parsed) ExprParser.parse(text, found)).expr();
        assertThat(ExprParser.parse(text)).isEqualTo(new Result.Parsed(expr));
        assertThat(String.join(", ", described(expr, found))).isEqualTo(columns);
        assertThat(found.of(expr, expr.parts().size() - 1)).isEqualTo(ofLastOperator);
    }

    private static List<String> described(Expr expr, Columns columns) {
        var parts = new java.util.ArrayList<String>(List.of(PlainText.of(expr) + ": " + columns.of(expr)));
        expr.parts().forEach(part -> parts.addAll(described(part, columns)));
        return parts;
    }

    @Test
    void whatWasNotReadHasTheFirstColumn() {
        assertThat(new Columns().of(A)).isEqualTo(1);
        assertThat(new Columns().of(A, 7)).isEqualTo(1);
    }

    static List<String> hostile() {
        return List.of(
                "(".repeat(10_000),
                "(".repeat(5_000) + "a" + ")".repeat(5_000),
                "-".repeat(9_999) + "a",
                "a" + "'".repeat(9_999),
                "a" + "^a".repeat(4_999),
                "a" + "/a".repeat(4_999),
                "a" + "@a".repeat(4_999),
                "a" + "*a/a".repeat(2_400),
                "f(".repeat(4_000),
                "1".repeat(101),
                "1e99999999999999999999",
                "a+".repeat(5_001),
                "\uD800",
                "\uFFFF");
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void hostileTextFails(String text) {
        assertThat(ExprParser.parse(text)).isInstanceOf(Result.Failed.class);
    }

    @Test
    void longButFlatTextIsRead() {
        assertThat(ExprParser.parse("a" + "+a".repeat(4_999))).isInstanceOf(Result.Parsed.class);
        assertThat(ExprParser.parse("a" + "*a".repeat(4_999))).isInstanceOf(Result.Parsed.class);
        assertThat(ExprParser.parse("(".repeat(199) + "a" + ")".repeat(199))).isInstanceOf(Result.Parsed.class);
        assertThat(ExprParser.parse("9^9^9^9")).isInstanceOf(Result.Parsed.class);
    }
}
