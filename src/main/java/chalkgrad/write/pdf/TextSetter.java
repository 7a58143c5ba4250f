package chalkgrad.write.pdf;

import chalkgrad.write.Page.Heading;
import chalkgrad.write.Page.Items;
import chalkgrad.write.Page.Note;
import chalkgrad.write.Page.Paragraph;
import chalkgrad.write.Page.Run;
import java.util.ArrayList;
import java.util.List;

/** Sets what consists of words: headings, paragraphs, lists and remarks. */
final class TextSetter {
    private static final double PARAGRAPH_GAP = 4;
    private static final double LIST_INDENT = 16;
    private static final double BULLET = 6; // from the list's left edge
    private static final double NOTE_GAP = 8;
    private static final double NOTE_INDENT = 12;
    private static final double NOTE_BAR = 1.6;
    private static final double NOTE_PADDING = 3;
    private static final double SEAM = 0.2; // bars of neighbouring lines overlap, so that no viewer shows a seam

    private final Setting setting;
    private final Type body;

    TextSetter(Setting setting) {
        this.setting = setting;
        this.body = setting.body();
    }

    /** {@code level} is the one in the structure, which never skips a level. */
    List<VerticalBox> heading(Heading heading, int level, Tag tag) {
        double[][] sizes = {{16, 0, 6}, {12.5, 14, 2}, {body.size() + 0.5, 9, 1}, {body.size(), 8, 0}
        }; // size, above, below
        double[] look = sizes[level - 1];
        Type type = new Type(look[0], look[0] * 1.32, body.space(), true, Colour.BLACK, false);
        List<VerticalBox> slabs =
                setting.lines(heading.text(), type, Sheet.MEASURE).slabs(tag, Sheet.LEFT, look[1]);
        List<VerticalBox> kept = new ArrayList<>();
        for (VerticalBox slab : slabs) {
            kept.add(slab.keptWithNext());
        }
        kept.add(VerticalBox.of(0, look[2], (canvas, top) -> {}).keptWithNext());
        return kept;
    }

    List<VerticalBox> paragraph(Paragraph paragraph) {
        Tag tag = setting.document().child("P");
        return setting.lines(paragraph.text(), body, Sheet.MEASURE).slabs(tag, Sheet.LEFT, PARAGRAPH_GAP);
    }

    List<VerticalBox> items(Items items) {
        Tag list = setting.document().child("L");
        List<Glyphs> bullet = setting.typeface().shape("•", false);
        List<VerticalBox> slabs = new ArrayList<>();
        for (List<Run> item : items.items()) {
            Tag entry = list.child("LI");
            Tag label = entry.child("Lbl");
            Tag text = entry.child("LBody");
            Lines lines = setting.lines(item, body, Sheet.MEASURE - LIST_INDENT);
            List<VerticalBox> entrySlabs = lines.slabs(text, Sheet.LEFT + LIST_INDENT, PARAGRAPH_GAP / 2);
            for (int i = 0; i < entrySlabs.size(); i++) {
                VerticalBox slab = entrySlabs.get(i);
                slabs.add(
                        i > 0
                                ? slab
                                : behind(slab, (canvas, top) -> {
                                    canvas.mark(label);
                                    canvas.text(
                                            bullet,
                                            body.size(),
                                            Sheet.LEFT + BULLET,
                                            top - lines.ascent(0),
                                            body.colour());
                                }));
            }
        }
        return slabs;
    }

    List<VerticalBox> note(Note note) {
        Colour colour = switch (note.tone()) {
            case REMARK -> Colour.BLUE;
            case WARNING -> Colour.RED;
            case CHECKED -> Colour.GREEN;
        };
        Tag box = setting.document().child("Div");
        double x = Sheet.LEFT + NOTE_INDENT;
        double measure = Sheet.MEASURE - NOTE_INDENT;
        List<VerticalBox> slabs = new ArrayList<>();
        slabs.add(VerticalBox.of(NOTE_GAP, NOTE_PADDING, (canvas, top) -> {}).keptWithNext());
        Lines label = setting.lines(note.label(), body.bolder().in(colour).ragged(), measure);
        label.slabs(box.child("P"), x, 0).forEach(slab -> slabs.add(slab.keptWithNext()));
        slabs.addAll(setting.lines(note.text(), body, measure).slabs(box.child("P"), x, 0));
        List<VerticalBox> barred = new ArrayList<>();
        for (VerticalBox slab : slabs) {
            double height = slab.height() + SEAM;
            barred.add(behind(slab, (canvas, top) -> {
                canvas.artifact();
                canvas.rectangle(Sheet.LEFT, top - height, NOTE_BAR, height, colour);
            }));
        }
        barred.add(VerticalBox.gap(NOTE_GAP - PARAGRAPH_GAP));
        return barred;
    }

    /** The slab, with something drawn before it. */
    private static VerticalBox behind(VerticalBox slab, VerticalBox.Painter first) {
        return new VerticalBox(
                slab.above(),
                slab.height(),
                slab.withNext(),
                (canvas, top) -> {
                    first.paint(canvas, top);
                    slab.painter().paint(canvas, top);
                },
                slab.repeated());
    }
}
