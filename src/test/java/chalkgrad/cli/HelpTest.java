package chalkgrad.cli;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.Golden;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
    @ValueSource(
            strings = {"-h", "solve --help", "solve x.yaml -f pdf -h", "frob --help", "rules -h x.yaml", "equal -h a"})
    void helpIsGivenWhereverItIsAskedFor(String words) {
        assertThat(session.run(words.split(" "))).isEqualTo(session.run("--help"));
        assertThat(session.run()).as("no words at all").isEqualTo(session.run("--help"));
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
                "check x.yaml y.md --explain 0 | --explain: found “0”; expected the number of a line",
                "check x.yaml y.md --explain z3 | --explain: found “z3”; expected the number of a line",
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
        assertThat(result.err().lines()).containsExactly("chalkgrad: " + message, "Try: chalkgrad --help");
        assertThat(result.out()).isEmpty();
    }

    @Test
    void whatSteersATerminalIsWrittenAsItsCode() {
        assertThat(session.run("solve", "--digits", "\u001b[31m", "x.yaml").err())
                .startsWith("chalkgrad: --digits: found “\\u001B[31m”; expected");
        assertThat(session.run("\u0007").err()).startsWith("chalkgrad: there is no command “\\u0007”;");
    }
}
