package chalkgrad.cli;

import java.io.PrintStream;

/** The help text, from the tables of commands and options. */
final class Help {
    private Help() {}

    static void print(PrintStream out) {
        out.println("chalkgrad: backpropagation, worked out as on the board");
        out.println();
        for (Command command : Command.values()) {
            out.printf("  chalkgrad %-18s %s%n", (command.word + " " + command.operands).strip(), command.purpose);
        }
        out.println();
        for (Choice choice : Choice.all()) {
            out.printf("  %-22s %s%n", choice.usage(), choice.purpose);
        }
        out.println();
        out.println("A file named - is standard input. Results are files in the --out folder, named");
        out.println("after the problem file; the path of each is a line on standard output.");
        out.println("equal answers in a line, with -f json as an object. Of - it reads pairs with a");
        out.println("tab between, a line each. Expressions may begin with a minus; behind -- words");
        out.println("are expressions whatever they look like.");
        out.println("Exit codes: 0 done or equal, 1 different, 2 wrong use of the command line,");
        out.println("3 bad input, 4 an output could not be made or undecided.");
    }
}
