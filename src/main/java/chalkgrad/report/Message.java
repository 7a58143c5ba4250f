package chalkgrad.report;

import chalkgrad.algebra.Expr;
import java.util.List;

/**
 * Something to be said, by the key of its wording and what it is said about.
 *
 * <p>{@code Message.of("chain.intro", Message.math(w5))} is "By the chain rule, …" in the language of the report.
 *
 * @param key the key in the messages files; empty for the arguments alone, one after the other
 */
public record Message(String key, List<Arg> args) {

    public Message {
        args = List.copyOf(args);
    }

    /** What a message is about. */
    public sealed interface Arg {}

    /** A formula. */
    public record Formula(Expr expr) implements Arg {}

    /** A user's own words, or a name; never markup. */
    public record Words(String text) implements Arg {}

    /** Somebody's formula as it was typed; never markup. */
    public record Source(String text) implements Arg {}

    /** A message within a message. */
    public record Nested(Message message) implements Arg {}

    /** Several messages in a row, joined as the language joins them. */
    public record Several(List<Message> messages) implements Arg {
        public Several {
            messages = List.copyOf(messages);
        }
    }

    public static Message of(String key, Arg... args) {
        return new Message(key, List.of(args));
    }

    public static Message of(Expr expr) {
        return of("", math(expr));
    }

    static Message words(String text) {
        return of("", new Words(text));
    }

    static Arg math(Expr expr) {
        return new Formula(expr);
    }

    static Arg count(long number) {
        return new Words(Long.toString(number));
    }

    static Arg nested(String key, Arg... args) {
        return new Nested(of(key, args));
    }

    static Arg all(List<? extends Expr> exprs) {
        return new Several(exprs.stream().map(Message::of).toList());
    }
}
