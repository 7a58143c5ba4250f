package chalkgrad.work;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.PlainText;
import chalkgrad.work.Work.Chain;
import chalkgrad.work.Work.Formula;
import chalkgrad.work.Work.Side;
import chalkgrad.work.Work.Unread;
import chalkgrad.write.Messages;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** What was read, as text for tests. */
final class Read {
    private Read() {}

    static Work work(String name, byte[] content) {
        WorkReader.Result result = WorkReader.read(name, content);
        assertThat(result).isInstanceOf(WorkReader.Result.Read.class);
        return ((WorkReader.Result.Read) result).work();
    }

    static Work work(String name, String text) {
        return work(name, text.getBytes(StandardCharsets.UTF_8));
    }

    /** A line for each formula: {@code 3: a = b@4} is a chain from line 3 of which the second side is in line 4. */
    static List<String> formulas(String name, String text) {
        return work(name, text).formulas().stream().map(Read::text).toList();
    }

    static String text(Formula formula) {
        if (formula instanceof Unread unread) {
            return unread.line() + ":" + unread.column() + ": unread " + unread.text() + " | found "
                    + words(unread.found()) + " | expected " + words(unread.expected());
        }
        var text = new StringBuilder(formula.line() + ": ");
        int line = formula.line();
        for (Side side : ((Chain) formula).sides()) {
            text.append(side == ((Chain) formula).sides().get(0) ? "" : sign(side.sign()));
            text.append(side.line() == line ? "" : "[" + side.line() + "] ").append(PlainText.of(side.expr()));
            line = side.line();
        }
        return text.toString();
    }

    static String words(ParseExpectation clue) {
        return Messages.of("en").words(clue.key(), clue.detail());
    }

    static String parts(FormulaParser.Result result) {
        if (result instanceof FormulaParser.Result.Failed failed) {
            return "failed at " + failed.column() + ": " + words(failed.found());
        }
        List<FormulaParser.Part> parts = ((FormulaParser.Result.Parsed) result).parts();
        return PlainText.of(parts.get(0).expr())
                + parts.stream()
                        .skip(1)
                        .map(part -> sign(part.sign()) + PlainText.of(part.expr()))
                        .collect(Collectors.joining());
    }

    private static String sign(Expr.Sign sign) {
        return switch (sign) {
            case EQUAL -> " = ";
            case APPROXIMATELY -> " ~ ";
            case DEFINED_AS -> " := ";
            default -> " " + sign + " ";
        };
    }
}
