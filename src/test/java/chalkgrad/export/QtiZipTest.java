package chalkgrad.export;

import static chalkgrad.export.Read.below;
import static chalkgrad.export.Read.child;
import static chalkgrad.export.Read.children;
import static chalkgrad.export.Read.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chalkgrad.export.Recovered.Habits;
import chalkgrad.write.Hostile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.Validator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** The QTI 2.1 package: valid by the official schema, and what is asked comes back. */
class QtiZipTest {
    static final List<String> TEXTS = Hostile.TEXTS;

    static final Habits HABITS = new Habits(false, true, true);
    private static final Schema SCHEMA = QtiSchema.read();

    @ParameterizedTest
    @EnumSource(Grouping.class)
    void everyQuestionComesBackFromAValidPackage(Grouping grouping) {
        List<Booklet> booklets = Handmade.booklets(3, "x & <y>");
        Reader reader = new Reader(Read.zip(Read.export("qti", Handmade.setting(grouping), booklets)));
        Element test = reader.test();
        List<Element> drawn = children(child(test, "testPart"), "assessmentSection");
        drawn.forEach(section ->
                assertThat(child(section, "selection").getAttribute("select")).isEqualTo("1"));
        if (grouping == Grouping.BY_VARIANT) {
            assertThat(drawn).hasSize(1);
            assertThat(children(drawn.get(0), "assessmentSection"))
                    .hasSize(3)
                    .allSatisfy(variant ->
                            assertThat(children(variant, "assessmentItemRef")).hasSize(9));
        } else {
            assertThat(drawn)
                    .hasSize(9)
                    .allSatisfy(question ->
                            assertThat(children(question, "assessmentItemRef")).hasSize(3));
        }
        assertThat(reader.questions())
                .containsExactlyInAnyOrderElementsOf(booklets.stream()
                        .flatMap(booklet -> Recovered.of(booklet, HABITS).stream())
                        .toList());
        reader.everyFileIsListedAndUsed();
    }

    @ParameterizedTest
    @FieldSource("TEXTS")
    void aTextMeansItself(String hostile) {
        Booklet booklet = Handmade.booklet("001", 1, hostile);
        var setting = new Setting(hostile, hostile, Grouping.BY_VARIANT);
        Reader reader = new Reader(Read.zip(Read.export("qti", setting, List.of(booklet))));
        assertThat(reader.questions())
                .containsExactlyElementsOf(Recovered.of(booklet, HABITS).stream()
                        .map(Recovered::withShortTolerances)
                        .toList());
        reader.everyFileIsListedAndUsed();
    }

