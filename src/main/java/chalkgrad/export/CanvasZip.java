package chalkgrad.export;

import chalkgrad.export.PackageSink.Pieces;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A QTI 1.2 package for Canvas, with what Canvas adds to it.
 *
 * <p>By variant it has a quiz for each student, {@code quiz-001/quiz-001.xml} and its {@code assessment_meta.xml}; by question one quiz, which
 * draws one variant of each question.
 */
final class CanvasZip implements Exporter {
    private static final String GROUP = "group";
    private static final String BETWEEN = ":";
    private static final String QTI = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2";
    private static final String CANVAS = "http://canvas.instructure.com/xsd/cccv1p0";
    private static final String TAIL = "</section>\n</assessment>\n</questestinterop>\n";
    private static final String META = "associatedcontent/imscc_xmlv1p1/learning-application-resource";

    @Override
    public String name() {
        return "canvas";
    }

    @Override
    public String fileName() {
        return "canvas.zip";
    }

    @Override
    public Sink open(OutputStream out, Setting setting) {
        return new PackageSink(out, (pieces, zip) -> close(pieces, zip, setting));
    }

    @Override
    public byte[] prepare(Booklet booklet, Setting setting) {
        var drawings = new Drawings();
        String stem = Ids.safe(booklet.id());
        // Canvas puts the course's files in the place of this sign, and takes the rest for the file's path in the
        // package.
        var html = new Html(
                Html.Look.CANVAS, figure -> "%24IMS-CC-FILEBASE%24/" + Packaging.image(stem, drawings.number(figure)));
        var item = new CanvasItem(html);
        var files = new ArrayList<ZipFileEntry>();
        var pieces = new ArrayList<Parcel.Piece>();
        if (setting.grouping() == Grouping.BY_VARIANT) {
            String ident = "quiz-" + stem;
            String title = Category.title(setting) + " " + Category.name(booklet.id());
            var items = new StringBuilder();
            BigDecimal points = BigDecimal.ZERO;
            for (Entry entry : booklet.entries()) {
                item.of(entry).forEach(each -> items.append(each.xml()));
                points = points.add(entry.points());
            }
            files.add(ZipFileEntry.of(ident + "/" + ident + ".xml", head(ident, title) + items + TAIL));
            files.add(ZipFileEntry.of(ident + "/assessment_meta.xml", meta(ident, title, points)));
            pieces.add(new Parcel.Piece(Packaging.RESOURCES, quizResources(ident)));
        } else {
            for (Entry entry : booklet.entries()) {
                List<CanvasItem.Item> items = item.of(entry);
                for (int i = 0; i < items.size(); i++) {
                    String name = Category.number(entry.number()) + (items.size() == 1 ? "" : "." + (i + 1));
                    String points = Plain.shortest(items.get(i).points());
                    pieces.add(new Parcel.Piece(
                            String.join(BETWEEN, GROUP, Pieces.place(entry.number()), Pieces.place(i), name, points),
                            items.get(i).xml()));
                }
            }
        }
        Packaging.images(stem, drawings, files, pieces);
        return new Parcel(files, pieces).bytes();
    }

    private static void close(Pieces pieces, ZipStream zip, Setting setting) throws IOException {
        if (setting.grouping() == Grouping.BY_QUESTION) {
            String ident = "quiz";
            String title = Category.title(setting);
            BigDecimal points = BigDecimal.ZERO;
            try (var quiz = new Spool()) {
                quiz.add(head(ident, title));
                for (Map.Entry<String, Spool> group : pieces.starting(GROUP).entrySet()) {
                    String[] key = group.getKey().split(BETWEEN, -1);
                    String name = key[3];
                    var each = new BigDecimal(key[4]);
                    quiz.add("<section ident=\"group-" + name + "\" title=\"" + name
                            + "\"><selection_ordering><selection><selection_number>1</selection_number><selection_extension>"
                            + "<points_per_item>" + Plain.shortest(each)
                            + "</points_per_item></selection_extension></selection></selection_ordering>\n");
                    group.getValue().copy(quiz);
                    quiz.add("</section>\n");
                    points = points.add(each);
                }
                quiz.add(TAIL);
                zip.add(ident + "/" + ident + ".xml", quiz);
            }
            zip.add(ZipFileEntry.of(ident + "/assessment_meta.xml", meta(ident, title, points)));
            pieces.of(Packaging.RESOURCES).add(quizResources(ident));
        }
        Packaging.manifest(zip, setting, schema(setting), manifest -> {}, pieces);
    }

    private static Packaging.Schema schema(Setting setting) {
        String packaging = "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1";
        String metadata = "http://www.imsglobal.org/xsd/imsmd_v1p2";
        return new Packaging.Schema(
                " xmlns=\"" + packaging + "\" xmlns:imsmd=\"" + metadata + "\"" + Packaging.INSTANCE + packaging
                        + " http://www.imsglobal.org/xsd/imscp_v1p1.xsd " + metadata
                        + " http://www.imsglobal.org/xsd/imsmd_v1p2p2.xsd\"",
                "<schema>IMS Content</schema><schemaversion>1.1.3</schemaversion><imsmd:lom><imsmd:general>"
                        + "<imsmd:title><imsmd:string>" + Xml.text(Category.title(setting))
                        + "</imsmd:string></imsmd:title></imsmd:general></imsmd:lom>");
    }

    private static String head(String ident, String title) {
        return Xml.DECLARATION + "<questestinterop xmlns=\"" + QTI + "\"" + Packaging.INSTANCE + QTI
                + " http://www.imsglobal.org/xsd/ims_qtiasiv1p2p1.xsd\">\n<assessment ident=\"" + ident + "\" title=\""
                + Xml.text(title) + "\">\n<qtimetadata>" + CanvasItem.field("cc_maxattempts", "1")
                + "</qtimetadata>\n<section ident=\"root_section\">\n";
    }

    /** The order of a question's options is settled, or means something: the system leaves it as it is. */
    private static String meta(String ident, String title, BigDecimal points) {
        return Xml.DECLARATION + "<quiz identifier=\"" + ident + "\" xmlns=\"" + CANVAS + "\"" + Packaging.INSTANCE
                + CANVAS
                + " https://canvas.instructure.com/xsd/cccv1p0.xsd\">\n<title>" + Xml.text(title) + "</title>\n"
                + "<description></description>\n<shuffle_answers>false</shuffle_answers>\n"
                + "<scoring_policy>keep_highest</scoring_policy>\n<hide_results></hide_results>\n"
                + "<quiz_type>assignment</quiz_type>\n<points_possible>" + Plain.shortest(points)
                + "</points_possible>\n"
                + "<show_correct_answers>false</show_correct_answers>\n<anonymous_submissions>false</anonymous_submissions>\n"
                + "<allowed_attempts>1</allowed_attempts>\n<one_question_at_a_time>false</one_question_at_a_time>\n"
                + "<cant_go_back>false</cant_go_back>\n<available>false</available>\n</quiz>\n";
    }

    private static String quizResources(String ident) {
        return "<resource identifier=\"" + ident + "\" type=\"imsqti_xmlv1p2\"><file href=\"" + ident + "/" + ident
                + ".xml\"/><dependency identifierref=\"meta-" + ident + "\"/></resource>\n<resource identifier=\"meta-"
                + ident
                + "\" type=\"" + META + "\" href=\"" + ident + "/assessment_meta.xml\"><file href=\"" + ident
                + "/assessment_meta.xml\"/></resource>\n";
    }
}
