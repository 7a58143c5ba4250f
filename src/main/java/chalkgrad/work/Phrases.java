package chalkgrad.work;

import chalkgrad.algebra.Expr;
import chalkgrad.work.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes equations of what people write in other ways: with an arrow, with a verb, with a sign of a program.
 *
 * <p>{@code h1 → 0.9}, {@code h1 is 0.9} and {@code 손실은 0.35} become equations; {@code w += 0.1} becomes {@code wnew = w + (0.1)}.
 */
final class Phrases {
    private static final Set<String> COPULAS = Set.of(
            "is", "equals", "becomes", "was", "are", "은", "는", "이", "가", "es", "ist", "est", "é", "è", "vale",
            "beträgt", "vaut", "wynosi", "равно", "равен", "равна", "为", "是", "等于", "等於", "は", "adalah", "je");

    private static final String ARROWS = "→⇒⟶➔➜⟹↦-=\\";

    /** Endings of Korean nouns that do what a copula does. */
    private static final List<String> PARTICLES = List.of("값은", "값이", "은", "는", "이", "가");

    private Phrases() {}

    /**
     * The tokens, what is meant as an equation made one.
     *
     * @param text in which they stand
     */
    static List<Token> equations(List<Token> tokens, int[] text, boolean prose) {
        List<Token> plain = assignments(withoutDots(withThinSpaces(withUnits(tokens), prose)));
        plain = neighbours(plain, prose);
        return said(plain, text, prose);
    }

    /** So many blanks between two names part two things that are said. */
    private static final int WIDE_GAP = 4;

    /** With a border in a wide gap between a name and the next, as in {@code --> yhat      y = 1}. */
    static List<Token> apart(List<Token> tokens) {
        var all = new ArrayList<Token>();
        for (Token token : tokens) {
            if (!all.isEmpty() && isApart(all.get(all.size() - 1), token)) {
                int at = all.get(all.size() - 1).to();
                all.add(Token.of(Kind.OPERATOR, ";", at, at, false));
            }
            all.add(token);
        }
        return all;
    }

    private static boolean isApart(Token before, Token name) {
        return name.isName()
                && name.gap()
                && name.from() - before.to() >= WIDE_GAP
                && (before.isName() || before.is(Kind.NUMBER) || before.is(Kind.CLOSE));
    }

    // (y - t),y(1 - y)

    /** With a name for the word in {@code Y_1(in)}, and a comma for the arrow between the units of an edge, {@code w(x_1 → h_1)} and {@code w_{x → h}}. */
    private static List<Token> withUnits(List<Token> tokens) {
        int[] partner = Brackets.match(tokens);
        var all = new ArrayList<>(tokens);
        for (int i = 1; i + 1 < tokens.size(); i++) {
            if (partner[i] <= i || partner[i] - i > LONGEST_EDGE) {
                continue;
            }
            Token before = tokens.get(i - 1);
            Token only = tokens.get(i + 1);
            if (partner[i] == i + 2
                    && only.is(Kind.TEXT)
                    && Vocabulary.FLOWS.contains(only.text())
                    && !tokens.get(i).gap()
                    && (before.isName() || before.is(Kind.LOWERED) || before.is(Kind.NUMBER))) {
                all.set(i + 1, Token.of(Kind.NAME, only.text(), only.from(), only.to(), only.gap()));
            }
            boolean weight = before.isName() && Vocabulary.WEIGHTS.contains(before.text())
                    || before.isOperator("_")
                            && i > 1
                            && Vocabulary.WEIGHTS.contains(tokens.get(i - 2).text());
            for (int j = i + 2; weight && j < partner[i] - 1; j++) {
                Token arrow = tokens.get(j);
                if (arrow.is(Kind.BORDER, "→")) {
                    all.set(j, Token.of(Kind.OPERATOR, ",", arrow.from(), arrow.to(), false));
                }
            }
        }
        return all;
    }

    private static final int LONGEST_EDGE = 12;

