package chalkgrad.mistake;

import java.util.stream.Stream;

/** A way to make a mistake: from a step to everything that somebody might write there in this way. */
@FunctionalInterface
interface Way {
    /** Nothing where there is no room for it. What comes to the same as the right step is left out later. */
    Stream<Edit> at(Place place);
}
