package chalkgrad.write.pdf;

import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.scilab.forge.jlatexmath.Atom;
import org.scilab.forge.jlatexmath.MacroInfo;
import org.scilab.forge.jlatexmath.TeXFormula;
import org.scilab.forge.jlatexmath.TeXParser;

/**
 * Our commands for JLaTeXMath: words from the text fonts, and a brace with a label.
 *
 * <p>Its table of commands is global, so what they need (the fonts of the writer that is at work) waits in a thread's
 * own place.
 */
final class Macros {
    static final String WORDS = "chalkwords";
    static final String BOLD_WORDS = "chalkboldwords";
    static final String BRACE = "chalkbrace";

    private static final ThreadLocal<Formulas> AT_WORK = new ThreadLocal<>();

    private Macros() {}

    /** Registers the commands; again does no harm. */
    static void register() {
        MacroInfo.Commands.put(WORDS, macro(1, (formulas, args) -> formulas.words(decode(args[1]), false)));
        MacroInfo.Commands.put(BOLD_WORDS, macro(1, (formulas, args) -> formulas.words(decode(args[1]), true)));
        MacroInfo.Commands.put(BRACE, macro(2, (formulas, args) -> new Brace(parse(args[1]), parse(args[2]))));
    }

    static void begin(Formulas formulas) {
        AT_WORK.set(formulas);
    }

    static void end() {
        AT_WORK.remove();
    }

    private static MacroInfo macro(int arguments, BiFunction<Formulas, String[], Atom> meaning) {
        return new MacroInfo(arguments) {
            @Override
            public @Nullable Object invoke(TeXParser parser, String[] args) {
                return meaning.apply(AT_WORK.get(), args);
            }
        };
    }

    private static Atom parse(String latex) {
        Atom root = new TeXFormula(latex).root;
        return root == null ? new TeXFormula("{}").root : root;
    }

    /** Text as hexadecimal: nothing in it can be mistaken for a command. */
    static String encode(String text) {
        return Hex.utf16(text);
    }

    private static String decode(String hex) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i + 4 <= hex.length(); i += 4) {
            text.append((char) Integer.parseInt(hex, i, i + 4, 16));
        }
        return text.toString();
    }
}
