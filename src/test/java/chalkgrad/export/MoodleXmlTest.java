package chalkgrad.export;

import static chalkgrad.export.Read.child;
import static chalkgrad.export.Read.children;
import static chalkgrad.export.Read.text;
import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.export.Recovered.Habits;
import chalkgrad.write.Hostile;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.w3c.dom.Element;

/** Moodle XML, read back by the rules of Moodle's importer. */
class MoodleXmlTest {
    static final List<String> TEXTS = Hostile.TEXTS;

    static final Habits HABITS = new Habits(false, true, true);

    /** What Moodle takes for a field within a text, whatever its kind. */
    private static final Pattern CLOZE = Pattern.compile("\\{([0-9]*):([A-Z_]+):((?:[^~}]|\\\\[~}])*(?:~[^}]*)?)\\}");

    private static final String NUMBER = "-?(?:[0-9]+[.,]?[0-9]*|[.,][0-9]+)(?:[eE][-+]?[0-9]+)?";
    private static final Pattern NUMERICAL =
            Pattern.compile("=(" + NUMBER + "):(" + NUMBER + ")(?:~=" + NUMBER + ":" + NUMBER + ")?");

    @ParameterizedTest
    @EnumSource(Grouping.class)
    void everyQuestionComesBack(Grouping grouping) {
        List<Booklet> booklets = Handmade.booklets(3, "Wie & <was>?");
        List<Recovered> read = new ArrayList<>();
        read(Read.export("moodle", Handmade.setting(grouping), booklets))
                .forEach((category, found) -> read.addAll(found));
        assertThat(read)
                .containsExactlyInAnyOrderElementsOf(booklets.stream()
                        .flatMap(booklet -> Recovered.of(booklet, HABITS).stream())
                        .toList());
    }

    @Test
    void categoriesByVariantAndByQuestion() {
        List<Booklet> booklets = Handmade.booklets(2, "x");
        var title = new Setting("m", "A/B: C", Grouping.BY_VARIANT);
        assertThat(read(Read.export("moodle", title, booklets)).keySet())
                .containsExactly("$course$/top/A//B: C/001", "$course$/top/A//B: C/002");
        var drawn = new Setting("m", "", Grouping.BY_QUESTION);
        Map<String, List<Recovered>> read = read(Read.export("moodle", drawn, booklets));
        assertThat(read).hasSize(9).containsKey("$course$/top/m/09");
        assertThat(read.get("$course$/top/m/04")).extracting(Recovered::id).containsExactly("001-4", "002-4");
    }

    @ParameterizedTest
    @FieldSource("TEXTS")
    void aTextMeansItself(String hostile) {
        Booklet booklet = Handmade.booklet("001", 1, hostile);
        var setting = new Setting("m", hostile, Grouping.BY_VARIANT);
        Map<String, List<Recovered>> read = read(Read.export("moodle", setting, List.of(booklet)));
        assertThat(read).hasSize(1);
        assertThat(read.values().iterator().next()).containsExactlyElementsOf(Recovered.of(booklet, HABITS));
    }

    @Test
    void textsThatWouldEndWhatTheyStandInOrBeAField() {
        for (String text : List.of(
                "]]>",
                "]]]]><![CDATA[>",
                "</text></questiontext><question type=\"essay\">",
                "{1:NUMERICAL:=1:0} {#1} {:SA:=x}",
                "@@PLUGINFILE@@/x.svg",
                "\\(x\\) \\[y\\] $$z$$ \\begin{align}a\\end{align}",
                "$course$/top/other/",
                "👩🏽‍🎓 김민아")) {
            aTextMeansItself(text);
        }
    }

    /** What Moodle requires of a file, and what is in it: the questions of each category. */
    static Map<String, List<Recovered>> read(byte[] file) {
        Element quiz = Read.xml(file);
        assertThat(quiz.getNodeName()).isEqualTo("quiz");
        var all = new TreeMap<String, List<Recovered>>();
        var ids = new HashMap<String, String>();
        String category = "";
        for (Element question : children(quiz, "question")) {
            String type = question.getAttribute("type");
            if (type.equals("category")) {
                category = text(child(question, "category"), "text");
                continue;
            }
            String id = text(question, "idnumber");
            assertThat(ids.put(id, category)).as(id).isNull();
            assertThat(id.length()).isLessThanOrEqualTo(100);
            String name = text(child(question, "name"), "text");
            assertThat(name).isNotBlank();
            assertThat(name.length()).isLessThanOrEqualTo(255);
            assertThat(Double.parseDouble(text(question, "penalty"))).isBetween(0.0, 1.0);
            all.computeIfAbsent(category, c -> new ArrayList<>()).add(question(question, type, id));
        }
        return all;
    }

