package chalkgrad.problem;

import java.util.Optional;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.parser.Parser;

/**
 * A YAML parser that stops at what the composer above it cannot take: nesting that overflows its stack, and keys that it would merge by
 * itself, where it never comes to an end if a map is merged into itself.
 *
 * <p>{@code [[[[…} is refused at the bracket that is one too many.
 */
final class LimitedParser implements Parser {
    private static final String MERGE = Tag.MERGE.getValue();

    private final Parser parser;
    private final int deepest;
    private int depth;

    LimitedParser(Parser parser, int deepest) {
        this.parser = parser;
        this.deepest = deepest;
    }

    @Override
    public boolean checkEvent(Event.ID choice) {
        return parser.checkEvent(choice);
    }

    @Override
    public Event peekEvent() {
        return parser.peekEvent();
    }

    @Override
    public boolean hasNext() {
        return parser.hasNext();
    }

    @Override
    public Event next() {
        Event event = parser.next();
        switch (event.getEventId()) {
            case SequenceStart, MappingStart -> depth++;
            case SequenceEnd, MappingEnd -> depth--;
            default -> {}
        }
        if (depth > deepest) {
            throw new Refused("lists and maps are nested more than " + deepest + " deep", event.getStartMark());
        } else if (event instanceof ScalarEvent scalar
                && scalar.getTag().filter(MERGE::equals).isPresent()) {
            throw new Refused("the tag !!merge has no meaning here; write <<", event.getStartMark());
        }
        return event;
    }

    /** What is not even composed; caught where the composer is called. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient Optional<Mark> mark;

        Refused(String message, Optional<Mark> mark) {
            super(message, null, false, false);
            this.mark = mark;
        }

        Optional<Mark> mark() {
            return mark;
        }
    }
}
