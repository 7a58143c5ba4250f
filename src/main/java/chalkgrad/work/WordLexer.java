package chalkgrad.work;

import chalkgrad.work.Token.Kind;
import java.text.Normalizer;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Cuts words into names, letters and prose.
 *
 * <p>{@code net} is a name, {@code dE} a differential, {@code wx} two letters, and in prose {@code which} is a text.
 */
final class WordLexer {
    private static final String INDEX_LETTERS = "ijklmnhopq";

    /** Shorter names before brackets are letters that are multiplied, {@code wx(1-o)}. */
    private static final int SHORTEST_FUNCTION = 3;

    private static final int LONGEST_IDENTIFIER = 40;

    /** So many letters before one index are nobody's product. */
    private static final int LONG = 6;

    private final LexerState ink;
    private final NumberLexer numbers;

    WordLexer(LexerState ink, NumberLexer numbers) {
        this.ink = ink;
        this.numbers = numbers;
    }

    /** Reads the word here. */
    void word() {
        int from = ink.at;
        int to = wordEnd(ink.at);
        ink.at = to;
        if (problemWord(from) || functionOfWords(from)) {
            return;
        }
        if (Character.isLetter(ink.text[from]) && to - from == 1) {
            // A name of the problem, w1o, is no product.
            boolean named = LexerState.isDigit(ink.at(to)) && Character.isLetter(ink.text[from]) && identifier(from);
            if (!named) {
                single(from);
            }
            return;
        }
        String run = ink.composed(from, to);
        boolean script = !ink.tokens.isEmpty()
                && !ink.gap
                && (ink.last().isOperator("_") || ink.last().isOperator("^"));
        String marked = run.length() == 2 && run.charAt(0) == 'd'
                ? Normalizer.normalize(run.substring(1), Normalizer.Form.NFD)
                : "";
        if (marked.length() == 2 && accent(marked.charAt(1)) != null) {
            // dŷ, as in dL/dŷ.
            ink.add(Kind.WORD, "d", from, from + 1);
            ink.gap = false;
            ink.add(Kind.ACCENT, String.valueOf(accent(marked.charAt(1))), from + 1, from + 1);
            ink.add(Kind.WORD, marked.substring(0, 1), from + 1, to);
        } else if (to - from == 2 && accent(ink.text[from + 1]) != null) {
            ink.add(Kind.ACCENT, String.valueOf(accent(ink.text[from + 1])), from, from);
            ink.add(Kind.WORD, run.substring(0, 1), from, to);
        } else if (script) {
            script(run, from);
        } else if (from < ink.uprightUntil) {
            upright(run, from);
        } else if (ink.prose) {
            plainWord(run, from);
        } else {
            mathWord(run, from);
        }
    }

    private void single(int from) {
        if ((ink.text[from] == 'x' || ink.text[from] == 'X') && isTimes(from)) {
            ink.add(Kind.OPERATOR, "*", from, ink.at);
            return;
        }
        if (ink.text[from] < 128) {
            ink.add(Kind.WORD, Character.toString(ink.text[from]), from, ink.at);
            return;
        }
        String decomposed = Normalizer.normalize(Character.toString(ink.text[from]), Normalizer.Form.NFD);
        String mark = decomposed.length() == 2 ? accent(decomposed.charAt(1)) : null;
        if (mark != null) {
            ink.add(Kind.ACCENT, mark, from, from);
        }
        boolean hangul = Character.UnicodeScript.of(ink.text[from]) == Character.UnicodeScript.HANGUL;
        ink.add(
                ink.prose && hangul ? Kind.TEXT : hangul ? Kind.NAME : Kind.WORD,
                mark != null ? decomposed.substring(0, 1) : ink.composed(from, ink.at),
                from,
                ink.at);
    }

    /** Whether an x stands for the sign between two numbers, {@code 0.3 x 0.1}. */
    private boolean isTimes(int from) {
        if (ink.tokens.isEmpty() || !ink.last().is(Kind.NUMBER) && !ink.last().is(Kind.CLOSE)) {
            return false;
        }
        int next = from + 1;
        while (next < ink.end && LexerState.isBlank(ink.text[next])) {
            next++;
        }
        if (ink.last().is(Kind.NUMBER) && numbers.isPowerOfTen(next)) {
            return true;
        }
        boolean room = ink.gap && next > from + 1;
        int digits = next;
        while (LexerState.isDigit(ink.at(digits)) && digits < next + NumberLexer.MOST_DIGITS) {
            digits++;
        }
        boolean decimal = digits > next && ink.at(digits) == '.' && LexerState.isDigit(ink.at(digits + 1));
        return room && (digits > next || ink.at(next) == '(' || ink.at(next) == '-')
                || decimal && ink.last().is(Kind.NUMBER);
    }

