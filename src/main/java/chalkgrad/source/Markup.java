package chalkgrad.source;

/** How a text is to be read. */
public enum Markup {
    /** Markdown, or plain text, which is read alike. */
    MARKDOWN,
    LATEX,
    /** An answer sheet: a map from quantities to values, in YAML or JSON. */
    SHEET
}
