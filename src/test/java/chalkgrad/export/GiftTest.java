package chalkgrad.export;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.export.Recovered.Habits;
import chalkgrad.write.Hostile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.w3c.dom.Element;

/** GIFT, read back by the rules of its importer. */
class GiftTest {
    static final List<String> TEXTS = Hostile.TEXTS;

    static final Habits HABITS = new Habits(true, false, true);

    @ParameterizedTest
    @EnumSource(Grouping.class)
    void everyQuestionComesBack(Grouping grouping) {
        List<Booklet> booklets = Handmade.booklets(2, "x & <y>");
        var read = new ArrayList<Recovered>();
        read(Read.export("gift", Handmade.setting(grouping), booklets)).values().forEach(read::addAll);
        assertThat(read)
                .containsExactlyInAnyOrderElementsOf(booklets.stream()
                        .flatMap(booklet -> Recovered.of(booklet, HABITS).stream())
                        .map(GiftTest::known)
                        .toList());
    }

    @Test
    void categories() {
        Map<String, List<Recovered>> read = read(
                Read.export("gift", new Setting("m", "A/B: C\\:", Grouping.BY_VARIANT), Handmade.booklets(2, "x")));
        assertThat(read.keySet()).containsExactly("$course$/top/A//B: C:/001", "$course$/top/A//B: C:/002");
        Map<String, List<Recovered>> drawn =
                read(Read.export("gift", Handmade.setting(Grouping.BY_QUESTION), Handmade.booklets(2, "x")));
        assertThat(drawn).hasSize(9);
        assertThat(drawn.get("$course$/top/Midterm: backpropagation/04"))
                .extracting(Recovered::id)
                .containsExactly("001-4.1", "001-4.2", "001-4.3", "002-4.1", "002-4.2", "002-4.3");
    }

    @ParameterizedTest
    @FieldSource("TEXTS")
    void aTextMeansItself(String hostile) {
        Booklet booklet = Handmade.booklet("001", 1, hostile);
        var setting = new Setting("m", hostile, Grouping.BY_VARIANT);
        var read = new ArrayList<Recovered>();
        read(Read.export("gift", setting, List.of(booklet))).values().forEach(read::addAll);
        assertThat(read)
                .containsExactlyElementsOf(Recovered.of(booklet, HABITS).stream()
                        .map(GiftTest::known)
                        .toList());
    }

    @Test
    void signsOfTheFormat() {
        for (String text : List.of(
                "}",
                "{=a ~b}",
                "#### no",
                "a -> b",
                "=1",
                "~%50%x",
                "::",
                "// no comment",
                "$CATEGORY: x",
                "\\",
                "\\:",
                "\\n",
                "[markdown]x",
                "&&058;")) {
            aTextMeansItself(text);
        }
    }

    /** A key for the marker is not in the file. */
    static Recovered known(Recovered r) {
        return r.kind().equals("formula")
                ? new Recovered(r.id(), r.kind(), "", List.of(), r.options(), r.text(), r.feedback(), r.pictures())
                : r;
    }

    static Map<String, List<Recovered>> read(byte[] file) {
        var all = new TreeMap<String, List<Recovered>>();
        String category = "";
        // A question ends at an empty line; a line of a comment is none of it.
        for (String question : new String(file, StandardCharsets.UTF_8).split("\n\\s*\n")) {
            String text = question.lines()
                    .filter(line -> !line.strip().startsWith("//"))
                    .reduce("", (a, b) -> a + b + "\n")
                    .strip();
            if (text.startsWith("$CATEGORY:")) {
                category = text.substring("$CATEGORY:".length()).strip();
            } else if (!text.isEmpty()) {
                all.computeIfAbsent(category, c -> new ArrayList<>()).add(new Reader(text).question());
            }
        }
        return all;
    }

    /** Goes through a question character by character: a sign with a backslash before it is a letter. */
    private static final class Reader {
        private final List<String> tokens = new ArrayList<>();

        Reader(String question) {
            for (int i = 0; i < question.length(); i++) {
                char c = question.charAt(i);
                if (c == '\\') {
                    i++;
                    assertThat("\\~=#{}:").contains(String.valueOf(question.charAt(i)));
                    tokens.add("\\" + question.charAt(i));
                } else {
                    tokens.add(String.valueOf(c));
                }
            }
        }

