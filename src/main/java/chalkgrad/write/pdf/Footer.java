package chalkgrad.write.pdf;

import java.util.List;

/** The head and the foot of every page: the header, the title, both cut to fit, and the page's number among all. */
final class Footer {
    private static final double SIZE = 8.5;
    private static final double LONGEST_TITLE = 0.8 * Sheet.MEASURE;

    private Footer() {}

    static void draw(Canvas canvas, Typeface typeface, String title, String header) {
        List<Glyphs> head = fitting(typeface, header);
        List<Glyphs> running = fitting(typeface, title);
        for (int page = 0; page < canvas.pages(); page++) {
            canvas.openPage(page);
            if (!header.isEmpty()) {
                canvas.header();
                canvas.text(head, SIZE, Sheet.LEFT, Sheet.HEAD, Colour.GREY);
            }
            canvas.footer();
            canvas.text(running, SIZE, Sheet.LEFT, Sheet.FOOT, Colour.GREY);
            List<Glyphs> number = typeface.shape(page + 1 + " / " + canvas.pages(), false);
            double x = Sheet.LEFT + Sheet.MEASURE - Typeface.width(number) * SIZE;
            canvas.text(number, SIZE, x, Sheet.FOOT, Colour.GREY);
        }
    }

    private static List<Glyphs> fitting(Typeface typeface, String title) {
        List<Glyphs> whole = typeface.shape(title.substring(0, Math.min(title.length(), 400)), false);
        int end = Math.min(title.length(), 400);
        List<Glyphs> cut = whole;
        while (end > 0 && Typeface.width(cut) * SIZE > LONGEST_TITLE) {
            end = title.offsetByCodePoints(end, -1);
            cut = typeface.shape(title.substring(0, end).stripTrailing() + "…", false);
        }
        return cut;
    }
}
