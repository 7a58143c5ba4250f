package chalkgrad.cli;

import chalkgrad.typeset.Profile;
import chalkgrad.write.Format;
import chalkgrad.write.Formats;
import chalkgrad.write.Messages;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/**
 * The options there are, a row each: what the parser accepts, what the help says, what the README lists.
 *
 * <p>{@code FORMAT} is {@code -f} or {@code --format}, followed by names of formats.
 */
enum Choice {
    FORMAT("f", "format", "a,b", "formats: %s (default pdf,tex,md; of check html,json)".formatted(names())),
    LANG("l", "lang", "CODE", "language: " + String.join(", ", Messages.LANGUAGES) + " (default: the file's, else en)"),
    NOTATION(
            "n",
            "notation",
            "NAME",
            "notation: "
                    + String.join(", ", Profile.ALL.stream().map(Profile::name).toList())),
    OUT("o", "out", "DIR", "folder for the results (default out)"),
    DIGITS("", "digits", "N", "N significant digits, 1 to 30 (default: the file's)"),
    SHEET("", "sheet", "TITLE", "all problems of all files in one numbered document"),
    SOLUTIONS("", "solutions", "HOW", "with (default) or separate from the questions"),
    MATRIX("", "matrix", "", "add the matrix form: W, b, z, a and delta of each layer"),
    GENERAL("", "general", "", "derive for all units at once; the numbers are examples"),
    CLOSED("", "closed", "", "add to the JSON results each gradient in closed form"),
    EXPAND("", "expand", "NAMES", "take gates of graphs apart: function, node, or all"),
    EXPLAIN("", "explain", "LINE", "say in full how the verdicts of that line came about"),
    PDF_ENGINE("", "pdf-engine", "NAME", "PDF made by: embedded (default) or tex (as installed)"),
    TEMPLATES("", "templates", "DIR", "folder whose templates come before the built-in ones"),
    QUIET("q", "quiet", "", "no warnings"),
    HELP("h", "help", "", "this text"),
    VERSION("", "version", "", "the version");

    final String letter;
    final String word;
    final String argument;
    final String purpose;

    Choice(String letter, String word, String argument, String purpose) {
        this.letter = letter;
        this.word = word;
        this.argument = argument;
        this.purpose = purpose;
    }

    private static String names() {
        return Formats.ALL.stream().map(Format::name).collect(Collectors.joining(", "));
    }

    /** Options of one command only; the others may be given with any. */
    private static final Map<Choice, Command> OWN = Map.of(
            SHEET, Command.SOLVE,
            SOLUTIONS, Command.SOLVE,
            MATRIX, Command.SOLVE,
            GENERAL, Command.SOLVE,
            CLOSED, Command.SOLVE,
            EXPAND, Command.SOLVE,
            EXPLAIN, Command.CHECK);

    /** Whether the option means anything to a command. */
    boolean isFor(Command command) {
        return OWN.getOrDefault(this, command) == command;
    }

    static Options options() {
        var options = new Options();
        for (Choice choice : values()) {
            var option = choice.letter.isEmpty() ? Option.builder() : Option.builder(choice.letter);
            option.longOpt(choice.word).desc(choice.purpose);
            if (!choice.argument.isEmpty()) {
                option.hasArg().argName(choice.argument);
            }
            options.addOption(option.get());
        }
        return options;
    }

    /** {@code -f, --format a,b}. */
    String usage() {
        String both = letter.isEmpty() ? "    --" + word : "-" + letter + ", --" + word;
        return argument.isEmpty() ? both : both + " " + argument;
    }

    static List<Choice> all() {
        return List.of(values());
    }
}
