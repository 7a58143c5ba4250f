package chalkgrad.write.pdf;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Finds where a formula may be divided: {@code a = b + c} before {@code =} and before {@code +}, but nowhere inside a
 * group, a pair of stretching delimiters or an environment, so that every part is a formula.
 */
final class LatexBreaks {
    private static final Set<String> RELATIONS = Set.of(
            "=",
            "<",
            ">",
            "\\approx",
            "\\ne",
            "\\neq",
            "\\le",
            "\\leq",
            "\\ge",
            "\\geq",
            "\\to",
            "\\equiv",
            "\\sim",
            "\\in",
            "\\mapsto",
            "\\gets",
            "\\leftarrow",
            "\\rightarrow",
            "\\Rightarrow",
            "\\Longrightarrow",
            "\\coloneqq",
            "\\implies");
    private static final Set<String> OPERATORS = Set.of("+", "-", "\\cdot", "\\times", "\\odot", "\\pm");
    private static final Set<String> OPENING = Set.of("(", "[", "\\{", "^", "_", "&", "\\\\");
    private static final Set<String> SPACES = Set.of("\\quad", "\\qquad", "\\,", "\\;", "\\:", "\\!", "\\ ", "~");

    private LatexBreaks() {}

    /** A place to divide a formula: the index of the operator that the second part begins with. */
    record Break(int index, Rank rank) {}

    /** From the best place to the worst. */
    enum Rank {
        RELATION,
        OPERATOR,
        /** Inside parentheses of fixed size. */
        NESTED
    }

    static List<Break> of(String latex) {
        List<Break> breaks = new ArrayList<>();
        int depth = 0;
        int parentheses = 0;
        boolean operand = false; // whether something stands before, so that a sign is an operation
        boolean script = false; // whether what comes is an exponent or index: the sign in x^+ is no operation
        for (int at = 0; at < latex.length(); ) {
            int end = latex.charAt(at) == '\\' ? LatexText.endOfCommand(latex, at) : at + 1;
            String token = latex.substring(at, end);
            switch (token) {
                case "{", "\\left", "\\begin" -> depth++;
                case "}", "\\right", "\\end" -> depth--;
                case "(", "[", "\\{" -> parentheses += depth == 0 ? 1 : 0;
                case ")", "]", "\\}" -> parentheses -= depth == 0 ? 1 : 0;
                default -> {}
            }
            boolean relation = !script && RELATIONS.contains(token);
            boolean operator = !script && OPERATORS.contains(token);
            if (depth == 0 && operand && (relation || operator)) {
                Rank rank = parentheses > 0 ? Rank.NESTED : relation ? Rank.RELATION : Rank.OPERATOR;
                breaks.add(new Break(at, rank));
            }
            boolean opening = OPENING.contains(token);
            boolean silent = token.isBlank() || SPACES.contains(token);
            if (!silent) {
                script = token.equals("^") || token.equals("_");
                operand = !relation && !operator && !opening;
            }
            at = end;
            if (token.equals("\\left") || token.equals("\\right")) {
                at = skipDelimiter(latex, at);
                operand = token.equals("\\right");
            }
        }
        return breaks;
    }

    private static int skipDelimiter(String latex, int at) {
        int start = at;
        while (start < latex.length() && latex.charAt(start) == ' ') {
            start++;
        }
        if (start >= latex.length()) {
            return start;
        }
        return latex.charAt(start) == '\\' ? LatexText.endOfCommand(latex, start) : start + 1;
    }
}
