package chalkgrad.wild;

import chalkgrad.algebra.Expr;
import chalkgrad.check.Calculator;
import chalkgrad.check.Pen;
import chalkgrad.check.Sheet;
import chalkgrad.derive.Occurrence;
import chalkgrad.derive.UnrolledComputation;
import chalkgrad.evaluate.Solution;
import chalkgrad.model.Network;
import chalkgrad.model.Quantity;
import chalkgrad.model.Quantity.Partial;
import chalkgrad.typeset.Latex;
import chalkgrad.typeset.Notation;
import chalkgrad.typeset.Profile;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * A published derivation written out, as somebody would hand it in.
 *
 * <p>Only what is printed is written, in its order, and the numbers stand as they are printed.
 */
final class Derived {

    /** How it is written. */
    enum Style {
        IDS(Sheet.Form.BARE, "", false),
        IDS_WORKED(Sheet.Form.BARE, "", true),
        MARKDOWN(Sheet.Form.INLINE, "net", false),
        MARKDOWN_WORKED(Sheet.Form.DISPLAY, "net", true),
        ALIGNED_WORKED(Sheet.Form.ALIGN, "wikidocs", true),
        FENCED(Sheet.Form.FENCED, "delta", false),
        OWN(Sheet.Form.BRACKETS, "own", false),
        OWN_WORKED(Sheet.Form.ALIGN, "own", true),
        /** A map from quantities to values. */
        ANSWERS(Sheet.Form.BARE, "", false);

        private final Sheet.Form form;
        private final String notation;
        private final boolean worked;

        Style(Sheet.Form form, String notation, boolean worked) {
            this.form = form;
            this.notation = notation;
            this.worked = worked;
        }
    }

    /**
     * What is written as one formula.
     *
     * @param first the place of its first number in the step
     * @param count how many numbers it has
     */
    record Entry(Published.Step step, int first, int count, Expr left, Figure printed) {
        String verdict() {
            return IntStream.range(first, first + count)
                    .mapToObj(step::verdict)
                    .distinct()
                    .reduce((a, b) -> a.equals("error") ? a : b)
                    .orElseThrow();
        }

        Optional<Occurrence> cell() {
            return left instanceof Expr.Sym sym ? Optional.of((Occurrence) sym.symbol()) : Optional.empty();
        }

        @Override
        public String toString() {
            return step.name() + (step.printed().size() > count ? "[" + first + "]" : "") + " " + step.printed();
        }
    }

    private static final Set<String> DOUBTFUL = Set.of("error", "consequential", "last-digit");

    private final Solution solution;
    private final UnrolledComputation unrolled;
    private final Style style;
    private final Function<chalkgrad.algebra.Symbol, String> names;
    private final Sheet sheet;
    private final Map<Occurrence, Entry> written = new HashMap<>();
    final Map<Entry, Sheet.Lines> places = new LinkedHashMap<>();
    private final StringBuilder answers = new StringBuilder();
    private final List<String> keys = new ArrayList<>();

    Derived(Solution solution, Style style, List<Entry> entries) {
        this.solution = solution;
        this.unrolled = new UnrolledComputation(solution.derivation());
        this.style = style;
        this.sheet = new Sheet(style.form);
        Optional<Latex> latex = style.notation.isEmpty() ? Optional.empty() : Optional.of(latex());
        this.names = symbol -> name((Occurrence) symbol, latex);
        entries.forEach(this::write);
    }

    private Latex latex() {
        var choice = solution.problem().notation();
        boolean own = style.notation.equals("own");
        String name = own ? choice.profile().orElse(Profile.ALL.get(0).name()) : style.notation;
        Profile profile = Profile.find(name).orElseThrow();
        return new Latex(
                Notation.of(
                        profile,
                        own ? choice.symbols() : Map.of(),
                        solution.problem().task()),
                Latex.Flavour.PLAIN);
    }

    /** The entries of a task's steps, each number of a list for itself; an array of a graph is one. */
    static List<Entry> entries(Published record, Published.Task task, Ours ours) {
        var entries = new ArrayList<Entry>();
        for (Published.Step step : record.steps()) {
            Object ids = task.quantities().get(step.name());
            if (ids != null && !step.printed().isEmpty()) {
                add(step, ids, ours, entries, 0);
            }
        }
        return entries;
    }

    private static int add(Published.Step step, Object ids, Ours ours, List<Entry> into, int first) {
        if (ids instanceof List<?> list) {
            int next = first;
            for (Object id : list) {
                next = add(step, id, ours, into, next);
            }
            return next;
        }
        String id = ids.toString();
        // An entry of an array has no name of its own, and a given value is no work.
        boolean named = !id.contains("[0]") && !id.startsWith("target");
        Figure[] rest = {ours.value(id)};
        int count = rest[0].numbers().size();
        if (named) {
            var printed = step.printed().subList(first, first + count).iterator();
            into.add(new Entry(step, first, count, ours.expr(id), like(rest[0], printed)));
        }
        return first + count;
    }

    private static Figure like(Figure shape, java.util.Iterator<String> numbers) {
        return shape.map(old -> new BigDecimal(numbers.next()));
    }

    /** The file. */
    byte[] bytes() {
        return style == Style.ANSWERS ? answers.toString().getBytes(StandardCharsets.UTF_8) : sheet.bytes();
    }

    String fileName() {
        return style == Style.ANSWERS ? "work.yaml" : sheet.name();
    }

    List<String> lines() {
        return style == Style.ANSWERS ? List.of(answers.toString().split("\n")) : sheet.lines();
    }

