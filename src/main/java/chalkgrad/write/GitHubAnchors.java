package chalkgrad.write;

import chalkgrad.write.Page.Heading;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The addresses that GitHub gives to a document's headings: their words in lower case, with hyphens for spaces and without punctuation.
 *
 * <p>"문제 2. XOR (again)" is found at {@code #문제-2-xor-again}, and a second heading with the same words at {@code …-1}.
 */
final class GitHubAnchors {
    private static final Pattern LEFT_OUT = Pattern.compile("[^\\p{L}\\p{M}\\p{Nd}\\p{Pc}\\- ]");

    private GitHubAnchors() {}

    /** The address of each heading that has an anchor, by its anchor. */
    static Map<String, String> of(List<Heading> headings) {
        Map<String, String> addresses = new HashMap<>();
        Map<String, Integer> seen = new HashMap<>();
        for (Heading heading : headings) {
            String words = PlainText.visible(PlainText.of(heading.text())).strip();
            String address = LEFT_OUT.matcher(words.toLowerCase(Locale.ROOT))
                    .replaceAll("")
                    .replace(' ', '-');
            int before = seen.merge(address, 1, Integer::sum) - 1;
            addresses.put(heading.anchor(), before == 0 ? address : address + "-" + before);
        }
        return addresses;
    }
}
