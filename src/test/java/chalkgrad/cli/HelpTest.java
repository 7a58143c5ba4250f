package chalkgrad.cli;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.Golden;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the command line says about itself. */
class HelpTest {
    @TempDir
    Path folder;

    private Session session;

    @BeforeEach
    void begin() {
        session = new Session(folder);
    }

    @Test
    void theHelpText() {
        Session.Result help = session.run("--help");
        assertThat(help.code()).isEqualTo(ExitCode.DONE);
        assertThat(help.err()).isEmpty();
        Golden.check("cli/help.txt", help.out());
    }

    @Test
    void theHelpTextFitsATerminal() {
        assertThat(session.run("--help").lines())
                .allSatisfy(line -> assertThat(line.length()).as(line).isLessThanOrEqualTo(80));
    }

    /** Whoever asks for help gets it, also without a command, and beside what would otherwise be misuse. */
    @ParameterizedTest
    @CsvSource({
        "-h, --help",
        "frob --help, --help",
        "solve x.yaml -f pdf -h, solve --help",
        "--help solve, solve --help",
        "rules -h x.yaml, rules --help",
        "equal -h a, equal --help",
        "check --sheet T --help, check --help",
    })
    void helpIsGivenWhereverItIsAskedFor(String words, String same) {
        assertThat(session.run(words.split(" "))).isEqualTo(session.run(same.split(" ")));
        assertThat(session.run()).as("no words at all").isEqualTo(session.run("--help"));
    }

    /** Each command has help of its own, with its options and no others. */
    @ParameterizedTest
    @EnumSource
    void eachCommandHasItsOwnHelp(Command command) {
        Session.Result help = session.run(command.word, "--help");
        assertThat(help.code()).isEqualTo(ExitCode.DONE);
        for (CliOption choice : CliOption.all()) {
            String row = "  " + choice.usage();
            assertThat(help.lines().stream().anyMatch(line -> line.equals(row) || line.startsWith(row + " ")))
                    .as(row)
                    .isEqualTo(choice.belongsTo(command));
        }
        assertThat(help.lines())
                .allSatisfy(line -> assertThat(line.length()).as(line).isLessThanOrEqualTo(80));
        Golden.check("cli/help-" + command.word + ".txt", help.out());
    }

    /** What a command is shown with is no misuse. */
    @ParameterizedTest
    @EnumSource
    void theExampleOfEachCommandIsOne(Command command) throws Exception {
        assertThat(Arguments.parse(shellWords(command.example))).isInstanceOf(Arguments.Run.class);
    }

    private static String[] shellWords(String line) {
        return Pattern.compile("\"([^\"]*)\"|(\\S+)")
                .matcher(line)
                .results()
                .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
                .toArray(String[]::new);
    }

