package chalkgrad.report;

import chalkgrad.algebra.Expr;
import chalkgrad.check.Convention;
import chalkgrad.check.Conventions.Held;
import chalkgrad.check.Marking;
import chalkgrad.model.ConventionWords;
import chalkgrad.model.ConventionWords.Letter;
import chalkgrad.model.ConventionWords.Phrase;
import chalkgrad.model.ConventionWords.Said;
import chalkgrad.model.Quantity.Partial;
import chalkgrad.work.WrittenName;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How a writer's letters were read, in the words of a teacher.
 *
 * <p>{@code delta: minus} is "δ is read as −∂E/∂net, as in lines 12, 14 and 18".
 */
final class ConventionNotes {
    /** So many lines are named as evidence. */
    private static final int SHOWN = 5;

    private ConventionNotes() {}

    /** What is to be said at the top of a marked copy: only what is read otherwise than one would expect. */
    static List<Message> of(Marking marking) {
        return marking.conventions().stream()
                .filter(held -> !held.isUsual())
                .map(held -> of(marking, held))
                .toList();
    }

    private static Message of(Marking marking, Held held) {
        Message.Arg said = new Message.Nested(of(held.convention()));
        if (held.lines().isEmpty()) {
            return Message.of("convention.fixed", said);
        }
        boolean one = held.lines().size() == 1;
        boolean cut = held.lines().size() > SHOWN;
        return Message.of(
                one ? "convention.line" : cut ? "convention.lines.more" : "convention.lines",
                said,
                new Message.Several(held.lines().stream()
                        .limit(SHOWN)
                        .map(line ->
                                Message.words(Integer.toString(marking.work().number(line))))
                        .toList()));
    }

    /** {@code z_i is read as …}. */
    static Message of(Convention convention) {
        return Message.of("convention.read", name(convention.name()), value(convention.value()));
    }

    /** What a convention is about: a letter, or words. */
    static Message.Arg name(String name) {
        return ConventionWords.letter(name)
                .flatMap(ConventionNotes::handwritten)
                .<Message.Arg>map(Message::math)
                .or(() -> ConventionWords.topic(name).map(topic -> Message.nested("convention.topic." + key(topic))))
                .orElseGet(() -> new Message.Words(name));
    }

    private static Optional<Expr> handwritten(Letter letter) {
        return Handwriting.of(new WrittenName(letter.base(), letter.sub(), letter.sup()).expr());
    }

    private static Message.Arg value(String value) {
        return ConventionWords.of(value)
                .<Message.Arg>map(said -> new Message.Several(
                        said.stream().map(ConventionNotes::phrase).toList()))
                .orElseGet(() -> new Message.Words(value));
    }

    private static Message phrase(Said said) {
        String key = "convention." + key(said.phrase());
        if (said.phrase() == Phrase.PLUS || said.phrase() == Phrase.MINUS) {
            Expr slope = new Partial(new WrittenName("E", "", ""), new WrittenName("net", "", "")).expr();
            Expr signed = said.phrase() == Phrase.PLUS ? slope : Expr.neg(slope);
            return Message.of(key, Handwriting.of(signed).map(Message::math).orElseThrow());
        }
        return said.number()
                .map(number -> Message.of(key, new Message.Words(number)))
                .orElseGet(() -> Message.of(key));
    }

    private static String key(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
