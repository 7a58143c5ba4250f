package chalkgrad.cli;

import java.util.List;
import java.util.Optional;

/**
 * The commands there are: the one table that the dispatch, the help text and the README read.
 *
 * <p>{@code Command.named("solve")} takes one problem file or more.
 */
enum Command {
    SOLVE(
            "solve",
            "PROBLEM…",
            "a worked solution of each problem",
            "pdf,tex,md",
            "Each file becomes a document that is called after it; a file of several problems becomes a sheet. What has an error is named and left out, "
                    + "and the rest is written. Exit codes: 0 done, 3 a file or a problem has an error, 4 something could not be made.",
            "solve examples/wikidocs.yaml -f pdf,html -o out"),
    CHECK(
            "check",
            "PROBLEM WORK…",
            "marks derivations that were handed in",
            "html,json",
            "A work is a file with formulas, or a folder of such; of several there is also summary.csv. Exit codes: 0 no mistake found, 1 a mistake, "
                    + "3 a file cannot be read, 4 something could not be made.",
            "check examples/wikidocs.yaml examples/wikidocs-mina.md"),
    VARIANTS(
            "variants",
            "EXAM",
            "many exams, each with its own values, and keys",
            "pdf",
            "It needs --count, --roster or --stress. The same exam, seed and options give the same files; a run that was stopped goes on where it was. "
                    + "Exit codes: 0 done, 3 the exam or the roster has an error or no draw meets what it requires, 4 something could not be made.",
            "variants examples/exam.yaml --count 200 --seed 2026 -o out/exam"),
    MERGE(
            "merge",
            "DIR…",
            "joins the parts that variants --shard has made",
            "",
            "The folders hold all parts of one run. Exit codes: 0 done, 3 a part is missing or of another run, 4 something could not be made.",
            "merge out/exam"),
    GRADE(
            "grade",
            "DIR ANSWERS…",
            "points for answers, each for its own variant",
            "html",
            "DIR is what variants has written. Answers are tables (.csv, .tsv, or - for standard input), or derivations in files and folders whose names "
                    + "begin with an id. Exit codes: 0 done, 3 something could not be read or is nobody's, 4 something could not be made.",
            "grade out/exam answers.csv -o out/graded"),
    EQUAL(
            "equal",
            "EXPR EXPR",
            "are two expressions the same?",
            "",
            "Expressions are those of problem files, or LaTeX. With - in place of both, pairs with a tab between are read from standard input, a line "
                    + "each. Exit codes: 0 equal, 1 different, 3 an expression cannot be read, 4 undecided.",
            "equal \"o*(1-o)\" \"exp(-z)/(1+exp(-z))^2\" --where \"o=sigmoid(z)\""),
    RULES(
            "rules",
            "",
            "activations and losses, with their derivatives",
            "",
            "Each with the derivative that Symja finds, the form that is taught, and whether they were proved equal. Exit codes: 0 done, 4 a rule is not "
                    + "proved, or with --prove not as it was.",
            "rules");

    final String word;
    final String operands;
    final String purpose;
    /** The formats that it writes unless others are asked for. */
    final String formats;
    /** What its own help says behind the options. */
    final String more;
    /** A call, without the program's name. */
    final String example;

    Command(String word, String operands, String purpose, String formats, String more, String example) {
        this.word = word;
        this.operands = operands;
        this.purpose = purpose;
        this.formats = formats;
        this.more = more;
        this.example = example;
    }

    static List<String> words() {
        return List.of(values()).stream().map(command -> command.word).toList();
    }

    static Optional<Command> named(String word) {
        return List.of(values()).stream()
                .filter(command -> command.word.equals(word))
                .findFirst();
    }
}
