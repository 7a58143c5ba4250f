package chalkgrad.export;

import static chalkgrad.export.Read.below;
import static chalkgrad.export.Read.child;
import static chalkgrad.export.Read.children;
import static chalkgrad.export.Read.text;
import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.export.Recovered.Habits;
import chalkgrad.write.Hostile;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.w3c.dom.Element;

/** The package for Canvas, read back as Canvas reads it. */
class CanvasZipTest {
    static final List<String> TEXTS = Hostile.TEXTS;

    static final Habits HABITS = new Habits(true, true, true);

    @Test
    void aQuizForEachVariant() {
        List<Booklet> booklets = Handmade.booklets(3, "x & <y>");
        Reader reader = new Reader(Read.zip(Read.export("canvas", Handmade.MIDTERM, booklets)));
        Map<String, Element> quizzes = reader.quizzes();
        assertThat(quizzes).containsOnlyKeys("quiz-001", "quiz-002", "quiz-003");
        for (Booklet booklet : booklets) {
            Element quiz = quizzes.get("quiz-" + booklet.id());
            assertThat(child(quiz, "assessment").getAttribute("title"))
                    .isEqualTo("Midterm: backpropagation " + booklet.id());
            Element root = child(child(quiz, "assessment"), "section");
            assertThat(children(root, "item").stream().map(reader::question).toList())
                    .containsExactlyElementsOf(Recovered.of(booklet, HABITS));
            assertThat(reader.points("quiz-" + booklet.id())).isEqualByComparingTo("19");
        }
        reader.everyFileIsListedAndUsed();
    }

    @Test
    void oneQuizThatDrawsAVariantOfEachQuestion() {
        List<Booklet> booklets = Handmade.booklets(12, "x");
        Reader reader = new Reader(Read.zip(Read.export("canvas", Handmade.setting(Grouping.BY_QUESTION), booklets)));
        Element quiz = reader.quizzes().get("quiz");
        List<Element> groups = children(child(child(quiz, "assessment"), "section"), "section");
        // Of nine questions one has three numbers and one has two.
        assertThat(groups).hasSize(12);
        assertThat(groups.stream().map(group -> group.getAttribute("title")))
                .containsExactly("01", "02", "03", "04.1", "04.2", "04.3", "05.1", "05.2", "06", "07", "08", "09");
        var all = new ArrayList<Recovered>();
        BigDecimal sum = BigDecimal.ZERO;
        for (Element group : groups) {
            assertThat(below(group, "selection_number").get(0).getTextContent()).isEqualTo("1");
            List<Recovered> found =
                    children(group, "item").stream().map(reader::question).toList();
            assertThat(found).hasSize(12);
            String points = below(group, "points_per_item").get(0).getTextContent();
            assertThat(found).extracting(Recovered::points).containsOnly(points);
            sum = sum.add(new BigDecimal(points));
            all.addAll(found);
        }
        assertThat(all)
                .containsExactlyInAnyOrderElementsOf(booklets.stream()
                        .flatMap(booklet -> Recovered.of(booklet, HABITS).stream())
                        .toList());
        assertThat(reader.points("quiz")).isEqualByComparingTo(sum).isEqualByComparingTo("19");
        reader.everyFileIsListedAndUsed();
    }

    @ParameterizedTest
    @FieldSource("TEXTS")
    void aTextMeansItself(String hostile) {
        Booklet booklet = Handmade.booklet(hostile, 1, hostile);
        var setting = new Setting(hostile, hostile, Grouping.BY_VARIANT);
        Reader reader = new Reader(Read.zip(Read.export("canvas", setting, List.of(booklet))));
        Element quiz = reader.quizzes().values().iterator().next();
        assertThat(children(child(child(quiz, "assessment"), "section"), "item").stream()
                        .map(reader::question)
                        .map(CanvasZipTest::nameless))
                .containsExactlyElementsOf(Recovered.of(booklet, HABITS).stream()
                        .map(CanvasZipTest::nameless)
                        .toList());
        reader.everyFileIsListedAndUsed();
        assertThat(reader.files.keySet())
                .allMatch(name -> name.matches("[A-Za-z0-9][A-Za-z0-9._/-]*") && !name.contains(".."));
    }

    private static Recovered nameless(Recovered r) {
        return new Recovered("", r.kind(), r.points(), r.answers(), r.options(), r.text(), r.feedback(), r.pictures());
    }

    /** Follows the manifest. */
    static final class Reader {
        private final Map<String, byte[]> files;
        private final Map<String, Element> resources = new LinkedHashMap<>();
        private final Set<String> used = new HashSet<>(Set.of("imsmanifest.xml"));

        Reader(Map<String, byte[]> files) {
            this.files = files;
            Element manifest = Read.xml(files.get("imsmanifest.xml"));
            assertThat(text(child(manifest, "metadata"), "schemaversion")).isEqualTo("1.1.3");
            for (Element resource : below(manifest, "resource")) {
                assertThat(resources.put(resource.getAttribute("identifier"), resource))
                        .isNull();
                assertThat(resource.getAttribute("identifier")).matches("[A-Za-z_][A-Za-z0-9._-]*");
            }
        }

        Map<String, Element> quizzes() {
            var found = new LinkedHashMap<String, Element>();
            resources.forEach((id, resource) -> {
                if (resource.getAttribute("type").equals("imsqti_xmlv1p2")) {
                    Element quiz = Read.xml(file(child(resource, "file").getAttribute("href")));
                    assertThat(child(quiz, "assessment").getAttribute("ident")).isEqualTo(id);
                    found.put(id, quiz);
                    Element meta = meta(id);
                    assertThat(meta.getAttribute("identifier")).isEqualTo(id);
                    assertThat(text(meta, "title"))
                            .isEqualTo(child(quiz, "assessment").getAttribute("title"));
                }
            });
            return found;
        }

