package chalkgrad.graph;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * An expression of a random graph with its shape.
 *
 * <p>{@code new Term("@", List.of(m, v), List.of(2))} is {@code m @ v}; a leaf has its text for an operation.
 *
 * @param op an operator, {@code neg}, {@code '}, a function, or the text of a leaf
 * @param shape the lengths of its sides
 */
record Term(String op, List<Term> args, List<Integer> shape) {
    private static final int SUM = 1;
    private static final int PRODUCT = 2;
    private static final int UNARY = 3;
    private static final int POWER = 4;
    private static final int POSTFIX = 5;
    private static final int PRIMARY = 6;

    static Term leaf(String text, List<Integer> shape) {
        return new Term(text, List.of(), shape);
    }

    boolean isLeaf() {
        return args.isEmpty();
    }

    /** The leaves that are not numbers. */
    List<String> names() {
        if (isLeaf()) {
            return isNumber() ? List.of() : List.of(op);
        }
        return args.stream().flatMap(arg -> arg.names().stream()).toList();
    }

    boolean isNumber() {
        return isLeaf() && (Character.isDigit(op.charAt(0)) || op.charAt(0) == '.');
    }

    /** As somebody might write it: with spaces or without, sometimes with parentheses that are not needed. */
    String text(RandomGenerator random) {
        return written(random).text;
    }

    private record Written(String text, int binding) {
        String atLeast(int needed) {
            return binding >= needed ? text : "(" + text + ")";
        }
    }

    private Written written(RandomGenerator random) {
        Written plain = plain(random);
        boolean wrapped = random.nextInt(12) == 0;
        return wrapped ? new Written("(" + plain.text + ")", PRIMARY) : plain;
    }

    private Written plain(RandomGenerator random) {
        if (isLeaf()) {
            return new Written(op, PRIMARY);
        }
        List<Written> parts = args.stream().map(arg -> arg.written(random)).toList();
        Written first = parts.get(0);
        String gap = random.nextInt(3) == 0 ? "" : " ";
        return switch (op) {
            case "neg" -> new Written("-" + first.atLeast(UNARY), UNARY);
            case "'" -> new Written(first.atLeast(POSTFIX) + "'", POSTFIX);
            case "^" -> {
                String plus = random.nextInt(8) == 0 ? "+" : "";
                yield new Written(
                        first.atLeast(POSTFIX) + "^" + plus + parts.get(1).atLeast(UNARY), POWER);
            }
            case "+", "-" ->
                new Written(first.atLeast(SUM) + gap + op + gap + parts.get(1).atLeast(PRODUCT), SUM);
            case "*", "/", "@" ->
                new Written(
                        first.atLeast(PRODUCT) + gap + op + gap + parts.get(1).atLeast(UNARY), PRODUCT);
            default -> {
                String list = parts.stream().map(Written::text).collect(Collectors.joining("," + gap));
                yield new Written(op + "(" + list + ")", PRIMARY);
            }
        };
    }
}
