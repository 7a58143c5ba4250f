package chalkgrad.report;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.PlainText;
import chalkgrad.check.Checker;
import chalkgrad.check.Marking;
import chalkgrad.check.Verdict;
import chalkgrad.evaluate.Solution;
import chalkgrad.model.Network;
import chalkgrad.model.Problem;
import chalkgrad.typeset.Latex;
import chalkgrad.typeset.Notation;
import chalkgrad.typeset.Profile;
import chalkgrad.variant.Answer;
import chalkgrad.variant.Exams;
import chalkgrad.variant.Item;
import chalkgrad.variant.Variant;
import chalkgrad.work.Work;
import chalkgrad.work.WorkReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A find-the-mistake sheet has exactly one mistake, and whoever marks it as a derivation finds that one and no other. */
class PlantedMistakesTest {
    private static final int SEEDS = Integer.getInteger("planted.seeds", 5);

    static List<String> exams() {
        return Exams.MISTAKES;
    }

    @ParameterizedTest
    @MethodSource("exams")
    void exactlyOneLineIsWrong(String exam) {
        var kinds = new TreeMap<String, Integer>();
        var faults = new ArrayList<String>();
        for (Variant variant : Exams.variants(exam, 2026, SEEDS)) {
            Variant.Part part = variant.parts().get(0);
            var checker = new Checker(part.solution());
            for (Item item : part.items()) {
                if (item.answer() instanceof Answer.Mistaken mistaken) {
                    kinds.merge(mistaken.slip().mistake().id(), 1, Integer::sum);
                    fault(checker, part.solution(), mistaken)
                            .forEach(fault -> faults.add(variant.id() + " question " + item.number() + ": "
                                    + mistaken.slip().mistake().id() + ": " + fault));
                }
            }
        }
        assertThat(faults).as("%s", kinds).isEmpty();
        assertThat(kinds).hasSizeGreaterThan(2);
    }

    private static List<String> fault(Checker checker, Solution solution, Answer.Mistaken mistaken) {
        Problem problem = solution.problem();
        var latex = new Latex(
                Notation.of(
                        problem.notation().profile().flatMap(Profile::find).orElse(Profile.ALL.get(0)),
                        problem.notation().symbols(),
                        problem.task()),
                Latex.Flavour.PLAIN);
        var text = new StringBuilder();
        // A sheet tells samples by a superscript, which somebody who writes could mean otherwise; an answer sheet has
        // names for them.
        boolean named =
                problem.task() instanceof Network network && network.samples().size() > 1;
        for (Answer.Known known : mistaken.known()) {
            Expr value = Expr.num(known.value());
            text.append(
                    named
                            ? PlainText.of(Expr.equal(known.cell().expr(), value))
                            : "$" + latex.of(Expr.equal(Cells.shown(known.cell()), value)) + "$");
            text.append("\n");
        }
        int before = mistaken.known().size();
        for (Answer.Line line : mistaken.lines()) {
            text.append(
                    named
                            ? line.cell().id() + " = " + PlainText.of(line.symbols()) + " = "
                                    + PlainText.of(line.numbers()) + " = " + PlainText.of(line.value())
                            : "$" + latex.of(ExamReport.line(line)) + "$");
            text.append("\n");
        }
        Set<String> words = new HashSet<>(Checker.words(problem));
        WorkReader.Result read = WorkReader.read("sheet.md", text.toString().getBytes(StandardCharsets.UTF_8), words);
        Work work = ((WorkReader.Result.Read) read).work();
        Marking marking = checker.mark(work);
        var faults = new ArrayList<String>();
        int wrong = before + mistaken.wrong() + 1;
        boolean found = false;
        for (Marking.Line line : marking.lines()) {
            found |= line.line() == wrong && line.verdict() == Verdict.WRONG;
            boolean fine = line.line() == wrong || line.verdict() != Verdict.WRONG && line.verdict() != Verdict.UNREAD;
            if (!fine) {
                faults.add(line.verdict() + " line " + line.line() + " (wrong is " + wrong + ") " + line.text()
                        + " expected " + line.expected() + " in\n" + text);
            }
        }
        if (!found) {
            faults.add("not found in line " + wrong + " of\n" + text + marking.lines());
        }
        return faults;
    }
}
