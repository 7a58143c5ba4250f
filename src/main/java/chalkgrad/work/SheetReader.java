package chalkgrad.work;

import chalkgrad.algebra.Expr;
import chalkgrad.problem.AnswerSheet;
import chalkgrad.problem.AnswerSheet.Answer;
import chalkgrad.problem.AnswerSheet.Given;
import chalkgrad.problem.Finding;
import chalkgrad.work.FormulaParser.Part;
import chalkgrad.work.FormulaParser.Result.Failed;
import chalkgrad.work.FormulaParser.Result.Parsed;
import chalkgrad.work.Work.Chain;
import chalkgrad.work.Work.Formula;
import chalkgrad.work.Work.Side;
import chalkgrad.work.Work.Unread;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads an answer sheet: each entry is a chain of two sides.
 *
 * <p>{@code dE/dw5: 0.0259} says the same as the line {@code dE/dw5 = 0.0259}.
 */
final class SheetReader {
    private static final ParseExpectation ANSWER = ParseExpectation.of(ParseExpectation.Kind.ANSWER);

    private SheetReader() {}

    /** The formulas of a sheet, in its order. */
    static List<Formula> read(String name, String text, Lines lines, Set<String> words) {
        AnswerSheet sheet = AnswerSheet.read(name, text);
        var formulas = new ArrayList<Formula>();
        for (Answer answer : sheet.answers()) {
            if (!(answer.value() instanceof Given.Nothing)) {
                formulas.add(formula(answer, lines, words));
            }
        }
        for (Finding finding : sheet.findings()) {
            if (finding.severity() == Finding.Severity.ERROR) {
                int line = Math.min(finding.line(), lines.count());
                formulas.add(new Unread(
                        line,
                        finding.column(),
                        lines.line(line - 1).strip(),
                        ParseExpectation.text(finding.message()),
                        ParseExpectation.of(ParseExpectation.Kind.SHEET)));
            }
        }
        return formulas;
    }

    private static Formula formula(Answer answer, Lines lines, Set<String> words) {
        int line = Math.min(answer.line(), lines.count());
        String source = lines.line(line - 1).strip();
        FormulaParser.Result left = FormulaParser.read(answer.name(), words, false);
        if (left instanceof Failed failed) {
            return new Unread(line, answer.column() + failed.column() - 1, source, failed.found(), failed.expected());
        }
        var sides = new ArrayList<Side>();
        sides.add(new Side(line, answer.name(), Expr.Sign.EQUAL, ((Parsed) left).expr()));
        if (answer.value() instanceof Given.Text text) {
            FormulaParser.Result right = FormulaParser.read(text.text(), words, true);
            if (right instanceof Failed failed) {
                return new Unread(line, answer.column(), source, failed.found(), failed.expected());
            }
            for (Part part : ((Parsed) right).parts()) {
                int end = text.text().offsetByCodePoints(0, part.to());
                String said = text.text().substring(text.text().offsetByCodePoints(0, part.from()), end);
                sides.add(new Side(line, said, part.sign(), part.expr()));
            }
            return new Chain(sides);
        }
        return array(answer, line, source, sides);
    }

    private static Formula array(Answer answer, int line, String source, List<Side> sides) {
        var rows = new ArrayList<List<Expr>>();
        List<Given> items = answer.value() instanceof Given.Several several ? several.items() : List.of();
        boolean nested = !items.isEmpty() && items.get(0) instanceof Given.Several;
        for (Given row : nested ? items : List.of(answer.value())) {
            var entries = new ArrayList<Expr>();
            for (Given entry : row instanceof Given.Several several ? several.items() : List.of(row)) {
                FormulaParser.Result read = entry instanceof Given.Text text
                        ? FormulaParser.expression(text.text())
                        : new Failed(1, ParseExpectation.of(ParseExpectation.Kind.LIST), ANSWER);
                if (read instanceof Failed failed) {
                    return new Unread(line, answer.column(), source, failed.found(), failed.expected());
                }
                entries.add(((Parsed) read).expr());
            }
            if (entries.isEmpty() || !rows.isEmpty() && rows.get(0).size() != entries.size()) {
                return new Unread(
                        line, answer.column(), source, ParseExpectation.of(ParseExpectation.Kind.RAGGED), ANSWER);
            }
            rows.add(entries);
        }
        sides.add(new Side(line, source, Expr.Sign.EQUAL, new Expr.Matrix(rows)));
        return new Chain(sides);
    }
}
