package chalkgrad.cli;

import java.util.List;
import java.util.Optional;

/**
 * The commands there are: the one table that the dispatch, the help text and the README read.
 *
 * <p>{@code Command.named("solve")} takes one problem file or more.
 */
enum Command {
    SOLVE("solve", "PROBLEM…", "a worked solution of each problem", "pdf,tex,md"),
    CHECK("check", "PROBLEM WORK…", "marks derivations that were handed in", "html,json"),
    VARIANTS("variants", "EXAM", "many exams, each with its own values, and keys", "pdf"),
    MERGE("merge", "DIR…", "joins the parts that variants --shard has made", ""),
    GRADE("grade", "DIR ANSWERS…", "points for answers, each for its own variant", "html"),
    EQUAL("equal", "EXPR EXPR", "are two expressions the same?", ""),
    RULES("rules", "", "activations and losses, with their derivatives", "");

    final String word;
    final String operands;
    final String purpose;
    /** The formats that it writes unless others are asked for. */
    final String formats;

    Command(String word, String operands, String purpose, String formats) {
        this.word = word;
        this.operands = operands;
        this.purpose = purpose;
        this.formats = formats;
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
