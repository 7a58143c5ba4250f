package chalkgrad.source;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** Reads XML of strangers: no document type, no entities, nothing fetched, not too deep. */
final class Xml {
    private static final String DEEPEST = "250";

    private Xml() {}

    /**
     * The root element.
     *
     * @param what what the XML is, for messages
     */
    static Element root(byte[] content, String what) throws Refusal {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
            factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
            factory.setAttribute("http://www.oracle.com/xml/jaxp/properties/maxElementDepth", DEEPEST);
            factory.setXIncludeAware(false);
            factory.setExpandEntityReferences(false);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new Silent());
            return builder.parse(new ByteArrayInputStream(content)).getDocumentElement();
        } catch (SAXException | IOException e) {
            throw new Refusal(what + " cannot be read: " + e.getMessage());
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the JDK's own reader of XML has these features", e);
        }
    }

    /** Without this, findings go to standard error. */
    private static final class Silent implements ErrorHandler {
        @Override
        public void warning(SAXParseException e) {}

        @Override
        public void error(SAXParseException e) {}

        @Override
        public void fatalError(SAXParseException e) throws SAXParseException {
            throw e;
        }
    }

    static List<Element> children(Element parent) {
        var all = new ArrayList<Element>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                all.add(element);
            }
        }
        return all;
    }

    /** The first child of a name, or null. */
    static @Nullable Element child(@Nullable Element parent, String name) {
        if (parent != null) {
            for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
                if (node instanceof Element element && name.equals(element.getLocalName())) {
                    return element;
                }
            }
        }
        return null;
    }

    /** The attribute {@code val} of a child; a default where there is no such child, or no such attribute. */
    static String value(@Nullable Element parent, String name, String without, String unsaid) {
        Element child = child(parent, name);
        return child == null ? without : attribute(child, "val", unsaid);
    }

    /** An attribute whatever its namespace. */
    static String attribute(Element element, String name, String unsaid) {
        var attributes = element.getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
            Node attribute = attributes.item(i);
            if (name.equals(attribute.getLocalName())) {
                return attribute.getNodeValue();
            }
        }
        return unsaid;
    }

    /** Whether a property is switched on: it is there, and not with the value off. */
    static boolean isOn(@Nullable Element properties, String name) {
        String value = value(properties, name, "0", "1");
        return !value.equals("0") && !value.equals("false") && !value.equals("off") && !value.equals("none");
    }
}