    private static @Nullable String accent(int mark) {
        return switch (mark) {
            case 0x302 -> "hat";
            case 0x304, 0x305 -> "bar";
            case 0x303 -> "tilde";
            default -> null;
        };
    }

    private void script(String run, int from) {
        boolean whole = ink.prose
                || run.length() == 1
                || isKnown(run)
                || Vocabulary.MARKS.containsKey(run)
                || accents(run)
                || run.startsWith("d") && (run.length() == 2 || isKnown(run.substring(1)))
                || run.codePointAt(0) > 127
                || ink.at(ink.at) != '_' && run.chars().allMatch(c -> INDEX_LETTERS.indexOf(c) >= 0);
        if (!whole) {
            ink.at = from + 1;
        }
        ink.add(Kind.NAME, ink.composed(from, ink.at), from, ink.at);
    }

    private static boolean accents(String run) {
        return run.equals("hat") || run.equals("bar") || run.equals("tilde");
    }

    private void upright(String run, int from) {
        if (run.startsWith("d") && run.length() == 2) {
            ink.add(Kind.WORD, "d", from, from + 1);
            ink.add(Kind.WORD, run.substring(1), from + 1, ink.at);
        } else {
            int behind = ink.at(ink.at) == '}' ? ink.at + 1 : ink.at;
            ink.add(isUnknownFunction(run, behind) ? Kind.FUNCTION : Kind.NAME, run, from, ink.at);
        }
    }

    /** Whether a word that nobody knows stands before its argument, as that of a function does. */
    private boolean isUnknownFunction(String run, int to) {
        return run.length() >= SHORTEST_FUNCTION
                && run.codePoints().allMatch(c -> c < 128)
                && !isKnown(run)
                && !Vocabulary.MARKS.containsKey(run)
                && Vocabulary.function(run).isEmpty()
                && ink.isArgument(to);
    }

    /** In a formula, a long word before a letter or a number, {@code squash z}. */
    private boolean isBeforeOperand(String run) {
        int next = ink.at;
        while (ink.at(next) == ' ') {
            next++;
        }
        int c = ink.at(next);
        return run.length() > SHORTEST_FUNCTION
                && next > ink.at
                && !Vocabulary.CONNECTIVES.contains(run)
                && c > 0
                && (Character.isLetter(c) || LexerState.isDigit(c));
    }

    /** A function in other case than usual, {@code Sin(x)}, before what may be its argument. */
    private boolean isInOtherCase(String run) {
        return (run.length() >= SHORTEST_FUNCTION || run.equalsIgnoreCase("ln"))
                && Vocabulary.function(run).isPresent();
    }

    /** A name of several words that nobody knows before its argument, {@code my_squash(z)} or {@code conv2d(z)}. */
    private boolean unknownIdentifier(String run, int from) {
        int to = identifierEnd(from);
        boolean several = to > ink.at
                && !isKnown(run)
                && run.length() > 1
                && !run.startsWith("d")
                && gluedHead(run) == 0
                && ink.at(to - 2) != '_'
                && ink.isArgument(to);
        if (several && run.codePoints().allMatch(c -> c < 128)) {
            ink.at = to;
            ink.add(Kind.FUNCTION, ink.source(from, to), from, to);
        }
        return several;
    }

    private boolean isKnown(String run) {
        return Vocabulary.WORDS.contains(run)
                || ink.words.contains(run)
                || Vocabulary.FUNCTIONS.containsKey(run)
                || !ink.prose && NameWords.isOfQuantity(run);
    }

    /** Whether a word of prose is the name of a quantity that is multiplied, {@code lr * gradiente}. */
    private boolean isFactor(String run) {
        int next = ink.at;
        while (ink.at(next) == ' ') {
            next++;
        }
        boolean product = !ink.tokens.isEmpty() && ink.last().isOperator("*")
                || ink.at(next) == '*' && ink.at(next + 1) != '*' && !ink.tokens.isEmpty();
        return product && NameWords.isOfQuantity(run);
    }

    /** A function by a name of several words before its argument, {@code sigmoid_prime(z)}, {@code mse_loss(a, y)}. */
    private boolean functionOfWords(int from) {
        int to = from;
        while (to < ink.end && to < from + LONGEST_IDENTIFIER && isOfIdentifier(ink.text[to])) {
            to++;
        }
        if (to - from < SHORTEST_FUNCTION || !ink.isArgument(to)) {
            return false;
        }
        String whole = ink.source(from, to);
        boolean known = Vocabulary.FUNCTIONS.containsKey(whole) || ink.words.contains(whole);
        if (known || FunctionWords.of(whole).isEmpty() && !isLossOfWords(whole)) {
            return false;
        }
        ink.at = to;
        ink.add(FunctionWords.of(whole).isPresent() ? Kind.NAME : Kind.FUNCTION, whole, from, to);
        return true;
    }

