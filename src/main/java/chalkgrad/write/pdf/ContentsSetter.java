package chalkgrad.write.pdf;

import chalkgrad.write.Page.Contents;
import chalkgrad.write.Page.Entry;
import java.util.ArrayList;
import java.util.List;

/** Sets contents lists: a label, then an entry a line, with the number of the page that it leads to. */
final class ContentsSetter {
    private static final double ABOVE = 6;
    private static final double BELOW = 6;
    private static final double ENTRY_GAP = 2;

    /** What is kept free on the right for the number. */
    private static final double NUMBER = 40;

    private static final double INDENT = 16; // of an entry's later lines

    private final Setting setting;
    private final Links links;

    ContentsSetter(Setting setting, Links links) {
        this.setting = setting;
        this.links = links;
    }

    List<VerticalBox> set(Contents contents) {
        List<VerticalBox> slabs = new ArrayList<>();
        Tag list = setting.document().child("TOC");
        Type bold = setting.body().bolder().ragged();
        setting.lines(contents.label(), bold, Sheet.MEASURE)
                .slabs(list.child("Caption"), Sheet.LEFT, ABOVE)
                .forEach(slab -> slabs.add(slab.keptWithNext()));
        for (Entry entry : contents.entries()) {
            slabs.addAll(entry(entry, list.child("TOCI").child("Reference").child("Link")));
        }
        slabs.add(VerticalBox.gap(BELOW));
        return slabs;
    }

    private List<VerticalBox> entry(Entry entry, Tag tag) {
        Type type = setting.body().ragged();
        Lines lines = setting.lines(entry.text(), type, Sheet.MEASURE - NUMBER - INDENT);
        String words = Composer.plain(entry.text());
        List<VerticalBox> slabs = new ArrayList<>();
        for (int i = 0; i < lines.count(); i++) {
            int index = i;
            double x = Sheet.LEFT + (i == 0 ? 0 : INDENT);
            var line = new Links.Line(
                    entry.anchor(),
                    tag,
                    words,
                    x + lines.width(i),
                    lines.ascent(i),
                    lines.height(i),
                    i == lines.count() - 1);
            VerticalBox slab = VerticalBox.of(i == 0 ? ENTRY_GAP : 0, lines.height(i), (canvas, top) -> {
                lines.paint(canvas, tag, index, x, top);
                links.leave(line, canvas, top);
            });
            slabs.add(i < lines.count() - 1 ? slab.keptWithNext() : slab);
        }
        return slabs;
    }
}