    private Pen pen() {
        return new Pen(style.form.isLatex(), style.form.isLatex() ? "\\cdot" : "*", names);
    }

    private void write(Entry entry) {
        if (style == Style.ANSWERS) {
            answer(entry);
        } else {
            var sides = new ArrayList<String>();
            sides.add(pen().of(named(entry.left)));
            if (style.worked) {
                sides.addAll(working(entry));
            }
            sides.add(text(entry.printed, entry.step.printed().get(entry.first)));
            places.put(entry, sheet.write(sides));
        }
        entry.cell().ifPresent(cell -> written.put(cell, entry));
    }

    /** A key once; what has no key is left out. */
    private void answer(Entry entry) {
        Expr positive = entry.left instanceof Expr.Neg neg ? neg.arg() : entry.left;
        if (positive instanceof Expr.Sym sym && !keys.contains(sym.symbol().id())) {
            keys.add(sym.symbol().id());
            Figure value = entry.left.equals(positive) ? entry.printed : entry.printed.map(BigDecimal::negate);
            answers.append('"')
                    .append(sym.symbol().id())
                    .append("\": ")
                    .append(flow(value))
                    .append('\n');
            places.put(entry, new Sheet.Lines(keys.size(), keys.size()));
        }
    }

    private static String flow(Figure value) {
        return value instanceof Figure.One one
                ? one.value().toPlainString()
                : "["
                        + String.join(
                                ", ", value.items().stream().map(Derived::flow).toList()) + "]";
    }

    /** A number as it is printed, and a vector of such. */
    private String text(Figure value, String printed) {
        if (value instanceof Figure.One) {
            return printed;
        } else if (!style.form.isLatex()) {
            return flow(value);
        }
        boolean matrix = value.items().get(0) instanceof Figure.Many;
        List<String> rows = value.items().stream()
                .map(row -> matrix
                        ? String.join(
                                " & ",
                                row.numbers().stream()
                                        .map(BigDecimal::toPlainString)
                                        .toList())
                        : row.number().toPlainString())
                .toList();
        return "\\begin{pmatrix} " + String.join(" \\\\ ", rows) + " \\end{pmatrix}";
    }

    /** The formula and the numbers put into it, where everything that goes in is on paper and in order. */
    private List<String> working(Entry entry) {
        boolean arrays = solution.derivation() instanceof chalkgrad.derive.GraphDerivation && entry.count > 1;
        if (entry.cell().isEmpty() || arrays || entry.verdict().equals("error")) {
            return List.of();
        }
        Optional<Expr> step = unrolled.step(entry.cell().get()).map(s -> s.expression());
        if (step.isEmpty() || !canBeWritten(step.get())) {
            return List.of();
        }
        boolean[] known = {true, true};
        Expr numbers = step.get().substitute(symbol -> {
            Optional<BigDecimal> given = unrolled.given((Occurrence) symbol);
            Entry before = written.get(at((Occurrence) symbol));
            if (given.isPresent()) {
                return Expr.num(given.get());
            } else if (before == null || before.count > 1) {
                known[0] = false;
                return null;
            }
            known[1] &= !DOUBTFUL.contains(before.verdict());
            return Expr.num(before.printed.number());
        });
        boolean bare = step.get() instanceof Expr.Sym;
        if (!known[0] || bare || !known[1] && !gives(numbers, entry.printed.number())) {
            return List.of();
        }
        return List.of(pen().of(named(step.get())), pen().of(numbers));
    }

    /** A parameter after an update is written as such. */
    private Occurrence at(Occurrence cell) {
        return cell.quantity() instanceof Quantity.Param param && cell.pass() > 0
                ? new Occurrence(new Quantity.Updated(param.name()), cell.pass() - 1, 0)
                : cell;
    }

    private static boolean canBeWritten(Expr e) {
        return !(e instanceof Expr.Cases)
                && !e.toString().contains("Cases[")
                && !e.toString().contains("Matrix[");
    }

    private static boolean gives(Expr numbers, BigDecimal printed) {
        BigDecimal off =
                new Calculator(symbol -> BigDecimal.ZERO).value(numbers).subtract(printed);
        return off.abs().compareTo(BigDecimal.ONE.movePointLeft(printed.scale())) <= 0;
    }

    /** What has no name of its own is written as what it is. */
    private Expr named(Expr e) {
        return e.substitute(symbol -> {
            var cell = (Occurrence) symbol;
            boolean inner = cell.quantity() instanceof Quantity.Path path && !isOutput(path.through());
            boolean sum =
                    cell.quantity() instanceof Quantity.Exponential || cell.quantity() instanceof Quantity.Normalizer;
            return inner || sum ? named(unrolled.step(cell).orElseThrow().expression()) : at(cell).expr();
        });
    }

    private boolean isOutput(String unit) {
        var layers = ((Network) solution.problem().task()).layers();
        return layers.get(layers.size() - 1).units().stream()
                .anyMatch(output -> output.name().equals(unit));
    }

    private static String name(Occurrence cell, Optional<Latex> latex) {
        Quantity quantity = cell.quantity();
        if (quantity instanceof Quantity.Path path) {
            quantity = new Partial(new Quantity.UnitLoss(path.through()), new Quantity.Out(path.from()));
        }
        boolean later = cell.pass() > 1 || cell.pass() == 1 && quantity instanceof Quantity.Updated;
        if (latex.isEmpty() || later) {
            return new Occurrence(quantity, cell.pass(), 0).id();
        }
        return latex.get().of(Expr.sym(quantity)) + (cell.pass() == 0 ? "" : "^{+}");
    }
}
