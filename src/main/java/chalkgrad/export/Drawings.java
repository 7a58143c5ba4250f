package chalkgrad.export;

import chalkgrad.write.Page;
import chalkgrad.write.SvgWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The drawings of a booklet: a picture that several questions show is drawn once.
 *
 * <p>{@code drawings.number(figure)} is 1 for the first that is asked for.
 */
final class Drawings {
    private final SvgWriter writer = new SvgWriter();
    private final Map<Page.Figure, Integer> known = new IdentityHashMap<>();
    private final Map<String, Integer> numbers = new LinkedHashMap<>();
    private final List<byte[]> files = new ArrayList<>();

    /** Counted from one; the same for figures that look the same. */
    int number(Page.Figure figure) {
        return known.computeIfAbsent(figure, f -> {
            String svg = writer.write(f.picture(), f.description());
            Integer number = numbers.putIfAbsent(svg, files.size() + 1);
            if (number == null) {
                files.add(svg.getBytes(StandardCharsets.UTF_8));
                return files.size();
            }
            return number;
        });
    }

    /** The SVG file of that number. */
    byte[] file(int number) {
        return files.get(number - 1);
    }

    int count() {
        return files.size();
    }
}
