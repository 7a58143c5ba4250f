package chalkgrad.export;

import chalkgrad.write.PlainText;

/**
 * What XML 1.0 allows, and how what it does not mean is written.
 *
 * <p>{@code Xml.cdata("]]>")} is {@code <![CDATA[]]]]><![CDATA[>]]>}.
 */
final class Xml {
    static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

    private Xml() {}

    /** A text between tags, or between an attribute's quotes; characters that XML does not allow are left out. */
    static String text(String plain) {
        return markup(PlainText.visible(plain));
    }

    /** Markup as the text of an element: whoever reads the XML gets the markup back. */
    static String markup(String markup) {
        var out = new StringBuilder(markup.length() + 16);
        for (int i = 0; i < markup.length(); i++) {
            char c = markup.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(c);
            }
        }
        return out.toString();
    }

    /** The same as a section that is easier on the eyes; its end is split. */
    static String cdata(String markup) {
        return "<![CDATA[" + markup.replace("]]>", "]]]]><![CDATA[>") + "]]>";
    }
}
