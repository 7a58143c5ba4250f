package chalkgrad.write.pdf;

import chalkgrad.write.pdf.Drawing.Fill;
import chalkgrad.write.pdf.Drawing.Glyph;
import chalkgrad.write.pdf.Drawing.Mark;
import chalkgrad.write.pdf.Drawing.Stroke;
import java.awt.Shape;
import java.awt.geom.PathIterator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The drawing of all formulas that differ in their digits only: {@code stencil.drawing("0.25")} from that of {@code 0.75}.
 *
 * <p>In the fonts of formulas all digits are equally wide and tall, so the next variant's numbers stand where those of the last one stood. Which
 * mark belongs to which digit of the LaTeX is not guessed: the formula is laid out a few times with digits that number their places. Where
 * a digit is none on paper, as in a length, or moves something, there is no stencil.
 */
final class Stencil {
    /** Formulas with more digits are rare, and long anyway. */
    private static final int MOST = 1000;

    private final Drawing model;
    /** For each digit of the LaTeX the place of its mark. */
    private final int[] places;

    private Stencil(Drawing model, int[] places) {
        this.model = model;
        this.places = places;
    }

    /** What formulas have in common that differ in their digits only. */
    static String key(String latex) {
        return filled(latex, i -> 0);
    }

    /**
     * The stencil of a formula.
     *
     * @param layOut draws a LaTeX formula
     */
    static Optional<Stencil> of(String latex, Function<String, Drawing> layOut) {
        int digits = (int) latex.chars().filter(Stencil::isDigit).count();
        if (digits == 0 || digits > MOST) {
            return Optional.empty();
        }
        Drawing model = layOut.apply(filled(latex, i -> i % 10));
        List<List<Mark>> layers = new ArrayList<>();
        layers.add(model.marks());
        for (int power = 10; power < digits; power *= 10) {
            int by = power;
            layers.add(layOut.apply(filled(latex, i -> i / by % 10)).marks());
        }
        List<Mark> turned = layOut.apply(filled(latex, i -> 9 - i % 10)).marks();
        var places = new int[digits];
        Arrays.fill(places, -1);
        for (int at = 0; at < turned.size(); at++) {
            int place = at;
            if (layers.stream()
                    .anyMatch(layer -> layer.size() != turned.size() || !isLike(layer.get(place), turned.get(place)))) {
                return Optional.empty();
            }
            if (digit(turned.get(at)) >= 0) {
                int number = 0;
                for (int layer = layers.size() - 1; layer >= 0; layer--) {
                    number = 10 * number + digit(layers.get(layer).get(at));
                }
                if (number >= digits || places[number] >= 0 || digit(turned.get(at)) != 9 - number % 10) {
                    return Optional.empty();
                }
                places[number] = at;
            }
        }
        return Arrays.stream(places).allMatch(place -> place >= 0)
                ? Optional.of(new Stencil(model, places))
                : Optional.empty();
    }

    /** The drawing of a formula with the same key. */
    Drawing drawing(String latex) {
        var marks = new ArrayList<>(model.marks());
        int number = 0;
        for (int i = 0; i < latex.length(); i++) {
            char c = latex.charAt(i);
            if (isDigit(c)) {
                int place = places[number++];
                marks.set(place, model.digit((Glyph) marks.get(place), c));
            }
        }
        return model.with(marks);
    }

    /** Whether two marks are the same, or digits that stand at the same place in the same font. */
    private static boolean isLike(Mark one, Mark other) {
        if (one instanceof Stroke a && other instanceof Stroke b) {
            return a.width() == b.width() && points(a.shape()).equals(points(b.shape()));
        } else if (one instanceof Fill a && other instanceof Fill b) {
            return points(a.shape()).equals(points(b.shape()));
        } else if (digit(one) < 0 || digit(other) < 0) {
            return one.equals(other);
        }
        var a = (Glyph) one;
        var b = (Glyph) other;
        return a.symbol().font() == b.symbol().font() && a.size() == b.size() && a.x() == b.x() && a.y() == b.y();
    }

    /** Shapes are equal only to themselves, their outlines are not. */
    private static List<Object> points(Shape shape) {
        var points = new ArrayList<Object>();
        var at = new double[6];
        for (PathIterator path = shape.getPathIterator(null); !path.isDone(); path.next()) {
            points.add(path.currentSegment(at));
            for (double coordinate : at) {
                points.add(coordinate);
            }
        }
        return points;
    }

    /** The digit that a mark is; negative for others. */
    private static int digit(Mark mark) {
        @Nullable String text = mark instanceof Glyph glyph ? glyph.symbol().text() : null;
        return text != null && text.length() == 1 && isDigit(text.charAt(0)) ? text.charAt(0) - '0' : -1;
    }

    private static String filled(String latex, IntUnaryOperator digits) {
        var filled = new StringBuilder(latex.length());
        int number = 0;
        for (int i = 0; i < latex.length(); i++) {
            char c = latex.charAt(i);
            filled.append(isDigit(c) ? (char) ('0' + digits.applyAsInt(number++)) : c);
        }
        return filled.toString();
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }
}