    /** A word for the loss alone may be the loss itself; with others it is a function, {@code calcul_perte(y_pred, y)}. */
    private static boolean isLossOfWords(String whole) {
        return whole.indexOf('_') > 0 && FunctionWords.lossOf(whole).isPresent();
    }

    private static boolean isOfIdentifier(int c) {
        boolean alphabet = switch (Character.UnicodeScript.of(c)) {
            case LATIN, GREEK, CYRILLIC ->
                Character.isLetter(c) && Lexer.RAISED.indexOf(c) < 0 && Lexer.LOWERED.indexOf(c) < 0;
            default -> false;
        };
        return alphabet || c == '_' || LexerState.isDigit(c);
    }

    private int identifierEnd(int from) {
        int to = from;
        while (to < ink.end
                && (Character.isLetterOrDigit(ink.text[to]) && ink.text[to] < 128 || ink.text[to] == '_')
                && to < from + 40) {
            to++;
        }
        return to;
    }

    /** A name of the problem that has letters behind its digits, {@code w1o}. */
    private boolean problemWord(int from) {
        int end = from;
        while (end < ink.end && Character.isLetterOrDigit(ink.text[end]) && Lexer.RAISED.indexOf(ink.text[end]) < 0) {
            end++;
        }
        boolean mixed = end > ink.at && end - from > 2 && Character.isLetter(ink.text[end - 1]);
        if (!mixed || !ink.words.contains(ink.source(from, end))) {
            return false;
        }
        ink.at = end;
        ink.add(Kind.NAME, ink.source(from, end), from, end);
        return true;
    }

    private boolean identifier(int from) {
        int to = identifierEnd(from);
        if (to == ink.at) {
            return false;
        }
        String whole = ink.source(from, to);
        if (to > ink.at && (Vocabulary.FUNCTIONS.containsKey(whole) || ink.words.contains(whole))) {
            ink.at = to;
            ink.add(Kind.NAME, whole, from, to);
            return true;
        }
        return false;
    }

    private void plainWord(String run, int from) {
        int next = ink.at(ink.at);
        boolean more = next == '_' || LexerState.isDigit(next) || Lexer.LOWERED.indexOf(next) >= 0;
        if (identifier(from) || library(run)) {
            return;
        }
        boolean common = Vocabulary.CONNECTIVES.contains(run)
                || Vocabulary.SHORT_WORDS.contains(run)
                || Vocabulary.MARKS.containsKey(run);
        boolean mark = Vocabulary.MARKS.containsKey(run)
                && !ink.tokens.isEmpty()
                && ink.last().is(Kind.NUMBER)
                && !ink.gap;
        if (mark
                || ink.words.contains(run)
                || (more || next == '(' || !common) && isKnown(run) && !isLabel(run) && !isUnit(run)) {
            ink.add(Kind.NAME, run, from, ink.at);
        } else if (differential(run, from, common && !more && next != '/' && ink.at(from - 1) != '/')
                || glued(run, from)) {
            return;
        } else if (isFactor(run) || next == '_' && !Lexicon.senses(run).isEmpty()) {
            ink.add(Kind.NAME, run, from, ink.at);
        } else if (run.codePointAt(0) > 127 || common && !more || isUnit(run)) {
            ink.add(Kind.TEXT, run, from, ink.at);
        } else if (isInOtherCase(run) && ink.isArgument(ink.at)) {
            ink.add(Kind.NAME, run, from, ink.at);
        } else if (isUnknownFunction(run, ink.at) && isFormula(ink.at) && !Vocabulary.THINGS.contains(run)) {
            ink.add(Kind.FUNCTION, run, from, ink.at);
        } else if (run.length() == 2 && run.chars().allMatch(c -> c < 128)) {
            letters(from);
        } else {
            ink.add(more && run.length() < 20 ? Kind.NAME : Kind.TEXT, run, from, ink.at);
        }
    }

    /** Whether a word behind a number says what is counted, {@code 0.35 sec}, and is no function. */
    private boolean isUnit(String run) {
        return Vocabulary.UNITS.contains(run) && ink.isLast(Kind.NUMBER) && !ink.isArgument(ink.at);
    }

