package chalkgrad.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Reads what exporters write with nothing but the JDK. */
final class Read {
    /** Everything that our own HTML consists of; whatever else is there, a text has brought in. */
    private static final Set<String> OURS = Set.of(
            "root", "div", "p", "strong", "code", "span", "ul", "li", "table", "thead", "tbody", "tr", "th", "td",
            "img");

    private Read() {}

    static byte[] export(String format, Setting setting, List<Booklet> booklets) {
        Exporter exporter = Exporters.named(format).orElseThrow();
        var out = new ByteArrayOutputStream();
        try (Sink sink = exporter.open(out, setting)) {
            for (Booklet booklet : booklets) {
                sink.add(exporter.prepare(booklet, setting));
            }
            sink.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static Map<String, byte[]> zip(byte[] bytes) {
        var files = new LinkedHashMap<String, byte[]>();
        try (var in = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                assertThat(files.put(entry.getName(), in.readAllBytes()))
                        .as(entry.getName())
                        .isNull();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    static Element xml(byte[] bytes) {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return builder.parse(new ByteArrayInputStream(bytes)).getDocumentElement();
        } catch (ParserConfigurationException | IOException | SAXException e) {
            throw new AssertionError(new String(bytes, StandardCharsets.UTF_8), e);
        }
    }

    /** HTML as an element; it has no other elements than ours, and formulas only where we have put them. */
    static Element html(String html) {
        Element root = xml(("<root>" + html + "</root>").getBytes(StandardCharsets.UTF_8));
        check(root);
        return root;
    }

    static void check(Element element) {
        assertThat(OURS).contains(element.getLocalName());
        for (Node node : nodes(element.getChildNodes())) {
            if (node instanceof Element child) {
                check(child);
            }
        }
    }

    static List<Node> nodes(NodeList list) {
        return IntStream.range(0, list.getLength()).mapToObj(list::item).toList();
    }

    static List<Element> children(Element parent, String name) {
        return nodes(parent.getChildNodes()).stream()
                .filter(node -> name.equals(node.getLocalName()))
                .map(Element.class::cast)
                .toList();
    }

    static Element child(Element parent, String name) {
        List<Element> found = children(parent, name);
        assertThat(found).as(name).hasSize(1);
        return found.get(0);
    }

    static String text(Element parent, String name) {
        return child(parent, name).getTextContent();
    }

    static List<Element> below(Element parent, String name) {
        return nodes(parent.getElementsByTagNameNS("*", name)).stream()
                .map(Element.class::cast)
                .toList();
    }

    static Stream<String> sources(Element html) {
        return below(html, "img").stream().map(image -> image.getAttribute("src"));
    }

    /** The runs of text that MathJax would look for formulas in: what no element divides. */
    static List<String> texts(Node node) {
        var all = new ArrayList<String>();
        for (Node child : nodes(node.getChildNodes())) {
            if (child.getNodeType() == Node.TEXT_NODE || child.getNodeType() == Node.CDATA_SECTION_NODE) {
                all.add(child.getNodeValue());
            } else {
                all.addAll(texts(child));
            }
        }
        return all;
    }
}