        Recovered question() {
            String all = String.join("\0", tokens);
            assertThat(all).startsWith(":\0:\0");
            int nameEnd = tokens.subList(2, tokens.size()).indexOf(":") + 2;
            assertThat(tokens.get(nameEnd + 1)).isEqualTo(":");
            String name = plain(tokens.subList(2, nameEnd));
            int open = tokens.indexOf("{");
            int close = tokens.indexOf("}");
            assertThat(close).isEqualTo(tokens.size() - 1);
            assertThat(tokens.lastIndexOf("{")).isEqualTo(open);
            String stem = plain(tokens.subList(nameEnd + 2, open));
            assertThat(stem).startsWith("[html]");
            List<String> answer = tokens.subList(open + 1, close);
            int feedback = last(answer, List.of("#", "#", "#", "#"));
            String worked = plain(answer.subList(feedback + 4, answer.size()));
            Element shown = Read.html(stem.substring("[html]".length()));
            return made(
                    name.substring(name.lastIndexOf(' ') + 1),
                    answer.subList(0, feedback),
                    shown,
                    Read.html(worked).getTextContent());
        }

        private static Recovered made(String id, List<String> answer, Element shown, String worked) {
            var answers = new ArrayList<String>();
            var options = new ArrayList<String>();
            String kind;
            if (answer.isEmpty()) {
                kind = "formula";
            } else if (answer.get(0).equals("#")) {
                kind = "number";
                // Of a magnified field the plain number is right, too.
                String first = plain(answer.subList(1, answer.size()))
                        .replaceFirst("^=", "")
                        .replaceFirst(" =.*$", "");
                String[] parts = first.split(":");
                assertThat(parts).hasSize(2);
                answers.add(Recovered.number(parts[0], parts[1]));
            } else if (answer.contains("~")) {
                kind = "choice";
                for (List<String> option : cut(answer, List.of("=", "~"))) {
                    int said = option.indexOf("#");
                    String text = html(option.subList(1, said < 0 ? option.size() : said));
                    options.add(text + "→" + (said < 0 ? "" : html(option.subList(said + 1, option.size()))));
                    if (option.get(0).equals("=")) {
                        answers.add(text);
                    }
                }
            } else {
                kind = "order";
                var places = new TreeMap<Integer, String>();
                for (List<String> pair : cut(answer, List.of("="))) {
                    int arrow = last(pair, List.of("-", ">"));
                    assertThat(pair.get(arrow - 1)).isEqualTo(" ");
                    String step = html(pair.subList(1, arrow - 1));
                    options.add(step);
                    places.put(
                            Integer.valueOf(
                                    plain(pair.subList(arrow + 2, pair.size())).strip()),
                            step);
                }
                answers.addAll(places.values());
            }
            List<String> pictures = Read.sources(shown)
                    .map(source -> {
                        assertThat(source).startsWith("data:image/svg+xml;base64,");
                        byte[] svg = Base64.getDecoder().decode(source.substring(source.indexOf(',') + 1));
                        return new String(svg, StandardCharsets.UTF_8);
                    })
                    .toList();
            return new Recovered(id, kind, "", answers, options, shown.getTextContent(), worked, pictures);
        }

        private static String html(List<String> tokens) {
            String html = plain(tokens);
            assertThat(html).doesNotStartWith("[").doesNotStartWith("%");
            return Read.html(html).getTextContent();
        }

        private static int last(List<String> tokens, List<String> sought) {
            int last = Collections.lastIndexOfSubList(tokens, sought);
            assertThat(last).isGreaterThanOrEqualTo(0);
            return last;
        }

        private static List<List<String>> cut(List<String> tokens, List<String> signs) {
            var parts = new ArrayList<List<String>>();
            for (String token : tokens) {
                if (signs.contains(token)) {
                    parts.add(new ArrayList<>());
                }
                parts.get(parts.size() - 1).add(token);
            }
            return parts;
        }

        private static String plain(List<String> tokens) {
            var out = new StringBuilder();
            tokens.forEach(token -> out.append(token.length() == 2 ? token.substring(1) : token));
            return out.toString();
        }
    }
}
