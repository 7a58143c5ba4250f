package chalkgrad.cli;

import chalkgrad.batch.FileNames;
import chalkgrad.model.Problem;
import chalkgrad.problem.Nearest;
import chalkgrad.typeset.Profile;
import chalkgrad.work.Spot;
import chalkgrad.write.Format;
import chalkgrad.write.Formats;
import chalkgrad.write.Messages;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.MissingArgumentException;
import org.apache.commons.cli.ParseException;
import org.apache.commons.cli.UnrecognizedOptionException;

/**
 * What a command line asks for, checked.
 *
 * @param operands the words behind the command
 * @param detail how much solutions say; empty for what the file has
 * @param sheet the title of the document that all problems go into; empty for a document for each file
 * @param separate whether questions and solutions are documents of their own
 * @param bulk what is said about many variants
 * @param explain the line whose verdicts are explained
 * @param prove whether every rule is derived and proved anew
 */
record Arguments(
        Command command,
        List<String> operands,
        List<Format> formats,
        Optional<String> language,
        Optional<Profile> notation,
        Path out,
        Optional<Integer> digits,
        Optional<Problem.Detail> detail,
        Optional<String> sheet,
        boolean separate,
        boolean matrix,
        boolean general,
        boolean closed,
        Set<String> expand,
        List<String> where,
        Optional<Spot> explain,
        boolean prove,
        boolean tex,
        Optional<Path> templates,
        Bulk bulk,
        boolean quiet) {

    private static final List<String> LEVELS = Stream.of(Problem.Detail.values())
            .map(level -> level.name().toLowerCase(Locale.ROOT))
            .toList();

    /** The command line cannot be carried out; the message says why and what to do. */
    static final class Misuse extends Exception {
        private static final long serialVersionUID = 1;

        /** Where more is said: the words that ask for help. */
        static String advice(String... args) {
            return "Try: chalkgrad "
                    + Stream.of(args)
                            .map(Command::named)
                            .flatMap(Optional::stream)
                            .findFirst()
                            .map(command -> command.word + " ")
                            .orElse("")
                    + "--help";
        }

        Misuse(String message) {
            super(message);
        }
    }

    /** What comes before any command: help or version were asked for. */
    sealed interface Parsed {}

    /** A command to carry out. */
    record Run(Arguments arguments) implements Parsed {}

    /**
     * Help was asked for.
     *
     * @param command what about; empty for the program
     */
    record Help(Optional<Command> command) implements Parsed {}

    /** The version was asked for. */
    record Version() implements Parsed {}

    static Parsed parse(String... args) throws Misuse {
        CommandLine line = line(args);
        if (has(line, CliOption.HELP) || args.length == 0) {
            return new Help(line.getArgList().stream().findFirst().flatMap(Command::named));
        }
        if (has(line, CliOption.VERSION)) {
            return new Version();
        }
        List<String> words = line.getArgList();
        if (words.isEmpty()) {
            throw new Misuse("no command given; the commands are " + commands());
        }
        Command command = Command.named(words.get(0))
                .orElseThrow(() -> new Misuse("there is no command “" + words.get(0) + "”"
                        + Nearest.to(words.get(0), Command.words())
                                .map(word -> "; did you mean " + word + "?")
                                .orElse("; the commands are " + commands())));
        List<String> operands = words.subList(1, words.size());
        requireOwn(command, line);
        if (command == Command.SOLVE && operands.isEmpty()) {
            throw new Misuse("solve needs a problem file, as in: chalkgrad solve examples/wikidocs.yaml");
        }
        if (command == Command.CHECK && operands.size() < 2) {
            throw new Misuse("check needs a problem file and a work to be marked, as in: "
                    + "chalkgrad check examples/wikidocs.yaml examples/wikidocs-mina.md");
        }
        if (command == Command.VARIANTS) {
            requireExam(operands, line);
        }
        if (command == Command.MERGE && operands.isEmpty()) {
            throw new Misuse(
                    "merge needs a folder that variants --shard has written to, as in: chalkgrad merge out/exam");
        }
        if (command == Command.GRADE && operands.size() < 2) {
            throw new Misuse("grade needs a folder that variants has written, and answers, as in: "
                    + "chalkgrad grade out/exam answers.csv -o out/graded");
        }
        if (command == Command.RULES && !operands.isEmpty()) {
            throw new Misuse("rules takes no file, but was given “" + operands.get(0) + "”");
        }
        if (command == Command.EQUAL && operands.size() != 2 && !operands.equals(List.of("-"))) {
            throw new Misuse("equal takes two expressions, each in quotes, as in: chalkgrad equal \"o-o^2\" \"o*(1-o)\""
                    + (operands.isEmpty() ? "" : "; found " + operands.size() + ": " + String.join(" ; ", operands)));
        }
        var call = new Arguments(
                command,
                List.copyOf(operands),
                command == Command.EQUAL ? answers(line) : formats(line, command),
                named(line, CliOption.LANG, Messages.LANGUAGES),
                named(
                                line,
                                CliOption.NOTATION,
                                Profile.ALL.stream().map(Profile::name).toList())
                        .flatMap(Profile::find),
                out(command, operands, line),
                digits(line),
                named(line, CliOption.DETAIL, LEVELS)
                        .map(word -> Problem.Detail.valueOf(word.toUpperCase(Locale.ROOT))),
                sheet(line),
                named(line, CliOption.SOLUTIONS, List.of("with", "separate")).equals(Optional.of("separate")),
                has(line, CliOption.MATRIX),
                has(line, CliOption.GENERAL),
                has(line, CliOption.CLOSED),
                expand(line),
                values(line, CliOption.WHERE),
                explain(line),
                has(line, CliOption.PROVE),
                named(line, CliOption.PDF_ENGINE, List.of("embedded", "tex")).equals(Optional.of("tex")),
                templates(line),
                bulk(command, line),
                has(line, CliOption.QUIET));
        NoEffect.refuse(
                CliOption.all().stream().filter(choice -> has(line, choice)).collect(Collectors.toSet()), call);
        return new Run(call);
    }

    private static void requireExam(List<String> operands, CommandLine line) throws Misuse {
        String example = ", as in: chalkgrad variants examples/exam.yaml --count 200 --seed 2026 -o out/exam";
        if (operands.size() != 1) {
            throw new Misuse("variants needs one exam file" + example
                    + (operands.isEmpty() ? "" : "; found " + operands.size() + ": " + String.join(" ; ", operands)));
        } else if (has(line, CliOption.COUNT) && has(line, CliOption.ROSTER)) {
            throw new Misuse("--count and --roster: expected one of them; a roster says how many there are");
        } else if (!has(line, CliOption.COUNT) && !has(line, CliOption.ROSTER) && !has(line, CliOption.STRESS)) {
            throw new Misuse("variants needs --count or --roster" + example);
        }
    }

    private static Bulk bulk(Command command, CommandLine line) throws Misuse {
        return command == Command.VARIANTS || command == Command.MERGE
                ? Bulk.read(choice -> value(line, choice))
                : Bulk.NONE;
    }

    /** The parts of a run in one folder are merged in that folder. */
    private static Path out(Command command, List<String> operands, CommandLine line) throws Misuse {
        String otherwise = command == Command.MERGE && operands.size() == 1 ? operands.get(0) : "out";
        return path(value(line, CliOption.OUT).orElse(otherwise));
    }

    private static CommandLine line(String... args) throws Misuse {
        CommandLine line;
        try {
            line = DefaultParser.builder()
                    .setAllowPartialMatching(false)
                    .get()
                    .parse(CliOption.options(), NegativeOperands.apart(args));
        } catch (UnrecognizedOptionException e) {
            throw new Misuse(unknown(e.getOption()));
        } catch (MissingArgumentException e) {
            String word = e.getOption().getLongOpt();
            throw new Misuse("--" + word + " needs a value, as in: --" + word + " "
                    + e.getOption().getArgName());
        } catch (ParseException e) {
            throw new Misuse(String.valueOf(e.getMessage()));
        }
        for (CliOption choice : CliOption.all()) {
            String[] values = line.getOptionValues(choice.word);
            if (values != null && values.length > 1 && !choice.isRepeatable()) {
                throw new Misuse("--" + choice.word + " is given twice: " + String.join(" and ", values));
            }
        }
        return line;
    }

    private static void requireOwn(Command command, CommandLine line) throws Misuse {
        for (CliOption choice : CliOption.all()) {
            if (has(line, choice) && !choice.belongsTo(command)) {
                throw new Misuse(
                        "--" + choice.word + " is no option of " + command.word + "; it is one of " + choice.owners());
            }
        }
    }

    private static String unknown(String written) {
        String[] parts = written.split("=", 2);
        List<String> options = CliOption.all().stream().map(c -> "--" + c.word).toList();
        if (parts.length == 2 && options.contains(parts[0])) {
            return parts[0] + " takes no value; found “" + parts[1] + "”";
        }
        return "there is no option “" + written + "”"
                + Nearest.to(parts[0], options)
                        .map(option -> "; did you mean " + option + "?")
                        .orElse("");
    }

    private static String commands() {
        return String.join(", ", Command.words());
    }

    private static boolean has(CommandLine line, CliOption choice) {
        return line.hasOption(choice.word);
    }

    private static Optional<String> value(CommandLine line, CliOption choice) {
        return Optional.ofNullable(line.getOptionValue(choice.word));
    }

    private static List<String> values(CommandLine line, CliOption choice) {
        String[] values = line.getOptionValues(choice.word);
        return values == null ? List.of() : List.of(values);
    }

    private static Optional<String> named(CommandLine line, CliOption choice, List<String> names) throws Misuse {
        Optional<String> value = value(line, choice);
        if (value.isPresent() && !names.contains(value.get())) {
            throw new Misuse(
                    "--" + choice.word + ": found “" + value.get() + "”; expected one of " + String.join(", ", names));
        }
        return value;
    }

    /** The formats of answers that are lines, not files: none for plain text. */
    private static List<Format> answers(CommandLine line) throws Misuse {
        return named(line, CliOption.FORMAT, List.of("json"))
                .flatMap(Formats::named)
                .map(List::of)
                .orElse(List.of());
    }

    private static List<Format> formats(CommandLine line, Command command) throws Misuse {
        var formats = new ArrayList<Format>();
        String names = value(line, CliOption.FORMAT).orElse(command.formats);
        if (names.isEmpty() && !has(line, CliOption.FORMAT)) {
            return List.of();
        }
        List<String> known = command == Command.VARIANTS
                ? Bulk.names()
                : Formats.ALL.stream().map(Format::name).toList();
        for (String name : names.split(",", -1)) {
            if (!known.contains(name.strip())) {
                throw new Misuse("--format: found “" + (name.isBlank() ? names : name) + "”; expected one or more of "
                        + String.join(", ", known) + ", with commas between");
            }
            Optional<Format> format = Formats.named(name.strip());
            if (format.isPresent() && !formats.contains(format.get())) {
                formats.add(format.get());
            }
        }
        return List.copyOf(formats);
    }

    private static Optional<Integer> digits(CommandLine line) throws Misuse {
        Optional<String> value = value(line, CliOption.DIGITS);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (!value.get().matches("[1-9][0-9]?") || Integer.parseInt(value.get()) > 30) {
            throw new Misuse("--digits: found “" + value.get() + "”; expected a whole number from 1 to 30");
        }
        return value.map(Integer::valueOf);
    }

    private static Optional<String> sheet(CommandLine line) throws Misuse {
        Optional<String> title = value(line, CliOption.SHEET);
        if (title.isPresent() && !FileNames.isSeen(title.get())) {
            throw new Misuse("--sheet: found “" + title.get() + "”; expected a title");
        }
        return title;
    }

    private static Set<String> expand(CommandLine line) throws Misuse {
        var names = new LinkedHashSet<String>();
        Optional<String> value = value(line, CliOption.EXPAND);
        if (value.isPresent()) {
            for (String name : value.get().split(",", -1)) {
                if (name.isBlank()) {
                    throw new Misuse("--expand: found “" + value.get()
                            + "”; expected names of functions or nodes with commas between, or all");
                }
                names.add(name.strip());
            }
        }
        return names;
    }

    private static Optional<Spot> explain(CommandLine line) throws Misuse {
        Optional<String> value = value(line, CliOption.EXPLAIN);
        Optional<Spot> spot = value.flatMap(Spot::of);
        if (value.isPresent() && spot.isEmpty()) {
            throw new Misuse(
                    "--explain: found “" + value.get()
                            + "”; expected the number of a line, or in a notebook those of a cell and a line in it, as in 2:17");
        }
        return spot;
    }

    private static Path path(String name) throws Misuse {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new Misuse("“" + name + "” cannot be a folder: " + e.getReason());
        }
    }

    private static Optional<Path> templates(CommandLine line) throws Misuse {
        Optional<String> value = value(line, CliOption.TEMPLATES);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        Path folder = path(value.get());
        if (!Files.isDirectory(folder)) {
            throw new Misuse("--templates: there is no folder “" + value.get() + "”");
        }
        return Optional.of(folder);
    }
}
