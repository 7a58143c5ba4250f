package chalkgrad.export;

import chalkgrad.export.PackageSink.Pieces;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeSet;

/**
 * A QTI 2.1 package: a file for each question, the pictures, and a test.
 *
 * <p>{@code items/q-001-3.xml}, {@code images/001-1.svg}, {@code test.xml}, {@code imsmanifest.xml}.
 *
 * <p>By variant the test has a section for each variant and draws one of them; by question it has a section for each question, and draws one
 * variant in each.
 */
final class QtiZip implements Exporter {
    private static final String DEPENDENCIES = "dependencies";
    private static final String SECTION = "section-";
    private static final String PACKAGING = "http://www.imsglobal.org/xsd/imscp_v1p1";
    private static final Packaging.Schema SCHEMA = new Packaging.Schema(
            " xmlns=\"" + PACKAGING + "\"" + Packaging.INSTANCE + PACKAGING
                    + " http://www.imsglobal.org/xsd/imscp_v1p1.xsd\"",
            "<schema>QTIv2.1 Package</schema><schemaversion>1.0.0</schemaversion>");

    @Override
    public String name() {
        return "qti";
    }

    @Override
    public String fileName() {
        return "qti21.zip";
    }

    @Override
    public Sink open(OutputStream out, Setting setting) {
        return new PackageSink(out, (pieces, zip) -> close(pieces, zip, setting));
    }

    @Override
    public byte[] prepare(Booklet booklet, Setting setting) {
        var drawings = new Drawings();
        String stem = Ids.safe(booklet.id());
        var files = new ArrayList<ZipFileEntry>();
        var pieces = new ArrayList<Parcel.Piece>();
        var section = new StringBuilder();
        for (Entry entry : booklet.entries()) {
            var shown = new TreeSet<Integer>();
            var html = new Html(Html.Look.BARE, figure -> {
                int number = drawings.number(figure);
                shown.add(number);
                return "../" + Packaging.image(stem, number);
            });
            String ident = QtiItem.ident(entry);
            String path = "items/" + ident + ".xml";
            files.add(ZipFileEntry.of(path, new QtiItem(html).of(entry, booklet.language())));
            var resource = new StringBuilder("<resource identifier=\"" + ident
                    + "\" type=\"imsqti_item_xmlv2p1\" href=\"" + path + "\"><file href=\"" + path + "\"/>");
            shown.forEach(
                    number -> resource.append("<dependency identifierref=\"image-" + stem + "-" + number + "\"/>"));
            pieces.add(new Parcel.Piece(Packaging.RESOURCES, resource + "</resource>\n"));
            pieces.add(new Parcel.Piece(DEPENDENCIES, "<dependency identifierref=\"" + ident + "\"/>\n"));
            String reference = "<assessmentItemRef identifier=\"" + ident + "\" href=\"" + path + "\"/>\n";
            if (setting.grouping() == Grouping.BY_QUESTION) {
                pieces.add(new Parcel.Piece(SECTION + Pieces.place(entry.number()), reference));
            }
            section.append(reference);
        }
        if (setting.grouping() == Grouping.BY_VARIANT) {
            pieces.add(new Parcel.Piece(
                    SECTION,
                    "<assessmentSection identifier=\"variant-" + stem + "\" title=\""
                            + Xml.text(Category.name(booklet.id())) + "\" visible=\"false\">\n" + section
                            + "</assessmentSection>\n"));
        }
        Packaging.images(stem, drawings, files, pieces);
        return new Parcel(files, pieces).bytes();
    }

    private static void close(Pieces pieces, ZipStream zip, Setting setting) throws IOException {
        String title = Xml.text(Category.title(setting));
        try (var test = new Spool()) {
            test.add(Xml.DECLARATION + "<assessmentTest" + QtiItem.SCHEMA + " identifier=\"test\" title=\"" + title
                    + "\">\n"
                    + "<outcomeDeclaration identifier=\"SCORE\" cardinality=\"single\" baseType=\"float\"/>\n"
                    + "<testPart identifier=\"part\" navigationMode=\"nonlinear\" submissionMode=\"simultaneous\">\n");
            for (Map.Entry<String, Spool> section : pieces.starting(SECTION).entrySet()) {
                String place = section.getKey().substring(SECTION.length());
                String number = place.isEmpty() ? "" : Category.number(Integer.parseInt(place));
                test.add("<assessmentSection identifier=\"" + (number.isEmpty() ? "variants" : "question-" + number)
                        + "\" title=\"" + (number.isEmpty() ? title : number)
                        + "\" visible=\"true\">\n<selection select=\"1\"/>\n");
                section.getValue().copy(test);
                test.add("</assessmentSection>\n");
            }
            test.add(
                    "</testPart>\n<outcomeProcessing><setOutcomeValue identifier=\"SCORE\"><sum>"
                            + "<testVariables variableIdentifier=\"SCORE\"/></sum></setOutcomeValue></outcomeProcessing>\n</assessmentTest>\n");
            zip.add("test.xml", test);
        }
        Packaging.manifest(
                zip,
                setting,
                SCHEMA,
                manifest -> {
                    manifest.add("<resource identifier=\"test\" type=\"imsqti_test_xmlv2p1\" href=\"test.xml\">"
                            + "<file href=\"test.xml\"/>\n");
                    pieces.of(DEPENDENCIES).copy(manifest);
                    manifest.add("</resource>\n");
                },
                pieces);
    }
}