    /** Whether a word only says what the name behind it is, as in {@code the error E}. */
    private boolean isLabel(String run) {
        int next = ink.at;
        while (next < ink.end && (ink.text[next] == ' ' || ink.text[next] == '$' || ink.text[next] == '`')) {
            next++;
        }
        int c = ink.at(next);
        boolean operand = c == '\\' || c > 0 && Character.isLetter(c) || c == '∂';
        return Vocabulary.LABELS.contains(run) && next > ink.at && operand;
    }

    private void mathWord(String run, int from) {
        if (identifier(from) || library(run)) {
            return;
        } else if (isKnown(run) || run.codePointAt(0) > 127) {
            ink.add(Kind.NAME, run, from, ink.at);
        } else if (Vocabulary.MARKS.containsKey(run) || isInOtherCase(run)) {
            ink.add(Kind.NAME, run, from, ink.at);
        } else if (differential(run, from, false) || glued(run, from) || unknownIdentifier(run, from)) {
            return;
        } else if (isUnknownFunction(run, ink.at) || isBeforeOperand(run)) {
            ink.add(Kind.FUNCTION, run, from, ink.at);
        } else if (run.length() >= LONG && ink.at(ink.at) == '_') {
            ink.add(Kind.NAME, run, from, ink.at);
        } else {
            letters(from);
        }
    }

    /** Whether what stands in the brackets of prose is a formula, and not words. */
    private boolean isFormula(int place) {
        int i = place;
        int depth = 0;
        int letters = 0;
        for (; i < ink.end && ink.text[i] != '\n'; i++) {
            int c = ink.text[i];
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ')' && depth == 0) {
                return true;
            }
            boolean words =
                    c == ' ' && letters >= SHORTEST_FUNCTION && ink.at(i + 1) > 0 && Character.isLetter(ink.at(i + 1));
            if (words) {
                return false;
            }
            letters = Character.isLetter(c) ? letters + 1 : 0;
        }
        return false;
    }

    /** Passes over the np. of np.exp. */
    private boolean library(String run) {
        if (ink.at(ink.at) == '.'
                && Character.isLetter(ink.at(ink.at + 1))
                && Set.of("np", "math", "Math", "torch", "numpy", "tf").contains(run)) {
            ink.at++;
            return true;
        }
        return false;
    }

    /** {@code dE}, {@code dnet}: the d is a token of its own. */
    private boolean differential(String run, int from, boolean common) {
        String rest = run.substring(1);
        boolean known = rest.length() == 1
                || isKnown(rest) && !Vocabulary.FUNCTIONS.containsKey(rest)
                || rest.equals("sum")
                || DerivativeParser.JOINED.matcher(rest).matches()
                || gluedHead(rest) > 0;
        if (common || !run.startsWith("d") || !known) {
            return false;
        }
        ink.add(Kind.WORD, "d", from, from + 1);
        if (rest.length() == 1) {
            ink.add(Kind.WORD, rest, from + 1, ink.at);
        } else if (!glued(rest, from + 1)) {
            ink.add(Kind.NAME, rest, from + 1, ink.at);
        }
        return true;
    }

    /** The length of the head of a name with its index behind it at once, {@code neth} before a digit or {@code Etotal}; or 0. */
    private int gluedHead(String run) {
        for (String head : Vocabulary.GLUED_HEADS) {
            if (run.startsWith(head) && run.length() > head.length()) {
                String rest = run.substring(head.length());
                if (rest.equals("total")
                        || rest.equals("tot")
                        || rest.length() == 1 && LexerState.isDigit(ink.at(ink.at)) && "hoxiyz".contains(rest)) {
                    return head.length();
                }
            }
        }
        return 0;
    }

    private boolean glued(String run, int from) {
        int head = gluedHead(run);
        if (head == 0) {
            return false;
        }
        ink.add(Kind.NAME, run.substring(0, head), from, from + head);
        while (LexerState.isDigit(ink.at(ink.at))) {
            ink.at++;
        }
        ink.add(Kind.LOWERED, ink.source(from + head, ink.at), from + head, ink.at);
        return true;
    }

    private void letters(int from) {
        for (int i = from; i < ink.at; i++) {
            if (Character.isLetter(ink.text[i])) {
                ink.add(Kind.WORD, Character.toString(ink.text[i]), i, i + 1);
            }
        }
    }

    private int wordEnd(int from) {
        int to = from + 1;
        while (to < ink.end) {
            int c = ink.text[to];
            int type = Character.getType(c);
            boolean more = type == Character.NON_SPACING_MARK
                    || type == Character.COMBINING_SPACING_MARK
                    || Character.isLetter(c)
                            && !Commands.SIGNS.containsKey(Character.toString(c))
                            && Lexer.RAISED.indexOf(c) < 0
                            && Lexer.LOWERED.indexOf(c) < 0;
            if (!more) {
                break;
            }
            to++;
        }
        return to;
    }
}