    @Test
    void whatIsNotValidIsFound() {
        byte[] item = Read.zip(Read.export("qti", Handmade.MIDTERM, Handmade.booklets(1, "x")))
                .get("items/q-001-1.xml");
        String broken = new String(item, StandardCharsets.UTF_8).replace("<p>", "<p align=\"left\">");
        assertThatThrownBy(() -> validate(broken.getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("align");
    }

    private static void validate(byte[] document) {
        try {
            Validator validator = SCHEMA.newValidator();
            validator.validate(new StreamSource(new ByteArrayInputStream(document)));
        } catch (SAXException | IOException e) {
            throw new AssertionError(e.getMessage() + "\n" + new String(document, StandardCharsets.UTF_8), e);
        }
    }

    /** Follows the manifest and the test. */
    static final class Reader {
        private final Map<String, byte[]> files;
        private final Map<String, Element> resources = new LinkedHashMap<>();
        private final Set<String> used = new HashSet<>(Set.of("imsmanifest.xml"));

        Reader(Map<String, byte[]> files) {
            this.files = files;
            Element manifest = Read.xml(files.get("imsmanifest.xml"));
            assertThat(manifest.getNamespaceURI()).isEqualTo("http://www.imsglobal.org/xsd/imscp_v1p1");
            for (Element resource : below(manifest, "resource")) {
                assertThat(resources.put(resource.getAttribute("identifier"), resource))
                        .isNull();
                assertThat(resource.getAttribute("identifier")).matches("[A-Za-z_][A-Za-z0-9._-]*");
            }
            for (Element resource : resources.values()) {
                for (Element dependency : children(resource, "dependency")) {
                    assertThat(resources).containsKey(dependency.getAttribute("identifierref"));
                }
            }
        }

        private byte[] file(String path) {
            used.add(path);
            assertThat(files).containsKey(path);
            return files.get(path);
        }

        Element test() {
            Element resource = resources.get("test");
            assertThat(resource.getAttribute("type")).isEqualTo("imsqti_test_xmlv2p1");
            byte[] test = file(resource.getAttribute("href"));
            validate(test);
            return Read.xml(test);
        }

        List<Recovered> questions() {
            var all = new ArrayList<Recovered>();
            var depended = new HashSet<String>();
            children(resources.get("test"), "dependency").forEach(d -> depended.add(d.getAttribute("identifierref")));
            for (Element reference : below(test(), "assessmentItemRef")) {
                String id = reference.getAttribute("identifier");
                assertThat(depended.remove(id)).isTrue();
                Element resource = resources.get(id);
                assertThat(resource.getAttribute("type")).isEqualTo("imsqti_item_xmlv2p1");
                assertThat(reference.getAttribute("href")).isEqualTo(resource.getAttribute("href"));
                byte[] item = file(resource.getAttribute("href"));
                validate(item);
                all.add(question(id, Read.xml(item), resource));
            }
            assertThat(depended).isEmpty();
            return all;
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

        private Recovered question(String id, Element item, Element resource) {
            assertThat(item.getAttribute("identifier")).isEqualTo(id);
            var right = new LinkedHashMap<String, List<String>>();
            for (Element declaration : children(item, "responseDeclaration")) {
                right.put(
                        declaration.getAttribute("identifier"),
                        below(declaration, "value").stream()
                                .map(Element::getTextContent)
                                .toList());
            }
            Element body = child(item, "itemBody");
            List<String> shown = new ArrayList<>();
            List<String> answers = new ArrayList<>();
            List<String> options = new ArrayList<>();
            var feedback = new HashMap<String, String>();
            children(item, "modalFeedback")
                    .forEach(each -> feedback.put(each.getAttribute("identifier"), each.getTextContent()));
            String kind = "number";
            Element processing = child(item, "responseProcessing");
            Set<String> ranged = new LinkedHashSet<>();
            BigDecimal earned = BigDecimal.ZERO;
            for (Element condition : children(processing, "responseCondition")) {
                earned = earned.add(new BigDecimal(text(
                        below(condition, "setOutcomeValue").get(0),
                        below(condition, "sum").isEmpty() ? "baseValue" : "sum")));
            }
            // Of a magnified field the plain number is right, too: its range comes second.
            for (Element range : below(processing, "and")) {
                Element least = child(range, "gte");
                Element most = child(range, "lte");
                String name = child(least, "variable").getAttribute("identifier");
                assertThat(child(most, "variable").getAttribute("identifier")).isEqualTo(name);
                if (ranged.add(name)) {
                    var value = new BigDecimal(right.get(name).get(0));
                    BigDecimal off = value.subtract(new BigDecimal(text(least, "baseValue")));
                    assertThat(new BigDecimal(text(most, "baseValue")).subtract(value))
                            .isEqualByComparingTo(off);
                    answers.add(Recovered.number(right.get(name).get(0), Plain.shortest(off)));
                }
            }
            var entries = below(body, "textEntryInteraction").stream()
                    .map(entry -> entry.getAttribute("responseIdentifier"))
                    .toList();
            assertThat(entries).containsExactlyElementsOf(ranged);
            for (Element interaction : below(body, "simpleChoice")) {
                String name = interaction.getAttribute("identifier");
                boolean isStep = name.startsWith("STEP");
                options.add(interaction.getTextContent() + (isStep ? "" : "→" + feedback.getOrDefault(name, "")));
            }
            if (!options.isEmpty()) {
                kind = below(body, "orderInteraction").isEmpty() ? "choice" : "order";
                for (String name : right.get("RESPONSE")) {
                    answers.add(below(body, "simpleChoice").stream()
                            .filter(each -> each.getAttribute("identifier").equals(name))
                            .findFirst()
                            .orElseThrow()
                            .getTextContent());
                }
            } else if (ranged.isEmpty()) {
                kind = "formula";
                answers.add(text(body, "rubricBlock"));
                assertThat(below(body, "extendedTextInteraction")).hasSize(1);
            }
            List<String> pictures = below(body, "img").stream()
                    .map(image -> picture(image, resource))
                    .toList();
            below(item, "img").forEach(image -> picture(image, resource));
            Set<String> interactions =
                    Set.of("choiceInteraction", "orderInteraction", "extendedTextInteraction", "rubricBlock");
            for (var node : Read.nodes(body.getChildNodes())) {
                if (!interactions.contains(node.getLocalName())) {
                    shown.add(node.getTextContent());
                }
            }
            String stem = String.join("", shown);
            // Before a field there is a space, which is no text of ours.
            String tidy = kind.equals("number") ? stem.replace("=\\) ", "=\\)") : stem;
            String points = text(below(item, "outcomeDeclaration").get(1), "defaultValue");
            assertThat(below(item, "outcomeDeclaration").get(0).getAttribute("normalMaximum"))
                    .isEqualTo(points);
            if (!kind.equals("formula")) {
                assertThat(earned).isEqualByComparingTo(points);
            }
            return new Recovered(
                    id.replaceFirst("^q-", ""), kind, points, answers, options, tidy, feedback.get("WORKED"), pictures);
        }

        private String picture(Element image, Element resource) {
            String path = Path.of(resource.getAttribute("href"))
                    .resolveSibling(image.getAttribute("src"))
                    .normalize()
                    .toString();
            String id = resources.entrySet().stream()
                    .filter(other -> other.getValue().getAttribute("href").equals(path))
                    .findFirst()
                    .orElseThrow()
                    .getKey();
            assertThat(children(resource, "dependency"))
                    .anyMatch(each -> each.getAttribute("identifierref").equals(id));
            return new String(file(path), StandardCharsets.UTF_8);
        }
    }
}