        private Element meta(String quiz) {
            String meta = child(resources.get(quiz), "dependency").getAttribute("identifierref");
            return Read.xml(file(child(resources.get(meta), "file").getAttribute("href")));
        }

        BigDecimal points(String quiz) {
            return new BigDecimal(text(meta(quiz), "points_possible"));
        }

        private byte[] file(String path) {
            used.add(path);
            assertThat(files).containsKey(path);
            return files.get(path);
        }

        void everyFileIsListedAndUsed() {
            var listed = new HashSet<>(Set.of("imsmanifest.xml"));
            resources
                    .values()
                    .forEach(resource -> below(resource, "file")
                            .forEach(file -> assertThat(listed.add(file.getAttribute("href")))
                                    .isTrue()));
            assertThat(files.keySet())
                    .containsExactlyInAnyOrderElementsOf(listed)
                    .containsExactlyInAnyOrderElementsOf(used);
        }

        Recovered question(Element item) {
            var meta = new HashMap<String, String>();
            below(item, "qtimetadatafield")
                    .forEach(field -> meta.put(text(field, "fieldlabel"), text(field, "fieldentry")));
            Element presentation = child(item, "presentation");
            Element shown = html(presentation);
            List<String> answers = new ArrayList<>();
            List<String> options = new ArrayList<>();
            String type = meta.get("question_type");
            Map<String, String> feedback = feedback(item);
            String kind = switch (type) {
                case "numerical_question" -> number(item, answers);
                case "multiple_choice_question" -> choice(item, feedback, answers, options);
                case "matching_question" -> matching(item, answers, options);
                default -> {
                    assertThat(type).isEqualTo("essay_question");
                    answers.add(feedback.get("correct_fb"));
                    yield "formula";
                }
            };
            var pictures = Read.sources(shown).map(this::picture).toList();
            return new Recovered(
                    item.getAttribute("ident").replaceFirst("^q-", ""),
                    kind,
                    meta.get("points_possible"),
                    answers,
                    options,
                    shown.getTextContent(),
                    feedback.get("general_fb"),
                    pictures);
        }

        private String picture(String source) {
            String path = URLDecoder.decode(source, StandardCharsets.UTF_8);
            assertThat(path).startsWith("$IMS-CC-FILEBASE$/");
            return new String(file(path.substring(path.indexOf('/') + 1)), StandardCharsets.UTF_8);
        }

        private static Element html(Element parent) {
            Element material = below(child(parent, "material"), "mattext").get(0);
            assertThat(material.getAttribute("texttype")).isEqualTo("text/html");
            return Read.html(material.getTextContent());
        }

        private Map<String, String> feedback(Element item) {
            var all = new HashMap<String, String>();
            for (Element each : children(item, "itemfeedback")) {
                Element shown = html(child(each, "flow_mat"));
                Read.sources(shown).forEach(this::picture);
                all.put(each.getAttribute("ident"), shown.getTextContent());
            }
            below(item, "displayfeedback")
                    .forEach(shown -> assertThat(all).containsKey(shown.getAttribute("linkrefid")));
            return all;
        }

        /** As Canvas does: what is exact, and the margin as the distance to the upper bound. */
        private static String number(Element item, List<String> answers) {
            Element or = below(item, "or").get(0);
            var exact = new BigDecimal(text(or, "varequal"));
            var low = new BigDecimal(text(child(or, "and"), "vargte"));
            var high = new BigDecimal(text(child(or, "and"), "varlte"));
            assertThat(exact.subtract(low)).isEqualByComparingTo(high.subtract(exact));
            String tolerance = high.subtract(exact).stripTrailingZeros().toPlainString();
            answers.add(Recovered.number(text(or, "varequal"), high.compareTo(exact) == 0 ? "0" : tolerance));
            return "number";
        }

        private static String choice(
                Element item, Map<String, String> feedback, List<String> answers, List<String> options) {
            var texts = new HashMap<String, String>();
            for (Element label : below(item, "response_label")) {
                String id = label.getAttribute("ident");
                String option = html(label).getTextContent();
                texts.put(id, option);
                options.add(option + "→" + feedback.getOrDefault(id + "_fb", ""));
            }
            for (Element condition : below(item, "respcondition")) {
                if (!children(condition, "setvar").isEmpty()) {
                    assertThat(text(condition, "setvar")).isEqualTo("100");
                    answers.add(texts.get(text(child(condition, "conditionvar"), "varequal")));
                }
            }
            return "choice";
        }

        private static String matching(Element item, List<String> answers, List<String> options) {
            var places = new TreeMap<Integer, String>();
            BigDecimal sum = BigDecimal.ZERO;
            for (Element step : below(item, "response_lid")) {
                String text = html(step).getTextContent();
                options.add(text);
                var labels = new HashMap<String, String>();
                below(step, "response_label")
                        .forEach(label -> labels.put(label.getAttribute("ident"), label.getTextContent()));
                for (Element condition : below(item, "respcondition")) {
                    for (Element equal : below(condition, "varequal")) {
                        if (equal.getAttribute("respident").equals(step.getAttribute("ident"))) {
                            places.put(Integer.valueOf(labels.get(equal.getTextContent())), text);
                            sum = sum.add(new BigDecimal(text(condition, "setvar")));
                        }
                    }
                }
            }
            assertThat(sum).isEqualByComparingTo("100");
            answers.addAll(places.values());
            return "order";
        }
    }
}
