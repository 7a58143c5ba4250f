package chalkgrad.export;

import chalkgrad.export.PackageSink.Pieces;
import java.io.IOException;
import java.util.List;

/**
 * What the packages of all systems have in common: their list of contents, and the pictures in it.
 *
 * <p>{@code Packaging.manifest(zip, setting, schema, lead, pieces)} adds {@code imsmanifest.xml}.
 */
final class Packaging {
    static final String RESOURCES = "resources";
    static final String INSTANCE = " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"";

    private Packaging() {}

    /** Where a picture is in the package. */
    static String image(String stem, int number) {
        return "images/" + stem + "-" + number + ".svg";
    }

    /** Adds the pictures of a booklet, and their entries in the list of contents. */
    static void images(String stem, Drawings drawings, List<ZipFileEntry> files, List<Parcel.Piece> pieces) {
        for (int number = 1; number <= drawings.count(); number++) {
            String path = image(stem, number);
            files.add(ZipFileEntry.of(path, drawings.file(number)));
            pieces.add(new Parcel.Piece(
                    RESOURCES,
                    "<resource identifier=\"image-" + stem + "-" + number + "\" type=\"webcontent\" href=\"" + path
                            + "\"><file href=\"" + path + "\"/></resource>\n"));
        }
    }

    /** Writes something into the list of contents. */
    interface Lead {
        void write(Spool manifest) throws IOException;
    }

    /**
     * Adds the list of contents.
     *
     * @param lead what comes before all other resources
     */
    static void manifest(ZipStream zip, Setting setting, Schema schema, Lead lead, Pieces pieces) throws IOException {
        try (var manifest = new Spool()) {
            manifest.add(Xml.DECLARATION + "<manifest identifier=\"chalkgrad-" + Ids.safe(setting.name()) + "\""
                    + schema.attributes() + ">\n<metadata>" + schema.metadata()
                    + "</metadata>\n<organizations/>\n<resources>\n");
            lead.write(manifest);
            pieces.of(RESOURCES).copy(manifest);
            manifest.add("</resources>\n</manifest>\n");
            zip.add("imsmanifest.xml", manifest);
        }
    }

    /** How a list of contents says what it is. */
    record Schema(String attributes, String metadata) {}
}
