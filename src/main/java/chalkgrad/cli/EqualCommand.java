package chalkgrad.cli;

import chalkgrad.algebra.Expr;
import chalkgrad.check.Equivalence;
import chalkgrad.check.Equivalence.Reason;
import chalkgrad.check.Equivalence.Verdict;
import chalkgrad.cli.Definitions.Definition;
import chalkgrad.cli.Expressions.Result;
import chalkgrad.problem.Words;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Says whether two expressions are the same, in a line.
 *
 * <p>{@code chalkgrad equal "o-o^2" "o*(1-o)"} prints {@code equal}; pairs on standard input have an answer each.
 */
final class EqualCommand {
    /** No line is longer than two expressions of the most characters that are read. */
    private static final int LONGEST = 50_000;

    private static final Map<Reason, String> REASONS = Map.of(
            Reason.NO_COMMON_VALUES, "too few points were found at which both have a value",
            Reason.TOO_CLOSE, "their values can neither be told apart nor seen to agree",
            Reason.TOO_LARGE, "an expression is too large",
            Reason.TOO_LONG, "it takes too long",
            Reason.SHAPES, "it depends on the shapes of vectors or matrices");

    private static final List<String> SIDES = List.of("first", "second");

    private final Arguments arguments;
    private final InputStream in;
    private final StandardOutput out;
    private final PrintStream err;
    private final Equivalence equivalence;

    EqualCommand(Arguments arguments, InputStream in, StandardOutput out, PrintStream err) {
        this.arguments = arguments;
        // A line says no more of a pair that is proved; and starting Symja takes longer than all the rest.
        this.equivalence = new Equivalence(!arguments.formats().isEmpty());
        this.in = in;
        this.out = out;
        this.err = err;
    }

    /** What is answered of a pair. */
    private record Answer(int code, String result, String reason) {
        String line() {
            return switch (result) {
                case "different" -> result + (reason.startsWith("at ") ? " " : ": ") + reason;
                case "undecided" -> result + ": " + reason;
                default -> result;
            };
        }
    }

    /** A side cannot be read. */
    private static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1;

        Unreadable(String message) {
            super(message);
        }
    }

    int run() {
        try {
            var definitions = new ArrayList<Definition>();
            for (String text : arguments.where()) {
                definitions.add(Definition.read(text));
            }
            // They are put together once, so that a cycle is found without any pair.
            Definitions.of(definitions, naming(definitions));
            return arguments.operands().equals(List.of("-"))
                    ? lines(definitions)
                    : print(judge(arguments.operands(), definitions));
        } catch (Definitions.Fault fault) {
            return refuse("--where: " + fault.getMessage());
        } catch (Unreadable unreadable) {
            return refuse(String.valueOf(unreadable.getMessage()));
        }
    }

    private static UnaryOperator<Expr> naming(List<Definition> definitions, Result.Read... sides) {
        var all = new ArrayList<Result.Read>(Arrays.asList(sides));
        for (Definition definition : definitions) {
            all.add(definition.name());
            all.add(definition.value());
        }
        return Expressions.naming(all);
    }

    private int refuse(String message) {
        err.println("chalkgrad: " + Words.printable(message));
        return ExitCode.INPUT;
    }

    private int lines(List<Definition> definitions) {
        int code = ExitCode.DONE;
        try (var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            int number = 1;
            // Nobody waits for the answers to come where there is nowhere for them to go.
            for (String line = next(reader); line != null && !out.isGone(); line = next(reader), number++) {
                code = Math.max(code, print(line(line, number, definitions)));
            }
        } catch (IOException e) {
            return refuse("standard input cannot be read: " + e.getMessage());
        }
        return code;
    }

    /** The next line, cut where it is longer than any that can be read; null at the end. */
    private static @Nullable String next(BufferedReader reader) throws IOException {
        var line = new StringBuilder();
        int c = reader.read();
        if (c < 0) {
            return null;
        }
        for (; c >= 0 && c != '\n'; c = reader.read()) {
            if (line.length() <= LONGEST) {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    private Answer line(String line, int number, List<Definition> definitions) {
        String text = number == 1 && line.startsWith("\uFEFF") ? line.substring(1) : line;
        List<String> sides = Arrays.asList(text.split("\t", -1));
        String where = "line " + number;
        try {
            if (sides.size() != 2) {
                throw new Unreadable(
                        "found " + (sides.size() - 1) + " tabs; expected two expressions with one between");
            }
            return judge(sides, definitions);
        } catch (Unreadable | Definitions.Fault unreadable) {
            String message = where + ", " + unreadable.getMessage();
            refuse(message);
            return new Answer(ExitCode.INPUT, "undecided", Words.printable(message));
        }
    }

    private Answer judge(List<String> sides, List<Definition> definitions) throws Unreadable, Definitions.Fault {
        Result.Read left = read(sides, 0);
        Result.Read right = read(sides, 1);
        UnaryOperator<Expr> naming = naming(definitions, left, right);
        Definitions all = Definitions.of(definitions, naming);
        return answer(equivalence.of(all.in(naming.apply(left.expr())), all.in(naming.apply(right.expr()))));
    }

    private static Result.Read read(List<String> sides, int side) throws Unreadable {
        Result result = Expressions.read(sides.get(side));
        if (result instanceof Result.Refused refused) {
            throw new Unreadable(
                    "the " + SIDES.get(side) + " expression, column " + refused.column() + ": " + refused.message());
        }
        return (Result.Read) result;
    }

    private static Answer answer(Verdict verdict) {
        if (verdict instanceof Verdict.Equal equal) {
            return new Answer(
                    ExitCode.DONE,
                    "equal",
                    equal.proved() ? "proved" : "the values agree at " + equal.points() + " points");
        } else if (verdict instanceof Verdict.Different different) {
            return new Answer(ExitCode.MISTAKES, "different", Counterexample.text(different));
        }
        Reason reason = ((Verdict.Undecided) verdict).reason();
        return new Answer(ExitCode.OUTPUT, "undecided", Objects.requireNonNull(REASONS.get(reason)));
    }

    private int print(Answer answer) {
        out.println(arguments.formats().isEmpty() ? answer.line() : json(answer));
        return answer.code();
    }

    private static String json(Answer answer) {
        var text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("result", answer.result());
            json.writeStringField("reason", answer.reason());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
