package chalkgrad.cli;

import chalkgrad.write.Formats;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Tells expressions that begin with a minus from options.
 *
 * <p>{@code equal -z z^2 -f json} is {@code equal -f json -- -z z^2}; only what {@code equal} has as an option is one, so {@code -o*(1-o)} is none.
 */
final class NegativeOperands {
    private NegativeOperands() {}

    /** The same words with the expressions of {@code equal} behind a {@code --}; those of any other command as they are. */
    static String[] apart(String... words) {
        int command = firstOperand(words);
        if (command == words.length || !words[command].equals(Command.EQUAL.word)) {
            return words;
        }
        var options = new ArrayList<String>(Arrays.asList(words).subList(0, command + 1));
        var expressions = new ArrayList<String>();
        for (int i = command + 1; i < words.length; i++) {
            if (words[i].equals("--")) {
                expressions.addAll(Arrays.asList(words).subList(i + 1, words.length));
                break;
            } else if (isOption(words[i])) {
                options.add(words[i]);
                if (takesNext(words[i]) && i + 1 < words.length) {
                    options.add(words[++i]);
                }
            } else {
                expressions.add(words[i]);
            }
        }
        options.add("--");
        options.addAll(expressions);
        return options.toArray(String[]::new);
    }

    private static int firstOperand(String... words) {
        int i = 0;
        while (i < words.length && words[i].length() > 1 && words[i].startsWith("-") && !words[i].equals("--")) {
            i += takesNext(words[i]) ? 2 : 1;
        }
        return Math.min(i, words.length);
    }

    private static boolean isOption(String word) {
        if (word.startsWith("--")) {
            return true;
        }
        return CliOption.all().stream()
                .filter(choice -> !choice.letter.isEmpty() && choice.belongsTo(Command.EQUAL))
                .anyMatch(choice -> word.equals("-" + choice.letter)
                        || !choice.argument.isEmpty()
                                && word.startsWith("-" + choice.letter)
                                && isFormats(word.substring(2)));
    }

    /** Whether the next word is the option's value. */
    private static boolean takesNext(String word) {
        return CliOption.all().stream()
                .anyMatch(choice -> !choice.argument.isEmpty()
                        && (word.equals("--" + choice.word)
                                || !choice.letter.isEmpty() && word.equals("-" + choice.letter)));
    }

    /** {@code -fjson} and {@code -f=json} are the format; {@code -f(z)} is not. */
    private static boolean isFormats(String value) {
        return List.of(value.replaceFirst("^=", "").split(",", -1)).stream()
                .allMatch(name -> Formats.named(name).isPresent());
    }
}
