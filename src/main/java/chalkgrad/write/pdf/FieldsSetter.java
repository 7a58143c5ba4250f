package chalkgrad.write.pdf;

import chalkgrad.write.Page.Fields;
import java.util.ArrayList;
import java.util.List;

/** Sets places to write: labels side by side, and behind each a rule to write on. */
final class FieldsSetter {
    private static final double ABOVE = 9; // room for a hand's letters
    private static final double BELOW = 4;
    private static final double WRITTEN = 17; // the height of a line that a hand writes
    private static final double GAP = 14; // between two places
    private static final double AFTER_LABEL = 5;
    private static final double LONGEST_LABEL = 0.75; // of the room for a label and its rule
    private static final double DEPTH = 2.5; // of the rule below the baseline

    private FieldsSetter() {}

    static List<VerticalBox> set(Setting setting, Fields fields) {
        int count = fields.labels().size();
        double room = fields.lines() * WRITTEN;
        if (count == 0) {
            var empty = new ArrayList<VerticalBox>();
            for (int line = 0; line < fields.lines(); line++) {
                empty.add(VerticalBox.of(0, WRITTEN, (canvas, top) -> {}));
            }
            return empty;
        }
        double width = (Sheet.MEASURE - GAP * (count - 1)) / count;
        var labels = new ArrayList<Lines>();
        var tags = new ArrayList<Tag>();
        double ascent = setting.body().ascent();
        double height = setting.body().leading();
        for (var label : fields.labels()) {
            Lines lines = setting.lines(label, setting.body().ragged(), width * LONGEST_LABEL);
            labels.add(lines);
            tags.add(setting.document().child("P"));
            double total = 0;
            for (int line = 0; line < lines.count(); line++) {
                total += lines.height(line);
                ascent = Math.max(ascent, lines.ascent(line));
            }
            height = Math.max(height, total);
        }
        var slabs = new ArrayList<VerticalBox>();
        slabs.add(VerticalBox.of(ABOVE, room + height + BELOW, (canvas, top) -> {
            for (int i = 0; i < labels.size(); i++) {
                paint(canvas, labels.get(i), tags.get(i), Sheet.LEFT + i * (width + GAP), width, top - room);
            }
        }));
        return slabs;
    }

    private static void paint(Canvas canvas, Lines label, Tag tag, double x, double width, double top) {
        double y = top;
        double end = x;
        double baseline = top;
        for (int line = 0; line < label.count(); line++) {
            label.paint(canvas, tag, line, x, y);
            baseline = y - label.ascent(line);
            end = x + label.width(line) + AFTER_LABEL;
            y -= label.height(line);
        }
        canvas.artifact();
        canvas.rectangle(end, baseline - DEPTH, Math.max(0, x + width - end), Sheet.RULE, Colour.BLACK);
    }
}
