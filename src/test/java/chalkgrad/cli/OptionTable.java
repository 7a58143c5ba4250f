package chalkgrad.cli;

import java.util.List;

/**
 * The parser's options as rows of a Markdown table, for the README.
 *
 * <p>{@code OptionTable.rows().get(0)} begins with <code>| `-f`, `--format a,b` |</code>.
 */
public final class OptionTable {
    private OptionTable() {}

    public static List<String> rows() {
        return CliOption.all().stream()
                .map(choice -> "| %s`--%s` | %s |"
                        .formatted(
                                choice.letter.isEmpty() ? "" : "`-" + choice.letter + "`, ",
                                (choice.word + " " + choice.argument).strip(),
                                choice.purpose))
                .toList();
    }
}
