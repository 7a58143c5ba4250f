package chalkgrad.cli;

import chalkgrad.export.Exporter;
import chalkgrad.export.Exporters;
import chalkgrad.typeset.Profile;
import chalkgrad.write.Format;
import chalkgrad.write.Formats;
import chalkgrad.write.Messages;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/**
 * The options there are, a row each: what the parser accepts, what the help says, what the README lists.
 *
 * <p>{@code FORMAT} is {@code -f} or {@code --format}, followed by names of formats.
 */
enum CliOption {
    FORMAT(
            "f",
            "format",
            "a,b",
            "formats: %s (default pdf,tex,md; of check html,json; of variants pdf), and of variants %s"
                    .formatted(names(), exporters()),
            Command.SOLVE,
            Command.CHECK,
            Command.GRADE,
            Command.VARIANTS,
            Command.EQUAL),
    LANG(
            "l",
            "lang",
            "CODE",
            "language: " + String.join(", ", Messages.LANGUAGES) + " (default: the file's, else en)",
            Command.SOLVE,
            Command.CHECK,
            Command.GRADE,
            Command.VARIANTS),
    NOTATION(
            "n",
            "notation",
            "NAME",
            "notation: "
                    + String.join(", ", Profile.ALL.stream().map(Profile::name).toList()),
            Command.SOLVE,
            Command.CHECK,
            Command.GRADE,
            Command.VARIANTS),
    OUT(
            "o",
            "out",
            "DIR",
            "folder for the results (default out)",
            Command.SOLVE,
            Command.CHECK,
            Command.GRADE,
            Command.VARIANTS,
            Command.MERGE),
    DIGITS("", "digits", "N", "N significant digits, 1 to 30 (default: the file's)", Command.SOLVE, Command.CHECK),
    DETAIL(
            "",
            "detail",
            "LEVEL",
            "how much is said: brief, standard or full (default: the file's, else standard)",
            Command.SOLVE,
            Command.VARIANTS),
    SHEET("", "sheet", "TITLE", "all problems of all files in one numbered document", Command.SOLVE),
    SOLUTIONS("", "solutions", "HOW", "with (default) or separate from the questions", Command.SOLVE),
    MATRIX("", "matrix", "", "add the matrix form: W, b, z, a and delta of each layer", Command.SOLVE),
    GENERAL("", "general", "", "derive for all units at once; the numbers are examples", Command.SOLVE),
    CLOSED("", "closed", "", "add to the JSON results each gradient in closed form", Command.SOLVE),
    EXPAND("", "expand", "NAMES", "take gates of graphs apart: function, node, or all", Command.SOLVE),
    EXPLAIN(
            "",
            "explain",
            "LINE",
            "say in full how the verdicts of that line came about (in a notebook CELL:LINE)",
            Command.CHECK),
    COUNT("", "count", "N", "of variants: how many, where there is no roster", Command.VARIANTS),
    ROSTER("", "roster", "FILE", "a table of students with the columns id and name", Command.VARIANTS),
    SEED("", "seed", "N", "what is drawn follows from it (default 1)", Command.VARIANTS),
    SHARD("", "shard", "K/N", "make the K-th of N parts only, for merge to join", Command.VARIANTS),
    GROUPING("", "grouping", "HOW", "of moodle, canvas, qti: by variant (default) or question", Command.VARIANTS),
    STRESS("", "stress", "N", "make nothing, but draw N times and report on it", Command.VARIANTS),
    JOBS("j", "jobs", "N", "threads (default: as many as cores)", Command.VARIANTS, Command.MERGE),
    PDF_ENGINE(
            "",
            "pdf-engine",
            "NAME",
            "PDF made by: embedded (default) or tex (as installed)",
            Command.SOLVE,
            Command.CHECK,
            Command.GRADE,
            Command.VARIANTS),
    TEMPLATES(
            "",
            "templates",
            "DIR",
            "folder whose templates come before the built-in ones",
            Command.SOLVE,
            Command.CHECK,
            Command.GRADE,
            Command.VARIANTS),
    WHERE("", "where", "NAME=EXPR", "of equal: what a name stands for; may be repeated", Command.EQUAL),
    PROVE("", "prove", "", "derive and prove every rule anew, and compare", Command.RULES),
    QUIET("q", "quiet", "", "no warnings"),
    HELP("h", "help", "", "this text"),
    VERSION("", "version", "", "the version");

    final String letter;
    final String word;
    final String argument;
    final String purpose;
    /** The commands that take it; none stands for all. */
    private final List<Command> commands;

    CliOption(String letter, String word, String argument, String purpose, Command... commands) {
        this.letter = letter;
        this.word = word;
        this.argument = argument;
        this.purpose = purpose;
        this.commands = List.of(commands);
    }

    /** What it is for in one command. */
    String purpose(Command command) {
        if (this != FORMAT) {
            return purpose;
        }
        return switch (command) {
            case EQUAL -> "json: answers as objects";
            case VARIANTS -> "formats: " + String.join(", ", Bulk.names()) + " (default " + command.formats + ")";
            default -> "formats: " + names() + " (default " + command.formats + ")";
        };
    }

    /** Whether a command takes it. */
    boolean belongsTo(Command command) {
        return commands.isEmpty() || commands.contains(command);
    }

    /** The commands that take it, {@code solve, equal}. */
    String owners() {
        return commands.stream().map(command -> command.word).collect(Collectors.joining(", "));
    }

    /** Whether it may be given several times. */
    boolean isRepeatable() {
        return this == WHERE;
    }

    private static String names() {
        return Formats.ALL.stream().map(Format::name).collect(Collectors.joining(", "));
    }

    private static String exporters() {
        return Exporters.ALL.stream().map(Exporter::name).collect(Collectors.joining(", "));
    }

    static Options options() {
        var options = new Options();
        for (CliOption choice : values()) {
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

    static List<CliOption> all() {
        return List.of(values());
    }
}