    /** Without commas that were thin spaces before a backslash was lost: a factor follows closely, and no relation after it. */
    private static List<Token> withThinSpaces(List<Token> tokens, boolean prose) {
        int[] partner = Brackets.match(tokens);
        var all = new ArrayList<Token>();
        boolean related = false;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (partner[i] > i) {
                all.addAll(tokens.subList(i, partner[i] + 1));
                i = partner[i];
                continue;
            }
            boolean thin = related
                    && token.isOperator(",")
                    // In prose a comma mostly ends what stands before it.
                    && (!prose || i > 0 && tokens.get(i - 1).is(Kind.CLOSE))
                    && isFactor(tokens, partner, i + 1);
            if (!thin) {
                related = token.is(Kind.RELATION) || related && !isBorder(token);
                all.add(token);
            }
        }
        return all;
    }

    /** Whether names follow without room and no relation behind them. */
    private static boolean isFactor(List<Token> tokens, int[] partner, int from) {
        Token first = tokens.get(from);
        if (first.gap()
                || !(first.isName() || first.is(Kind.OPEN, "(") || first.is(Kind.ACCENT) || first.is(Kind.FRACTION))) {
            return false;
        }
        for (int i = from; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.is(Kind.RELATION)) {
                return false;
            } else if (isBorder(token)) {
                return true;
            }
            i = Math.max(i, partner[i]);
        }
        return true;
    }

    // h1 → 0.9, h1 is 0.9, 손실은 0.35

    private static List<Token> said(List<Token> tokens, int[] text, boolean prose) {
        int[] partner = Brackets.match(tokens);
        var all = new ArrayList<Token>();
        int from = 0;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (partner[i] > i) {
                for (int j = i; j < partner[i]; j++) {
                    all.add(tokens.get(j));
                }
                i = partner[i];
                all.add(tokens.get(i));
                continue;
            }
            Token noun = prose ? noun(token) : null;
            boolean verb =
                    prose && isCopula(token) || token.is(Kind.BORDER, "→") && ARROWS.indexOf(text[token.from()]) >= 0;
            // That b1 is (2, 1) says how large it is.
            boolean size = verb && !token.is(Kind.BORDER) && isSize(tokens, partner, i + 1);
            if (verb
                    && !size
                    && i > from
                    && isName(tokens, partner, from, i)
                    && isValue(tokens, partner, i + 1, token.is(Kind.BORDER))) {
                all.add(Token.of(Kind.RELATION, "=", token.from(), token.to(), token.gap()));
            } else if (noun != null
                    && i + 1 < tokens.size()
                    && isCopula(tokens.get(i + 1))
                    && isValue(tokens, partner, i + 2, false)) {
                all.add(noun);
                Token copula = tokens.get(i + 1);
                all.add(Token.of(Kind.RELATION, "=", copula.from(), copula.to(), true));
                i++;
            } else if (noun != null && noun.to() < token.to() && isValue(tokens, partner, i + 1, false)) {
                all.add(noun);
                all.add(Token.of(Kind.RELATION, "=", noun.to(), token.to(), false));
            } else {
                all.add(token);
            }
            if (isBorder(tokens.get(i))) {
                from = i + 1;
            }
        }
        return all;
    }

    private static boolean isCopula(Token token) {
        return (token.is(Kind.TEXT) || token.is(Kind.WORD) || token.is(Kind.NAME)) && COPULAS.contains(token.text());
    }

    /** The name that a word is by itself, a particle left out; null where it is none. */
    private static @Nullable Token noun(Token token) {
        if (!token.is(Kind.TEXT) && !token.isName()) {
            return null;
        }
        String word = token.text();
        if (Nouns.of(word).isPresent()) {
            return Token.of(Kind.NAME, Nouns.of(word).get().base(), token.from(), token.to(), true);
        }
        for (String particle : PARTICLES) {
            String stem = word.endsWith(particle) ? word.substring(0, word.length() - particle.length()) : "";
            if (!stem.isEmpty() && Nouns.of(stem).isPresent()) {
                int end = token.from() + stem.codePointCount(0, stem.length());
                return Token.of(Kind.NAME, Nouns.of(stem).get().base(), token.from(), end, true);
            }
        }
        return null;
    }

    private static boolean isBorder(Token token) {
        return switch (token.kind()) {
            case TEXT, BORDER, ROW, QUAD, ALIGN, INEQUALITY, OVER -> true;
            case OPERATOR -> ",;:.".contains(token.text());
            default -> false;
        };
    }

    private static boolean isName(List<Token> tokens, int[] partner, int from, int to) {
        if (to - from > 40) {
            return false;
        }
        try {
            return FormulaParser.side(tokens, partner, from, to, FormulaParser.Names.SCRIBBLES) instanceof Expr.Sym;
        } catch (Unreadable none) {
            return false;
        }
    }

    /** Whether a value stands at a place, and nothing that makes a sentence of it behind it. */
    private static boolean isValue(List<Token> tokens, int[] partner, int at, boolean alone) {
        int i = at;
        while (i < tokens.size() && tokens.get(i).isOperator("-")) {
            i++;
        }
        if (i >= tokens.size()) {
            return false;
        }
        Token first = tokens.get(i);
        boolean bracket = first.is(Kind.OPEN)
                && partner[i] > i
                && i + 1 < tokens.size()
                && (tokens.get(i + 1).is(Kind.NUMBER)
                        || tokens.get(i + 1).isOperator("-")
                        || tokens.get(i + 1).is(Kind.OPEN, "["));
        if (!first.is(Kind.NUMBER) && !bracket) {
            return false;
        }
        Token next = tokens.get(Math.min(tokens.size() - 1, bracket ? partner[i] + 1 : i + 1));
        boolean decimal = first.text().indexOf('.') >= 0 || first.text().indexOf(',') >= 0 || bracket;
        boolean ends = isBorder(next) && (decimal || !next.is(Kind.TEXT)) || next.is(Kind.CLOSE);
        boolean goesOn = next.is(Kind.RELATION) || next.is(Kind.OPERATOR) && "+-*/".contains(next.text());
        return ends || !alone && goesOn && decimal;
    }

    /** The tokens without the dots that say that a number has more digits, {@code 0.0720083…}. */
    private static List<Token> withoutDots(List<Token> tokens) {
        var all = new ArrayList<Token>();
        for (int i = 0; i < tokens.size(); i++) {
            boolean digits = tokens.get(i).is(Kind.DOTS)
                    && i > 0
                    && tokens.get(i - 1).is(Kind.NUMBER)
                    && !tokens.get(i).gap()
                    && i + 1 < tokens.size()
                    && (isBorder(tokens.get(i + 1)) || tokens.get(i + 1).is(Kind.RELATION));
            if (!digits) {
                all.add(tokens.get(i));
            }
        }
        return all;
    }

    /** Whether there are only whole numbers in the bracket that stands at a place. */
    private static boolean isSize(List<Token> tokens, int[] partner, int open) {
        if (!tokens.get(open).is(Kind.OPEN, "(")) {
            return false;
        }
        for (int i = open + 1; i < partner[open]; i++) {
            Token token = tokens.get(i);
            if (!token.isOperator(",")
                    && !(token.is(Kind.NUMBER) && token.number().scale() == 0)) {
                return false;
            }
        }
        return partner[open] > open;
    }

    // w += 0.1

    private static List<Token> assignments(List<Token> tokens) {
        var all = new ArrayList<Token>();
        int start = 0;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (isAssignment(tokens, i) && all.size() > start && all.size() - start <= 20) {
                int end = side(tokens, i + 2);
                var left = List.copyOf(all.subList(start, all.size()));
                Token sign = tokens.get(i + 1);
                mark(all, token);
                all.add(Token.of(Kind.RELATION, "=", sign.from(), sign.to(), true));
                all.addAll(left);
                all.add(Token.of(Kind.OPERATOR, token.text(), token.from(), token.to(), true));
                all.add(Token.of(Kind.OPEN, "(", token.to(), token.to(), true));
                all.addAll(tokens.subList(i + 2, end));
                all.add(Token.of(Kind.CLOSE, ")", token.to(), token.to(), false));
                if (end < tokens.size() && tokens.get(end).is(Kind.RELATION)) {
                    all.add(Token.of(Kind.BORDER, "→", sign.to(), sign.to(), true));
                    all.addAll(tokens.subList(i + 2, end));
                }
                i = end - 1;
                start = all.size();
            } else {
                all.add(token);
                start = isBorder(token) || token.is(Kind.RELATION) ? all.size() : start;
            }
        }
        return all;
    }

    private static void mark(List<Token> all, Token at) {
        all.add(Token.of(Kind.OPERATOR, "^", at.from(), at.from(), false));
        all.add(Token.of(Kind.OPEN, "{", at.from(), at.from(), false));
        all.add(Token.of(Kind.NAME, "new", at.from(), at.from(), false));
        all.add(Token.of(Kind.CLOSE, "}", at.from(), at.from(), false));
    }

    /** A sign with room before it and an equals sign at once behind it. */
    private static boolean isAssignment(List<Token> tokens, int at) {
        Token sign = tokens.get(at);
        return (sign.isOperator("+") || sign.isOperator("-"))
                && at + 1 < tokens.size()
                && tokens.get(at + 1).is(Kind.RELATION, "=")
                && tokens.get(at + 1).from() == sign.to()
                && sign.gap();
    }

    private static int side(List<Token> tokens, int from) {
        int depth = 0;
        for (int i = from; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            depth += token.is(Kind.OPEN) || token.is(Kind.BEGIN)
                    ? 1
                    : token.is(Kind.CLOSE) || token.is(Kind.END) ? -1 : 0;
            if (depth <= 0 && (isBorder(token) || token.is(Kind.RELATION)) || token.is(Kind.OVER)) {
                return i;
            }
        }
        return tokens.size();
    }

    // u=6 z=7

    /** Tells equations apart that are written without room, with one blank between. */
    private static List<Token> neighbours(List<Token> tokens, boolean prose) {
        var all = new ArrayList<Token>();
        boolean tight = false;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            // In a formula a blank behind a bracket is a product's.
            boolean value = i > 1
                    && (tokens.get(i - 1).is(Kind.NUMBER)
                                    && (prose || !tokens.get(i - 2).isOperator("_"))
                            || prose && tokens.get(i - 1).is(Kind.CLOSE));
            boolean wide = i > 0 && token.from() - tokens.get(i - 1).to() >= WIDE && token.from() > 0;
            if (value && token.gap() && (tight && beginsTight(tokens, i) || wide && beginsEquation(tokens, i))) {
                all.add(Token.of(Kind.BORDER, "→", token.from(), token.from(), true));
            }
            all.add(token);
            if (token.is(Kind.RELATION)) {
                tight = !token.gap()
                        && i + 1 < tokens.size()
                        && !tokens.get(i + 1).gap();
            } else if (isBorder(token)) {
                tight = false;
            }
        }
        return all;
    }

    /** So many blanks stand between two equations on one line, and not within one. */
    private static final int WIDE = 3;

    private static boolean beginsEquation(List<Token> tokens, int from) {
        Token first = tokens.get(from);
        if (!first.isName() && !first.is(Kind.PARTIAL) && !first.is(Kind.ACCENT)) {
            return false;
        }
        for (int i = from + 1; i < Math.min(tokens.size(), from + 6); i++) {
            if (tokens.get(i).is(Kind.RELATION)) {
                return true;
            } else if (Rows.isBinary(tokens.get(i))) {
                return false;
            }
        }
        return false;
    }

    private static boolean beginsTight(List<Token> tokens, int from) {
        Token first = tokens.get(from);
        if (!first.isName() && !first.is(Kind.PARTIAL) && !first.is(Kind.ACCENT)) {
            return false;
        }
        for (int i = from + 1; i < Math.min(tokens.size() - 1, from + 20); i++) {
            Token token = tokens.get(i);
            if (token.gap()) {
                return false;
            } else if (token.is(Kind.RELATION)) {
                return !tokens.get(i + 1).gap();
            }
        }
        return false;
    }
}
