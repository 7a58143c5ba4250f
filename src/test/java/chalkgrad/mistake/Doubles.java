package chalkgrad.mistake;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.Pipeline;
import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Probe;
import chalkgrad.algebra.Symbol;
import chalkgrad.derive.Deriver;
import chalkgrad.derive.Occurrence;
import chalkgrad.derive.UnrolledComputation;
import chalkgrad.model.Task;
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
 * <p>{@code new Doubles(unrolled, slip.instead()).value(cell)} is what somebody gets who makes the slip.
 */
final class Doubles {
    private static final RuleBook RULES = new RuleBook();

    private final UnrolledComputation unrolled;
    private final Map<Occurrence, Expr> instead;
    private final ToDoubleFunction<Occurrence> given;
    private final Map<Occurrence, Double> known = new HashMap<>();
    private final Set<Occurrence> open = new HashSet<>();
    private double unknown = 0.777;

    Doubles(UnrolledComputation unrolled, Map<Occurrence, Expr> instead) {
        this(unrolled, instead, cell -> unrolled.given(cell).orElseThrow().doubleValue());
    }

    /** @param given the value of a given cell, where others are wanted than the problem's */
    Doubles(UnrolledComputation unrolled, Map<Occurrence, Expr> instead, ToDoubleFunction<Occurrence> given) {
        this.unrolled = unrolled;
        this.instead = instead;
        this.given = given;
    }

    /** A number that the writer had on paper. */
    Doubles own(String cell, double value) {
        known.put(cell(unrolled, cell), value);
        return this;
    }

    Doubles unknown(double value) {
        unknown = value;
        return this;
    }

    double value(Occurrence cell) {
        Double value = known.get(cell);
        if (value == null) {
            assertThat(open.add(cell)).as("%s comes of itself", cell).isTrue();
            value = worked(cell);
            open.remove(cell);
            known.put(cell, value);
        }
        return value;
    }

    private double worked(Occurrence cell) {
        Expr other = instead.get(cell);
        if (other == null && unrolled.given(cell).isPresent()) {
            return given.applyAsDouble(cell);
        }
        Expr expr = other != null
                ? other
                : unrolled.step(cell)
                        .orElseThrow(() -> new AssertionError(cell))
                        .expression();
        return Probe.value(Functions.expand(expr), this::symbol);
    }

    private double symbol(Symbol symbol) {
        return symbol.equals(Slip.UNKNOWN) ? unknown : value((Occurrence) symbol);
    }

    /** The course of a problem. */
    static UnrolledComputation unrolled(String text) {
        return unrolled(Pipeline.read(text).task());
    }

    static UnrolledComputation unrolled(Task task) {
        return new UnrolledComputation(new Deriver(RULES).derive(task));
    }

    /** The course of the first problem of a published record. */
    static UnrolledComputation published(String slug) {
        try {
            String text = Files.readString(Path.of("src/test/resources/wild", slug, "problem.yaml"));
            return unrolled(text.split("(?m)^---$")[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The cell of an id, in any of the first eleven passes. */
    static Occurrence cell(UnrolledComputation unrolled, String id) {
        for (int pass = 0; pass <= 11; pass++) {
            for (Occurrence cell : unrolled.cells(pass)) {
                if (cell.id().equals(id)) {
                    return cell;
                }
            }
        }
        throw new AssertionError(id);
    }
}