    private static Recovered question(Element question, String type, String id) {
        Element asked = child(question, "questiontext");
        assertThat(asked.getAttribute("format")).isEqualTo("html");
        String html = text(asked, "text");
        List<String> answers = new ArrayList<>();
        List<String> options = new ArrayList<>();
        if (type.equals("cloze")) {
            html = cloze(html, answers, new BigDecimal(text(question, "defaultgrade")));
        } else {
            if (type.equals("numerical")) {
                // Of a magnified field the plain number is right, too.
                Element answer = children(question, "answer").get(0);
                assertThat(answer.getAttribute("fraction")).isEqualTo("100");
                answers.add(Recovered.number(text(answer, "text"), text(answer, "tolerance")));
                assertThat(answers.get(0)).matches(NUMBER + "±" + NUMBER);
            } else if (type.equals("multichoice")) {
                assertThat(text(question, "single")).isEqualTo("true");
                for (Element answer : children(question, "answer")) {
                    String option = files(answer);
                    options.add(option + "→" + files(child(answer, "feedback")));
                    if (answer.getAttribute("fraction").equals("100")) {
                        answers.add(option);
                    } else {
                        assertThat(answer.getAttribute("fraction")).isEqualTo("0");
                    }
                }
            } else if (type.equals("matching")) {
                var places = new TreeMap<Integer, String>();
                for (Element step : children(question, "subquestion")) {
                    options.add(files(step));
                    places.put(Integer.valueOf(text(child(step, "answer"), "text")), files(step));
                }
                answers.addAll(places.values());
            } else {
                assertThat(type).isEqualTo("essay");
                answers.add(files(child(question, "graderinfo")));
            }
        }
        String kind = Map.of(
                        "cloze",
                        "number",
                        "numerical",
                        "number",
                        "multichoice",
                        "choice",
                        "matching",
                        "order",
                        "essay",
                        "formula")
                .get(type);
        Element shown = Read.html(html);
        return new Recovered(
                id,
                kind,
                text(question, "defaultgrade"),
                answers,
                options,
                shown.getTextContent(),
                files(child(question, "generalfeedback")),
                pictures(asked, shown));
    }

    /** Moodle finds its fields in the markup, and adds up their weights. */
    private static String cloze(String html, List<String> answers, BigDecimal points) {
        Matcher fields = CLOZE.matcher(html);
        var rest = new StringBuilder();
        int weight = 0;
        while (fields.find()) {
            assertThat(fields.group(2)).isEqualTo("NUMERICAL");
            Matcher answer = NUMERICAL.matcher(fields.group(3));
            assertThat(answer.matches()).as(fields.group()).isTrue();
            answers.add(Recovered.number(answer.group(1), answer.group(2)));
            weight += Integer.parseInt(fields.group(1));
            fields.appendReplacement(rest, "");
            assertThat(rest).endsWith(" ");
            rest.setLength(rest.length() - 1);
        }
        fields.appendTail(rest);
        // Fewer points than fields, or half points, cannot be said: then all fields count alike.
        boolean isWhole = points.stripTrailingZeros().scale() <= 0 && points.intValue() >= answers.size();
        assertThat(weight).isEqualTo(isWhole ? points.intValueExact() : answers.size());
        return rest.toString();
    }

    /** A text's words; each picture that it shows is there. */
    private static String files(Element element) {
        Element shown = Read.html(text(element, "text"));
        pictures(element, shown);
        return shown.getTextContent();
    }

    private static List<String> pictures(Element element, Element shown) {
        var files = new HashMap<String, String>();
        for (Element file : children(element, "file")) {
            assertThat(file.getAttribute("encoding")).isEqualTo("base64");
            String name = "@@PLUGINFILE@@" + file.getAttribute("path") + file.getAttribute("name");
            byte[] svg = Base64.getDecoder().decode(file.getTextContent());
            assertThat(Read.xml(svg).getLocalName()).isEqualTo("svg");
            assertThat(files.put(name, new String(svg, StandardCharsets.UTF_8))).isNull();
        }
        List<String> sources = Read.sources(shown).toList();
        assertThat(files.keySet()).containsExactlyInAnyOrderElementsOf(sources);
        return sources.stream().map(files::get).toList();
    }
}
