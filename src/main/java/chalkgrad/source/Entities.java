package chalkgrad.source;

import org.jsoup.parser.Parser;

/**
 * The names that HTML has for characters, of which Markdown texts make use too.
 *
 * <p>Of the name {@code minus}, with its ampersand and semicolon, it gives the minus sign.
 */
public final class Entities {
    private Entities() {}

    /** The code point of an entity with its ampersand and semicolon; -1 where there is none of that name, or one of several characters. */
    public static int character(String entity) {
        String found = Parser.unescapeEntities(entity, true);
        return found.equals(entity) || found.codePointCount(0, found.length()) != 1 ? -1 : found.codePointAt(0);
    }
}
