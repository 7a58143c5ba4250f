package chalkgrad.problem;

import java.util.Optional;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.parser.Parser;

/**
 * A YAML parser that stops before nesting overflows the stack of the recursive composer above it.
 *
 * <p>{@code [[[[…} is refused at the bracket that is one too many.
 */
final class LimitedParser implements Parser {
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
            throw new TooDeep(event.getStartMark());
        }
        return event;
    }

    /** Nesting beyond the limit; caught where the composer is called. */
    static final class TooDeep extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient Optional<Mark> mark;

        TooDeep(Optional<Mark> mark) {
            super(null, null, false, false);
            this.mark = mark;
        }

        Optional<Mark> mark() {
            return mark;
        }
    }
}
