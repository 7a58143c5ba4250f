package chalkgrad.write;

import chalkgrad.write.Format.Maker;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The formats there are: the one table that the option, the help text and the writers read.
 *
 * <p>{@code Formats.named("md")} has the file ending {@code ".md"}.
 *
 * <p>A new format made from templates is a row in {@link #ALL}, a row in {@link #MARKUPS} that says how its text is escaped, and
 * a folder in {@code templates/}.
 */
public final class Formats {
    public static final List<Format> ALL = List.of(
            new Format("pdf", ".pdf", Maker.PDF, Flavour.PLAIN),
            new Format("tex", ".tex", Maker.TEMPLATE, Flavour.MACROS),
            new Format("md", ".md", Maker.TEMPLATE, Flavour.PLAIN),
            new Format("html", ".html", Maker.TEMPLATE, Flavour.MATHML),
            new Format("json", ".json", Maker.DATA, Flavour.PLAIN));

    /** How each format that is made from templates writes text and formulas. */
    static final Map<String, Markup> MARKUPS = Map.of(
            "tex", new TexMarkup(),
            "md", new MarkdownMarkup(),
            "html", new HtmlMarkup());

    private Formats() {}

    /** The format of that name, if there is one. */
    public static Optional<Format> named(String name) {
        return ALL.stream().filter(format -> format.name().equals(name)).findFirst();
    }
}
