package chalkgrad.publish;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.Pipeline;
import chalkgrad.check.Checker;
import chalkgrad.check.Marking;
import chalkgrad.check.Verdict;
import chalkgrad.derive.Deriver;
import chalkgrad.evaluate.Solution;
import chalkgrad.evaluate.Solver;
import chalkgrad.model.Graph;
import chalkgrad.model.Network;
import chalkgrad.model.Problem;
import chalkgrad.rules.RuleBook;
import chalkgrad.typeset.Profile;
import chalkgrad.work.WorkReader;
import chalkgrad.write.Formats;
import chalkgrad.write.Messages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the program writes as a solution is right when it is handed in: every line of it, whatever the notation, the language and the format.
 *
 * <p>{@code -Dthorough=true} has every example in every combination; {@code -Down.only=wikidocs} has one example, {@code -Down.show=true} tells
 * instead of failing.
 */
class OwnSolutionsTest {
    private static final Path EXAMPLES = Path.of("examples");
    private static final boolean THOROUGH = Boolean.getBoolean("thorough");
    private static final Map<String, Solution> SOLUTIONS = new LinkedHashMap<>();

    /** Of these there is no work to compare with, or so much that nobody would hand it in. */
    private static final List<String> LEFT_OUT = List.of("mazur-10000.yaml", "exam.yaml");

    private record Case(String example, String notation, String language, String format) {}

    static List<Case> cases() throws IOException {
        var all = new ArrayList<Case>();
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            List<String> examples = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".yaml") && !LEFT_OUT.contains(name))
                    .filter(name -> name.startsWith(System.getProperty("own.only", "")))
                    .sorted()
                    .toList();
            int turn = 0;
            List<String> notations = Profile.ALL.stream().map(Profile::name).toList();
            for (String example : THOROUGH || System.getProperty("own.only") != null
                    ? examples
                    : List.of("wikidocs.yaml", "mazur.yaml")) {
                for (String notation : notations) {
                    for (String language : Messages.LANGUAGES) {
                        for (String format : THOROUGH ? List.of("md", "tex", "html") : List.of("md", "tex")) {
                            // By turns each with each, where not all are asked for.
                            if (THOROUGH || turn++ % 9 == 0) {
                                all.add(new Case(example, notation, language, format));
                            }
                        }
                    }
                }
            }
        }
        return all;
    }

    /** Formulas for all units at once, delta_j and the sum over k, are not read yet; {@code -Dthorough=true} tells them, too. */
    private static boolean isBad(Verdict verdict) {
        return verdict.compareTo(Verdict.ROUNDING) > 0 && (THOROUGH || verdict != Verdict.UNDECIDED);
    }

    private static List<Problem> problems(String example) {
        return Pipeline.readAll(Pipeline.example(example)).stream()
                .filter(problem -> problem.task() instanceof Network || problem.task() instanceof Graph)
                .toList();
    }

    private static Solution solution(Problem problem) {
        var derivation = new Deriver(new RuleBook()).derive(problem.task());
        return ((Solution.Solved) Solver.solve(problem, derivation)).solution();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyLineIsRight(Case one) throws Publisher.Failure {
        var wrong = new ArrayList<String>();
        int number = 0;
        for (Problem problem : problems(one.example)) {
            Solution solution = SOLUTIONS.computeIfAbsent(one.example + number++, name -> solution(problem));
            var order = new Publisher.Order(
                    Optional.of(one.language), Profile.find(one.notation), false, false, false, false);
            for (Publisher.Product product : Publisher.create(
                            List.of(Formats.named(one.format).orElseThrow()), Optional.empty(), false)
                    .publish(solution, order)) {
                if (!product.fileName().endsWith("." + one.format)) {
                    continue;
                }
                WorkReader.Result read =
                        WorkReader.read(product.fileName(), product.content(), Checker.words(solution.problem()));
                if (!(read instanceof WorkReader.Result.Read work)) {
                    wrong.add(product.fileName() + ": " + read);
                    continue;
                }
                Marking marking = new Checker(solution).mark(work.work());
                assertThat(marking.lines()).as(product.fileName()).isNotEmpty();
                for (Marking.Line line : marking.lines()) {
                    if (isBad(line.verdict())) {
                        wrong.add(product.fileName() + ":" + line.line() + " " + line.verdict() + " "
                                + line.quantity().map(Object::toString).orElse("-") + "  " + line.text() + "  "
                                + line.remarks().stream()
                                        .map(remark -> remark.key())
                                        .toList());
                    }
                }
            }
        }
        if (Boolean.getBoolean("own.show")) {
            System.out.println(one + ": " + wrong.size());
            wrong.forEach(line -> System.out.println("    " + line));
        } else {
            assertThat(wrong).isEmpty();
        }
    }
}
