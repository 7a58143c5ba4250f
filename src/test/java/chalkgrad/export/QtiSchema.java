package chalkgrad.export;

import java.io.InputStream;
import java.net.URI;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.w3c.dom.bootstrap.DOMImplementationRegistry;
import org.w3c.dom.ls.DOMImplementationLS;
import org.w3c.dom.ls.LSInput;
import org.xml.sax.SAXException;

/** The official schema, from files beside the tests: nothing is fetched. */
final class QtiSchema {
    private static final String ADDRESS = "http://www.imsglobal.org/xsd/imsqti_v2p1.xsd";

    private QtiSchema() {}

    static Schema read() {
        try {
            var inputs = (DOMImplementationLS)
                    DOMImplementationRegistry.newInstance().getDOMImplementation("LS");
            SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
            // The schema allows more repetitions than the JDK's limits for strangers' schemas do.
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, false);
            factory.setResourceResolver((type, namespace, publicId, systemId, base) -> {
                if (systemId == null) {
                    return null;
                }
                String address = base == null
                        ? systemId
                        : URI.create(base).resolve(systemId).toString();
                LSInput input = inputs.createLSInput();
                input.setSystemId(address);
                input.setByteStream(open(address));
                return input;
            });
            return factory.newSchema(new StreamSource(open(ADDRESS), ADDRESS));
        } catch (SAXException | ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static InputStream open(String address) {
        String path = "/schemas/" + address.replaceFirst("^https?://", "");
        InputStream in = QtiSchema.class.getResourceAsStream(path);
        if (in == null) {
            throw new AssertionError("no schema " + path);
        }
        return in;
    }
}