    /** An option that has nothing to work on is refused with its reason; as few more as are needed make it one that has. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "solve x.yaml -f pdf --templates . | --templates would do nothing here: none of the formats is made from templates; ask for tex, md or html with --format, or for --pdf-engine tex | --pdf-engine tex",
                "solve x.yaml -f json --matrix | --matrix would do nothing here: the results are asked for as json only; add a format for people, such as md, with --format |",
                "solve x.yaml -f json --general | --general would do nothing here: the results are asked for as json only; add a format for people, such as md, with --format |",
                "solve x.yaml -f json --sheet S | --sheet would do nothing here: the results are asked for as json only; add a format for people, such as md, with --format |",
                "solve x.yaml -f json --solutions separate | --solutions would do nothing here: the results are asked for as json only; add a format for people, such as md, with --format |",
                "solve x.yaml --closed | --closed would do nothing here: closed forms are in the results as data; add json to --format | -f json",
                "solve x.yaml -f md --pdf-engine tex | --pdf-engine would do nothing here: no PDF is made; add pdf to --format |",
                "check x.yaml y.md --pdf-engine tex | --pdf-engine would do nothing here: no PDF is made; add pdf to --format | -f pdf",
                "variants x.yaml --count 3 --grouping question | --grouping would do nothing here: it is about what a learning-management system finds together; add moodle, canvas, qti or gift to --format | -f pdf,gift",
                "variants x.yaml --stress 3 --count 3 | --count would do nothing here: --stress says how often is drawn |",
                "variants x.yaml --stress 3 --roster r | --roster would do nothing here: --stress draws for nobody in particular |",
                "variants x.yaml --stress 3 --shard 1/2 | --shard would do nothing here: --stress makes nothing that could be joined |",
            })
    void whatWouldDoNothing(String words, String message, @Nullable String more) throws Exception {
        String[] given = words.split(" ");
        Session.Result result = session.run(given);
        assertThat(result.code()).isEqualTo(ExitCode.USAGE);
        assertThat(result.err().lines())
                .containsExactly("chalkgrad: " + message, "Try: chalkgrad " + given[0] + " --help");
        if (more != null) {
            assertThat(Arguments.parse((words + " " + more).split(" "))).isInstanceOf(Arguments.Run.class);
        }
    }

    @Test
    void theVersion() {
        Session.Result version = session.run("--version");
        assertThat(version.code()).isEqualTo(ExitCode.DONE);
        assertThat(version.out()).matches("chalkgrad \\d+\\.\\d+\\.\\d+\\R");
        assertThat(version.err()).isEmpty();
    }

    /** The whole message of each misuse: what was found, and what is expected. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-q | no command given; the commands are solve, check, variants, merge, grade, equal, rules",
                "frob | there is no command “frob”; the commands are solve, check, variants, merge, grade, equal, rules",
                "sovle x.yaml | there is no command “sovle”; did you mean solve?",
                "Rules | there is no command “Rules”; did you mean rules?",
                "x.yaml | there is no command “x.yaml”; the commands are solve, check, variants, merge, grade, equal, rules",
                "solve | solve needs a problem file, as in: chalkgrad solve examples/wikidocs.yaml",
                "solve -q -f pdf | solve needs a problem file, as in: chalkgrad solve examples/wikidocs.yaml",
                "check | check needs a problem file and a work to be marked, as in: chalkgrad check examples/wikidocs.yaml examples/wikidocs-mina.md",
                "check x.yaml | check needs a problem file and a work to be marked, as in: chalkgrad check examples/wikidocs.yaml examples/wikidocs-mina.md",
                "check x.yaml y.md --explain | --explain needs a value, as in: --explain LINE",
                "check x.yaml y.md --explain 0 | --explain: found “0”; expected the number of a line, or in a notebook those of a cell and a line in it, as in 2:17",
                "check x.yaml y.md --explain z3 | --explain: found “z3”; expected the number of a line, or in a notebook those of a cell and a line in it, as in 2:17",
                "check x.yaml y.md --matrix | --matrix is no option of check; it is one of solve",
                "check x.yaml y.md --sheet S | --sheet is no option of check; it is one of solve",
                "solve x.yaml --explain 3 | --explain is no option of solve; it is one of check",
                "rules x.yaml | rules takes no file, but was given “x.yaml”",
                "rules --closed | --closed is no option of rules; it is one of solve",
                "rules -f json | --format is no option of rules; it is one of solve, check, grade, variants, equal",
                "solve --where o=z x.yaml | --where is no option of solve; it is one of equal",
                "equal --sheet A a b | --sheet is no option of equal; it is one of solve",
                "equal -f pdf a b | --format: found “pdf”; expected one of json",
                "equal -f json,pdf a b | --format: found “json,pdf”; expected one of json",
                "equal a b --where | --where needs a value, as in: --where NAME=EXPR",
                "equal --x a b | there is no option “--x”",
                "equal | equal takes two expressions, each in quotes, as in: chalkgrad equal \"o-o^2\" \"o*(1-o)\"",
                "equal a | equal takes two expressions, each in quotes, as in: chalkgrad equal \"o-o^2\" \"o*(1-o)\"; found 1: a",
                "equal a - b | equal takes two expressions, each in quotes, as in: chalkgrad equal \"o-o^2\" \"o*(1-o)\"; found 3: a ; - ; b",
                "variants --count 3 | variants needs one exam file, as in: chalkgrad variants examples/exam.yaml --count 200 --seed 2026 -o out/exam",
                "variants x.yaml y.yaml --count 3 | variants needs one exam file, as in: chalkgrad variants examples/exam.yaml --count 200 --seed 2026 -o out/exam; found 2: x.yaml ; y.yaml",
                "variants x.yaml | variants needs --count or --roster, as in: chalkgrad variants examples/exam.yaml --count 200 --seed 2026 -o out/exam",
                "variants x.yaml --count 3 --roster r | --count and --roster: expected one of them; a roster says how many there are",
                "variants x.yaml --count 0 | --count: found “0”; expected a whole number from 1 to 999999999",
                "variants x.yaml --count 3 --seed x | --seed: found “x”; expected a whole number of at most 18 digits",
                "variants x.yaml --count 3 --shard 5/4 | --shard: found “5/4”; expected which part of how many, as in 2/4 for the second of four",
                "variants x.yaml --count 3 --shard 0/4 | --shard: found “0/4”; expected which part of how many, as in 2/4 for the second of four",
                "variants x.yaml --count 3 -j 0 | --jobs: found “0”; expected a whole number from 1 to 9999",
                "variants x.yaml --count 3 --grouping name | --grouping: found “name”; expected one of variant, question",
                "variants x.yaml --count 3 -f json | --format: found “json”; expected one or more of pdf, tex, md, html, moodle, canvas, qti, gift, csv, with commas between",
                "solve x.yaml --count 3 | --count is no option of solve; it is one of variants",
                "merge | merge needs a folder that variants --shard has written to, as in: chalkgrad merge out/exam",
                "merge out --seed 3 | --seed is no option of merge; it is one of variants",
                "solve --frob x.yaml | there is no option “--frob”",
                "solve --plugh x.yaml | there is no option “--plugh”",
                "solve --formt=pdf x.yaml | there is no option “--formt=pdf”; did you mean --format?",
                "solve --form pdf x.yaml | there is no option “--form”; did you mean --format?",
                "solve -x x.yaml | there is no option “-x”",
                "solve --quiet=yes x.yaml | --quiet takes no value; found “yes”",
                "solve x.yaml -f | --format needs a value, as in: --format a,b",
                "solve x.yaml --digits | --digits needs a value, as in: --digits N",
                "solve -f pdf --format tex x.yaml | --format is given twice: pdf and tex",
                "solve -o a -o b x.yaml | --out is given twice: a and b",
                "solve -f docx x.yaml | --format: found “docx”; expected one or more of pdf, tex, md, html, json, with commas between",
                "solve -f pdf,doc x.yaml | --format: found “doc”; expected one or more of pdf, tex, md, html, json, with commas between",
                "solve -f pdf, x.yaml | --format: found “pdf,”; expected one or more of pdf, tex, md, html, json, with commas between",
                "solve -f PDF x.yaml | --format: found “PDF”; expected one or more of pdf, tex, md, html, json, with commas between",
                "solve -l fr x.yaml | --lang: found “fr”; expected one of en, ko",
                "solve -n frob x.yaml | --notation: found “frob”; expected one of wikidocs, sum, net, delta, layer, matrix",
                "solve --digits 0 x.yaml | --digits: found “0”; expected a whole number from 1 to 30",
                "solve --digits 31 x.yaml | --digits: found “31”; expected a whole number from 1 to 30",
                "solve --digits -3 x.yaml | --digits: found “-3”; expected a whole number from 1 to 30",
                "solve --digits 1.5 x.yaml | --digits: found “1.5”; expected a whole number from 1 to 30",
                "solve --digits many x.yaml | --digits: found “many”; expected a whole number from 1 to 30",
                "solve --templates /no/such x.yaml | --templates: there is no folder “/no/such”",
                "solve --pdf-engine word x.yaml | --pdf-engine: found “word”; expected one of embedded, tex",
            })
    void misuse(String words, String message) {
        Session.Result result = session.run(words.split(" "));
        assertThat(result.code()).isEqualTo(ExitCode.USAGE);
        assertThat(result.err().lines())
                .containsExactly("chalkgrad: " + message, Arguments.Misuse.advice(words.split(" ")));
        assertThat(result.out()).isEmpty();
    }

    @Test
    void whatSteersATerminalIsWrittenAsItsCode() {
        assertThat(session.run("solve", "--digits", "\u001b[31m", "x.yaml").err())
                .startsWith("chalkgrad: --digits: found “\\u001B[31m”; expected");
        assertThat(session.run("\u0007").err()).startsWith("chalkgrad: there is no command “\\u0007”;");
    }
}
