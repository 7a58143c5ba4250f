package chalkgrad.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The help text, from the tables of commands and options. */
final class Help {
    /** Of a terminal's 80 columns. */
    private static final int ROOM = 55;

    private static final int WIDTH = 80;

    private Help() {}

    /** About one command, or about all. */
    static void print(Optional<Command> command, PrintStream out) {
        command.ifPresentOrElse(one -> print(one, out), () -> print(out));
    }

    private static void print(Command command, PrintStream out) {
        out.println(("chalkgrad " + command.word + " " + command.operands).strip() + ": " + command.purpose);
        out.println();
        for (CliOption choice : CliOption.all()) {
            if (choice.belongsTo(command)) {
                option(choice.usage(), choice.purpose(command), out);
            }
        }
        out.println();
        for (String row : rows(command.more, WIDTH)) {
            out.println(row);
        }
        out.println();
        out.println("As in: chalkgrad " + command.example);
    }

    private static void option(String usage, String purpose, PrintStream out) {
        String gap = usage;
        for (String row : rows(purpose, ROOM)) {
            out.printf("  %-22s %s%n", gap, row);
            gap = "";
        }
    }

    private static void print(PrintStream out) {
        out.println("chalkgrad: backpropagation, worked out as on the board");
        out.println();
        for (Command command : Command.values()) {
            out.printf("  chalkgrad %-20s %s%n", (command.word + " " + command.operands).strip(), command.purpose);
        }
        out.println();
        for (CliOption choice : CliOption.all()) {
            option(choice.usage(), choice.purpose, out);
        }
        out.println();
        out.println("chalkgrad COMMAND --help says more of a command, with its options only.");
        out.println("A file named - is standard input. Results are files in the --out folder, named");
        out.println("after the problem file; the path of each is a line on standard output.");
        out.println("equal answers in a line, with -f json as an object. Of - it reads pairs with a");
        out.println("tab between, a line each. Expressions may begin with a minus; behind -- words");
        out.println("are expressions whatever they look like.");
        out.println("Exit codes: 0 done or equal, 1 a mistake found or different, 2 wrong use of the");
        out.println("command line, 3 bad input, 4 an output could not be made or undecided.");
    }

    /** Words in rows that leave room for the option's name before them. */
    private static List<String> rows(String text, int room) {
        var rows = new ArrayList<String>();
        var row = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (!row.isEmpty() && row.length() + 1 + word.length() > room) {
                rows.add(row.toString());
                row.setLength(0);
            }
            row.append(row.isEmpty() ? "" : " ").append(word);
        }
        rows.add(row.toString());
        return rows;
    }
}
