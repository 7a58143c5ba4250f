package chalkgrad.write.pdf;

import java.util.List;

/**
 * Stacks slabs on pages, from top to bottom, and turns the page where the next group of slabs that belong together does
 * not fit.
 */
final class Paginator {
    private static final double TOLERANCE = 0.01;

    private final Canvas canvas;
    private double y = Sheet.TOP;

    Paginator(Canvas canvas) {
        this.canvas = canvas;
    }

    void place(List<VerticalBox> slabs) {
        for (int i = 0; i < slabs.size(); i++) {
            VerticalBox slab = slabs.get(i);
            if (y < Sheet.TOP && groupHeight(slabs, i) > y - Sheet.BOTTOM + TOLERANCE) {
                if (slab.isGap()) {
                    continue;
                }
                canvas.newPage();
                y = Sheet.TOP;
                slab.repeated().forEach(this::put);
            }
            put(slab);
        }
    }

    private void put(VerticalBox slab) {
        if (y < Sheet.TOP) {
            y -= slab.above();
        }
        slab.painter().paint(canvas, y);
        y -= slab.height();
    }

    /**
     * The height up to the first slab behind which a page may end; a group that fits on no page counts as its first
     * slab only.
     */
    private static double groupHeight(List<VerticalBox> slabs, int first) {
        double height = 0;
        for (int i = first; i < slabs.size(); i++) {
            height += slabs.get(i).above() + slabs.get(i).height();
            if (!slabs.get(i).withNext()) {
                break;
            }
        }
        VerticalBox slab = slabs.get(first);
        return height > Sheet.TEXT_HEIGHT ? slab.above() + slab.height() : height;
    }
}
