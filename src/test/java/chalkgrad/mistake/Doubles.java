package chalkgrad.mistake;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.Pipeline;
import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Probe;
import chalkgrad.algebra.Symbol;
import chalkgrad.derive.Cell;
import chalkgrad.derive.Course;
import chalkgrad.derive.Deriver;
import chalkgrad.rules.Functions;
import chalkgrad.rules.RuleBook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * The cells of a course in binary numbers, some of their steps written otherwise.
 *
 * <p>{@code new Doubles(course, slip.instead()).value(cell)} is what somebody gets who makes the slip.
 */
final class Doubles {
    private static final RuleBook RULES = new RuleBook();

    private final Course course;
    private final Map<Cell, Expr> instead;
    private final ToDoubleFunction<Cell> given;
    private final Map<Cell, Double> known = new HashMap<>();
    private final Set<Cell> open = new HashSet<>();
    private double unknown = 0.777;

    Doubles(Course course, Map<Cell, Expr> instead) {
        this(course, instead, cell -> course.given(cell).orElseThrow().doubleValue());
    }

    /** @param given the value of a given cell, where others are wanted than the problem's */
    Doubles(Course course, Map<Cell, Expr> instead, ToDoubleFunction<Cell> given) {
        this.course = course;
        this.instead = instead;
        this.given = given;
    }

    /** A number that the writer had on paper. */
    Doubles own(String cell, double value) {
        known.put(cell(course, cell), value);
        return this;
    }

    Doubles unknown(double value) {
        unknown = value;
        return this;
    }

    double value(Cell cell) {
        Double value = known.get(cell);
        if (value == null) {
            assertThat(open.add(cell)).as("%s comes of itself", cell).isTrue();
            value = worked(cell);
            open.remove(cell);
            known.put(cell, value);
        }
        return value;
    }

    private double worked(Cell cell) {
        Expr other = instead.get(cell);
        if (other == null && course.given(cell).isPresent()) {
            return given.applyAsDouble(cell);
        }
        Expr expr = other != null
                ? other
                : course.step(cell).orElseThrow(() -> new AssertionError(cell)).expression();
        return Probe.value(Functions.expand(expr), this::symbol);
    }

    private double symbol(Symbol symbol) {
        return symbol.equals(Slip.UNKNOWN) ? unknown : value((Cell) symbol);
    }

    /** The course of a problem. */
    static Course course(String text) {
        return new Course(new Deriver(RULES).derive(Pipeline.read(text).task()));
    }

    /** The course of the first problem of a published record. */
    static Course published(String slug) {
        try {
            String text = Files.readString(Path.of("src/test/resources/wild", slug, "problem.yaml"));
            return course(text.split("(?m)^---$")[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The cell of an id, in any of the first eleven passes. */
    static Cell cell(Course course, String id) {
        for (int pass = 0; pass <= 11; pass++) {
            for (Cell cell : course.cells(pass)) {
                if (cell.id().equals(id)) {
                    return cell;
                }
            }
        }
        throw new AssertionError(id);
    }
}
